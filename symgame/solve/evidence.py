"""The evidence and the derivation of a branch, collected from the stages it passes through."""

from __future__ import annotations

from typing import Any

from sympy.logic.boolalg import Boolean

from symgame.solve.equilibrium import Obligation, Step
from symgame.solve.induction import Induction


def branch_evidence(
    induction: Induction, region: Boolean, outcome: dict[Any, Any]
) -> tuple[tuple[Obligation, ...], tuple[Step, ...]]:
    """Obligations of every case of every stage that can occur in the region."""
    obligations: list[Obligation] = []
    for play in induction.plays:
        if play.solution is not None:
            for s in play.solution.solved:
                obligations += s.evidence
    return tuple(obligations), ()
