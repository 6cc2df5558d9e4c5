"""Perfect Bayesian equilibria of small signalling games."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog import signalling

P, K = sp.symbols("p k", positive=True)
R = sp.Rational


def beer_quiche(prior, cost):
    def after(signal, strong):
        lost = 0 if (signal == "beer") == strong else cost
        return sg.tree("R", signal, Duel=(-lost, int(not strong)), Retreat=(2 - lost, int(strong)))

    def sender(name, strong):
        return sg.tree("S", name, beer=after("beer", strong), quiche=after("quiche", strong))

    return sg.chance(strong=(prior, sender("strong", True)), weak=(1 - prior, sender("weak", False))).game(["S", "R"])


def pooled(branch):
    return branch.outcome["strong"] == branch.outcome["weak"]


def test_beer_and_quiche():
    assert signalling.beer_quiche() == beer_quiche(P, K)
    found = sg.solve(signalling.beer_quiche(), concept=sg.PerfectBayesian())
    assert found.uncovered is sp.false
    pools = {b.outcome["strong"]: b for b in found.branches if pooled(b)}
    assert set(pools) == {"beer", "quiche"}
    for b in pools.values():
        assert sg.decide(sp.Equivalent(b.region.condition, sp.And(P >= R(1, 2), K <= 2)), given=[P < 1]).proved
    assert pools["beer"].strategies[sg.Belief("beer")] == P
    mu = sp.Symbol("mu", real=True)
    assert sg.decide(sp.Equivalent(pools["beer"].strategies[sg.Belief("quiche")], sp.And(mu >= 0, mu <= R(1, 2)))).proved
    separating = [b for b in found.branches if {b.outcome["strong"], b.outcome["weak"]} == {"beer", "quiche"}]
    (apart,) = separating
    assert sg.decide(sp.Equivalent(apart.region.condition, K >= 2), given=[P < 1]).proved
    (semi,) = [b for b in found.branches if isinstance(b.outcome["weak"], sg.Lottery)]
    assert sg.decide(sp.Equivalent(semi.region.condition, sp.And(K < 2, P < R(1, 2))), given=[P < 1]).proved
    assert sp.cancel(semi.strategies[sg.Belief("beer")] - R(1, 2)) == 0


def test_the_intuitive_criterion_drops_quiche():
    found = sg.solve(beer_quiche(P, K), concept=sg.PerfectBayesian(intuitive=True))
    assert {b.outcome["strong"] for b in found.branches if pooled(b)} == {"beer"}
    assert found.uncovered is sp.false


@pytest.mark.parametrize("prior", [R(1, 4), R(1, 2), R(9, 10)])
@pytest.mark.parametrize("cost", [R(1, 2), 1, 3])
def test_every_branch_is_a_nash_equilibrium_of_the_strategic_form(prior, cost):
    game = beer_quiche(prior, sp.Integer(1) * cost)
    found = sg.solve(game, concept=sg.PerfectBayesian())
    normal = game.to_normal_form()
    assert found.branches
    for b in found.branches:
        choice = {k: (v.probabilities if isinstance(v, sg.Lottery) else {v: sp.S.One}) for k, v in b.outcome.items()}
        weights = []
        for i in range(len(game.players)):
            own = [k for k, vs in game.members.items() if game.form.owners[vs[0]] == i]
            weights.append([sp.Mul(*(choice[k].get(a, 0) for k, a in zip(own, plan, strict=True))) for plan in normal.actions[i]])

        def expected(i, w):
            return sum(w[0][s[0]] * w[1][s[1]] * normal.payoff(s)[i] for s in normal.profiles())

        for i, player in enumerate(game.players):
            value = expected(i, weights)
            assert sp.nsimplify(value - b.payoffs[player]) == 0
            for k in range(normal.shape[i]):
                pure = [sp.Integer(int(j == k)) for j in range(normal.shape[i])]
                assert value >= expected(i, [pure if j == i else weights[j] for j in (0, 1)])


def test_education_as_a_signal_with_two_types():
    high, low, e = sp.symbols("t_H t_L e", positive=True)
    game = signalling.education()
    found = sg.solve(game, concept=sg.PerfectBayesian())
    (branch,) = [b for b in found.branches if (b.outcome["H"], b.outcome["L"]) == ("educate", "skip")]
    expected = sp.And(low * (high - low) <= e, e <= high * (high - low))
    assert sg.decide(sp.Equivalent(branch.region.condition, expected), given=[low < high, P < 1]).proved


def test_cheap_talk_always_has_babbling():
    """Costless messages: whatever is said, the receiver can ignore it."""

    def talk(able):
        return {m: sg.tree("R", m, act=(1, 1 if able else -1), wait=(0, 0)) for m in ("yes", "no")}

    game = sg.chance(good=(P, sg.tree("S", "g", **talk(True))), bad=(1 - P, sg.tree("S", "b", **talk(False)))).game(["S", "R"])
    found = sg.solve(game, concept=sg.PerfectBayesian())
    assert found.uncovered is sp.false
    for value in (R(1, 4), R(3, 4)):
        assert found.at({P: value}), "an equilibrium at every prior"
        assert not any(o["g"] != o["b"] and o["yes"] != o["no"] for o in found.at({P: value}) if isinstance(o["g"], str))


OUTSIDE = {
    "no chance": sg.tree("A", L=(1, 0), R=(0, 0)).game(["A", "B"]),
    "three types": sg.chance(
        **{f"t{k}": (R(1, 3), sg.tree("S", f"t{k}", a=(0, 0), b=(1, 1))) for k in range(3)}
    ).game(["S", "R"]),
    "three signals": sg.chance(
        **{f"t{k}": (R(1, 2), sg.tree("S", f"t{k}", a=(0, 0), b=(1, 1), c=(2, 2))) for k in range(2)}
    ).game(["S", "R"]),
    "a receiver who sees the type": sg.chance(
        **{f"t{k}": (R(1, 2), sg.tree("S", f"t{k}", a=sg.tree("R", l=(0, 0), r=(1, 1)), b=(1, 1))) for k in range(2)}
    ).game(["S", "R"]),
}  # fmt: skip


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_is_out_of_scope_says_so(name):
    with pytest.raises(sg.UnsupportedError, match="out of scope"):
        sg.solve(OUTSIDE[name], concept=sg.PerfectBayesian())
