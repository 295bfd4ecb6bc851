"""The records of a day that really was lived, checked and exported by the command itself."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from core.domain.outcome import Outcome
from tests.fakes.home_market import DAY_ONE
from tests.fakes.home_processes import daybreak
from tests.fakes.tampering import drop_guards

HomeAt = Callable[[str], Path]


def test_a_lived_day_verifies_exports_and_shows_what_was_done_to_it(home_at: HomeAt, tmp_path: Path) -> None:
    home, out = home_at("closed"), tmp_path / "archive"
    clean = daybreak(home, "audit", "verify", "--json")
    assert (clean.exit_code, clean.json()["rows"]) == (0, []), clean
    assert clean.json()["records"] > 100
    quarter = f"{DAY_ONE.year}Q{(DAY_ONE.month + 2) // 3}"
    exported = daybreak(home, "audit", "export", "--quarter", quarter, "--out", str(out), "--json")
    assert exported.exit_code == 0, exported
    assert daybreak(home, "audit", "verify", str(out), "--against-home").exit_code == 0
    with closing(sqlite3.connect(home / "state.sqlite3")) as raw:
        drop_guards(raw.execute)
        raw.execute("UPDATE fills SET price_li = price_li + 10 WHERE rowid = 1")
        raw.commit()
    edited = daybreak(home, "audit", "verify", "--json")
    assert edited.exit_code == Outcome.FAILURE.exit_code
    (fault,) = edited.json()["rows"]
    assert (fault["kind"], fault["where"].split()[0]) == ("row edited", "fills")
