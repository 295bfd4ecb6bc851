"""What every child of the fork server would otherwise do for itself, once each: imported by the server alone.

Nothing here starts a thread, which no child would inherit.
"""

import gc
from pathlib import Path

from numba.core.registry import cpu_target

import core.pipeline.engine.machine
import core.pipeline.factors.today  # noqa: F401
from app.code_version import code_version
from core.adapters.html.report import environment, labels
from core.settings.load import load_settings

ROOT = Path(__file__).resolve().parents[2]

code_version()
load_settings(ROOT, {})
cpu_target.typing_context.refresh()
cpu_target.target_context.refresh()
labels("zh")
environment().get_template("page.html.j2")
gc.collect()
gc.freeze()
