"""In a double well a fixed signal has to beat the largest gradient on the way: α B > 2 √3/9.

The loss θ⁴/4 − θ²/2 − z θ, base data z = 0 and members who report z = B: the mean gradient is θ³ − θ − b, b = α B.  It
is negative on all of [−1, 1], so that nothing stops the descent from −1 to +1, exactly when b > 2 √3/9, the
largest value of θ³ − θ there, taken at −1/√3; the M-criterion of CA-T10 gives the same number.  Numbering: CA-9.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "gradient descent", "example")


def theorem() -> sg.Theorem:
    theta, push, place = sp.symbols("theta b m", real=True)
    top = 2 * sp.sqrt(3) / 9
    gradient = theta**3 - theta - push
    free = sp.Implies(sp.And(theta >= -1, theta <= 1, push > top), gradient < 0)
    stuck = sp.Implies(sp.And(push <= top, sp.Eq(3 * place**2, 1), place < 0), place**3 - place - push >= 0)
    return sg.Theorem(
        "Escape from a double well",
        sp.And(free, stuck),
        given=[push >= 0],
        source="own example, after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
