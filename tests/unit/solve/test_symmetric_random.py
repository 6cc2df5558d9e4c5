"""Random symmetric games against brute force: what is listed withstands every deviation, and nothing is missing."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
import sympy as sp

import symgame as sg

TOP = 4
q, k = sp.Symbol("q", real=True), sp.Symbol("k", positive=True)
SEEDS = [pytest.param(seed, marks=[pytest.mark.slow] if seed >= 12 else []) for seed in range(120)]


def random_game(seed):
    """A quadratic payoff with cross terms and sometimes a kink: the game, its number of players, plain arithmetic."""
    chance = random.Random(seed)

    def number(low, high):
        return Fraction(chance.randint(2 * low, 2 * high), 2)

    slope, curvature, cross, together = number(-2, 4), number(-2, 2), number(-2, 2), number(-1, 1)
    kink, at = number(-1, 2), number(0, 3)
    players = chance.choice((2, 3, 4))
    bent = chance.random() < 0.3

    def payoff(own, others, weight, top=max, exact=Fraction):
        value = exact(slope) * weight * own - exact(curvature) * own**2 - exact(cross) * own * others
        value += exact(together) * others**2
        return value - exact(kink) * top(own - exact(at), 0) if bent else value

    game = sg.SymmetricGame(
        players, q, sp.Interval(0, TOP), lambda own, others: payoff(own, others, k, sp.Max, sp.Rational)
    )
    return game, players, payoff


def best(payoff, others):
    """The largest payoff on a grid of exact points."""
    return max(payoff(Fraction(i, 24), others) for i in range(24 * TOP + 1))


@pytest.mark.parametrize("seed", SEEDS)
def test_random_symmetric_game(seed):
    game, players, plain = random_game(seed)
    equilibrium = sg.solve(game)
    for value in (Fraction(1, 2), Fraction(1), Fraction(7, 3)):
        if equilibrium.uncovered.subs(k, sp.Rational(value)) == sp.true:
            continue
        listed = equilibrium.at({k: value})

        def payoff(own, others, value=value):
            return plain(own, others, value)

        intervals = [one[q] for one in listed if isinstance(one[q], sp.Set)]
        points = [Fraction(int(one[q].p), int(one[q].q)) for one in listed if not isinstance(one[q], sp.Set)]
        for x in points:
            assert 0 <= x <= TOP
            assert best(payoff, (players - 1) * x) <= payoff(x, (players - 1) * x), (seed, value, x)
        for i in range(20 * TOP + 1):
            x = Fraction(i, 20)
            if _stands(payoff, players, x):
                near = any(x == y for y in points) or any(sp.Rational(x) in s for s in intervals)
                assert near, (seed, value, x, listed)
        if not listed:
            assert any(region.holds_at({k: sp.Rational(value)}) for region, _ in equilibrium.nonexistence)


def _stands(payoff, players, x):
    """Whether no deviation gains: on the grid, and at the peaks of the quadratic pieces, near and far."""
    others = (players - 1) * x
    here = payoff(x, others)
    if best(payoff, others) > here:
        return False
    steps = (Fraction(1, 1000), Fraction(1, 10**6), Fraction(1, 48))
    moved = [x + sign * step for step in steps for sign in (1, -1) if 0 <= x + sign * step <= TOP]
    return all(payoff(y, others) <= here for y in moved)
