"""STOP over less than everything: what it holds back leaves a batch before the gates see it."""

from dataclasses import replace

from core.domain.orders import Batch, Order
from core.ports.stop import StopState


def without_held(batch: Batch, stop: StopState, strategy_id: str) -> tuple[Batch, tuple[Order, ...]]:
    """Return the batch less every order that a hold on its symbol or strategy forbids, and those orders.

    What is held over everything stays in: the gate of STOP answers for that.
    """
    held = tuple(order for order in batch.orders if any(hold.forbids(order, strategy_id) for hold in stop.holds))
    return replace(batch, orders=tuple(order for order in batch.orders if order not in held)), held
