"""Subgames with simultaneous moves or imperfect information, solved as matrices.

Smaller subgames are replaced by what they give; the rest of the subgame is a strategic form over the information sets
in it.  One active player chooses a best plan, two play a bimatrix game, and for more players the equilibria in pure
strategies are found.  A mixed strategy becomes a behaviour strategy by the probabilities of realisation (Kuhn 1953).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

import sympy as sp

from symgame.games.strategies import Lottery
from symgame.games.tree_form import CHANCE
from symgame.logic.signs import NONNEGATIVE
from symgame.solve.cells import Cell
from symgame.solve.ratio import Ratio
from symgame.solve.support import bimatrix
from symgame.solve.tree_parts import Part, gain

if TYPE_CHECKING:
    from symgame.solve.tree_fold import Fold

Plan = dict[Hashable, Hashable]


class Stage:
    """The part of a subgame above its own subgames: its information sets and the plans of its players.

    Parameters
    ----------
    fold : Fold
    root : int
    ends : sequence of int
        Leaves and roots of the subgames below.
    """

    def __init__(self, fold: Fold, root: int, ends: Sequence[int]) -> None:
        self.fold, self.root, self.ends = fold, root, tuple(ends)
        game = fold.game
        inner = [root]
        for v in inner:
            inner.extend(w for w in game.children[v] if w not in set(ends))
        self.keys: dict[int, list[Hashable]] = {}
        for v in sorted(inner):
            owner = game.form.owners[v]
            if owner >= 0 and game.form.infosets[v] not in self.keys.setdefault(owner, []):
                self.keys[owner].append(game.form.infosets[v])
        self.players = sorted(self.keys)
        self.plans: dict[int, list[Plan]] = {i: self._plans(i) for i in self.players}

    def _plans(self, player: int) -> list[Plan]:
        keys = self.keys[player]
        choices = [self.fold.game.infosets[k] for k in keys]
        found = []
        for labels in product(*choices):
            self.fold.count()
            found.append(dict(zip(keys, labels, strict=True)))
        return found

    def payoffs(self, profile: Mapping[Hashable, Hashable], parts: Mapping[int, Part]) -> tuple[Ratio, ...]:
        """Expected payoffs of a pure profile, given one part of each end."""
        game, field = self.fold.game, self.fold.space.field
        totals = [field.integer(0)] * len(game.players)
        waiting = [(self.root, field.integer(1))]
        while waiting:
            v, weight = waiting.pop()
            if v in parts:
                totals = [t + weight * u for t, u in zip(totals, parts[v].payoffs, strict=True)]
            elif game.form.owners[v] == CHANCE:
                for w in game.children[v]:
                    waiting.append((w, weight * field.enter(game.form.probabilities[w])))  # type: ignore[arg-type]
            else:
                wanted = profile[game.form.infosets[v]]
                waiting.extend((w, weight) for w in game.children[v] if game.form.labels[w] == wanted)
        return tuple(totals)

    def behaviour(self, player: int, weights: Sequence[Ratio]) -> list[tuple[Hashable, Any]]:
        """The behaviour strategy of a mixed plan; where the plan never comes, what it says there."""
        found: list[tuple[Hashable, Any]] = []
        for key in self.keys[player]:
            reaching = [w if self._allows(player, key, p) else None for p, w in zip(self.plans[player], weights, strict=True)]
            kept = [(p, w) for p, w in zip(self.plans[player], reaching, strict=True) if w is not None and not w.is_zero]
            if not kept:
                kept = [(p, w) for p, w in zip(self.plans[player], weights, strict=True) if not w.is_zero]
            found.append((key, self._choice(key, kept)))
        return found

    def _choice(self, key: Hashable, kept: list[tuple[Plan, Ratio]]) -> Any:
        by_label: dict[Hashable, Ratio] = {}
        for plan, weight in kept:
            label = plan[key]
            by_label[label] = by_label[label] + weight if label in by_label else weight
        if len(by_label) == 1:
            return next(iter(by_label))
        field = self.fold.space.field
        total = field.integer(0)
        for weight in by_label.values():
            total = total + weight
        items = []
        for label in self.fold.game.infosets[key]:
            share = by_label.get(label)
            items.append((label, sp.S.Zero if share is None else field.leave(share / total)))
        return Lottery(tuple(items))

    def _allows(self, player: int, key: Hashable, plan: Plan) -> bool:
        """Whether a plan's own actions can lead to an information set (all members agree, by perfect recall)."""
        form = self.fold.game.form
        v = self.fold.game.members[key][0]
        while v != self.root:
            p = form.parents[v]
            if form.owners[p] == player and plan[form.infosets[p]] != form.labels[v]:
                return False
            v = p
        return True


def simultaneous_parts(fold: Fold, root: int, ends: Sequence[int]) -> list[Part]:
    """The equilibria of a subgame with imperfect information, for every choice of equilibria below it."""
    stage = Stage(fold, root, ends)
    found: list[Part] = []
    for cell, chosen in fold.combinations(ends):
        found.extend(_solve(stage, cell, dict(zip(ends, chosen, strict=True))))
    return found


def _solve(stage: Stage, cell: Cell, parts: dict[int, Part]) -> Iterator[Part]:
    fold, players = stage.fold, stage.players
    table: dict[tuple[int, ...], tuple[Ratio, ...]] = {}
    for places in product(*(range(len(stage.plans[i])) for i in players)):
        fold.count()
        profile: dict[Hashable, Hashable] = {}
        for i, k in zip(players, places, strict=True):
            profile.update(stage.plans[i][k])
        table[places] = stage.payoffs(profile, parts)
    below = tuple(p.play for p in parts.values())
    one = fold.space.field.integer(1)
    if len(players) != 2:
        if len(players) > 2:
            fold.gaps.append("mixed equilibria of simultaneous moves by three or more players were not searched")
        for places, here in pure_equilibria(fold, cell, table, players):
            own = []
            for i, k in zip(players, places, strict=True):
                own.extend(stage.behaviour(i, [one if j == k else one - one for j in range(len(stage.plans[i]))]))
            yield Part(here, table[places], (tuple(own), below))
        return
    yield from _mixed(stage, cell, table, below)


def _mixed(stage: Stage, cell: Cell, table: dict[tuple[int, ...], tuple[Ratio, ...]], below: tuple[Any, ...]) -> Iterator[Part]:
    fold, (a, b) = stage.fold, stage.players
    height, width = len(stage.plans[a]), len(stage.plans[b])
    rows, columns = ([[table[i, j][p] for j in range(width)] for i in range(height)] for p in (a, b))
    seen = set()
    for here, x, y in bimatrix(fold.space, cell, rows, columns):
        own = (*stage.behaviour(a, x), *stage.behaviour(b, y))
        key = (here.signs, own)
        if key in seen:
            continue
        seen.add(key)
        totals = []
        for p in range(len(fold.game.players)):
            total = fold.space.field.integer(0)
            for i, j in product(range(height), range(width)):
                if not (x[i].is_zero or y[j].is_zero):
                    total = total + x[i] * y[j] * table[i, j][p]
            totals.append(total)
        yield Part(here, tuple(totals), (own, below))


def pure_equilibria(
    fold: Fold, cell: Cell, table: Mapping[tuple[int, ...], tuple[Ratio, ...]], players: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], Cell]]:
    """Profiles of plans, each with the cell on which no player gains by another plan of her own."""
    sizes = [1 + max(places[k] for places in table) for k in range(len(players))]
    for places in table:
        here: Cell | None = cell
        for k, player in enumerate(players):
            for other in range(sizes[k]):
                if here is None or other == places[k]:
                    continue
                rival = table[(*places[:k], other, *places[k + 1 :])]
                here = fold.space.refine(here, gain(table[places][player], rival[player]), NONNEGATIVE)
        if here is not None:
            yield places, here
