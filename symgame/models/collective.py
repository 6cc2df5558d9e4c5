"""Algorithmic collective action: a fraction of the users plants a signal in the training data.

A base distribution P₀ on features × labels is finite.  A fraction α of the users replaces its data z by
h(z); the platform sees the mixture P_α = α P* + (1 − α) P₀, P* the law of h(z), and trains a learner on it.
With a signal map g and a target label y* the collective's success is

    S(α) = P₀{x : f(g(x)) = y*}        (planting),         S(α) = P₀{x : f(g(x)) = f(x)}      (erasure),

the worst case over what an ε-suboptimal learner may do, ties counted against the collective.  For
feature–label planting and ε = 0, S is a staircase with steps q_x = P₀(g⁻¹(x)) at
α_x = G_x⁺ / (q_x + G_x⁺), G_x = max_{y ≠ y*} P₀(x, y) − P₀(x, y*).

After Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023), *Algorithmic Collective Action in Machine Learning*,
and Gauthier, Bach, Jordan (2025).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp

from symgame.budget import Budget
from symgame.errors import ArgumentError, ArgumentTypeError, UnsupportedError
from symgame.models.bayes import bayes_critical_mass, bayes_success, point_thresholds
from symgame.models.bounds import SignalNumbers, mass_bound, signal_numbers, success_bound
from symgame.models.cached import CachedValue
from symgame.models.descent import descent_bound, descent_success, redirected_path, step_count
from symgame.models.joint import FiniteJoint, Pair
from symgame.models.learners import BayesOptimal, GradientDescent, Learner, RiskMinimizer
from symgame.models.margins import ContestForms, contest_forms
from symgame.models.planting import check_strategy, contests, planted_law
from symgame.models.risk import distance, risk_bound, risk_critical_mass, risk_success
from symgame.models.steps import StepFunction
from symgame.models.strategies import Erasure, GradientRedirecting, Strategy
from symgame.models.worst_case import Bracket
from symgame.solve.values import exact_number


@dataclass(frozen=True, init=False)
class CollectiveAction(CachedValue):
    """A collective, or several, against a learner.

    Parameters
    ----------
    base : mapping from (feature, label) to probability
        Rational or symbolic, summing to one.
    strategy : FeatureLabel, FeatureOnly, Erasure, or a tuple of them
        One a collective.
    learner : BayesOptimal, RiskMinimizer or GradientDescent
        Bayes-optimal on the mixture by default.

    Raises
    ------
    GameError, ArgumentTypeError
        If the probabilities, the signal map, the target or the dump feature are not well formed.

    Examples
    --------
    >>> from symgame.models.strategies import FeatureLabel
    >>> base = {("a", 0): sp.Rational(2, 3), ("a", 1): sp.Rational(1, 3)}
    >>> action = CollectiveAction(base, FeatureLabel({"a": "a"}, target=1))
    >>> action.critical_mass(1), action.success(sp.Rational(1, 2))
    (1/4, 1)
    """

    joint: FiniteJoint
    strategies: tuple[Any, ...]
    learner: Learner

    def __init__(self, base: Mapping[Pair, Any], strategy: Any, learner: Learner | None = None) -> None:
        learner = BayesOptimal() if learner is None else learner
        joint = base if isinstance(base, FiniteJoint) else FiniteJoint(base)
        listed = tuple(strategy) if isinstance(strategy, tuple | list) else (strategy,)
        if not listed:
            raise ArgumentError("strategy: there is no collective")
        for s in listed:
            if not isinstance(s, Strategy | GradientRedirecting):
                raise ArgumentTypeError(f"strategy: {s!r} is not a FeatureLabel, FeatureOnly or Erasure")
            if not isinstance(s, GradientRedirecting):
                check_strategy(joint, s)
            elif not isinstance(learner, GradientDescent):
                raise UnsupportedError("GradientRedirecting is a strategy against GradientDescent")
        if not isinstance(learner, Learner):
            raise ArgumentTypeError(f"learner: {learner!r} is not a BayesOptimal, RiskMinimizer or GradientDescent")
        if len(listed) > 1 and not isinstance(learner, BayesOptimal):
            raise UnsupportedError("several collectives need the learner BayesOptimal")
        object.__setattr__(self, "joint", joint)
        object.__setattr__(self, "strategies", listed)
        object.__setattr__(self, "learner", learner)

    @property
    def strategy(self) -> Any:
        """The strategy of the first collective."""
        return self.strategies[0]

    @cached_property
    def laws(self) -> tuple[dict[Pair, Any], ...]:
        """P*_k for every collective."""
        return tuple(planted_law(s, self.joint) for s in self.strategies)

    @cached_property
    def forms(self) -> tuple[tuple[ContestForms, ...], ...]:
        """For every planting collective the contests with their margins; none for an erasing one."""
        assert isinstance(self.learner, BayesOptimal)
        return tuple(
            tuple(contest_forms(c, self.joint, self.laws, self.learner) for c in contests(s, self.joint))
            if not isinstance(s, Erasure)
            else ()
            for s in self.strategies
        )

    @cached_property
    def numbers(self) -> SignalNumbers:
        """ξ, Δ, p, τ of the first strategy: what the bounds depend on."""
        return signal_numbers(self.joint, self.strategy)

    @property
    def thresholds(self) -> dict[Any, sp.Expr]:
        """By signal point, the infimum of the sizes that win it; ``oo`` where none does.

        For a single planting collective and ε = 0 or a conditional neighbourhood.

        Examples
        --------
        >>> from symgame.models.strategies import FeatureLabel
        >>> base = {("a", 0): sp.Rational(2, 3), ("a", 1): sp.Rational(1, 3)}
        >>> CollectiveAction(base, FeatureLabel({"a": "a"}, target=1)).thresholds
        {'a': 1/4}
        """
        self._single("thresholds")
        return point_thresholds(self)

    def success(
        self, alpha: Any, *, steps: int | None = None, budget: Budget | None = None
    ) -> sp.Expr | StepFunction | Bracket | tuple[Any, ...]:
        """The success at size `alpha`, exact.

        Parameters
        ----------
        alpha : number in [0, 1] or Symbol; a tuple of them for several collectives
        steps : int, optional
            Number of gradient steps, for `GradientDescent`.
        budget : Budget, optional
            For the knapsack of a joint neighbourhood, and for long recursions.

        Returns
        -------
        Rational
            For a number and a Bayes-optimal learner; −‖θ − θ*‖, an exact Expr, for a parametric learner.
        StepFunction
            For a Symbol and rational probabilities.
        Expr
            With symbolic probabilities: a sum of Piecewise terms.
        Bracket
            A proved pair of bounds when the budget is spent.
        tuple
            One success a collective when there are several.

        Raises
        ------
        ArgumentError
            If a size is outside [0, 1] or the sizes sum to more than 1.

        Examples
        --------
        >>> from symgame.models.strategies import FeatureLabel
        >>> base = {("a", 0): sp.Rational(2, 3), ("a", 1): sp.Rational(1, 3)}
        >>> CollectiveAction(base, FeatureLabel({"a": "a"}, target=1)).success(sp.Symbol("alpha")).thresholds
        (1/4,)
        """
        sizes = self._sizes(alpha)
        meter = (budget or Budget(operations=5_000_000, seconds=120)).start()
        if isinstance(self.learner, RiskMinimizer):
            return risk_success(self.joint, self.laws[0], self.learner, sizes[0])
        if isinstance(self.strategy, GradientRedirecting):
            assert isinstance(self.learner, GradientDescent)
            total = step_count(self.learner, steps)
            return -distance(
                redirected_path(self.learner, sizes[0], self.strategy.strength, total)[-1], self.learner.target
            )
        if isinstance(self.learner, GradientDescent):
            return descent_success(self.joint, self.laws[0], self.learner, sizes[0], steps, meter)
        if len(self.strategies) == 1:
            return bayes_success(self, 0, sizes, meter)
        return tuple(bayes_success(self, k, sizes, meter) for k in range(len(self.strategies)))

    def critical_mass(self, success: Any, *, budget: Budget | None = None) -> sp.Expr:
        """The infimum of the sizes from which on the success is at least `success`.

        Parameters
        ----------
        success : number
            In [0, 1]; at most 0 for a parametric learner, where success is minus a distance.
        budget : Budget, optional

        Returns
        -------
        Rational
            ``inf {a : S(α) >= success for all α in (a, 1]}``; ``oo`` when no size suffices.  With a
            parametric learner members may also leave their data as it is, so that a larger collective
            can do whatever a smaller one can.

        Examples
        --------
        >>> from symgame.models.strategies import FeatureLabel
        >>> base = {("a", 0): sp.Rational(2, 3), ("a", 1): sp.Rational(1, 3)}
        >>> CollectiveAction(base, FeatureLabel({"a": "a"}, target=1)).critical_mass(sp.Rational(1, 2))
        1/4
        """
        self._single("critical_mass")
        goal = exact_number(success, "success")
        if isinstance(self.learner, RiskMinimizer):
            return risk_critical_mass(self.joint, self.strategy, self.learner, goal)
        if isinstance(self.learner, GradientDescent):
            raise UnsupportedError("critical_mass needs BayesOptimal or RiskMinimizer; see .bound for GradientDescent")
        if not 0 <= goal <= 1:
            raise ArgumentError(f"success = {goal} is outside [0, 1]")
        meter = (budget or Budget(operations=5_000_000, seconds=120)).start()
        return bayes_critical_mass(self, goal, meter)

    def bound(self, alpha: Any, *, refined: bool = False, steps: int | None = None, reach: Any = None) -> sp.Expr:
        """The theorem's lower bound on the success, at most the exact success.

        Parameters
        ----------
        alpha : number in [0, 1] or Symbol
        refined : bool
            Use the sum of P₀(x) Δ_x⁺ in the place of Δ ξ.
        steps, reach : optional
            For `GradientDescent`: T, and the radius B of the ball of mean gradients that members achieve.

        Returns
        -------
        Expr
            Where the theorem says nothing (α = 0, p = 0, ε too large) the trivial bound 0.

        Examples
        --------
        >>> from symgame.models.strategies import FeatureLabel
        >>> base = {("a", 0): sp.Rational(2, 3), ("a", 1): sp.Rational(1, 3)}
        >>> CollectiveAction(base, FeatureLabel({"a": "a"}, target=1)).bound(sp.Rational(1, 2))
        2/3
        """
        self._single("bound")
        size = self._sizes(alpha)[0]
        if isinstance(self.learner, RiskMinimizer):
            return risk_bound(self.joint, self.laws[0], self.learner, size)
        if isinstance(self.learner, GradientDescent):
            return descent_bound(self.joint, self.learner, size, steps, reach)
        found = success_bound(self.strategy, self.learner, self.numbers, size, refined=refined)
        return sp.S.Zero if found is None else found

    def critical_mass_bound(self, success: Any, *, refined: bool = False) -> sp.Expr:
        """The size from which on the theorem's bound guarantees `success`; ``oo`` when it never does.

        Examples
        --------
        >>> from symgame.models.strategies import FeatureLabel
        >>> base = {("a", 0): sp.Rational(2, 3), ("a", 1): sp.Rational(1, 3)}
        >>> CollectiveAction(base, FeatureLabel({"a": "a"}, target=1)).critical_mass_bound(sp.Rational(1, 2))
        2/5
        """
        self._single("critical_mass_bound")
        if not isinstance(self.learner, BayesOptimal):
            raise UnsupportedError("critical_mass_bound needs the learner BayesOptimal")
        if not self.joint.numeric:
            raise UnsupportedError("critical_mass_bound needs rational probabilities; solve bound(alpha) >= success")
        goal = exact_number(success, "success")
        if not 0 <= goal <= 1:
            raise ArgumentError(f"success = {goal} is outside [0, 1]")
        found = mass_bound(self.strategy, self.learner, self.numbers, goal, refined=refined)
        return sp.oo if found is None else found

    def _single(self, what: str) -> None:
        if len(self.strategies) > 1:
            raise UnsupportedError(f"{what} needs a single collective; there are {len(self.strategies)}")

    def _sizes(self, alpha: Any) -> tuple[sp.Expr, ...]:
        listed = tuple(alpha) if isinstance(alpha, tuple | list) else (alpha,)
        if len(listed) != len(self.strategies):
            raise ArgumentError(f"alpha: {len(listed)} sizes for {len(self.strategies)} collectives")
        sizes = tuple(a if isinstance(a, sp.Symbol) else exact_number(a, "alpha") for a in listed)
        for size in sizes:
            if not isinstance(size, sp.Symbol) and not 0 <= size <= 1:
                raise ArgumentError(f"alpha = {size} is outside [0, 1]")
        if all(not isinstance(s, sp.Symbol) for s in sizes) and sum(sizes) > 1:
            raise ArgumentError(f"alpha: the sizes {sizes} sum to more than 1")
        return sizes
