"""Run one benchmark, or each in a process of its own: `python -m tests.bench [NAME] [--json]`."""

import argparse
import importlib
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

Row = Mapping[str, object]
FOLDER = Path(__file__).resolve().parent


def main(arguments: list[str], folder: Path = FOLDER, package: str = "tests.bench") -> int:
    """Print what was measured; 2 for an unknown name, 1 when a benchmark failed or a row's `holds` is False."""
    names = sorted(path.stem.removeprefix("bench_") for path in folder.glob("bench_*.py"))
    parser = argparse.ArgumentParser(prog="bootstrap.py bench", description=__doc__)
    parser.add_argument("name", nargs="?", help=f"one of {', '.join(names)}; all of them when left out")
    parser.add_argument("--json", action="store_true", help="print one JSON list instead of tables")
    options = parser.parse_args(arguments)
    if options.name is not None and options.name not in names:
        sys.stderr.write(f"no benchmark {options.name!r}; there are: {', '.join(names) or 'none'}\n")
        return 2
    failed = False
    measured: list[dict[str, object]] = []
    for name in [options.name] if options.name else names:
        rows = measure(name, package) if options.name else _measure_apart(name)
        broken = [row for row in rows or [] if row.get("holds") is False]
        failed = failed or rows is None or bool(broken)
        measured.append({"bench": name, "failed": rows is None, "rows": list(rows or [])})
        if not options.json and rows is not None:
            sys.stdout.write(f"{name}\n{table(rows)}\n\n")
        for row in broken:
            sys.stderr.write(f"{name}: {next(iter(row.values()))} does not hold {row.get('target', 'its target')}\n")
    if options.json:
        sys.stdout.write(json.dumps(measured, ensure_ascii=False, indent=1, default=str) + "\n")
    return 1 if failed else 0


def measure(name: str, package: str) -> Sequence[Row] | None:
    """Run one benchmark in this process; its exception ends the program."""
    rows: Sequence[Row] = importlib.import_module(f"{package}.bench_{name}").run()
    return rows


def _measure_apart(name: str) -> Sequence[Row] | None:
    """Run it in a process of its own, so that peak memory is its own; None when it failed, its words on stderr."""
    sys.stderr.write(f"== {name}\n")
    command = [sys.executable, "-m", "tests.bench", name, "--json"]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    try:
        rows: Sequence[Row] = json.loads(result.stdout)[0]["rows"]
    except (ValueError, LookupError):
        sys.stderr.write(f"{name} failed with exit code {result.returncode}\n")
        return None
    return rows


def table(rows: Sequence[Row]) -> str:
    """Return rows as aligned text: columns in order of appearance, numbers to the right, a missing cell blank."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[_cell(row.get(column, "")) for column in columns] for row in rows]
    widths = [max(len(column), *(len(line[index]) for line in cells)) for index, column in enumerate(columns)]
    right = [all(isinstance(row.get(column, 0), int | float) for row in rows) for column in columns]
    return "\n".join(
        "  ".join(cell.rjust(width) if flush else cell.ljust(width)
                  for cell, width, flush in zip(line, widths, right, strict=True)).rstrip()
        for line in [columns, ["-" * width for width in widths], *cells]
    )  # fmt: skip


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "NO"
    if not isinstance(value, float):
        return str(value)
    return f"{value:.1e}" if 0 < abs(value) < 0.0005 else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
