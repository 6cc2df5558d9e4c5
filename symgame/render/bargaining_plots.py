"""Figures of a bargain over one share, by matplotlib (extra ``plot``): payoffs, the frontier, shares by rule, Pareto sets.

Curves are drawn through exact values that the engine gives at rational points; floating point enters only when a value
is put on paper.  Colours are those of Okabe and Ito (2008); lines are told apart by their dashes and points by their shape too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError
from symgame.games.players import Player
from symgame.render.context import Context
from symgame.render.notation import notation_of
from symgame.solve.equilibrium import Equilibrium
from symgame.solve.values import exact_number

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
DASHES = ("-", "--", "-.", ":")
MARKS = ("o", "s", "^", "D", "v", "P", "X", "*")
POINTS = 120
FONT: dict[Any, Any] = {"font.family": "serif", "mathtext.fontset": "cm"}

Values = Mapping[sp.Symbol, Any]


def plot_payoffs(play: Equilibrium, share: sp.Symbol, deals: Mapping[str, Equilibrium], *, at: Values) -> Any:
    """The payoffs against the share, with the share of each bargaining rule.

    Parameters
    ----------
    play : Equilibrium
        Of the game without a rule, so that the share is a parameter.
    share : Symbol
    deals : {label: Equilibrium}
        Equilibria of the same game under bargaining rules.
    at : {Symbol: exact number}
        Every other parameter.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ArgumentError
        If the share is no parameter of `play`.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> from symgame.solve.solve import solve
    >>> play = solve(fine_tuning_game())
    >>> costs = dict.fromkeys(sp.symbols("c_0 c_1", positive=True), 1)
    >>> plot_payoffs(play, play.parameters[-1], {}, at=costs).axes[0].get_xlabel()
    '$\\\\delta$'
    """
    figure, axes, context = _figure(play)
    shares, curves = _curves(play, share, at)
    for i, (player, values) in enumerate(curves.items()):
        axes.plot(shares, values, color=COLOURS[i], linestyle=DASHES[i % 4], label=f"${context.payoff(player)}$")
    for i, (label, where) in enumerate(_points(deals, share, at)):
        axes.axvline(where, color="#999999", linewidth=0.6, zorder=0)
        heights = [_between(shares, values, where) for values in curves.values()]
        axes.plot([where] * len(heights), heights, MARKS[i % 8], color="black", markersize=4, label=label)
    axes.set_xlabel(f"${context.printer().doprint(share)}$")
    axes.set_ylabel("payoff")
    axes.legend(fontsize=7, frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return figure


def plot_frontier(play: Equilibrium, share: sp.Symbol, deals: Mapping[str, Equilibrium], *, at: Values, undominated: sp.Set) -> Any:
    """The attainable payoffs of two parties, the undominated ones thick, with the point of each bargaining rule.

    Parameters
    ----------
    play, share, deals, at
        As in `plot_payoffs`.
    undominated : Set
        The Pareto-optimal shares at these parameters, such as ``pareto_set(game).at(values)``.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ArgumentError
        If the game has not two players.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> from symgame.solve.solve import solve
    >>> play = solve(fine_tuning_game())
    >>> costs = dict.fromkeys(sp.symbols("c_0 c_1", positive=True), 1)
    >>> plot_frontier(play, play.parameters[-1], {}, at=costs, undominated=sp.Interval(0, 1)).axes[0].get_xlabel()
    '$U_{G}^{*}$'
    """
    figure, axes, context = _figure(play)
    shares, curves = _curves(play, share, at)
    if len(curves) != 2:
        raise ArgumentError(f"plot_frontier draws the payoffs of two players, got {len(curves)}")
    (first, xs), (second, ys) = curves.items()
    axes.plot(xs, ys, color="#999999", linewidth=1, label="attainable")
    best = [i for i in range(len(shares)) if undominated.contains(sp.Rational(i, POINTS)) == sp.true]
    axes.plot([xs[i] for i in best], [ys[i] for i in best], color=COLOURS[0], linewidth=2.4, label="Pareto-optimal")
    for i, (label, where) in enumerate(_points(deals, share, at)):
        point = (_between(shares, xs, where), _between(shares, ys, where))
        axes.plot(*point, MARKS[i % 8], color=COLOURS[(i + 1) % 7], markersize=5, label=label, linestyle="none")
    axes.locator_params(axis="x", nbins=6)
    axes.set_xlabel(f"${context.payoff(first)}$")
    axes.set_ylabel(f"${context.payoff(second)}$")
    axes.legend(fontsize=7, frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return figure


def plot_shares(
    deals: Mapping[str, Equilibrium], share: sp.Symbol, x: sp.Symbol, y: sp.Symbol, *, limits: Sequence[Sequence[Any]], cells: int = 24
) -> Any:
    """Heat maps of the share over two parameters, one a bargaining rule.

    Parameters
    ----------
    deals : {label: Equilibrium}
    share, x, y : Symbol
    limits : ((x0, x1), (y0, y1))
        Exact ends of the axes.
    cells : int
        Cells along each axis; the value of a cell is the exact share at its middle.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> from symgame.games.bargaining import Utilitarian
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> from symgame.solve.solve import solve
    >>> game = fine_tuning_game()
    >>> deals = {"joint": solve(game, bargaining=Utilitarian())}
    >>> len(plot_shares(deals, game.actions[0], *game.parameters, limits=((0, 2), (0, 2)), cells=3).axes)
    2
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    columns = min(4, len(deals))
    rows = -(-len(deals) // columns)
    with rc_context(FONT):
        figure = Figure(figsize=(2.1 * columns + 0.6, 2.1 * rows), layout="constrained")
        grid = figure.subplots(rows, columns, squeeze=False)
        context = Context(notation_of(*deals.values()))
        edges = [[exact_number(lo, x) + (hi - lo) * sp.Rational(i, cells) for i in range(cells + 1)] for lo, hi in limits]
        middles = [[(a + b) / 2 for a, b in zip(e, e[1:], strict=False)] for e in edges]
        picture: Any = None
        for axes, (label, deal) in zip(grid.flat, deals.items(), strict=False):
            values = [[_agreed(deal, share, {x: a, y: b}) for a in middles[0]] for b in middles[1]]
            ends = [[float(e) for e in side] for side in edges]
            picture = axes.pcolormesh(*ends, values, vmin=0, vmax=1, cmap="cividis", rasterized=True)
            axes.set_title(label, fontsize=8)
            axes.set_xlabel(f"${context.printer().doprint(x)}$")
            axes.set_ylabel(f"${context.printer().doprint(y)}$")
        for axes in list(grid.flat)[len(deals) :]:
            axes.set_visible(False)
        figure.colorbar(picture, ax=grid, label=f"${context.printer().doprint(share)}$")
    return figure


def plot_pareto_sets(sets: Mapping[Any, sp.Set], *, labels: tuple[str, str], over: Any = None) -> Any:
    """Sets of shares at several values of a parameter: intervals as bars, single shares as points.

    Parameters
    ----------
    sets : {exact number: Set}
        From the value of the parameter to the set.
    labels : (str, str)
        Of the parameter and of the share, as LaTeX without dollar signs.
    over : matplotlib.figure.Figure, optional
        A region diagram of the same two axes, on which the sets are drawn.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> plot_pareto_sets({0: sp.Interval(0, 1)}, labels=("F", r"\\delta")).axes[0].get_xlabel()
    '$F$'
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    with rc_context(FONT):
        figure = over or Figure(figsize=(4.6, 3.2), layout="constrained")
        axes = figure.axes[0] if over else figure.subplots()
        for value, found in sets.items():
            _draw_set(axes, float(value), found)
        bar = Line2D([], [], color="black", linewidth=2.4, label="Pareto-optimal shares")
        point = Line2D([], [], color="black", marker="o", linestyle="none", markersize=4, label="isolated Pareto-optimal share")
        figure.legend(handles=[bar, point], loc="outside upper center", ncols=2, frameon=False, fontsize=8)
        if not over:
            axes.set_xlabel(f"${labels[0]}$")
            axes.set_ylabel(f"${labels[1]}$")
            axes.set_ylim(-0.02, 1.02)
    return figure


def _draw_set(axes: Any, place: float, found: sp.Set) -> None:
    for part in found.args if isinstance(found, sp.Union) else (found,):
        if isinstance(part, sp.Interval):
            axes.plot([place] * 2, [float(part.inf), float(part.sup)], color="black", linewidth=2.4, solid_capstyle="butt")
        elif isinstance(part, sp.FiniteSet):
            style = {"color": "black", "markersize": 4, "zorder": 5, "markeredgecolor": "white", "markeredgewidth": 0.6}
            axes.plot([place] * len(part), [float(p) for p in part], "o", **style)


def _figure(equilibrium: Equilibrium) -> tuple[Any, Any, Context]:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(FONT):
        figure = Figure(figsize=(5.6, 3.2), layout="constrained")
        axes = figure.subplots()
    return figure, axes, Context(notation_of(equilibrium))


def _curves(play: Equilibrium, share: sp.Symbol, at: Values) -> tuple[list[float], dict[Player, list[float]]]:
    if share not in play.parameters:
        raise ArgumentError(f"{share} is no parameter of the equilibrium; solve the game without a bargaining rule")
    points = [sp.Rational(i, POINTS) for i in range(POINTS + 1)]
    curves: dict[Player, list[float]] = {p: [] for p in play.game.players}
    for point in points:
        values = {**at, share: point}
        branch = next(b for b in play.branches if b.region.holds_at(values))
        for player, found in curves.items():
            found.append(float(branch.payoffs[player].subs(values)))
    return [float(p) for p in points], curves


def _agreed(deal: Equilibrium, share: sp.Symbol, at: Values) -> float:
    """The share of a rule; the middle where several are equally good."""
    point = {p: at[p] for p in deal.parameters}
    found = next((b.outcome.get(share) for b in deal.branches if b.region.holds_at(point)), None)
    if not isinstance(found, sp.Expr) or share in found.free_symbols:
        found = deal.at(point)[0][share]
    found = found.subs(point)
    if isinstance(found, sp.Set):
        found = (found.inf + found.sup) / 2
    return float(sp.N(found))


def _points(deals: Mapping[str, Equilibrium], share: sp.Symbol, at: Values) -> list[tuple[str, float]]:
    """The shares with their rules; rules of the same share are named together."""
    found: dict[float, list[str]] = {}
    for label, deal in deals.items():
        found.setdefault(round(_agreed(deal, share, at), 12), []).append(label)
    return [(",\n".join(labels), where) for where, labels in found.items()]


def _between(xs: Sequence[float], ys: Sequence[float], where: float) -> float:
    i = min(int(where * (len(xs) - 1)), len(xs) - 2)
    weight = (where - xs[i]) / (xs[i + 1] - xs[i])
    return ys[i] + weight * (ys[i + 1] - ys[i])
