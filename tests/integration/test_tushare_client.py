"""The Tushare client against a real HTTP server that behaves, misbehaves and lies."""

import gzip
import json
import logging
import socket
import struct
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import select
from werkzeug import Request, Response

from core.adapters.clock.clocks import SystemClock
from core.adapters.store.database import open_database
from core.adapters.store.schema import events
from core.adapters.tushare.breaker import BreakerMemory, Circuit, SourceState
from core.adapters.tushare.breaker_memory import SqlBreakerMemory
from core.adapters.tushare.errors import NotOffered, Throttled, Unreachable
from core.adapters.tushare.modes import build_market
from core.adapters.tushare.wire import Wire
from core.domain.dates import SHANGHAI
from core.domain.errors import DaybreakError, FixAndRestart, RetryLater
from core.ports.clock import Clock
from core.ports.market_data import MarketData
from core.settings.model import DataSource
from tests.fakes.stepping_clock import SteppingClock
from tests.fakes.tushare_wire import MemoryInADict, refusal, table

CANARY = "canary-5f2e8c1d9a7b4e60"
DAY = date(2026, 1, 5)
FIELDS = ["ts_code", "trade_date", "adj_factor"]
GOOD = table(FIELDS, [["000001.SZ", "20260105", 134.5]])
HTML = f"<html><body>nginx {CANARY}</body></html>"
RATE = refusal(40203, f"抱歉，您每分钟最多访问该接口200次 {CANARY}")


def clock() -> SteppingClock:
    return SteppingClock(datetime(2026, 1, 5, 20, 0, 50, tzinfo=SHANGHAI))


def market(
    server: HTTPServer, at: Clock | None = None, memory: BreakerMemory | None = None, **changes: object
) -> MarketData:
    settings = {"mode": "tushare_proxy", "http_url": server.url_for("/dataapi"), "path_style": "root", "timeout_s": 5.0}
    return build_market(
        DataSource(**{**settings, **changes}),  # type: ignore[arg-type]
        at or clock(),
        lambda: CANARY,
        memory or MemoryInADict(),
    )


def codes(source: MarketData, dataset: str = "adj_factor") -> list[str]:
    found: list[str] = source.fetch(dataset, DAY).frame["ts_code"].tolist()
    return found


def serve(server: HTTPServer, *bodies: str | Response, path: str = "/dataapi") -> list[dict[str, object]]:
    """Answer with `bodies` in turn, the last one for ever; returns the list the requests are collected in."""
    script = list(bodies)
    asked: list[dict[str, object]] = []

    def handle(request: Request) -> Response:
        asked.append(json.loads(request.get_data()))
        body = script.pop(0) if len(script) > 1 else script[0]
        return Response(body, content_type="application/json") if isinstance(body, str) else body

    server.expect_request(path, method="POST").respond_with_handler(handle)
    return asked


def test_the_request_is_what_tushare_documents(httpserver: HTTPServer) -> None:
    asked = serve(httpserver, GOOD)
    fetched = market(httpserver).fetch("adj_factor", DAY)
    assert asked == [
        {"api_name": "adj_factor", "token": CANARY, "params": {"trade_date": "20260105"}, "fields": ",".join(FIELDS)}
    ]
    assert fetched.frame.to_dict("records") == [{"ts_code": "000001.SZ", "trade_date": 20260105, "adj_factor": 134.5}]
    assert fetched.source_url == httpserver.url_for("/dataapi")
    ((request, _),) = httpserver.log
    assert CANARY not in request.url
    assert CANARY not in str(request.headers)


def test_http_500_then_an_answer(httpserver: HTTPServer) -> None:
    asked = serve(httpserver, Response("boom", status=500), Response("<p>bad gateway</p>", status=502), GOOD)
    assert codes(market(httpserver)) == ["000001.SZ"]
    assert len(asked) == 3


def test_http_429_waits_for_the_next_minute(httpserver: HTTPServer) -> None:
    at = clock()
    serve(httpserver, Response("slow down", status=429), GOOD)
    assert codes(market(httpserver, at)) == ["000001.SZ"]
    assert 10 < at.slept[0] < 15


def test_a_refusal_under_an_http_error_is_still_read(httpserver: HTTPServer) -> None:
    serve(httpserver, Response(refusal(40101, "您的token不对，请确认。"), status=401))
    with pytest.raises(FixAndRestart, match="token不对"):
        codes(market(httpserver))


def test_rows_under_an_http_error_are_not_trusted(httpserver: HTTPServer) -> None:
    serve(httpserver, Response(GOOD, status=503))
    with pytest.raises(Unreachable, match="HTTP 503"):
        codes(market(httpserver, retries=0))


def test_redirects_are_not_followed(httpserver: HTTPServer) -> None:
    elsewhere = serve(httpserver, GOOD, path="/elsewhere")
    serve(httpserver, Response("", status=307, headers={"Location": httpserver.url_for("/elsewhere")}))
    with pytest.raises(Unreachable, match="HTTP 307"):
        codes(market(httpserver, retries=0))
    assert elsewhere == []


def test_proxies_of_the_environment_are_ignored(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    serve(httpserver, GOOD)
    assert codes(market(httpserver, retries=0)) == ["000001.SZ"]


@pytest.mark.parametrize("at_root", [Response("", status=404), Response("", status=405), HTML])
def test_auto_finds_the_path_and_keeps_it(httpserver: HTTPServer, at_root: str | Response) -> None:
    root = serve(httpserver, at_root)
    below = serve(httpserver, GOOD, path="/dataapi/adj_factor")
    source = market(httpserver, path_style="auto", retries=0)
    assert codes(source) == codes(source) == ["000001.SZ"]
    assert (len(root), len(below)) == (1, 2)


def test_auto_keeps_the_root_and_does_not_leave_it_later(httpserver: HTTPServer) -> None:
    serve(httpserver, GOOD, HTML)
    below = serve(httpserver, GOOD, path="/dataapi/adj_factor")
    source = market(httpserver, path_style="auto", retries=0)
    assert codes(source) == ["000001.SZ"]
    with pytest.raises(Unreachable, match="web page"):
        codes(source)
    assert below == []


def test_append_style_goes_below_at_once(httpserver: HTTPServer) -> None:
    serve(httpserver, GOOD, path="/dataapi/adj_factor")
    assert codes(market(httpserver, path_style="append", retries=0)) == ["000001.SZ"]


def test_an_address_nowhere_is_named_and_no_failure(httpserver: HTTPServer) -> None:
    memory = MemoryInADict()
    asked = serve(httpserver, Response("", status=404))
    for _ in range(2):
        with pytest.raises(NotOffered, match=r"HTTP 404 at .*/dataapi"):
            codes(market(httpserver, memory=memory))
    assert len(asked) == 2
    assert memory.saves == 0


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (HTML, "web page"),
        ("", "no whole JSON document"),
        (GOOD[:-20], "no whole JSON document"),
        ("[" * 100_000, "no whole JSON document"),
        ("[1]", "no object"),
        ("{}", "no integer `code`"),
        ('{"code": "0"}', "no integer `code`"),
        ('{"code": false, "data": {"fields": [], "items": []}}', "no integer `code`"),
        ('{"code": 0, "data": null}', "no `data` object"),
        ('{"code": 0, "data": {"fields": "ts_code", "items": []}}', "no list of names"),
        ('{"code": 0, "data": {"fields": ["a", "a"], "items": []}}', "a name twice"),
        ('{"code": 0, "data": {"fields": ["a"], "items": {}}}', "`items` that is no list"),
        ('{"code": 0, "data": {"fields": ["a", "b"], "items": [[1, 2], [3]]}}', "row 1"),
        ('{"code": 0, "data": {"fields": ["a"], "items": [], "has_more": "no"}}', "`has_more`"),
    ],
)
def test_a_reply_of_the_wrong_shape_is_a_failure(httpserver: HTTPServer, body: str, words: str) -> None:
    memory = MemoryInADict()
    serve(httpserver, body)
    with pytest.raises(Unreachable, match=words):
        codes(market(httpserver, memory=memory, retries=0))
    assert [state.failures for state in memory.states.values()] == [1]


def test_bytes_that_are_no_utf8_are_a_failure(httpserver: HTTPServer) -> None:
    serve(httpserver, Response("抱歉".encode("gbk")))
    with pytest.raises(Unreachable, match="UTF-8"):
        codes(market(httpserver, retries=0))


def test_a_cut_response_is_tried_again(httpserver: HTTPServer) -> None:
    cut = Response(GOOD[:-30])
    cut.automatically_set_content_length = False
    cut.headers["Content-Length"] = str(len(GOOD))
    asked = serve(httpserver, cut, GOOD)
    assert codes(market(httpserver)) == ["000001.SZ"]
    assert len(asked) == 2


def test_a_gzip_body_is_read_and_a_broken_one_is_a_failure(httpserver: HTTPServer) -> None:
    packed = gzip.compress(GOOD.encode())
    serve(
        httpserver,
        Response(packed[:-12], headers={"Content-Encoding": "gzip"}),
        Response(b"nonsense", headers={"Content-Encoding": "gzip"}),
        Response(packed, headers={"Content-Encoding": "gzip"}),
    )
    assert codes(market(httpserver)) == ["000001.SZ"]


def test_a_small_body_that_unpacks_to_a_huge_one_is_stopped(httpserver: HTTPServer) -> None:
    serve(httpserver, Response(gzip.compress(b" " * 5_000_000), headers={"Content-Encoding": "gzip"}))
    wire = Wire(httpserver.url_for("/dataapi"), "root", 5.0, clock(), max_body_bytes=100_000)
    with pytest.raises(Unreachable, match="larger than 100000 bytes"):
        wire.post("daily", CANARY, {}, [])
    wire.close()


def test_a_server_that_does_not_answer_runs_into_the_timeout(httpserver: HTTPServer) -> None:
    def sleepy(_request: Request) -> Response:
        time.sleep(0.5)
        return Response(GOOD)

    httpserver.expect_request("/dataapi").respond_with_handler(sleepy)
    started = time.monotonic()
    with pytest.raises(Unreachable, match="Timeout"):
        codes(market(httpserver, timeout_s=0.1, retries=0))
    assert time.monotonic() - started < 0.45


@contextmanager
def raw_server(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server on one connection that does with the socket whatever `answer` likes."""

    def serve_once() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            with suppress(OSError):
                answer(connection)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve_once)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/dataapi"
        thread.join()


def drip(connection: socket.socket) -> None:
    connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {len(GOOD)}\r\n\r\n".encode())
    for byte in GOOD.encode():
        connection.sendall(bytes([byte]))
        time.sleep(0.02)


def cut_a_chunk(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n" + GOOD[:20].encode())


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def babble(connection: socket.socket) -> None:
    connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (drip, r"longer than 0\.2 s"),
        (cut_a_chunk, "Error talking"),
        (reset, "Error talking"),
        (babble, "Error talking"),
    ],
)
def test_a_server_that_drips_cuts_resets_or_babbles(answer: Callable[[socket.socket], None], words: str) -> None:
    started = time.monotonic()
    with raw_server(answer) as address:
        wire = Wire(address, "auto", 0.2, SystemClock())
        with pytest.raises(Unreachable, match=words):
            wire.post("adj_factor", CANARY, {}, FIELDS)
        wire.close()
    assert time.monotonic() - started < 1.0


def test_nobody_listening_is_a_failure() -> None:
    source = build_market(
        DataSource(mode="tushare_proxy", http_url="http://127.0.0.1:9", retries=0, timeout_s=1.0),
        clock(),
        lambda: CANARY,
        MemoryInADict(),
    )
    with pytest.raises(Unreachable, match=r"ConnectionError talking to http://127\.0\.0\.1:9"):
        codes(source)


def page_server(
    rows: int, page: int, says_has_more: bool, honours_offset: bool = True
) -> Callable[[Request], Response]:
    items = [[f"{number:06d}.SZ", "20260105", 1.0] for number in range(rows)]

    def handle(request: Request) -> Response:
        start = json.loads(request.get_data())["params"].get("offset", 0) if honours_offset else 0
        more = start + page < rows
        return Response(table(FIELDS, items[start : start + page], more if says_has_more else None))

    return handle


@pytest.mark.parametrize(("rows", "page", "says_has_more"), [(2500, 1000, True), (20_000, 10_000, False)])
def test_pages_are_put_together(httpserver: HTTPServer, rows: int, page: int, says_has_more: bool) -> None:
    httpserver.expect_request("/dataapi").respond_with_handler(page_server(rows, page, says_has_more))
    found = codes(market(httpserver))
    assert found == [f"{number:06d}.SZ" for number in range(rows)]


def test_a_server_that_repeats_its_page_is_refused(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/dataapi").respond_with_handler(page_server(2500, 1000, True, honours_offset=False))
    with pytest.raises(FixAndRestart, match="repeats an earlier one"):
        codes(market(httpserver))


def test_the_breaker_is_shared_by_two_clients_through_the_database(httpserver: HTTPServer, tmp_path: Path) -> None:
    asked = serve(httpserver, *[Response("", status=500)] * 3, GOOD)
    at = clock()
    engines = [open_database(tmp_path), open_database(tmp_path)]
    changes = {"retries": 0, "breaker_failures": 3, "breaker_cooldown_s": 60.0}
    first, second = (market(httpserver, at, SqlBreakerMemory(engine), **changes) for engine in engines)
    for source in (first, second, first):
        with pytest.raises(Unreachable, match="HTTP 500"):
            codes(source)
    with pytest.raises(RetryLater, match="3 failures in a row; last: adj_factor: HTTP 500"):
        codes(second)
    assert len(asked) == 3
    at.advance(60)
    assert codes(second) == ["000001.SZ"]
    assert codes(first) == ["000001.SZ"]
    for engine in engines:
        engine.dispose()


def test_the_database_keeps_a_state_and_refuses_a_stale_change(tmp_path: Path) -> None:
    engine, now = open_database(tmp_path), clock().now()
    memory, fresh = SqlBreakerMemory(engine), SourceState()
    opened = SourceState(Circuit.OPEN, 5, now, "HTTP 500")
    assert memory.load("proxy") == fresh
    assert memory.save("proxy", fresh, opened, now) is True
    assert memory.load("proxy") == opened
    assert memory.save("proxy", fresh, SourceState(Circuit.CLOSED, 1, None, "stale"), now) is False
    assert memory.load("proxy") == opened
    assert memory.load("other") == fresh
    with engine.connect() as connection:
        told = connection.execute(select(events.c.level, events.c.topic, events.c.message)).all()
    assert [tuple(row) for row in told] == [
        ("alarm", "source.breaker", "proxy is left alone after 5 failures in a row: HTTP 500")
    ]
    engine.dispose()


def test_a_burst_is_spread_over_the_minutes(httpserver: HTTPServer) -> None:
    at = clock()
    serve(httpserver, GOOD)
    source = market(httpserver, at, rate_per_minute=2)
    for _ in range(5):
        codes(source)
    assert 120 <= at.monotonic() < 121


def echo(status: int, body: str) -> Response:
    return Response(body, status=status, headers={"X-Echo": CANARY})


LEAKS = {
    "html": HTML,
    "http error": echo(500, CANARY),
    "cut": GOOD[:30] + CANARY,
    "refusal": refusal(40101, f"您的token不对，请确认。{CANARY}"),
    "permission": refusal(40203, f"抱歉，您没有接口({CANARY})访问权限"),
    "rate": RATE,
    "other": refusal(-2001, CANARY),
    "shape": json.dumps({"code": 0, "data": CANARY}),
    "cell": table(FIELDS, [["000001.SZ", "20260105", CANARY]]),
    "field": table(["ts_code", CANARY], [["000001.SZ", "20260105"]]),
    "key": table(FIELDS, [[f"{CANARY}.SZ", "20260105", price] for price in (1.0, 2.0)]),
    "no address": echo(404, CANARY),
    "redirect": Response("", status=302, headers={"Location": f"http://127.0.0.1:9/{CANARY}"}),
}


@pytest.mark.parametrize("leak", sorted(LEAKS))
def test_the_token_is_in_no_error_and_no_log(
    httpserver: HTTPServer, caplog: pytest.LogCaptureFixture, leak: str
) -> None:
    caplog.set_level(logging.DEBUG)
    memory = MemoryInADict()
    serve(httpserver, LEAKS[leak])
    source = market(httpserver, memory=memory, retries=1, path_style="auto")
    with pytest.raises(DaybreakError) as caught:
        codes(source)
    texts = [*traceback.format_exception(caught.value), repr(caught.value), caplog.text, repr(memory.states)]
    texts += [repr(vars(thing)) for thing in (source, source._client, source._client._wire)]  # type: ignore[attr-defined]
    assert caught.value.message
    assert not [text for text in texts if CANARY in text]


def test_credentials_in_the_address_are_in_no_error(httpserver: HTTPServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    wire = Wire(f"http://user:{CANARY}@127.0.0.1:9/api?key={CANARY}", "root", 1.0, clock())
    with pytest.raises(Unreachable) as caught:
        wire.post("daily", CANARY, {}, [])
    assert wire.masked_url == "http://127.0.0.1:9/api"
    assert CANARY not in "".join(traceback.format_exception(caught.value)) + caplog.text


def test_throttling_that_stays_ends_as_retry_later(httpserver: HTTPServer) -> None:
    asked = serve(httpserver, RATE)
    with pytest.raises(Throttled):
        codes(market(httpserver, retries=2))
    assert len(asked) == 3
