"""The tables under Tushare's names: calendar, companies, names through time, dividends."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from core.adapters.demo.companies import INDUSTRIES, Company
from core.adapters.demo.market import DemoExchange
from core.adapters.demo.query import BadParameter, Query, wire_date
from core.domain.dates import ymd
from core.domain.symbols import Board

_MARKET_NAMES = {Board.MAIN: "主板", Board.CHINEXT: "创业板", Board.STAR: "科创板", Board.BSE: "北交所"}
_EXCHANGES = {"SH": "SSE", "SZ": "SZSE", "BJ": "BSE"}
_PLANNED_DAYS_BEFORE = 60
_ANNOUNCED_DAYS_BEFORE = 7
_DIVIDEND_KEYS = ("ts_code", "ann_date", "record_date", "ex_date", "imp_ann_date")


def trade_cal(market: DemoExchange, query: Query) -> pd.DataFrame:
    """Every calendar day, newest first; `exchange` is given back as asked, all exchanges keep the same days."""
    calendar, (first, last) = market.calendar, query.span("cal_date")
    wanted = query.text("is_open")
    days = [calendar.first + timedelta(days=n) for n in range((calendar.last - calendar.first).days + 1)]
    rows = []
    previous: date | None = None
    for day in days:
        is_open = calendar.is_open(day)
        if first <= ymd(day) <= last and wanted in {"", str(int(is_open))}:
            rows.append(
                (query.text("exchange") or "SSE", wire_date(day), int(is_open), previous and wire_date(previous))
            )
        previous = day if is_open else previous
    return pd.DataFrame(rows[::-1], columns=["exchange", "cal_date", "is_open", "pretrade_date"])


def stock_basic(market: DemoExchange, query: Query) -> pd.DataFrame:
    """Companies as known that day: names in force, listings and delistings that have happened."""
    today = query.through or market.days[-1]
    codes, wanted = query.choices("ts_code"), query.choices("list_status") or ["L"]
    rows = [
        _company_row(company, today)
        for company in market.companies
        if company.list_day <= today and (not codes or company.ts_code in codes)
    ]
    frame = pd.DataFrame(rows, columns=list(_COMPANY_COLUMNS))
    keep = frame["list_status"].isin(wanted)
    for name in ("exchange", "market", "name"):
        if query.text(name):
            keep &= frame[name].isin(query.choices(name))
    return frame[keep].reset_index(drop=True)


_COMPANY_COLUMNS = (
    "ts_code", "symbol", "name", "area", "industry", "fullname", "enname", "cnspell", "market", "exchange",
    "curr_type", "list_status", "list_date", "delist_date", "is_hs", "act_name", "act_ent_type",
)  # fmt: skip


def _company_row(company: Company, today: date) -> tuple[str | None, ...]:
    symbol, place = company.ts_code.split(".")
    gone = company.delist_day is not None and company.delist_day <= today
    name = company.span_at(today).name
    return (
        company.ts_code, symbol, name, None, INDUSTRIES[company.industry][0], f"{company.names[0].name}股份有限公司",
        None, None, _MARKET_NAMES[company.board], _EXCHANGES[place], "CNY", "D" if gone else "L",
        wire_date(company.list_day), wire_date(company.delist_day) if gone and company.delist_day else None,
        "N", None, None,
    )  # fmt: skip


def namechange(market: DemoExchange, query: Query) -> pd.DataFrame:
    """Names in force until that day, newest first; the end of a name is told only when the next one is known."""
    codes, (first, last) = query.choices("ts_code"), query.span("ann_date")
    rows = []
    for company in market.companies:
        spans = [span for span in company.names if query.sees(span.start)]
        ends = [span.start - timedelta(days=1) for span in spans[1:]]
        for span, end in zip(spans, [*ends, None], strict=False):
            if (not codes or company.ts_code in codes) and first <= ymd(span.announced) <= last:
                rows.append((company.ts_code, span.name, wire_date(span.start), end and wire_date(end),
                             wire_date(span.announced), span.reason))  # fmt: skip
    frame = pd.DataFrame(rows, columns=["ts_code", "name", "start_date", "end_date", "ann_date", "change_reason"])
    return frame.sort_values(["ts_code", "start_date"], ascending=[True, False], kind="stable", ignore_index=True)


def dividend(market: DemoExchange, query: Query) -> pd.DataFrame:
    """Distributions: 预案 without an ex-date since its announcement, 实施 from the ex-date on.

    One of ts_code, ann_date, record_date, ex_date, imp_ann_date is required. Cash after tax is left as before tax:
    the tax depends on how long each holder has held.
    """
    if not any(query.text(name) for name in _DIVIDEND_KEYS):
        raise BadParameter(f"必填参数,{','.join(_DIVIDEND_KEYS)}至少输入一个")
    frame = pd.DataFrame(_distribution_rows(market, query), columns=list(_DIVIDEND_COLUMNS))
    keep = pd.Series(True, index=frame.index)
    for name in _DIVIDEND_KEYS[1:]:
        day = query.day(name)
        if day is not None:
            keep &= frame[name] == wire_date(day)
    order = ["ts_code", "ann_date", "div_proc"]
    return frame[keep].sort_values(order, ascending=[True, False, True], kind="stable", ignore_index=True)


_DIVIDEND_COLUMNS = (
    "ts_code", "end_date", "ann_date", "div_proc", "stk_div", "stk_bo_rate", "stk_co_rate", "cash_div", "cash_div_tax",
    "record_date", "ex_date", "pay_date", "div_listdate", "imp_ann_date", "base_date", "base_share",
)  # fmt: skip


def _distribution_rows(market: DemoExchange, query: Query) -> list[tuple[object, ...]]:
    terms = market.distributions
    rows: list[tuple[object, ...]] = []
    codes, ex_date = query.choices("ts_code"), query.day("ex_date")
    asked = (terms.cash_li > 0) | (terms.bonus_permille > 0)
    if codes:
        asked &= np.isin(market.codes, codes)
    if ex_date is not None:
        asked &= (market.day_numbers == ex_date)[:, None]
    for row, column in zip(*np.nonzero(asked), strict=True):
        ex_day = market.days[row]
        planned = ex_day - timedelta(days=_PLANNED_DAYS_BEFORE)
        cash, bonus = terms.cash_li[row, column] / 1000, terms.bonus_permille[row, column] / 1000
        head = (market.codes[column], wire_date(_period_end(ex_day)))
        amounts = (bonus, *_origin(bonus, int(column)), cash, cash)
        if query.sees(planned):
            rows.append((*head, wire_date(planned), "预案", *amounts, *[None] * 7))
        if query.sees(ex_day):
            ex_text, record = wire_date(ex_day), wire_date(market.days[row - 1])
            told = wire_date(ex_day - timedelta(days=_ANNOUNCED_DAYS_BEFORE))
            shares = market.total_shares[row - 1, column] / 1e4
            rows.append((*head, told, "实施", *amounts, record, ex_text, ex_text if cash else None,
                         ex_text if bonus else None, told, record, shares))  # fmt: skip
    return rows


def _origin(bonus: float, company: int) -> tuple[float | None, float | None]:
    """Bonus shares come out of profits in every other company, in the rest out of reserves."""
    if not bonus:
        return None, None
    return (bonus, None) if company % 2 else (None, bonus)


def _period_end(ex_day: date) -> date:
    return date(ex_day.year, 6, 30) if ex_day.month > 8 else date(ex_day.year - 1, 12, 31)
