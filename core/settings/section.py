"""The base of every settings section, and the field that carries unit and reason beside its default."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Section(BaseModel):
    """A frozen group of switches; an unknown key, an infinity or a NaN is refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=False, validate_default=True, allow_inf_nan=False, hide_input_in_errors=True
    )


def switch(default: Any, unit: str, reason: str, **limits: Any) -> Any:
    """Declare one switch: its default, its unit ('' where it has none) and why the default is what it is.

    `limits` are pydantic's constraints such as ge, le, min_length.
    """
    return Field(default=default, description=reason, json_schema_extra={"unit": unit}, **limits)
