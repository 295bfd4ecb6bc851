"""The executor's answer to an orders file, believed only where its rows bear out its verdict."""

import re

from core.adapters.ptrade.fields import header, header_count, rows_of
from core.adapters.ptrade.sealed import Sealed
from core.domain.answers import ACKED, Ack, AnswerState, OrderAnswer

ANSWER = ("verdict", "code", "reason")
ORDERS = ("client_order_id", "verdict", "code", "reason")
_CODE = re.compile(r"[A-Z_]{2,32}")
_WORD = re.compile(r"[A-Za-z0-9._:-]{0,64}")
_HASH = re.compile(r"([0-9a-f]{16}|[0-9a-f]{64})?")


def ack_of(file: Sealed, sequence: int, file_sha256: str) -> Ack:
    """Return the ack of a file whose origin is checked; FixAndRestart for one that contradicts itself."""
    if header(file, "sequence") != str(sequence):
        raise file.refusal(0, f"sequence is {file.header['sequence']!r}, expected '{sequence}'")
    if not _WORD.fullmatch(header(file, "batch_id")):
        raise file.refusal(0, f"batch_id is {file.header['batch_id'][:40]!r}, expected a batch's name")
    for key in ("orders_sha256", "executor", "settings"):
        if not _HASH.fullmatch(header(file, key)):
            raise file.refusal(0, f"{key} is {file.header[key][:40]!r}, expected a checksum or nothing")
    state, code, reason = _verdict(file)
    ack = Ack(
        batch_id=header(file, "batch_id"),
        state=state,
        code=code,
        reason=reason,
        orders=_orders(file),
        orders_hash=header(file, "orders_sha256"),
        executor=header(file, "executor"),
        settings=header(file, "settings"),
        file_sha256=file_sha256,
    )
    _refuse_contradiction(file, ack)
    return ack


def _verdict(file: Sealed) -> tuple[AnswerState, str, str]:
    rows = rows_of(file, "answer", ANSWER)
    if len(rows) != 1 or rows[0].values["verdict"] not in ACKED:
        raise file.refusal(0, "expected one row saying accepted, partly or refused")
    row = rows[0]
    if not _CODE.fullmatch(row.values["code"]):
        raise row.refuse("code", "a code in capitals")
    return AnswerState(row.values["verdict"]), row.values["code"], row.values["reason"]


def _orders(file: Sealed) -> tuple[OrderAnswer, ...]:
    rows = rows_of(file, "orders", ORDERS)
    header_count(file, "orders", len(rows))
    answers: dict[str, OrderAnswer] = {}
    for row in rows:
        name, verdict, code = row.text("client_order_id"), row.values["verdict"], row.values["code"]
        if verdict not in ("accepted", "refused"):
            raise row.refuse("verdict", "accepted or refused")
        if not _CODE.fullmatch(code) or (verdict == "accepted") != (code == "OK"):
            raise row.refuse("code", "OK where accepted, and a reason's code where refused")
        if name in answers:
            raise row.refuse("client_order_id", "each order once")
        answers[name] = OrderAnswer(name, verdict == "accepted", code, row.values["reason"])
    return tuple(answers.values())


def _refuse_contradiction(file: Sealed, ack: Ack) -> None:
    taken = len(ack.orders) - len(ack.refused)
    fits = {
        AnswerState.ACCEPTED: not ack.refused and ack.code == "OK",
        AnswerState.PARTLY: bool(taken and ack.refused) and ack.code == "PARTLY",
        AnswerState.REFUSED: not taken and ack.code != "OK",
    }
    if not fits[ack.state]:
        raise file.refusal(0, f"says {ack.state} {ack.code}, with {taken} orders accepted, {len(ack.refused)} refused")
