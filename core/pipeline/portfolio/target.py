"""From scores and holdings to the plan: who stays, who enters, how much, and how fast."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from core.domain.holdings import Account, Position
from core.domain.money import fen_from_yuan, notional_fen
from core.pipeline.portfolio.plan import Action, Plan, PlanRow
from core.pipeline.portfolio.weights import raw_weights, spread
from core.settings.model import Portfolio

_NO_PRICE = "no close known"


@dataclass(frozen=True, slots=True)
class _Name:
    """One symbol under consideration; `value_fen` is what is held of it."""

    symbol: str
    score: float | None
    rank: int | None
    held_shares: int
    close_li: int
    value_fen: int

    def row(self, action: Action, target_fen: int, assets_fen: int, reason: str) -> PlanRow:
        weight = round(target_fen / assets_fen, 6) if assets_fen > 0 else 0.0
        return PlanRow(
            self.symbol, action, weight, target_fen, self.score, self.rank, self.held_shares, self.close_li, reason
        )


@dataclass(frozen=True, slots=True)
class _Wish:
    """A name with the value the portfolio would like to hold of it, and why."""

    name: _Name
    target_fen: int
    reason: str

    @property
    def gap_fen(self) -> int:
        """Value to buy (positive) or sell (negative)."""
        return self.target_fen - self.name.value_fen


def build_plan(
    scores: pd.DataFrame,
    universe: pd.DataFrame,
    account: Account,
    close_li: Mapping[str, int],
    locked: Mapping[str, str],
    settings: Portfolio,
    trade_date: date,
    data_date: date,
) -> Plan:
    """Return the plan for `trade_date`.

    `scores` has ts_code, score, rank (1 is best) and shadow, one row a symbol; shadow names are never bought or kept.
    `universe` has ts_code, included and reason. A holding stays while its rank is within top_n + buffer; free places
    go to the best ranked names. Locked symbols (reason by symbol) are not traded; those held take a place and keep
    their value out of what is spread. A kept name within the rebalance band of its target is left alone. Buys and
    sells each stay under the turnover cap, the least wanted cut first. A holding without a close is treated as locked,
    valued at cost.
    """
    ranked = _ranked(scores, universe, account, close_li)
    held = {s: _held(p, ranked, close_li) for s, p in sorted(account.positions.items()) if p.qty_shares}
    shut = {s: locked.get(s) or _NO_PRICE for s in held if s in locked or close_li.get(s, 0) <= 0}
    assets_fen = account.cash_fen + sum(name.value_fen for name in held.values())

    free = [name for name in ranked.values() if name.symbol not in locked]
    chosen = _choose(free, settings.top_n - len(shut), settings)
    investable_fen = int(assets_fen * (1 - settings.cash_reserve)) - sum(held[s].value_fen for s in shut)
    targets = _targets(chosen, investable_fen, assets_fen, settings)

    reasons = _exit_reasons(universe)
    leaving = [name for s, name in held.items() if s not in shut and s not in targets]
    wishes = [_Wish(name, targets[name.symbol], _why_held(name, targets[name.symbol], settings)) for name in chosen]
    wishes += [_Wish(name, 0, reasons.get(name.symbol) or _why_sold(name, settings)) for name in leaving]
    rows, notes = _trades(wishes, assets_fen, settings)
    rows += [held[s].row(Action.KEEP_LOCKED, held[s].value_fen, assets_fen, why) for s, why in shut.items()]

    taken = {row.symbol for row in rows} | set(held)
    spare = [name for name in free if name.symbol not in taken][: settings.top_n]
    substitutes = tuple(name.row(Action.BUY, 0, assets_fen, f"rank {name.rank}, next in line") for name in spare)
    return Plan(trade_date, data_date, tuple(rows), substitutes, tuple(notes))


def _ranked(
    scores: pd.DataFrame, universe: pd.DataFrame, account: Account, close_li: Mapping[str, int]
) -> dict[str, _Name]:
    """Return the names that may be held, best first."""
    included = set(universe.loc[universe["included"].astype(bool), "ts_code"])
    names = {}
    best = scores.sort_values(["rank", "ts_code"])
    columns = (best[name].tolist() for name in ("ts_code", "score", "rank", "shadow"))
    for symbol, score, rank, shadow in zip(*columns, strict=True):
        if symbol in included and not shadow and close_li.get(symbol, 0) > 0 and math.isfinite(score):
            position = account.positions.get(symbol)
            shares = position.qty_shares if position else 0
            value = notional_fen(close_li[symbol], shares)
            names[symbol] = _Name(symbol, float(score), int(rank), shares, close_li[symbol], value)
    return names


def _held(position: Position, ranked: Mapping[str, _Name], close_li: Mapping[str, int]) -> _Name:
    if position.symbol in ranked:
        return ranked[position.symbol]
    price = close_li.get(position.symbol, 0)
    value = notional_fen(price, position.qty_shares) if price > 0 else position.cost_fen
    return _Name(position.symbol, None, None, position.qty_shares, max(price, 0), value)


def _choose(ranked: Iterable[_Name], places: int, settings: Portfolio) -> list[_Name]:
    """Return who is wanted: kept holdings first, then newcomers, both best first."""
    names = list(ranked)
    last = settings.top_n + settings.buffer
    kept = [name for name in names if name.held_shares and name.rank is not None and name.rank <= last]
    kept = kept[: max(places, 0)]
    fresh = [name for name in names if not name.held_shares]
    return kept + fresh[: max(places - len(kept), 0)]


def _targets(chosen: list[_Name], investable_fen: int, assets_fen: int, settings: Portfolio) -> dict[str, int]:
    """Return the value wanted of each chosen name; one inside the band keeps the value it has."""
    cap_fen = int(assets_fen * settings.max_weight)
    weights = raw_weights({name.symbol: name.score or 0.0 for name in chosen}, settings.weighting)
    ideal = spread(investable_fen, weights, cap_fen)
    still = {
        name.symbol: name.value_fen
        for name in chosen
        if name.held_shares and abs(name.value_fen - ideal[name.symbol]) <= settings.rebalance_band * ideal[name.symbol]
    }
    moving = {symbol: weight for symbol, weight in weights.items() if symbol not in still}
    return still | spread(investable_fen - sum(still.values()), moving, cap_fen)


def _trades(wishes: list[_Wish], assets_fen: int, settings: Portfolio) -> tuple[list[PlanRow], list[str]]:
    """Return rows for every wish that is held or bought, sells first, each side cut at the turnover cap."""
    least_fen = fen_from_yuan(settings.min_trade_yuan)
    sells = [w for w in wishes if w.gap_fen < 0 and (w.target_fen == 0 or -w.gap_fen >= least_fen)]
    buys = [w for w in wishes if w.gap_fen >= least_fen and w.gap_fen > 0]
    sells.sort(key=lambda w: (-(w.name.rank or 10**9), w.name.symbol))
    buys.sort(key=lambda w: (w.name.rank or 10**9, w.name.symbol))
    cap_fen = int(assets_fen * settings.turnover_cap)
    granted = _within(sells, cap_fen, least_fen) | _within(buys, cap_fen, least_fen)

    rows = [_trade_row(wish, granted[wish.name.symbol], assets_fen) for wish in (*sells, *buys)]
    traded = {wish.name.symbol for wish in (*sells, *buys)}
    quiet = sorted((w for w in wishes if w.name.symbol not in traded), key=lambda w: (w.name.rank or 0, w.name.symbol))
    rows += [wish.name.row(Action.HOLD, wish.name.value_fen, assets_fen, wish.reason) for wish in quiet]
    order = [Action.SELL, Action.BUY, Action.HOLD]
    rows = sorted((r for r in rows if r.held_shares or r.action is Action.BUY), key=lambda r: order.index(r.action))
    return rows, _notes(sells, buys, granted, cap_fen)


def _within(wishes: list[_Wish], cap_fen: int, least_fen: int) -> dict[str, int]:
    """Return the value each trade may move, most wanted first; the last one that fits in part is cut."""
    granted = {}
    for wish in wishes:
        size = abs(wish.gap_fen)
        if size > cap_fen:
            size = cap_fen if cap_fen >= least_fen else 0
        granted[wish.name.symbol] = size
        cap_fen -= size
    return granted


def _trade_row(wish: _Wish, granted_fen: int, assets_fen: int) -> PlanRow:
    name = wish.name
    if granted_fen == 0:
        return name.row(Action.HOLD, name.value_fen, assets_fen, f"{wish.reason}; waits: turnover cap")
    cut = "; cut by the turnover cap" if granted_fen < abs(wish.gap_fen) else ""
    action, sign = (Action.BUY, 1) if wish.gap_fen > 0 else (Action.SELL, -1)
    return name.row(action, name.value_fen + sign * granted_fen, assets_fen, wish.reason + cut)


def _notes(sells: list[_Wish], buys: list[_Wish], granted: Mapping[str, int], cap_fen: int) -> list[str]:
    notes = []
    for side, wishes in (("sell", sells), ("buy", buys)):
        cut = sum(granted[wish.name.symbol] < abs(wish.gap_fen) for wish in wishes)
        if cut:
            notes.append(f"turnover cap of {cap_fen} fen: {cut} of {len(wishes)} {side} trades cut or waiting")
    return notes


def _exit_reasons(universe: pd.DataFrame) -> dict[str, str]:
    out = universe.loc[~universe["included"].astype(bool)]
    return {
        str(symbol): f"left the universe: {reason}"
        for symbol, reason in zip(out["ts_code"].tolist(), out["reason"].tolist(), strict=True)
    }


def _why_held(name: _Name, target_fen: int, settings: Portfolio) -> str:
    if not name.held_shares:
        return f"rank {name.rank} enters"
    if target_fen != name.value_fen:
        return f"rank {name.rank} stays, {'below' if target_fen > name.value_fen else 'above'} its target"
    if name.rank is not None and name.rank > settings.top_n:
        return f"rank {name.rank}, kept inside the buffer of {settings.top_n + settings.buffer}"
    return f"rank {name.rank} stays"


def _why_sold(name: _Name, settings: Portfolio) -> str:
    if name.rank is None:
        return "not ranked any more"
    if name.rank > settings.top_n + settings.buffer:
        return f"rank {name.rank} left the buffer of {settings.top_n + settings.buffer}"
    return f"rank {name.rank}, more holdings than places"
