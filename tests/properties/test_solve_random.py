"""Random games of every kind, solved and compared with a numeric oracle that shares no code with the solvers."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from tests.oracle.classify import classify
from tests.oracle.random_games import KINDS, draw

SEEDS = range(101, 102)
LARGE = range(1000, 1090)
KEPT: list[tuple[str, int]] = [
    ("one_kink", 8), ("one_kink", 13), ("two_stages_kink", 8), ("two_stages_kink", 72), ("participation", 6),
    ("participation", 54), ("participation", 101), ("one_rational", 1022),
]  # fmt: skip
KEPT_SLOWLY: list[tuple[str, int]] = [
    *(("participation", seed) for seed in (10, 27, 44, 57, 59)), ("two_stages_kink", 0), ("two_stages_kink", 2), ("three_stages", 9),
    ("one_player", 2004),
]  # fmt: skip
"""Games that were once solved wrongly."""

SOLVED: list[tuple[str, int]] = [("several_actions", 25), ("one_kink", 2055), ("one_kink", 2059)]
SOLVED_SLOWLY: list[tuple[str, int]] = [
    *(("several_actions", seed) for seed in (0, 3, 12, 18, 22, 23, 24)), ("participation", 4), ("participation", 10),
    ("two_stages_kink", 27), ("one_player", 2056),
]  # fmt: skip
"""Games that were once not solved."""


OPEN: dict[str, tuple[int, ...]] = {
    "three_stages": (2016, 2023, 2026, 2031, 2032, 2036, 2039, 2042, 2048, 2049, 2050, 2054, 2058),
    "rational_follower": (2002, 2015, 2017, 2024, 2026, 2028, 2030, 2045, 2046, 2050),
    "bargained": (2004, 2012, 2020, 2022, 2023, 2024, 2031, 2033, 2044, 2047, 2054, 2059, 2061),
    "one_player": (2020,), "two_stages_kink": (2040,),
    "several_actions": (2049,), "participation": (2011,), "cubics_at_once": (2026,),
}  # fmt: skip
"""Games that were not solved within 40 seconds, all of a run of 1,008."""


def limited(drawn):
    return sg.solve(drawn.game, bargaining=drawn.rule, budget=sg.Budget(seconds=20))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wrong(kind):
    results = [classify(draw(kind, seed), limited, count=4) for seed in SEEDS]
    wrong = [(r.drawn.seed, r.reasons) for r in results if r.status == "WRONG"]
    assert not wrong
    assert any(r.status == "right" for r in results), [r.reasons for r in results]


@pytest.mark.parametrize(("kind", "seed"), [*KEPT, *(pytest.param(*one, marks=pytest.mark.slow) for one in KEPT_SLOWLY)])
def test_games_once_solved_wrongly(kind, seed):
    result = classify(draw(kind, seed), limited, count=10)
    assert result.status != "WRONG", result.reasons
    assert result.equilibrium is None or not sg.verify(result.drawn.game, result.equilibrium).refuted


@pytest.mark.parametrize(("kind", "seed"), SOLVED)
def test_games_once_not_solved(kind, seed):
    _is_solved(kind, seed, 60)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "seed"), SOLVED_SLOWLY)
def test_large_games_once_not_solved(kind, seed):
    _is_solved(kind, seed, 180)


def _is_solved(kind, seed, seconds):
    result = classify(draw(kind, seed), lambda d: sg.solve(d.game, budget=sg.Budget(seconds=seconds)), count=6)
    assert result.status == "right", result.reasons
    assert result.equilibrium.uncovered is sp.false


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_solved_is_never_refuted(kind):
    for seed in SEEDS:
        drawn = draw(kind, seed)
        verdict = sg.verify(drawn.game, limited(drawn), budget=sg.Budget(seconds=20))
        assert not verdict.refuted, (kind, seed, verdict)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wrong_in_the_large(kind):
    results = [classify(draw(kind, seed), limited, count=5) for seed in LARGE]
    assert not [(r.drawn.seed, r.reasons) for r in results if r.status == "WRONG"]
    solved = sum(r.status == "right" for r in results)
    assert solved >= 0.95 * len(results), [(r.drawn.seed, r.reasons[:1]) for r in results if r.status != "right"]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "seed"), [(kind, seed) for kind, seeds in OPEN.items() for seed in seeds])
def test_what_is_not_solved_says_nothing_false(kind, seed):
    result = classify(draw(kind, seed), limited, count=5)
    assert result.status != "WRONG", result.reasons
