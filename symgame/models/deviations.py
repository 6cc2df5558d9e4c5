"""What a provider can gain by another policy: one linear program for each set of users that it attracts.

Provider i changes its policy for an audience J.  For T ⊆ J to follow it, signals are profiles s of actions of
T that the tie rule lets count (merging signals only lowers the other users' values):

    maximise Σ_{j ∈ T} Σ U_ij(s_j, y) x(s, y)  subject to  Σ_s x(s, y) = μ(y),  x >= 0,
    Σ_y (u_j(s_j, y) − u_j(b, y)) x(s, y) >= 0       for all s, j ∈ T and b         (obedience),
    Σ u_j(s_j, y) x(s, y) >= v_j                     for j ∈ T                      (attract),
    Σ_s t_js <= v_j,  t_js >= Σ_y u_j(b, y) x(s, y)  for j ∉ T and all b            (leave),

v_j the best rival value.  A tie goes to the provider of before: who followed another one has to be attracted
strictly, who followed i has to be sent away strictly.  Where that is possible, the optimum of the weak
program is the supremum; where it is not, T cannot be reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import sympy as sp

from symgame.errors import UndecidedError
from symgame.logic.linear import LinearProgram, LinearSolution
from symgame.logic.linear_solve import solve_linear
from symgame.models.persuasion import PersuasionGame
from symgame.models.play import Profile, audience_payoffs, follow, reachable, user_value
from symgame.models.policies import Policy


@dataclass(frozen=True)
class Attempt:
    """One program: provider, audience number, the attracted users, and the setting around it.

    `base` is what the provider gets from users of the audience who go elsewhere; `rivals` are the values v_j
    for the users of the audience (None without rivals); `strict` are users whose row has to be strict.
    """

    provider: int
    audience: int
    users: tuple[int, ...]
    attracted: tuple[int, ...]
    rivals: tuple[sp.Expr | None, ...]
    strict: tuple[int, ...]
    base: sp.Expr

    def rival(self, j: int) -> sp.Expr | None:
        """v_j."""
        return self.rivals[self.users.index(j)]


def attempts(game: PersuasionGame, profile: Profile, followed: Sequence[int]) -> Iterator[Attempt]:
    """All programs of all providers.

    Examples
    --------
    >>> from symgame.models.play import read_profile
    >>> game = PersuasionGame({0: 1}, [{(0, 0): 3}], [[{(0, 0): 5}]])
    >>> [a.attracted for a in attempts(game, read_profile(game, [[{0: {"s": 1}}]]), (0,))]
    [(0,)]
    """
    for i in range(len(game.provider_tables)):
        for n in range(len(profile.audiences)):
            yield from provider_attempts(game, profile, followed, i, n)


def provider_attempts(
    game: PersuasionGame, profile: Profile, followed: Sequence[int], i: int, n: int
) -> Iterator[Attempt]:
    """The programs of one provider and audience, one for each set that it can try to attract."""
    users = profile.audiences[n]
    others = [k for k in range(len(game.provider_tables)) if k != i]
    rivals: list[sp.Expr | None] = []
    refuge: dict[int, int] = {}
    for j in users:
        offers = [user_value(game, j, profile.policy(k, j)) for k in others]
        rivals.append(max(offers) if offers else None)
        if offers:
            before = others.index(followed[j]) if followed[j] in others else None
            refuge[j] = others[follow(offers, before)]
    sizes = range(len(users) + 1) if others else [len(users)]
    for size in sizes:
        for attracted in combinations(users, size):
            left = [j for j in users if j not in attracted]
            strict = [j for j in attracted if others and followed[j] != i] + [j for j in left if followed[j] == i]
            base = _elsewhere(game, profile, i, left, refuge)
            yield Attempt(i, n, users, attracted, tuple(rivals), tuple(strict), base)


def _elsewhere(game: PersuasionGame, profile: Profile, i: int, left: Sequence[int], refuge: dict[int, int]) -> sp.Expr:
    total = sp.S.Zero
    for k in sorted({refuge[j] for j in left}):
        crowd = tuple(j for j in left if refuge[j] == k)
        total += sp.Add(*audience_payoffs(game, k, crowd, profile.policy(k, crowd[0]))[i])
    return sp.expand(total)


def program(game: PersuasionGame, attempt: Attempt, margin: Any = 0) -> LinearProgram:
    """The linear program of an attempt; strict rows get `margin`, a number or the name of a variable.

    Examples
    --------
    >>> from symgame.models.play import read_profile
    >>> game = PersuasionGame({0: 1}, [{(0, 0): 3}], [[{(0, 0): 5}]])
    >>> attempt = next(attempts(game, read_profile(game, [[{0: {"s": 1}}]]), (0,)))
    >>> solve_linear(program(game, attempt)).value
    5
    """
    support = [(y, p) for y, p in game.prior_items if p != 0]
    signals = reachable(game, attempt.attracted)
    equal = [({(s, y): 1 for s in signals}, p) for y, p in support]
    at_most: list[tuple[dict[Any, Any], Any]] = []
    objective: dict[Any, Any] = {}
    for n, j in enumerate(attempt.attracted):
        table, gains = game.users[j], game.providers[attempt.provider][j]
        for s in signals:
            for y, _ in support:
                objective[s, y] = objective.get((s, y), sp.S.Zero) + gains[s[n], y]
            for b in game.actions[j]:
                row = {(s, y): table[b, y] - table[s[n], y] for y, _ in support}
                if any(v != 0 for v in row.values()):
                    at_most.append((row, 0))
        floor = attempt.rival(j)
        if floor is not None:
            value = {(s, y): -table[s[n], y] for s in signals for y, _ in support}
            at_most.append(_with_margin(value, -floor, j, attempt, margin))
    for j in attempt.users:
        if j not in attempt.attracted:
            at_most += _leave_rows(game, j, signals, [y for y, _ in support])
            ceiling = attempt.rival(j)
            total = {("t", j, s): 1 for s in signals}
            at_most.append(_with_margin(total, ceiling, j, attempt, margin))
    free = [("t", j, s) for j in attempt.users if j not in attempt.attracted for s in signals]
    return LinearProgram({k: v for k, v in objective.items() if v != 0}, equal=equal, at_most=at_most, free=free)


def _leave_rows(game: PersuasionGame, j: int, signals: Sequence[Any], support: Sequence[Any]) -> list[Any]:
    table = game.users[j]
    return [({**{(s, y): table[b, y] for y in support}, ("t", j, s): -1}, 0) for s in signals for b in game.actions[j]]


def _with_margin(row: dict[Any, Any], bound: Any, j: int, attempt: Attempt, margin: Any) -> tuple[dict[Any, Any], Any]:
    if j not in attempt.strict:
        return row, bound
    return ({**row, margin: 1}, bound) if isinstance(margin, str) else (row, bound - margin)


def largest_margin(game: PersuasionGame, attempt: Attempt) -> sp.Expr | None:
    """How strictly the strict rows can hold at once, at most 1; None when not even weakly."""
    if not attempt.strict:
        plain = program(game, attempt)
        rows = [(dict(pairs), bound) for pairs, bound in plain.at_most]
        equal = [(dict(pairs), bound) for pairs, bound in plain.equal]
        return sp.S.One if finished(LinearProgram({}, equal=equal, at_most=rows, free=plain.free)).optimal else None
    plain = program(game, attempt, "margin")
    rows = [(dict(pairs), bound) for pairs, bound in plain.at_most]
    equal = [(dict(pairs), bound) for pairs, bound in plain.equal]
    solution = finished(
        LinearProgram({"margin": 1}, equal=equal, at_most=[*rows, ({"margin": 1}, 1)], free=(*plain.free, "margin"))
    )
    return solution.value if solution.optimal and solution.value is not None and solution.value >= 0 else None


def finished(linear: LinearProgram) -> LinearSolution:
    """The solution of a program without parameters in its constraints; `UndecidedError` when unfinished."""
    solution = solve_linear(linear)
    if not solution.optimal and not solution.infeasible:
        raise UndecidedError(f"a deviation program was not finished: {solution.reason or solution.status.value}")
    return solution


def deviation_policy(game: PersuasionGame, attempt: Attempt, solution: LinearSolution) -> Policy:
    """The policy that a solution of an attempt's program stands for; signals are profiles of actions."""
    table: dict[Any, dict[Any, Any]] = {}
    signals = reachable(game, attempt.attracted)
    for y, p in game.prior_items:
        row = {_name(s): solution.point[s, y] / p for s in signals if (s, y) in solution.point} if p != 0 else {}
        table[y] = row or {_name(signals[0]): sp.S.One}
    return Policy(table)


def _name(signal: tuple[Any, ...]) -> Any:
    return signal[0] if len(signal) == 1 else signal or "silence"
