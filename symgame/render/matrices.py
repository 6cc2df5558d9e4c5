r"""Matrix games as LaTeX arrays, best replies underlined.

A payoff is underlined where it is proved to be a best reply everywhere on the region that the array is for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.games.normal import NormalFormGame
from symgame.logic.decide import QUICK, decide
from symgame.logic.region import Region
from symgame.render.conditions import Printer
from symgame.render.notation import Notation, notation_of
from symgame.render.tree_labels import label_latex, player_latex


def to_array(game: NormalFormGame, region: Any = None, *, notation: str = "inline") -> str:
    r"""A two-player matrix game as an ``array``, to stand in mathematics.

    Parameters
    ----------
    game : NormalFormGame
        With two players.
    region : Region or Boolean, optional
        Best replies that hold everywhere on it are underlined; the whole parameter space when not given.
    notation : str
        ``"inline"`` or ``"macros"``.

    Returns
    -------
    str

    Raises
    ------
    ArgumentError, ArgumentTypeError
        If the game has not two players, or is none.

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> game = NormalFormGame([[[x, 0], [0, 1]], [[1, 0], [0, x]]], actions=[["U", "D"], ["L", "R"]])
    >>> print(to_array(game))
    \begin{array}{c|cc}
     & L & R \\ \hline
    U & \underline{x}, \underline{1} & 0, 0 \\
    D & 0, 0 & \underline{1}, \underline{x} \\
    \end{array}
    """
    if not isinstance(game, NormalFormGame):
        raise ArgumentTypeError(f"to_array writes a NormalFormGame, got {type(game).__name__}")
    if len(game.players) != 2:
        raise ArgumentError(f"an array needs two players, this game has {len(game.players)}")
    return array_text(game, _conditions(region), notation_of(game, kind=notation))


def array_text(game: NormalFormGame, given: Iterable[Any], notation: Notation) -> str:
    """The array in a notation, under conditions."""
    printer = Printer(notation, style="text")
    known = (*game.assumptions, *given)
    head = " & ".join(_bare(label_latex(a, printer)) for a in game.actions[1])
    lines = [f"\\begin{{array}}{{c|{'c' * game.shape[1]}}}", f" & {head} \\\\ \\hline"]
    for i, label in enumerate(game.actions[0]):
        cells = []
        for j in range(game.shape[1]):
            shown = []
            for player in (0, 1):
                text = printer.doprint(game.payoff((i, j))[player])
                shown.append(f"\\underline{{{text}}}" if _best(game, (i, j), player, known) else text)
            cells.append(", ".join(shown))
        lines.append(f"{_bare(label_latex(label, printer))} & {' & '.join(cells)} \\\\")
    return "\n".join([*lines, "\\end{array}"])


def players_sentence(game: NormalFormGame, notation: Notation) -> str:
    """Who chooses what.

    Examples
    --------
    >>> players_sentence(NormalFormGame([[[1]], [[1]]]), Notation())
    'P1 chooses the row, P2 the column.'
    """
    one, two = (player_latex(p, notation) for p in game.players)
    return f"{one} chooses the row, {two} the column."


def _conditions(region: Any) -> tuple[Any, ...]:
    if region is None:
        return ()
    return (region.condition, *region.given) if isinstance(region, Region) else (region,)


def _bare(label: str) -> str:
    """A label inside mathematics."""
    return label[1:-1] if label.startswith("$") and label.endswith("$") and label.count("$") == 2 else f"\\textup{{{label}}}"


def _best(game: NormalFormGame, profile: tuple[int, int], player: int, known: tuple[Any, ...]) -> bool:
    here = game.payoff(profile)[player]
    for other in range(game.shape[player]):
        there = (other, profile[1]) if player == 0 else (profile[0], other)
        claim = sp.Ge(sp.factor(here - game.payoff(there)[player]), 0)
        if claim != sp.true and not decide(claim, given=list(known), deciders=QUICK).proved:
            return False
    return True
