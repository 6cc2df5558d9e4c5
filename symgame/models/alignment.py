"""Alignment of providers with users: weights, least error, and certificates, by exact linear programs.

Weak alignment of user j: weights w >= 0 and an offset c(y) with |Σ_i w_i U_ij + c − u_j| <= ε.  It fails for
ε = 0 iff some z has Σ_a z(a, y) = 0 for every y, ⟨z, U_ij⟩ <= 0 for every i and ⟨z, u_j⟩ > 0: a change of
the law of outcomes that the user wants and no provider wants (Farkas).  Strong alignment asks for common
weights: |Σ_i w_i U_ij + c_j − λ_j u_j| <= ε with λ_j >= 1; it fails for ε = 0 iff some (z_j) have the zero
sums, Σ_j ⟨z_j, U_ij⟩ <= 0 for every i, ⟨z_j, u_j⟩ >= 0 and one of these positive (Stiemke).

With normalised weights, Σ w_i = 1, the certificate has ⟨z, U_ij⟩ <= t < ⟨z, u_j⟩: a separating hyperplane.
The least error, the weights and z are the two sides of one linear program.  After Collina, Goel, Roth,
Ryu, Shi (2025) and Collina, Goel, Roth, Shi (2026).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import UndecidedError
from symgame.logic.decide import decide
from symgame.logic.linear import LinearProgram
from symgame.logic.linear_solve import solve_linear
from symgame.logic.parametric import ParametricPiece, solve_parametric
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.logic.verdict import Status, Verdict
from symgame.models.alignment_certificate import AlignmentCertificate, Items
from symgame.models.joint import canonical
from symgame.printing import Value

Table = Mapping[Any, sp.Expr]


@dataclass(frozen=True)
class Alignment(Value):
    """The answer of an alignment program.

    Parameters
    ----------
    verdict : Verdict
        Proved iff the least ε is 0.
    epsilon : Rational
        The least error.
    weights : tuple of Rational
        One a provider, at least 0, of least error; not normalised unless asked.
    offsets : tuple of items
        One a user.
    scales : tuple of Rational
        λ_j of strong alignment; 1 for weak alignment.
    directions : tuple of items
        The Farkas certificate, one a user; empty when ε = 0.
    several : bool
        Whether this is strong alignment, for several users at once.
    region : Region or None
        With parameters in the utilities: where alignment is exact.  Then the verdict is on all parameters,
        and ε, weights, offsets and directions are Piecewise.
    """

    verdict: Verdict
    epsilon: sp.Rational
    weights: tuple[sp.Rational, ...]
    offsets: tuple[Items, ...]
    scales: tuple[sp.Rational, ...]
    directions: tuple[Items, ...] = ()
    several: bool = False
    region: Region | None = None

    @property
    def offset(self) -> Any:
        """``{state: value}``; for strong alignment a tuple of such mappings, one a user."""
        found = tuple(dict(c) for c in self.offsets)
        return found if self.several else found[0]

    @property
    def farkas(self) -> Any:
        """``{(action, state): z}``, for strong alignment one a user; None when alignment is exact."""
        found = tuple(dict(z) for z in self.directions)
        return None if not found else found if self.several else found[0]


def _program(
    users: Sequence[Table], providers: Sequence[Sequence[Table]], normalised: bool, state_offset: bool, scaled: bool
) -> LinearProgram:
    rows: list[tuple[dict[Any, Any], Any]] = []
    free: dict[Hashable, None] = {}
    for j, u in enumerate(users):
        for a, y in u:
            name = ("c", j, y if state_offset else None)
            free[name] = None
            row: dict[Any, Any] = {("w", i): p[j][a, y] for i, p in enumerate(providers)}
            row[name] = 1
            if scaled:
                row["l", j] = -u[a, y]
            rows.append(({**row, "epsilon": -1}, u[a, y]))
            rows.append(({**{k: -v for k, v in row.items()}, "epsilon": -1}, -u[a, y]))
    equal = [({("w", i): 1 for i in range(len(providers))}, 1)] if normalised else []
    return LinearProgram({"epsilon": -1}, equal=equal, at_most=rows, free=free)


def _directions(multipliers: Sequence[sp.Expr], skip: int, users: Sequence[Table]) -> tuple[Items, ...]:
    """z of every user from the multipliers of its two rows a pair; `skip` equations come first."""
    listed = iter(multipliers[skip:])
    found = []
    for u in users:
        z = {}
        for pair in u:
            above, below = next(listed), next(listed)
            z[pair] = below - above
        found.append(tuple((k, z[k]) for k in canonical(z)))
    return tuple(found)


def _align(
    users: Sequence[Table],
    providers: Sequence[Sequence[Table]],
    *,
    normalised: bool = False,
    state_offset: bool = True,
    scaled: bool = False,
    given: Iterable[Boolean] = (),
) -> Alignment:
    program = _program(users, providers, normalised, state_offset, scaled)
    if program.parameters:
        return _by_cases(program, users, len(providers), state_offset, scaled, tuple(given))
    solution = solve_linear(program)
    if not solution.optimal or solution.value is None:
        raise UndecidedError(f"the alignment program was not finished: {solution.reason}")
    epsilon, point = -solution.value, solution.point
    weights, scales, offsets = _readings(lambda k: point.get(k, sp.S.Zero), users, len(providers), state_offset)
    directions = () if epsilon == 0 else _directions(solution.multipliers, len(program.equal), users)
    certificate = AlignmentCertificate(
        tuple(tuple(u.items()) for u in users),
        tuple(tuple(tuple(t.items()) for t in row) for row in providers),
        weights,
        scales,
        offsets,
        directions,
        normalised,
        state_offset,
    )
    certificate.check()
    status = Status.PROVED if epsilon == 0 else Status.REFUTED
    verdict = Verdict(status, by=("exact linear program",), certificate=certificate)
    return Alignment(verdict, epsilon, weights, offsets, scales, directions, scaled)


def _readings(
    read: Callable[[Hashable], sp.Expr], users: Sequence[Table], count: int, state_offset: bool
) -> tuple[tuple[sp.Expr, ...], tuple[sp.Expr, ...], tuple[Items, ...]]:
    """Weights, scales and offsets, each variable's value by `read`."""
    weights = tuple(read(("w", i)) for i in range(count))
    scales = tuple(1 + read(("l", j)) for j in range(len(users)))
    offsets = tuple(
        tuple((y, read(("c", j, y if state_offset else None))) for y in canonical(y for _, y in u))
        for j, u in enumerate(users)
    )
    return weights, scales, offsets


def _by_cases(
    program: LinearProgram, users: Sequence[Table], count: int, state_offset: bool, scaled: bool, given: Any
) -> Alignment:
    solution = solve_parametric(program, given=given)
    if not solution.complete:
        raise UndecidedError(f"the alignment program with parameters was not finished: {solution.reason}")
    epsilon = -solution.value

    def read(name: Hashable) -> sp.Expr:
        return solution.piecewise(lambda piece: piece.point.get(name, sp.S.Zero))

    weights, scales, offsets = _readings(read, users, count, state_offset)
    exact = sp.Or(*(sp.And(p.condition, sp.Eq(p.value, 0)) for p in solution.pieces))
    region = Region(reduce_condition(exact, given), given)
    rows = [solution.piecewise(_multiplier(r)) for r in range(len(solution.pieces[0].multipliers))]
    directions = () if epsilon == 0 else _directions(rows, len(program.equal), users)
    return Alignment(decide(region.condition, given), epsilon, weights, offsets, scales, directions, scaled, region)


def _multiplier(row: int) -> Callable[[ParametricPiece], sp.Expr]:
    return lambda piece: piece.multipliers[row]


def weak_alignment(
    user: Table,
    providers: Sequence[Table],
    *,
    normalised: bool = False,
    state_offset: bool = True,
    given: Iterable[Boolean] = (),
) -> Alignment:
    """Weak alignment of one user with the providers; see `PersuasionGame.weak_alignment`."""
    rows = [[p] for p in providers]
    return _align([user], rows, normalised=normalised, state_offset=state_offset, given=given)


def strong_alignment(
    users: Sequence[Table], providers: Sequence[Sequence[Table]], *, given: Iterable[Boolean] = ()
) -> Alignment:
    """Strong alignment of all users with the providers; see `PersuasionGame.strong_alignment`."""
    return _align(users, providers, scaled=True, given=given)
