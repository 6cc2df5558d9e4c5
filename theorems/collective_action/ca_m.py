"""Two collectives with different targets: at most one wins a signal point, and growing does not hurt.

Sizes α_1, α_2, the same signal map, targets y_1 ≠ y_2, base weights u_1, u_2 of the targets and u_3 the largest of
another label at a signal point of planted weight q.  Collective 1 wins iff α_1 q + w u_1 exceeds both
α_2 q + w u_2 and w u_3, w = 1 − α_1 − α_2: linear in the sizes, so that the regions are polygons.  The two never
both win; and where the planted weight is at least the base weights of the targets, a collective that wins
goes on winning when it grows and the other does not.

Numbering: CA-M.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "proposition"
STATUS = "proved"
TAGS = ("collective action", "several collectives")


def theorem() -> sg.Theorem:
    a1, a2, q, u1, u2, u3, more = sp.symbols("alpha_1 alpha_2 q u_1 u_2 u_3 t", real=True)

    def first(x, y):
        rest = 1 - x - y
        return sp.And(x * q + rest * u1 > y * q + rest * u2, x * q + rest * u1 > rest * u3)

    def second(x, y):
        rest = 1 - x - y
        return sp.And(y * q + rest * u2 > x * q + rest * u1, y * q + rest * u2 > rest * u3)

    one_winner = sp.Not(sp.And(first(a1, a2), second(a1, a2)))
    grows = sp.Implies(sp.And(first(a1, a2), q >= u1, q >= u2), first(a1 + more, a2))
    return sg.Theorem(
        "Two collectives",
        sp.And(one_winner, grows),
        given=[a1 >= 0, a2 >= 0, more >= 0, a1 + a2 + more <= 1, q > 0, u1 >= 0, u2 >= 0, u3 >= 0],
        source="own statement",
    )
