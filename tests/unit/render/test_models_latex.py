"""Collectives, alignments, profiles and theorems in LaTeX: what stands there, that it compiles, and the figures."""

from __future__ import annotations

import os
import shutil

import pytest
import sympy as sp

import symgame as sg
from symgame.render.pdf import typeset
from symgame.render.prose import prose_latex

R = sp.Rational
COUNTS = {"a0": (20, 20), "a_1": (3, 1), "b0": (24, 6), "b_1": (4, 1)}
BASE = {(x, y): R(n[y], 79) for x, n in COUNTS.items() for y in (0, 1)}
PLANT = sg.FeatureLabel({x: x[0] + "_1" for x in COUNTS}, target=1)
PRIOR = {0: R(3, 5), 1: R(2, 5)}
MATCH = {(a, y): int(a == y) for a in (0, 1) for y in (0, 1)}
AGAINST = {k: -2 * v for k, v in MATCH.items()}
OPPOSED = sg.PersuasionGame(PRIOR, [MATCH, MATCH], [[MATCH, AGAINST], [AGAINST, MATCH]], personalised=False)
SILENCE = sg.babbling((0, 1))


def statements():
    x, y, epsilon = sp.symbols("x y epsilon", real=True)
    two = sg.Theorem("Two parts, ε & more", sp.And(sp.Implies(x > y, x + epsilon > y), x**2 + y**2 >= 2 * x * y), given=[epsilon >= 0])
    false = sg.Theorem("False", x > 1, given=[x > 0])
    return [
        sg.proof_chain(two, words="For ε >= 0 the sum Σ x_i − y ≤ 1.\n\nMore words with `code_1`."),
        sg.proof_chain(false),
        sg.proof_chain(sg.Theorem("Computed", sp.true), words="A computed quantity."),
    ]


def values():
    weak = sg.PersuasionGame(PRIOR, [MATCH], [[MATCH]])
    joint = sg.BayesOptimal(R(1, 20))
    return [
        sg.CollectiveAction(BASE, PLANT),
        sg.CollectiveAction(BASE, PLANT, joint),
        sg.CollectiveAction(BASE, sg.Erasure(dict(PLANT.signal))),
        weak.weak_alignment(0),
        OPPOSED.strong_alignment(),
        weak.weak_alignment(0, normalised=True, state_offset=False),
        OPPOSED.weak_alignment(0),
        sg.profile_report(OPPOSED, [SILENCE, SILENCE]),
        sg.profile_report(weak, [[SILENCE]]),
    ]


def test_statements_print_their_parts_and_their_proofs():
    proved, refuted, computed = map(sg.to_latex, statements())
    assert "Let $\\epsilon \\ge 0$" in proved and "If $y < x$, then $y < \\epsilon + x$." in proved
    assert "(x - y)^{2}" in proved and "For $\\varepsilon$ $\\ge$ 0 the sum $\\sum$ $x_{i}$" in proved and "More words" not in proved
    assert "\\begin{proposition}[Two parts, $\\varepsilon$ \\& more]" in proved
    assert "The following is false" in refuted and "It fails at" in refuted
    assert "A computed quantity." in computed and "exact computation" in computed


def test_everything_compiles(tmp_path):
    objects = [*statements(), *values()]
    for notation in ("inline", "macros"):
        files = sg.write_latex(objects, tmp_path / notation, name="models", notation=notation)
        again = {p.name: p.read_bytes() for p in files}
        sg.write_latex(objects, tmp_path / notation, name="models", notation=notation)
        assert again == {p.name: p.read_bytes() for p in files}
        assert sum(p.name.startswith("prop-") for p in files) == len(objects)
    profile = "".join(p.read_text() for p in (tmp_path / "inline").glob("*profile*.tex"))
    assert "whatever the ties" in profile and "\\emptyset" in profile and "in the place of" in profile
    alignment = "".join(p.read_text() for p in (tmp_path / "inline").glob("proof-*alignment*.tex"))
    assert "\\langle z_{1}, u_{1}\\rangle" in alignment and "sum_i w_i U_{ij}" in alignment
    success = "".join(p.read_text() for p in (tmp_path / "inline").glob("*success*.tex"))
    assert "\\begin{cases}" in success and "a\\_1" in success
    if shutil.which("pdflatex") is None:
        assert not os.environ.get("CI"), "pdflatex is needed where CI is set"
        pytest.skip("pdflatex is not installed")
    for notation in ("inline", "macros"):
        assert typeset(tmp_path / notation / "models.tex").stat().st_size > 10_000


def test_prose():
    assert prose_latex("a_1 <= b & ⟨z_j, u⟩ – ü") == "$a_{1}$ $\\le$ b \\& $\\langle$$z_{j}$, u$\\rangle$ -- ü"
    assert prose_latex("λ_j and ☃") == "$\\lambda_{j}$ and [snowman]"


def test_figures():
    pytest.importorskip("matplotlib")
    action = sg.CollectiveAction(BASE, PLANT)
    staircase = sg.plot_success(action)
    heights = {line.get_ydata()[0] for line in staircase.axes[0].lines if len(set(line.get_ydata())) == 1}
    assert {float(v) for v in action.success(sp.Symbol("a")).values} <= heights
    four = sg.plot_neighbourhoods(BASE, PLANT, epsilon=R(1, 20))
    assert [t.get_text() for t in four.legends[0].get_texts()][0] == "total variation"
    x, y = sp.symbols("x y", real=True)
    region = sg.when(x * y >= 1, over=(x, y), given=[x > 0])
    edges = [R(k, 4) for k in range(1, 10)]
    mesh = sg.plot_condition(region, x, y, edges, edges).axes[0].collections[0]
    middles = [(a + b) / 2 for a, b in zip(edges, edges[1:], strict=False)]
    assert list(mesh.get_array().ravel()) == [float(bool(u * v >= 1)) for v in middles for u in middles]


def test_tables():
    table = sg.threshold_table(sg.CollectiveAction(BASE, PLANT))
    sizes = sg.CollectiveAction(BASE, PLANT).thresholds
    assert all(f"${v}$" in table for v in sizes.values()) and table.count("\\\\") == 3
    assert sg.neighbourhood_table(BASE, PLANT, [R(1, 20), R(1, 10)], R(1, 5)).count("\\\\") == 3
    with pytest.raises(sg.UnsupportedError, match="thresholds"):
        sg.threshold_table(sg.CollectiveAction(BASE, sg.Erasure(dict(PLANT.signal))))


FILE = '''"""The square of a sum, for ε >= 0."""

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("squares",)


def theorem():
    x, y = sp.symbols("x y", real=True)
    return sg.Theorem("Square of a sum", (x + y) ** 2 >= 4 * x * y)
'''


def test_theorem_files_are_exported(tmp_path):
    (tmp_path / "square.py").write_text(FILE, encoding="utf-8")
    (chain,) = sg.file_chains([tmp_path])
    assert chain.proved and chain.certified and chain.check()
    files = sg.write_latex([chain], tmp_path / "out", name="squares", notation="inline")
    text = "".join(p.read_text() for p in files)
    assert "The square of a sum, for $\\varepsilon$ $\\ge$ 0." in text and "(x - y)^{2}" in text
