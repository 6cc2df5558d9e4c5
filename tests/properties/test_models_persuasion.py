"""Random persuasion games: against a float solver, against certificates re-checked here, and by play.

The play of a profile is recomputed by a few lines that know only the definition; a refutation has to show a
gain there, and against a proved equilibrium hundreds of random policies must show none.
"""

from __future__ import annotations

import random
from itertools import product

import pytest
import sympy as sp

import symgame as sg

np = pytest.importorskip("numpy")
optimize = pytest.importorskip("scipy.optimize")
R = sp.Rational
SEEDS = [pytest.param(s, marks=() if s < 50 else pytest.mark.slow) for s in range(500)]


def instance(seed: int, personalised=None, people=None) -> tuple[random.Random, sg.PersuasionGame]:
    rng = random.Random(seed)
    states, actions = range(rng.randint(2, 3)), range(rng.randint(2, 3))
    weights = [rng.randint(1, 6) for _ in states]
    prior = {y: R(w, sum(weights)) for y, w in zip(states, weights, strict=True)}
    people = rng.randint(1, 2) if people is None else people

    def table() -> dict:
        return {(a, y): R(rng.randint(0, 8), 8) for a in actions for y in states}

    users = [table() for _ in range(people)]
    count = rng.randint(1, 3)
    if rng.random() < 0.5:
        providers = [[table() for _ in range(people)] for _ in range(count)]
    else:
        providers = [[combine(u, table(), rng) for u in users] for _ in range(count)]
    return rng, sg.PersuasionGame(prior, users, providers, rng.random() < 0.5 if personalised is None else personalised)


def combine(user: dict, noise: dict, rng: random.Random) -> dict:
    weight = R(rng.randint(0, 4), 4)
    return {k: weight * v + (1 - weight) * noise[k] for k, v in user.items()}


def floats(rows) -> np.ndarray:
    return np.array([[float(v) for v in row] for row in rows])


def least_error(user: dict, providers: list[dict], normalised: bool, state_offset: bool) -> float:
    pairs, states = list(user), sorted({y for _, y in user})
    offsets = states if state_offset else [None]
    rows, bounds = [], []
    for a, y in pairs:
        row = [p[a, y] for p in providers] + [int(c in (y, None)) for c in offsets]
        rows += [[*row, -1], [*(-v for v in row), -1]]
        bounds += [user[a, y], -user[a, y]]
    width = len(providers) + len(offsets)
    equal = [[1] * len(providers) + [0] * (len(offsets) + 1)] if normalised else None
    limits = [(0, None)] * len(providers) + [(None, None)] * len(offsets) + [(0, None)]
    found = optimize.linprog(
        [0] * width + [1], A_ub=floats(rows), b_ub=[float(b) for b in bounds], A_eq=equal,
        b_eq=[1] if normalised else None, bounds=limits,
    )  # fmt: skip
    return found.fun


@pytest.mark.parametrize("seed", SEEDS)
def test_weak_alignment(seed):
    rng, game = instance(seed)
    for j, user in enumerate(game.users):
        providers = [row[j] for row in game.providers]
        normalised, state_offset = rng.random() < 0.5, rng.random() < 0.5
        found = game.weak_alignment(j, normalised=normalised, state_offset=state_offset)
        assert float(found.epsilon) == pytest.approx(least_error(user, providers, normalised, state_offset), abs=1e-7)
        assert found.verdict.proved == (found.epsilon == 0) and found.verdict.refuted == (found.epsilon > 0)
        assert all(w >= 0 for w in found.weights) and (not normalised or sum(found.weights) == 1)
        errors = [
            abs(sum(w * p[a, y] for w, p in zip(found.weights, providers, strict=True)) + found.offset[y] - u)
            for (a, y), u in user.items()
        ]
        assert max(errors) == found.epsilon
        assert (found.farkas is None) == (found.epsilon == 0)
        if found.farkas is not None:
            check_farkas(found.farkas, user, providers, normalised, state_offset)


def check_farkas(z, user, providers, normalised, state_offset):
    for y in {y for _, y in user} if state_offset else [None]:
        assert sum(v for (_, s), v in z.items() if y is None or s == y) == 0
    ceiling = max(sum(z[k] * v for k, v in p.items()) for p in providers)
    gain = sum(z[k] * v for k, v in user.items())
    assert gain > (ceiling if normalised else 0) and (normalised or ceiling <= 0)


@pytest.mark.parametrize("seed", SEEDS[::5])
def test_strong_alignment(seed):
    _, game = instance(seed)
    found = game.strong_alignment()
    assert all(s >= 1 for s in found.scales)
    for j, user in enumerate(game.users):
        for (a, y), u in user.items():
            mixed = sum(w * row[j][a, y] for w, row in zip(found.weights, game.providers, strict=True))
            assert abs(mixed + found.offset[j][y] - found.scales[j] * u) <= found.epsilon
    if found.epsilon > 0:
        assert found.verdict.refuted
        gains = [sum(z[k] * v for k, v in u.items()) for z, u in zip(found.farkas, game.users, strict=True)]
        assert min(gains) >= 0 and sum(gains) > 0
        for row in game.providers:
            assert sum(z[k] * v for z, u in zip(found.farkas, row, strict=True) for k, v in u.items()) <= 0
        for z in found.farkas:
            assert all(sum(v for (_, s), v in z.items() if s == y) == 0 for y in game.states)
    else:
        assert found.verdict.proved and all(game.weak_alignment(j).verdict.proved for j in range(len(game.users)))


@pytest.mark.parametrize("seed", SEEDS)
def test_best_policy(seed):
    rng, game = instance(seed, people=1)
    user, sender = game.users[0], game.providers[0][0]
    actions = game.actions[0]
    silence = max(sum(game.prior[y] * user[a, y] for y in game.states) for a in actions)
    floor = rng.choice([None, silence + R(rng.randint(0, 4), 4) * (game.best_value(0) - silence)])
    best = game.best_policy(0, 0, floor)
    cells = [(a, y) for a in actions for y in game.states]
    rows = [
        [user[b, y] - user[a, y] if c == a else 0 for c, y in cells] for a, b in product(actions, repeat=2) if a != b
    ]
    bounds = [0.0] * len(rows)
    if floor is not None:
        rows.append([-user[k] for k in cells])
        bounds.append(-float(floor))
    equal = floats([[int(z == y) for _, z in cells] for y in game.states])
    found = optimize.linprog(
        [-float(sender[k]) for k in cells], A_ub=floats(rows), b_ub=bounds, A_eq=equal,
        b_eq=[float(game.prior[y]) for y in game.states],
    )  # fmt: skip
    assert float(best.value) == pytest.approx(-found.fun, abs=1e-7)
    assert best.solution.check()
    joint = {(a, y): game.prior[y] * p for y, row in best.policy.items() for a, p in row.items()}
    assert sum(v * sender[k] for k, v in joint.items()) == best.value
    for a, b in product(actions, repeat=2):
        assert sum(joint.get((a, y), 0) * (user[a, y] - user[b, y]) for y in game.states) >= 0
    assert floor is None or sum(v * user[k] for k, v in joint.items()) == best.user_value >= floor


def play(game, profile, before=None):
    """Whom users follow, and providers' payoffs, from the definition; None where an action is tied."""
    chosen, payoffs = [], []
    for j, user in enumerate(game.users):
        policies = [row[j] if game.personalised else row for row in profile]
        values, laws = [], []
        for policy in policies:
            total, law = 0, {}
            for s in {s for row in policy.values() for s in row}:
                mass = {y: game.prior[y] * policy[y].get(s, 0) for y in game.states}
                worth = {a: sum(m * user[a, y] for y, m in mass.items()) for a in game.actions[j]}
                top = max(worth.values())
                total += top
                tied = [a for a, v in worth.items() if v == top]
                if len(tied) > 1 and sum(mass.values()):
                    law = None
                elif law is not None:
                    for y, m in mass.items():
                        law[tied[0], y] = law.get((tied[0], y), 0) + m
            values.append(total)
            laws.append(law)
        best = max(values)
        pick = before[j] if before and values[before[j]] == best else values.index(best)
        if laws[pick] is None:
            return None
        chosen.append(pick)
        payoffs.append([sum(m * row[j][k] for k, m in laws[pick].items()) for row in game.providers])
    return chosen, [[payoffs[j][i] for j in range(len(game.users))] for i in range(len(game.providers))]


def random_policy(rng, game):
    signals = range(rng.randint(1, 3))
    rows = {}
    for y in game.states:
        weights = [rng.choice([0, 0, 1, 2, 5]) for _ in signals]
        weights[rng.choice(signals)] += 1
        rows[y] = {s: R(w, sum(weights)) for s, w in zip(signals, weights, strict=True)}
    return rows


def random_profile(rng, game):
    kinds = [sg.babbling(game.states), sg.full_revelation(game.states), None]

    def one():
        return rng.choice(kinds) or random_policy(rng, game)

    count, people = len(game.providers), len(game.users)
    uniform = rng.choice(kinds[:2]) if rng.random() < 0.5 else None
    if game.personalised:
        return [[uniform or one() for _ in range(people)] for _ in range(count)]
    return [uniform or one() for _ in range(count)]


@pytest.mark.parametrize("seed", SEEDS)
def test_profiles(seed):
    rng, game = instance(seed)
    profile = random_profile(rng, game)
    found = sg.verify(game, profile)
    now = play(game, profile)
    if now is None:
        return
    followed, payoffs = now
    assert found.proved or found.refuted, found.reason
    if found.refuted:
        w = found.witness
        assert w["gain"] == w["payoff"] - w["current"] > 0
        assert w["current"] == sum(payoffs[w["provider"]][j] for j in w["users"])
        after = play(game, replaced(game, profile, w["provider"], w["users"], w["policy"]), followed)
        if after is not None:
            assert sum(after[1][w["provider"]][j] for j in w["users"]) == w["payoff"]
        return
    for _ in range(60):
        i, policy = rng.randrange(len(game.providers)), random_policy(rng, game)
        users = (rng.randrange(len(game.users)),) if game.personalised else tuple(range(len(game.users)))
        after = play(game, replaced(game, profile, i, users, policy), followed)
        assert after is None or sum(after[1][i][j] for j in users) <= sum(payoffs[i][j] for j in users)


def replaced(game, profile, i, users, policy):
    if not game.personalised:
        return [policy if k == i else p for k, p in enumerate(profile)]
    return [[policy if k == i and j in users else p for j, p in enumerate(row)] for k, row in enumerate(profile)]


@pytest.mark.parametrize("seed", range(40))
def test_equilibria_of_aligned_providers_serve_every_user(seed):
    """Under exact weak alignment every personalised equilibrium gives each user the full-information value."""
    rng, game = instance(seed, personalised=True, people=1)
    opposite = {k: 2 * game.users[0][k] - v for k, v in game.providers[0][0].items()}
    game = sg.PersuasionGame(dict(game.prior), game.users, [game.providers[0], [opposite]])
    assert game.weak_alignment(0).verdict.proved
    profile = random_profile(rng, game)
    if play(game, profile) is not None and sg.verify(game, profile).proved:
        user, (states, actions) = game.users[0], (game.states, game.actions[0])

        def worth(policy, signal):
            return max(sum(game.prior[y] * policy[y].get(signal, 0) * user[a, y] for y in states) for a in actions)

        values = [sum(worth(p[0], s) for s in {s for row in p[0].values() for s in row}) for p in profile]
        assert max(values) == game.best_value(0)
