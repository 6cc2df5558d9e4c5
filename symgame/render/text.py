"""Equilibria as plain text for a terminal: each branch with its region, actions and payoffs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp

from symgame.games.stages import OUT
from symgame.render.concepts import rule_title
from symgame.render.context import Context
from symgame.render.notation import notation_of
from symgame.render.proposition import concept_words
from symgame.solve.equilibrium import Equilibrium


def equilibrium_text(equilibrium: Equilibrium) -> str:
    """An equilibrium in words and one-line formulas.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> from symgame.games.bargaining import Utilitarian
    >>> from symgame.solve.solve import solve
    >>> print(equilibrium_text(solve(fine_tuning_game(), bargaining=Utilitarian())).splitlines()[1])
      for all parameters
    """
    context = Context(notation_of(equilibrium))
    lines = [heading(equilibrium)]
    for b in equilibrium.branches:
        place = context.within(b.region, equilibrium.game)
        condition = "for all parameters" if b.region.condition == sp.true else f"if {sp.sstr(b.region.condition)}"
        lines.append(f"  {condition}")
        for key, value in b.strategy_items:
            lines.append(f"    {_key(key)} = {sp.sstr(place.form(value))}")
        for key, value in b.outcome_items:
            if key is OUT or b.strategies.get(key) != value:
                lines.append(f"    on the path: {key} = {sp.sstr(place.form(value)) if isinstance(value, sp.Basic) else value}")
        lines += [f"    payoff of {p} = {sp.sstr(place.form(v))}" for p, v in b.payoff_items]
        proved = sum(1 for o in b.evidence if o.verdict.proved)
        lines.append(f"    obligations proved: {proved} of {len(b.evidence)}")
    for region, reason in equilibrium.nonexistence:
        lines.append(f"  no equilibrium if {sp.sstr(region.condition)}: {reason}")
    if equilibrium.uncovered != sp.false:
        lines.append(f"  not covered: {sp.sstr(equilibrium.uncovered)}")
    lines.append(f"  all equilibria: {equilibrium.complete.status.value}")
    lines += [f"  note: {note}" for note in equilibrium.notes]
    return "\n".join(lines) + "\n"


def _key(key: Any) -> str:
    """An action's name; for an outside option, that the player ends the game there (1) or not (0)."""
    if isinstance(key, tuple) and key and key[0] is OUT:
        return f"{key[1]} ends the game at stage {key[2] + 1}"
    return str(key)


def heading(equilibrium: Equilibrium) -> str:
    """The name of the concept or the rule, as plain text."""
    if equilibrium.rule is None:
        return concept_words(equilibrium)
    return rule_title(equilibrium.rule, notation_of(equilibrium)).replace("$", "").replace("--", "-")


def summary_text(objects: Sequence[Any]) -> str:
    """One line an equilibrium: the name, and the first action of every branch.

    Examples
    --------
    >>> summary_text([])
    ''
    """
    lines = []
    for e in objects:
        if not isinstance(e, Equilibrium):
            continue
        shown = []
        for b in e.branches:
            place = Context(notation_of(e)).within(b.region, e.game)
            key, value = next(iter(b.outcome_items))
            condition = "" if b.region.condition == sp.true else f" if {sp.sstr(b.region.condition)}"
            shown.append(f"{key} = {sp.sstr(place.form(value)) if isinstance(value, sp.Basic) else value}{condition}")
        rest = "" if e.uncovered == sp.false else f"; not covered: {sp.sstr(e.uncovered)}"
        lines.append(f"{heading(e)}: {'; '.join(shown) or 'no branch'}{rest}")
    return "".join(f"{line}\n" for line in lines)
