"""The strategies of a branch: what is played at every history, ties broken in favour of the branch's own outcome.

At a history h let B(h) be the mover's best actions.  Among them the movers before choose (`tie_breaking`); what
then remains open is played as the outcome of the branch says, so that the strategies of every branch lead to its
own outcome on the whole of its region.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not, Or

from symgame.games.sequential import stage_actions
from symgame.games.stages import NO_DEAL, OUT, Bargain, Nature
from symgame.logic.reduce import reduce_condition
from symgame.solve.induction import Induction, Play
from symgame.solve.pieces import substitute
from symgame.solve.prune import always
from symgame.solve.replies import replied
from symgame.solve.tie_breaking import preferred
from symgame.solve.univariate import tidy


def strategies_of(induction: Induction, region: Boolean, outcome: Mapping[Any, Any]) -> dict[Any, Any]:
    """Every stage's play as a function of the history, cases that cannot occur in the region left out.

    Parameters
    ----------
    induction : Induction
        Finished.
    region : Boolean
        Of the branch, in the solvers' symbols.
    outcome : mapping
        What the branch plays, in the solvers' symbols.
    """
    found: dict[Any, Any] = {}
    for play in induction.plays:
        given = (*induction.assumptions_before(play.stage), region)
        cases = [(v, c) for v, c in _cases(play, induction, given, outcome) if not always(sp.false, [*given, c], induction.meter)]
        for i, key in enumerate(play.keys):
            first = not induction.history_before(play.stage)
            if first and isinstance(key, sp.Symbol) and key in outcome:
                value = outcome[key]
            elif first and isinstance(key, tuple):
                value = sp.Integer(1 if outcome.get(OUT) == key[1] else 0)
            else:
                value = _by_cases([(v[i], c) for v, c in cases], given, induction)
            found[key] = value
    return found


def _cases(
    play: Play, induction: Induction, given: tuple[Boolean, ...], outcome: Mapping[Any, Any]
) -> list[tuple[tuple[Any, ...], Boolean]]:
    """The cases of a stage in the order in which they win ties in this branch."""
    if play.ends and _ended(play, induction, outcome):
        return list(play.ends)
    cases = [*((play.cases[j][0], where) for _, j, where in play.contests), *play.cases]
    if play.solution is None or not induction.history_before(play.stage) or any(k not in outcome for k in play.keys):
        return cases
    listed: list[tuple[tuple[Any, ...], Boolean]] = []
    for draw in _draws(play, induction, outcome):
        where = tuple(sp.Eq(z, v) for z, v in draw.items())
        then = {k: substitute(v, draw) for k, v in outcome.items()}
        listed += [(values, And(c, *where)) for values, c in _own_first(play, induction, (*given, *where), then, cases)]
    return listed


def _draws(play: Play, induction: Induction, outcome: Mapping[Any, Any]) -> Iterator[dict[sp.Symbol, sp.Expr]]:
    """What chance may have drawn before a stage, as far as its play depends on it."""
    enter, stages = induction.setting.enter, induction.game.stages[: play.stage]
    chance = [(enter(s.symbol), s.distribution) for s in stages if isinstance(s, Nature)]
    listed = [(z, [enter(v) for v, _ in pairs]) for z, pairs in chance if isinstance(pairs, tuple)]
    played = [outcome[k] for k in play.keys]
    moving = [(z, values) for z, values in listed if any(isinstance(v, sp.Basic) and v.has(z) for v in played)]
    for drawn in itertools.product(*(values for _, values in moving)):
        yield dict(zip((z for z, _ in moving), drawn, strict=True))


def _own_first(
    play: Play, induction: Induction, given: tuple[Boolean, ...], outcome: Mapping[Any, Any],
    cases: list[tuple[tuple[Any, ...], Boolean]],
) -> list[tuple[tuple[Any, ...], Boolean]]:  # fmt: skip
    """The cases with those first that lead to the outcome, where another one would win a tie against them."""
    path = {k: v for k, v in outcome.items() if isinstance(k, sp.Symbol) and isinstance(v, sp.Expr) and k not in play.keys}
    reached = [outcome[k] for k in play.keys]
    own = [i for i, (values, _) in enumerate(play.cases) if _same(values, reached, path)]
    loses = any(_differ(play.cases[i], play.cases[j], given, induction) for i in own for j in range(i) if j not in own)
    return _put_first(own, play, induction, given) if loses else cases


def _differ(
    one: tuple[tuple[Any, ...], Boolean], other: tuple[tuple[Any, ...], Boolean], given: tuple[Boolean, ...], induction: Induction
) -> bool:
    """Whether two cases may prescribe different actions at a history where both apply."""
    both = [*given, one[1], other[1]]
    if always(sp.false, both, induction.meter):
        return False
    pairs = [(v, w) for v, w in zip(one[0], other[0], strict=True) if v != w]
    return any(not (isinstance(v, sp.Expr) and isinstance(w, sp.Expr) and always(sp.Eq(v, w), both, induction.meter)) for v, w in pairs)


def _ended(play: Play, induction: Induction, outcome: Mapping[Any, Any]) -> bool:
    """Whether the outcome of the branch is that the game ends at this stage."""
    _, player, place = play.keys[0]
    if outcome.get(OUT) != player or player is NO_DEAL:
        return False
    stages, enter = induction.game.stages, induction.setting.enter
    played = [s for s in stages[:place] if induction.rule is not None or not isinstance(s, Bargain)]  # else shares are parameters
    reached = all(enter(a) in outcome for s in played for a in stage_actions(s))
    return reached and not any(enter(a) in outcome for s in stages[place:] for a in stage_actions(s))


def _same(values: tuple[Any, ...], reached: list[Any], path: Mapping[Any, sp.Expr]) -> bool:
    """Whether a case prescribes on the path what the outcome says."""
    for v, r in zip(values, reached, strict=True):
        put = substitute(v, path)
        if put != r and not (isinstance(put, sp.Expr) and isinstance(r, sp.Expr) and tidy(put - r) == 0):
            return False
    return True


def _put_first(
    own: list[int], play: Play, induction: Induction, given: tuple[Boolean, ...]
) -> list[tuple[tuple[Any, ...], Boolean]]:
    """The cases with the branch's own ones winning every tie in which no mover before prefers another."""
    others = [i for i in range(len(play.cases)) if i not in own]
    refused = [c for i in others for o in own for c in _refused(o, i, play, induction, given)]
    refused += [(play.cases[j][0], where) for i, j, where in play.contests if (i in own) == (j in own)]
    return [*refused, *(play.cases[i] for i in own), *(play.cases[i] for i in others)]


def _refused(
    own: int, other: int, play: Play, induction: Induction, given: tuple[Boolean, ...]
) -> list[tuple[tuple[Any, ...], Boolean]]:
    """The other case, where both apply and the movers before prefer it."""
    assert play.solution is not None
    problem, solved = play.solution.problem, play.solution.solved
    movers = induction.movers_before(play.stage, problem.owners)
    values, where = play.cases[other]
    both = [*given, play.cases[own][1], where]
    if not movers or always(sp.false, both, induction.meter):
        return []
    mine, yours = (replied(problem, solved[i]).payoffs for i in (own, other))
    if not set(movers) <= mine.keys() & yours.keys():
        return []
    wish = preferred(yours, mine, movers)
    return [] if always(Not(wish), both, induction.meter) else [(values, And(where, play.cases[own][1], wish))]


def _by_cases(cases: list[tuple[Any, Boolean]], given: tuple[Boolean, ...], induction: Induction) -> Any:
    """One value, or a Piecewise in the history (a tuple of pairs when a value is a set)."""
    distinct = list(dict.fromkeys(v for v, _ in cases))
    if len(distinct) == 1:
        return distinct[0]
    if not distinct:
        return sp.nan
    if any(isinstance(v, sp.Set) for v in distinct):
        return sp.Tuple(*(sp.Tuple(v, reduce_condition(c, given)) for v, c in cases))
    grouped: list[tuple[Any, Boolean]] = []
    for v, c in cases:
        i = next((k for k, (w, _) in enumerate(grouped) if w == v), None)
        if i is not None and always(sp.false, [*given, c, Or(*(d for _, d in grouped[i + 1 :]))], induction.meter):
            grouped[i] = (v, Or(grouped[i][1], c))
        else:
            grouped.append((v, c))
    rows = [(v, reduce_condition(c, given)) for v, c in grouped]
    rows = [(_merged(v, c, rows, given, induction), c) for v, c in rows]
    return rows[0][0] if len({v for v, _ in rows}) == 1 else sp.Piecewise(*rows, evaluate=False)


def _merged(value: Any, condition: Boolean, cases: list[tuple[Any, Boolean]], given: tuple[Boolean, ...], induction: Induction) -> Any:
    """On a boundary, the value of another case where that is the same there."""
    if not isinstance(value, sp.Expr) or not any(isinstance(c, sp.Eq) for c in And.make_args(condition)):
        return value
    others = [w for w, _ in cases if w != value and isinstance(w, sp.Expr)]
    return next((w for w in others if always(sp.Eq(value, w), [*given, condition], induction.meter)), value)
