"""The handbook says what the code says: every code an operator can meet has its line, and no line is left over."""

import ast
import re
from pathlib import Path

import pytest
import typer

from app.cli import app
from app.compose import labels
from core.domain.breaks import RULES, BreakAction, BreakCode
from core.domain.dataset import DATASETS
from core.domain.ending import Ending
from core.domain.job_names import JobName
from core.domain.outcome import Outcome
from core.jobs.alarms import CATALOGUE
from core.safety.reducing import STILL_APPLY
from core.safety.registry import RULES as GATE_RULES

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
CODE = re.compile(r"`[^`]+`|^daybreak .*|^.*bin/daybreak .*", re.MULTILINE)
VERB = re.compile(r"(?<![\w.-])(?<!keyring set )daybreak ((?:[a-z-]+ ?)+)")
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


def section(page: str, title: str) -> str:
    """The text under `## title` of a page."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return text.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def rows(page: str, title: str) -> list[list[str]]:
    """Cells of a section's table rows whose first cell is code or `any`."""
    lines = [line for line in section(page, title).splitlines() if re.match(r"\| (`|any)", line)]
    return [[re.sub(r"^`([^`]*)`$", r"\1", cell.strip()) for cell in line.strip("|").split(" | ")] for line in lines]


def calls(folder: str, names: set[str]) -> list[tuple[str, list[str]]]:
    """The text arguments of every call to one of `names` in `folder`, with the file's NAME constant."""
    found = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
                found.append((str(constants.get("NAME", "any")), [text for text in texts if isinstance(text, str)]))
    return found


def test_the_exit_codes_are_the_table_of_outcomes() -> None:
    documented = [(word, int(code), meaning) for word, code, meaning, _ in rows("alarms.md", "Exit codes")]
    assert documented == [(outcome.word, outcome.exit_code, outcome.meaning) for outcome in Outcome]


def test_every_alarm_has_its_line_in_the_words_of_the_screen() -> None:
    words = labels("en")
    documented = [(row[0], row[2], row[3], row[4]) for row in rows("alarms.md", "Alarms of the desk")]
    assert documented == [
        (code, card.owner, words[f"alarm.{code}"], words[f"alarm_remedy.{code}"]) for code, card in CATALOGUE.items()
    ]
    assert {key for key in words if re.match(r"alarm(_remedy)?\.", key)} == {
        f"{group}.{code}" for group in ("alarm", "alarm_remedy") for code in CATALOGUE
    }


def test_every_break_has_its_line() -> None:
    documented = [(row[0], row[1], row[2], row[-1]) for row in rows("alarms.md", "Breaks of the Close")]
    assert documented == [
        (code.value, rule.priority.value, rule.owner.value, ", ".join(rule.actions))
        for code, rule in ((code, RULES[code]) for code in BreakCode)
    ]


def test_every_action_on_a_break_is_explained() -> None:
    assert [row[0] for row in rows("operations.md", "Breaks")] == [action.value for action in BreakAction]


def test_every_gate_code_has_its_line_and_no_line_is_left_over() -> None:
    documented = {(gate, code) for gate, code, *_ in rows("alarms.md", "Gates of the Morning")}
    said = {
        (gate, text)
        for gate, texts in calls("core/safety", {"blocked", "reduced", "none_of", "no_buy_of"})
        for text in texts
        if re.fullmatch(r"[A-Z][A-Z0-9_]+", text)
    }
    assert documented == said | {("any", "OK")}


def test_every_gate_is_explained_with_its_limits_and_whether_it_judges_sells() -> None:
    documented = [tuple(row) for row in rows("gates.md", "The rules")]
    assert documented == [
        (
            rule.name,
            rule.reason,
            ", ".join(f"`{limit}`" for limit in rule.limits).strip("`") if len(rule.limits) == 1 else
            ", ".join(f"`{limit}`" for limit in rule.limits) or "–",
            "yes" if rule.name in STILL_APPLY else "no",
        )
        for rule in GATE_RULES.values()
    ]  # fmt: skip


def test_every_refusal_of_the_executor_has_its_line() -> None:
    source = (ROOT / "resources" / "ptrade" / "executor.py").read_text(encoding="utf-8")
    refused = set(re.findall(r'Refusal\("([A-Z]+)"', source))
    assert refused
    assert {row[0] for row in rows("alarms.md", "Codes in the executor's ack")} == refused | {"OK", "PARTLY"}


def test_every_ending_of_a_run_and_every_job_of_the_engine_is_explained() -> None:
    named = [name.strip("`") for row in rows("operations.md", "The engine") for name in row[0].split(", ")]
    endings = [ending.value for ending in Ending]
    assert named[-len(endings) :] == endings
    assert sorted(named[: -len(endings)]) == sorted(JobName)


def test_every_remark_of_the_engine_has_its_line() -> None:
    said = {texts[0] for folder in ("core/jobs/schedule", "app") for _, texts in calls(folder, {"Note"})}
    cells = [row[0] for row in rows("alarms.md", "Remarks of the engine")]
    assert {name.strip("`") for cell in cells for name in cell.split(", ")} == said


def test_every_dataset_has_its_clock_and_cap() -> None:
    documented = [row for row in rows("data.md", "Datasets and when a row becomes known") if len(row) == 4]
    assert documented == [
        [spec.name, f"{spec.known_at:%H:%M}", spec.kind.value, str(spec.row_cap)] for spec in DATASETS.values()
    ]


@pytest.mark.parametrize("page", sorted([*DOCS.rglob("*.md"), ROOT / "README.md"]), ids=lambda path: path.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not link.endswith(".png")]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_decisions_are_numbered_without_gaps_and_say_what_was_decided() -> None:
    pages = sorted((DOCS / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    assert [page.name for page in pages if "**Decision.**" not in page.read_text(encoding="utf-8")] == []


def verbs() -> set[str]:
    """Every verb of the command line, two words where it has a second."""
    root = typer.main.get_command(app)
    found = set()
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        found |= {f"{name} {second}" for second in getattr(command, "commands", {})} or {name}
    return found


def test_every_command_the_handbook_names_exists() -> None:
    known = verbs()
    pages = [*sorted(DOCS.rglob("*.md")), ROOT / "README.md"]
    code = "\n".join(found for page in pages for found in CODE.findall(page.read_text(encoding="utf-8")))
    named = {match.strip() for match in VERB.findall(code)}
    unknown = {words for words in named if not any(f"{words} ".startswith(f"{verb} ") for verb in known)}
    assert len(named) > 12
    assert unknown == set()
