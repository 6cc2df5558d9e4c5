"""Certificates of alignment, re-checked from the utilities by exact arithmetic alone.

Either weights w >= 0, factors λ_j > 0 and offsets c_j with Σ_i w_i U_ij + c_j = λ_j u_j, or directions z_j as
in `symgame.models.alignment` that show that there are none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError
from symgame.printing import Value

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
