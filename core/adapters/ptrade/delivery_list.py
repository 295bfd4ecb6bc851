"""The broker's delivery list (交割单) as its clients export it: GBK or UTF-8, comma or tab, headers by many names."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from core.domain.dates import parse_date
from core.domain.delivery import Charges, Delivery
from core.domain.errors import FixAndRestart, SkipName
from core.domain.money import FEN_PER_YUAN
from core.domain.orders import Side
from core.domain.symbols import board_of

MAX_BYTES = 20_000_000
_TITLE_LINES = 20
_NAMES: Mapping[str, tuple[str, ...]] = {
    "date": ("成交日期", "交割日期", "交收日期", "发生日期", "清算日期", "业务日期", "交易日期", "日期"),
    "code": ("证券代码", "股票代码", "代码"),
    "side": (
        "买卖标志", "买卖方向", "委托方向", "买卖类别", "交易类别", "操作", "操作类型", "业务名称", "业务类型",
        "业务标志", "交易类型", "摘要",
    ),
    "qty": ("成交数量", "成交股数", "发生数量", "成交量", "数量"),
    "amount": ("成交金额", "成交额"),
    "commission": ("佣金", "净佣金", "交易佣金", "实收佣金", "手续费"),
    "stamp": ("印花税",),
    "transfer": ("过户费",),
    "net": ("发生金额", "清算金额", "收付金额", "资金发生数", "资金发生额", "实际发生金额"),
    "entrust": ("合同编号", "委托编号", "申报编号", "委托序号", "合同号", "委托号"),
}  # fmt: skip
_OTHER = (
    "其他费", "其他费用", "其他杂费", "其它费", "其它费用", "其它杂费", "杂费", "附加费", "结算费", "规费", "交易规费",
    "经手费", "证管费", "交易所清算费", "手续费",
)  # fmt: skip
_NEEDED = ("date", "code", "side", "qty", "amount", "commission", "stamp", "transfer")
_BUYS = frozenset({"买", "买入", "证券买入", "担保品买入", "普通买入", "股票买入"})
_SELLS = frozenset({"卖", "卖出", "证券卖出", "担保品卖出", "普通卖出", "股票卖出"})
_UNIT = re.compile(r"[(（].*?[)）]")
_WRAPPED = re.compile(r'^="?(.*?)"?$')
_CODE_DIGITS = 6
_BEIJING = ("43", "82", "83", "87", "88", "92")
_TOTALS = ("合计", "总计", "小计")


@dataclass(frozen=True, slots=True)
class DeliveryList:
    """The trades of a list, and how many lines of each other kind it has."""

    trades: tuple[Delivery, ...]
    other_lines: Mapping[str, int]


def read_delivery_list(path: Path) -> DeliveryList:
    """Return the list's trades in the order of its lines; FixAndRestart naming line, cell and remedy where it cannot.

    Other lines (dividends, transfers, interest) are counted by their name and left alone. Where the list states what
    came in or went out, each trade's money must explain it, which also tells whether the further fee columns are part
    of the commission or come on top.
    """
    table = _table(path)
    columns, header_line = _columns(path.name, table)
    trades: list[Delivery] = []
    other: Counter[str] = Counter()
    for line, cells in table:
        if line <= header_line or not any(cells) or cells[0].startswith(_TOTALS):
            continue
        row = _Row(path.name, line, cells, columns)
        kind = row.text("side")
        if kind in _BUYS or kind in _SELLS:
            trades.append(row.trade(Side.BUY if kind in _BUYS else Side.SELL))
        else:
            other[kind] += 1
    return DeliveryList(tuple(trades), dict(sorted(other.items())))


def _table(path: Path) -> list[tuple[int, list[str]]]:
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise FixAndRestart(f"{path.name} has {len(data)} bytes, at most {MAX_BYTES} are read", "export fewer days")
    text = _text(path.name, data)
    first = next((line for line in text.splitlines() if any(name in line for name in _NAMES["code"])), "")
    reader = csv.reader(io.StringIO(text), delimiter="\t" if "\t" in first else ",")
    try:
        return [(reader.line_num, [_cell(cell) for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise FixAndRestart(
            f"{path.name} line {reader.line_num} is not CSV: {error}", "export the list again"
        ) from None


def _text(name: str, data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FixAndRestart(f"{name} is neither UTF-8 nor GBK text", "export the list as CSV or text, not as a workbook")


def _cell(text: str) -> str:
    """Take off what spreadsheets and terminals put around a value: blanks, ="…", an apostrophe."""
    bare = text.replace("\u3000", " ").replace("\xa0", " ").strip()
    wrapped = _WRAPPED.match(bare)
    return (wrapped.group(1) if wrapped else bare).strip().strip('"').removeprefix("'").strip()


def _columns(name: str, table: Sequence[tuple[int, list[str]]]) -> tuple[dict[str, list[int]], int]:
    """Return where each figure stands, and the header's line; lines above it are a title."""
    for line, cells in table[:_TITLE_LINES]:
        headers = [_UNIT.sub("", cell).replace(" ", "") for cell in cells]
        if not set(headers) & set(_NAMES["code"]):
            continue
        found = {
            key: [next(headers.index(alias) for alias in aliases if alias in headers)]
            for key, aliases in _NAMES.items()
            if set(aliases) & set(headers)
        }
        missing = [_NAMES[key][0] for key in _NEEDED if key not in found]
        if missing:
            raise FixAndRestart(
                f"{name} line {line} has no column {', '.join(missing)}; it has {', '.join(filter(None, headers))}",
                "export the delivery list (交割单) with all its columns, fees included",
            )
        own = {index for places in found.values() for index in places}
        found["other"] = [i for i, header in enumerate(headers) if header in _OTHER and i not in own]
        return found, line
    raise FixAndRestart(
        f"{name} has no header with {_NAMES['code'][0]} in its first {_TITLE_LINES} lines",
        "export the delivery list (交割单) with its header",
    )


class _Row:
    """One line of the list, its cells read by what they mean."""

    def __init__(self, name: str, line: int, cells: list[str], columns: Mapping[str, list[int]]) -> None:
        self._name, self._line, self._cells, self._columns = name, line, cells, columns

    def text(self, key: str) -> str:
        """The cell as text; refused where the line is too short for it."""
        index = self._columns[key][0]
        if index >= len(self._cells):
            raise self._refusal(f"has {len(self._cells)} cells, one more is needed for {_NAMES[key][0]}")
        return self._cells[index]

    def trade(self, side: Side) -> Delivery:
        """Return the line as a delivered trade."""
        qty = self._number(self.text("qty"), "成交数量")
        if qty != qty.to_integral_value() or qty == 0:
            raise self._refusal(f"{self.text('qty')!r} is no number of shares")
        amount_fen = abs(self._fen(self.text("amount"), "成交金额"))
        if not amount_fen:
            raise self._refusal("a trade without money")
        return Delivery(
            self._line,
            self._date(),
            self._symbol(),
            side,
            abs(int(qty)),
            amount_fen,
            self._charges(side, amount_fen),
            self.text("entrust").lstrip("0") if "entrust" in self._columns else "",
        )

    def _charges(self, side: Side, amount_fen: int) -> Charges:
        commission, stamp, transfer = (self._fee(self.text(key), key) for key in ("commission", "stamp", "transfer"))
        further = sum(self._fee(cell, "其他费") for cell in self._further())
        candidates = (Charges(commission, stamp, transfer, further), Charges(commission, stamp, transfer))
        if "net" not in self._columns:
            return candidates[0]
        moved_fen = abs(self._fen(self.text("net"), "发生金额"))
        for charges in candidates:
            explained = amount_fen + charges.total_fen if side is Side.BUY else amount_fen - charges.total_fen
            if abs(explained) == moved_fen:
                return charges
        raise self._refusal(
            f"{amount_fen} fen traded and {candidates[0].total_fen} fen of fees do not explain {moved_fen} fen moved"
        )

    def _further(self) -> Iterator[str]:
        for index in self._columns["other"]:
            yield self._cells[index] if index < len(self._cells) else ""

    def _fee(self, cell: str, what: str) -> int:
        fen = 0 if cell in {"", "-", "--"} else self._fen(cell, what)
        if fen < 0:
            raise self._refusal(f"a fee of {cell} is below zero")
        return fen

    def _fen(self, cell: str, what: str) -> int:
        fen = self._number(cell, what) * FEN_PER_YUAN
        if fen != fen.to_integral_value():
            raise self._refusal(f"{what} is {cell!r}, finer than a fen")
        return int(fen)

    def _number(self, cell: str, what: str) -> Decimal:
        try:
            number = Decimal(cell.replace(",", "").replace("，", "").removeprefix("¥").removeprefix("￥"))
        except InvalidOperation:
            raise self._refusal(f"{what} is {cell!r}, expected a number") from None
        if not number.is_finite() or abs(number) >= 10**12:
            raise self._refusal(f"{what} is {cell!r}, expected a sum of money or shares")
        return number

    def _date(self) -> date:
        text = self.text("date").split(" ")[0]
        parts = re.split(r"[-/.]", text)
        padded = "".join(part.zfill(2) for part in parts) if len(parts) == 3 else text
        try:
            return parse_date(padded)
        except FixAndRestart as error:
            raise self._refusal(error.message) from None

    def _symbol(self) -> str:
        digits = self.text("code").split(".")[0].zfill(_CODE_DIGITS)
        for suffix in ("SH", "SZ", "BJ"):
            symbol = f"{digits}.{suffix}"
            if suffix == "BJ" and not digits.startswith(_BEIJING):
                continue
            try:
                board_of(symbol)
            except SkipName:
                continue
            return symbol
        raise self._refusal(f"{self.text('code')!r} is no A-share")

    def _refusal(self, problem: str) -> FixAndRestart:
        return FixAndRestart(
            f"{self._name} line {self._line}: {problem}",
            "export the list from the broker's client again, unedited; nothing was posted",
        )
