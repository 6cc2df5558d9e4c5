"""Continuous stages inside a tree: backward induction over pieces from a stage's node down to the leaves.

Below a node with a continuous stage everything depends on what was chosen there, so the subtree is folded as pieces:
conditions in parameters and history, everybody's payoff, and play.  A decision with finitely many actions compares
pieces; chance takes expectations; a stage is solved by the stage solver (Selten 1965).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Meter
from symgame.errors import UnsupportedError
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Bargain, OutsideOption, Stage
from symgame.games.tree_form import CHANCE, STAGE
from symgame.solve.induction import Induction, unknowns_of
from symgame.solve.pieces import Piece, split
from symgame.solve.prune import prune
from symgame.solve.setting import Setting
from symgame.solve.stages import fold


@dataclass
class PieceFold:
    """One fold of the subtrees below continuous stages.

    Parameters
    ----------
    game : ExtensiveFormGame
    setting : Setting
    rule : bargaining rule or None
    meter : Meter
    """

    game: ExtensiveFormGame
    setting: Setting
    rule: Any
    meter: Meter
    inductions: list[Induction] = field(default_factory=list)
    unsolved: list[Boolean] = field(default_factory=list)
    nonexistence: list[tuple[Boolean, str]] = field(default_factory=list)

    def pieces(self, v: int, path: tuple[Stage, ...] = ()) -> tuple[Piece, ...]:
        """The pieces of the subtree at a node, for every history of the stages in `path`."""
        game = self.game
        if not game.children[v]:
            return self._leaf(v)
        owner = game.form.owners[v]
        if owner == STAGE:
            stage = game.form.stages[v]
            assert stage is not None
            return self._stage(stage, path, self.pieces(game.children[v][0], (*path, stage)))
        if owner == CHANCE:
            parts = [self.pieces(w, path) for w in game.children[v]]
            return prune(self._expected(v, parts), self.given(path), self.meter)
        if len(game.members[game.form.infosets[v]]) > 1:
            raise UnsupportedError(
                f"node {game.form.names[v]!r}: an information set below a continuous stage is not supported; "
                "write the moves of one time as one Simultaneous stage"
            )
        mover = game.players[owner]
        mark = OutsideOption(mover, dict.fromkeys(game.players, 0))
        parts = [self.pieces(w, (*path, mark)) for w in game.children[v]]
        return prune(self._decided(v, parts), self.given(path), self.meter)

    def induction(self, stages: tuple[Stage, ...]) -> Induction:
        """The state of a stage solver after `stages`."""
        zero = dict.fromkeys(self.game.players, sp.S.Zero)
        chain = SequentialGame(stages, zero)
        parameters = [self.setting.enter(p) for p in self.game.parameters]
        if self.rule is None:
            shares = [a for s in stages if isinstance(s, Bargain) for a in s.shares]
            parameters += [self.setting.enter(a) for a in shares if a not in self.game.parameters]
        return Induction(chain, self.setting, tuple(parameters), self.meter, rule=self.rule)

    def given(self, path: tuple[Stage, ...]) -> tuple[Boolean, ...]:
        """Assumptions, and the domains of the stages of a path."""
        inside = [u.within(u.symbol) for stage in path for u in unknowns_of(stage, self.setting)]
        return tuple(a for a in (*self.setting.assumptions, *inside) if a is not sp.true)

    def _leaf(self, v: int) -> tuple[Piece, ...]:
        values = [self.setting.enter(u) for u in self.game.leaf_payoffs[v]]
        return tuple(Piece(c, dict(zip(self.game.players, e, strict=True)), {}) for c, e in split(values))

    def _stage(self, stage: Stage, path: tuple[Stage, ...], below: tuple[Piece, ...]) -> tuple[Piece, ...]:
        induction = self.induction((*path, stage))
        induction.pieces = below
        fold(stage, induction, len(path))
        self.inductions.append(induction)
        self.unsolved += induction.unsolved
        self.nonexistence += induction.nonexistence
        return induction.pieces

    def _decided(self, v: int, parts: list[tuple[Piece, ...]]) -> list[Piece]:
        form, found = self.game.form, []
        mover = self.game.players[form.owners[v]]
        for chosen in product(*parts):
            conditions = tuple(c for p in chosen for c in p.conditions)
            if any(not p.payoffs for p in chosen):
                found.append(Piece(conditions, {}, {}))
                continue
            for k, w in enumerate(self.game.children[v]):
                mine = chosen[k].payoffs
                better = tuple(sp.Ge(mine[mover] - p.payoffs[mover], 0) for j, p in enumerate(chosen) if j != k)
                play = {**chosen[k].outcome, form.infosets[v]: form.labels[w]}
                found.append(Piece((*conditions, *(b for b in better if b is not sp.true)), mine, play))
        return [p for p in found if not any(c is sp.false for c in p.conditions)]

    def _expected(self, v: int, parts: list[tuple[Piece, ...]]) -> list[Piece]:
        form, found = self.game.form, []
        weights = [self.setting.enter(form.probabilities[w]) for w in self.game.children[v]]
        for chosen in product(*parts):
            conditions = tuple(c for p in chosen for c in p.conditions)
            if any(not p.payoffs for p in chosen):
                found.append(Piece(conditions, {}, {}))
                continue
            payoffs = {i: sp.Add(*(q * p.payoffs[i] for q, p in zip(weights, chosen, strict=True))) for i in self.game.players}
            play = {k: u for p in chosen for k, u in p.outcome.items()}
            found.append(Piece(conditions, payoffs, play))
        return found
