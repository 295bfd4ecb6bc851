"""Where compiled kernels are kept, and the one door through which they are loaded."""

import os
from pathlib import Path
from types import ModuleType

CACHE_VARIABLE = "NUMBA_CACHE_DIR"


def keep_kernels(folder: Path) -> None:
    """Keep compiled kernels in `folder` unless the environment names another; only before the first is loaded."""
    os.environ.setdefault(CACHE_VARIABLE, str(folder))


def kernels() -> ModuleType:
    """Return the machine's module. Its first use compiles for tens of seconds; later processes load in one."""
    from core.pipeline.engine import machine

    return machine


def compiled_before() -> bool:
    """Whether compiled kernels of this very source are kept."""
    from core.pipeline.engine.kernel import source_digest

    folder = os.environ.get(CACHE_VARIABLE)
    return folder is not None and any((Path(folder) / source_digest()).rglob("machine.run_blocks*.nbc"))
