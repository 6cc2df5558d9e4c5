"""Every obligation of the shipped example has a certificate that checks, or two back ends that agree."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from symgame.collect import rules_of
from symgame.formats.example_files import example_text
from symgame.formats.toml import game_file

FILE = game_file(example_text("fine-tuning"), "fine-tuning.toml")
RULES = rules_of(FILE)
SLOW = (sg.KalaiSmorodinsky(),)


def twice(verdict: sg.Verdict) -> bool:
    """Whether the verdict has a certificate that re-checks, or rests on both z3 and cvc5, or on contradictory assumptions."""
    if verdict.certificate is not None:
        return (verdict.proved or verdict.vacuous) and verdict.certificate.check()
    back_ends = {name for name in ("z3", "cvc5") if any(name in by for by in verdict.by)}
    return verdict.vacuous or verdict.proved and len(back_ends) == 2


def named(rule):
    return type(rule).__name__ if rule is not None else "equilibrium"


@pytest.mark.parametrize("rule", [pytest.param(r, marks=pytest.mark.slow) if r in SLOW else r for r in RULES], ids=named)
def test_every_obligation_has_a_certificate_or_two_back_ends(rule):
    pytest.importorskip("cvc5", reason="the second back end, cvc5, is not installed")
    found = sg.solve(FILE.game, bargaining=rule)
    obligations = {(o.claim, o.given): o for b in found.branches for o in b.evidence if o.claim is not sp.true}
    assert obligations
    open_ones = []
    for o in obligations.values():
        assert o.verdict.proved or o.verdict.vacuous, o
        verdict = sg.decide(o.claim, given=o.given, budget=sg.Budget(seconds=60))
        if not twice(verdict):
            open_ones.append((o.name, o.claim, o.given, str(verdict)))
    assert not open_ones


def test_a_claim_with_one_back_end_only_is_not_enough():
    proved = sg.decide(sp.Symbol("x", real=True) ** 2 >= 0)
    assert twice(proved)
    assert not twice(sg.Verdict(proved.status, by=("z3 nlsat",)))
