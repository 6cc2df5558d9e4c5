"""Fragments: the pieces of LaTeX that a paper inputs, each a file with a stable name and label.

One `singledispatch` function knows which fragments an object has: a game its model, an equilibrium its
proposition and proof.  A fragment needs no preamble beyond amsmath, amsthm, booktabs and tikz.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

from symgame.errors import ArgumentTypeError
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.normal import NormalFormGame
from symgame.games.sequential import SequentialGame
from symgame.games.symmetric import SymmetricGame
from symgame.printing import Value
from symgame.render import pareto
from symgame.render.concepts import concept_slug
from symgame.render.context import Context
from symgame.render.document import frame
from symgame.render.fingerprint import fingerprint
from symgame.render.matrices import array_text, players_sentence
from symgame.render.model import model_latex, symmetric_latex
from symgame.render.proofs import proof
from symgame.render.proposition import statement, title
from symgame.render.tables import grouped, statics_table, table_slug
from symgame.render.trees import to_tikz
from symgame.solve.equilibrium import Equilibrium
from symgame.solve.pareto import ParetoSet
from symgame.solve.statics import Statics

GAMES = (ExtensiveFormGame, NormalFormGame, SequentialGame, SymmetricGame)


@dataclass(frozen=True)
class Fragment(Value):
    """One file of LaTeX to be input, or a picture that one includes.

    Parameters
    ----------
    file : str
        Name with its ending.
    text : str
    picture : bytes, optional
        The content of a file that is no text.

    Examples
    --------
    >>> Fragment("prop-game-spe.tex", "text").file
    'prop-game-spe.tex'
    """

    file: str
    text: str
    picture: bytes | None = None

    @property
    def content(self) -> bytes:
        """What the file holds."""
        return self.text.encode() if self.picture is None else self.picture


@singledispatch
def fragments_of(item: Any, context: Context) -> tuple[Fragment, ...]:
    """The fragments of one object.

    Parameters
    ----------
    item : a game, an Equilibrium, …
    context : Context

    Raises
    ------
    ArgumentTypeError
        For an object that has none.

    Examples
    --------
    >>> from symgame.games.catalog.fine_tuning import fine_tuning_game
    >>> from symgame.render.notation import notation_of
    >>> game = fine_tuning_game()
    >>> [f.file for f in fragments_of(game, Context(notation_of(game), "fine-tuning"))]
    ['model-fine-tuning.tex']
    """
    raise ArgumentTypeError(f"write_latex: {item!r} of type {type(item).__name__} has no LaTeX fragments")


@fragments_of.register
def _(item: SequentialGame, context: Context) -> tuple[Fragment, ...]:
    label = f"model:{context.name}"
    text = frame("model", label=label, model=fingerprint(item), body=model_latex(item, context.notation).rstrip())
    return (Fragment(f"model-{context.name}.tex", text),)


@fragments_of.register
def _(item: SymmetricGame, context: Context) -> tuple[Fragment, ...]:
    label = f"model:{context.name}"
    text = frame("model", label=label, model=fingerprint(item), body=symmetric_latex(item, context.notation).rstrip())
    return (Fragment(f"model-{context.name}.tex", text),)


@fragments_of.register
def _(item: ExtensiveFormGame, context: Context) -> tuple[Fragment, ...]:
    label = f"fig:{context.name}:tree"
    body = to_tikz(item, notation=context.notation.kind).rstrip()
    text = frame("figure", label=label, model=fingerprint(item), heading="The game tree", body=body)
    return (Fragment(f"fig-{context.name}-tree.tex", text),)


@fragments_of.register
def _(item: NormalFormGame, context: Context) -> tuple[Fragment, ...]:
    if len(item.players) != 2:
        raise ArgumentTypeError("write_latex: a matrix game of more than two players has no array")
    label = f"model:{context.name}"
    body = f"{players_sentence(item, context.notation)}\n\\[\n{array_text(item, (), context.notation)}\n\\]"
    text = frame("model", label=label, model=fingerprint(item), body=body)
    return (Fragment(f"model-{context.name}.tex", text),)


@fragments_of.register
def _(item: Equilibrium, context: Context) -> tuple[Fragment, ...]:
    label, slug = context.label("prop", item.rule), concept_slug(item.rule)
    model = fingerprint((item.game, item.rule, item.ties))
    body = statement(item, context, label=context.label("eq", item.rule))
    text = frame("environment", kind="proposition", heading=title(item, context), label=label, model=model, body=body)
    made = [Fragment(f"prop-{context.name}-{slug}.tex", text)]
    argument = proof(item, context)
    if argument:
        where = context.label("proof", item.rule)
        text = frame("environment", kind="proof", heading="", label=where, model=model, body=argument)
        made.append(Fragment(f"proof-{context.name}-{slug}.tex", text))
    return tuple(made)


@fragments_of.register
def _(item: ParetoSet, context: Context) -> tuple[Fragment, ...]:
    model, label = fingerprint((item.share, item.given, item.parameters)), context.label("prop", "pareto")
    body = pareto.statement(item, context, label=context.label("eq", "pareto"))
    text = frame("environment", kind="proposition", heading="Pareto set", label=label, model=model, body=body)
    made = [Fragment(f"prop-{context.name}-pareto.tex", text)]
    argument = pareto.proof(item, context)
    if argument:
        where = context.label("proof", "pareto")
        text = frame("environment", kind="proof", heading="", label=where, model=model, body=argument)
        made.append(Fragment(f"proof-{context.name}-pareto.tex", text))
    return tuple(made)


@fragments_of.register
def _(item: Statics, context: Context) -> tuple[Fragment, ...]:
    return _table([item], context)


def _table(statics: Sequence[Statics], context: Context) -> tuple[Fragment, ...]:
    if not statics:
        return ()
    return (Fragment(f"tab-{context.name}-{table_slug(statics)}.tex", statics_table(statics, context)),)


def all_fragments(objects: Sequence[Any], context: Context) -> tuple[Fragment, ...]:
    """The fragments of several objects in order; later ones may refer to earlier ones.

    A second game has its fragments under the name with a 2, and so on: no fragment takes the place of another one.

    Examples
    --------
    >>> from symgame.render.notation import Notation
    >>> all_fragments([], Context(Notation()))
    ()
    """
    made: dict[str, Fragment] = {}
    games: list[Any] = []
    first, number = context.name, 1
    tables = {id(group[0]): group for group in grouped([x for x in objects if isinstance(x, Statics)])}
    for item in objects:
        game = item.game if isinstance(item, Equilibrium) else item if isinstance(item, GAMES) else None
        if game is not None:
            games += [game] if game not in games else []
            number = games.index(game) + 1
        context, found = _unused(item, tables, replace(context, name=first), number, made)
        made |= {f.file: f for f in found}
        if isinstance(item, Equilibrium) and item.rule is None:
            context = replace(context, play=(*context.play, (item.game, context.label("prop", None), item)))
    return tuple(made.values())


def _unused(
    item: Any, tables: Mapping[int, Sequence[Statics]], context: Context, number: int, made: Mapping[str, Fragment]
) -> tuple[Context, tuple[Fragment, ...]]:
    """The fragments under the first name, from the numbered one on, that no other fragment has."""
    for k in itertools.count(number):
        named = replace(context, name=context.name if k == 1 else f"{context.name}-{k}")
        found = _table(tables.get(id(item), []), named) if isinstance(item, Statics) else fragments_of(item, named)
        if all(made.get(f.file, f) == f for f in found):
            break
    return named, found
