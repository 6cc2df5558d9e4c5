"""Systems of first-order conditions and active bounds, solved in the order that keeps answers short.

Linear systems by fraction-free elimination over the field of the parameters; then an equation that is
linear in one unknown; factors; differences of equations (symmetry); the aggregate form, in which every
equation involves one's own action and the total only; at last a lexicographic Gröbner basis.  What comes
out is a list of candidates: each is checked, against the conditions it came from and against deviations,
before anything is said of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy.polys.matrices import DomainMatrix
from sympy.polys.matrices.exceptions import DMNonInvertibleMatrixError
from sympy.polys.polyerrors import PolynomialError

from symgame.budget import Meter
from symgame.logic.root import Root
from symgame.solve.fractions import is_rational
from symgame.solve.linear_total import by_total
from symgame.solve.power_monomials import alike_equation, binomial_solution
from symgame.solve.power_ratios import has_powers
from symgame.solve.power_roots import without_roots
from symgame.solve.power_systems import quotients, without_common_powers
from symgame.solve.univariate import numerator, roots, tidy

Solution = dict[sp.Symbol, sp.Expr]
Box = dict[sp.Symbol, tuple[sp.Expr, sp.Expr]]


def solve_system(equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol], box: Box, meter: Meter) -> list[Solution]:
    """Candidate solutions of ``equations = 0``.

    Parameters
    ----------
    equations : sequence of Expr
    unknowns : sequence of Symbol
    box : {unknown: (low, high)}
        Where implicit roots are looked for.
    meter : Meter

    Returns
    -------
    list of {unknown: Expr}
        Empty when there is none or none was found.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> x, y, a = sp.symbols("x y a", real=True)
    >>> box = {x: (-sp.oo, sp.oo), y: (-sp.oo, sp.oo)}
    >>> solve_system([x + y - a, x - y], [x, y], box, Budget().start())
    [{x: a/2, y: a/2}]
    """
    meter.spend()
    inner = implicit_values(equations, unknowns)
    if inner:
        return _with_implicit_values(equations, unknowns, inner, box, meter)
    if len(unknowns) > 1 and any(has_powers(e) for e in equations):
        found = _with_powers(equations, unknowns, box, meter)
        if found is not None:
            return found
    tops = [numerator(e) for e in equations]
    present = [e for e in tops if e != 0]
    if any(not (e.free_symbols & set(unknowns)) for e in present):
        return []
    if not unknowns:
        return [{}]
    if len(present) < len(unknowns):
        return []
    linear = _linear(present, unknowns)
    if linear is not None:
        return linear
    return _nonlinear(present, list(unknowns), box, meter)


def _with_powers(equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol], box: Box, meter: Meter) -> list[Solution] | None:
    """Systems with powers that come down to polynomials, to one ratio or to one unknown; None where none of these is found."""
    whole = binomial_solution(equations, unknowns)
    if whole is not None:
        return [{x: tidy(v) for x, v in whole.items()}]
    bare = [without_common_powers(e, unknowns) if has_powers(e) else e for e in equations]
    if all(e is not None and not has_powers(e) for e in bare):
        return solve_system([e for e in bare if e is not None], unknowns, box, meter)
    for x, values, used in quotients(equations, unknowns):
        found = _then(values, x, [e for i, e in enumerate(equations) if i != used], list(unknowns), box, meter)
        if found:
            return found
    plain = without_roots(equations, unknowns)
    if plain is not None:
        return _by_roots(*plain, box, meter)
    common = unknowns[0]
    alike = alike_equation(equations, unknowns, common)
    found = [] if alike is None else [dict.fromkeys(unknowns, r) for r in roots(alike, common, *box[common]) if not r.has(*unknowns)]
    return found or None


def _with_implicit_values(
    equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol], inner: dict[Root, sp.Symbol], box: Box, meter: Meter
) -> list[Solution]:
    """Solutions for the unknowns and the values of roots that move with them, which are then forgotten."""
    swapped = [e.xreplace(inner) for e in equations] + [r.at(z).xreplace(inner) for r, z in inner.items()]
    if any(e.atoms(Root) & set(inner) for e in swapped):
        return []  # a root within a root
    wider = {**box, **{z: r.interval[:2] for r, z in inner.items()}}
    found = solve_system(swapped, (*inner.values(), *unknowns), wider, meter)
    return list({tuple(s[x] for x in unknowns): {x: s[x] for x in unknowns} for s in found}.values())


def implicit_values(equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]) -> dict[Root, sp.Symbol]:
    """Implicit roots that move with the unknowns, each with a further unknown for its value.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> implicit_values([Root(x**3 + x - y, x, sp.Interval.open(0, sp.oo)) - y], [y])
    {Root(x**3 + x - y, x, (0, oo)): _root0}
    """
    moving = sorted({r for e in equations for r in e.atoms(Root) if r.has(*unknowns)}, key=sp.default_sort_key)
    return {r: sp.Dummy(f"root{i}", real=True) for i, r in enumerate(moving)}


def _by_roots(equations: Sequence[sp.Expr], names: dict[sp.Symbol, tuple[sp.Symbol, int]], box: Box, meter: Meter) -> list[Solution]:
    """Solutions for the roots of the unknowns, raised to their powers."""
    inner = {y: (sp.Integer(0), box[x][1] ** sp.Rational(1, n) if box[x][1] is not sp.oo else sp.oo) for x, (y, n) in names.items()}
    found = solve_system(equations, [y for y, _ in names.values()], inner, meter)
    return [{x: tidy(s[y] ** n) for x, (y, n) in names.items()} for s in found]


def _linear(equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]) -> list[Solution] | None:
    """The solution of a linear square system; None when the system is not linear."""
    rows, right = [], []
    for e in equations:
        try:
            p = sp.Poly(e, *unknowns)
        except PolynomialError:
            return None
        if p.total_degree() > 1 or any(c.has(*unknowns) for c in p.coeffs()):
            return None
        rows.append([p.coeff_monomial(x) for x in unknowns])
        right.append([-p.coeff_monomial(1)])
    if len(rows) != len(unknowns):
        return None
    direct = by_total(rows, [r for (r,) in right])
    if direct is not None:
        return [dict(zip(unknowns, direct, strict=True))]
    matrix = DomainMatrix.from_list_sympy(len(rows), len(unknowns), rows)
    vector = DomainMatrix.from_list_sympy(len(rows), 1, right)
    matrix, vector = matrix.unify(vector)
    field = matrix.domain if matrix.domain.is_Field else matrix.domain.get_field()
    if not field.is_FractionField and not field.is_QQ:
        return _by_elimination(equations, unknowns)
    matrix, vector = matrix.convert_to(field), vector.convert_to(field)
    try:
        solution = matrix.lu_solve(vector)
    except (DMNonInvertibleMatrixError, ZeroDivisionError):
        return []
    values = [tidy(row[0]) for row in solution.to_Matrix().tolist()]
    return [dict(zip(unknowns, values, strict=True))]


def _by_elimination(equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]) -> list[Solution] | None:
    """Linear systems whose coefficients are no rational functions (radicals, powers)."""
    found = sp.linsolve(list(equations), *unknowns)
    listed = [dict(zip(unknowns, values, strict=True)) for values in found]
    return [s for s in listed if not any(v.free_symbols & set(unknowns) for v in s.values())]


def _then(
    solved: Sequence[sp.Expr], x: sp.Symbol, rest: list[sp.Expr], unknowns: list[sp.Symbol], box: Box, meter: Meter
) -> list[Solution]:
    """For each value of x: solve the rest with it put in."""
    others = [u for u in unknowns if u != x]
    out: list[Solution] = []
    for value in solved:
        reduced = [numerator(e.subs(x, value)) for e in rest]
        inner = {u: (a.subs(x, value), b.subs(x, value)) for u, (a, b) in box.items()}
        for s in solve_system(reduced, others, inner, meter):
            final = tidy(value.subs(s)) if s else value
            out.append({x: final, **s})
    return out


def _nonlinear(equations: list[sp.Expr], unknowns: list[sp.Symbol], box: Box, meter: Meter) -> list[Solution]:
    if len(unknowns) == 1:
        x = unknowns[0]
        shortest = min(equations, key=sp.count_ops)
        return [{x: r} for r in roots(shortest, x, *box[x]) if not r.has(x)]
    for step in (_one_linear, _one_alone, _by_factors, _by_difference, _by_aggregate, _by_groebner):
        found = step(equations, unknowns, box, meter)
        if found is not None:
            return found
    return []


def _one_linear(equations: list[sp.Expr], unknowns: list[sp.Symbol], box: Box, meter: Meter) -> list[Solution] | None:
    """An equation linear in one unknown, with a coefficient free of the others."""
    for e in sorted(equations, key=sp.count_ops):
        for x in unknowns:
            if not e.has(x) or not e.is_polynomial(x) or sp.degree(e, x) != 1:
                continue
            slope = sp.expand(e).coeff(x, 1)
            if slope.free_symbols & set(unknowns):
                continue
            value = tidy(-(sp.expand(e) - sp.expand(slope * x)) / slope)
            return _then([value], x, [f for f in equations if f is not e], unknowns, box, meter)
    return None


def _one_alone(equations: list[sp.Expr], unknowns: list[sp.Symbol], box: Box, meter: Meter) -> list[Solution] | None:
    """An equation in one unknown only."""
    for e in sorted(equations, key=sp.count_ops):
        inside = [x for x in unknowns if e.has(x)]
        if len(inside) == 1:
            x = inside[0]
            return _then(roots(e, x, *box[x]), x, [f for f in equations if f is not e], unknowns, box, meter)
    return None


def _by_factors(equations: list[sp.Expr], unknowns: list[sp.Symbol], box: Box, meter: Meter) -> list[Solution] | None:
    for i, e in enumerate(equations):
        if not e.is_polynomial(*unknowns) or not e.is_rational_function(*e.free_symbols):
            continue
        factors = [f for f, _ in sp.factor_list(e)[1] if f.free_symbols & set(unknowns)]
        if len(factors) > 1:
            out: list[Solution] = []
            for f in factors:
                out += solve_system([*equations[:i], f, *equations[i + 1 :]], unknowns, box, meter)
            return out
    return None


def _by_difference(equations: list[sp.Expr], unknowns: list[sp.Symbol], box: Box, meter: Meter) -> list[Solution] | None:
    """A difference of two equations that factors, or is of lower degree (alike players)."""
    for i, e in enumerate(equations):
        for j in range(i):
            difference = sp.expand(e - equations[j])
            if difference == 0 or not all(is_rational(f) for f in (difference, e, equations[j])):
                continue
            factors = [f for f, _ in sp.factor_list(difference)[1] if f.free_symbols & set(unknowns)]
            lower = len(factors) == 1 and sp.Poly(factors[0], *unknowns).total_degree() < min(
                sp.Poly(e, *unknowns).total_degree(), sp.Poly(equations[j], *unknowns).total_degree()
            )
            if len(factors) > 1 or lower:
                out: list[Solution] = []
                for f in factors:
                    out += solve_system([*equations[:i], f, *equations[i + 1 :]], unknowns, box, meter)
                return out
    return None


def _by_aggregate(equations: list[sp.Expr], unknowns: list[sp.Symbol], box: Box, meter: Meter) -> list[Solution] | None:
    """Own action given the total, then one equation for the total (Selten 1970; Acemoglu and Jensen 2013)."""
    total = sp.Dummy("S", real=True)
    shares: Solution = {}
    for e in equations:
        form = _own_and_total(e, unknowns, total)
        if form is None or form[0] in shares:
            return None
        shares[form[0]] = form[1]
    if set(shares) != set(unknowns):
        return None
    closing = numerator(sum(shares.values()) - total)
    out: list[Solution] = []
    for value in roots(closing, total, sp.Integer(0), sp.oo):
        out.append({x: tidy(s.subs(total, value)) for x, s in shares.items()})
    return out


def _own_and_total(e: sp.Expr, unknowns: list[sp.Symbol], total: sp.Symbol) -> tuple[sp.Symbol, sp.Expr] | None:
    """``(x, x as a function of the total)`` when the equation involves x and the total only, x linearly."""
    for x in unknowns:
        others = [u for u in unknowns if u != x]
        replaced = sp.expand(e.subs(others[-1], total - x - sum(others[:-1])))
        if replaced.free_symbols & set(others) or not replaced.is_polynomial(x) or sp.degree(replaced, x) != 1:
            continue
        slope = replaced.coeff(x, 1)
        return x, tidy(-(replaced - sp.expand(slope * x)) / slope)
    return None


def _by_groebner(equations: list[sp.Expr], unknowns: list[sp.Symbol], box: Box, meter: Meter) -> list[Solution] | None:
    if not all(e.is_polynomial(*unknowns) and e.is_rational_function(*e.free_symbols) for e in equations):
        return None
    degree = 1
    for e in equations:
        degree *= sp.Poly(e, *unknowns).total_degree()
    if degree > 12 or len(unknowns) > 3:
        return None
    meter.spend(20)
    basis = list(sp.groebner(equations, *unknowns, order="lex").exprs)
    if basis == [sp.Integer(1)]:
        return []
    last = unknowns[-1]
    alone = [e for e in basis if not any(e.has(u) for u in unknowns[:-1])]
    if not alone:
        return None
    return _then(roots(alone[0], last, *box[last]), last, [e for e in basis if e is not alone[0]], unknowns, box, meter)
