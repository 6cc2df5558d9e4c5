"""Verification on the fine-tuning game, every equilibrium written down by hand, and mutants of each."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from tests.oracle.claims import branch, claim, played, with_branch, with_items

c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
alpha_0, alpha_1, delta = sp.symbols("alpha_0 alpha_1 delta", nonnegative=True)
G, D = sg.players("G D")
GAME = sg.SequentialGame(
    [
        sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1)),
        sg.Move(G, alpha_0, domain=sp.Interval(0, sp.oo)),
        sg.Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
    ],
    {G: delta * alpha_1 - c_0 * alpha_0**2, D: (1 - delta) * alpha_1 - c_1 * (alpha_1 - alpha_0) ** 2},
)
LATER = {alpha_0: delta / (2 * c_0), alpha_1: alpha_0 + (1 - delta) / (2 * c_1)}


def deal(condition, share, later=LATER):
    return played(GAME, condition, {delta: share, **later})


def ideal_share(ratio):
    return 1 / (3 - 2 * ratio + sp.sqrt(3 * ratio**2 - 6 * ratio + 4))


def nash_share():
    x = sp.Symbol("x")
    u = delta * (2 * c_0 * (1 - delta) + c_1 * delta)
    v = (1 - delta) * (c_0 * (1 - delta) + 2 * c_1 * delta)
    return sg.Root(sp.diff(u * v, delta).subs(delta, x), x, sp.Interval.open(0, 1))


EGALITARIAN = c_0 / (2 * c_0 - c_1 + sp.sqrt(c_0**2 - c_0 * c_1 + c_1**2))
CLAIMS = {
    "shares as parameters": claim(GAME, played(GAME, True, LATER)),
    "Dictatorial(G)": claim(
        GAME, deal(c_1 < c_0, c_0 / (2 * c_0 - c_1)), deal(c_1 >= c_0, sp.S.One), rule=sg.Dictatorial(G)
    ),
    "Dictatorial(D)": claim(
        GAME, deal(c_0 < c_1, (c_1 - c_0) / (2 * c_1 - c_0)), deal(c_0 >= c_1, sp.S.Zero), rule=sg.Dictatorial(D)
    ),
    "Utilitarian": claim(GAME, deal(True, c_1 / (c_0 + c_1)), rule=sg.Utilitarian()),
    "Egalitarian": claim(GAME, deal(True, EGALITARIAN), rule=sg.Egalitarian()),
    "NashBargaining": claim(GAME, deal(True, nash_share()), rule=sg.NashBargaining()),
    "KalaiSmorodinsky": claim(
        GAME,
        deal(c_1 <= c_0, ideal_share(c_1 / c_0)),
        deal(c_1 >= c_0, 1 - ideal_share(c_0 / c_1)),
        rule=sg.KalaiSmorodinsky(),
    ),
    "MaximumOf": claim(GAME, deal(c_0 <= c_1, sp.S.One), deal(c_1 <= c_0, sp.S.Zero), rule=sg.MaximumOf(alpha_1)),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_textbook_solution_is_proved(name):
    assert sg.verify(GAME, CLAIMS[name]).proved


def mutants(equilibrium):
    """Changed claims, none of them equivalent to the original."""
    for place, one in enumerate(equilibrium.branches):
        strategies = dict(one.strategies)
        for key in (k for k in strategies if strategies[k] not in (0, 1)):
            scaled = strategies[key] * sp.Rational(11, 10)
            yield f"{key} scaled", with_branch(equilibrium, place, with_items(one, strategies={key: scaled}))
        off_path = {alpha_1: sp.Piecewise((LATER[alpha_1], alpha_0 < 1000), (alpha_0, True))}
        yield "lazy after a large alpha_0", with_branch(equilibrium, place, with_items(one, strategies=off_path))
        late = {alpha_1: alpha_0 + (1 - delta) / (2 * c_1) + sp.Max(0, alpha_0 - delta / c_0)}
        yield "too eager off the path", with_branch(equilibrium, place, with_items(one, strategies=late))
        for player in (G, D):
            more = {player: one.payoffs[player] + c_0}
            yield f"payoff of {player}", with_branch(equilibrium, place, with_items(one, payoffs=more))
        wrong = {alpha_0: one.outcome[alpha_0] + 1}
        yield "outcome", with_branch(equilibrium, place, with_items(one, outcome=wrong))
        yield "dropped branch", with_branch(equilibrium, place, None)
        narrow = sp.And(one.region.condition, c_0 < 7)
        yield "narrowed region", with_branch(equilibrium, place, with_items(one, region=narrow))
        if one.region.condition != sp.true and not equilibrium.rule == sg.KalaiSmorodinsky():
            yield "widened region", with_branch(equilibrium, place, with_items(one, region=sp.true))
            moved = one.region.condition.subs(c_0, 2 * c_0)
            yield "moved region", with_branch(equilibrium, place, with_items(one, region=moved))


@pytest.mark.parametrize("name", CLAIMS)
def test_mutants_are_refuted_with_a_witness(name):
    count = 0
    for what, mutant in mutants(CLAIMS[name]):
        verdict = sg.verify(GAME, mutant)
        assert verdict.refuted, f"{name}, {what}: {verdict}"
        assert verdict.witness, f"{name}, {what}: no witness"
        count += 1
    assert count >= 8


@pytest.mark.parametrize("name", [n for n in CLAIMS if n not in ("shares as parameters", "Utilitarian")])
def test_share_of_another_rule_is_refuted(name):
    other = claim(GAME, deal(True, c_1 / (c_0 + c_1)), rule=CLAIMS[name].rule)
    assert sg.verify(GAME, other).refuted


def test_evidence_and_steps_are_not_read():
    from dataclasses import replace

    one = CLAIMS["Utilitarian"].branches[0]
    boast = replace(one, steps=("proved",), evidence=("proved",))
    wrong = with_items(boast, strategies={delta: sp.Rational(1, 2)})
    assert sg.verify(GAME, with_branch(CLAIMS["Utilitarian"], 0, boast)).proved
    assert sg.verify(GAME, with_branch(CLAIMS["Utilitarian"], 0, wrong)).refuted


def test_missing_strategy_is_no_proof():
    one = branch(True, {alpha_0: LATER[alpha_0]}, {}, {})
    assert not sg.verify(GAME, claim(GAME, one)).proved
