"""The shape of every function that answers a screen."""

from collections.abc import Callable, Mapping
from typing import Any

from app.compose import House
from core.ports.views.asking import View

Builder = Callable[[House, Any], View]
Builders = Mapping[type, Builder]
"""By the type of the Ask."""
