"""Fine-tuning games: a generalist brings a technology to the market, a specialist adapts it.

Players G (generalist) and D (domain specialist).  Timing: they agree on the share δ in [0, 1] of the revenue that G
receives; G chooses performance α_0 ≥ 0 at cost φ_0(α_0); D raises it to α_1 ≥ α_0 at cost φ_1(α_1 − α_0); the
revenue r α_1 is split,

    U_G = δ r α_1 − c_0 α_0^{k_0},      U_D = (1 − δ) r α_1 − c_1 (α_1 − α_0)^{k_1}.

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


def fine_tuning_game(exponents: tuple[Any, Any] = (2, 2), *, revenue: Any = 1) -> SequentialGame:
    """The game of one generalist and one specialist with costs ``c_0*alpha_0**k_0`` and ``c_1*e**k_1``.

    Parameters
    ----------
    exponents : pair of Expr
        ``(k_0, k_1)``, each greater than 1; a symbolic exponent needs ``k > 1`` in the game's ``assume``, which
        is added here.
    revenue : Expr
        Revenue of one unit of performance, a positive number or a positive symbol.

    Returns
    -------
    SequentialGame
        In the actions ``delta, alpha_0, alpha_1`` and the positive parameters ``c_0, c_1``.

    Raises
    ------
    ArgumentError
        If an exponent is a number that is not greater than 1, or the revenue is not positive.

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
    r = sp.Integer(revenue) if isinstance(revenue, int) else revenue
    if not isinstance(r, sp.Expr) or not r.is_positive:
        raise ArgumentError(f"fine_tuning_game: the revenue {revenue!r} is not positive; give a positive number or symbol")
    return SequentialGame(
        stages=[
            Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)),
            Move(G, alpha_0, domain=sp.Interval(0, sp.oo)),
            Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
        ],
        payoffs={
            G: delta * r * alpha_1 - c_0 * alpha_0**k_0,
            D: (1 - delta) * r * alpha_1 - c_1 * (alpha_1 - alpha_0) ** k_1,
        },
        assume=list(dict.fromkeys(k > 1 for k in (k_0, k_1) if not k.is_number)),
    )


def single_owner(game: SequentialGame | None = None) -> SequentialGame:
    """The first best of a fine-tuning game: one owner O makes every investment and receives all payoffs.

    Parameters
    ----------
    game : SequentialGame, optional
        With one `Bargain` at the start, over shares that only move revenue between the players; the quadratic
        fine-tuning game if left out.

    Returns
    -------
    SequentialGame

    Raises
    ------
    ArgumentError
        If the game does not start with a `Bargain`, or the sum of its payoffs depends on a share.

    Examples
    --------
    >>> single_owner().payoffs[Player("O")]
    -alpha_0**2*c_0 + alpha_1 - c_1*(-alpha_0 + alpha_1)**2
    """
    game = fine_tuning_game() if game is None else game
    bargain, *moves = game.stages
    if not isinstance(bargain, Bargain):
        raise ArgumentError(f"single_owner: the game starts with {bargain}, not with a Bargain")
    owner, total = Player("O"), sp.Add(*game.payoffs.values())
    free = [s for s in bargain.shares if sp.expand(sp.diff(total, s)) != 0]
    if free:
        raise ArgumentError(f"single_owner: the sum of the payoffs depends on the share {free[0]}")
    total = total.subs(dict.fromkeys(bargain.shares, 0))
    stages = []
    for stage in moves:
        for move in getattr(stage, "moves", (stage,)):
            if not isinstance(move, Move):
                raise ArgumentError(f"single_owner: {move} is no move; an owner needs only the investments")
            stages.append(Move(owner, move.actions, domain=move.domains))
    return SequentialGame(stages, {owner: total}, assume=list(game.assume))
