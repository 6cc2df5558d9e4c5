r"""One sentence a step: the kind of a step chooses the words around its relation.

The relation is printed as it stands, both sides in their readable form; a step whose verdict is not "proved"
says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sympy as sp
from sympy.core.relational import Relational

from symgame.games.bargaining import BargainingRule
from symgame.logic.implicit import Implicit
from symgame.render.conditions import condition_latex, condition_parts
from symgame.render.context import Context
from symgame.render.given import normal, roots_by_symbol
from symgame.render.lines import broken
from symgame.render.model import listed

LONGEST_INLINE = 70
STATES_A_VALUE = ("root", "kink")
FOLLOW = ("first-order condition", "second-order condition", "root")


@dataclass(frozen=True)
class Line:
    """A step with the conditions that its sentence says; the same derivation in two branches is one line."""

    step: Any = field(compare=False)
    conditions: tuple[Any, ...]
    content: tuple[Any, ...] = field(init=False)

    def __post_init__(self) -> None:
        s = self.step
        object.__setattr__(self, "content", (s.kind, s.stage, s.player, s.action, s.relation, s.verdict.proved))

    @property
    def kind(self) -> str:
        return str(self.step.kind)


def sentences(lines: Sequence[Line], context: Context, inner: Context) -> list[str]:
    """One sentence a line; after an action's value was stated, `inner` writes it by its name.

    Examples
    --------
    >>> from symgame.render.notation import Notation
    >>> sentences([], Context(Notation()), Context(Notation()))
    []
    """
    made, place, waiting = [], context, list(lines)
    before: Line | None = None
    while waiting:
        x = waiting.pop(0)
        peak = around_a_peak(x, waiting[0]) if waiting else None
        if peak is not None:
            made.append(_peak_sentence(x, waiting.pop(0), peak, place))
        else:
            follows = x.kind in FOLLOW and before is not None and before.conditions == x.conditions
            made.append(sentence(x, place, said=follows))
        before = x
        if isinstance(x.step.relation, sp.Eq) and x.kind in STATES_A_VALUE and x.step.action is not None:
            name = context.star(x.step.action)
            known = tuple(pair for pair in inner.names if pair[1] == name and pair not in place.names)
            place = replace(place, names=(*place.names, *known))
    return made


def around_a_peak(one: Line, other: Line) -> tuple[Any, Any] | None:
    """The two conditions in which the lines differ, when one derivative is >= 0 below a value and <= 0 above it.

    Examples
    --------
    See `symgame.render.proofs.proof`.
    """
    up, down = one.step.relation, other.step.relation
    if one.kind != other.kind or one.step.action != other.step.action or not one.step.verdict.proved:
        return None
    if not (isinstance(up, sp.Ge) and isinstance(down, sp.Le) and up.args == down.args and up.rhs == 0):
        return None
    before = [c for c in one.conditions if c not in other.conditions]
    behind = [c for c in other.conditions if c not in one.conditions]
    if len(before) != 1 or len(behind) != 1 or not other.step.verdict.proved:
        return None
    low, high = before[0], behind[0]
    strict = isinstance(low, sp.Lt | sp.Gt) and isinstance(high, sp.Lt | sp.Gt)
    return (low, high) if strict and {low.lts, low.gts} == {high.lts, high.gts} and low.lts == high.gts else None


def _peak_sentence(one: Line, other: Line, peak: tuple[Any, Any], context: Context) -> str:
    conditions, place = roots_by_symbol(one.conditions, context)
    printer = place.printer("text")
    places = [f"${condition_latex(c, printer)}$" for c in peak]
    shared = [c for c in conditions if normal(c) != normal(peak[0])]
    given = _given(shared, place)
    relation = one.step.relation
    value = printer.doprint(place.form(relation.lhs, wanted="product"))
    shown = f"${value}$" if len(_visible(value)) <= LONGEST_INLINE else _displayed(relation.lhs, place)
    words = f"the derivative of the objective, {with_mark(shown, ',')} is non-negative for {places[0]} and non-positive for {places[1]}."
    return f"For {given}, {words}" if given else f"{words[0].upper()}{words[1:]}"


def _displayed(value: Any, context: Context) -> str:
    return f"\n\\[\n{broken(context.printer().doprint(context.form(value, wanted='product')))}\n\\]\n"


def _given(conditions: Sequence[Any], context: Context) -> str:
    if not conditions:
        return ""
    return listed([f"${p}$" for p in condition_parts(sp.And(*conditions), context.printer("text"))])


def sentence(line: Line, context: Context, *, said: bool = False) -> str:
    """The sentence of one step: its conditions unless just said, its words, "not verified" where it was not proved."""
    conditions, place = roots_by_symbol(line.conditions, context)
    words = WORDS.get(line.kind, _plain)(line.step, place)
    given = _given(conditions, place)
    if given and not said:
        words = f"For {given}, {words[0].lower() + words[1:] if not words.startswith('$') else words}"
    return words if line.step.verdict.proved else f"{words} This was not verified."


def formula(relation: Any, context: Context) -> str:
    """A relation, in the line when short and displayed when long; ends without a full stop in the line."""
    short = written(relation, context, "text")
    if len(_visible(short)) <= LONGEST_INLINE:
        return f"${short}$"
    return f"\n\\[\n{broken(written(relation, context, 'display'))}\n\\]\n"


def _visible(text: str) -> str:
    for mark in ("\\left", "\\right", "{", "}", "\\gt", "\\"):
        text = text.replace(mark, "")
    return text


def written(relation: Any, context: Context, style: str) -> str:
    """A relation as it stands, both sides in their readable form."""
    printer = context.printer(style)
    if isinstance(relation, Relational):
        compared = relation.rhs == 0 and not isinstance(relation, sp.Eq)
        right = "given" if relation.lhs.is_Function else "short"
        sides = (
            context.form(relation.lhs, wanted="product" if compared else "short"),
            context.form(relation.rhs, wanted=right),
        )
        if isinstance(relation.lhs, sp.Symbol) and isinstance(relation.rhs, Implicit):
            return printer.doprint(relation.lhs) + " = " + printer.doprint(relation.rhs)
        relation = type(relation)(*sides, evaluate=False)
    return condition_latex(relation, printer, rearrange=False)


def with_mark(text: str, mark: str) -> str:
    r"""The text with a punctuation mark, inside a display that ends it.

    Examples
    --------
    >>> with_mark("so it is", "."), with_mark("\n\\[\nx = 1\n\\]\n", ".")
    ('so it is.', '\n\\[\nx = 1.\n\\]\n')
    """
    for tail in ("\n\\end{aligned}\n\\]\n", "\n\\]\n"):
        if text.endswith(tail):
            return f"{text.removesuffix(tail)}{mark}{tail}"
    return f"{text}{mark}"


def _stop(text: str) -> str:
    return with_mark(text, ".")


def _who(step: Any, context: Context) -> str:
    if step.player is None or isinstance(step.player, BargainingRule):
        return ""
    return f"${context.notation.write(step.player)}$"


def _objective(step: Any, context: Context) -> str:
    who = _who(step, context)
    what = f"${context.notation.write(step.action)}$" if step.action is not None else ""
    lead = f"{who} chooses {what} to maximise" if who and what else f"{who} maximises" if who else "The objective is"
    return _stop(f"{lead} {formula(step.relation, context)}")


def _first_order(step: Any, context: Context) -> str:
    return _stop(f"The first-order condition is {formula(step.relation, context)}")


def _second_order(step: Any, context: Context) -> str:
    shape = {sp.StrictLessThan: "strictly concave", sp.LessThan: "concave"}.get(type(step.relation))
    zero = isinstance(step.relation, Relational) and step.relation.rhs == 0
    text = f"The second derivative satisfies {formula(step.relation, context)}"
    if shape and zero and step.verdict.proved:
        what = f" in ${context.notation.write(step.action)}$" if step.action is not None else ""
        return f"{with_mark(text, ',')} so that the objective is {shape}{what}."
    return _stop(text)


def _root(step: Any, context: Context) -> str:
    relation = step.relation
    if isinstance(relation, sp.Eq) and isinstance(relation.rhs, Implicit):
        name = dict(context.roots).get(relation.rhs, context.star(relation.lhs))
        interval, polynomial = context.root_equation(relation.rhs, name)
        return f"It has a solution ${name}$ in ${interval}$, a root of\n\\[\n{broken(f'{polynomial} = 0.')}\n\\]\n"
    if isinstance(relation, sp.Eq):
        return _stop(f"The first-order condition is solved by {formula(relation, context)}")
    if isinstance(relation, sp.StrictGreaterThan | sp.StrictLessThan):
        return _stop(f"There is only one, since at every such root {formula(relation, context)}")
    return _stop(f"At every such root, {formula(relation, context)}")


def _sign_changes(step: Any, context: Context) -> str:
    """The change of variable, the equation in it, and the rule of signs."""
    equations = [r for r in step.relation.args if isinstance(r, sp.Eq)]
    place = next(r for r in equations if r.lhs == step.action)
    polynomial = next(r for r in equations if r is not place)
    why = [r for r in step.relation.args if r not in (place, polynomial)]
    shown = context.printer().doprint(polynomial.lhs)
    since = f", since {formula(sp.And(*why), context)}" if why else ""
    changes = _stop(f"whose coefficients change their sign once{since}")
    return (
        f"With {with_mark(formula(place, context), ',')} this becomes\n\\[\n{broken(f'{shown} = 0,')}\n\\]\n"
        f"{changes} By Descartes' rule of signs it has exactly one positive root."
    )


def _one_crossing(step: Any, context: Context) -> str:
    name = context.star(step.action)
    factor = context.printer("text").doprint(context.form(step.relation.rhs, wanted="product"))
    return (
        f"The derivative of the objective is that polynomial in ${context.notation.write(step.action)}$ times ${factor}$, "
        f"positive before ${name}$ and negative behind it."
    )


def _one_change(step: Any, context: Context) -> str:
    ratio = "The logarithm of the ratio of its positive to its negative term has the derivative"
    return f"{ratio} {with_mark(formula(step.relation, context), ',')} so that there is no other root."


def _sign_at_a_point(step: Any, context: Context) -> str:
    place = next(r for r in step.relation.args if isinstance(r, sp.Eq))
    sign = next(r for r in step.relation.args if r is not place)
    return _stop(f"At {formula(place, context)} its left side satisfies {formula(sign, context)}")


def _corner(step: Any, context: Context) -> str:
    if isinstance(step.relation, sp.Eq):
        return _stop(f"The best choice is the end {formula(step.relation, context)} of the domain")
    if step.action is None:
        return _stop(f"The marginal payoff at these values satisfies {formula(step.relation, context)}")
    return _stop(f"The derivative of the objective satisfies {formula(step.relation, context)}")


def _comparison(step: Any, context: Context) -> str:
    return _stop(f"Against every other choice the difference in payoff is {formula(step.relation, context)}")


def _substitution(step: Any, context: Context) -> str:
    return _stop(f"On the path of play, {formula(step.relation, context)}")


def _domain(step: Any, context: Context) -> str:
    return _stop(f"The solution lies in the domain, since {formula(step.relation, context)}")


def _kink(step: Any, context: Context) -> str:
    if isinstance(step.relation, sp.Eq):
        return _stop(f"The best choice is the kink {formula(step.relation, context)}")
    return _stop(f"At the kink, {formula(step.relation, context)}")


def _outside(step: Any, context: Context) -> str:
    return _stop(f"{_who(step, context) or 'A player'} compares with the outside option: {formula(step.relation, context)}")


def _plain(step: Any, context: Context) -> str:
    return _stop(f"{step.kind[0].upper()}{step.kind[1:]}: {formula(step.relation, context)}")


WORDS: Mapping[str, Callable[[Any, Context], str]] = {
    "objective": _objective,
    "first-order condition": _first_order,
    "second-order condition": _second_order,
    "root": _root,
    "sign changes": _sign_changes,
    "one crossing": _one_crossing,
    "one change of sign": _one_change,
    "sign at a point": _sign_at_a_point,
    "corner": _corner,
    "comparison": _comparison,
    "substitution": _substitution,
    "domain": _domain,
    "kink": _kink,
    "outside option": _outside,
}
