"""Qlib 0.9.7 reading Alpha158 from its own .bin files, in an environment of its own, for it needs a lot.

Run as a program inside that environment it measures; imported from here it makes the environment and reads the figures.
Caches are off and one process works, so that its processor time is all there is.
"""

import json
import subprocess
import sys
import tempfile
import venv
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.factor_peers.timing import Timing, timed

NAME = "Qlib 0.9.7"
ROOT = Path(__file__).resolve().parents[3]
HOME = ROOT / "build" / "bench-qlib"
PACKAGE = "pyqlib==0.9.7"
NEEDED = (
    "dill", "filelock", "fire", "joblib", "loguru", "mlflow-skinny", "packaging", "pydantic-settings", "pymongo",
    "python-redis-lock", "pyyaml", "redis", "requests", "ruamel.yaml", "scipy", "tqdm",
)  # fmt: skip
INSTALL_LIMIT_S, RUN_LIMIT_S = 300, 300
FIELDS = ("open", "high", "low", "close", "vwap", "volume")


def absent(install: bool) -> str | None:
    """Why it cannot be measured here; None where it can. With `install` its environment is made first, once."""
    if _python().exists() and _imports():
        return None
    if not install:
        return f"not installed: `python bootstrap.py bench factors` makes {HOME.relative_to(ROOT)}"
    sys.stderr.write(f"making {HOME} for {NAME} (minutes, once)\n")
    try:
        venv.create(HOME, with_pip=True, clear=True)
        _pip("--no-deps", PACKAGE)
        _pip(*NEEDED, f"numpy=={version('numpy')}", f"pandas=={version('pandas')}")
    except (OSError, subprocess.SubprocessError) as error:
        words = getattr(error, "stderr", None) or str(error)
        return f"not installed, pip said: {' '.join(str(words).split())[-200:]}"
    return None if _imports() else "installed but does not import"


def measure(folder: Path, symbols: int) -> dict[str, Timing]:
    """Alpha158 of the first `symbols` names over the whole history (`all`), and for the last day alone (`day`)."""
    command = [str(_python()), "-m", __name__, str(folder), str(symbols)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=RUN_LIMIT_S, check=False)
    if result.returncode != 0:
        raise RuntimeError(f"{NAME} failed:\n{result.stderr[-2000:]}")
    return {name: Timing(*figures) for name, figures in json.loads(result.stdout.splitlines()[-1]).items()}


def main(folder: Path, symbols: int) -> dict[str, tuple[float, float]]:
    """Measure inside Qlib's environment."""
    import qlib
    from qlib.contrib.data.loader import Alpha158DL
    from qlib.data import D

    fields, _ = Alpha158DL.get_feature_config()
    with tempfile.TemporaryDirectory(prefix="bench_qlib_") as home:
        codes, days = _write_bins(folder, symbols, Path(home))
        qlib.init(
            provider_uri=home, region="cn", kernels=1, expression_cache=None, dataset_cache=None, logging_level=50
        )
        D.features(codes[:1], fields[:1], days[-1], days[-1], freq="day")

        def read(first: str) -> Any:
            from qlib.data.cache import H

            H.clear()
            return D.features(codes, fields, first, days[-1], freq="day")

        spent = {"all": timed(lambda: read(days[0])), "day": timed(lambda: read(days[-1]))}
    return {name: (timing.wall_s, timing.cpu_s) for name, timing in spent.items()}


def _write_bins(folder: Path, symbols: int, home: Path) -> tuple[list[str], list[str]]:
    """Lay the market out as Qlib keeps it: a calendar, the names, a file a name and field (first row, then values)."""
    fields = {name: np.load(folder / f"{name}.npy", mmap_mode="r")[:, :symbols] for name in FIELDS}
    days = [str(day) for day in np.busday_offset(np.datetime64("2015-01-05"), np.arange(len(fields["close"])))]
    codes = [f"SH{600000 + number:06d}" for number in range(symbols)]
    (home / "calendars").mkdir()
    (home / "calendars" / "day.txt").write_text("\n".join(days) + "\n", encoding="utf-8")
    (home / "instruments").mkdir()
    lines = [f"{code}\t{days[0]}\t{days[-1]}" for code in codes]
    (home / "instruments" / "all.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for place, code in enumerate(codes):
        target = home / "features" / code.lower()
        target.mkdir(parents=True)
        for name, values in fields.items():
            np.hstack([0, values[:, place]]).astype("<f4").tofile(target / f"{name}.day.bin")
    return codes, days


def _python() -> Path:
    return HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _imports() -> bool:
    source = "import qlib.data, qlib.contrib.data.loader"
    result = subprocess.run([str(_python()), "-c", source], cwd=HOME, capture_output=True, check=False)
    return result.returncode == 0


def _pip(*arguments: str) -> None:
    command = [str(_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_LIMIT_S, check=True)


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))) + "\n")
