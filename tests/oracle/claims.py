"""Equilibria written down by hand, and mutants of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sympy as sp

from symgame.games.ties import FavourEarlier
from symgame.logic.region import Region
from symgame.logic.verdict import Status, Verdict
from symgame.solve.equilibrium import Branch, Equilibrium

UNKNOWN = Verdict(Status.UNDECIDED, reason="written by hand")


def branch(condition: Any, strategies: dict[Any, Any], outcome: dict[Any, Any], payoffs: dict[Any, Any]) -> Branch:
    """A branch without evidence."""
    as_items = [tuple(d.items()) for d in (strategies, outcome, payoffs)]
    return Branch(Region(sp.S(condition)), *as_items)


def claim(
    game: Any, *branches: Branch, rule: Any = None, ties: Any = None, uncovered: Any = sp.false, none: Any = ()
) -> Equilibrium:
    """An equilibrium that consists of the given branches."""
    ties = ties or FavourEarlier()
    return Equilibrium(game, branches, tuple(none), uncovered, UNKNOWN, rule, ties, parameters=game.parameters)


def played(game: Any, condition: Any, strategies: dict[Any, Any]) -> Branch:
    """The branch of strategies all of whose outcomes are reached: composed here, by substitution alone."""
    outcome: dict[Any, Any] = {}
    for a in game.actions:
        if a in strategies:
            value = sp.S(strategies[a]).subs(outcome)
            outcome[a] = value if value.has(sp.Piecewise) else sp.cancel(value)
    payoffs = {p: e.subs(outcome) for p, e in game.payoff_items}
    return branch(condition, strategies, outcome, payoffs)


def with_items(one: Branch, *, strategies=None, outcome=None, payoffs=None, region=None) -> Branch:
    """A branch with some entries changed."""
    made = one
    for field, change in (("strategy_items", strategies), ("outcome_items", outcome), ("payoff_items", payoffs)):
        if change:
            made = replace(made, **{field: tuple({**dict(getattr(made, field)), **change}.items())})
    return replace(made, region=Region(region)) if region is not None else made


def with_branch(equilibrium: Equilibrium, place: int, one: Branch | None) -> Equilibrium:
    """An equilibrium with one branch replaced, or dropped."""
    listed = list(equilibrium.branches)
    listed[place : place + 1] = [] if one is None else [one]
    return replace(equilibrium, branches=tuple(listed))
