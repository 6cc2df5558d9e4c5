"""Backward induction on a tree with symbolic payoffs, from the leaves to the root.

At every subgame the fold keeps a list of *parts*: a cell of the parameter space, what everybody gets there, and
what is played in the whole subgame.  Cells of different parts may overlap: those are several equilibria.  A mover
takes an action that is best for her given one part of each subgame below (Kuhn 1953; Selten 1965).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import sympy as sp

from symgame.games.extensive import ExtensiveFormGame
from symgame.games.ties import FavourEarlier, TieRule
from symgame.games.tree_form import CHANCE
from symgame.games.tree_strategies import subgame_roots
from symgame.logic.signs import NONNEGATIVE, POSITIVE, ZERO
from symgame.solve.cells import Cell, Space
from symgame.solve.kinks import smooth_pieces, within
from symgame.solve.ratio import Ratio
from symgame.solve.tree_parts import NOTHING, Part, gain
from symgame.solve.tree_stage import simultaneous_parts


@dataclass
class Fold:
    """One run of backward induction.

    Parameters
    ----------
    game : ExtensiveFormGame
    space : Space
    ties : AllTies or FavourEarlier
    """

    game: ExtensiveFormGame
    space: Space
    ties: TieRule
    parts: dict[int, list[Part]] = field(default_factory=dict)
    open_cells: list[Cell] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    def run(self) -> list[Part]:
        """The equilibria of the whole game.

        Raises
        ------
        BudgetSpent
            When the meter is exhausted.
        """
        game = self.game
        roots = set(subgame_roots(game))
        for v in range(game.size - 1, -1, -1):
            if not game.children[v]:
                self.parts[v] = list(self.leaf(game.leaf_payoffs[v]))
            elif v in roots:
                self.parts[v] = self._subgame(v, roots)
                for w in self._below(v, roots):
                    self.parts.pop(w, None)
        return self.parts[0]

    def leaf(self, payoffs: Sequence[sp.Expr]) -> Iterator[Part]:
        """The parts of a leaf: one, or one a piece of kinked payoffs."""
        for conditions, values in smooth_pieces(payoffs):
            cell = within(self.space, self.space.start(), conditions)
            if cell is not None:
                yield Part(cell, tuple(self.space.field.enter(u) for u in values), NOTHING)

    def _below(self, v: int, roots: set[int]) -> list[int]:
        """Leaves and roots of subgames that the subgame at v reaches first."""
        found, waiting = [], list(self.game.children[v])
        while waiting:
            w = waiting.pop()
            if w in roots or not self.game.children[w]:
                found.append(w)
            else:
                waiting.extend(self.game.children[w])
        return found

    def _subgame(self, v: int, roots: set[int]) -> list[Part]:
        below = self.game.children[v]
        simple = all(w in roots or not self.game.children[w] for w in below)
        if not simple:
            return simultaneous_parts(self, v, sorted(self._below(v, roots)))
        if self.game.form.owners[v] == CHANCE:
            return [self._expected(v, cell, chosen) for cell, chosen in self.combinations(below)]
        return list(self._decision(v, below))

    def combinations(self, nodes: Sequence[int]) -> Iterator[tuple[Cell, tuple[Part, ...]]]:
        """All ways to take one part of each node such that the cells meet."""
        joined: list[tuple[Cell, tuple[Part, ...]]] = [(self.space.start(), ())]
        for w in nodes:
            grown = []
            for cell, chosen in joined:
                for part in self.parts[w]:
                    self.count()
                    both = self.space.meet(cell, part.cell)
                    if both is not None:
                        grown.append((both, (*chosen, part)))
            joined = grown
        return iter(joined)

    def count(self) -> None:
        """Spend an operation every so often: combining parts is far cheaper than a query."""
        self._steps = getattr(self, "_steps", 0) + 1
        if self._steps % 16 == 0:
            self.space.meter.spend()

    def _expected(self, v: int, cell: Cell, chosen: tuple[Part, ...]) -> Part:
        form, enter = self.game.form, self.space.field.enter
        weights = [enter(form.probabilities[w]) for w in self.game.children[v]]  # type: ignore[arg-type]
        totals = []
        for i in range(len(self.game.players)):
            total = self.space.field.integer(0)
            for weight, part in zip(weights, chosen, strict=True):
                total = total + weight * part.payoffs[i]
            totals.append(total)
        return Part(cell, tuple(totals), ((), tuple(p.play for p in chosen)))

    def _decision(self, v: int, below: Sequence[int]) -> Iterator[Part]:
        form = self.game.form
        judges = self._judges(v)
        for cell, chosen in self.combinations(below):
            plays = tuple(p.play for p in chosen if p.play is not NOTHING)
            for k, w in enumerate(below):
                rivals = [part.payoffs for j, part in enumerate(chosen) if j != k]
                for best in self._best(cell, chosen[k].payoffs, rivals, judges):
                    own = ((form.infosets[v], form.labels[w]),)
                    yield Part(best, chosen[k].payoffs, (own, plays))

    def _judges(self, v: int) -> list[int]:
        """The mover, and under `FavourEarlier` the movers above, latest first."""
        form = self.game.form
        found = [form.owners[v]]
        if isinstance(self.ties, FavourEarlier):
            p = form.parents[v]
            while p >= 0:
                if form.owners[p] >= 0 and form.owners[p] not in found:
                    found.append(form.owners[p])
                p = form.parents[p]
        return found

    def _best(self, cell: Cell, payoffs: tuple[Ratio, ...], rivals: list[tuple[Ratio, ...]], judges: list[int]) -> list[Cell]:
        """Where no rival is better for the first judge who is not indifferent."""
        cells = [cell]
        for other in rivals:
            grown: list[Cell] = []
            for here in cells:
                grown.extend(self._not_worse(here, payoffs, other, judges))
            cells = grown
        return cells

    def _not_worse(self, cell: Cell, payoffs: tuple[Ratio, ...], other: tuple[Ratio, ...], judges: list[int]) -> Iterator[Cell]:
        here: Cell | None = cell
        for i in judges[:-1]:
            if here is None:
                return
            poly = gain(payoffs[i], other[i])
            strict = self.space.refine(here, poly, POSITIVE)
            if strict is not None:
                yield strict
            here = self.space.refine(here, poly, ZERO)
        if here is not None:
            last = self.space.refine(here, gain(payoffs[judges[-1]], other[judges[-1]]), NONNEGATIVE)
            if last is not None:
                yield last
