"""Whether the assumptions contradict each other: then every claim is true, and none is proved.

What one solver says is confirmed where it can be, by a certificate of ``assumptions ⇒ false`` or by a second solver.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from symgame.budget import Meter
from symgame.logic.deciders.certify import Certify
from symgame.logic.deciders.smt import Smt
from symgame.logic.entail import answer
from symgame.logic.problem import Problem
from symgame.logic.query import build
from symgame.logic.verdict import Status, Verdict

SLICES = (("qfnra-nlsat", 0.3), ("nlsat", 0.7))
CONTRADICTION = "the assumptions contradict each other"


@dataclass(frozen=True)
class Vacuity:
    """Check the assumptions alone.

    Parameters
    ----------
    seconds : float
        How long a certificate is looked for; a second solver gets four times as long.

    Examples
    --------
    >>> import sympy as sp
    >>> from symgame.budget import Budget
    >>> x = sp.Symbol("x", positive=True)
    >>> Vacuity()(Problem(x > 1, (x < 0,)), Budget().start()).vacuous
    True
    """

    seconds: float = 1.0

    def __call__(self, problem: Problem, meter: Meter) -> Verdict | None:
        if not problem.given:
            return None
        query = build((problem.hypotheses,), problem.symbols)
        meter.spend()
        found = None if query.trivial else answer(query.text, SLICES)
        if found is not None and found.answer != "unsat":
            return None
        if found is None:
            return Verdict(Status.VACUOUS, by=("signs",), reason=CONTRADICTION)
        return self._confirmed(Problem(sp.false, problem.given), found.by, meter)

    def _confirmed(self, problem: Problem, by: str, meter: Meter) -> Verdict:
        """The verdict with a certificate, or with the name of a second solver that agrees, or undecided when it does not."""
        certified = Certify(self.seconds)(problem, meter)
        if certified is not None:
            return Verdict(Status.VACUOUS, by=(by, *certified.by), certificate=certified.certificate, reason=CONTRADICTION)
        second = Smt("cvc5", (("coverings", 4 * self.seconds),))(problem, meter)
        if second is not None and second.refuted:
            why = f"{by} finds that the assumptions contradict each other, {second.by[0]} that they do not; the query is in .steps"
            return Verdict(Status.UNDECIDED, reason=why, steps=(problem.query.text,))
        names = (by, *second.by) if second is not None and second.proved else (by,)
        return Verdict(Status.VACUOUS, by=names, reason=CONTRADICTION)
