"""Cells: sets of parameters cut out by polynomial signs, with exact points that show that they are not empty.

A *cell* is {θ : assumptions, sign p_1(θ) ∈ S_1, …, sign p_m(θ) ∈ S_m}.  A cell is refined by one more sign at a
time; it is dropped only when it is proved empty.  Cheap first: a contradiction between signs, then exact points that
are known to be inside, and only then a decision over the reals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import Any

from sympy.logic.boolalg import Boolean

from symgame.budget import Meter
from symgame.errors import GameError
from symgame.logic.formula import AT_LEAST, EQUAL, GREATER, UNEQUAL
from symgame.logic.polynomials import Poly, expression, lift
from symgame.logic.signs import ANY, NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, POSITIVE, ZERO, Sign, sign_of
from symgame.solve.bounds import tightest
from symgame.solve.cell_queries import Queries
from symgame.solve.cell_samples import Samples
from symgame.solve.ratio import Field
from symgame.solve.relations import sided

ATOM_SIGNS = {GREATER: POSITIVE, AT_LEAST: NONNEGATIVE, EQUAL: ZERO, UNEQUAL: NONZERO}


@dataclass(frozen=True)
class Cell:
    """Signs by literal, and the numbers of the samples known to be inside.

    Parameters
    ----------
    signs : tuple of (str, frozenset of int)
        The literal's key in its `Space`, and the signs allowed.
    inside : tuple of int
        Samples that lie in the cell; not all of them.
    known : int
        How many samples there were when `inside` was made.
    sure : bool
        False when nobody could show that the cell is not empty.

    Examples
    --------
    >>> Cell(()).signs
    ()
    """

    signs: tuple[tuple[str, Sign], ...]
    inside: tuple[int, ...] = ()
    known: int = 0
    sure: bool = True

    @property
    def table(self) -> Mapping[str, Sign]:
        """The signs as a mapping."""
        return dict(self.signs)


@dataclass
class Space:
    """The parameter space of one game: literals, samples, and the questions asked about them.

    Parameters
    ----------
    field : Field
    assumptions : tuple of Boolean
    meter : Meter

    Examples
    --------
    >>> import sympy as sp
    >>> from symgame.budget import Budget
    >>> x = sp.Symbol("x", real=True)
    >>> f = Field.of([x])
    >>> space = Space(f, (x > 1,), Budget().start())
    >>> space.refine(space.start(), f.enter(x).num, NONPOSITIVE) is None
    True
    """

    field: Field
    assumptions: tuple[Boolean, ...]
    meter: Meter
    polys: dict[str, Poly] = with_default(default_factory=dict)
    _factors: dict[str, tuple[int, tuple[tuple[str, int], ...]]] = with_default(default_factory=dict)
    _asked: dict[tuple[tuple[str, Sign], ...], bool | None] = with_default(default_factory=dict)
    _relations: dict[tuple[str, Sign], Boolean] = with_default(default_factory=dict)
    undecided: int = 0
    base: tuple[tuple[str, Sign], ...] = ()
    _start: Cell | None = None

    def __post_init__(self) -> None:
        self.samples = Samples(self.field.gens, self.assumptions)
        self.queries = Queries(self.field, self.assumptions, self.polys, self.samples)

    def start(self) -> Cell:
        """The whole space: nothing but the assumptions.

        Raises
        ------
        GameError
            If the assumptions contradict each other.
        """
        if self._start is None:
            self._start = self._first()
        return self._start

    def _first(self) -> Cell:
        signs: dict[str, Sign] = {}
        for part in (atom for atoms in self.queries.plain.values() for atom in atoms):
            key, orient = self.literal(lift(part.poly, part.gens, self.field.gens))
            if key:
                allowed = ATOM_SIGNS[part.relation]
                signs[key] = signs.get(key, ANY) & (allowed if orient > 0 else frozenset(-s for s in allowed))
        if self.field.rational and self.field.gens:
            self.samples.draw()
        self.base = tuple(sorted(signs.items(), key=lambda item: item[0]))
        cell = self._located(Cell(self.base))
        if cell is None:
            raise GameError(f"assume: the assumptions contradict each other: {', '.join(map(str, self.assumptions))}")
        return cell

    def literal(self, poly: Poly, table: Mapping[str, Sign] | None = None) -> tuple[str, int]:
        """The key and orientation of a polynomial's sign; key "" when the sign is known, the orientation is it then.

        Factors whose sign is known, by declaration or from `table`, are left out.
        """
        constant, parts = self._factored(poly)
        kept, sign = [], constant
        for key, power in parts:
            known = (table or {}).get(key)
            if known is not None and len(known) == 1 and 0 not in known:
                sign *= next(iter(known)) ** power
            elif known == ZERO:
                return "", 0
            else:
                kept.append((key, power))
        if sign == 0 or not kept:
            return "", sign
        if len(kept) == 1 and kept[0][1] == 1:
            return kept[0][0], sign
        core: Any = None
        for key, power in kept:
            piece = self.polys[key] ** power
            core = piece if core is None else core * piece
        key = str(core)
        self.polys.setdefault(key, core)
        return key, sign

    def _factored(self, poly: Poly) -> tuple[int, tuple[tuple[str, int], ...]]:
        """Sign and irreducible factors of unknown sign, with power 1 (odd) or 2 (even)."""
        if poly.is_zero():
            return 0, ()
        text = str(poly)
        if text in self._factors:
            return self._factors[text]
        constant, found = poly.factor()
        sign = 1 if constant > 0 else -1
        parts = []
        for piece, power in found:
            if piece.leading_coefficient() < 0:
                piece, sign = -piece, -sign if power % 2 else sign
            own = sign_of(piece, self.field.gens)
            if own in (POSITIVE, NEGATIVE):
                sign = sign if power % 2 == 0 or own == POSITIVE else -sign
                continue
            if own == NONPOSITIVE:
                piece, sign = -piece, -sign if power % 2 else sign
            key = str(piece)
            self.polys.setdefault(key, piece)
            parts.append((key, 2 - power % 2))
        self._factors[text] = (sign, tuple(sorted(parts)))
        return self._factors[text]

    def refine(self, cell: Cell, poly: Poly, allowed: Sign) -> Cell | None:
        """The part of a cell where the sign of a polynomial is allowed; None when that part is proved empty.

        Raises
        ------
        BudgetSpent
            When the meter is exhausted.
        """
        table = dict(cell.signs)
        key, sign = self.literal(poly, table)
        if not key:
            return cell if sign in allowed else None
        wanted = allowed if sign > 0 else frozenset(-s for s in allowed)
        before = table.get(key) or sign_of(self.polys[key], self.field.gens)
        after = before & wanted
        if not after:
            return None
        if after == before:
            return cell
        table[key] = after
        refined = Cell(tuple(sorted(table.items(), key=lambda item: item[0])), cell.inside, cell.known, cell.sure)
        return self._located(refined)

    def all_of(self, cell: Cell | None, conditions: Iterable[tuple[Poly, Sign]]) -> Cell | None:
        """Refine by several signs, one after the other."""
        for poly, allowed in conditions:
            if cell is None:
                return None
            cell = self.refine(cell, poly, allowed)
        return cell

    def meet(self, one: Cell, other: Cell) -> Cell | None:
        """The intersection of two cells, None when it is proved empty."""
        table, changed = dict(one.signs), False
        for key, signs in other.signs:
            before = table.get(key)
            after = signs if before is None else before & signs
            if not after:
                return None
            if after != before:
                table[key], changed = after, True
        if not changed:
            return one
        if len(table) == len(other.signs) and all(dict(other.signs)[k] == s for k, s in table.items()):
            return other
        joined = Cell(tuple(sorted(table.items(), key=lambda item: item[0])), one.inside, one.known, one.sure)
        return self._located(joined)

    def empty(self, signs: tuple[tuple[str, Sign], ...]) -> bool:
        """Whether a set of signs is proved to contradict itself."""
        cell = Cell(tuple(sorted(signs, key=lambda item: item[0])))
        for key, allowed in cell.signs:
            if not allowed & sign_of(self.polys[key], self.field.gens):
                return True
        return self._located(cell) is None

    def _located(self, cell: Cell) -> Cell | None:
        """The cell with samples inside, or None when it is proved empty."""
        signs = tightest(cell.signs, self.polys)
        if signs is None:
            return None
        cell = Cell(signs, cell.inside, cell.known, cell.sure)
        among = (*cell.inside, *range(cell.known, len(self.samples)))
        inside = self.samples.inside(cell.signs, self.polys, among)
        if inside:
            return Cell(cell.signs, inside, len(self.samples), True)
        answer = self._asked.get(cell.signs)
        if cell.signs not in self._asked:
            self.meter.spend()
            answer = self._asked[cell.signs] = self.queries.ask(cell.signs)
        if answer is False:
            return None
        if answer is None:
            self.undecided += 1
        found = self.samples.inside(cell.signs, self.polys, range(cell.known, len(self.samples)))
        return Cell(cell.signs, found, len(self.samples), answer is True)

    def relation(self, key: str, allowed: Sign) -> Boolean:
        """A sign condition as a sympy relation, positive terms on both sides."""
        if (key, allowed) not in self._relations:
            self._relations[key, allowed] = sided(expression(self.polys[key], self.field.gens), allowed)
        return self._relations[key, allowed]
