"""Fine-tuning games: a generalist brings a technology to the market, specialists adapt it.

Players G (generalist) and D (domain specialist).  They agree on the share δ of the revenue that G receives;
then G chooses performance α_0 ≥ 0 at cost φ_0(α_0), D raises it to α_1 ≥ α_0 at cost φ_1(α_1 − α_0), and the
revenue α_1 is split,

    U_G = δ α_1 − c_0 α_0^{k_0},      U_D = (1 − δ) α_1 − c_1 (α_1 − α_0)^{k_1}.

Without a deal both get 0.

References
----------
B. Laufer, J. Kleinberg, H. Heidari (2024), Fine-Tuning Games: Bargaining and Adaptation for General-Purpose
Models, WWW 2024, arXiv 2308.04399.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from symgame.errors import ArgumentError
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Bargain, Move


def fine_tuning_game(exponents: tuple[Any, Any] = (2, 2)) -> SequentialGame:
    """The game of one generalist and one specialist with costs ``c_0*alpha_0**k_0`` and ``c_1*e**k_1``.

    Parameters
    ----------
    exponents : pair of Expr
        ``(k_0, k_1)``, each greater than 1; a symbolic exponent needs ``k > 1`` in the game's ``assume``, which
        is added here.

    Returns
    -------
    SequentialGame
        In the actions ``delta, alpha_0, alpha_1`` and the positive parameters ``c_0, c_1``.

    Raises
    ------
    ArgumentError
        If an exponent is a number that is not greater than 1.

    Examples
    --------
    >>> fine_tuning_game().payoffs[Player("G")]
    -alpha_0**2*c_0 + alpha_1*delta
    """
    G, D = Player("G"), Player("D")
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    delta, alpha_0, alpha_1 = sp.symbols("delta alpha_0 alpha_1", real=True)
    k_0, k_1 = (sp.Integer(k) if isinstance(k, int) else k for k in exponents)
    for k in (k_0, k_1):
        if k.is_number and not k > 1:
            raise ArgumentError(f"fine_tuning_game: the exponent {k} is not greater than 1")
    return SequentialGame(
        stages=[
            Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)),
            Move(G, alpha_0, domain=sp.Interval(0, sp.oo)),
            Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
        ],
        payoffs={
            G: delta * alpha_1 - c_0 * alpha_0**k_0,
            D: (1 - delta) * alpha_1 - c_1 * (alpha_1 - alpha_0) ** k_1,
        },
        assume=list(dict.fromkeys(k > 1 for k in (k_0, k_1) if not k.is_number)),
    )
