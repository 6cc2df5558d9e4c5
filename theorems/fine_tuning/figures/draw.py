"""The figures of the fine-tuning paper, drawn from the engine: ``python draw.py NAME -o FOLDER`` writes NAME as PDF and PNG.

Names: payoffs, frontier, shares, regimes, pareto; without a name all of them.  Needs the extra ``plot``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.games.catalog.fine_tuning_participation import Regime, participation_game, specialist_game
from symgame.render.bargaining_plots import plot_frontier, plot_pareto_sets, plot_payoffs, plot_shares

GAME = fine_tuning_game()
COSTS = dict(zip(GAME.parameters, (sp.Integer(2), sp.Integer(1)), strict=True))


def deals() -> dict[str, sg.Equilibrium]:
    """The equilibrium of the quadratic game under each rule."""
    G, D = GAME.players
    rules = {
        "vertical monopoly": sg.Utilitarian(),
        "egalitarian": sg.Egalitarian(),
        "Nash": sg.NashBargaining(),
        "Kalai–Smorodinsky": sg.KalaiSmorodinsky(),
        "powerful G": sg.Dictatorial(G),
        "powerful D": sg.Dictatorial(D),
        "maximal performance": sg.MaximumOf(GAME.actions[2]),
    }
    return {name: sg.solve(GAME, bargaining=rule) for name, rule in rules.items()}


def payoffs() -> Any:
    """Payoffs against the share, with all bargaining solutions, at c_0 = 2 and c_1 = 1."""
    return plot_payoffs(sg.solve(GAME), GAME.actions[0], deals(), at=COSTS)


def frontier() -> Any:
    """The utility possibility frontier with all bargaining solutions, at c_0 = 2 and c_1 = 1."""
    undominated = sg.pareto_set(GAME).at(COSTS)
    return plot_frontier(sg.solve(GAME), GAME.actions[0], deals(), at=COSTS, undominated=undominated)


def shares() -> Any:
    """The share over both costs, under each rule."""
    return plot_shares(deals(), GAME.actions[0], *GAME.parameters, limits=((0, 2), (0, 2)))


def regimes() -> Any:
    """Where the specialist contributes, rides free or abstains, over the marginal and the fixed cost."""
    play = sg.solve(specialist_game())
    delta, alpha_0 = sp.symbols("delta alpha_0", real=True)
    c_1, F, m = sp.symbols("c_1 F m", positive=True)
    labels = [Regime.of({alpha_0: alpha_0, **b.outcome}).value for b in play.branches]
    at = {delta: sp.Rational(1, 2), alpha_0: sp.Rational(1, 2), c_1: sp.Rational(1, 2)}
    return sg.plot_regions(play, m, F, at=at, limits=((0, 1), (0, sp.Rational(3, 5))), labels=labels)


def pareto() -> Any:
    """The Pareto set at equal costs one and several fixed costs, on the regions of play: an interval, later with an isolated share.

    Up to the lower curve D takes part without being squeezed, up to the upper one G builds enough for D to break even.
    """
    play = sg.solve(participation_game(marginal_cost=0, costs=(1, 1)))
    delta, F = sp.Symbol("delta", real=True), sp.Symbol("F", positive=True)
    share, fixed = (next(p for p in play.parameters if p.name == s.name) for s in (delta, F))
    below = sg.plot_regions(play, fixed, share, limits=((0, sp.Rational(27, 100)), (0, 1)), labels=[_regime(b) for b in play.branches])
    values = [sp.Rational(i, 100) for i in range(2, 26, 2)]
    games = {v: participation_game(marginal_cost=0, fixed_cost=v, costs=(1, 1)) for v in values}
    return plot_pareto_sets({v: sg.pareto_set(g).at({}) for v, g in games.items()}, labels=("F", r"\delta"), over=below)


def _regime(branch: sg.Branch) -> str:
    """What happens on a branch, by D's payoff: it stays out, breaks even, or gains."""
    if sg.OUT in branch.outcome:
        return "no trade"
    D = next(p for p in branch.payoffs if p.name == "D")
    return "squeezed" if branch.payoffs[D] == 0 else "slack"


FIGURES: dict[str, Callable[[], Any]] = {f.__name__: f for f in (payoffs, frontier, shares, regimes, pareto)}


def main() -> None:
    """Draw what the command line names."""
    parser = argparse.ArgumentParser(description="Draw figures of the fine-tuning paper.")
    parser.add_argument("names", nargs="*", choices=[*FIGURES, []], help="figures; all if left out")
    parser.add_argument("-o", "--output", type=Path, default=Path("figures"), help="folder")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    for name in options.names or FIGURES:
        figure = FIGURES[name]()
        for kind in ("pdf", "png"):
            place = options.output / f"{name}.{kind}"
            figure.savefig(place, dpi=200)
            print(place)


if __name__ == "__main__":
    main()
