r"""Proofs from the steps of a derivation, one sentence a step.

Steps that all branches share come first, from the last stage to the first; then each branch is a case.  The
kind of a step chooses the words around its relation; the relation is printed as it stands.  A step whose
verdict is not "proved" says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sympy as sp
from sympy.core.relational import Relational

from symgame.games.bargaining import BargainingRule
from symgame.logic.root import Root
from symgame.render.cases import when
from symgame.render.conditions import condition_latex
from symgame.render.context import Context

LONGEST_INLINE = 70


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
    branches = equilibrium.branches
    known = known_steps(equilibrium, context)
    shared = [s for s in (branches[0].steps if branches else ()) if all(s in b.steps for b in branches)]
    parts: list[str] = []
    if known:
        label = next(where for game, where, _ in context.play if game == equilibrium.game)
        parts.append(f"Later stages are as in the proof of Proposition~\\ref{{{label}}}.")
    for b in branches:
        context = context.naming(b)
    opening = [s for s in shared if s not in known]
    place = context.within(branches[0].region, equilibrium.game) if len(branches) == 1 else context
    parts += stage_paragraphs(opening, equilibrium, place)
    for b in branches:
        own = [s for s in b.steps if s not in shared and s not in known]
        if own:
            where = when(b.region.condition, context)
            inside = context.within(b.region, equilibrium.game)
            head = f"\\emph{{Case {where}.}}" if where else ""
            parts.append(f"{head} {' '.join(sentences(own, inside))}".strip())
    if len({s.stage for b in branches for s in b.steps}) > 1 and not known:
        parts.insert(0, "By backward induction.")
    return "\n\n".join(parts) + "\n" if parts else ""


def known_steps(equilibrium: Any, context: Context) -> list[Any]:
    """Steps that the proof of another proposition about the same game already has."""
    if equilibrium.rule is None:
        return []
    return [s for game, _, play in context.play if game == equilibrium.game for b in play.branches for s in b.steps]


def stage_paragraphs(steps: Sequence[Any], equilibrium: Any, context: Context) -> list[str]:
    """One paragraph a stage, from the last stage to the first."""
    paragraphs = []
    places = sorted({s.stage for s in steps}, reverse=True)
    several = len({s.stage for b in equilibrium.branches for s in b.steps}) > 1
    for place in places:
        text = " ".join(sentences([s for s in steps if s.stage == place], context))
        paragraphs.append(f"\\emph{{Stage {place}.}} {text}" if several else text)
    return paragraphs


def sentences(steps: Sequence[Any], context: Context) -> list[str]:
    """One sentence a step, in the order given."""
    return [sentence(s, context) for s in steps]


def sentence(step: Any, context: Context) -> str:
    """The sentence of one step, with its conditions, and with "not verified" where it was not proved."""
    words = WORDS.get(step.kind, _plain)(step, context)
    given = ", ".join(when(g, context) for g in step.given if g != sp.true)
    if given:
        words = f"If {given}, {words[0].lower() + words[1:] if not words.startswith('$') else words}"
    doubt = "" if step.verdict.proved else " This was not verified."
    return f"{words}{doubt}"


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
        sides = (context.form(relation.lhs), context.form(relation.rhs))
        if isinstance(relation.lhs, sp.Symbol) and isinstance(relation.rhs, Root):
            return printer.doprint(relation.lhs) + " = " + printer.doprint(relation.rhs)
        relation = type(relation)(*sides, evaluate=False)
    return condition_latex(relation, printer, rearrange=False)


def _stop(text: str) -> str:
    return text if text.endswith("\n") else f"{text}."


def _who(step: Any, context: Context) -> str:
    if step.player is None or isinstance(step.player, BargainingRule):
        return ""
    return f"${context.notation.write(step.player)}$"


def _objective(step: Any, context: Context) -> str:
    who = _who(step, context)
    what = context.notation.write(step.action) if step.action is not None else ""
    by = f" by the choice of ${what}$" if what else ""
    lead = f"{who} maximises{by}" if who else f"To be maximised{by} is"
    return _stop(f"{lead} {formula(step.relation, context)}")


def _first_order(step: Any, context: Context) -> str:
    return _stop(f"The first-order condition is {formula(step.relation, context)}")


def _second_order(step: Any, context: Context) -> str:
    shape = {sp.StrictLessThan: "strictly concave", sp.LessThan: "concave"}.get(type(step.relation))
    zero = isinstance(step.relation, Relational) and step.relation.rhs == 0
    what = f" in ${context.notation.write(step.action)}$" if step.action is not None else ""
    text = f"The second derivative satisfies {formula(step.relation, context)}"
    if shape and zero and step.verdict.proved and not text.endswith("\n"):
        return f"{text}, so that the objective is {shape}{what}."
    return _stop(text)


def _root(step: Any, context: Context) -> str:
    relation = step.relation
    if isinstance(relation, sp.Eq) and isinstance(relation.rhs, Root):
        name = dict(context.roots).get(relation.rhs, context.star(relation.lhs))
        interval, polynomial = context.root_equation(relation.rhs, name)
        return f"It has exactly one solution ${name}$ in ${interval}$, the root of\n\\[\n{polynomial} = 0.\n\\]\n"
    if isinstance(relation, sp.Eq):
        return _stop(f"Its solution is {formula(relation, context)}")
    return _stop(f"For its solution, {formula(relation, context)}")


def _corner(step: Any, context: Context) -> str:
    return _stop(f"On the domain, the marginal payoff satisfies {formula(step.relation, context)}")


def _comparison(step: Any, context: Context) -> str:
    return _stop(f"Against every other choice the difference in payoff is {formula(step.relation, context)}")


def _substitution(step: Any, context: Context) -> str:
    return _stop(f"On the path of play, {formula(step.relation, context)}")


def _domain(step: Any, context: Context) -> str:
    return _stop(f"It lies in the domain, since {formula(step.relation, context)}")


def _kink(step: Any, context: Context) -> str:
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
