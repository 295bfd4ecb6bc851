"""A short run of the coverage-guided fuzzer; a longer one is `python tests/fuzz/fuzz_files.py -max_total_time=600`."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("fuzz_files.py")
RUNS = 4000


def test_no_input_the_fuzzer_finds_crashes_a_parser_or_is_believed_wrongly(tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="atheris has wheels for Linux on x86_64 only")
    command = [sys.executable, str(SCRIPT), f"-runs={RUNS}", "-seed=20260105", f"-artifact_prefix={tmp_path}/"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-4000:]
    done = re.search(r"#(\d+)\s+DONE", ended.stderr)
    assert done
    assert int(done[1]) >= RUNS
