r"""Tables: comparative statics, one row a branch, one column a parameter.

A cell holds the sign of a derivative where it was proved; several signs on one branch stand with their
regions.  Kinks, jumps and parameters without a proved sign are said in the note.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp

from symgame.games.players import Player
from symgame.render.algebraic import ROOTS
from symgame.render.cases import value_latex, when
from symgame.render.concepts import rule_title
from symgame.render.context import Context
from symgame.render.document import frame
from symgame.render.fingerprint import fingerprint
from symgame.render.proposition import as_cases
from symgame.solve.statics import Statics

LONGEST_CELL = 30
LONGEST_SIGN = 14
SIGNS = {"+": "+", "-": "-", "0": "0"}


def statics_table(statics: Sequence[Statics], context: Context) -> str:
    """The table of comparative statics of equilibria with the same parameters.

    Parameters
    ----------
    statics : sequence of Statics
        With the same parameters; at least one.
    context : Context

    Returns
    -------
    str
        A ``table`` environment with booktabs rules.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> from symgame.games.bargaining import Utilitarian
    >>> from symgame.solve.solve import solve
    >>> from symgame.solve.statics import comparative_statics
    >>> from symgame.render.notation import notation_of
    >>> game = fine_tuning_game()
    >>> signs = comparative_statics(solve(game, bargaining=Utilitarian()), [game.actions[0]])
    >>> "\\\\toprule" in statics_table([signs], Context(notation_of(game), "fine-tuning"))
    True
    """
    parameters = parameters_of(statics[0])
    quantities = list(dict.fromkeys(e.quantity for s in statics for e in s.entries))
    named = len(quantities) > 1
    body = "\n".join(line for s in statics for line in _rows(s, parameters, context, named=named))
    shown = "" if named else quantity_latex(quantities[0], context)
    derivatives = [
        f"$\\partial {shown} / \\partial {context.notation.write(p)}$" if shown else f"${context.notation.write(p)}$" for p in parameters
    ]
    first = "Quantity" if all(s.equilibrium.rule is None for s in statics) else "Rule"
    what = [f"${shown}$"] if shown else (["Value"] if first == "Quantity" else ["Quantity and value"])
    return frame(
        "table",
        label=f"tab:{context.name}:{table_slug(statics)}",
        model=fingerprint(tuple((s.equilibrium.game, s.equilibrium.rule) for s in statics)),
        heading=f"Comparative statics of ${shown}$" if shown else "Comparative statics: signs of derivatives",
        columns=f"@{{}}ll{'c' * len(parameters)}@{{}}",
        head=" & ".join([first, *what, *derivatives]),
        body=body,
        note=_note(statics, context),
    )


def parameters_of(statics: Statics) -> tuple[sp.Symbol, ...]:
    """The parameters in which derivatives were taken, in order."""
    return tuple(dict.fromkeys(e.parameter for e in statics.entries))


def table_slug(statics: Sequence[Statics]) -> str:
    """The last part of the table's label."""
    return "statics-spe" if all(s.equilibrium.rule is None for s in statics) else "statics"


def quantity_latex(quantity: Any, context: Context) -> str:
    """A quantity as LaTeX: a payoff for a player, an action, or an expression."""
    if isinstance(quantity, Player):
        return context.payoff(quantity, star=False)
    return context.printer("text").doprint(quantity)


def _rows(statics: Statics, parameters: Sequence[sp.Symbol], context: Context, *, named: bool) -> list[str]:
    e = statics.equilibrium
    title = short_title(e.rule, context)
    lines = []
    for quantity in dict.fromkeys(x.quantity for x in statics.entries):
        name = f"${quantity_latex(quantity, context)}$"
        entries = {x.parameter: x for x in statics.entries if x.quantity == quantity}
        block: list[tuple[str, list[str], list[str]]] = []
        for place, branch in enumerate(e.branches):
            inside = context.naming(branch).within(branch.region, e.game)
            region = branch.region.condition
            beside = len(_visible(when(region, inside)))
            value = _value(quantity, branch, e, inside, LONGEST_CELL - (beside if beside <= LONGEST_CELL else 0))
            shown = f"{name}: {value}" if named and title else value
            cells = [_cell([c for c in entries[p].cases if c.branch == place], branch, inside) for p in parameters]
            block.append((shown, _if(shown, region, inside), cells))
        if len(block) > 1 and all(row[0] == block[0][0] and row[2] == block[0][2] for row in block):
            block = [(block[0][0], [block[0][0]], block[0][2])]  # one formula elsewhere, the same signs on every branch
        for _, stated, cells in block:
            first = title or name
            lines.append(" & ".join([first, _stacked(stated), *cells]) + " \\\\")
            title, name = (" ", name) if title else (title, " ")
    return lines


def _value(quantity: Any, branch: Any, equilibrium: Any, context: Context, room: int) -> str:
    if isinstance(quantity, Player):
        value = branch.payoffs.get(quantity)
    else:
        value = branch.outcome.get(quantity)
    equation, statement = (context.label(kind, equilibrium.rule) for kind in ("eq", "prop"))
    where = f"\\eqref{{{equation}}}" if as_cases(equilibrium) else f"Proposition~\\ref{{{statement}}}"
    if value is None:
        return f"see {where}"
    if isinstance(value, ROOTS):
        return f"root of {where}"
    text = value_latex(quantity, context.form(value), context, style="text")
    return f"${text}$" if len(_visible(text)) <= room else f"see {where}"


def _visible(text: str) -> str:
    for macro, meaning in (
        ("\\sqrt", "v"),
        ("\\gt", ""),
        ("\\", ""),
        ("{", ""),
        ("}", ""),
        ("_", ""),
        ("^", ""),
        (" ", ""),
    ):
        text = text.replace(macro, meaning)
    for digit in ("zero", "one", "two", "three", "delta", "alpha", "beta", "gamma", "theta"):
        text = text.replace(digit, "x")
    return text


def short_title(rule: Any, context: Context) -> str:
    """The name of a rule for a table, "" without one."""
    return "" if rule is None else rule_title(rule, context.notation).replace(" bargaining", "")


def _cell(cases: Sequence[Any], branch: Any, context: Context) -> str:
    proved = [c for c in cases if c.verdict.proved]
    signs = list(dict.fromkeys(str(c.sign) for c in proved))
    if not signs:
        return "?"
    if len(signs) == 1:
        return f"${SIGNS[signs[0]]}$"
    return _stacked([line for c in proved for line in _if(f"${SIGNS[str(c.sign)]}$", c.region.condition, context, LONGEST_SIGN)])


def _if(value: str, condition: Any, context: Context, room: int = LONGEST_CELL) -> list[str]:
    """A value with its condition, on several lines where one would be long."""
    text = when(condition, context)
    if len(_visible(text)) <= room:
        return [f"{value} if {text}" if text else value]
    word, parts = (" or", condition.args) if isinstance(condition, sp.Or) else (",", sp.And.make_args(condition))
    first, *others = sorted((when(c, context) for c in parts), key=len)
    if not others:
        return [f"{value} if {first}"]
    inner = [f"\\quad {t}{word}" for t in others[:-1]]
    return [f"{value} if {first}{word}", *inner, f"\\quad {others[-1]}"]


def _stacked(lines: Sequence[str]) -> str:
    body = " \\\\ ".join(lines)
    return body if len(lines) == 1 else f"\\begin{{tabular}}[t]{{@{{}}l@{{}}}}{body}\\end{{tabular}}"


def _note(statics: Sequence[Statics], context: Context) -> str:
    said: dict[str, list[str]] = {}
    for s in statics:
        rule = short_title(s.equilibrium.rule, context)
        for e in s.entries:
            name = quantity_latex(e.quantity, context)
            for k in e.kinks:
                words = {"kink": "has a kink", "jump": "jumps"}.get(k.kind)
                if words:
                    said.setdefault(f"At {when(k.region.condition, context)}, ${name}$ {words}", []).append(rule)
            if e.uncovered != sp.false:
                where = when(e.uncovered, context) or "anywhere"
                what = f"$\\partial {name} / \\partial {context.notation.write(e.parameter)}$"
                said.setdefault(f"No sign of {what} is claimed where {where}", []).append(rule)
    sentences = []
    for text, rules in said.items():
        who = "; ".join(dict.fromkeys(r for r in rules if r))
        sentences.append(f"{text} ({who})." if who else f"{text}.")
    return " ".join(sentences)


def grouped(statics: Sequence[Statics]) -> list[list[Statics]]:
    """Statics that share a table: of one game, with the same parameters.

    Examples
    --------
    >>> grouped([])
    []
    """
    groups: dict[Any, list[Statics]] = {}
    for s in statics:
        groups.setdefault((s.equilibrium.game, s.equilibrium.rule is None, parameters_of(s)), []).append(s)
    return list(groups.values())
