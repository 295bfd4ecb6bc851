"""Every question a screen may ask of an opened home, and the function that answers it."""

from app.views import (
    alarms,
    audit,
    data,
    factors,
    heading,
    holdings,
    name_story,
    orders,
    reconciliation,
    research,
    today,
)
from app.views.building import Builders

BUILDERS: Builders = {
    **audit.BUILDERS,
    **data.BUILDERS,
    **factors.BUILDERS,
    **heading.BUILDERS,
    **holdings.BUILDERS,
    **name_story.BUILDERS,
    **orders.BUILDERS,
    **reconciliation.BUILDERS,
    **research.BUILDERS,
    **today.BUILDERS,
    **alarms.BUILDERS,
}
