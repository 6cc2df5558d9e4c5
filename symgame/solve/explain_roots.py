"""Implicit roots in a derivation: why there is exactly one, and why the objective rises before and falls behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.games.players import Player
from symgame.logic.decide import QUICK
from symgame.logic.descartes import coefficients_along
from symgame.logic.reduce import reduce_condition
from symgame.logic.root import Root
from symgame.logic.verdict import Verdict
from symgame.logic.zero import Zero
from symgame.solve.equilibrium import Obligation, Step
from symgame.solve.power_logic import decide
from symgame.solve.problem import Solved, StageProblem, Unknown

ROOT_PROVED = ("the root exists", "the root is unique", "one change of sign", "the signs at the ends", "compared over cells")
LETTERS = ("t", "u", "v", "w")


def root_verdict(solved: Solved) -> Verdict:
    """An implicit root is what it is called where existence and uniqueness were proved."""
    found = [o.verdict for o in solved.evidence if o.name in ROOT_PROVED]
    return next((v for v in found if not v.proved), found[0])


def root_steps(problem: StageProblem, solved: Solved, o: Obligation, stage: int, extra: tuple[Boolean, ...]) -> Iterator[Step]:
    """The lines of an obligation about the implicit root of a stage's one action; nothing for other obligations.

    Parameters
    ----------
    problem : StageProblem
    solved : Solved
    o : Obligation
        ``"one change of sign"``, ``"one crossing"``, ``"the signs at the ends"`` or ``"the ratio of the terms falls"``.
    stage : int
        Place in the game, from 1.
    extra : tuple of Boolean
        Conditions of the case.
    """
    u = problem.unknowns[0]
    root = solved.candidate.values[u.symbol]
    owner = u.owner if isinstance(u.owner, Player) else None
    if isinstance(root, Zero):
        yield from _zero_steps(u, owner, root, o, stage, extra)
    if len(problem.unknowns) > 1 or not isinstance(root, Root):
        return
    if o.name == "one change of sign":
        t = _letter(problem, u, root)
        relation, verdict = _sign_change(u, t, root, o)
        yield Step("sign changes", stage, owner, u.symbol, relation, (*extra, sp.Gt(t, 0)), verdict)
    elif o.name == "one crossing":
        marginal = sp.diff(problem.pieces[solved.candidate.piece].payoffs[u.owner], u.symbol)
        factor = sp.factor(sp.cancel(marginal / root.at(u.symbol)))
        same = _ask(sp.Eq(marginal - factor * root.at(u.symbol), 0), (*o.given, sp.Ne(sp.fraction(factor)[1], 0)))
        verdict = same if o.verdict.proved else o.verdict
        yield Step("one crossing", stage, owner, u.symbol, sp.Eq(u.symbol, factor, evaluate=False), extra, verdict)


def _zero_steps(u: Unknown, owner: Any, zero: Zero, o: Obligation, stage: int, extra: tuple[Boolean, ...]) -> Iterator[Step]:
    """The signs at the two points that enclose a zero, and why there is no other one."""
    if o.name == "the ratio of the terms falls":
        yield Step("one change of sign", stage, owner, u.symbol, o.claim, extra, o.verdict)
    if o.name == "the signs at the ends":
        for point, sign in zip(zero.bracket, (sp.Gt, sp.Lt), strict=True):
            value = zero.at(point)
            value = value.xreplace({p: sp.S.Zero for p in value.atoms(sp.Pow) if p.base is sp.S.Zero})  # proved: a positive exponent
            relation = And(sp.Eq(u.symbol, point, evaluate=False), sign(value, 0, evaluate=False), evaluate=False)
            yield Step("sign at a point", stage, owner, u.symbol, relation, extra, o.verdict)


def _letter(problem: StageProblem, u: Unknown, root: Root) -> sp.Symbol:
    """A symbol whose name the stage does not use."""
    used = {*problem.symbols, *root.free_symbols, u.symbol, *(s for a in problem.assumptions for s in a.free_symbols)}
    taken = {s.name for s in used}
    return sp.Symbol(next((n for n in LETTERS if n not in taken), "t'"), real=True)


def _sign_change(u: Unknown, t: sp.Symbol, root: Root, o: Obligation) -> tuple[Boolean, Verdict]:
    """The change of variable, the equation that it gives, and why its coefficients change their sign once."""
    low, high, _, _ = root.interval
    n = len(root.coefficients) - 1
    if high is sp.oo:
        place, scale = low + t, sp.Integer(1)
    elif low is -sp.oo:
        place, scale = high - t, sp.Integer(1)
    else:
        place, scale = (low + high * t) / (1 + t), (1 + t) ** n
    along = coefficients_along(root)
    assert along is not None
    polynomial = sp.Add(*(sp.factor(c) * t**k for k, c in enumerate(along)))
    verdict = o.verdict
    if sp.expand(sp.cancel(scale * root.at(place)) - polynomial) != 0:
        verdict = _ask(sp.false, ())
    why = _without_known_factors(_inner_signs(along), o.given)
    if why is not sp.true and not _ask(why, o.given).proved:
        why = o.claim
    listed = [sp.Eq(u.symbol, place, evaluate=False), sp.Eq(polynomial, 0, evaluate=False)]
    return And(*listed, *([] if why is sp.true else [why]), evaluate=False), verdict


def _inner_signs(along: tuple[sp.Expr, ...]) -> Boolean:
    """What beside the signs of the outer coefficients makes one change: no inner fall when the last one is positive."""
    inner = along[1:-1]
    rising = And(*(Or(sp.Le(c, 0), sp.Ge(d, 0)) for i, c in enumerate(inner) for d in inner[i + 1 :]))
    falling = And(*(Or(sp.Ge(c, 0), sp.Le(d, 0)) for i, c in enumerate(inner) for d in inner[i + 1 :]))
    return Or(And(sp.Gt(along[-1], 0), rising), And(sp.Lt(along[-1], 0), falling))


def _without_known_factors(condition: Boolean, given: tuple[Boolean, ...]) -> Boolean:
    """Each relation by itself in its short form, so that the reason stays visible where it always holds."""
    if isinstance(condition, And | Or):
        return condition.func(*(_without_known_factors(c, given) for c in condition.args))
    return reduce_condition(condition, given)


def _ask(claim: Boolean, given: Any) -> Verdict:
    return decide(claim, tuple(given), deciders=QUICK)
