"""Backward induction on numeric trees with perfect information, by one pass over integers.

Payoffs are scaled to integers; the pass goes from the last node to the first, and every node keeps the leaf that play
reaches from it.  It is exact, takes time linear in the number of nodes, and notices ties.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
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
MOST_LISTED = 5_000
"""Larger trees with ties, and trees with more equilibria, are answered by one of them and an undecided completeness."""


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


def solve_numeric(game: ExtensiveFormGame, ties: TieRule, *, one: bool = False) -> Equilibrium | None:
    """The subgame-perfect equilibrium of a numeric tree; ``None`` when ties want the general solver.

    With ``one=True`` a tree with ties is answered by one of its equilibria.

    Examples
    --------
    >>> from symgame.games.ties import AllTies
    >>> game = ExtensiveFormGame.from_arrays([-1, 0, 0], [0, -1, -1], [None, (1,), (2,)])
    >>> solve_numeric(game, AllTies()).at({})
    [{0: 1}]
    """
    form = game.form
    columns, denominator = _columns(game)
    replies = Replies(form.parents, form.owners, columns, isinstance(ties, FavourEarlier))
    real = {p: n for p, n in ((p, replies.equally_good(p, game.children[p])) for p in sorted(set(replies.tied))) if n > 1}
    least = _least_number(form.parents, real)
    if real and game.size <= LARGE and least <= MOST_LISTED and not one:
        return None
    payoffs = tuple((p, sp.Rational(c[replies.reach[0]], denominator)) for p, c in zip(game.players, columns, strict=True))
    strategies = _strategies(form, replies.chosen)
    said = "no player is ever indifferent, or she does what an earlier mover prefers" if replies.favour else "no player is ever indifferent"
    complete = Verdict(Status.PROVED, by=("backward induction",), reason=said)
    notes: tuple[str, ...] = ()
    if real:
        many = f"at least {least}" if least <= MOST_LISTED else f"more than {MOST_LISTED}"
        reason = f"there are ties at {len(real)} decisions, so {many} equilibria under {type(ties).__name__}; one is listed"
        complete, notes = Verdict(Status.UNDECIDED, reason=reason), (reason,)
    return Equilibrium(
        game=game, branches=(Branch(Region(sp.true), strategies, strategies, payoffs),), nonexistence=(),
        uncovered=sp.false, complete=complete, ties=ties, concept=SubgamePerfect(), notes=notes,
    )  # fmt: skip


def _least_number(parents: Sequence[int], real: Mapping[int, int]) -> int:
    """A lower bound on the number of equilibria: ties with no tie below them are broken independently."""
    above: set[int] = set()
    found = 1
    for p in sorted(real, reverse=True):
        if p not in above:
            found = min(found * real[p], MOST_LISTED + 1)
        v = parents[p]
        while v >= 0 and v not in above:
            above.add(v)
            v = parents[v]
    return found


def _strategies(form: Form, chosen: array[int]) -> tuple[tuple[Any, Any], ...]:
    keys, labels = form.names if isinstance(form, ArrayForm) else form.infosets, form.labels
    return tuple((keys[v], labels[w]) for v, w in enumerate(chosen) if w >= 0)


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


class Replies:
    """One pass of backward induction over integers.

    Parameters
    ----------
    parents, owners : sequences of int
    columns : sequence of sequences of int
        The payoffs at the leaves, a column a player.
    favour : bool
        Whether a tie is broken for the mover of the latest earlier decision who is not indifferent.

    Attributes
    ----------
    chosen : array of int
        The child chosen at each node, −1 at leaves.
    reach : array of int
        The leaf reached from each node.
    tied : list of int
        Nodes where a tie was seen and not broken, perhaps between children that were not the best in the end.

    Examples
    --------
    >>> replies = Replies([-1, 0, 0], [0, -1, -1], [[0, 1, 2]], False)
    >>> replies.chosen, replies.reach, replies.tied
    (array('i', [2, -1, -1]), array('i', [2, 1, 2]), [])
    """

    def __init__(self, parents: Sequence[int], owners: Sequence[int], columns: Sequence[Sequence[int]], favour: bool) -> None:
        self.parents, self.owners, self.columns, self.favour = parents, owners, columns, favour
        self.above = self._next_movers() if favour else array("i")
        size = len(parents)
        self.chosen = chosen = array("i", [-1]) * size
        self.reach = reach = array("i", range(size))
        self.tied = tied = list[int]()
        for v in range(size - 1, 0, -1):
            p = parents[v]
            if chosen[p] < 0:
                chosen[p] = v
                reach[p] = reach[v]
                continue
            column = columns[owners[p]]
            new, old = column[reach[v]], column[reach[p]]
            if new > old or (new == old and favour and self._earlier(p, reach[v], reach[p]) > 0):
                chosen[p] = v
                reach[p] = reach[v]
            elif new == old:
                tied.append(p)

    def _earlier(self, p: int, one: int, other: int) -> int:
        """Which of two leaves the movers above a node prefer, the latest first: 1, −1, or 0 when all are indifferent."""
        asked = {self.owners[p]}
        v = self.above[p]
        while v >= 0 and len(asked) < len(self.columns):
            if self.owners[v] not in asked:
                asked.add(self.owners[v])
                column = self.columns[self.owners[v]]
                if column[one] != column[other]:
                    return 1 if column[one] > column[other] else -1
            v = self.above[v]
        return 0

    def _next_movers(self) -> array[int]:
        """The nearest node above each at which another player moves, −1 if there is none."""
        above = array("i", [-1]) * len(self.parents)
        for v in range(1, len(self.parents)):
            p = self.parents[v]
            above[v] = p if self.owners[p] != self.owners[v] else above[p]
        return above

    def equally_good(self, p: int, children: Sequence[int]) -> int:
        """How many actions at a node are as good as the chosen one."""
        column, best = self.columns[self.owners[p]], self.reach[p]
        alike = [w for w in children if column[self.reach[w]] == column[best]]
        return sum(1 for w in alike if w == self.chosen[p] or not self.favour or self._earlier(p, self.reach[w], best) == 0)
