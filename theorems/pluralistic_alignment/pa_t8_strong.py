"""Directions that no provider wants in sum, and that some user wants and none rejects, refute strong alignment.

If Σ_a z_j(a, y) = 0 for all users and states, Σ_j ⟨z_j, U_ij⟩ <= 0 for every provider, ⟨z_j, u_j⟩ >= 0 for every
user and > 0 for one, then no weights w >= 0, factors λ_j > 0 and offsets c_j have Σ_i w_i U_ij = λ_j u_j + c_j for
all j.  Pairing with z_j and adding gives Σ_j λ_j ⟨z_j, u_j⟩ = Σ_i w_i Σ_j ⟨z_j, U_ij⟩ <= 0: by induction s <= 0 over
the providers and g >= 0 over the users, where g > 0 once one of the summands is positive.  (That such directions exist
whenever strong alignment fails is Stiemke's lemma; `strong_alignment` finds them.)

Numbering: PA-T8; a form of Stiemke (1915).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "proposition"
STATUS = "proved"
TAGS = ("alignment", "strong alignment", "Farkas certificate", "induction")


def theorem() -> sg.Theorem:
    s, w, along, g, factor, gain = sp.symbols("s w z_U g lambda z_u", real=True)
    providers = sp.Implies(sp.And(s <= 0, w >= 0, along <= 0), s + w * along <= 0)
    kept = sp.Implies(sp.And(g > 0, factor > 0, gain >= 0), g + factor * gain > 0)
    begun = sp.Implies(sp.And(g >= 0, factor > 0, gain > 0), g + factor * gain > 0)
    before = sp.Implies(sp.And(g >= 0, factor > 0, gain >= 0), g + factor * gain >= 0)
    end = sp.Not(sp.And(s <= 0, g > 0, sp.Eq(g, s)))
    return sg.Theorem(
        "Farkas certificate against strong alignment",
        sp.And(providers, kept, begun, before, end),
        source="a form of Stiemke (1915)",
    )
