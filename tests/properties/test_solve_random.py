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
]  # fmt: skip
"""Games that were once solved wrongly."""

SOLVED: list[tuple[str, int]] = [("several_actions", 25)]
SOLVED_SLOWLY: list[tuple[str, int]] = [
    *(("several_actions", seed) for seed in (0, 3, 12, 18, 22, 23, 24)), ("participation", 4), ("participation", 10),
    ("two_stages_kink", 27),
]  # fmt: skip
"""Games that were once not solved."""


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
