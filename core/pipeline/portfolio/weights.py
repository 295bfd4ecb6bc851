"""How money is spread over names."""

from collections.abc import Mapping
from typing import Literal


def raw_weights(scores: Mapping[str, float], weighting: Literal["equal", "score"]) -> dict[str, float]:
    """Return relative weights: all 1, or the scores (negative ones as zero; all 1 where no score is positive)."""
    positive = {symbol: max(score, 0.0) for symbol, score in scores.items()}
    if weighting == "equal" or sum(positive.values()) == 0:
        return dict.fromkeys(scores, 1.0)
    return positive


def spread(budget_fen: int, weights: Mapping[str, float], cap_fen: int) -> dict[str, int]:
    """Split the budget by weight, none above the cap; what a cap cuts off goes to the others, then stays as cash.

    Returns whole fen, rounded down, so the sum never exceeds the budget.
    """
    capped: dict[str, int] = {}
    free = {symbol: weight for symbol, weight in weights.items() if weight > 0}
    budget_fen = max(budget_fen, 0)
    while free:
        total = sum(free.values())
        over = [symbol for symbol, weight in free.items() if budget_fen * weight / total > cap_fen]
        if not over:
            capped |= {symbol: int(budget_fen * weight / total) for symbol, weight in free.items()}
            break
        for symbol in over:
            capped[symbol] = cap_fen
            del free[symbol]
        budget_fen -= cap_fen * len(over)
    return {symbol: capped.get(symbol, 0) for symbol in weights}
