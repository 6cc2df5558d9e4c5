"""Brute force for the two-attribute regulation game: grids over G's technology, refined around the best points.

Nothing of symgame is used.  D's reply is the best of the peaks of its payoff on the quadrant's interior, edges and
corner; G's payoff is evaluated on a grid, then on smaller grids around the best and mutually distant points.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

import numpy as np


@dataclass(frozen=True)
class Numbers:
    """A game in rational numbers: costs ``(aa, ab, bb)``, revenues, G's share, floors."""

    c: tuple[Fraction, Fraction, Fraction]
    d: tuple[Fraction, Fraction, Fraction]
    r: tuple[Fraction, Fraction]
    share: Fraction
    floor_G: Fraction
    floor_D: Fraction


def random_numbers(rng: random.Random) -> Numbers:
    """Strictly convex costs with cross terms of both signs, a quarter of them separable; floors from slack to prohibitive."""

    def fraction(low: int, high: int, below: int) -> Fraction:
        return Fraction(rng.randint(low, high), below)

    def cost() -> tuple[Fraction, Fraction, Fraction]:
        aa, bb = fraction(1, 8, 4), fraction(1, 8, 4)
        while True:
            ab = fraction(-14, 14, 8) if rng.random() < 0.75 else Fraction(0)
            if ab * ab < aa * bb:
                return aa, ab, bb

    floor_G = rng.choice([Fraction(0), fraction(0, 8, 8)])
    floor_D = rng.choice([Fraction(0), floor_G, fraction(0, 16, 8), floor_G + fraction(0, 8, 8)])
    return Numbers(cost(), cost(), (fraction(1, 6, 3), fraction(1, 6, 3)), fraction(1, 9, 10), floor_G, floor_D)


def value(cost, x, y):
    """The cost of x and y."""
    aa, ab, bb = map(float, cost)
    return aa * x * x + 2 * ab * x * y + bb * y * y


def reply(game: Numbers, b0):
    """D's additions and what they are worth to D, for given safety of G's technology (an array)."""
    (aa, ab, bb), keeps = map(float, game.d), 1 - float(game.share)
    r_a, r_b = (keeps * float(r) for r in game.r)
    least = np.maximum(0.0, float(game.floor_D) - b0)
    nothing, determinant = np.zeros_like(b0), aa * bb - ab * ab
    listed = [
        (nothing + (bb * r_a - ab * r_b) / (2 * determinant), nothing + (aa * r_b - ab * r_a) / (2 * determinant)),
        ((r_a - 2 * ab * least) / (2 * aa), least),
        (nothing, np.maximum(least, r_b / (2 * bb))),
        (nothing, least),
    ]
    best, more, safer = nothing - np.inf, nothing, nothing
    for x, y in listed:
        worth = r_a * x + r_b * y - value(game.d, x, y)
        better = (x >= -1e-12) & (y >= least - 1e-12) & (worth > best)
        best, more, safer = np.where(better, worth, best), np.where(better, x, more), np.where(better, y, safer)
    return more, safer, best


def payoffs(game: Numbers, a0, b0):
    """Payoffs of G and D at G's technologies (arrays); 0 where D abstains."""
    x, y, worth = reply(game, b0)
    share, (r_a, r_b) = float(game.share), map(float, game.r)
    own = worth + (1 - share) * (r_a * a0 + r_b * b0)
    general = share * (r_a * (a0 + x) + r_b * (b0 + y)) - value(game.c, a0, b0)
    takes_part = own >= -1e-10
    return np.where(takes_part, general, 0.0), np.where(takes_part, own, 0.0)


def most_for_G(game: Numbers, points: int = 161, rounds: int = 12, kept: int = 6) -> float:
    """The largest payoff of G that the search finds, at least the 0 of abstention."""
    floor = float(game.floor_G)
    reach = 4 * (float(max(game.r)) / float(min(game.c[0], game.c[2], game.d[0], game.d[2])) + floor + float(game.floor_D) + 1)
    boxes, best = [(0.0, reach, floor, floor + reach)], 0.0
    for turn in range(rounds):
        nearby: list[tuple[float, tuple[float, float, float, float]]] = []
        for low, high, down, up in boxes:
            a0, b0 = np.meshgrid(np.linspace(low, high, points), np.linspace(down, up, points), indexing="ij")
            worth = payoffs(game, a0, b0)[0]
            seen: list[tuple[float, float]] = []
            for i in np.argsort(worth, axis=None)[::-1][:4000]:
                p = (float(a0.flat[i]), float(b0.flat[i]))
                if all(max(abs(p[0] - q[0]) / (high - low), abs(p[1] - q[1]) / (up - down)) > 0.06 for q in seen):
                    seen.append(p)
                    best = max(best, float(worth.flat[i]))
                    wide, tall = (high - low) * (0.1 if turn else 0.05), (up - down) * (0.1 if turn else 0.05)
                    box = (max(0.0, p[0] - wide), p[0] + wide, max(floor, p[1] - tall), p[1] + tall)
                    nearby.append((float(worth.flat[i]), box))
                if len(seen) >= (2 if turn else kept):
                    break
        nearby.sort(key=lambda pair: -pair[0])
        boxes = [box for _, box in nearby[:kept]]
    return best
