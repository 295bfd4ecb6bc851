"""The day's orders files: as they would be written, and as they lie in the outbox."""

from app.compose import House, encode
from core.domain.errors import DaybreakError
from core.domain.money import notional_fen
from core.domain.orders import Batch, Side
from core.jobs.decide import OPEN
from core.jobs.order_day import OrderDay
from core.ports.exchange_folder import Released
from core.ports.views.orders import FileCard


def files_of(house: House, made: OrderDay) -> tuple[FileCard, ...]:
    """Return the day's released files by number; where none was released, the one the Morning has built."""
    lying = _lying(house, made)
    cards = [_card(house, batch, lying.get(batch.batch_id), released=True) for batch in made.batches]
    if not cards and made.built is not None and made.built.orders:
        cards = [_card(house, made.built, None, released=False)]
    return tuple(cards)


def _lying(house: House, made: OrderDay) -> dict[str, Released]:
    try:
        return {each.batch_id: each for each in house.desk.outbox.released(made.day)}
    except DaybreakError:
        return {}


def _card(house: House, batch: Batch, lying: Released | None, released: bool) -> FileCard:
    amounts = dict.fromkeys(Side, 0)
    for order in batch.orders:
        amounts[order.side] += notional_fen(order.limit_li, order.qty_shares)
    answers = house.desk.answers.answers(batch.batch_id) if released else []
    newest = answers[-1] if answers else None
    return FileCard(
        batch_id=batch.batch_id,
        sequence=batch.sequence,
        released=released,
        rows=len(batch.orders),
        buys=sum(order.side is Side.BUY for order in batch.orders),
        buy_fen=amounts[Side.BUY],
        sell_fen=amounts[Side.SELL],
        content_hash=_hash_of(house, batch),
        prev_hash=batch.prev_hash,
        valid_until=batch.valid_until,
        channel=batch.channel.value,
        account_tail=batch.account_tail,
        answer=newest.state.value if newest else "",
        answer_code=newest.code if newest else "",
        answer_reason=newest.reason if newest else "",
        answer_by=newest.author if newest else "",
        decidable=released and (newest is None or newest.state in OPEN),
        path=str(lying.path) if lying else "",
        text=_text(batch, lying),
    )


def _hash_of(house: House, batch: Batch) -> str:
    try:
        return house.desk.outbox.hash_of(batch)
    except DaybreakError:
        return ""


def _text(batch: Batch, lying: Released | None) -> str:
    """Return the file itself, or what would be written; why neither is possible where neither is."""
    try:
        data = lying.path.read_bytes() if lying else encode(batch)
    except (DaybreakError, OSError) as error:
        return str(error)
    return data.decode("utf-8", errors="replace")
