"""One sentence about powers, exponentials and logarithms, stated for the unknowns that stand for them.

First the sentence alone, then with theorems about powers and single logarithms (`symgame.solve.power_facts`), at last with
logarithms tied to their arguments (`symgame.solve.power_ties`): each counterexample in which a logarithm has not the value
that its argument asks for brings the facts that exclude it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, to_nnf

from symgame.budget import Budget
from symgame.errors import SymgameError
from symgame.logic import decide as logic
from symgame.logic.exact import exact
from symgame.logic.numbers import Undecidable
from symgame.logic.polynomials import Undefined
from symgame.logic.problem import Problem
from symgame.logic.verdict import Status, Verdict
from symgame.logic.witness import refutes
from symgame.solve.power_facts import logarithm_facts, power_facts
from symgame.solve.power_forms import Powers
from symgame.solve.power_ties import MOST, Tie, pairs, products, singles, tie

ROUNDS = 16
"""Counterexamples that respect no logarithm and are excluded one by one."""
AT_ONCE = 3
"""Ties of which facts are added for one counterexample."""


def _exponents_defined(relation: Boolean) -> Iterator[Boolean]:
    """That no exponent has a vanishing denominator; the unknowns for the powers do not show it."""
    for p in relation.atoms(sp.Pow, sp.exp):
        exponent = p.as_base_exp()[1]
        below = sp.fraction(sp.together(exponent))[1]
        if below.free_symbols:
            yield sp.Ne(below, 0)


class Unknowns:
    """One case as a sentence about positive unknowns."""

    def __init__(self, powers: Powers, case: Any, given: tuple[Boolean, ...]) -> None:
        self.powers, self.case, self.given = powers, case, given
        self.logs: dict[sp.Expr, sp.Symbol] = {}
        self.ties: list[Tie] = []

    def verdict(self) -> Verdict:
        """First without the facts about pairs, then with them."""
        parts = [to_nnf(s, simplify=False) for s in (self.case.claim, *self.given)]
        relations = list(dict.fromkeys(r for p in parts for r in p.atoms(Relational)))
        sides = [self._entered(r) for r in relations]
        defined = [s for s in sides if s is not sp.nan]
        plain = tuple(self.logs)
        self._find_ties(relations)
        tied = [e for t in self.ties for e in (t.logarithm, t.argument)]
        extra = [*self.powers.bases, *self.powers.bases.values(), *(g.args[0] for g in plain), *tied]
        rational, self.table = self.powers.rational([*defined, *(self._entered_raw(e) for e in extra)])
        pairs = zip([r for r, s in zip(relations, sides, strict=True) if s is not sp.nan], rational, strict=False)
        swap = {r: e for r, e in pairs if not e.has(sp.nan, sp.zoo, sp.oo)}
        if any(e.has(sp.nan, sp.zoo, sp.oo) for e in rational[len(defined) :]):
            return Verdict(Status.UNDECIDED, reason="a power is not defined")
        table = {r: And(type(r)(swap[r], 0), *_exponents_defined(r)) if r in swap else sp.false for r in relations}
        goal, *known = (p.xreplace(table) for p in parts)
        tail = rational[len(defined) :]
        known += self._definitions(tail)
        found = self._ask(goal, known)
        if found.refuted:
            known += self._facts(tail, plain)
            found = self._ask(goal, known)
            found = self._tied(goal, known, found, self._checked(found), tail) if found.refuted else found
        return found

    def _facts(self, tail: list[sp.Expr], plain: Sequence[sp.Expr]) -> list[Boolean]:
        n = len(self.powers.bases)
        values = dict(zip(self.powers.bases, tail[n : 2 * n], strict=True))
        arguments = {self.logs[g]: a for g, a in zip(plain, tail[2 * n :], strict=False)}
        return [*power_facts(self.table, values, self.case._sign), *logarithm_facts(arguments)]

    def _find_ties(self, relations: Iterable[Any]) -> None:
        """Products of which the logarithm occurs, or stands next to one that does."""
        sides = [self.powers.enter(r.lhs) - self.powers.enter(r.rhs) for r in relations]
        plain = [e for e in sides if not e.has(sp.nan, sp.zoo, sp.oo, sp.Piecewise, sp.Min, sp.Max)]
        listed = products(plain, self.logs) if any(e.has(sp.log, sp.exp) for e in plain) else []
        listed = [*listed[:MOST], *pairs(listed)]
        self.ties = [tie(f, self._log_of) for f in (*singles(listed), *listed)]

    def _log_of(self, base: sp.Expr) -> sp.Expr:
        """The logarithm of an entered positive base, in unknowns."""
        if isinstance(base, sp.exp):
            return base.args[0].xreplace(self.logs)
        if isinstance(base, sp.Pow):
            return base.exp * self._log_of(base.base)
        return self.logs.setdefault(sp.log(base), sp.Symbol(f"log'{len(self.logs)}", real=True))

    def _tied(self, goal: Boolean, known: Sequence[Boolean], found: Verdict, checked: Verdict, tail: list[sp.Expr]) -> Verdict:
        """With facts that exclude counterexamples which respect no logarithm."""
        flat = tail[len(tail) - 2 * len(self.ties) :]
        if checked.refuted or not self.ties or any(e.has(sp.nan, sp.zoo, sp.oo) for e in flat):
            return checked
        ties = [Tie(s, t) for s, t in zip(flat[::2], flat[1::2], strict=True)]
        meter = (self.case.budget or Budget()).start()
        known = list(known)
        for _ in range(ROUNDS):
            more = self._excluding(ties, found.witness, known)
            if not more or meter.exhausted:
                break
            known += more
            found = self._ask(goal, known)
            checked = self._checked(found) if found.refuted else found
            if not found.refuted or checked.refuted:
                break
        return checked

    def _excluding(self, ties: Sequence[Tie], witness: Any, known: Sequence[Boolean]) -> list[Boolean]:
        """Facts that a point violates, of the simplest ties; a logarithm without a value there has the right one."""
        point = dict(witness)
        for t in ties:
            if isinstance(t.logarithm, sp.Symbol) and t.logarithm not in point:
                point[t.logarithm] = sp.log(t.argument.xreplace(point))
        for exclude in (Tie.global_facts, Tie.tangents):
            new = [[f for f in exclude(t, point) if f not in known] for t in ties]
            found = [facts for facts in new if facts][:AT_ONCE]
            if found:
                return [f for facts in found for f in facts]
        return []

    def _entered_raw(self, e: sp.Expr) -> sp.Expr:
        return e.xreplace(self.logs)

    def _entered(self, r: Any) -> sp.Expr:
        """Left minus right with powers as generators and logarithms as unknowns."""
        e = self.powers.enter(r.lhs) - self.powers.enter(r.rhs)
        if e.has(sp.nan, sp.zoo, sp.oo):
            return sp.nan
        for g in sorted(e.atoms(sp.log), key=sp.default_sort_key):
            self.logs.setdefault(g, sp.Symbol(f"log'{len(self.logs)}", real=True))
        return e.xreplace(self.logs)

    def _ask(self, goal: Boolean, known: Sequence[Boolean]) -> Verdict:
        found = logic.decide(goal, tuple(k for k in known if k is not sp.true), deciders=self.case.deciders, budget=self.case.budget)
        return Verdict(Status.PROVED, by=found.by) if found.vacuous else found

    def _definitions(self, tail: list[sp.Expr]) -> list[Boolean]:
        """What composite bases are, and the radicals that stand for their roots."""
        found: list[Boolean] = []
        n = len(self.powers.bases)
        for b, (name, value) in zip(self.powers.bases, zip(tail[:n], tail[n : 2 * n], strict=True), strict=True):
            if name != value:
                found.append(sp.Eq(name, value))
            found.append(sp.Gt(value, 0))
            found += [sp.Eq(g.symbol**g.count, value) for g in self.table if g.base == b and g.exponent == 1]
        found += [sp.Eq(g.symbol**g.count, g.base) for g in self.table if g.exponent == 1 and isinstance(g.base, sp.Integer)]
        return found

    def _checked(self, found: Verdict) -> Verdict:
        """A refutation whose point refutes the sentence itself."""
        problem = Problem(self.case.claim, self.case.given)
        witness = dict(found.witness)
        roots = {g.base: g.symbol**g.count for g in self.table if g.exponent == 1 and isinstance(g.base, sp.Symbol)}
        values = {}
        for s in problem.symbols:
            inside = self.powers.masks.get(s, s)
            value = roots.get(inside, inside).xreplace(witness) if isinstance(inside, sp.Symbol) else None
            values[s] = value if value is not None and not value.free_symbols else sp.S.One
        try:
            if refutes(problem, {s: exact(v) for s, v in values.items()}):
                return Verdict(Status.REFUTED, by=found.by, witness_items=tuple(values.items()))
        except (Undefined, Undecidable, SymgameError):
            pass
        return Verdict(Status.UNDECIDED, reason="a counterexample for the powers as unknowns is none for the powers")
