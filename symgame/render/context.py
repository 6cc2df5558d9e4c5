"""What a fragment needs to know beside its object: notation, names, and what other fragments already say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from symgame.games.players import Player
from symgame.games.stage_symbols import stage_actions
from symgame.games.stages import Bargain
from symgame.logic.implicit import Implicit
from symgame.logic.root import Root
from symgame.logic.zero import Zero
from symgame.printing import Value
from symgame.render.algebraic import ROOTS, isolating
from symgame.render.concepts import concept_slug
from symgame.render.conditions import Printer
from symgame.render.forms import Sample, readable, sample_point
from symgame.render.notation import Notation
from symgame.render.words import text_latex

HALF = sp.Rational(1, 2)
LETTERS = ("t", "z", "w", "y", "s", "u")


@dataclass(frozen=True)
class Context(Value):
    """The surroundings of one fragment.

    Parameters
    ----------
    notation : Notation
    name : str
        Of the game, for labels.
    play : tuple of (game, label, Equilibrium)
        Subgame-perfect equilibria that other fragments state, for reference.
    roots : tuple of (Root, str)
        Implicit roots that have a name in the text.
    names : tuple of (Basic, str)
        Other expressions with a name, such as an action's value once it was stated.
    sample : tuple of (Symbol, number)
        A point of the region at hand, for the signs of factors.

    Examples
    --------
    >>> Context(Notation(), "fine-tuning").label("prop", None)
    'prop:fine-tuning:spe'
    """

    notation: Notation
    name: str = "game"
    play: tuple[tuple[Any, str, Any], ...] = ()
    roots: tuple[tuple[Any, str], ...] = ()
    names: tuple[tuple[Any, str], ...] = ()
    sample: Sample = ()

    def label(self, kind: str, rule: Any) -> str:
        """The label of a fragment about `rule` (a rule, or a text)."""
        return f"{kind}:{self.name}:{rule if isinstance(rule, str) else concept_slug(rule)}"

    def printer(self, style: str = "display") -> Printer:
        """A printer in this notation that knows the named roots."""
        return Printer(self.notation, style=style, names={**dict(self.roots), **dict(self.names)})

    def star(self, action: Any) -> str:
        r"""The equilibrium value of an action, as LaTeX; a mixed strategy for a player, a name for a label.

        Examples
        --------
        >>> Context(Notation()).star("node 1")
        '\\textup{node 1}'
        """
        if isinstance(action, Player):
            return f"\\sigma_{{{self.notation.write(action)}}}^{{*}}"
        if isinstance(action, sp.Symbol):
            return f"{self.notation.write(action)}^{{*}}"
        return f"\\textup{{{text_latex(str(action))}}}"

    def payoff(self, player: Any, star: bool = True) -> str:
        """A player's payoff, as LaTeX."""
        return f"U_{{{self.notation.write(player)}}}{'^{*}' if star else ''}"

    def within(self, region: Any, game: Any) -> Context:
        """This context in one region: values are written with factors that are positive there."""
        point = sample_point(region, tuple(getattr(game, "parameters", ())))
        listed = dict(point)
        for place, stage in enumerate(getattr(game, "stages", ()), 1):
            for a in stage_actions(stage):
                listed.setdefault(a, HALF if isinstance(stage, Bargain) else sp.Integer(place))
        return replace(self, sample=tuple(listed.items()) if point else ())

    def form(self, value: Any, *, wanted: str = "short") -> Any:
        """The readable form of a value: ``"short"``, ``"product"`` or ``"given"``."""
        return readable(value, self.sample, wanted, self.notation.actions) if isinstance(value, sp.Expr) else value

    def naming(self, branch: Any, several: frozenset[Any] = frozenset()) -> Context:
        """This context with a name for every implicit root of `branch`, and for every number that is a root without radicals.

        A root that is an action's value carries that action's name, unless the action is one of `several`, which have
        different values in different branches; every other root gets a letter.
        """
        known = dict(self.roots)
        for key, value in branch.outcome_items:
            if isinstance(value, ROOTS) and isinstance(key, sp.Symbol) and key not in several:
                known.setdefault(value, self.star(key))
        values = [v for _, v in (*branch.outcome_items, *branch.strategy_items, *branch.payoff_items)]
        values = [v for v in values if isinstance(v, sp.Basic)] + [s.relation for s in branch.steps] + [branch.region.condition]
        return replace(self, roots=tuple(known.items())).lettered(values)

    def lettered(self, values: Sequence[sp.Basic]) -> Context:
        """This context with a letter for every root in `values` that has no name."""
        known = dict(self.roots)
        free = {s.name for v in values for s in v.free_symbols}
        letter = next((c for c in LETTERS if c not in free), "x")
        for root in sorted({r for v in values for r in v.atoms(*ROOTS)}, key=sp.default_sort_key):
            same = next((name for other, name in known.items() if same_root(root, other)), None)
            number = sum(1 for name in set(known.values()) if name.startswith(f"{letter}_"))
            known.setdefault(root, same or f"{letter}_{{{number + 1}}}")
        return replace(self, roots=tuple(known.items()))

    @property
    def named_roots(self) -> tuple[tuple[Implicit, str], ...]:
        """One root for every name, in order."""
        first = {name: root for root, name in reversed(self.roots)}
        return tuple((first[name], name) for name in dict.fromkeys(name for _, name in self.roots))

    def root_equation(self, root: Implicit | sp.CRootOf, name: str) -> tuple[str, str]:
        """The interval of a root and its polynomial, as LaTeX; a starred name loses its star."""
        unknown = name.removesuffix("^{*}")
        x = sp.Symbol("symgame_unknown", real=True)
        notation = replace(self.notation, actions=(*self.notation.actions, x))
        printer = Printer(notation, names={x: unknown, **dict(self.roots)})
        if isinstance(root, sp.CRootOf):
            return printer.inline(isolating(root)), printer.doprint(root.poly.as_expr(x))
        low, high, left_open, right_open = root.interval
        interval = printer.inline(sp.Interval(low, high, left_open, right_open))
        if isinstance(root, Zero):
            return interval, printer.doprint(self.form(root.at(x)))
        n = len(root.coefficients) - 1
        terms = [sp.factor(c) * x ** (n - i) for i, c in enumerate(root.coefficients)]
        return interval, printer.doprint(sp.Add(*terms))


def same_root(one: sp.Expr, other: sp.Expr) -> bool:
    """Whether two roots have the same interval and the same polynomial, coefficients expanded.

    Examples
    --------
    >>> from symgame.logic.root import Root
    >>> x, c = sp.symbols("x c", positive=True)
    >>> unit = sp.Interval(0, 1)
    >>> same_root(Root(c*(c + 1)*x**3 - 1, x, unit), Root((c**2 + c)*x**3 - 1, x, unit))
    True
    """
    if not (isinstance(one, Root) and isinstance(other, Root)):
        return bool(one == other)
    if one.interval != other.interval or len(one.coefficients) != len(other.coefficients):
        return False
    return all(sp.expand(a - b) == 0 for a, b in zip(one.coefficients, other.coefficients, strict=True))
