r"""Pictures of game trees: plain TikZ for papers, SVG with the same coordinates for notebooks.

The picture names styles only (``gt/tree``, ``gt/decision``, …); an author overrides them in ``gt-treestyles.tex``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.sequential import SequentialGame
from symgame.games.strategies import Lottery
from symgame.games.tree_builder import TreeNode
from symgame.games.tree_form import CHANCE, LEAF
from symgame.render.notation import Notation, notation_of
from symgame.render.tree_labels import Labels
from symgame.render.tree_layout import Layout, layout
from symgame.solve.equilibrium import Branch, Equilibrium

STYLES_FILE = "gt-treestyles.tex"
LETTER_WIDTH = 0.16
MOST_NODES = 600

STYLES = r"""  gt/tree/.style={font=\small, x=1cm, y=1cm, line width=.5pt},
  gt/decision/.style={circle, fill, inner sep=0pt, minimum size=3.2pt},
  gt/chance/.style={circle, draw, fill=white, inner sep=0pt, minimum size=4pt},
  gt/terminal/.style={inner sep=2pt, font=\footnotesize, anchor=north},
  gt/action/.style={midway, font=\footnotesize, inner sep=2pt, auto},
  gt/player/.style={font=\small, inner sep=3pt},
  gt/infoset/.style={dashed, line width=.5pt},
  gt/eq/.style={line width=1.3pt}
"""


def tree_styles() -> str:
    r"""The text of ``gt-treestyles.tex``: the styles that the pictures name, for the author to change.

    Examples
    --------
    >>> tree_styles().splitlines()[1]
    '\\tikzset{'
    """
    return "% Styles of game trees; edit them here.\n\\tikzset{\n" + STYLES + "}\n"


def to_tikz(tree: Any, equilibrium: Any = None, *, notation: str = "inline") -> str:
    r"""A game tree as a ``tikzpicture``.

    Parameters
    ----------
    tree : ExtensiveFormGame, SequentialGame, or a tree in short notation
    equilibrium : Branch, or Equilibrium with one branch, optional
        The actions that it chooses, off the path too, are drawn thick.
    notation : str
        ``"inline"``, or ``"macros"`` for the commands of ``gt-notation.tex``.

    Returns
    -------
    str
        A fragment that needs only the package tikz; it defines the styles unless ``gt-treestyles.tex`` did.

    Raises
    ------
    ArgumentTypeError, ArgumentError
        If `tree` is no tree or too large for a picture, or the equilibrium has several branches.

    Examples
    --------
    >>> from symgame.games.tree_builder import tree
    >>> picture = to_tikz(tree("A", L=(1,), R=(0,)))
    >>> [line.strip() for line in picture.splitlines() if "draw (" in line]
    ['\\draw (n0) -- (n1.north) node[gt/action, swap] {$L$};', '\\draw (n0) -- (n2.north) node[gt/action] {$R$};']
    """
    game = as_tree(tree)
    return tree_text(game, equilibrium, notation_of(game, kind=notation))


def tree_text(game: ExtensiveFormGame, equilibrium: Any, notation: Notation) -> str:
    """The picture in a notation.

    Examples
    --------
    >>> from symgame.games.tree_builder import tree
    >>> tree_text(tree("A", L=(1,), R=(0,)).game(), None, Notation()).count("node[")
    6
    """
    chosen = choices(game, equilibrium)
    labels = Labels(game, notation)
    places = picture_layout(game, labels, chosen).places
    lines = ["\\pgfkeysifdefined{/tikz/gt/tree/.@cmd}{}{\\tikzset{", STYLES.rstrip("\n"), "}}"]
    lines += ["\\begin{tikzpicture}[gt/tree]", *_nodes(game, labels, places), *_edges(game, labels, chosen, places)]
    lines += [*_infosets(game, labels, places), "\\end{tikzpicture}", ""]
    return "\n".join(lines)


def as_tree(tree: Any) -> ExtensiveFormGame:
    """A tree from anything that is one.

    Examples
    --------
    >>> from symgame.games.tree_builder import tree
    >>> as_tree(tree("A", L=(1,), R=(0,))).size
    3
    """
    if isinstance(tree, TreeNode):
        tree = tree.game()
    if isinstance(tree, SequentialGame):
        tree = ExtensiveFormGame(tree.to_networkx(), tree.players, tree.assume)
    if not isinstance(tree, ExtensiveFormGame):
        raise ArgumentTypeError(f"a picture needs a game tree, got {type(tree).__name__}")
    if tree.size > MOST_NODES:
        raise ArgumentError(f"a tree of {tree.size} nodes is too large for a picture; at most {MOST_NODES}")
    return tree


def choices(game: ExtensiveFormGame, equilibrium: Any) -> Mapping[Any, Any]:
    """What is chosen at each information set, from a branch or from an equilibrium with one branch.

    Examples
    --------
    >>> from symgame.games.tree_builder import tree
    >>> choices(tree("A", L=(1,), R=(0,)).game(), None)
    {}
    """
    if equilibrium is None:
        return {}
    if isinstance(equilibrium, Equilibrium):
        if len(equilibrium.branches) != 1:
            count = len(equilibrium.branches)
            raise ArgumentError(f"the equilibrium has {count} branches; give one of them, such as .branches[0]")
        equilibrium = equilibrium.branches[0]
    if not isinstance(equilibrium, Branch):
        raise ArgumentTypeError(f"equilibrium={equilibrium!r} is neither a Branch nor an Equilibrium")
    return {k: v for k, v in equilibrium.strategies.items() if k in game.members}


def picture_layout(game: ExtensiveFormGame, labels: Labels, chosen: Mapping[Any, Any] = MappingProxyType({})) -> Layout:
    """The layout with room for the payoffs at the leaves and for the actions at the edges.

    Examples
    --------
    >>> from symgame.games.tree_builder import tree
    >>> from symgame.render.notation import Notation
    >>> game = tree("A", L=(1,), R=(0,)).game()
    >>> len(picture_layout(game, Labels(game, Notation())).places)
    3
    """
    widths = []
    for v in range(game.size):
        own = len(labels.plain_payoffs(v)) if game.form.owners[v] == LEAF else 0
        edge = len(labels.plain_edge(v, chosen)) if v else 0
        widths.append(max(0.9, LETTER_WIDTH * own, LETTER_WIDTH * edge + 0.3))
    return layout(game, widths)


def _nodes(game: ExtensiveFormGame, labels: Labels, places: Any) -> list[str]:
    found, players = [], []
    several = {v for nodes in game.members.values() if len(nodes) > 1 for v in nodes}
    for v, (x, y) in enumerate(places):
        owner = game.form.owners[v]
        style = "gt/terminal" if owner == LEAF else "gt/chance" if owner == CHANCE else "gt/decision"
        text = labels.payoffs(v) if owner == LEAF else ""
        found.append(f"  \\node[{style}] (n{v}) at ({x:g}, {y:g}) {{{text}}};")
        if owner != LEAF and v not in several:
            side = "above" if v == 0 or x == places[game.form.parents[v]][0] else _outward(v, game, places)
            players.append(f"  \\node[gt/player, {side}] at (n{v}) {{{labels.mover(v)}}};")
    return found + players


def _outward(v: int, game: ExtensiveFormGame, places: Any) -> str:
    return "above left" if places[v][0] < places[game.form.parents[v]][0] else "above right"


def _edges(game: ExtensiveFormGame, labels: Labels, chosen: Mapping[Any, Any], places: Any) -> list[str]:
    found = []
    for v in range(1, game.size):
        p = game.form.parents[v]
        end = f"n{v}.north" if game.form.owners[v] == LEAF else f"n{v}"
        side = ", swap" if places[v][0] < places[p][0] else ""
        side += ", pos=.65" if v not in _outer(game, places, p) else ""
        thick = "[gt/eq] " if taken(game, v, chosen) else ""
        text = labels.edge(v, chosen)
        label = f" node[gt/action{side}] {{{text}}}" if text else ""
        found.append(f"  \\draw {thick}(n{p}) -- ({end}){label};")
    return found


def _outer(game: ExtensiveFormGame, places: Any, p: int) -> tuple[int, int]:
    """The leftmost and the rightmost child."""
    ordered = sorted(game.children[p], key=lambda w: places[w][0])
    return ordered[0], ordered[-1]


def taken(game: ExtensiveFormGame, v: int, chosen: Mapping[Any, Any]) -> bool:
    """Whether the edge into a node is chosen, for sure or with a probability."""
    p = game.form.parents[v]
    choice = chosen.get(game.form.infosets[p]) if game.form.owners[p] >= 0 else None
    if isinstance(choice, Lottery):
        return choice[game.form.labels[v]] != 0
    return choice is not None and choice == game.form.labels[v]


def _infosets(game: ExtensiveFormGame, labels: Labels, places: Any) -> list[str]:
    found = []
    for nodes in game.members.values():
        ordered = sorted(nodes, key=lambda v: places[v][0])
        middle = (len(ordered) - 2) // 2
        for k, (v, w) in enumerate(zip(ordered, ordered[1:], strict=False)):
            text = f" node[midway, above, gt/player] {{{labels.mover(v)}}}" if k == middle else ""
            bend = " to[bend left=20] " if _crossed(game, places, v, w) else " -- "
            found.append(f"  \\draw[gt/infoset] (n{v}){bend}(n{w}){text};")
    return found


def _crossed(game: ExtensiveFormGame, places: Any, v: int, w: int) -> bool:
    """Whether another node stands on the straight line between two members."""
    (left, y), (right, _) = places[v], places[w]
    return any(y == b and left < a < right for a, b in places)
