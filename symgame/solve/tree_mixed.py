"""Trees in which some nodes carry a continuous stage: "enter, then quantities; stay out, then monopoly".

Each stage that no other stage precedes is solved with all that follows it, for all parameters; its branches stand in
the tree like those of a subgame, and the finite moves above them are solved over cells as in any tree.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not, Or

from symgame.budget import Budget, BudgetSpent
from symgame.errors import GameError
from symgame.games.concepts import SubgamePerfect
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.stages import Bargain
from symgame.games.strategies import Lottery
from symgame.games.ties import TieRule
from symgame.games.tree_checks import tree_symbols
from symgame.games.tree_form import STAGE
from symgame.games.tree_strategies import subgame_roots
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.logic.verdict import Status, Verdict
from symgame.solve.cell_regions import union
from symgame.solve.cells import Cell, Space
from symgame.solve.completeness import completeness
from symgame.solve.equilibrium import Branch, Equilibrium
from symgame.solve.induction import unknowns_of
from symgame.solve.kinks import sides, smooth_pieces, within
from symgame.solve.outside import missed
from symgame.solve.pieces import Piece, conjunctions, relation_sides
from symgame.solve.prune import always
from symgame.solve.ratio import Field, Ratio
from symgame.solve.setting import Setting
from symgame.solve.tree_fold import Fold
from symgame.solve.tree_parts import Part, flatten
from symgame.solve.tree_pieces import PieceFold


@dataclass(frozen=True)
class Place:
    """The key of a stage's action while play is put together: an action may stand at several nodes."""

    node: int
    key: Any


def solve_mixed_tree(game: ExtensiveFormGame, ties: TieRule, bargaining: Any, budget: Budget) -> Equilibrium:
    """All subgame-perfect equilibria of a tree with continuous stages.

    Parameters
    ----------
    game : ExtensiveFormGame
    ties : AllTies or FavourEarlier
        For the finite moves that no stage precedes; below a stage, who is indifferent favours the earlier mover.
    bargaining : bargaining rule or None
    budget : Budget

    Raises
    ------
    GameError
        If a rule is given and no node has ``bargain=``.
    UnsupportedError
        For an information set below a continuous stage.

    Examples
    --------
    See `symgame.solve.tree.solve_tree`.
    """
    stages = [s for s in game.form.stages if s is not None]
    if bargaining is not None and not any(isinstance(s, Bargain) for s in stages):
        raise GameError(f"bargaining={bargaining!r}: no node of the tree has bargain=")
    setting, shares = _setting(game, bargaining)
    meter = budget.start()
    below = PieceFold(game, setting, bargaining, meter)
    try:
        pieces = {v: below.pieces(v) for v in _first_stages(game)}
        solved = {v: [p for p in ps if p.payoffs and _every_subgame(below, p)] for v, ps in pieces.items()}
        fold = MixedFold(game, _space(game, setting, solved, meter), ties, setting, solved)
        parts = fold.run()
        return _assemble(game, below, fold, parts, shares)
    except BudgetSpent as spent:
        reason = f"the budget ended after {spent}; give a larger budget="
        parameters = (*game.parameters, *shares)
        verdict = Verdict(Status.UNDECIDED, reason=reason)
        return Equilibrium(game, (), (), sp.true, verdict, bargaining, ties, SubgamePerfect(), parameters, (reason,))


def _first_stages(game: ExtensiveFormGame) -> list[int]:
    after = [False] * game.size
    found = []
    for v in range(game.size):
        p = game.form.parents[v]
        after[v] = p >= 0 and (after[p] or game.form.owners[p] == STAGE)
        if game.form.owners[v] == STAGE and not after[v]:
            found.append(v)
    return found


def _setting(game: ExtensiveFormGame, rule: Any) -> tuple[Setting, tuple[sp.Symbol, ...]]:
    """Actions and symbols without a declared realness as plain reals; without a rule the shares are parameters."""
    actions = set(game.actions)
    symbols = tree_symbols(game.form, game.assume)  # type: ignore[arg-type]
    plain = [(s, sp.Symbol(s.name, real=True)) for s in sorted(symbols, key=lambda s: s.name)]
    inward = tuple((s, r) for s, r in plain if s != r and (s in actions or s.is_real is None))
    replace = dict(inward)
    assumptions = [r.xreplace(replace) for r in game.assumptions]
    setting = Setting(inward, tuple(assumptions))
    shares: list[sp.Symbol] = []
    if rule is None:
        for s in game.form.stages:
            if isinstance(s, Bargain):
                shares += [a for a in s.shares if a not in shares]
                assumptions += [u.within(u.symbol) for u in unknowns_of(s, setting)]
    flat = [a for r in assumptions for a in (r.args if isinstance(r, And) else (r,)) if a is not sp.true]
    return Setting(inward, tuple(dict.fromkeys(flat))), tuple(shares)


def _every_subgame(below: PieceFold, piece: Piece) -> bool:
    """Whether no history lies where a stage was not solved, on the conditions of a piece."""
    stages = [s for s in below.game.form.stages if s is not None]
    everywhere = below.given(tuple(stages))
    return all(always(Not(r), [*everywhere, *piece.conditions], below.meter) for r in below.unsolved)


def _space(game: ExtensiveFormGame, setting: Setting, solved: Mapping[int, list[Piece]], meter: Any) -> Space:
    values: list[sp.Expr] = [setting.enter(u) for us in game.form.payoffs if us is not None for u in us]
    outside = [u for u in values if not u.free_symbols & {setting.enter(a) for a in game.actions}]
    pieces_of = [smooth_pieces([u]) for u in outside]
    values = [e for p in pieces_of for e in (*(x for _, xs in p for x in xs), *sides(p))]
    values += [setting.enter(p) for p in game.form.probabilities if p is not None]
    for pieces in solved.values():
        for p in pieces:
            values += list(p.payoffs.values())
            values += [relation_sides(r) for c in p.conditions for r in c.atoms(sp.core.relational.Relational)]
    values += [s for r in setting.assumptions for s in r.free_symbols]
    return Space(Field.of(values), setting.assumptions, meter)


class MixedFold(Fold):
    """Backward induction over cells whose ends are leaves and solved stages."""

    def __init__(self, game: ExtensiveFormGame, space: Space, ties: TieRule, setting: Setting, solved: Mapping[int, list[Piece]]) -> None:
        super().__init__(game, space, ties)
        self.setting, self.solved = setting, solved

    def run(self) -> list[Part]:
        """The equilibria of the whole game."""
        game = self.game
        roots = set(subgame_roots(game))
        inside = set()
        for v in range(game.size):
            if game.form.parents[v] >= 0 and (game.form.parents[v] in inside or game.form.parents[v] in self.solved):
                inside.add(v)
        for v in range(game.size - 1, -1, -1):
            if v in inside:
                continue
            if v in self.solved:
                self.parts[v] = [part for p in self.solved[v] for part in self._ends(v, p)]
            elif not game.children[v]:
                self.parts[v] = list(self.leaf([self.setting.enter(u) for u in game.leaf_payoffs[v]]))
            elif v in roots:
                self.parts[v] = self._subgame(v, roots)
        return self.parts[0]

    def _ends(self, v: int, piece: Piece) -> Iterable[Part]:
        """The parts that a piece of a solved stage makes."""
        enter = self.space.field.enter
        payoffs = tuple(enter(piece.payoffs[p]) for p in self.game.players)
        leave = self.setting.leave
        own = tuple((Place(v, leave(k)), leave(u)) for k, u in piece.outcome.items())
        for conditions in conjunctions(And(*piece.conditions)):
            cell = within(self.space, self.space.start(), conditions)
            if cell is not None:
                yield Part(cell, payoffs, (own, ()))


def _assemble(game: ExtensiveFormGame, below: PieceFold, fold: MixedFold, parts: list[Part], shares: tuple[sp.Symbol, ...]) -> Equilibrium:
    setting, space = below.setting, fold.space
    groups: dict[Any, tuple[dict[tuple[Ratio, ...], list[Cell]], dict[Any, Any]]] = {}
    for part in parts:
        chosen = flatten(part.play)
        groups.setdefault(tuple(chosen.items()), ({}, chosen))[0].setdefault(part.payoffs, []).append(part.cell)
    outer = tuple(setting.leave(a) for a in setting.assumptions)
    branches = []
    for by_payoffs, chosen in groups.values():
        region = reduce_condition(union(space, [c for cells in by_payoffs.values() for c in cells]).condition, setting.assumptions)
        if region is sp.false:
            continue
        outcome = outcome_of(game, chosen)
        items = tuple(zip(game.players, map(setting.leave, _payoffs(space, by_payoffs)), strict=True))
        branches.append(Branch(Region(setting.leave(region), outer), _strategies(game, chosen), outcome, items))
    absent = tuple((Region(setting.leave(reduce_condition(r, setting.assumptions)), outer), why) for r, why in below.nonexistence)
    covered = Or(*(b.region.condition for b in branches), *(r.condition for r, _ in absent))
    rest = missed(covered)
    uncovered = sp.false if always(sp.false, [*outer, rest], below.meter) else reduce_condition(rest, outer)
    return Equilibrium(
        game=game, branches=tuple(branches), nonexistence=absent, uncovered=uncovered, rule=below.rule,
        complete=_complete(below, fold, uncovered), ties=fold.ties, concept=SubgamePerfect(),
        parameters=(*game.parameters, *shares), notes=(*setting.notes, *dict.fromkeys(fold.gaps)),
    )  # fmt: skip


def _payoffs(space: Space, by_payoffs: Mapping[tuple[Ratio, ...], list[Cell]]) -> list[sp.Expr]:
    """Everybody's payoff, by cases where payoffs have kinks and the play has none."""
    listed = [(tuple(map(space.field.leave, u)), cells) for u, cells in by_payoffs.items()]
    if len(listed) == 1:
        return list(listed[0][0])
    conditions = [union(space, cells).condition for _, cells in listed[:-1]] + [sp.true]
    columns = zip(*(values for values, _ in listed), strict=True)
    return [sp.Piecewise(*zip(column, conditions, strict=True)) for column in columns]


def _complete(below: PieceFold, fold: Fold, uncovered: Boolean) -> Verdict:
    if uncovered is not sp.false:
        return Verdict(Status.UNDECIDED, reason=f"not all parameters are covered: {uncovered}")
    if fold.gaps:
        return Verdict(Status.UNDECIDED, reason=fold.gaps[0])
    by: list[str] = ["backward induction"]
    for induction in below.inductions:
        verdict = completeness(induction, sp.false)
        if not verdict.proved:
            return verdict
        by += verdict.by
    return Verdict(Status.PROVED, by=tuple(dict.fromkeys(by)))


def outcome_of(game: ExtensiveFormGame, chosen: Mapping[Any, Any]) -> tuple[tuple[Any, Any], ...]:
    """Play by information set and by action symbol; a symbol of several nodes has the value of the node on the path.

    Examples
    --------
    >>> from symgame.games.tree_builder import tree
    >>> outcome_of(tree("A", L=(1,), R=(0,)).game(), {"root": "L"})
    (('root', 'L'),)
    """
    reached = _reached(game, chosen)
    places = [k for k in chosen if isinstance(k, Place)]
    found: dict[Hashable, Any] = {k: chosen[k] for k in game.members if k in chosen}
    for place in sorted(places, key=lambda k: k.node in reached):
        alike = [k for k in places if k.key == place.key]
        if len(alike) == 1 or sum(k.node in reached for k in alike) == 1:
            if len(alike) == 1 or place.node in reached:
                found[place.key] = chosen[place]
        else:
            found[place.key, game.form.names[place.node]] = chosen[place]
    return tuple(found.items())


def _strategies(game: ExtensiveFormGame, chosen: Mapping[Any, Any]) -> tuple[tuple[Any, Any], ...]:
    """Play at every node, off the path too; a symbol of several nodes is keyed with the name of its node."""
    keys = [k.key for k in chosen if isinstance(k, Place)]
    found: dict[Any, Any] = {k: chosen[k] for k in game.members if k in chosen}
    for k, value in chosen.items():
        if isinstance(k, Place):
            found[k.key if keys.count(k.key) == 1 else (k.key, game.form.names[k.node])] = value
    return tuple(found.items())


def _reached(game: ExtensiveFormGame, chosen: Mapping[Any, Any]) -> set[int]:
    """The nodes that play can reach, down to the first stages."""
    found: set[int] = set()
    waiting = [0]
    while waiting:
        v = waiting.pop()
        found.add(v)
        key = game.form.infosets[v]
        if game.form.owners[v] == STAGE:
            continue
        choice = chosen.get(key) if key is not None else None
        for w in game.children[v]:
            label = game.form.labels[w]
            if choice is None or choice == label or isinstance(choice, Lottery) and choice.probabilities.get(label) != 0:
                waiting.append(w)
    return found
