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
        return Regime.FREE_RIDER if sp.cancel(sp.together(end - start)) == 0 else Regime.CONTRIBUTOR


def participation_game(*, fixed_cost: Any = None, marginal_cost: Any = None, equal_costs: bool = False) -> SequentialGame:
    """One generalist, and one specialist with a fixed and a marginal cost.

    Parameters
    ----------
    fixed_cost, marginal_cost : Expr or int, optional
        ``F`` and ``m``, at least 0; the positive symbols ``F`` and ``m`` if left out.  With a fixed cost of 0 the
        specialist never stays out, and the game has no such option.
    equal_costs : bool
        One parameter ``c`` for both quadratic costs.

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
    F, m = _cost("F", fixed_cost), _cost("m", marginal_cost)
    c_0, c_1 = sp.symbols("c c" if equal_costs else "c_0 c_1", positive=True)
    delta, alpha_0, alpha_1 = sp.symbols("delta alpha_0 alpha_1", real=True)
    step = alpha_1 - alpha_0
    stages: list[Any] = [
        Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)),
        Move(G, alpha_0, domain=sp.Interval(0, sp.oo)),
    ]
    if F != 0:
        stages.append(OutsideOption(D, {G: -c_0 * alpha_0**2, D: sp.Integer(0)}))
    stages.append(Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)))
    payoffs = {
        G: delta * alpha_1 - c_0 * alpha_0**2,
        D: (1 - delta) * alpha_1 - F - m * step - c_1 * step**2,
    }
    return SequentialGame(stages, payoffs)


def _cost(name: str, value: Any) -> sp.Expr:
    cost = sp.Symbol(name, positive=True) if value is None else sp.Integer(value) if isinstance(value, int) else value
    if not isinstance(cost, sp.Expr) or cost.is_nonnegative is not True:
        raise ArgumentError(f"participation_game: the cost {name} = {value!r} is not a number or symbol that is at least 0")
    return cost
