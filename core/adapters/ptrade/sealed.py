"""Files that prove themselves: `#key=value` lines, CSV sections, `#END,<rows>`, and a sha256 over all but its own line.

The hash is taken over lines ended by one newline, so Windows line ends, which transfers add, change nothing; every
other byte does, and a byte order mark, the trace of an editor, is refused.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.adapters.store.files import sha256_bytes
from core.domain.errors import FixAndRestart

MAX_BYTES = 20_000_000
_SHA = "#sha256="
_SECTION = "#section="
REMEDY = "bring the file from the PTrade research folder again, byte for byte; nothing was taken from this one"


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one table, each with its line number in the file."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file whose end mark, row count and checksum hold; a file without `#section=` has the one section ''."""

    name: str
    header: Mapping[str, str]
    sections: Mapping[str, Section]
    content_hash: str

    def refusal(self, line: int, problem: str) -> FixAndRestart:
        """Return the error that names this file, the line and what to do."""
        return refusal(self.name, line, problem)


def refusal(name: str, line: int, problem: str) -> FixAndRestart:
    """Return the error for one line of one file; line 0 means the file as a whole."""
    place = f"{name} line {line}" if line else name
    return FixAndRestart(f"{place}: {problem}", REMEDY)


def content_hash(lines: Iterable[str]) -> str:
    """Return the sha256 over all lines but the one that carries it."""
    return sha256_bytes("".join(f"{line}\n" for line in lines if not line.startswith(_SHA)).encode())


def seal(header: Sequence[tuple[str, str]], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return the bytes of a file with one unnamed section; runs of white space inside a field become one blank."""
    body = io.StringIO()
    writer = csv.writer(body, lineterminator="\n")
    writer.writerow(columns)
    table = [[" ".join(str(field).split()) for field in row] for row in rows]
    writer.writerows(table)
    top = [f"#{key}={value}" for key, value in header]
    bottom = [*body.getvalue().splitlines(), f"#END,{len(table)}"]
    return "".join(f"{line}\n" for line in [*top, _SHA + content_hash([*top, *bottom]), *bottom]).encode()


def unseal(data: bytes, name: str) -> Sealed:
    """Read and verify a sealed file; FixAndRestart naming file, line and remedy for anything not exactly right."""
    lines = _text(data, name).replace("\r\n", "\n").rstrip("\n").split("\n")
    tail = lines[-1]
    if not tail.startswith("#END,"):
        raise refusal(name, len(lines), f"the file breaks off at {tail[:40]!r}, expected '#END,<rows>'")
    first_body = next((i for i, line in enumerate(lines) if not _is_header(line)), len(lines))
    header = _header(lines[:first_body], name)
    computed = content_hash(lines)
    if header.get("sha256") != computed:
        raise refusal(name, 0, f"sha256 is {computed[:12]}…, the header says {header.get('sha256', 'nothing')[:12]}…")
    sections = _sections(lines[:-1], first_body, name)
    count = sum(len(section.rows) for section in sections.values())
    if tail != f"#END,{count}":
        raise refusal(name, len(lines), f"{tail!r} after {count} rows")
    return Sealed(name, header, sections, computed)


def _text(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise refusal(name, 0, f"{len(data)} bytes, expected at most {MAX_BYTES}")
    if data.startswith(codecs.BOM_UTF8):
        raise refusal(name, 1, "starts with a byte order mark: an editor has saved it")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refusal(name, line, f"byte {data[error.start]:#04x} is not UTF-8 (saved as GBK?)") from None
    if not text.strip():
        raise refusal(name, 0, "the file is empty")
    return text


def _is_header(line: str) -> bool:
    return line.startswith("#") and "=" in line and not line.startswith(_SECTION)


def _header(lines: Sequence[str], name: str) -> dict[str, str]:
    header: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        key, _, value = line[1:].partition("=")
        if key in header:
            raise refusal(name, number, f"header {key!r} stands twice")
        header[key] = value
    return header


def _sections(lines: Sequence[str], start: int, name: str) -> dict[str, Section]:
    sections: dict[str, Section] = {}
    numbered = list(enumerate(lines[start:], start + 1))
    titled = bool(numbered) and numbered[0][1].startswith(_SECTION)
    marks = [i for i, (_, line) in enumerate(numbered) if line.startswith(_SECTION)] if titled else [-1]
    for mark, end in zip(marks, [*marks[1:], len(numbered)], strict=True):
        title = numbered[mark][1].removeprefix(_SECTION) if titled else ""
        if title in sections:
            raise refusal(name, numbered[mark][0], f"section {title!r} stands twice")
        sections[title] = _section(numbered[mark + 1 : end], name)
    return sections


def _section(numbered: Sequence[tuple[int, str]], name: str) -> Section:
    if not numbered:
        raise refusal(name, 0, "a section has no column line")
    columns = tuple(_fields(*numbered[0], name))
    rows = []
    for number, line in numbered[1:]:
        fields = _fields(number, line, name)
        if len(fields) != len(columns):
            raise refusal(name, number, f"{len(fields)} fields, expected {len(columns)}")
        rows.append((number, dict(zip(columns, fields, strict=True))))
    return Section(columns, tuple(rows))


def _fields(number: int, line: str, name: str) -> list[str]:
    if line.startswith("#") or not line:
        raise refusal(name, number, f"{line[:40]!r} where a row was expected")
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error as error:
        raise refusal(name, number, f"not a CSV row: {error}") from None
