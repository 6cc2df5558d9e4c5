"""Games of other kinds print by the same functions: symmetric games, matrices, trees, participation."""

import networkx as nx
import sympy as sp

import symgame as sg
from symgame.render.text import equilibrium_text
from symgame.render.write import latex_files
from tests.unit.render.test_typesetting import need_tex, typeset

x = sp.Symbol("x", positive=True)
n, a, c = sp.symbols("n a c", positive=True)
q = sp.Symbol("q", real=True)


def entry_tree():
    E, I = sg.players("E I")
    graph = nx.DiGraph()
    graph.add_node("top", player=E)
    graph.add_node("low", player=I)
    for leaf, payoffs in (("o", (0, 2)), ("f", (-1, x - 1)), ("y", (1, 1))):
        graph.add_node(leaf, payoffs=payoffs)
    for start, end, action in (("top", "o", "Out"), ("top", "low", "In"), ("low", "f", "Fight"), ("low", "y", "50% off")):
        graph.add_edge(start, end, action=action)
    return sg.ExtensiveFormGame(graph, players=(E, I))


def cournot():
    return sg.SymmetricGame(n, q, sp.Interval(0, sp.oo), payoff=lambda own, others: (a - c - own - others) * own)


def test_symmetric_game():
    text = sg.to_latex(sg.solve(cournot()))
    assert "unique symmetric Nash equilibrium" in text
    assert "\\dfrac{a - c}{1 + n}" in text
    assert "mirror" not in text, "the other player of the derivation is no player of the game"
    assert "There are $n$ alike players." in sg.to_latex(cournot())


def test_matrix_with_its_caveat():
    game = sg.NormalFormGame([[[x, 0], [0, 1]], [[1, 0], [0, x]]])
    found = sg.solve(game)
    text = sg.to_latex(found)
    assert "\\sigma_{P_{1}}^{*} = (x/(1 + x), 1/(1 + x))" in text
    assert text.count("\\item") == 3
    assert all(f"Note: {note.split(',')[0]}" in text for note in found.notes)


def test_tree_with_labels_that_latex_would_misread():
    found = sg.solve(entry_tree())
    text = sg.to_latex(found)
    assert "If $x \\ge 2$" in text and "50\\% off" in text
    assert "unique" not in text, "at x = 2 the incumbent is indifferent"
    assert "low = 50% off" in equilibrium_text(found)


def test_everything_compiles(tmp_path):
    need_tex()
    from symgame.render.write import place

    tree, symmetric = entry_tree(), cournot()
    for name, objects in {"tree": [tree, sg.solve(tree)], "alike": [symmetric, sg.solve(symmetric)]}.items():
        place(latex_files(objects, name=name), tmp_path / name)
        assert typeset(tmp_path / name / f"{name}.tex").read_bytes().startswith(b"%PDF")
