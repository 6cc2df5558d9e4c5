"""Budgets: how much work a search may do, counted in operations first and seconds as a backstop.

A `Budget` is a value that is passed down.  A search that begins turns it into a `Meter`, which counts;
parts of one search share the meter.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from symgame.errors import ArgumentError


class BudgetSpent(Exception):
    """Internal signal of a spent meter; the search that owns the meter turns it into a value."""


@dataclass(frozen=True)
class Budget:
    """How much a search may do.

    Parameters
    ----------
    operations : int
        Number of elementary steps of the search (solver queries, candidate systems, …), at least 1.
    seconds : float
        Wall-clock limit in seconds, positive.

    Raises
    ------
    ArgumentError
        If a limit is not positive.

    Examples
    --------
    >>> Budget(operations=100, seconds=5)
    Budget(operations=100, seconds=5)
    """

    operations: int = 20_000
    seconds: float = 120.0

    def __post_init__(self) -> None:
        if self.operations < 1 or self.seconds <= 0:
            raise ArgumentError(f"a Budget needs positive limits, got operations={self.operations}, seconds={self.seconds}")

    def start(self) -> Meter:
        """A fresh meter for one search.

        Examples
        --------
        >>> Budget(operations=2).start().left_operations
        2
        """
        return Meter(self)


@dataclass
class Meter:
    """The running count of one search; `spend` raises `BudgetSpent` when a limit is reached.

    Examples
    --------
    >>> meter = Budget(operations=1, seconds=60).start()
    >>> meter.spend()
    >>> meter.exhausted
    True
    """

    budget: Budget
    operations: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def left_operations(self) -> int:
        return self.budget.operations - self.operations

    @property
    def left_seconds(self) -> float:
        return self.budget.seconds - (time.monotonic() - self.started)

    @property
    def exhausted(self) -> bool:
        return self.left_operations <= 0 or self.left_seconds <= 0

    def spend(self, operations: int = 1) -> None:
        """Count `operations` steps.

        Raises
        ------
        BudgetSpent
            If either limit had already been reached.
        """
        if self.exhausted:
            raise BudgetSpent(self.report())
        self.operations += operations

    def with_at_least(self, share: float) -> Meter:
        """This meter, or a fresh one of that share of the seconds if less is left of either limit.

        What a search has found is put together on such a meter: a spent budget loses nothing.

        Examples
        --------
        >>> meter = Budget(operations=10, seconds=60).start()
        >>> meter.with_at_least(0.5) is meter
        True
        >>> meter.spend(9)
        >>> meter.with_at_least(0.5).budget.seconds
        30.0
        """
        seconds = share * self.budget.seconds
        if self.left_operations >= share * self.budget.operations and self.left_seconds >= seconds:
            return self
        return Budget(seconds=seconds).start()

    def report(self) -> str:
        """What was done, in words."""
        return f"{self.operations} operations in {time.monotonic() - self.started:.1f} s"
