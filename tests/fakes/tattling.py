"""Sources and keyrings that repeat every secret they are shown."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, bytes]

CODE_REFUSED = 40101


def refuses(request: dict[str, Any]) -> Answer:
    """Repeat the token in Tushare's own words."""
    return 200, _reply(CODE_REFUSED, f"您的token({request['token']})不对,请确认。", None)


def gives_rows(request: dict[str, Any]) -> Answer:
    """Put the token into a cell of a table that is otherwise sound."""
    names = request["fields"].split(",")
    row = {"ts_code": "600000.SH", "name": request["token"], "list_status": "L", "list_date": "19991110"}
    return 200, _reply(0, "", {"fields": names, "items": [[row.get(name) for name in names]], "has_more": False})


def shows_a_page(request: dict[str, Any]) -> Answer:
    """Put it onto a gateway's page."""
    return 502, f"<html>bad gateway for token={request['token']}</html>".encode()


def makes_no_sense(request: dict[str, Any]) -> Answer:
    """Put it where a number should be."""
    return 200, json.dumps({"code": request["token"], "msg": [request["token"]]}).encode()


def breaks_off(request: dict[str, Any]) -> Answer:
    """Put it into half a document."""
    return 500, f'{{"code": 0, "msg": "{request["token"]}", "data"'.encode()


SOURCES: tuple[Callable[[dict[str, Any]], Answer], ...] = (
    refuses, gives_rows, shows_a_page, makes_no_sense, breaks_off,
)  # fmt: skip


@contextmanager
def tattling(answer: Callable[[dict[str, Any]], Answer]) -> Iterator[str]:
    """Serve that answer on loopback and yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, body = answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


class Keyring:
    """A backend of the `keyring` library that fails and quotes what it was given."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        """Fail."""
        raise RuntimeError(f"{service} {username} is locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Fail, with the secret in the words."""
        raise RuntimeError(f"cannot store {password} for {username}")


def _reply(code: int, text: str, data: object) -> bytes:
    return json.dumps({"code": code, "msg": text, "data": data}, ensure_ascii=False).encode()
