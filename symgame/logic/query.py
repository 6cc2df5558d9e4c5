"""Queries: a conjunction of formulas, with all that is known of its generators, as SMT-LIB text.

A query has a solution wherever the formulas are true; the converse may fail, since definitions of generators are only
necessary conditions.  So "no solution" is a proof that the formulas contradict each other, and a solution is a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import sympy as sp

from symgame.logic.definitions import FUNCTIONS, OPAQUE, always_defined, definition
from symgame.logic.formula import FALSE, TRUE, And, Assumed, Atom, Defined, Formula, Or, Quantified, conj, disj
from symgame.logic.functions import facts
from symgame.logic.names import smt_name
from symgame.logic.polynomials import radical
from symgame.logic.scaling import units
from symgame.logic.shapes import Shape
from symgame.logic.signs import ANY, NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, POSITIVE, declared

SIGN_TEXT = {POSITIVE: "(> {} 0)", NEGATIVE: "(< {} 0)", NONNEGATIVE: "(>= {} 0)", NONPOSITIVE: "(<= {} 0)"}
SIGN_TEXT |= {NONZERO: "(not (= {} 0))", frozenset((0,)): "(= {} 0)"}


@dataclass(frozen=True)
class Query:
    """What is asked of a solver.

    Parameters
    ----------
    text : str
    gens : tuple of Expr
        Symbols and other generators, in canonical order.
    trivial : bool
        Whether the contradiction can be read off.
    open : tuple of Expr
        Generators that need not be defined in a solution.
    """

    text: str
    gens: tuple[sp.Expr, ...]
    trivial: bool = False
    open: tuple[sp.Expr, ...] = ()


@lru_cache(maxsize=50_000)
def resolve(formula: Formula) -> Formula:
    """The formula without conditions `Defined` that always hold."""
    if isinstance(formula, Defined):
        if always_defined(formula.gen):
            return TRUE if formula.positive else FALSE
        return formula
    if isinstance(formula, Quantified):
        return Quantified(formula.kind, formula.bound, resolve(formula.body))
    if isinstance(formula, And):
        return conj(resolve(a) for a in formula.args)
    if isinstance(formula, Or):
        return disj(resolve(a) for a in formula.args)
    return formula


def build(formulas: Iterable[Formula], symbols: Iterable[sp.Symbol] = ()) -> Query:
    """The query that asks for a point where all formulas are true.

    Parameters
    ----------
    formulas : iterable of Formula
    symbols : iterable of Symbol
        Symbols that must have a value too, whether or not they occur.

    Examples
    --------
    >>> from symgame.logic.normal import formula
    >>> x = sp.Symbol("x", real=True)
    >>> print(build([formula(x > 1)]).text)
    (declare-const x Real)
    (assert (> (+ x (- 1)) 0))
    """
    top, assured = spread(formulas)
    if top == FALSE:
        return Query("", (), True)
    builder = _Builder(assured)
    builder.register(symbols)
    for part in top.args if isinstance(top, And) else (top,):
        if isinstance(part, Assumed) and part.positive:
            builder.shapes.append(part.shape)
        else:
            builder.claim(part)
    builder.add_facts()
    return builder.finish()


def spread(formulas: Iterable[Formula]) -> tuple[Formula, frozenset[sp.Expr]]:
    """All conjuncts, those that definedness brings included, and the generators that are defined in every solution."""
    top, assured = conj(resolve(f) for f in formulas), frozenset[sp.Expr]()
    while True:
        parts = top.args if isinstance(top, And) else (top,)
        new = frozenset(p.gen for p in parts if isinstance(p, Defined) and p.positive) - assured
        if not new:
            return conj(p for p in parts if not (isinstance(p, Defined) and p.positive)), assured
        assured |= new
        top = conj((top, *(resolve(definition(g).condition) for g in sorted(new, key=smt_name))))


class _Builder:
    """Collects assertions and declarations; every generator that is mentioned brings its definition."""

    def __init__(self, assured: frozenset[sp.Expr]) -> None:
        self.assured = assured
        self.gens: dict[sp.Expr, None] = {}
        self.flags: dict[sp.Expr, None] = {}
        self.lines: dict[str, None] = {}
        self.atoms: dict[Atom, None] = {}
        self.shapes: list[Shape] = []
        self.others: dict[str, None] = {}
        self.bound: set[sp.Expr] = set()

    def claim(self, formula: Formula) -> None:
        if formula != TRUE:
            self.lines[f"(assert {self.text(formula)})"] = None

    def register(self, gens: Iterable[sp.Expr]) -> None:
        for g in gens:
            if g in self.gens or g in self.bound:
                continue
            self.gens[g] = None
            if g.is_Symbol:
                continue
            self.register(s for s in g.free_symbols if s.is_Symbol)
            found = definition(g)
            if g in self.assured or always_defined(g):
                self.claim(resolve(found.constraint))
            else:
                self.flags[g] = None
                both = conj((resolve(found.condition), resolve(found.constraint)))
                self.lines[f"(assert (=> {_flag(g)} {self.text(both)}))"] = None
                self.lines[f"(assert (or {_flag(g)} {self.text(resolve(found.undefined))}))"] = None

    def add_facts(self) -> None:
        """What is known of values of functions; the facts mention no other values."""
        values = [g for g in self.gens if isinstance(g, FUNCTIONS + OPAQUE) and radical(g) is None]
        for fact in facts(sorted(values, key=smt_name), self.shapes) if values else ():
            self.claim(resolve(fact))

    def text(self, formula: Formula) -> str:
        if isinstance(formula, Atom):
            self.register(formula.gens)
            self.atoms[formula] = None
            return formula.text
        if isinstance(formula, Defined):
            return self._defined(formula)
        if isinstance(formula, Quantified):
            self.bound |= set(formula.bound)
            names = " ".join(f"({smt_name(x)} Real)" for x in formula.bound)
            return f"({formula.kind} ({names}) {self.text(formula.body)})"
        if isinstance(formula, Assumed):
            self.others[f"shape!{type(formula.shape).__name__}!{formula.shape.name}"] = None
            name = f"shape!{type(formula.shape).__name__}!{formula.shape.name}"
            return name if formula.positive else f"(not {name})"
        word = "and" if isinstance(formula, And) else "or"
        if not formula.args:
            return "true" if word == "and" else "false"
        return f"({word} {' '.join(self.text(a) for a in formula.args)})"

    def _defined(self, leaf: Defined) -> str:
        g = leaf.gen
        self.register((g,))
        if g not in self.flags:
            return "true" if leaf.positive else "false"
        if leaf.positive:
            return _flag(g)
        second = resolve(definition(g).second)
        if second == FALSE:
            return f"(not {_flag(g)})"
        return f"(or (not {_flag(g)}) {self.text(second)})"

    def finish(self) -> Query:
        gens = tuple(sorted(self.gens, key=smt_name))
        head = [f"(declare-const {smt_name(g)} Real)" for g in gens]
        head += [f"(declare-const {name} Bool)" for name in (*map(_flag, self.flags), *self.others)]
        signs = [f"(assert {SIGN_TEXT[declared(g)].format(smt_name(g))})" for g in gens if declared(g) != ANY]
        return Query("\n".join([*head, *signs, *self.lines, *self.units(gens)]), gens, False, tuple(self.flags))

    def units(self, gens: tuple[sp.Expr, ...]) -> list[str]:
        """Unknowns set to 1 where the whole query is homogeneous; not worth it for linear queries."""
        if self.bound or all(a.poly.total_degree() < 2 for a in self.atoms):
            return []
        positive = [g for g in gens if declared(g) == POSITIVE or f"(assert (> {smt_name(g)} 0))" in self.lines]
        symbols = [g for g in positive if g.is_Symbol]
        chosen = units(self.atoms, gens, sorted(symbols, key=self._terms_with, reverse=True))
        return [f"(assert (= {smt_name(g)} 1))" for g in chosen]

    def _terms_with(self, g: sp.Expr) -> int:
        rows = [(a, a.gens.index(g)) for a in self.atoms if g in a.gens]
        return sum(1 for a, i in rows for m in a.poly.monoms() if m[i])


def _flag(g: sp.Expr) -> str:
    return f"ok!{smt_name(g)}"
