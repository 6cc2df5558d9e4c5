"""Entailment between formulas, many times over the same symbols: proofs by a solver, refutations from remembered points.

`implied` is True only when a solver found that the contrary has no solution; False means "not proved".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import sympy as sp
from flint import fmpq

from symgame.budget import Budget, Meter
from symgame.logic.formula import ALLOWED, And, Atom, Formula, Or, negate
from symgame.logic.names import smt_name
from symgame.logic.query import build
from symgame.logic.worker import Answer, worker

SLICES = (("qfnra-nlsat", 0.3), ("nlsat", 0.6), ("nlqsat", 0.6), ("default", 0.6))
QUANTIFIED = (("nlqsat", 3.0), ("default", 2.0))
Values = dict[sp.Expr, Any]


@lru_cache(maxsize=20_000)
def answer(text: str, slices: tuple[tuple[str, float], ...] = SLICES) -> Answer:
    """What z3 says of a query, remembered by content."""
    return worker("z3").ask(text, slices)


def true_at(formula: Formula, at: Values) -> bool | None:
    """The truth of a formula at rational values of all generators, None when a value is missing."""
    if isinstance(formula, Atom):
        values = tuple(at.get(g) for g in formula.gens)
        return None if None in values else formula.sign_at(values) in ALLOWED[formula.relation]
    if isinstance(formula, And | Or):
        parts = [true_at(a, at) for a in formula.args]
        decisive = isinstance(formula, Or)
        if decisive in parts:
            return decisive
        return None if None in parts else not decisive
    return None


@dataclass
class Entailment:
    """Proves implications from a fixed context, with a memory of points.

    Parameters
    ----------
    context : tuple of Formula
    meter : Meter
    """

    context: tuple[Formula, ...]
    meter: Meter = field(default_factory=lambda: Budget().start())
    points: list[Values] = field(default_factory=list)

    def possible(self, formulas: Iterable[Formula]) -> bool:
        """False only when context and formulas are proved to contradict each other."""
        parts = (*self.context, *formulas)
        if any(all(true_at(p, at) for p in parts) for at in self.points):
            return True
        query = build(parts)
        if query.trivial:
            return False
        self.meter.spend()
        found = answer(query.text, QUANTIFIED if "((" in query.text else SLICES)
        if found.answer == "sat":
            self._remember(found, query.gens)
        return found.answer != "unsat"

    def implied(self, goal: Formula, formulas: Iterable[Formula] = ()) -> bool:
        """Whether context and formulas are proved to imply the goal."""
        return not self.possible((*formulas, negate(goal)))

    def _remember(self, found: Answer, gens: tuple[sp.Expr, ...]) -> None:
        point: Values = {}
        for g in gens:
            v = found.model.get(smt_name(g), "0/1")
            if not isinstance(v, str):
                return
            top, bottom = v.split("/")
            point[g] = fmpq(int(top), int(bottom))
        self.points.append(point)
