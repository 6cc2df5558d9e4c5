"""Success of an erasing collective: f(g(x)) = f(x), the worst case over what the learner may output.

Let F_x(α) be the labels that the learner may output at x: the most likely ones for ε = 0, those that are
most likely under some distribution of a conditional neighbourhood otherwise.  The outputs at different
points are free of each other, so that the worst case is

    S(α) = min over f(x) ∈ F_x of Σ_x P₀(x) 1{f(x) = f(g(x))}.

Fixed points of g always succeed.  A point that is no image fails as soon as F_x is not {f(g(x))}, so that
only outputs at image points with several labels are enumerated, component by component of the graph of g.
A label l is in F_x for conditional total variation iff Σ_y (P(x,y) − P(x,l) − ε P(x))⁺ <= ε P(x), for
conditional Huber iff (1−ε) P(x,l) + ε P(x) >= (1−ε) P(x,y) for all y.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise, product
from math import prod
from typing import Any

import networkx as nx
import sympy as sp
from flint import fmpq

from symgame.errors import UnsupportedError
from symgame.models.joint import FiniteJoint, Pair, to_fmpq
from symgame.models.learners import BayesOptimal
from symgame.models.margins import add_staircases
from symgame.models.neighbourhoods import ConditionalHuber, ConditionalTotalVariation
from symgame.models.steps import StepFunction

ZERO = fmpq(0)
CHOICES = 4096
"""Combinations of outputs at tied image points of one component up to which they are enumerated."""

Masses = Sequence[fmpq]


def possible_labels(masses: Masses, learner: BayesOptimal) -> tuple[int, ...]:
    """Which labels (by position) the learner may output at a point with these label masses.

    Examples
    --------
    >>> possible_labels([fmpq(1, 3), fmpq(1, 3), fmpq(0)], BayesOptimal())
    (0, 1)
    """
    total, epsilon = sum(masses, ZERO), to_fmpq(learner.epsilon)
    if isinstance(learner.neighbourhood, ConditionalTotalVariation):
        room = epsilon * total
        return tuple(
            k for k, own in enumerate(masses) if sum((max(ZERO, m - own - room) for m in masses), ZERO) <= room
        )
    lift, scale = (epsilon * total, 1 - epsilon) if isinstance(learner.neighbourhood, ConditionalHuber) else (ZERO, 1)
    return tuple(k for k, own in enumerate(masses) if all(scale * own + lift >= scale * m for m in masses))


def components(joint: FiniteJoint, signal: Mapping[Any, Any]) -> list[tuple[Any, ...]]:
    """The components of the graph of the signal map, each in canonical order.

    Examples
    --------
    >>> components(FiniteJoint({("a", 0): 1, ("b", 0): 0}), {"a": "a", "b": "b"})
    [('a',), ('b',)]
    """
    graph = nx.Graph()
    graph.add_nodes_from(joint.features)
    graph.add_edges_from((x, signal[x]) for x in joint.features)
    place = {x: k for k, x in enumerate(joint.features)}
    return [tuple(sorted(part, key=place.__getitem__)) for part in nx.connected_components(graph)]


def component_success(
    joint: FiniteJoint,
    signal: Mapping[Any, Any],
    part: Sequence[Hashable],
    table: Mapping[Pair, fmpq],
    learner: BayesOptimal,
) -> fmpq:
    """The worst-case success within one component; `table` is the mixture.

    Raises
    ------
    UnsupportedError
        If too many image points of the component are tied.
    """
    labels = {x: possible_labels([table.get((x, y), ZERO) for y in joint.labels], learner) for x in part}
    images = {signal[x] for x in part if signal[x] != x}
    tied = [x for x in part if x in images and len(labels[x]) > 1]
    if prod(len(labels[x]) for x in tied) > CHOICES:
        raise UnsupportedError(f"erasure: {len(tied)} points of the signal set are tied at this alpha; too many to try")
    sure = sum((joint.marginal[x] for x in part if signal[x] == x), ZERO)
    moving = [x for x in part if signal[x] != x]
    found = []
    for choice in product(*(labels[x] for x in tied)):
        output = {**{x: labels[x][0] for x in images}, **dict(zip(tied, choice, strict=True))}
        kept = (x for x in moving if (x in images or len(labels[x]) == 1))
        won = (joint.marginal[x] for x in kept if output.get(x, labels[x][0]) == output[signal[x]])
        found.append(sum(won, ZERO))
    return sure + min(found)


def erasure_success(
    joint: FiniteJoint, signal: Mapping[Any, Any], table: Mapping[Pair, fmpq], learner: BayesOptimal
) -> fmpq:
    """The worst-case success at a numeric size; `table` is the mixture.

    Examples
    --------
    >>> joint = FiniteJoint({("a", 0): sp.Rational(1, 3), ("b", 0): 0, ("b", 1): sp.Rational(2, 3)})
    >>> erasure_success(joint, {"a": "a", "b": "a"}, joint.table, BayesOptimal())
    1/3
    """
    return sum((component_success(joint, signal, p, table, learner) for p in components(joint, signal)), ZERO)


def erasure_staircase(
    variable: sp.Symbol,
    joint: FiniteJoint,
    signal: Mapping[Any, Any],
    law: Mapping[Pair, fmpq],
    learner: BayesOptimal,
) -> StepFunction:
    """The worst-case success of a single collective as a step function of its size."""
    parts = []
    for part in components(joint, signal):
        pairs = [(x, y) for x in part for y in joint.labels]
        ends = {k: (joint.table.get(k, ZERO), law.get(k, ZERO)) for k in pairs}
        cuts = sorted(
            {fmpq(0), fmpq(1), *(c for x in part for c in _cuts([ends[x, y] for y in joint.labels], learner))}
        )

        def value(alpha: fmpq, part: Any = part, ends: Any = ends) -> fmpq:
            table = {k: (1 - alpha) * a + alpha * b for k, (a, b) in ends.items()}
            return component_success(joint, signal, part, table, learner)

        between = [value((a + b) / 2) for a, b in pairwise(cuts)]
        changes = [(c, value(c), after) for c, after in zip(cuts, [*between, value(fmpq(1))], strict=True)]
        parts.append((changes[0][1], changes))
    return add_staircases(variable, parts)


def _root(at_zero: fmpq, at_one: fmpq) -> Iterable[fmpq]:
    if at_zero != at_one:
        root = at_zero / (at_zero - at_one)
        if 0 < root < 1:
            yield root


def _cuts(ends: Sequence[tuple[fmpq, fmpq]], learner: BayesOptimal) -> Iterable[fmpq]:
    """Sizes at which the possible labels of a point can change."""
    epsilon = to_fmpq(learner.epsilon)
    totals = [sum((e[s] for e in ends), ZERO) for s in (0, 1)]
    if not isinstance(learner.neighbourhood, ConditionalTotalVariation):
        huber = isinstance(learner.neighbourhood, ConditionalHuber)
        scale, lift = (1 - epsilon, epsilon) if huber else (1, ZERO)
        for a in ends:
            for b in ends:
                yield from _root(*(scale * (a[s] - b[s]) + lift * totals[s] for s in (0, 1)))
        return
    for own in ends:
        lines = [tuple(e[s] - own[s] - epsilon * totals[s] for s in (0, 1)) for e in ends]
        inner = sorted({fmpq(0), fmpq(1), *(r for line in lines for r in _root(*line))})
        yield from inner
        for low, high in pairwise(inner):
            sums = [
                sum((max(ZERO, (1 - t) * z + t * o) for z, o in lines), ZERO)
                - epsilon * ((1 - t) * totals[0] + t * totals[1])
                for t in (low, high)
            ]
            yield from (low + r * (high - low) for r in _root(sums[0], sums[1]))
