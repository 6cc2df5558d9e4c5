"""Gradient-neutralising: the distance of the risk minimiser from the target is at most ‖g(θ*)‖/μ.

For a μ-strongly convex risk with minimiser θ and gradient g, ⟨g(θ*) − g(θ), θ* − θ⟩ >= μ ‖θ* − θ‖² and
g(θ) = 0.  With d = ‖θ* − θ‖, n = ‖g(θ*)‖ and s = ⟨g(θ*), θ* − θ⟩ <= n d (Cauchy–Schwarz) this is d <= n/μ, so that
S = −d >= −n/μ; when the collective neutralises the gradient, n = 0, the success is 0.  The second part: a
collective whose members reach B against a mean gradient of length G neutralises it from α = G/(G + B) on.

After Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); the statement is our own.  Numbering: CA-T7.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "risk minimiser", "gradient-neutralising")


def theorem() -> sg.Theorem:
    mu, d, n, s, S, alpha, G, B = sp.symbols("mu d n s S alpha G B", real=True)
    strong = sp.And(s >= mu * d**2, s <= n * d, sp.Eq(S, -d))
    distance = sp.Implies(strong, S >= -n / mu)
    neutral = sp.Implies(sp.And(strong, sp.Eq(n, 0)), sp.Eq(S, 0))
    enough = sp.Equivalent(alpha * B >= (1 - alpha) * G, alpha >= G / (G + B))
    return sg.Theorem(
        "Gradient-neutralising strategy",
        sp.And(distance, neutral, enough),
        given=[mu > 0, d >= 0, n >= 0, G > 0, B >= 0, alpha >= 0, alpha <= 1],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
