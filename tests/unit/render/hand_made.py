"""Equilibria written by hand, so that what is printed can be told from what is derived."""

from dataclasses import replace

import sympy as sp

from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Move
from symgame.logic.region import Region
from symgame.logic.verdict import Status, Verdict
from symgame.solve.equilibrium import Branch, Equilibrium, Obligation, Step

PROVED = Verdict(Status.PROVED, by=("signs",))
OPEN = Verdict(Status.UNDECIDED, reason="not tried")
M = Player("M")
a, b = sp.symbols("a b", positive=True)
q = sp.Symbol("q", real=True)
U = sp.Function("U_M")

GAME = SequentialGame([Move(M, q, domain=sp.Interval(0, sp.oo))], {M: (a - b - q) * q})


def step(kind, relation, given=(), verdict=PROVED):
    return Step(kind, 1, M, q, relation, given, verdict)


INTERIOR_STEPS = (
    step("objective", sp.Eq(U(q), (a - b - q) * q, evaluate=False)),
    step("first-order condition", sp.Eq(a - b - 2 * q, 0, evaluate=False)),
    step("second-order condition", sp.Lt(sp.Integer(-2), 0, evaluate=False)),
    step("root", sp.Eq(q, (a - b) / 2, evaluate=False)),
    step("domain", sp.Gt((a - b) / 2, 0, evaluate=False)),
)
CORNER_STEPS = (
    step("objective", sp.Eq(U(q), (a - b - q) * q, evaluate=False)),
    step("corner", sp.Eq(q, 0, evaluate=False)),
    step("corner", sp.Le(a - b - 2 * q, 0, evaluate=False), (q >= 0,)),
)
EVIDENCE = (Obligation("domain", (a - b) / 2 > 0, (b < a,), PROVED),)
INTERIOR = Branch(Region(b < a), ((q, (a - b) / 2),), ((q, (a - b) / 2),), ((M, (a - b) ** 2 / 4),), INTERIOR_STEPS, EVIDENCE)
CORNER = Branch(Region(b >= a), ((q, sp.S.Zero),), ((q, sp.S.Zero),), ((M, sp.S.Zero),), CORNER_STEPS)
WHOLE = Equilibrium(GAME, (INTERIOR, CORNER), (), sp.false, PROVED, parameters=(a, b))


def with_step(kind, **changes):
    """WHOLE with one step of the interior branch changed, or left out when there is no change."""
    steps = tuple(replace(s, **changes) if s.kind == kind else s for s in INTERIOR_STEPS if changes or s.kind != kind)
    return replace(WHOLE, branches=(replace(INTERIOR, steps=steps), CORNER))
