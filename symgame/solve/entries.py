"""What the loop knows of one candidate, or of one reason why there is no equilibrium."""

from __future__ import annotations

from dataclasses import dataclass, field

from sympy.logic.boolalg import Boolean, Or

from symgame.solve.absence import Absence
from symgame.solve.equilibrium import Obligation
from symgame.solve.problem import Candidate


@dataclass
class Entry:
    """A candidate, or a reason why there is no equilibrium, with what is known of it."""

    subject: Candidate | Absence
    labels: list[bool | None] = field(default_factory=list)
    found: list[tuple[Boolean, list[Obligation]]] = field(default_factory=list)
    failed: set[Boolean] = field(default_factory=set)
    reason: str = ""
    pool: int = 0

    @property
    def region(self) -> Boolean:
        """Where it is proved."""
        return Or(*(r for r, _ in self.found))
