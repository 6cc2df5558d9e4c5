"""The statements on the regulation paper: their status, their numbering, and their game files."""

from __future__ import annotations

from pathlib import Path

import pytest
import sympy as sp

import symgame as sg
from symgame.formats.read import read_game_file
from symgame.games.catalog import regulation, regulation_stages
from symgame.games.catalog.regulation import UNIT, QuadraticCost, Regulation
from symgame.theorem_files import STATUSES, check_file, theorem_files
from symgame.theorem_runs import read_entry

THEOREMS = Path(__file__).parents[2] / "theorems"
FILES = theorem_files([THEOREMS / "regulation"])
QUICK = ("g03_strict_concavity", "g10_abstention_point", "g08_backfire_example")
R = sp.Rational


@pytest.mark.parametrize("name", QUICK)
def test_a_quick_statement_has_its_status(name):
    assert check_file(THEOREMS / "regulation" / f"{name}.py").agrees


@pytest.mark.slow
@pytest.mark.parametrize("path", [p for p in FILES if p.stem not in QUICK], ids=lambda p: p.stem)
def test_a_statement_has_its_status(path):
    checked = check_file(path)
    assert checked.agrees, checked.result.verdict


def test_every_item_of_the_paper_has_a_statement():
    entries = [read_entry(p, THEOREMS) for p in FILES]
    assert len({e.number for e in entries}) == len(entries) and all(e.status in STATUSES for e in entries)
    assert {f"G{i}" for i in range(1, 11)} <= {e.number.split(" ")[0] for e in entries}


def test_what_the_check_refuted():
    refuted = {read_entry(p, THEOREMS).number for p in FILES if read_entry(p, THEOREMS).status == "refuted"}
    assert refuted == {"G5 (printed list)", "G6 (printed floor)", "G7 (two-sided bound)"}


@pytest.mark.parametrize(("name", "edge"), [("g05_printed_candidates", R(17, 48)), ("g06_printed_floor", R(2, 3))])
def test_where_a_refuted_statement_holds(name, edge):
    found = check_file(THEOREMS / "regulation" / f"{name}.py").result
    assert found.counterexample
    (symbol,) = found.region.condition.free_symbols
    small = R(1, 1000)
    assert found.region.holds_at({symbol: edge + small}) != found.region.holds_at({symbol: edge - small})


theta_G, theta_D = regulation_stages.FLOORS
GAMES = {
    "04-floors": regulation.regulation_game(
        regulation=Regulation.of_both(theta_G, theta_D), assume=[theta_G <= theta_D, theta_D <= R(1, 2)]
    ),
    "05-general-floor": regulation.regulation_game(regulation=Regulation.of_general(theta_G)),
    "08-unit-floor": regulation.regulation_game(regulation=Regulation.of_domain(theta_D)),
    "06-interfering": regulation.regulation_game(
        (UNIT, QuadraticCost(1, R(1, 2), 1)), regulation=Regulation.of_domain(theta_D), assume=[theta_D <= R(5, 12)]
    ),
}


@pytest.mark.parametrize("name", GAMES)
def test_a_game_file_is_the_catalogue_game(name):
    assert read_game_file(THEOREMS / "regulation" / "games" / f"{name}.toml").game == GAMES[name]


def test_the_tree_of_the_play():
    graph = regulation.regulation_game().to_networkx()
    tree = sg.ExtensiveFormGame(graph, (regulation.G, regulation.D))
    assert set(tree.to_networkx().nodes) == set(graph.nodes) and tree.players == (regulation.G, regulation.D)


@pytest.mark.parametrize(
    "call",
    [
        lambda: QuadraticCost(0, 0, 1),
        lambda: QuadraticCost(1, -1, 1),
        lambda: Regulation(floor_G=sp.Integer(-1)),
        lambda: regulation.regulation_game(share=sp.Integer(1)),
        lambda: regulation.regulation_game(revenue=(0, 1)),
    ],
)
def test_what_is_no_game_is_refused(call):
    with pytest.raises(sg.ArgumentError):
        call()
