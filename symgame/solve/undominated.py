"""Nash bargaining where no share gives every party a strict gain: the undominated shares.

There the product of gains is zero on all of X⁺, and by definition every share of X⁺ is picked that no
other share of X⁺ dominates.  Two cases are settled here: all shares give everybody the same (then all are
picked), and X⁺ is a single share.  Anything else stays uncovered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import sympy as sp
from sympy.logic.boolalg import And, Or

from symgame.budget import Meter
from symgame.games.players import Player
from symgame.solve.loop import solve_stage
from symgame.solve.outside import missed
from symgame.solve.pieces import Piece, conjunctions, substitute
from symgame.solve.problem import Solved, StageProblem, StageSolution
from symgame.solve.prune import always


def with_undominated(
    solution: StageSolution, base: StageProblem, gains: Callable[[Piece], tuple[sp.Expr, ...]], meter: Meter
) -> StageSolution:
    """The solution with the undominated shares added where it left parameters open.

    Parameters
    ----------
    solution : StageSolution
        Of the product of gains on the shares with strict gains.
    base : StageProblem
        The pieces of X⁺.
    gains : callable
        The gains of the parties on a piece.
    meter : Meter
    """
    problem = solution.problem
    owner = problem.unknowns[0].owner
    pieces = tuple(Piece(p.conditions, {**p.payoffs, owner: sp.Add(*gains(p))}, p.outcome) for p in base.pieces if p.payoffs)
    weak = replace(problem, pieces=pieces, assumptions=(*problem.assumptions, solution.uncovered), covering=False)
    found = solve_stage(weak, meter, ())
    cases = [(*problem.pieces,)]
    added = []
    settled = [s for s in found.solved if _settled(weak, s, gains, meter)]
    for there in conjunctions(solution.uncovered):
        if always(sp.false, [*problem.assumptions, *there], meter):
            continue
        shift = sum(map(len, cases))
        cases.append(tuple(replace(p, conditions=(*p.conditions, *there)) for p in pieces))
        moved = [replace(s.candidate, piece=s.candidate.piece + shift) for s in settled]
        added += [Solved(c, And(s.region, *there), s.evidence) for c, s in zip(moved, settled, strict=True)]
    joint = replace(problem, pieces=tuple(p for case in cases for p in case))
    rest = And(solution.uncovered, *(missed(And(s.region, *s.candidate.conditions)) for s in added))
    left = sp.false if always(sp.false, [*problem.assumptions, rest], meter) else rest
    return replace(solution, problem=joint, solved=(*solution.solved, *added), uncovered=left)


def _settled(weak: StageProblem, s: Solved, gains: Callable[[Piece], tuple[sp.Expr, ...]], meter: Meter) -> bool:
    """Nobody can gain strictly together with all others, and the picked shares are exactly the undominated ones."""
    given = [*weak.assumptions, s.region, *s.candidate.conditions, *(u.within(u.symbol) for u in weak.unknowns)]
    for p in weak.pieces:
        if not always(Or(*(sp.Le(g, 0) for g in gains(p))), [*given, *p.conditions], meter):
            return False
    here = weak.pieces[s.candidate.piece]
    if s.candidate.free is None:
        same = And(*(sp.Eq(x, v) for x, v in s.candidate.values.items()))
        return all(always(same, [*given, *p.conditions], meter) for p in weak.pieces)
    others = [p for p in weak.pieces if p is not here and not always(sp.false, [*given, *p.conditions], meter)]
    listed = [e for k, e in here.payoffs.items() if isinstance(k, Player)]
    same = ([sp.Eq(e, substitute(e, {s.candidate.free: a})) for e in listed] for a in s.candidate.anchors)
    return not others and any(all(always(c, [*given, *here.conditions], meter) for c in claims) for claims in same)
