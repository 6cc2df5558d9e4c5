"""The worked examples of persuasion and alignment, exactly: weights, certificates, payoffs, equilibria."""

from __future__ import annotations

import pickle

import pytest
import sympy as sp

import symgame as sg
from symgame.models.profiles import verify_profile

R = sp.Rational
A = (0, 1)
PRIOR = {0: R(3, 5), 1: R(2, 5)}
MATCH = {(a, y): int(a == y) for a in A for y in A}
AGAINST = {k: -2 * v for k, v in MATCH.items()}
SILENCE, TRUTH = sg.babbling(A), sg.full_revelation(A)


def ideologue(action: int, scale=1, bias=2) -> dict:
    return {(a, y): scale * (MATCH[a, y] + bias * int(a == action)) for a in A for y in A}


def mirrored(scale, bias=2, personalised=False) -> sg.PersuasionGame:
    one, two = ideologue(1, 1, bias), ideologue(0, scale, bias)
    return sg.PersuasionGame(PRIOR, [MATCH, MATCH], [[one, two], [two, one]], personalised)


OPPOSED = sg.PersuasionGame(PRIOR, [MATCH, MATCH], [[MATCH, AGAINST], [AGAINST, MATCH]], personalised=False)


def test_prosecutor():
    user = {("acquit", "I"): 1, ("acquit", "G"): 0, ("convict", "I"): 0, ("convict", "G"): 1}
    sender = {(a, y): int(a == "convict") for a, y in user}
    game = sg.PersuasionGame({"I": R(7, 10), "G": R(3, 10)}, [user], [[sender]])
    best = game.best_policy(0, 0)
    assert best.value == R(3, 5)
    joint = {(a, y): game.prior[y] * p for y, row in best.policy.items() for a, p in row.items()}
    assert joint == {("acquit", "I"): R(2, 5), ("convict", "I"): R(3, 10), ("convict", "G"): R(3, 10)}
    p = sp.Symbol("p", real=True)
    value = sg.PersuasionGame({"I": 1 - p, "G": p}, [user], [[sender]]).best_policy(0, 0).value
    for at in (0, R(1, 10), R(3, 10), R(1, 2), R(2, 3), 1):
        assert value.subs(p, at) == min(2 * sp.sympify(at), 1)


def test_two_ideologues():
    game = sg.PersuasionGame(PRIOR, [MATCH], [[ideologue(1)], [ideologue(0)]])
    aligned = game.weak_alignment(0)
    assert aligned.verdict.proved and aligned.verdict.certificate.check()
    assert aligned.weights == (R(1, 2), R(1, 2)) and aligned.offset == {0: -1, 1: -1} and aligned.farkas is None
    first, second = game.best_policy(0, 0), game.best_policy(1, 0)
    assert (first.value, first.user_value) == (R(11, 5), R(3, 5))
    assert sum(PRIOR[y] * row.get(1, 0) for y, row in first.policy.items()) == R(4, 5)
    assert (second.value, second.user_value) == (R(13, 5), R(3, 5))
    floors = (R(3, 5), R(7, 10), R(4, 5), R(9, 10), 1)
    assert [game.best_policy(0, 0, v).value for v in floors] == [R(11, 5), R(21, 10), 2, R(19, 10), R(9, 5)]
    assert [game.best_policy(1, 0, v).value for v in floors] == [R(13, 5), R(5, 2), R(12, 5), R(23, 10), R(11, 5)]
    assert sg.verify(game, [[TRUTH], [TRUTH]]).proved
    assert sg.verify(game, [[SILENCE], [SILENCE]]).refuted
    with pytest.raises(sg.ArgumentError, match="no policy gives the user more than 1"):
        game.best_policy(0, 0, R(11, 10))


def check_strong_farkas(game, directions):
    for user, z in zip(game.users, directions, strict=True):
        for y in game.states:
            assert sum(v for (_, s), v in z.items() if s == y) == 0
        assert sum(z[k] * v for k, v in user.items()) >= 0
    for row in game.providers:
        assert sum(z[k] * v for z, u in zip(directions, row, strict=True) for k, v in u.items()) <= 0
    assert sum(z[k] * v for z, u in zip(directions, game.users, strict=True) for k, v in u.items()) > 0


def test_babbling_is_a_robust_anonymous_equilibrium():
    assert [OPPOSED.weak_alignment(j).weights for j in (0, 1)] == [(1, 0), (0, 1)]
    strong = OPPOSED.strong_alignment()
    assert strong.verdict.refuted and strong.verdict.certificate.check()
    check_strong_farkas(OPPOSED, strong.farkas)
    found = sg.verify(OPPOSED, [SILENCE, SILENCE])
    assert found.proved and found.robust
    for row in sg.deviation_table(OPPOSED, [SILENCE, SILENCE]):
        assert row.current == -R(3, 5) == row.favourable and row.supremum in (None, -R(3, 5))
    alone = sg.PersuasionGame(PRIOR, OPPOSED.users, OPPOSED.providers)
    found = sg.verify(alone, [[SILENCE, SILENCE], [SILENCE, SILENCE]])
    assert found.refuted and found.witness["provider"] == 0 and found.witness["users"] == (0,)
    assert (found.witness["current"], found.witness["payoff"]) == (R(3, 5), 1)


def test_opposed_utilities_scaled_into_the_unit_interval():
    low = {k: R(2, 3) * (1 - v) for k, v in MATCH.items()}
    high = {k: R(1, 3) * v for k, v in MATCH.items()}
    game = sg.PersuasionGame(PRIOR, [MATCH, MATCH], [[high, low], [low, high]], personalised=False)
    assert [game.weak_alignment(j).weights for j in (0, 1)] == [(3, 0), (0, 3)]


@pytest.mark.parametrize("scale, weights", [(2, (R(1, 2), R(1, 4))), (4, (R(1, 2), R(1, 8)))])
def test_mirrored_bias_is_weakly_aligned(scale, weights):
    game = mirrored(scale)
    assert game.weak_alignment(0).weights == weights
    assert game.strong_alignment().verdict.refuted
    assert mirrored(1).strong_alignment().verdict.proved


def test_mirrored_bias_babbling():
    four = sg.deviation_table(mirrored(4), [SILENCE, SILENCE])
    assert {r.current for r in four} == {11} and max(r.supremum for r in four if r.supremum is not None) == 11
    assert max(r.favourable for r in four) == R(63, 5)
    for scale, proved in ((4, True), (3, True), (R(5, 2), False)):
        found = sg.verify(mirrored(scale), [SILENCE, SILENCE])
        assert found.proved == proved and found.refuted != proved
        assert proved or (found.witness["current"], found.witness["payoff"]) == (R(71, 10), R(73, 10))
    favourable = sg.PersuasionGame(
        PRIOR, [MATCH, MATCH], mirrored(4).providers, personalised=False, ties=sg.FavourableTies()
    )
    assert sg.verify(favourable, [SILENCE, SILENCE]).refuted


@pytest.mark.parametrize("bias, threshold, gain", [(R(3, 2), 5, R(1, 50)), (2, 3, R(1, 25)), (3, 2, R(2, 25))])
def test_mirrored_bias_threshold(bias, threshold, gain):
    below, at, above = (sg.verify(mirrored(threshold + d, bias), [SILENCE, SILENCE]) for d in (-R(1, 10), 0, R(1, 10)))
    assert below.refuted and below.witness["gain"] == gain
    assert at.proved and above.proved


@pytest.mark.parametrize("scale, payoff", [(2, R(31, 5)), (3, R(42, 5)), (4, R(53, 5))])
def test_full_revelation_is_an_equilibrium(scale, payoff):
    game = mirrored(scale)
    assert sg.verify(game, [TRUTH, TRUTH]).proved
    rows = sg.deviation_table(game, [TRUTH, TRUTH])
    assert {r.current for r in rows} == {payoff} and max(r.supremum for r in rows if r.supremum is not None) == payoff


def test_symbolic_threshold():
    scale, bias = sp.symbols("M kappa", positive=True)
    game = mirrored(scale, bias)
    region = sg.equilibrium_region(game, [SILENCE, SILENCE], given=[bias > 1])
    same = sg.decide(sp.Equivalent(region.condition, scale * (bias - 1) >= bias + 1), given=[bias > 1])
    assert same.proved
    found = sg.verify(game, [SILENCE, SILENCE])
    assert found.refuted and set(found.witness) == {scale, bias}
    always = sg.equilibrium_region(game, [TRUTH, TRUTH], given=[bias > 1])
    assert always.condition is sp.true


def test_strong_alignment_breaks_babbling():
    one, two = ideologue(1), ideologue(0)
    game = sg.PersuasionGame(PRIOR, [MATCH, MATCH], [[one, one], [two, two]], personalised=False)
    strong = game.strong_alignment()
    assert strong.verdict.proved and strong.weights == (R(1, 2), R(1, 2)) and strong.scales == (1, 1)
    rows = sg.deviation_table(game, [SILENCE, SILENCE])
    assert [{r.current for r in rows if r.provider == i} for i in A] == [{R(6, 5)}, {R(26, 5)}]
    assert max(r.supremum for r in rows if r.provider == 0 and r.supremum is not None) == R(22, 5)
    assert sg.verify(game, [SILENCE, SILENCE]).refuted


def test_two_epsilon_is_tight():
    epsilon = R(1, 10)
    user = {**MATCH, ("s", 0): 1 - 2 * epsilon, ("s", 1): 1 - 2 * epsilon}
    sender = {k: v + (epsilon if k[0] == "s" else -epsilon) for k, v in user.items()}
    game = sg.PersuasionGame({0: R(1, 2), 1: R(1, 2)}, [user], [[sender]])
    aligned = game.weak_alignment(0)
    assert aligned.epsilon == epsilon and aligned.verdict.refuted and aligned.verdict.certificate.check()
    best = game.best_policy(0, 0)
    assert (best.value, best.user_value) == (R(9, 10), R(4, 5)) and best.user_value == game.best_value(0) - 2 * epsilon
    assert sg.verify(game, [[SILENCE]]).proved


def test_hull_form_is_a_distance():
    game = sg.PersuasionGame({0: 1}, [{("a", 0): 2, ("b", 0): 0}], [[{("a", 0): 1, ("b", 0): 0}]])
    assert game.weak_alignment(0).epsilon == 0 and game.weak_alignment(0).weights == (2,)
    hull = game.weak_alignment(0, normalised=True, state_offset=False)
    assert hull.epsilon == R(1, 2) and hull.weights == (1,) and hull.verdict.certificate.check()


def test_values_are_hashable_and_pickle():
    found = verify_profile(OPPOSED, [SILENCE, SILENCE])
    for value in (OPPOSED, found, OPPOSED.weak_alignment(0)):
        assert pickle.loads(pickle.dumps(value)) == value and hash(value) == hash(value)


def test_alignment_with_parameters():
    scale, bias = sp.symbols("M kappa", positive=True)
    found = mirrored(scale, bias).weak_alignment(0, given=[bias > 1])
    assert found.verdict.proved and found.epsilon == 0 and found.region.condition is sp.true
    assert [w.subs({scale: 3, bias: 2}) for w in found.weights] == [R(1, 2), R(1, 6)]
    alone = sg.PersuasionGame(PRIOR, [MATCH], [[ideologue(1, 1, bias)]]).weak_alignment(0)
    assert alone.verdict.refuted
    for value in (R(1, 3), R(1, 2), 1, 2, 5):
        numeric = sg.PersuasionGame(PRIOR, [MATCH], [[ideologue(1, 1, value)]]).weak_alignment(0)
        assert alone.epsilon.subs(bias, value) == numeric.epsilon
        assert not alone.region.holds_at({bias: value})
    strong = mirrored(scale, 2).strong_alignment()
    assert sg.decide(sp.Equivalent(strong.region.condition, sp.Eq(scale, 1))).proved


def test_best_response_dynamics():
    from symgame.models.dynamics import best_response_dynamics

    game = sg.PersuasionGame(PRIOR, [MATCH], [[ideologue(1)], [ideologue(0)]])
    path = best_response_dynamics(game, [[SILENCE], [SILENCE]], rounds=8)
    assert path.ended == "cycle" and path.last.profile in [r.profile for r in path.rounds[:-1]]
    assert max(r.user_values[0] for r in path.rounds) == 1
    # Aligned providers: what they get together is 2 V + 2, by the weights and the offset.
    assert all(sum(r.payoffs) == 2 * r.user_values[0] + 2 for r in path.rounds)
    same = sg.PersuasionGame(PRIOR, [MATCH], [[MATCH], [MATCH]])
    path = best_response_dynamics(same, [[SILENCE], [SILENCE]])
    assert path.ended == "equilibrium" and path.last.user_values == (1,)
    assert sg.verify(same, path.last.profile).proved
    still = best_response_dynamics(OPPOSED, [SILENCE, SILENCE])
    assert still.ended == "equilibrium" and len(still.rounds) == 1
