"""Bargaining rules: which share the parties of a `Bargain` stage agree on.

Let X be the domain of the shares, U_i(x) the payoff of party i when the shares are x and later stages are
played as the strategies say, and d_i the disagreement payoff.  With X⁺ = {x in X : U_i(x) ≥ d_i for every i}
and gains g_i(x) = U_i(x) − d_i, a rule is the set of maximisers over X⁺ of

* `Utilitarian`        Σ U_i(x) (Bentham; Harsanyi 1955),
* `Egalitarian`        min_i g_i(x) (Kalai 1977),
* `NashBargaining`     Π g_i(x)^{w_i} (Nash 1950; weights: Kalai 1977b); where no share gives every party a
  strict gain, the shares of X⁺ that no other share of X⁺ dominates,
* `KalaiSmorodinsky`   min_i g_i(x)/m_i with m_i = max_{X⁺} g_i, parties with m_i = 0 left out
  (Kalai and Smorodinsky 1975),
* `Dictatorial`        U_i(x) of one party,
* `MaximumOf`          any expression in shares, later actions and parameters.

When X⁺ is empty there is no deal and everybody gets the disagreement payoff.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.games.exact import exact
from symgame.games.players import Player
from symgame.printing import Value


@dataclass(frozen=True)
class Utilitarian(Value):
    """The shares that maximise the sum of the parties' payoffs, also called vertical monopoly.

    Examples
    --------
    >>> Utilitarian()
    Utilitarian()
    """


@dataclass(frozen=True)
class Egalitarian(Value):
    """The shares that maximise the smallest gain over disagreement.

    References
    ----------
    E. Kalai (1977), Proportional solutions to bargaining situations, Econometrica 45.

    Examples
    --------
    >>> Egalitarian()
    Egalitarian()
    """


@dataclass(frozen=True, init=False)
class NashBargaining(Value):
    """The shares that maximise the (weighted) product of the gains over disagreement.

    Parameters
    ----------
    weights : tuple of Expr or None
        Positive bargaining powers in the order of the parties; equal ones when left out.

    Raises
    ------
    ArgumentTypeError, ArgumentError
        If a weight is not an exact expression, or is known not to be positive.

    References
    ----------
    J. Nash (1950), The bargaining problem, Econometrica 18.

    Examples
    --------
    >>> NashBargaining()
    NashBargaining()
    >>> b = sp.Symbol("b", positive=True)
    >>> NashBargaining(weights=(b, 1 - b)).weights
    (b, 1 - b)
    """

    weights: tuple[sp.Expr, ...] | None

    def __init__(self, weights: Iterable[Any] | None = None) -> None:
        if isinstance(weights, Mapping):
            raise ArgumentTypeError("NashBargaining: weights are a tuple in the order of the parties, not a mapping")
        listed = None if weights is None else tuple(exact(w, "NashBargaining weight") for w in weights)
        if listed is not None:
            if len(listed) < 2:
                raise ArgumentError("NashBargaining: weights need one entry for each party, so at least two")
            for w in listed:
                if w.is_nonpositive:
                    raise ArgumentError(f"NashBargaining: the weight {w} is not positive")
        object.__setattr__(self, "weights", listed)

    def __repr__(self) -> str:
        return "NashBargaining()" if self.weights is None else f"NashBargaining(weights={self.weights})"


@dataclass(frozen=True)
class KalaiSmorodinsky(Value):
    """The shares that maximise the smallest gain relative to each party's ideal gain.

    References
    ----------
    E. Kalai and M. Smorodinsky (1975), Other solutions to Nash's bargaining problem, Econometrica 43.

    Examples
    --------
    >>> KalaiSmorodinsky()
    KalaiSmorodinsky()
    """


@dataclass(frozen=True)
class Dictatorial(Value):
    """The shares that are best for one party among those that everybody accepts.

    Parameters
    ----------
    player : Player

    Raises
    ------
    ArgumentTypeError
        If it is not a Player.

    Examples
    --------
    >>> Dictatorial(Player("G"))
    Dictatorial(player=Player(name='G'))
    """

    player: Player

    def __post_init__(self) -> None:
        if not isinstance(self.player, Player):
            raise ArgumentTypeError(f"Dictatorial: {self.player!r} is not a Player; make one with players('…')")


@dataclass(frozen=True)
class MaximumOf(Value):
    """The shares that maximise an expression in shares, later actions and parameters.

    Parameters
    ----------
    expression : Expr

    Raises
    ------
    ArgumentTypeError
        If it is not an exact sympy expression.

    Examples
    --------
    >>> MaximumOf(sp.Symbol("alpha_1", nonnegative=True))
    MaximumOf(expression=alpha_1)
    """

    expression: sp.Expr

    def __post_init__(self) -> None:
        object.__setattr__(self, "expression", exact(self.expression, "MaximumOf"))


def rule_symbols(rule: Any) -> set[sp.Symbol]:
    """The symbols that a bargaining rule is written with.

    Examples
    --------
    >>> b = sp.Symbol("b", positive=True)
    >>> rule_symbols(NashBargaining(weights=(b, 1 - b))), rule_symbols(Utilitarian())
    ({b}, set())
    """
    written = rule.weights or () if isinstance(rule, NashBargaining) else (rule.expression,) if isinstance(rule, MaximumOf) else ()
    return set().union(*(e.free_symbols for e in written))


def rule_conditions(rule: Any) -> tuple[Boolean, ...]:
    """What a bargaining rule asks of the parameters: positive weights.

    Examples
    --------
    >>> b = sp.Symbol("b", positive=True)
    >>> rule_conditions(NashBargaining(weights=(b, 1 - b)))
    (1 - b > 0,)
    """
    weights = rule.weights or () if isinstance(rule, NashBargaining) else ()
    return tuple(c for c in (sp.Gt(w, 0) for w in weights) if c is not sp.true)


BargainingRule = Utilitarian | Egalitarian | NashBargaining | KalaiSmorodinsky | Dictatorial | MaximumOf
