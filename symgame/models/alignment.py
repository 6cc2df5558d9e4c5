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

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError, UndecidedError
from symgame.logic.linear import LinearProgram, LinearSolution
from symgame.logic.linear_solve import solve_linear
from symgame.logic.verdict import Status, Verdict
from symgame.models.joint import canonical
from symgame.printing import Value

Table = Mapping[Any, sp.Expr]
Items = tuple[tuple[Any, sp.Expr], ...]


@dataclass(frozen=True)
class AlignmentCertificate(Value):
    """Weights that align exactly, or the directions that no weights can reach; `check` re-checks either.

    Parameters
    ----------
    users : tuple of items
        u_j as ((action, state), utility) pairs.
    providers : tuple of tuple of items
        U_ij.
    weights, scales : tuple of Expr
    offsets, directions : tuple of items
        c_j and z_j, one for each user; directions are empty when the alignment is exact.
    normalised, state_offset : bool
    """

    users: tuple[Items, ...] = field(repr=False)
    providers: tuple[tuple[Items, ...], ...] = field(repr=False)
    weights: tuple[sp.Expr, ...]
    scales: tuple[sp.Expr, ...]
    offsets: tuple[Items, ...]
    directions: tuple[Items, ...] = ()
    normalised: bool = False
    state_offset: bool = True

    def check(self) -> bool:
        """True, or an `ArgumentError` that names what fails; polynomial arithmetic only.

        Examples
        --------
        >>> u = ((("a", 0), sp.S.One),)
        >>> AlignmentCertificate((u,), ((u,),), (sp.S.One,), (sp.S.One,), (((0, sp.S.Zero),),)).check()
        True
        """
        failed = _direction_fault(self) if self.directions else _weight_fault(self)
        if failed:
            raise ArgumentError(f"the certificate fails: {failed}")
        return True


def _weight_fault(c: AlignmentCertificate) -> str:
    if any(w < 0 for w in c.weights) or any(s <= 0 for s in c.scales):
        return "a weight is negative or a factor is not positive"
    if c.normalised and sum(c.weights) != 1:
        return "the weights do not sum to one"
    for j, user in enumerate(c.users):
        offset = dict(c.offsets[j])
        if not c.state_offset and len(set(offset.values())) > 1:
            return "the offset depends on the state"
        rows = [dict(p[j]) for p in c.providers]
        for (a, y), u in user:
            mixed = sum((w * row[a, y] for w, row in zip(c.weights, rows, strict=True)), offset[y])
            if mixed != c.scales[j] * u:
                return f"the identity of user {j} at {(a, y)!r}"
    return ""


def _direction_fault(c: AlignmentCertificate) -> str:
    gains = []
    for user, z in zip(c.users, c.directions, strict=True):
        z_of = dict(z)
        sums: dict[Any, sp.Expr] = {}
        for (_, y), v in z:
            sums[y if c.state_offset else None] = sums.get(y if c.state_offset else None, sp.S.Zero) + v
        if any(v != 0 for v in sums.values()):
            return "a direction does not sum to zero"
        gains.append(sp.Add(*(z_of[k] * v for k, v in user if k in z_of)))
    limit = [
        sp.Add(*(dict(z).get(k, sp.S.Zero) * v for z, u in zip(c.directions, row, strict=True) for k, v in u))
        for row in c.providers
    ]
    ceiling = max(limit) if c.normalised else sp.S.Zero
    if not c.normalised and any(v > 0 for v in limit):
        return "a provider gains along the direction"
    return "" if all(g >= 0 or c.normalised for g in gains) and sum(gains) > ceiling else "no user gains"


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
    """

    verdict: Verdict
    epsilon: sp.Rational
    weights: tuple[sp.Rational, ...]
    offsets: tuple[Items, ...]
    scales: tuple[sp.Rational, ...]
    directions: tuple[Items, ...] = ()
    several: bool = False

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


def _directions(solution: LinearSolution, users: Sequence[Table]) -> tuple[Items, ...]:
    multipliers = iter(solution.multipliers[len(solution.program.equal) :])
    found = []
    for u in users:
        z = {}
        for pair in u:
            above, below = next(multipliers), next(multipliers)
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
) -> Alignment:
    solution = solve_linear(_program(users, providers, normalised, state_offset, scaled))
    if not solution.optimal or solution.value is None:
        raise UndecidedError(f"the alignment program was not finished: {solution.reason}")
    epsilon, point = -solution.value, solution.point
    weights = tuple(point.get(("w", i), sp.S.Zero) for i in range(len(providers)))
    scales = tuple(1 + point.get(("l", j), sp.S.Zero) for j in range(len(users)))
    offsets = []
    for j, u in enumerate(users):
        states = canonical(y for _, y in u)
        offsets.append(tuple((y, point.get(("c", j, y if state_offset else None), sp.S.Zero)) for y in states))
    directions = () if epsilon == 0 else _directions(solution, users)
    certificate = AlignmentCertificate(
        tuple(tuple(u.items()) for u in users),
        tuple(tuple(tuple(t.items()) for t in row) for row in providers),
        weights,
        scales,
        tuple(offsets),
        directions,
        normalised,
        state_offset,
    )
    certificate.check()
    status = Status.PROVED if epsilon == 0 else Status.REFUTED
    verdict = Verdict(status, by=("exact linear program",), certificate=certificate)
    return Alignment(verdict, epsilon, weights, tuple(offsets), scales, directions, scaled)


def weak_alignment(
    user: Table, providers: Sequence[Table], *, normalised: bool = False, state_offset: bool = True
) -> Alignment:
    """Weak alignment of one user with the providers; see `PersuasionGame.weak_alignment`."""
    return _align([user], [[p] for p in providers], normalised=normalised, state_offset=state_offset)


def strong_alignment(users: Sequence[Table], providers: Sequence[Sequence[Table]]) -> Alignment:
    """Strong alignment of all users with the providers; see `PersuasionGame.strong_alignment`."""
    return _align(users, providers, scaled=True)
