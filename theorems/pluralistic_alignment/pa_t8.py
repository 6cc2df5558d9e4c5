"""A direction that the user wants and no provider wants refutes weak alignment.

If Σ_a z(a, y) = 0 for every state, ⟨z, U_i⟩ <= 0 for every provider and ⟨z, u⟩ > 0, no weights w >= 0 and
offset c(y) have Σ w_i U_i + c = u: pairing with z gives ⟨z, u⟩ = Σ w_i ⟨z, U_i⟩ + 0 <= 0, by induction over the
providers. (That such a z exists whenever alignment fails is the duality of linear programming; `weak_alignment`
finds it.)

Numbering: PA-T8; a form of Farkas (1902).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "proposition"
STATUS = "proved"
TAGS = ("alignment", "Farkas certificate", "induction")


def theorem() -> sg.Theorem:
    total, w, along, offset, user = sp.symbols("s w z_U z_c z_u", real=True)
    step = sp.Implies(sp.And(total <= 0, w >= 0, along <= 0), total + w * along <= 0)
    end = sp.Not(sp.And(total <= 0, sp.Eq(offset, 0), sp.Eq(user, total + offset), user > 0))
    return sg.Theorem("Farkas certificate of misalignment", sp.And(step, end), source="a form of Farkas (1902)")
