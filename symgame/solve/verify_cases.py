"""Expressions as finitely many rational cases, for the check from the definition.

An expression built with Piecewise, Min, Max, Abs, sign, Heaviside, rational powers and roots equals, under the
conditions of one of finitely many *cases*, a rational expression in its symbols and in unknowns.  Each unknown is
fixed by an equation: √D is the u with u ≥ 0 and u² = D.  That the unknown exists (D ≥ 0), that some piece applies,
and that no denominator vanishes are *claims* that go with the case; they are never taken for granted, since a
contradictory equation among the hypotheses would make everything true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import sympy as sp
from sympy.logic.boolalg import Boolean

Claim = tuple[tuple[Boolean, ...], tuple[Boolean, ...]]
"""Hypotheses, and sentences any one of which is enough; the last one is the definition, which can be refuted."""


class Names:
    """Fresh plain real symbols, none of which is `taken`.

    Examples
    --------
    >>> names = Names(["u_1"])
    >>> names.fresh("u"), names.fresh("u")
    (u_2, u_3)
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = set(taken)
        self.count = 0
        self.given: dict[sp.Basic, sp.Symbol] = {}
        self.meant: dict[sp.Symbol, sp.Basic] = {}

    def fresh(self, base: str) -> sp.Symbol:
        """A symbol that was never given out."""
        while True:
            self.count += 1
            name = f"{base}_{self.count}"
            if name not in self.taken:
                self.taken.add(name)
                return sp.Symbol(name, real=True)

    def of(self, node: sp.Basic) -> sp.Symbol:
        """The symbol that stands for a root, always the same one."""
        if node not in self.given:
            self.given[node] = self.fresh("u")
            self.meant[self.given[node]] = node
        return self.given[node]

    def number(self, symbol: sp.Symbol) -> sp.Expr | None:
        """The expression without symbols that a symbol stands for, None where there is none.

        Examples
        --------
        >>> names, c = Names([]), sp.Symbol("c")
        >>> u = names.of(sp.sqrt(2))
        >>> v, w = names.of(1 / (1 + u)), names.of(c + u)
        >>> names.number(v), names.number(w)
        (1/(1 + sqrt(2)), None)
        """
        node = self.meant.get(symbol)
        if not isinstance(node, sp.Expr):
            return None
        parts = {s: self.number(s) for s in node.free_symbols}
        return None if None in parts.values() else node.xreplace(parts)


@dataclass(frozen=True)
class Case:
    """Where `conditions` hold, the tuple of expressions equals `values`.

    Parameters
    ----------
    conditions : tuple of Boolean
        Conditions of the case, and what fixes its unknowns.
    values : tuple of Expr
        Rational in symbols and unknowns (up to powers with symbolic exponent, log and exp).
    roots : tuple of (Symbol, Expr)
        Each unknown with the expression that vanishes at it.
    nonzero : tuple of Expr
        Denominators: the values are defined where none of them vanishes.
    claims : tuple of (tuple of Boolean, tuple of Boolean)
        Hypotheses and sentences: what must hold for the expressions to be defined.
    """

    conditions: tuple[Boolean, ...]
    values: tuple[sp.Expr, ...]
    roots: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()
    nonzero: tuple[sp.Expr, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def undefined(self) -> bool:
        """Whether a denominator is zero as it stands."""
        return any(d.is_zero for d in self.nonzero) or any(v.has(sp.nan, sp.zoo) for v in self.values)

    def put(self, values: Mapping[sp.Symbol, sp.Expr]) -> Case | None:
        """The case after a substitution, or None when its conditions become false."""
        nonzero = tuple(d for d in (_put(d, values) for d in self.nonzero) if not (d.is_number and d.is_nonzero))
        if any(d.is_zero or d.has(sp.nan, sp.zoo) for d in nonzero):
            return Case(_without_division(self.conditions, values), (sp.nan,) * len(self.values), (), (sp.S.Zero,))
        conditions = kept(_put(c, values) for c in self.conditions)
        if conditions is None:
            return None
        return Case(
            conditions,
            tuple(_put(v, values) for v in self.values),
            tuple((u, _put(p, values)) for u, p in self.roots),
            nonzero,
            tuple((_put_all(given, values), _put_all(claims, values)) for given, claims in self.claims),
        )

    def renamed(self, names: Names) -> Case:
        """The same case with fresh unknowns, so that two copies can stand in one sentence."""
        if not self.roots:
            return self
        new = {u: names.fresh("u") for u, _ in self.roots}
        made = self.put(new)
        assert made is not None
        return replace(made, roots=tuple((new[u], p) for u, p in made.roots))

    def also(self, conditions: Iterable[Boolean]) -> Case | None:
        """The case with more conditions, or None when one of them is false."""
        more = kept((*self.conditions, *conditions))
        return None if more is None else replace(self, conditions=more)


def _put(value: sp.Basic, values: Mapping[sp.Symbol, sp.Expr]) -> sp.Basic:
    return value.xreplace(dict(values))


def _put_all(conditions: Iterable[Boolean], values: Mapping[sp.Symbol, sp.Expr]) -> tuple[Boolean, ...]:
    return tuple(_put(c, values) for c in conditions)


def _without_division(conditions: Iterable[Boolean], values: Mapping[sp.Symbol, sp.Expr]) -> tuple[Boolean, ...]:
    """The conditions that a substitution leaves meaningful: fewer hypotheses, so never less to prove."""
    plain = (c for c in conditions if not any(True for a in c.atoms(sp.Pow) if a.exp.is_negative))
    made = kept(_put(c, values) for c in plain)
    return (sp.false,) if made is None else made


def kept(conditions: Iterable[Boolean]) -> tuple[Boolean, ...] | None:
    """The conditions without the true ones and repetitions; None when one is false.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> kept([sp.true, x > 0, x > 0]), kept([sp.false, x > 0])
    ((x > 0,), None)
    """
    found: dict[Boolean, None] = {}
    for c in conditions:
        for part in c.args if isinstance(c, sp.And) else (c,):
            if part == sp.false:
                return None
            if part != sp.true:
                found[part] = None
    return tuple(found)
