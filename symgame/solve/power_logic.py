"""Sentences with symbolic powers, exponentials and logarithms: decided as sentences about positive unknowns.

The bases of powers are split into the cases "positive" and "zero".  Where all are positive every power is a product
of positive unknowns (`symgame.solve.power_forms`), and what the unknowns satisfy is added as hypotheses, each a
theorem about the powers that they stand for: a^β < b^β iff a < b where β > 0, a^β > 1 iff a > 1, e^z ≥ 1 + z, and
log a < log b iff a < b.  A proof for all positive unknowns is a proof for the powers.  A counterexample is one only
after exact evaluation in the sentence itself.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, Not, Or, to_nnf

from symgame.budget import Budget
from symgame.errors import SymgameError
from symgame.logic import decide as logic
from symgame.logic.exact import exact
from symgame.logic.numbers import Undecidable
from symgame.logic.polynomials import Undefined
from symgame.logic.problem import Problem, sentence, sentences
from symgame.logic.verdict import Status, Verdict
from symgame.logic.witness import refutes
from symgame.solve.power_forms import Powers
from symgame.solve.power_symbols import read_sign, symbolic
from symgame.solve.proved_signs import proved_sign

MAX_OPEN = 4
"""Bases whose sign is split into cases."""

QUICK = logic.QUICK


def decide(
    claim: Boolean, given: Iterable[Boolean] = (), *, deciders: tuple[Any, ...] | None = None, budget: Budget | None = None
) -> Verdict:
    """`symgame.logic.decide.decide` for sentences that may contain symbolic powers.

    Parameters
    ----------
    claim : Boolean
    given : iterable of Boolean
    deciders : tuple of Decider, optional
    budget : Budget, optional

    Returns
    -------
    Verdict

    Examples
    --------
    >>> x, k = sp.symbols("x k", positive=True)
    >>> decide(x**(k + 1) > 1, [x > 1]).proved
    True
    >>> decide(x**k > 1).refuted
    True
    """
    claim, given = sentence(claim), sentences(given)
    if not any(symbolic(s) for s in (claim, *given)):
        return logic.decide(claim, given, deciders=deciders, budget=budget)
    return _Cases(claim, given, deciders, budget).verdict()


@dataclass
class _Cases:
    """One sentence, split by which bases vanish."""

    claim: Boolean
    given: tuple[Boolean, ...]
    deciders: tuple[Any, ...] | None
    budget: Budget | None

    def __post_init__(self) -> None:
        self.plain = tuple(g for g in self.given if not symbolic(g))
        self.hidden = tuple(g for g in self.given if symbolic(g))

    def verdict(self) -> Verdict:
        """Proved when every case is."""
        open_bases, positive, stray = self._bases()
        if stray or len(open_bases) > MAX_OPEN:
            return Verdict(Status.UNDECIDED, reason="the base of a power may be negative, or too many may vanish")
        by: list[str] = []
        for pattern in itertools.product((1, 0), repeat=len(open_bases)):
            found = self._case(dict(zip(open_bases, pattern, strict=True)), positive)
            if not found.proved:
                return found
            by += found.by
        return Verdict(Status.PROVED, by=tuple(dict.fromkeys(by)))

    def _bases(self) -> tuple[list[sp.Expr], list[sp.Symbol], bool]:
        """Factors that may vanish, symbols that are positive, and whether a base of the claim has no known sign."""
        openly: list[sp.Expr] = []
        positive: list[sp.Symbol] = []

        def sign(f: sp.Expr) -> int | None:
            found = self._sign(f)
            if found is None and self._sign(sp.expand(-f)) == 0:
                openly.append(sp.expand(-f))
                return -1
            if found == 0:
                openly.append(f)
            elif found == 1 and isinstance(f, sp.Symbol):
                positive.append(f)
            return 1 if found == 0 else found

        probe = Powers(sign)
        for r in self._relations(self.hidden):
            probe.enter(r.lhs), probe.enter(r.rhs)
        openly += probe.unsigned
        known = set(probe.unsigned)
        for r in self._relations((self.claim,)):
            probe.enter(r.lhs), probe.enter(r.rhs)
        stray = any(b not in known for b in probe.unsigned)
        return list(dict.fromkeys(openly)), list(dict.fromkeys(positive)), stray

    def _sign(self, f: sp.Expr) -> int | None:
        return read_sign(f) if symbolic(f) else proved_sign(f, self.plain)

    @staticmethod
    def _relations(listed: Iterable[Boolean]) -> Iterator[Any]:
        for s in listed:
            yield from s.atoms(Relational)

    def _case(self, pattern: dict[sp.Expr, int], positive: list[sp.Symbol]) -> Verdict:
        """All bases positive but those that vanish."""
        zeros = [f for f, s in pattern.items() if s == 0]
        above = [f for f, s in pattern.items() if s == 1]
        facts = tuple([sp.Eq(f, 0) for f in zeros] + [sp.Gt(f, 0) for f in above])
        if zeros and logic.decide(sp.false, (*self.plain, *facts), deciders=QUICK, budget=Budget(seconds=1.0)).proved:
            return Verdict(Status.PROVED, by=("no such point",))

        symbols = [*positive, *(f for f in above if isinstance(f, sp.Symbol))]
        unmask: dict[sp.Expr, sp.Expr] = {}

        def sign(f: sp.Expr) -> int | None:
            f = f.xreplace(unmask)
            return 1 if f in pattern else -1 if sp.expand(-f) in pattern else self._sign(f)

        powers = Powers(sign, symbols, zeros=zeros, positive_exponent=lambda p: self._sign(p) == 1)
        unmask.update({m: s for s, m in powers.masks.items()})
        return _Unknowns(powers, self, (*self.given, *facts)).verdict()


def _exponents_defined(relation: Boolean) -> Iterator[Boolean]:
    """That no exponent has a vanishing denominator; the unknowns for the powers do not show it."""
    for p in relation.atoms(sp.Pow, sp.exp):
        exponent = p.as_base_exp()[1]
        below = sp.fraction(sp.together(exponent))[1]
        if below.free_symbols:
            yield sp.Ne(below, 0)


class _Unknowns:
    """One case as a sentence about positive unknowns."""

    def __init__(self, powers: Powers, case: _Cases, given: tuple[Boolean, ...]) -> None:
        self.powers, self.case, self.given = powers, case, given
        self.logs: dict[sp.Expr, sp.Symbol] = {}

    def verdict(self) -> Verdict:
        """First without the facts about pairs, then with them."""
        parts = [to_nnf(s, simplify=False) for s in (self.case.claim, *self.given)]
        relations = list(dict.fromkeys(r for p in parts for r in p.atoms(Relational)))
        sides = [self._entered(r) for r in relations]
        defined = [s for s in sides if s is not sp.nan]
        extra = [*self.powers.bases, *self.powers.bases.values(), *(g.args[0] for g in self.logs)]
        rational, self.table = self.powers.rational([*defined, *(self._entered_raw(e) for e in extra)])
        pairs = zip([r for r, s in zip(relations, sides, strict=True) if s is not sp.nan], rational, strict=False)
        swap = {r: e for r, e in pairs if not e.has(sp.nan, sp.zoo, sp.oo)}
        if any(e.has(sp.nan, sp.zoo, sp.oo) for e in rational[len(defined) :]):
            return Verdict(Status.UNDECIDED, reason="a power is not defined")
        table = {r: And(type(r)(swap[r], 0), *_exponents_defined(r)) if r in swap else sp.false for r in relations}
        goal, *known = (p.xreplace(table) for p in parts)
        known += self._definitions(rational[len(defined) :])
        found = self._ask(goal, known)
        if found.refuted:
            second = self._ask(goal, [*known, *self._facts(rational[len(defined) :])])
            return self._checked(second) if second.refuted else second
        return found

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

    def _facts(self, tail: list[sp.Expr]) -> list[Boolean]:
        n = len(self.powers.bases)
        values = dict(zip(self.powers.bases, tail[n : 2 * n], strict=True))
        found: list[Boolean] = []
        symbols = {g.base: g.symbol**g.count for g in self.table if g.exponent == 1 and isinstance(g.base, sp.Symbol)}

        def value(base: sp.Expr) -> sp.Expr:
            return values.get(base, symbols.get(base, base))

        for g in self.table:
            if g.base is sp.E:
                z = (g.exponent / g.count).xreplace(symbols)
                found += [sp.Ge(g.symbol, 1 + z), Or(sp.Le(z, 0), sp.Gt(g.symbol, 1)), Or(sp.Ge(z, 0), sp.Lt(g.symbol, 1))]
            elif g.exponent != 1:
                found += self._monotone(g.exponent, value(g.base), sp.S.One, g.symbol, sp.S.One)
        for g, h in itertools.combinations([g for g in self.table if g.exponent != 1 and g.base is not sp.E], 2):
            if g.exponent == h.exponent:
                found += self._monotone(g.exponent, value(g.base), value(h.base), g.symbol**g.count, h.symbol**h.count)
        one = sp.S.One
        arguments = dict(zip(self.logs.values(), tail[2 * n :], strict=True))
        for s, a in arguments.items():
            found += [Or(sp.Le(a, one), sp.Gt(s, 0)), Or(sp.Ge(a, one), sp.Lt(s, 0)), Or(sp.Ne(a, one), sp.Eq(s, 0)), sp.Le(s, a - 1)]
        for (s, a), (t, b) in itertools.combinations(arguments.items(), 2):
            found += [Or(sp.Le(a, b), sp.Gt(s, t)), Or(sp.Ge(a, b), sp.Lt(s, t)), Or(sp.Ne(a, b), sp.Eq(s, t))]
        return found

    def _monotone(self, beta: sp.Expr, a: sp.Expr, b: sp.Expr, g: sp.Expr, h: sp.Expr) -> list[Boolean]:
        """a^β against b^β, where g and h stand for the powers."""
        sign = self.case._sign(beta)
        same = Or(sp.Ne(a, b), sp.Eq(g, h))
        if sign in (1, -1):
            up, down = (g, h) if sign == 1 else (h, g)
            return [Or(sp.Le(a, b), sp.Gt(up, down)), Or(sp.Ge(a, b), sp.Lt(up, down)), same]
        rising, falling = sp.Gt(beta, 0), sp.Lt(beta, 0)
        return [
            same,
            Or(Not(rising), sp.Le(a, b), sp.Gt(g, h)),
            Or(Not(rising), sp.Ge(a, b), sp.Lt(g, h)),
            Or(Not(falling), sp.Le(a, b), sp.Lt(g, h)),
            Or(Not(falling), sp.Ge(a, b), sp.Gt(g, h)),
        ]

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
