"""Theorems: statements with a source, and their check.

A theorem is ``given ⇒ claim`` over the reals.  Checking it gives the verdict; where it is refuted, a counterexample and, if it
can be found, the exact region in which it does hold; where it is proved, the assumptions that the proof can do
without, each by a proof without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget
from symgame.cache import Cache
from symgame.errors import ArgumentTypeError, StatementError, UndecidedError
from symgame.logic.decide import QUICK, decide
from symgame.logic.problem import sentence, sentences
from symgame.logic.region import Region
from symgame.logic.verdict import Verdict
from symgame.logic.when import when
from symgame.printing import Value

MAX_PARAMETERS = 6


@dataclass(frozen=True)
class Theorem(Value):
    """A statement with its source.

    Parameters
    ----------
    title : str
    claim : Boolean
    given : Boolean or iterable of Boolean
    source : str
        Such as "after AUTHORS (YEAR)".

    Raises
    ------
    ArgumentTypeError
        If the title or the source is no text.
    StatementError
        If claim or assumption is not a sentence over the reals.

    Examples
    --------
    >>> a, b = sp.symbols("a b", positive=True)
    >>> Theorem("Means", (a + b)/2 >= sp.sqrt(a*b), source="Euclid").title
    'Means'
    """

    title: str
    claim: Boolean
    given: tuple[Boolean, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.title, str) or not isinstance(self.source, str):
            raise ArgumentTypeError(f"title and source of a Theorem are text, got {self.title!r} and {self.source!r}")
        object.__setattr__(self, "claim", sentence(self.claim))
        object.__setattr__(self, "given", sentences(self.given))


@dataclass(frozen=True)
class Result(Value):
    """What was found of a theorem.

    Parameters
    ----------
    theorem : Theorem
    verdict : Verdict
    region : Region or None
        Where a refuted claim holds, when that was found.
    unused : tuple of Boolean
        Assumptions without which the claim was proved too, each on its own.

    Examples
    --------
    >>> a, b = sp.symbols("a b", positive=True)
    >>> check(Theorem("Means", (a + b)/2 >= sp.sqrt(a*b), a < b)).unused
    (a < b,)
    """

    theorem: Theorem
    verdict: Verdict
    region: Region | None = None
    unused: tuple[Boolean, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether the statement was proved."""
        return self.verdict.proved

    @property
    def counterexample(self) -> Mapping[Any, Any] | None:
        """Exact values at which the assumptions hold and the claim does not; None unless refuted."""
        return self.verdict.witness if self.verdict.refuted else None

    @property
    def status(self) -> str:
        """``"proved"``, ``"refuted"``, ``"holds-in-a-region"``, ``"open"`` or ``"vacuous"``."""
        if self.verdict.refuted and self.region is not None and self.region.condition is not sp.false:
            return "holds-in-a-region"
        return "open" if self.verdict.undecided else self.verdict.status.value

    def agrees(self, declared: str) -> bool:
        """Whether a declared status is what was found; a statement that holds in a region is refuted as it stands.

        Examples
        --------
        >>> x = sp.Symbol("x", real=True)
        >>> check(Theorem("Positive", x > 0)).agrees("refuted")
        True
        """
        return declared == self.status or (declared == "refuted" and self.verdict.refuted)


def check(
    theorem: Theorem,
    *,
    over: Iterable[sp.Symbol] | None = None,
    budget: Budget | None = None,
    cache: Cache | str | Path | None = None,
) -> Result:
    """Decide a theorem, say where it holds, and which assumptions it does not need.

    Parameters
    ----------
    theorem : Theorem
    over : iterable of Symbol, optional
        The parameters of the region, all free symbols if left out.
    budget : Budget, optional
        For the verdict; the region and each unused assumption have their own, smaller ones.
    cache : Cache or path of a folder, optional

    Returns
    -------
    Result

    Raises
    ------
    ArgumentTypeError
        If it is given no Theorem.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> result = check(Theorem("Square", x**2 > 0))
    >>> result.counterexample
    mappingproxy({x: 0})
    >>> result.region.condition
    Ne(x, 0)
    """
    if not isinstance(theorem, Theorem):
        raise ArgumentTypeError(f"check takes a Theorem, got {theorem!r}")
    verdict = decide(theorem.claim, theorem.given, budget=budget, cache=cache)
    if verdict.refuted:
        return Result(theorem, verdict, _region(theorem, over))
    unused = _unused(theorem, cache) if verdict.proved else ()
    return Result(theorem, verdict, None, unused)


def _region(theorem: Theorem, over: Iterable[sp.Symbol] | None) -> Region | None:
    free = theorem.claim.free_symbols.union(*(g.free_symbols for g in theorem.given))
    if over is None and len(free) > MAX_PARAMETERS:
        return None
    try:
        return when(theorem.claim, theorem.given, over, budget=Budget(seconds=20.0))
    except (UndecidedError, StatementError):
        return None


def _unused(theorem: Theorem, cache: Cache | str | Path | None) -> tuple[Boolean, ...]:
    found = []
    for g in theorem.given:
        rest = tuple(h for h in theorem.given if h != g)
        if decide(theorem.claim, rest, deciders=QUICK, budget=Budget(seconds=5.0), cache=cache).proved:
            found.append(g)
    return tuple(found)
