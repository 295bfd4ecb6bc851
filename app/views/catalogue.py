"""Every question a screen may ask, and the function that answers it."""

from app.views import factors, heading, research
from app.views.building import Builders

BUILDERS: Builders = {
    **heading.BUILDERS,
    **factors.BUILDERS,
    **research.BUILDERS,
}
