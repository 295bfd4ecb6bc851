"""Every question a screen may ask, and the function that answers it."""

from app.views import audit, data, factors, heading, research, today
from app.views.building import Builders

BUILDERS: Builders = {
    **audit.BUILDERS,
    **data.BUILDERS,
    **factors.BUILDERS,
    **heading.BUILDERS,
    **research.BUILDERS,
    **today.BUILDERS,
}
