"""Quantities of an equilibrium: an action on the path, a player's payoff, or any expression in actions and parameters.

On a branch with outcome a(θ) a quantity q(a, θ) is the composite q(a(θ), θ), cut into smooth pieces.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.games.exact import exact
from symgame.games.players import Player
from symgame.solve.pieces import split, substitute

if TYPE_CHECKING:
    from symgame.solve.equilibrium import Branch, Equilibrium


def quantity_of(equilibrium: Equilibrium, quantity: Any) -> Any:
    """`quantity` checked: a Player of the game, or an exact expression in actions and parameters.

    Raises
    ------
    ArgumentError, ArgumentTypeError
        If it is neither, or uses a symbol that the equilibrium does not know.
    """
    if isinstance(quantity, Player):
        known = tuple(equilibrium.branches[0].payoffs) if equilibrium.branches else tuple(equilibrium.game.players)
        if quantity not in known:
            raise ArgumentError(f"{quantity} is not a player of the game; its players are {', '.join(map(str, known))}")
        return quantity
    if not isinstance(quantity, sp.Expr | int):
        raise ArgumentTypeError(f"a quantity is an action, a Player or a sympy expression, got {quantity!r}")
    expression = exact(quantity, "the quantity")
    unknown = expression.free_symbols - known_symbols(equilibrium)
    if unknown:
        name = min(str(s) for s in unknown)
        alike = any(str(s) == name for s in known_symbols(equilibrium))
        tail = "; the game has a symbol of that name with other assumptions" if alike else ""
        raise ArgumentError(f"the quantity {expression} uses {name}, which is neither an action nor a parameter{tail}")
    return expression


def known_symbols(equilibrium: Equilibrium) -> set[sp.Symbol]:
    """Actions of the game and parameters of the equilibrium."""
    found = {k for b in equilibrium.branches for k in b.outcome if isinstance(k, sp.Symbol)}
    return found | set(equilibrium.parameters) | set(getattr(equilibrium.game, "actions", ()))


def default_quantities(equilibrium: Equilibrium) -> tuple[Any, ...]:
    """Every action with a value on some path, then every player.

    Returns
    -------
    tuple of Symbol and Player
    """
    found: dict[Any, None] = {}
    for b in equilibrium.branches:
        found |= {k: None for k, v in b.outcome_items if isinstance(k, sp.Symbol) and isinstance(v, sp.Expr)}
    for b in equilibrium.branches:
        found |= {p: None for p, v in b.payoff_items if isinstance(v, sp.Expr)}
    return tuple(found)


def value_on(branch: Branch, quantity: Any) -> sp.Expr | None:
    """The quantity on the path of a branch, None where it has no single value there.

    Examples
    --------
    See `symgame.comparative_statics`.
    """
    if isinstance(quantity, Player):
        value = branch.payoffs.get(quantity)
        return value if isinstance(value, sp.Expr) else None
    used = [k for k in branch.outcome if isinstance(k, sp.Symbol) and k in quantity.free_symbols]
    if any(not isinstance(branch.outcome[k], sp.Expr) for k in used):
        return None
    return substitute(quantity, {k: branch.outcome[k] for k in used})


def pieces_on(branch: Branch, quantity: Any, actions: set[sp.Symbol]) -> Iterator[tuple[Boolean, sp.Expr]]:
    """The smooth pieces of a quantity on a branch: ``(condition, value)``, none where an action was not reached.

    Parameters
    ----------
    branch : Branch
    quantity : Player or Expr
    actions : set of Symbol
        Actions of the game that are no parameters.
    """
    value = value_on(branch, quantity)
    if value is None or value.has(sp.nan, sp.zoo) or value.free_symbols & actions:
        return
    for conditions, (piece,) in split([value]):
        yield And(*conditions), piece  # type: ignore[misc]


def actions_of(equilibrium: Equilibrium) -> set[sp.Symbol]:
    """Actions that are not parameters of the equilibrium."""
    return set(getattr(equilibrium.game, "actions", ())) - set(equilibrium.parameters)
