"""What the vendor's refusals mean, and the errors the client tells apart.

The number in a reply is unreliable between servers, and one prefix (抱歉，您) opens several kinds of refusal, so the
text decides; the number counts only where the text says nothing.
"""

import re
from dataclasses import dataclass
from enum import Enum

from core.domain.errors import FixAndRestart, RetryLater


class Trouble(Enum):
    """The kinds of refusal."""

    RATE_DAY = "rate day"
    RATE_HOUR = "rate hour"
    RATE_MINUTE = "rate minute"
    PERMISSION = "permission"
    TOKEN = "token"  # noqa: S105 — the word, no secret
    ADDRESSES = "addresses"
    BUSY = "busy"
    OTHER = "other"


class Decision(Enum):
    """What the client does about a refusal."""

    WAIT_FOR_MINUTE = "sleep to the next minute and ask again"
    REST_TO_HOUR = "leave the interface alone until the hour is over"
    REST_TO_MIDNIGHT = "leave the interface alone until the day is over"
    UNAVAILABLE = "never ask the interface again"
    TRY_AGAIN = "back off and ask again"
    REFUSE = "give up this request"
    STOP = "ask nothing more"


DECISIONS: dict[Trouble, Decision] = {
    Trouble.RATE_DAY: Decision.REST_TO_MIDNIGHT,
    Trouble.RATE_HOUR: Decision.REST_TO_HOUR,
    Trouble.RATE_MINUTE: Decision.WAIT_FOR_MINUTE,
    Trouble.PERMISSION: Decision.UNAVAILABLE,
    Trouble.TOKEN: Decision.STOP,
    Trouble.ADDRESSES: Decision.STOP,
    Trouble.BUSY: Decision.TRY_AGAIN,
    Trouble.OTHER: Decision.REFUSE,
}

REMEDIES: dict[Trouble, str] = {
    Trouble.RATE_DAY: "run again tomorrow, or lower data_source.rate_per_minute",
    Trouble.RATE_HOUR: "run again after the full hour, or set data_source.interface_rate_per_minute for it",
    Trouble.RATE_MINUTE: "lower data_source.rate_per_minute or data_source.interface_rate_per_minute",
    Trouble.PERMISSION: "the account lacks points or the purchase for this interface; ask the vendor",
    Trouble.TOKEN: "set the token the vendor gave you: TUSHARE_TOKEN or the keyring",
    Trouble.ADDRESSES: "the token is used from too many addresses; stop the other machines",
    Trouble.BUSY: "run again later",
    Trouble.OTHER: "read the vendor's words; the request or the account is wrong",
}

_BY_TEXT: tuple[tuple[re.Pattern[str], Trouble], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), trouble)
    for pattern, trouble in (
        (r"每天最多", Trouble.RATE_DAY),
        (r"每小时最多", Trouble.RATE_HOUR),
        (r"每分钟最多访问|过于频繁|频次", Trouble.RATE_MINUTE),
        (r"没有接口|没有访问该接口的权限|积分不足", Trouble.PERMISSION),
        (r"token\s*(不对|无效|错误|失效|已?过期)", Trouble.TOKEN),
        (r"IP数量超限", Trouble.ADDRESSES),
        (r"系统.{0,4}(错误|异常)|服务.{0,4}(繁忙|异常|错误)|稍后|超时", Trouble.BUSY),
    )
)
_BY_CODE: dict[int, Trouble] = {
    2002: Trouble.PERMISSION,
    40101: Trouble.TOKEN,
    40201: Trouble.RATE_DAY,
    40204: Trouble.ADDRESSES,
}


def classify(code: int, text: str) -> Trouble:
    """Return what kind of refusal `text` is; `code` decides only where no pattern matches."""
    for pattern, trouble in _BY_TEXT:
        if pattern.search(text):
            return trouble
    return _BY_CODE.get(code, Trouble.OTHER)


class Unreachable(RetryLater):
    """The network, HTTP or the shape of the reply failed: asked again, and counted by the breaker."""


class Throttled(RetryLater):
    """Too many requests this minute: asked again in the next one, not counted."""


class NotOffered(FixAndRestart):
    """The server has no such address: neither asked again nor counted."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reply whose code is not 0."""

    api_name: str
    code: int
    text: str

    @property
    def trouble(self) -> Trouble:
        """The kind of refusal."""
        return classify(self.code, self.text)

    def error(self) -> RetryLater | FixAndRestart:
        """Return the error to raise: its class says whether time or a person can help."""
        message = f"{self.api_name}: the source refused with {self.code}: {self.text[:200]}"
        kind = _ERRORS.get(DECISIONS[self.trouble], FixAndRestart)
        return kind(message, REMEDIES[self.trouble])


_ERRORS: dict[Decision, type[RetryLater]] = {
    Decision.WAIT_FOR_MINUTE: Throttled,
    Decision.REST_TO_HOUR: RetryLater,
    Decision.REST_TO_MIDNIGHT: RetryLater,
    Decision.TRY_AGAIN: Unreachable,
}
