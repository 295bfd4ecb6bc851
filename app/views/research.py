"""The screen of research: what labels look like, what replays brought, and what the model is made of."""

from app.compose import House, studies_of
from app.views.building import Builders
from app.views.model import model
from app.views.replays import replay, replays
from core.ports.views.research import LabelsAsk, LabelsView, ModelAsk, ReplayAsk, ReplaysAsk


def labels(house: House, _: LabelsAsk) -> LabelsView:
    """Return the label statistics somebody had made, and up to which day bars are stored."""
    bars = house.desk.snapshots.stored_dates("daily")
    return LabelsView(house.desk.clock.now(), studies_of(house)[1].read(), max(bars, default=None))


BUILDERS: Builders = {LabelsAsk: labels, ReplaysAsk: replays, ReplayAsk: replay, ModelAsk: model}
