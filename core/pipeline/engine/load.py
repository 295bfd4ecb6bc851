"""Where compiled kernels are kept, and the one door through which they are loaded."""

import os
from pathlib import Path
from types import ModuleType

VARIABLE = "NUMBA_CACHE_DIR"


def kernels(cache: Path | None = None) -> ModuleType:
    """Return the machine's module, compiled code kept in `cache` unless the environment names another folder.

    Only the first call of a process decides the folder. Compiling takes tens of seconds once; later processes load.
    """
    if cache is not None and not os.environ.get(VARIABLE):
        os.environ[VARIABLE] = str(cache)
        _tell_numba(cache)
    from core.pipeline.engine import machine

    return machine


def compiled_before(cache: Path | None = None) -> bool:
    """Whether some process has left compiled kernels in the folder."""
    folder = os.environ.get(VARIABLE) or cache
    return folder is not None and any(Path(folder).rglob("machine.run_blocks*.nbc"))


def _tell_numba(cache: Path) -> None:
    import numba

    vars(numba.config)["CACHE_DIR"] = str(cache)
