"""The run of the machine: what names it, and the clock that starts with it, goes on asleep, and nobody sets.

Ticks of two programs can be compared when both ran in the same run of the machine. Python's own monotonic clock
serves for that on no system: it stops during sleep on Linux and macOS.

- Linux: `CLOCK_BOOTTIME`, and the kernel's random name of this boot.
- macOS: `CLOCK_MONOTONIC_RAW`, which counts sleep there and is not slewed, and the kernel's own UUID of this boot.
- Windows: `GetTickCount64`, which counts sleep and hibernation, and the number of the boot that the kernel keeps for
  its prefetcher; a fast start that keeps the number keeps the ticks going as well.

Where the system names no run, each run of the program counts as one: wall time then bridges two of them.
"""

import ctypes
import sys
import time
import uuid
from pathlib import Path

_LINUX_NAME = Path("/proc/sys/kernel/random/boot_id")
_WINDOWS_KEY = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"


def boot_name() -> str:
    """What names this run of the machine, else a fresh name for this run of the program."""
    try:
        named = _named_by_system()
    except (OSError, AttributeError, UnicodeDecodeError):
        named = ""
    return named or uuid.uuid4().hex


if sys.platform == "win32":
    import winreg

    def ticks_ms() -> int:
        """Milliseconds since the machine started, sleep included."""
        count = ctypes.windll.kernel32.GetTickCount64
        count.restype = ctypes.c_uint64
        return int(count())

    def _named_by_system() -> str:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _WINDOWS_KEY) as key:
            number, _kind = winreg.QueryValueEx(key, "BootId")
        return f"windows-{number}"

elif sys.platform == "darwin":

    def ticks_ms() -> int:
        """Milliseconds of a clock that started with the machine, sleep included."""
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW) // 1_000_000

    def _named_by_system() -> str:
        text = ctypes.create_string_buffer(64)
        room = ctypes.c_size_t(len(text))
        system = ctypes.CDLL(None, use_errno=True)
        refused = system.sysctlbyname(b"kern.bootsessionuuid", text, ctypes.byref(room), None, ctypes.c_size_t(0))
        return "" if refused else text.value.decode("ascii")

else:

    def ticks_ms() -> int:
        """Milliseconds since the machine started, sleep included."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000

    def _named_by_system() -> str:
        return _LINUX_NAME.read_text(encoding="ascii").strip()
