"""Learners: what the platform does with the mixture that it sees.

* Bayes-optimal: f(x) ∈ argmax_y P(x, y), or ε-suboptimal in a neighbourhood of P;
* risk minimiser: θ ∈ argmin E_P ℓ(θ; x, y), ℓ convex;
* gradient descent: θ_{t+1} = θ_t − η E_P ∇ℓ(θ_t; x, y), from a start, a number of steps.

Losses are sympy expressions in the parameters, `FEATURE` and `LABEL`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.games.exact import exact_payoff
from symgame.models.neighbourhoods import Neighbourhood, TotalVariation
from symgame.printing import Value
from symgame.solve.values import exact_number

FEATURE = sp.Symbol("x", real=True)
"""The feature of a data point, in a loss."""

LABEL = sp.Symbol("y", real=True)
"""The label of a data point, in a loss."""


@dataclass(frozen=True)
class BayesOptimal(Value):
    """A learner that is Bayes-optimal on a distribution in the ε-neighbourhood of the data.

    Parameters
    ----------
    epsilon : Rational
        Size of the neighbourhood, in [0, 1); success is the worst case over it.
    neighbourhood : TotalVariation, Huber, ConditionalTotalVariation or ConditionalHuber

    Raises
    ------
    ArgumentError, ArgumentTypeError
        If ε is no rational in [0, 1) or the neighbourhood is none of the four.

    Examples
    --------
    >>> BayesOptimal().epsilon
    0
    """

    epsilon: sp.Rational = sp.S.Zero
    neighbourhood: Neighbourhood = TotalVariation()

    def __post_init__(self) -> None:
        epsilon = exact_number(self.epsilon, "epsilon")
        if not isinstance(epsilon, sp.Rational) or not 0 <= epsilon < 1:
            raise ArgumentError(f"epsilon = {epsilon}: give a rational number in [0, 1)")
        if not isinstance(self.neighbourhood, Neighbourhood):
            raise ArgumentTypeError(
                f"neighbourhood: {self.neighbourhood!r} is none of TotalVariation(), Huber(), "
                f"ConditionalTotalVariation(), ConditionalHuber()"
            )
        object.__setattr__(self, "epsilon", epsilon)


def _vector(value: Any, length: int, where: str) -> tuple[sp.Expr, ...]:
    listed = tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else (value,)
    if len(listed) != length:
        raise ArgumentError(f"{where}: {len(listed)} values for {length} parameters")
    return tuple(exact_number(v, where) for v in listed)


def _symbols(parameters: Any) -> tuple[sp.Symbol, ...]:
    listed = tuple(parameters) if isinstance(parameters, Iterable) else (parameters,)
    if not listed or len(set(listed)) < len(listed):
        raise ArgumentError(f"parameters: {listed} are not one or several different symbols")
    for p in listed:
        if not isinstance(p, sp.Symbol) or p in (FEATURE, LABEL):
            raise ArgumentTypeError(f"parameters: {p!r} is not a symbol of its own")
    return listed


def _loss(loss: Any, parameters: tuple[sp.Symbol, ...]) -> sp.Expr:
    found = exact_payoff(loss, "loss")
    foreign = found.free_symbols - {*parameters, FEATURE, LABEL}
    if foreign:
        names = ", ".join(sorted(s.name for s in foreign))
        raise ArgumentError(f"loss: {names} is neither a parameter nor FEATURE or LABEL")
    return found


@dataclass(frozen=True, init=False)
class RiskMinimizer(Value):
    """A learner that minimises the expected loss, convex in the parameters.

    Parameters
    ----------
    loss : Expr
        In the parameters, `FEATURE` and `LABEL`.
    parameters : Symbol or tuple of Symbol
    target : Expr or tuple of Expr
        The collective's goal θ*; success is −‖θ − θ*‖.
    strong_convexity : Rational, optional
        A μ > 0 such that the risk is μ-strongly convex between its minimiser and θ*; only the bound uses it.

    Examples
    --------
    >>> theta = sp.Symbol("theta", real=True)
    >>> RiskMinimizer(loss=(theta - LABEL)**2, parameters=theta, target=1).target
    (1,)
    """

    loss: sp.Expr
    parameters: tuple[sp.Symbol, ...]
    target: tuple[sp.Expr, ...]
    strong_convexity: sp.Expr | None = None

    def __init__(self, *, loss: Any, parameters: Any, target: Any, strong_convexity: Any = None) -> None:
        symbols = _symbols(parameters)
        object.__setattr__(self, "parameters", symbols)
        object.__setattr__(self, "loss", _loss(loss, symbols))
        object.__setattr__(self, "target", _vector(target, len(symbols), "target"))
        mu = None if strong_convexity is None else exact_number(strong_convexity, "strong_convexity")
        if mu is not None and not mu.is_positive:
            raise ArgumentError(f"strong_convexity = {mu} is not positive")
        object.__setattr__(self, "strong_convexity", mu)


@dataclass(frozen=True, init=False)
class GradientDescent(Value):
    """A learner that takes gradient steps on the expected loss, convex or not.

    Parameters
    ----------
    loss : Expr
    parameters : Symbol or tuple of Symbol
    start, target : Expr or tuple of Expr
        θ₀ and the collective's goal θ*; success is −‖θ_T − θ*‖.
    step : Rational
        The step size η > 0.
    steps : int, optional
        T; may also be given to ``success``.

    Examples
    --------
    >>> theta = sp.Symbol("theta", real=True)
    >>> GradientDescent(loss=(theta - LABEL)**2, parameters=theta, start=0, target=1, step=1).step
    1
    """

    loss: sp.Expr
    parameters: tuple[sp.Symbol, ...]
    start: tuple[sp.Expr, ...]
    target: tuple[sp.Expr, ...]
    step: sp.Expr
    steps: int | None = None

    def __init__(
        self, *, loss: Any, parameters: Any, start: Any, target: Any, step: Any, steps: int | None = None
    ) -> None:
        symbols = _symbols(parameters)
        object.__setattr__(self, "parameters", symbols)
        object.__setattr__(self, "loss", _loss(loss, symbols))
        object.__setattr__(self, "start", _vector(start, len(symbols), "start"))
        object.__setattr__(self, "target", _vector(target, len(symbols), "target"))
        size = exact_number(step, "step")
        if not size.is_positive:
            raise ArgumentError(f"step = {size} is not positive")
        object.__setattr__(self, "step", size)
        if steps is not None and (isinstance(steps, bool) or not isinstance(steps, int) or steps < 0):
            raise ArgumentError(f"steps = {steps!r} is not a number of steps")
        object.__setattr__(self, "steps", steps)


Learner = BayesOptimal | RiskMinimizer | GradientDescent
