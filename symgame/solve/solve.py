"""The verb `solve`: all equilibria of a game, for all parameters."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from symgame.budget import Budget
from symgame.errors import ArgumentTypeError
from symgame.games.alternating import AlternatingOffers
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.normal import NormalFormGame
from symgame.games.repeated import RepeatedGame
from symgame.games.sequential import SequentialGame
from symgame.games.symmetric import SymmetricGame
from symgame.games.tree_builder import TreeNode
from symgame.solve.alternating import solve_alternating_offers
from symgame.solve.backward import backward_induction
from symgame.solve.equilibrium import Equilibrium
from symgame.solve.matrix import solve_matrix
from symgame.solve.repeated import solve_repeated
from symgame.solve.symmetric import symmetric_equilibrium
from symgame.solve.tree import solve_tree


def solve(
    game: Any,
    *,
    bargaining: Any = None,
    concept: Any = None,
    ties: Any = None,
    symmetric: bool = False,
    budget: Budget | None = None,
) -> Equilibrium:
    """Derive every equilibrium branch of a game with its exact parameter region.

    Parameters
    ----------
    game : a game
    bargaining : bargaining rule, optional
        How the shares of `Bargain` stages are agreed on; without one they are parameters.
    concept : solution concept, optional
        `SubgamePerfect()` for stages and trees, `Nash()` for matrices, `PerfectBayesian()` for signalling.
    ties : tie rule, optional
    symmetric : bool
        Only equilibria in which alike players act alike.
    budget : Budget, optional
        For the search; what it found may take half as much again to be put together.

    Returns
    -------
    Equilibrium

    Raises
    ------
    ArgumentTypeError
        If `game` is not a game.

    Examples
    --------
    >>> import sympy as sp
    >>> from symgame.games.players import Player
    >>> from symgame.games.stages import Move
    >>> x, c = sp.Symbol("x", nonnegative=True), sp.Symbol("c", positive=True)
    >>> G = Player("G")
    >>> solve(SequentialGame([Move(G, x, domain=sp.Interval(0, sp.oo))], {G: x - c*x**2}))[x]
    1/(2*c)
    """
    return solve_game(game, bargaining=bargaining, concept=concept, ties=ties, symmetric=symmetric, budget=budget)


@singledispatch
def solve_game(game: Any, **options: Any) -> Equilibrium:
    """`solve` for one kind of game; kinds register themselves here.

    Raises
    ------
    ArgumentTypeError
        For a type that is no game.
    """
    raise ArgumentTypeError(f"solve: {game!r} of type {type(game).__name__} is not a game")


@solve_game.register
def _(game: SequentialGame, *, bargaining: Any, concept: Any, ties: Any, symmetric: bool, budget: Budget | None) -> Equilibrium:
    return backward_induction(game, bargaining=bargaining, ties=ties, budget=budget)


@solve_game.register
def _(game: SymmetricGame, *, bargaining: Any, concept: Any, ties: Any, symmetric: bool, budget: Budget | None) -> Equilibrium:
    return symmetric_equilibrium(game, budget=budget)


@solve_game.register
def _(game: ExtensiveFormGame, *, bargaining: Any, concept: Any, ties: Any, symmetric: bool, budget: Budget | None) -> Equilibrium:
    return solve_tree(game, bargaining=bargaining, concept=concept, ties=ties, budget=budget)


@solve_game.register
def _(game: TreeNode, *, bargaining: Any, concept: Any, ties: Any, symmetric: bool, budget: Budget | None) -> Equilibrium:
    return solve_tree(game.game(), bargaining=bargaining, concept=concept, ties=ties, budget=budget)


@solve_game.register
def _(game: NormalFormGame, *, bargaining: Any, concept: Any, ties: Any, symmetric: bool, budget: Budget | None) -> Equilibrium:
    return solve_matrix(game, concept=concept, ties=ties, symmetric=symmetric, budget=budget)


@solve_game.register
def _(game: AlternatingOffers, *, concept: Any, ties: Any, budget: Budget | None, **unused: Any) -> Equilibrium:
    return solve_alternating_offers(game, concept=concept, ties=ties, budget=budget)


@solve_game.register
def _(game: RepeatedGame, *, concept: Any, ties: Any, budget: Budget | None, **unused: Any) -> Equilibrium:
    return solve_repeated(game, concept=concept, ties=ties, budget=budget)
