"""Weak conditions made strict: a sentence shown where all hold strictly extends by continuity to where they hold weakly.

Let K be the set cut out by q_1 ≥ 0, …, q_m ≥ 0 and finitely many open conditions, and K° the part of it on which every q_i is
positive.  K is *regular* when it lies in the closure of K°.  What is closed and holds on K°, or on K° without the zeros of
finitely many polynomials, then holds on K.  K is regular when at each of its points the gradients of the q_i that vanish there
are linearly independent, for some direction then raises all of them (the linear independence constraint qualification), and
when all q_i are affine and K° is not empty.  A solver over the reals samples K° at rational points; on K it must work with the
algebraic coordinates of the edges.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Any

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, Or

from symgame.logic.polynomials import Poly, context
from symgame.logic.verdict import Verdict
from symgame.solve.pieces import relation_sides

Ask = Callable[[Boolean, Sequence[Boolean]], Verdict]

MOST = 10
"""So many weak conditions are looked at together."""

PLACES = (sp.Rational(7, 5), sp.Rational(11, 13), sp.Rational(17, 29), sp.Rational(23, 7), sp.Rational(5, 19))


def strict(condition: Boolean) -> Boolean:
    """The condition with every weak relation made strict, except where both sides may be the same expression.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> strict(sp.And(x >= 0, x <= y)), strict(sp.Ge(x + y, y + x, evaluate=False))
    ((x > 0) & (x < y), x + y >= x + y)
    """
    if isinstance(condition, And | Or):
        return condition.func(*(strict(a) for a in condition.args))
    if isinstance(condition, sp.Ge | sp.Le) and _differ(condition):
        return (sp.Gt if isinstance(condition, sp.Ge) else sp.Lt)(condition.lhs, condition.rhs, evaluate=False)
    return condition


def _differ(relation: Relational) -> bool:
    """Whether the two sides are shown to be different expressions, by their values at one point."""
    side = relation.lhs - relation.rhs
    symbols = sorted(side.free_symbols, key=sp.default_sort_key)
    at = {s: PLACES[i % len(PLACES)] + sp.Rational(i, 31) for i, s in enumerate(symbols)}
    value = side.xreplace(at)
    return bool(value.is_Rational) and value != 0


def closed_claim(claim: Boolean) -> bool:
    """Whether the claim holds in the limit when it holds along a sequence and its sides are continuous.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> closed_claim(sp.And(x >= 0, sp.Eq(y, 1))), closed_claim(x > 0)
    (True, False)
    """
    if isinstance(claim, And | Or):
        return all(closed_claim(a) for a in claim.args)
    return isinstance(claim, sp.Ge | sp.Le | sp.Eq) or claim in (sp.true, sp.false)


def closed(condition: Boolean) -> Boolean:
    """The weak form of a strict relation.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> closed(x > 1)
    x >= 1
    """
    if isinstance(condition, sp.Gt):
        return sp.Ge(condition.lhs, condition.rhs)
    if isinstance(condition, sp.Lt):
        return sp.Le(condition.lhs, condition.rhs)
    return sp.true if isinstance(condition, sp.Ne) else condition


def open_condition(condition: Boolean) -> bool:
    """Whether the condition, between rational functions, holds near every point at which it holds.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> open_condition(sp.Or(x > 0, sp.Ne(y, 1))), open_condition(x >= 0)
    (True, False)
    """
    if isinstance(condition, And | Or):
        return all(open_condition(a) for a in condition.args)
    if condition in (sp.true, sp.false):
        return True
    return isinstance(condition, sp.Gt | sp.Lt | sp.Ne) and all(e.is_rational_function(*e.free_symbols) for e in condition.args)


def conjuncts(conditions: Iterable[Boolean]) -> list[Boolean]:
    """The parts of a conjunction, each once.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> conjuncts([sp.And(x > 0, y > 0), sp.true, x > 0])
    [x > 0, y > 0]
    """
    parts = [a for c in conditions for a in (sorted(c.args, key=sp.default_sort_key) if isinstance(c, And) else (c,))]
    return list(dict.fromkeys(a for a in parts if a is not sp.true))


def polynomial_inequalities(conditions: Iterable[Boolean]) -> bool:
    """Whether a conjunction has inequalities only, the weak ones between polynomials.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> polynomial_inequalities([x >= 0, x**2 < 3]), polynomial_inequalities([sp.Eq(x, 1)])
    (True, False)
    """
    for c in conjuncts(conditions):
        if not isinstance(c, sp.Ge | sp.Gt | sp.Le | sp.Lt | sp.Ne):
            return False
        side = relation_sides(c)
        if isinstance(c, sp.Ge | sp.Le) and not side.is_polynomial(*side.free_symbols):
            return False
    return True


def regular(conditions: Iterable[Boolean], ask: Ask) -> bool:
    """Whether a conjunction is shown to hold only at limits of points where all its relations hold strictly.

    Parameters
    ----------
    conditions : iterable of Boolean
    ask : callable
        Decides a claim under conditions; an answer that is not "proved" counts as no.

    Examples
    --------
    >>> from symgame.logic.decide import decide
    >>> x, y = sp.symbols("x y", real=True)
    >>> regular([x >= 0, x <= 1, y >= x**2], decide), regular([x >= 0, x <= 0], decide), regular([x*y >= 0, x*y <= 0], decide)
    (True, False, False)
    """
    parts = conjuncts(conditions)
    parts += [c for s in sorted({s for c in parts for s in c.free_symbols}, key=sp.default_sort_key) for c in _declared(s)]
    weak = list(dict.fromkeys(sp.expand(relation_sides(c)) for c in parts if isinstance(c, sp.Ge | sp.Le)))
    if len(weak) > MOST or not polynomial_inequalities(parts):
        return False
    if not weak:
        return True
    if all(sp.Poly(q).total_degree() == 1 for q in weak if q.free_symbols) and all(q.free_symbols for q in weak):
        return ask(sp.false, [strict(c) for c in parts]).refuted
    if len(weak) > 3:
        weak = [q for q in weak if not _proved(ask(sp.false, [*parts, sp.Eq(q, 0, evaluate=False)]))]
    return all(_independent(some, parts, ask) for size in range(1, len(weak) + 1) for some in itertools.combinations(weak, size))


def _proved(verdict: Verdict) -> bool:
    return verdict.proved or verdict.vacuous


def _declared(s: sp.Symbol) -> list[Boolean]:
    """What is said of a symbol by its declaration and is not open; integers have no limits."""
    if s.is_integer:
        return [sp.Eq(s, s, evaluate=False)]
    if s.is_nonnegative and not s.is_positive:
        return [sp.Ge(s, 0, evaluate=False)]
    return [sp.Le(s, 0, evaluate=False)] if s.is_nonpositive and not s.is_negative else []


def _independent(some: Sequence[sp.Expr], parts: Sequence[Boolean], ask: Ask) -> bool:
    """Whether the gradients are linearly independent wherever all of these vanish, and no others, and the conditions hold."""
    symbols = sorted(set().union(*(q.free_symbols for q in some)), key=sp.default_sort_key)
    if len(some) > len(symbols) + 1:
        return True  # the smaller combinations vanish together nowhere
    minors: list[sp.Expr] = []
    if len(some) <= len(symbols):
        jacobian = sp.Matrix([[sp.diff(q, s) for s in symbols] for q in some])
        for columns in itertools.combinations(range(len(symbols)), len(some)):
            minors.append(sp.expand(jacobian.extract(list(range(len(some))), list(columns)).det()))
        if any(m.is_Rational and m != 0 for m in minors):
            return True
    equations = [*some, *(m for m in minors if m != 0)]
    if apart(equations, symbols):
        return True
    zero = [sp.Eq(e, 0, evaluate=False) for e in equations]
    if len(some) <= len(symbols):  # no others vanish; more than there are symbols are to vanish together nowhere
        parts = [strict(c) for c in parts if not isinstance(c, sp.Ge | sp.Le) or sp.expand(relation_sides(c)) not in some]
    verdict = ask(sp.false, [*parts, *zero])
    return _proved(verdict)


def apart(polynomials: Sequence[sp.Expr], symbols: Sequence[sp.Symbol]) -> bool:
    """Whether elimination shows that polynomials have no common zero at which the symbols have their declared signs.

    One that is linear in a symbol, with a coefficient that does not vanish, is solved for it; of what remains in two symbols,
    a common zero is one of all resultants with respect to one of them, so of their greatest common divisor.

    Examples
    --------
    >>> x, y, z = sp.symbols("x y z", positive=True)
    >>> apart([y - x**2, y - x, x + y - 1], (x, y)), apart([y - x**2, y - x, x + y - 2], (x, y))
    (True, False)
    >>> apart([x*y - 1, z - y, y*z + x], (x, y, z))
    True
    """
    ring, signs = context(len(symbols)), [bool(s.is_positive) for s in symbols]
    listed = [ring.from_dict({m: int(c) for m, c in sp.Poly(p, *symbols).clear_denoms()[1].terms()}) for p in polynomials]
    left = list(range(len(symbols)))
    while True:
        listed = [_vanishing(p, signs) for p in listed if p != 0]
        if any(p.is_constant() for p in listed):
            return True
        solved = next(((p, i) for p in listed for i in left if _solvable(p, i, signs)), None)
        if solved is None:
            break
        listed = [_put(q, *solved) for q in listed if q is not solved[0]]
        left.remove(solved[1])
    if len(left) == 1 and listed:
        return bool(_vanishing(reduce(lambda f, g: f.gcd(g), listed), signs).is_constant())
    return len(left) == 2 and any(_no_shadow(listed, i, signs) for i in left)


def _no_shadow(listed: Sequence[Poly], i: int, signs: Sequence[bool]) -> bool:
    """Whether nothing is left to vanish without the i-th symbol; a resultant needs two polynomials that have it."""
    rising = [p for p in listed if p.degrees()[i] > 0]
    found = [p for p in listed if p.degrees()[i] == 0]
    found += [r for r in (rising[0].resultant(p, f"g{i}") for p in rising[1:]) if r != 0]
    return bool(found) and bool(_vanishing(reduce(lambda f, g: f.gcd(g), found), signs).is_constant())


def _solvable(p: Poly, i: int, signs: Sequence[bool]) -> bool:
    return int(p.degrees()[i]) == 1 and bool(_vanishing(p.derivative(i), signs).is_constant())


def _put(q: Poly, p: Poly, i: int) -> Poly:
    """The numerator of q with the i-th symbol taken from p = 0, which is linear in it."""
    ring, lead = p.context(), p.derivative(i)
    rest, degree = p - lead * ring.gens()[i], int(q.degrees()[i])
    powers: dict[int, dict[Any, Any]] = {}
    for m, c in q.to_dict().items():
        powers.setdefault(int(m[i]), {})[tuple(0 if j == i else int(e) for j, e in enumerate(m))] = c
    return sum((ring.from_dict(t) * (-rest) ** k * lead ** (degree - k) for k, t in powers.items()), ring.constant(0))


def _vanishing(p: Poly, signs: Sequence[bool]) -> Poly:
    """The product of the factors that may vanish: not those with terms of one sign in positive symbols."""
    kept = p.context().constant(1)
    for f, _ in p.factor()[1]:
        terms = f.to_dict()
        positive = all(signs[i] for m in terms for i, e in enumerate(m) if e)
        if not positive or len({c > 0 for c in terms.values()}) > 1:
            kept *= f
    return kept
