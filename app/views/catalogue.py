"""Every question a screen may ask, and the function that answers it."""

from app.views import heading, today
from app.views.building import Builders

BUILDERS: Builders = {
    **heading.BUILDERS,
    **today.BUILDERS,
}
