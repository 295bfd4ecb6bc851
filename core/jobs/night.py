"""Night: after the vendor has published, select tomorrow's portfolio.

Runs for the data day D and plans for the next trading day T; reads nothing that was not known at D 20:00.
"""

from dataclasses import asdict
from datetime import date

import pandas as pd

from core.domain.dates import at, date_of, ymd
from core.domain.errors import DaybreakError, RetryLater
from core.domain.money import li_from_yuan
from core.domain.outcome import Outcome
from core.jobs import pages
from core.jobs.bookkeeping import delisted, unbooked
from core.jobs.desk import Desk
from core.jobs.freshness import freshness
from core.jobs.leak_check import leak_passes
from core.jobs.pull import READY_SHARE, history, pull
from core.jobs.run import Job, RunContext, Step, Stop
from core.jobs.trade_day import TRADE_DAY
from core.pipeline.adapt import Adapted, adapt
from core.pipeline.engine.load import compiled_before
from core.pipeline.factors.today import grids_of, values_today
from core.pipeline.portfolio.costs import expected_cost
from core.pipeline.portfolio.plan import Plan
from core.pipeline.portfolio.target import build_plan
from core.pipeline.preprocess import preprocess
from core.pipeline.scores.rule import choose_weights, rule_score
from core.pipeline.strength import market_strength
from core.pipeline.universe import select_universe
from core.ports.runs import Run

HISTORY = ("daily", "daily_basic", "adj_factor")
LIMITS = "stk_limit"
LIMIT_DAYS = 60
"""The longest window over limits: how many days of them the night brings in."""
TODAY = ("stock_basic", "namechange", "suspend_d", "index_daily")
ESSENTIAL = (*HISTORY, LIMITS)
_OPENS = (9, 30)


def ask_books(context: RunContext) -> Stop | None:
    """Leave until today's trades are booked: a plan made before would not know what is held."""
    waiting = unbooked(context, context.day)
    return Stop(Outcome.BLOCKED, waiting) if waiting else None


def pull_data(context: RunContext) -> Stop | None:
    """Bring in a year of history and today's tables; pin what the run may read."""
    desk = context.desk
    calendar = desk.snapshots.view(context.as_of).calendar()
    days = calendar.last_n(context.day, desk.settings.data_source.lookback_days)
    today = [(name, context.day) for name in TODAY]
    limits = history((LIMITS,), days[-LIMIT_DAYS:])
    pulled = pull(desk, context.run.run_id, [*history(HISTORY, days), *limits, *today])
    context.pin()
    context.detail["fetched"] = pulled.fetched
    context.detail["cached"] = pulled.cached
    context.detail["missing"] = pulled.reasons()
    context.put_json("freshness.json", freshness(context.view, context.day, pulled))
    late = [name for name, day, _ in pulled.missing if name in ESSENTIAL and day == context.day]
    return Stop(Outcome.DATA_NOT_READY, f"not published for {context.day}: {', '.join(late)}") if late else None


def check_ready(context: RunContext) -> Stop | None:
    """Leave unless today's rows are there and not far fewer than yesterday's."""
    yesterday = context.view.calendar().prev_open(context.day)
    for dataset in ESSENTIAL:
        now, before = (len(context.view.read(dataset, day, day, ["ts_code"])) for day in (context.day, yesterday))
        if now == 0 or (before == 0 and dataset in HISTORY) or now < READY_SHARE * before:
            return Stop(Outcome.DATA_NOT_READY, f"{dataset}: {now} rows on {context.day}, {before} on {yesterday}")
    return None


def adapt_data(context: RunContext) -> None:
    """Clean the year, flag who can trade today, count what looked wrong."""
    adapted = _adapted(context)
    context.detail["anomalies"] = dict(adapted.counts)
    context.put_frame("anomalies.parquet", adapted.anomalies.reset_index(drop=True))
    limit = context.desk.settings.monitor.anomaly_alarm_rows
    today = int((adapted.anomalies["trade_date"] == ymd(context.day)).sum())
    if today > limit:
        message = f"{today} anomalous rows on {context.day}, more than {limit}"
        context.desk.runs.event(context.desk.clock.now(), "alarm", "data.anomalies", message, context.detail)


def pick_universe(context: RunContext) -> None:
    """Say for every symbol whether it may be bought, and if not, why; say how strong the market stands."""
    view = context.view
    universe = select_universe(
        _adapted(context),
        view.read("stock_basic"),
        view.read("namechange"),
        context.desk.settings.universe,
        ymd(context.day),
    )
    context.detail["included"] = int(universe["included"].sum())
    context.put_frame("universe.parquet", universe)
    context.put_json("strength.json", market_strength(_adapted(context).panel))


def make_factors(context: RunContext) -> None:
    """Compute every factor's raw value for the universe, cross-sections over all names with a bar."""
    universe = context.get_frame("universe.parquet")
    included = sorted(universe.loc[universe["included"], "ts_code"])
    registry, now = context.desk.factors, context.desk.clock.now()
    context.desk.factor_book.sync(registry, now)
    factors = registry.computed()
    panel = _adapted(context).panel.tail(max(factor.lookback for factor in factors))
    limits = context.view.read(LIMITS, date_of(int(panel.dates[0])), context.day)
    if not compiled_before():
        context.desk.progress("compiling the factor kernels, once for this version: about half a minute")
    raw = values_today(factors, grids_of(panel, limits, len(panel.dates)), included)
    context.put_frame("factors.parquet", raw.reset_index())


def rank_factors(context: RunContext) -> None:
    """Winsorise, neutralise where asked, standardise and rank the active factors across the universe."""
    active = [factor.name for factor in context.desk.factors.active()]
    raw = context.get_frame("factors.parquet").set_index("ts_code")[active].astype("float64")
    basic = context.view.read("stock_basic").drop_duplicates("ts_code", keep="last").set_index("ts_code")
    panel = _adapted(context).panel
    size = pd.Series(panel["circ_mv"][-1], index=list(panel.symbols), dtype="float64")
    done = preprocess(raw, context.desk.settings.factors, basic["industry"].reindex(raw.index), size.reindex(raw.index))
    context.put_frame("zscores.parquet", done.zscore.rename_axis("ts_code").reset_index())
    context.put_frame("ranks.parquet", done.rank_pct.rename_axis("ts_code").reset_index())
    context.put_json("coverage.json", {str(name): float(share) for name, share in done.coverage.items()})


def pass_leaks(context: RunContext) -> None:
    """Ask the leak lab about every active factor it has not passed lately; one that leaks raises an alarm."""
    desk = context.desk
    max_age_days = desk.settings.factors.leak_pass_days
    passed, leaking = leak_passes(
        desk.factor_book, desk.factors.active(), desk.clock.now(), max_age_days, desk.progress
    )
    for name in leaking:
        message = f"{name} sees the future: it does not score; see `daybreak factors leakcheck --factor {name}`"
        desk.runs.event(desk.clock.now(), "alarm", "factor.leak", message, {"factor": name})
    context.detail["leaking"] = leaking
    context.put_frame(
        "leaks.parquet",
        pd.DataFrame({"factor": sorted({*passed, *leaking})}).assign(passed=lambda rows: rows["factor"].isin(passed)),
    )


def score_symbols(context: RunContext) -> None:
    """Score by the rule, keep the best TopM."""
    settings = context.desk.settings
    checked = context.get_frame("leaks.parquet")
    passed = set(checked.loc[checked["passed"], "factor"])
    scores = rule_score(
        context.get_frame("ranks.parquet").set_index("ts_code"),
        context.get_frame("universe.parquet"),
        choose_weights(settings.model.weights, context.desk.factors, passed),
        settings.factors.min_coverage,
        pd.Series(context.get_json("coverage.json"), dtype="float64"),
    )
    context.put_frame("scores_all.parquet", scores)
    context.put_frame("scores.parquet", scores.head(settings.model.top_m))


def plan_portfolio(context: RunContext) -> None:
    """Turn scores and holdings into tomorrow's target."""
    calendar = context.view.calendar()
    universe = context.get_frame("universe.parquet")
    account = context.desk.books.account(calendar.next_open(context.day))
    adapted = _adapted(context)
    gone = delisted(context)
    plan = build_plan(
        scores=context.get_frame("scores.parquet"),
        universe=universe,
        account=account,
        close_li={symbol: price for symbol, price in last_closes_li(adapted).items() if symbol not in gone},
        locked=_locked(adapted, list(account.positions)),
        settings=context.desk.settings.portfolio,
        trade_date=calendar.next_open(context.day),
        data_date=context.day,
    )
    context.detail.update(asdict(expected_cost(plan, context.desk.settings.portfolio)))
    context.put("plan.json", plan.to_json().encode())


def last_closes_li(adapted: Adapted) -> dict[str, int]:
    """Return each symbol's last known close in 厘; a suspended one keeps its last."""
    closes = pd.DataFrame(adapted.panel["close"], columns=list(adapted.panel.symbols)).ffill().tail(1)
    return {str(symbol): li_from_yuan(float(price)) for symbol, price in closes.squeeze(0).dropna().items()}


def _locked(adapted: Adapted, held: list[str]) -> dict[str, str]:
    flags = adapted.flags
    reasons = {}
    for symbol in held:
        if symbol not in flags.index or not bool(flags.at[symbol, "traded"]):
            reasons[symbol] = "SUSPENDED"
        elif bool(flags.at[symbol, "one_price_down"]):
            reasons[symbol] = "LIMIT_DOWN"
    return reasons


def _adapted(context: RunContext) -> Adapted:
    """Return the cleaned year; worked out once a process, always the same from the pinned view."""
    cached = context.memo.get("adapted")
    if isinstance(cached, Adapted):
        return cached
    view, day = context.view, context.day
    start = _lookback_start(context)
    adapted = adapt(
        view.read("daily", start, day),
        view.read("adj_factor", start, day),
        view.read("daily_basic", start, day),
        view.read("stk_limit", day, day),
        view.read("suspend_d", day, day),
        ymd(day),
    )
    context.memo["adapted"] = adapted
    return adapted


def _lookback_start(context: RunContext) -> date:
    days = context.view.calendar().last_n(context.day, context.desk.settings.data_source.lookback_days)
    if not days:
        raise RetryLater(f"no trading day known up to {context.day}", "pull trade_cal")
    return days[0]


def plan_stands(desk: Desk, run: Run) -> bool:
    """Whether a Night's plan is for the day that follows its own by the calendar as it is known now.

    Where the exchange has closed that day since, or opened one before it, a new attempt may plan for the day that
    really follows: not once orders of either have left or that day has begun to trade, and not by a calendar that does
    not say.
    """
    if "plan.json" not in {artifact.name for artifact in desk.runs.artifacts(run.run_seq)}:
        return True
    planned = Plan.from_json(desk.artifacts.get(run.run_id, "plan.json").decode()).trade_date
    now = desk.clock.now()
    try:
        follows = desk.snapshots.view(now).calendar().next_open(run.identity.trade_date)
    except DaybreakError:
        return True
    left = any(desk.books.batches(day) or desk.outbox.released(day) for day in (planned, follows))
    return planned == follows or left or now >= at(follows, *_OPENS)


def plan_of(context: RunContext) -> Plan | None:
    """Return the run's plan, None when it did not get that far."""
    names = {artifact.name for artifact in context.desk.runs.artifacts(context.run.run_seq)}
    return Plan.from_json(context.get("plan.json").decode()) if "plan.json" in names else None


def write_page(context: RunContext, stop: Stop) -> None:
    """Leave the night's page."""
    context.put("report.html", context.desk.render_page(pages.night_page(context, stop)).encode())


NIGHT = Job(
    "night",
    (
        TRADE_DAY,
        Step("books", ask_books),
        Step("pull", pull_data),
        Step("ready", check_ready),
        Step("adapt", adapt_data),
        Step("universe", pick_universe),
        Step("factors", make_factors),
        Step("preprocess", rank_factors),
        Step("leaks", pass_leaks),
        Step("score", score_symbols),
        Step("plan", plan_portfolio),
    ),
    write_page,
    stands=plan_stands,
)
