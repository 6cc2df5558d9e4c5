"""The independent re-check of an equilibrium from its definition.

A profile of strategies s is a subgame-perfect equilibrium of a finite sequential game with observed actions iff at
every history, reached or not, no mover gains by deviating there alone (Selten 1965; one-shot deviation principle,
Fudenberg and Tirole 1991, ch. 4).  A result is a finite list of branches (region, s, outcome, payoffs), of regions
without equilibrium, and of what is uncovered.  It is *verified* when, for all parameters that the assumptions allow,

1. on each region the strategies have a value in their domains at every history, no one-shot deviation gains, ties
   are broken by the tie rule, and bargained shares are those of the rule;
2. the outcome is the composition of the strategies, and the payoffs are those of the outcome;
3. no profile is an equilibrium where none is claimed to exist;
4. regions, regions without equilibrium and the uncovered part are the whole parameter space.

This module reads no evidence and no step of a derivation and shares no code with the solvers; only the logic, which
decides sentences over the reals, is common.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import singledispatch
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget, BudgetSpent
from symgame.errors import ArgumentTypeError, UnsupportedError
from symgame.games.bargaining import rule_conditions, rule_symbols
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.normal import NormalFormGame
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Bargain
from symgame.games.symmetric import SymmetricGame
from symgame.logic.verdict import Status, Verdict
from symgame.solve.equilibrium import Equilibrium
from symgame.solve.verify_cases import Names
from symgame.solve.verify_chance import without_hidden_chance
from symgame.solve.verify_finite import verify_finite
from symgame.solve.verify_none import nonexistence_findings
from symgame.solve.verify_path import path_findings
from symgame.solve.verify_play import Profile
from symgame.solve.verify_prover import Finding, Prover, worst
from symgame.solve.verify_sets import NotReadable, member
from symgame.solve.verify_stage import stage_findings
from symgame.solve.verify_symmetric import claimed_form, outward, two_person_claim


@singledispatch
def verify(game: Any, equilibrium: Any, *, budget: Budget | None = None) -> Verdict:
    """Re-check an equilibrium from the definition.

    Parameters
    ----------
    game : SequentialGame
        Other kinds of games register their own check.
    equilibrium : Equilibrium
        What is claimed: only the rule, the tie rule, regions, strategies, outcomes, payoffs, regions without
        equilibrium and the uncovered part are read.
    budget : Budget, optional
        How many questions to the logic, and seconds.

    Returns
    -------
    Verdict
        Proved: every branch holds on its whole region, off the path too, and branches, regions without equilibrium
        and the uncovered part are everything (of uniqueness this says nothing).  Refuted: `reason` names the
        sentence that fails and `witness` has the parameters, the history and the deviation.

    Raises
    ------
    ArgumentTypeError
        If `equilibrium` is no Equilibrium.
    UnsupportedError
        For a game that this check does not read.

    References
    ----------
    R. Selten (1965); D. Fudenberg and J. Tirole (1991), Game Theory, sections 3.5 and 4.2.

    Examples
    --------
    >>> from symgame.games.players import Player
    >>> from symgame.games.stages import Move
    >>> from symgame.logic.region import Region
    >>> from symgame.solve.equilibrium import Branch
    >>> x, c, G = sp.Symbol("x", nonnegative=True), sp.Symbol("c", positive=True), Player("G")
    >>> game = SequentialGame([Move(G, x, domain=sp.Interval(0, sp.oo))], {G: x - c*x**2})
    >>> def claim(best, payoff):
    ...     branch = Branch(Region(sp.true), ((x, best),), ((x, best),), ((G, payoff),))
    ...     return Equilibrium(game, (branch,), (), sp.false, Verdict(Status.UNDECIDED))
    >>> verify(game, claim(1/(2*c), 1/(4*c))).proved
    True
    >>> verify(game, claim(1/c, sp.Integer(0))).refuted
    True
    """
    if not isinstance(game, SequentialGame):
        raise UnsupportedError(f"verify has no check from the definition for a {type(game).__name__}")
    if not isinstance(equilibrium, Equilibrium):
        raise ArgumentTypeError(f"verify takes an Equilibrium as its second argument, got {equilibrium!r}")
    try:
        return _verify(without_hidden_chance(game), equilibrium, budget or Budget())
    except NotReadable as why:
        return Verdict(Status.UNDECIDED, reason=str(why))


def _verify(game: SequentialGame, equilibrium: Equilibrium, budget: Budget) -> Verdict:
    written = rule_symbols(equilibrium.rule)
    inward = _plain(game, written)
    outward = {inner: user for user, inner in inward.items()}
    meter = budget.start()
    try:
        prover = Prover(_assumptions(game, equilibrium.rule, inward), meter)
        symbols = {**{s: s for s in game.free_symbols | written}, **outward}
        return worst(_findings(game, equilibrium, prover, inward), symbols, (*game.parameters, *(written - game.free_symbols)))
    except BudgetSpent as spent:
        return Verdict(Status.UNDECIDED, reason=f"the budget ran out after {spent}; give a larger Budget")


@verify.register
def _(game: SymmetricGame, equilibrium: Any, *, budget: Budget | None = None) -> Verdict:
    if not isinstance(equilibrium, Equilibrium):
        raise ArgumentTypeError(f"verify takes an Equilibrium as its second argument, got {equilibrium!r}")
    form = claimed_form(game, equilibrium)
    return outward(form, verify(form.game, two_person_claim(form, equilibrium), budget=budget))


@verify.register(ExtensiveFormGame)
@verify.register(NormalFormGame)
def _(game: Any, equilibrium: Any, *, budget: Budget | None = None) -> Verdict:
    if not isinstance(equilibrium, Equilibrium):
        raise ArgumentTypeError(f"verify takes an Equilibrium as its second argument, got {equilibrium!r}")
    return verify_finite(game, equilibrium, budget=budget)


def _findings(
    game: SequentialGame, equilibrium: Equilibrium, prover: Prover, inward: Mapping[sp.Symbol, sp.Symbol]
) -> Iterator[Finding]:
    def enter(value: Any) -> Any:
        return value.xreplace(dict(inward)) if isinstance(value, sp.Basic) else value

    names = Names(s.name for s in game.free_symbols | rule_symbols(equilibrium.rule))
    prover = Prover(prover.given, prover.meter, prover.known, names)
    regions = [enter(sp.And(b.region.condition, *b.region.given)) for b in equilibrium.branches]
    empty = [enter(sp.And(r.condition, *r.given)) for r, _ in equilibrium.nonexistence]
    yield Finding("coverage", prover.ask(sp.Or(*regions, *empty, enter(equilibrium.uncovered))))
    profiles = []
    for branch, region in zip(equilibrium.branches, regions, strict=True):
        inside = prover.under((region,))
        if not inside.possible(()):
            continue
        for none in empty:
            yield Finding("a branch inside a region without equilibrium", inside.ask(sp.Not(none)))
        profile = Profile(game, equilibrium.rule, branch.strategies, inside.given, inward, inside.possible, names)
        yield from path_findings(profile, inside, branch.outcome, branch.payoffs)
        profiles.append((profile, inside))
    for profile, inside in profiles:
        for place in reversed(range(len(game.stages))):
            yield from stage_findings(profile, inside, place, equilibrium.ties)
    for none, (_, reason) in zip(empty, equilibrium.nonexistence, strict=True):
        inside = prover.under((none,))
        profile = Profile(game, equilibrium.rule, {}, inside.given, inward, inside.possible, names)
        lent = [p.strategies for p, _ in profiles]
        yield from nonexistence_findings(profile, inside, reason, lent)


def _plain(game: SequentialGame, written: set[sp.Symbol]) -> dict[sp.Symbol, sp.Symbol]:
    """Actions, and parameters of unknown kind, as plain real symbols: a domain says all about an action."""
    actions = set(game.actions)
    listed = sorted(game.free_symbols | written, key=lambda s: s.name)
    return {s: sp.Symbol(s.name, real=True) for s in listed if s in actions or s.is_real is None}


def _assumptions(game: SequentialGame, rule: Any, inward: Mapping[sp.Symbol, sp.Symbol]) -> tuple[Boolean, ...]:
    """The game's assumptions, what the rule asks of its weights, and that shares without a rule lie in their domain."""
    found = [r.xreplace(dict(inward)) for r in (*game.assume, *rule_conditions(rule))]
    actions = {inward[a] for a in game.actions}
    for stage in game.stages:
        if isinstance(stage, Bargain) and rule is None:
            for a, d in zip(stage.shares, stage.domains, strict=True):
                conditions = member(inward[a], d.xreplace(dict(inward)))
                found.extend(c for c in conditions if not c.free_symbols & (actions - {inward[a]}))
    return tuple(found)
