"""The comparisons by which backward induction finds a profile, as displayed lines with their verdicts.

At a decision node v with the profile played below, the mover's payoff of the action chosen is at least that of every
other action.  On the branch's region each comparison holds: the region is made of their signs.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import sympy as sp

from symgame.games.extensive import ExtensiveFormGame
from symgame.games.strategies import Lottery
from symgame.games.tree_form import CHANCE
from symgame.logic.verdict import Status, Verdict
from symgame.solve.equilibrium import Step

LARGEST = 80
"""Trees with more nodes get no displayed lines."""


def comparison_steps(game: ExtensiveFormGame, chosen: Mapping[Hashable, Any]) -> tuple[Step, ...]:
    """The comparisons of a pure profile of a tree with perfect information, the last decisions first.

    Examples
    --------
    >>> from symgame.games.tree_builder import tree
    >>> x = sp.Symbol("x", real=True)
    >>> [s.relation for s in comparison_steps(tree("A", L=(x,), R=(0,)).game(), {"root": "L"})]
    [x >= 0]
    """
    pure = not any(isinstance(c, Lottery) for c in chosen.values())
    if game.size > LARGEST or not game.perfect_information or not pure:
        return ()
    form = game.form
    values: dict[int, tuple[sp.Expr, ...]] = dict(game.leaf_payoffs)
    depth = [0] * game.size
    for v in range(1, game.size):
        depth[v] = depth[form.parents[v]] + 1
    found: list[Step] = []
    for v in range(game.size - 1, -1, -1):
        below = game.children[v]
        if not below:
            continue
        if form.owners[v] == CHANCE:
            weights = [form.probabilities[w] for w in below]
            terms = [tuple(q * x for x in values[w]) for q, w in zip(weights, below, strict=True)]
            values[v] = tuple(sp.expand(sp.Add(*column)) for column in zip(*terms, strict=True))
            continue
        best = next(w for w in below if form.labels[w] == chosen[form.infosets[v]])
        values[v] = values[best]
        mover = form.owners[v]
        for w in below:
            relation = sp.Ge(sp.factor(values[best][mover] - values[w][mover]), 0)
            if w != best and relation != sp.true:
                verdict = Verdict(Status.PROVED, by=("signs of the region",))
                found.append(Step("comparison", depth[v] + 1, game.players[mover], None, relation, (), verdict))
    return tuple(found)
