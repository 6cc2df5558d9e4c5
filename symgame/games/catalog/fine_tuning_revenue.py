"""Fine-tuning games with other revenues and costs: concave revenue, and functions that are not specified.

Timing as in the fine-tuning game: G and D agree on G's share δ; G chooses α_0 ≥ 0; D raises it to α_1 ≥ α_0; the
revenue R(α_1) is split,

    U_G = δ R(α_1) − φ_0(α_0),      U_D = (1 − δ) R(α_1) − φ_1(α_1 − α_0).

References
----------
B. Laufer, J. Kleinberg, H. Heidari (2024), Fine-Tuning Games: Bargaining and Adaptation for General-Purpose
Models, WWW 2024, arXiv 2308.04399: the model; the concave revenue here is our own.
"""

from __future__ import annotations

import sympy as sp

from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Bargain, Move


def concave_revenue_game() -> SequentialGame:
    """Revenue ``alpha_1 - b*alpha_1**2/2``, which rises until the market is satiated at ``1/b``.

    Returns
    -------
    SequentialGame
        In the actions ``delta, alpha_0, alpha_1``, both performances at most ``1/b``, and the positive parameters
        ``b, c_0, c_1``.

    Examples
    --------
    >>> concave_revenue_game().payoffs[Player("G")]
    -alpha_0**2*c_0 + delta*(-alpha_1**2*b/2 + alpha_1)
    """
    b, c_0, c_1 = sp.symbols("b c_0 c_1", positive=True)
    delta, alpha_0, alpha_1 = sp.symbols("delta alpha_0 alpha_1", real=True)
    return _game(alpha_1 - b * alpha_1**2 / 2, c_0 * alpha_0**2, c_1 * (alpha_1 - alpha_0) ** 2, top=1 / b)


def general_fine_tuning_game() -> SequentialGame:
    """Costs ``phi_0`` and ``phi_1`` and a revenue ``R`` that are not specified.

    `symgame.solve` leaves all parameters uncovered, since no closed form exists; what holds for all such functions
    is stated with `symgame.decide` on their derivatives.

    Returns
    -------
    SequentialGame

    Examples
    --------
    >>> general_fine_tuning_game().payoffs[Player("G")]
    delta*R(alpha_1) - phi_0(alpha_0)
    """
    delta, alpha_0, alpha_1 = sp.symbols("delta alpha_0 alpha_1", real=True)
    R, phi_0, phi_1 = (sp.Function(name) for name in ("R", "phi_0", "phi_1"))
    return _game(R(alpha_1), phi_0(alpha_0), phi_1(alpha_1 - alpha_0))


def _game(revenue: sp.Expr, first: sp.Expr, second: sp.Expr, top: sp.Expr = sp.oo) -> SequentialGame:
    G, D = Player("G"), Player("D")
    delta, alpha_0, alpha_1 = sp.symbols("delta alpha_0 alpha_1", real=True)
    return SequentialGame(
        [
            Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)),
            Move(G, alpha_0, domain=sp.Interval(0, top)),
            Move(D, alpha_1, domain=sp.Interval(alpha_0, top)),
        ],
        {G: delta * revenue - first, D: (1 - delta) * revenue - second},
    )
