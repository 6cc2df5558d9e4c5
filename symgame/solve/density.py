"""One mover with one action: what is shown where all conditions hold strictly is true on the whole region, by continuity.

Let f(θ, x) be the mover's payoff on G = {θ in Θ, l(θ) ≤ x ≤ h(θ)}, given by u_k on the piece C_k, and x*(θ) a candidate on the
region R.  Suppose that

1. the C_k cover G and every u_k is continuous on the closed C_k; a piece that does not agree with all others where it meets
   them has above R only points that are limits of points at which all its conditions and those of R and Θ hold strictly;
2. x*, l and h are continuous on R, and every point of R is a limit of points at which its conditions and those of Θ hold strictly.

Then v(θ) = u(θ, x*(θ)) is continuous on R.  The points (θ, x) at which all conditions of R and Θ hold strictly,
l < x < h, and the conditions of some C_k hold strictly are dense above R: the rest of them lies on zeros of finitely many
polynomials.  If u_k(θ, x) ≤ v(θ) there, the same is true everywhere above R: a point of a piece is a limit of such points of
that piece, or of such points of a piece that agrees with it.  Closed conditions on x*(θ) pass to the limit likewise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symgame.solve.pieces import Piece, relation_sides
from symgame.solve.problem import Candidate
from symgame.solve.relations import plain
from symgame.solve.strictly import closed, conjuncts, polynomial_inequalities, regular

if TYPE_CHECKING:
    from symgame.solve.prove import Prover


class Density:
    """The question whether strict conditions are enough for a candidate on a region.

    Parameters
    ----------
    prover : Prover
    candidate : Candidate
    region : Boolean
    """

    def __init__(self, prover: Prover, candidate: Candidate, region: Boolean) -> None:
        self.prover, self.candidate, self.region = prover, candidate, region
        self._given = (region, *prover.problem.assumptions)
        self._plain = len(candidate.values) == 1 and candidate.free is None and not candidate.conditions
        self._plain = self._plain and all(_rational(v) for v in candidate.values.values())
        self._plain = self._plain and polynomial_inequalities(self._given)

    def likely(self) -> bool:
        """Whether the conditions at the head of the module are shown as far as the region does not matter."""
        return self._plain and self.prover.smooth.shown()

    def shown(self) -> bool:
        """Whether both conditions are shown on the region."""
        if not self.likely():
            return False
        (value,) = self.candidate.values.values()
        below = sp.denom(sp.together(value))
        defined = not below.free_symbols or self.prover.ask(plain(sp.Ne, below), (self.region,)).proved
        return defined and regular(self._given, self.prover.ask) and self._jumps_regular()

    def _jumps_regular(self) -> bool:
        """Whether the pieces at which the payoff jumps have no thin parts above the region."""
        (u,) = self.prover.problem.unknowns
        pieces = [self.prover.problem.pieces[k] for k in sorted(self.prover.jumps(u.owner))]
        return all(regular((*self._given, u.within(u.symbol), *p.conditions), self.prover.ask) for p in pieces)


class Smooth:
    """Whether the payoff of the one mover of a stage is shown to be continuous on each closed piece.

    Parameters
    ----------
    prover : Prover
    """

    def __init__(self, prover: Prover) -> None:
        self.prover = prover
        self._shown: bool | None = None

    def shown(self) -> bool:
        """The first part of the first condition at the head of the module, worked out once."""
        if self._shown is None:
            self._shown = False
            self._shown = self._of_the_kind() and self._defined()
        return self._shown

    def _of_the_kind(self) -> bool:
        """Rational payoffs on pieces that polynomials cut out, one action between polynomial ends, no integers."""
        problem = self.prover.problem
        if len(problem.unknowns) != 1 or not problem.covering:
            return False
        (u,) = problem.unknowns
        if u.values or u.low_open and u.low is not -sp.oo or u.high_open and u.high is not sp.oo:
            return False
        if any(s.is_integer for s in (*problem.parameters, u.symbol)):
            return False
        ends = [e for e in (u.low, u.high) if e not in (sp.oo, -sp.oo)]
        if not all(e.is_polynomial(*e.free_symbols) for e in ends) or len(ends) == 2 and sp.expand(u.high - u.low) == 0:
            return False
        return all(p.payoffs and _rational(p.payoffs[u.owner]) and _polynomial(p) for p in problem.pieces)

    def _defined(self) -> bool:
        """No denominator vanishes on a closed piece."""
        (u,) = self.prover.problem.unknowns
        for p in self.prover.problem.pieces:
            below = sp.denom(sp.together(p.payoffs[u.owner]))
            inside = (u.within(u.symbol), *(closed(c) for c in p.conditions))
            if below.free_symbols and not self.prover.ask(plain(sp.Ne, below), inside).proved:
                return False
        return True


def _rational(e: sp.Expr) -> bool:
    return bool(e.is_rational_function(*e.free_symbols))


def _polynomial(p: Piece) -> bool:
    """Whether the conditions are relations between polynomials."""
    for c in conjuncts(p.conditions):
        if not isinstance(c, Relational):
            return False
        side = relation_sides(c)
        if not side.is_polynomial(*side.free_symbols):
            return False
    return True
