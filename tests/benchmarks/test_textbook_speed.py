"""Time to derive textbook games, beside the plain sympy script for the same game.

Run with ``pytest -m slow tests/benchmarks/test_textbook_speed.py -s`` to see the table.  A rival that does not finish
within `LIMIT` seconds is stopped.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog import contests, delegation, research

LIMIT = 60
ROOT = Path(__file__).resolve().parents[2]


def linear_quadratic(firms):
    """Linear Cournot with unbounded quantities: one first-order condition a firm."""
    a, b = sp.symbols("a b", positive=True)
    q = sp.symbols(f"q_1:{firms + 1}", real=True)
    costs = sp.symbols(f"c_1:{firms + 1}", positive=True)
    players = [sg.Player(f"F_{i}") for i in range(1, firms + 1)]
    price = a - b * sp.Add(*q)
    stage = sg.Simultaneous(*(sg.Move(f, x, domain=sp.Reals) for f, x in zip(players, q, strict=True)))
    return sg.SequentialGame([stage], {f: (price - c) * x for f, x, c in zip(players, q, costs, strict=True)})


GAMES = {
    "linear Cournot, 2 firms": (lambda: linear_quadratic(2), ("linear_cournot", "2")),
    "linear Cournot, 5 firms": (lambda: linear_quadratic(5), ("linear_cournot", "5")),
    "linear Cournot, 10 firms": (lambda: linear_quadratic(10), ("linear_cournot", "10")),
    "linear Cournot, 20 firms": (lambda: linear_quadratic(20), ("linear_cournot", "20")),
    "linear Cournot, 40 firms": (lambda: linear_quadratic(40), ("linear_cournot", "40")),
    "two-stage research": (lambda: research.research_with_spillovers(2), ("research",)),
    "three-stage supply chain": (lambda: delegation.successive_monopolies(3), ("supply_chain", "3")),
    "contest, 2 players": (lambda: contests.lottery_contest(2), ("contest", "2")),
    "contest, 3 players": (lambda: contests.lottery_contest(3), ("contest", "3")),
    "contest, n alike players": (contests.tullock_contest, ("contest_alike",)),
}


def rival_seconds(arguments):
    """Seconds of the rival in a fresh process without the start of sympy, or None when it did not finish."""
    module, *rest = arguments
    command = [sys.executable, "-m", f"tests.benchmarks.rivals.{module}", *rest]
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", "import sympy"], check=True, cwd=ROOT)
    idle = time.monotonic() - started
    started = time.monotonic()
    try:
        subprocess.run(command, check=True, cwd=ROOT, capture_output=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return None
    return max(time.monotonic() - started - idle, 0.01)


@pytest.mark.slow
@pytest.mark.parametrize("name", GAMES)
def test_beside_plain_sympy(name):
    make, rival = GAMES[name]
    game = make()
    started = time.monotonic()
    equilibrium = sg.solve(game)
    ours = time.monotonic() - started
    theirs = rival_seconds(rival)
    shown = f"more than {LIMIT}" if theirs is None else f"{theirs:.2f}"
    print(f"\n{name}: {ours:.2f} s with every region and proof, plain sympy {shown} s for candidates")
    assert equilibrium.uncovered is sp.false and equilibrium.branches
    if theirs is None:
        assert ours < LIMIT / 3


@pytest.mark.parametrize("firms", [2, 4])
def test_the_rival_is_right_where_all_produce(firms):
    from tests.benchmarks.rivals import linear_cournot

    equilibrium = sg.solve(linear_quadratic(firms))
    derived = equilibrium.branches[0].outcome
    plain = linear_cournot.derive(firms)
    assert [sp.cancel(v - p) for v, p in zip(derived.values(), plain, strict=True)] == [0] * firms


def test_the_rival_of_the_contest_gives_negative_effort_where_a_player_stays_out():
    from tests.benchmarks.rivals import contest

    values = dict(zip(sp.symbols("V_1 V_2 V_3", positive=True), (4, 4, 1), strict=True))
    (ours,) = sg.solve(contests.lottery_contest(3)).at(values)
    listed = [{k.name: sp.cancel(v.subs(values)) for k, v in one.items()} for one in contest.derive(3)]
    assert [one["x_3"] < 0 for one in listed] == [True]
    assert {k.name: v for k, v in ours.items()} == {"x_1": 1, "x_2": 1, "x_3": 0}
