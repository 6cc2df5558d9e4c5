r"""LaTeX of any value of the library: `to_latex`, one `singledispatch` function.

Expressions and conditions give a formula without dollar signs; games, equilibria and tables give text that
stands in a document.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import ArgumentTypeError
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.normal import NormalFormGame
from symgame.games.sequential import SequentialGame
from symgame.games.stages import OUT
from symgame.games.symmetric import SymmetricGame
from symgame.logic.region import Region
from symgame.render.cases import value_latex
from symgame.render.conditions import Printer, condition_latex
from symgame.render.context import Context
from symgame.render.fragments import fragments_of
from symgame.render.notation import notation_of
from symgame.render.proposition import contexts
from symgame.solve.equilibrium import Branch, Equilibrium
from symgame.solve.pareto import ParetoSet
from symgame.solve.statics import Statics


def to_latex(obj: Any, *, name: str = "game", notation: str = "inline") -> str:
    r"""The LaTeX of a value.

    Parameters
    ----------
    obj : Expr, Boolean, Region, Branch, Equilibrium, a game, …
    name : str
        Of the game, for labels.
    notation : str
        ``"inline"``, or ``"macros"`` for the commands of ``gt-notation.tex``.

    Returns
    -------
    str
        A formula for an expression, condition or branch; text with environments otherwise.

    Raises
    ------
    ArgumentTypeError
        For a value that has no LaTeX.

    Examples
    --------
    >>> c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    >>> to_latex((c_1 - c_0)/(2*c_1 - c_0))
    '\\frac{c_{1} - c_{0}}{2 c_{1} - c_{0}}'
    >>> to_latex(sp.And(c_0 <= c_1, c_1 < 2*c_0))
    'c_{0} \\le c_{1} < 2 c_{0}'
    """
    return latex_of(obj, Context(notation_of(obj, kind=notation), name))


@singledispatch
def latex_of(obj: Any, context: Context) -> str:
    """`to_latex` in a context.

    Raises
    ------
    ArgumentTypeError
        For a value that has no LaTeX.

    Examples
    --------
    >>> from symgame.render.notation import Notation
    >>> latex_of(sp.Symbol("x_1"), Context(Notation()))
    'x_{1}'
    """
    raise ArgumentTypeError(f"to_latex: {obj!r} of type {type(obj).__name__} has no LaTeX")


@latex_of.register
def _(obj: int, context: Context) -> str:
    return str(obj)


@latex_of.register(sp.Basic)
def _(obj: sp.Basic, context: Context) -> str:
    if isinstance(obj, Boolean) and not isinstance(obj, sp.Symbol):
        return condition_latex(obj, Printer(context.notation))
    return context.printer().doprint(obj)


@latex_of.register
def _(obj: Region, context: Context) -> str:
    return condition_latex(obj.condition, context.printer("text"))


@latex_of.register
def _(obj: Branch, context: Context) -> str:
    context = context.naming(obj).within(obj.region, None)
    parts = [f"{context.star(k)} = {value_latex(k, context.form(v), context)}" for k, v in obj.outcome_items]
    return ", ".join(parts)


@latex_of.register(ExtensiveFormGame)
@latex_of.register(NormalFormGame)
@latex_of.register(SequentialGame)
@latex_of.register(SymmetricGame)
@latex_of.register(Equilibrium)
@latex_of.register(Statics)
@latex_of.register(ParetoSet)
def _(obj: Any, context: Context) -> str:
    return "\n".join(f.text for f in fragments_of(obj, context))


def notebook_latex(value: Any) -> str | None:
    """What a notebook shows of a value; None leaves it to the value's `repr`.

    Parameters
    ----------
    value : any value of the library

    Returns
    -------
    str or None
        A formula between double dollar signs: an equilibrium as a table of branches.

    Examples
    --------
    >>> notebook_latex(Region(sp.Symbol("c", positive=True) < 1))
    '$$c < 1$$'
    """
    context = Context(notation_of(value))
    if isinstance(value, Region | Branch):
        return f"$${latex_of(value, context)}$$"
    if isinstance(value, Equilibrium) and value.branches:
        return f"$${_array(value, context)}$$"
    return None


def _array(equilibrium: Equilibrium, context: Context) -> str:
    keys = [k for k in dict.fromkeys(k for b in equilibrium.branches for k in b.outcome) if k is not OUT]
    people = list(dict.fromkeys(p for b in equilibrium.branches for p in b.payoffs))
    head = ["\\textup{region}", *[context.star(k) for k in keys], *[context.payoff(p) for p in people]]
    lines = [" & ".join(head) + " \\\\ \\hline"]
    named = contexts(equilibrium, context)
    for b, inside in zip(equilibrium.branches, named, strict=True):
        cells = [condition_latex(b.region.condition, inside.printer("text"))]
        cells += [value_latex(k, inside.form(b.outcome[k]), inside, style="text") if k in b.outcome else "" for k in keys]
        cells += [value_latex(p, inside.form(b.payoffs[p]), inside, style="text") if p in b.payoffs else "" for p in people]
        lines.append(" & ".join(cells) + " \\\\")
    if equilibrium.uncovered != sp.false:
        where = condition_latex(equilibrium.uncovered, context.printer("text"))
        lines.append(f"{where} & \\textup{{not known}} {'& ' * (len(head) - 2)}\\\\")
    table = f"\\begin{{array}}{{l{'c' * (len(head) - 1)}}}\n" + "\n".join(lines) + "\n\\end{array}"
    last = named[-1]
    equations = [(name, *last.root_equation(root, name)) for root, name in last.named_roots]
    roots = [f"{name} \\in {interval}: \\quad {left} = 0" for name, interval, left in equations]
    return table if not roots else "\\begin{array}{l}\n" + " \\\\\n".join([table, *roots]) + "\n\\end{array}"
