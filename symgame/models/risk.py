"""Risk minimisers under a collective: the minimiser of the mixture, and the gradient-neutralising mass.

For a convex loss ℓ the platform's θ is where the mean gradient E_P ∇ℓ(θ; x, y) vanishes.  Linear gradients
are solved by linear algebra; a scalar gradient that is polynomial in θ, or rational in t = e^θ (logistic
loss with integer features), by the isolation of its only real root.

The collective makes θ* a minimiser when its members' gradients at θ* cancel those of everybody:
Σ_z P₀(z) ∇ℓ(θ*; z) + Σ_z w_z [∇ℓ(θ*; h(z)) − ∇ℓ(θ*; z)] = 0 with 0 <= w_z <= α P₀(z), w_z the members at
z who follow the strategy.  The least such α is a linear program.  For a μ-strongly convex risk
S(α) >= −‖E_{P_α} ∇ℓ(θ*; z)‖ / μ.  After Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError, ArgumentTypeError, UnsupportedError
from symgame.logic.linear import LinearProgram
from symgame.logic.linear_solve import solve_linear
from symgame.models.joint import FiniteJoint, Pair, to_sympy
from symgame.models.learners import FEATURE, LABEL, GradientDescent, RiskMinimizer
from symgame.models.planting import moved
from symgame.models.strategies import Strategy
from symgame.solve.values import exact_number

_T = sp.Dummy("t", positive=True)


def gradient_at(learner: RiskMinimizer | GradientDescent, pair: Pair) -> tuple[sp.Expr, ...]:
    """∇ℓ(θ; x, y) for one data point, as expressions in the parameters.

    Raises
    ------
    ArgumentTypeError
        If the feature or the label is no exact number.

    Examples
    --------
    >>> theta = sp.Symbol("theta", real=True)
    >>> gradient_at(RiskMinimizer(loss=(theta - LABEL)**2/2, parameters=theta, target=1), (0, 3))
    (theta - 3,)
    """
    values = {}
    for symbol, value in zip((FEATURE, LABEL), pair, strict=True):
        if symbol in learner.loss.free_symbols:
            try:
                values[symbol] = exact_number(value, f"{symbol} of {pair!r}")
            except ArgumentTypeError as error:
                raise ArgumentTypeError(f"base: {error}; a parametric learner needs numbers") from None
    return tuple(sp.diff(learner.loss, p).subs(values) for p in learner.parameters)


def _number(value: Any) -> sp.Expr:
    return value if isinstance(value, sp.Basic) else to_sympy(value)


def mean_gradient(learner: RiskMinimizer | GradientDescent, law: Mapping[Pair, Any]) -> tuple[sp.Expr, ...]:
    """E_P ∇ℓ(θ; x, y) under a law.

    Examples
    --------
    >>> theta = sp.Symbol("theta", real=True)
    >>> mean_gradient(RiskMinimizer(loss=(theta - LABEL)**2/2, parameters=theta, target=1), {(0, 3): sp.S.One})
    (theta - 3,)
    """
    totals: list[list[sp.Expr]] = [[] for _ in learner.parameters]
    for pair, mass in law.items():
        if mass != 0:
            for terms, g in zip(totals, gradient_at(learner, pair), strict=True):
                terms.append(_number(mass) * g)
    return tuple(sp.Add(*terms) for terms in totals)


def mixture_gradient(
    learner: RiskMinimizer | GradientDescent, joint: FiniteJoint, law: Mapping[Pair, Any], size: sp.Expr
) -> tuple[sp.Expr, ...]:
    """E_{P_α} ∇ℓ as expressions in the parameters.

    Examples
    --------
    >>> theta = sp.Symbol("theta", real=True)
    >>> learner = RiskMinimizer(loss=(theta - LABEL)**2/2, parameters=theta, target=1)
    >>> mixture_gradient(learner, FiniteJoint({(0, 0): 1}), {(0, 1): sp.S.One}, sp.Rational(1, 2))
    (theta - 1/2,)
    """
    base, planted = mean_gradient(learner, joint.table), mean_gradient(learner, law)
    return tuple(sp.expand((1 - size) * b + size * g) for b, g in zip(base, planted, strict=True))


def distance(point: tuple[sp.Expr, ...], target: tuple[sp.Expr, ...]) -> sp.Expr:
    """Euclidean distance, exact.

    Examples
    --------
    >>> distance((sp.Integer(3), sp.Integer(4)), (sp.S.Zero, sp.S.Zero))
    5
    """
    if len(point) == 1:
        return sp.Abs(point[0] - target[0])
    return sp.sqrt(sp.Add(*((a - b) ** 2 for a, b in zip(point, target, strict=True))))


def risk_success(joint: FiniteJoint, law: Mapping[Pair, Any], learner: RiskMinimizer, size: sp.Expr) -> sp.Expr:
    """−‖θ_{P_α} − θ*‖ when all members follow the strategy.

    Examples
    --------
    >>> theta = sp.Symbol("theta", real=True)
    >>> learner = RiskMinimizer(loss=(theta - LABEL)**2/2, parameters=theta, target=1)
    >>> risk_success(FiniteJoint({(0, 0): 1}), {(0, 1): sp.S.One}, learner, sp.Rational(1, 2))
    -1/2
    """
    return -distance(minimiser(learner, mixture_gradient(learner, joint, law, size)), learner.target)


def minimiser(learner: RiskMinimizer, gradient: tuple[sp.Expr, ...]) -> tuple[sp.Expr, ...]:
    """The only point at which the mean gradient of a convex loss vanishes.

    Raises
    ------
    UnsupportedError
        If the gradient is of none of the three solvable kinds, or the minimiser is not proved unique.

    Examples
    --------
    >>> theta = sp.Symbol("theta", real=True)
    >>> minimiser(RiskMinimizer(loss=theta**2, parameters=theta, target=1), (2*theta - 1,))
    (1/2,)
    """
    thetas = learner.parameters
    matrix = sp.Matrix(gradient).jacobian(thetas)
    if not matrix.free_symbols & set(thetas):
        if matrix.det() == 0:
            raise UnsupportedError("the risk has no unique minimiser: its Hessian is singular")
        if not matrix.free_symbols and not matrix.is_positive_definite:
            raise UnsupportedError("the loss is not convex: its Hessian is not positive definite")
        level = sp.Matrix(gradient).subs(dict.fromkeys(thetas, 0))
        return tuple(sp.cancel(v) for v in matrix.LUsolve(-level))
    if len(thetas) > 1 or gradient[0].free_symbols - set(thetas):
        raise UnsupportedError(
            "a minimiser in closed form needs a linear gradient, or one parameter and a numeric alpha"
        )
    return (_scalar_root(gradient[0], thetas[0]),)


def _in_exponential(expression: sp.Expr, theta: sp.Symbol) -> sp.Expr | None:
    """The expression in t = e^θ; None when θ stands elsewhere, or an exponent is no integer multiple of θ."""

    def power(argument: sp.Expr) -> sp.Expr:
        ratio = sp.expand(argument / theta)
        return _T**ratio if ratio.is_Integer else sp.exp(argument)

    replaced = expression.replace(sp.exp, power)
    return None if theta in replaced.free_symbols else replaced


def _scalar_root(gradient: sp.Expr, theta: sp.Symbol) -> sp.Expr:
    in_t = gradient if gradient.is_polynomial(theta) else _in_exponential(gradient, theta)
    if in_t is None:
        raise UnsupportedError("the gradient is neither polynomial in the parameter nor rational in its exponential")
    variable = theta if in_t is gradient else _T
    top, bottom = sp.fraction(sp.together(in_t))
    if not _positive_derivative(in_t, variable):
        raise UnsupportedError("the risk is not proved strictly convex, so that its minimiser may not be unique")
    polynomial = sp.Poly(top, variable)
    roots = [r for r in polynomial.real_roots() if variable is theta or r.is_positive]
    if len(set(roots)) != 1 or sp.Poly(bottom, variable)(roots[0]) == 0:
        raise UnsupportedError("the risk has no minimiser: its gradient never vanishes")
    return roots[0] if variable is theta else sp.log(roots[0])


def _positive_derivative(expression: sp.Expr, variable: sp.Symbol) -> bool:
    """Whether the derivative is proved non-negative and not identically zero (on t > 0, or on the reals)."""
    top, bottom = sp.fraction(sp.cancel(sp.together(sp.diff(expression, variable))))
    product = sp.Poly(top * bottom, variable)
    if product.is_zero:
        return False
    if variable is _T and all(c >= 0 for c in product.coeffs()):
        return True
    odd = [f for f, n in product.factor_list()[1] if n % 2 and _has_root(f, variable)]
    return not odd and product(1) >= 0


def _has_root(factor: sp.Poly, variable: sp.Symbol) -> bool:
    return bool(factor.count_roots(0, None) if variable is _T else factor.count_roots())


def _rational_at(learner: RiskMinimizer, gradient: tuple[sp.Expr, ...], point: tuple[sp.Expr, ...]) -> list[sp.Expr]:
    return [sp.cancel(g.subs(dict(zip(learner.parameters, point, strict=True)))) for g in gradient]


def risk_critical_mass(joint: FiniteJoint, strategy: Strategy, learner: RiskMinimizer, goal: sp.Expr) -> sp.Expr:
    """The least α at which members who follow the strategy or stay as they are can reach the goal.

    Examples
    --------
    >>> from symgame.models.strategies import FeatureLabel
    >>> theta = sp.Symbol("theta", real=True)
    >>> learner = RiskMinimizer(loss=(theta - LABEL)**2/2, parameters=theta, target=sp.Rational(1, 3))
    >>> joint = FiniteJoint({(0, 0): 1, (0, 1): 0})
    >>> risk_critical_mass(joint, FeatureLabel({0: 0}, 1), learner, sp.S.Zero)
    1/3
    """
    if goal.is_positive:
        raise ArgumentError(f"success = {goal}: the success of a parametric learner is at most 0")
    if goal == 0:
        return _neutralising_mass(joint, strategy, learner, learner.target)
    if len(learner.parameters) > 1:
        raise UnsupportedError("critical_mass of a success below 0 needs a single parameter")
    start = minimiser(learner, mean_gradient(learner, joint.table))[0]
    target = learner.target[0]
    if (sp.Abs(start - target) + goal).is_nonpositive:
        return sp.S.Zero
    nearest = target + goal if (start - target).is_negative else target - goal
    return _neutralising_mass(joint, strategy, learner, (nearest,))


def _neutralising_mass(
    joint: FiniteJoint, strategy: Strategy, learner: RiskMinimizer, point: tuple[sp.Expr, ...]
) -> sp.Expr:
    mean = _rational_at(learner, mean_gradient(learner, joint.table), point)
    shifts: dict[Pair, list[sp.Expr]] = {}
    for pair, mass in joint.table.items():
        if mass != 0:
            own, new = gradient_at(learner, pair), gradient_at(learner, moved(strategy, joint, pair))
            shifts[pair] = _rational_at(learner, tuple(b - a for a, b in zip(own, new, strict=True)), point)
    if len(point) == 1:
        return _scalar_mass(joint, mean[0], {z: s[0] for z, s in shifts.items()})
    if not all(isinstance(v, sp.Rational) for v in [*mean, *(v for s in shifts.values() for v in s)]):
        raise UnsupportedError("the gradients at the target are not rational; the linear program needs them so")
    equal = [({z: s[k] for z, s in shifts.items()}, -m) for k, m in enumerate(mean)]
    caps: list[tuple[dict[Any, Any], Any]] = [({z: 1, "alpha": -_number(joint.table[z])}, 0) for z in shifts]
    solution = solve_linear(LinearProgram({"alpha": -1}, equal=equal, at_most=[*caps, ({"alpha": 1}, 1)]))
    return -solution.value if solution.optimal and solution.value is not None else sp.oo


def _scalar_mass(joint: FiniteJoint, mean: sp.Expr, shifts: Mapping[Pair, sp.Expr]) -> sp.Expr:
    if mean == 0:
        return sp.S.Zero
    sign = -1 if mean.is_positive else 1
    reach = sp.Add(*(_number(joint.table[z]) * sign * s for z, s in shifts.items() if (sign * s).is_positive))
    size = sp.cancel(abs(mean) / reach) if reach != 0 else sp.oo
    return size if size <= 1 else sp.oo


def risk_bound(joint: FiniteJoint, law: Mapping[Pair, Any], learner: RiskMinimizer, size: sp.Expr) -> sp.Expr:
    """−‖E_{P_α} ∇ℓ(θ*)‖ / μ for a μ-strongly convex risk.

    Raises
    ------
    ArgumentError
        If the learner was given no `strong_convexity`.
    """
    if learner.strong_convexity is None:
        raise ArgumentError("bound: give RiskMinimizer(…, strong_convexity=μ) for a μ-strongly convex risk")
    at_target = _rational_at(learner, mixture_gradient(learner, joint, law, size), learner.target)
    return -distance(tuple(at_target), (sp.S.Zero,) * len(at_target)) / learner.strong_convexity
