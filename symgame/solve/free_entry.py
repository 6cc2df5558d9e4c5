"""Free entry: the largest number of alike players with non-negative profit.

Let π(n) be the payoff in the symmetric equilibrium with n players.  If π is positive below n* and negative
above, the players who find it worth to take part are as many as ⌊n*⌋, the largest integer n with π(n) ≥ 0.

References
----------
S. Salop (1979), Monopolistic competition with outside goods, Bell Journal of Economics 10.
N. G. Mankiw, M. Whinston (1986), Free entry and social inefficiency, RAND Journal of Economics 17.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.budget import Budget, Meter
from symgame.errors import ArgumentTypeError
from symgame.games.symmetric import SymmetricGame
from symgame.logic.decide import QUICK, decide
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.logic.verdict import Status, Verdict
from symgame.solve.equilibrium import Branch, Equilibrium
from symgame.solve.outside import missed
from symgame.solve.thresholds import Threshold, ThresholdCase
from symgame.solve.univariate import roots

SLICE = Budget(seconds=4.0)


@dataclass(frozen=True)
class FreeEntry(Threshold):
    """How many players take part: the threshold is the real number at which the profit vanishes.

    Examples
    --------
    See `free_entry`.
    """

    def largest(self, values: Mapping[sp.Symbol, Any]) -> sp.Integer:
        """The largest number of players with non-negative profit, at exact parameter values.

        Raises
        ------
        UncoveredError
            Where no threshold is known.
        """
        return sp.floor(self.at(values))


def free_entry(equilibrium: Equilibrium, *, budget: Budget | None = None) -> FreeEntry:
    """The number of players at which the payoff in a symmetric equilibrium falls to zero.

    Parameters
    ----------
    equilibrium : Equilibrium
        Of a `SymmetricGame` whose number of players is a symbol; the payoff includes what it costs to take part.
    budget : Budget, optional

    Returns
    -------
    FreeEntry
        `.value` is the real threshold; `.largest(values)` the integer below it.  Each case is proved: fewer players
        earn something, more lose.

    Raises
    ------
    ArgumentTypeError
        For another game, or a given number of players.

    Examples
    --------
    >>> from symgame.solve.symmetric import symmetric_equilibrium
    >>> n, p, c, t, F = sp.symbols("n p c t F", positive=True)
    >>> circle = SymmetricGame(
    ...     n, p, sp.Interval(0, sp.oo), payoff=lambda own, others: (own - c)*(1/n + (others/(n - 1) - own)/t) - F)
    >>> entry = free_entry(symmetric_equilibrium(circle))
    >>> entry.value
    sqrt(t)/sqrt(F)
    >>> entry.largest({c: 1, t: 30, F: 2})
    3
    """
    game = equilibrium.game
    if not isinstance(game, SymmetricGame) or not isinstance(game.number, sp.Symbol):
        raise ArgumentTypeError("free_entry takes the equilibrium of a SymmetricGame with a symbolic number of players")
    meter = (budget or Budget()).start()
    cases = [c for b in equilibrium.branches if (c := _case(game, b, meter)) is not None]
    others = tuple(p for p in game.parameters if p != game.number)
    given = tuple(g for g in equilibrium.assumptions if game.number not in g.free_symbols)
    rest = reduce_condition(And(*(missed(c.region.condition) for c in cases)), given)
    return FreeEntry(game.number, tuple(cases), others, rest)


def _case(game: SymmetricGame, branch: Branch, meter: Meter) -> ThresholdCase | None:
    """The threshold on the region of one branch, when that region does not depend on the number."""
    n, profit = game.number, branch.payoff_items[0][1]
    if n in branch.region.condition.free_symbols or n not in profit.free_symbols:
        return None
    number = sp.Symbol(n.name, positive=True)
    inner = profit.xreplace({n: number})
    given = tuple(g.xreplace({n: number}) for g in branch.region.given)
    least = max((g.rhs for g in given if isinstance(g, sp.Ge) and g.lhs == number), default=sp.Integer(1))
    free = tuple(g for g in branch.region.given if n not in g.free_symbols)
    here = And(branch.region.condition, sp.Ge(inner.subs(number, least), 0))
    facts = (*free, here, sp.Ge(number, least))
    for root in roots(inner, number, sp.Integer(1), sp.oo):
        value = _without_modulus(root, (*free, here), meter)
        proofs = [
            _ask(sp.Gt(inner, 0), (*facts, sp.Lt(number, value)), meter),
            _ask(sp.Lt(inner, 0), (*facts, sp.Gt(number, value)), meter),
            _ask(sp.Eq(inner.subs(number, value), 0), (*free, here), meter),
        ]
        if all(p.proved for p in proofs):
            by = tuple(dict.fromkeys(name for p in proofs for name in p.by))
            value = by_radicals(value).xreplace({number: n})
            claim: Boolean = sp.Equivalent(sp.Ge(profit, 0), sp.Le(n, value))
            return ThresholdCase(Region(reduce_condition(here, free), free), value, claim, Verdict(Status.PROVED, by=by))
    return None


def _without_modulus(e: sp.Expr, given: tuple[Boolean, ...], meter: Meter) -> sp.Expr:
    """`e` with |f| written as f or −f where the sign of f is proved."""
    for modulus in sorted(e.atoms(sp.Abs), key=sp.default_sort_key):
        (inside,) = modulus.args
        for signed in (inside, -inside):
            if _ask(sp.Ge(signed, 0), given, meter).proved:
                e = e.xreplace({modulus: signed})
                break
    return e


def by_radicals(e: sp.Expr) -> sp.Expr:
    """A sum grouped by the radicals in its terms, each coefficient factored.

    Examples
    --------
    >>> a, b, c = sp.symbols("a b c", positive=True)
    >>> by_radicals((a*sp.sqrt(b) - c*sp.sqrt(b) - b)/b)
    -1 + (a - c)/sqrt(b)
    """
    groups: dict[sp.Expr, sp.Expr] = {}
    for term in sp.Add.make_args(sp.expand(e)):
        irrational = [f for f in sp.Mul.make_args(term) if isinstance(f, sp.Pow) and not f.exp.is_Integer]
        key = sp.Mul(*irrational)
        groups[key] = groups.get(key, sp.Integer(0)) + term / key
    grouped = sp.Add(*(sp.factor(sp.cancel(c)) * key for key, c in groups.items()))
    return grouped if sp.count_ops(grouped) <= sp.count_ops(e) else e


def _ask(claim: Boolean, given: tuple[Boolean, ...], meter: Meter) -> Verdict:
    meter.spend()
    return decide(claim, given, deciders=QUICK, budget=SLICE)
