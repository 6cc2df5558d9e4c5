"""Success and critical mass against a Bayes-optimal or ε-suboptimal learner.

Three cases: rational data and a numeric size (direct evaluation, a knapsack for joint neighbourhoods);
rational data and a symbolic size (a staircase); symbolic data (a sum of Piecewise terms).
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import sympy as sp
from flint import fmpq

from symgame.budget import BudgetSpent, Meter
from symgame.errors import UndecidedError, UnsupportedError
from symgame.models.erasure import erasure_staircase, erasure_success
from symgame.models.erasure_joint import erasure_loss, joint_erasure_staircase
from symgame.models.joint import to_fmpq, to_sympy
from symgame.models.knapsack import KnapsackEnd
from symgame.models.learners import BayesOptimal
from symgame.models.margins import ContestForms, form_value, holds, staircase, win_interval
from symgame.models.planting import Pair
from symgame.models.steps import StepFunction
from symgame.models.strategies import Erasure, FeatureLabel
from symgame.models.worst_case import Bracket, flip_factor, is_joint, planting_loss
from symgame.models.worst_sweep import worst_staircase

if TYPE_CHECKING:
    from symgame.models.collective import CollectiveAction

FEW = 12
"""Signal points up to which a symbolic critical mass is written out."""

FEW_CHOICES = 6
"""Signal points up to which a symbolic worst case over a joint neighbourhood is written out."""

_UNFINISHED = "the worst-case staircase was not finished ({}); give a larger Budget or a numeric alpha"


def bayes_success(action: CollectiveAction, index: int, sizes: tuple[sp.Expr, ...], meter: Meter) -> Any:
    """The success of collective number `index`; see `CollectiveAction.success`."""
    if isinstance(action.strategies[index], Erasure):
        return _erasure(action, index, sizes, meter)
    forms = action.forms[index]
    if action.joint.numeric and all(isinstance(s, sp.Rational) for s in sizes):
        return _at_number(action, index, [to_fmpq(s) for s in sizes], meter)  # type: ignore[arg-type]
    if action.joint.numeric and len(sizes) == 1 and isinstance(sizes[0], sp.Symbol):
        return _staircase(action, sizes[0], meter)
    if is_joint(action.learner):  # type: ignore[arg-type]
        return _choices(forms, sizes, action.learner)  # type: ignore[arg-type]
    return _piecewise(forms, sizes)


def _at_number(action: CollectiveAction, index: int, sizes: list[fmpq], meter: Meter) -> sp.Rational | Bracket:
    forms = action.forms[index]
    learner: Any = action.learner
    total = sum((c.weight for c in forms), fmpq(0))
    if not is_joint(learner):
        won = sum((c.weight for c in forms if holds(c.leads, sizes)), fmpq(0))
        return to_sympy(won)
    return _bracket(total, planting_loss(forms, sizes, learner, meter), meter)


def _erasure(action: CollectiveAction, index: int, sizes: tuple[sp.Expr, ...], meter: Meter) -> Any:
    strategy, joint, learner = action.strategies[index], action.joint, action.learner
    assert isinstance(learner, BayesOptimal)
    if all(isinstance(s, sp.Rational) for s in sizes):
        table = _mixture(action, [to_fmpq(s) for s in sizes])  # type: ignore[arg-type]
        if is_joint(learner):
            return _bracket(fmpq(1), erasure_loss(joint, strategy.signal, table, learner, meter), meter)
        return to_sympy(erasure_success(joint, strategy.signal, table, learner))
    if len(sizes) > 1 or not isinstance(sizes[0], sp.Symbol):
        raise UnsupportedError("an erasure among several collectives needs rational sizes")
    if not is_joint(learner):
        return erasure_staircase(sizes[0], joint, strategy.signal, action.laws[0], learner)
    try:
        return joint_erasure_staircase(sizes[0], joint, strategy.signal, action.laws[0], learner, meter)
    except BudgetSpent as spent:
        raise UndecidedError(_UNFINISHED.format(spent)) from None


def _bracket(total: fmpq, end: KnapsackEnd, meter: Meter) -> sp.Rational | Bracket:
    low, high = to_sympy(total - end.high), to_sympy(total - end.low)
    if low == high:
        return low
    return Bracket(low, high, f"not settled after {meter.report()}; a larger Budget narrows the bracket")


def _mixture(action: CollectiveAction, sizes: list[fmpq]) -> dict[Pair, fmpq]:
    rest = 1 - sum(sizes, fmpq(0))
    table = {k: rest * p for k, p in action.joint.table.items()}
    for size, law in zip(sizes, action.laws, strict=True):
        for key, mass in law.items():
            table[key] = table.get(key, fmpq(0)) + size * mass
    return table


def _expr(value: Any) -> sp.Expr:
    return value if isinstance(value, sp.Basic) else to_sympy(value)


def _piecewise(forms: tuple[ContestForms, ...], sizes: tuple[sp.Expr, ...]) -> sp.Expr:
    terms: list[sp.Expr] = []
    for contest in forms:
        lines = [form_value(tuple(_expr(e) for e in form), sizes) for form in contest.leads]
        condition = sp.And(*(sp.expand(line) > 0 for line in lines))
        terms.append(sp.Piecewise((_expr(contest.weight), condition), (0, True)))
    return sp.Add(*terms)


def _choices(forms: tuple[ContestForms, ...], sizes: tuple[sp.Expr, ...], learner: BayesOptimal) -> sp.Expr:
    """The worst case over a joint neighbourhood: the largest weight of a set of points that ε pays for."""
    if len(forms) > FEW_CHOICES:
        raise UnsupportedError(
            f"a joint neighbourhood with symbolic probabilities, or several symbolic sizes, is written out up to "
            f"{FEW_CHOICES} signal points, here are {len(forms)}; substitute values"
        )
    factor, total = to_sympy(flip_factor(learner)), sp.Add(*(_expr(c.weight) for c in forms))
    contested = [c for c in forms if c.leads]
    costs = []
    for contest in contested:
        lines = (sp.expand(form_value(tuple(_expr(e) for e in form), sizes)) for form in contest.leads)
        costs.append(sp.Max(0, factor * sp.Min(*lines)))
    sets = [k for n in range(len(contested) + 1) for k in combinations(range(len(contested)), n)]
    losses = {k: sp.Add(*(_expr(contested[n].weight) for n in k)) for k in sets}
    cases = [(total - losses[k], sp.Add(*(costs[n] for n in k)) <= learner.epsilon) for k in sets]
    if all(isinstance(v, sp.Rational) for v in losses.values()):
        return sp.Piecewise(*sorted(cases, key=lambda case: case[0]), (total, True))
    return sp.Min(*(sp.Piecewise((value, condition), (total, True)) for value, condition in cases), evaluate=False)


def _staircase(action: CollectiveAction, variable: Any, meter: Meter) -> StepFunction:
    learner: Any = action.learner
    if not is_joint(learner):
        return staircase(variable, action.forms[0])
    try:
        return worst_staircase(variable, action.forms[0], learner, meter)
    except BudgetSpent as spent:
        raise UndecidedError(_UNFINISHED.format(spent)) from None


def bayes_critical_mass(action: CollectiveAction, goal: sp.Expr, meter: Meter) -> sp.Expr:
    """The critical mass; see `CollectiveAction.critical_mass`."""
    if not action.joint.numeric:
        return _symbolic_mass(action, goal)
    step = bayes_success(action, 0, (sp.Symbol("alpha"),), meter)
    if step.at(1) < goal:
        return sp.oo
    marks = (sp.S.Zero, *step.thresholds, sp.S.One)
    for k in range(len(step.thresholds), -1, -1):
        inside = marks[k] < marks[k + 1]
        if inside and step.values[k] < goal:
            return marks[k + 1]
        if k and step.at_thresholds[k - 1] < goal:
            return marks[k]
    return sp.S.Zero


def _symbolic_mass(action: CollectiveAction, goal: sp.Expr) -> sp.Expr:
    """Smallest over the sets of points that are enough, of the largest threshold in the set."""
    forms = action.forms[0]
    if not isinstance(action.strategy, FeatureLabel) or is_joint(action.learner):  # type: ignore[arg-type]
        raise UnsupportedError("a symbolic critical mass needs FeatureLabel and no joint neighbourhood")
    if len(forms) > FEW or any(_expr(c.weight).free_symbols for c in forms):
        raise UnsupportedError(
            f"a symbolic critical mass needs rational P(x) and at most {FEW} signal points; "
            f"state `success(alpha) >= {goal}` and ask `when`"
        )
    if sum(_expr(c.weight) for c in forms) < goal:
        return sp.oo
    enough: list[frozenset[int]] = []
    for size in range(len(forms) + 1):
        for chosen in combinations(range(len(forms)), size):
            found = frozenset(chosen)
            if sum(_expr(forms[k].weight) for k in chosen) >= goal and not any(e <= found for e in enough):
                enough.append(found)
    return sp.Min(*(sp.Max(0, *(_threshold(forms[k]) for k in e)) for e in enough))


def _threshold(contest: ContestForms) -> sp.Expr:
    roots = []
    for at_zero, at_one in contest.leads:
        lack = sp.Max(0, -_expr(at_zero))
        roots.append(lack / (_expr(at_one) + lack))
    return sp.Max(0, *roots)


def point_thresholds(action: CollectiveAction) -> dict[Any, sp.Expr]:
    """The infimum of the sizes that win each signal point; see `CollectiveAction.thresholds`."""
    learner, strategy = action.learner, action.strategy
    if not isinstance(learner, BayesOptimal) or isinstance(strategy, Erasure) or is_joint(learner):
        raise UnsupportedError(
            "thresholds belong to the points of a planting collective against BayesOptimal with ε = 0 or a conditional "
            "neighbourhood; see success(alpha)"
        )
    if not action.joint.numeric:
        if not isinstance(strategy, FeatureLabel):
            raise UnsupportedError("thresholds with symbolic probabilities need FeatureLabel")
        return {c.point: _threshold(c) for c in action.forms[0]}
    found: dict[Any, sp.Expr] = {}
    for contest in action.forms[0]:
        interval = win_interval(contest.leads)
        low = None if interval is None else interval[0]
        found[contest.point] = sp.oo if interval is None else sp.S.Zero if low is None else to_sympy(low)
    return found
