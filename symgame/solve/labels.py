"""Labels: at which samples a candidate looks like an equilibrium.  Guesses only, in floating point.

At a sample every payoff is a function of the own action; its critical points are found from the
polynomial coefficients of the marginal payoff, or on a grid, and a candidate is labelled optimal when no
such deviation gains.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sympy as sp
from sympy.core.relational import Relational

from symgame.solve.compiled import Compiler
from symgame.solve.fractions import coefficients, derivative
from symgame.solve.numeric import Number
from symgame.solve.pieces import Piece, relation_sides
from symgame.solve.polygon_labels import places_of
from symgame.solve.problem import Candidate, StageProblem, Unknown
from symgame.solve.univariate import numerator, tidy

Point = dict[sp.Symbol, Number]
GRID = 24
FAR = 1e5
CLEAR = 1e-3


def _bisect(f: Any, a: float, b: float, fa: float) -> float:
    for _ in range(60):
        m = (a + b) / 2
        fm = f(m)
        if fm == 0 or m in (a, b):
            return m
        if (fm > 0) == (fa > 0):
            a = m
        else:
            b = m
    return (a + b) / 2


def real_roots(coefficients: Sequence[float], low: float, high: float) -> list[float]:
    """Real roots in [low, high] of a polynomial given from the highest degree down, up to rounding.

    Examples
    --------
    >>> real_roots([1.0, 0.0, -1.0], 0.0, 5.0)
    [1.0]
    """
    c = list(coefficients)
    largest = max((abs(v) for v in c), default=0.0)
    while c and abs(c[0]) <= 1e-14 * largest:
        c.pop(0)
    if len(c) <= 1:
        return []
    if len(c) == 2:
        found = [-c[1] / c[0]]
    elif len(c) == 3:
        d = c[1] * c[1] - 4 * c[0] * c[2]
        if d < 0:
            return []
        q = -(c[1] + math.copysign(math.sqrt(d), c[1])) / 2
        found = [q / c[0]] + ([c[2] / q] if q else [])
    else:
        derivative = [v * (len(c) - 1 - i) for i, v in enumerate(c[:-1])]
        limit = 1 + max(abs(v / c[0]) for v in c[1:])
        a, b = max(low, -limit), min(high, limit)
        cuts = [a, *real_roots(derivative, a, b), b]

        def at(x: float) -> float:
            value = 0.0
            for v in c:
                value = value * x + v
            return value

        found = []
        for left, right in zip(cuts, cuts[1:], strict=False):
            fl, fr = at(left), at(right)
            if fl == 0:
                found.append(left)
            elif fl * fr < 0:
                found.append(_bisect(at, left, right, fl))
            elif abs(fr) <= 1e-12 * largest:
                found.append(right)
    return sorted({x for x in found if low <= x <= high})


class _Slice:
    """One piece as a function of one action: payoff, marginal payoff, boundaries."""

    def __init__(self, piece: Piece, u: Unknown) -> None:
        self.piece = piece
        payoff = piece.payoffs.get(u.owner)
        self.equations = [] if payoff is None else [self._coefficients(derivative(payoff, u.symbol), u.symbol)]
        self.strict = any(isinstance(c, sp.Gt | sp.Lt | sp.Ne) and c.has(u.symbol) for c in piece.conditions)
        for side in (relation_sides(r) for c in piece.conditions for r in c.atoms(Relational)):
            if side.has(u.symbol):
                self.equations.append(self._coefficients(side, u.symbol))

    @staticmethod
    def _coefficients(e: sp.Expr, x: sp.Symbol) -> list[sp.Expr] | sp.Expr:
        top = numerator(e)
        return list(coefficients(top, x)) if top.is_polynomial(x) else tidy(e)


class Labels:
    """Numeric answers about one stage problem.

    Parameters
    ----------
    problem : StageProblem
    """

    def __init__(self, problem: StageProblem) -> None:
        self.problem = problem
        self.compiler = Compiler((*problem.parameters, *problem.symbols))
        self.best_replies: dict[Any, float] = {}
        self.places = {owner: places_of(problem, owner, self.compiler) for owner in problem.owners}
        self.inside = {u.symbol: u.within(u.symbol) for u in problem.unknowns}
        self.slices = {u.symbol: [_Slice(p, u) for p in problem.pieces] for u in problem.unknowns}

    @property
    def exact(self) -> bool:
        """Whether best replies are compared place by place, so that labels are cheap and right up to rounding."""
        return None not in self.places.values()

    def profile(self, candidate: Candidate, sample: Point) -> Point | None:
        """The candidate's actions at the sample, joined to it; None when undefined, outside, or off its piece."""
        if not self.compiler.all_hold(candidate.conditions, sample):
            return None
        if candidate.free is not None:
            tries = [{candidate.free: anchor} for anchor in candidate.anchors]
            return next((q for t in tries if (q := self._placed(candidate, t, sample)) is not None), None)
        return self._placed(candidate, candidate.values, sample)

    def _placed(self, candidate: Candidate, values: Mapping[sp.Symbol, sp.Expr], sample: Point) -> Point | None:
        point = dict(sample)
        for x, e in values.items():
            value = self.compiler.value(e, sample)
            if value is None:
                return None
            point[x] = value
        inside = (*self.inside.values(), *self.problem.pieces[candidate.piece].conditions)
        return point if self.compiler.all_hold(inside, point) else None

    def payoff(self, owner: Any, point: Point, pieces: Iterable[Piece] | None = None) -> float:
        """The largest payoff over the pieces that hold at the point (ties favour who moves now)."""
        best = -math.inf
        for p in pieces if pieces is not None else self.problem.pieces:
            if p.payoffs and self.compiler.all_hold(p.conditions, point):
                value = self.compiler.value(p.payoffs[owner], point)
                if value is not None:
                    best = max(best, float(value))
        return best

    def deviations(self, u: Unknown, point: Point, *, beside: bool = True) -> list[float]:
        """Values of one action at which its owner's payoff may peak, the others as in `point`."""
        if u.values:
            return [float(v) for v in (self.compiler.value(e, point) for e in u.values) if v is not None]
        low, high = self.compiler.value(u.low, point), self.compiler.value(u.high, point)
        a = float(low) if low is not None else -FAR
        b = float(high) if high is not None else (max(a, 0.0) + FAR)
        found = [a, b]
        if high is None or low is None:
            found += [a + s * (b - a) for s in (1e-5, 1e-4, 1e-3, 1e-2)]
        for s in self.slices[u.symbol]:
            for equation in s.equations:
                if isinstance(equation, list):
                    numbers = [self.compiler.value(c, point) for c in equation]
                    if None not in numbers:
                        found += real_roots([float(v) for v in numbers if v is not None], a, b)
                else:
                    found += self._grid_roots(equation, u.symbol, point, a, b)
        if beside and any(s.strict for s in self.slices[u.symbol]):
            near = 1e-7 * min(b - a, 1.0)
            found += [x + d for x in found for d in (near, -near)]
        inside = sorted({x for x in found if a <= x <= b})
        if u.low_open or u.high_open:
            inside += [a + 1e-7 * (b - a), b - 1e-7 * (b - a)]
        return inside

    def _grid_roots(self, e: sp.Expr, x: sp.Symbol, point: Point, a: float, b: float) -> list[float]:
        points = [a + (b - a) * (i + 0.5) / GRID for i in range(GRID)]
        near = [min(b - a, 1.0) * 10.0**-k for k in range(2, 11)]  # peaks of powers may lie close to an end
        points = sorted([*points, *(a + d for d in near), *(b - d for d in near)])
        if b >= FAR:
            points = sorted({*points, *(a + 10.0 ** (k / 4) for k in range(-12, 20) if a + 10.0 ** (k / 4) < b)})
        values = [self.compiler.value(e, {**point, x: v}) for v in points]
        found = []
        for (v, f), (w, g) in zip(zip(points, values, strict=True), zip(points[1:], values[1:], strict=True), strict=False):
            if f is not None and g is not None and f * g <= 0:
                found.append(_bisect(lambda t: self.compiler.value(e, {**point, x: t}) or 0.0, v, w, float(f)))
        return found

    def gain(self, candidate: Candidate, point: Point) -> float:
        """The largest gain of a deviation found, relative to the size of payoffs."""
        worst = -math.inf
        own_piece = [self.problem.pieces[candidate.piece]]
        for owner in self.problem.owners:
            base = self.payoff(owner, point, own_piece)
            if base == -math.inf:
                return math.nan
            best = self._best(owner, point, base)
            worst = max(worst, (best - base) / max(1.0, abs(base)))
            if worst > CLEAR:
                break
        return worst

    def _best(self, owner: Any, point: Point, base: float) -> float:
        own = self.problem.own(owner)
        if len(own) == 1:
            x = own[0].symbol
            key = (x, *(round(float(v), 12) for s, v in point.items() if s != x))
            if key not in self.best_replies:
                if len(self.best_replies) > 2000:
                    self.best_replies.clear()
                reached = (self.payoff(owner, {**point, x: v}) for v in self.deviations(own[0], point))
                self.best_replies[key] = max(reached, default=-math.inf)
            return self.best_replies[key]
        places = self.places[owner]
        if places is not None:
            return places.best(point)
        best = self._ascend(owner, own, point, rounds=1)
        if best > base + 1e-7 * max(1.0, abs(base)):
            return best
        starts = [dict(point)]
        for v in self.deviations(own[0], point):
            starts += [{**point, own[0].symbol: v, own[1].symbol: w} for w in self.deviations(own[1], {**point, own[0].symbol: v})]
        return max(best, *(self._ascend(owner, own, start) for start in starts[:: max(1, len(starts) // 6)]))

    def _ascend(self, owner: Any, own: Sequence[Unknown], start: Point, rounds: int = 6) -> float:
        point, best = dict(start), self.payoff(owner, start)
        for _ in range(rounds):
            before = best
            for u in own:
                for v in self.deviations(u, point):
                    moved = {**point, u.symbol: v}
                    value = self.payoff(owner, moved)
                    if value > best and self.compiler.holds(self.inside[u.symbol], moved):
                        point, best = moved, value
            if best <= before + 1e-13 * max(1.0, abs(before)):
                break
        return best

    def _nearly(self, candidate: Candidate, sample: Point) -> bool:
        """Whether an open end is missed by rounding only."""
        values = {x: self.compiler.value(e, sample) for x, e in candidate.values.items()}
        for u in self.problem.unknowns:
            for end, is_open in ((u.low, u.low_open), (u.high, u.high_open)):
                here, there = values.get(u.symbol), self.compiler.value(end, sample) if is_open else None
                if here is not None and there is not None and 0 < abs(here - there) < 1e-9 * max(1.0, abs(there)):
                    return True
        return False

    def _crowded(self, point: Point) -> bool:
        """Whether another peak of a payoff with powers lies too close to tell the two apart by values."""
        for u in self.problem.unknowns:
            if any(not isinstance(e, list) for s in self.slices[u.symbol] for e in s.equations):
                gaps = (abs(v - float(point[u.symbol])) for v in self.deviations(u, point, beside=False))
                if any(1e-7 < gap < 1e-5 for gap in gaps):
                    return True
        return False

    def _faint(self, candidate: Candidate, point: Point, gain: float) -> bool:
        """Whether payoffs are so small at the point that a gain which looks like rounding may be one."""
        if gain <= 0:
            return False
        payoffs = self.problem.pieces[candidate.piece].payoffs
        sizes = [abs(float(v)) for i in self.problem.owners if (v := self.compiler.value(payoffs[i], point)) is not None]
        return gain > 1e-6 * max(sizes, default=0.0)

    def label(self, candidate: Candidate, sample: Point) -> bool | None:
        """True where no deviation gains, False where one does or the candidate does not exist, None when too close."""
        point = self.profile(candidate, {s: float(v) for s, v in sample.items()})
        if point is None:
            return None if self._nearly(candidate, sample) else False
        gain = self.gain(candidate, point)
        if gain <= 1e-10:
            return None if self._crowded(point) or self._faint(candidate, point, gain) else True
        if math.isnan(gain):
            return None
        return None if gain < 1e-7 else False
