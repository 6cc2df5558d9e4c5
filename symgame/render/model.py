r"""A game in words and one display: who moves when, from which sets, and the payoffs.

Everything comes from the game's data; the sentence of a stage is chosen by its type.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from typing import Any

import sympy as sp

from symgame.games.sequential import SequentialGame
from symgame.games.stages import Bargain, Move, Nature, OutsideOption, Simultaneous, Uniform
from symgame.games.symmetric import SymmetricGame
from symgame.render.conditions import Printer, condition_latex
from symgame.render.notation import Notation

SIGNS = (("is_positive", "> 0"), ("is_nonnegative", "\\ge 0"), ("is_negative", "< 0"), ("is_nonpositive", "\\le 0"))


def listed(items: Sequence[str]) -> str:
    """Items with commas and a final "and".

    Examples
    --------
    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def domain_latex(action: str, domain: sp.Set, notation: Notation) -> str:
    r"""That an action lies in its domain, ready to stand between dollar signs.

    Parameters
    ----------
    action : str
        As LaTeX.
    domain : Set
    notation : Notation

    Examples
    --------
    >>> domain_latex("x", sp.Interval(0, sp.oo), Notation())
    'x \\ge 0'
    >>> domain_latex("x", sp.Interval(0, 1), Notation())
    'x \\in [0, 1]'
    """
    printer = Printer(notation, style="text")
    if isinstance(domain, sp.Interval):
        if domain.start == -sp.oo and domain.end == sp.oo:
            return f"{action} \\in (-\\infty, \\infty)"
        if domain.end == sp.oo:
            sign = ">" if domain.left_open else "\\ge"
            return f"{action} {sign} {printer.doprint(domain.start)}"
        if domain.start == -sp.oo:
            sign = "<" if domain.right_open else "\\le"
            return f"{action} {sign} {printer.doprint(domain.end)}"
    return f"{action} \\in {printer.doprint(domain)}"


def _choice(actions: tuple[sp.Symbol, ...], domains: tuple[sp.Set, ...], notation: Notation) -> str:
    return listed([f"${domain_latex(notation.write(a), d, notation)}$" for a, d in zip(actions, domains, strict=True)])


@singledispatch
def stage_words(stage: Any, notation: Notation) -> str:
    """One stage as a clause without full stop.

    Examples
    --------
    >>> from symgame.games.players import Player
    >>> x = sp.Symbol("x", real=True)
    >>> stage_words(Move(Player("G"), x, domain=sp.Interval(0, 1)), Notation())
    '$G$ chooses $x \\\\in [0, 1]$'
    """
    return f"a stage of type {type(stage).__name__} is played"


@stage_words.register
def _(stage: Move, notation: Notation) -> str:
    return f"${notation.write(stage.player)}$ chooses {_choice(stage.actions, stage.domains, notation)}"


@stage_words.register
def _(stage: Simultaneous, notation: Notation) -> str:
    parts = [stage_words(m, notation) for m in stage.moves]
    return f"at the same time, {listed(parts)}"


@stage_words.register
def _(stage: Bargain, notation: Notation) -> str:
    parties = listed([f"${notation.write(p)}$" for p in stage.between])
    points = ", ".join(Printer(notation, style="text").doprint(v) for v in stage.disagreement)
    what = "the share" if len(stage.shares) == 1 else "the shares"
    return f"{parties} bargain over {what} {_choice(stage.shares, stage.domains, notation)}, with disagreement payoffs $({points})$"


@stage_words.register
def _(stage: OutsideOption, notation: Notation) -> str:
    points = [f"${notation.write(p)}$ gets ${Printer(notation, style='text').doprint(v)}$" for p, v in stage.payoffs]
    return f"${notation.write(stage.player)}$ may end the game, whereupon {listed(points)}"


@stage_words.register
def _(stage: Nature, notation: Notation) -> str:
    printer = Printer(notation, style="text")
    name = notation.write(stage.symbol)
    if isinstance(stage.distribution, Uniform):
        low, high = printer.doprint(stage.distribution.low), printer.doprint(stage.distribution.high)
        drawn = f"chance draws ${name}$, uniform on $[{low}, {high}]$"
    else:
        odds = [f"${printer.doprint(v)}$ with probability ${printer.doprint(q)}$" for v, q in stage.distribution]
        drawn = f"chance draws ${name}$, which is {listed(odds)}"
    if stage.observed_by is None:
        return drawn
    who = listed([f"${notation.write(p)}$" for p in stage.observed_by]) if stage.observed_by else "nobody"
    return f"{drawn}, seen by {who} alone" if stage.observed_by else f"{drawn}, seen by nobody"


def parameter_words(game: Any, notation: Notation) -> str:
    r"""The signs of the parameters and the relations assumed, as a mathematical list.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> from symgame.render.notation import notation_of
    >>> parameter_words(fine_tuning_game(), notation_of(fine_tuning_game()))
    '$c_{0}, c_{1} > 0$'
    """
    groups: dict[str, list[str]] = {}
    for p in notation.parameters:
        if p in game.parameters:
            sign = next((text for test, text in SIGNS if getattr(p, test)), "")
            whole = " integer" if p.is_integer else ""
            groups.setdefault(f"{sign}|{whole}", []).append(notation.write(p))
    parts = []
    for key, names in groups.items():
        sign, whole = key.split("|")
        shown = f"${', '.join(names)}{f' {sign}' if sign else ''}$"
        parts.append(f"{shown}{whole}" if sign else f"real{whole} {shown}")
    parts += [f"${condition_latex(r, Printer(notation, style='text'))}$" for r in game.assume]
    return ", ".join(parts)


def model_latex(game: SequentialGame, notation: Notation) -> str:
    """The timing of a game, and its payoffs as a display.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> from symgame.render.notation import notation_of
    >>> game = fine_tuning_game()
    >>> "bargain over the share" in model_latex(game, notation_of(game))
    True
    """
    clauses = [stage_words(s, notation) for s in game.stages]
    if len(clauses) == 1:
        timing = f"{clauses[0][0].upper()}{clauses[0][1:]}."
    else:
        timing = "The game has these stages: " + "; ".join(f"({i}) {c}" for i, c in enumerate(clauses, 1)) + "."
    printer = Printer(notation)
    rows = [f"  U_{{{notation.write(p)}}} &= {printer.doprint(e)}" for p, e in game.payoff_items]
    parameters = parameter_words(game, notation)
    tail = f"with {parameters}." if parameters else ""
    stop = "," if tail else "."
    body = ", \\\\\n".join(rows)
    return f"{timing} Payoffs are\n\\begin{{align*}}\n{body}{stop}\n\\end{{align*}}\n{tail}".rstrip() + "\n"


def symmetric_latex(game: SymmetricGame, notation: Notation) -> str:
    """A symmetric game: how many players, the action, and the payoff in the own action and the others' sum.

    Examples
    --------
    >>> n, q, a = sp.symbols("n q a", positive=True)
    >>> game = SymmetricGame(n, q, sp.Interval(0, sp.oo), payoff=lambda own, others: (a - own - others)*own)
    >>> "alike players" in symmetric_latex(game, Notation())
    True
    """
    printer = Printer(notation)
    own, others, total = notation.write(game.own), notation.write(game.others), printer.inline(game.number)
    payoff = printer.doprint(game.payoff)
    parameters = parameter_words(game, notation)
    tail = f", with {parameters}" if parameters else ""
    return (
        f"There are ${total}$ alike players. Each chooses ${domain_latex(own, game.domain, notation)}$; "
        f"${others}$ is the sum of the others' actions. The payoff is\n\\[\n{payoff}{tail and ','}\n\\]\n{tail[2:]}.\n"
    )
