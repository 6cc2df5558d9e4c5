"""Proofs about one candidate: what must hold on its region, each sentence proved or refuted on its own.

The obligations of a candidate x* on a region R, under the assumptions A on parameters and history:

1. every value is defined (radicands, denominators, implicit roots) and lies in its domain;
2. the conditions of its piece hold;
3. no owner gains by any change of the own actions, on any piece of the continuation.

For 3 with one own action the tactics are, in this order: the payoff is concave on the piece and
stationary; the marginal payoff is at least 0 before x* and at most 0 behind it (only where the payoff is
continuous in the own action, which is proved first); the payoff at x* is compared with that at any other
action.  Refuting a tactic refutes nothing: only the comparison, or a failed 1 or 2, gives a counterexample.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or, to_nnf

from symgame.budget import Budget, Meter
from symgame.logic.decide import QUICK
from symgame.logic.deciders.smt import Smt
from symgame.logic.descartes import nonempty, single_root
from symgame.logic.root import Root
from symgame.logic.verdict import Status, Verdict
from symgame.solve.attempt import Attempt, Claim
from symgame.solve.density import Density, Smooth
from symgame.solve.edges import agree_on_edge
from symgame.solve.equilibrium import Obligation
from symgame.solve.outside import missed
from symgame.solve.pieces import Piece, substitute
from symgame.solve.polygon_peaks import Compared
from symgame.solve.power_logic import decide
from symgame.solve.problem import Candidate, StageProblem
from symgame.solve.refusals import REFUSALS, in_words, inside_sympy
from symgame.solve.rooted import named_roots, root_claims, root_names
from symgame.solve.strictly import closed, closed_claim, conjuncts, open_condition, regular, strict
from symgame.solve.tactics import OwnProblem

LIMIT = Verdict(Status.PROVED, by=("continuity",), steps=("what holds under strict conditions holds in the limit",))

SHARP = (Smt("z3", (("nlsat", 0.3), ("qfnra-nlsat", 0.6), ("nlsat", 3.0))),)
"""What decides under strict conditions."""

GLANCE = 0.25
"""Seconds for a query with weak conditions, where strict ones are enough."""

HARD = 3
"""After so many queries that needed strict conditions the others of a stage are asked with them at once."""

TOO_HARD = 20
"""After so many of them weak conditions are not tried where strict ones are not shown to be enough."""


class Prover:
    """Asks the deciders about one stage problem and keeps the obligations it saw proved.

    Parameters
    ----------
    problem : StageProblem
    meter : Meter
    seconds : float
        The first time slice of one query; hard ones get a longer second one.
    """

    def __init__(self, problem: StageProblem, meter: Meter, *, seconds: float = 1.5) -> None:
        self.problem, self.meter, self.seconds = problem, meter, seconds
        self.roots: dict[sp.Symbol, Root] = {}
        self.polygons = Compared()
        self._jumps: dict[Any, frozenset[int]] = {}
        self.smooth = Smooth(self)
        self.density: Density | None = None
        self.sharp: list[Verdict] = []
        self._hard = 0
        self._setting: bool | None = None
        self._seen: dict[Any, list[tuple[frozenset[Boolean], list[Obligation], list[Verdict]]]] = {}

    def ask(self, claim: Boolean, given: Iterable[Boolean], *, slices: float = 1.0) -> Verdict:
        """One query under the assumptions of the problem."""
        self.meter.spend()
        given = tuple(given)
        if any(e.has(sp.I) for e in (claim, *given) if isinstance(e, sp.Basic)):
            return Verdict(Status.UNDECIDED, reason="an expression is not real")
        seconds = max(0.05, min(self.seconds * slices, self.meter.left_seconds))
        try:
            found = self._strictly(claim, given, seconds) if self.density is not None and closed_claim(claim) else None
            if found is not None:
                return found
            return decide(claim, (*self.problem.assumptions, *given), deciders=QUICK, budget=Budget(seconds=seconds))
        except REFUSALS as error:
            if not inside_sympy(error):
                raise
            return Verdict(Status.UNDECIDED, reason=in_words(error))

    def _strictly(self, claim: Boolean, given: tuple[Boolean, ...], seconds: float) -> Verdict | None:
        """The verdict under strict conditions where a first look with weak ones does not decide and strict ones are enough."""
        weak = (*self.problem.assumptions, *given)
        if self._hard < HARD:
            found = decide(claim, weak, deciders=QUICK, budget=Budget(seconds=min(GLANCE, seconds)))
            if not found.undecided:
                return found
        if self.density is None or not self.density.likely():
            return None
        self._hard += 1
        found = decide(claim, tuple(strict(c) for c in weak), deciders=SHARP, budget=Budget(seconds=seconds))
        self.sharp += [] if found.undecided or found.refuted else [found]
        return found

    def point_of(self, rest: Boolean) -> Verdict:
        """Whether nothing satisfies a condition: proved, or refuted with a point; strict conditions where a first look does not decide."""
        rest, seconds = to_nnf(rest, simplify=False), max(0.05, min(2 * self.seconds, self.meter.left_seconds))
        found = self.ask(sp.Not(rest), (), slices=GLANCE / self.seconds)
        if not found.undecided or rest.has(sp.I):
            return found
        try:
            found = decide(sp.false, (*map(strict, self.problem.assumptions), strict(rest)), deciders=SHARP, budget=Budget(seconds=seconds))
        except REFUSALS as error:
            if not inside_sympy(error):
                raise
        if found.refuted or found.proved and open_condition(rest) and self._regular():
            return found
        return self.ask(sp.Not(rest), (), slices=6)

    def _regular(self) -> bool:
        """Whether the assumptions hold only at limits of points at which they hold strictly."""
        if self._setting is None:
            whole = any(s.is_integer for s in self.problem.parameters)
            self._setting = not whole and regular(self.problem.assumptions, self.ask)
        return self._setting

    def obligation(self, name: str, claim: Boolean, given: Sequence[Boolean], verdict: Verdict) -> Obligation:
        """A proved sentence, under the conditions under which it was asked."""
        conditions = (*self.problem.assumptions, *given)
        asked_strictly = any(v is verdict for v in self.sharp)
        return Obligation(name, claim, tuple(strict(c) for c in conditions) if asked_strictly else conditions, verdict)

    def settle(self, attempt: Attempt, name: str, claim: Boolean, given: Sequence[Boolean]) -> bool:
        """Prove one claim for the attempt; a refutation is a counterexample."""
        verdict = self.ask(claim, given, slices=3)
        if verdict.proved or verdict.vacuous:
            attempt.evidence.append(self.obligation(name, claim, given, verdict))
            return True
        attempt.reason = f"{name}: {verdict}"
        if verdict.refuted:
            attempt.witness = dict(verdict.witness)
        return False

    def attempt(self, candidate: Candidate, region: Boolean) -> Attempt:
        """Try to prove all obligations of `candidate` on `region`."""
        density = Density(self, candidate, region)
        self.density, self.sharp = density, []
        try:
            attempt = self._attempt(candidate, region)
        finally:
            self.density = None
        if not self.sharp or not attempt.proved:
            return attempt
        if not density.shown():
            self.sharp, hard = [], self._hard > TOO_HARD
            return replace(attempt, proved=False, reason="the boundary of the region") if hard else self._attempt(candidate, region)
        attempt.evidence.append(Obligation("continuity", region, (region,), LIMIT))
        return attempt

    def _attempt(self, candidate: Candidate, region: Boolean) -> Attempt:
        attempt = Attempt(False)
        given = (region, *candidate.conditions)
        if not self._rooted(attempt, candidate, given):
            return attempt
        names = root_names(candidate)
        self.roots = {s: r for r, s in names.items()}
        candidate, known = named_roots(candidate)
        given = (*(g.xreplace(names) for g in given), *known)
        if not all(self.settle(attempt, name, claim, (*given, *extra)) for name, claim, extra in self._feasible(candidate)):
            return attempt
        if candidate.free is not None:
            attempt.proved = self._flat(attempt, candidate, given)
            return attempt
        for owner in self.problem.owners:
            if not self._no_gain(attempt, candidate, owner, given):
                return attempt
        attempt.proved = True
        return attempt

    def _rooted(self, attempt: Attempt, candidate: Candidate, given: Sequence[Boolean]) -> bool:
        """Every implicit root exists and is the only one: by signs of coefficients, else at the root itself."""
        for r in root_names(candidate):
            claim, between = single_root(r), nonempty(r)
            verdict = self.ask(claim, given)
            if verdict.proved or verdict.vacuous:
                attempt.evidence.append(Obligation("one change of sign", claim, (*self.problem.assumptions, *given), verdict))
            elif between is not sp.true and not self.settle(attempt, "the root exists", between, given):
                return False
            elif not all(self.settle(attempt, name, c, (*given, extra)) for name, c, extra in root_claims(r)):
                return False
        return True

    def _feasible(self, candidate: Candidate) -> Iterator[Claim]:
        values = candidate.values
        if candidate.free is not None:
            (u,), conditions = self.problem.unknowns, self.problem.pieces[candidate.piece].conditions
            options = [And(u.within(a), *(substitute(c, {u.symbol: a}) for c in conditions)) for a in candidate.anchors]
            yield "some value is admissible", Or(*options), ()
            return
        for u in self.problem.unknowns:
            value = values[u.symbol]
            inside = substitute(u.within(value), values)
            if inside is not sp.true or value.free_symbols:
                yield "domain", inside, ()
        for c in self.problem.pieces[candidate.piece].conditions:
            yield "piece", substitute(c, values), ()

    def _flat(self, attempt: Attempt, candidate: Candidate, given: Sequence[Boolean]) -> bool:
        """A free action: nothing in the domain is better than any of its values."""
        (u,) = self.problem.unknowns
        other = _other(u.symbol, self.problem)
        here, mine = (
            self.problem.pieces[candidate.piece].payoffs[u.owner],
            self.problem.pieces[candidate.piece].conditions,
        )
        for p in self.problem.pieces:
            if not p.payoffs:
                return False
            claim = sp.Le(substitute(p.payoffs[u.owner], {u.symbol: other}), here)
            there = [substitute(c, {u.symbol: other}) for c in p.conditions]
            if not self.settle(attempt, "flat", claim, [*given, u.within(u.symbol), *mine, u.within(other), *there]):
                return False
        return True

    def _no_gain(self, attempt: Attempt, candidate: Candidate, owner: Any, given: Sequence[Boolean]) -> bool:
        own = self.problem.own(owner)
        fixed = {s: v for s, v in candidate.values.items() if s not in {u.symbol for u in own}}
        context = OwnProblem(self, candidate, owner, own, fixed, tuple(given))
        return all(self._on_piece(context, attempt, place) for place in range(len(self.problem.pieces)))

    def _on_piece(self, context: OwnProblem, attempt: Attempt, place: int) -> bool:
        """No gain on one piece; what was shown for weaker conditions is not asked again."""
        given, before = frozenset(conjuncts(context.given)), (len(attempt.evidence), len(self.sharp))
        key = (tuple(context.candidate.values.items()), context.here, context.owner, place)  # pieces may differ where they meet
        for weaker, evidence, sharp in self._seen.get(key, ()):
            if weaker <= given and (self.density is not None or not sharp):
                attempt.evidence += evidence
                self.sharp += sharp
                return True
        done = context.piece(attempt, place)
        if done:
            self._seen.setdefault(key, []).append((given, attempt.evidence[before[0] :], self.sharp[before[1] :]))
        return done

    def continuous(self, owner: Any) -> bool:
        """Whether the owner's payoff is continuous across pieces: adjacent pieces agree where both hold."""
        return not self.jumps(owner)

    def jumps(self, owner: Any) -> frozenset[int]:
        """The pieces that are not shown to agree with all others where they meet."""
        if owner not in self._jumps:
            paid = [i for i, p in enumerate(self.problem.pieces) if p.payoffs]
            pieces = self.problem.pieces
            apart = [(i, j) for i, j in itertools.combinations(paid, 2) if not self._agree(owner, pieces[i], pieces[j])]
            self._jumps[owner] = frozenset(place for pair in apart for place in pair)
        return self._jumps[owner]

    def _agree(self, owner: Any, p: Piece, q: Piece) -> bool:
        if sp.expand(p.payoffs[owner] - q.payoffs[owner]) == 0:
            return True
        if agree_on_edge(p.payoffs[owner], q.payoffs[owner], p.conditions, q.conditions):
            return True
        both = [closed(c) for c in (*p.conditions, *q.conditions)]
        inside = [u.within(u.symbol) for u in self.problem.unknowns]
        verdict = self.ask(sp.Eq(p.payoffs[owner], q.payoffs[owner]), [*both, *inside])
        return verdict.proved or verdict.vacuous


def _other(x: sp.Symbol, problem: StageProblem) -> sp.Symbol:
    """A symbol for another value of an action, of a name that the problem does not use."""
    taken = {s.name for s in (*problem.parameters, *problem.symbols)}
    name = f"{x.name}_alternative"
    while name in taken:
        name += "_alternative"
    return sp.Symbol(name, real=True)


def negation(conditions: Iterable[Boolean]) -> Boolean:
    """Where none of the regions holds.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> negation([x > 1])
    x <= 1
    """
    return And(*(missed(c) for c in conditions))
