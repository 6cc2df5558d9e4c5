"""Decide by an SMT solver: is there a real point where the assumptions hold and the claim does not?

No such point proves the statement, without a certificate; a point is evaluated exactly before it refutes.
Slices of several tactics are tried in turn: the best tactic for one problem is the worst for the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from symgame.budget import Meter
from symgame.logic.entail import answer
from symgame.logic.names import smt_name
from symgame.logic.problem import Problem
from symgame.logic.verdict import Status, Verdict
from symgame.logic.witness import Point, items, refuting_point
from symgame.logic.worker import Answer, Worker, installed, worker

Slices = tuple[tuple[str, float], ...]

SHORT: Slices = (("qfnra-nlsat", 0.3), ("nlsat", 0.6), ("nlqsat", 0.6), ("default", 0.5), ("nlsat", 2.0))
FIRST: Slices = (("qfnra-nlsat", 0.4), ("nlsat", 0.8), ("nlqsat", 0.8))
LAST: Slices = (("default", 1.0), ("nlsat", 4.0), ("nlqsat", 3.0))
SECOND: Slices = (("coverings", 4.0),)


@dataclass(frozen=True)
class Smt:
    """A solver in its child process.

    Parameters
    ----------
    solver : str
        ``"z3"`` or ``"cvc5"``.
    slices : tuple of (str, float)
        Tactics with seconds; for cvc5 only the sum of the seconds counts.
    child : Worker, optional
        A child process of one's own in the place of the warm one.

    Examples
    --------
    >>> import sympy as sp
    >>> from symgame.budget import Budget
    >>> x = sp.Symbol("x", real=True)
    >>> Smt()(Problem(x**2 + x + 1 > 0, ()), Budget().start()).by
    ('z3 qfnra-nlsat',)
    """

    solver: str = "z3"
    slices: Slices = (*FIRST, *LAST)
    child: Worker | None = field(default=None, repr=False, compare=False)

    def __call__(self, problem: Problem, meter: Meter) -> Verdict | None:
        if self.child is None and not installed(self.solver):
            return None
        query = problem.defined_query if problem.roots and self._all_defined(problem, meter) else problem.query
        if query.trivial:
            return Verdict(Status.PROVED, by=("signs",))
        found = self.ask(query.text, meter)
        if found.answer == "unsat":
            return Verdict(Status.PROVED, by=(found.by,))
        if found.answer == "unknown":
            return Verdict(Status.UNDECIDED, by=(self.solver,), reason=found.reason or f"{self.solver} found nothing")
        point = refuting_point(problem, found.model)
        if point is None and any(s.is_integer for s in problem.symbols):
            point = self._integer_point(problem, meter)
        if point is None:
            why = f"{found.by} offers a counterexample that exact evaluation does not confirm"
            return Verdict(Status.UNDECIDED, by=(self.solver,), reason=why)
        return Verdict(Status.REFUTED, by=(found.by,), witness_items=items(point))

    def _all_defined(self, problem: Problem, meter: Meter) -> bool:
        """Whether every implicit root is proved to exist, alone; then the counterexample is sought where they do."""
        for root in problem.roots:
            query = problem.undefined(root)
            if not query.trivial:
                meter.spend()
                if self.child is not None or answer(query.text).answer != "unsat":
                    return False
        return True

    def ask(self, text: str, meter: Meter) -> Answer:
        """Ask within what the meter leaves."""
        meter.spend()
        left, slices = meter.left_seconds, []
        for name, seconds in self.slices:
            if left > 0.01:
                slices.append((name, min(seconds, left)))
                left -= seconds
        child = self.child or worker(self.solver)
        return child.ask(text, tuple(slices)) if slices else Answer("unknown", self.solver)

    def _integer_point(self, problem: Problem, meter: Meter) -> Point | None:
        """A counterexample with integers where they are declared."""
        lines = [problem.query.text]
        for s in problem.symbols:
            if s.is_integer:
                name = smt_name(s)
                lines.append(f"(declare-const int!{name} Int)(assert (= {name} (to_real int!{name})))")
        meter.spend()
        found = worker("z3").ask("\n".join(lines), (("default", min(2.0, max(0.1, meter.left_seconds))),))
        return refuting_point(problem, found.model) if found.answer == "sat" else None
