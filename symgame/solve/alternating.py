"""The subgame-perfect equilibrium of bargaining by alternating offers, with its uniqueness.

Let M_i and m_i be the supremum and infimum of what player i gets, in subgame-perfect equilibria, in subgames that begin
with her own offer.  The other accepts what is above his discounted supremum and rejects what is below his discounted
infimum, so M_i ≤ 1 − δ_j m_j and m_i ≥ 1 − δ_j M_j.  From these four inequalities and 0 < δ < 1 follows
M_i = m_i = (1 − δ_j)/(1 − δ_i δ_j) (Rubinstein 1982; this argument after Shaked and Sutton 1984).  The sentences are
decided, not taken over.  With finitely many periods the offers follow by backward induction (Ståhl 1972).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp

from symgame.budget import Budget
from symgame.errors import ArgumentTypeError
from symgame.games.alternating import AlternatingOffers
from symgame.games.concepts import SubgamePerfect
from symgame.games.ties import AllTies
from symgame.logic.decide import decide
from symgame.logic.region import Region
from symgame.logic.verdict import Status, Verdict
from symgame.solve.equilibrium import Branch, Equilibrium, Obligation


def solve_alternating_offers(
    game: AlternatingOffers, *, concept: Any = None, ties: Any = None, budget: Budget | None = None
) -> Equilibrium:
    """The subgame-perfect equilibrium of alternating offers.

    Parameters
    ----------
    game : AlternatingOffers
    concept : SubgamePerfect, optional
    ties : AllTies, optional
    budget : Budget, optional

    Returns
    -------
    Equilibrium
        The outcome maps each player to her share in the first agreement; strategies map ``(player, "offer")`` to the
        share that a proposer keeps (for each own period when periods are finite) and ``(player, "accept")`` to the
        least share that a responder accepts.

    Examples
    --------
    >>> from symgame.games.players import Player
    >>> d = sp.Symbol("delta", positive=True)
    >>> one, two = Player("A"), Player("B")
    >>> found = solve_alternating_offers(AlternatingOffers([one, two], (d, d)))
    >>> found.payoff(one), found.complete.proved
    (1/(delta + 1), True)
    """
    if concept is not None and not isinstance(concept, SubgamePerfect):
        raise ArgumentTypeError(f"concept={concept!r}: alternating offers are solved for SubgamePerfect()")
    if ties is not None and not isinstance(ties, AllTies):
        raise ArgumentTypeError(f"ties={ties!r}: alternating offers need no tie rule")
    if game.periods is not None:
        return _finite(game, game.periods)
    kept = tuple(_tidy((1 - game.discounts[1 - i]) / (1 - game.discounts[0] * game.discounts[1])) for i in (0, 1))
    evidence = (*_consistent(game, kept), *_unique(game, kept, budget))
    complete = _verdict([o for o in evidence if o.name == "uniqueness"])
    return _equilibrium(game, kept, tuple(_strategy(game, kept)), evidence, complete)


def _tidy(value: sp.Expr) -> sp.Expr:
    return sp.factor(sp.cancel(value))


def _strategy(game: AlternatingOffers, kept: Sequence[sp.Expr]) -> list[tuple[Any, sp.Expr]]:
    found: list[tuple[Any, sp.Expr]] = []
    for i, p in enumerate(game.players):
        found.append(((p, "offer"), kept[i]))
        found.append(((p, "accept"), _tidy(game.discounts[i] * kept[i])))
    return found


def _consistent(game: AlternatingOffers, kept: Sequence[sp.Expr]) -> list[Obligation]:
    """The proposer keeps what the responder's acceptance allows, and prefers it to waiting."""
    found = []
    for i in (0, 1):
        j = 1 - i
        accepted = sp.Eq(sp.cancel(1 - kept[i] - game.discounts[j] * kept[j]), 0)
        waiting = sp.Ge(sp.factor(kept[i] - game.discounts[i] * (1 - kept[j])), 0)
        for name, claim in (("offer is just accepted", accepted), ("no profitable deviation", waiting)):
            verdict = Verdict(Status.PROVED, by=("identity",)) if claim == sp.true else decide(claim, game.assumptions)
            found.append(Obligation(name, claim, game.assumptions, verdict))
    return found


def _unique(game: AlternatingOffers, kept: Sequence[sp.Expr], budget: Budget | None) -> list[Obligation]:
    high = sp.symbols("M_1 M_2", real=True)
    low = sp.symbols("m_1 m_2", real=True)
    given = list(game.assumptions)
    for i in (0, 1):
        j = 1 - i
        given += [high[i] <= 1 - game.discounts[j] * low[j], low[i] >= 1 - game.discounts[j] * high[j], low[i] <= high[i]]
    found = []
    for i in (0, 1):
        for claim in (sp.Eq(high[i], kept[i]), sp.Eq(low[i], kept[i])):
            found.append(Obligation("uniqueness", claim, tuple(given), decide(claim, given, budget=budget)))
    return found


def _verdict(obligations: Sequence[Obligation]) -> Verdict:
    open_ones = [o for o in obligations if not o.verdict.proved]
    if open_ones:
        reason = f"uniqueness was not proved: {open_ones[0].claim} ({open_ones[0].verdict.reason})"
        return Verdict(Status.UNDECIDED, reason=reason)
    return Verdict(Status.PROVED, by=tuple(dict.fromkeys(name for o in obligations for name in o.verdict.by)))


def _finite(game: AlternatingOffers, periods: int) -> Equilibrium:
    """In the last period the proposer keeps everything; before, what the responder does not get by waiting."""
    keeps: dict[int, sp.Expr] = {}
    strategies: list[tuple[Any, sp.Expr]] = []
    for t in range(periods, 0, -1):
        responder = t % 2
        rest = sp.S.Zero if t == periods else game.discounts[responder] * keeps[t + 1]
        keeps[t] = sp.expand(1 - rest)
        strategies.append(((game.players[1 - responder], "offer", t), keeps[t]))
        strategies.append(((game.players[responder], "accept", t), sp.expand(rest)))
    complete = Verdict(Status.PROVED, by=("backward induction",))
    return _equilibrium(game, (keeps[1], sp.expand(1 - keeps[1])), tuple(reversed(strategies)), (), complete, first=True)


def _equilibrium(
    game: AlternatingOffers, kept: Sequence[sp.Expr], strategies: tuple[tuple[Any, sp.Expr], ...],
    evidence: tuple[Obligation, ...], complete: Verdict, *, first: bool = False,
) -> Equilibrium:  # fmt: skip
    shares = (kept[0], kept[1] if first else _tidy(1 - kept[0]))
    outcome = tuple(zip(game.players, shares, strict=True))
    branch = Branch(Region(sp.true, game.assumptions), strategies, outcome, outcome, evidence=evidence)
    sound = all(o.verdict.proved for o in evidence if o.name != "uniqueness")
    return Equilibrium(
        game=game, branches=(branch,) if sound else (), nonexistence=(), uncovered=sp.false if sound else sp.true,
        complete=complete, concept=SubgamePerfect(), parameters=game.parameters,
    )  # fmt: skip
