"""Figures of collectives and alignment, by matplotlib (extra ``plot``); the numbers come from the engine.

Colours are those of Okabe and Ito, told apart without colour too: lines by their dashes, regions by hatches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import sympy as sp
from sympy.core.relational import Relational

from symgame.logic.region import Region
from symgame.models.collective import CollectiveAction
from symgame.models.learners import BayesOptimal
from symgame.models.neighbourhoods import (
    ConditionalHuber,
    ConditionalTotalVariation,
    Huber,
    Neighbourhood,
    TotalVariation,
)
from symgame.models.steps import StepFunction

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
DASHES = ("-", "--", "-.", ":", (0, (3, 1, 1, 1)), (0, (5, 1)))


def _axes(xlabel: str, ylabel: str) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4.6, 3.2), layout="constrained")
    axes = figure.subplots()
    axes.set_xlabel(xlabel)
    axes.set_ylabel(ylabel)
    return figure, axes


def _draw_step(axes: Any, step: StepFunction, n: int, label: str, until: float, width: float = 1.8) -> None:
    """The pieces as lines, with thin risers between them."""
    marks = [0.0, *(float(t) for t in step.thresholds), 1.0]
    shown = [k for k in range(len(step.values)) if marks[k] <= until]
    for k in shown:
        axes.plot(
            [marks[k], min(marks[k + 1], until)], [float(step.values[k])] * 2,
            color=COLOURS[n], linestyle=DASHES[n], linewidth=width, label=label if k == 0 else None,
        )  # fmt: skip
    for k in shown[1:]:
        axes.plot([marks[k]] * 2, [float(v) for v in step.values[k - 1 : k + 1]], color=COLOURS[n], linewidth=0.4)


def _legend(figure: Any, columns: int = 2) -> None:
    """Above the axes, where it hides nothing."""
    if figure.axes[0].get_legend_handles_labels()[0]:
        figure.legend(loc="outside upper center", ncols=columns, frameon=False, fontsize="small")


def plot_success(action: CollectiveAction, *, until: Any = 1) -> Any:
    """The exact staircase of a collective against the theorem's bound and its refined form.

    Parameters
    ----------
    action : CollectiveAction
    until : number
        Largest size that is drawn.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> from symgame.models.strategies import FeatureLabel
    >>> base = {("a", 0): sp.Rational(2, 3), ("a", 1): sp.Rational(1, 3)}
    >>> plot_success(CollectiveAction(base, FeatureLabel({"a": "a"}, 1))).axes[0].get_ylabel()
    'success $S(\\\\alpha)$'
    """
    figure, axes = _axes(r"size $\alpha$", r"success $S(\alpha)$")
    step = action.success(sp.Symbol("alpha"))
    assert isinstance(step, StepFunction)
    _draw_step(axes, step, 0, "exact", float(until))
    sizes = [sp.Rational(k, 200) * sp.Rational(until) for k in range(1, 201)]
    for n, (refined, label) in enumerate(((False, "bound"), (True, "refined bound")), 1):
        values = [float(action.bound(a, refined=refined)) for a in sizes]
        axes.plot([float(a) for a in sizes], values, color=COLOURS[n], linestyle=DASHES[n], label=label)
    axes.set_ylim(-0.05, 1.05)
    _legend(figure, 3)
    return figure


def plot_neighbourhoods(base: Mapping[Any, Any], strategy: Any, *, epsilon: Any, until: Any = 1) -> Any:
    """The worst case over each of the four neighbourhoods of one size.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> from symgame.models.strategies import FeatureLabel
    >>> base = {("a", 0): sp.Rational(2, 3), ("a", 1): sp.Rational(1, 3)}
    >>> figure = plot_neighbourhoods(base, FeatureLabel({"a": "a"}, 1), epsilon=sp.Rational(1, 10))
    >>> len(figure.legends[0].get_texts())
    4
    """
    figure, axes = _axes(r"size $\alpha$", r"worst case of $S(\alpha)$")
    kinds: dict[str, Neighbourhood] = {
        "total variation": TotalVariation(),
        "Huber": Huber(),
        "conditional total variation": ConditionalTotalVariation(),
        "conditional Huber": ConditionalHuber(),
    }
    for n, (label, kind) in enumerate(kinds.items()):
        step = CollectiveAction(base, strategy, BayesOptimal(epsilon, kind)).success(sp.Symbol("alpha"))
        assert isinstance(step, StepFunction)
        _draw_step(axes, step, n, label, float(until), 4.0 - n)
    axes.set_ylim(-0.05, 1.05)
    _legend(figure)
    return figure


def plot_phase(holds: Callable[[Any, Any], bool], xs: Sequence[Any], ys: Sequence[Any], *, labels: tuple[str, str]) -> Any:
    """Where a statement about two parameters holds, decided exactly at every grid point.

    Parameters
    ----------
    holds : callable
        ``holds(x, y)``; for instance whether a profile is an equilibrium.
    xs, ys : sequence of Rational
    labels : (str, str)
        Of the axes.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> half = [sp.Rational(k, 2) for k in range(3)]
    >>> plot_phase(lambda x, y: x < y, half, half, labels=("x", "y")).axes[0].get_xlabel()
    'x'
    """
    figure, axes = _axes(*labels)
    for wanted, marker, colour, label in ((True, "s", COLOURS[0], "holds"), (False, "x", COLOURS[1], "fails")):
        points = [(float(x), float(y)) for x in xs for y in ys if holds(x, y) is wanted]
        if points:
            axes.scatter(*zip(*points, strict=True), marker=marker, color=colour, s=14, label=label)
    _legend(figure)
    return figure


def plot_condition(region: Region, x: sp.Symbol, y: sp.Symbol, xs: Sequence[Any], ys: Sequence[Any]) -> Any:
    """The region of two parameters where a condition holds: shaded, decided exactly at the middle of every cell.

    Parameters
    ----------
    region : Region
        In `x` and `y` alone.
    xs, ys : sequence of Rational
        Edges of the cells, in increasing order.

    Returns
    -------
    matplotlib.figure.Figure
        With the curves on which a side of the condition vanishes.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> grid = [sp.Rational(k, 4) for k in range(5)]
    >>> plot_condition(Region(a < b), a, b, grid, grid).axes[0].get_xlabel()
    '$a$'
    """
    figure, axes = _axes(f"${sp.latex(x)}$", f"${sp.latex(y)}$")
    middles = [[(a + b) / 2 for a, b in pairwise(edges)] for edges in (xs, ys)]
    cells = [[float(region.holds_at({x: u, y: v})) for u in middles[0]] for v in middles[1]]
    mesh = [[float(e) for e in edges] for edges in (xs, ys)]
    axes.pcolormesh(*mesh, cells, cmap=_two_tones(), vmin=0, vmax=1, edgecolors="none")
    for relation in sorted(region.condition.atoms(Relational), key=sp.default_sort_key):
        side = sp.lambdify((x, y), sp.numer(sp.together(relation.lhs - relation.rhs)))
        values = [[float(side(u, v)) for u in mesh[0]] for v in mesh[1]]
        axes.contour(*mesh, values, levels=[0.0], colors=[COLOURS[1]], linewidths=1.5)
    axes.set_title("shaded: holds", fontsize="small")
    return figure


def _two_tones() -> Any:
    from matplotlib.colors import ListedColormap

    return ListedColormap(["#FFFFFF", COLOURS[5]])


def plot_curves(curves: Mapping[str, Iterable[tuple[Any, Any]]], *, labels: tuple[str, str], logarithmic: bool = False) -> Any:
    """Named curves through points, such as measured success against α, or the alignment error by providers.

    Parameters
    ----------
    curves : mapping from label to points
    labels : (str, str)
        Of the axes.
    logarithmic : bool
        Whether the horizontal axis is.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> plot_curves({"a": [(0, 1), (1, 2)]}, labels=("x", "y")).axes[0].get_ylabel()
    'y'
    """
    figure, axes = _axes(*labels)
    for n, (label, points) in enumerate(curves.items()):
        listed = [(float(x), float(y)) for x, y in points]
        style = {"color": COLOURS[n % 6], "linestyle": DASHES[n % 6], "marker": "o", "markersize": 3}
        axes.plot(*zip(*listed, strict=True), label=label, **style)
    if logarithmic:
        axes.set_xscale("log")
    _legend(figure)
    return figure
