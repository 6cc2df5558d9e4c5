"""Names of what a proposition is about: titles, labels, and a rule in words.

Labels are ``prop:<game>:<concept>``; they depend on the name of the game and the rule alone, so that a
reference in a paper stays right when a derivation changes.
"""

from __future__ import annotations

import re
from dataclasses import fields
from functools import singledispatch
from typing import Any

from symgame.games.bargaining import (
    Dictatorial,
    Egalitarian,
    KalaiSmorodinsky,
    MaximumOf,
    NashBargaining,
    Utilitarian,
)
from symgame.render.conditions import Printer
from symgame.render.notation import Notation


def slug(text: str) -> str:
    """`text` with letters, digits and hyphens only, for labels and file names.

    Examples
    --------
    >>> slug("Kalai-Smorodinsky, G_1")
    'kalai-smorodinsky-g-1'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "game"


def concept_slug(rule: Any) -> str:
    """The last part of a label: ``spe`` without a bargaining rule.

    Examples
    --------
    >>> from symgame.games.players import Player
    >>> concept_slug(None), concept_slug(Dictatorial(Player("G"))), concept_slug(NashBargaining())
    ('spe', 'dictatorial-G', 'nash-bargaining')
    """
    if rule is None:
        return "spe"
    if isinstance(rule, Dictatorial):
        return f"dictatorial-{rule.player.name}"
    words = re.sub(r"(?<!^)(?=[A-Z])", "-", type(rule).__name__).lower()
    given = [str(getattr(rule, f.name)) for f in fields(rule) if getattr(rule, f.name) is not None]
    return slug("-".join([words, *given]))


@singledispatch
def rule_title(rule: Any, notation: Notation) -> str:
    """The heading of the proposition about a bargaining rule.

    Examples
    --------
    >>> rule_title(NashBargaining(), Notation())
    'Nash bargaining'
    """
    return type(rule).__name__


@singledispatch
def rule_words(rule: Any, notation: Notation) -> str:
    """What a bargained share maximises, in words; completes "the share that maximises …".

    Examples
    --------
    >>> rule_words(Utilitarian(), Notation())
    "the sum of the parties' payoffs"
    """
    return f"the criterion of the rule {type(rule).__name__}"


@rule_title.register
def _(rule: Utilitarian, notation: Notation) -> str:
    return "Utilitarian bargaining"


@rule_words.register
def _(rule: Utilitarian, notation: Notation) -> str:
    return "the sum of the parties' payoffs"


@rule_title.register
def _(rule: Egalitarian, notation: Notation) -> str:
    return "Egalitarian bargaining"


@rule_words.register
def _(rule: Egalitarian, notation: Notation) -> str:
    return "the smallest gain over the disagreement payoffs"


@rule_title.register
def _(rule: NashBargaining, notation: Notation) -> str:
    return "Nash bargaining"


@rule_words.register
def _(rule: NashBargaining, notation: Notation) -> str:
    base = "the product of the parties' gains over the disagreement payoffs"
    if rule.weights is None:
        return base
    powers = ", ".join(f"${Printer(notation, style='text').doprint(w)}$" for w in rule.weights)
    return f"{base}, raised to the bargaining powers {powers}"


@rule_title.register
def _(rule: KalaiSmorodinsky, notation: Notation) -> str:
    return "Kalai--Smorodinsky bargaining"


@rule_words.register
def _(rule: KalaiSmorodinsky, notation: Notation) -> str:
    return "the smallest gain over the disagreement payoffs, each relative to the largest gain that its party can reach"


@rule_title.register
def _(rule: Dictatorial, notation: Notation) -> str:
    return f"Dictatorial bargaining: ${notation.write(rule.player)}$ decides"


@rule_words.register
def _(rule: Dictatorial, notation: Notation) -> str:
    return f"the payoff of ${notation.write(rule.player)}$"


@rule_title.register
def _(rule: MaximumOf, notation: Notation) -> str:
    return f"The share that maximises ${Printer(notation, style='text').doprint(rule.expression)}$"


@rule_words.register
def _(rule: MaximumOf, notation: Notation) -> str:
    return f"${Printer(notation, style='text').doprint(rule.expression)}$"
