"""Random utilities of a share: the Pareto set agrees with brute force wherever it is stated."""

from __future__ import annotations

import random

import pytest
import sympy as sp

import symgame as sg

np = pytest.importorskip("numpy")

X = sp.Symbol("x", real=True)
A = sp.Symbol("a", positive=True)
PARTIES = sg.players("P1 P2")
VALUES = (sp.Rational(1, 3), sp.Integer(1), sp.Rational(5, 2))


def utility(draw: random.Random, parametric: bool) -> sp.Expr:
    """A quadratic, a cubic, a kinked or a jumping utility with small rational coefficients."""

    def number() -> sp.Rational:
        return sp.Rational(draw.randint(-4, 4), draw.choice([1, 2, 3]))

    slope = number() + (A if parametric and draw.random() < 0.5 else 0)
    base = number() * X**2 + slope * X + number()
    kind = draw.choice(["quadratic", "quadratic", "kink", "cubic", "jump"])
    at, size = sp.Rational(draw.randint(1, 5), 6), number()
    if kind == "cubic":
        return base + size * X**3
    if kind == "kink":
        return base + size * sp.Max(0, X - at)
    return sp.Piecewise((base, at >= X), (base + size, True)) if kind == "jump" else base


def undominated(utilities: list[sp.Expr], shares: list[sp.Rational]) -> list[bool]:
    """By brute force over a grid that holds the shares."""
    functions = [sp.lambdify(X, u, "numpy") for u in utilities]
    grid = np.union1d(np.linspace(0, 1, 6001), [float(s) for s in shares])
    values = np.array([np.broadcast_to(f(grid), grid.shape) for f in functions])
    found = []
    for s in shares:
        gains = values - np.array([float(f(float(s))) for f in functions])[:, None]
        found.append(not bool(np.any((gains >= -1e-12).all(axis=0) & (gains > 1e-9).any(axis=0))))
    return found


def check(seed: int) -> bool:
    """Whether the set is stated everywhere; fails where it is stated wrongly."""
    draw = random.Random(seed)
    parametric = bool(seed % 2)
    utilities = [utility(draw, parametric) for _ in PARTIES]
    budget = sg.Budget(seconds=20)
    found = sg.pareto_set(dict(zip(PARTIES, utilities, strict=True)), over=X, domain=sp.Interval(0, 1), budget=budget)
    for value in VALUES if A in found.parameters else VALUES[:1]:
        shares = [sp.Rational(draw.randint(0, 600), 600) for _ in range(12)] + [sp.Integer(0), sp.Integer(1)]
        try:
            stated = found.at({A: value} if A in found.parameters else {})
        except sg.UncoveredError:
            continue
        expected = undominated([u.subs(A, value) for u in utilities], shares)
        for share, inside in zip(shares, expected, strict=True):
            assert bool(stated.contains(share)) is inside, (seed, utilities, value, share, stated)
    return found.uncovered is sp.false


def test_random_utilities():
    solved = [check(seed) for seed in range(2, 6)]
    assert sum(solved) >= 0.8 * len(solved)


@pytest.mark.slow
def test_many_random_utilities():
    solved = [check(seed) for seed in range(1000, 1120)]
    assert sum(solved) >= 0.8 * len(solved)


def pieces(draw: random.Random) -> sp.Expr:
    """Up to three pieces of low degree, some with a denominator; jumps, constants and ties are frequent."""

    def number() -> sp.Rational:
        return sp.Rational(draw.randint(-3, 3), draw.choice([1, 1, 2]))

    def one() -> sp.Expr:
        e = sum(number() * X**k for k in range(draw.choice([1, 2, 3, 4])))
        return e / (X + draw.choice([1, 2])) if draw.random() < 0.2 else e

    cuts = sorted(draw.sample(range(1, 6), draw.randint(0, 2)))
    sides = [draw.choice([sp.Lt, sp.Le])(X, sp.Rational(c, 6)) for c in cuts]
    listed = [one() for _ in range(len(cuts) + 1)]
    return sp.Piecewise(*zip(listed, [*sides, True], strict=True))


def dominated(utilities: list[sp.Expr], share: sp.Rational) -> bool:
    """By the roots of all differences and shares between them, with sixty digits."""
    here = [u.subs(X, share) for u in utilities]
    places = {sp.Integer(0), sp.Integer(1), *(sp.Rational(k, 6) for k in range(7))}
    for u, level in zip(utilities, here, strict=True):
        for e in [e for e, _ in u.args] if isinstance(u, sp.Piecewise) else [u]:
            top = sp.numer(sp.together(e - level))
            if top.has(X):
                places |= {r.n(60) for r in sp.Poly(top, X).real_roots() if 0 <= r <= 1}
    listed = sorted(places)
    for y in (*listed, *((a + b) / 2 for a, b in zip(listed, listed[1:], strict=False))):
        gains = [u.subs(X, y).n(60) - level for u, level in zip(utilities, here, strict=True)]
        if min(gains) > -1e-40 and max(gains) > 1e-30:
            return True
    return False


def check_without_parameters(seed: int) -> None:
    """At shares of a grid, at the ends of the set, and just beside them."""
    draw = random.Random(seed)
    utilities = [pieces(draw) for _ in PARTIES]
    found = sg.pareto_set(dict(zip(PARTIES, utilities, strict=True)), over=X, domain=sp.Interval(0, 1))
    assert found.uncovered is sp.false
    stated = found.at({})
    parts = stated.args if isinstance(stated, sp.Union) else [stated]
    ends = [e for p in parts for e in (p.args[:2] if isinstance(p, sp.Interval) else p.args)]
    near = [sp.Rational(str(e.n(20))) + sp.Rational(n, 10**8) for e in ends for n in (-1, 1)]
    shares = [sp.Rational(k, 12) for k in range(13)] + [e for e in ends if e.is_Rational] + [s for s in near if 0 <= s <= 1]
    for share in shares:
        inside = bool(stated.contains(share))
        assert dominated(utilities, share) is not inside, (seed, utilities, share, stated)


def test_without_parameters():
    for seed in range(5):
        check_without_parameters(seed)


@pytest.mark.slow
def test_many_without_parameters():
    for seed in range(100, 250):
        check_without_parameters(seed)
