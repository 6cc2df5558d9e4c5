"""Regulation of a general-purpose technology: two attributes, safety floors, liability.

Players G (generalist) and D (domain specialist).  Each attribute vector is γ_j = (α_j, β_j), performance and
safety.  Timing: for a given share δ of the revenue that goes to G and given floors θ_G, θ_D,

    1. G abstains (both get 0) or takes part,
    2. G chooses γ_0 with α_0 ≥ 0, β_0 ≥ θ_G,
    3. D abstains (both get 0) or takes part,
    4. D chooses γ_1 with α_1 ≥ α_0, β_1 ≥ max(β_0, θ_D).

With revenue r'γ_1, r = (r_a, r_b), and costs that are quadratic forms,

    U_G = δ r'γ_1 − γ_0' C_0 γ_0,      U_D = (1 − δ) r'γ_1 − (γ_1 − γ_0)' C_1 (γ_1 − γ_0).

The attributes are complements in the cost of a player where the cross term is negative, separable where it is 0,
and interfere with each other where it is positive.

References
----------
B. Laufer, J. Kleinberg, H. Heidari (2025), The Backfiring Effect of Weak AI Safety Regulation, arXiv 2503.20848
(version 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import ArgumentError
from symgame.games.exact import exact
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Move, OutsideOption
from symgame.printing import Value

G, D = Player("G"), Player("D")
ACTIONS = sp.symbols("alpha_0 beta_0 alpha_1 beta_1", real=True)


@dataclass(frozen=True)
class QuadraticCost(Value):
    """The cost ``aa*x**2 + 2*ab*x*y + bb*y**2`` of performance x and safety y.

    Parameters
    ----------
    aa, bb : Expr
        Positive.
    ab : Expr
        The cross term, greater than ``-sqrt(aa*bb)``.

    Raises
    ------
    ArgumentError
        If a number among the coefficients violates these conditions.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> QuadraticCost(1, sp.Rational(1, 2), 1).at(x, y)
    x**2 + x*y + y**2
    """

    aa: sp.Expr
    ab: sp.Expr
    bb: sp.Expr

    def __post_init__(self) -> None:
        for name in ("aa", "ab", "bb"):
            object.__setattr__(self, name, exact(getattr(self, name), name))
        if any(v.is_number and not v > 0 for v in (self.aa, self.bb)):
            raise ArgumentError(f"QuadraticCost: the coefficients {self.aa} and {self.bb} of the squares are not positive")
        least = -sp.sqrt(self.aa * self.bb)
        if least.is_number and self.ab.is_number and not self.ab > least:
            raise ArgumentError(f"QuadraticCost: the cross term {self.ab} is not greater than {least}")

    def at(self, x: sp.Expr, y: sp.Expr) -> sp.Expr:
        """The cost of ``(x, y)``."""
        return self.aa * x**2 + 2 * self.ab * x * y + self.bb * y**2

    @property
    def determinant(self) -> sp.Expr:
        """``aa*bb - ab**2``; the cost is strictly convex where it is positive."""
        return self.aa * self.bb - self.ab**2

    @property
    def sound(self) -> tuple[Boolean, ...]:
        """What is required of symbolic coefficients."""
        conditions = (sp.Gt(self.aa, 0), sp.Gt(self.bb, 0), sp.Gt(self.ab, -sp.sqrt(self.aa * self.bb)))
        return tuple(c for c in conditions if c is not sp.true)

    @staticmethod
    def symbolic(place: int) -> QuadraticCost:
        """Coefficients named ``c_{p,aa}, c_{p,ab}, c_{p,bb}`` with p = `place`.

        Examples
        --------
        >>> QuadraticCost.symbolic(0).ab
        c_0ab
        """
        aa, bb = sp.symbols(f"c_{place}aa c_{place}bb", positive=True)
        return QuadraticCost(aa, sp.Symbol(f"c_{place}ab", real=True), bb)


HALF = sp.Rational(1, 2)
UNIT = QuadraticCost(sp.Integer(1), sp.Integer(0), sp.Integer(1))
"""The separable cost ``x**2 + y**2``."""


@dataclass(frozen=True)
class Regulation(Value):
    """What a regulator and the law set: floors on safety, and who bears a harm that safety averts.

    Parameters
    ----------
    floor_G, floor_D : Expr
        θ_G and θ_D, at least 0.
    harm : Expr
        The harm that one unit of safety averts, h; 0 without liability.
    exposure : Expr
        The safety B at which nothing is left of the harm h (B − β_1).
    liability_G, liability_D : Expr
        The parts of the harm that G and D bear.

    Examples
    --------
    >>> Regulation(floor_D=sp.Rational(2, 5)).floor_G
    0
    """

    floor_G: sp.Expr = sp.Integer(0)
    floor_D: sp.Expr = sp.Integer(0)
    harm: sp.Expr = sp.Integer(0)
    exposure: sp.Expr = sp.Integer(0)
    liability_G: sp.Expr = sp.Integer(0)
    liability_D: sp.Expr = sp.Integer(0)

    def __post_init__(self) -> None:
        for name in ("floor_G", "floor_D", "harm", "exposure", "liability_G", "liability_D"):
            object.__setattr__(self, name, exact(getattr(self, name), name))
        for name in ("floor_G", "floor_D"):
            value = getattr(self, name)
            if value.is_number and value < 0:
                raise ArgumentError(f"Regulation: the floor {name} = {value} is negative")

    @staticmethod
    def of_general(theta: Any) -> Regulation:
        """A floor on the general technology alone: θ_D = θ_G, which D meets by not lowering safety."""
        return Regulation(floor_G=exact(theta, "theta_G"), floor_D=exact(theta, "theta_G"))

    @staticmethod
    def of_domain(theta: Any) -> Regulation:
        """A floor on the adapted technology alone: θ_G = 0 ≤ θ_D."""
        return Regulation(floor_D=exact(theta, "theta_D"))

    @staticmethod
    def of_both(theta_G: Any, theta_D: Any) -> Regulation:
        """Floors on both technologies, θ_D ≥ θ_G."""
        return Regulation(floor_G=exact(theta_G, "theta_G"), floor_D=exact(theta_D, "theta_D"))


def regulation_game(
    costs: Sequence[QuadraticCost] = (UNIT, UNIT),
    *,
    share: Any = HALF,
    revenue: Sequence[Any] = (1, 1),
    regulation: Regulation | None = None,
    abstention: Sequence[Player] = (G, D),
    assume: Iterable[Boolean] = (),
) -> SequentialGame:
    """The two-attribute game for a given share and given floors; without a regulation, anarchy.

    Parameters
    ----------
    costs : pair of QuadraticCost
        Of G and of D.
    share : Expr
        δ, G's share, strictly between 0 and 1.
    revenue : pair of Expr
        ``(r_a, r_b)``, positive.
    regulation : Regulation, optional
    abstention : sequence of Player
        Who may abstain; with no floors and no liability nobody would.
    assume : iterable of Boolean
        Relations between parameters.

    Returns
    -------
    SequentialGame
        In the actions ``alpha_0, beta_0, alpha_1, beta_1``.

    Raises
    ------
    ArgumentError
        If a share or a revenue that is a number is out of its range.

    Examples
    --------
    >>> regulation_game(regulation=Regulation(floor_D=sp.Rational(2, 5))).payoffs[G]
    -alpha_0**2 + alpha_1/2 - beta_0**2 + beta_1/2
    """
    law = regulation or Regulation()
    delta, (r_a, r_b) = exact(share, "the share"), (exact(r, "the revenue") for r in revenue)
    if delta.is_number and not 0 < delta < 1:
        raise ArgumentError(f"regulation_game: the share {delta} is not strictly between 0 and 1")
    if any(r.is_number and not r > 0 for r in (r_a, r_b)):
        raise ArgumentError(f"regulation_game: the revenues {r_a}, {r_b} are not positive")
    a0, b0, a1, b1 = ACTIONS
    income, harm = r_a * a1 + r_b * b1, law.harm * (law.exposure - b1)
    payoffs = {
        G: delta * income - costs[0].at(a0, b0) - law.liability_G * harm,
        D: (1 - delta) * income - costs[1].at(a1 - a0, b1 - b0) - law.liability_D * harm,
    }
    nothing = {G: 0, D: 0}
    above = b0 if law.floor_D == 0 else sp.Max(b0, law.floor_D)
    moves = {
        G: Move(G, (a0, b0), domain=(sp.Interval(0, sp.oo), sp.Interval(law.floor_G, sp.oo))),
        D: Move(D, (a1, b1), domain=(sp.Interval(a0, sp.oo), sp.Interval(above, sp.oo))),
    }
    stages: list[Any] = []
    for player in (G, D):
        stages += [OutsideOption(player, nothing)] if player in abstention else []
        stages.append(moves[player])
    conditions = (*assume, *costs[0].sound, *costs[1].sound)
    return SequentialGame(stages, payoffs, list(dict.fromkeys(conditions)))
