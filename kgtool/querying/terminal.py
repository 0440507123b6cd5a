"""Tables on a terminal: columns as wide as they need to be, long cells wrapped and never cut, one record below another
where the terminal is too narrow. Control characters are shown, so that no text can command the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

GAP = "  "
NARROWEST = 8
WIDEST_WORD = 20


def visible(text: str) -> str:
    """Text without control characters, save line ends; tabs are spaces."""
    text = text.replace("\r\n", "\n").replace("\t", " ")
    return "".join(
        char if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"} else f"\\x{ord(char):02x}"
        for char in text
    )


def text_width(text: str) -> int:
    """Columns that text takes on a terminal: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def draw_table(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None) -> str:
    """Cells as aligned columns with a rule below the names; as records where they do not fit into ``width``, or where
    cells would be wrapped so often that records are shorter by a quarter.

    Columns without any value are left out.
    """
    if not rows:
        return "(no rows)\n"
    filled = [i for i in range(len(columns)) if any(row[i] for row in rows)] or [0]
    columns = [columns[i] for i in filled]
    cells = [[visible(row[i]) for i in filled] for row in rows]
    natural = [
        max([text_width(name), *(text_width(line) for row in cells for line in row[i].split("\n"))])
        for i, name in enumerate(columns)
    ]
    words = [
        max(text_width(word) for row in cells for word in (name, *row[i].split())) for i, name in enumerate(columns)
    ]
    widths = natural if width is None else _fit(natural, words, width)
    if widths is None:
        return _records(columns, cells, width or 80)
    lines = [GAP.join(_pad(name, widths[i]) for i, name in enumerate(columns)), GAP.join("─" * size for size in widths)]
    for row in cells:
        wrapped = [list(_wrap(cell, widths[i])) for i, cell in enumerate(row)]
        for i in range(max(map(len, wrapped))):
            parts = (_pad(cell[i] if i < len(cell) else "", widths[k]) for k, cell in enumerate(wrapped))
            lines.append(GAP.join(parts))
    if width is not None and len(lines) > len(rows) + 2:
        records = _records(columns, cells, width)
        if records.count("\n") * 4 < len(lines) * 3:
            return records
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _fit(natural: Sequence[int], words: Sequence[int], width: int) -> list[int] | None:
    """Widths that fit: each column at least its longest word, the rest shared out by need; None where that is too much.

    Words longer than ``WIDEST_WORD`` may be broken.
    """
    room = width - len(GAP) * (len(natural) - 1)
    widths = [min(size, max(NARROWEST, min(word, WIDEST_WORD))) for size, word in zip(natural, words, strict=True)]
    need = [size - given for size, given in zip(natural, widths, strict=True)]
    spare = room - sum(widths)
    if spare < 0:
        return None
    for i in sorted(range(len(need)), key=need.__getitem__):  # the modest first: what they leave goes to the others
        total = sum(need[k] for k in range(len(need)) if need[k] >= need[i])
        given = min(need[i], spare * need[i] // total) if total else 0
        widths[i] += given
        spare -= given
        need[i] = -1
    return widths


def _records(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """One ``name  value`` line a filled cell, an empty line between rows."""
    side = max(map(text_width, columns))
    room = max(width - side - len(GAP), NARROWEST)
    blocks = []
    for row in rows:
        lines = []
        for name, cell in zip(columns, row, strict=True):
            if cell:
                first, *rest = _wrap(cell, room)
                lines += [f"{_pad(name, side)}{GAP}{first}", *(f"{'':{side}}{GAP}{line}" for line in rest)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _pad(text: str, width: int) -> str:
    return text + " " * (width - text_width(text))


def _wrap(text: str, width: int) -> Iterator[str]:
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if text_width(longer) <= width:
                line = longer
                continue
            if line:
                yield line
            line = word
            while text_width(line) > width:
                cut = _cut(line, width)
                yield line[:cut]
                line = line[cut:]
        yield line


def _cut(text: str, width: int) -> int:
    """How many characters of a text fit; at least one."""
    used = 0
    for i, char in enumerate(text):
        used += text_width(char)
        if used > width:
            return max(i, 1)
    return len(text)
