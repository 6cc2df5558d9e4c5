"""Sentences with roots of single unknowns, in one unknown for each: s = w^N where u_1^{n_1} = s, u_2^{n_2} = s, ….

With u_i ≥ 0 among the hypotheses s is not negative, so s = w^N for exactly one w ≥ 0, and u_i = w^{N/n_i} where N is
the least common multiple of the n_i.  Two non-negative roots of one number are one.  With u ≥ 0 and u² = r² u is r where
r ≥ 0, and -r where r ≤ 0.  An equation that is linear in an unknown,
with a coefficient that is a non-zero number or a polynomial of positive unknowns and coefficients, is solved for it.
Each step is a bijection of the points where the hypotheses hold: a proof of the new sentence is one of the old sentence.
A counterexample is one only after exact evaluation in the old one, where denominators count.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.logic.names import fresh

MOST_TERMS = 60
"""Equations with more terms are not solved."""

MOST_OPERATIONS = 40
"""Longer hypotheses are left out where a sign is asked for."""


@dataclass
class PureRoots:
    """A sentence ``given ⇒ claim`` that is rewritten step by step.

    Parameters
    ----------
    claim : Boolean
    given : tuple of Boolean
    back : dict
        What each unknown that is gone is, in the unknowns that are left.
    proves : callable
        Whether a relation follows from the hypotheses, for signs that cannot be read off.

    Examples
    --------
    >>> c = sp.Symbol("c", positive=True)
    >>> u, v = sp.symbols("u v", real=True)
    >>> found = PureRoots(u >= v, (u >= 0, sp.Eq(u**2, c), v >= 0, sp.Eq(v**3, c), c >= 1))
    >>> found.rewrite(), found.claim, found.given
    (True, c'**3 >= c'**2, (c'**6 >= 1,))
    """

    claim: Boolean
    given: tuple[Boolean, ...]
    back: dict[sp.Symbol, sp.Expr] = field(default_factory=dict)
    proves: Callable[[Boolean, tuple[Boolean, ...]], bool] = lambda claim, given: False

    def __post_init__(self) -> None:
        flat = [part for g in self.given for part in (g.args if isinstance(g, And) else (g,))]
        self.given = tuple(dict.fromkeys(g for g in flat if g != sp.true))

    def rewrite(self) -> bool:
        """Take all steps that apply; False where no root of a single unknown occurs."""
        if not (self._one_root() or self._square()):
            return False
        while self._one_root() or self._square() or self._linear():
            pass
        return True

    @property
    def short(self) -> tuple[Boolean, ...]:
        """The short hypotheses: often enough for a proof."""
        return tuple(g for g in self.given if sp.count_ops(g) <= MOST_OPERATIONS)

    def point(self, witness: Mapping[sp.Symbol, sp.Expr]) -> dict[sp.Symbol, sp.Expr]:
        """The values of the unknowns that are gone, and of the others, at a point."""
        return {**witness, **{s: e.xreplace(dict(witness)) for s, e in self.back.items()}}

    def _put(self, values: dict[sp.Symbol, sp.Expr], *, without: Iterable[Boolean] = ()) -> None:
        """Replace unknowns in the sentence."""
        gone = set(without)
        kept = [g.xreplace(values) for g in self.given if g not in gone]
        self.given = tuple(dict.fromkeys(g for g in kept if g != sp.true))
        self.claim = self.claim.xreplace(values)
        self.back = {s: e.xreplace(values) for s, e in self.back.items()} | values

    def _one_root(self) -> bool:
        """Roots of one unknown, or of one number, in a single unknown."""
        groups: dict[sp.Expr, list[tuple[sp.Symbol, int, Boolean]]] = {}
        low = {g.lhs for g in self.given if isinstance(g, sp.Ge | sp.Gt) and g.lhs.is_Symbol and g.rhs == 0}
        for g in self.given:
            found = _pure(g)
            if found is not None and (found[0] in low or found[0].is_nonnegative):
                groups.setdefault(found[2], []).append((found[0], found[1], g))
        for base, rows in sorted(groups.items(), key=lambda row: sp.default_sort_key(row[0])):
            if not base.is_Symbol and len(rows) < 2:
                continue
            if len({u for u, _, _ in rows}) < len(rows) or base.is_integer and base.is_Symbol or base.is_nonpositive:
                continue
            if base.is_Symbol:
                self._in_one(base, rows)
                return True
            (u, n, _), *others = rows
            same = [(v, h) for v, m, h in others if m == n and v != u]
            if same:
                self._put({v: u for v, _ in same}, without=[h for _, h in same])
                return True
        return False

    def _in_one(self, base: sp.Symbol, rows: list[tuple[sp.Symbol, int, Boolean]]) -> None:
        order = math.lcm(*(n for _, n, _ in rows))
        taken = {s.name for g in (self.claim, *self.given) for s in g.free_symbols} | {s.name for s in self.back}
        positive = base.is_positive or sp.Gt(base, 0) in self.given
        w = fresh(base, taken, positive=True) if positive else fresh(base, taken, nonnegative=True)
        values = {base: w**order, **{u: w ** (order // n) for u, n, _ in rows}}
        self._put(values, without=[h for _, _, h in rows])

    def _square(self) -> bool:
        """An unknown u ≥ 0 with u² = r² is r or -r, where r has one sign."""
        for g in self.given:
            if not isinstance(g, sp.Eq):
                continue
            for term in sp.Add.make_args(g.lhs - g.rhs):
                u, n = term.as_base_exp()
                if n != 2 or not u.is_Symbol or not (u.is_nonnegative or sp.Ge(u, 0) in self.given):
                    continue
                rest = term - g.lhs + g.rhs
                root = None if u in rest.free_symbols else self._root_of(sp.factor(rest))
                if root is not None:
                    self._put({u: root}, without=[g])
                    return True
        return False

    def _root_of(self, square: sp.Expr) -> sp.Expr | None:
        """The non-negative r with r² = a factored expression, where its factors have one sign each."""
        total, short = sp.S.One, self.short
        for f in sp.Mul.make_args(square):
            base, exponent = f.as_base_exp()
            if base.is_Rational and exponent.is_Integer:
                base, exponent = base**exponent, sp.S.One
                if base < 0 or not sp.sqrt(base).is_Rational:
                    return None
                total *= sp.sqrt(base)
                continue
            if not exponent.is_Integer or exponent % 2:
                return None
            if base.is_nonnegative or self.proves(sp.Ge(base, 0), short):
                total *= base ** (exponent / 2)
            elif self.proves(sp.Le(base, 0), short):
                total *= (-base) ** (exponent / 2)
            else:
                return None
        return total

    def _linear(self) -> bool:
        """An unknown that an equation gives as a fraction with a denominator that is not zero."""
        for g in sorted((g for g in self.given if isinstance(g, sp.Eq)), key=sp.count_ops):
            p = sp.expand(sp.numer(sp.together(g.lhs - g.rhs)))
            if len(sp.Add.make_args(p)) > MOST_TERMS:
                continue
            for x in sorted(p.free_symbols, key=sp.default_sort_key, reverse=True):
                if not p.is_polynomial(*p.free_symbols) or sp.degree(p, x) != 1 or x.is_nonnegative or x.is_nonpositive or x.is_nonzero:
                    continue
                slope = p.coeff(x, 1)
                if _never_zero(slope):
                    self._put({x: sp.together(-p.coeff(x, 0) / slope)}, without=[g])
                    return True
        return False


def _never_zero(slope: sp.Expr) -> bool:
    """Whether it can be read off that a polynomial does not vanish: one sign of all terms in positive unknowns."""
    signs = {t.is_positive if t.could_extract_minus_sign() is False else (-t).is_positive for t in sp.Add.make_args(slope)}
    same = len({t.could_extract_minus_sign() for t in sp.Add.make_args(slope)}) == 1
    return signs == {True} and same


def _pure(g: Boolean) -> tuple[sp.Symbol, int, sp.Expr] | None:
    """(u, n, base) for the equation u^n = base with n ≥ 2, the base a symbol or a positive number."""
    if not isinstance(g, sp.Eq):
        return None
    terms = sp.Add.make_args(sp.expand(g.lhs - g.rhs))
    if len(terms) != 2:
        return None
    for a, b in (terms, terms[::-1]):
        c, power = a.as_coeff_Mul()
        if not (isinstance(power, sp.Pow) and power.base.is_Symbol and power.exp.is_Integer and power.exp > 1):
            continue
        base = -b / c
        if (base.is_Symbol or (base.is_Rational and base > 0)) and base != power.base:
            return power.base, int(power.exp), base
    return None
