"""Malformed and malicious files by kind, the same every time: what a broken disk, a careless hand or an enemy sends."""

import csv
import io
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.adapters.ptrade.acks import ANSWER
from core.adapters.ptrade.acks import ORDERS as ACK_ORDERS
from core.adapters.ptrade.orders_file import encode
from core.adapters.ptrade.sealed import content_hash
from core.domain.orders import Side
from tests.fakes.paper_market import batch, order
from tests.fakes.report_files import exec_report, origin, positions, sealed

FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(1)", "＝HYPERLINK(1)", "－1+1", "＠x", "＋1+1")
CONTROLS = ("a\x00b", "\x1b[2J", "a\x07", "\x7f", "a\x85b", "a\u2028b", "a\rb", "\x0b")
WORDS = (
    "",
    "-1",
    "0",
    "1e3",
    "NaN",
    "inf",
    "9" * 30,
    "９",
    "../../etc/passwd",
    "C:\\x",
    "a\tb",
    "' OR 1=1",
    "$(rm)",
    "{{7*7}}",
)
BYTES = (
    b"", b"\n", b" ", b"\0" * 500, b"\xff\xfe#\0f\0", b"\xff" * 64, b"PK\x03\x04" + b"\0" * 60, b"%PDF-1.7",
    b"<html>502 Bad Gateway</html>", b"#END,0\n", b"#format=", b"#" * 5000, b'"' * 999, b"," * 70000,
    b"#format=daybreak-ack-2\n#sha256=\n#END,0\n", b"{" * 3000, b"\xef\xbb\xbf", b"SQLite format 3\0", b"\x1b[31mHALT",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file and the trick it plays."""

    kind: str
    trick: str
    data: bytes


def ack() -> bytes:
    """A sound ack of 2026-01-05."""
    top = origin("ack", sequence=1, batch_id="B-1", orders_sha256="a" * 64, executor="", settings="c" * 16, orders=1)
    sections = [
        ("answer", ANSWER, [("accepted", "OK", "1 orders")]),
        ("orders", ACK_ORDERS, [("D-1", "accepted", "OK", "")]),
    ]
    return sealed({**top, "format": "daybreak-ack-2"}, sections)


def orders() -> bytes:
    """A sound orders file."""
    made = [order(1, "600000.SH", Side.SELL, 300, 10_450), order(2, "000001.SZ", Side.BUY, 100, 9_990)]
    return encode(batch(made))


SOUND: dict[str, Callable[[], bytes]] = {
    "ack": ack, "exec_report": exec_report, "real_positions": positions, "orders": orders,
}  # fmt: skip


def resealed(lines: Sequence[str]) -> bytes:
    """The lines under a right checksum: an enemy who knows the format."""
    seal = f"#sha256={content_hash(lines)}"
    return "".join(f"{seal if line.startswith('#sha256=') else line}\n" for line in lines).encode()


def sealed_files(kind: str) -> Iterator[Hostile]:
    """Every trick on one kind of sealed file; none of them may be believed."""
    sound = SOUND[kind]()
    lines = sound.decode().splitlines()
    yield from (Hostile(kind, f"bytes {i}", data) for i, data in enumerate(BYTES))
    yield from (Hostile(kind, f"cut at {at}", sound[:at]) for at in range(0, len(sound) - 2, max(1, len(sound) // 12)))
    draw = random.Random(20260105)
    for _ in range(12):
        at = draw.randrange(len(sound) - 1)
        yield Hostile(
            kind, f"byte {at} flipped", sound[:at] + bytes([sound[at] ^ (1 << draw.randrange(8))]) + sound[at + 1 :]
        )
    yield Hostile(kind, "UTF-16", sound.decode().encode("utf-16"))
    yield Hostile(kind, "twice over", sound + sound)
    yield Hostile(kind, "lines shuffled", "\n".join(draw.sample(lines, len(lines))).encode())
    yield from _headers(kind, lines)
    yield from _cells(kind, lines)


def _headers(kind: str, lines: list[str]) -> Iterator[Hostile]:
    """Header lines left out, doubled, and filled with nonsense, under a right seal."""
    tops = [i for i, line in enumerate(lines) if line.startswith("#") and "=" in line and "sha256=" not in line[:9]]
    for i in (at for at in tops if not lines[at].startswith("#section")):
        yield Hostile(kind, f"without {lines[i]}", resealed([*lines[:i], *lines[i + 1 :]]))
        yield Hostile(kind, f"{lines[i]} twice", resealed([*lines[:i], lines[i], *lines[i:]]))
        for word in ("../../x", "=1+1", "9" * 70):
            yield Hostile(
                kind,
                f"{lines[i].split('=')[0]}={word}",
                resealed([*lines[:i], f"{lines[i].split('=')[0]}={word}", *lines[i + 1 :]]),
            )
    end = next(i for i, line in enumerate(lines) if line.startswith("#END"))
    yield Hostile(kind, "end counts wrong", resealed([*lines[:end], "#END,99"]))
    yield Hostile(kind, "a row after the end", resealed([*lines, lines[end - 1]]))


def _cells(kind: str, lines: list[str]) -> Iterator[Hostile]:
    """A formula, a control character or a cell too many in every column of the first data row, under a right seal."""
    at = next(i for i, line in enumerate(lines) if not line.startswith("#")) + 1
    row = next(csv.reader([lines[at]]))
    for place in range(len(row)):
        for word in (FORMULAS[place % len(FORMULAS)], CONTROLS[place % len(CONTROLS)]):
            yield Hostile(
                kind, f"cell {place} {word!r}", resealed([*lines[:at], _row(row, place, word), *lines[at + 1 :]])
            )
    yield Hostile(kind, "a cell more", resealed([*lines[:at], lines[at] + ",x", *lines[at + 1 :]]))
    yield Hostile(kind, "a cell less", resealed([*lines[:at], lines[at].rsplit(",", 1)[0], *lines[at + 1 :]]))
    yield Hostile(kind, "an open quote", resealed([*lines[:at], '"' + lines[at], *lines[at + 1 :]]))
    yield Hostile(kind, "a huge cell", resealed([*lines[:at], _row(row, 0, "x" * 200_000), *lines[at + 1 :]]))


def _row(row: Sequence[str], place: int, word: str) -> str:
    body = io.StringIO()
    csv.writer(body, lineterminator="").writerow([*row[:place], word, *row[place + 1 :]])
    return body.getvalue()


def stop_files() -> Iterator[Hostile]:
    """What may lie where STOP is read; none of it may read as less than HALTED."""
    yield from (Hostile("STOP", f"bytes {i}", data) for i, data in enumerate(BYTES))
    for text in (
        "active",
        "ACTIVE HALTED",
        "ACTIVE\x00",
        "ACTIVE;",
        "REDUCE",
        "0",
        "SCOPED",
        "SCOPED\nEND,0",
        "SCOPED\nhold,ACTIVE,keep,all,,,,,\nEND,1",
        "ＡＣＴＩＶＥ",
        "# ACTIVE",
        "=ACTIVE",
    ):
        yield Hostile("STOP", f"text {text[:20]!r}", text.encode())


def yaml_files() -> Iterator[Hostile]:
    """Settings and declarations of factors: tags that run code, bombs, deep nests, doubled keys."""
    doubled = [f"{name}: &{name} [*{before},*{before}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)]
    texts = [
        "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(doubled), "a: !!python/object/apply:os.system ['echo 1']",
        "execution: !!python/name:os.system", "!!binary aGk=", "execution: {channel: LIVE, channel: PAPER}",
        "execution:\n  channel: live", "execution: [1", "a: 'x", "\tx: 1", "execution: 7", "- 1\n- 2", "? [a, b]\n: c",
        "<<: {a: 1}", "a: b: c", "%YAML 9.9\n---\na: 1", "execution:\n  valid_until: '25:00:00'",
        "execution:\n  ack_wait_s: 1e999", "execution:\n  buy_slack: .nan",
        "portfolio:\n  top_n: 99999999999999999999999",
        "execution:\n  drop_folder: [a]", "nonsense:\n  key: 1", "execution:\n  pasword: x", "[" * 400 + "]" * 400,
        "a: " + "{a: " * 300 + "1" + "}" * 300, "[" * 100_000, "execution: *missing", "---\na: 1\n---\nb: 2",
        "name: x\nname: y", "expression: __import__('os').system('x')", "expression: close.__class__",
        "expression: 'lambda: 1'",
    ]  # fmt: skip
    yield from (Hostile("YAML", text[:30], text.encode()) for text in texts)
    yield from (Hostile("YAML", f"bytes {i}", data) for i, data in enumerate(BYTES))


def market_files() -> Iterator[Hostile]:
    """Market data by hand: cut, twisted, doubled, and cells that are no figures."""
    top = "ts_code,trade_date,open,high,low,close,pre_close,vol,amount\n"
    row = ["600000.SH", "20260105", "10", "10.2", "9.9", "10.1", "10", "1000", "1010"]
    yield from (Hostile("market CSV", f"bytes {i}", data) for i, data in enumerate(BYTES))
    for place in range(len(row)):
        for word in (FORMULAS[place % len(FORMULAS)], WORDS[place % len(WORDS)], "1e999", "0x10", "1_000", "十"):
            yield Hostile("market CSV", f"cell {place} {word[:12]!r}", f"{top}{_row(row, place, word)}\n".encode())
    whole = top + ",".join(row) + "\n"
    tricks = {
        "a column twice": whole.replace("open,high", "open,open"), "a row twice": whole + ",".join(row) + "\n",
        "a short row": whole + "600001.SH,20260105\n", "a long row": whole[:-1] + ",7\n",
        "an open quote": whole + '"600001', "no close": whole.replace("close,pre_close", "shut,pre_close"),
        "high below low": whole.replace("10.2", "1.2"), "NUL": whole.replace("10.1", "10\x00.1"),
        "a code with a path": whole.replace("600000.SH", "../x.SH"),
    }  # fmt: skip
    yield Hostile("market CSV", "UTF-16", whole.encode("utf-16"))
    for trick, text in tricks.items():
        yield Hostile("market CSV", trick, text.encode())


def delivery_lists() -> Iterator[Hostile]:
    """A broker's delivery list with cells that are no figures, in every place."""
    top = "成交日期,证券代码,买卖标志,成交数量,成交金额,佣金,印花税,过户费,合同编号\n"
    row = ["20260105", "600000", "买入", "100", "1000.00", "5.00", "0.00", "0.01", "7"]
    yield from (Hostile("delivery list", f"bytes {i}", data) for i, data in enumerate(BYTES))
    for place in range(len(row)):
        for word in (FORMULAS[place % len(FORMULAS)], CONTROLS[place % len(CONTROLS)], *WORDS[place % 4 :: 4]):
            yield Hostile("delivery list", f"cell {place} {word[:12]!r}", (top + _row(row, place, word)).encode())
    yield Hostile("delivery list", "half a header", top[:30].encode())
    yield Hostile("delivery list", "half a row", (top + ",".join(row[:4])).encode("gbk"))


def arsenal() -> list[Hostile]:
    """All of it."""
    files = [file for kind in SOUND for file in sealed_files(kind)]
    return [*files, *stop_files(), *yaml_files(), *market_files(), *delivery_lists()]
