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
from symgame.models.joint import to_fmpq, to_sympy
from symgame.models.knapsack import KnapsackEnd
from symgame.models.learners import BayesOptimal
from symgame.models.margins import ContestForms, form_value, holds, staircase
from symgame.models.planting import Pair
from symgame.models.steps import StepFunction
from symgame.models.strategies import Erasure, FeatureLabel
from symgame.models.worst_case import Bracket, erasure_loss, is_joint, planting_loss
from symgame.models.worst_sweep import worst_staircase

if TYPE_CHECKING:
    from symgame.models.collective import CollectiveAction

FEW = 12
"""Signal points up to which a symbolic critical mass is written out."""


def bayes_success(action: CollectiveAction, index: int, sizes: tuple[sp.Expr, ...], meter: Meter) -> Any:
    """The success of collective number `index`; see `CollectiveAction.success`."""
    if isinstance(action.strategies[index], Erasure):
        return _erasure(action, index, sizes, meter)
    forms = action.forms[index]
    if not action.joint.numeric:
        if is_joint(action.learner):  # type: ignore[arg-type]
            raise UnsupportedError("a joint neighbourhood needs rational probabilities; the conditional ones do not")
        return _piecewise(forms, sizes)
    if all(isinstance(s, sp.Rational) for s in sizes):
        return _at_number(action, index, [to_fmpq(s) for s in sizes], meter)  # type: ignore[arg-type]
    if any(not isinstance(s, sp.Symbol | sp.Rational) for s in sizes):
        return _piecewise(forms, sizes)
    if len(sizes) > 1:
        if is_joint(action.learner):  # type: ignore[arg-type]
            raise UnsupportedError("several collectives of symbolic size need ε = 0 or a conditional neighbourhood")
        return _piecewise(forms, sizes)
    return _staircase(action, sizes[0], meter)


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
    if is_joint(learner) or len(sizes) > 1 or not isinstance(sizes[0], sp.Symbol):
        raise UnsupportedError("an erasure against a joint neighbourhood, or among several, needs rational sizes")
    return erasure_staircase(sizes[0], joint, strategy.signal, action.laws[0], learner)


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


def _staircase(action: CollectiveAction, variable: Any, meter: Meter) -> StepFunction:
    learner: Any = action.learner
    if not is_joint(learner):
        return staircase(variable, action.forms[0])
    try:
        return worst_staircase(variable, action.forms[0], learner, meter)
    except BudgetSpent as spent:
        raise UndecidedError(
            f"the worst-case staircase was not finished ({spent}); give a larger Budget or a numeric alpha"
        ) from None


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
