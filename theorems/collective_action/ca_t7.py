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
    mu, d, n, s, alpha, G, B = sp.symbols("mu d n s alpha G B", real=True)
    convex = sp.And(s >= mu * d**2, s <= n * d, mu > 0)
    squares = sp.Implies(convex, mu * d**2 <= n * d)
    near = sp.Implies(sp.And(mu * d**2 <= n * d, d > 0), mu * d <= n)
    there = sp.Implies(sp.And(d <= 0, mu > 0, n >= 0), mu * d <= n)
    distance = sp.Implies(sp.And(mu * d <= n, mu > 0), -d >= -n / mu)
    neutral = sp.Implies(sp.And(mu * d <= n, mu > 0, sp.Eq(n, 0)), d <= 0)
    balance = sp.Equivalent(alpha * B >= (1 - alpha) * G, alpha * (G + B) >= G)
    enough = sp.Implies(sp.And(G > 0, B >= 0, alpha >= G / (G + B)), alpha * (G + B) >= G)
    return sg.Theorem(
        "Gradient-neutralising strategy",
        sp.And(squares, near, there, distance, neutral, balance, enough),
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
