"""From a file's bytes to its text: which encoding, and which files are no text at all."""

from __future__ import annotations

import codecs
from pathlib import Path

from kgtool.errors import DataError, UsageError

_KINDS = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a Word file or another archive",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "a rich text file",
    b"\xff\xd8\xff": "a picture",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
}
"""How files begin that people take for articles and that hold no plain text."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def text_of(data: bytes, path: Path, encoding: str | None = None) -> str:
    """The text of a file in ``encoding``, else in the one that its first bytes tell, else in UTF-8.

    Raises ``DataError`` where it is no text, ``UsageError`` for an encoding that does not exist.
    """
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), "")
    if kind:
        raise DataError(
            f"is {kind}, and no text", path=path, hint="save or copy its text into a .txt file, and add that"
        )
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if not encoding and marked != "utf-16" and b"\0" in data:
        raise DataError("holds NUL bytes, so it is no text", path=path, line=data.count(b"\n", 0, data.index(0)) + 1)
    try:
        text = data.decode(encoding or marked)
    except LookupError:
        raise UsageError(f"there is no encoding {encoding!r}", hint="such as utf-8, utf-16, windows-1252") from None
    except UnicodeDecodeError as error:
        wanted = (encoding or marked).removesuffix("-sig").upper()
        raise DataError(
            f"not {wanted}: byte 0x{data[error.start]:02x} at offset {error.start}",
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            hint="" if encoding else "if it is an older file of Western Europe: --encoding windows-1252",
        ) from None
    if "\0" in text:
        raise DataError("holds NUL characters, so it is no text", path=path)
    return text.removeprefix("\ufeff")
