"""Entries in the pages of a log's file, found without SQLite.

SQLite gives up a file in which one page is damaged.  Here every page is looked at by
itself, so that damage costs only the entries it fell on.  Nothing is checked: what
comes out are candidates, and the chain tells which of them were written.

The file format is https://sqlite.org/fileformat2.html, as far as the table ``entry``
needs it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from drillkit.log.line import Row
from drillkit.log.sqlite_file import LAST_SEQ

Pages: TypeAlias = Mapping[int, bytes]

USUAL_SIZE: Final = 4096
# The first byte of a page of rows, and where on it its cells are listed.
LEAF, LISTED_AT = 0x0D, 8
WAL_HEADER, FRAME_HEADER = 32, 24


def rows_in_pages(path: Path) -> Iterator[Row]:
    """Everything in the file, and in the one beside it, that looks like an entry.

    What is newest comes first; the same row may come again.
    """
    data = path.read_bytes()
    beside = path.with_name(f"{path.name}-wal")
    frames = beside.read_bytes() if beside.is_file() else b""
    for size in sizes(data):
        pages = pages_of(data, size)
        newest = pages | committed(frames, size)
        for view in (newest, pages) if newest != pages else (pages,):
            for number in sorted(view):
                yield from rows_on(view, number, size)


def newest_rows(path: Path) -> tuple[Row, ...]:
    """By number, the entries that SQLite would show if it opened the file."""
    rows = {row.seq: row for row in reversed(list(rows_in_pages(path)))}
    return tuple(rows[seq] for seq in sorted(rows))


def sizes(data: bytes) -> list[int]:
    """How long a page may be: as the header says, and as it usually is."""
    said = int.from_bytes(data[16:18])
    fits = said.bit_count() == 1 and said >= 512
    return [said, USUAL_SIZE] if fits and said != USUAL_SIZE else [USUAL_SIZE]


def pages_of(data: bytes, size: int) -> dict[int, bytes]:
    """The pages of a file, numbered from 1; the last may be cut."""
    return {
        number: data[start : start + size].ljust(size, b"\0")
        for number, start in enumerate(range(0, len(data), size), 1)
    }


def committed(frames: bytes, size: int) -> dict[int, bytes]:
    """The pages in a write-ahead log up to its last commit.

    Their checksums are not looked at: SQLite drops all that follows a wrong one.
    """
    pages: dict[int, bytes] = {}
    open_ended: dict[int, bytes] = {}
    salt = frames[16:24]
    for start in range(WAL_HEADER, len(frames), FRAME_HEADER + size):
        header = frames[start : start + FRAME_HEADER]
        if header[8:16] != salt:
            break
        page = frames[start + FRAME_HEADER : start + FRAME_HEADER + size]
        open_ended[int.from_bytes(header[:4])] = page.ljust(size, b"\0")
        if int.from_bytes(header[4:8]):
            pages |= open_ended
            open_ended = {}
    return pages


def rows_on(pages: Pages, number: int, size: int) -> Iterator[Row]:
    """The entries on one page, leaving out what does not read."""
    page = pages[number]
    if page[0] != LEAF:
        return
    for index in range(int.from_bytes(page[3:5])):
        at = LISTED_AT + 2 * index
        cell = int.from_bytes(page[at : at + 2])
        try:
            yield row_in(pages, page, cell, size)
        except (IndexError, ValueError):
            continue


def row_in(pages: Pages, page: bytes, cell: int, size: int) -> Row:
    """The entry in a cell; IndexError or ValueError if it holds something else."""
    length, at = number_at(page, cell)
    place, at = number_at(page, at)
    record = payload(pages, page, at, length, size)
    end, at = number_at(record, 0)
    kinds = []
    while at < end:
        kind, at = number_at(record, at)
        kinds.append(kind)
    # The place is stored before the record, and as nothing in it.
    nothing, text, digest = kinds
    if nothing:
        raise ValueError("not an entry")
    middle = at + size_of(text)
    return Row(
        place & LAST_SEQ,
        record[at:middle].decode(errors="surrogateescape"),
        record[middle : middle + size_of(digest)].decode(errors="surrogateescape"),
    )


def payload(pages: Pages, page: bytes, at: int, length: int, size: int) -> bytes:
    """What a cell holds, put together from its page and those it runs over to."""
    least = (size - 12) * 32 // 255 - 23
    most = size - 35
    if length <= most:
        return page[at : at + length]
    if length > len(pages) * size:
        raise ValueError("longer than the file")
    here = least + (length - least) % (size - 4)
    here = here if here <= most else least
    parts = [page[at : at + here]]
    following = int.from_bytes(page[at + here : at + here + 4])
    for _ in range(-(-(length - here) // (size - 4))):
        # A page that is gone leaves a gap, and its entry will be found wrong.
        over = pages.get(following, bytes(size))
        following = int.from_bytes(over[:4])
        parts.append(over[4:])
    return b"".join(parts)[:length]


def size_of(kind: int) -> int:
    """How many bytes a text has; where its mark was hit, it may pass for a blob."""
    if kind < 12:
        raise ValueError("neither text nor blob")
    return (kind - 12) // 2


def number_at(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1
