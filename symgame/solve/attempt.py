"""The outcome of an attempted proof: what was shown, and where it failed."""

from __future__ import annotations

from dataclasses import dataclass, field

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.solve.equilibrium import Obligation

Claim = tuple[str, Boolean, tuple[Boolean, ...]]


@dataclass
class Attempt:
    """The outcome of trying to prove a candidate on a region.

    Parameters
    ----------
    proved : bool
    evidence : list of Obligation
    witness : dict or None
        Exact parameter values where it fails for certain.
    doubtful : dict or None
        Exact parameter values at which a tactic failed; the candidate may or may not fail there.
    reason : str
    """

    proved: bool
    evidence: list[Obligation] = field(default_factory=list)
    witness: dict[sp.Symbol, sp.Expr] | None = None
    doubtful: dict[sp.Symbol, sp.Expr] | None = None
    reason: str = ""
