"""The loop that finds regions: guess by samples, prove, learn from counterexamples, ask what is left.

A pool of candidates, a pool of literals and a table of samples.  For each candidate the shortest condition
that its labelled samples allow is proved; a counterexample is a new sample, labelled for all candidates; a
point outside every proved region, from the coverage query, is one too.  What is reported is what was
proved (counterexample-guided inductive synthesis, Solar-Lezama 2008, with exact deciders).
"""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.budget import BudgetSpent, Meter
from symgame.solve.absence import Absence
from symgame.solve.absence_reasons import absences
from symgame.solve.candidates import candidates, patterns, solved_pattern
from symgame.solve.entries import Entry, close_plays
from symgame.solve.labels import Labels, Point
from symgame.solve.learn import as_boolean, cover
from symgame.solve.literals import first_expressions, rival_expressions
from symgame.solve.no_profile import REASON, nobody_settles
from symgame.solve.numeric import holds, value_at
from symgame.solve.probing import probed
from symgame.solve.problem import Candidate, Solved, StageProblem, StageSolution
from symgame.solve.prove import Attempt, Prover, negation
from symgame.solve.responses import own_responses
from symgame.solve.samples import Sampler, find_point, rational_point
from symgame.solve.screening import Screen
from symgame.solve.sign_table import SignTable
from symgame.solve.thin import boundary_samples, flat_samples

ROUNDS = 60
SAMPLES = 36
STUCK = 6
"""So many cells in which no candidate is proved are set aside."""


class StageSearch:
    """One run of the loop on one stage problem.

    Parameters
    ----------
    problem : StageProblem
    meter : Meter
    """

    def __init__(self, problem: StageProblem, meter: Meter, reasons: Iterable[Absence] | None = None) -> None:
        self.problem, self.meter = problem, meter
        self.labels, self.prover = Labels(problem), Prover(problem, meter)
        self.table = SignTable()
        waiting = patterns(problem)
        self.screen = Screen(problem, waiting, self.labels)
        self.entries = [Entry(c) for c in candidates(problem, meter, waiting)]
        self.entries += [Entry(a) for a in (absences(problem) if reasons is None else reasons)]

    def add_sample(self, point: Point) -> int:
        """Label a new sample for every candidate; its place in the table."""
        for pattern in self.screen.wanted(point):
            for c in solved_pattern(self.problem, pattern, self.meter):
                self.entries.append(Entry(c, [self._label(c, s) for s in self.table.samples]))
        self.table.add_sample(point)
        for e in self.entries:
            e.labels.append(self._label(e.subject, point))
        self._within_sets()
        return len(self.table.samples) - 1

    def _within_sets(self) -> None:
        """Where every action is as good as any other, the set is listed and not its members."""
        flat = {e.subject.piece for e in self.entries if isinstance(e.subject, Candidate) and e.subject.free and e.labels[-1]}
        for e in self.entries:
            if isinstance(e.subject, Candidate) and e.subject.free is None and e.subject.piece in flat:
                e.labels[-1] = False

    def _label(self, subject: Candidate | Absence, point: Point) -> bool | None:
        return self.labels.label(subject, point) if isinstance(subject, Candidate) else subject.label(self.labels, point)

    def _alive(self) -> list[Entry]:
        return [e for e in self.entries if any(e.labels)]

    def _own_literals(self, entry: Entry) -> bool:
        """What makes the candidate feasible and stationary-optimal."""
        if isinstance(entry.subject, Candidate):
            return self.table.add_literals(first_expressions(self.problem, entry.subject))
        return self.table.add_literals(entry.subject.expressions())

    def _more_literals(self, entry: Entry) -> bool:
        """The next pool: the other living candidates', then payoff differences; False when there is no more."""
        living = [e for e in self._alive() if e is not entry]
        if entry.pool == 2 and entry.rivals < len(living):  # new ones live since
            entry.pool = 0
        entry.rivals = len(living)
        while entry.pool < 2:
            entry.pool += 1
            if entry.pool == 1 and sum(self._own_literals(e) for e in living):
                return True
            if entry.pool == 2 and isinstance(entry.subject, Candidate) and self._rival_literals(entry.subject):
                return True
        return False

    def _rival_literals(self, candidate: Candidate) -> bool:
        responses = own_responses(self.problem, limits=True) if len(self.problem.owners) > 1 else {}
        living = [e.subject for e in self._alive() if isinstance(e.subject, Candidate)]
        return self.table.add_literals(rival_expressions(self.problem, candidate, living, responses))

    def _served(self, entry: Entry, sample: int) -> bool:
        """Whether a proved region claims this sample for this candidate."""
        return any(holds(r, self.table.samples[sample]) for r, _ in entry.found)

    def _unserved(self, entry: Entry) -> list[int]:
        return [i for i, label in enumerate(entry.labels) if label and not self._served(entry, i)]

    def _guess(self, entry: Entry) -> list[Boolean]:
        """Conditions that fit the labels, from as few pools of literals as can tell them apart."""
        self._own_literals(entry)
        while True:
            positives = [self.table.signs[i] for i, label in enumerate(entry.labels) if label]
            negatives = [self.table.signs[i] for i, label in enumerate(entry.labels) if label is False]
            found = cover(positives, negatives, self.table.order())
            if found is not None and (len(found) == 1 or not self._more_literals(entry)):
                return [as_boolean(c, self.table.literals) for c in found]
            if found is None and not self._more_literals(entry):
                apart = [row for row in positives if row not in negatives]  # no literal tells the others from a negative
                found = cover(apart, negatives, self.table.order()) if 0 < len(apart) < len(positives) else None
                return [as_boolean(c, self.table.literals) for c in found or []]

    def attempt(self, entry: Entry, region: Boolean) -> Attempt:
        if isinstance(entry.subject, Candidate):
            return self.prover.attempt(entry.subject, region)
        return entry.subject.attempt(self.prover, region)

    def _counterexample(self, entry: Entry, attempt: Attempt) -> bool:
        """Learn from a failed proof; True when the table has grown or a label has changed."""
        for values, certain in ((attempt.witness, True), (attempt.doubtful, False)):
            if values is None:
                continue
            point = rational_point(values, self.problem.parameters)
            if point in self.table.samples:
                place = self.table.samples.index(point)
                if certain and entry.labels[place]:
                    entry.labels[place] = False
                    return True
                continue
            place = self.add_sample(point)
            if certain:
                entry.labels[place] = False
            return True
        return False

    def extend(self, entry: Entry) -> bool:
        """Guess and prove regions for one candidate until its positive samples are served or nothing moves."""
        moved = False
        for _ in range(ROUNDS):
            if not self._unserved(entry):
                return moved
            fresh = [r for r in self._guess(entry) if r not in entry.failed and r not in [f for f, _ in entry.found]]
            useful = [r for r in fresh if any(holds(r, self.table.samples[i]) for i in self._unserved(entry))]
            if not useful:
                return moved
            again = any(probed(self, entry, region) for region in useful)
            for region in () if again else useful:
                attempt = self.attempt(entry, region)
                if attempt.proved:
                    entry.found.append((region, attempt.evidence))
                    moved = True
                elif self._counterexample(entry, attempt):
                    again = True
                    break
                else:
                    entry.failed.add(region)
                    entry.reason = attempt.reason
            if not again and not self._unserved(entry):
                return True
        return moved

    def twin(self, entry: Entry, sample: int) -> bool:
        """Whether another candidate with the same play is proved at this sample."""
        if not isinstance(entry.subject, Candidate) or entry.subject.free is not None:
            return False
        mine = self._play(entry.subject, self.table.samples[sample])
        return any(
            o is not entry and isinstance(o.subject, Candidate) and self._served(o, sample)
            and close_plays(self._play(o.subject, self.table.samples[sample]), mine)
            for o in self.entries
        )  # fmt: skip

    def _play(self, candidate: Candidate, sample: Point) -> list[float | None]:
        """The stage's actions and the play after them at a sample."""
        point = self.labels.profile(candidate, sample)
        if point is None:
            return [None]
        later = [value_at(v, point) for v in self.problem.pieces[candidate.piece].outcome.values() if isinstance(v, sp.Expr)]
        return [None if v is None else float(v) for v in (*(point[x] for x in self.problem.symbols), *later)]

    def run(self) -> StageSolution:
        """Search until everything is covered, nothing moves, or the budget is spent."""
        notes: list[str] = []
        uncovered: Boolean = sp.false
        try:
            for point in Sampler(self.problem.parameters, self.problem.assumptions, self.problem.history).draw(SAMPLES):
                self.add_sample(dict(point))
            flat_samples(self)
            if not self.table.samples:
                first = find_point(And(*self.problem.assumptions), self.problem.parameters, self.meter)
                if first is None:
                    return StageSolution(self.problem, (), (), negation([]), ("no parameter satisfies the assumptions",))
                self.add_sample(first)
            uncovered = self._search()
        except BudgetSpent as spent:
            notes.append(f"the budget ran out after {spent}; give solve a larger budget=")
            uncovered = negation(e.region for e in self.entries)
        return self._solution(uncovered, notes)

    def _search(self) -> Boolean:
        stuck: list[Boolean] = []
        rest: Boolean = sp.true
        for _ in range(ROUNDS):
            for entry in sorted(self._alive(), key=lambda e: -sum(1 for label in e.labels if label)):
                if any(not self.twin(entry, i) for i in self._unserved(entry)):
                    self.extend(entry)
            rest = negation(e.region for e in self.entries)
            verdict_point = self._left(And(rest, negation(stuck)))
            if verdict_point is True:
                boundary_samples(self)
                return And(rest, Or(*stuck))
            if verdict_point is None or verdict_point is False:
                return rest
            place = self.add_sample(verdict_point)
            if not self._progress(place):
                if not stuck and self._nobody(rest):
                    return sp.false
                if len(stuck) == STUCK:
                    return rest
                stuck.append(self.table.cell(place))
        return rest

    def _nobody(self, rest: Boolean) -> bool:
        """Whether no profile is an equilibrium on what is left."""
        if len(self.problem.owners) < 2 or not self.problem.covering:
            return False
        shown = nobody_settles(self.problem, self.prover, rest)
        if shown is not None:
            nobody = Absence("no mutual best responses", REASON, self.problem)
            self.entries.append(Entry(nobody, [False for _ in self.table.samples], [(rest, shown)]))
        return shown is not None

    def _progress(self, place: int) -> bool:
        """Whether some candidate that is optimal at the sample gets a new proved region there."""
        moved = False
        for e in self.entries:
            if e.labels[place] and not self._served(e, place):
                self.extend(e)
                moved |= self._served(e, place)
        return moved

    def _left(self, rest: Boolean) -> Point | bool | None:
        """A point of `rest`, True when it is proved empty, None when that is undecided."""
        verdict = self.prover.point_of(rest)
        if verdict.proved or verdict.vacuous:
            return True
        if verdict.refuted:
            return rational_point(dict(verdict.witness), self.problem.parameters)
        return None

    def _solution(self, uncovered: Boolean, notes: list[str]) -> StageSolution:
        solved, absent = [], []
        for e in self.entries:
            for region, evidence in e.found:
                if isinstance(e.subject, Candidate):
                    solved.append(Solved(e.subject, region, tuple(evidence)))
                else:
                    absent.append((region, e.subject.reason))
        if uncovered is not sp.false:
            notes += [f"not proved: {e.reason}" for e in self.entries if e.reason and any(e.labels)][:3]
        return StageSolution(self.problem, tuple(solved), tuple(absent), uncovered, tuple(notes))


def solve_stage(problem: StageProblem, meter: Meter, reasons: Iterable[Absence] | None = None) -> StageSolution:
    """Equilibria of one stage with their regions in parameters and history.

    Parameters
    ----------
    problem : StageProblem
    meter : Meter
    reasons : iterable of Absence, optional
        What may stand against an equilibrium; by default everything that `absences` lists.

    Returns
    -------
    StageSolution
    """
    return StageSearch(problem, meter, reasons).run()
