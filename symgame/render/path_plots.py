"""Figures of an equilibrium along one parameter, by matplotlib (extra ``plot``): the actions played and the payoffs.

Each point is the exact outcome at a rational value of the parameter; floating point enters only when it is put on paper.
A line is broken where another branch takes over, so that a jump is seen as one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError
from symgame.games.stages import OUT
from symgame.render.bargaining_plots import COLOURS, DASHES, FONT
from symgame.render.context import Context
from symgame.render.notation import notation_of
from symgame.solve.equilibrium import Equilibrium
from symgame.solve.values import exact_number

POINTS = 160


def plot_path(play: Equilibrium, parameter: sp.Symbol, *, limits: Sequence[Any], at: Mapping[sp.Symbol, Any]) -> Any:
    """Actions on the path and payoffs against one parameter.

    Parameters
    ----------
    play : Equilibrium
    parameter : Symbol
    limits : (low, high)
        Exact ends of the axis.
    at : {Symbol: exact number}
        Every other parameter.

    Returns
    -------
    matplotlib.figure.Figure
        Actions on the left, where nobody ends the game; payoffs on the right; at a value with several equilibria, all of them.

    Raises
    ------
    ArgumentError
        If `parameter` is none of the equilibrium, or the limits are upside down.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> from symgame.solve.solve import solve
    >>> play = solve(fine_tuning_game())
    >>> costs = dict.fromkeys(sp.symbols("c_0 c_1", positive=True), 1)
    >>> [a.get_ylabel() for a in plot_path(play, play.parameters[-1], limits=(0, 1), at=costs).axes]
    ['actions', 'payoffs']
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    low, high = (exact_number(v, parameter) for v in limits)
    if parameter not in play.parameters or not low < high:
        raise ArgumentError(f"plot_path: {parameter} from {low} to {high}; give a parameter of the equilibrium and two ends in order")
    context = Context(notation_of(play))
    given = {p: exact_number(at[p], p) for p in play.parameters if p != parameter}
    values = [low + (high - low) * sp.Rational(i, POINTS) for i in range(POINTS + 1)]
    with rc_context(FONT):
        figure = Figure(figsize=(7.4, 2.9), layout="constrained")
        left, right = figure.subplots(1, 2)
        actions = [a for a in play.game.actions if any(a in b.outcome for b in play.branches)]
        _lines(left, play, parameter, given, values, {f"${context.notation.write(a)}$": ("outcome", a) for a in actions})
        _lines(right, play, parameter, given, values, {f"${context.payoff(p)}$": ("payoffs", p) for p in play.game.players})
        for axes, label in ((left, "actions"), (right, "payoffs")):
            axes.set_xlabel(f"${context.notation.write(parameter)}$")
            axes.set_ylabel(label)
            axes.set_xlim(float(low), float(high))
            axes.legend(fontsize=8, frameon=False)
            for side in ("top", "right"):
                axes.spines[side].set_visible(False)
    return figure


def _lines(
    axes: Any, play: Equilibrium, parameter: Any, given: Mapping[Any, Any], values: Sequence[Any], wanted: Mapping[str, Any]
) -> None:
    """One line a quantity and branch, in the quantity's colour; nothing where the quantity does not exist."""
    inside = [[v for v in values if branch.region.holds_at({**given, parameter: v})] for branch in play.branches]
    for k, (label, (kind, key)) in enumerate(wanted.items()):
        style = {"color": COLOURS[k % len(COLOURS)], "linestyle": DASHES[k % len(DASHES)]}
        named = label
        for branch, listed in zip(play.branches, inside, strict=True):
            found = getattr(branch, kind)
            if key not in found or (kind == "outcome" and OUT in found):
                continue
            for run in _runs(listed, values):
                heights = [_number(found[key], {**given, parameter: v}) for v in run]
                axes.plot([float(v) for v in run], heights, **style, label=named, marker="." if len(run) == 1 else None)
                named = "_nolegend_"


def _runs(listed: Sequence[Any], values: Sequence[Any]) -> list[list[Any]]:
    """The values of a branch, cut where it does not hold in between."""
    place = {v: i for i, v in enumerate(values)}
    runs: list[list[Any]] = []
    for v in listed:
        if runs and place[v] == place[runs[-1][-1]] + 1:
            runs[-1].append(v)
        else:
            runs.append([v])
    return runs


def _number(value: Any, point: Mapping[Any, Any]) -> float:
    """A value at a point; the middle of a set of equally good ones."""
    found = value.subs(point)
    if isinstance(found, sp.Set):
        found = (found.inf + found.sup) / 2
    return float(sp.N(found))
