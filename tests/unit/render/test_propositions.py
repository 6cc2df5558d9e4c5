"""Propositions and proofs say what the equilibrium holds: no more, and nothing that was not verified in silence."""

import pickle
from dataclasses import replace

import pytest
import sympy as sp

import symgame as sg
from symgame.errors import ArgumentTypeError
from symgame.logic.region import Region
from symgame.logic.root import Root
from symgame.render.latex import notebook_latex, to_latex
from symgame.render.write import latex_files
from tests.unit.render.hand_made import (
    CORNER,
    EVIDENCE,
    GAME,
    INTERIOR,
    INTERIOR_STEPS,
    OPEN,
    WHOLE,
    M,
    U,
    a,
    b,
    q,
    step,
    with_step,
)


def test_cases_and_uniqueness():
    text = to_latex(WHOLE, name="monopoly")
    assert "\\label{prop:monopoly:spe}" in text and "\\label{eq:monopoly:spe}" in text
    assert "The game has a unique Nash equilibrium:" in text
    assert "\\dfrac{a - b}{2}, & \\textup{if } b < a, \\\\" in text
    assert "0, & \\textup{if } b \\ge a." in text
    assert "not verified" not in text.lower() and "Nothing is claimed" not in text


def test_unique_only_when_complete():
    text = to_latex(replace(WHOLE, complete=OPEN))
    assert "unique" not in text and "the following Nash equilibrium" in text


def test_several_equilibria_are_listed():
    other = replace(CORNER, region=Region(sp.true))
    text = to_latex(replace(WHOLE, branches=(INTERIOR, other)))
    assert "unique" not in text
    assert "exactly the following Nash equilibria" in text and text.count("\\item") == 2


def test_uncovered_part_is_said():
    text = to_latex(replace(WHOLE, branches=(INTERIOR,), uncovered=b >= a))
    assert "Nothing is claimed where $b \\ge a$." in text
    assert "If $b < a$, the game has" in text


def test_nonexistence_is_said_with_names_as_formulas():
    text = to_latex(replace(WHOLE, branches=(INTERIOR,), nonexistence=((Region(b >= a), "the payoff of M is 50% of q_2"),)))
    assert "If $b \\ge a$, there is no equilibrium: the payoff of $M$ is 50\\% of q\\_2." in text


def test_an_obligation_without_proof_is_said():
    evidence = (replace(EVIDENCE[0], verdict=OPEN),)
    text = to_latex(replace(WHOLE, branches=(replace(INTERIOR, evidence=evidence), CORNER)))
    assert "Not verified in the case $b < a$: domain." in text


def test_a_step_without_proof_is_said():
    text = to_latex(with_step("domain", verdict=OPEN))
    assert text.count("This was not verified.") == 1
    assert "$(a - b)/2 > 0$. This was not verified." in text


def test_concavity_is_claimed_only_when_proved():
    assert "strictly concave" in to_latex(WHOLE)
    assert "concave" not in to_latex(with_step("second-order condition", verdict=OPEN))
    weak = to_latex(with_step("second-order condition", relation=sp.Le(sp.Integer(-2), 0, evaluate=False)))
    assert "strictly concave" not in weak and "concave" in weak


SENTENCES = {
    "first-order condition": "The first-order condition is $a - b - 2 q = 0$.",
    "second-order condition": "The second derivative satisfies $-2 < 0$",
    "root": "is solved by $q = (a - b)/2$",
    "domain": "The solution lies in the domain, since $(a - b)/2 > 0$.",
}


@pytest.mark.parametrize("kind", SENTENCES)
def test_a_step_that_is_removed_takes_its_sentence_with_it(kind):
    assert SENTENCES[kind] in to_latex(WHOLE)
    assert SENTENCES[kind] not in to_latex(with_step(kind))


def test_no_formula_of_another_game_stays():
    """Every symbol is replaced: a formula that a template brought along would keep an old one."""
    x, k, m = sp.Symbol("x", real=True), *sp.symbols("k m", positive=True)
    swap = {a: k, b: m, q: x}
    text = to_latex(_swapped(WHOLE, swap))
    assert to_latex(WHOLE).replace("q", "x") != text
    import re

    formulas = " ".join(re.findall(r"\$([^$]*)\$", text))
    assert not re.search(r"(?<![a-zA-Z\\])[abq](?![a-zA-Z])", formulas)
    assert "\\dfrac{k - m}{2}" in text


def _swapped(equilibrium, swap):
    def over(value):
        return value.xreplace(swap) if isinstance(value, sp.Basic) else value

    def branch(old):
        return replace(
            old,
            region=Region(over(old.region.condition)),
            strategy_items=tuple((over(k), over(v)) for k, v in old.strategy_items),
            outcome_items=tuple((over(k), over(v)) for k, v in old.outcome_items),
            payoff_items=tuple((p, over(v)) for p, v in old.payoff_items),
            steps=tuple(replace(s, action=over(s.action), relation=over(s.relation), given=tuple(map(over, s.given))) for s in old.steps),
            evidence=(),
        )

    game = pickle.loads(pickle.dumps(GAME))
    stage = game.stages[0]
    new_game = type(game)([type(stage)(M, swap[q], domain=stage.domains[0])], {M: over(game.payoffs[M])})
    parameters = tuple(map(over, equilibrium.parameters))
    return replace(equilibrium, game=new_game, branches=tuple(map(branch, equilibrium.branches)), parameters=parameters)


def test_an_implicit_root_prints_with_its_interval_and_uniqueness():
    x = sp.Symbol("x", real=True)
    root = Root(x**3 + a * x - 1, x, sp.Interval.open(0, 1))
    slope = sp.Gt(3 * sp.Symbol("root", real=True) ** 2 + a, 0, evaluate=False)
    steps = (
        step("objective", sp.Eq(U(q), q - a * q**2 / 2 - q**4 / 4, evaluate=False)),
        step("root", sp.Eq(q, root, evaluate=False)),
        step("root", slope),
    )
    branch = replace(INTERIOR, region=Region(sp.true), strategy_items=((q, root),), outcome_items=((q, root),), steps=steps, evidence=())
    text = to_latex(replace(WHOLE, branches=(replace(branch, payoff_items=((M, root),)),)))
    assert "the unique root $q^{*}$ in $(0, 1)$ of the equation" in text
    assert "q^{3} + a q - 1 = 0." in text
    assert "There is only one, since" in text


def test_off_path_strategies_show_their_history(fine_tuning_equilibria):
    text = to_latex(fine_tuning_equilibria[None], name="fine-tuning")
    assert "\\alpha_{1}^{*}(\\alpha_{0}) &= \\alpha_{0} + \\frac{1 - \\delta}{2 c_{1}}" in text
    assert "For every $\\delta \\in [0, 1]$ the game has a unique subgame-perfect equilibrium:" in text


def test_macros_replace_every_symbol(fine_tuning_equilibria):
    text = to_latex(fine_tuning_equilibria[None], notation="macros")
    assert "\\alpha" not in text and "c_{" not in text and "\\gtalphaone" in text


def test_a_notebook_shows_a_table_of_branches():
    text = notebook_latex(WHOLE)
    assert text.startswith("$$\\begin{array}") and "b < a & (a - b)/2 & (a - b)^{2}/4" in text
    assert WHOLE._repr_latex_() == text
    assert notebook_latex(GAME) is None


def test_what_has_no_latex():
    with pytest.raises(ArgumentTypeError, match="no LaTeX"):
        to_latex("text")


def test_the_same_value_prints_the_same():
    assert to_latex(WHOLE) == to_latex(pickle.loads(pickle.dumps(WHOLE)))
    assert INTERIOR_STEPS == pickle.loads(pickle.dumps(INTERIOR_STEPS))


def test_two_games_in_one_document_have_fragments_of_their_own():
    x, cost, firm = sp.Symbol("x", real=True), sp.Symbol("k", positive=True), sg.Player("A")
    games = [sg.SequentialGame([sg.Move(firm, x, domain=sp.Interval(0, sp.oo))], {firm: n * x - cost * x**2}) for n in (1, 2)]
    found = [sg.solve(g) for g in games]
    files = {f.file: f.text for f in latex_files([games[0], found[0], found[1], games[1], found[0]], name="firm")}
    assert {"prop-firm-spe.tex", "prop-firm-2-spe.tex", "model-firm.tex", "model-firm-2.tex"} <= files.keys()
    assert "\\label{prop:firm-2:spe}" in files["prop-firm-2-spe.tex"]
    assert all(f"\\input{{prop-{n}-spe}}" in files["firm.tex"] for n in ("firm", "firm-2"))
