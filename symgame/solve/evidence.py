"""The evidence and the derivation of a branch, collected from the stages it passes through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.solve.equilibrium import Obligation, Step
from symgame.solve.explain import case_steps, path_steps
from symgame.solve.induction import Induction, Play
from symgame.solve.problem import Solved, StageProblem
from symgame.solve.prune import always
from symgame.solve.replies import played_values
from symgame.solve.setting import Setting


def branch_evidence(
    induction: Induction, region: Boolean, outcome: Mapping[Any, Any], strategies: Mapping[Any, Any]
) -> tuple[tuple[Obligation, ...], tuple[Step, ...]]:
    """Obligations and steps of every case of every stage that can occur in the region, the last stage first.

    Parameters
    ----------
    induction : Induction
        Finished.
    region : Boolean
        The region of the branch, in the solvers' symbols.
    outcome, strategies : mappings
        The branch's play, in the solvers' symbols.

    Returns
    -------
    (obligations, steps)
        In the author's symbols.
    """
    obligations: list[Obligation] = []
    steps: list[Step] = []
    game, setting = induction.game, induction.setting
    primitive = {p: setting.enter(e) for p, e in game.payoff_items}
    given = (region,) if region is not sp.true else ()
    for play in reversed(induction.plays):
        if play.solution is None:
            continue
        for s in _occurring(induction, play, region, outcome):
            obligations += s.evidence
            steps += case_steps(play.solution.problem, s, play.stage + 1, given, primitive)
    actions = [setting.enter(a) for a in game.actions]
    steps += path_steps(outcome, strategies, region, actions, setting.assumptions)
    return tuple(_outward(o, setting) for o in obligations), tuple(_step_outward(s, setting) for s in steps)


def _occurring(induction: Induction, play: Play, region: Boolean, outcome: Mapping[Any, Any]) -> list[Solved]:
    """The cases of a stage that can occur in the region; at the first stage the branch's own one only."""
    assert play.solution is not None
    found = []
    for s in play.solution.solved:
        here = And(s.region, *s.candidate.conditions)
        if always(sp.false, (*play.solution.problem.assumptions, region, here), induction.meter):
            continue
        if not play.solution.problem.history and _elsewhere(play.solution.problem, s, outcome):
            continue
        found.append(s)
    return found


def _elsewhere(problem: StageProblem, s: Solved, outcome: Mapping[Any, Any]) -> bool:
    """Whether a case is not what the branch plays."""
    return any(_alone(v) != outcome.get(x) for x, v in zip(problem.symbols, played_values(problem, s), strict=True))


def _alone(value: Any) -> Any:
    """A set of one action as that action."""
    return value.args[0] if isinstance(value, sp.FiniteSet) and len(value) == 1 else value


def _outward(o: Obligation, setting: Setting) -> Obligation:
    return Obligation(o.name, setting.leave(o.claim), tuple(setting.leave(g) for g in o.given), o.verdict)


def _step_outward(s: Step, setting: Setting) -> Step:
    action = setting.leave(s.action) if s.action is not None else None
    return Step(
        s.kind,
        s.stage,
        s.player,
        action,
        setting.leave(s.relation),
        tuple(setting.leave(g) for g in s.given),
        s.verdict,
    )
