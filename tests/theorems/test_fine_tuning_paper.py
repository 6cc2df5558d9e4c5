"""The statements on the fine-tuning paper: their status, their table, their games, and payoffs re-played numerically.

The numeric oracle plays the game from the payoffs on a grid; it knows no formula of the engine.
"""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

import pytest
import sympy as sp

import symgame as sg
from symgame.collect import plots_of
from symgame.formats.appendix import read_appendix
from symgame.formats.read import read_game_file
from symgame.games.catalog import fine_tuning, fine_tuning_domains, fine_tuning_revenue, fine_tuning_tree
from symgame.games.catalog.fine_tuning_participation import Regime, participation_game, specialist_game
from symgame.theorem_files import STATUSES, check_file, theorem_files
from symgame.theorem_runs import markdown_table, read_entry, without_times

THEOREMS = Path(__file__).parents[2] / "theorems"
FILES = theorem_files([THEOREMS / "fine_tuning"])
QUICK = ("a01_best_investment", "a02_slopes", "c01_equilibrium", "c02_payoffs", "q01_who_invests")
HALF = sp.Rational(1, 2)


@pytest.mark.parametrize("name", QUICK)
def test_a_quick_statement_has_its_status(name):
    assert check_file(THEOREMS / "fine_tuning" / f"{name}.py").agrees


@pytest.mark.slow
@pytest.mark.parametrize("path", [p for p in FILES if p.stem not in QUICK], ids=lambda p: p.stem)
def test_a_statement_has_its_status(path):
    checked = check_file(path)
    assert checked.agrees, checked.result.verdict


def test_every_item_of_the_paper_has_a_statement():
    entries = [read_entry(p, THEOREMS) for p in FILES]
    assert len({e.number for e in entries}) == len(entries) and all(e.status in STATUSES for e in entries)
    items = {e.number.split(" ")[0] for e in entries}
    wanted = [*(f"A{i}" for i in (1, 2, 3)), *(f"B{i}" for i in (1, 2, 3, 4, 6, 7)), *(f"C{i}" for i in range(1, 14))]
    assert {*wanted, *(f"D{i}" for i in range(1, 6)), *(f"E{i}" for i in range(1, 6))} <= items
    assert all("Laufer, Kleinberg, Heidari (2024)" in e.source for e in entries)


def test_the_table_is_current():
    written = (THEOREMS / "README.md").read_text(encoding="utf-8")
    current = markdown_table(THEOREMS, old=written)
    assert without_times(written) == without_times(current), "run: symgame check theorems/ --table theorems/README.md"


def test_every_decided_row_names_who_decided_it():
    rows = [line.split(" | ") for line in (THEOREMS / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| [")]
    assert len(rows) == len(theorem_files([THEOREMS]))
    silent = [row[0] for row in rows if row[3] != "open" and "-" in (row[4], row[5].removesuffix(" |"))]
    assert not silent, "run: symgame check theorems/ --no-cache --table theorems/README.md"


GAMES = {
    "quadratic": fine_tuning.fine_tuning_game(),
    "cubic": fine_tuning.fine_tuning_game((3, 3)),
    "own-shares": fine_tuning_domains.own_shares_game(2),
    "uniform-share": fine_tuning_domains.uniform_share_game(2),
    "alike-domains": fine_tuning_domains.representative_specialist_game(),
    "marginal-cost": participation_game(fixed_cost=0),
    "fixed-cost": participation_game(marginal_cost=0),
    "participation": specialist_game(),
}


@pytest.mark.parametrize("name", GAMES)
def test_game_files_are_the_games_of_the_catalogue(name):
    read = read_game_file(THEOREMS / "fine_tuning" / "games" / f"{name}.toml").game
    wanted = GAMES[name]
    assert read.stages == wanted.stages and all(sp.expand(read.payoffs[p] - wanted.payoffs[p]) == 0 for p in wanted.players)


def test_the_appendix_holds_every_game_file_and_its_figures():
    plan = read_appendix(THEOREMS)
    assert {f.name for f in plan.games} == {p.stem for p in THEOREMS.glob("*/games/*.toml")}
    assert {plot.kind for f in plan.games for plot in plots_of(f)} == {"payoffs", "frontier", "shares", "regions", "path"}


def test_the_tree_plays_what_the_figure_shows():
    share = sp.Rational(4, 5)
    for play in sg.solve(fine_tuning_tree.game_play_tree(shares=[1, share, 0])).at({}):
        assert play["G", share] == "21" and play["D", share, 21] == "25"


@pytest.mark.parametrize(
    "call",
    [
        lambda: fine_tuning.fine_tuning_game((1, 2)),
        lambda: fine_tuning.fine_tuning_game(revenue=-1),
        lambda: fine_tuning.single_owner(specialist_game()),
        lambda: fine_tuning.single_owner(fine_tuning_domains.representative_specialist_game()),
        lambda: fine_tuning_domains.own_shares_game(0),
        lambda: participation_game(fixed_cost=-1),
        lambda: fine_tuning_tree.game_play_tree(shares=[]),
    ],
)
def test_misuse_names_what_is_wrong(call):
    with pytest.raises(sg.ArgumentError):
        call()


def test_functions_without_a_form_are_left_uncovered():
    found = sg.solve(fine_tuning_revenue.general_fine_tuning_game())
    assert not found.branches and found.uncovered == sp.true and found.complete.undecided


def played(share, cost_0, cost_1, fixed, marginal):
    """Payoffs of both sides when G searches a grid and D answers each α_0 optimally, in floats, from the payoffs."""
    best = None
    for i in range(4001):
        start = i / 1000
        step = max(0.0, (1 - share - marginal) / (2 * cost_1))
        gain = (1 - share) * (start + step) - fixed - marginal * step - cost_1 * step**2
        takes_part = gain >= -1e-12
        mine = share * (start + step) * takes_part - cost_0 * start**2
        if best is None or mine > best[0] + 1e-12:
            best = (mine, max(gain, 0.0))
    return best


@pytest.mark.parametrize("case", [1, 3, *(pytest.param(case, marks=pytest.mark.slow) for case in (0, 2, *range(4, 12)))])
def test_participation_against_a_grid(case):
    draw = random.Random(case)
    share, fixed = (sp.Rational(draw.randint(1, 19), 20) for _ in range(2))
    costs = [sp.Rational(draw.randint(1, 8), 4) for _ in range(2)]
    game = participation_game(marginal_cost=0, fixed_cost=fixed / 4, costs=tuple(costs))
    G, D = game.players
    found = sg.solve(game)
    (branch, *_) = [b for b in found.branches if b.region.holds_at({game.actions[0]: share})]
    mine, yours = played(float(share), float(costs[0]), float(costs[1]), float(fixed) / 4, 0.0)
    assert abs(float(branch.payoffs[G].subs(game.actions[0], share)) - mine) < 2e-3
    if Regime.of({sp.Symbol("alpha_0", real=True): 0, **branch.outcome}) is Regime.ABSTAINER:
        assert yours < 1e-9


@pytest.mark.parametrize("case", range(6))
def test_own_shares_against_a_grid(case):
    draw = random.Random(100 + case)
    game = fine_tuning_domains.own_shares_game(2)
    names = sp.symbols("c_0 c_1 c_2 r_1 r_2", positive=True)
    point = {s: sp.Rational(draw.randint(1, 12), 4) for s in names}
    deal = own_shares_deal()
    shares = [deal.at(point)[0][d] for d in game.actions[:2]]
    c_0, c_1, c_2, r_1, r_2 = (float(point[s]) for s in names)

    def surplus(x, y):
        start = (x * r_1 + y * r_2) / (2 * c_0)
        first, second = (1 - x) * r_1 / (2 * c_1), (1 - y) * r_2 / (2 * c_2)
        return r_1 * (start + first) + r_2 * (start + second) - c_0 * start**2 - c_1 * first**2 - c_2 * second**2

    grid = max(surplus(i / 100, j / 100) for i in range(101) for j in range(101))
    assert surplus(*map(float, shares)) >= grid - 1e-9


@lru_cache(maxsize=1)
def own_shares_deal() -> sg.Equilibrium:
    return sg.solve(fine_tuning_domains.own_shares_game(2), bargaining=sg.Utilitarian())
