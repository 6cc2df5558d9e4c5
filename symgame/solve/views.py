"""Views of an equilibrium: under a further condition, and in other parameters.

Restricting to {θ : κ(θ)} intersects every region.  A change of parameters ρ = g(θ), solved for one parameter
θ_s = h(ρ, θ_{-s}), replaces θ_s everywhere; it is one to one, so regions, coverage and evidence carry over, and
what is homogeneous of degree zero loses its scale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.budget import Budget
from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.games.exact import exact
from symgame.logic.decide import QUICK, decide
from symgame.logic.problem import sentence
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.logic.root import Root
from symgame.solve.univariate import tidy

if TYPE_CHECKING:
    from symgame.solve.equilibrium import Branch, Equilibrium

SLICE = Budget(seconds=4.0)


def under(equilibrium: Equilibrium, conditions: tuple[Any, ...]) -> Equilibrium:
    """The equilibrium with further assumptions: regions intersected, empty branches dropped.

    Parameters
    ----------
    equilibrium : Equilibrium
    conditions : tuple of Boolean
        In the parameters.

    Returns
    -------
    Equilibrium

    Raises
    ------
    ArgumentError
        If a condition uses another symbol, or contradicts the assumptions.
    StatementError
        If it is no sentence.
    """
    condition: Boolean = And(*(sentence(c, "the condition") for c in conditions))
    unknown = condition.free_symbols - set(equilibrium.parameters)
    if unknown:
        raise ArgumentError(f"under: {min(map(str, unknown))} is not a parameter of the equilibrium")
    before = equilibrium.assumptions
    if _holds(sp.false, (*before, condition)):
        raise ArgumentError(f"under: {condition} contradicts the assumptions {list(before)}")
    given = tuple(dict.fromkeys((*before, *(condition.args if isinstance(condition, And) else (condition,)))))
    given = tuple(g for g in given if g is not sp.true)
    branches = []
    for b in equilibrium.branches:
        region = reduce_condition(And(b.region.condition, condition), before)
        if region is not sp.false and not _holds(sp.false, (*before, region)):
            branches.append(replace(b, region=Region(region, given)))
    absent = [(reduce_condition(And(r.condition, condition), before), why) for r, why in equilibrium.nonexistence]
    return replace(
        equilibrium,
        branches=tuple(branches),
        nonexistence=tuple((Region(r, given), why) for r, why in absent if r is not sp.false),
        uncovered=reduce_condition(And(equilibrium.uncovered, condition), before),
    )


def express(equilibrium: Equilibrium, ratios: Mapping[Any, Any]) -> Equilibrium:
    """The equilibrium in new parameters.

    Parameters
    ----------
    equilibrium : Equilibrium
    ratios : {name or Symbol: Expr}
        Each new parameter as an expression in the old ones, such as ``{"rho": c_1/c_0}``.  It replaces the first
        symbol of the expression for which it can be solved, those of the numerator first.

    Returns
    -------
    Equilibrium

    Raises
    ------
    ArgumentError, ArgumentTypeError
        If a name is taken, an expression uses something else than parameters, or cannot be solved for one.
    """
    for name, value in ratios.items():
        equilibrium = _express_one(equilibrium, name, exact(value, f"express: {name}"))
    return equilibrium


def _express_one(equilibrium: Equilibrium, name: Any, ratio: sp.Expr) -> Equilibrium:
    given = equilibrium.assumptions
    other = ratio.free_symbols - set(equilibrium.parameters)
    if other or not ratio.free_symbols:
        raise ArgumentError(f"express: {name} = {ratio} is no expression in the parameters {equilibrium.parameters}")
    symbol = _new_symbol(equilibrium, name, ratio, given)
    old, value = _solved(ratio, symbol, given, equilibrium.parameters)
    swap = {old: value}
    declared = [] if old.is_real is None else _declared(old, value)
    facts = [_moved(g, swap) for g in given] + [d for d in declared if not _holds(d, ())]
    kept = tuple(dict.fromkeys(f for f in facts if f is not sp.true))
    place = equilibrium.parameters.index(old)
    parameters = (*equilibrium.parameters[:place], symbol, *equilibrium.parameters[place + 1 :])
    return replace(
        equilibrium,
        branches=tuple(_branch(b, swap, kept) for b in equilibrium.branches),
        nonexistence=tuple((_region(r, swap, kept), why) for r, why in equilibrium.nonexistence),
        uncovered=reduce_condition(_moved(equilibrium.uncovered, swap), kept),
        parameters=parameters,
    )


def _new_symbol(equilibrium: Equilibrium, name: Any, ratio: sp.Expr, given: tuple[Boolean, ...]) -> sp.Symbol:
    if not isinstance(name, str | sp.Symbol):
        raise ArgumentTypeError(f"express: a new parameter is a name or a Symbol, got {name!r}")
    taken = {s.name for s in equilibrium.parameters} | {str(a) for a in getattr(equilibrium.game, "actions", ())}
    if str(name) in taken:
        raise ArgumentError(f"express: the name {name} is taken")
    if isinstance(name, sp.Symbol):
        if any(not _holds(d, given) for d in _declared(name, ratio)):
            raise ArgumentError(f"express: the sign that {name} was declared with is not proved for {ratio}")
        return name
    for sign, relation in (("positive", sp.Gt), ("nonnegative", sp.Ge), ("negative", sp.Lt)):
        if _holds(relation(ratio, 0), given):
            return sp.Symbol(name, **{sign: True})
    return sp.Symbol(name, real=True)


def _declared(symbol: sp.Symbol, value: sp.Expr) -> list[Boolean]:
    """What the declared sign of a symbol says of its value."""
    if symbol.is_positive:
        return [sp.Gt(value, 0)]
    if symbol.is_negative:
        return [sp.Lt(value, 0)]
    if symbol.is_nonnegative:
        return [sp.Ge(value, 0)]
    return [sp.Le(value, 0)] if symbol.is_nonpositive else []


def _solved(
    ratio: sp.Expr, symbol: sp.Symbol, given: tuple[Boolean, ...], parameters: tuple[sp.Symbol, ...]
) -> tuple[sp.Symbol, sp.Expr]:
    """``(old, value)`` with ``ratio = symbol`` equivalent to ``old = value``."""
    top, below = sp.fraction(sp.together(ratio))
    order = [p for p in parameters if p in top.free_symbols] + [p for p in parameters if p in below.free_symbols]
    equation = sp.expand(top - symbol * below)
    for old in dict.fromkeys(order):
        if not equation.is_polynomial(old) or sp.degree(equation, old) != 1:
            continue
        slope = equation.coeff(old, 1)
        if _holds(sp.Ne(slope.subs(symbol, ratio), 0), given):
            return old, tidy(-(equation - sp.expand(slope * old)) / slope)
    raise ArgumentError(f"express: {symbol} = {ratio} cannot be solved for one of {', '.join(map(str, order))}")


def _holds(claim: Boolean, given: tuple[Boolean, ...]) -> bool:
    verdict = decide(claim, given, deciders=QUICK, budget=SLICE)
    return verdict.proved or verdict.vacuous


def _branch(b: Branch, swap: dict[sp.Symbol, sp.Expr], given: tuple[Boolean, ...]) -> Branch:
    return replace(
        b,
        region=_region(b.region, swap, given),
        strategy_items=tuple((k, _moved(v, swap)) for k, v in b.strategy_items),
        outcome_items=tuple((k, _moved(v, swap)) for k, v in b.outcome_items),
        payoff_items=tuple((k, _moved(v, swap)) for k, v in b.payoff_items),
        steps=tuple(replace(s, relation=_moved(s.relation, swap), given=_all(s.given, swap)) for s in b.steps),
        evidence=tuple(replace(o, claim=_moved(o.claim, swap), given=_all(o.given, swap)) for o in b.evidence),
    )


def _all(conditions: tuple[Boolean, ...], swap: dict[sp.Symbol, sp.Expr]) -> tuple[Boolean, ...]:
    return tuple(c for c in (_moved(g, swap) for g in conditions) if c is not sp.true)


def _region(region: Region, swap: dict[sp.Symbol, sp.Expr], given: tuple[Boolean, ...]) -> Region:
    return Region(reduce_condition(_moved(region.condition, swap), given), given)


def _moved(value: Any, swap: dict[sp.Symbol, sp.Expr]) -> Any:
    """A value in the new parameters, in short form."""
    if not isinstance(value, sp.Basic) or not value.free_symbols & set(swap):
        return value
    if isinstance(value, sp.Piecewise):
        return sp.Piecewise(*((_moved(e, swap), _moved(c, swap)) for e, c in value.args), evaluate=False)
    if not isinstance(value, sp.Expr):
        return value.func(*(_moved(a, swap) for a in value.args)) if isinstance(value, sp.Tuple) else value.subs(swap)
    roots = {r: scaled_root(r.subs(swap)) for r in value.atoms(Root) if r.free_symbols & set(swap)}
    masks = {r: sp.Dummy(f"root_{i}", real=True) for i, r in enumerate(roots)}
    found = value.xreplace(masks).subs(swap)
    powers = [p for p in found.atoms(sp.Pow) if p.exp.is_Rational and not p.exp.is_Integer]
    radicals = {p: sp.factor(p.base) ** p.exp for p in powers}
    return _shorter(found.xreplace(radicals)).xreplace({masks[r]: new for r, new in roots.items()})


def _shorter(e: sp.Expr) -> sp.Expr:
    if e.is_rational_function(*e.free_symbols):
        return sp.factor(e)
    forms = [e, tidy(e)]
    if all(p.exp.is_Rational for p in e.atoms(sp.Pow)):
        forms.append(sp.factor_terms(sp.cancel(sp.together(e))))
    return min(forms, key=sp.count_ops)


def scaled_root(root: sp.Expr) -> sp.Expr:
    """An implicit root whose coefficients have no common positive factor.

    Examples
    --------
    >>> x, c = sp.symbols("x c", positive=True)
    >>> scaled_root(Root(c*x**3 + c*x - c, x, sp.Interval(0, sp.oo)))
    CRootOf(x**3 + x - 1, 0)
    """
    if not isinstance(root, Root):
        return root
    coefficients = [sp.factor(sp.together(c)) for c in root.coefficients]
    scale = sp.Mul(*(base**power for base, power in _common_powers(coefficients).items()))
    if scale == 1:
        return root
    parts = sp.Tuple(*(sp.expand(sp.cancel(c / scale)) for c in coefficients))
    return root.func(parts, *root.args[1:])


def _common_powers(coefficients: list[sp.Expr]) -> dict[sp.Symbol, sp.Integer]:
    """Powers of positive symbols that divide every non-zero coefficient."""
    found: dict[sp.Symbol, sp.Integer] | None = None
    for c in coefficients:
        if c == 0:
            continue
        powers = c.as_powers_dict().items()
        here = {s: n for s, n in powers if isinstance(s, sp.Symbol) and s.is_positive and n.is_Integer}
        found = here if found is None else {s: min(n, here[s]) for s, n in found.items() if s in here}
    return found or {}
