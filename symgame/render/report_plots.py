"""Plots that a report asks for, drawn from what it derived, as LaTeX figures with the picture beside them.

Kinds: ``payoffs`` and ``frontier`` (a bargain over one share, at given parameters, with the points of all rules of the
report), ``shares`` (heat maps of the share over two parameters, one a rule), ``regions`` (the branches in the plane of two
parameters), ``path`` (actions and payoffs along one parameter).  The pictures are PDF, the same bytes for the same input.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError, UnsupportedError
from symgame.games.stages import Bargain
from symgame.printing import Value
from symgame.render.bargaining_plots import plot_frontier, plot_payoffs, plot_shares
from symgame.render.concepts import concept_slug, rule_title
from symgame.render.context import Context
from symgame.render.document import frame
from symgame.render.fingerprint import fingerprint
from symgame.render.fragments import Fragment
from symgame.render.notation import Notation
from symgame.render.path_plots import plot_path
from symgame.render.regions import plot_regions
from symgame.solve.equilibrium import Equilibrium
from symgame.solve.pareto import ParetoSet

AXES = {"payoffs": 0, "frontier": 0, "shares": 2, "regions": 2, "path": 1}
WIDTH = {"payoffs": 0.85, "frontier": 0.85, "shares": 1.0, "regions": 0.7, "path": 1.0}


@dataclass(frozen=True)
class Plot(Value):
    """One plot of a report.

    Parameters
    ----------
    kind : str
        One of ``payoffs``, ``frontier``, ``shares``, ``regions``, ``path``.
    axes : tuple of Symbol
        Parameters on the axes: two for shares and regions, one for a path.
    limits : tuple of pairs
        Exact ends, one pair an axis.
    at : tuple of (Symbol, exact number)
        The other parameters.
    rule : BargainingRule or None
        Whose equilibrium regions and path show.
    labels : tuple of (str, (x, y))
        Names of regions, each with a point of the plane that lies in it; every branch has one, or none has.
    caption : str
        As LaTeX; one is made when it is empty.

    Raises
    ------
    ArgumentError
        For an unknown kind, or a number of axes that does not fit it.

    Examples
    --------
    >>> Plot("path", (sp.Symbol("c", positive=True),), ((0, 1),)).kind
    'path'
    """

    kind: str
    axes: tuple[sp.Symbol, ...] = ()
    limits: tuple[tuple[Any, Any], ...] = ()
    at: tuple[tuple[sp.Symbol, Any], ...] = ()
    rule: Any = None
    labels: tuple[tuple[str, tuple[Any, Any]], ...] = ()
    caption: str = ""

    def __post_init__(self) -> None:
        if self.kind not in AXES:
            raise ArgumentError(f"there is no plot {self.kind!r}; there are {', '.join(AXES)}")
        if len(self.axes) != AXES[self.kind] or len(self.limits) != AXES[self.kind]:
            raise ArgumentError(
                f"the plot {self.kind!r} takes {AXES[self.kind]} axes, each with limits; got {len(self.axes)} and {len(self.limits)}"
            )


def drawn(plot: Plot, objects: Sequence[Any]) -> Any:
    """The figure of a plot, from equilibria and Pareto set that were derived.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ArgumentError
        If what it shows was not derived.

    Examples
    --------
    >>> drawn(Plot("payoffs"), [])
    Traceback (most recent call last):
    ...
    symgame.errors.ArgumentError: the plot 'payoffs' shows an equilibrium that the report does not derive
    """
    at = dict(plot.at)
    if plot.kind in ("regions", "path"):
        shown = _equilibrium(plot, objects, plot.rule)
        if plot.kind == "path":
            return plot_path(shown, *plot.axes, limits=plot.limits[0], at=at)
        return plot_regions(shown, *plot.axes, at=at, limits=plot.limits, labels=_labels(plot, shown))
    deals = {_name(e): e for e in objects if isinstance(e, Equilibrium) and e.rule is not None and len(e.branches) > 0}
    play = _equilibrium(plot, objects, None)
    (share,) = [x for s in play.game.stages if isinstance(s, Bargain) for x in s.shares]
    if plot.kind == "shares":
        return plot_shares(deals, share, *plot.axes, limits=plot.limits)
    if plot.kind == "payoffs":
        return plot_payoffs(play, share, deals, at=at)
    undominated = [p for p in objects if isinstance(p, ParetoSet)]
    if not undominated:
        raise ArgumentError("the plot 'frontier' shows the Pareto set, which the report does not derive")
    return plot_frontier(play, share, deals, at=at, undominated=undominated[0].at(at))


def _equilibrium(plot: Plot, objects: Sequence[Any], rule: Any) -> Equilibrium:
    for item in objects:
        if isinstance(item, Equilibrium) and item.rule == rule:
            return item
    raise ArgumentError(f"the plot {plot.kind!r} shows an equilibrium that the report does not derive")


def _labels(plot: Plot, shown: Equilibrium) -> list[str] | None:
    """The name of each branch, by the point that lies in its region."""
    if not plot.labels:
        return None
    points = [(label, {**dict(plot.at), **dict(zip(plot.axes, place, strict=True))}) for label, place in plot.labels]
    found = [[label for label, point in points if branch.region.holds_at(point)] for branch in shown.branches]
    if any(len(names) != 1 for names in found):
        raise ArgumentError(f"the plot 'regions' names its regions {found}; give one point in the region of each branch")
    return [name for (name,) in found]


def _name(deal: Equilibrium) -> str:
    """A rule in a legend: the heading of its proposition, shortened."""
    heading = rule_title(deal.rule, Notation()).replace("--", "–").removesuffix(" bargaining")
    return heading.removeprefix("Dictatorial bargaining: ").replace("The share that maximises", "maximal")


def plot_fragments(plots: Sequence[Plot], objects: Sequence[Any], context: Context) -> tuple[Fragment, ...]:
    """Two files a plot: the LaTeX figure, and the picture that it includes.

    Raises
    ------
    UnsupportedError
        If matplotlib is not installed.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> from symgame.solve.solve import solve
    >>> play = solve(fine_tuning_game())
    >>> costs = tuple((c, sp.Integer(1)) for c in play.game.parameters)
    >>> [f.file for f in plot_fragments([Plot("payoffs", at=costs)], [play], Context(Notation(), "game"))]
    ['fig-game-payoffs.tex', 'plot-game-payoffs.pdf']
    """
    made: list[Fragment] = []
    used: dict[str, int] = {}
    for plot in plots:
        part = plot.kind if plot.rule is None else f"{plot.kind}-{concept_slug(plot.rule)}"
        used[part] = used.get(part, 0) + 1
        part = part if used[part] == 1 else f"{part}-{used[part]}"
        picture = Fragment(f"plot-{context.name}-{part}.pdf", "", _pdf(drawn(plot, objects)))
        size = f"width={WIDTH[plot.kind]:g}\\linewidth"
        body = f"\\includegraphics[{size}]{{{picture.file.removesuffix('.pdf')}}}"
        heading = plot.caption or _caption(plot, context)
        model = fingerprint((_equilibrium(plot, objects, plot.rule).game, replace(plot, caption="")))
        text = frame("figure", label=f"fig:{context.name}:{part}", model=model, heading=heading, body=body)
        made += [Fragment(f"fig-{context.name}-{part}.tex", text), picture]
    return tuple(made)


def _pdf(figure: Any) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="pdf", metadata={"CreationDate": None, "Producer": None, "Creator": None})
    return out.getvalue()


def _caption(plot: Plot, context: Context) -> str:
    axes = " and ".join(f"${context.notation.write(a)}$" for a in plot.axes)
    words = {
        "payoffs": "The payoffs against the share, with the share of each bargaining rule",
        "frontier": "The attainable payoffs, with the point of each bargaining rule",
        "shares": f"The share over {axes}, by bargaining rule",
        "regions": f"Which case of the equilibrium obtains, over {axes}",
        "path": f"The play and the payoffs against {axes}",
    }
    return f"{words[plot.kind]}{_values(dict(plot.at), context)}"


def _values(at: Mapping[Any, Any], context: Context) -> str:
    listed = [f"${context.notation.write(s)} = {sp.latex(v, fold_short_frac=True)}$" for s, v in at.items()]
    return f"; {', '.join(listed)}" if listed else ""


def needs_matplotlib() -> None:
    """Refuse at once where matplotlib is missing, before anything is derived.

    Raises
    ------
    UnsupportedError

    Examples
    --------
    >>> needs_matplotlib()
    """
    import importlib.util

    if importlib.util.find_spec("matplotlib") is None:
        raise UnsupportedError("the figures of a report need matplotlib: pip install 'symgame[plot]'")
