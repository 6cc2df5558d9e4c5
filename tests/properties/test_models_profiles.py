"""Equilibrium checks against an independent encoding: every deviation program again, by a float solver.

The oracle finds the reachable profiles of actions, the play of the profile, and the supremum of every provider, audience and set
of attracted users from the definition, with scipy alone.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import pytest
import sympy as sp

import symgame as sg

np = pytest.importorskip("numpy")
optimize = pytest.importorskip("scipy.optimize")
R = sp.Rational
SEEDS = [pytest.param(s, marks=() if s < 15 else pytest.mark.slow) for s in range(450)]


@dataclass
class Oracle:
    prior: dict
    users: list
    providers: list
    actions: list
    policies: list  # [provider][user]
    anonymous: bool

    def __post_init__(self) -> None:
        self.states = [y for y, p in self.prior.items() if p != 0]
        self.values = [[self.value(i, j) for i in range(len(self.providers))] for j in range(len(self.users))]
        self.followed = [v.index(max(v)) for v in self.values]

    def masses(self, i: int, j: int) -> list[dict]:
        policy = self.policies[i][j]
        signals = sorted({s for y in self.states for s in policy[y]}, key=str)
        return [{y: self.prior[y] * policy[y].get(s, 0) for y in self.states} for s in signals]

    def worth(self, table: dict, a: Any, mass: dict) -> Any:
        return sum(m * table[a, y] for y, m in mass.items())

    def value(self, i: int, j: int) -> Any:
        return sum(max(self.worth(self.users[j], a, m) for a in self.actions) for m in self.masses(i, j))

    def reachable(self, crowd: tuple) -> list[tuple]:
        """Profiles of actions that are the strict choice at some posterior; of identical actions the first."""
        found = []
        for chosen in product(self.actions, repeat=len(crowd)):
            rows, possible = [], True
            for j, a in zip(crowd, chosen, strict=True):
                for b in self.actions:
                    lead = [self.users[j][a, y] - self.users[j][b, y] for y in self.states]
                    if b != a and not any(lead):
                        possible &= self.actions.index(a) < self.actions.index(b)
                    elif b != a:
                        rows.append([*(-float(v) for v in lead), 1.0])
            if possible:
                cost, total = [0.0] * len(self.states) + [-1.0], [[1.0] * len(self.states) + [0.0]]
                limits = [(0, None)] * len(self.states) + [(None, 1)]
                result = optimize.linprog(cost, A_ub=rows or None, b_ub=[0.0] * len(rows) or None, A_eq=total, b_eq=[1.0], bounds=limits)
                if result.status == 0 and -result.fun > 1e-9:
                    found.append(chosen)
        return found

    def paid(self, i: int, crowd: tuple) -> dict:
        """What each provider gets from each user of a crowd that follows provider i."""
        found: dict = {}
        options = self.reachable(crowd)
        for mass in self.masses(i, crowd[0]):
            if not sum(mass.values()):
                continue
            best = []
            for j in crowd:
                values = {a: self.worth(self.users[j], a, mass) for a in self.actions}
                best.append({a for a, v in values.items() if v == max(values.values())})
            fits = [c for c in options if all(a in b for a, b in zip(c, best, strict=True))]
            pays = {c: sum(self.worth(self.providers[i][j], a, mass) for j, a in zip(crowd, c, strict=True)) for c in fits}
            chosen = max(fits, key=lambda c: pays[c])
            for k, row in enumerate(self.providers):
                for j, a in zip(crowd, chosen, strict=True):
                    found[k, j] = found.get((k, j), 0) + self.worth(row[j], a, mass)
        return found

    def audiences(self) -> list[tuple]:
        everybody = tuple(range(len(self.users)))
        return [everybody] if self.anonymous else [(j,) for j in everybody]

    def largest_gain(self) -> float:
        gains = [-1.0]
        for audience in self.audiences():
            now: dict = {}
            for k in set(self.followed):
                crowd = tuple(j for j in audience if self.followed[j] == k)
                now |= self.paid(k, crowd) if crowd else {}
            for i in range(len(self.providers)):
                others = [k for k in range(len(self.providers)) if k != i]
                sizes = range(len(audience) + 1) if others else [len(audience)]
                for crowd in (c for n in sizes for c in combinations(audience, n)):
                    best = self.supremum(i, audience, crowd, others)
                    if best is not None:
                        gains.append(best - float(sum(now[i, j] for j in audience)))
        return max(gains)

    def refuge(self, j: int, others: list[int]) -> int:
        top = max(self.values[j][k] for k in others)
        before = self.followed[j]
        return before if before in others and self.values[j][before] == top else next(k for k in others if self.values[j][k] == top)

    def supremum(self, i: int, audience: tuple, crowd: tuple, others: list[int]) -> float | None:
        left = [j for j in audience if j not in crowd]
        base = 0.0
        for k in {self.refuge(j, others) for j in left}:
            there = tuple(j for j in left if self.refuge(j, others) == k)
            paid = self.paid(k, there)
            base += float(sum(paid[i, j] for j in there))
        signals = self.reachable(crowd)
        cells = [(s, y) for s in signals for y in self.states]
        names = [*cells, *((j, s) for j in left for s in signals), "margin"]
        limits = [(0, None)] * len(cells) + [(None, None)] * (len(left) * len(signals))

        def row(entries: dict) -> list[float]:
            return [float(entries.get(n, 0)) for n in names]

        rows = [
            (row({(s, y): self.users[j][b, y] - self.users[j][s[n], y] for y in self.states}), 0.0)
            for n, j in enumerate(crowd) for s in signals for b in self.actions
        ]  # fmt: skip
        strict = False
        for n, j in enumerate(crowd):
            if others:
                away = self.followed[j] != i
                strict |= away
                entries = {(s, y): -self.users[j][s[n], y] for s, y in cells}
                rows.append((row({**entries, "margin": int(away)}), -float(max(self.values[j][k] for k in others))))
        for j in left:
            mine = self.followed[j] == i
            strict |= mine
            for s, b in product(signals, self.actions):
                rows.append((row({**{(s, y): self.users[j][b, y] for y in self.states}, (j, s): -1}), 0.0))
            total = {**{(j, s): 1 for s in signals}, "margin": int(mine)}
            rows.append((row(total), float(max(self.values[j][k] for k in others))))
        equal = [row({(s, z): 1 for s, z in cells if z == y}) for y in self.states]
        data = {
            "A_ub": [r for r, _ in rows] or None, "b_ub": [b for _, b in rows] or None,
            "A_eq": equal, "b_eq": [float(self.prior[y]) for y in self.states],
        }  # fmt: skip
        if strict:
            found = optimize.linprog(row({"margin": -1}), bounds=[*limits, (None, 1)], **data)
            if found.status != 0 or -found.fun < 1e-9:
                return None
        gains = {(s, y): -sum(self.providers[i][j][s[n], y] for n, j in enumerate(crowd)) for s, y in cells}
        found = optimize.linprog(row(gains), bounds=[*limits, (0, 0)], **data)
        return base - found.fun if found.status == 0 else None


def random_policy(rng, states):
    kind = rng.random()
    if kind < 0.3:
        return sg.babbling(states)
    if kind < 0.6:
        return sg.full_revelation(states)
    rows = {}
    for y in states:
        weights = [rng.randint(0, 2) for _ in range(2)]
        weights[0] += not sum(weights)
        rows[y] = {f"s{k}": R(w, sum(weights)) for k, w in enumerate(weights)}
    return rows


def instance(seed: int):
    rng = random.Random(seed)
    states, people, count = list(range(rng.choice([2, 2, 3]))), rng.choice([1, 2, 2, 3]), rng.choice([1, 2, 2, 3])
    actions = list(range(2 if people == 3 else rng.choice([2, 2, 3])))
    weights = [rng.randint(int(rng.random() > 0.1), 5) for _ in states]
    weights[0] += not sum(weights)
    prior = {y: R(w, sum(weights)) for y, w in zip(states, weights, strict=True)}

    def table():
        return {(a, y): R(rng.randint(0, 4), 4) for a in actions for y in states}

    match = {(a, y): R(int(a == y)) for a in actions for y in states}
    users = [match] * people if rng.random() < 0.4 else [table() for _ in range(people)]
    if rng.random() < 0.5:
        providers = [[table() for _ in users] for _ in range(count)]
    else:
        liked = [[(R(rng.randint(0, 3)), R(rng.randint(0, 2)), rng.choice(actions)) for _ in users] for _ in range(count)]
        providers = [
            [{k: w * v + b * int(k[0] == a) for k, v in u.items()} for u, (w, b, a) in zip(users, row, strict=True)]
            for row in liked
        ]
    anonymous, same = rng.random() < 0.6, rng.choice([sg.babbling(states), sg.full_revelation(states), None])
    policies = []
    for _ in range(count):
        row = [same or random_policy(rng, states) for _ in users]
        policies.append([row[0]] * people if anonymous else row)
    return prior, users, providers, actions, policies, anonymous


@pytest.mark.parametrize("seed", SEEDS)
def test_verify(seed):
    prior, users, providers, actions, policies, anonymous = instance(seed)
    game = sg.PersuasionGame(prior, users, providers, not anonymous)
    found = sg.verify(game, [row[0] for row in policies] if anonymous else policies)
    gain = Oracle(prior, users, providers, actions, policies, anonymous).largest_gain()
    assert found.proved == (gain <= 1e-7) and found.refuted == (gain > 1e-7), (found, gain)
