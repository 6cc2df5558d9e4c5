"""Refuted: under exact alignment every equilibrium gives the user OPT, whatever the tie rule.

Actions p_0, q_0, p_1, q_1; the user wants the index to match the state, μ = 1/2, and does not care for the letter;
U_1 is u + b on p and u − b on q, U_2 the reverse, so that their mean is u. Under babbling the user mixes all four
actions evenly; a deviator who reveals the state finds ties against itself. The payoffs of both providers in both
cases are computed from the tables. If the deviation does not gain, babbling is an equilibrium, and the user's value
is 1/2, not OPT = 1. Hence PA-T1 needs action ties to depend on the posterior alone.

Numbering: CX-TIE; own example.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "counterexample"
STATUS = "refuted"
TAGS = ("alignment", "ties")


def theorem() -> sg.Theorem:
    bias, value, payoff, after = sp.symbols("b V U U_new", real=True)
    half, states = sp.Rational(1, 2), (0, 1)
    actions = [(letter, index) for letter in "pq" for index in states]
    user = {(a, y): int(a[1] == y) for a in actions for y in states}
    providers = [{(a, y): v + (bias if a[0] == liked else -bias) for (a, y), v in user.items()} for liked in "pq"]
    mixing = {(a, y): half / 4 for a in actions for y in states}
    facts = [sp.Eq(value, sum(m * user[k] for k, m in mixing.items()))]
    for provider, disliked in zip(providers, "qp", strict=True):
        stays = sp.expand(sum(m * provider[k] for k, m in mixing.items()))
        revealed = sp.expand(sum(half * provider[(disliked, y), y] for y in states))
        facts.append(sp.And(sp.Eq(payoff, stays), sp.Eq(after, revealed)))
    aligned = [sp.Eq(sum(half * p[k] for p in providers), v) for k, v in user.items()]
    best = sum(half * max(user[a, y] for a in actions) for y in states)
    return sg.Theorem(
        "Exact alignment suffices for every tie rule",
        sp.Implies(sp.And(*facts, *aligned, after <= payoff), value >= best),
        given=[bias >= 0],
        source="own example",
    )
