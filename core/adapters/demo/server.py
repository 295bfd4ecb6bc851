"""The local Tushare: a loopback HTTP server in front of a demo exchange."""

import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Literal, Self
from urllib.parse import urlsplit

from core.adapters.demo.faults import Fault, FaultKind, Faults
from core.adapters.demo.market import DemoExchange
from core.adapters.demo.protocol import Access, Desk

MAX_REQUEST_BYTES = 1 << 20
_IDLE_S = 60.0
_BASE = "dataapi"
_HTML = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"

PathStyle = Literal["any", "root", "append"]


class TushareServer:
    """Serves `market` on 127.0.0.1 at a free port, in threads of its own, from `start` to `stop` (or a with block).

    `now` decides which rows are published; requests go to the root or to /{api_name}, unless `path_style` allows only
    one of them. Unexpected errors of a request are kept in `crashes` and raised again when the with block ends.
    """

    def __init__(
        self,
        market: DemoExchange,
        now: Callable[[], datetime],
        token: str,
        *,
        faults: Faults | None = None,
        forbidden: frozenset[str] = frozenset(),
        per_minute: Mapping[str, int] | None = None,
        path_style: PathStyle = "any",
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        desk = Desk(market, Access(token, forbidden, per_minute or {}), now, monotonic)
        self._http = _HttpServer(desk, faults or Faults(), path_style)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), name="demo-tushare", daemon=True)

    @property
    def url(self) -> str:
        """The base address for clients."""
        host, port = self._http.server_address[:2]
        return f"http://{host!s}:{port}"

    @property
    def crashes(self) -> list[BaseException]:
        """Errors no request should cause."""
        return self._http.crashes

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Drop every connection and wait for all threads."""
        self._http.stopping.set()
        if self._thread.ident is not None:
            self._http.shutdown()
            self._thread.join()
        self._http.hang_up()
        self._http.server_close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.stop()
        if error is None and self.crashes:
            raise self.crashes[0]


class _HttpServer(ThreadingHTTPServer):
    # Threads are joined on closing: hang_up ends those that wait for a client.
    daemon_threads = False
    block_on_close = True

    def __init__(self, desk: Desk, faults: Faults, path_style: PathStyle) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.desk = desk
        self.faults = faults
        self.path_style = path_style
        self.stopping = threading.Event()
        self.crashes: list[BaseException] = []
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        if isinstance(request, socket.socket):
            with self._lock:
                self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        if isinstance(request, socket.socket):
            with self._lock:
                self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the client hung up first

    def handle_error(self, request: object, client_address: object) -> None:
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, ConnectionError | TimeoutError):
            self.crashes.append(error)


class _Handler(BaseHTTPRequestHandler):
    server: _HttpServer
    protocol_version = "HTTP/1.1"
    server_version = "demo"
    sys_version = ""
    timeout = _IDLE_S
    # Head and body go out apart; the body must not wait 40 ms for the head's acknowledgement.
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        body = self._body()
        if body is None:
            return
        request = _decoded(body)
        api = request.get("api_name") if isinstance(request, dict) else None
        if not self._path_fits(api):
            self._send(HTTPStatus.NOT_FOUND, "text/html", b"<html><body>404 Not Found</body></html>")
            return
        fault = self.server.faults.next(api if isinstance(api, str) else "")
        if fault is not None and fault.kind is FaultKind.SLOW:
            self.server.stopping.wait(fault.seconds)
        reply = self.server.desk.answer(request, fault is not None and fault.kind is FaultKind.REPEAT_PAGE)
        self._send_reply(reply, fault)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, the name the base class gives it
        """Say nothing."""

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
        elif int(length) > MAX_REQUEST_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            return self.rfile.read(int(length))
        return None

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._send(status, "text/html", f"<html><body>{status.value} {status.phrase}</body></html>".encode())

    def _path_fits(self, api: object) -> bool:
        parts = [part for part in urlsplit(self.path).path.split("/") if part]
        if parts[:1] == [_BASE]:
            parts = parts[1:]
        if self.server.path_style != "any" and bool(parts) != (self.server.path_style == "append"):
            return False
        return not parts or parts == [api]

    def _send_reply(self, reply: dict[str, object], fault: Fault | None) -> None:
        kind = fault.kind if fault is not None else None
        if kind is FaultKind.WRONG_SHAPE:
            reply = {
                **reply,
                "data": {"fields": ["ts_code", "trade_date"], "items": [["600000.SH"]], "has_more": False},
            }
        text = json.dumps(reply, ensure_ascii=False, allow_nan=False).encode()
        if kind is FaultKind.HTTP_500:
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", b"<html><body>500</body></html>")
        elif kind is FaultKind.HTML:
            self._send(HTTPStatus.OK, "text/html", _HTML)
        elif kind is FaultKind.NOT_JSON:
            self._send(HTTPStatus.OK, "application/json", text[: len(text) // 2])
        elif kind is FaultKind.CUT:
            self._send(HTTPStatus.OK, "application/json", text[: len(text) // 2], announced=len(text))
        else:
            self._send(HTTPStatus.OK, "application/json", text)

    def _send(self, status: HTTPStatus, content_type: str, body: bytes, announced: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{content_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body) if announced is None else announced))
        if announced is not None or self.close_connection:
            self.close_connection = True
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


def _decoded(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
