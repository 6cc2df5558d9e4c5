"""The derivation of a branch as steps: what is maximised, the condition, its solution, why it is best.

Steps follow backward induction, the last stage first.  A step shows a relation and carries the verdict of
exactly that relation under its own conditions; nothing is shown that was not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.games.bargaining import Dictatorial, Egalitarian, KalaiSmorodinsky, NashBargaining, Utilitarian
from symgame.games.players import Player
from symgame.logic.decide import QUICK
from symgame.logic.implicit import Implicit
from symgame.logic.root import Root
from symgame.logic.verdict import Verdict
from symgame.logic.zero import Zero
from symgame.solve.equilibrium import Obligation, Step
from symgame.solve.explain_roots import root_steps, root_verdict
from symgame.solve.fractions import derivative
from symgame.solve.pieces import Piece, substitute
from symgame.solve.power_logic import decide
from symgame.solve.problem import Solved, StageProblem, Unknown, within_span
from symgame.solve.relations import plain
from symgame.solve.univariate import tidy

KINDS = {
    "domain": "domain",
    "definiteness": "second-order condition",
    "marginal payoff before": "corner",
    "marginal payoff behind": "corner",
    "marginal payoff at the lower end": "corner",
    "marginal payoff at the upper end": "corner",
    "no profitable deviation": "comparison",
    "no better end of another piece": "comparison",
    "payoffs agree": "payoffs agree at the end of a piece",
    "product of concave factors": "the objective is a product of concave factors, so that its logarithm is concave; a factor is positive",
    "concave factor": "a factor of the objective is concave",
    "below the tangent": "any other choice gains a square times a factor that satisfies",
    "below the tangent at an end": "any other choice gains a square times a factor linear in it, which at an end of the domain satisfies",
    "falling tails": "the fourth-degree term has a negative coefficient",
    "slope at the centre": "by symmetry around the centre the largest value lies on the side to which the slope there points",
    "complements": "measured in the right direction, each choice raises the marginal payoff of another one",
    "marginal payoff at the corner": "from a corner of the domain the objective rises in each choice, so that, with complements, only one "
    "point satisfies the first-order conditions",
    "compared over cells": "the plane of parameter and choice is cut into cells on which all signs and the order of all candidates are "
    "constant; compared exactly in each of them, no other choice is better",
    "the root exists": "root",
    "the root is unique": "root",
    "flat": "comparison",
    "continuity": "by continuity the same holds at the ends of the inequalities that define the case",
}


def objective_name(owner: Any) -> str:
    """The letter under which an objective is displayed.

    Examples
    --------
    >>> objective_name(Player("G")), objective_name(Utilitarian())
    ('U_G', 'S')
    """
    if isinstance(owner, Player):
        return f"U_{owner.name}"
    if isinstance(owner, Dictatorial):
        return f"U_{owner.player.name}"
    names = {Utilitarian: "S", NashBargaining: "N", Egalitarian: "m", KalaiSmorodinsky: "kappa"}
    return names.get(type(owner), "f")


def case_steps(
    problem: StageProblem, solved: Solved, stage: int, given: tuple[Boolean, ...], primitive: Mapping[Any, sp.Expr]
) -> list[Step]:
    """The steps of one case of one stage.

    Parameters
    ----------
    problem : StageProblem
    solved : Solved
    stage : int
        Place in the game, from 1.
    given : tuple of Boolean
        The region of the branch, when it narrows the case.
    primitive : {Player: Expr}
        The payoffs as written by the author, in the solvers' symbols.

    Returns
    -------
    list of Step
    """
    own = tuple(r for r in (solved.region, *solved.candidate.conditions) if r is not sp.true)
    where = (*(r for r in own if not _ask(r, (*problem.assumptions, *given)).proved), *given, *within_span(solved.candidate))
    steps: list[Step] = []
    for u, how in zip(problem.unknowns, solved.candidate.pattern, strict=True):
        steps += _choice(problem, solved, u, how, stage, where, primitive)
    for o in _distinct(solved.evidence):
        steps += root_steps(problem, solved, o, stage, where)
        made = _obligation_step(problem, o, stage, where)
        steps += [made] if made is not None else []
    return steps


def _distinct(obligations: Iterable[Obligation]) -> Iterator[Obligation]:
    seen: set[tuple[str, Boolean, tuple[Boolean, ...]]] = set()
    for o in obligations:
        if (o.name, o.claim, o.given) not in seen:
            seen.add((o.name, o.claim, o.given))
            yield o


def _ask(claim: Boolean, given: Iterable[Boolean]) -> Verdict:
    return decide(claim, tuple(given), deciders=QUICK)


def _choice(
    problem: StageProblem,
    solved: Solved,
    u: Unknown,
    how: str,
    stage: int,
    where: tuple[Boolean, ...],
    primitive: Mapping[Any, sp.Expr],
) -> Iterator[Step]:
    """Objective, first-order condition and solution of one action."""
    player = u.owner if isinstance(u.owner, Player) else None
    piece = problem.pieces[solved.candidate.piece]
    payoff, value = piece.payoffs[u.owner], solved.candidate.values[u.symbol]
    objective = sp.Function(objective_name(u.owner))(u.symbol)
    inside = (*where, *piece.conditions)
    known = (*problem.assumptions, *(v.within(v.symbol) for v in problem.unknowns), *inside)
    verdict = _ask(_same_payoffs(piece, u.owner, primitive), known)
    shown = _shortest(payoff, substitute(primitive[u.owner], _later(piece))) if u.owner in primitive and verdict.proved else payoff
    yield Step("objective", stage, player, u.symbol, sp.Eq(objective, shown, evaluate=False), inside, verdict)
    if u.symbol in solved.candidate.frees:
        return
    given = (*problem.assumptions, *where)
    at_root = root_verdict(solved) if value.has(Implicit) else None
    if how == "interior":
        marginal = derivative(payoff, u.symbol)
        verdict = at_root if at_root is not None else _ask(plain(sp.Eq, substitute(marginal, solved.candidate.values)), given)
        shown = _shortest(marginal, tidy(marginal), sp.collect(sp.expand(marginal), u.symbol))
        yield Step("first-order condition", stage, player, u.symbol, sp.Eq(shown, 0, evaluate=False), where, verdict)
        if not value.has(Root):
            inner = (value.inside(u.symbol),) if isinstance(value, Zero) else ()
            yield from _second_order(tidy(derivative(marginal, u.symbol)), u, player, stage, where, (*known, *inner))
    kind = "root" if how == "interior" else "kink" if how == "boundary" else "corner"
    verdict = at_root if at_root is not None else _ask(substitute(u.within(value), solved.candidate.values), given)
    yield Step(kind, stage, player, u.symbol, sp.Eq(u.symbol, value, evaluate=False), where, verdict)


def _second_order(
    second: sp.Expr, u: Unknown, player: Any, stage: int, where: tuple[Boolean, ...], known: tuple[Boolean, ...]
) -> Iterator[Step]:
    """The sign of the second derivative on the whole piece, when it has one."""
    for relation in (sp.Lt(second, 0, evaluate=False), sp.Le(second, 0, evaluate=False)):
        verdict = _ask(relation, known)
        if verdict.proved:
            yield Step("second-order condition", stage, player, u.symbol, relation, where, verdict)
            return


def _shortest(*forms: sp.Expr) -> sp.Expr:
    return min(forms, key=sp.count_ops)


def _later(piece: Piece) -> dict[sp.Symbol, sp.Expr]:
    """Play after this stage, as far as it is in closed form."""
    return {k: v for k, v in piece.outcome.items() if isinstance(k, sp.Symbol) and isinstance(v, sp.Expr)}


def _same_payoffs(piece: Piece, owner: Any, primitive: Mapping[Any, sp.Expr]) -> Boolean:
    """The continuation payoffs are the author's payoffs with later play put in."""
    later = _later(piece)
    who = [owner] if isinstance(owner, Player) else [p for p in piece.payoffs if isinstance(p, Player)]
    if any(not isinstance(k, sp.Symbol) for k in piece.outcome):
        return sp.true
    return And(*(sp.Eq(piece.payoffs[p], substitute(primitive[p], later)) for p in who))


def _shown(relation: Boolean, o: Obligation) -> tuple[Boolean, Verdict]:
    """A relation with its longer side made short, and the verdict of exactly that relation."""
    if not isinstance(relation, sp.Ge | sp.Gt | sp.Le | sp.Lt) or relation.has(Implicit):
        return relation, o.verdict
    side = _shortest(relation.lhs, tidy(relation.lhs))
    if side == relation.lhs:
        return relation, o.verdict
    short = type(relation)(side, relation.rhs, evaluate=False)
    verdict = _ask(short, o.given)
    return (short, verdict) if verdict.proved else (relation, o.verdict)


def _obligation_step(problem: StageProblem, o: Obligation, stage: int, where: tuple[Boolean, ...]) -> Step | None:
    """An obligation as a displayed line; the assumptions of the problem are not repeated."""
    if o.name not in KINDS or o.claim in (sp.true, sp.false) or (o.name == "domain" and len(problem.unknowns) == 1):
        return None  # a claim that is false holds where the conditions contradict each other: nothing to show
    extra = tuple(c for c in o.given if c not in problem.assumptions and c is not sp.true)
    u = problem.unknowns[0]
    owner = u.owner if isinstance(u.owner, Player) else None
    action = u.symbol if len(problem.unknowns) == 1 else None
    relation = o.claim
    if o.name == "continuity":
        return Step(KINDS[o.name], stage, owner, action, relation, (), o.verdict)
    if KINDS[o.name] == "comparison" and isinstance(relation, sp.Le):
        relation = sp.Ge(tidy(relation.rhs - relation.lhs), 0, evaluate=False)
        return Step("comparison", stage, owner, action, relation, extra, _ask(relation, o.given))
    shown, verdict = _shown(relation, o)
    return Step(KINDS[o.name], stage, owner, action, shown, extra, verdict)


def path_steps(
    outcome: Mapping[Any, Any],
    strategies: Mapping[Any, Any],
    region: Boolean,
    actions: Iterable[sp.Symbol],
    given: tuple[Boolean, ...],
) -> list[Step]:
    """The values on the path of play: each strategy at the values before it."""
    steps: list[Step] = []
    where = (region,) if region is not sp.true else ()
    played = {a: v for a, v in outcome.items() if isinstance(a, sp.Symbol) and isinstance(v, sp.Expr)}
    sets = {a: v for a, v in outcome.items() if isinstance(v, sp.Set)}
    for i, a in enumerate(actions):
        value, strategy = outcome.get(a), strategies.get(a)
        if isinstance(value, sp.Expr) and isinstance(strategy, sp.Expr) and value != strategy:
            path = [sp.Eq(k, v, evaluate=False) for k, v in played.items() if k in strategy.free_symbols]
            path += [v.contains(k) for k, v in sets.items() if k in strategy.free_symbols | value.free_symbols]
            verdict = _ask(sp.Eq(strategy, value), (*given, *where, *path))
            steps.append(Step("substitution", i + 1, None, a, sp.Eq(a, value, evaluate=False), where, verdict))
    return steps
