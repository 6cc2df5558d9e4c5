"""Roots of one unknown in a single unknown: the new sentence is true exactly where the old one is."""

from __future__ import annotations

import random

import pytest
import sympy as sp

from symgame.logic.decide import QUICK, decide
from symgame.logic.pure_roots import PureRoots

c = sp.Symbol("c", positive=True)
s, u, v, r = sp.symbols("s u v r", real=True)


def test_roots_of_a_parameter_and_of_another_unknown():
    made = PureRoots(u * v >= c, (u >= 0, sp.Eq(u**2, c), v >= 0, sp.Eq(v**3, s), s >= c**3))
    assert made.rewrite()
    assert not {u, v, c, s} & made.claim.free_symbols
    assert set(made.back) == {u, v, c, s}


def test_two_roots_of_one_number_are_one():
    made = PureRoots(sp.Eq(u, v), (u >= 0, v >= 0, sp.Eq(u**2, 3), sp.Eq(v**2, 3)))
    assert made.rewrite() and made.claim == sp.true


def test_a_root_without_a_sign_stays():
    made = PureRoots(u >= 0, (sp.Eq(u**2, c),))
    assert not made.rewrite()
    assert made.claim == (u >= 0)


def test_a_square_is_rooted_by_the_sign_of_its_base_only():
    given = (u >= 0, sp.Eq(u**2 - c**2 * (s - 1) ** 2, 0))
    assert not PureRoots(u >= 0, given).rewrite()
    below = PureRoots(sp.Eq(u, c - c * s), (*given, s <= 1), proves=lambda claim, given: decide(claim, given).proved)
    assert below.rewrite() and sp.expand(below.claim.lhs - below.claim.rhs) == 0


def drawn(seed: int) -> tuple[sp.Basic, tuple[sp.Basic, ...]]:
    rng = random.Random(seed)
    given = [u >= 0, v >= 0, sp.Eq(u ** rng.choice((2, 3)), c), sp.Eq(v ** rng.choice((2, 3)), rng.choice((c, s)))]
    given += [sp.Eq(r * (1 + c) - rng.choice((u, s, 1)), 0)] if rng.random() < 0.5 else [r >= 0]
    given += [s <= rng.choice((1, 2, c))] if rng.random() < 0.5 else []
    numbers = [rng.randint(-2, 2) for _ in range(4)]
    left = sum(a * e for a, e in zip(numbers, (u * v, u**2, r, s), strict=True))
    return rng.choice((sp.Ge, sp.Gt))(left + rng.randint(0, 2) * (1 + c), rng.randint(-1, 1)), tuple(given)


def agree(seeds: range) -> None:
    both = 0
    for seed in seeds:
        claim, given = drawn(seed)
        if claim in (sp.true, sp.false):
            continue
        made = PureRoots(claim, given)
        assert made.rewrite()
        old, new = decide(claim, given, deciders=QUICK), decide(made.claim, made.given, deciders=QUICK)
        if not old.undecided and not new.undecided:
            both += 1
            assert (old.proved, old.refuted) == (new.proved, new.refuted), (seed, claim, given)
    assert both > 0.8 * len(seeds)


def test_the_old_and_the_new_sentence_agree():
    agree(range(30))


@pytest.mark.slow
def test_many_old_and_new_sentences_agree():
    agree(range(30, 400))
