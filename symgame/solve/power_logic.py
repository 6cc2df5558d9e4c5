"""Sentences with symbolic powers, exponentials and logarithms: decided as sentences about positive unknowns.

The bases of powers are split into the cases "positive" and "zero".  Where all are positive every power is a product
of positive unknowns (`symgame.solve.power_forms`), and what the unknowns satisfy is added as hypotheses, each a
theorem about the powers that they stand for: a^β < b^β iff a < b where β > 0, a^β > 1 iff a > 1, e^z ≥ 1 + z, and
log a < log b iff a < b.  A proof for all positive unknowns is a proof for the powers.  A counterexample is one only
after exact evaluation in the sentence itself.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, Or

from symgame.budget import Budget
from symgame.logic import decide as logic
from symgame.logic.problem import Problem, sentence, sentences
from symgame.logic.verdict import Status, Verdict
from symgame.solve.power_forms import Powers
from symgame.solve.power_symbols import read_sign, symbolic
from symgame.solve.power_unknowns import Unknowns
from symgame.solve.proved_signs import proved_sign

MAX_OPEN = 4
"""Bases whose sign is split into cases."""

MAX_CHOICES = 6
"""Combinations of alternatives among the hypotheses."""

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
    by: list[str] = []
    for case in _alternatives(given):
        found = _Cases(claim, case, deciders, budget).verdict()
        if not found.proved:
            return found if not found.refuted else _whole(found, claim, given)
        by += found.by
    return Verdict(Status.PROVED, by=tuple(dict.fromkeys(by)))


def _alternatives(given: tuple[Boolean, ...]) -> Iterator[tuple[Boolean, ...]]:
    """Hypotheses without disjunctions of relations between powers: each way to choose."""
    split = [g.args if isinstance(g, Or) and symbolic(g) else (g,) for g in given]
    count = 1
    for i, options in enumerate(split):
        if count * len(options) > MAX_CHOICES:
            split[i] = (given[i],)
        count *= len(split[i])
    yield from itertools.product(*split)


def _whole(found: Verdict, claim: Boolean, given: tuple[Boolean, ...]) -> Verdict:
    """A counterexample to one alternative with a value for every symbol of the sentence."""
    missing = set(Problem(claim, given).symbols) - set(found.witness)
    return found if not missing else Verdict(Status.UNDECIDED, reason="a counterexample lacks a value")


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
        return Unknowns(powers, self, (*self.given, *facts)).verdict()
