"""Fine-tuning games with participation: the specialist contributes, rides free, or abstains.

Timing: G and D agree on G's share δ of the revenue α_1; G chooses α_0 ≥ 0; D sees it and stays out, or takes part
at a fixed cost F and raises the technology to α_1 ≥ α_0 with a marginal cost that starts at m,

    U_G = δ α_1 − c_0 α_0²,      U_D = (1 − δ) α_1 − F − m e − c_1 e²,   e = α_1 − α_0.

If D stays out it gets 0, and G is left with the cost of what it built.  D *contributes* when e > 0, *rides free* when
it takes part with e = 0, and *abstains* when it stays out.

References
----------
B. Laufer, J. Kleinberg, H. Heidari (2024), Fine-Tuning Games: Bargaining and Adaptation for General-Purpose
Models, WWW 2024, arXiv 2308.04399: the three regimes; the costs here are our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import OUT, Bargain, Move, OutsideOption


class Regime(Enum):
    """What a specialist does with the technology.

    Examples
    --------
    >>> Regime.of({sp.Symbol("alpha_0", real=True): 1, sp.Symbol("alpha_1", real=True): 1})
    <Regime.FREE_RIDER: 'free-rider'>
    """

    CONTRIBUTOR = "contributor"
    FREE_RIDER = "free-rider"
    ABSTAINER = "abstainer"

    @staticmethod
    def of(outcome: Mapping[Any, Any]) -> Regime:
        """The regime of an outcome of `participation_game`, from a branch or from ``.at(values)``.

        Examples
        --------
        >>> Regime.of({OUT: Player("D"), sp.Symbol("alpha_0", real=True): 0}).value
        'abstainer'
        """
        if outcome.get(OUT) is not None:
            return Regime.ABSTAINER
        start, end = (outcome[sp.Symbol(name, real=True)] for name in ("alpha_0", "alpha_1"))
        return Regime.FREE_RIDER if sp.cancel(end - start) == 0 else Regime.CONTRIBUTOR


def participation_game(*, fixed_cost: Any = None, marginal_cost: Any = None, costs: tuple[Any, Any] | None = None) -> SequentialGame:
    """One generalist, and one specialist with a fixed and a marginal cost.

    Parameters
    ----------
    fixed_cost, marginal_cost : Expr or int, optional
        ``F`` and ``m``, at least 0; the positive symbols ``F`` and ``m`` if left out.  With a fixed cost of 0 the
        specialist never stays out, and the game has no such option.
    costs : pair of Expr or int, optional
        ``(c_0, c_1)``, the positive symbols of that name if left out.

    Returns
    -------
    SequentialGame
        In the actions ``delta, alpha_0, alpha_1``.

    Raises
    ------
    ArgumentError
        If a cost is negative.

    Examples
    --------
    >>> participation_game(fixed_cost=0).payoffs[Player("D")]
    alpha_1*(1 - delta) - c_1*(-alpha_0 + alpha_1)**2 - m*(-alpha_0 + alpha_1)
    """
    G, D = Player("G"), Player("D")
    F = _cost("F", fixed_cost)
    c_0, payoff, (delta, alpha_0, alpha_1) = _specialist(F, _cost("m", marginal_cost), costs)
    stages: list[Any] = [
        Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)),
        Move(G, alpha_0, domain=sp.Interval(0, sp.oo)),
    ]
    if F != 0:
        stages.append(OutsideOption(D, {G: -c_0 * alpha_0**2, D: sp.Integer(0)}))
    stages.append(Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)))
    return SequentialGame(stages, {G: delta * alpha_1 - c_0 * alpha_0**2, D: payoff})


def specialist_game(*, fixed_cost: Any = None, marginal_cost: Any = None, costs: tuple[Any, Any] | None = None) -> SequentialGame:
    """What is left when G has built ``alpha_0`` under the share ``delta``: D stays out, or raises the technology.

    Parameters
    ----------
    fixed_cost, marginal_cost, costs
        As in `participation_game`.

    Returns
    -------
    SequentialGame
        In the action ``alpha_1``; the share and ``alpha_0`` are parameters.

    Raises
    ------
    ArgumentError
        If a cost is negative.

    Examples
    --------
    >>> [str(p) for p in specialist_game().parameters]
    ['F', 'alpha_0', 'c_1', 'delta', 'm']
    """
    D = Player("D")
    _, payoff, (delta, alpha_0, alpha_1) = _specialist(_cost("F", fixed_cost), _cost("m", marginal_cost), costs)
    stages = [OutsideOption(D, {D: sp.Integer(0)}), Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo))]
    return SequentialGame(stages, {D: payoff}, assume=[delta >= 0, delta <= 1, alpha_0 >= 0])


def _specialist(F: sp.Expr, m: sp.Expr, costs: tuple[Any, Any] | None) -> tuple[sp.Expr, sp.Expr, tuple[sp.Symbol, ...]]:
    c_0, c_1 = (_cost(name, value) for name, value in zip(("c_0", "c_1"), costs or (None, None), strict=True))
    delta, alpha_0, alpha_1 = sp.symbols("delta alpha_0 alpha_1", real=True)
    step = alpha_1 - alpha_0
    return c_0, (1 - delta) * alpha_1 - F - m * step - c_1 * step**2, (delta, alpha_0, alpha_1)


def _cost(name: str, value: Any) -> sp.Expr:
    cost = sp.Symbol(name, positive=True) if value is None else sp.Integer(value) if isinstance(value, int) else value
    if not isinstance(cost, sp.Expr) or cost.is_nonnegative is not True:
        raise ArgumentError(f"the cost {name} = {value!r} is not a number or symbol that is at least 0")
    return cost
