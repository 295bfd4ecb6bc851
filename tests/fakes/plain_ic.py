"""The daily study once more, in plain pandas, a date and a name at a time where that is clearest."""

import numpy as np
import pandas as pd

GROUPS = 5
Grid = np.ndarray


def _both(x: pd.Series, y: pd.Series) -> tuple[pd.Series, pd.Series]:
    seen = x.notna() & y.notna()
    return x[seen], y[seen]


def correlation(x: pd.Series, y: pd.Series) -> float:
    """Pearson's, NaN below three pairs or where either does not vary."""
    x, y = _both(x, y)
    if len(x) < 3 or x.nunique() < 2 or y.nunique() < 2:
        return float("nan")
    return float(np.corrcoef(x, y)[0, 1])


def rank_correlation(x: pd.Series, y: pd.Series) -> float:
    """Pearson's of the ranks among the names with both."""
    x, y = _both(x, y)
    return correlation(x.rank(), y.rank())


def groups(values: pd.Series) -> pd.Series:
    """Group 1 … GROUPS by average rank; nothing where the values do not vary."""
    values = values.dropna()
    if values.nunique() < 2:
        return pd.Series(dtype=float)
    return np.ceil(values.rank() * GROUPS / len(values) - 1e-9)


def entered(now: pd.Series, before: pd.Series, group: int) -> float:
    """Share of a group's names that were not in it before."""
    here, then = set(now.index[now == group]), set(before.index[before == group])
    return len(here - then) / len(here) if here and then else float("nan")


def daily(factor: Grid, labels: dict[int, Grid], mask: Grid, horizon: int) -> dict[str, Grid]:
    """Every series of one factor (T×N) over the names of `mask`, as `core.research.ic.daily.Daily` names them."""
    factor = factor.astype(float)
    seen = [pd.Series(np.where(m & np.isfinite(row), row, np.nan)) for row, m in zip(factor, mask, strict=True)]
    held = [pd.Series(row) for row in labels[horizon]]
    grouped = [groups(row) for row in seen]
    nothing = pd.Series(np.full(factor.shape[1], np.nan))
    earlier = [nothing] * horizon + seen
    earlier_groups = [pd.Series(dtype=float)] * horizon + grouped
    begun = np.logical_or.accumulate([row.notna().any() for row in seen])
    return {
        "rank_ic": np.array(
            [[rank_correlation(row, pd.Series(label)) for row, label in zip(seen, labels[h], strict=True)]
             for h in sorted(labels)]
        ),
        "ic": np.array([correlation(row, label) for row, label in zip(seen, held, strict=True)]),
        "coverage": np.array(
            [row.notna().sum() / m.sum() if m.any() and on else np.nan
             for row, m, on in zip(seen, mask, begun, strict=True)]
        ),
        "returns": np.array(
            [[label.reindex(g.index[g == each]).mean() for g, label in zip(grouped, held, strict=True)]
             for each in range(1, GROUPS + 1)]
        ),
        "everyone": np.array([label.reindex(g.index).mean() for g, label in zip(grouped, held, strict=True)]),
        "turnover": np.array(
            [[entered(now, before, end) for now, before in zip(grouped, earlier_groups, strict=False)]
             for end in range(1, GROUPS + 1)]
        ),
        "autocorrelation": np.array(
            [correlation(now.rank(), before.rank()) for now, before in zip(seen, earlier, strict=False)]
        ),
    }  # fmt: skip


def alike(factors: Grid, mask: Grid, every: int) -> Grid:
    """Mean over every so many dates of the correlation of factors' ranks (K×T×N), over the names both have."""
    ranked = [[pd.Series(np.where(m & np.isfinite(row), row, np.nan)).rank()
               for row, m in zip(factor[::every], mask[::every], strict=True)] for factor in factors]  # fmt: skip
    table = np.eye(len(factors))
    for a in range(len(factors)):
        for b in range(a):
            pairs = [correlation(x, y) for x, y in zip(ranked[a], ranked[b], strict=True)]
            table[a, b] = table[b, a] = pd.Series(pairs, dtype=float).mean()
    return table
