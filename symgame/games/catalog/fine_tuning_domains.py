"""Fine-tuning games with several domains: one general technology, adapted by n specialists.

Players G and D_1, …, D_n.  Timing: all agree on shares (one share δ_i a domain, or one share δ for all); G chooses
α_0 ≥ 0 at cost c_0 α_0²; at the same time each D_i raises it to α_i ≥ α_0 in its own domain at cost c_i (α_i − α_0)²,

    U_G = Σ_i δ_i r_i α_i − c_0 α_0²,      U_{D_i} = (1 − δ_i) r_i α_i − c_i (α_i − α_0)².

Without a deal everybody gets 0.

References
----------
B. Laufer, J. Kleinberg, H. Heidari (2024), Fine-Tuning Games: Bargaining and Adaptation for General-Purpose
Models, WWW 2024, arXiv 2308.04399: the model; costs quadratic as in B. Laufer, J. Kleinberg, H. Heidari (2025), The
Backfiring Effect of Weak AI Safety Regulation, arXiv 2503.20848.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symgame.errors import ArgumentError
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Bargain, Move, Simultaneous

UNIT = sp.Interval(0, 1)
HALF_LINE = sp.Interval(0, sp.oo)


def own_shares_game(domains: int = 2) -> SequentialGame:
    """A share for each domain: the bargain is over ``(delta_1, …, delta_n)``.

    Parameters
    ----------
    domains : int

    Returns
    -------
    SequentialGame
        In the actions ``delta_1, …, alpha_0, alpha_1, …`` and the positive parameters ``c_0, c_1, …, r_1, …``.

    Raises
    ------
    ArgumentError
        If there is no domain.

    Examples
    --------
    >>> own_shares_game(2).payoffs[Player("G")]
    -alpha_0**2*c_0 + alpha_1*delta_1*r_1 + alpha_2*delta_2*r_2
    """
    count = _count(domains, "own_shares_game")
    return _game(sp.symbols(f"delta_1:{count + 1}", real=True), count)


def uniform_share_game(domains: int = 2) -> SequentialGame:
    """One share δ for all domains.

    Parameters
    ----------
    domains : int

    Returns
    -------
    SequentialGame
        In the actions ``delta, alpha_0, alpha_1, …`` and the positive parameters ``c_0, c_1, …, r_1, …``.

    Raises
    ------
    ArgumentError
        If there is no domain.

    Examples
    --------
    >>> uniform_share_game(2).payoffs[Player("D_2")]
    alpha_2*r_2*(1 - delta) - c_2*(-alpha_0 + alpha_2)**2
    """
    count = _count(domains, "uniform_share_game")
    return _game([sp.Symbol("delta", real=True)], count)


def representative_specialist_game() -> SequentialGame:
    """Any number n of alike domains under one share, through one of them.

    No specialist's problem depends on what another one does, so that all n do what D does: G receives n times
    the revenue of D's domain, and the sum of all payoffs is ``U_G + n*U_D``.

    Returns
    -------
    SequentialGame
        In the actions ``delta, alpha_0, alpha_1`` and the positive parameters ``c_0, c, n``.

    Examples
    --------
    >>> representative_specialist_game().payoffs[Player("G")]
    -alpha_0**2*c_0 + alpha_1*delta*n
    """
    G, D = Player("G"), Player("D")
    c_0, c, n = sp.symbols("c_0 c n", positive=True)
    delta, alpha_0, alpha_1 = sp.symbols("delta alpha_0 alpha_1", real=True)
    return SequentialGame(
        [
            Bargain(delta, between=(G, D), domain=UNIT, disagreement=(0, 0)),
            Move(G, alpha_0, domain=HALF_LINE),
            Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
        ],
        {G: n * delta * alpha_1 - c_0 * alpha_0**2, D: (1 - delta) * alpha_1 - c * (alpha_1 - alpha_0) ** 2},
        assume=[n >= 1],
    )


def _count(domains: int, where: str) -> int:
    if not isinstance(domains, int) or domains < 1:
        raise ArgumentError(f"{where}: {domains!r} domains; give an integer that is at least 1")
    return domains


def _game(shares: Sequence[sp.Symbol], count: int) -> SequentialGame:
    G, specialists = Player("G"), [Player(f"D_{i}") for i in range(1, count + 1)]
    c_0, *c = sp.symbols(f"c_:{count + 1}", positive=True)
    r = sp.symbols(f"r_1:{count + 1}", positive=True)
    alpha_0, *alpha = sp.symbols(f"alpha_:{count + 1}", real=True)
    delta = list(shares) if len(shares) == count else [shares[0]] * count
    bargained = tuple(shares) if len(shares) > 1 else shares[0]
    payoffs = {G: sp.Add(*(d * w * a for d, w, a in zip(delta, r, alpha, strict=True))) - c_0 * alpha_0**2}
    for i, D in enumerate(specialists):
        payoffs[D] = (1 - delta[i]) * r[i] * alpha[i] - c[i] * (alpha[i] - alpha_0) ** 2
    moves = [Move(D, a, domain=sp.Interval(alpha_0, sp.oo)) for D, a in zip(specialists, alpha, strict=True)]
    return SequentialGame(
        [
            Bargain(
                bargained,
                between=(G, *specialists),
                domain=(UNIT,) * count if len(shares) > 1 else UNIT,
                disagreement=(0,) * (count + 1),
            ),
            Move(G, alpha_0, domain=HALF_LINE),
            Simultaneous(*moves) if count > 1 else moves[0],
        ],
        payoffs,
    )
