"""`daybreak ledger` on a home that has lived: read, true up, take back, enter by hand."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from core.domain.errors import FixAndRestart
from core.domain.money import yuan_from_fen, yuan_from_li
from core.domain.orders import Side
from tests.fakes.desk import LIVED, NEXT, lived_bench, settings_of, write_cfg


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = lived_bench(tmp_path_factory.mktemp("ledger") / "home")
    write_cfg(made.home, settings_of(data_source={"mode": "cache_only"}))
    day, books = LIVED[0], made.desk.books
    rows = [["成交日期", "证券代码", "买卖标志", "成交数量", "成交金额", "佣金", "印花税", "过户费", "合同编号"]]
    for fill in books.fills(day):
        yuan = yuan_from_li(fill.price_li * fill.qty_shares).quantize(yuan_from_fen(1))
        word = "买入" if fill.side is Side.BUY else "卖出"
        rows.append([f"{day:%Y%m%d}", fill.symbol[:6], word, fill.qty_shares, yuan, "1.50", "0", "0", fill.entrust_no])  # type: ignore[list-item]
    with (made.home / "deliveries.csv").open("w", encoding="gbk", newline="") as file:
        csv.writer(file).writerows(rows)
    made.close()
    return made.home


def tell(home: Path, *words: str) -> dict[str, object]:
    result = CliRunner().invoke(app, ["ledger", *words, "--home", str(home), "--json"], standalone_mode=False)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    told: dict[str, object] = json.loads(result.stdout)
    return told


def balance(home: Path) -> dict[str, float]:
    return {row["account"]: row["yuan"] for row in tell(home, "balance")["rows"]}  # type: ignore[index, attr-defined]


def test_the_books_are_read_and_exported(home: Path, tmp_path: Path) -> None:
    assert round(sum(balance(home).values()), 2) == 0
    trades = tell(home, "entries", "--kind", "trade")["rows"]
    assert trades
    assert tell(home, "lots")["rows"]
    tell(home, "export", str(tmp_path))
    with (tmp_path / "postings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert round(sum(float(row["yuan"]) for row in rows), 2) == 0
    assert {row["kind"] for row in rows} >= {"opening", "trade", "reservation"}
    assert not [cell for row in rows for cell in (row["memo"], row["ref"]) if cell.startswith(("=", "+", "-", "@"))]


def test_a_delivery_list_trues_fees_up_once(home: Path) -> None:
    before = balance(home)
    first = tell(home, "true-up", str(home / "deliveries.csv"))
    assert first["outcome"] == "done", first["message"]
    after = balance(home)
    saved = round(before["fees:commission"] - after["fees:commission"], 2)
    assert saved == round(after["cash:settled"] - before["cash:settled"] - _transfer(before, after), 2) != 0
    again = tell(home, "true-up", str(home / "deliveries.csv"))
    assert (again["entries"], balance(home)) == (0, after)


def _transfer(before: dict[str, float], after: dict[str, float]) -> float:
    names = ("fees:transfer", "fees:stamp")
    return sum(before.get(name, 0) - after.get(name, 0) for name in names)


def test_an_entry_is_taken_back_once_with_a_name_and_a_reason(home: Path) -> None:
    before = balance(home)
    [last, *_] = [row for row in tell(home, "entries", "--kind", "true-up")["rows"] if row["debit_yuan"]]  # type: ignore[attr-defined]
    for author, reason in (("", "why"), ("clerk", " ")):
        with pytest.raises(FixAndRestart, match="a name and a reason"):
            tell(home, "reverse", last["ref"], "--author", author, "--reason", reason)
    assert tell(home, "reverse", last["ref"], "--author", "clerk", "--reason", "a wrong list")["outcome"] == "done"
    assert balance(home) != before
    with pytest.raises(FixAndRestart, match="was taken back before"):
        tell(home, "reverse", last["ref"], "--author", "clerk", "--reason", "again")
    with pytest.raises(FixAndRestart, match="there is no entry"):
        tell(home, "reverse", "nothing", "--author", "clerk", "--reason", "a wrong list")


def test_a_change_of_code_is_entered_by_hand(home: Path) -> None:
    rows = tell(home, "lots")["rows"]
    old = rows[0]["symbol"]  # type: ignore[index]
    words = ("exchange", old, "601999.SH", "--author", "clerk", "--reason", "announced", "--date", f"{LIVED[-1]}")
    assert tell(home, *words)["outcome"] == "done"
    assert {row["symbol"] for row in tell(home, "lots")["rows"]} == {row["symbol"] for row in rows} - {old} | {
        "601999.SH"
    }  # type: ignore[index, attr-defined]


def test_rights_that_were_paid_for_are_entered_once(home: Path) -> None:
    row = next(row for row in tell(home, "lots")["rows"] if row["shares"] >= 100)  # type: ignore[attr-defined]
    symbol, before = row["symbol"], balance(home)
    words = ("rights", symbol, "--ratio", "0.3", "--price", "2.50", "--author", "clerk", "--reason", "announced")
    dated = (*words, "--listed", "2025-03-03", "--date", f"{NEXT}")
    with pytest.raises(FixAndRestart, match="cannot be taken"):
        tell(home, *dated, "--shares", "1000000")
    with pytest.raises(FixAndRestart, match="make no sense"):
        tell(home, *words, "--listed", f"{LIVED[0]}", "--date", f"{NEXT}", "--shares", "20")
    told = tell(home, *dated, "--shares", "20")
    assert told["outcome"] == "done", told["message"]
    assert balance(home)["cash:settled"] == round(before["cash:settled"] - 50.0, 2)
    lots = [lot for lot in tell(home, "lots", symbol)["rows"] if lot["lot"].startswith("rights:")]  # type: ignore[attr-defined]
    assert [(lot["shares"], lot["cost_yuan"], lot["sellable_from"]) for lot in lots] == [(20, 50.0, "2025-03-03")]
    with pytest.raises(FixAndRestart, match="was entered before"):
        tell(home, *dated, "--shares", "20")
