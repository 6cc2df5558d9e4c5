"""Implicit roots against expressions: order of bargaining shares, certificates, roots that do not exist."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.logic.decide import decide
from symgame.logic.deciders.certify import Certify
from symgame.logic.deciders.root_side import RootSide
from symgame.logic.root import Root

c0, c1, a, b = sp.symbols("c_0 c_1 a b", positive=True)
x, t = sp.symbols("x t", real=True)
PRODUCT = t * (1 - t) * (2 * c0 * (1 - t) + c1 * t) * (c0 * (1 - t) + 2 * c1 * t)
NASH = Root(sp.expand(sp.diff(PRODUCT, t)), t, sp.Interval.open(0, 1))
JOINT = c1 / (c0 + c1)
EQUAL = c0 / (2 * c0 - c1 + sp.sqrt(c0**2 - c0 * c1 + c1**2))
RATIO = c1 / c0
IDEAL = 1 / (3 - 2 * RATIO + sp.sqrt(3 * RATIO**2 - 6 * RATIO + 4))
"""The share that maximises the product of payoffs, their sum, their minimum, and the least gain relative to the ideal."""

HALF = sp.Rational(1, 2)


@pytest.mark.parametrize(
    "claim",
    [JOINT < NASH, IDEAL < NASH, NASH < EQUAL, NASH < HALF, (JOINT < NASH) & (NASH < EQUAL) & (EQUAL < HALF)],
    ids=["joint", "Kalai-Smorodinsky", "equal", "half", "chain"],
)
def test_order_of_shares(claim):
    found = decide(claim, (c1 < c0,), budget=Budget(seconds=90))
    assert found.proved, str(found)
    assert found.certificate is None or found.certificate.check() is True


@pytest.mark.parametrize(
    ("claim", "given"), [(IDEAL < NASH, (c1 > c0,)), (NASH <= HALF, ()), (IDEAL < JOINT, (c1 < c0,)), (NASH < JOINT, (c1 < c0,))], ids=str
)
def test_orders_that_fail(claim, given):
    found = decide(claim, given)
    assert found.refuted and all(v.is_Rational for v in found.witness.values())


def test_a_certificate_of_a_comparison():
    decider = RootSide(certify=Certify(seconds=60))
    certificate = decide(JOINT < NASH, (c1 < c0,), budget=Budget(seconds=120), deciders=(decider,)).certificate
    assert certificate.check() is True and certificate.latex() and certificate.lemmas()
    assert pickle.loads(pickle.dumps(certificate)).check() is True
    assert not replace(certificate, claim=EQUAL < NASH).check()
    assert not replace(certificate, given=()).check()
    assert not replace(certificate, parts=certificate.parts[1:]).check()
    assert not replace(certificate, parts=certificate.parts[::-1]).check()


def test_an_increasing_polynomial_has_a_certificate():
    root = Root(x**3 + a * x - 1, x, sp.Interval.open(0, sp.oo))
    found = decide(root > 1 / (2 + a), (a > 1,), deciders=(RootSide(),))
    assert found.proved and found.certificate.check() is True


SMALL = sp.Rational(1, 1000)
BACKWARDS = Root(x - (a + b) / 2, x, sp.Interval.open(b, a))
NARROW = (a > 1000, a < b, b < a + SMALL)


@pytest.mark.parametrize("claim", [BACKWARDS > 0, BACKWARDS < b + 1, sp.Ge(BACKWARDS, a, evaluate=False)], ids=str)
def test_a_root_in_an_empty_interval_proves_nothing(claim):
    assert not decide(claim, NARROW).proved
    assert decide(claim, NARROW, deciders=(RootSide(),)).undecided


def test_two_roots_are_none():
    twice = Root((x - a) * (x - b) * (x + 1), x, sp.Interval.open(0, 2 * a + b))
    assert not decide(twice > 0, (a < b, b < a + SMALL)).proved
    assert not decide(Root(x**2 * (x - a), x, sp.Interval.open(-1, 2 * a)) > 0).proved
