"""The exact condition on parameters under which a sentence holds.

Bound unknowns are eliminated (virtual substitution).  The irreducible factors of what remains cut the parameter space
into cells of constant signs; each cell is found with an exact sample and *proved* to lie inside or outside; a shortest
combination of sign conditions that separates the cells is the answer, and is proved equivalent once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sympy as sp
from flint import fmpz_poly
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget, BudgetSpent
from symgame.errors import ArgumentTypeError, UndecidedError
from symgame.logic.cover import Cell, Clause, smallest_cover
from symgame.logic.eliminate import eliminated
from symgame.logic.entail import Entailment
from symgame.logic.factoring import factors
from symgame.logic.formula import (
    FALSE,
    GREATER,
    TRUE,
    Atom,
    Formula,
    Quantified,
    atoms,
    conj,
    disj,
    make,
    negate,
)
from symgame.logic.normal import formula
from symgame.logic.numbers import real_roots
from symgame.logic.polynomials import Poly, fraction, generators, ordered
from symgame.logic.present import sentence_of
from symgame.logic.problem import sentence, sentences
from symgame.logic.projection import projected
from symgame.logic.quantifiers import ForAll
from symgame.logic.query import resolve
from symgame.logic.reduce import shortened, size
from symgame.logic.region import Region
from symgame.logic.signs import sign_of
from symgame.logic.valued import conditions_of_value, explicit, plain
from symgame.logic.virtual import NotEliminated

MAX_POLYNOMIALS = 12
MAX_CELLS = 600
RELATION = {frozenset((1,)): (">", 1), frozenset((0, 1)): (">=", 1), frozenset((-1,)): (">", -1)}
RELATION |= {frozenset((-1, 0)): (">=", -1), frozenset((0,)): ("=", 1), frozenset((-1, 1)): ("!=", 1)}


def when(
    claim: Boolean | bool,
    given: Boolean | Iterable[Boolean] = (),
    over: Iterable[sp.Symbol] | None = None,
    *,
    budget: Budget | None = None,
) -> Region:
    """The exact region of the parameters in which `claim` holds, where `given` does.

    Parameters
    ----------
    claim : Boolean
        May hold `ForAll` and `Exists`.
    given : Boolean or iterable of Boolean
    over : iterable of Symbol, optional
        The parameters of the answer, all free symbols if left out.  The claim must hold for all values of the others
        that satisfy `given`.
    budget : Budget, optional

    Returns
    -------
    Region
        With a quantifier-free condition in the parameters.

    Raises
    ------
    UndecidedError
        If a bound unknown could not be eliminated or a cell not be decided.
    StatementError
        If claim or assumption is not a sentence.

    Examples
    --------
    >>> a, b, x = sp.symbols("a b x", real=True)
    >>> from symgame.logic.quantifiers import ForAll
    >>> when(ForAll((x,), x**2 + a*x + b > 0)).condition
    a**2 < 4*b
    """
    claim, facts = sentence(claim), sentences(given)
    free = claim.free_symbols.union(*(g.free_symbols for g in facts))
    parameters = _parameters(over, free)
    others = tuple(sorted(free - set(parameters), key=lambda s: s.name))
    assumed = tuple(g for g in facts if g.free_symbols <= set(parameters))
    if others:
        rest = [g for g in facts if g not in assumed]
        claim = ForAll(others, sp.Implies(sp.And(*rest), claim) if rest else claim)
    meter = (budget or Budget(seconds=60.0)).start()
    known = Entailment(tuple(resolve(formula(g)) for g in assumed), meter)
    try:
        whole = plain(eliminated(claim, known), known)
        found = region_of(whole, known)
    except NotEliminated as error:
        raise UndecidedError(f"the condition was not found: {error}") from None
    except BudgetSpent as spent:
        raise UndecidedError(f"the condition was not found within the budget ({spent}); give a larger Budget") from None
    if any(isinstance(leaf, Quantified) for leaf in atoms(found)):
        raise UndecidedError("a bound unknown of degree above two was not eliminated, and the cells were not all decided")
    return Region(sentence_of(found), assumed)


def _parameters(over: Iterable[sp.Symbol] | None, free: set[Any]) -> tuple[sp.Symbol, ...]:
    if over is None:
        return tuple(free)
    chosen = (over,) if isinstance(over, sp.Symbol) else tuple(over)
    if not all(isinstance(s, sp.Symbol) for s in chosen):
        raise ArgumentTypeError(f"`over` takes symbols, got {over!r}")
    return chosen


def region_of(whole: Formula, known: Entailment) -> Formula:
    """A short formula that is equivalent to `whole` under the context: from proved cells, else from proved reductions."""
    if not known.possible((whole,)):
        return FALSE
    if not known.possible((negate(whole),)):
        return TRUE
    quantified = any(isinstance(leaf, Quantified) for leaf in atoms(whole))
    direct = whole if quantified else shortened(whole, known)
    if size(direct) <= 1 and not quantified:
        return direct
    for rich in (False, True) if quantified else (False,):
        polys = sorted(separating(whole, known, rich), key=_weight)
        if len(polys) > MAX_POLYNOMIALS:
            return direct
        true, false = Cells(polys, known).decided(whole)
        if true is not None and false is not None:
            break
    else:
        return direct
    return _covered(whole, direct, polys, true, false, known)


def _covered(
    whole: Formula, direct: Formula, polys: list[Atom], true: list[Cell], false: list[Cell], known: Entailment
) -> Formula:
    """The shortest of: clauses for the true cells, the negation of clauses for the false ones, the direct form."""
    quantified = any(isinstance(leaf, Quantified) for leaf in atoms(direct))
    polys = polys[: len((*true, *false)[0])]
    weights = [_weight(p) for p in polys]
    found = _formula(smallest_cover(true, false, weights), polys)
    dual = negate(_formula(smallest_cover(false, true, weights), polys))
    for shortest in sorted((found, dual), key=lambda f: (size(f), _heaviness(f))):
        if not quantified and (size(shortest), _heaviness(shortest)) >= (size(direct), _heaviness(direct)):
            break
        stated = explicit(shortest, conditions_of_value(shortest, known))
        if known.implied(whole, (shortest,)) and known.implied(stated, (whole,)):
            return shortest
    return direct


def _heaviness(found: Formula) -> int:
    return sum(_weight(a) for a in atoms(found) if isinstance(a, Atom))


def _weight(a: Atom) -> int:
    radicals = sum(3 for g in a.gens if not g.is_Symbol)
    return int(a.poly.total_degree()) + len(a.poly) + radicals


def separating(whole: Formula, known: Entailment, rich: bool = False) -> list[Atom]:
    """The polynomials that can change sign, as atoms ``p > 0``; the roots themselves for those in one parameter."""
    found: dict[Formula, None] = {}
    for leaf in atoms(whole):
        for part in projected(leaf, rich) if isinstance(leaf, Quantified) else (leaf,):
            if isinstance(part, Atom):
                for f, _ in factors(part.poly)[1]:
                    found.update(dict.fromkeys(_linear_pieces(f, part.gens)))
    return [a for a in found if isinstance(a, Atom) and not _fixed(a, known)]


def _fixed(a: Atom, known: Entailment) -> bool:
    sign = sign_of(a.poly, a.gens)
    if sign <= {1} or sign <= {-1}:
        return True
    return known.implied(a) or known.implied(make(-a.poly, GREATER, a.gens))


def _linear_pieces(f: Poly, gens: tuple[sp.Expr, ...]) -> list[Formula]:
    """The factor, or x - r for each real root r when it is a non-linear polynomial in one parameter x."""
    used = [i for i, d in enumerate(f.degrees()) if d]
    if len(used) != 1 or f.total_degree() == 1 or not gens[used[0]].is_Symbol:
        return [make(f, GREATER, gens)]
    x = gens[used[0]]
    dense = [0] * (int(f.total_degree()) + 1)
    for exponents, c in f.to_dict().items():
        dense[exponents[used[0]]] = int(c)
    poly = sp.Poly(list(reversed(dense)), sp.Symbol("x"))
    roots = [sp.rootof(poly, i) for i in range(len(real_roots(fmpz_poly(dense))))]
    return [_threshold(x, r) for r in roots]


def _threshold(x: sp.Expr, r: sp.Expr) -> Formula:
    gens = ordered(generators(x) | generators(r))
    found = fraction(x - r, gens)
    return make(found.num, GREATER, gens)


class Cells:
    """The non-empty sign cells of some polynomials under the context, found depth first."""

    def __init__(self, polys: list[Atom], known: Entailment) -> None:
        self.polys = polys
        self.known = known

    def parts(self, signs: Cell) -> tuple[Formula, ...]:
        """The sign conditions of a cell, or of a partial one."""
        return tuple(_with_sign(p, frozenset((s,))) for p, s in zip(self.polys, signs, strict=False))

    def decided(self, whole: Formula) -> tuple[list[Cell] | None, list[Cell] | None]:
        """Cells inside and cells outside, each proved; (None, None) when a cell is neither or there are too many.

        A cell is cut by the next polynomial only when it was proved neither inside nor outside.
        """
        true: list[Cell] = []
        false: list[Cell] = []
        pending: list[Cell] = [()]
        while pending:
            cell = pending.pop()
            parts = self.parts(cell)
            if self.known.implied(whole, parts):
                true.append(cell)
            elif self.known.implied(negate(whole), parts):
                false.append(cell)
            elif len(cell) == len(self.polys) or len(true) + len(false) > MAX_CELLS:
                return None, None
            else:
                pending += self._cut(cell)
        depth = max(map(len, (*true, *false)))
        return self._completed(true, depth), self._completed(false, depth)

    def _cut(self, cell: Cell) -> list[Cell]:
        return [(*cell, s) for s in (0, -1, 1) if self.known.possible(self.parts((*cell, s)))]

    def _completed(self, cells: list[Cell], depth: int) -> list[Cell] | None:
        """The same cells, cut by each of the first `depth` polynomials."""
        for n in range(depth):
            cells = [c for cell in cells for c in (self._cut(cell) if len(cell) == n else (cell,))]
            if len(cells) > MAX_CELLS:
                return None
        return cells


def _with_sign(p: Atom, signs: frozenset[int]) -> Formula:
    relation, factor = RELATION[signs]
    return make(factor * p.poly, relation, p.gens)


def _formula(clauses: list[Clause], polys: list[Atom]) -> Formula:
    return disj(conj(_with_sign(polys[i], signs) for i, signs in clause) for clause in clauses)


