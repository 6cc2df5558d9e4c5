"""Sentences about an equilibrium: a relation between actions and payoffs, said of every branch.

For branches (R_i, a_i) and an uncovered rest U, the sentence "φ on the path" is

    ¬U  ∧  ⋀_i (R_i ⇒ φ(a_i)).

It can be decided without any trust in which branch is played where several are.
"""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symgame.errors import ArgumentTypeError, UndecidedError
from symgame.games.players import Player
from symgame.solve.equilibrium import Equilibrium
from symgame.solve.pareto import ParetoSet


def on_the_path(equilibrium: Equilibrium, relation: Boolean, values: Iterable[tuple[sp.Symbol, Player]] = ()) -> Boolean:
    """The sentence that a relation holds on the path of every branch, and that the branches cover all parameters.

    Parameters
    ----------
    equilibrium : Equilibrium
    relation : Boolean
        In actions and parameters; on a branch that does not reach an action, its comparisons with it are false.
    values : iterable of (Symbol, Player)
        Further symbols of the relation, each of which stands for a player's payoff.

    Returns
    -------
    Boolean
        In the parameters; nothing is decided here.

    Raises
    ------
    ArgumentTypeError
        If it is given no Equilibrium.

    Examples
    --------
    >>> import symgame as sg
    >>> from symgame.solve.solve import solve
    >>> x, c = sp.Symbol("x", nonnegative=True), sp.Symbol("c", positive=True)
    >>> P = sg.players("P")
    >>> deal = solve(sg.SequentialGame([sg.Move(P, x, domain=sp.Interval(0, sp.oo))], {P: x - c*x**2}))
    >>> on_the_path(deal, x < 1)
    1/(2*c) < 1
    """
    if not isinstance(equilibrium, Equilibrium):
        raise ArgumentTypeError(f"on_the_path takes an Equilibrium, got {equilibrium!r}")
    actions = [a for a in equilibrium.game.actions if a not in equilibrium.parameters]
    pairs = tuple(values)
    parts = [sp.Not(equilibrium.uncovered)]
    for b in equilibrium.branches:
        known = {k: v for k, v in b.outcome_items if isinstance(k, sp.Symbol)}
        known |= {s: b.payoffs[p] for s, p in pairs}
        absent = {a for a in actions if a not in known}
        unreached = {r: sp.false for r in relation.atoms(Relational) if r.free_symbols & absent}
        parts.append(sp.Implies(b.region.condition, relation.xreplace(unreached).xreplace(known)))
    return sp.And(*parts)


def covering(found: Equilibrium | ParetoSet, *, unique: bool = False) -> Boolean:
    """True, if the cases of what was derived cover all parameters; a statement about every case is empty otherwise.

    Parameters
    ----------
    found : Equilibrium or ParetoSet
    unique : bool
        Whether it is also asked that these are proved to be all the equilibria.

    Returns
    -------
    Boolean
        ``true``.

    Raises
    ------
    UndecidedError
        If part of the parameter space is left open, or a further equilibrium was not excluded: that refutes nothing, so that
        there is no statement to decide.

    Examples
    --------
    >>> import symgame as sg
    >>> from symgame.solve.solve import solve
    >>> x, c = sp.Symbol("x", nonnegative=True), sp.Symbol("c", positive=True)
    >>> P = sg.players("P")
    >>> covering(solve(sg.SequentialGame([sg.Move(P, x, domain=sp.Interval(0, sp.oo))], {P: x - c*x**2})), unique=True)
    True
    """
    if found.uncovered != sp.false:
        raise UndecidedError(f"what was derived leaves {found.uncovered} open; give a larger budget")
    if unique and isinstance(found, Equilibrium) and not found.complete.proved:
        raise UndecidedError(f"a further equilibrium was not excluded: {found.complete.reason}; give a larger budget")
    return sp.true
