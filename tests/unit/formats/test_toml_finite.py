"""Trees and matrices in TOML."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg

TREE = """
title = "Entry"
players = ["Entrant", "Incumbent"]
assume = ["f > 0"]
[parameters]
m = "positive"
f = "real"
[tree]
player = "Entrant"
actions.Out.payoffs = ["0", "m"]
[tree.actions.In]
player = "Incumbent"
actions.Fight.payoffs = ["-f", "-f"]
actions.Share.payoffs = {Incumbent = "m/2", Entrant = "m/2"}
"""

CHANCE = """
players = ["A"]
parameters = {p = "positive"}
[tree]
chance = true
actions.good = {prob = "p", payoffs = ["1"]}
actions.bad = {prob = "1 - p", payoffs = ["0"]}
"""

MATRIX = """
players = ["A", "B"]
parameters = {x = "real"}
[matrix]
actions = {A = ["U", "D"], B = ["L", "R"]}
payoffs.A = [["x", "0"], ["1/3", "1"]]
payoffs.B = [["1", "0"], ["0", "x - 2/3"]]
"""


def read(text, tmp_path):
    (tmp_path / "game.toml").write_text(text)
    return sg.read_game(tmp_path / "game.toml")


def test_a_tree_is_read(tmp_path):
    game = read(TREE, tmp_path)
    m, f = sp.Symbol("m", positive=True), sp.Symbol("f", real=True)
    assert sg.solve(game).at({m: 1, f: 1}) == [{"root": "In", "In": "Share"}]
    assert game.assume == (f > 0,)


def test_chance_is_read(tmp_path):
    game = read(CHANCE, tmp_path)
    (branch,) = sg.solve(game).branches
    assert branch.payoffs[game.players[0]] == sp.Symbol("p", positive=True)


def test_a_matrix_is_read(tmp_path):
    game = read(MATRIX, tmp_path)
    assert game.actions == (("U", "D"), ("L", "R"))
    assert len(sg.solve(game).branches) == 5


FAULTS = {
    "unknown name": (TREE.replace('"-f", "-f"', '"-g", "-f"'), "payoffs at In/Fight: .*g"),
    "unknown key": (TREE.replace("[tree.actions.In]", "[tree.actions.In]\nprise = 1"), "prise"),
    "number instead of text": (TREE.replace('["0", "m"]', '[0.5, "m"]'), "payoffs"),
    "a leaf without payoffs": (TREE.replace("actions.Out.payoffs", "actions.Out.infoset").replace('["0", "m"]', '"x"'), "leaf 'Out'"),
    "a player without table": (MATRIX.replace("payoffs.B", "payoffs.C"), "none for player 'B'"),
    "rows of different length": (MATRIX.replace('["1/3", "1"]', '["1/3"]'), "1 entries where 2"),
    "two games": (TREE + "\n[matrix]\npayoffs = {}\n", "either a tree or a matrix"),
    "code": (MATRIX.replace('"x - 2/3"', '"__import__(\'os\')"'), "payoffs.B"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_name_the_file_and_the_place(fault, tmp_path):
    text, message = FAULTS[fault]
    with pytest.raises(sg.FileFormatError, match=message) as caught:
        read(text, tmp_path)
    assert str(caught.value).startswith("game.toml")
