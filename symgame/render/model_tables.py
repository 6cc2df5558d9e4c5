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
from symgame.render.words import text_latex


def tabular(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Rows of LaTeX under a head, with booktabs rules.

    Examples
    --------
    >>> print(tabular(["a"], [["1"]]).splitlines()[2])
    a \\
    """
    lines = [" & ".join(head) + r" \\", r"\midrule", *(" & ".join(row) + r" \\" for row in rows)]
    body = "\n".join(lines)
    return f"\\begin{{tabular}}{{{'l' * len(head)}}}\n\\toprule\n{body}\n\\bottomrule\n\\end{{tabular}}"


def cell(value: Any, context: Context) -> str:
    """A value in a table; a dash for None, an interval for a `Bracket`.

    Examples
    --------
    >>> cell(sp.S.Half, plain_context()), cell(None, plain_context())
    ('$1/2$', '--')
    """
    if value is None:
        return "--"
    if isinstance(value, Bracket):
        return f"$[{value.low}, {value.high}]$"
    if isinstance(value, sp.Rational):
        return f"${value}$"
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
    context = context or plain_context()
    rows = [
        [cell(v, context) for v in (a, action.success(a), action.bound(a), action.bound(a, refined=True))] for a in map(sp.Rational, sizes)
    ]
    return tabular([r"$\alpha$", "success", "bound", "refined bound"], rows)


def deviation_latex(rows: Iterable[DeviationRow], *, context: Context | None = None) -> str:
    r"""The deviation table of a profile of policies as a ``tabular`` environment.

    Examples
    --------
    >>> row = DeviationRow(0, (0, 1), (1,), sp.S.One, None, sp.Integer(2))
    >>> deviation_latex([row]).splitlines()[4]
    '$1$ & $\\{2\\}$ & $1$ & -- & $2$ \\\\'
    """
    context = context or plain_context()
    lines = []
    for row in rows:
        crowd = ", ".join(str(j + 1) for j in row.attracted)
        name = f"$\\{{{crowd}\\}}$" if crowd else r"$\emptyset$"
        values = (row.current, row.supremum, row.favourable)
        lines.append([f"${row.provider + 1}$", name, *(cell(v, context) for v in values)])
    return tabular(["provider", "attracted", "now", "supremum", "favourable ties"], lines)


def plain_context() -> Context:
    """A context with inline notation.

    Examples
    --------
    >>> plain_context().notation.kind
    'inline'
    """
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
    pairs = [
        f"z_{{{j + 1}}}({name_latex(a).strip('$')}, {name_latex(y).strip('$')}) = {say(v)}"
        for j, z in enumerate(obj.directions) for (a, y), v in z if v != 0
    ]  # fmt: skip
    return (
        f"Alignment is not exact, the least error is ${say(obj.epsilon)}$. "
        f"For ${', '.join(pairs)}$ and $z = 0$ elsewhere "
        "the change $z$ keeps the law of the state, no provider gains by it, and a user does."
    )


def name_latex(value: Any) -> str:
    r"""An action, state, signal or feature as LaTeX.

    Examples
    --------
    >>> name_latex("x_1"), name_latex((0, "s"))
    ('\\textup{x\\_1}', '($0$, \\textup{s})')
    """
    if isinstance(value, tuple):
        return f"({', '.join(name_latex(v) for v in value)})"
    if isinstance(value, int | sp.Basic):
        return f"${sp.latex(value)}$"
    return f"\\textup{{{text_latex(str(value))}}}"
