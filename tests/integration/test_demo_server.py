"""The local Tushare over real sockets: requests, raw bytes, and the official client as a second reader."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
import requests
import tushare

from core.adapters.demo.faults import FaultKind, Faults
from core.adapters.demo.interfaces import INTERFACES
from core.adapters.demo.market import DemoExchange
from core.adapters.demo.query import Query, published_through
from core.adapters.demo.server import MAX_REQUEST_BYTES, TushareServer
from core.domain.dates import at

_NOW = at(date(2026, 6, 30), 20)
_TOKEN = "a-token-of-the-demo"


@pytest.fixture(scope="module")
def market() -> DemoExchange:
    return DemoExchange(seed=7, symbols=120)


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def server(market: DemoExchange, faults: Faults) -> Iterator[TushareServer]:
    with TushareServer(market, lambda: _NOW, _TOKEN, faults=faults) as running:
        yield running


def _body(api: str = "daily", fields: str = "", **params: object) -> dict[str, object]:
    return {"api_name": api, "token": _TOKEN, "params": params, "fields": fields}


def _post(url: str, body: object, **options: Any) -> requests.Response:
    with requests.Session() as session:
        return session.post(url, json=body, timeout=options.pop("timeout", 10), **options)


def _official(server: TushareServer, token: str = _TOKEN) -> Any:
    client = tushare.pro_api(token)
    client._DataApi__http_url = server.url
    return client


_PARAMS = {
    "trade_cal": {"exchange": "SSE", "start_date": "20260601", "end_date": "20260731"},
    "stock_basic": {"list_status": "L"},
    "namechange": {},
    "index_daily": {"ts_code": "000300.SH", "start_date": "20260601"},
    "dividend": {"ex_date": "20260630"},
    "suspend_d": {"start_date": "20260601"},
}


@pytest.mark.parametrize("api", sorted(INTERFACES))
def test_the_official_client_reads_the_same_frames(market: DemoExchange, server: TushareServer, api: str) -> None:
    params = _PARAMS.get(api, {"trade_date": "20260630"})
    theirs = _official(server).query(api, **params)
    interface = INTERFACES[api]
    ours = interface.rows(market, Query(params, published_through(api, _NOW)))[list(interface.fields)]
    assert len(theirs) > 0
    pd.testing.assert_frame_equal(theirs, ours, check_dtype=False, check_exact=True)


def test_the_official_client_raises_the_server_s_words(server: TushareServer, market: DemoExchange) -> None:
    with pytest.raises(Exception, match=r"^您的token不对，请确认。$"):
        _official(server, "wrong").daily(trade_date="20260630")
    with pytest.raises(Exception, match="请指定正确的接口名"):
        _official(server).fina_dividend(ts_code=market.codes[0])


def test_the_official_client_takes_http_500_for_no_data(server: TushareServer, faults: Faults) -> None:
    """Why the product has a client of its own: this one cannot tell a broken server from an empty day."""
    faults.add(FaultKind.HTTP_500)
    assert _official(server).daily(trade_date="20260630").empty
    assert not _official(server).daily(trade_date="20260630").empty


@pytest.mark.parametrize("path", ["", "/", "/daily", "/dataapi", "/dataapi/daily", "/daily?x=1"])
def test_root_and_interface_paths_answer_alike(server: TushareServer, path: str) -> None:
    reply = _post(server.url + path, _body(trade_date="20260630", limit=2)).json()
    assert reply["code"] == 0
    assert len(reply["data"]["items"]) == 2


@pytest.mark.parametrize("path", ["/adj_factor", "/daily/more", "/nowhere"])
def test_other_paths_are_not_found(server: TushareServer, path: str) -> None:
    assert _post(server.url + path, _body()).status_code == 404


@pytest.mark.parametrize(("style", "fits", "misses"), [("root", "", "/daily"), ("append", "/daily", "")])
def test_a_proxy_may_know_one_path_style_only(market: DemoExchange, style: Any, fits: str, misses: str) -> None:
    with TushareServer(market, lambda: _NOW, _TOKEN, path_style=style) as server:
        assert _post(server.url + fits, _body(limit=1)).json()["code"] == 0
        assert _post(server.url + misses, _body(limit=1)).status_code == 404


def test_pages_follow_has_more_over_http(server: TushareServer) -> None:
    rows, offset, more = [], 0, True
    while more:
        body = _body(start_date="20260301", fields="ts_code,trade_date", offset=offset)
        data = _post(server.url, body).json()["data"]
        rows += [tuple(row) for row in data["items"]]
        offset, more = offset + 6000, data["has_more"]
    assert len(rows) > 6000
    assert len(set(rows)) == len(rows)


def test_the_future_is_not_served(market: DemoExchange) -> None:
    instants = {
        "daily": ("20260630", (15, 59), (16, 0)),
        "daily_basic": ("20260630", (17, 59), (18, 0)),
        "stk_auction": ("20260630", (9, 24), (9, 25)),
        "stk_limit": ("20260630", (8, 39), (8, 40)),
    }
    now = [_NOW]
    with TushareServer(market, lambda: now[0], _TOKEN) as server:
        for api, (day, before, after) in instants.items():
            counts = []
            for hour, minute in (before, after):
                now[0] = at(date(2026, 6, 30), hour, minute)
                counts.append(len(_post(server.url, _body(api, trade_date=day)).json()["data"]["items"]))
            assert counts[0] == 0, api
            assert counts[1] > 100, api


@pytest.mark.parametrize(("instant", "served"), [("07:59:59", False), ("08:00:00", True)])
def test_a_clock_in_another_zone_means_the_same_instant(market: DemoExchange, instant: str, served: bool) -> None:
    utc = datetime.fromisoformat(f"2026-06-30T{instant}+00:00")
    with TushareServer(market, lambda: utc, _TOKEN) as server:
        assert bool(_post(server.url, _body(trade_date="20260630")).json()["data"]["items"]) is served


def test_limits_and_permissions_answer_with_code_40203(market: DemoExchange) -> None:
    limits = {"daily": 1}
    with TushareServer(
        market, lambda: _NOW, _TOKEN, forbidden=frozenset({"stk_auction"}), per_minute=limits, monotonic=lambda: 0.0
    ) as server:
        replies = [_post(server.url, _body(api, limit=1)).json() for api in ("daily", "daily", "stk_auction")]
    assert [reply["code"] for reply in replies] == [0, 40203, 40203]
    assert "每分钟最多访问该接口1次" in replies[1]["msg"]
    assert "没有接口(stk_auction)访问权限" in replies[2]["msg"]


def test_broken_answers_come_in_the_order_queued(server: TushareServer, faults: Faults) -> None:
    for kind in (FaultKind.HTTP_500, FaultKind.HTML, FaultKind.NOT_JSON, FaultKind.WRONG_SHAPE):
        faults.add(kind, api="daily")
    answers = [_post(server.url, _body(limit=1)) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [500, 200, 200, 200, 200]
    assert answers[1].headers["Content-Type"].startswith("text/html")
    for answer in answers[:3]:
        with pytest.raises(requests.JSONDecodeError):
            answer.json()
    data = answers[3].json()["data"]
    assert len(data["items"][0]) != len(data["fields"])
    assert len(answers[4].json()["data"]["items"]) == 1


def test_a_fault_waits_for_its_interface(server: TushareServer, faults: Faults) -> None:
    faults.add(FaultKind.HTTP_500, api="adj_factor", times=2)
    statuses = [
        _post(server.url, _body(api, limit=1)).status_code
        for api in ("daily", "adj_factor", "adj_factor", "adj_factor")
    ]
    assert statuses == [200, 500, 500, 200]


def test_a_cut_answer_announces_more_than_it_sends(server: TushareServer, faults: Faults) -> None:
    faults.add(FaultKind.CUT, times=2)
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        _post(server.url, _body(limit=5))
    head, _, body = _raw(server, _request(json.dumps(_body(limit=5)).encode())).partition(b"\r\n\r\n")
    announced = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length"))
    assert 0 < len(body) < announced


def test_a_slow_answer_outlasts_a_short_timeout(server: TushareServer, faults: Faults) -> None:
    faults.add(FaultKind.SLOW, seconds=0.5)
    with pytest.raises(requests.exceptions.ReadTimeout):
        _post(server.url, _body(limit=1), timeout=0.1)
    faults.add(FaultKind.SLOW, seconds=0.2)
    started = time.monotonic()
    assert _post(server.url, _body(limit=1)).json()["code"] == 0
    assert time.monotonic() - started >= 0.2


def test_a_repeated_page_is_the_first_one(server: TushareServer, faults: Faults) -> None:
    first = _post(server.url, _body(trade_date="20260630", limit=10)).json()["data"]
    faults.add(FaultKind.REPEAT_PAGE)
    assert _post(server.url, _body(trade_date="20260630", limit=10, offset=10)).json()["data"] == first


def test_stopping_ends_slow_answers_and_idle_connections(market: DemoExchange, faults: Faults) -> None:
    before = set(threading.enumerate())
    faults.add(FaultKind.SLOW, api="adj_factor", seconds=30)
    with requests.Session() as session, TushareServer(market, lambda: _NOW, _TOKEN, faults=faults) as server:
        session.post(server.url, json=_body(limit=1), timeout=10)
        slow = threading.Thread(target=_ignore_errors, args=(server.url, _body("adj_factor", limit=1)))
        slow.start()
        time.sleep(0.1)
        started = time.monotonic()
    slow.join()
    assert time.monotonic() - started < 5
    assert set(threading.enumerate()) == before
    with pytest.raises(requests.ConnectionError):
        _post(server.url, _body(limit=1))


def _ignore_errors(url: str, body: object) -> None:
    try:
        _post(url, body)
    except requests.RequestException:
        return


def test_replies_do_not_wait_for_delayed_acknowledgements(server: TushareServer) -> None:
    """A body held back until the head is acknowledged comes 40 ms late, every time."""
    waits = []
    with requests.Session() as session:
        for _ in range(20):
            started = time.monotonic()
            session.post(server.url, json=_body("adj_factor", limit=1), timeout=10).raise_for_status()
            waits.append(time.monotonic() - started)
    assert min(waits) < 0.03


def test_readers_at_the_same_time_get_the_same(server: TushareServer) -> None:
    answers: list[object] = []
    readers = [
        threading.Thread(
            target=lambda: answers.append(_post(server.url, _body("daily_basic", limit=50)).json()["data"])
        )
        for _ in range(8)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(answers) == 8
    assert all(answer == answers[0] for answer in answers)


def _request(body: bytes, length: str | None = None) -> bytes:
    head = f"POST / HTTP/1.1\r\nHost: demo\r\nContent-Length: {len(body) if length is None else length}\r\n\r\n"
    return head.encode() + body


def _raw(server: TushareServer, data: bytes) -> bytes:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
    return received


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (_request(b"", str(MAX_REQUEST_BYTES + 1)), b"413"),
        (_request(b"", "-5"), b"411"),
        (_request(b"", "many"), b"411"),
        (b"POST / HTTP/1.1\r\nHost: demo\r\n\r\n", b"411"),
        (b"GET /daily HTTP/1.1\r\nHost: demo\r\n\r\n", b"501"),
        (b"nonsense\r\n\r\n", b"400"),
    ],
)
def test_malformed_http_is_refused(server: TushareServer, data: bytes, status: bytes) -> None:
    assert status in _raw(server, data).split(b"\r\n")[0] + _raw(server, data)[:300]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000,
     json.dumps({"token": _TOKEN, "api_name": ["daily"]}).encode(),
     b'{"token": "' + _TOKEN.encode() + b'", "api_name": "trade_cal", "params": {"exchange": "\\ud800"}}'],
)  # fmt: skip
def test_malformed_bodies_get_an_answer(server: TushareServer, body: bytes) -> None:
    reply = json.loads(_raw(server, _request(body)).partition(b"\r\n\r\n")[2])
    assert reply["code"] in {0, -2001, 40101}
    assert server.crashes == []


def test_nothing_is_written_to_stderr(server: TushareServer, capfd: pytest.CaptureFixture[str]) -> None:
    _raw(server, b"nonsense\r\n\r\n")
    _raw(server, _request(b'{"half', "600"))
    _post(server.url, _body(limit=1))
    assert capfd.readouterr() == ("", "")


def test_an_unexpected_error_surfaces(market: DemoExchange) -> None:
    def broken() -> datetime:
        raise ZeroDivisionError("the clock")

    with (
        pytest.raises(ZeroDivisionError, match="the clock"),
        TushareServer(market, broken, _TOKEN) as server,
        pytest.raises(requests.ConnectionError),
    ):
        _post(server.url, _body(limit=1))
