import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.ptrade.inbox import FolderInbox
from core.domain.errors import FixAndRestart
from core.domain.orders import Channel
from tests.fakes.paper_market import DAY
from tests.fakes.report_files import FILLED, HELD, PARTS, exec_report, positions

field = st.sampled_from(
    [
        "",
        "-1",
        "0",
        "300",
        "1e3",
        "NaN",
        "inf",
        "9" * 30,
        "９",
        "600000.SS",
        "BUY",
        "FILLED",
        "#END,0",
        '"',
        "a,b",
        "10.00",
    ]
) | st.text(max_size=8)


def read(data: bytes) -> tuple[object, object]:
    """The inbox's answers to the same bytes under both names."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "given.csv"
        path.write_bytes(data)
        box = FolderInbox(Path(folder), "0000", Channel.PAPER)
        answers: list[object] = []
        for ask in (box.exec_report, box.broker_figures):
            try:
                answers.append(ask(DAY, path))
            except FixAndRestart as error:
                answers.append(None if "given.csv" in error.message else error)
        return answers[0], answers[1]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_sealed_report_with_any_fields_is_believed_only_when_it_adds_up(data: st.DataObject) -> None:
    tables = [[list(FILLED)], [list(row) for row in PARTS]]
    for _ in range(data.draw(st.integers(1, 2))):
        row = data.draw(st.sampled_from(tables[0] + tables[1]))
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(field).encode("utf-8", "replace").decode()
    report, _ = read(exec_report(orders=tables[0], fills=tables[1]))
    if report is not None:
        (order,) = report.results  # type: ignore[attr-defined]
        assert order.filled_shares == sum(fill.qty_shares for fill in report.fills) == 300  # type: ignore[attr-defined]
        assert order.qty_shares >= 300
        assert len({(fill.entrust_no, fill.business_id) for fill in report.fills}) == 2  # type: ignore[attr-defined]


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_sealed_positions_with_any_fields_hold_no_nonsense(data: st.DataObject) -> None:
    row = list(HELD)
    row[data.draw(st.integers(0, len(row) - 1))] = data.draw(field).encode("utf-8", "replace").decode()
    _, figures = read(positions([row]))
    if figures is not None:
        (held,) = figures.positions  # type: ignore[attr-defined]
        assert 0 <= held.enable_shares <= held.qty_shares
        assert held.qty_shares > 0
        assert held.last_li >= 0


@pytest.mark.parametrize("whole", [exec_report(), positions()])
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_no_changed_byte_is_taken_for_the_truth(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != whole[at]))
    changed = whole[:at] + bytes([byte]) + whole[at + 1 :]
    if changed.replace(b"\r\n", b"\n").rstrip(b"\n") != whole.rstrip(b"\n"):
        assert read(changed) == (None, None)


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_refused_in_our_words(data: bytes) -> None:
    assert read(data) == (None, None)
