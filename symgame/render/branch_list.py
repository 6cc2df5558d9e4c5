r"""Branches as a list: one item a branch, for many branches or several equilibria at one parameter.

A strategy off the path that several branches share is displayed once after the list; a branch with another
one says so in its item.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import sympy as sp

from symgame.games.stages import OUT
from symgame.logic.implicit import Implicit
from symgame.render.algebraic import ROOTS, decimal
from symgame.render.cases import value_latex, when
from symgame.render.context import Context
from symgame.render.words import text_latex

LONGEST_PAYOFF = 120

Naming = Callable[[Any, Any, Context], str]


def branch_list(equilibrium: Any, context: Context, strategy_name: Naming) -> str:
    """The branches as an ``enumerate`` environment, shared strategies after it.

    Parameters
    ----------
    equilibrium : Equilibrium
    context : Context
    strategy_name : callable
        The LaTeX of a strategy's left side from key, value and context.

    Examples
    --------
    See `symgame.render.latex.to_latex`.
    """
    shared = _shared(equilibrium)
    places, known = [], context
    for b in equilibrium.branches:
        inner = known.naming(b)
        places.append((inner.within(b.region, equilibrium.game), {name for _, name in known.roots}))
        known = replace(context, roots=tuple((root, name) for root, name in inner.roots if not name.endswith("^{*}")))
    tail = ""
    if shared:
        lines = [f"{strategy_name(k, v, context)} = {places[0][0].printer().doprint(places[0][0].form(v))}" for k, v in shared.items()]
        body = ", \\\\\n".join(lines)
        gathered = f"\\begin{{gathered}}\n{body}\n\\end{{gathered}}" if len(lines) > 1 else body
        tail = f"\nOff the path of play, if not said otherwise,\n\\[\n{gathered}.\n\\]"
    items = [_item(b, shared, equilibrium, *place, strategy_name) for b, place in zip(equilibrium.branches, places, strict=True)]
    return "\\begin{enumerate}\n" + "\n".join(items) + "\n\\end{enumerate}" + tail


def _shared(equilibrium: Any) -> dict[Any, Any]:
    """For each action the strategy that most branches have, if two or more do and it is no value on the path."""
    found: dict[Any, list[Any]] = {}
    for b in equilibrium.branches:
        for key, value in b.strategy_items:
            if isinstance(key, sp.Symbol) and isinstance(value, sp.Expr) and b.outcome.get(key) != value:
                found.setdefault(key, []).append(value)
    common = {k: max(dict.fromkeys(values), key=values.count) for k, values in found.items()}
    return {k: v for k, v in common.items() if found[k].count(v) > 1}


def _item(branch: Any, shared: dict[Any, Any], equilibrium: Any, context: Context, said: set[str], strategy_name: Naming) -> str:
    parts = []
    free = _free(branch)
    for key, found in branch.outcome_items:
        value = context.form(found)
        if key is OUT:
            out = f"${context.notation.write(value)}$ ends the game" if hasattr(value, "name") else "there is no deal"
            parts.append(out)
            continue
        given = branch.strategies.get(key, found)
        if given != found and isinstance(given, sp.Basic) and shared.get(key) != given and _of_history(given, found, equilibrium):
            parts.append(_by_cases(strategy_name(key, given, context), context.form(given), context))
        if not isinstance(key, sp.Symbol) and not isinstance(value, tuple):
            parts.append(f"{text_latex(str(key))}: ${value_latex(key, value, context, style='text')}$")
            continue
        if key in free:
            parts.append(f"${context.star(key)} = {context.printer('text').doprint(key)}$")
            continue
        if isinstance(value, sp.Piecewise):
            parts.append(_by_cases(context.star(key), value, context))
            continue
        sign, text = "\\in" if isinstance(value, sp.Set) else "=", value_latex(key, value, context, style="text")
        if text != context.star(key):  # a root that carries the action's name is explained below
            parts.append(f"${context.star(key)} {sign} {text}$")
    roots = [root_sentence(root, name, context) for root, name in context.named_roots if name not in said]
    condition = when(branch.region.condition, context)
    tail = f", where {'; '.join(roots)}" if roots else ""
    text = f"{', '.join(dict.fromkeys(parts))}{_earned(branch, context)}{tail}"
    each = " and ".join(
        f"${context.printer('text').doprint(x)} \\in {value_latex(x, context.form(place), context, style='text')}$"
        for x, place in free.items()
    )
    case = f"{f'If {condition}: ' if condition else ''}{f'for every {each}, ' if each else ''}"
    return f"  \\item {case if condition else case[:1].upper() + case[1:]}{text}."


def _free(branch: Any) -> dict[Any, Any]:
    """The sets of free actions in whose symbols other values are written."""
    values = [v for _, v in (*branch.outcome_items, *branch.payoff_items) if isinstance(v, sp.Basic)]
    sets = {k: v for k, v in branch.outcome_items if isinstance(v, sp.Set) and isinstance(k, sp.Symbol)}
    return {k: v for k, v in sets.items() if any(k in other.free_symbols for other in values if other is not v)}


def _of_history(strategy: sp.Basic, value: Any, equilibrium: Any) -> bool:
    """Whether a strategy depends on what was played before; if not, it is the value on the path."""
    played = set(getattr(equilibrium.game, "actions", ())) - set(equilibrium.parameters)
    return not (isinstance(strategy, sp.Expr) and isinstance(value, sp.Expr)) or bool(strategy.free_symbols & played)


def _by_cases(name: str, value: Any, context: Context) -> str:
    """A value as running text, its cases one after the other: lines may end between them."""
    printer = context.printer("text")
    if not isinstance(value, sp.Piecewise):
        return f"${name} = {printer.doprint(value)}$"
    texts = [(f"${name} = {printer.doprint(context.form(v))}$", c) for v, c in value.args]
    return " and ".join(f"{v} otherwise" if c == sp.true else f"{v} if {when(c, context)}" for v, c in texts)


def _earned(branch: Any, context: Context) -> str:
    values = [(p, context.form(v)) for p, v in branch.payoff_items]
    if not values or any(v.atoms(*ROOTS) for _, v in values):
        return ""
    texts = [f"{context.payoff(p)} = {context.printer('text').doprint(v)}" for p, v in values]
    return f"; ${'$, $'.join(texts)}$" if max(map(len, texts)) <= LONGEST_PAYOFF else ""


def root_sentence(root: Implicit | sp.CRootOf, name: str, context: Context) -> str:
    """What a named root is, as a clause.

    Examples
    --------
    >>> from symgame.logic.root import Root
    >>> from symgame.render.notation import Notation
    >>> x, c = sp.symbols("x c", positive=True)
    >>> root_sentence(Root(x**3 + c*x - 1, x, sp.Interval.open(0, 1)), "t", Context(Notation()))
    '$t$ is the unique root in $(0, 1)$ of $t^{3} + c t - 1 = 0$'
    """
    interval, polynomial = context.root_equation(root, name)
    near = f" \\approx {decimal(root)}" if isinstance(root, sp.CRootOf) else ""
    return f"${name}{near}$ is the unique root in ${interval}$ of ${polynomial} = 0$"
