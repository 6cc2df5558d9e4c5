"""Lowering: Piecewise, Min, Max, Abs, sign, Heaviside, rational powers and roots become cases (`verify_cases`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.logic.implicit import Implicit
from symgame.logic.root import Root
from symgame.logic.zero import Zero
from symgame.solve.verify_cases import Case, Names, kept
from symgame.solve.verify_roots import Claims, negation, root_facts, zero_facts


def lower(values: Iterable[sp.Expr], conditions: Iterable[Boolean], names: Names) -> list[Case]:
    """The cases of a tuple of expressions under `conditions`.

    Parameters
    ----------
    values : iterable of Expr
    conditions : iterable of Boolean
        May contain Min, roots and the like too.
    names : Names

    Returns
    -------
    list of Case
        Their conditions cover all points at which all claims hold.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> [(c.conditions, c.values) for c in lower([sp.Max(x, 1)], [], Names(["x"]))]
    [((1 >= x,), (1,)), ((x > 1,), (x,))]
    """
    begun = kept(_expanded_roots(c) for c in conditions)
    if begun is None:
        return []
    return list(_lower(Case(begun, tuple(_expanded_roots(v) for v in values)), names))


def _expanded_roots(value: sp.Basic) -> sp.Basic:
    """Implicit roots with expanded coefficients, so that one root has one form."""
    swap = {}
    for r in value.atoms(Root):
        made = r.func(sp.Tuple(*(sp.expand(c) for c in r.coefficients)), *r.args[1:])
        if made != r:
            swap[r] = made
    return value.xreplace(swap) if swap else value


def _lower(case: Case, names: Names) -> Iterator[Case]:
    pending = [case]
    while pending:
        one = pending.pop(0)
        node = _next_special(one)
        if node is None:
            whole = (*one.values, *one.conditions)
            claims = ((one.conditions, (c,)) for c in _defined(whole))
            yield replace(one, nonzero=_denominators(whole), claims=(*one.claims, *claims))
            continue
        pending[:0] = list(_split(one, node, names))


def special(node: sp.Basic) -> bool:
    """Whether `lower` splits or names this node."""
    if isinstance(node, sp.Piecewise | sp.Min | sp.Max | sp.Abs | sp.sign | sp.Heaviside | sp.CRootOf | Implicit):
        return True
    return isinstance(node, sp.Pow) and isinstance(node.exp, sp.Rational) and not isinstance(node.exp, sp.Integer)


def _next_special(case: Case) -> sp.Basic | None:
    """A Piecewise that is not inside another one, else a special node without special nodes inside."""
    whole = (*case.values, *case.conditions)
    for v in whole:
        found = _topmost_piecewise(v)
        if found is not None:
            return found
    for v in whole:
        for node in sp.postorder_traversal(v):
            if special(node):
                return node
    return None


def _topmost_piecewise(value: sp.Basic) -> sp.Basic | None:
    if isinstance(value, sp.Piecewise):
        return value
    for a in value.args:
        found = _topmost_piecewise(a)
        if found is not None:
            return found
    return None


def _split(case: Case, node: sp.Basic, names: Names) -> Iterator[Case]:
    if isinstance(node, sp.Piecewise):
        yield from _split_piecewise(case, node)
    elif isinstance(node, sp.Pow | sp.CRootOf | Implicit):
        yield from _name_root(case, node, names)
    else:
        for conditions, value in _alternatives(node):
            yield from _with(case, node, value, conditions)


def _alternatives(node: sp.Basic) -> list[tuple[tuple[Boolean, ...], sp.Expr]]:
    """The values of Min, Max, Abs, sign and Heaviside by cases."""
    if isinstance(node, sp.Min | sp.Max):
        found = []
        listed = sorted(node.args, key=sp.default_sort_key)
        for i, a in enumerate(listed):
            before = tuple(_beats(node, a, b, strict=True) for b in listed[:i])
            found.append(((*before, *(_beats(node, a, b, strict=False) for b in listed[i + 1 :])), a))
        return found
    inner = node.args[0]
    if isinstance(node, sp.Abs):
        return [((sp.Ge(inner, 0),), inner), ((sp.Lt(inner, 0),), -inner)]
    middle = node.args[1] if isinstance(node, sp.Heaviside) and len(node.args) > 1 else sp.S.Half
    low, middle = (sp.S.Zero, middle) if isinstance(node, sp.Heaviside) else (sp.S.NegativeOne, sp.S.Zero)
    return [((sp.Gt(inner, 0),), sp.S.One), ((sp.Eq(inner, 0),), middle), ((sp.Lt(inner, 0),), low)]


def _beats(node: sp.Basic, a: sp.Expr, b: sp.Expr, *, strict: bool) -> Boolean:
    if isinstance(node, sp.Max):
        return sp.Gt(a, b) if strict else sp.Ge(a, b)
    return sp.Lt(a, b) if strict else sp.Le(a, b)


def _with(case: Case, node: sp.Basic, value: sp.Expr, conditions: Iterable[Boolean]) -> Iterator[Case]:
    swap = {node: value}
    more = kept((*(c.xreplace(swap) for c in case.conditions), *conditions))
    if more is not None:
        yield replace(case, conditions=more, values=tuple(v.xreplace(swap) for v in case.values))


def _split_piecewise(case: Case, node: sp.Piecewise) -> Iterator[Case]:
    before: list[Boolean] = []
    pieces = [(e, c) for e, c in node.args]
    total = sp.Or(*(c for _, c in pieces))
    if total != sp.true:
        case = replace(case, claims=(*case.claims, (case.conditions, (total,))))
    for value, condition in pieces:
        yield from _with(case, node, value, (*before, condition))
        before.append(negation(condition))


def _name_root(case: Case, node: sp.Basic, names: Names) -> Iterator[Case]:
    u = names.of(node.base ** sp.Rational(1, node.exp.q) if isinstance(node, sp.Pow) else node)
    if isinstance(node, sp.Pow):
        q = node.exp.q
        facts, vanishing, value = (sp.Ge(u, 0),), u**q - node.base, u ** node.exp.p
        claims: Claims = (((), (sp.Ge(node.base, 0),)),)
    elif isinstance(node, Zero):
        (facts, vanishing, claims), value = zero_facts(node, u), u
    else:
        facts, vanishing, only = root_facts(node, u, names.of(sp.Tuple(node)))
        claims, value = tuple(((), c) for c in only), u
    swap = {node: value}
    if isinstance(node, sp.Pow):  # one unknown for all powers of one root
        for other in set().union(*(v.atoms(sp.Pow) for v in (*case.values, *case.conditions))):
            if other.base == node.base and isinstance(other.exp, sp.Rational) and other.exp.q == node.exp.q:
                swap[other] = u**other.exp.p
    made = (*case.claims, *(((*case.conditions, *given), c) for given, c in claims if sp.true not in c))
    conditions = kept((*(c.xreplace(swap) for c in case.conditions), *facts, sp.Eq(vanishing, 0)))
    if conditions is not None:
        values = tuple(v.xreplace(swap) for v in case.values)
        yield replace(case, conditions=conditions, values=values, roots=(*case.roots, (u, vanishing)), claims=made)


def _defined(values: Iterable[sp.Basic]) -> tuple[Boolean, ...]:
    """That logarithms have positive arguments and powers with symbolic exponents bases that allow them."""
    found: dict[Boolean, None] = {}
    for v in values:
        for node in sp.preorder_traversal(v):
            if isinstance(node, sp.log):
                found[sp.Gt(node.args[0], 0)] = None
            elif isinstance(node, sp.Pow) and node.exp.free_symbols and node.base is not sp.E:
                rises = sp.And(sp.Ge(node.base, 0), sp.Gt(node.exp, 0))
                found[sp.Gt(node.base, 0) if rises == sp.false else sp.Or(sp.Gt(node.base, 0), rises)] = None
    return tuple(c for c in found if c != sp.true)


def _denominators(values: Iterable[sp.Basic]) -> tuple[sp.Expr, ...]:
    found: dict[sp.Expr, None] = {}
    for v in values:
        for node in sp.preorder_traversal(v):
            if isinstance(node, sp.Pow) and node.exp.is_negative and not (node.base.is_number and node.base.is_nonzero):
                found[node.base] = None
    return tuple(found)
