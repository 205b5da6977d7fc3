"""SQLCipher 4 with its default settings: key derivation, connections, and telling a bad passphrase from damage.

The raw key is derived here once per opening, exactly as SQLCipher would (PBKDF2-HMAC-SHA512, 256,000 rounds over
the file's own 16-byte salt), then reused for every connection; so any SQLCipher 4 program opens the same file with
the same passphrase.
"""

import hashlib
import hmac
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

PAGE_SIZE = 4096
SALT_SIZE = 16
APPLICATION_ID = 0x4A555244
"""« JURD », written in the file's header so that the file says what it is."""

_ROUNDS = 256_000
_HMAC_ROUNDS = 2
_HMAC_SIZE = 64
_RESERVED = 80
_FEWEST_VALUES = 200


class RawKey:
    """A derived key and its salt, in the form SQLCipher takes; never shown by repr."""

    def __init__(self, key: bytes, salt: bytes) -> None:
        self._key = key
        self.salt = salt

    def __repr__(self) -> str:
        return "RawKey(…)"

    def matches(self, other: "RawKey") -> bool:
        """Whether both are the same key, compared in constant time."""
        return hmac.compare_digest(self.pragma, other.pragma)

    @property
    def pragma(self) -> str:
        """The PRAGMA that hands the raw key and the salt to SQLCipher."""
        return f"PRAGMA key = \"x'{self._key.hex()}{self.salt.hex()}'\""

    def authenticates(self, number: int, page: bytes) -> bool:
        """Whether page `number` (from 2) was written under this key: its HMAC says so."""
        mask = bytes(byte ^ 0x3A for byte in self.salt)
        mac_key = hashlib.pbkdf2_hmac("sha512", self._key, mask, _HMAC_ROUNDS, 32)
        signed = page[: PAGE_SIZE - _RESERVED + 16] + number.to_bytes(4, "little")
        stored = page[PAGE_SIZE - _HMAC_SIZE :]
        return hmac.compare_digest(hmac.new(mac_key, signed, hashlib.sha512).digest(), stored)


def derive(passphrase: str, salt: bytes) -> RawKey:
    """Derive the raw key; takes about a tenth of a second, so it runs off the window's thread."""
    text = unicodedata.normalize("NFC", passphrase).encode()
    return RawKey(hashlib.pbkdf2_hmac("sha512", text, salt, _ROUNDS, 32), salt)


def fresh_salt() -> bytes:
    """A salt for a new file."""
    return os.urandom(SALT_SIZE)


def connect(path: Path, key: RawKey) -> sqlcipher.Connection:
    """Open one connection with the durable settings of the session file; the file must exist."""
    connection = sqlcipher.connect(f"{_address(path)}?mode=rw", uri=True, check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(key.pragma)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except sqlcipher.Error:
        connection.close()
        raise
    return connection


def pages_of(start: bytes) -> Iterator[bytes]:
    """The whole pages at the start of a file, the first one included."""
    for end in range(PAGE_SIZE, len(start) + 1, PAGE_SIZE):
        yield start[end - PAGE_SIZE : end]


def looks_encrypted(page: bytes) -> bool:
    """Whether a page could be cipher text, in which nearly every byte value occurs; text and zeros are not."""
    return len(set(page)) > _FEWEST_VALUES


def any_page_authenticates(start: bytes, key: RawKey) -> bool:
    """Whether some page after the first was written under this key: then the passphrase is right."""
    pages = enumerate(pages_of(start), start=1)
    return any(key.authenticates(number, page) for number, page in pages if number > 1)


def error_code(error: BaseException | None) -> str:
    """SQLite's word for what went wrong, without its details: « FULL », « NOTADB »; empty for another error."""
    name = str(getattr(error, "sqlite_errorname", ""))
    return name.removeprefix("SQLITE_").partition("_")[0]


def tells_damage(error: BaseException | None) -> bool:
    """Whether SQLite says that the file itself cannot be read any more."""
    return error_code(error) in ("NOTADB", "CORRUPT")


def _address(path: Path) -> str:
    text = path.absolute().as_posix()
    quoted = text.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    # The empty host keeps the two slashes of a network folder and the letter of a Windows drive inside the path.
    return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"
