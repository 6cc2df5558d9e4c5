"""Facts: what a set of formulas says as polynomial sign conditions, and where it branches.

Search for certificates and their check both start from here, so that a certificate speaks of the same facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sympy as sp

from symgame.logic.definitions import always_defined, definition
from symgame.logic.formula import FALSE, TRUE, And, Atom, Defined, Formula, Or, atoms, conj
from symgame.logic.polynomials import expression
from symgame.logic.query import resolve, spread
from symgame.logic.signs import ANY, NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, POSITIVE, declared
from symgame.printing import Value

VALUE = sp.Function("value")
DECLARED = {POSITIVE: (1, ">"), NEGATIVE: (-1, ">"), NONNEGATIVE: (1, ">="), NONPOSITIVE: (-1, ">="), NONZERO: (1, "!=")}


@dataclass(frozen=True)
class Fact(Value):
    """``expression relation 0`` with relation one of >, >=, =, !=."""

    expression: sp.Expr
    relation: str

    def as_relation(self) -> sp.Basic:
        """The fact as a sympy relation, not evaluated."""
        kind = {">": sp.Gt, ">=": sp.Ge, "=": sp.Eq, "!=": sp.Ne}[self.relation]
        return kind(self.expression, 0, evaluate=False)


@dataclass(frozen=True)
class Knowledge:
    """What is known: facts, alternatives of which one holds, and whether a contradiction can be read off."""

    facts: tuple[Fact, ...]
    alternatives: tuple[Or, ...]
    absurd: bool = False


def knowledge(formulas: Iterable[Formula], goal: Formula = TRUE) -> Knowledge:
    """The facts in the formulas and in the definitions of all generators, those of the goal included."""
    top, assured = spread(formulas)
    if top == FALSE:
        return Knowledge((), (), True)
    parts: list[Formula] = list(top.args) if isinstance(top, And) else [top]
    gens: dict[sp.Expr, None] = {}
    for leaf in (*atoms(conj(parts)), *atoms(resolve(goal))):
        if isinstance(leaf, Atom | Defined):
            gens.update(dict.fromkeys(leaf.gens if isinstance(leaf, Atom) else (leaf.gen,)))
    pending = list(gens)
    seen: dict[sp.Expr, None] = {}
    facts: dict[Fact, None] = {}
    while pending:
        g = pending.pop(0)
        if g in seen:
            continue
        seen[g] = None
        if declared(g) != ANY and declared(g) in DECLARED:
            sign, relation = DECLARED[declared(g)]
            facts[Fact(sign * held(g), relation)] = None
        if not g.is_Symbol:
            pending += [s for s in g.free_symbols if s.is_Symbol]
            if g in assured or always_defined(g):
                constraint = resolve(definition(g).constraint)
                parts.extend(constraint.args if isinstance(constraint, And) else (constraint,))
                pending += [h for leaf in atoms(constraint) if isinstance(leaf, Atom) for h in leaf.gens]
    for part in parts:
        if isinstance(part, Atom):
            facts[fact_of(part)] = None
    return Knowledge(tuple(facts), tuple(p for p in parts if isinstance(p, Or)))


def fact_of(atom: Atom) -> Fact:
    """The atom as a fact."""
    return Fact(expression(atom.poly, tuple(map(held, atom.gens))), atom.relation)


def held(gen: sp.Expr) -> sp.Expr:
    """The generator as an expression that sympy does not rewrite: √a as value(√a), whose square stays a square."""
    return VALUE(gen) if isinstance(gen, sp.Pow | sp.exp) else gen


def shown(expr: sp.Expr) -> sp.Expr:
    """The expression for print, with every held generator written as itself."""
    return expr.xreplace({v: v.args[0] for v in expr.atoms(VALUE)})


def goal_of(goal: Formula) -> Formula:
    """The goal with conditions `Defined` written out."""
    goal = resolve(goal)
    if isinstance(goal, Defined):
        found = definition(goal.gen)
        return resolve(found.condition) if goal.positive and found.second == FALSE else goal
    return goal
