"""Deviations that a witness asks for: necessary conditions of equilibrium beyond those that a sentence starts with.

A profile that passes the first necessary conditions and is not listed may fall to a deviation that was left out, because
they are very many, or because it only approaches an end outside of the domain.  Conditions that the witness violates are
added to the sentence, which is then asked again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not, Or

from symgame.logic.root import Root, valueless
from symgame.logic.verdict import Verdict
from symgame.solve.absence import withstands
from symgame.solve.fractions import is_rational
from symgame.solve.no_profile import _approached
from symgame.solve.numeric import holds, value_at
from symgame.solve.outside import outside, undefined
from symgame.solve.pieces import Piece, relation_sides, substitute
from symgame.solve.problem import StageProblem, Unknown, ends
from symgame.solve.prove import Prover
from symgame.solve.responses import own_responses
from symgame.solve.samples import rational_point
from symgame.solve.univariate import roots

ROUNDS, EACH, MOST = 10, 2, 3
"""So often conditions are added; so many for each action, and together."""


class Further:
    """Further necessary conditions on each piece of a stage with several movers.

    Parameters
    ----------
    problem : StageProblem
    prover : Prover
    """

    def __init__(self, problem: StageProblem, prover: Prover) -> None:
        self.problem, self.prover = problem, prover
        self.responses: dict[sp.Symbol, list[tuple[int, sp.Expr]]] | None = None
        self.inside = {u.symbol: u.within(u.symbol) for u in problem.unknowns}
        self.inward: dict[tuple[Any, ...], tuple[Boolean, ...]] = {}

    def ask(self, listed: Boolean, given: tuple[Boolean, ...], piece: Piece, first: Verdict) -> Verdict:
        """The verdict on "a profile of the piece with what is given is listed", after a first refutation.

        Parameters
        ----------
        listed : Boolean
            In parameters, history and actions.
        given : tuple of Boolean
        piece : Piece
            The profile lies on it.
        first : Verdict
        """
        verdict = first
        for _ in range(ROUNDS):
            if not verdict.refuted:
                break
            failing = self._failing(piece, verdict.witness, given)
            if not failing:
                break
            given = (*given, *failing)
            verdict = self.prover.ask(listed, given, slices=2)
        return verdict

    def _failing(self, piece: Piece, witness: Mapping[Any, Any], given: tuple[Boolean, ...]) -> list[Boolean]:
        """A few short conditions that the witness violates."""
        point = rational_point(dict(witness), (*self.problem.parameters, *self.problem.symbols))
        if self.responses is None:
            self.responses = own_responses(self.problem)
        found: list[Boolean] = []
        for u in self.problem.unknowns:
            here = piece.payoffs[u.owner]
            beside = (*_beside_open_ends(self.problem, here, u), *_approached(self.problem, here, u))
            found += [c for c in (*beside, *self._moved_inward(piece, u, point)) if c not in given and not holds(c, point)]
            gaining = [(place, value) for place, value in self.responses[u.symbol] if self._gains(piece, u, place, value, point)]
            shortest = sorted(gaining, key=lambda g: sp.count_ops(g[1]))[:EACH]
            found += [withstands(self.problem, here, u, place, value) for place, value in shortest]
        return sorted((c for c in dict.fromkeys(found) if c not in given), key=sp.count_ops)[:MOST]

    def _moved_inward(self, piece: Piece, u: Unknown, point: Mapping[sp.Symbol, Any]) -> tuple[Boolean, ...]:
        """Moves of one action where others stand at ends of their domains; the same for all points at the same ends."""
        at = {v.symbol: e for v in self.problem.unknowns for e in (v.low, v.high) if e not in (sp.oo, -sp.oo) and _stands(v, e, point)}
        if u.low is -sp.oo or u.values or not at.keys() - {u.symbol}:
            return ()
        key = (id(piece), u.symbol, *at.items())
        if key not in self.inward:
            self.inward[key] = tuple(self._inward(piece, u, at))
        return self.inward[key]

    def _inward(self, piece: Piece, u: Unknown, at: Mapping[sp.Symbol, sp.Expr]) -> Iterator[Boolean]:
        """Moves away from an end where others stand at ends of theirs: half of the way to where they stop to gain.

        Beside a jump (a contest in which nobody moves) no action is best, and no best reply is a deviation.
        """
        others = {x: e for x, e in at.items() if x != u.symbol}
        here = substitute(piece.payoffs[u.owner], at)
        for q in (q for q in self.problem.pieces if q.payoffs and q is not piece):
            payoff = substitute(q.payoffs[u.owner], others)
            if valueless(payoff) or valueless(here):
                continue
            for r in roots(payoff - here, u.symbol, u.low, u.high):
                move = {u.symbol: sp.cancel((u.low + r) / 2) if is_rational(r) else (u.low + r) / 2, **others}
                there = substitute(payoff, move)
                if valueless(r) or valueless(there) or r.has(Root, u.symbol):
                    continue
                reached = And(substitute(u.within(u.symbol), move), *(substitute(c, move) for c in q.conditions))
                yield Or(*(sp.Ne(x, e) for x, e in at.items()), outside(reached), *undefined(there), sp.Ge(here, there))

    def _gains(self, piece: Piece, u: Unknown, place: int, value: sp.Expr, point: Mapping[sp.Symbol, Any]) -> bool:
        """Whether a deviation looks possible and better at the witness."""
        other = self.problem.pieces[place]
        at = None if value.has(Root) or not other.payoffs else value_at(value, point)
        if at is None:
            return False
        moved = {**point, u.symbol: at}
        if not all(holds(c, moved) for c in (self.inside[u.symbol], *other.conditions)):
            return False
        here, there = value_at(piece.payoffs[u.owner], point), value_at(other.payoffs[u.owner], moved)
        return here is not None and there is not None and bool(there > here)


def _stands(u: Unknown, end: sp.Expr, point: Mapping[sp.Symbol, Any]) -> bool:
    """Whether an action is at an end of its domain at the point."""
    return bool(holds(sp.Eq(u.symbol, end, evaluate=False), point))


def _beside_open_ends(problem: StageProblem, here: sp.Expr, u: Unknown) -> Iterator[Boolean]:
    """That no payoff approached at an end outside of the domain exceeds `here`."""
    for end, is_open in ((u.low, u.low_open), (u.high, u.high_open)):
        if u.values or not is_open or end in (sp.oo, -sp.oo) or len(ends(end)) > 1:
            continue
        at = {u.symbol: end}
        for q in (q for q in problem.pieces if q.payoffs):
            inside = [_entered(c, u.symbol, end, 1 if end is u.low else -1) if c.has(u.symbol) else c for c in q.conditions]
            limit = substitute(q.payoffs[u.owner], at)
            if sp.false not in inside and not limit.has(sp.nan, sp.zoo, sp.oo, sp.I):
                yield Or(Not(And(sp.Lt(u.low, u.high), *inside)), sp.Ge(here, limit))


def _entered(c: Boolean, x: sp.Symbol, end: sp.Expr, inward: int) -> Boolean:
    """That a condition of a piece holds for all x close to an end, on the side of the domain."""
    side = sp.expand(relation_sides(c))
    there = substitute(side, {x: end})
    if isinstance(c, sp.Eq) or not side.is_polynomial(x) or sp.degree(side, x) != 1:
        return sp.Gt(there, 0) if not isinstance(c, sp.Eq) else sp.false
    return Or(sp.Gt(there, 0), And(sp.Eq(there, 0), sp.Gt(inward * side.coeff(x, 1), 0)))
