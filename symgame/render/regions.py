"""Region diagrams: where in a plane of two parameters each branch is the equilibrium.

The picture is drawn on a grid in floating point, boundaries as zero sets of the regions' polynomials; it
claims nothing that the equilibrium does not.  Colours are those of Okabe and Ito (2008), with hatches, so
that they are told apart without colour too.  matplotlib loads only here, when a plot is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.core.relational import Relational

from symgame.errors import ArgumentError, ArgumentTypeError, UnsupportedError
from symgame.games.players import Player
from symgame.games.stages import OUT
from symgame.printing import Value
from symgame.render.cases import value_latex
from symgame.render.conditions import Printer
from symgame.render.context import Context
from symgame.render.notation import notation_of
from symgame.solve.equilibrium import Equilibrium
from symgame.solve.values import exact_number

COLOURS = ("#56B4E9", "#009E73", "#CC79A7", "#E69F00", "#F0E442", "#0072B2", "#D55E00", "#999999")
HATCHES = ("", "..", "\\\\", "//", "xx", "--", "oo", "++")
POINTS = 400
LONGEST_LABEL = 46
MOST_LINES = 2
FONT = {"family": "serif", "math_fontfamily": "cm"}


@dataclass(frozen=True)
class Area(Value):
    """One area of a diagram: its label and its condition in the two parameters.

    Parameters
    ----------
    label : str
    condition : Boolean

    Examples
    --------
    >>> Area("interior", sp.Symbol("c", positive=True) < 1).label
    'interior'
    """

    label: str
    condition: Any


def plot_regions(
    equilibrium: Equilibrium,
    x: sp.Symbol,
    y: sp.Symbol,
    *,
    at: Mapping[sp.Symbol, Any] | None = None,
    limits: Sequence[Sequence[Any]] = ((0, 2), (0, 2)),
    labels: Sequence[str] | None = None,
) -> Any:
    """Draw the regions of an equilibrium in the plane of two parameters.

    Parameters
    ----------
    equilibrium : Equilibrium
    x, y : Symbol
        The parameters on the axes.
    at : {Symbol: exact number}, optional
        Every other parameter.
    limits : ((x0, x1), (y0, y1))
        Ends of the axes.
    labels : sequence of str, optional
        One a branch, in order; the values of the actions when left out.

    Returns
    -------
    matplotlib.figure.Figure
        With ``savefig``; white where nothing is claimed because the assumptions fail.

    Raises
    ------
    ArgumentError, ArgumentTypeError
        If x, y and `at` are not the parameters of the equilibrium, or the limits are upside down.
    UnsupportedError
        If matplotlib is not installed.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> from symgame.games.bargaining import Dictatorial
    >>> from symgame.solve.solve import solve
    >>> game = fine_tuning_game()
    >>> dictated = solve(game, bargaining=Dictatorial(game.players[0]))
    >>> figure = plot_regions(dictated, *game.parameters)                      # doctest: +SKIP
    """
    point = _other_values(equilibrium, x, y, at or {})
    box = _box(limits)
    if labels is not None and len(labels) != len(equilibrium.branches):
        raise ArgumentError(f"plot_regions: {len(equilibrium.branches)} branches but {len(labels)} labels")
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise UnsupportedError("plot_regions needs matplotlib: pip install 'symgame[plot]'") from None
    context = Context(notation_of(equilibrium))
    figure = Figure(figsize=(5.2, 4.4), layout="constrained")
    axes = figure.add_subplot()
    allowed = sp.And(*[r.subs(point) for r in equilibrium.assumptions])
    for place, area in enumerate(areas(equilibrium, context, labels)):
        _draw(axes, sp.And(area.condition.subs(point), allowed), area, x, y, box, place)
    _decorate(axes, equilibrium, point, x, y, box, context)
    return figure


def areas(equilibrium: Equilibrium, context: Context, labels: Sequence[str] | None = None) -> list[Area]:
    """The areas of a diagram: branches, then where there is no equilibrium, then what is not covered.

    Examples
    --------
    See `plot_regions`.
    """
    found = []
    for i, b in enumerate(equilibrium.branches):
        inside = context.naming(b).within(b.region, equilibrium.game)
        found.append(Area(labels[i] if labels else _label(b, i, inside), b.region.condition))
    found += [Area("no equilibrium", region.condition) for region, _ in equilibrium.nonexistence]
    return [*found, *([Area("not covered", equilibrium.uncovered)] if equilibrium.uncovered != sp.false else [])]


def _label(branch: Any, place: int, context: Context) -> str:
    out = branch.outcome.get(OUT)
    if out is not None:
        return f"${context.notation.write(out)}$ stays out" if isinstance(out, Player) else "no deal"
    texts = []
    for key, value in branch.outcome_items:
        if isinstance(key, sp.Symbol):
            texts.append(f"{context.star(key)} = {value_latex(key, context.form(value), context, style='text')}")
    short = [t for t in texts if len(t) <= LONGEST_LABEL and "\\begin" not in t and "textup" not in t]
    return "\n".join(f"${t}$" for t in short[:MOST_LINES]) or f"branch {place + 1}"


def _other_values(equilibrium: Equilibrium, x: Any, y: Any, at: Mapping[Any, Any]) -> dict[sp.Symbol, sp.Expr]:
    if not isinstance(equilibrium, Equilibrium):
        raise ArgumentTypeError(f"plot_regions takes an Equilibrium, got {equilibrium!r}")
    known = ", ".join(map(str, equilibrium.parameters))
    for s in (x, y, *at):
        if s not in equilibrium.parameters:
            raise ArgumentError(f"plot_regions: {s!r} is not a parameter of the equilibrium; its parameters are {known}")
    if x == y:
        raise ArgumentError(f"plot_regions: the axes are both {x}")
    missing = [p for p in equilibrium.parameters if p not in (x, y, *at)]
    if missing:
        raise ArgumentError(f"plot_regions: no value for {missing[0]}; give it in at={{…}}")
    return {p: exact_number(v, p) for p, v in at.items() if p not in (x, y)}


def _box(limits: Sequence[Sequence[Any]]) -> tuple[float, float, float, float]:
    (x0, x1), (y0, y1) = limits
    if not (x0 < x1 and y0 < y1):
        raise ArgumentError(f"plot_regions: limits={limits} are no intervals")
    return float(x0), float(x1), float(y0), float(y1)


def _grid(box: tuple[float, float, float, float]) -> tuple[Any, Any]:
    import numpy as np

    x0, x1, y0, y1 = box
    inside = np.linspace(0, 1, POINTS + 2)[1:-1]
    return np.meshgrid(x0 + (x1 - x0) * inside, y0 + (y1 - y0) * inside)


def _on_grid(expression: Any, x: sp.Symbol, y: sp.Symbol, grid: tuple[Any, Any]) -> Any:
    import numpy as np

    a, b = sp.Dummy(), sp.Dummy()
    with np.errstate(all="ignore"):
        values = sp.lambdify((a, b), expression.xreplace({x: a, y: b}), "numpy")(*grid)
    return np.broadcast_to(values, grid[0].shape)


def margin(condition: Any) -> sp.Expr:
    """An expression that is positive inside a condition and negative outside; equations have no inside.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> margin(sp.And(a < b, b < 1))
    Min(1 - b, -a + b)
    """
    if isinstance(condition, sp.Gt | sp.Ge):
        return condition.lhs - condition.rhs
    if isinstance(condition, sp.Lt | sp.Le):
        return condition.rhs - condition.lhs
    if isinstance(condition, sp.And):
        return sp.Min(*map(margin, condition.args), evaluate=False)
    if isinstance(condition, sp.Or):
        return sp.Max(*map(margin, condition.args), evaluate=False)
    if isinstance(condition, sp.Not):
        return -margin(condition.args[0])
    return sp.Integer(1 if condition == sp.true or isinstance(condition, sp.Ne) else -1)


def _draw(axes: Any, condition: Any, area: Area, x: sp.Symbol, y: sp.Symbol, box: Any, place: int) -> None:
    grid = _grid(box)
    depth = _on_grid(margin(condition), x, y, grid).astype(float)
    if not depth.max() > 0:
        return
    covered = area.label != "not covered"
    colour = COLOURS[place % len(COLOURS)] if covered else "#FFFFFF"
    hatch = HATCHES[place % len(HATCHES)] if covered else "xxx"
    axes.contourf(*grid, depth, levels=[0, float("inf")], colors=[colour], hatches=[hatch], alpha=0.75)
    axes.contour(*grid, depth, levels=[0], colors="black", linewidths=1)
    px, py = _middle(depth > 0, grid)
    box_style = {"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 2}
    axes.text(px, py, area.label, ha="center", va="center", fontsize=10, bbox=box_style, **FONT)


def _middle(mask: Any, grid: tuple[Any, Any]) -> tuple[float, float]:
    """The point of the area that is farthest from its border, in steps of the grid."""
    import numpy as np

    depth, current = np.zeros(mask.shape), mask.copy()
    while current.any():
        depth += current
        inner = current.copy()
        inner[1:] &= current[:-1]
        inner[:-1] &= current[1:]
        inner[:, 1:] &= current[:, :-1]
        inner[:, :-1] &= current[:, 1:]
        inner[0] = inner[-1] = inner[:, 0] = inner[:, -1] = False
        current = inner
    at = np.unravel_index(int(depth.argmax()), depth.shape)
    return float(grid[0][at]), float(grid[1][at])


def _relations(equilibrium: Equilibrium) -> list[Relational]:
    conditions = [b.region.condition for b in equilibrium.branches]
    conditions += [r.condition for r, _ in equilibrium.nonexistence] + list(equilibrium.assumptions)
    found = {r for c in conditions for r in c.atoms(Relational)}
    return sorted(found, key=sp.default_sort_key)


def _decorate(axes: Any, equilibrium: Equilibrium, point: Any, x: sp.Symbol, y: sp.Symbol, box: Any, context: Context) -> None:
    x0, x1, y0, y1 = box
    axes.set_xlim(x0, x1)
    axes.set_ylim(y0, y1)
    axes.set_xlabel(f"${context.notation.write(x)}$", **FONT)
    axes.set_ylabel(f"${context.notation.write(y)}$", rotation=0, labelpad=12, **FONT)
    for own, other, low, high, ticks in (
        (x, y, x0, x1, axes.set_xticks),
        (y, x, y0, y1, axes.set_yticks),
    ):
        marks = {low: f"{low:g}", high: f"{high:g}", **_thresholds(equilibrium, point, own, other, low, high, context)}
        ticks(list(marks), list(marks.values()), **FONT)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _thresholds(
    equilibrium: Equilibrium, point: Any, own: sp.Symbol, other: sp.Symbol, low: float, high: float, context: Context
) -> dict[float, str]:
    """Boundaries that fix one axis alone, as ticks with their symbolic value."""
    found: dict[float, str] = {}
    printer = Printer(context.notation, style="text")
    for r in _relations(equilibrium):
        difference = r.lhs - r.rhs
        if own not in difference.free_symbols or other in difference.free_symbols:
            continue
        slope = sp.diff(difference, own)
        if own in slope.free_symbols or slope == 0:
            continue
        value = sp.cancel(-(difference - slope * own) / slope)
        place = value.subs(point)
        if place.is_real and low < float(place) < high:
            found[float(place)] = f"${printer.doprint(value)}$"
    return found
