"""Gradient descent under a collective: the success S_T as an exact recursion, and its bound.

    θ_{t+1} = θ_t − η E_{P_t} ∇ℓ(θ_t; x, y),        S_T = −‖θ_T − θ*‖.

A collective that plants fixed data gives P_t = α P* + (1 − α) P₀.  The gradient-redirecting collective
chooses at every step data whose mean gradient is −((1−α)/α) g_{P₀}(θ_t) + κ (θ_t − θ*); then
θ_{t+1} − θ* = (1 − η α κ)(θ_t − θ*), whatever the loss.  With mean gradients in a ball of radius B and
M = max ‖g_{P₀}‖ on the segment from θ₀ to θ*, the strength α κ = (α B − (1−α) M)/‖θ₀ − θ*‖ is admissible, so
that S_T >= −(1 − η α κ)^T ‖θ₀ − θ*‖; α > M/(B + M) suffices.  After Hardt, Mazumdar, Mendler-Dünner,
Zrnic (2023).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp

from symgame.budget import BudgetSpent, Meter
from symgame.errors import ArgumentError, UndecidedError
from symgame.models.joint import FiniteJoint, Pair
from symgame.models.learners import GradientDescent
from symgame.models.risk import distance, mean_gradient, mixture_gradient
from symgame.solve.values import exact_number

DIGITS = 20_000
"""Bits of a numerator per operation of the budget; the recursion of a cubic triples them at every step."""


def step_count(learner: GradientDescent, steps: int | None) -> int:
    """T, from the call or from the learner.

    Raises
    ------
    ArgumentError
        If neither gives a number of steps.
    """
    chosen = learner.steps if steps is None else steps
    if chosen is None or isinstance(chosen, bool) or not isinstance(chosen, int) or chosen < 0:
        raise ArgumentError(f"steps = {chosen!r}: give the number of gradient steps, success(alpha, steps=10)")
    return chosen


def descent_path(
    learner: GradientDescent, gradient: tuple[sp.Expr, ...], steps: int, meter: Meter
) -> tuple[tuple[sp.Expr, ...], ...]:
    """θ₀, …, θ_T, exact.

    Raises
    ------
    UndecidedError
        If the numbers outgrow the budget.
    """
    path = [learner.start]
    for _ in range(steps):
        point = dict(zip(learner.parameters, path[-1], strict=True))
        moved = tuple(sp.expand(p - learner.step * g.subs(point)) for p, g in zip(path[-1], gradient, strict=True))
        try:
            meter.spend(1 + sum(v.p.bit_length() // DIGITS for v in moved if isinstance(v, sp.Rational)))
        except BudgetSpent as spent:
            raise UndecidedError(f"the exact recursion outgrew its budget after {len(path)} steps ({spent})") from None
        path.append(moved)
    return tuple(path)


def descent_success(
    joint: FiniteJoint,
    law: Mapping[Pair, Any],
    learner: GradientDescent,
    size: sp.Expr,
    steps: int | None,
    meter: Meter,
) -> sp.Expr:
    """S_T when the members plant fixed data."""
    gradient = mixture_gradient(learner, joint, law, size)
    path = descent_path(learner, gradient, step_count(learner, steps), meter)
    return -distance(path[-1], learner.target)


def redirected_path(
    learner: GradientDescent, size: sp.Expr, strength: sp.Expr, steps: int
) -> tuple[tuple[sp.Expr, ...], ...]:
    """θ₀, …, θ_T under the gradient-redirecting collective.

    Examples
    --------
    >>> theta = sp.Symbol("theta", real=True)
    >>> learner = GradientDescent(loss=theta**4, parameters=theta, start=-1, target=1, step=sp.Rational(1, 2))
    >>> redirected_path(learner, sp.Rational(1, 2), sp.Rational(1, 2), 1)
    ((-1,), (-3/4,))
    """
    factor = 1 - learner.step * size * strength
    pairs = list(zip(learner.start, learner.target, strict=True))
    return tuple(tuple(t + factor**k * (s - t) for s, t in pairs) for k in range(steps + 1))


def demanded_gradients(
    joint: FiniteJoint, learner: GradientDescent, size: sp.Expr, strength: sp.Expr, steps: int
) -> tuple[tuple[sp.Expr, ...], ...]:
    """The mean gradient that the members' data must have at each of the T steps.

    Raises
    ------
    ArgumentError
        If the size is 0.
    """
    if size == 0:
        raise ArgumentError("alpha = 0: nobody is there to redirect the gradient")
    base = mean_gradient(learner, joint.table)
    found = []
    for point in redirected_path(learner, size, strength, steps)[:-1]:
        values = dict(zip(learner.parameters, point, strict=True))
        found.append(
            tuple(
                sp.cancel(-(1 - size) / size * b.subs(values) + strength * (p - t))
                for b, p, t in zip(base, point, learner.target, strict=True)
            )
        )
    return tuple(found)


def path_maximum(joint: FiniteJoint, learner: GradientDescent) -> sp.Expr:
    """M, the largest ‖g_{P₀}‖ on the segment from the start to the target; polynomial gradients.

    Raises
    ------
    ArgumentError
        If the gradient is not polynomial in the parameters.
    """
    weight = sp.Dummy("lambda", real=True)
    pairs = zip(learner.parameters, learner.start, learner.target, strict=True)
    line = {p: weight * s + (1 - weight) * t for p, s, t in pairs}
    squares = sp.expand(sp.Add(*(g.subs(line) ** 2 for g in mean_gradient(learner, joint.table))))
    if not squares.is_polynomial(weight):
        raise ArgumentError("bound: the largest gradient on the segment needs a polynomial gradient")
    slope = sp.Poly(sp.diff(squares, weight), weight)
    inner = [] if slope.is_zero else [r for r in slope.real_roots() if r > 0 and r < 1]
    best = sp.S.Zero
    for place in (sp.S.Zero, sp.S.One, *inner):
        value = sp.expand(squares.subs(weight, place))
        best = value if value > best else best
    return sp.sqrtdenest(sp.sqrt(best))


def descent_bound(
    joint: FiniteJoint, learner: GradientDescent, size: sp.Expr, steps: int | None, reach: Any
) -> sp.Expr:
    """−(1 − η C(α))^T ‖θ₀ − θ*‖ with C(α) = (α B − (1−α) M)/‖θ₀ − θ*‖; −oo where C(α) < 0.

    Raises
    ------
    ArgumentError
        If the reach B or the number of steps is missing.
    """
    if reach is None:
        raise ArgumentError("bound: give reach=B, the radius of the ball of mean gradients that members achieve")
    radius = exact_number(reach, "reach")
    gap = distance(learner.start, learner.target)
    if gap == 0:
        return sp.S.Zero
    control = sp.radsimp((size * radius - (1 - size) * path_maximum(joint, learner)) / gap)
    if control.is_negative:
        return -sp.oo
    shrink = 1 - learner.step * control
    return sp.S.Zero if shrink.is_nonpositive else -(shrink ** step_count(learner, steps)) * gap
