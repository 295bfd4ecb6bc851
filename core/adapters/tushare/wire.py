"""One POST to a Tushare server and its answer."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit

import requests
from urllib3.exceptions import HTTPError

from core.adapters.tushare.errors import NotOffered, Throttled, Unreachable
from core.adapters.tushare.masking import mask, masked_url
from core.adapters.tushare.reply import HtmlBody, Reply, parse_reply
from core.domain.errors import FixAndRestart
from core.ports.clock import Clock

MAX_BODY_BYTES = 64 * 2**20
_CHUNK_BYTES = 64 * 2**10
_HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}
_NO_SUCH_ADDRESS = (404, 405)
_TOO_MANY_REQUESTS = 429

PathStyle = Literal["auto", "root", "append"]


class Wire:
    """Sends requests to one address, to its root or to /api_name below it; `auto` tries both and keeps what answered.

    The token travels only in the body. Redirects are not followed, and neither proxies nor credentials are taken from
    the environment: both could carry the token to a host nobody named.
    """

    def __init__(
        self, http_url: str, path_style: PathStyle, timeout_s: float, clock: Clock, max_body_bytes: int = MAX_BODY_BYTES
    ) -> None:
        _check_address(http_url)
        self._http_url = http_url
        self._styles: tuple[PathStyle, ...] = ("root", "append") if path_style == "auto" else (path_style,)
        self._timeout_s = timeout_s
        self._clock = clock
        self._max_body_bytes = max_body_bytes
        self._session = requests.Session()
        self._session.trust_env = False

    @property
    def masked_url(self) -> str:
        """The address without credentials and query."""
        return masked_url(self._http_url)

    def post(self, api_name: str, token: str, params: Mapping[str, object], fields: Sequence[str]) -> Reply:
        """Ask once and return the answer, a refusal included.

        Raises Unreachable (network, HTTP status, shape, more than `timeout_s` or 64 MiB), Throttled (HTTP 429) and
        NotOffered (404 or 405 on every path tried).
        """
        body = {"api_name": api_name, "token": token, "params": dict(params), "fields": ",".join(fields)}
        payload = json.dumps(body, ensure_ascii=False).encode()
        misses: list[NotOffered | HtmlBody] = []
        for style in self._styles:
            try:
                reply = self._ask(self._url(style, api_name), api_name, payload, token)
            except (NotOffered, HtmlBody) as miss:
                misses.append(miss)
            else:
                self._styles = (style,)
                return reply
        raise misses[0]

    def close(self) -> None:
        """Drop pooled connections."""
        self._session.close()

    def _url(self, style: PathStyle, api_name: str) -> str:
        if style == "root":
            return self._http_url
        parts = urlsplit(self._http_url)
        return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{api_name}"))

    def _ask(self, url: str, api_name: str, payload: bytes, token: str) -> Reply:
        status, body = self._exchange(url, api_name, payload)
        if status in _NO_SUCH_ADDRESS:
            raise NotOffered(
                f"{api_name}: HTTP {status} at {mask(masked_url(url), token)}",
                "check data_source.http_url and path_style, or this source does not offer the interface",
            )
        if status == _TOO_MANY_REQUESTS:
            raise Throttled(f"{api_name}: HTTP 429, too many requests", "lower data_source.rate_per_minute")
        try:
            text = body.decode()
        except UnicodeDecodeError:
            raise Unreachable(f"{api_name}: HTTP {status} with bytes that are no UTF-8", "run again later") from None
        return _read(api_name, status, mask(text, token))

    def _exchange(self, url: str, api_name: str, payload: bytes) -> tuple[int, bytes]:
        """Send and receive; the exception's own text is dropped because it quotes the address."""
        deadline = self._clock.monotonic() + self._timeout_s
        try:
            with self._session.post(
                url, data=payload, headers=_HEADERS, timeout=self._timeout_s, stream=True, allow_redirects=False
            ) as response:
                return response.status_code, self._receive(response.raw, api_name, deadline)
        except (requests.RequestException, HTTPError, OSError) as error:
            raise Unreachable(
                f"{api_name}: {type(error).__name__} talking to {masked_url(url)}",
                "check the network and data_source.http_url, then run again",
            ) from None

    def _receive(self, raw: Any, api_name: str, deadline: float) -> bytes:
        """Read the body; `read1` returns what has arrived, so a server that drips bytes still meets the deadline."""
        received = bytearray()
        while chunk := raw.read1(_CHUNK_BYTES, decode_content=True):
            received += chunk
            if len(received) > self._max_body_bytes:
                raise Unreachable(
                    f"{api_name}: the reply is larger than {self._max_body_bytes} bytes",
                    "no Tushare reply is that large; check data_source.http_url",
                )
            if self._clock.monotonic() > deadline:
                raise Unreachable(
                    f"{api_name}: the reply took longer than {self._timeout_s:g} s", "raise data_source.timeout_s"
                )
        return bytes(received)


def _read(api_name: str, status: int, text: str) -> Reply:
    """Parse the body; under an HTTP error only a refusal in Tushare's own words counts as an answer."""
    if status == requests.codes.ok:
        return parse_reply(api_name, text)
    failed = Unreachable(f"{api_name}: HTTP {status}", "run again later; if it stays, check data_source.http_url")
    try:
        reply = parse_reply(api_name, text)
    except Unreachable:
        raise failed from None
    if reply.code == 0:
        raise failed
    return reply


def _check_address(http_url: str) -> None:
    try:
        parts = urlsplit(http_url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise FixAndRestart(
            "data_source.http_url is no address", "write it as http://api.tushare.pro or https://host:port/path"
        )
