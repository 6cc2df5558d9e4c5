"""Factors of polynomials with long coefficients."""

from __future__ import annotations

import sympy as sp

from symgame.logic.decide import decide
from symgame.solve.fractions import factor_list

x, y = sp.symbols("x y", positive=True)


def test_coefficients_beyond_machine_integers():
    whole = sp.expand((x * y - 2**70) * (x * y - 2**71))
    content, listed = factor_list(whole)
    assert sp.expand(content * sp.Mul(*(f**n for f, n in listed)) - whole) == 0


def test_sentences_with_long_coefficients_raise_nothing():
    assert decide(sp.Gt(sp.expand((x - 2**70) * (x - 2**71)), 0), (x > 2**72,)).proved
