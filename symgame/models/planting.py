"""What a strategy does to the data, and what it has to win.

For collectives of sizes α_k the platform sees ``P_α = (1 − Σ α_k) P₀ + Σ α_k P*_k``, with P*_k the law of
h_k(z), z ~ P₀.  The success of a planting is decided point by point: a `Contest` at a signal point carries
the weight that is won when the target label leads there strictly (ties go against the collective).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symgame.errors import GameError, UnsupportedError
from symgame.models.joint import FiniteJoint, Pair
from symgame.models.strategies import Erasure, FeatureLabel, FeatureOnly, Strategy
from symgame.printing import Value


@dataclass(frozen=True)
class Contest(Value):
    """One term of the success of a planting: `weight` is won when the target label leads strictly at `point`.

    Parameters
    ----------
    point : feature
        The signal point g(x).
    weight : number
        P₀(g⁻¹(point)).
    label : label
        The target y*.
    """

    point: Any
    weight: Any
    label: Any


def check_strategy(joint: FiniteJoint, strategy: Strategy) -> None:
    """Raise unless the signal map is a map of the features, and target and dump exist.

    Examples
    --------
    >>> check_strategy(FiniteJoint({("a", 0): 1}), FeatureLabel({"a": "a"}, 0))
    """
    features, signal = set(joint.features), strategy.signal
    for x in joint.features:
        if x not in signal:
            raise GameError(
                f"signal: the feature {x!r} has no image; write {x!r}: {x!r} where the signal changes nothing"
            )
    for x, image in signal.items():
        if x not in features:
            raise GameError(f"signal: {x!r} is not a feature of the base distribution")
        if image not in features:
            raise GameError(f"signal: {x!r} is sent to {image!r}, which is not a feature of the base distribution")
    if isinstance(strategy, Erasure):
        for x in joint.features:
            if joint.marginal[signal[x]] == 0:
                raise GameError(f"signal: {x!r} is sent to {signal[x]!r}, which has probability 0: no label to imitate")
        return
    if strategy.target not in joint.labels:
        raise GameError(f"target: {strategy.target!r} is not a label; the labels are {joint.labels}")
    if isinstance(strategy, FeatureOnly) and strategy.dump is not None:
        if strategy.dump not in features:
            raise GameError(f"dump: {strategy.dump!r} is not a feature of the base distribution")
        if strategy.dump in signal.values():
            raise GameError(f"dump: {strategy.dump!r} is a signal point; choose a feature outside the signal set")


def likely_label(joint: FiniteJoint, feature: Any) -> Any:
    """A label of largest probability at `feature`, the first in order among equal ones.

    Examples
    --------
    >>> from sympy import Rational
    >>> likely_label(FiniteJoint({("a", 0): Rational(1, 4), ("a", 1): Rational(3, 4)}), "a")
    1
    """
    if not joint.numeric:
        raise UnsupportedError("erasure needs rational probabilities: the most likely label depends on the parameters")
    return max(joint.labels, key=lambda y: joint.mass(feature, y))


def planted_law(strategy: Strategy, joint: FiniteJoint) -> dict[Pair, Any]:
    """The law P* of h(z), z ~ P₀; pairs of probability 0 may be left out.

    Examples
    --------
    >>> planted_law(FeatureLabel({"a": "a"}, 1), FiniteJoint({("a", 0): 1, ("a", 1): 0}))
    {('a', 1): 1}
    """
    law: dict[Pair, Any] = {}
    images: dict[Pair, Pair] = {}
    if isinstance(strategy, Erasure):
        labels = {c: likely_label(joint, c) for c in set(strategy.signal.values())}
        images = {pair: (pair[0], labels[strategy.signal[pair[0]]]) for pair in joint.table}
    for pair, mass in joint.table.items():
        image = images[pair] if images else moved(strategy, joint, pair)
        law[image] = law[image] + mass if image in law else mass
    return law


def moved(strategy: Strategy, joint: FiniteJoint, pair: Pair) -> Pair:
    """h(x, y), the data that a member at (x, y) reports.

    Examples
    --------
    >>> moved(FeatureLabel({"a": "b"}, 1), FiniteJoint({("a", 0): 1}), ("a", 0))
    ('b', 1)
    """
    x, y = pair
    if isinstance(strategy, Erasure):
        return (x, likely_label(joint, strategy.signal[x]))
    if isinstance(strategy, FeatureLabel) or y == strategy.target:
        return (strategy.signal[x], strategy.target)
    return (x if strategy.dump is None else strategy.dump, y)


def contests(strategy: Strategy, joint: FiniteJoint) -> tuple[Contest, ...]:
    """The points that count, with their weights; points of weight 0 are left out.

    Examples
    --------
    >>> contests(FeatureLabel({"a": "a"}, 0), FiniteJoint({("a", 0): 1}))
    (Contest(point='a', weight=1, label=0),)
    """
    assert not isinstance(strategy, Erasure), "an erasure has no contests: see symgame.models.erasure"
    weights: dict[Any, Any] = {}
    for x in joint.features:
        point = strategy.signal[x]
        weights[point] = weights.get(point, joint.zero) + joint.marginal[x]
    return tuple(Contest(p, w, strategy.target) for p, w in weights.items() if w != 0)
