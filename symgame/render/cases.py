r"""Branches of an equilibrium as rows: which value a quantity has in which region.

A value on which all branches agree prints once.  When regions do not overlap and there are few, a quantity
prints as ``cases``; otherwise every branch is an item of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Or

from symgame.errors import SeveralEquilibriaError, UndecidedError
from symgame.games.stages import NO_DEAL, OUT
from symgame.games.strategies import Lottery
from symgame.render.conditions import condition_parts
from symgame.render.context import Context

MOST_CASES = 4
LONG_CONDITION = 60


def rows(branches: Sequence[Any], value: Callable[[Any], Any]) -> list[tuple[Any, Any]]:
    """Pairs (value, condition) in the order of the branches; one pair when all values are equal.

    Examples
    --------
    >>> rows([], lambda branch: branch)
    []
    """
    pairs = [(value(b), b.region.condition) for b in branches]
    same = all(v == pairs[0][0] for v, _ in pairs)
    return [(pairs[0][0], Or(*[c for _, c in pairs]))] if pairs and same else pairs


def one_for_each(equilibrium: Any) -> bool:
    """Whether no two branches give different outcomes for the same parameters.

    Examples
    --------
    >>> from symgame.logic.verdict import Status, Verdict
    >>> from symgame.solve.equilibrium import Equilibrium
    >>> one_for_each(Equilibrium(None, (), (), sp.true, Verdict(Status.UNDECIDED)))
    True
    """
    branches = equilibrium.branches
    if any(isinstance(v, sp.Set) for b in branches for v in b.outcome.values()):
        return False
    keys = dict.fromkeys(k for b in branches for k, v in b.outcome_items if isinstance(v, sp.Expr))
    try:
        for key in keys:
            if all(key in b.outcome for b in branches):
                equilibrium[key]
    except SeveralEquilibriaError:
        return False
    pairs = [(b, c) for i, b in enumerate(branches) for c in branches[i + 1 :]]
    return not any(_ended(b) != _ended(c) and _overlap(b, c) for b, c in pairs)


def _ended(branch: Any) -> tuple[Any, ...]:
    """Which actions are reached, who ended the game, and what is no formula: labels and lotteries."""
    return (tuple(map(str, branch.outcome)), *[str(v) for v in branch.outcome.values() if not isinstance(v, sp.Expr)])


def _overlap(one: Any, other: Any) -> bool:
    """Whether the regions of two branches may have a common point."""
    try:
        return not (one.region & other.region).is_empty
    except UndecidedError:
        return True


def as_cases(equilibrium: Any) -> bool:
    """Whether the branches print as ``cases`` rather than as a list.

    Examples
    --------
    >>> from symgame.logic.verdict import Status, Verdict
    >>> from symgame.solve.equilibrium import Equilibrium
    >>> as_cases(Equilibrium(None, (), (), sp.true, Verdict(Status.UNDECIDED)))
    True
    """
    branches = equilibrium.branches
    named = all(isinstance(k, sp.Symbol) or k is OUT for b in branches for k in b.outcome)
    same_keys = len({tuple(map(str, b.outcome)) for b in branches}) <= 1
    return len(branches) <= MOST_CASES and same_keys and named and one_for_each(equilibrium)


def value_latex(key: Any, value: Any, context: Context, *, style: str = "display") -> str:
    r"""What an outcome holds under `key`, without the key.

    Examples
    --------
    >>> from symgame.render.notation import Notation
    >>> value_latex(sp.Symbol("x"), sp.Symbol("c_0"), Context(Notation()))
    'c_{0}'
    """
    if value is NO_DEAL:
        return "\\textup{no deal}"
    if key is OUT:
        return context.notation.write(value)
    printer = context.printer(style)
    if isinstance(value, tuple):
        return f"({', '.join(printer.inline(context.form(v)) for v in value)})"
    if isinstance(value, Lottery):
        return ", ".join(f"{context.star(a)}: {printer.inline(context.form(v))}" for a, v in value.items)
    return printer.doprint(value) if isinstance(value, sp.Basic) else context.star(value)


def when(condition: Any, context: Context) -> str:
    r"""A condition as running text with its formula, "" for the whole parameter space.

    Examples
    --------
    >>> from symgame.render.notation import Notation
    >>> c = sp.Symbol("c", real=True)
    >>> when(c < 1, Context(Notation()))
    '$c < 1$'
    """
    if condition == sp.true:
        return ""
    parts = condition_parts(condition, context.printer("text"))
    between = "$, $" if max(map(len, parts)) > LONG_CONDITION else ", "  # a line may end between two formulas only
    return f"${between.join(parts)}$"
