r"""Proofs from the steps of a derivation, one sentence a step.

Steps that all branches share come first, from the last stage to the first; then each branch is a case.  What a
step says is in `symgame.render.sentences`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sympy as sp

from symgame.games.symmetric import SymmetricGame
from symgame.render.cases import when
from symgame.render.context import Context
from symgame.render.given import contradicts, covering, own_conditions
from symgame.render.model import listed
from symgame.render.proposition import referred_keys
from symgame.render.sentences import Line, formula, sentences, with_mark

ON_PATH = "substitution"


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
    lines = [
        [x for x in ls if not (x in known or x.kind == ON_PATH and x.step.action in hidden or _vacuous(x, b))]
        for b, ls in zip(branches, lines, strict=True)
    ]
    lines = [[x for x in ls if not _foreign(x, equilibrium.game)] for ls in lines]
    shared = [x for x in lines[0] if all(x in others for others in lines)]
    several = len({x.step.stage for ls in lines for x in ls}) > 1
    parts = []
    if known:
        label = next(where for game, where, _ in context.play if game == equilibrium.game)
        parts.append(f"Later stages are as in the proof of Proposition~\\ref{{{label}}}.")
    elif several:
        parts.append("By backward induction.")
    if isinstance(equilibrium.game, SymmetricGame):
        parts.append(_common_action(branches, equilibrium.game, context))
    place = context.within(branches[0].region, equilibrium.game)
    parts += paragraphs(shared, place, _after(branches[0], place) if len(branches) == 1 else place, numbered=several)
    for b, ls in zip(branches, lines, strict=True):
        own = _without_seams([x for x in ls if x not in shared])
        if own:
            parts.append(case(b, own, context.within(b.region, equilibrium.game)))
    return tidy("\n\n".join(p for p in parts if p))


def tidy(text: str) -> str:
    """Text with no space around displays and no empty line at its end."""
    text = re.sub(r"[ \n]*\n\\\[", r"\n\\[", text)
    text = re.sub(r"\\\]\n+ *(?=[a-zA-Z$])", r"\\]\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _after(branch: Any, context: Context) -> Context:
    """The context in which an action's value was stated and has its name."""
    values = [(v, context.star(k)) for k, v in branch.outcome_items if isinstance(v, sp.Expr) and v.count_ops() > 3]
    return replace(context, names=(*context.names, *values))


def _foreign(line: Line, game: Any) -> bool:
    """Whether a step is about a player whom the game does not have: a device of the derivation."""
    return line.step.player is not None and line.step.player not in getattr(game, "players", (line.step.player,))


def _common_action(branches: Sequence[Any], game: SymmetricGame, context: Context) -> str:
    """What the other action in a symmetric derivation is."""
    others = {s.action for b in branches for s in b.steps if s.player is not None and s.player != game.player}
    names = [f"${context.notation.write(a)}$" for a in sorted((a for a in others if a is not None), key=str)]
    own = context.notation.write(game.action)
    return f"Write {listed(names)} for the common action of all others; in a symmetric equilibrium it equals ${own}$." if names else ""


def _without_seams(lines: Sequence[Line]) -> list[Line]:
    """Lines without those on an equation between parameters, where the others already say all."""
    thin = [x for x in lines if any(isinstance(c, sp.Eq) for c in x.conditions)]
    rest = [x for x in lines if x not in thin]
    pieces = {tuple(c for c in x.conditions if not _beside_a_value(c, x)) for x in rest if x.kind == "corner"}
    return rest if thin and covering(pieces) else list(lines)


def _beside_a_value(condition: Any, line: Line) -> bool:
    return isinstance(condition, sp.Lt | sp.Gt) and line.step.action in condition.args


def _vacuous(line: Line, branch: Any) -> bool:
    return contradicts(line.conditions, branch.region.condition)


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


def on_path(lines: Sequence[Line], context: Context) -> str:
    """The sentence about values on the path of play."""
    doubt = "" if all(x.step.verdict.proved for x in lines) else " Not all of this was verified."
    *first, last = [formula(x.step.relation, context) for x in lines]
    before = " ".join([*(with_mark(t, ",") for t in first[:-1]), *(f"{t} and" for t in first[-1:])])
    return with_mark(f"On the path of play, {before} {last}" if first else f"On the path of play, {last}", ".") + doubt
