"""The games of the textbooks: derived answers against the published closed forms, at exact random points.

Each case has a game, a condition on the parameters and the published answer there, written as plain arithmetic on
values: nothing of the solver is used.  The first game of each list entry is solved once.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog import bertrand, contests, cournot, delegation, public_goods, research, trade

POINTS = 8


@dataclass(frozen=True)
class Known:
    """A published answer on a part of the parameter space."""

    name: str
    make: Callable[[], Any]
    where: Callable[[Any], Any]
    answer: Callable[[Any], dict[str, Any]]
    beside: Callable[[Any, dict[str, Any]], bool] | None = None
    """What holds of every outcome that the published answer leaves out."""


def always(p):
    return True


def triopoly(p):
    total = p.c_1 + p.c_2 + p.c_3
    return {f"q_{i}": (p.a - 4 * c + total) / (4 * p.b) for i, c in enumerate((p.c_1, p.c_2, p.c_3), 1)}


def contest_of_three(p):
    prize = 2 / (1 / p.V_1 + 1 / p.V_2 + 1 / p.V_3)
    return {f"x_{i}": prize * (1 - prize / v) for i, v in enumerate((p.V_1, p.V_2, p.V_3), 1)}


def contest_of_two(p):
    prize = 1 / (1 / p.V_1 + 1 / p.V_2)
    return {"x_1": prize * (1 - prize / p.V_1), "x_2": prize * (1 - prize / p.V_2), "x_3": 0}


def chains(p):
    w = (p.a * (2 + p.d) + p.c * (2 - p.d**2)) / (4 - p.d - 2 * p.d**2)
    price = (p.a + w) / (2 - p.d)
    return {"w_1": w, "w_2": w, "p_1": price, "p_2": price}


def leadership(p):
    first = (2 * p.a + p.a * p.d + p.c * p.d + 2 * p.c - p.c * p.d**2) / (2 * (2 - p.d**2))
    return {"p_1": first, "p_2": (p.a + p.c + p.d * first) / 2}


def learning(p):
    m = p.a - p.c
    q0 = m * (9 + 4 * p.l) / (2 * (9 - 4 * p.l**2))
    return {"q_0": q0, "q_1": (m + 2 * p.l * q0) / 3, "q_2": (m - p.l * q0) / 3}


def venture(p):
    z = 2 * (1 + p.s) * (p.a - p.c) / (9 * p.k - 2 * (1 + p.s) ** 2)
    return {"z": z, "q_1": (p.a - p.c + z * (1 + p.s)) / 3, "q_2": (p.a - p.c + z * (1 + p.s)) / 3}


def spillovers(p):
    return 2 * (p.a - p.c) * (2 - p.s) / (9 * p.k - 2 * (2 - p.s) * (1 + p.s))


KNOWN = [
    Known(
        "Cournot, three firms produce", lambda: cournot.cournot(3), lambda p: min(triopoly(p).values()) >= 0, triopoly
    ),
    Known(
        "Cournot, the third firm idle", lambda: cournot.cournot(3),
        lambda p: triopoly(p)["q_3"] < 0 and p.a > 2 * p.c_1 - p.c_2 and p.a > 2 * p.c_2 - p.c_1,
        lambda p: {"q_1": (p.a - 2 * p.c_1 + p.c_2) / (3 * p.b), "q_2": (p.a - 2 * p.c_2 + p.c_1) / (3 * p.b), "q_3": 0},
    ),
    Known(
        "Stackelberg, three in turn", lambda: cournot.stackelberg((1, 1, 1)), lambda p: p.a > p.c,
        lambda p: {f"q_{i}": (p.a - p.c) / (2**i * p.b) for i in (1, 2, 3)},
    ),
    Known("Stackelberg, no market", lambda: cournot.stackelberg((1, 1, 1)), lambda p: p.a <= p.c,
          lambda p: {"q_1": 0, "q_2": 0, "q_3": 0}),
    Known(
        "Stackelberg, two leaders and two followers", lambda: cournot.stackelberg((2, 2)), lambda p: p.a > p.c,
        lambda p: {q: (p.a - p.c) / ((3 if q in ("q_1", "q_2") else 9) * p.b) for q in ("q_1", "q_2", "q_3", "q_4")},
    ),
    Known("capacities, neither binds", cournot.cournot_with_capacities, lambda p: 3 * min(p.k_1, p.k_2) >= p.a,
          lambda p: {"q_1": p.a / 3, "q_2": p.a / 3}),
    Known("capacities, one binds", cournot.cournot_with_capacities,
          lambda p: 3 * p.k_1 < p.a and 2 * p.k_2 >= p.a - p.k_1,
          lambda p: {"q_1": p.k_1, "q_2": (p.a - p.k_1) / 2}),
    Known("capacities, both bind", cournot.cournot_with_capacities,
          lambda p: 2 * p.k_1 + p.k_2 < p.a and 2 * p.k_2 + p.k_1 < p.a,
          lambda p: {"q_1": p.k_1, "q_2": p.k_2}),
    Known(
        "capacity commitment, leader's output", cournot.capacity_commitment,
        lambda p: 3 * (p.a - p.w - p.r) <= 2 * (p.a - p.w + p.r),
        lambda p: {"q_1": (p.a - p.w - p.r) / 2, "q_2": (p.a - p.w - p.r) / 4},
    ),
    Known(
        "capacity commitment, limited by credibility", cournot.capacity_commitment,
        lambda p: 3 * (p.a - p.w - p.r) > 2 * (p.a - p.w + p.r),
        lambda p: {"q_1": (p.a - p.w + p.r) / 3, "q_2": (p.a - p.w - 2 * p.r) / 3},
    ),
    Known(
        "mixed duopoly", cournot.mixed_duopoly, always,
        lambda p: {"q_0": (p.a - p.c) * (1 + p.k) / ((1 + p.k) * (2 + p.k) - 1),
                   "q_1": (p.a - p.c) * p.k / ((1 + p.k) * (2 + p.k) - 1)},
    ),
    Known("learning by doing, accommodation", cournot.learning_by_doing, lambda p: p.l * learning(p)["q_0"] < p.a - p.c,
          learning),
    Known("price leadership", bertrand.price_leadership, lambda p: p.a > p.c * (1 - p.d), leadership),
    Known(
        "quantity against price", bertrand.quantity_against_price, always,
        lambda p: {"q_1": p.a * (2 - p.d) / (4 - 3 * p.d**2), "p_2": p.a * (2 - p.d - p.d**2) / (4 - 3 * p.d**2)},
    ),
    Known("one price, both markets", bertrand.uniform_price_for_two_markets, lambda p: p.a < (1 + sp.sqrt(2)) * p.b,
          lambda p: {"p": (p.a + p.b) / 4}),
    Known("one price, small market dropped", bertrand.uniform_price_for_two_markets,
          lambda p: p.a > (1 + sp.sqrt(2)) * p.b, lambda p: {"p": p.a / 2}),
    Known(
        "switching costs", bertrand.switching_costs, always,
        lambda p: {"p_1": p.c + p.t - 2 * p.d * p.s / 3, "p_2": p.c + p.t - 2 * p.d * p.s / 3,
                   "r_1": p.c + p.t, "r_2": p.c + p.t},
    ),
    Known("contest, three active", lambda: contests.lottery_contest(3), lambda p: min(contest_of_three(p).values()) > 0,
          contest_of_three),
    Known("contest, the third drops out", lambda: contests.lottery_contest(3),
          lambda p: p.V_3 < 1 / (1 / p.V_1 + 1 / p.V_2), contest_of_two),
    Known("contest in turn, both active", contests.lottery_contest_in_turn, lambda p: p.V < 2 * p.W,
          lambda p: {"x": p.V**2 / (4 * p.W), "y": p.V / 2 - p.V**2 / (4 * p.W)}),
    Known("contest in turn, deterrence", contests.lottery_contest_in_turn, lambda p: p.V > 2 * p.W,
          lambda p: {"x": p.W, "y": 0}),
    Known("tournament", contests.tournament, always, lambda p: dict.fromkeys(("x", "y"), p.W / (2 * p.s * p.k))),
    Known(
        "research with spillovers", lambda: research.research_with_spillovers(2), lambda p: spillovers(p) <= p.c / 2,
        lambda p: {"z_1": spillovers(p), "z_2": spillovers(p),
                   "q_1": (p.a - p.c + (1 + p.s) * spillovers(p)) / 3,
                   "q_2": (p.a - p.c + (1 + p.s) * spillovers(p)) / 3},
    ),
    Known("joint research", research.joint_research, always, venture),
    Known(
        "quality, then prices", research.quality_then_prices, always,
        lambda p: {"s_1": 1 / (3 * p.k), "s_2": 1 / (3 * p.k), "p_1": p.t, "p_2": p.t},
    ),
    Known(
        "royalty licence", research.royalty_licence, always,
        lambda p: {"r": p.e, "q_1": (p.a - p.c + 2 * p.e) / 3, "q_2": (p.a - p.c - p.e) / 3},
    ),
    Known(
        "private provision, all give", lambda: public_goods.private_provision(3),
        lambda p: 4 * min(p.m_1, p.m_2, p.m_3) > p.m_1 + p.m_2 + p.m_3,
        lambda p: {f"g_{i}": m - (p.m_1 + p.m_2 + p.m_3) / 4 for i, m in enumerate((p.m_1, p.m_2, p.m_3), 1)},
    ),
    Known("private provision, one gives", lambda: public_goods.private_provision(3),
          lambda p: p.m_1 > 2 * max(p.m_2, p.m_3), lambda p: {"g_1": p.m_1 / 2, "g_2": 0, "g_3": 0}),
    Known("provision by the keener", public_goods.provision_by_unequals, lambda p: p.a_1 > p.a_2,
          lambda p: {"x": p.a_1**2, "y": 0}),
    Known("emissions of three countries", lambda: public_goods.emissions(3), always,
          lambda p: dict.fromkeys(("e_1", "e_2", "e_3"), p.b / (1 + 3 * p.d))),
    Known(
        "managers in Cournot", lambda: delegation.managers_in_cournot(2), lambda p: 6 * p.c > p.a,
        lambda p: {"w_1": p.c - (p.a - p.c) / 5, "w_2": p.c - (p.a - p.c) / 5,
                   "q_1": 2 * (p.a - p.c) / 5, "q_2": 2 * (p.a - p.c) / 5},
    ),
    Known(
        "three monopolies in a row", lambda: delegation.successive_monopolies(3), lambda p: p.a > p.c,
        lambda p: {"w_1": (p.a + p.c) / 2, "w_2": (3 * p.a + p.c) / 4, "q": (p.a - p.c) / 8},
    ),
    Known("competing chains", delegation.competing_chains, lambda p: p.a > p.c * (1 - p.d), chains),
    Known(
        "complementary suppliers", delegation.complementary_suppliers, always,
        lambda p: {"w_1": (p.a + p.c) / 3, "w_2": (p.a + p.c) / 3, "q": (p.a - 2 * p.c) / 6},
        beside=lambda p, o: o["q"] == 0 and all(o[w].inf >= p.a - p.c for w in ("w_1", "w_2")),  # each price alone ends trade
    ),
    Known(
        "common agency, both pay", delegation.common_agency, lambda p: p.v_1 < 2 * p.v_2 and p.v_2 < 2 * p.v_1,
        lambda p: {"b_1": (2 * p.v_1 - p.v_2) / 3, "b_2": (2 * p.v_2 - p.v_1) / 3, "e": (p.v_1 + p.v_2) / (3 * p.k)},
    ),
    Known("common agency, one pays", delegation.common_agency, lambda p: 2 * p.v_2 <= p.v_1,
          lambda p: {"b_1": p.v_1 / 2, "b_2": 0, "e": p.v_1 / (2 * p.k)}),
    Known(
        "unions in duopoly", delegation.unions_in_duopoly, always,
        lambda p: {"w_1": (p.a + 2 * p.r) / 3, "w_2": (p.a + 2 * p.r) / 3,
                   "l_1": 2 * (p.a - p.r) / 9, "l_2": 2 * (p.a - p.r) / 9},
    ),
    Known(
        "export subsidies of two countries", trade.export_subsidies, always,
        lambda p: {"s_1": (p.a - p.c) / 5, "s_2": (p.a - p.c) / 5,
                   "q_1": 2 * (p.a - p.c) / 5, "q_2": 2 * (p.a - p.c) / 5},
    ),
    Known("tariff on a monopolist", trade.tariff_on_a_monopolist, lambda p: p.a > p.c,
          lambda p: {"t": (p.a - p.c) / 3, "q": (p.a - p.c) / 3}),
    Known(
        "reciprocal dumping, trade", trade.reciprocal_dumping, lambda p: 2 * p.t < p.a - p.c,
        lambda p: {"x_1": (p.a - p.c + p.t) / 3, "x_2": (p.a - p.c - 2 * p.t) / 3,
                   "y_1": (p.a - p.c - 2 * p.t) / 3, "y_2": (p.a - p.c + p.t) / 3},
    ),
    Known(
        "reciprocal dumping, no trade", trade.reciprocal_dumping, lambda p: 2 * p.t >= p.a - p.c,
        lambda p: {"x_1": (p.a - p.c) / 2, "x_2": 0, "y_1": 0, "y_2": (p.a - p.c) / 2},
    ),
    Known(
        "capital taxes", trade.capital_taxes, lambda p: abs(p.A_1 - p.A_2) < 6 * p.b * p.k,
        lambda p: {"t_1": 2 * p.b * p.k + (p.A_1 - p.A_2) / 3, "t_2": 2 * p.b * p.k - (p.A_1 - p.A_2) / 3},
    ),
    Known("circle, competition", lambda: bertrand.circular_city(reservation=True), lambda p: 2 * p.n * p.v > 3 * p.t,
          lambda p: {"p": p.t / p.n}),
    Known("circle, kink", lambda: bertrand.circular_city(reservation=True),
          lambda p: p.t <= p.n * p.v and 2 * p.n * p.v < 3 * p.t, lambda p: {"p": p.v - p.t / (2 * p.n)}),
    Known("circle, local monopolies", lambda: bertrand.circular_city(reservation=True), lambda p: p.n * p.v < p.t,
          lambda p: {"p": p.v / 2}),
    Known("constant elasticity prices", bertrand.constant_elasticity_prices, always,
          lambda p: {"p": p.c * (1 + (p.n - 1) * p.s) / ((p.n - 1) * (p.s - 1))}),
    Known("patent race, active", contests.patent_race, lambda p: p.V > p.r,
          lambda p: {"x": ((p.n - 1) * p.V - 2 * p.n * p.r
                           + sp.sqrt(((p.n - 1) * p.V) ** 2 + 4 * p.n * p.r * p.V)) / (2 * p.n**2)}),
    Known("logarithmic provision", public_goods.logarithmic_provision, always,
          lambda p: {"g": p.a * p.m / (p.a + p.n)}),
    Known("common pool", public_goods.common_pool, always, lambda p: {"x": p.a / (p.b * (p.n + 1) + 2 * p.c)}),
    Known("prices of differentiated goods", bertrand.differentiated_prices, always,
          lambda p: {"p": (p.a + p.c * (1 + p.d)) / (2 + p.d)}),
]  # fmt: skip


SLOW = ["constant elasticity prices", "research with spillovers"]  # each a game of its own, of the longest


@cache
def solved(game):
    return sg.solve(game)


def draw(game, where, count=POINTS):
    """Exact random values of the parameters that satisfy the game's assumptions and a condition."""
    chance = random.Random(20)
    found = []
    for _ in range(20_000):
        values = {}
        for s in game.parameters:
            number = chance.randint(2, 9) if s.is_integer else sp.Rational(chance.randint(1, 30), chance.choice((1, 2, 3, 4, 10)))
            values[s] = sp.sympify(number)
        if not all(sp.sympify(r.subs(values)) == sp.true for r in game.assume):
            continue
        if not bool(where(SimpleNamespace(**{s.name: v for s, v in values.items()}))):
            continue
        found.append(values)
        if len(found) == count:
            break
    assert len(found) >= 3, "the condition is met too rarely by the draw"
    return found


@pytest.mark.parametrize("known", [pytest.param(k, marks=pytest.mark.slow) if k.name in SLOW else k for k in KNOWN], ids=lambda k: k.name)
def test_published_answer(known):
    game = known.make()
    equilibrium = solved(game)
    assert equilibrium.uncovered is sp.false
    for values in draw(game, known.where):
        published = known.answer(SimpleNamespace(**{s.name: v for s, v in values.items()}))
        outcomes = equilibrium.at(values)
        named = [{s.name: v for s, v in o.items()} for o in outcomes]
        left = [o for o in named if known.beside is not None and any(isinstance(v, sp.Set) for v in o.values())]
        assert all(known.beside(SimpleNamespace(**{s.name: v for s, v in values.items()}), o) for o in left)
        assert len(named) - len(left) == 1, f"several outcomes at {values}: {outcomes}"
        derived = next(o for o in named if o not in left)
        for name, value in published.items():
            difference = sp.sympify(derived[name] - value)
            assert difference == 0 or sp.radsimp(sp.expand(difference)) == 0 or difference.equals(0), (name, values)


VERIFIED = ["Cournot, three firms produce", "Stackelberg, three in turn", "capacities, both bind", "contest in turn, deterrence",
            "joint research", "export subsidies of two countries", "circle, kink", "common pool"]  # fmt: skip


@pytest.mark.parametrize("known", [k for k in KNOWN if k.name in VERIFIED], ids=lambda k: k.name)
def test_verified_from_the_definition(known):
    game = known.make()
    assert sg.verify(game, solved(game)).proved
