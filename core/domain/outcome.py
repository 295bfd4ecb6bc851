"""How a command ends: one table of outcomes and their process exit codes."""

from enum import Enum


class Outcome(Enum):
    """The ways a job or command can end; `exit_code` is what the shell, the timer and the tests see."""

    DONE = ("done", 0, "finished; nothing to do")
    FAILURE = ("failure", 1, "an unexpected error; read the message, then `daybreak status`")
    NOT_TRADE_DAY = ("not_trade_day", 10, "the exchange is closed that day; nothing was done")
    DATA_NOT_READY = ("data_not_ready", 11, "not enough is published yet, or the home is in use; run again later")
    BLOCKED = ("blocked", 12, "a gate refused; no orders file was written; read the verdicts")
    DEGRADED = ("degraded", 13, "finished on cached data or with a part missing; read the report")
    UNKNOWN = ("unknown", 14, "something was sent and its result is not known; a person decides")
    BAD_CONFIG = ("bad_config", 78, "settings or arguments are wrong; fix them and start again")

    def __init__(self, word: str, exit_code: int, meaning: str) -> None:
        self.word = word
        self.exit_code = exit_code
        self.meaning = meaning

    @classmethod
    def from_word(cls, word: str) -> "Outcome":
        """Return the outcome written as `word`; KeyError where there is none."""
        return {outcome.word: outcome for outcome in cls}[word]
