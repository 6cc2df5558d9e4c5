"""Whether the assumptions contradict each other: then every claim is true, and none is proved."""

from __future__ import annotations

from dataclasses import dataclass

from symgame.budget import Meter
from symgame.logic.entail import answer
from symgame.logic.problem import Problem
from symgame.logic.query import build
from symgame.logic.verdict import Status, Verdict

SLICES = (("qfnra-nlsat", 0.3), ("nlsat", 0.7))


@dataclass(frozen=True)
class Vacuity:
    """Check the assumptions alone.

    Examples
    --------
    >>> import sympy as sp
    >>> from symgame.budget import Budget
    >>> x = sp.Symbol("x", positive=True)
    >>> Vacuity()(Problem(x > 1, (x < 0,)), Budget().start()).vacuous
    True
    """

    def __call__(self, problem: Problem, meter: Meter) -> Verdict | None:
        if not problem.given:
            return None
        query = build((problem.hypotheses,), problem.symbols)
        meter.spend()
        found = None if query.trivial else answer(query.text, SLICES)
        if found is not None and found.answer != "unsat":
            return None
        by = ("signs",) if found is None else (found.by,)
        return Verdict(Status.VACUOUS, by=by, reason="the assumptions contradict each other")
