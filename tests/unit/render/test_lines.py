"""Displays that would run out of the page break before a sign; nothing is lost on the way."""

from __future__ import annotations

import re

import pytest

from symgame.render.lines import broken, width
from symgame.render.sentences import with_mark

LONG = " + ".join(f"x_{{{i}}} (1 - y_{{{i}}})^{{2}}" for i in range(12))


def plain(latex: str) -> str:
    """The formula without what makes it lines."""
    for mark in ("\\begin{aligned}", "\\end{aligned}", "\\\\", "& \\quad", "&"):
        latex = latex.replace(mark, " ")
    return re.sub(r"\s+", "", latex)


def lines(latex: str) -> list[str]:
    return [line for line in latex.split("\n") if line.startswith("&")]


@pytest.mark.parametrize("latex", [f"U(x) = {LONG}", f"{LONG} \\ge 0", f"-({LONG}) + {LONG} < z"])
def test_a_long_sum_keeps_all_its_terms(latex):
    made = broken(latex)
    assert plain(made) == plain(latex)
    assert len(lines(made)) > 1 or width(latex) <= 355


def test_lines_fit():
    for line in lines(broken(f"U(x) = {LONG}")):
        assert width(line.removesuffix("\\\\").replace("& \\quad", "")) <= 355


def test_a_long_numerator_becomes_a_bracket():
    made = broken(f"\\frac{{{LONG}}}{{4 c_{{0}}}} \\ge 0")
    assert "\\frac{1}{4 c_{0}} \\bigl( x_{0}" in made and plain(made).endswith("\\bigr)\\ge0")
    assert plain(made) == plain(f"\\frac{{1}}{{4 c_{{0}}}} \\bigl( {LONG} \\bigr) \\ge 0")


def test_brackets_are_not_cut():
    for line in lines(broken(f"{LONG} \\ge 0")):
        assert line.count("(") == line.count(")")


def test_short_formulas_and_cases_stay():
    for latex in ("x + y = 1", "\\begin{cases} " + LONG + " \\end{cases}"):
        assert broken(latex) == latex


def test_the_mark_ends_the_last_line():
    display = f"\n\\[\n{broken(f'{LONG} = 0')}\n\\]\n"
    assert with_mark(display, ".").endswith("= 0.\n\\end{aligned}\n\\]\n")
