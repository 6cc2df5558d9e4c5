"""What a proposition must add: regions without equilibrium, what is not covered or not verified, the tie rule."""

from __future__ import annotations

import re
from typing import Any

import sympy as sp

from symgame.games.stages import Bargain
from symgame.render.cases import when
from symgame.render.conditions import condition_latex
from symgame.render.context import Context
from symgame.render.model import listed
from symgame.render.words import text_latex


def open_parts(equilibrium: Any, context: Context) -> list[str]:
    """Sentences about regions without equilibrium, uncovered regions, and obligations without proof."""
    said = []
    for region, reason in equilibrium.nonexistence:
        where = when(region.condition, context)
        said.append(f"{f'If {where}, there is' if where else 'There is'} no equilibrium: {prose(reason, context)}.")
    if equilibrium.uncovered != sp.false:
        where = condition_latex(equilibrium.uncovered, context.printer("text"))
        said.append(f"Nothing is claimed where ${where}$." if equilibrium.uncovered != sp.true else "Nothing is claimed elsewhere.")
    for b in equilibrium.branches:
        failed = [o.name for o in b.evidence if not o.verdict.proved]
        if failed:
            where = when(b.region.condition, context)
            place = f" in the case {where}" if where else ""
            said.append(f"Not verified{place}: {listed(list(dict.fromkeys(failed)))}.")
    said += [f"Note: {prose(note, context).rstrip('.')}." for note in equilibrium.notes]
    return said


def prose(text: str, context: Context) -> str:
    r"""Plain text as LaTeX: names of symbols and players become formulas, special characters are escaped.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> from symgame.render.notation import notation_of
    >>> prose("the payoff of G is unbounded in alpha_0", Context(notation_of(fine_tuning_game())))
    'the payoff of $G$ is unbounded in $\\alpha_{0}$'
    """
    known = {item.name: item for item in (*context.notation.symbols, *context.notation.people)}
    made = []
    for word in re.split(r"(\W+)", text):
        if word in known and (len(word) > 1 or word != "a"):
            made.append(f"${context.notation.write(known[word])}$")
        else:
            made.append(text_latex(word))
    return "".join(made)


def tie_words(equilibrium: Any) -> str:
    """The tie rule in words, where a player may be indifferent."""
    if equilibrium.ties is None or strict_everywhere(equilibrium):
        return ""
    name = type(equilibrium.ties).__name__
    if name == "FavourEarlier":
        return "A player who is indifferent does what the mover of the latest earlier stage prefers."
    return "Every choice of an indifferent player is considered." if name == "AllTies" else f"Ties: {name}."


def strict_everywhere(equilibrium: Any) -> bool:
    """Whether every mover after the first has a strictly concave objective, so that no tie arises."""
    stages = [s for s in getattr(equilibrium.game, "stages", ()) if not isinstance(s, Bargain)]
    first = len(getattr(equilibrium.game, "stages", ())) - len(stages) + 1
    for b in equilibrium.branches:
        strict = {
            s.stage
            for s in b.steps
            if s.kind == "second-order condition" and s.verdict.proved and isinstance(s.relation, sp.StrictLessThan)
        }
        if not all(place in strict for place in range(first + 1, first + len(stages))):
            return False
    return True
