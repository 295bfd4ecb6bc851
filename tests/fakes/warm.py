"""What every child of the fork server would otherwise do for itself, once each: imported by the server alone.

No thread started here lives on: no child would inherit it.
"""

import gc
from pathlib import Path

import numpy as np
from numba.core.registry import cpu_target

import core.pipeline.factors.today  # noqa: F401
from app.code_version import code_version
from core.adapters.html.report import environment, labels
from core.pipeline.engine.cross import sections
from core.pipeline.engine.engine import Engine
from core.pipeline.engine.grids import Grids
from core.pipeline.factors.fields import FIELDS
from core.pipeline.factors.library import CATALOGUE
from core.settings.load import load_settings

ROOT = Path(__file__).resolve().parents[2]

code_version()
load_settings(ROOT, {})
one_day = Grids(np.array([20260105], np.int32), ("000001.SZ",), {name: np.ones((1, 1), np.float32) for name in FIELDS})
Engine([factor.node for factor in CATALOGUE.computed()], 1).compute(one_day, 0, 1)
sections(np.ones((1, 1, 1)), threads=1)
cpu_target.typing_context.refresh()
cpu_target.target_context.refresh()
labels("zh")
environment().get_template("page.html.j2")
gc.collect()
gc.freeze()
