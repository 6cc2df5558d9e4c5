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
    rivals: int = 0

    @property
    def region(self) -> Boolean:
        """Where it is proved."""
        return Or(*(r for r, _ in self.found))


def close_plays(a: list[float | None], b: list[float | None]) -> bool:
    """Whether two lists of numbers agree up to rounding.

    Examples
    --------
    >>> close_plays([1.0], [1.0 + 1e-12]), close_plays([None], [None])
    (True, False)
    """
    return len(a) == len(b) and all(
        x is not None and y is not None and abs(x - y) <= 1e-9 * max(1.0, abs(x), abs(y)) for x, y in zip(a, b, strict=True)
    )
