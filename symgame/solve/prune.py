"""Pieces made short: what never happens is dropped, what always holds is not said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean

from symgame.budget import Budget, Meter
from symgame.logic.decide import QUICK
from symgame.solve.pieces import Piece, relation_sides
from symgame.solve.power_logic import decide
from symgame.solve.refusals import REFUSALS, inside_sympy

SLICE = Budget(seconds=0.7)


def always(claim: Boolean, given: Iterable[Boolean], meter: Meter) -> bool:
    """Whether a sentence is proved; undecided counts as no.

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> always(x + 1 > 1, (), Budget().start())
    True
    """
    meter.spend()
    parts = {a for g in given for a in (g.args if isinstance(g, And) else (g,)) if a not in (sp.true, True)}
    return _shown(claim, tuple(sorted(parts, key=sp.default_sort_key)))


@lru_cache(maxsize=5_000)
def _shown(claim: Boolean, given: tuple[Boolean, ...]) -> bool:
    """Assembling branches asks several times whether two regions meet."""
    if any(e.has(sp.I) for e in (claim, *given) if isinstance(e, sp.Basic)):
        return False
    try:
        verdict = decide(claim, given, deciders=QUICK, budget=SLICE)
    except REFUSALS as error:
        if not inside_sympy(error):
            raise
        return False
    return verdict.proved or verdict.vacuous


def settled(e: sp.Expr, given: Sequence[Boolean], meter: Meter) -> sp.Expr:
    """An expression without the cases of which it is proved that they hold always or never.

    A root of odd order of an expression of unknown sign has two cases; the domains of what was played before often
    leave one.

    Parameters
    ----------
    e : Expr
    given : sequence of Boolean
    meter : Meter

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> cases = sp.Piecewise((sp.cbrt(1 - x), x <= 1), (-sp.cbrt(x - 1), True))
    >>> settled(1 + cases, [x >= 0, x <= 1], Budget().start())
    (1 - x)**(1/3) + 1
    """
    decided: dict[sp.Basic, sp.Basic] = {}
    for cases in e.atoms(sp.Piecewise):
        for value, condition in cases.args:
            if condition is sp.true or always(condition, given, meter):
                decided[cases] = value
                break
            if not always(sp.Not(condition), given, meter):
                break
    return e.xreplace(decided)


def shorten(condition: Boolean, given: Sequence[Boolean], meter: Meter) -> Boolean:
    """The same condition without factors whose sign is proved.

    Examples
    --------
    >>> x, c = sp.Symbol("x", real=True), sp.Symbol("c", positive=True)
    >>> shorten(x*(c + x**2) > 0, [], Budget().start())
    x > 0
    """
    if not isinstance(condition, sp.Gt | sp.Ge | sp.Lt | sp.Le):
        return condition
    side = relation_sides(condition)
    if not side.is_rational_function(*side.free_symbols):
        return condition
    top, below = sp.fraction(sp.cancel(side))
    content, factors = sp.factor_list(top)
    positive, kept = content > 0, []
    if below.free_symbols or below < 0:
        if always(sp.Gt(below, 0), given, meter):
            pass
        elif always(sp.Lt(below, 0), given, meter):
            positive = not positive
        else:
            return condition
    for f, n in factors:
        if always(sp.Gt(f, 0), given, meter):
            continue
        if always(sp.Lt(f, 0), given, meter):
            positive = positive if n % 2 == 0 else not positive
            continue
        kept.append(f**n)
    left = sp.Mul(*kept) if positive else -sp.Mul(*kept)
    relation = sp.Gt if isinstance(condition, sp.Gt | sp.Lt) else sp.Ge
    return relation(sp.expand(left) if len(kept) == 1 else left, 0)


def prune(pieces: Iterable[Piece], given: Sequence[Boolean], meter: Meter) -> tuple[Piece, ...]:
    """Pieces that can occur under `given`, each with the conditions that are not implied.

    Parameters
    ----------
    pieces : iterable of Piece
    given : sequence of Boolean
        Assumptions and domains.
    meter : Meter

    Returns
    -------
    tuple of Piece
    """
    kept: list[Piece] = []
    for p in pieces:
        flat: list[Boolean] = []
        for c in p.conditions:
            flat += [a for a in (c.args if isinstance(c, sp.And) else (c,)) if a is not sp.true]
        if any(c is sp.false for c in flat) or always(sp.false, [*given, *flat], meter):
            continue
        conditions = list(dict.fromkeys(c if not isinstance(c, Relational) else shorten(c, given, meter) for c in flat))
        for c in sorted(conditions, key=sp.count_ops, reverse=True):
            rest = [d for d in conditions if d is not c]
            if always(c, [*given, *rest], meter):
                conditions = rest
        kept.append(Piece(tuple(c for c in conditions if c is not sp.true), p.payoffs, p.outcome))
    return tuple(_once(kept, given, meter))


def _once(pieces: list[Piece], given: Sequence[Boolean], meter: Meter) -> list[Piece]:
    """Pieces without those that lie within another one of the same payoffs and the same play."""
    kept = list(pieces)
    for p in pieces:
        for q in kept:
            if q is p or q.payoffs != p.payoffs or q.outcome != p.outcome:
                continue
            if set(q.conditions) <= set(p.conditions) or always(sp.And(*q.conditions), [*given, *p.conditions], meter):
                kept = [r for r in kept if r is not p]
                break
    return kept
