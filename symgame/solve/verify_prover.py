"""What the check from the definition finds, and the one who asks the logic.

A *finding* is one sentence of the definition with its verdict.  A sentence is refuted only when it is the definition
itself that fails; the shortcuts (a derivative of one sign, concavity) can prove and never refute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget, Meter
from symgame.logic.decide import QUICK, satisfiable
from symgame.logic.exact import exact, holds
from symgame.logic.numbers import NotReal, Undecidable
from symgame.logic.polynomials import Undefined
from symgame.logic.problem import Problem
from symgame.logic.pure_roots import PureRoots
from symgame.logic.verdict import Status, Verdict
from symgame.logic.witness import refutes
from symgame.printing import Value
from symgame.solve.power_logic import decide
from symgame.solve.verify_cases import Names
from symgame.solve.verify_roots import NO_OTHER_WAY

FIRST = QUICK[:2]
"""What is tried before a sentence is rewritten."""

LIMIT = 20.0
"""Seconds that one question may take."""


@dataclass(frozen=True)
class Finding(Value):
    """One sentence of the definition and its verdict.

    Parameters
    ----------
    name : str
        What was checked, and of whom.
    verdict : Verdict

    Examples
    --------
    >>> Finding("domain of x", Verdict(Status.PROVED)).verdict.proved
    True
    """

    name: str
    verdict: Verdict


@dataclass
class Prover:
    """Asks the logic under fixed hypotheses, counts, and remembers answers.

    Parameters
    ----------
    given : tuple of Boolean
        Hypotheses of every question.
    meter : Meter
    names : Names, optional
        Knows which symbols stand for numbers.
    """

    given: tuple[Boolean, ...]
    meter: Meter
    known: dict[Any, Verdict] = field(default_factory=dict)
    names: Names | None = None

    def under(self, given: Iterable[Boolean]) -> Prover:
        """A prover with more hypotheses, the same meter and memory."""
        return Prover(tuple(dict.fromkeys(g for g in (*self.given, *given) if g != sp.true)), self.meter, self.known, self.names)

    def ask(self, claim: Boolean, given: Iterable[Boolean] = (), *, thorough: bool = True) -> Verdict:
        """The verdict on ``given ⇒ claim``; contradictory hypotheses prove it.

        A thorough question goes to all deciders when the quick ones leave it open.
        """
        if claim == sp.true:
            return Verdict(Status.PROVED, by=("trivial",))
        hypotheses = tuple(dict.fromkeys((*self.given, *given)))
        key = (claim, frozenset(hypotheses))
        known = self.known.get(key)
        if known is None:
            known = self._of_numbers(claim, equal=False)
            known = known if known.proved else self._decided(claim, hypotheses, QUICK)
        if known.undecided and thorough and (key, "thorough") not in self.known:
            known = self._of_numbers(claim, equal=True)
            known = known if known.proved else self._decided(claim, hypotheses, None)
            self.known[(key, "thorough")] = known
        self.known[key] = known
        return known

    def _of_numbers(self, claim: Boolean, *, equal: bool) -> Verdict:
        """Proved when all symbols stand for numbers at which the claim is true; an equation takes longer."""
        values = {s: None if self.names is None else self.names.number(s) for s in claim.free_symbols}
        if None in values.values() or equal != isinstance(claim, sp.Eq) or not values:
            return Verdict(Status.UNDECIDED)
        self.meter.spend()
        try:
            true = holds(claim, {s: exact(v) for s, v in values.items()})
        except (NotReal, Undecidable, Undefined):
            true = False
        return Verdict(Status.PROVED, by=("exact numbers",)) if true else Verdict(Status.UNDECIDED)

    def _decided(self, claim: Boolean, given: tuple[Boolean, ...], deciders: tuple[Any, ...] | None) -> Verdict:
        self.meter.spend()
        verdict = decide(claim, given, deciders=FIRST, budget=Budget(seconds=1.0)) if deciders == QUICK else Verdict(Status.UNDECIDED)
        if verdict.undecided:
            verdict = self._by_roots(claim, given, deciders)
        if verdict.undecided:
            seconds = max(0.1, min(LIMIT, self.meter.left_seconds))
            verdict = decide(claim, given, deciders=deciders, budget=Budget(seconds=seconds))
        if verdict.vacuous:
            return Verdict(Status.PROVED, by=(*verdict.by, "no such point"))
        return verdict

    def _by_roots(self, claim: Boolean, given: tuple[Boolean, ...], deciders: tuple[Any, ...] | None) -> Verdict:
        """The verdict on the sentence with one unknown for all roots of another one; undecided where there is none."""
        made = PureRoots(claim, given, proves=self._read)
        if not made.rewrite():
            return Verdict(Status.UNDECIDED)
        self.meter.spend()
        seconds = max(0.1, min(LIMIT, self.meter.left_seconds) / 2)
        if len(made.short) < len(made.given):
            found = decide(made.claim, made.short, deciders=QUICK, budget=Budget(seconds=2.0))
            if found.proved:
                return found
        found = decide(made.claim, made.given, deciders=deciders, budget=Budget(seconds=seconds))
        if not found.refuted:
            return found
        point = made.point(found.witness)
        problem = Problem(claim, given)
        values = tuple((s, point[s]) for s in problem.symbols if s in point and not point[s].free_symbols)
        if len(values) == len(problem.symbols) and refutes(problem, {s: exact(v) for s, v in values}):
            return replace(found, witness_items=values, certificate=None)
        return Verdict(Status.UNDECIDED, reason="a counterexample was not confirmed")

    def _read(self, claim: Boolean, given: tuple[Boolean, ...]) -> bool:
        """Whether a sign follows, in a short time."""
        key = ("sign", claim, frozenset(given))
        if key not in self.known:
            self.meter.spend()
            self.known[key] = decide(claim, given, deciders=QUICK, budget=Budget(seconds=0.5))
        return self.known[key].proved

    def proves(self, claim: Boolean, given: Iterable[Boolean] = ()) -> bool:
        """Whether ``given ⇒ claim`` is proved."""
        return self.ask(claim, given, thorough=False).proved

    def any(
        self, claims: tuple[Boolean, ...], given: Iterable[Boolean] = (), *, thorough: bool = True
    ) -> Verdict:
        """Proved when one of the sentences is; else the verdict on the last one, the definition."""
        listed = tuple(given)
        for hypotheses in dict.fromkeys(((), listed)):  # often true without the conditions of the case
            for claim in claims[:-1]:
                verdict = self.ask(claim, hypotheses, thorough=False)
                if verdict.proved:
                    return verdict
        if claims[-1] == NO_OTHER_WAY:
            return Verdict(Status.UNDECIDED, reason="none of the sufficient conditions is proved")
        return self.ask(claims[-1], listed, thorough=thorough)

    def all_proved(self, claims: Iterable[Boolean], given: tuple[Boolean, ...] = ()) -> bool:
        """Whether each claim is proved."""
        return all(self.proves(c, given) for c in claims)

    def possible(self, conditions: tuple[Boolean, ...]) -> bool:
        """Whether the conditions are not known to contradict the hypotheses."""
        key = ("possible", frozenset((*self.given, *conditions)))
        if key not in self.known:
            self.meter.spend()
            self.known[key] = satisfiable(sp.And(*self.given, *conditions), deciders=QUICK)
        return not self.known[key].refuted


def worst(
    findings: Iterable[Finding], outward: Mapping[Any, Any], parameters: Iterable[sp.Symbol] = ()
) -> Verdict:
    """One verdict for a list of sentences: the first that fails, else the first that is open, else proved.

    A witness gives the author's symbols; a parameter that does not matter for the sentence gets some value.
    """
    opened: Finding | None = None
    names: dict[str, None] = {}
    count = 0
    for one in findings:
        count += 1
        if one.verdict.refuted:
            seen = tuple((outward.get(k, k), v) for k, v in one.verdict.witness_items if k in outward)
            free = (p for p in parameters if p not in dict(seen))
            seen += tuple((p, sp.S.NegativeOne if p.is_nonpositive else sp.S.One) for p in free)
            return Verdict(Status.REFUTED, by=one.verdict.by, witness_items=seen, reason=one.name)
        if not one.verdict.proved and opened is None:
            opened = one
        names.update(dict.fromkeys(one.verdict.by))
    if opened is not None:
        tail = f" ({opened.verdict.reason})" if opened.verdict.reason else ""
        return Verdict(Status.UNDECIDED, reason=f"not verified: {opened.name}{tail}")
    return Verdict(Status.PROVED, by=tuple(names), steps=(f"{count} sentences of the definition",))
