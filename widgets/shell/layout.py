"""What the window remembers between two starts: where everything stands, and what each screen keeps."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

Keep = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Layout:
    """Geometry and docks as Qt writes them, hex-coded; the open screens in order, the one in front, what each keeps."""

    geometry: str = ""
    docks: str = ""
    open: tuple[str, ...] = ("today",)
    front: str = "today"
    screens: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """Return it as a file."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def of(cls, raw: bytes | None) -> "Layout":
        """Read it back; what cannot be understood is the layout of a first start."""
        if raw is None:
            return cls()
        try:
            found = json.loads(raw)
            screens = {str(name): dict(kept) for name, kept in found["screens"].items()}
            return cls(
                _hex(found["geometry"]),
                _hex(found["docks"]),
                tuple(map(str, found["open"])),
                str(found["front"]),
                screens,
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls()


def _hex(text: str) -> str:
    bytes.fromhex(text)
    return text
