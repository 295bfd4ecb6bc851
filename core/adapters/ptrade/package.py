"""The executor as one desk's own: its settings baked in, a checksum, and a page that tells how to install it."""

import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from string import Template

from core.adapters.store.files import sha256_bytes
from core.domain.errors import FixAndRestart
from core.domain.orders import Channel
from core.settings.model import Settings

SOURCE, CHECKSUM, PAGE = "executor.py", "executor.py.sha256", "install.zh.html"
UNSET = "UNSET"
"""What stands for the channel where only a person may write it: no orders file carries it, so every one is refused."""

_TAIL = re.compile(r"[0-9A-Za-z]{4,20}")
_NUMBER = re.compile(r"[0-9A-Za-z]{0,40}")


@dataclass(frozen=True, slots=True)
class Package:
    """Files by name; `executor` is the checksum every ack will carry, the fingerprints tell of its constants."""

    files: Mapping[str, bytes]
    executor: str
    fingerprint: str
    live_fingerprint: str


def package(settings: Settings, simulated_account: str) -> Package:
    """Return the package of a desk; equal settings give equal bytes.

    LIVE is never written: a person edits that line in the terminal. FixAndRestart for a channel no terminal serves, an
    account that does not end as the settings say, or limits the desk's own files would break.
    """
    constants = _constants(settings, simulated_account)
    bare = _baked(_resource("executor.py"), constants)
    executor = sha256_bytes(bare.encode())
    source = _replaced(bare, "EXECUTOR", executor).encode()
    checksum = sha256_bytes(source)
    prints = fingerprint(constants), fingerprint(constants | {"ACCEPT_CHANNEL": "LIVE"})
    words = _words(settings, constants, executor, checksum, prints)
    return Package(
        {SOURCE: source, CHECKSUM: f"{checksum}  {SOURCE}\n".encode(), PAGE: _page(words).encode()}, executor, *prints
    )


def _constants(settings: Settings, simulated_account: str) -> dict[str, object]:
    execution, limits = settings.execution, settings.executor
    if not execution.channel.reaches_terminal:
        raise FixAndRestart(f"channel {execution.channel} has no terminal", "package from a PAPER or a LIVE home")
    tail = execution.account_tail
    if not _TAIL.fullmatch(tail):
        raise FixAndRestart(f"execution.account_tail is {tail!r}", "set it to the last 4 to 20 digits of the account")
    if not _NUMBER.fullmatch(simulated_account) or not simulated_account.endswith(tail if simulated_account else ""):
        raise FixAndRestart(
            f"the simulation account does not end in {tail}", "give the whole number, or correct execution.account_tail"
        )
    if limits.max_order_yuan < settings.sanity.max_order_yuan:
        raise FixAndRestart(
            f"executor.max_order_yuan {limits.max_order_yuan:.0f} is below sanity.max_order_yuan "
            f"{settings.sanity.max_order_yuan:.0f}: orders of this desk would be refused",
            "raise the one or lower the other",
        )
    return {
        "ACCOUNT_TAIL": tail,
        "STRATEGY_ID": settings.data_source.strategy_id,
        "ACCEPT_CHANNEL": UNSET if execution.channel is Channel.LIVE else execution.channel.value,
        "SIMULATED_ACCOUNT": simulated_account,
        "MAX_ORDER_YUAN": limits.max_order_yuan,
        "MAX_DAY_YUAN": limits.max_day_yuan,
        "MAX_ORDERS_A_DAY": limits.max_orders_a_day,
        "MAX_REJECTS_IN_A_ROW": limits.max_rejects_in_a_row,
        "ORDERS_PER_SECOND": limits.orders_per_second,
        "SENDS_PER_POLL": limits.sends_per_poll,
    }


def fingerprint(constants: Mapping[str, object]) -> str:
    """Return what an executor with these constants says of them in its acks."""
    values = [bool(value) if name == "SIMULATED_ACCOUNT" else value for name, value in constants.items()]
    return hashlib.sha256("\n".join(map(repr, values)).encode()).hexdigest()[:16]


def _baked(source: str, constants: Mapping[str, object]) -> str:
    for name, value in constants.items():
        source = _replaced(source, name, value)
    return source


def _replaced(source: str, name: str, value: object) -> str:
    """Replace the one value of a constant; what stands behind it on the line stays."""
    pattern = re.compile(rf'^{name} = (?:"[^"]*"|[0-9.]+)', re.MULTILINE)
    text = f'"{value}"' if isinstance(value, str) else repr(value)
    if isinstance(value, str) and not re.fullmatch(r"[A-Za-z0-9._:-]*", value):
        raise FixAndRestart(f"{name} would be {value!r}", "use letters, digits, dot, dash and underscore there")
    made, count = pattern.subn(f"{name} = {text}", source)
    if count != 1:
        raise FixAndRestart(f"the executor has {count} lines that set {name}", "restore resources/ptrade/executor.py")
    return made


def _words(
    settings: Settings, constants: Mapping[str, object], executor: str, checksum: str, prints: tuple[str, str]
) -> dict[str, str]:
    live = settings.execution.channel is Channel.LIVE
    rows = "".join(
        f"<tr><td><code>{html.escape(name)}</code></td><td><code>{html.escape(repr(value))}</code></td></tr>"
        for name, value in constants.items()
    )
    return {
        "channel": settings.execution.channel.value,
        "account_tail": settings.execution.account_tail,
        "constants": rows,
        "executor": executor,
        "checksum": checksum,
        "fingerprint": prints[0],
        "live_fingerprint": prints[1],
        "live_class": "" if live else "hidden",
        "paper_class": "hidden" if live else "",
        "account_class": "hidden" if constants["SIMULATED_ACCOUNT"] or live else "",
        "valid_until": settings.execution.valid_until,
    }


def _page(words: Mapping[str, str]) -> str:
    return Template(_resource("install.zh.html")).substitute(words)


def _resource(name: str) -> str:
    return (files("resources") / "ptrade" / name).read_text(encoding="utf-8")
