"""A share proved best, or a payoff proved never negative, by the signs of the coefficients in the odds.

See `symgame.solve.verify_odds` for P, its exponents and what its blocks of signs say.  A share y inside (a, b) and one at
an end are different sentences; where the logic cannot tell which it is, both are proved.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, product

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.solve.verify_cases import Case
from symgame.solve.verify_odds import Place, Rows, by_degree, derivative, in_odds, whole
from symgame.solve.verify_power_sums import NotASum, PowerSum, Reader, stays
from symgame.solve.verify_prover import Prover


def largest(place: Place, case: Case, value: sp.Expr, x: sp.Symbol, domain: tuple[Boolean, ...]) -> bool:
    """Whether y is proved to maximise the only case's value over the whole interval of a share.

    Parameters
    ----------
    place : Place
    case : Case
        Its value is `value` at every share.
    value : Expr
    x : Symbol
    domain : tuple of Boolean
        That x lies between the ends.
    """
    a, b = place.ends
    try:
        reader = _reader(place, case, x)
        f = reader.read(value)
        if not _continuous(place, case, reader, f, domain):
            return False
        rows = in_odds(derivative(f, reader.p, reader.q), reader.p, reader.q, b - a)
        inner = place.under((*case.conditions, *_inner(place)))
        if inner.prover.possible(()) and not all(_inside(inner, reader, f, rows, s) for s in _blocks(inner, rows)):
            return False
        for end in (a, b):
            there = place.under((*case.conditions, sp.Eq(place.y, end)))
            if there.prover.possible(()) and not _at_end(there, reader, f, rows, end):
                return False
    except NotASum:
        return False
    return True


def sides(place: Place, case: Case, value: sp.Expr, x: sp.Symbol, domain: tuple[Boolean, ...]) -> tuple[bool, bool]:
    """Whether the only case's value is proved nowhere above its value at an inner y, left and right of y.

    Parameters
    ----------
    place, case, value, x, domain
        As for `largest`.
    """
    a, b = place.ends
    inner = place.under((*case.conditions, *_inner(place)))
    try:
        reader = _reader(place, case, x)
        f = reader.read(value)
        if not place.prover.all_proved(_inner(place)) or not _continuous(place, case, reader, f, domain):
            return False, False
        rows = in_odds(derivative(f, reader.p, reader.q), reader.p, reader.q, b - a)
        listed, total = set(_blocks(inner, rows)), whole(rows)
        if not listed <= {(), (1,), (-1,), (1, -1)}:
            return False, False
        left = listed <= {(), (1,)} or inner.holds(sp.Ge, total)
        return left, listed <= {(), (-1,)} or inner.holds(sp.Le, total)
    except NotASum:
        return False, False


def not_above(place: Place, case: Case, gap: sp.Expr, x: sp.Symbol, domain: tuple[Boolean, ...]) -> bool:
    """Whether the only case's `gap`, a function of the share, is proved ≤ 0 at an inner y."""
    a, b = place.ends
    inner = place.under((*case.conditions, *_inner(place)))
    try:
        reader = _reader(place, case, x)
        f = reader.read(gap)
        if not place.prover.all_proved(_inner(place)) or not _continuous(place, case, reader, f, domain):
            return False
        total = whole(in_odds(f, reader.p, reader.q, b - a))
        return inner.is_zero(total) or inner.holds(sp.Le, total)
    except NotASum:
        return False


def never_negative(place: Place, case: Case, value: sp.Expr, x: sp.Symbol, domain: tuple[Boolean, ...]) -> bool:
    """Whether the only case's value is proved ≥ 0 at every share, term by term.

    Parameters
    ----------
    place, case, value, x, domain
        As for `largest`.
    """
    try:
        reader = _reader(place, case, x)
        f = reader.read(value)
        if not _continuous(place, case, reader, f, domain):
            return False
        under, p, q = place.under(case.conditions), reader.p, reader.q
        parts = [in_odds(part, p, q, place.ends[1] - place.ends[0]) for part in by_degree(f, p, q)]
        return all(set(under.signs(g)) <= {0, 1} for rows in parts for _, g in rows)
    except NotASum:
        return False


def _inner(place: Place) -> tuple[Boolean, ...]:
    """That y is neither end."""
    a, b = place.ends
    return sp.Gt(place.y, a), sp.Lt(place.y, b)


def _reader(place: Place, case: Case, x: sp.Symbol) -> Reader:
    return Reader(case, x, place.ends, lambda s: place.prover.proves(sp.Gt(s, 0), case.conditions))


def _continuous(place: Place, case: Case, reader: Reader, f: PowerSum, domain: tuple[Boolean, ...]) -> bool:
    """Whether the value is proved to exist and to be continuous at every share, the ends included."""
    if case.undefined or any(e == 0 for _, e in case.roots) or not stays(case.conditions, case, reader.x):
        return False
    if min((*f.exponent(reader.p), *f.exponent(reader.q)), default=0) < 0:
        return False
    given = (*domain, *case.conditions)
    for d in case.nonzero:
        if not _never_zero(reader, d) and not place.prover.proves(sp.Ne(d, 0), given):
            return False
    for when, claims in case.claims:
        if not root_exists(reader, claims[-1]) and not place.prover.any(claims, (*domain, *when)).proved:
            return False
    return True


def _never_zero(reader: Reader, d: sp.Expr) -> bool:
    try:
        found = reader.read(d)
    except NotASum:
        return False
    return bool(found.sign()) and not found.generators() & {reader.p, reader.q}


def power_readers(prover: Prover, case: Case) -> list[Reader]:
    """Readers of a case in a share between 0 and 1: an implicit root, a parameter, or none."""
    found: list[Reader] = []
    if not case.roots:
        return found
    implicit = [u for u, equation in case.roots if sp.Ge(u, 0) not in case.conditions and not _linear(equation, u)]
    for x in (*implicit, sp.Dummy("x")):
        if x in implicit and not prover.all_proved((sp.Gt(x, 0), sp.Lt(x, 1))):
            continue
        try:
            found.append(Reader(case, x, (sp.S.Zero, sp.S.One), lambda s: prover.proves(sp.Gt(s, 0))))
        except NotASum:
            continue
    return found


def _linear(equation: sp.Expr, u: sp.Symbol) -> bool:
    return bool(sp.diff(equation, u, 2) == 0)


def same_powers(reader: Reader, gap: sp.Expr) -> bool:
    """Whether a difference vanishes as a sum of powers.

    Examples
    --------
    >>> c, u, v, w = sp.symbols("c u v w", real=True)
    >>> facts = (u >= 0, sp.Eq(u**2 - c, 0), v >= 0, sp.Eq(v**3 - c, 0), w >= 0, sp.Eq(w**6 - c, 0))
    >>> case = Case(facts, (u*v,), ((u, u**2 - c), (v, v**3 - c), (w, w**6 - c)))
    >>> reader = Reader(case, sp.Dummy("x"), (sp.Integer(0), sp.Integer(1)), lambda s: s == c)
    >>> same_powers(reader, u*v - w**5), same_powers(reader, u - v)
    (True, False)
    """
    try:
        parts = by_degree(reader.read(gap), reader.p, reader.q)
        return not any(in_odds(part, reader.p, reader.q, sp.S.One) for part in parts)
    except NotASum:
        return False


def root_exists(reader: Reader, claim: Boolean) -> bool:
    """Whether a claim says that a sum without negative terms is not negative."""
    if not isinstance(claim, sp.Ge) or claim.rhs != 0:
        return claim == sp.true
    try:
        return reader.factored(claim.lhs).sign() in (0, 1)
    except NotASum:
        return False


def _blocks(place: Place, rows: Rows) -> Iterator[tuple[int, ...]]:
    """The blocks of equal signs that the coefficients may have."""
    listed = [list(place.signs(g)) for _, g in rows]
    for signs in product(*listed):
        yield tuple(s for s, _ in groupby(signs))


def _inside(place: Place, reader: Reader, f: PowerSum, rows: Rows, blocks: tuple[int, ...]) -> bool:
    """Whether y, inside, is proved best when the coefficients have these signs."""
    a, b = place.ends
    if not rows:
        return True
    total = whole(rows)
    if blocks == (1, -1):
        return place.is_zero(total)
    if blocks == (-1, 1):
        return all(_not_below_end(place, reader, f, total, end, zero=False) for end in (a, b))
    if blocks not in ((1, -1, 1), (-1, 1, -1)) or not place.is_zero(total):
        return False
    falling = whole(tuple((r, g * PowerSum.of(r)) for r, g in rows))
    end = b if blocks[0] == 1 else a
    return place.holds(sp.Le, falling) and _not_below_end(place, reader, f, total, end, zero=True)


def _not_below_end(place: Place, reader: Reader, f: PowerSum, total: PowerSum, end: sp.Rational, *, zero: bool) -> bool:
    """Whether f(y) is proved not to lie below the value at an end."""
    known = ((sp.Eq, total),) if zero else ()
    gap = f - _value_at(place, reader, f, end)
    return place.holds(sp.Ge, whole(in_odds(gap, reader.p, reader.q, place.ends[1] - place.ends[0])), known=known)


def _value_at(place: Place, reader: Reader, f: PowerSum, end: sp.Rational) -> PowerSum:
    """f at an end, where one of p and q vanishes and the other one is the width."""
    a, b = place.ends
    gone, kept = (reader.p, reader.q) if end == a else (reader.q, reader.p)
    total = PowerSum({})
    for m, r in f.terms.items():
        exponents = dict(m)
        if exponents.pop(gone, 0) == 0:
            e = exponents.pop(kept, sp.S.Zero)
            width = PowerSum.of(b - a).root(int(e.q)).power(int(e.p))
            total += PowerSum({frozenset(exponents.items()): r}) * width
    return total


def _at_end(place: Place, reader: Reader, f: PowerSum, rows: Rows, end: sp.Rational) -> bool:
    """Whether y, an end, is proved best."""
    a, b = place.ends
    listed = set(_blocks(place, rows))
    if listed <= {(), (-1,) if end == a else (1,)}:
        return True
    best = _value_at(place, reader, f, end)
    if listed <= {(), (1,), (-1,), (-1, 1)}:  # the other end is the only rival
        return place.holds(sp.Ge, best - _value_at(place, reader, f, b if end == a else a), at_y=False)
    gap = in_odds(best - f, reader.p, reader.q, b - a)
    return all(set(place.signs(g)) <= {0, 1} for _, g in gap) or place.holds(sp.Ge, whole(gap), at_y=False)
