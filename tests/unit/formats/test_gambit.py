"""Gambit's formats: every trap read, written back to an equal game, and faults named with their line."""

from __future__ import annotations

import random

import pytest
import sympy as sp

import symgame as sg
from symgame.formats import gambit_text
from symgame.formats.efg import parse_efg
from symgame.formats.efg_writer import efg_text
from symgame.formats.nfg import nfg_text, parse_nfg
from tests.unit.formats.gambit_texts import BAD_EFG, EFG, NFG


@pytest.mark.parametrize("name", EFG)
def test_efg_is_read_and_written_back(name):
    game = parse_efg(EFG[name])
    assert parse_efg(efg_text(game)) == game


@pytest.mark.parametrize("name", NFG)
def test_nfg_is_read_and_written_back(name):
    game = parse_nfg(NFG[name])
    assert parse_nfg(nfg_text(game)) == game


@pytest.mark.parametrize("name", BAD_EFG)
def test_fault_names_the_line(name):
    text, line = BAD_EFG[name]
    with pytest.raises(sg.FileFormatError, match=rf"game\.efg, line {line}, column \d+: "):
        parse_efg(text)


@pytest.mark.parametrize("cut", range(1, 60))
def test_every_cut_of_a_file_is_a_named_fault(cut):
    text = EFG["information set with its name again"]
    with pytest.raises(sg.FileFormatError, match="game.efg"):
        parse_efg(text[: len(text) * cut // 61])


def leaves(name):
    return list(parse_efg(EFG[name]).leaf_payoffs.values())


def test_numbers_are_exact():
    assert leaves("decimals") == [(sp.Rational(3, 2),), (sp.Rational(-1, 4),)]
    assert leaves("fractions") == [(sp.Rational(-7, 3),), (sp.Rational(22, 7),)]
    assert leaves("exponent") == [(sp.Rational(1, 100),), (sp.Integer(25),)]


def test_payoffs_at_inner_nodes_add_up():
    assert leaves("payoffs at an inner node") == [(4,), (1,)]


def test_outcome_zero_pays_nothing_and_outcomes_are_shared():
    assert leaves("outcome 0 at a leaf")[0] == (0, 0)
    assert leaves("outcome named again") == [(5,), (5,), (5,)]


def test_information_sets_hold_all_their_nodes():
    for name in ("information set named again", "information set with its name again"):
        game = parse_efg(EFG[name])
        (key,) = [k for k, vs in game.members.items() if len(vs) == 2]
        assert game.infosets[key] == ("L", "R")
        assert sg.solve(game).at({})[0][key] == {"L": sp.Rational(1, 2), "R": sp.Rational(1, 2)}


def test_labels_are_told_apart():
    assert parse_efg(EFG["repeated action labels"]).infosets == {"A:1": ("x", "x (2)")}
    assert parse_efg(EFG["empty action labels"]).infosets == {"A:1": ("1", "2")}
    assert parse_efg(EFG["escaped quotes"]).infosets == {'so "called"': ('"L"', "R")}
    assert set(parse_efg(EFG["repeated names of information sets"]).infosets) == {"A:1", "B:1"}


def test_outcomes_of_a_normal_form():
    game = parse_nfg(NFG["outcomes"])
    assert [game.payoff(p) for p in ((0, 0), (1, 0), (0, 1), (1, 1))] == [
        (1, 5), (sp.Rational(1, 2), sp.Rational(-1, 2)), (0, 0), (1, 5),
    ]  # fmt: skip


def test_first_player_changes_fastest():
    assert parse_nfg(NFG["three players"]).payoff((1, 0, 0)) == (4, 5, 6)


@pytest.mark.parametrize("text", ['NFG 1 R "t" { "A" "B" } { 2 } 1 2', 'NFG 1 R "t" { "A" } { 2 } 1', 'NFG 2 R "t" { } { }'])
def test_bad_nfg_is_named(text):
    with pytest.raises(sg.FileFormatError, match="game.nfg, line 1"):
        parse_nfg(text)


def test_files_by_their_ending(tmp_path):
    x = sp.Symbol("x", real=True)
    tree = sg.tree("A", L=(x, 1), R=sg.tree("B", l=(0, x), r=(2, 2))).game()
    sg.write_efg(tree, tmp_path / "g.efg", at={x: sp.Rational(1, 2)})
    half = sg.read_game(tmp_path / "g.efg")
    assert sg.solve(half).at({}) == sg.solve(tree).at({x: sp.Rational(1, 2)})
    sg.write_nfg(tree, tmp_path / "g.nfg", at={x: 1})
    assert sg.read_game(tmp_path / "g.nfg").shape == (2, 2)
    with pytest.raises(sg.ArgumentError, match="x"):
        sg.write_efg(tree, tmp_path / "h.efg")
    with pytest.raises(sg.ArgumentTypeError, match="0.5"):
        sg.write_efg(tree, tmp_path / "h.efg", at={x: 0.5})


def test_too_large_a_file_is_refused_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(gambit_text, "LARGEST_FILE", 1000)
    (tmp_path / "g.efg").write_text(EFG["plain"] + " " * 1000)
    with pytest.raises(sg.FileFormatError, match="bytes"):
        sg.read_game(tmp_path / "g.efg")


def test_a_hundred_megabytes_are_refused_at_once(tmp_path):
    for name in ("g.efg", "g.nfg"):
        with open(tmp_path / name, "wb") as file:
            file.truncate(100_000_000)
        with pytest.raises(sg.FileFormatError, match="100000000 bytes, at most"):
            sg.read_game(tmp_path / name)


@pytest.mark.slow
def test_a_path_of_fifty_thousand_moves_is_written_and_read(tmp_path):
    depth = 50_000
    parent = [-1, *(2 * (k // 2) for k in range(2 * depth))]
    player = [v // 2 % 2 if v % 2 == 0 and v < 2 * depth else -1 for v in range(2 * depth + 1)]
    game = sg.ExtensiveFormGame.from_arrays(parent, player, [[v % 7 for v in range(2 * depth + 1)], [v % 5 for v in range(2 * depth + 1)]])
    sg.write_efg(game, tmp_path / "g.efg")
    again = sg.read_game(tmp_path / "g.efg")
    assert again.size == 2 * depth + 1 and list(again.leaf_payoffs.values()) == list(game.leaf_payoffs.values())


def test_unwritable_games_are_named():
    q = sp.Symbol("q", real=True)
    A = sg.players("A")
    import networkx as nx

    g = nx.DiGraph()
    g.add_node("m", move=sg.Move(A, q, domain=sp.Interval(0, 1)))
    g.add_node("end", payoffs=(q,))
    g.add_edge("m", "end")
    with pytest.raises(sg.UnsupportedError, match="continuous"):
        efg_text(sg.ExtensiveFormGame(g, [A]))


def weights(profile, game):
    """The mixed actions of a Gambit equilibrium, as exact tuples; releases before 17 have objects for players."""
    own = [
        [profile[p][s] for s in game.get_strategies(p)] if isinstance(p, str) else [profile[s] for s in p.strategies] for p in game.players
    ]
    return tuple(tuple(sp.Rational(w.numerator, w.denominator) for w in values) for values in own)


@pytest.mark.parametrize("seed", range(12))
def test_equilibria_of_matrices_agree_with_gambit(tmp_path, seed):
    gambit = pytest.importorskip("pygambit", reason="pygambit is the extra 'gambit'")
    rng = random.Random(seed)
    shape = rng.randint(2, 4), rng.randint(2, 4)
    tables = [[[rng.randint(-5, 5) for _ in range(shape[1])] for _ in range(shape[0])] for _ in (0, 1)]
    game = sg.NormalFormGame(tables)
    sg.write_nfg(game, tmp_path / "g.nfg")
    there = gambit.read_nfg(str(tmp_path / "g.nfg"))
    expected = {weights(e, there) for e in gambit.nash.enummixed_solve(there, rational=True).equilibria}
    assert {tuple(o.values()) for o in sg.solve(game).at({})} == expected


@pytest.mark.parametrize("name", EFG)
def test_files_agree_with_gambit(tmp_path, name):
    """Gambit reads the text and what is written here; what it writes, and its pure equilibria, are those found here."""
    gambit = pytest.importorskip("pygambit", reason="pygambit is the extra 'gambit'")
    game = parse_efg(EFG[name])
    sg.write_efg(game, tmp_path / "g.efg")
    (tmp_path / "h.efg").write_text(EFG[name], encoding="utf-8")
    for file in ("g.efg", "h.efg"):
        try:
            again = parse_efg(gambit.read_efg(str(tmp_path / file)).to_efg())
        except ValueError as fault:  # releases differ in what they accept; what is written here is accepted by all
            assert file == "h.efg", fault
            continue
        assert tuple(again.leaf_payoffs.values()) == tuple(game.leaf_payoffs.values())
        assert (again.form.parents, again.form.owners) == (game.form.parents, game.form.owners)
        assert sorted(again.members.values()) == sorted(game.members.values())
    if game.size < 100 and game.members:
        sg.write_nfg(game, tmp_path / "g.nfg")
        there = gambit.read_nfg(str(tmp_path / "g.nfg"))
        pure = [e for e in sg.solve(game, concept=sg.Nash()).at({}) if all(w in (0, 1) for own in e.values() for w in own)]
        assert {weights(e, there) for e in gambit.nash.enumpure_solve(there).equilibria} == {tuple(e.values()) for e in pure}
