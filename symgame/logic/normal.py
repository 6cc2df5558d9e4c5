"""Sentences to normal form: a sympy Boolean becomes a formula of polynomial sign conditions.

An atomic sentence is *true* where it is defined and holds.  Negations go to the atoms first, so neither ``1/x > 0``
nor its negation ``1/x <= 0`` is true at 0, and an undefined expression never makes a claim true.  ``Abs``, ``Min``,
``Max``, ``Piecewise``, ``sign`` and ``Heaviside`` become cases under their guards; what is not polynomial becomes a
generator with a definition (`symgame.logic.definitions`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean, BooleanFalse, BooleanTrue

from symgame.errors import StatementError
from symgame.logic.factoring import factors
from symgame.logic.formula import AT_LEAST, EQUAL, FALSE, GREATER, TRUE, UNEQUAL, Assumed, Defined, Formula, conj, disj, make
from symgame.logic.polynomials import Fraction, Undefined, fold_radicals, fraction, generators, ordered
from symgame.logic.quantifiers import Quantifier
from symgame.logic.root import Root
from symgame.logic.shapes import Shape
from symgame.logic.signs import sign_of

CASE_NODES = (sp.Piecewise, sp.Min, sp.Max, sp.Abs, sp.sign, sp.Heaviside)
OPPOSITE = {GREATER: "<=", AT_LEAST: "<", "<": AT_LEAST, "<=": GREATER, EQUAL: UNEQUAL, UNEQUAL: EQUAL}
OPERATORS = {sp.Gt: GREATER, sp.Ge: AT_LEAST, sp.Lt: "<", sp.Le: "<=", sp.Eq: EQUAL, sp.Ne: UNEQUAL}


@lru_cache(maxsize=50_000)
def formula(sentence: Boolean, positive: bool = True) -> Formula:
    """The normal form of a quantifier-free sentence, or of its negation.

    Parameters
    ----------
    sentence : Boolean
    positive : bool
        False for the negation, which like the sentence is true only where it is defined.

    Raises
    ------
    StatementError
        If it is no sentence over the reals.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> formula(sp.Not(1/x > 0)).args[0].text
    '(not (= x 0))'
    """
    if isinstance(sentence, BooleanTrue | BooleanFalse):
        return TRUE if bool(sentence) == positive else FALSE
    if isinstance(sentence, sp.core.relational.Relational):
        return relation(sentence, positive)
    if isinstance(sentence, sp.Not):
        return formula(sentence.args[0], not positive)
    if isinstance(sentence, sp.And | sp.Or):
        join = conj if isinstance(sentence, sp.And) == positive else disj
        return join(formula(a, positive) for a in sorted(sentence.args, key=sp.default_sort_key))
    if isinstance(sentence, sp.Contains):
        return formula(membership(*sentence.args), positive)
    if isinstance(sentence, Shape):
        return Assumed(sentence, positive)
    if isinstance(sentence, Quantifier):
        raise StatementError(f"a quantifier stands where only a quantifier-free sentence can: {sentence}")
    return _connective(sentence, positive)


def _connective(sentence: Boolean, positive: bool) -> Formula:
    args = sentence.args
    if isinstance(sentence, sp.Implies):
        join = disj if positive else conj
        return join((formula(args[0], not positive), formula(args[1], positive)))
    if isinstance(sentence, sp.ITE):
        test, first, second = args
        return disj(
            (
                conj((formula(test), formula(first, positive))),
                conj((formula(test, False), formula(second, positive))),
            )
        )
    if isinstance(sentence, sp.Equivalent):
        held, failed = [formula(a) for a in args], [formula(a, False) for a in args]
        return disj((conj(held), conj(failed))) if positive else conj((disj(held), disj(failed)))
    if isinstance(sentence, sp.Xor):
        return _parity(args, positive)
    raise StatementError(f"{sentence!r} is not a sentence over the reals (a {type(sentence).__name__})")


def _parity(args: tuple[Any, ...], odd: bool) -> Formula:
    if not args:
        return FALSE if odd else TRUE
    first, rest = args[0], args[1:]
    return disj((conj((formula(first), _parity(rest, not odd))), conj((formula(first, False), _parity(rest, odd)))))


def membership(element: sp.Expr, domain: sp.Set) -> Boolean:
    """``element ∈ domain`` as relations.

    Examples
    --------
    >>> membership(sp.Symbol("x", real=True), sp.Interval(0, 1))
    (0 <= x) & (x <= 1)
    """
    if domain is sp.S.EmptySet:
        return sp.false
    if isinstance(domain, sp.Interval):
        low = sp.true if domain.start is -sp.oo else (sp.Lt if domain.left_open else sp.Le)(domain.start, element)
        high = sp.true if domain.end is sp.oo else (sp.Lt if domain.right_open else sp.Le)(element, domain.end)
        return sp.And(low, high)
    if domain is sp.S.Reals:
        return sp.true
    if isinstance(domain, sp.FiniteSet):
        return sp.Or(*(sp.Eq(element, a) for a in domain.args))
    if isinstance(domain, sp.Union | sp.Intersection):
        join = sp.Or if isinstance(domain, sp.Union) else sp.And
        return join(*(membership(element, a) for a in domain.args))
    raise StatementError(f"membership in {domain} is not supported; write it as relations")


@lru_cache(maxsize=50_000)
def relation(sentence: Any, positive: bool = True) -> Formula:
    """The normal form of a relation or of its negation."""
    kind = next((r for c, r in OPERATORS.items() if isinstance(sentence, c)), None)
    if kind is None:
        raise StatementError(f"{sentence!r} is not a relation over the reals")
    if any(not isinstance(side, sp.Expr) for side in sentence.args):
        raise StatementError(f"{sentence} compares what is not a real expression")
    kind = kind if positive else OPPOSITE[kind]
    left, right = sentence.args
    if kind in ("<", "<="):
        left, right, kind = right, left, GREATER if kind == "<" else AT_LEAST
    return compare(left, right, kind)


def compare(left: sp.Expr, right: sp.Expr, kind: str) -> Formula:
    """``left kind right`` where kind is one of >, >=, =, !=: defined and true."""
    if _is_infinite(right) or _is_infinite(left):
        return _infinite(left, right, kind)
    quick = _extreme_side(left, right, kind)
    if quick is not None:
        return quick
    node = _case_node(left) or _case_node(right)
    if node is None:
        return _plain(left, right, kind)
    found = []
    for guard, value in _cases(node):
        if guard != FALSE:
            swap = {node: value}
            found.append(conj((guard, compare(left.xreplace(swap), right.xreplace(swap), kind))))
    return disj(found)


def _is_infinite(side: sp.Expr) -> bool:
    """Infinite for sure; only where infinity occurs, for sympy asks for the signs of long polynomials to know."""
    occurs = side.has(sp.oo, -sp.oo, sp.zoo) or any(s.is_infinite for s in side.free_symbols)
    return bool(occurs and side.is_infinite)


def _extreme_side(left: sp.Expr, right: sp.Expr, kind: str) -> Formula | None:
    """Min and Max as a whole side of an inequality, without cases."""
    if kind not in (GREATER, AT_LEAST):
        return None
    for side, all_kind in ((left, sp.Min), (right, sp.Max)):
        if isinstance(side, sp.Min | sp.Max):
            pairs = [(a, right) if side is left else (left, a) for a in side.args]
            each = [compare(a, b, kind) for a, b in pairs]
            if isinstance(side, all_kind):
                return conj(each)
            return conj((disj(each), *(has_value(a) for a in side.args)))
    return None


def _infinite(left: sp.Expr, right: sp.Expr, kind: str) -> Formula:
    if _is_infinite(left) and _is_infinite(right):
        holds = left == right if kind in (EQUAL, AT_LEAST) else left != right and (kind == UNEQUAL or left is sp.oo)
        return TRUE if holds else FALSE
    below = left is -sp.oo or right is sp.oo
    finite = right if _is_infinite(left) else left
    return has_value(finite) if kind == UNEQUAL or (kind != EQUAL and not below) else FALSE


@lru_cache(maxsize=50_000)
def has_value(expr: sp.Expr) -> Formula:
    """Where the expression is defined."""
    return compare(expr, expr, EQUAL)


@lru_cache(maxsize=50_000)
def _case_node(expr: sp.Expr) -> sp.Expr | None:
    """The outermost, first node that needs cases."""
    if isinstance(expr, CASE_NODES):
        return expr
    if isinstance(expr, Root | sp.Derivative | sp.Subs) or not expr.args:
        return None
    return next((n for a in expr.args if isinstance(a, sp.Expr) and (n := _case_node(a)) is not None), None)


@lru_cache(maxsize=10_000)
def _cases(node: sp.Expr) -> tuple[tuple[Formula, sp.Expr], ...]:
    """Guards and values; the guards make up every place where the node has a value."""
    if isinstance(node, sp.Piecewise):
        before: Formula = TRUE
        found: list[tuple[Formula, sp.Expr]] = []
        for value, guard in node.args:
            found.append((conj((before, formula(guard))), value))
            before = conj((before, formula(guard, False)))
        return tuple(found)
    if isinstance(node, sp.Min | sp.Max):
        found = []
        for i, a in enumerate(node.args):
            others = [b for j, b in enumerate(node.args) if j != i]
            better = [compare(b, a, AT_LEAST) if isinstance(node, sp.Min) else compare(a, b, AT_LEAST) for b in others]
            found.append((conj(better), a))
        return tuple(found)
    inner, zero = node.args[0], sp.S.Zero
    if isinstance(node, sp.Abs):
        return ((compare(inner, zero, AT_LEAST), inner), (compare(zero, inner, GREATER), -inner))
    at_zero = node.args[1] if isinstance(node, sp.Heaviside) else zero
    below = zero if isinstance(node, sp.Heaviside) else sp.S.NegativeOne
    return (
        (compare(inner, zero, GREATER), sp.S.One),
        (compare(zero, inner, GREATER), below),
        (compare(inner, zero, EQUAL), at_zero),
    )


def _plain(left: sp.Expr, right: sp.Expr, kind: str) -> Formula:
    """A relation between expressions without case nodes."""
    try:
        gens = ordered(generators(left) | generators(right))
        wider = ordered(frozenset(gens).union(*(generators(g.base) for g in gens if g.is_Pow and g.exp.is_Rational)))
        a, b = fraction(left, wider), fraction(right, wider)
    except Undefined:
        return FALSE
    difference = _difference(a, b)
    where = [Defined(g) for g in gens if not g.is_Symbol]
    num, den = _folded(difference, wider)
    units = list(difference.units)
    return conj((*where, *_signed(num, den, units, kind, wider)))


def _difference(a: Fraction, b: Fraction) -> Fraction:
    units = tuple(a.units) + tuple(u for u in b.units if u not in a.units)
    if a.den == b.den:
        num, den = a.num - b.num, a.den
    else:
        g = a.den.gcd(b.den)
        num, den = a.num * (b.den / g) - b.num * (a.den / g), a.den * (b.den / g)
    g = num.gcd(den)
    return Fraction(num, den, units) if g.is_one() else Fraction(num / g, den / g, units)


def _folded(f: Fraction, gens: tuple[sp.Expr, ...]) -> tuple[Any, Any]:
    """Numerator and denominator with powers of radicals replaced by radicands."""
    if all(g.is_Symbol for g in gens):
        return f.num, f.den
    num, below = fold_radicals(f.num, gens)
    den, above = fold_radicals(f.den, gens)
    num, den = num * above, den * below
    g = num.gcd(den)
    return num / g, den / g


def _signed(num: Any, den: Any, units: list[Any], kind: str, gens: tuple[sp.Expr, ...]) -> list[Formula]:
    """``num/den kind 0`` and that no unit vanishes."""
    nonzero = [make(u, UNEQUAL, gens) for u in units]
    if kind in (EQUAL, UNEQUAL):
        return [*nonzero, make(num, kind, gens)]
    sign = sign_of(den, gens)
    if -1 not in sign:
        return [*nonzero, make(num, kind, gens)]
    if 1 not in sign:
        return [*nonzero, make(-num, kind, gens)]
    constant, parts = factors(den)
    odd = num if constant > 0 else -num
    for factor, multiplicity in parts:
        if multiplicity % 2:
            odd = odd * factor
    return [*nonzero, make(odd, kind, gens)]
