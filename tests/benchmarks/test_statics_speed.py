"""Comparative statics, comparisons, Pareto sets: seconds with proofs, beside plain sympy on the same closed forms.

Run with ``pytest -m slow -s tests/benchmarks/test_statics_speed.py`` for the table.  The rival differentiates,
simplifies, and asks sympy's assumptions for the sign: it states no region and proves nothing; where it finds no sign
the table says so.
"""

from __future__ import annotations

import time

import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

pytestmark = pytest.mark.slow

GAME = fine_tuning_game()
DELTA, ALPHA_0, ALPHA_1 = GAME.actions
G, D = GAME.players
RULES = {
    "subgame perfect": None,
    "dictatorial": sg.Dictatorial(G),
    "utilitarian": sg.Utilitarian(),
    "egalitarian": sg.Egalitarian(),
    "nash": sg.NashBargaining(),
    "kalai-smorodinsky": sg.KalaiSmorodinsky(),
}


def timed(work):
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


def rival(equilibrium):
    """Signs that plain sympy reads off the simplified derivatives of all branches: (found, asked)."""
    found = asked = 0
    for branch in equilibrium.branches:
        for value in (*branch.outcome.values(), *branch.payoffs.values()):
            for parameter in equilibrium.parameters:
                derivative = sp.simplify(sp.diff(value, parameter))
                asked += 1
                found += any((derivative.is_zero, derivative.is_positive, derivative.is_negative))
    return found, asked


@pytest.mark.parametrize("name", RULES)
def test_comparative_statics(name):
    equilibrium = sg.solve(GAME, bargaining=RULES[name])
    statics, ours = timed(lambda: sg.comparative_statics(equilibrium))
    line = f"{name:>18}: {len(statics.entries)} derivatives, {ours:6.2f} s"
    if not any(isinstance(v, sp.Expr) and v.has(sg.Root) for b in equilibrium.branches for v in b.outcome.values()):
        (found, asked), theirs = timed(lambda: rival(equilibrium))
        line += f"; plain sympy {theirs:6.2f} s, {found} of {asked} signs"
    print(line)
    assert all(entry.uncovered is sp.false for entry in statics.entries)
    assert ours < 120


def linear_cournot(firms):
    """n firms with own costs, unbounded quantities."""
    a, b = sp.symbols("a b", positive=True)
    q = sp.symbols(f"q_1:{firms + 1}", real=True)
    costs = sp.symbols(f"c_1:{firms + 1}", positive=True)
    players = [sg.Player(f"F_{i}") for i in range(1, firms + 1)]
    price = a - b * sp.Add(*q)
    stage = sg.Simultaneous(*(sg.Move(f, x, domain=sp.Reals) for f, x in zip(players, q, strict=True)))
    return sg.SequentialGame([stage], {f: (price - c) * x for f, x, c in zip(players, q, costs, strict=True)})


def test_growth_with_the_number_of_firms():
    times = {}
    for firms in (2, 4, 6):
        equilibrium = sg.solve(linear_cournot(firms))
        statics, times[firms] = timed(lambda e=equilibrium: sg.comparative_statics(e, list(e.game.actions)))
        assert all(entry.uncovered is sp.false for entry in statics.entries)
        print(f"{firms} firms: {len(statics.entries)} derivatives, {times[firms]:.2f} s")
    # n(n + 2) derivatives with terms that grow linearly: far from exponential, also on a busy machine.
    assert times[6] < 60 * max(times[2], 0.05)


def test_pareto_set():
    found, ours = timed(lambda: sg.pareto_set(GAME))
    print(f"Pareto set of the fine-tuning game: {ours:.2f} s")
    assert found.uncovered is sp.false and ours < 60


def test_comparison_of_two_rules():
    one, other = (sg.solve(GAME, bargaining=RULES[r]) for r in ("utilitarian", "egalitarian"))
    found, ours = timed(lambda: sg.compare(one, other, DELTA))
    print(f"two rules compared: {ours:.2f} s")
    assert found.uncovered is sp.false and ours < 60
