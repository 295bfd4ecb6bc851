"""Whatever a server sends, the client answers with a canonical frame or one of our errors."""

import json
from datetime import date, datetime
from typing import Any, cast

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.tushare.breaker import CircuitBreaker
from core.adapters.tushare.client import TushareClient
from core.adapters.tushare.decode import decode
from core.adapters.tushare.market import TushareMarket
from core.adapters.tushare.wire import Wire
from core.domain.dataset import DATASETS, Dataset
from core.domain.dates import SHANGHAI
from core.domain.errors import DaybreakError
from core.settings.model import DataSource
from tests.fakes.stepping_clock import SteppingClock
from tests.fakes.tushare_wire import MemoryInADict, ScriptedWire

DAY = date(2026, 1, 5)
NAMES = st.sampled_from(sorted(DATASETS))
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(10**300, 10**320)
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["20260105", "2026-01-05", "000001.SZ", "600000.SH", "", " ", "nan", "1e400", "-0", "实施", "S"])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


def fetch(name: str, body: str) -> pd.DataFrame | None:
    clock = SteppingClock(datetime(2026, 1, 5, 20, tzinfo=SHANGHAI))
    breaker = CircuitBreaker("s", 5, 300.0, clock, MemoryInADict())
    wire = cast(Wire, ScriptedWire(lambda _api, _params: body))
    client = TushareClient(DataSource(retries=0), wire, clock, breaker, lambda: "t0ken-of-some-length")
    try:
        return TushareMarket(client, "tushare", ("000300.SH",), "SSE").fetch(name, DAY).frame
    except DaybreakError:
        return None


def check_canonical(spec: Dataset, frame: pd.DataFrame) -> None:
    assert list(frame.columns) == spec.column_names()
    for column in spec.columns:
        expected = {str: "str", float: "float64", int: "Int64" if column.optional else "int64"}[column.type]
        assert str(frame[column.name].dtype) == expected
    assert not frame.duplicated(list(spec.key)).any()


@given(name=NAMES, document=JSON)
@settings(deadline=None, max_examples=150)
def test_any_json(name: str, document: Any) -> None:
    frame = fetch(name, json.dumps(document))
    assert frame is None


@given(name=NAMES, data=st.data())
@settings(deadline=None, max_examples=200)
def test_any_cells_under_the_right_names(name: str, data: st.DataObject) -> None:
    spec = DATASETS[name]
    fields = data.draw(st.lists(st.sampled_from([c.on_wire for c in spec.columns]), unique=True))
    row = st.lists(SCALARS | JSON, min_size=len(fields), max_size=len(fields))
    items = data.draw(st.lists(row, max_size=4))
    has_more = data.draw(st.sampled_from([None, False, True]))
    body = json.dumps({"code": 0, "msg": "", "data": {"fields": fields, "items": items, "has_more": has_more}})
    frame = fetch(name, body)
    if frame is not None:
        check_canonical(spec, frame)


@given(name=NAMES, code=st.integers(), text=SCALARS | JSON)
@settings(deadline=None, max_examples=80)
def test_any_refusal(name: str, code: int, text: Any) -> None:
    assert fetch(name, json.dumps({"code": code, "msg": text})) is None


@given(name=NAMES, body=st.text())
@settings(deadline=None, max_examples=50)
def test_any_text(name: str, body: str) -> None:
    assert fetch(name, body) is None


DATES = st.dates(date(1990, 12, 19), date(2030, 12, 31)).map(lambda day: day.strftime("%Y%m%d"))


@given(
    rows=st.lists(
        st.tuples(st.from_regex(r"\A[0-9]{6}\.(SH|SZ|BJ)\Z"), DATES, st.floats(1e-6, 1e6)),
        max_size=20,
        unique_by=lambda r: r[:2],
    ),
    order=st.randoms(use_true_random=False),
)
@settings(deadline=None, max_examples=60)
def test_the_order_of_rows_and_columns_does_not_matter(rows: list[tuple[str, str, float]], order: Any) -> None:
    spec = DATASETS["adj_factor"]
    raw = pd.DataFrame(rows, columns=["ts_code", "trade_date", "adj_factor"], dtype=object)
    mixed = raw.sample(frac=1.0, random_state=order.randrange(2**32))[["adj_factor", "trade_date", "ts_code"]]
    frame = decode(spec, raw)
    pd.testing.assert_frame_equal(frame, decode(spec, mixed))
    check_canonical(spec, frame)
    assert sorted(zip(frame["trade_date"], frame["ts_code"], strict=True)) == list(
        zip(frame["trade_date"], frame["ts_code"], strict=True)
    )
