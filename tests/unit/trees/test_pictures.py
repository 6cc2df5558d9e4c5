"""Pictures of trees: styles, thick choices, information sets that nothing crosses, and LaTeX that compiles."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import xml.dom.minidom

import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog.signalling import beer_quiche
from symgame.render.notation import Notation
from symgame.render.tree_labels import Labels
from symgame.render.trees import picture_layout

V, P, C0, C1 = sp.symbols("v p c_0 c_1", positive=True)


def signalling():
    return sg.chance(
        H=(P, sg.tree("Sender", "H", n=(0, 0), s=sg.tree("Receiver", "m", a=(V - C0, V), r=(-C0, 0)))),
        L=(1 - P, sg.tree("Sender", "L", n=(0, 0), s=sg.tree("Receiver", "m", a=(V - C1, -V), r=(-C1, 0)))),
    ).game(["Sender", "Receiver"])


def test_members_of_an_information_set_are_adjacent():
    game = signalling()
    places = picture_layout(game, Labels(game, Notation())).places
    for nodes in game.members.values():
        left, right = (f(places[v][0] for v in nodes) for f in (min, max))
        (level,) = {places[v][1] for v in nodes}
        assert not [v for v, (x, y) in enumerate(places) if y == level and left < x < right and v not in nodes]
    assert len(set(places)) == game.size, "no two nodes at one place"


def test_two_information_sets_are_drawn_one_below_the_other():
    game = beer_quiche()
    places = picture_layout(game, Labels(game, Notation())).places
    levels = {key: {places[v][1] for v in nodes} for key, nodes in game.members.items()}
    assert all(len(level) == 1 for level in levels.values()) and levels["beer"] != levels["quiche"]
    assert sg.to_tikz(game).count("gt/infoset] (n") == 2 and "bend" not in sg.to_tikz(game).split("begin{tikzpicture}")[1]
    outer, inner = sorted(("beer", "quiche"), key=lambda k: min(levels[k]))
    below = [v for m in game.members[inner] for v in game.children[m]]
    assert all(places[v][1] > max(levels[outer]) for v in below), "the outer line passes below what it surrounds"


@pytest.mark.parametrize("seed", range(20))
def test_leaves_never_overlap(seed):
    import random

    from tests.properties.test_trees import PLAYERS, random_tree

    rng = random.Random(seed)
    graph, _ = random_tree(rng, 2)
    game = sg.ExtensiveFormGame(graph, PLAYERS)
    labels = Labels(game, Notation())
    rows = {}
    for v, (x, y) in enumerate(picture_layout(game, labels).places):
        rows.setdefault(y, []).append((x, v))
    for row in rows.values():
        ordered = sorted(row)
        for (x, v), (z, w) in zip(ordered, ordered[1:], strict=False):
            wide = [0.16 * len(labels.plain_payoffs(u)) if not game.children[u] else 0 for u in (v, w)]
            assert z - x >= sum(wide) / 2 - 0.02


def test_choices_are_thick_off_the_path_too():
    game = sg.tree("E", Out=(0, 2), In=sg.tree("I", Fight=(-1, -1), Share=(1, 1))).game()
    found = sg.solve(game)
    picture = sg.to_tikz(game, found)
    thick = re.findall(r"\\draw \[gt/eq\].*\{(\w+)\};", picture)
    assert thick == ["In", "Share"]
    assert "gt/eq" not in sg.to_tikz(game).split("begin{tikzpicture}")[1]
    assert sg.to_svg(game, found.branches[0]).count('stroke-width="2.6"') == 2


def test_mixed_choices_show_their_probabilities():
    pennies = sg.tree("A", H=sg.tree("B", "b", h=(V, -V), t=(-1, 1)), T=sg.tree("B", "b", h=(-1, 1), t=(1, -1))).game()
    picture = sg.to_tikz(pennies, sg.solve(pennies))
    assert "$h$ $[2/(3 + v)]$" in picture
    labels = Labels(pennies, Notation())
    chosen = dict(sg.solve(pennies).branches[0].strategies)
    row = sorted(x for x, y in picture_layout(pennies, labels, chosen).places if y == -3)
    assert min(b - a for a, b in zip(row, row[1:], strict=False)) > 2, "room for the probabilities"


def test_several_branches_must_be_told_apart():
    x = sp.Symbol("x", real=True)
    game = sg.tree("A", L=(x,), R=(0,)).game()
    with pytest.raises(sg.ArgumentError, match="2 branches"):
        sg.to_tikz(game, sg.solve(game))
    assert "gt/eq] (n0)" in sg.to_tikz(game, sg.solve(game).branches[0])
    with pytest.raises(TypeError, match="needs a game tree"):
        sg.to_tikz(3)


def test_stages_and_macros():
    q = sp.Symbol("q", nonnegative=True)
    one = sg.players("Firm_1")
    game = sg.SequentialGame([sg.Move(one, q, domain=sp.Interval(0, sp.oo))], {one: q - C0 * q**2})
    assert "{$q$}" in sg.to_tikz(game) and "Firm$_{1}$" in sg.to_tikz(game)
    assert "\\gtczero" in sg.to_tikz(game, notation="macros")


def test_svg_is_well_formed_and_notebooks_show_it():
    game = sg.tree("A", **{"a<b": (V, 1), "R": sg.tree("B", l=(0, 0), r=(1, 1))}).game()
    xml.dom.minidom.parseString(sg.to_svg(game))
    assert game._repr_svg_() == sg.to_svg(game)
    assert sg.players("A")._repr_svg_() is None


def test_the_same_tree_gives_the_same_text():
    assert sg.to_tikz(signalling()) == sg.to_tikz(signalling())


def test_a_tree_too_large_for_a_picture_is_refused():
    size = 1001
    parents = [-1] + [(v - 1) // 2 for v in range(1, size)]
    players = [0 if 2 * v + 1 < size else -1 for v in range(size)]
    game = sg.ExtensiveFormGame.from_arrays(parents, players, [(0,)] * size)
    with pytest.raises(sg.ArgumentError, match="too large"):
        sg.to_tikz(game)
    assert game._repr_svg_() is None


def test_pictures_compile(tmp_path):
    if shutil.which("pdflatex") is None:
        assert not os.environ.get("CI"), "pdflatex is needed where CI is set"
        pytest.skip("pdflatex is not installed")
    game = signalling()
    labels = sg.tree("A", **{"50% & more": (V, 1), "x_1": (0, P)}).game(["A", "B"])
    body = "\n\n".join([sg.to_tikz(game), sg.to_tikz(labels, sg.solve(labels).branches[0])])
    text = "\\documentclass{article}\n\\usepackage{amsmath,tikz}\n\\begin{document}\n" + body + "\n\\end{document}\n"
    (tmp_path / "t.tex").write_text(text)
    command = ["pdflatex", "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "t.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, text=True, errors="replace")
    assert done.returncode == 0, done.stdout[-2000:]


def test_a_tree_goes_into_a_paper(tmp_path):
    game = signalling()
    names = [p.name for p in sg.write_latex([game], tmp_path, name="signal")]
    assert any(n.startswith("fig-signal") for n in names) and "gt-treestyles.tex" in names
    assert "\\input{gt-treestyles}" in (tmp_path / "signal.tex").read_text()
