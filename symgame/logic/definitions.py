"""Definitions of generators: where each has a value, and what the value satisfies.

A radical base^(1/q) is defined where base ≥ 0, and is the r ≥ 0 with r^q = base.  An implicit root is defined where its
polynomial has exactly one root in its interval.  A logarithm is defined on positive arguments; a power with a symbolic
exponent on positive bases, and at 0 when the exponent is positive.  Constants lie in rational intervals.

For a query the definitions are *necessary* conditions of the real situation: a query without solution is a proof, a
solution is a guess that is evaluated exactly afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import sympy as sp
from sympy.core.function import AppliedUndef

from symgame.errors import UnsupportedError
from symgame.logic.exact import enclosure
from symgame.logic.formula import EQUAL, FALSE, GREATER, TRUE, And, Defined, Formula, conj, disj, make, negate
from symgame.logic.names import smt_name
from symgame.logic.normal import compare, formula, has_value
from symgame.logic.polynomials import fraction, generators, ordered, radical
from symgame.logic.root import Root
from symgame.logic.zero import Zero

OPAQUE = (AppliedUndef, sp.Derivative, sp.Subs, Zero)
FUNCTIONS = (sp.exp, sp.log, sp.Pow)


@dataclass(frozen=True)
class Definition:
    """What a query says of one generator.

    Parameters
    ----------
    condition : Formula
        True at least wherever the generator is defined.
    constraint : Formula
        What its value satisfies there.
    undefined : Formula
        True at least wherever it is not defined, given that no value satisfies the constraint.
    second : Formula
        Satisfiable, beside the constraint, where several values satisfy it.
    """

    condition: Formula
    constraint: Formula
    undefined: Formula
    second: Formula = FALSE


def always_defined(gen: sp.Expr) -> bool:
    """Whether it can be read off that the generator has a value."""
    found = definition(gen)
    return found.undefined == FALSE and found.second == FALSE


@lru_cache(maxsize=20_000)
def definition(gen: sp.Expr) -> Definition:
    """The definition of a generator that is no symbol.

    Raises
    ------
    UnsupportedError
        For a function that the library does not know.

    Examples
    --------
    >>> definition(sp.sqrt(sp.Symbol("x", real=True))).condition.text
    '(>= x 0)'
    """
    if radical(gen) is not None:
        return _radical(gen)
    if isinstance(gen, Root):
        return _root(gen)
    if not gen.free_symbols and not gen.has(AppliedUndef):
        return _constant(gen)
    if isinstance(gen, OPAQUE):
        return Definition(TRUE, TRUE, FALSE)
    if isinstance(gen, FUNCTIONS):
        return _function(gen)
    raise UnsupportedError(
        f"{gen}: the function {type(gen).__name__} is not supported; polynomials, radicals, powers, exp, log, Abs, "
        "Min, Max, Piecewise, sign, Heaviside, Root and unspecified functions are"
    )


def _exact(condition: Formula, constraint: Formula, undefined: Formula) -> Definition:
    return Definition(condition, constraint, undefined)


def _radical(gen: sp.Expr) -> Definition:
    base, q = radical(gen) or (gen, 1)
    condition = compare(base, sp.S.Zero, ">=")
    gens = ordered(generators(base) | {gen})
    value = fraction(base, gens)
    r = value.num.context().gens()[gens.index(gen)]
    return _exact(condition, make(value.den * r**q - value.num, EQUAL, gens), negate(condition))


def _constant(gen: sp.Expr) -> Definition:
    """An irrational constant: a rational enclosure, and its polynomial when it is a root."""
    low, high = enclosure(gen, 80)
    gens = (gen,)
    x = fraction(gen, gens).num
    parts = [make(x * int(low.q) - int(low.p), GREATER, gens), make(int(high.p) - x * int(high.q), GREATER, gens)]
    if isinstance(gen, sp.CRootOf):
        parts.append(make(fraction(gen.poly.as_expr(gen), gens).num, EQUAL, gens))
    return Definition(TRUE, conj(parts), FALSE)


def _root(gen: Root) -> Definition:
    """Exactly one root: a sign change over the interval shows one; a second is a root of the difference quotient."""
    other = sp.Symbol(f"other {smt_name(gen)}", real=True)
    constraint = formula(sp.And(gen.inside(gen), sp.Eq(gen.at(gen), 0)))
    second = formula(sp.And(gen.inside(other), sp.Ne(other, gen), sp.Eq(gen.quotient(gen, other), 0)))
    undefined = negate(formula(gen.sign_change()))
    return Definition(TRUE, _without(constraint, gen), undefined, _without(second, gen))


def _without(found: Formula, gen: sp.Expr) -> Formula:
    """The conjunction without the condition that `gen` itself is defined."""
    return conj(p for p in found.args if p != Defined(gen)) if isinstance(found, And) else found


def _function(gen: sp.Expr) -> Definition:
    zero = sp.S.Zero
    if isinstance(gen, sp.exp):
        condition = has_value(gen.args[0])
        return _exact(condition, TRUE, negate(condition))
    if isinstance(gen, sp.log):
        condition = compare(gen.args[0], zero, GREATER)
        return _exact(condition, TRUE, negate(condition))
    base, exponent = gen.args
    positive = compare(base, zero, GREATER)
    at_zero = conj((compare(base, zero, EQUAL), compare(exponent, zero, GREATER)))
    condition = disj((conj((positive, has_value(exponent))), at_zero))
    gens = (gen,)
    x = fraction(gen, gens).num
    constraint = conj((disj((negate(positive), make(x, GREATER, gens))), disj((negate(at_zero), make(x, EQUAL, gens)))))
    return _exact(condition, constraint, negate(condition))
