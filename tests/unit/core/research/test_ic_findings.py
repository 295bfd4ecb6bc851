"""A factor among the others: its rate of false discovery, its cluster, its weight."""

from dataclasses import replace

import numpy as np
import pytest

from core.research.ic.findings import Findings, surest_first
from tests.fakes.factor_findings import FACTORS, findings


@pytest.fixture(scope="module")
def found() -> Findings:
    return findings()[0]


def test_merit_is_told_from_chance_among_those_tried(found: Findings) -> None:
    assert found.trials == 3
    assert [row.told_from_chance for row in found.rows] == [True, True, False, False]
    assert np.isnan(found.rows[3].discovery_rate)


def test_opposites_are_one_cluster_and_only_its_surest_is_weighed(found: Findings) -> None:
    assert [row.cluster for row in found.rows] == [1, 1, 2, 3]
    weighed = [row.factor.name for row in found.rows if np.isfinite(row.weight)]
    assert len(weighed) == 1
    assert weighed[0] in ("knows", "contrary")
    assert sum(abs(row.weight) for row in found.rows if np.isfinite(row.weight)) == pytest.approx(1)


def test_without_a_direction_the_better_fifth_is_held(found: Findings) -> None:
    knows, contrary = found.rows[0].study, found.rows[1].study
    assert (knows.wanted, contrary.wanted) == (1, -1)
    assert contrary.excess == pytest.approx(knows.excess)
    assert contrary.rank_ic == pytest.approx(-knows.rank_ic)


def test_the_surest_come_first_and_the_unknown_last(found: Findings) -> None:
    names = [row.factor.name for row in surest_first(found.rows)]
    assert set(names[:2]) == {"knows", "contrary"}
    assert names[2:] == ["noise", "nothing"]
    noise = found.rows[2]
    tied = [replace(noise, factor=factor) for factor in FACTORS]
    assert [row.factor for row in surest_first(tied)] == list(FACTORS)
