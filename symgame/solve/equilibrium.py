"""Equilibria as values: branches with their parameter regions, what has no equilibrium, and what is open.

A *branch* is a strategy profile in closed form together with a region R of the parameter space on which it
is an equilibrium.  An *equilibrium* of a parametric game is a finite set of branches, a finite set of
regions without equilibrium, and the uncovered rest of the parameter space.  Branches whose regions overlap
are several equilibria for one parameter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import SeveralEquilibriaError, UncoveredError
from symgame.games.players import Player
from symgame.logic.region import Region
from symgame.logic.verdict import Verdict
from symgame.printing import Value
from symgame.solve import export, views
from symgame.solve.derivation import Obligation as Obligation
from symgame.solve.derivation import Step as Step
from symgame.solve.table import Table
from symgame.solve.values import evaluate, exact_values


@dataclass(frozen=True)
class Branch(Value):
    """One equilibrium in closed form on one region of the parameters.

    Parameters
    ----------
    region : Region
    strategy_items : tuple of (key, value)
        For each action its value as a function of the history (an Expr, by cases), or a Set of equally good actions.
        For a tree, from information sets to ``{label: probability}``.
    outcome_items : tuple of (key, value)
        The values on the path of play; ``OUT`` maps to the player who ended the game.
    payoff_items : tuple of (Player, Expr)
    steps : tuple of Step
    evidence : tuple of Obligation

    Examples
    --------
    >>> c = sp.Symbol("c", positive=True)
    >>> x = sp.Symbol("x", real=True)
    >>> Branch(Region(sp.true), ((x, 1/c),), ((x, 1/c),), ())[x]
    1/c
    """

    region: Region
    strategy_items: tuple[tuple[Any, Any], ...]
    outcome_items: tuple[tuple[Any, Any], ...]
    payoff_items: tuple[tuple[Player, sp.Expr], ...]
    steps: tuple[Step, ...] = field(default=(), repr=False)
    evidence: tuple[Obligation, ...] = field(default=(), repr=False)

    @property
    def strategies(self) -> Mapping[Any, Any]:
        """Each action as a function of the history, off the path too."""
        return MappingProxyType(dict(self.strategy_items))

    @property
    def outcome(self) -> Mapping[Any, Any]:
        """Each action on the path of play."""
        return MappingProxyType(dict(self.outcome_items))

    @property
    def payoffs(self) -> Mapping[Player, sp.Expr]:
        """Each player's payoff on the path of play."""
        return MappingProxyType(dict(self.payoff_items))

    def __getitem__(self, action: Any) -> Any:
        return self.outcome[action]


@dataclass(frozen=True)
class Equilibrium(Value):
    """All that is known of the equilibria of a game, for all parameters.

    Parameters
    ----------
    game : a game
    branches : tuple of Branch
    nonexistence : tuple of (Region, str)
        Where it is proved that no equilibrium exists, and why.
    uncovered : Boolean
        The rest of the parameter space; ``sp.false`` itself when branches and nonexistence provably cover all.
    complete : Verdict
        Whether the branches are all the equilibria, under the tie rule.
    rule : object or None
        The bargaining rule, if any.
    ties : object or None
        The tie rule.
    parameters : tuple of Symbol
        What `at` needs.
    notes : tuple of str
        What was done when the budget ran out, which symbols were taken as real, and the like.

    Examples
    --------
    See `solve`.
    """

    game: Any
    branches: tuple[Branch, ...]
    nonexistence: tuple[tuple[Region, str], ...]
    uncovered: Boolean
    complete: Verdict
    rule: Any = None
    ties: Any = None
    concept: Any = None
    parameters: tuple[sp.Symbol, ...] = ()
    notes: tuple[str, ...] = ()

    def __getitem__(self, action: Any) -> Any:
        return self._by_region([(b.outcome.get(action, sp.nan), b.region) for b in self.branches], action)

    def payoff(self, player: Player) -> sp.Expr:
        """The payoff of `player` on the path: an Expr, or a Piecewise over the regions.

        Raises
        ------
        SeveralEquilibriaError
            If branches with overlapping regions give different payoffs.
        """
        return self._by_region([(b.payoffs[player], b.region) for b in self.branches], player)

    def _by_region(self, pairs: list[tuple[Any, Region]], what: Any) -> Any:
        from symgame.solve.overlap import differ_somewhere

        if not pairs:
            raise UncoveredError(f"no equilibrium branch gives {what}")
        if all(value == pairs[0][0] for value, _ in pairs) and self.uncovered is sp.false and not self.nonexistence:
            return pairs[0][0]
        for i, (value, region) in enumerate(pairs):
            for other, place in pairs[i + 1 :]:
                if value != other and differ_somewhere(value, other, (region & place).condition, self.assumptions):
                    raise SeveralEquilibriaError(
                        f"{what}: several equilibria give {value} and {other} for the same parameters; ask a branch"
                    )
        pieces = [(value, region.condition) for value, region in pairs]
        if any(isinstance(value, sp.Set) for value, _ in pieces):
            return tuple(pieces)
        return sp.Piecewise(*pieces)

    @property
    def assumptions(self) -> tuple[Boolean, ...]:
        """The relations between parameters under which everything here is stated."""
        return tuple(self.branches[0].region.given) if self.branches else tuple(getattr(self.game, "assume", ()))

    def at(self, values: Mapping[sp.Symbol, Any]) -> list[dict[Any, Any]]:
        """The outcomes at exact parameter values, one dict an equilibrium.

        Parameters
        ----------
        values : {Symbol: exact number}
            Every parameter (a share too, when no rule is given).

        Returns
        -------
        list of dict
            ``[]`` only inside `nonexistence`.

        Raises
        ------
        UncoveredError
            In the uncovered part.
        ArgumentError, ArgumentTypeError
            For a missing parameter, a value outside the assumptions, or a float.
        """
        point = exact_values(values, self.parameters, self.assumptions)
        found: list[dict[Any, Any]] = []
        for b in self.branches:
            if b.region.holds_at(point):
                outcome = {k: evaluate(v, point) for k, v in b.outcome_items}
                if outcome not in found:
                    found.append(outcome)
        if not found and not any(r.holds_at(point) for r, _ in self.nonexistence):
            raise UncoveredError(f"the equilibrium is not known at {dict(values)}: uncovered is {self.uncovered}")
        return found

    def under(self, *conditions: Any) -> Equilibrium:
        """The same under further assumptions: regions intersected, empty branches dropped.

        Raises
        ------
        ArgumentError
            If a condition uses another symbol or contradicts the assumptions.
        """
        return views.under(self, conditions)

    def express(self, ratios: Mapping[Any, Any] = MappingProxyType({}), /, **named: Any) -> Equilibrium:
        """The same in new parameters, such as ``express(rho=c_1/c_0)``: regions and values in the author's ratio.

        Parameters
        ----------
        ratios : {Symbol: Expr}, optional
            For new parameters that are symbols already.
        **named : Expr
            The new parameters by name; their signs are proved from the expressions.

        Raises
        ------
        ArgumentError
            If a name is taken or an expression cannot be solved for one of the old parameters.
        """
        return views.express(self, {**ratios, **named})

    def lambdify(self, quantity: Any = None) -> Any:
        """Numpy functions of the parameters, in their order: of one quantity, or of every action and player."""
        return export.numeric_functions(self, quantity)

    def to_dataframe(self, grid: Mapping[sp.Symbol, Any], *, executor: Any = None) -> Any:
        """A pandas data frame over a grid of parameter values, one row for each equilibrium at each point.

        Parameters
        ----------
        grid : {Symbol: number or iterable of numbers}
            Every parameter.
        executor : concurrent.futures.Executor, optional

        Raises
        ------
        ArgumentError
            If a parameter has no values.
        """
        return export.data_frame(self, grid, executor)

    @property
    def table(self) -> Table:
        """Region, actions and payoffs, one row a branch."""
        return export.table_of(self)
