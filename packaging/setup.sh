#!/usr/bin/env bash
# Prepares everything that Jurade needs on this machine; `make setup` calls it and nobody has to answer anything.
#
# Order: a Python, the system libraries that Qt opens, the virtual environment, the locked libraries, the program.
# A stamp in .venv holds what was installed, so that running it again costs a fraction of a second.
# Written for bash 3.2 too, the one that macOS ships.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly VENV=.venv
readonly LOCK=packaging/locks/dev.txt
readonly STAMP=$VENV/jurade-stamp

# What Qt opens at run time, as "library package". Without the first list nothing starts at all; without the second,
# no window can be shown on a screen (tests and the demonstration without a screen do not mind).
readonly LIBRARIES_TO_START="
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11.so.6 libx11-6
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libstdc++.so.6 libstdc++6
libxkbcommon.so.0 libxkbcommon0
libz.so.1 zlib1g
libzstd.so.1 libzstd1
"
readonly LIBRARIES_TO_SHOW="
libX11-xcb.so.1 libx11-xcb1
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libxcb.so.1 libxcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-glx.so.0 libxcb-glx0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render.so.0 libxcb-render0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-util.so.1 libxcb-util1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
"

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$@"
    exit 1
}

is_debian() { [ "$(uname)" = Linux ] && command -v apt-get >/dev/null; }

has_display() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }

# --- Python -----------------------------------------------------------------------------------------------------------

# Prints the command of the first Python that is recent enough; `$1` is one more thing that it must be able to import.
find_python() {
    local candidate
    for candidate in python3.13 python3.12 python3.11 python3; do
        # A name on the PATH may be a launcher for a version that is not there: only running it tells.
        if "$candidate" -c "import sys, $1; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

# --- system libraries -------------------------------------------------------------------------------------------------

# Prints the packages of a list ("library package" lines) whose library the system's loader does not know.
missing_from() {
    local known library package
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p) || return 0
    while read -r library package; do
        [ -z "$library" ] || grep -qF "$library " <<<"$known" || printf '%s\n' "$package"
    done <<<"$1"
}

missing_to_start() {
    missing_from "$LIBRARIES_TO_START"
    # Debian keeps the part of Python that makes environments in a package of its own.
    find_python ensurepip >/dev/null || printf 'python%s-venv\n' "$1"
}

missing_to_show() { missing_from "$LIBRARIES_TO_SHOW"; }

missing_to_test() { command -v pdfsig >/dev/null || printf 'poppler-utils\n'; }

# Since Ubuntu 24.04 some libraries carry a suffix (libglib2.0-0t64): prints each package under this system's name.
as_named_here() {
    local package
    for package in "$@"; do
        if apt-cache show "${package}t64" >/dev/null 2>&1; then package=${package}t64; fi
        printf '%s ' "$package"
    done
}

ensure_system_libraries() {
    local version=$1 needed wanted
    [ -n "$(missing_to_start "$version")$(missing_to_show)$(missing_to_test)" ] || return 0

    if [ "$(id -u)" -eq 0 ]; then
        say "Installation des bibliothèques du système…"
        apt-get update -qq >&2 || say "La liste des paquets n’a pas pu être rafraîchie ; on continue avec l’ancienne."
        # One at a time after a refusal, so that one unknown package does not hold back the others.
        # shellcheck disable=SC2046
        set -- $(as_named_here $(missing_to_start "$version") $(missing_to_show) $(missing_to_test))
        install_packages "$@" || for package in "$@"; do install_packages "$package" || true; done
    fi

    needed=$(missing_to_start "$version")
    wanted=$(missing_to_show)
    if has_display; then needed="$needed $wanted" wanted=""; fi
    wanted="$wanted $(missing_to_test)"
    if [ -n "${needed// /}" ]; then
        say "Il manque des bibliothèques du système. Lancez cette commande, puis recommencez :"
        # shellcheck disable=SC2086
        stop "   sudo apt-get install $(as_named_here $needed $wanted)"
    elif [ -n "${wanted// /}" ]; then
        say "Pour ouvrir la fenêtre à l’écran et contrôler les signatures dans les tests, installez aussi :"
        # shellcheck disable=SC2086
        say "   sudo apt-get install $(as_named_here $wanted)"
    fi
}

install_packages() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }

# --- virtual environment ----------------------------------------------------------------------------------------------

# Prints what the environment must match: the lock, the project, this script, and the folder, which venv writes down.
fingerprint() { { cat "$LOCK" pyproject.toml packaging/setup.sh && pwd; } | git hash-object --stdin; }

is_up_to_date() {
    [ -x "$VENV/bin/jurade" ] && "$VENV/bin/python" -c "import pip" 2>/dev/null &&
        [ "$(cat "$STAMP" 2>/dev/null)" = "$(fingerprint)" ]
}

fill_environment() {
    local python
    python=$(find_python ensurepip) || stop "Ce Python ne sait pas créer d’environnement : installez son module venv."
    if ! "$VENV/bin/python" -c "import pip" 2>/dev/null; then
        "$python" -m venv --clear "$VENV"
    fi
    say "Installation des bibliothèques de Jurade (une à deux minutes la première fois)…"
    # Errors only: what else pip and setuptools have to say helps nobody here.
    local pip_install=("$VENV/bin/python" -m pip install -qq --no-input --disable-pip-version-check)
    "${pip_install[@]}" --require-hashes -r "$LOCK"
    "${pip_install[@]}" --no-deps --no-build-isolation -e .
    fingerprint >"$STAMP"
    say "Jurade est prêt."
}

python=$(find_python venv) || stop "Jurade demande Python 3.11 ou plus récent. Installez-le, puis recommencez."
if is_debian; then
    ensure_system_libraries "$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
fi
is_up_to_date || fill_environment
