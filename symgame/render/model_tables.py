r"""LaTeX of collectives and persuasion: staircases as cases, tables with booktabs rules, certificates as text.

Importing this module adds these types to `to_latex`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sympy as sp

from symgame.models.alignment import Alignment
from symgame.models.collective import CollectiveAction
from symgame.models.findings import DeviationRow
from symgame.models.steps import StepFunction
from symgame.models.worst_case import Bracket
from symgame.render.context import Context
from symgame.render.latex import latex_of


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [" & ".join(head) + r" \\", r"\midrule", *(" & ".join(row) + r" \\" for row in rows)]
    body = "\n".join(lines)
    return f"\\begin{{tabular}}{{{'l' * len(head)}}}\n\\toprule\n{body}\n\\bottomrule\n\\end{{tabular}}"


def _cell(value: Any, context: Context) -> str:
    if value is None:
        return "--"
    if isinstance(value, Bracket):
        return f"$[{latex_of(value.low, context)}, {latex_of(value.high, context)}]$"
    return f"${latex_of(value, context)}$"


@latex_of.register
def _(obj: StepFunction, context: Context) -> str:
    variable = latex_of(obj.variable, context)
    lines = []
    for value, where in obj.pieces:
        lines.append(f"{latex_of(value, context)} & \\textup{{if }} {_where(where, variable, context)}")
    body = " \\\\\n".join(lines)
    return f"\\begin{{cases}}\n{body}\n\\end{{cases}}"


def _where(where: sp.Set, variable: str, context: Context) -> str:
    if isinstance(where, sp.FiniteSet):
        return f"{variable} = {latex_of(min(where.args), context)}"
    if not isinstance(where, sp.Interval):
        return f"{variable} \\in {sp.latex(where)}"
    left = "" if where.start == 0 and not where.left_open else f"{latex_of(where.start, context)} "
    right = "" if where.end == 1 and not where.right_open else f" {latex_of(where.end, context)}"
    low = left + ("< " if where.left_open else r"\le ") if left else ""
    high = (" <" if where.right_open else r" \le") + right if right else ""
    return f"{low}{variable}{high}" if low or high else f"0 \\le {variable} \\le 1"


@latex_of.register
def _(obj: CollectiveAction, context: Context) -> str:
    return bound_table(obj, [sp.Rational(k, 10) for k in range(1, 11)], context=context)


def bound_table(action: CollectiveAction, sizes: Iterable[Any], *, context: Context | None = None) -> str:
    r"""Exact success against the theorem's bound, one row a size.

    Parameters
    ----------
    action : CollectiveAction
        Against a Bayes-optimal learner, with rational probabilities.
    sizes : iterable of numbers in [0, 1]
    context : Context, optional

    Returns
    -------
    str
        A ``tabular`` environment.

    Examples
    --------
    >>> from symgame.models.strategies import FeatureLabel
    >>> base = {("a", 0): sp.Rational(2, 3), ("a", 1): sp.Rational(1, 3)}
    >>> "toprule" in bound_table(CollectiveAction(base, FeatureLabel({"a": "a"}, 1)), [sp.Rational(1, 2)])
    True
    """
    context = context or _plain()
    rows = [
        [_cell(v, context) for v in (a, action.success(a), action.bound(a), action.bound(a, refined=True))] for a in map(sp.Rational, sizes)
    ]
    return _table([r"$\alpha$", "success", "bound", "refined bound"], rows)


def deviation_latex(rows: Iterable[DeviationRow], *, context: Context | None = None) -> str:
    r"""The deviation table of a profile of policies as a ``tabular`` environment.

    Examples
    --------
    >>> row = DeviationRow(0, (0, 1), (1,), sp.S.One, None, sp.Integer(2))
    >>> deviation_latex([row]).splitlines()[4]
    '$1$ & $\\{2\\}$ & $1$ & -- & $2$ \\\\'
    """
    context = context or _plain()
    lines = []
    for row in rows:
        crowd = ", ".join(str(j + 1) for j in row.attracted)
        name = f"$\\{{{crowd}\\}}$" if crowd else r"$\emptyset$"
        values = (row.current, row.supremum, row.favourable)
        lines.append([f"${row.provider + 1}$", name, *(_cell(v, context) for v in values)])
    return _table(["provider", "attracted", "now", "supremum", "favourable ties"], lines)


def _plain() -> Context:
    from symgame.render.notation import Notation

    return Context(Notation())


@latex_of.register
def _(obj: Alignment, context: Context) -> str:
    """The certificate chain as a proof: weights, or the direction nobody wants."""

    def say(value: Any) -> str:
        return latex_of(value, context)

    if not obj.directions:
        weights = ", ".join(f"w_{{{i + 1}}} = {say(w)}" for i, w in enumerate(obj.weights))
        return f"Alignment is exact with ${weights}$: $\\sum_i w_i U_i(a, y) + c(y) = u(a, y)$ for every action $a$ and state $y$."
    pairs = [f"z_{{{j + 1}}}({_text(a)}, {_text(y)}) = {say(v)}" for j, z in enumerate(obj.directions) for (a, y), v in z if v != 0]
    return (
        f"Alignment is not exact, the least error is ${say(obj.epsilon)}$. "
        f"For ${', '.join(pairs)}$ and $z = 0$ elsewhere "
        "the change $z$ keeps the law of the state, no provider gains by it, and a user does."
    )


def _text(value: Any) -> str:
    return str(value) if isinstance(value, int) else f"\\textup{{{value}}}".replace("_", r"\_")
