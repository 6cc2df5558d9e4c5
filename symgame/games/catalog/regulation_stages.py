"""The two stages of the regulation game on their own: D adapts a given technology, G foresees a given reply.

Given γ_0 = (α_0, β_0) ≥ 0, D chooses α_1 ≥ α_0 and β_1 ≥ max(β_0, θ_D) and gets

    (1 − δ) r'γ_1 − (γ_1 − γ_0)' C_1 (γ_1 − γ_0).

Given a reply γ_1(γ_0), G chooses α_0 ≥ 0 and β_0 ≥ θ_G and gets δ r'γ_1(γ_0) − γ_0' C_0 γ_0.  Nobody abstains here.

References
----------
B. Laufer, J. Kleinberg, H. Heidari (2025), The Backfiring Effect of Weak AI Safety Regulation, arXiv 2503.20848
(version 2).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp

from symgame.games.catalog.regulation import ACTIONS, D, G, QuadraticCost
from symgame.games.exact import exact
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Move

SHARE = sp.Symbol("delta", positive=True)
REVENUE = sp.symbols("r_a r_b", positive=True)
FLOORS = sp.symbols("theta_G theta_D", nonnegative=True)


def adaptation_stage(cost: QuadraticCost | None = None, *, floor: Any = 0) -> SequentialGame:
    """D's problem for a given technology ``(alpha_0, beta_0)``, which are parameters here.

    Parameters
    ----------
    cost : QuadraticCost, optional
        With symbolic coefficients if left out.
    floor : Expr
        θ_D; 0 for no floor.

    Returns
    -------
    SequentialGame
        In the actions ``alpha_1, beta_1``.

    Examples
    --------
    >>> adaptation_stage().actions
    (alpha_1, beta_1)
    """
    cost, floor = cost or QuadraticCost.symbolic(1), exact(floor, "the floor")
    a0, b0, a1, b1 = ACTIONS
    least = b0 if floor == 0 else sp.Max(b0, floor)
    r_a, r_b = REVENUE
    payoff = (1 - SHARE) * (r_a * a1 + r_b * b1) - cost.at(a1 - a0, b1 - b0)
    move = Move(D, (a1, b1), domain=(sp.Interval(a0, sp.oo), sp.Interval(least, sp.oo)))
    return SequentialGame([move], {D: payoff}, [SHARE < 1, a0 >= 0, b0 >= 0, *cost.sound])


def general_stage(reply: Mapping[sp.Symbol, Any] | None = None, cost: QuadraticCost | None = None, *, floor: Any = 0) -> SequentialGame:
    """G's problem when D replies to ``(alpha_0, beta_0)`` with the given ``alpha_1, beta_1``.

    Parameters
    ----------
    reply : {action: Expr}, optional
        D's reply as expressions in ``alpha_0, beta_0``; additions ``e_a, e_b ≥ 0`` that do not depend on them if left out.
    cost : QuadraticCost, optional
        With symbolic coefficients if left out.
    floor : Expr
        θ_G; 0 for no floor.

    Returns
    -------
    SequentialGame
        In the actions ``alpha_0, beta_0``.

    Examples
    --------
    >>> general_stage().actions
    (alpha_0, beta_0)
    """
    cost, floor = cost or QuadraticCost.symbolic(0), exact(floor, "the floor")
    a0, b0, a1, b1 = ACTIONS
    e_a, e_b = sp.symbols("e_a e_b", nonnegative=True)
    played = reply or {a1: a0 + e_a, b1: b0 + e_b}
    r_a, r_b = REVENUE
    payoff = SHARE * (r_a * played[a1] + r_b * played[b1]) - cost.at(a0, b0)
    move = Move(G, (a0, b0), domain=(sp.Interval(0, sp.oo), sp.Interval(floor, sp.oo)))
    return SequentialGame([move], {G: payoff}, [SHARE < 1, *cost.sound])
