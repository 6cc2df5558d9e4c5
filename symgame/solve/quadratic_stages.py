"""Leader and follower with quadratic payoffs, two actions each, at rational parameters: every best play, exactly.

The follower maximises a strictly concave quadratic in y over affine lower and upper ends that may depend on the leader's
x.  For each active set the reply and the multipliers are affine in x, and the set is the right one where the other
ends hold and the multipliers are not negative: a polyhedron in x.  On it the leader's payoff is quadratic in x and the
follower's gain over its outside option is one quadratic constraint (`quadratic_program`).  The best of all active sets is
compared with what the leader gets without the follower (Bemporad, Morari, Dua and Pistikopoulos 2002).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_mat

from symgame.errors import UnsupportedError
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import OUT, Move, OutsideOption
from symgame.solve.algebraic import exact_value
from symgame.solve.problem import ends
from symgame.solve.quadratic_program import Quadratic, Vector, maximise_quadratic

Terms = tuple[tuple[tuple[int, ...], Any], ...]


@dataclass(frozen=True)
class Form:
    """A polynomial of degree two in the actions whose coefficients are polynomials in the parameters.

    Parameters
    ----------
    coefficients : tuple of (monomial in the actions, terms in the parameters)
    actions : int
    """

    coefficients: tuple[tuple[tuple[int, ...], Terms], ...]
    actions: int

    def at(self, point: Sequence[Any]) -> Quadratic:
        """The quadratic at rational parameters."""
        n, constant = self.actions, fmpq(0)
        linear, matrix = [fmpq(0)] * n, [[fmpq(0)] * n for _ in range(n)]
        for monomial, terms in self.coefficients:
            value = sum((c * _power(point, e) for e, c in terms), fmpq(0))
            places = [i for i, k in enumerate(monomial) for _ in range(k)]
            if not places:
                constant = value
            elif len(places) == 1:
                linear[places[0]] = value
            else:
                i, j = places
                matrix[i][j] += value / 2
                matrix[j][i] += value / 2
        return Quadratic(constant, tuple(linear), tuple(map(tuple, matrix)))


def _power(point: Sequence[Any], exponents: tuple[int, ...]) -> Any:
    value = fmpq(1)
    for p, k in zip(point, exponents, strict=True):
        if k:
            value *= p**k
    return value


def form_of(expression: sp.Expr, actions: Sequence[sp.Symbol], parameters: Sequence[sp.Symbol]) -> Form:
    """The form of a payoff or of an end of a domain.

    Raises
    ------
    UnsupportedError
        If it is no polynomial with rational coefficients, or of a degree above two in the actions.
    """
    whole = sp.Poly(expression, *actions, *parameters) if expression.is_polynomial(*actions, *parameters) else None
    if whole is None or not (whole.domain.is_ZZ or whole.domain.is_QQ):
        raise UnsupportedError(f"{expression} is no polynomial with rational coefficients")
    n = len(actions)
    found: dict[tuple[int, ...], list[Any]] = {}
    for exponents, c in whole.terms():
        if sum(exponents[:n]) > 2:
            raise UnsupportedError(f"{expression} is of a degree above two in the actions")
        found.setdefault(exponents[:n], []).append((exponents[n:], fmpq(int(c.p), int(c.q))))
    return Form(tuple((m, tuple(t)) for m, t in found.items()), n)


@dataclass(frozen=True)
class Played:
    """One best play at rational parameters.

    Parameters
    ----------
    point : tuple
        The leader's and the follower's actions; empty when somebody stays out.
    out : Player or None
    payoffs : tuple
        Of leader and follower.
    """

    point: Vector
    out: Player | None
    payoffs: tuple[Any, Any]


class QuadraticStages:
    """A game of two stages with quadratic payoffs, read once, for many rational parameter values.

    Parameters
    ----------
    game : SequentialGame
        An optional `OutsideOption`, a `Move`, an optional `OutsideOption` of the follower, a `Move`; outside payoffs are
        numbers and the same for both.

    Raises
    ------
    UnsupportedError
        For any other game.

    Examples
    --------
    >>> from symgame.games.catalog.regulation import Regulation, regulation_game
    >>> theta = sp.Symbol("theta_D", nonnegative=True)
    >>> stages = QuadraticStages(regulation_game(regulation=Regulation.of_domain(theta)))
    >>> [[str(stages.exact(p)[a]) for a in stages.actions] for p in stages.best({theta: sp.Rational(2, 5)})]
    [['1/4', '0', '1/2', '2/5']]
    """

    def __init__(self, game: SequentialGame) -> None:
        moves = [s for s in game.stages if isinstance(s, Move)]
        options = [s for s in game.stages if isinstance(s, OutsideOption)]
        if len(moves) != 2 or len(moves) + len(options) != len(game.stages) or any(len(m.actions) > 2 for m in moves):
            raise UnsupportedError("quadratic stages: two moves of one or two actions each, and outside options")
        self.game, self.moves, self.parameters = game, moves, game.parameters
        self.leader, self.follower = (m.player for m in moves)
        self.actions = (*moves[0].actions, *moves[1].actions)
        self.leaders = len(moves[0].actions)
        self.payoffs = tuple(form_of(sp.expand(game.payoffs[p]), self.actions, self.parameters) for p in (self.leader, self.follower))
        self.ends = [self._ends(m) for m in moves]
        self.options = self._options(options)
        self._last: tuple[Any, list[tuple[Any, ...]]] | None = None

    def _ends(self, move: Move) -> tuple[Form, ...]:
        """Affine forms that are at least 0 in the domain."""
        found = []
        for x, domain in zip(move.actions, move.domains, strict=True):
            if not isinstance(domain, sp.Interval) or isinstance(domain.start, sp.Min) or isinstance(domain.end, sp.Max):
                raise UnsupportedError(f"quadratic stages: the domain of {x} is no interval with affine ends")
            found += [x - e for e in ends(domain.start) if e is not -sp.oo]
            found += [e - x for e in ends(domain.end) if e is not sp.oo]
        return tuple(form_of(sp.expand(e), self.actions, self.parameters) for e in found)

    def _options(self, options: Iterable[OutsideOption]) -> dict[Player, tuple[Any, Any]]:
        found: dict[Player, tuple[Any, Any]] = {}
        for option in options:
            values = [dict(option.payoffs)[p] for p in (self.leader, self.follower)]
            if not all(isinstance(v, sp.Rational) for v in values):
                raise UnsupportedError("quadratic stages: outside payoffs are numbers")
            first, second = (fmpq(int(v.p), int(v.q)) for v in values)
            found[option.player] = first, second
        if len(set(found.values())) > 1 or self.follower in found and self.leader not in found:
            raise UnsupportedError("quadratic stages: an outside option of the leader, the same for both players")
        return found

    def best(self, at: Mapping[sp.Symbol, Any]) -> list[Played]:
        """Every best play at rational parameter values, the follower's reply included.

        Raises
        ------
        UnsupportedError
            If a payoff is not strictly concave in the own actions.
        """
        point = [fmpq(int(sp.Rational(at[p]).p), int(sp.Rational(at[p]).q)) for p in self.parameters]
        return self.best_at(point)

    def best_at(self, point: Sequence[Any]) -> list[Played]:
        """`best` for parameter values as fmpq in the order of `parameters`."""
        own = [f.at(point) for f in self.ends[0]]
        out = self.options.get(self.leader)
        found: list[Played] = []
        for start, directions, conditions, objective, gain, limit in self._prepared(point):
            linear = [*(g.along(start, directions) for g in own), *conditions]
            top = maximise_quadratic(objective, linear, limit)
            if top is None or out is not None and top.value < out[0]:
                continue
            if found and top.value < found[0].payoffs[0]:
                continue
            x = tuple(_affine(s, [d[i] for d in directions], top.point) for i, s in enumerate(start))
            here = Played(x, None, (top.value, gain.at(top.point)))
            if found and top.value > found[0].payoffs[0]:
                found = []
            if not any(all(a == b for a, b in zip(x, p.point, strict=True)) for p in found):
                found.append(here)
        return found or [Played((), self.leader, out or (fmpq(0), fmpq(0)))]

    def _prepared(self, point: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The replies with both payoffs along them; kept for the next point when only the leader's ends differ."""
        payoffs = tuple(f.at(point) for f in self.payoffs)
        limits = tuple(f.at(point) for f in self.ends[1])
        if self._last is not None and self._last[0] == (payoffs, limits):
            return self._last[1]
        listed = []
        for start, directions, conditions in self._replies(payoffs[1], limits):
            objective, gain = (f.along(start, directions) for f in payoffs)
            if not objective.strictly_concave:
                raise UnsupportedError("quadratic stages: the leader's payoff is not strictly concave")
            floor = self.options.get(self.follower)
            limit = Quadratic(gain.constant - floor[1], gain.linear, gain.matrix) if floor else None
            if limit is not None and not limit.concave:
                raise UnsupportedError("quadratic stages: the follower's gain is not concave")
            listed.append((start, directions, conditions, objective, gain, limit))
        self._last = (payoffs, limits), listed
        return listed

    def _replies(self, payoff: Quadratic, limits: Sequence[Quadratic]) -> Iterable[tuple[Vector, tuple[Vector, ...], list[Quadratic]]]:
        """For each active set: play as an affine function of x, and the affine conditions under which it is the reply."""
        k, n = self.leaders, len(self.actions)
        block = tuple(row[k:] for row in payoff.matrix[k:])
        if not Quadratic(fmpq(0), payoff.linear[k:], block).strictly_concave:
            raise UnsupportedError("quadratic stages: the follower's payoff is not strictly concave")
        for size in range(n - k + 1):
            for active in itertools.combinations(range(len(limits)), size):
                chosen = [limits[i] for i in active]
                rows = [[-2 * m for m in row[k:]] + [-g.linear[k + j] for g in chosen] for j, row in enumerate(payoff.matrix[k:])]
                rows += [[*g.linear[k:], *([fmpq(0)] * size)] for g in chosen]
                right = [[payoff.linear[k + j], *(2 * m for m in row[:k])] for j, row in enumerate(payoff.matrix[k:])]
                right += [[-g.constant, *(-a for a in g.linear[:k])] for g in chosen]
                try:
                    solved = fmpq_mat(rows).solve(fmpq_mat(right))
                except ZeroDivisionError:
                    continue
                y = [[solved[i, c] for c in range(k + 1)] for i in range(n - k + size)]
                start = (*([fmpq(0)] * k), *(row[0] for row in y[: n - k]))
                unit = [[fmpq(int(i == c)) for i in range(k)] for c in range(k)]
                directions = tuple((*unit[c], *(row[c + 1] for row in y[: n - k])) for c in range(k))
                flat = tuple(tuple([fmpq(0)] * k) for _ in range(k))
                conditions = [Quadratic(row[0], tuple(row[1:]), flat) for row in y[n - k :]]
                conditions += [g.along(start, directions) for i, g in enumerate(limits) if i not in active]
                if all(any(c.linear) or c.constant >= 0 for c in conditions):
                    yield start, directions, [c for c in conditions if any(c.linear)]

    def exact(self, played: Played) -> dict[Any, Any]:
        """The play as ``{action: sympy number}``, or ``{OUT: player}``."""
        if played.out is not None:
            return {OUT: played.out}
        return {a: exact_value(v) for a, v in zip(self.actions, played.point, strict=True)}


def _affine(start: Any, direction: Sequence[Any], point: Vector) -> Any:
    total = start
    for d, z in zip(direction, point, strict=True):
        if d:
            total = z * d + total
    return total
