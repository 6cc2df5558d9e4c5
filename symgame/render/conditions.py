r"""Conditions as an author writes them: short sides, chained inequalities, commas for "and".

A relation between polynomials is written with positive terms on both sides, a lone symbol on the left;
``c_0 <= c_1`` and ``c_1 < 2*c_0`` become one chain c_0 ≤ c_1 < 2c_0.  Rewriting is by adding the same terms to
both sides, so that what is printed is equivalent to what was given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, Not, Or

from symgame.render.forms import collected
from symgame.render.notation import Notation
from symgame.render.order import negative
from symgame.render.printer import ExpressionPrinter

SIGNS = {"<": "<", "<=": "\\le", ">": ">", ">=": "\\ge", "==": "=", "!=": "\\ne"}
RISING = {"<": "<", "<=": "<=", ">": "<", ">=": "<="}
MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


class Printer(ExpressionPrinter):
    """Expressions and conditions; `ExpressionPrinter` with values by cases."""

    def _print_Piecewise(self, expr: sp.Piecewise) -> str:
        return cases([(v, c) for v, c in expr.args], self.notation, names=self.names)

    def _print_Relational(self, expr: Relational) -> str:
        return relation_latex(expr, self, rearrange=False)

    def _print_BooleanFunction(self, expr: Boolean) -> str:
        return condition_latex(expr, self)

    _print_And = _print_Or = _print_Not = _print_BooleanFunction


def balanced(relation: Relational, notation: Notation) -> Relational:
    """The relation with positive terms on both sides and a lone symbol on the left.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> balanced(a - b < 0, Notation("inline", (a, b)))
    b > a
    >>> balanced(2*a - b >= 0, Notation("inline", (a, b)))
    b <= 2*a
    """
    left, right, sign = relation.lhs, relation.rhs, relation.rel_op
    alone = None if {left, right} & set(notation.actions) else _isolated(sp.expand(left - right), sign, notation)
    if alone is not None:
        return alone
    if right == 0 and left.is_Add or left.is_Add and right.is_Add and any(map(negative, (*left.args, *right.args))):
        difference = sp.expand(left - right) if right != 0 else left
        by_powers = collected(difference, notation.actions)
        if by_powers != difference:
            return Relational(by_powers, sp.S.Zero, sign, evaluate=False)
        terms = sp.Add.make_args(difference)
        left = sp.Add(*[t for t in terms if not negative(t)])
        right = sp.Add(*[-t for t in terms if negative(t)])
    if _goes_right(left, right, notation):
        left, right, sign = right, left, MIRROR[sign]
    return Relational(left, right, sign, evaluate=False)


def _isolated(difference: sp.Expr, sign: str, notation: Notation) -> Relational | None:
    """The relation solved for its only action, when that stands alone with a number before it."""
    used = [x for x in notation.actions if x in difference.free_symbols]
    if len(used) != 1 or difference.free_symbols == set(used):
        return None
    x = used[0]
    slope = difference.coeff(x, 1)
    rest = difference.coeff(x, 0)
    if not slope.is_Rational or slope == 0 or sp.expand(slope * x + rest - difference) != 0:
        return None
    return Relational(x, sp.expand(-rest / slope), sign if slope > 0 else MIRROR[sign], evaluate=False)


def _goes_right(left: sp.Expr, right: sp.Expr, notation: Notation) -> bool:
    """Whether the sides are exchanged: a lone symbol stands left, the later of two, then a lone power."""
    ranks = [
        (not s.is_Symbol, s.is_number, not s.as_base_exp()[0].is_Symbol, s.is_Add) if not s.is_number else (True, True, True, True)
        for s in (left, right)
    ]
    if ranks[0] != ranks[1]:
        return ranks[1] < ranks[0]
    if left.is_Symbol and right.is_Symbol:
        known = [s.name in {k.name for k in notation.symbols} for s in (left, right)]
        return notation.rank(left) < notation.rank(right) if known[0] == known[1] else known[1]
    return False


def relation_latex(relation: Boolean, printer: Printer, *, rearrange: bool = True) -> str:
    r"""One relation, in the printer's notation and style.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> relation_latex(2*a - b >= 0, Printer(Notation("inline", (a, b))))
    'b \\le 2 a'
    """
    if not isinstance(relation, Relational):
        return condition_latex(relation, printer)
    shown = balanced(relation, printer.notation) if rearrange else relation
    return f"{printer.doprint(shown.lhs)} {SIGNS[shown.rel_op]} {printer.doprint(shown.rhs)}"


def chains(relations: Sequence[Relational], notation: Notation, *, rearrange: bool = True) -> list[tuple[list[sp.Expr], list[str]]]:
    """Relations joined where the right side of one is the left side of the next.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> chains([a <= b, b < 2*a], Notation("inline", (a, b)))
    [([a, b, 2*a], ['<=', '<'])]
    """
    made: list[tuple[list[sp.Expr], list[str]]] = []
    for r in relations:
        shown = balanced(r, notation) if rearrange else r
        sides, sign = [shown.lhs, shown.rhs], shown.rel_op
        if sign in ("==", "!="):
            made.append((sides, [sign]))
            continue
        if sign in (">", ">="):
            sides, sign = sides[::-1], RISING[sign]
        for other, signs in made:
            if signs[0] in ("==", "!="):
                continue
            if other[-1] == sides[0] and not sides[0].is_number:
                other.append(sides[1])
                signs.append(sign)
                break
            if other[0] == sides[1] and not sides[1].is_number:
                other.insert(0, sides[0])
                signs.insert(0, sign)
                break
        else:
            made.append((sides, [sign]))
    return made


def condition_latex(condition: Any, printer: Printer, *, rearrange: bool = True) -> str:
    r"""A condition, ready to stand between dollar signs.

    Parameters
    ----------
    condition : Boolean
    printer : Printer
    rearrange : bool
        Whether terms may change sides.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> condition_latex(And(a <= b, b < 2*a), Printer(Notation("inline", (a, b))))
    'a \\le b < 2 a'
    """
    if isinstance(condition, Or):
        parts = [_grouped(c, printer, rearrange) for c in _ordered(condition.args)]
        return " \\textup{ or } ".join(parts)
    if isinstance(condition, Not):
        return f"\\textup{{not }} ({condition_latex(condition.args[0], printer, rearrange=rearrange)})"
    if isinstance(condition, Relational):
        return relation_latex(condition, printer, rearrange=rearrange)
    if not isinstance(condition, And):
        always = {sp.true: "\\textup{always}", sp.false: "\\textup{never}"}
        return always.get(condition) or str(printer.doprint(condition))
    return ", ".join(condition_parts(condition, printer, rearrange=rearrange))


def condition_parts(condition: Any, printer: Printer, *, rearrange: bool = True) -> list[str]:
    r"""The parts of a conjunction, chains joined; one part for anything else.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> condition_parts(And(a <= b, b < 2*a, a > 1), Printer(Notation("inline", (a, b))))
    ['1 < a \\le b < 2 a']
    """
    if not isinstance(condition, And):
        return [condition_latex(condition, printer, rearrange=rearrange)]
    parts = _ordered(condition.args)
    texts = []
    for sides, signs in chains([c for c in parts if isinstance(c, Relational)], printer.notation, rearrange=rearrange):
        if len(signs) == 1:
            single = Relational(sides[0], sides[1], signs[0], evaluate=False)
            texts.append(relation_latex(single, printer, rearrange=rearrange))
            continue
        text = printer.doprint(sides[0])
        for sign, side in zip(signs, sides[1:], strict=True):
            text += f" {SIGNS[sign]} {printer.doprint(side)}"
        texts.append(text)
    for c in parts:
        if not isinstance(c, Relational):
            inner = condition_latex(c, printer, rearrange=rearrange)
            texts.append(f"({inner})" if isinstance(c, Or) else inner)
    return texts


def _grouped(condition: Any, printer: Printer, rearrange: bool) -> str:
    text = condition_latex(condition, printer, rearrange=rearrange)
    return f"({text})" if isinstance(condition, And) and ", " in text else text


def _ordered(parts: Sequence[Any]) -> list[Any]:
    return sorted(parts, key=sp.default_sort_key)


def cases(pairs: Sequence[tuple[Any, Any]], notation: Notation, *, names: Mapping[sp.Basic, str] | None = None) -> str:
    r"""Values by cases.

    Parameters
    ----------
    pairs : sequence of (Expr or str, Boolean)
        A text is taken as LaTeX.
    notation : Notation
    names : {Basic: str}

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> print(cases([(a, a < b), (b, a >= b)], Notation("inline", (a, b))))
    \begin{cases}
      a, & \textup{if } b > a, \\
      b, & \textup{if } b \le a
    \end{cases}
    """
    printer, short = Printer(notation, style="cases", names=names), Printer(notation, style="text", names=names)
    rows = []
    for value, condition in pairs:
        when = "\\textup{otherwise}" if condition == sp.true else f"\\textup{{if }} {condition_latex(condition, short)}"
        rows.append(f"  {value if isinstance(value, str) else printer.doprint(value)}, & {when}")
    return "\\begin{cases}\n" + ", \\\\\n".join(rows) + "\n\\end{cases}"
