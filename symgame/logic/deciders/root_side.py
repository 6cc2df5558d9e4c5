"""Compare an implicit root with an expression by the sign of its polynomial.

Let p have exactly one root r in the open interval (l, h) and let it be simple, with p(l) p(h) < 0.  Then p has the sign
of p(h) on (r, h) and the opposite sign on (l, r), so that for any a

    a < r  if and only if  a ≤ l, or a < h and p(a) p(h) < 0,

and likewise for the other relations.  Existence (the sign change) and uniqueness (the derivative has the sign of p(h)
at every root: between two such roots there would be one with the opposite sign) are proved first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.budget import Meter
from symgame.logic.deciders.smt import FIRST, Smt
from symgame.logic.problem import Problem
from symgame.logic.root import Root
from symgame.logic.verdict import Status, Verdict


@dataclass(frozen=True)
class RootSide:
    """Decides a relation, or a conjunction of relations, with an implicit root alone on one side.

    Parameters
    ----------
    solver : Smt
        Who proves the polynomial sentences that this leads to.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> x, c = sp.Symbol("x", real=True), sp.Symbol("c", positive=True)
    >>> r = Root(x**3 + c*x - 1, x, sp.Interval.open(0, 1))
    >>> RootSide()(Problem(sp.Lt(1/(1 + c)/2, r), ()), Budget().start()).by[0]
    'side of a root'
    """

    solver: Smt = Smt("z3", FIRST)

    def __call__(self, problem: Problem, meter: Meter) -> Verdict | None:
        by: dict[str, None] = {}
        for part in problem.claim.args if isinstance(problem.claim, And) else (problem.claim,):
            sentences = _sentences(part)
            if sentences is None or any(g.has(Root) for g in problem.given):
                return None
            for claim, extra in sentences:
                found = self.solver(Problem(claim, (*problem.given, *extra)), meter)
                if found is None or not found.proved:
                    return None
                by.update(dict.fromkeys(found.by))
        return Verdict(Status.PROVED, by=("side of a root", *by))


def _sentences(part: Boolean) -> list[tuple[Boolean, tuple[Boolean, ...]]] | None:
    """The polynomial sentences that prove one relation: ``(claim, further assumptions)`` each."""
    if not isinstance(part, sp.Lt | sp.Le | sp.Gt | sp.Ge):
        return None
    small, large = (part.lhs, part.rhs) if isinstance(part, sp.Lt | sp.Le) else (part.rhs, part.lhs)
    above = isinstance(large, Root)
    root, other = (large, small) if above else (small, large)
    if not isinstance(root, Root) or other.has(Root):
        return None
    low, high, left_open, right_open = root.interval
    if not (left_open and right_open):
        return None
    end, start = _sign_at_end(root, high, upper=True), _sign_at_end(root, low, upper=False)
    z = sp.Dummy("z", real=True)
    simple = (sp.Gt(root.slope(z) * end, 0), (*_inside(z, low, high), sp.Eq(root.at(z), 0)))
    strict = isinstance(part, sp.Lt | sp.Gt)
    value = root.at(other) * end
    beside = (sp.Lt if strict else sp.Le)(value, 0) if above else (sp.Gt if strict else sp.Ge)(value, 0)
    beyond = sp.Le(other, low) if above else sp.Ge(other, high)
    within = [sp.Lt(other, high)] if above else [sp.Gt(other, low)]
    return [(sp.Lt(start * end, 0), ()), simple, (Or(beyond, And(*within, beside)), ())]


def _inside(z: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Iterator[Boolean]:
    if low is not -sp.oo:
        yield sp.Gt(z, low)
    if high is not sp.oo:
        yield sp.Lt(z, high)


def _sign_at_end(root: Root, end: sp.Expr, *, upper: bool) -> sp.Expr:
    """An expression with the sign of the polynomial at a finite or infinite end."""
    if end in (sp.oo, -sp.oo):
        degree = len(root.coefficients) - 1
        return root.coefficients[0] * (1 if upper else (-1) ** degree)
    return root.at(end)
