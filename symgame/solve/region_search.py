"""Regions for a list of subjects: guess from samples, prove, learn from counterexamples, ask what is left.

The loop of `symgame.solve.loop` for anything that can be labelled at a point and proved on a region.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not

from symgame.budget import BudgetSpent, Meter
from symgame.solve.labels import Point
from symgame.solve.learn import as_boolean, cover
from symgame.solve.literals import weight
from symgame.solve.numeric import holds, sign_at
from symgame.solve.prove import Attempt
from symgame.solve.samples import Sampler, rational_point
from symgame.solve.sign_regions import ask, separating

SAMPLES, ROUNDS = 40, 24


class Subject(Protocol):
    """Something that holds on some region of the parameters."""

    def label(self, point: Point) -> bool | None:
        """Whether it looks true at a point."""

    def expressions(self) -> Iterator[sp.Expr]:
        """Expressions whose signs may bound its region."""

    def attempt(self, region: Boolean) -> Attempt:
        """Try to prove it on a region."""


@dataclass
class _Entry:
    subject: Subject
    labels: list[bool | None]
    found: list[tuple[Boolean, Attempt]] = field(default_factory=list)
    failed: set[Boolean] = field(default_factory=set)
    waiting: list[sp.Expr] = field(default_factory=list)
    reason: str = ""


@dataclass
class RegionSearch:
    """One run of the loop.

    Parameters
    ----------
    parameters : sequence of Symbol
    given : sequence of Boolean
    discover : callable
        From a point to the subjects that hold there, new or known ones.
    meter : Meter
    """

    parameters: Sequence[sp.Symbol]
    given: Sequence[Boolean]
    discover: Callable[[Point], Iterable[Subject]]
    meter: Meter
    samples: list[Point] = field(default_factory=list)
    literals: list[sp.Expr] = field(default_factory=list)
    entries: list[_Entry] = field(default_factory=list)

    def run(self) -> tuple[list[tuple[Subject, Boolean, Attempt]], Boolean, list[str]]:
        """Proved regions, what is left, and why."""
        rest: Boolean = sp.true
        reasons: list[str] = []
        try:
            for point in Sampler(self.parameters, self.given, []).draw(SAMPLES) if self.parameters else [{}]:
                self._add(dict(point))
            rest = self._search()
        except BudgetSpent as spent:
            rest = self._rest()
            reasons.append(f"the budget ran out after {spent}; give a larger budget=")
        found = [(e.subject, region, attempt) for e in self.entries for region, attempt in e.found]
        if rest is not sp.false:
            reasons += [e.reason for e in self.entries if e.reason][:3]
        return found, rest, reasons

    def _add(self, point: Point) -> None:
        if point in self.samples:
            return
        self.samples.append(point)
        for s in self.discover(point):
            if not any(e.subject is s for e in self.entries):
                self.entries.append(_Entry(s, [s.label(p) for p in self.samples[:-1]]))
                self._learn_literals(self.entries[-1])
        for e in self.entries:
            if len(e.labels) < len(self.samples):
                e.labels.append(e.subject.label(point))

    def _learn_literals(self, entry: _Entry) -> None:
        """Literals of rational expressions at once; those of radicals and roots wait until they are needed."""
        for e in entry.subject.expressions():
            if e.is_rational_function(*e.free_symbols):
                self._add_literals(e)
            else:
                entry.waiting.append(e)
        entry.waiting.sort(key=sp.count_ops, reverse=True)

    def _add_literals(self, e: sp.Expr) -> bool:
        known = len(self.literals)
        for one in separating(e):
            new = one not in self.literals and -one not in self.literals
            if new and one.free_symbols <= set(self.parameters):
                self.literals.append(one)
        return len(self.literals) > known

    def _rest(self) -> Boolean:
        return And(*(Not(region) for e in self.entries for region, _ in e.found))

    def _search(self) -> Boolean:
        for _ in range(ROUNDS):
            for e in sorted(self.entries, key=lambda e: -sum(1 for v in e.labels if v)):
                self._work(e)
            rest = self._rest()
            verdict = ask(Not(rest), self.given)
            if verdict.proved or verdict.vacuous:
                return sp.false
            if not verdict.refuted:
                return rest
            point = rational_point(dict(verdict.witness), self.parameters)
            if point in self.samples:
                return rest
            self._add(point)
        return self._rest()

    def _served(self, point: Point) -> bool:
        return any(holds(region, point) for e in self.entries for region, _ in e.found)

    def _work(self, entry: _Entry) -> None:
        """Regions for one subject until its samples are served or nothing moves."""
        for _ in range(ROUNDS):
            self.meter.spend()
            open_ = [p for p, v in zip(self.samples, entry.labels, strict=True) if v and not self._served(p)]
            fresh = [r for r in self._guess(entry) if r not in entry.failed] if open_ else []
            fresh = [r for r in fresh if any(holds(r, p) for p in open_)]
            if not fresh:
                return
            if not all(self._prove(entry, region) for region in fresh):
                continue

    def _prove(self, entry: _Entry, region: Boolean) -> bool:
        attempt = entry.subject.attempt(region)
        if attempt.proved:
            entry.found.append((region, attempt))
            return True
        entry.reason = attempt.reason
        for values, certain in ((attempt.witness, True), (attempt.doubtful, False)):
            if values is None:
                continue
            point = rational_point(values, self.parameters)
            new = point not in self.samples
            self._add(point)
            if certain:
                entry.labels[self.samples.index(point)] = False
            if new or certain:
                return False
        entry.failed.add(region)
        return False

    def _guess(self, entry: _Entry) -> list[Boolean]:
        while True:
            rows = [[sign_at(x, p) for x in self.literals] for p in self.samples]
            order = sorted(range(len(self.literals)), key=lambda i: weight(self.literals[i]), reverse=True)
            positives = [r for r, v in zip(rows, entry.labels, strict=True) if v]
            negatives = [r for r, v in zip(rows, entry.labels, strict=True) if v is False]
            found = cover(positives, negatives, order)
            if found is not None:
                return [as_boolean(c, self.literals) for c in found]
            self.meter.spend()
            while entry.waiting and not self._add_literals(entry.waiting.pop()):
                self.meter.spend()
            if not entry.waiting:
                return []
