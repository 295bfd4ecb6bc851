"""Every question a screen may ask, and the function that answers it."""

from app.views import audit, data, heading, today
from app.views.building import Builders

BUILDERS: Builders = {
    **audit.BUILDERS,
    **data.BUILDERS,
    **heading.BUILDERS,
    **today.BUILDERS,
}
