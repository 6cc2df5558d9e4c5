"""Lower bounds on the success of a collective, from a few numbers of the base distribution.

With X* = g(X) the signal set, q_x = P₀(g⁻¹(x)), ξ = P₀(X*) the uniqueness of the signal,
Δ_x = max_{y ≠ y*} P₀(y|x) − P₀(y*|x), Δ = max_{x ∈ X*} Δ_x⁺ the suboptimality gap, p = min_x P₀(y*|x), and
τ = Σ_x P₀(x) max_y |P₀(y|x) − P₀(y|g(x))| the distortion of an erasure:

* feature–label: S(α) >= 1 − ((1−α)/α) Δ ξ for ε = 0, with the table of `_gap_and_toll` for ε > 0;
* feature-only with a dump: the same with α p in the place of α in the denominators;
* feature-only: S(α) >= 1 − (1 − (2−α) p)⁺ ξ / (α p), and its forms for ε > 0;
* erasure: S(α) >= 1 − 2 (1−α) τ / α for ε = 0, 1 − 2 (1−α) τ / (α − 2ε) for the conditional neighbourhoods.

Each follows by summing the inequality that a failing point satisfies.  After Hardt, Mazumdar,
Mendler-Dünner, Zrnic (2023); constants and numbering are our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symgame.models.joint import FiniteJoint, to_sympy
from symgame.models.learners import BayesOptimal
from symgame.models.neighbourhoods import ConditionalHuber, ConditionalTotalVariation, TotalVariation
from symgame.models.strategies import Erasure, FeatureOnly, Strategy
from symgame.printing import Value


@dataclass(frozen=True)
class SignalNumbers(Value):
    """The numbers of a base distribution and a strategy on which the bounds depend.

    Parameters
    ----------
    uniqueness : Expr
        ξ, the base probability of the signal set.
    gap : Expr
        Δ, the suboptimality gap of the target on the signal set, at least 0.
    excess : Expr
        Σ P₀(x) Δ_x⁺ over the signal set, at most Δ ξ.
    share : Expr
        p, the least conditional probability of the target.
    distortion : Expr
        τ of an erasure; 0 for planting.

    Examples
    --------
    >>> half = sp.Rational(1, 2)
    >>> SignalNumbers(half, sp.S.Zero, sp.S.Zero, half, sp.S.Zero).uniqueness
    1/2
    """

    uniqueness: sp.Expr
    gap: sp.Expr
    excess: sp.Expr
    share: sp.Expr
    distortion: sp.Expr


def _out(value: Any) -> sp.Expr:
    return value if isinstance(value, sp.Basic) else to_sympy(value)


def signal_numbers(joint: FiniteJoint, strategy: Strategy) -> SignalNumbers:
    """ξ, Δ, p and τ of a base distribution; with parameters as Max and Min, for positive P₀(x).

    Examples
    --------
    >>> from symgame.models.strategies import FeatureLabel
    >>> joint = FiniteJoint({("a", 0): sp.Rational(3, 4), ("a", 1): sp.Rational(1, 4)})
    >>> signal_numbers(joint, FeatureLabel({"a": "a"}, 1)).gap
    1/2
    """
    zero = joint.zero
    largest: Any = max if joint.numeric else sp.Max
    least: Any = min if joint.numeric else sp.Min
    if isinstance(strategy, Erasure):
        return SignalNumbers(sp.S.Zero, sp.S.Zero, sp.S.Zero, sp.S.Zero, _out(_distortion(joint, strategy)))
    uniqueness, gap, excess = zero, zero, zero
    for x in set(strategy.signal.values()):
        mass = joint.marginal[x]
        if mass != 0:
            own = joint.mass(x, strategy.target)
            rivals = [joint.mass(x, y) for y in joint.labels if y != strategy.target]
            lead = largest(*rivals, zero) - own if rivals else -own
            uniqueness += mass
            gap = largest(gap, lead / mass)
            excess += largest(zero, lead)
    shares = [joint.mass(x, strategy.target) / m for x, m in joint.marginal.items() if m != 0]
    share = least(*shares, 1 + zero)
    return SignalNumbers(_out(uniqueness), _out(gap), _out(excess), _out(share), sp.S.Zero)


def _distortion(joint: FiniteJoint, strategy: Erasure) -> Any:
    total = joint.zero
    for x, mass in joint.marginal.items():
        centre = strategy.signal[x]
        if mass != 0 and centre != x:
            other = joint.marginal[centre]
            gaps = [abs(joint.mass(x, y) / mass - joint.mass(centre, y) / other) for y in joint.labels]
            total += mass * (max(gaps) if joint.numeric else sp.Max(*gaps))
    return total


def _gap_and_toll(learner: BayesOptimal, gap: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """(K, t) such that a failing set F has α' q(F) <= (1−α) K r(F) + t; None where nothing is known."""
    e = learner.epsilon
    if isinstance(learner.neighbourhood, ConditionalTotalVariation):
        return ((gap + 2 * e) / (1 - 2 * e), sp.S.Zero) if 2 * e < 1 else None
    if isinstance(learner.neighbourhood, ConditionalHuber):
        return (((1 - e) * gap + e) / (1 - 2 * e), sp.S.Zero) if 2 * e < 1 else None
    return gap, 2 * e if isinstance(learner.neighbourhood, TotalVariation) else e / (1 - e)


def _feature_only(learner: BayesOptimal, p: sp.Expr, alpha: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """(K, t) such that a failing set F has α p q(F) <= K r(F) + t, members of other labels staying."""
    e = learner.epsilon
    if isinstance(learner.neighbourhood, ConditionalTotalVariation):
        return ((1 + 2 * e - p * (2 - alpha + 2 * alpha * e)) / (1 - 2 * e), sp.S.Zero) if 2 * e < 1 else None
    if isinstance(learner.neighbourhood, ConditionalHuber):
        return ((1 - p * ((1 - e) * (2 - alpha) + e * alpha)) / (1 - 2 * e), sp.S.Zero) if 2 * e < 1 else None
    return 1 - p * (2 - alpha), 2 * e if isinstance(learner.neighbourhood, TotalVariation) else e / (1 - e)


def success_bound(
    strategy: Strategy, learner: BayesOptimal, numbers: SignalNumbers, alpha: sp.Expr, *, refined: bool = False
) -> sp.Expr | None:
    """The theorem's lower bound on the success at `alpha`; None where it says nothing.

    Parameters
    ----------
    strategy : FeatureLabel, FeatureOnly or Erasure
    learner : BayesOptimal
    numbers : SignalNumbers
    alpha : Expr
        A number in (0, 1], or a symbol for the formula.
    refined : bool
        Use Σ P₀(x) Δ_x⁺ for Δ ξ.

    Examples
    --------
    >>> from symgame.models.strategies import FeatureLabel
    >>> n = SignalNumbers(sp.Rational(1, 10), sp.S.One, sp.Rational(3, 50), sp.Rational(1, 5), sp.S.Zero)
    >>> success_bound(FeatureLabel({}, 1), BayesOptimal(), n, sp.Rational(1, 5))
    3/5
    """
    if alpha.is_zero:
        return None
    if isinstance(strategy, Erasure):
        idempotent = all(strategy.signal[strategy.signal[x]] == strategy.signal[x] for x in strategy.signal)
        return _erasure(learner, numbers.distortion, alpha) if idempotent else None
    p = numbers.share if isinstance(strategy, FeatureOnly) else sp.S.One
    if p == 0:
        return None
    if isinstance(strategy, FeatureOnly) and strategy.dump is None:
        terms = _feature_only(learner, p, alpha)
        if terms is None:
            return None
        return 1 - (sp.Max(0, terms[0]) * numbers.uniqueness + terms[1]) / (alpha * p)
    terms = _gap_and_toll(learner, numbers.gap)
    if terms is None:
        return None
    mass = numbers.uniqueness
    lost = numbers.excess if refined and terms[0] == numbers.gap else terms[0] * mass
    return 1 - ((1 - alpha) * lost + terms[1]) / (alpha * p)


def _erasure(learner: BayesOptimal, distortion: sp.Expr, alpha: sp.Expr) -> sp.Expr | None:
    e = learner.epsilon
    if e == 0:
        return 1 - 2 * (1 - alpha) * distortion / alpha
    if not isinstance(learner.neighbourhood, ConditionalTotalVariation | ConditionalHuber):
        return None
    room = alpha - 2 * e
    return None if room.is_nonpositive else 1 - 2 * (1 - alpha) * distortion / room


def mass_bound(
    strategy: Strategy, learner: BayesOptimal, numbers: SignalNumbers, success: sp.Expr, *, refined: bool = False
) -> sp.Expr | None:
    """The size from which on the bound guarantees `success`; None when it never does.

    The bound is at least S* exactly when a linear inequality in α holds, which is solved here.

    Examples
    --------
    >>> from symgame.models.strategies import FeatureLabel
    >>> n = SignalNumbers(sp.Rational(1, 10), sp.S.One, sp.Rational(3, 50), sp.Rational(1, 5), sp.S.Zero)
    >>> mass_bound(FeatureLabel({}, 1), BayesOptimal(), n, sp.Rational(1, 2))
    1/6
    """
    alpha = sp.Dummy("alpha", positive=True)
    bound = success_bound(strategy, learner, numbers, alpha, refined=refined)
    if bound is None:
        return sp.S.Zero if success == 0 else None
    # The positive part K⁺ in it: the inequality has to hold with K and with 0.
    larger = sorted(bound.atoms(sp.Max), key=sp.default_sort_key)
    sides = [bound] if not larger else [bound.xreplace({larger[0]: a}) for a in larger[0].args]
    roots = [_from_which_on(side - success, alpha) for side in sides]
    # An erasure's bound is one for α > 2ε only, also where τ = 0 removes the pole from it.
    first = 2 * learner.epsilon if isinstance(strategy, Erasure) else sp.S.Zero
    return None if any(r is None for r in roots) or first >= 1 else sp.Max(first, *roots)


def _from_which_on(difference: sp.Expr, alpha: sp.Symbol) -> sp.Expr | None:
    """The infimum of the sizes from which on (up to 1) the difference is at least 0."""
    numerator, denominator = sp.fraction(sp.together(difference))
    root_low = sp.S.Zero if alpha not in denominator.free_symbols else _pole(denominator, alpha)
    line = sp.Poly(numerator if sp.Poly(denominator, alpha).LC() > 0 else -numerator, alpha)
    slope, level = line.coeff_monomial(alpha), line.coeff_monomial(1)
    if slope <= 0:
        return root_low if slope + level >= 0 else None
    root = sp.Max(root_low, -level / slope)
    return root if root <= 1 else None


def _pole(denominator: sp.Expr, alpha: sp.Symbol) -> sp.Expr:
    line = sp.Poly(denominator, alpha)
    return sp.Max(0, -line.coeff_monomial(1) / line.coeff_monomial(alpha))
