"""Verdicts: the three-valued answer to "is this sentence true", and its fourth value for empty assumptions.

A sentence ``given ⇒ claim`` over the reals is *proved*, *refuted* by an exact witness, *undecided*, or
*vacuous* because the assumptions contradict each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any

import sympy as sp

from symgame.printing import Value


class Status(Enum):
    """The four values of a verdict.

    Examples
    --------
    >>> Status.PROVED.value
    'proved'
    """

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"
    VACUOUS = "vacuous"


@dataclass(frozen=True)
class Verdict(Value):
    """What is known of a sentence, by whom, and with which evidence.

    Parameters
    ----------
    status : Status
    by : tuple of str
        Names of the deciders that agree; two or more independent ones, or one with a certificate.
    witness_items : tuple of (Symbol, Expr)
        Exact values of a counterexample (refuted) or of a solution (`satisfiable`).
    certificate : object or None
        With ``.check() -> True``, exact and independent of solvers.
    steps : tuple
        What was done, for print.
    reason : str
        Why undecided or vacuous, and what to try.

    Examples
    --------
    >>> v = Verdict(Status.PROVED, by=("signs",))
    >>> v.proved, v.refuted
    (True, False)
    """

    status: Status
    by: tuple[str, ...] = ()
    witness_items: tuple[tuple[Any, Any], ...] = ()
    certificate: Any = None
    steps: tuple[Any, ...] = field(default=(), repr=False)
    reason: str = ""

    @property
    def proved(self) -> bool:
        return self.status is Status.PROVED

    @property
    def refuted(self) -> bool:
        return self.status is Status.REFUTED

    @property
    def undecided(self) -> bool:
        return self.status is Status.UNDECIDED

    @property
    def vacuous(self) -> bool:
        return self.status is Status.VACUOUS

    @property
    def witness(self) -> Mapping[Any, Any]:
        """Exact values, a read-only mapping from symbols; empty when there is none."""
        return MappingProxyType(dict(self.witness_items))

    def __bool__(self) -> bool:
        raise TypeError("a Verdict has more than two values; ask .proved, .refuted, .undecided or .vacuous")

    def __str__(self) -> str:
        text = self.status.value
        if self.by:
            text += f" by {', '.join(self.by)}"
        if self.witness_items:
            text += f" at {', '.join(f'{k} = {sp.sstr(v)}' for k, v in self.witness_items)}"
        return text + (f": {self.reason}" if self.reason else "")
