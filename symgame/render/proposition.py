r"""Propositions from equilibria: the statement with its cases, and what was not proved.

The statement says "unique" only where completeness is proved and no two branches differ at one parameter; a
part of the parameter space without equilibrium, an uncovered part and obligations without proof are said.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import sympy as sp

from symgame.games.concepts import PerfectBayesian
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.stages import OUT, Bargain
from symgame.games.symmetric import SymmetricGame
from symgame.logic.implicit import Implicit
from symgame.render.algebraic import ROOTS
from symgame.render.branch_list import branch_list, root_sentence
from symgame.render.cases import as_cases, one_for_each, rows, value_latex, when
from symgame.render.caveats import open_parts, tie_words
from symgame.render.concepts import rule_title, rule_words
from symgame.render.conditions import cases
from symgame.render.context import Context
from symgame.render.model import domain_latex, listed

LONGEST_PAYOFF = 480
LONGEST_LINE = 200


def title(equilibrium: Any, context: Context) -> str:
    """The heading of the proposition.

    Examples
    --------
    See `symgame.render.latex.to_latex`.
    """
    if equilibrium.rule is not None:
        return rule_title(equilibrium.rule, context.notation)
    return f"{concept_words(equilibrium)[0].upper()}{concept_words(equilibrium)[1:]}"


def concept_words(equilibrium: Any) -> str:
    """The name of the equilibrium concept, by the kind of the game."""
    game = equilibrium.game
    if isinstance(equilibrium.concept, PerfectBayesian):
        return "perfect Bayesian equilibrium"
    if isinstance(game, SymmetricGame):
        return "symmetric Nash equilibrium"
    if isinstance(game, ExtensiveFormGame):
        return "subgame-perfect equilibrium"
    stages = [s for s in getattr(game, "stages", ()) if not isinstance(s, Bargain)]
    return "Nash equilibrium" if len(stages) <= 1 else "subgame-perfect equilibrium"


def statement(equilibrium: Any, context: Context, *, label: str) -> str:
    """The body of the proposition.

    Parameters
    ----------
    equilibrium : Equilibrium
    context : Context
    label : str
        Of the displayed equation.
    """
    parts = [lead(equilibrium, context)] if equilibrium.branches else []
    if equilibrium.branches and as_cases(equilibrium):
        parts.append(display(equilibrium, context, label))
        parts += [reference(equilibrium, context), payoffs(equilibrium, context)]
    elif equilibrium.branches:
        parts.append(branch_list(equilibrium, context, partial(_strategy_name, equilibrium)))
    parts += [*open_parts(equilibrium, context), "" if referred_keys(equilibrium, context) else tie_words(equilibrium)]
    return "\n".join(p for p in parts if p) + "\n"


def quantified(equilibrium: Any, context: Context) -> str:
    """ "For every share in its domain", when shares are parameters of the equilibrium."""
    if equilibrium.rule is not None:
        return ""
    bargains = [s for s in getattr(equilibrium.game, "stages", ()) if isinstance(s, Bargain)]
    shares = [
        f"${domain_latex(context.notation.write(x), d, context.notation)}$"
        for s in bargains
        for x, d in zip(s.shares, s.domains, strict=True)
        if x in equilibrium.parameters
    ]
    return f"for every {listed(shares)} " if shares else ""


def lead(equilibrium: Any, context: Context) -> str:
    """The sentence before the formulas."""
    single, sure = one_for_each(equilibrium), equilibrium.complete.proved
    where = _where(equilibrium, context)
    if equilibrium.rule is not None:
        words = rule_words(equilibrium.rule, context.notation)
        if single:
            kind = "the unique share that maximises" if sure else "a share that maximises"
            text = f"{kind} {words} among those that every party accepts is"
        else:
            verb = "are" if sure else "include"
            text = f"the shares that maximise {words} among those that every party accepts {verb}"
    else:
        concept, scope = concept_words(equilibrium), quantified(equilibrium, context)
        if single:
            article = "a unique" if sure else "the following"
            text = f"{scope}the game has {article} {concept}:"
        else:
            which = "exactly" if sure else "among others"
            text = f"{scope}the game has {which} the following equilibria:".replace("equilibria", plural(concept))
    text = f"{where}{text}"
    return text[0].upper() + text[1:]


def _where(equilibrium: Any, context: Context) -> str:
    """ "If … holds", when the branches do not fill the parameter space and print without their regions."""
    partial_cover = bool(equilibrium.nonexistence) or equilibrium.uncovered != sp.false
    if not partial_cover or not as_cases(equilibrium):
        return ""
    region = sp.Or(*[b.region.condition for b in equilibrium.branches])
    return f"if {when(region, context)}, " if region != sp.true else ""


def plural(concept: str) -> str:
    """The plural of an equilibrium concept."""
    return concept.replace("equilibrium", "equilibria")


def display(equilibrium: Any, context: Context, label: str) -> str:
    """The displayed values of every action, off the path and on it."""
    lines: list[str] = []
    places = contexts(equilibrium, context)
    named = places[-1]
    for key in shown_keys(equilibrium, context):
        off = _rows(equilibrium, places, partial(_strategy, key))
        on = _rows(equilibrium, places, partial(_played, key))
        if off != on:
            lines.append(_line(history_name(key, off, equilibrium, context), key, off, named))
        line = _line(context.star(key), key, on, named)
        if off == on or len(line) <= LONGEST_LINE:
            lines.append(line)
    lines = [line for line in lines if not _names_itself(line)]
    roots = named.named_roots
    if not lines and len(roots) == 1:
        return _lone_root(roots[0], named, label)
    tail = f"where {'; '.join(root_sentence(r, n, named) for r, n in roots)}." if roots else ""
    if not lines:
        return tail.removeprefix("where ")
    body = _joined(lines, "," if roots else ".")
    body = f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}" if len(lines) > 1 else body.replace(" &= ", " = ", 1)
    return f"\\begin{{equation}}\\label{{{label}}}\n{body}\n\\end{{equation}}\n{tail}".rstrip()


def _lone_root(named_root: tuple[Implicit, str], context: Context, label: str) -> str:
    interval, polynomial = context.root_equation(*named_root)
    return (
        f"the unique root ${named_root[1]}$ in ${interval}$ of the equation\n"
        f"\\begin{{equation}}\\label{{{label}}}\n{polynomial} = 0.\n\\end{{equation}}"
    )


def _names_itself(line: str) -> bool:
    left, _, right = line.partition(" &= ")
    return left == right


def contexts(equilibrium: Any, context: Context) -> list[Context]:
    """One context a branch, each inside its region; all know the names of all roots."""
    values: dict[Any, set[Any]] = {}
    for b in equilibrium.branches:
        for key, value in b.outcome_items:
            values.setdefault(key, set()).add(value)
    several = frozenset(key for key, listed in values.items() if len(listed) > 1)
    for b in equilibrium.branches:
        context = context.naming(b, several)
    return [context.within(b.region, equilibrium.game) for b in equilibrium.branches]


def _strategy(key: Any, branch: Any) -> Any:
    return branch.strategies.get(key, branch.outcome.get(key))


def _played(key: Any, branch: Any) -> Any:
    return branch.outcome.get(key)


def _earned(player: Any, branch: Any) -> Any:
    return branch.payoffs.get(player)


def _rows(equilibrium: Any, places: list[Context], value: Callable[[Any], Any]) -> list[tuple[Any, Any]]:
    forms = {id(b): c.form(value(b)) for b, c in zip(equilibrium.branches, places, strict=True)}
    return rows(equilibrium.branches, lambda b: forms[id(b)])


def _joined(lines: list[str], stop: str) -> str:
    """Lines of a display; a mark after cases stands inside, behind the last condition."""
    ended = []
    for i, line in enumerate(lines):
        mark = stop if i == len(lines) - 1 else ","
        tail = "\n\\end{cases}"
        ended.append(f"{line.removesuffix(tail)}{mark}{tail}" if line.endswith(tail) else f"{line}{mark}")
    return " \\\\\n".join(ended)


def _line(name: str, key: Any, pairs: list[tuple[Any, Any]], context: Context) -> str:
    if len(pairs) == 1:
        return f"{name} &= {value_latex(key, pairs[0][0], context)}"
    tall = sum("frac{" in value_latex(key, v, context) for v, _ in pairs) <= 1
    made = [(value_latex(key, v, context, style="cases" if tall else "text"), c) for v, c in pairs]
    return f"{name} &= {cases(made, context.notation, names=dict(context.roots))}"


def shown_keys(equilibrium: Any, context: Context) -> list[Any]:
    """Actions that the statement shows, in the order of play; a reference replaces the later ones."""
    keys = list(dict.fromkeys(k for b in equilibrium.branches for k in b.outcome if k is not OUT))
    referred = referred_keys(equilibrium, context)
    return [k for k in keys if k not in referred] or keys


def referred_keys(equilibrium: Any, context: Context) -> list[Any]:
    """Actions whose strategies another proposition of the same game states already."""
    for game, _, play in context.play:
        if game == equilibrium.game and equilibrium.rule is not None and len(play.branches) == 1:
            stated = play.branches[0].strategies
            return [k for k in stated if all(b.strategies.get(k) == stated[k] for b in equilibrium.branches)]
    return []


def reference(equilibrium: Any, context: Context) -> str:
    """That later actions are as another proposition says."""
    if not referred_keys(equilibrium, context):
        return ""
    label = next(where for game, where, _ in context.play if game == equilibrium.game)
    return f"Later actions are those of Proposition~\\ref{{{label}}}."


def _strategy_name(equilibrium: Any, key: Any, value: Any, context: Context) -> str:
    return history_name(key, [(value, sp.true)], equilibrium, context)


def history_name(key: Any, pairs: list[tuple[Any, Any]], equilibrium: Any, context: Context) -> str:
    """An action's strategy with the earlier actions on which it depends."""
    played = [k for k in equilibrium.branches[0].outcome if isinstance(k, sp.Symbol)]
    used = set().union(*(v.free_symbols for v, _ in pairs if isinstance(v, sp.Basic)))
    names = ", ".join(context.notation.write(a) for a in played if a in used)
    return f"{context.star(key)}({names})" if names else context.star(key)


def payoffs(equilibrium: Any, context: Context) -> str:
    """The payoffs on the path, where they are short enough to read."""
    lines = []
    places = contexts(equilibrium, context)
    for player in getattr(equilibrium.game, "players", ()):
        pairs = _rows(equilibrium, places, partial(_earned, player))
        if any(v is None or v.atoms(*ROOTS) for v, _ in pairs):
            return ""
        lines.append(_line(context.payoff(player), player, pairs, context))
    if not lines or max(len(line) for line in lines) > LONGEST_PAYOFF:
        return ""
    what = "The payoff is" if len(lines) == 1 else "The payoffs are"
    return f"{what}\n\\begin{{align*}}\n{_joined(lines, '.')}\n\\end{{align*}}"
