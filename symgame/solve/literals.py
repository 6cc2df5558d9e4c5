"""Literals: the polynomials whose signs can separate the regions of candidates.

They are the factors of domain and piece conditions at a candidate, of marginal payoffs at corners, of
second derivatives at interior solutions, and of payoff differences to other candidates.  An expression
u + v√D is cut into u, v and u² − v²D; the norm alone would confuse the conjugates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import sympy as sp

from symgame.logic.polynomials import Poly, expression
from symgame.logic.root import Root, valueless
from symgame.solve.fractions import derivative, factor_list, is_rational, parts
from symgame.solve.labels import Point
from symgame.solve.numeric import value_at
from symgame.solve.pieces import relation_sides, substitute
from symgame.solve.power_literals import power_literals
from symgame.solve.power_signs import sign_parts
from symgame.solve.power_symbols import symbolic
from symgame.solve.problem import Candidate, StageProblem, ends
from symgame.solve.univariate import numerator


def weight(literal: sp.Expr) -> tuple[int, int, int]:
    """How hard a literal is to read: radicals and degree, symbols, terms.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> weight(x - y) < weight(x**2 - y)
    True
    """
    symbols = sorted(literal.free_symbols, key=str)
    if literal.is_polynomial(*symbols):
        degree = sp.Poly(literal, *symbols).total_degree() if symbols else 0
        irrational = 1 if any(not c.is_Rational for c in literal.atoms(sp.Pow) if c.is_number) else 0
        return degree + irrational, len(symbols), len(sp.Add.make_args(literal))
    return 50 + len(literal.atoms(sp.Pow, sp.log, sp.exp, Root)), len(symbols), sp.count_ops(literal)


HIGHEST = 24
"""Radicals are not squared away in polynomials of a higher degree."""


def _radicals(e: sp.Expr) -> list[sp.Expr]:
    found = [p for p in e.atoms(sp.Pow) if p.exp.is_Rational and not p.exp.is_Integer and p.free_symbols]
    return sorted(found, key=sp.default_sort_key)


def _factors(polynomial: sp.Expr) -> Iterator[sp.Expr]:
    """Irreducible factors that are no symbols of declared sign, sign-normalised."""
    if not polynomial.free_symbols:
        return
    listed = factor_list(polynomial)[1] if is_rational(polynomial) else sp.factor_list(sp.expand(polynomial))[1]
    for f, _ in listed:
        if not f.free_symbols or f.is_positive or f.is_negative or f.is_nonnegative:
            continue
        yield -f if f.could_extract_minus_sign() else f


def split_literal(e: sp.Expr) -> Iterator[sp.Expr]:
    """The polynomials on whose signs the sign of `e` depends.

    Examples
    --------
    >>> x, y = sp.symbols("x y", positive=True)
    >>> sorted(split_literal(x**2 - y**2), key=str)
    [x - y]
    >>> sorted(split_literal(1 - 2*sp.sqrt(x)), key=str)
    [4*x - 1]
    """
    if valueless(e):
        return
    if symbolic(e):
        yield from (q for p in sign_parts(e) for q in ((p,) if symbolic(p) else split_literal(p)))
        return
    num, den, gens = parts(e)
    roots = [g for g in gens if not g.is_Symbol]
    for polynomial in (num, den):
        used = [g for g in roots if polynomial.degrees()[gens.index(g)] > 0]
        moving = [g for g in used if g.free_symbols]
        if not used:
            yield from _factors(expression(polynomial, gens))
        elif len(used) <= 3 and all(isinstance(r, sp.Pow) and r.exp == sp.Rational(1, 2) for r in used) and moving:
            yield from _conjugates(polynomial, moving[-1], gens)
        else:
            yield expression(polynomial, gens)


def _conjugates(polynomial: Poly, root: sp.Expr, gens: tuple[sp.Expr, ...]) -> Iterator[sp.Expr]:
    """u, v, u² − v²D and D of a polynomial u + v√D."""
    if polynomial.total_degree() > HIGHEST:
        yield expression(polynomial, gens)
        return
    place = gens.index(root)
    even: dict[int, list[sp.Expr]] = {}
    for exponents, c in polynomial.to_dict().items():
        monomial = sp.Mul(sp.Integer(int(c)), *(g**n for g, n in zip(gens, exponents, strict=True) if n and g != root))
        even.setdefault(exponents[place], []).append(monomial)
    base = root.base
    u = sp.Add(*(sp.Add(*terms) * base ** (n // 2) for n, terms in even.items() if n % 2 == 0))
    v = sp.Add(*(sp.Add(*terms) * base ** ((n - 1) // 2) for n, terms in even.items() if n % 2))
    for part in (u, v, u**2 - v**2 * base, base):
        top = numerator(part)
        if top.free_symbols and not _radicals(top):
            yield from _factors(top)
        elif top.free_symbols:
            yield from split_literal(top)


def thresholds(literal: sp.Expr) -> Iterator[sp.Expr]:
    """For a quadratic in one parameter: its linear factors over the real radicals.

    Examples
    --------
    >>> F = sp.Symbol("F", positive=True)
    >>> list(thresholds(F**2 - 2))
    [F - sqrt(2), F + sqrt(2)]
    """
    symbols = sorted(literal.free_symbols, key=str)
    if not literal.is_polynomial(*symbols):
        return
    if len(symbols) == 1:
        x = symbols[0]
        p = sp.Poly(literal, x)
        if p.degree() == 2:
            a, b, c = p.all_coeffs()
            d = b**2 - 4 * a * c
            if d.is_Rational and d > 0 and not sp.sqrt(d).is_Rational:
                for sign in (1, -1):
                    yield x - sp.radsimp((-b + sign * sp.sqrt(d)) / (2 * a))
    elif len(symbols) == 2:
        yield from _ratio_thresholds(literal, symbols)


def _ratio_thresholds(literal: sp.Expr, symbols: list[sp.Symbol]) -> Iterator[sp.Expr]:
    """A homogeneous quadratic form in two parameters splits into lines."""
    x, y = symbols
    p = sp.Poly(literal, x, y)
    if not p.is_homogeneous or p.total_degree() != 2:
        return
    a, b, c = (p.coeff_monomial(m) for m in (x**2, x * y, y**2))
    d = b**2 - 4 * a * c
    if a == 0 or not (d.is_Rational and d > 0) or sp.sqrt(d).is_Rational:
        return
    for sign in (1, -1):
        yield x - sp.radsimp((-b + sign * sp.sqrt(d)) / (2 * a)) * y


def first_expressions(problem: StageProblem, candidate: Candidate) -> Iterator[sp.Expr]:
    """Expressions whose signs make a candidate feasible and stationary-optimal."""
    values = dict(candidate.values)
    for v in values.values():
        for r in v.atoms(Root):
            yield from (r.at(end) for end in r.interval[:2] if end not in (sp.oo, -sp.oo))
            yield r.coefficients[0]
    if candidate.free is not None:
        for c in candidate.conditions:
            yield relation_sides(c)
        for anchor in candidate.anchors:
            for c in problem.pieces[candidate.piece].conditions:
                yield substitute(relation_sides(c), {candidate.free: anchor})
            for p in problem.pieces:
                if p.payoffs:
                    owner = problem.unknowns[0].owner
                    yield substitute(p.payoffs[owner] - problem.pieces[candidate.piece].payoffs[owner], {candidate.free: anchor})
        return
    for u in problem.unknowns:
        if u.symbol in values and not u.values:
            for end in (*ends(u.low), *ends(u.high)):
                if end not in (sp.oo, -sp.oo):
                    yield substitute(u.symbol - end, values)
    piece = problem.pieces[candidate.piece]
    for c in piece.conditions:
        yield substitute(relation_sides(c), values)
    for u, how in zip(problem.unknowns, candidate.pattern, strict=True):
        marginal = derivative(piece.payoffs[u.owner], u.symbol)
        yield from power_literals(piece.payoffs[u.owner], u.symbol, values)
        if how == "interior":
            yield substitute(sp.diff(marginal, u.symbol), values)
        elif how in ("low", "high"):
            yield substitute(marginal, values)
        elif how == "boundary":
            for p in (q for q in problem.pieces if q.payoffs):
                yield substitute(sp.diff(p.payoffs[u.owner], u.symbol), values)
    yield from (r.base if r.exp.is_Rational else r for v in values.values() for r in _radicals(v))


def rival_expressions(
    problem: StageProblem,
    candidate: Candidate,
    others: Iterable[Candidate],
    responses: Mapping[sp.Symbol, list[tuple[int, sp.Expr]]],
) -> Iterator[sp.Expr]:
    """Payoff differences to other candidates and to the best deviations of each player."""
    piece = problem.pieces[candidate.piece]
    for u in problem.unknowns:
        if candidate.free == u.symbol:
            continue
        here = substitute(piece.payoffs[u.owner], candidate.values)
        alone = len(problem.owners) == 1
        if alone:
            for o in others:
                if o.free is None and o is not candidate:
                    yield here - substitute(problem.pieces[o.piece].payoffs[u.owner], o.values)
        fixed = {s: v for s, v in candidate.values.items() if s != u.symbol}
        if not alone:
            for place, response in responses.get(u.symbol, []):
                value = substitute(response, fixed)
                other = problem.pieces[place]
                yield here - substitute(other.payoffs[u.owner], {**fixed, u.symbol: value})
                for c in other.conditions:
                    yield substitute(relation_sides(c), {**fixed, u.symbol: value})
                for end in (*ends(u.low), *ends(u.high)):
                    if end not in (sp.oo, -sp.oo):
                        yield value - substitute(end, fixed)


def varied(literal: sp.Expr, samples: Iterable[Point]) -> bool:
    """Whether the literal changes sign over the samples (or vanishes, or is undefined somewhere).

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> varied(x, [{x: 1}, {x: -1}])
    True
    """
    seen: set[int | None] = set()
    for s in samples:
        v = value_at(literal, s)
        seen.add(None if v is None else (v > 0) - (v < 0))
        if len(seen) > 1:
            return True
    return False
