"""Matrix games as LaTeX."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg

X = sp.Symbol("x", real=True)
GAME = sg.NormalFormGame([[[X, 0], [1, 2]], [[1, 0], [0, X]]], actions=[["Up", "Down"], ["l", "r"]])


def test_underlines_follow_the_region():
    large = sg.to_array(GAME, sg.Region(X > 1))
    assert "\\underline{x}, \\underline{1}" in large and "\\underline{2}, \\underline{x}" in large
    small = sg.to_array(GAME, X < 0)
    assert "\\underline{1}, \\underline{0}" in small and "x, \\underline{1}" in small
    unknown = sg.to_array(GAME)
    assert "x, \\underline{1} & 0, 0" in unknown, "nothing is underlined that depends on x"


def test_arrays_stand_in_documents(tmp_path):
    assert "\\textup{Up} & " in sg.to_latex(GAME)
    names = [p.name for p in sg.write_latex([GAME, sg.solve(GAME)], tmp_path, name="matrix")]
    assert "model-matrix.tex" in names
    with pytest.raises(sg.ArgumentError, match="two players"):
        sg.to_array(sg.NormalFormGame([[1, 2]]))
