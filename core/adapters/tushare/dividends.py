"""Several dividend rows on one ex-date."""

import numpy as np
import pandas as pd

_KEY = ["ts_code", "trade_date"]
_TERMS = ["stk_div", "cash_div_tax"]
_SAME_TERMS = 1e-3


def merge_distributions(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row per share and ex-date.

    Rows with equal terms (within 0.1 %) repeat one distribution and count once; different terms are distributions of
    two periods carried out together and add up. Dates are those of the first row. Checked against the exchange's
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
    row[_TERMS] = terms[~_repeats(terms)].sum().to_numpy()
    return row


def _repeats(terms: pd.DataFrame) -> np.ndarray:
    """Mark rows whose terms equal those of the row before; the rows are sorted by terms."""
    close = np.isclose(terms.to_numpy()[1:], terms.to_numpy()[:-1], rtol=_SAME_TERMS, atol=0.0).all(axis=1)
    return np.concatenate([[False], close])
