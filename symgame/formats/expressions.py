"""Expressions as text, read without running anything: a small grammar, and caps on its size.

The language is that of exact real expressions and conditions over declared names::

    condition  :=  comparisons joined by  and, or, not,  chained as in  0 < a <= b
    expression :=  sums, products, powers (^ or **), integers, decimals (read exactly), names,
                   sqrt, exp, log, Abs, Min, Max, Piecewise((value, condition), …), oo

The grammar is LALR(1) (lark); the tree is turned into sympy objects node by node.  Caps on length, depth,
digits and exponents keep hostile text from blowing up; a name that was not declared is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import lark
import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import FileFormatError
from symgame.formats.expression_nodes import ExpressionFault, ToSympy

LONGEST_TEXT = 4_000
DEEPEST = 60

GRAMMAR = r"""
?start: disjunction
?disjunction: conjunction (_OR conjunction)*
?conjunction: negated (_AND negated)*
?negated: _NOT negated                            -> negation
        | comparison
?comparison: sum (COMPARE sum)*
?sum: product (SIGN product)*
?product: signed (TIMES signed)*
?signed: SIGN signed                              -> sign
       | power
?power: atom (_POW signed)?
?atom: NUMBER                                     -> number
     | NAME                                       -> name
     | NAME "(" arguments ")"                     -> call
     | "(" disjunction ")"
arguments: argument ("," argument)*
?argument: disjunction
         | "(" disjunction "," disjunction ")"    -> pair

_OR: /or\b/ | "|"
_AND: /and\b/ | "&"
_NOT: /not\b/ | "~"
COMPARE: "<=" | ">=" | "==" | "!=" | "<" | ">" | "≤" | "≥"
SIGN: "+" | "-"
TIMES: "*" | "/"
_POW: "**" | "^"
NUMBER: /[0-9]+(\.[0-9]+)?/
NAME: /(?!(or|and|not)\b)[^\W\d]\w*/
%ignore /[ \t\r\n]+/
"""


@cache
def _parser() -> lark.Lark:
    return lark.Lark(GRAMMAR, parser="lalr", lexer="contextual", maybe_placeholders=False, propagate_positions=True)


def _bracket_depth(text: str) -> int:
    deepest = level = 0
    for c in text:
        level += (c == "(") - (c == ")")
        deepest = max(deepest, level)
    return deepest


def _tree_depth(tree: Any) -> int:
    deepest, open_nodes = 0, [(tree, 1)]
    while open_nodes:
        node, depth = open_nodes.pop()
        deepest = max(deepest, depth)
        open_nodes.extend((child, depth + 1) for child in getattr(node, "children", ()))
    return deepest


def _read(text: Any, names: Mapping[str, sp.Symbol]) -> Any:
    if not isinstance(text, str):
        raise FileFormatError(f"expected an expression as text, got {text!r}")
    if not text.strip():
        raise FileFormatError("empty expression")
    if len(text) > LONGEST_TEXT:
        raise FileFormatError(f"expression of {len(text)} characters; at most {LONGEST_TEXT} are read")
    if _bracket_depth(text) > DEEPEST:
        raise FileFormatError(f"{_short(text)} is nested more than {DEEPEST} deep")
    try:
        tree = _parser().parse(text)
    except lark.exceptions.UnexpectedCharacters as error:
        raise FileFormatError(f"column {error.column} of {_short(text)}: unexpected {error.char!r}") from None
    except lark.exceptions.UnexpectedEOF:
        raise FileFormatError(f"{_short(text)} ends too early") from None
    except lark.exceptions.UnexpectedToken as error:
        if error.token.type == "$END":
            raise FileFormatError(f"{_short(text)} ends too early") from None
        raise FileFormatError(f"column {error.column} of {_short(text)}: unexpected {str(error.token)!r}") from None
    if _tree_depth(tree) > 2 * DEEPEST:
        raise FileFormatError(f"{_short(text)} is nested more than {DEEPEST} deep")
    try:
        return ToSympy(names).transform(tree)
    except lark.exceptions.VisitError as error:
        if isinstance(error.orig_exc, ExpressionFault):
            raise FileFormatError(f"{_short(text)}: {error.orig_exc}") from None
        raise


def _short(text: str) -> str:
    line = " ".join(text.split())
    return repr(line if len(line) <= 60 else line[:57] + "…")


def parse_expression(text: str, names: Mapping[str, sp.Symbol]) -> sp.Expr:
    """The sympy expression that `text` writes.

    Parameters
    ----------
    text : str
        At most 4,000 characters, nested at most 60 deep.
    names : {str: Symbol}
        Every name that may occur.

    Returns
    -------
    Expr
        Exact: a decimal such as ``0.1`` is the rational 1/10.

    Raises
    ------
    FileFormatError
        Naming the column or the unknown name; also for text beyond the caps.

    Examples
    --------
    >>> c, x = sp.symbols("c x")
    >>> parse_expression("x - 1/2*c*x^2", {"c": c, "x": x})
    -c*x**2/2 + x
    """
    value = _read(text, names)
    if not isinstance(value, sp.Expr):
        raise FileFormatError(f"{_short(text)} is a condition, not an expression")
    return value


def parse_condition(text: str, names: Mapping[str, sp.Symbol]) -> Boolean:
    """The sympy condition that `text` writes, such as ``"0 < c_0 <= c_1"``.

    Raises
    ------
    FileFormatError
        As `parse_expression`; also when the text is no condition.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> parse_condition("0 < a <= b", {"a": a, "b": b})
    (a <= b) & (a > 0)
    """
    value = _read(text, names)
    if not isinstance(value, Boolean):
        raise FileFormatError(f"{_short(text)} is an expression, not a condition such as 'a < b'")
    return value
