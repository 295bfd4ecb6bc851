"""No approved batch breaks a limit, said a second time in plain arithmetic on figures drawn at random."""

from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.holdings import Account, Position
from core.domain.orders import Order, Side
from core.domain.quote import Quote
from core.domain.trading_state import TradingState
from core.ports.gate_book import LossRule, Trip
from core.safety.case import Case
from core.safety.review import review
from core.settings.model import Settings
from tests.fakes.morning import TODAY, YESTERDAY, a_case, a_quote, counted, read_as

BOARDS = {
    "600000.SH": "main", "601398.SH": "main", "000001.SZ": "main", "300750.SZ": "chinext", "688981.SH": "star",
    "920001.BJ": "bse",
}  # fmt: skip
SECTORS = ("banks", "steel", "")


def mostly(good: Any, *bad: Any) -> st.SearchStrategy[Any]:
    """Nine times in ten the value nothing objects to: a batch with thirty chances to fail would never pass."""
    return st.integers(0, 9).flatmap(lambda die: st.sampled_from(bad) if die == 9 else st.just(good))


limit_settings = st.fixed_dictionaries(
    {
        "sanity": st.fixed_dictionaries(
            {
                "max_order_yuan": mostly(200_000.0, 2_500.0, 4_000.0),
                "max_turnover": mostly(0.45, 0.02, 0.05),
                "max_rows": mostly(80, 1, 2),
                "max_files_a_day": mostly(1, 2),
                "blacklist": mostly([], ["000001.SZ", "600000.SH"]),
                "restricted": mostly([], ["601398.SH"]),
            }
        ),
        "exposure": st.fixed_dictionaries(
            {
                "max_gross": mostly(1.0, 0.1, 0.2),
                "max_sector": mostly(1.0, 0.06, 0.12),
                "max_unknown_sector": mostly(0.0, 0.06, 0.12),
                "max_main": mostly(1.0, 0.06, 0.12),
                "max_chinext": mostly(1.0, 0.0, 0.04),
                "max_star": mostly(1.0, 0.0, 0.04),
                "max_bse": mostly(1.0, 0.0, 0.04),
            }
        ),
        "program": st.fixed_dictionaries(
            {
                "max_messages_a_second": mostly(200, 1, 2, 4),
                "max_messages_a_day": mostly(500, 2, 404),
                "max_minute_share": mostly(5.0, 0.01, 0.005),
            }
        ),
        "portfolio": st.fixed_dictionaries({"max_weight": mostly(1.0, 0.03, 0.05, 0.08)}),
    }
).map(Settings.model_validate)
ids = mostly("", "same")
buys = st.tuples(st.sampled_from(sorted(BOARDS)), st.sampled_from([200, 300, 400]), mostly(10_100, 10_000, 10_300))
sells = st.tuples(st.integers(0, 3), mostly(300, 100, 400), mostly(9_900, 10_000, 9_700))
positions = st.dictionaries(
    st.sampled_from(sorted(BOARDS)), st.tuples(st.sampled_from([300, 500, 1_000]), mostly(300, 0)), max_size=4
)


def _batch(draw: st.DrawFn, held: dict[str, tuple[int, int]]) -> tuple[Order, ...]:
    """Sells of what is held, then buys; now and then an id twice, or both sides of a name."""
    names = sorted(held)
    made = []
    for number, qty, limit_li in draw(st.lists(sells, max_size=2, unique_by=lambda each: each[0])) if names else []:
        made.append((names[number % len(names)], Side.SELL, qty, limit_li))
    for symbol, qty, limit_li in draw(st.lists(buys, max_size=3)):
        if symbol not in names or draw(st.booleans()):
            made.append((symbol, Side.BUY, qty, limit_li))
    return tuple(
        Order(draw(ids) or f"id {index}", symbol, side, qty, limit_li, "random")
        for index, (symbol, side, qty, limit_li) in enumerate(made)
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A morning whose evidence about the batch is drawn, the rest of it sound."""
    held = draw(positions)
    settled_fen = draw(mostly(9_000_000, 0, 250_000))
    shares = {name: Position(name, qty, sellable, 0) for name, (qty, sellable) in held.items()}
    quotes = {
        name: a_quote(
            name,
            10_000,
            sector=draw(st.sampled_from(SECTORS)),
            suspended=draw(mostly(False, False, True)),
            mean_amount_yuan=draw(mostly(100e6, 150_000.0, 40_000.0, None)),
        )
        for name in BOARDS
    }
    total_fen = settled_fen + sum(qty * 1_000 for qty, _ in held.values()) + 1_000_000
    sound = a_case()
    return a_case(
        batch=replace(sound.batch, orders=_batch(draw, held)),
        account=Account(TODAY, settled_fen, 0, shares),
        quotes=quotes,
        settings=draw(limit_settings),
        trading_state=draw(mostly(TradingState.ACTIVE, TradingState.REDUCING)),
        total_assets_fen=total_fen,
        broker=replace(sound.broker, cash_fen=1, total_fen=total_fen),
        previous_mark=replace(sound.previous_mark, cash_fen=1, market_value_fen=total_fen - 1),
        losses=draw(mostly(read_as(total_fen, base_fen=total_fen, peak_fen=total_fen), _tripped(total_fen))),
        counters=draw(
            mostly(
                counted(),
                counted(files_today=1),
                counted(orders_today=400),
                counted(order_ids=frozenset({"id 0"})),
                counted(bought_today_fen=total_fen * 44 // 100),
            )
        ),
        strength=draw(mostly(0.5, 0.0)),
    )


def _tripped(total_fen: int) -> Any:
    reads = read_as(total_fen, base_fen=total_fen, peak_fen=total_fen)
    return replace(reads, trips={LossRule.DRAWDOWN: Trip(LossRule.DRAWDOWN, YESTERDAY, 1, 1, 2)})


def _worth(order: Order) -> int:
    return order.limit_li * order.qty_shares // 10


def _check_every_order(case: Case, batch: tuple[Order, ...]) -> None:
    limits = case.settings
    assert len(batch) <= limits.sanity.max_rows
    assert 2 * len(batch) <= limits.program.max_messages_a_second
    assert 2 * len(batch) + case.counters.orders_today <= limits.program.max_messages_a_day  # type: ignore[union-attr]
    buys = any(order.side is Side.BUY for order in batch)
    most_files = limits.sanity.max_files_a_day if buys else limits.sanity.max_sell_files_a_day
    assert case.counters.files_today < most_files  # type: ignore[union-attr]
    names = [order.client_order_id for order in batch]
    assert len(set(names)) == len(names)
    assert not set(names) & set(case.counters.order_ids)  # type: ignore[union-attr]
    sides: dict[str, set[Side]] = {}
    values: Counter[tuple[str, Side]] = Counter()
    for order in batch:
        assert order.symbol not in limits.sanity.restricted
        assert not case.quotes[order.symbol].suspended
        reach_li = 500 if BOARDS[order.symbol] == "bse" else 200
        assert abs(order.limit_li - 10_000) <= reach_li, "the cage of a share at 10 yuan"
        assert order.qty_shares % 100 == 0
        sides.setdefault(order.symbol, set()).add(order.side)
        values[order.symbol, order.side] += _worth(order)
    assert all(len(each) == 1 for each in sides.values())
    for symbol, held in case.account.positions.items():
        sold = sum(order.qty_shares for order in batch if order.symbol == symbol and order.side is Side.SELL)
        assert sold <= held.sellable_shares
    for (symbol, side), value in values.items():
        mean = case.quotes[symbol].mean_amount_yuan
        assert mean is not None or side is Side.SELL
        if mean is not None:
            assert value <= limits.sanity.max_order_share_of_amount * mean * 100
            assert value / (mean * 100 / 240) <= limits.program.max_minute_share * (1 + 1e-12)


def _check_the_buys(case: Case, orders: list[Order]) -> None:
    limits, total = case.settings, case.total_assets_fen
    assert case.trading_state is TradingState.ACTIVE
    assert not case.losses.trips  # type: ignore[union-attr]
    assert case.strength is not None
    assert case.strength >= limits.strength.min_strength
    bought: Counter[str] = Counter()
    for order in orders:
        assert order.symbol not in limits.sanity.blacklist
        bought[order.symbol] += _worth(order)
    assert all(value <= limits.sanity.max_order_yuan * 100 for value in bought.values())
    before = case.counters.bought_today_fen  # type: ignore[union-attr]
    assert before + sum(bought.values()) <= limits.sanity.max_turnover * total
    assert sum(bought.values()) + 500 * len(orders) <= case.account.settled_fen
    after = Counter({name: held.qty_shares * 1_000 for name, held in case.account.positions.items()}) + bought
    assert sum(after.values()) <= limits.exposure.max_gross * total
    for symbol in bought:
        # Held shares count at the limit of the purchase, at most 1 % above the reference used here.
        assert after[symbol] <= limits.portfolio.max_weight * 1.02 * total
        board = BOARDS[symbol]
        assert sum(v for s, v in after.items() if BOARDS[s] == board) <= _board_limit(case, board) * total
        sector, exposure = case.quotes[symbol].sector, limits.exposure
        most = exposure.max_sector if sector else max(exposure.max_sector, exposure.max_unknown_sector)
        assert _in_sector(case.quotes, after, sector) <= most * total


def _board_limit(case: Case, board: str) -> float:
    return float(getattr(case.settings.exposure, f"max_{board}"))


def _in_sector(quotes: dict[str, Quote], after: Counter[str], sector: str) -> int:
    """The least that lies in a sector for certain: of names without one only what is bought into it itself."""
    return sum(value for symbol, value in after.items() if quotes[symbol].sector == sector)


@settings(deadline=None, max_examples=250)
@given(case=cases())
def test_no_approved_batch_breaks_a_limit(case: Case) -> None:
    judged = review(case)
    assert not {verdict.code for verdict in judged.verdicts} & {"GATE_FAILED", "GATE_HUNG"}
    if judged.approved is None:
        return
    batch = judged.approved.batch.orders
    _check_every_order(case, batch)
    bought = [order for order in batch if order.side is Side.BUY]
    if bought:
        _check_the_buys(case, bought)
    assert set(batch) | set(judged.dropped) == set(case.batch.orders), "nothing is added, nothing lost unsaid"


@settings(deadline=None, max_examples=80)
@given(case=cases(), limits=limit_settings, strength=st.sampled_from([None, 0.0, 0.5]))
def test_no_limit_on_buying_holds_a_sale_up(case: Case, limits: Settings, strength: float | None) -> None:
    """What is approved of a batch of sells does not depend on any limit that is about buying."""
    sales = case.sales
    keep = case.settings.sanity
    other = limits.model_copy(
        update={
            "sanity": limits.sanity.model_copy(
                update={
                    "max_rows": keep.max_rows,
                    "restricted": keep.restricted,
                    "max_files_a_day": keep.max_files_a_day,
                }
            ),
            "program": case.settings.program,
        }
    )
    first = review(sales)
    second = review(replace(sales, settings=other, strength=strength, losses=_tripped(sales.total_assets_fen)))
    assert (first.approved is None) == (second.approved is None)
    if first.approved is not None and second.approved is not None:
        assert first.approved.batch == second.approved.batch
