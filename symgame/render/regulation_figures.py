"""The figures of the regulation game on the grids of Laufer, Kleinberg and Heidari (2025), by matplotlib (extra ``plot``).

Each point of a grid is solved exactly (`symgame.solve.floor_sweep`); only the drawing rounds.  One command a figure:

    python -m symgame.render.regulation_figures 2 -o figure-2.pdf

with 2, 3, 4 or 5, and ``--coarse`` for a quick look.  Colours are those of Okabe and Ito, told apart without
colour by hatches and dashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sympy as sp
from flint import fmpq

from symgame.errors import ArgumentError
from symgame.render.model_plots import COLOURS, DASHES
from symgame.solve.floor_sweep import KINDS, RULES, Point, Sweep, agreed, floor_pairs, grid

HALF = fmpq(1, 2)
FILLS = dict(zip(KINDS, ("#D55E00", "#009E73", "#F4F4F4", "#56B4E9", "#F0E442", "#BBBBBB", "#555555"), strict=True))
HATCHES = dict(zip(KINDS, ("xx", "..", "", "//", "\\\\", "--", ""), strict=True))
FINE = {2: (301, 501), 3: (0, 501), 4: (13, 51), 5: (13, 51)}
COARSE = {2: (16, 26), 3: (0, 51), 4: (4, 11), 5: (4, 11)}
SHARES = {True: 7, False: 98}
R = sp.Rational


def _figure(width: float, height: float, columns: int = 1) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots(1, columns)


def floor_map(*, coarse: bool = False) -> Any:
    """Figure 2: what each pair of floors does, unit costs and revenues, equal shares.

    Parameters
    ----------
    coarse : bool
        Steps of 1/10 instead of 1/200.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> floor_map(coarse=True).axes[0].get_xlabel()
    'floor on G, $\\\\theta_G$'
    """
    n_G, n_D = (COARSE if coarse else FINE)[2]
    sweep = Sweep()
    floors_G, floors_D = grid(0, R(3, 2), n_G), grid(0, R(5, 2), n_D)
    kinds = {(g, d): sweep.kind(sweep.play(HALF, g, d)) for g, d in sorted(floor_pairs(floors_G, floors_D), key=lambda pair: pair[1])}
    figure, axes = _figure(5.6, 4.4)
    _areas(axes, kinds, floors_G, floors_D)
    own = sweep.anarchy(HALF).played.point
    for value, line in ((own[1], axes.axvline), (own[3], axes.axhline)):
        line(float(value), color="black", linewidth=0.6, linestyle=":")
    axes.set_xlabel(r"floor on G, $\theta_G$")
    axes.set_ylabel(r"floor on D, $\theta_D$")
    axes.set_title(f"{len(kinds):,} pairs of floors, $\\delta = 1/2$", fontsize=9)
    return figure


def _areas(axes: Any, kinds: Mapping[tuple[Any, Any], str], floors_G: Sequence[Any], floors_D: Sequence[Any]) -> None:
    """One colour and hatch a kind, and a legend of those that occur; nothing where θ_D < θ_G."""
    from matplotlib.colors import ListedColormap
    from matplotlib.patches import Patch

    x, y = [float(g) for g in floors_G], [float(d) for d in floors_D]
    place = {kind: float(k) for k, kind in enumerate(KINDS)}
    values = [[place[kinds[g, d]] if (g, d) in kinds else float("nan") for g in floors_G] for d in floors_D]
    colours = ListedColormap([FILLS[kind] for kind in KINDS])
    axes.pcolormesh(x, y, values, cmap=colours, vmin=-0.5, vmax=len(KINDS) - 0.5, shading="nearest", rasterized=True)
    handles = []
    for kind in (k for k in KINDS if k in kinds.values()):
        mask = [[float(kinds.get((g, d)) == kind) for g in floors_G] for d in floors_D]
        axes.contourf(x, y, mask, levels=[0.5, 1.5], colors="none", hatches=[HATCHES[kind]])
        handles.append(Patch(facecolor=FILLS[kind], hatch=HATCHES[kind], edgecolor="black", linewidth=0.5, label=kind))
    axes.text(0.97, 0.03, r"$\theta_D < \theta_G$", transform=axes.transAxes, ha="right", fontsize=8)
    axes.legend(handles=handles, loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, fontsize=8)


def domain_floor(*, coarse: bool = False) -> Any:
    """Figure 3: play and payoffs against a floor on D alone.

    Parameters
    ----------
    coarse : bool

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> len(domain_floor(coarse=True).axes)
    2
    """
    sweep = Sweep()
    points = [sweep.play(HALF, fmpq(0), d) for d in grid(0, R(5, 2), (COARSE if coarse else FINE)[3][1])]
    dealt = [p for p in points if p.safety is not None]
    figure, (left, right) = _figure(7.4, 3.2, 2)
    for k, name in enumerate((r"$\alpha_0$", r"$\beta_0$", r"$\alpha_1$", r"$\beta_1$")):
        _line(left, k, name, [(p.floor_D, p.played.point[k]) for p in dealt])
    for k, name in enumerate(("$U_G$", "$U_D$")):
        _line(right, k, name, [(p.floor_D, p.played.payoffs[k]) for p in points])
    for axes in (left, right):
        axes.set_xlabel(r"floor on D, $\theta_D$")
        axes.legend(frameon=False, fontsize=8)
    left.set_ylabel("attributes")
    right.set_ylabel("payoffs")
    backfiring = [float(p.floor_D) for p in dealt if sweep.kind(p) == "backfire"]
    if backfiring:
        left.axvspan(min(backfiring), max(backfiring), color=FILLS["backfire"], alpha=0.3, linewidth=0)
    return figure


def _line(axes: Any, k: int, name: str, pairs: Iterable[tuple[Any, Any]]) -> None:
    listed = [(float(x), float(y)) for x, y in pairs]
    axes.plot([x for x, _ in listed], [y for _, y in listed], color=COLOURS[k], linestyle=DASHES[k], label=name)


def _bargained(coarse: bool) -> tuple[Sweep, dict[tuple[Any, Any], list[Point]]]:
    """For each pair of floors the play at every share."""
    n_G, n_D = (COARSE if coarse else FINE)[4]
    sweep, shares = Sweep(), grid(R(1, 100), R(99, 100), SHARES[coarse])
    pairs = floor_pairs(grid(0, R(6, 5), n_G), grid(0, R(5, 2), n_D))
    return sweep, {pair: [sweep.play(s, *pair) for s in shares] for pair in pairs}


def bargained_floors(*, coarse: bool = False) -> Any:
    """Figure 4: joint payoffs when the share is bargained over after the floors are announced, by rule.

    Crosses mark floors under which D's safety is below the level that the same rule gives without floors, the star the
    largest joint payoff.

    Parameters
    ----------
    coarse : bool

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> len(bargained_floors(coarse=True).axes)
    4
    """
    _, played = _bargained(coarse)
    figure, panels = _figure(8.6, 3.2, len(RULES))
    drawn = None
    for axes, (name, rule) in zip(panels, RULES.items(), strict=True):
        chosen = {pair: agreed(points, rule) for pair, points in played.items()}
        drawn = _heat(axes, chosen)
        before = chosen[fmpq(0), fmpq(0)]
        low = [p for p in chosen.values() if p.safety is not None and p.safety < before.safety]
        axes.plot([float(p.floor_G) for p in low], [float(p.floor_D) for p in low], "x", color="#D55E00", markersize=4)
        best = max(chosen.values(), key=lambda p: sum(map(float, p.played.payoffs)))
        axes.plot([float(best.floor_G)], [float(best.floor_D)], "*", color="white", markeredgecolor="black", markersize=10)
        axes.set_title(name, fontsize=9)
        axes.set_xlabel(r"floor on G, $\theta_G$")
    panels[0].set_ylabel(r"floor on D, $\theta_D$")
    figure.colorbar(drawn, ax=list(panels), label="$U_G + U_D$")
    return figure


def _heat(axes: Any, chosen: Mapping[tuple[Any, Any], Point]) -> Any:
    """Joint payoffs over the floors; grey where θ_D < θ_G."""
    x, y = (sorted({pair[k] for pair in chosen}) for k in (0, 1))
    total = {pair: sum(map(float, p.played.payoffs)) for pair, p in chosen.items()}
    values = [[total.get((g, d), float("nan")) for g in x] for d in y]
    axes.set_facecolor("#DDDDDD")
    ends = [[float(v) for v in side] for side in (x, y)]
    return axes.pcolormesh(*ends, values, cmap="cividis", vmin=0, vmax=0.9, shading="nearest", rasterized=True)


def attainable_payoffs(*, coarse: bool = False) -> Any:
    """Figure 5: the payoffs that shares and floors attain, without floors, with one player's floor, with both.

    Parameters
    ----------
    coarse : bool

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> attainable_payoffs(coarse=True).axes[0].get_ylabel()
    "D's payoff $U_D$"
    """
    _, played = _bargained(coarse)
    groups: dict[str, list[Point]] = {"both regulated": [], "D regulated": [], "G regulated": [], "none": []}
    for (floor_G, floor_D), points in played.items():
        name = "none" if floor_D == 0 else "D regulated" if floor_G == 0 else "G regulated" if floor_G == floor_D else "both regulated"
        groups[name] += [p for p in points if p.safety is not None]
    figure, axes = _figure(5.0, 4.2)
    for k, (name, points) in enumerate(groups.items()):
        pairs = [(float(p.played.payoffs[0]), float(p.played.payoffs[1])) for p in points]
        axes.plot([u for u, _ in pairs], [v for _, v in pairs], ".", color=COLOURS[k], markersize=1.5, alpha=0.5)
        edge = _hull([*pairs, (0.0, 0.0)])
        axes.plot([u for u, _ in edge], [v for _, v in edge], color=COLOURS[k], linestyle=DASHES[k], label=name)
    axes.set_xlabel("G's payoff $U_G$")
    axes.set_ylabel("D's payoff $U_D$")
    axes.legend(frameon=False, fontsize=8)
    return figure


def _hull(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The closed convex hull (Andrew 1979)."""
    ordered = sorted(set(points))

    def half(listed: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        out: list[tuple[float, float]] = []
        for p in listed:
            while len(out) > 1 and _turn(out[-2], out[-1], p) <= 0:
                out.pop()
            out.append(p)
        return out

    return half(ordered)[:-1] + half(reversed(ordered))


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


FIGURES = {2: floor_map, 3: domain_floor, 4: bargained_floors, 5: attainable_payoffs}


def main(arguments: Sequence[str] | None = None) -> None:
    """The command: a figure's number and where it is written.

    Raises
    ------
    ArgumentError
        If there is no figure of that number.
    """
    import argparse

    parser = argparse.ArgumentParser(prog="python -m symgame.render.regulation_figures", description="Figures of the regulation game.")
    parser.add_argument("number", type=int, help="2, 3, 4 or 5")
    parser.add_argument("-o", "--output", required=True, help="a .pdf or .png")
    parser.add_argument("--coarse", action="store_true", help="a coarser grid, for a quick look")
    chosen = parser.parse_args(arguments)
    if chosen.number not in FIGURES:
        raise ArgumentError(f"regulation figures: there is no figure {chosen.number}; the figures are {', '.join(map(str, FIGURES))}")
    FIGURES[chosen.number](coarse=chosen.coarse).savefig(chosen.output, dpi=200)


if __name__ == "__main__":
    main()
