"""Several dividend rows on one ex-date."""

from decimal import Decimal

import numpy as np
import pandas as pd

from core.domain.dividend_tax import from_profits

_KEY = ["ts_code", "trade_date"]
_TERMS = ["stk_div", "cash_div_tax"]
_SAME_TERMS = 1e-3


def merge_distributions(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row per share and ex-date.

    Rows with equal terms (within 0.1 %) repeat one distribution and count once; different terms are distributions of
    two periods carried out together and add up, as do their bonus shares from profits. Dates are those of the first
    row. Checked against the exchange's
    ex-right reference prices: 002352.SZ 2024-11-07 pays 0.4 + 1.0, 300760.SZ 2024-11-07 lists its 1.65 twice.
    """
    shared = frame.duplicated(_KEY, keep=False)
    if not shared.any():
        return frame
    order = [*_KEY, *_TERMS, "record_date", "pay_date", "div_listdate"]
    groups = frame[shared].sort_values(order, kind="stable").groupby(_KEY, sort=True)
    merged = [_one_row(rows) for _, rows in groups]
    return pd.concat([frame[~shared], *merged], ignore_index=True)


def _one_row(rows: pd.DataFrame) -> pd.DataFrame:
    terms = rows[_TERMS].fillna(0.0)
    row = rows.iloc[[0]].copy()
    counted = ~_repeats(terms)
    row[_TERMS] = terms[counted].sum().to_numpy()
    bonus = Decimal(str(row["stk_div"].iloc[0]))
    if bonus:
        taxed = sum(map(_from_profits, rows[counted].to_dict("records")), Decimal(0))
        row["stk_bo_rate"], row["stk_co_rate"] = float(taxed), float(bonus - taxed)
    return row


def _from_profits(row: dict[str, object]) -> Decimal:
    bonus, profits, reserves = (
        None if pd.isna(row[name]) else Decimal(str(row[name])) for name in ("stk_div", "stk_bo_rate", "stk_co_rate")
    )
    return from_profits(bonus or Decimal(0), profits, reserves)


def _repeats(terms: pd.DataFrame) -> np.ndarray:
    """Mark rows whose terms equal those of the row before; the rows are sorted by terms."""
    close = np.isclose(terms.to_numpy()[1:], terms.to_numpy()[:-1], rtol=_SAME_TERMS, atol=0.0).all(axis=1)
    return np.concatenate([[False], close])
