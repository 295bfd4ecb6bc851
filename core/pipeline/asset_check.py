"""Expected assets against the broker's: one figure for everything the line-by-line reconciliation may have missed."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.domain.holdings import Account
from core.domain.money import FEN_PER_YUAN, notional_fen
from core.domain.orders import BrokerFigures
from core.settings.model import AssetCheck


@dataclass(frozen=True, slots=True)
class AssetCheckResult:
    """Whether the totals agree, the two totals in fen (0 where unknown), and why not."""

    passed: bool
    reason: str
    expected_fen: int
    broker_fen: int

    @property
    def difference_fen(self) -> int:
        """Broker minus expected."""
        return self.broker_fen - self.expected_fen


def asset_check(
    account: Account,
    closes_li: Mapping[str, int],
    figures: BrokerFigures | None,
    settings: AssetCheck,
    delisted: Collection[str] = (),
) -> AssetCheckResult:
    """Compare cash plus positions at `closes_li` with the broker's total, both in fen.

    They agree when `math.isclose` says so with the settings' relative and absolute tolerance. Fails closed: without
    the broker's figures and without a price for a held symbol; only one of `delisted` may be worth nothing. How far a
    day may move is the morning gate's question.
    """
    unpriced = [s for s in account.positions if closes_li.get(s, -1) < (0 if s in delisted else 1)]
    if unpriced:
        broker_fen = figures.total_fen if figures else 0
        return AssetCheckResult(False, f"no price for {', '.join(unpriced)}", 0, broker_fen)
    expected_fen = account.cash_fen + market_value_fen(account, closes_li)
    if figures is None:
        return AssetCheckResult(False, "the broker's figures are missing", expected_fen, 0)
    reason = _objection(expected_fen, figures.total_fen, settings)
    return AssetCheckResult(reason == "", reason or "totals agree", expected_fen, figures.total_fen)


def market_value_fen(account: Account, closes_li: Mapping[str, int]) -> int:
    """Return the value of all positions at the given prices; KeyError for a held symbol without one."""
    return sum(notional_fen(closes_li[symbol], held.qty_shares) for symbol, held in account.positions.items())


def _objection(expected_fen: int, broker_fen: int, settings: AssetCheck) -> str:
    tolerance_fen = settings.abs_tol_yuan * FEN_PER_YUAN
    if not math.isclose(expected_fen, broker_fen, rel_tol=settings.rel_tol, abs_tol=tolerance_fen):
        return f"expected {expected_fen} fen, the broker states {broker_fen} fen"
    return ""
