r"""Proofs from the steps of a derivation, one sentence a step.

Steps that all branches share come first, from the last stage to the first; then each branch is a case.  The
kind of a step chooses the words around its relation; the relation is printed as it stands.  A step whose
verdict is not "proved" says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sympy as sp
from sympy.core.relational import Relational

from symgame.games.bargaining import BargainingRule
from symgame.logic.root import Root
from symgame.render.cases import when
from symgame.render.conditions import condition_latex, condition_parts
from symgame.render.context import Context
from symgame.render.given import own_conditions, roots_by_symbol
from symgame.render.model import listed
from symgame.render.proposition import referred_keys

LONGEST_INLINE = 70
ON_PATH = "substitution"
STATES_A_VALUE = ("root", "kink")


def proof(equilibrium: Any, context: Context) -> str:
    """The body of the proof, "" when the equilibrium has no steps.

    Parameters
    ----------
    equilibrium : Equilibrium
    context : Context

    Returns
    -------
    str
        LaTeX without the proof environment.
    """
    branches = [b for b in equilibrium.branches if b.steps]
    if not branches:
        return ""
    for b in branches:
        context = context.naming(b)
    lines = [[Line(s, own_conditions(s, b.region.condition, equilibrium)) for s in b.steps] for b in branches]
    known = known_lines(equilibrium, context)
    hidden = set(referred_keys(equilibrium, context))
    lines = [[x for x in ls if x not in known and not (x.kind == ON_PATH and x.step.action in hidden)] for ls in lines]
    shared = [x for x in lines[0] if all(x in others for others in lines)]
    several = len({x.step.stage for ls in lines for x in ls}) > 1
    parts = []
    if known:
        label = next(where for game, where, _ in context.play if game == equilibrium.game)
        parts.append(f"Later stages are as in the proof of Proposition~\\ref{{{label}}}.")
    elif several:
        parts.append("By backward induction.")
    place = context.within(branches[0].region, equilibrium.game)
    parts += paragraphs(shared, place, _after(branches[0], place) if len(branches) == 1 else place, numbered=several)
    for b, ls in zip(branches, lines, strict=True):
        own = [x for x in ls if x not in shared]
        if own:
            parts.append(case(b, own, context.within(b.region, equilibrium.game)))
    return tidy("\n\n".join(parts))


def tidy(text: str) -> str:
    """Text with no space around displays and no empty line at its end."""
    text = re.sub(r"[ \n]*\n\\\[", r"\n\\[", text)
    text = re.sub(r"\\\]\n+ *(?=[a-zA-Z$])", r"\\]\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _after(branch: Any, context: Context) -> Context:
    """The context in which an action's value was stated and has its name."""
    values = [(v, context.star(k)) for k, v in branch.outcome_items if isinstance(v, sp.Expr) and v.count_ops() > 3]
    return replace(context, names=(*context.names, *values))


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


def known_lines(equilibrium: Any, context: Context) -> list[Line]:
    """Lines that the proof of another proposition about the same game already has."""
    if equilibrium.rule is None:
        return []
    plays = [play for game, _, play in context.play if game == equilibrium.game]
    found = [Line(s, own_conditions(s, b.region.condition, p)) for p in plays for b in p.branches for s in b.steps]
    mine = [Line(s, own_conditions(s, b.region.condition, equilibrium)) for b in equilibrium.branches for s in b.steps]
    return [x for x in found if x in mine]


def paragraphs(lines: Sequence[Line], context: Context, inner: Context, *, numbered: bool) -> list[str]:
    """One paragraph a stage, from the last stage to the first; the values on the path last."""
    made = []
    for stage in sorted({x.step.stage for x in lines if x.kind != ON_PATH}, reverse=True):
        text = " ".join(sentences([x for x in lines if x.step.stage == stage and x.kind != ON_PATH], context, inner))
        made.append(f"\\emph{{Stage {stage}.}} {text}" if numbered else text)
    path = [x for x in lines if x.kind == ON_PATH]
    return [*made, *([on_path(path, context)] if path else [])]


def case(branch: Any, lines: Sequence[Line], context: Context) -> str:
    """The paragraph of one branch, headed by its region."""
    where = when(branch.region.condition, context)
    text = " ".join(sentences([x for x in lines if x.kind != ON_PATH], context, _after(branch, context)))
    path = [x for x in lines if x.kind == ON_PATH]
    head = f"\\emph{{Case {where}.}}" if where else ""
    return " ".join(p for p in (head, text, on_path(path, context) if path else "") if p)


def sentences(lines: Sequence[Line], context: Context, inner: Context | None = None) -> list[str]:
    """One sentence a line; after an action's value was stated, `inner` writes it by its name."""
    made, place = [], context
    for x in lines:
        made.append(sentence(x, place))
        if isinstance(x.step.relation, sp.Eq) and x.kind in STATES_A_VALUE and inner is not None:
            place = inner
    return made


def sentence(line: Line, context: Context) -> str:
    """The sentence of one step, with its conditions, and with "not verified" where it was not proved."""
    conditions, place = roots_by_symbol(line.conditions, context)
    words = WORDS.get(line.kind, _plain)(line.step, place)
    if conditions:
        parts = condition_parts(sp.And(*conditions), place.printer("text"))
        given = listed([f"${p}$" for p in parts])
        words = f"For {given}, {words[0].lower() + words[1:] if not words.startswith('$') else words}"
    return words if line.step.verdict.proved else f"{words} This was not verified."


def on_path(lines: Sequence[Line], context: Context) -> str:
    """The sentence about values on the path of play."""
    doubt = "" if all(x.step.verdict.proved for x in lines) else " Not all of this was verified."
    return f"On the path of play, {listed([formula(x.step.relation, context) for x in lines])}.{doubt}"


def formula(relation: Any, context: Context) -> str:
    """A relation, in the line when short and displayed when long; ends without a full stop in the line."""
    short = written(relation, context, "text")
    if len(_visible(short)) <= LONGEST_INLINE:
        return f"${short}$"
    return f"\n\\[\n{written(relation, context, 'display')}\n\\]\n"


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
        if isinstance(relation.lhs, sp.Symbol) and isinstance(relation.rhs, Root):
            return printer.doprint(relation.lhs) + " = " + printer.doprint(relation.rhs)
        relation = type(relation)(*sides, evaluate=False)
    return condition_latex(relation, printer, rearrange=False)


def _stop(text: str) -> str:
    """The sentence with its full stop, inside a display that ends it."""
    tail = "\n\\]\n"
    return f"{text.removesuffix(tail)}.{tail}" if text.endswith(tail) else f"{text}."


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
        return f"{text}, so that the objective is {shape}{what}."
    return _stop(text)


def _root(step: Any, context: Context) -> str:
    relation = step.relation
    if isinstance(relation, sp.Eq) and isinstance(relation.rhs, Root):
        name = dict(context.roots).get(relation.rhs, context.star(relation.lhs))
        interval, polynomial = context.root_equation(relation.rhs, name)
        return f"It has a solution ${name}$ in ${interval}$, a root of\n\\[\n{polynomial} = 0.\n\\]\n"
    if isinstance(relation, sp.Eq):
        return _stop(f"The first-order condition is solved by {formula(relation, context)}")
    if isinstance(relation, sp.StrictGreaterThan | sp.StrictLessThan):
        return _stop(f"There is only one, since at every such root {formula(relation, context)}")
    return _stop(f"At every such root, {formula(relation, context)}")


def _corner(step: Any, context: Context) -> str:
    if isinstance(step.relation, sp.Eq):
        return _stop(f"The best choice is the end {formula(step.relation, context)} of the domain")
    return _stop(f"The derivative of the objective satisfies {formula(step.relation, context)}")


def _comparison(step: Any, context: Context) -> str:
    return _stop(f"Against every other choice the difference in payoff is {formula(step.relation, context)}")


def _substitution(step: Any, context: Context) -> str:
    return _stop(f"On the path of play, {formula(step.relation, context)}")


def _domain(step: Any, context: Context) -> str:
    return _stop(f"It lies in the domain, since {formula(step.relation, context)}")


def _kink(step: Any, context: Context) -> str:
    if isinstance(step.relation, sp.Eq):
        return _stop(f"The best choice is the kink {formula(step.relation, context)}")
    return _stop(f"At the kink, {formula(step.relation, context)}")


def _outside(step: Any, context: Context) -> str:
    return _stop(
        f"{_who(step, context) or 'A player'} compares with the outside option: {formula(step.relation, context)}"
    )


def _plain(step: Any, context: Context) -> str:
    return _stop(f"{step.kind[0].upper()}{step.kind[1:]}: {formula(step.relation, context)}")


WORDS: Mapping[str, Callable[[Any, Context], str]] = {
    "objective": _objective,
    "first-order condition": _first_order,
    "second-order condition": _second_order,
    "root": _root,
    "corner": _corner,
    "comparison": _comparison,
    "substitution": _substitution,
    "domain": _domain,
    "kink": _kink,
    "outside option": _outside,
}
