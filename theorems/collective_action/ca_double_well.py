"""In a double well a fixed signal has to beat the largest gradient on the way: α B > 2 √3/9.

The loss θ⁴/4 − θ²/2 − z θ, base data z = 0 and members who report z = B: the mean gradient is θ³ − θ − b, b = α B.  It
is negative on all of [−1, 1], so that nothing stops the descent from −1 to +1, exactly when b > 2 √3/9, the
largest value of θ³ − θ there, taken at −1/√3, since 2 m³ − θ³ + 3 m² θ = (2 m − θ)(θ + m)² with m = 1/√3; the
M-criterion of CA-T10 gives the same number.  Numbering: CA-9.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "gradient descent", "example")


def theorem() -> sg.Theorem:
    theta, push, m, gap = sp.symbols("theta b m h", real=True)
    # m = 1/√3 is where θ³ − θ is extreme, 3 m² = 1; its largest value on [−1, 1] is 2 m³ = 2 √3/9, at −m.
    square = (2 * m - theta) * (theta + m) ** 2
    identity = sp.Eq(2 * m**3 - theta**3 + 3 * m**2 * theta, square)
    below = sp.Implies(theta <= 2 * m, square >= 0)
    last = sp.And(gap >= 0, sp.Eq(gap, 2 * m**3 - theta**3 + 3 * m**2 * theta), push > 2 * m**3)
    free = sp.Implies(last, theta**3 - 3 * m**2 * theta - push < 0)
    # At -m the square is 0.
    touching = sp.And(sp.Eq(gap, 0), sp.Eq(gap, 2 * m**3 - theta**3 + 3 * m**2 * theta))
    stuck = sp.Implies(sp.And(push <= 2 * m**3, touching), theta**3 - 3 * m**2 * theta - push >= 0)
    top = sp.Implies(sp.Eq(3 * m**2, 1), sp.And(2 * m**3 <= 2 * m / 3, 2 * m**3 >= 2 * m / 3))
    return sg.Theorem(
        "Escape from a double well",
        sp.And(identity, below, free, stuck, top),
        given=[push >= 0],
        source="own example, after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
