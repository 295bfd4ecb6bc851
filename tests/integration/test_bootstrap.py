"""bootstrap.py as a child process, in a project of its own whose .venv answers for pip."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENV_PYTHON = f"""#!/bin/sh
echo "$*" >> "{{project}}/calls.txt"
case "$*" in
  *"pip --version"*) exit 0 ;;
  *"pip "*bench*) exit "${{{{PEERS_EXIT:-0}}}}" ;;
  *"pip "*) echo "ERROR: no matching distribution" >&2; exit "${{{{PIP_EXIT:-0}}}}" ;;
  *find_spec*) exit 0 ;;
  *tests.bench*|*tests.shots*|*tests.words*) exit 0 ;;
  *"-m pytest"*|*ruff*|*mypy*|*importlinter*|*budgets*) case "$*" in *"$FAILING"*) exit 3 ;; *) exit 0 ;; esac ;;
esac
exec "{sys.executable}" "$@"
"""
APP = """import json, os, signal, sys
if "die" in sys.argv:
    os.kill(os.getpid(), signal.SIGKILL)
print(json.dumps({"arguments": sys.argv[1:], "cwd": os.getcwd(), "home": os.environ.get("DEMO", "")}))
sys.exit(int(os.environ.get("APP_EXIT", "0")))
"""
BROWSER = """#!/bin/sh
for word in "$@"; do case "$word" in --screenshot=*) echo PNG > "${word#--screenshot=}" ;; esac; done
echo "$@" >> browser.txt
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in interpreter is a shell script")


def script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with bootstrap.py, an `app`, and a .venv whose last install was for the extra `gui`."""
    folder = tmp_path / "project with a blank"
    (folder / "app").mkdir(parents=True)
    shutil.copy(ROOT / "bootstrap.py", folder)
    (folder / "app" / "__init__.py").write_text("")
    (folder / "app" / "__main__.py").write_text(APP)
    (folder / "pyproject.toml").write_text('[project]\nname = "small"\ndependencies = []\n[tool.x]\ny = 1\n')
    script(folder / ".venv" / "bin" / "python", VENV_PYTHON.format(project=folder))
    pretend_installed(folder, ["gui"])
    return folder


def pretend_installed(folder: Path, extras: list[str]) -> None:
    source = "import bootstrap as b, json; print(json.dumps(b._project_hash()))"
    found = subprocess.run([sys.executable, "-B", "-c", source], cwd=folder, capture_output=True, text=True, check=True)
    stamp = {"root": str(folder), "python": list(sys.version_info[:2]), "project": json.loads(found.stdout)}
    (folder / ".venv" / "daybreak-install.json").write_text(json.dumps({**stamp, "extras": extras}))


def run(folder: Path, *arguments: str, cwd: Path | None = None, **environ: str) -> subprocess.CompletedProcess[str]:
    names = {"PATH": os.environ["PATH"], "PYTHONPATH": str(folder), "FAILING": "nothing", **environ}
    command = [sys.executable, "-B", str(folder / "bootstrap.py"), *arguments]
    return subprocess.run(
        command, cwd=cwd or folder, env=names, capture_output=True, text=True, timeout=60, check=False
    )


def calls(folder: Path) -> list[str]:
    path = folder / "calls.txt"
    return path.read_text().splitlines() if path.exists() else []


def test_demo_hands_on_arguments_folder_and_exit_code(project: Path, tmp_path: Path) -> None:
    result = run(project, "demo", "--days", "3", "--help", cwd=tmp_path, APP_EXIT="12")
    assert result.returncode == 12, result.stderr
    said = json.loads(result.stdout)
    assert (said["arguments"], said["cwd"]) == (["demo", "--days", "3", "--help"], str(tmp_path))
    assert not any("pip" in call for call in calls(project))


def test_a_killed_child_is_not_a_success(project: Path) -> None:
    assert run(project, "demo", "die").returncode == 128 + 9


def test_test_installs_the_missing_extra_keeps_the_old_and_runs_pytest_on_two_workers(project: Path) -> None:
    assert run(project, "test", "-k", "money", "-x").returncode == 0
    assert calls(project)[1].endswith("install --editable .[gui,test]")
    assert calls(project)[-1] == "-m pytest -n 2 --dist worksteal -k money -x"
    run(project, "test", "-n", "0")
    assert calls(project)[-1] == "-m pytest -n 0"
    assert sum("install" in call for call in calls(project)) == 1


@pytest.mark.parametrize("peers_exit", ["0", "4"])
def test_a_bench_whose_peers_are_not_to_be_had_runs_without_them(project: Path, peers_exit: str) -> None:
    for _ in range(2):
        result = run(project, "bench", "factors", "--json", PEERS_EXIT=peers_exit)
        assert result.returncode == 0, result.stderr
        assert ("without the peers" in result.stderr) == (peers_exit != "0")
        assert calls(project)[-1] == "-m tests.bench factors --json"
    asked = [call.split()[-1] for call in calls(project) if "install" in call]
    assert asked == [".[gui,test]", *[".[bench,gui,test]"] * (1 if peers_exit == "0" else 2)]


def test_only_what_an_install_depends_on_causes_another(project: Path) -> None:
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text().replace("y = 1", "y = 2"))
    run(project, "demo")
    assert not any("pip" in call for call in calls(project))
    settings.write_text(settings.read_text().replace("dependencies = []", 'dependencies = ["rich"]'))
    run(project, "demo")
    assert [call for call in calls(project) if call.endswith("install --editable .[gui]")]


def test_a_failed_install_is_shown_in_full_and_tried_again(project: Path) -> None:
    result = run(project, "test", PIP_EXIT="4")
    assert result.returncode == 1
    assert "ERROR: no matching distribution" in result.stderr
    assert "pip failed with exit code 4" in result.stderr
    assert not any("pytest" in call for call in calls(project))
    assert not (project / ".venv" / "daybreak-install.json").exists()


def test_check_runs_everything_and_names_what_failed(project: Path) -> None:
    pretend_installed(project, ["gui", "test"])
    assert run(project, "check").returncode == 0
    result = run(project, "check", FAILING="mypy")
    assert result.returncode == 1
    assert "failed: types" in result.stderr
    assert calls(project)[-1] == "-m tests.architecture.budgets"


def test_shots_take_a_picture_of_every_page(project: Path, tmp_path: Path) -> None:
    script(tmp_path / "bin" / "chromium", BROWSER)
    pages = ["report.html", *(f"runs/{kind}-20260105-01/report.html" for kind in ("close", "morning", "night"))]
    for page in pages:
        script(tmp_path / "demo" / page, "<html>")
    result = run(project, "shots", PATH=f"{tmp_path / 'bin'}:/usr/bin:/bin", DEMO=str(tmp_path / "demo"))
    assert result.returncode == 0, result.stderr
    assert sorted(path.name for path in (project / "docs" / "img").iterdir()) == [
        "morning.png", "night.png", "report-phone.png", "report.png", "span.png",
    ]  # fmt: skip
    assert any(
        f"tests.shots {tmp_path / 'demo'} {project / 'docs' / 'img' / 'console'}" in line for line in calls(project)
    )
    words = (project / "browser.txt").read_text()
    assert all((tmp_path / "demo" / page).as_uri() in words for page in pages)
    assert "--headless --no-sandbox --disable-gpu --hide-scrollbars" in words


def test_shots_name_the_page_a_demo_did_not_leave(project: Path, tmp_path: Path) -> None:
    script(tmp_path / "bin" / "chromium", BROWSER)
    result = run(project, "shots", PATH=f"{tmp_path / 'bin'}:/usr/bin:/bin", DEMO=str(tmp_path))
    assert result.returncode == 1
    assert "no report.html" in result.stderr


def test_shots_without_a_browser_say_which_were_looked_for(project: Path, tmp_path: Path) -> None:
    result = run(project, "shots", PATH=str(tmp_path))
    assert result.returncode == 1
    assert "apt install chromium" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["dmeo"], ["check", "now"]])
def test_wrong_usage_exits_with_two(project: Path, arguments: list[str]) -> None:
    result = run(project, *arguments)
    assert result.returncode == 2
    assert result.stdout == ""


def test_help_names_every_command(project: Path) -> None:
    result = run(project, "--help")
    assert result.returncode == 0
    for word in ("demo", "test", "check", "bench", "shots", "render"):
        assert f"\n  {word} " in result.stdout


def test_an_older_python_can_read_the_file_far_enough_to_be_told() -> None:
    source = (ROOT / "bootstrap.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 7))
    checked = next(index for index, node in enumerate(tree.body) if isinstance(node, ast.If))
    before = [alias.name for node in tree.body[:checked] if isinstance(node, ast.Import) for alias in node.names]
    assert before == ["sys"]
    assert "3.11" in ast.unparse(tree.body[checked])
