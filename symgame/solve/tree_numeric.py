"""Backward induction on numeric trees with perfect information, by one pass over integers.

Payoffs are scaled to integers; the pass goes from the last node to the first, and every node keeps the leaf that play
reaches from it.  It is exact, takes time linear in the number of nodes, and notices ties.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from math import lcm
from typing import Any

import sympy as sp

from symgame.games.concepts import SubgamePerfect
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.ties import FavourEarlier, TieRule
from symgame.games.tree_form import CHANCE, ArrayForm, Form
from symgame.logic.region import Region
from symgame.logic.verdict import Status, Verdict
from symgame.solve.equilibrium import Branch, Equilibrium

LARGE = 3_000
"""Above this size, a tree with ties is answered by one equilibrium and an undecided completeness."""


def numeric(game: ExtensiveFormGame) -> bool:
    """Whether a tree has rational payoffs, perfect information and no chance.

    Examples
    --------
    >>> numeric(ExtensiveFormGame.from_arrays([-1, 0], [0, -1], [None, (1,)]))
    True
    """
    if isinstance(game.form, ArrayForm):
        return True
    if game.parameters or CHANCE in game.form.owners or not game.perfect_information:
        return False
    return all(x.is_Rational for u in game.form.payoffs for x in u or ())


def solve_numeric(game: ExtensiveFormGame, ties: TieRule) -> Equilibrium | None:
    """The subgame-perfect equilibrium of a numeric tree; ``None`` when ties want the general solver.

    Examples
    --------
    >>> from symgame.games.ties import AllTies
    >>> game = ExtensiveFormGame.from_arrays([-1, 0, 0], [0, -1, -1], [None, (1,), (2,)])
    >>> solve_numeric(game, AllTies()).at({})
    [{0: 1}]
    """
    form = game.form
    columns, denominator = _columns(game)
    chosen, reach, tied = best_replies(form.parents, form.owners, columns)
    real = [p for p in tied if _still_tied(game, p, columns, reach, chosen)]
    if real and game.size <= LARGE:
        return None
    payoffs = tuple((p, sp.Rational(c[reach[0]], denominator)) for p, c in zip(game.players, columns, strict=True))
    strategies = _strategies(form, chosen)
    complete = Verdict(Status.PROVED, by=("backward induction",), reason="no player is ever indifferent")
    notes: tuple[str, ...] = ()
    if real:
        rule = type(ties).__name__
        reason = f"{len(real)} players' decisions are ties, so more equilibria exist under {rule}; one is listed"
        complete, notes = Verdict(Status.UNDECIDED, reason=reason), (reason,)
    if real and isinstance(ties, FavourEarlier):
        notes = (*notes, "the equilibrium listed may not be the one that the rule selects")
    return Equilibrium(
        game=game, branches=(Branch(Region(sp.true), strategies, strategies, payoffs),), nonexistence=(),
        uncovered=sp.false, complete=complete, ties=ties, concept=SubgamePerfect(), notes=notes,
    )  # fmt: skip


def _strategies(form: Form, chosen: array[int]) -> tuple[tuple[Any, Any], ...]:
    if isinstance(form, ArrayForm):
        places = form.places
        return tuple((v, places[w]) for v, w in enumerate(chosen) if w >= 0)
    return tuple((form.infosets[v], form.labels[w]) for v, w in enumerate(chosen) if w >= 0)


def _columns(game: ExtensiveFormGame) -> tuple[Sequence[Any], int]:
    form = game.form
    if isinstance(form, ArrayForm):
        return form.columns, form.denominator
    leaves = game.leaf_payoffs
    denominator = 1
    for u in leaves.values():
        denominator = lcm(denominator, *(int(x.q) for x in u))  # type: ignore[attr-defined]
    columns: list[list[int]] = [[0] * game.size for _ in game.players]
    for v, u in leaves.items():
        for column, x in zip(columns, u, strict=True):
            column[v] = int(x.p) * (denominator // int(x.q))  # type: ignore[attr-defined]
    return columns, denominator


def best_replies(
    parents: Sequence[int], owners: Sequence[int], columns: Sequence[Sequence[int]]
) -> tuple[array[int], array[int], list[int]]:
    """The child chosen at each node (−1 at leaves), the leaf reached from it, and nodes where a tie was seen.

    Examples
    --------
    >>> best_replies([-1, 0, 0], [0, -1, -1], [[0, 1, 2]])
    (array('i', [2, -1, -1]), array('i', [2, 1, 2]), [])
    """
    size = len(parents)
    chosen = array("i", [-1]) * size
    reach = array("i", range(size))
    tied: list[int] = []
    for v in range(size - 1, 0, -1):
        p = parents[v]
        best = chosen[p]
        if best < 0:
            chosen[p] = v
            reach[p] = reach[v]
            continue
        column = columns[owners[p]]
        new, old = column[reach[v]], column[reach[p]]
        if new > old:
            chosen[p] = v
            reach[p] = reach[v]
        elif new == old:
            tied.append(p)
    return chosen, reach, tied


def _still_tied(game: ExtensiveFormGame, p: int, columns: Sequence[Sequence[int]], reach: array[int], chosen: array[int]) -> bool:
    column = columns[game.form.owners[p]]
    best = column[reach[p]]
    return any(w != chosen[p] and column[reach[w]] == best for w in game.children[p])
