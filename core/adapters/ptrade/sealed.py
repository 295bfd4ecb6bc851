"""Files that prove themselves: `#key=value` lines, CSV sections, `#END,<rows>`, and a sha256 over all but its own line.

The hash is taken over the text with lines ended by one newline, so what transfers and editors add changes nothing:
Windows line ends, a byte order mark, GBK in place of UTF-8. The hash proves the content under whichever of these
readings it fits; under none the file is refused. Control characters and cells a spreadsheet would run stand in no
sealed file.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.adapters.store.files import sha256_bytes
from core.domain.errors import FixAndRestart
from core.domain.spreadsheet import is_formula

MAX_BYTES = 20_000_000
_SHA = "#sha256="
_SECTION = "#section="
_ENCODINGS = ("utf-8", "gb18030")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
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
    """Return the bytes of a file with one unnamed section; runs of white space inside a field become one blank.

    FixAndRestart for a field that `unseal` would refuse.
    """
    body = io.StringIO()
    writer = csv.writer(body, lineterminator="\n")
    writer.writerow(columns)
    table = [[" ".join(str(field).split()) for field in row] for row in rows]
    writer.writerows(table)
    top = [f"#{key}={value}" for key, value in header]
    bottom = [*body.getvalue().splitlines(), f"#END,{len(table)}"]
    try:
        data = "".join(f"{line}\n" for line in [*top, _SHA + content_hash([*top, *bottom]), *bottom]).encode()
        unseal(data, "a file to be written")
    except UnicodeEncodeError as error:
        raise FixAndRestart(f"{error.object[error.start]!r} is no character", "correct what builds the file") from None
    except FixAndRestart as error:
        raise FixAndRestart(error.message, "correct what builds the file") from None
    return data


def unseal(data: bytes, name: str) -> Sealed:
    """Read and verify a sealed file; FixAndRestart naming file, line and remedy for anything not exactly right."""
    lines = _proven(data, name)
    tail = lines[-1]
    if not tail.startswith("#END,"):
        raise refusal(name, len(lines), f"the file breaks off at {tail[:40]!r}, expected '#END,<rows>'")
    first_body = next((i for i, line in enumerate(lines) if not _is_header(line)), len(lines))
    header = _header(lines[:first_body], name)
    computed = content_hash(lines)
    if header.get("sha256") != computed:
        raise refusal(name, 0, f"sha256 is {computed[:12]}…, the header says {header.get('sha256', 'nothing')[:12]}…")
    _refuse_control(lines, name)
    sections = _sections(lines[:-1], first_body, name)
    count = sum(len(section.rows) for section in sections.values())
    if tail != f"#END,{count}":
        raise refusal(name, len(lines), f"{tail!r} after {count} rows")
    return Sealed(name, header, sections, computed)


def _proven(data: bytes, name: str) -> list[str]:
    """Return the lines under the reading the seal fits; under none, those of the first that could be read at all."""
    if len(data) > MAX_BYTES:
        raise refusal(name, 0, f"{len(data)} bytes, expected at most {MAX_BYTES}")
    readings = []
    for encoding in _ENCODINGS:
        try:
            text = data.removeprefix(codecs.BOM_UTF8).decode(encoding)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            continue
        lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
        if _SHA + content_hash(lines) in lines:
            return lines
        readings.append(lines)
    if not readings:
        raise refusal(name, line, "neither UTF-8 nor GBK text")
    if not any(line.strip() for line in readings[0]):
        raise refusal(name, 0, "the file is empty")
    return readings[0]


def _refuse_control(lines: Sequence[str], name: str) -> None:
    for number, line in enumerate(lines, 1):
        found = _CONTROL.search(line)
        if found:
            raise refusal(name, number, f"control character {found[0]!r}, which no field of ours has")


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
        fields = next(csv.reader([line], strict=True))
    except csv.Error as error:
        raise refusal(name, number, f"not a CSV row: {error}") from None
    for field in fields:
        if is_formula(field):
            raise refusal(name, number, f"{field[:40]!r} would run in a spreadsheet")
    return fields
