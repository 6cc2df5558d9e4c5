"""Re-check of finite games from the definition: Nash in every subgame, for all parameters of each region.

A profile of behaviour strategies is subgame perfect iff in every subgame, with smaller subgames replaced by what the
profile gives there, no player gains by another plan for the information sets in between (Selten 1965).  A profile of
mixed actions is a Nash equilibrium iff no player gains by a pure deviation (Nash 1950).  Nothing here is shared with
the solvers; only the logic, which decides sentences over the reals, is common.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget, BudgetSpent, Meter
from symgame.games.concepts import PerfectBayesian
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.normal import NormalFormGame
from symgame.games.strategies import Lottery
from symgame.games.ties import FavourEarlier
from symgame.games.tree_form import CHANCE
from symgame.games.tree_strategies import subgame_roots
from symgame.logic.decide import decide
from symgame.logic.verdict import Status, Verdict
from symgame.solve.equilibrium import Branch, Equilibrium

Claim = tuple[str, Boolean]


def verify_finite(game: Any, equilibrium: Equilibrium, *, budget: Budget | None = None) -> Verdict:
    """Re-check an equilibrium of a tree with finitely many actions, or of a matrix.

    Parameters
    ----------
    game : ExtensiveFormGame or NormalFormGame
    equilibrium : Equilibrium
        Regions, strategies, payoffs, the tie rule and the uncovered part are read, no evidence.
    budget : Budget, optional

    Returns
    -------
    Verdict
        Proved: every branch is an equilibrium on its whole region, and the regions with the uncovered part are
        everything.  Refuted: `reason` names the sentence that fails, `witness` the parameters.

    Examples
    --------
    >>> from symgame.games.tree_builder import tree
    >>> from symgame.logic.region import Region
    >>> x, A = sp.Symbol("x", real=True), tree("A", L=(1,), R=(0,)).player
    >>> game = tree("A", L=(x,), R=(0,)).game()
    >>> def claim(region):
    ...     branches = [Branch(Region(region), (("root", "L"),), (("root", "L"),), ((A, x),))]
    ...     return Equilibrium(game, tuple(branches), (), x < 0, Verdict(Status.UNDECIDED))
    >>> verify_finite(game, claim(x >= 0)).proved, verify_finite(game, claim(x >= -1)).refuted
    (True, True)
    """
    meter = (budget or Budget(seconds=120.0)).start()
    if isinstance(game, ExtensiveFormGame) and not game.finite:
        return Verdict(Status.UNDECIDED, reason="trees with continuous stages are not re-checked; check the stage form")
    if isinstance(equilibrium.concept, PerfectBayesian):
        return Verdict(Status.UNDECIDED, reason="perfect Bayesian equilibria are not re-checked from the definition")
    given = tuple(game.assumptions)
    regions = [sp.And(b.region.condition, *b.region.given) for b in equilibrium.branches]
    empty = [sp.And(r.condition, *r.given) for r, _ in equilibrium.nonexistence]
    undecided = ""
    try:
        found = _ask("coverage", sp.Or(*regions, *empty, equilibrium.uncovered), given, meter)
        if found.refuted:
            return found
        undecided = "" if found.proved else found.reason
        for branch, region in zip(equilibrium.branches, regions, strict=True):
            claims = _matrix(game, branch) if isinstance(game, NormalFormGame) else _tree(game, branch, equilibrium.ties)
            for what, claim in claims:
                found = _ask(what, claim, (*given, region), meter)
                if found.refuted:
                    return found
                undecided = undecided or ("" if found.proved or found.vacuous else found.reason)
    except BudgetSpent as spent:
        return Verdict(Status.UNDECIDED, reason=f"the budget ran out after {spent}; give a larger Budget")
    if undecided:
        return Verdict(Status.UNDECIDED, reason=undecided)
    return Verdict(Status.PROVED, by=("re-checked from the definition",))


def _ask(what: str, claim: Boolean, given: tuple[Boolean, ...], meter: Meter) -> Verdict:
    meter.spend()
    if claim == sp.true:
        return Verdict(Status.PROVED, by=("signs",))
    found = decide(claim, [g for g in given if g != sp.true], budget=Budget(seconds=20.0))
    if found.proved or found.vacuous:
        return found
    reason = f"{what}: {claim}" + (f" ({found.reason})" if found.undecided else "")
    return Verdict(found.status, by=found.by, witness_items=found.witness_items, reason=reason)


def _at_least(one: sp.Expr, other: sp.Expr) -> Boolean:
    difference = sp.factor(one - other)
    return sp.Ge(difference, 0)


def _same(one: sp.Expr, other: sp.Expr) -> Boolean:
    difference = sp.cancel(one - other)
    return sp.Eq(difference, 0)


def _distribution(where: Any, weights: list[sp.Expr]) -> Iterator[Claim]:
    yield f"probabilities of {where} sum to one", _same(sp.Add(*weights), sp.S.One)
    for w in weights:
        yield f"a probability of {where} is not negative", sp.Ge(sp.factor(w), 0)


def _matrix(game: NormalFormGame, branch: Branch) -> Iterator[Claim]:
    mixed = [tuple(branch.strategies[p]) for p in game.players]
    for p, own, n in zip(game.players, mixed, game.shape, strict=True):
        if len(own) != n:
            yield f"{p} has {n} actions", sp.false
            return
        yield from _distribution(p, list(own))

    def expected(player: int, actions: list[tuple[sp.Expr, ...]]) -> sp.Expr:
        terms = []
        for profile in game.profiles():
            weight = sp.Mul(*(own[k] for own, k in zip(actions, profile, strict=True)))
            terms.append(weight * game.payoff(profile)[player])
        return sp.Add(*terms)

    for i, p in enumerate(game.players):
        value = expected(i, mixed)
        yield f"the payoff of {p}", _same(value, branch.payoffs[p])
        for k in range(game.shape[i]):
            pure = tuple(sp.Integer(int(k == j)) for j in range(game.shape[i]))
            deviation = expected(i, [*mixed[:i], pure, *mixed[i + 1 :]])
            yield f"{p} does not gain by action {game.actions[i][k]!r}", _at_least(value, deviation)


@dataclass(frozen=True)
class _Profile:
    """Behaviour strategies as probabilities of actions."""

    game: ExtensiveFormGame
    chances: Mapping[Hashable, Mapping[Hashable, sp.Expr]]

    def value(self, v: int, ends: Mapping[int, tuple[sp.Expr, ...]], plan: Mapping[Hashable, Hashable]) -> tuple[Any, ...]:
        """Expected payoffs from node v to the ends, where `plan` overrides the profile."""
        form = self.game.form
        totals = [sp.S.Zero] * len(self.game.players)
        waiting: list[tuple[int, sp.Expr]] = [(v, sp.S.One)]
        while waiting:
            u, weight = waiting.pop()
            if u in ends and u != v:
                totals = [t + weight * x for t, x in zip(totals, ends[u], strict=True)]
                continue
            for w in self.game.children[u]:
                label, key = form.labels[w], form.infosets[u]
                if form.owners[u] == CHANCE:
                    chance: Any = form.probabilities[w]
                elif key in plan:
                    chance = sp.Integer(int(plan[key] == label))
                else:
                    chance = self.chances[key].get(label, sp.S.Zero)
                if chance != 0:
                    waiting.append((w, weight * chance))
        return tuple(sp.cancel(sp.expand(t)) for t in totals)


def _tree(game: ExtensiveFormGame, branch: Branch, ties: Any) -> Iterator[Claim]:
    chances: dict[Hashable, Mapping[Hashable, sp.Expr]] = {}
    for key, actions in game.infosets.items():
        choice = branch.strategies.get(key)
        if choice is None:
            yield f"play at information set {key!r} is given", sp.false
            return
        table = choice.probabilities if isinstance(choice, Lottery) else {choice: sp.S.One}
        if not set(table) <= set(actions):
            yield f"{choice!r} is an action at information set {key!r}", sp.false
            return
        yield from _distribution(key, list(table.values()))
        chances[key] = table
    profile = _Profile(game, chances)
    ends: dict[int, tuple[sp.Expr, ...]] = dict(game.leaf_payoffs)
    for root in reversed(subgame_roots(game)):
        value = profile.value(root, ends, {})
        yield from _no_gain(profile, root, ends, value, ties)
        ends[root] = value
    for p, own in zip(game.players, ends[0], strict=True):
        yield f"the payoff of {p}", _same(own, branch.payoffs[p])


def _no_gain(
    profile: _Profile, root: int, ends: Mapping[int, tuple[sp.Expr, ...]], value: tuple[sp.Expr, ...], ties: Any
) -> Iterator[Claim]:
    game = profile.game
    keys: dict[int, list[Hashable]] = {}
    waiting = [root]
    while waiting:
        v = waiting.pop()
        owner, key = game.form.owners[v], game.form.infosets[v]
        if owner >= 0 and key not in keys.setdefault(owner, []):
            keys[owner].append(key)
        waiting.extend(w for w in game.children[v] if w not in ends)
    for i, own in keys.items():
        for labels in product(*(game.infosets[k] for k in own)):
            plan = dict(zip(own, labels, strict=True))
            deviation = profile.value(root, ends, plan)
            claim = _at_least(value[i], deviation[i])
            if isinstance(ties, FavourEarlier) and len(keys) == 1:
                claim = _favours(game, root, i, value, deviation)
            yield f"{game.players[i]} does not gain by {plan} after {game.form.names[root]!r}", claim


def _favours(game: ExtensiveFormGame, root: int, mover: int, value: tuple[sp.Expr, ...], other: tuple[sp.Expr, ...]) -> Boolean:
    """The mover does not gain; where she is indifferent, the mover above does not, and so on."""
    judges, v = [mover], game.form.parents[root]
    while v >= 0:
        if game.form.owners[v] >= 0 and game.form.owners[v] not in judges:
            judges.append(game.form.owners[v])
        v = game.form.parents[v]
    claim: Boolean = sp.true
    for i in reversed(judges):
        difference = sp.factor(value[i] - other[i])
        claim = sp.Or(sp.Gt(difference, 0), sp.And(sp.Eq(difference, 0), claim))
    return claim
