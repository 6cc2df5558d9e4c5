"""Exact linear programming: the optimum over the rationals together with what proves it.

A program maximises c·x over the x with ``A x = b``, ``D x <= d`` and ``x_k >= 0`` unless k is free.  Its
answer is one of three, and each carries its proof (Farkas 1902; Gale, Kuhn and Tucker 1951):

* *optimal*: a point x and multipliers y, z >= 0 with yA + zD >= c (equal on free k) and c·x = y·b + z·d;
* *infeasible*: multipliers y, z >= 0 with yA + zD >= 0 (equal on free k) and y·b + z·d < 0;
* *unbounded*: a feasible point and a direction in the recession cone along which c·x grows.

`LinearSolution.check` re-checks that proof from the program alone.  The basis may come from anywhere:
small programs are solved by `symgame.logic.simplex`, large ones by a floating-point solver whose basis is
then solved again in rational arithmetic.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.printing import Value

Row = tuple[tuple[tuple[Hashable, sp.Expr], ...], sp.Expr]


class LinearStatus(Enum):
    """The three answers of a linear program, and `UNDECIDED` for a spent budget.

    Examples
    --------
    >>> LinearStatus.OPTIMAL.value
    'optimal'
    """

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    UNDECIDED = "undecided"


def _number(value: Any, where: str) -> sp.Expr:
    if isinstance(value, sp.Expr):
        if value.has(sp.Float):
            raise ArgumentTypeError(f"{where}: {value} contains a float; use sympy.Rational")
        return value
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return sp.Rational(value.numerator, value.denominator)
    raise ArgumentTypeError(f"{where}: {value!r} is not an exact number")


def _row(row: tuple[Mapping[Any, Any], Any], where: str) -> Row:
    coefficients, bound = row
    pairs = tuple((k, _number(v, where)) for k, v in coefficients.items())
    return tuple((k, v) for k, v in pairs if v != 0), _number(bound, where)


@dataclass(frozen=True, init=False)
class LinearProgram(Value):
    """Maximise a linear objective under linear equations and inequalities.

    Parameters
    ----------
    objective : mapping from variable to coefficient
        Variables are any hashable names.  Coefficients are exact: int, Fraction or sympy.
    equal, at_most : iterable of (mapping, bound)
        Rows ``Σ coefficient · variable = bound`` and ``<= bound``.
    free : iterable of variable
        Variables of either sign; all others are at least 0.

    Raises
    ------
    ArgumentTypeError
        If a coefficient is a float or no number.

    Examples
    --------
    >>> p = LinearProgram({"x": 1, "y": 1}, at_most=[({"x": 2, "y": 1}, 4), ({"x": 1, "y": 3}, 7)])
    >>> p.variables
    ('x', 'y')
    """

    objective: tuple[tuple[Hashable, sp.Expr], ...]
    equal: tuple[Row, ...]
    at_most: tuple[Row, ...]
    free: tuple[Hashable, ...]
    variables: tuple[Hashable, ...] = field(repr=False, compare=False)

    def __init__(
        self,
        objective: Mapping[Any, Any],
        *,
        equal: Iterable[tuple[Mapping[Any, Any], Any]] = (),
        at_most: Iterable[tuple[Mapping[Any, Any], Any]] = (),
        free: Iterable[Hashable] = (),
    ) -> None:
        goal = tuple((k, _number(v, f"objective of {k!r}")) for k, v in objective.items())
        rows = tuple(_row(r, f"equation {n}") for n, r in enumerate(equal))
        bounds = tuple(_row(r, f"inequality {n}") for n, r in enumerate(at_most))
        unsigned = tuple(free)
        seen: dict[Hashable, None] = dict.fromkeys(k for k, _ in goal)
        for pairs, _ in (*rows, *bounds):
            seen.update(dict.fromkeys(k for k, _ in pairs))
        seen.update(dict.fromkeys(unsigned))
        for name, value in zip(
            ("objective", "equal", "at_most", "free", "variables"),
            (goal, rows, bounds, unsigned, tuple(seen)),
            strict=True,
        ):
            object.__setattr__(self, name, value)

    @property
    def parameters(self) -> tuple[sp.Symbol, ...]:
        """Free symbols of the data, in order of name."""
        found: set[Any] = set()
        for pairs, bound in ((self.objective, sp.S.Zero), *self.equal, *self.at_most):
            found |= bound.free_symbols.union(*(v.free_symbols for _, v in pairs))
        return tuple(sorted(found, key=lambda s: s.name))


@dataclass(frozen=True)
class LinearSolution(Value):
    """The answer to a `LinearProgram` with its proof.

    Parameters
    ----------
    program : LinearProgram
    status : LinearStatus
    value : Rational or None
        The optimum; None when there is none.
    point_items, ray_items : tuple of (variable, Rational)
        Non-zero entries only.
    multipliers : tuple of Rational
        One a row: first the equations, then the inequalities; a Farkas certificate when infeasible.
    reason : str
        Why undecided.

    Examples
    --------
    >>> from symgame.logic.linear_solve import solve_linear
    >>> s = solve_linear(LinearProgram({"x": 1}, at_most=[({"x": 2}, 3)]))
    >>> s.value, dict(s.point), s.check()
    (3/2, {'x': 3/2}, True)
    """

    program: LinearProgram = field(repr=False)
    status: LinearStatus
    value: sp.Rational | None = None
    point_items: tuple[tuple[Hashable, sp.Rational], ...] = ()
    multipliers: tuple[sp.Rational, ...] = field(default=(), repr=False)
    ray_items: tuple[tuple[Hashable, sp.Rational], ...] = ()
    reason: str = ""

    @property
    def point(self) -> Mapping[Any, sp.Rational]:
        """The optimal (or a feasible) point; variables that are left out are zero."""
        return MappingProxyType(dict(self.point_items))

    @property
    def ray(self) -> Mapping[Any, sp.Rational]:
        """A direction of unbounded growth."""
        return MappingProxyType(dict(self.ray_items))

    @property
    def optimal(self) -> bool:
        return self.status is LinearStatus.OPTIMAL

    @property
    def infeasible(self) -> bool:
        return self.status is LinearStatus.INFEASIBLE

    @property
    def unbounded(self) -> bool:
        return self.status is LinearStatus.UNBOUNDED

    def check(self) -> bool:
        """Re-check the proof by exact arithmetic; True, or `ArgumentError` names what fails.

        Examples
        --------
        >>> LinearSolution(LinearProgram({}), LinearStatus.UNDECIDED).check()
        Traceback (most recent call last):
        symgame.errors.ArgumentError: an undecided linear program has no proof to check
        """
        if self.status is LinearStatus.UNDECIDED:
            raise ArgumentError("an undecided linear program has no proof to check")
        if self.status is not LinearStatus.INFEASIBLE:
            _check_point(self.program, self.point, recession=False)
        if self.status is LinearStatus.UNBOUNDED:
            _check_point(self.program, self.ray, recession=True)
            _claim(_sum(self.program.objective, self.ray) > 0, "the objective does not grow along the ray")
        else:
            _check_multipliers(self)
        return True


def _claim(holds: Any, fault: str) -> None:
    if holds is not True and holds is not sp.true:
        raise ArgumentError(f"the proof of a linear program fails: {fault}")


def _sum(pairs: Iterable[tuple[Hashable, sp.Expr]], point: Mapping[Any, sp.Rational]) -> sp.Expr:
    return sp.Add(*(v * point[k] for k, v in pairs if k in point))


def _check_point(program: LinearProgram, point: Mapping[Any, sp.Rational], *, recession: bool) -> None:
    for k, v in point.items():
        _claim(k in program.free or v >= 0, f"variable {k!r} is negative")
    for n, (pairs, bound) in enumerate(program.equal):
        _claim(_sum(pairs, point) == (0 if recession else bound), f"equation {n} does not hold")
    for n, (pairs, bound) in enumerate(program.at_most):
        _claim(_sum(pairs, point) <= (0 if recession else bound), f"inequality {n} does not hold")


def _check_multipliers(solution: LinearSolution) -> None:
    program, y = solution.program, solution.multipliers
    rows = (*program.equal, *program.at_most)
    _claim(len(y) == len(rows), "there is not one multiplier for each row")
    _claim(all(v >= 0 for v in y[len(program.equal) :]), "a multiplier of an inequality is negative")
    left: dict[Hashable, Any] = dict.fromkeys(program.variables, sp.S.Zero)
    for (pairs, _), v in zip(rows, y, strict=True):
        if v != 0:
            for k, a in pairs:
                left[k] += v * a
    bound = sp.Add(*(v * b for (_, b), v in zip(rows, y, strict=True)))
    goal: dict[Hashable, Any] = dict.fromkeys(program.variables, sp.S.Zero)
    if solution.optimal:
        goal.update(program.objective)
    free = set(program.free)
    for k in program.variables:
        _claim(left[k] == goal[k] if k in free else left[k] >= goal[k], f"the multipliers fail at variable {k!r}")
    if solution.optimal:
        _claim(bound == solution.value == _sum(program.objective, solution.point), "the two values differ")
    else:
        _claim(bound < 0, "the combined bound is not negative")
