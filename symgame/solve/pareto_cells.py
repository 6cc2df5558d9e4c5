"""The Pareto set of utilities without parameters, exactly: over the cells of the plane of a share and a share to compare it with.

For a share x of piece p and a share y of piece q the signs of U_i(y) - U_i(x), i = 1, …, n, and of the conditions of q at y are those of
polynomials in x and y.  Between two neighbouring roots of the `cuts` of these polynomials the signs that occur over x, and where, do not
change (Collins 1975): there all shares are dominated or none is.  Over one x, rational or algebraic, the signs are exact on each of
the finitely many cells of the line of y, so it is decided whether some y dominates x (Pareto 1906).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_poly
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, Or

from symgame.budget import BudgetSpent, Meter
from symgame.logic.algebraic_field import RATIONALS, Field
from symgame.logic.algebraic_line import Cell
from symgame.logic.exact import enclosure
from symgame.logic.numbers import Undecidable
from symgame.logic.verdict import Status, Verdict
from symgame.solve.columns import Basis, Column, Refused, cuts, p_line
from symgame.solve.dominance import Dominance
from symgame.solve.equilibrium import Obligation
from symgame.solve.fractions import is_rational
from symgame.solve.pareto_candidates import Segment, Structure
from symgame.solve.pieces import Piece

VERDICT = Verdict(Status.PROVED, by=("cells of the plane",), steps=("every share is compared with all others, cell by cell",))
MOST_FIELD = 24
"""The highest degree of an algebraic share over which cells are compared."""


Found = tuple[Structure, Boolean, tuple[Obligation, ...]]
"""A set, the region where it is the undominated shares, and the evidence."""


def exact_structure(problem: Dominance, meter: Meter, seconds: float = 60.0) -> Structure:
    """The undominated shares of a problem without parameters.

    Parameters
    ----------
    problem : Dominance
        With piecewise rational utilities; boundaries of pieces and ends of the domain may be algebraic numbers.
    meter : Meter
    seconds : float

    Returns
    -------
    tuple of Segment
        In increasing order; none where every share is dominated.

    Raises
    ------
    Refused, Undecidable, BudgetSpent
        If the problem is not of this kind, or too large.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> x = sp.Symbol("x", real=True)
    >>> pieces = (Piece((), {1: x * (1 - x), 2: -x}),)
    >>> problem = Dominance(x, sp.Integer(0), sp.Integer(1), False, False, (1, 2), pieces, ())
    >>> exact_structure(problem, Budget().start())
    (Segment(start=0, end=1/2, start_open=False, end_open=False),)
    """
    if problem.parameters:
        raise Refused("a problem with parameters")
    return _Cells(problem, meter, time.monotonic() + min(seconds, meter.left_seconds)).structure()


def by_cells(problem: Dominance, meter: Meter) -> list[Found] | None:
    """The undominated shares with their region and the evidence.

    Parameters
    ----------
    problem : Dominance
    meter : Meter

    Returns
    -------
    list or None
        None with parameters, or where the problem is not of this kind or too large.
    """
    if problem.parameters or problem.given:
        return None
    try:
        found = exact_structure(problem, meter)
    except (Refused, Undecidable, BudgetSpent, OverflowError):
        return None
    return [(found, sp.true, (Obligation("undominated there and only there", among(found, problem.share), (), VERDICT),))]


def among(structure: Structure, x: sp.Symbol) -> Boolean:
    """That a share belongs to a structure."""
    kinds = {True: sp.Lt, False: sp.Le}
    return Or(*(And(kinds[s.start_open](s.start, x), kinds[s.end_open](x, s.end)) for s in structure))


@dataclass(frozen=True)
class _Here:
    """What decides about the shares of one piece."""

    conditions: Boolean
    basis: Basis
    gains: tuple[tuple[Boolean, tuple[sp.Expr, ...]], ...]
    polynomials: dict[Any, Any]


@dataclass(frozen=True)
class _Row:
    """A cell of the line of the share: whether no share dominates it; None outside of the domain, and where nothing changes."""

    cell: Cell
    undominated: bool | None


class _Cells:
    """The line of the share, and over each of its cells the line of the share to compare it with."""

    def __init__(self, problem: Dominance, meter: Meter, deadline: float) -> None:
        self.problem, self.meter, self.deadline = problem, meter, deadline
        self.x, self.y = problem.share, sp.Dummy("y", real=True)
        self.inside = rational_condition(problem.within(self.x), self.x)
        self.conditions = [rational_condition(And(*p.conditions), self.x) for p in problem.pieces]
        self.boundaries = Basis(self.x, self.y)
        for c in (self.inside, *self.conditions):
            self.boundaries.take(c)
        self.here = [self._piece(k) if p.payoffs else None for k, p in enumerate(problem.pieces)]

    def _piece(self, k: int) -> _Here:
        basis, at = Basis(self.x, self.y), {self.x: self.y}
        gains = []
        for c, q in zip(self.conditions, self.problem.pieces, strict=True):
            there = And(self.inside, c).xreplace(at)
            listed = tuple(self._gain(q, self.problem.pieces[k], i) for i in self.problem.parties) if q.payoffs else ()
            gains.append((there, listed))
            for e in listed:
                basis.add(e)
        for condition in (self.inside, *self.conditions):
            basis.take(condition)
            basis.take(condition.xreplace(at))
        found = cuts(basis.found.values())
        return _Here(And(self.inside, self.conditions[k]), basis, tuple(gains), {_monic(f): f for f in found.values()})

    def _gain(self, there: Piece, here: Piece, i: Any) -> sp.Expr:
        gain = there.payoffs[i].xreplace({self.x: self.y}) - here.payoffs[i]
        return sp.Integer(0) if gain == 0 else sp.cancel(sp.together(gain))

    # ------------------------------------------------------------------ the line of the share

    def rows(self) -> list[_Row]:
        """The cells of the line in order."""
        polynomials = {name: f for h in self.here if h is not None for name, f in h.polynomials.items()}
        return [_Row(c, self._undominated(c)) for c in p_line(polynomials.values()).cells]

    def _undominated(self, cell: Cell) -> bool | None:
        """See `_Row`."""
        if time.monotonic() > self.deadline:
            raise Refused("no time is left")
        K, place = _field(cell)
        probe = Column(self.boundaries, K, place)
        if not probe.holds(self.inside, 0):
            return None
        for h, condition in zip(self.here, self.conditions, strict=True):
            if probe.holds(condition, 0):
                if h is None:
                    break
                if cell.rational is None and _name(cell) not in h.polynomials:
                    return None
                if K.degree > MOST_FIELD:
                    raise Refused("a field of too high a degree")
                self.meter.spend()
                return not self._dominated(h, Column(h.basis, K, place))
        raise Refused("utilities are not known everywhere")

    def _dominated(self, here: _Here, column: Column) -> bool:
        """Whether a cell of the line of y holds a better share."""
        for i in range(len(column.line.cells)):
            for there, gains in here.gains:
                if column.holds(there, i):
                    signs = [column.sign(e, i) for e in gains]
                    if not signs or None in signs:
                        raise Refused("utilities are not known everywhere")
                    if min(s or 0 for s in signs) >= 0 and 1 in signs:
                        return True
        return False

    def structure(self) -> Structure:
        """The components."""
        rows = self.rows()
        inner = [r for r in rows if r.cell.rational is not None or r.undominated is not None or self._outside(r.cell)]
        found: list[Segment] = []
        for i, r in enumerate(inner):
            if not r.undominated or i and inner[i - 1].undominated:
                continue
            j = next((n for n in range(i, len(inner)) if not inner[n].undominated), len(inner)) - 1
            first, last = inner[i].cell, inner[j].cell
            start_open, end_open = first.rational is not None, last.rational is not None
            start = number(inner[i - 1].cell if start_open else first)
            end = start if i == j and not start_open else number(inner[j + 1].cell if end_open else last)
            found.append(Segment(start, end, start_open, end_open))
        return tuple(found)

    def _outside(self, cell: Cell) -> bool:
        return not Column(self.boundaries, *_field(cell)).holds(self.inside, 0)


def _field(cell: Cell) -> tuple[Field, Any]:
    """A field and in it the point of a cell of a line over the rational numbers."""
    if cell.rational is not None:
        return RATIONALS, fmpq_poly([cell.rational])
    modulus = _modulus(cell)
    if modulus.degree() == 1:
        return RATIONALS, fmpq_poly([fmpq(-modulus[0], modulus[1])])
    return Field(modulus, cell.order), fmpq_poly([0, 1])


def _modulus(cell: Cell) -> Any:
    return fmpq_poly([c[0] for c in cell.factor]).numer()


def _name(cell: Cell) -> str:
    return _monic(_modulus(cell))


def _monic(f: Any) -> str:
    """A name that polynomials share exactly if they have the same roots, for irreducible ones."""
    return str(fmpq_poly(f) / fmpq(f[f.degree()]))


def number(cell: Cell) -> sp.Expr:
    """The root that a cell is, in rational numbers and square roots where that is possible."""
    modulus = _modulus(cell)
    poly = sp.Poly([int(c) for c in reversed(modulus.coeffs())], sp.Symbol("x"))
    return sp.rootof(poly, cell.order)


def rational_condition(condition: Boolean, x: sp.Symbol) -> Boolean:
    """The same condition with polynomials with rational coefficients, where x is compared with algebraic numbers.

    Raises
    ------
    Refused
        If an irrational number occurs in another way.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> found = rational_condition(x < sp.sqrt(2), x)
    >>> [bool(found.subs(x, v)) for v in (-3, 1, sp.Rational(3, 2), 5)]
    [True, True, False, False]
    """
    if isinstance(condition, And | Or):
        return condition.func(*(rational_condition(a, x) for a in condition.args))
    if not isinstance(condition, Relational):
        if condition in (sp.true, sp.false):
            return condition
        raise Refused(f"{condition} is no condition on signs")
    e = sp.expand(condition.lhs - condition.rhs)
    if is_rational(e):
        return condition
    if not e.is_polynomial(x) or sp.degree(e, x) != 1:
        raise Refused(f"irrational coefficients in {condition}")
    slope, level = e.coeff(x, 1), -e.coeff(x, 0)
    if not isinstance(slope, sp.Rational):
        raise Refused(f"irrational coefficients in {condition}")
    at = level / slope
    kind = type(condition) if slope > 0 else type(condition.reversed)
    return _compared(kind, x, at)


def _compared(kind: Any, x: sp.Symbol, at: sp.Expr) -> Boolean:
    """x compared with an algebraic number, by its minimal polynomial between rational numbers beside it."""
    try:
        minimal = sp.minimal_polynomial(at, x, polys=True)
    except (sp.polys.polyerrors.NotAlgebraic, NotImplementedError) as problem:
        raise Refused(f"{at} is no algebraic number") from problem
    if minimal.degree() == 1:
        return kind(x, -minimal.nth(0) / minimal.nth(1))
    below, above = enclosure(at, 256)
    low, high = next((a, b) for (a, b), _ in minimal.intervals() if a < above and below < b)
    if not (low < below and above < high):
        raise Refused(f"{at} is very close to a rational number")
    f = minimal.as_expr() if minimal.as_expr().subs(x, high) > 0 else -minimal.as_expr()
    near = And(low < x, x < high)
    if kind is sp.Eq:
        return And(near, sp.Eq(f, 0))
    if kind is sp.Ne:
        return Or(x <= low, x >= high, sp.Ne(f, 0))
    outer = x <= low if kind in (sp.Lt, sp.Le) else x >= high
    return Or(outer, And(near, kind(f, 0)))
