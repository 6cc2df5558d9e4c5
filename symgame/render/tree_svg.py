"""Game trees as SVG, for notebooks: the coordinates of the TikZ picture, labels as plain text."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from symgame.games.extensive import ExtensiveFormGame
from symgame.games.tree_form import CHANCE, LEAF
from symgame.render.notation import notation_of
from symgame.render.tree_labels import Labels
from symgame.render.tree_layout import Layout
from symgame.render.trees import MOST_NODES, as_tree, choices, picture_layout, taken

UNIT = 60
MARGIN = 60


def to_svg(tree: Any, equilibrium: Any = None) -> str:
    """A game tree as SVG.

    Parameters
    ----------
    tree : ExtensiveFormGame, SequentialGame, or a tree in short notation
    equilibrium : Branch, or Equilibrium with one branch, optional
        Its actions are drawn thick.

    Returns
    -------
    str

    Raises
    ------
    ArgumentTypeError, ArgumentError
        As `symgame.render.trees.to_tikz`.

    Examples
    --------
    >>> from symgame.games.tree_builder import tree
    >>> to_svg(tree("A", L=(1,), R=(0,))).count("<line")
    2
    """
    game = as_tree(tree)
    chosen = choices(game, equilibrium)
    labels = Labels(game, notation_of(game))
    found = picture_layout(game, labels, chosen)
    at = [_pixels(found, v) for v in range(game.size)]
    width = max(x for x, _ in at) + MARGIN
    height = max(y for _, y in at) + MARGIN // 2
    body = [*_edges(game, labels, chosen, at), *_infosets(game, labels, at), *_nodes(game, labels, at)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" font-family="serif" font-size="13">'
    )
    return "\n".join([head, *body, "</svg>"]) + "\n"


def notebook_svg(value: Any) -> str | None:
    """What a notebook draws of a value: a game tree, ``None`` for anything else.

    Examples
    --------
    >>> notebook_svg(1) is None
    True
    """
    if isinstance(value, ExtensiveFormGame) and value.size <= MOST_NODES:
        return to_svg(value)
    return None


def _pixels(found: Layout, v: int) -> tuple[float, float]:
    left = min(x for x, _ in found.places)
    x, y = found.places[v]
    return round((x - left) * UNIT + MARGIN, 1), round(-y * UNIT + MARGIN / 2, 1)


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'


def _edges(game: ExtensiveFormGame, labels: Labels, chosen: Mapping[Any, Any], at: list[tuple[float, float]]) -> list[str]:
    found = []
    for v in range(1, game.size):
        (x, y), (a, b) = at[game.form.parents[v]], at[v]
        width = 2.6 if taken(game, v, chosen) else 1
        found.append(f'<line x1="{x:g}" y1="{y:g}" x2="{a:g}" y2="{b:g}" stroke="black" stroke-width="{width:g}"/>')
        left = a < x
        place = (x + a) / 2 + (-6 if left else 6), (y + b) / 2 - 4  # above the line, which falls on that side
        found.append(_text(*place, labels.plain_edge(v, chosen), "end" if left else "start"))
    return found


def _infosets(game: ExtensiveFormGame, labels: Labels, at: list[tuple[float, float]]) -> list[str]:
    found = []
    for nodes in game.members.values():
        ordered = sorted(nodes, key=lambda v: at[v][0])
        for v, w in zip(ordered, ordered[1:], strict=False):
            (x, y), (a, b) = at[v], at[w]
            line = f'<line x1="{x:g}" y1="{y:g}" x2="{a:g}" y2="{b:g}" stroke="black" stroke-dasharray="5 4"/>'
            found += [line, _text((x + a) / 2, y - 6, labels.plain_mover(v))]
    return found


def _nodes(game: ExtensiveFormGame, labels: Labels, at: list[tuple[float, float]]) -> list[str]:
    found = []
    for v, (x, y) in enumerate(at):
        owner = game.form.owners[v]
        if owner == LEAF:
            found.append(_text(x, y + 14, labels.plain_payoffs(v)))
            continue
        fill = "white" if owner == CHANCE else "black"
        found.append(f'<circle cx="{x:g}" cy="{y:g}" r="3" fill="{fill}" stroke="black"/>')
        if owner == CHANCE or owner < 0 or len(game.members[game.form.infosets[v]]) == 1:
            anchor = "middle" if v == 0 else "end" if x < at[game.form.parents[v]][0] else "start"
            found.append(_text(x + {"middle": 0, "end": -6, "start": 6}[anchor], y - 8, labels.plain_mover(v), anchor))
    return found
