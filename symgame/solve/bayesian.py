"""Perfect Bayesian equilibria of signalling games with two types, two signals and two replies.

Unknown are the probabilities σ_t that type t sends the first signal, ρ_m that the first reply follows signal m, and the
beliefs.  An assessment is an equilibrium when each type's signal is best given ρ, each reply is best given the belief,
and beliefs follow from priors and σ by Bayes' rule after signals that are sent; after a signal that is not sent any
belief may be held (Fudenberg and Tirole 1991, ch. 8).  With two states a reply is best for some belief iff it is best
in one of the states.  Every pattern of sure and mixed choices gives linear equations; its region is what is left.

The intuitive criterion drops an equilibrium when a type that could never gain by the unsent signal is ruled out there,
and the other type would then gain by it (Cho and Kreps 1987).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget, BudgetSpent
from symgame.games.concepts import PerfectBayesian
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.strategies import Lottery
from symgame.games.ties import AllTies
from symgame.logic.decide import QUICK, satisfiable
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.logic.verdict import Status, Verdict
from symgame.printing import Value
from symgame.solve.coverage import coverage
from symgame.solve.equilibrium import Branch, Equilibrium
from symgame.solve.signalling import Signalling, read_signalling

MIXED = "mixed"
SCOPE = (
    "on boundaries where a player is indifferent between sure choices, mixtures of the listed equilibria are not listed; "
    "after a signal that is not sent, other mixed replies may support the same play"
)


@dataclass(frozen=True)
class Belief(Value):
    """The key under which a branch's strategies hold a belief: the probability of the first type at an information set.

    Parameters
    ----------
    infoset : hashable
        The receiver's information set.

    Examples
    --------
    >>> Belief("beer")
    Belief(infoset='beer')
    """

    infoset: Any


@dataclass(frozen=True)
class _Profile:
    """Probabilities of the first signal by type, and of the first reply by signal, with their conditions."""

    signal: tuple[sp.Expr, ...]
    reply: tuple[sp.Expr, ...]
    conditions: tuple[Boolean, ...]


def solve_bayesian(game: ExtensiveFormGame, concept: PerfectBayesian, *, budget: Budget | None = None) -> Equilibrium:
    """Separating, pooling and semi-separating equilibria, each with its region and beliefs.

    Parameters
    ----------
    game : ExtensiveFormGame
    concept : PerfectBayesian
        ``intuitive=True`` keeps what passes the intuitive criterion.
    budget : Budget, optional

    Returns
    -------
    Equilibrium
        Strategies also map `Belief` keys to the probability of the first type: an expression after a sent signal, a
        condition on the symbol ``mu`` after one that is not sent.

    Raises
    ------
    UnsupportedError
        For any other tree.

    Examples
    --------
    >>> from symgame.games.tree_builder import chance, tree
    >>> def after(signal, strong):
    ...     cost = 0 if (signal == "beer") == strong else 1
    ...     return tree("R", signal, Duel=(-cost, int(not strong)), Retreat=(2 - cost, int(strong)))
    >>> sender = lambda t, strong: tree("S", t, beer=after("beer", strong), quiche=after("quiche", strong))
    >>> p = sp.Rational(9, 10)
    >>> game = chance(strong=(p, sender("strong", True)), weak=(1 - p, sender("weak", False))).game(["S", "R"])
    >>> [b.outcome["strong"] for b in solve_bayesian(game, PerfectBayesian(intuitive=True)).branches]
    ['beer']
    """
    known = read_signalling(game)
    meter = (budget or Budget()).start()
    # A type of probability zero is no type; Bayes' rule divides by the priors.
    positive = [r for q in known.priors for r in (sp.Gt(q, 0),) if r != sp.true]
    given = tuple(dict.fromkeys((*game.assume, *positive)))
    branches: list[Branch] = []
    uncovered: Boolean = sp.false
    reason = SCOPE
    try:
        for profile in _profiles(known):
            meter.spend()
            conditions = list(profile.conditions)
            if concept.intuitive:
                conditions += _intuitive(known, profile)
            condition = sp.And(*conditions)
            if condition == sp.false or satisfiable(sp.And(condition, *given), deciders=QUICK).refuted:
                continue
            branches.append(_branch(game, known, profile, Region(reduce_condition(condition, given), given)))
    except BudgetSpent as spent:
        uncovered, reason = sp.true, f"the budget ended after {spent}; give a larger budget="
    if uncovered is sp.false:
        uncovered = coverage([b.region for b in branches], given)
    return Equilibrium(
        game=game, branches=tuple(branches), nonexistence=(), uncovered=uncovered,
        complete=Verdict(Status.UNDECIDED, reason=reason), ties=AllTies(), concept=concept,
        parameters=game.parameters, notes=(reason,),
    )  # fmt: skip


def _gain(known: Signalling, t: int, reply: tuple[sp.Expr, ...]) -> sp.Expr:
    """What type t gains by the first signal over the second."""
    first, second = (r * known.sender[t][m][0] + (1 - r) * known.sender[t][m][1] for m, r in enumerate(reply))
    return sp.expand(first - second)


def _edge(known: Signalling, t: int, m: int) -> sp.Expr:
    """What the receiver gains by the first reply over the second when the type is t."""
    return sp.expand(known.receiver[t][m][0] - known.receiver[t][m][1])


def _weights(known: Signalling, signal: tuple[sp.Expr, ...], m: int) -> tuple[sp.Expr, ...]:
    sent = signal if m == 0 else tuple(1 - s for s in signal)
    return tuple(sp.expand(p * s) for p, s in zip(known.priors, sent, strict=True))


def _profiles(known: Signalling) -> Iterator[_Profile]:
    """Every pattern of sure and mixed choices with its solution and conditions."""
    sure = (sp.S.One, sp.S.Zero, MIXED)
    replies = [sure if k is not None else (sp.S.One,) for k in known.reply_keys]
    for signals in product(sure, repeat=2):
        pooled = signals[0] == signals[1] != MIXED
        unsent = None if not pooled else int(signals[0] == 1)
        for pattern in product(*replies):
            yield from _pattern(known, signals, pattern, unsent)


def _pattern(known: Signalling, signals: Any, pattern: Any, unsent: int | None) -> Iterator[_Profile]:
    ss, rs = sp.symbols("s_0 s_1", real=True), sp.symbols("r_0 r_1", real=True)
    signal = tuple(ss[t] if signals[t] == MIXED else signals[t] for t in (0, 1))
    reply = tuple(rs[m] if pattern[m] == MIXED else pattern[m] for m in (0, 1))
    mixing = [t for t in (0, 1) if signals[t] == MIXED]
    mixed_replies = [m for m in (0, 1) if pattern[m] == MIXED]
    if unsent is not None and mixed_replies == [unsent]:
        yield from _off_path(known, signal, reply, rs[unsent], unsent)
        return
    if len(mixing) != len(mixed_replies):
        return
    senders = _linear([_gain(known, t, reply) for t in mixing], [rs[m] for m in mixed_replies])
    receivers = _linear(
        [sp.Add(*(w * _edge(known, t, m) for t, w in enumerate(_weights(known, signal, m)))) for m in mixed_replies],
        [ss[t] for t in mixing],
    )
    if senders is None or receivers is None:
        return
    values = {**senders[0], **receivers[0]}
    found = _Profile(tuple(_at(x, values) for x in signal), tuple(_at(x, values) for x in reply), ())
    inside = [c for x in values.values() for c in (sp.Gt(x, 0), sp.Lt(x, 1))]
    inside += [sp.Ne(d, 0) for d in (senders[1], receivers[1]) if d.free_symbols]
    yield _Profile(found.signal, found.reply, (*inside, *_best(known, found, mixing, mixed_replies, unsent)))


def _at(value: sp.Expr, values: dict[sp.Symbol, sp.Expr]) -> sp.Expr:
    return sp.factor(value.subs(values)) if values and value.free_symbols else value


def _linear(equations: list[sp.Expr], unknowns: list[sp.Symbol]) -> tuple[dict[sp.Symbol, sp.Expr], sp.Expr] | None:
    """The solution of a square linear system with its determinant; None when it is singular everywhere."""
    if not equations:
        return {}, sp.S.One
    matrix, rhs = sp.linear_eq_to_matrix(equations, unknowns)
    determinant = sp.factor(matrix.det())
    if determinant == 0:
        return None
    solution = matrix.adjugate() * rhs
    return {x: sp.factor(sp.cancel(v / determinant)) for x, v in zip(unknowns, solution, strict=True)}, determinant


def _best(known: Signalling, profile: _Profile, mixing: list[int], mixed_replies: list[int], unsent: int | None) -> Iterator[Boolean]:
    """No type gains by the other signal, and no reply is worse than the other, given the beliefs."""
    for t in (0, 1):
        if t not in mixing:
            gain = sp.factor(_gain(known, t, profile.reply))
            yield sp.Ge(gain, 0) if profile.signal[t] == 1 else sp.Le(gain, 0)
    for m in (0, 1):
        if known.reply_keys[m] is None or m in mixed_replies:
            continue
        first = profile.reply[m] == 1
        if m == unsent:
            edges = [_edge(known, t, m) for t in (0, 1)]
            yield sp.Or(*(sp.Ge(e, 0) if first else sp.Le(e, 0) for e in edges))
        else:
            weights = _weights(known, profile.signal, m)
            total = sp.factor(sp.Add(*(w * _edge(known, t, m) for t, w in enumerate(weights))))
            yield sp.Ge(total, 0) if first else sp.Le(total, 0)


def _off_path(
    known: Signalling, signal: tuple[sp.Expr, ...], reply: tuple[sp.Expr, ...], unknown: sp.Symbol, unsent: int
) -> Iterator[_Profile]:
    """Pooling that needs a mixed reply to the unsent signal: one type is just indifferent, and no sure reply serves."""
    edges = [_edge(known, t, unsent) for t in (0, 1)]
    for t in (0, 1):
        solved = _linear([_gain(known, t, reply)], [unknown])
        if solved is None:
            continue
        value = solved[0][unknown]
        found = _Profile(signal, tuple(_at(r, {unknown: value}) for r in reply), ())
        conditions = [sp.Gt(value, 0), sp.Lt(value, 1), sp.Le(sp.factor(edges[0] * edges[1]), 0)]
        conditions += [sp.Or(sp.Ne(edges[0], 0), sp.Eq(edges[1], 0))]
        conditions += list(_best(known, found, [t], [unsent], unsent))
        for sure in (sp.S.One, sp.S.Zero):
            other = _Profile(signal, tuple(sure if m == unsent else r for m, r in enumerate(reply)), ())
            conditions.append(sp.Not(sp.And(*_best(known, other, [], [], unsent))))
        yield _Profile(found.signal, found.reply, tuple(conditions))


def _value(known: Signalling, profile: _Profile, t: int) -> sp.Expr:
    totals = []
    for m, sent in enumerate((profile.signal[t], 1 - profile.signal[t])):
        r = profile.reply[m]
        totals.append(sent * (r * known.sender[t][m][0] + (1 - r) * known.sender[t][m][1]))
    return sp.expand(sp.Add(*totals))


def _intuitive(known: Signalling, profile: _Profile) -> Iterator[Boolean]:
    """That nobody fails the intuitive criterion at a signal that is not sent."""
    if profile.signal not in ((1, 1), (0, 0)):
        return
    m = 1 if profile.signal[0] == 1 else 0
    if known.reply_keys[m] is None:
        return
    edges = [_edge(known, t, m) for t in (0, 1)]
    possible = [sp.Or(*(sp.Ge(e, 0) for e in edges)), sp.Or(*(sp.Le(e, 0) for e in edges))]
    values = [_value(known, profile, t) for t in (0, 1)]

    def hopeless(t: int) -> Boolean:
        return sp.And(*(sp.Or(sp.Not(possible[r]), sp.Gt(values[t], known.sender[t][m][r])) for r in (0, 1)))

    for t in (0, 1):
        best = [sp.Ge(edges[1 - t], 0), sp.Le(edges[1 - t], 0)]
        tempted = [sp.Or(sp.Not(best[r]), sp.Lt(values[1 - t], known.sender[1 - t][m][r])) for r in (0, 1)]
        yield sp.Not(sp.And(hopeless(t), sp.Not(hopeless(1 - t)), *tempted))


def _choice(labels: tuple[Any, ...], first: sp.Expr) -> Any:
    if first == 1 or first == 0:
        return labels[0] if first == 1 else labels[1]
    return Lottery(((labels[0], first), (labels[1], sp.factor(1 - first))))


def _branch(game: ExtensiveFormGame, known: Signalling, profile: _Profile, region: Region) -> Branch:
    outcome: list[tuple[Any, Any]] = [(k, _choice(known.signals, s)) for k, s in zip(known.sender_keys, profile.signal, strict=True)]
    beliefs: list[tuple[Any, Any]] = []
    for m, key in enumerate(known.reply_keys):
        if key is not None:
            outcome.append((key, _choice(known.replies[m], profile.reply[m])))
            beliefs.append((Belief(key), _belief(known, profile, m)))
    totals = [sp.S.Zero] * len(game.players)
    for t, m, r in product((0, 1), repeat=3):
        sent = profile.signal[t] if m == 0 else 1 - profile.signal[t]
        replied = profile.reply[m] if r == 0 else 1 - profile.reply[m]
        weight = known.priors[t] * sent * replied
        totals = [total + weight * u for total, u in zip(totals, known.payoffs[t][m][r], strict=True)]
    payoffs = tuple((p, sp.factor(sp.cancel(u))) for p, u in zip(game.players, totals, strict=True))
    return Branch(region, (*outcome, *beliefs), tuple(outcome), payoffs)


def _belief(known: Signalling, profile: _Profile, m: int) -> Any:
    """The probability of the first type: by Bayes' rule, or the condition that makes the reply best."""
    weights = _weights(known, profile.signal, m)
    total = sp.cancel(sp.Add(*weights))
    if total != 0:
        return sp.factor(sp.cancel(weights[0] / total))
    mu = sp.Symbol("mu", real=True)
    advantage = sp.collect(sp.expand(mu * _edge(known, 0, m) + (1 - mu) * _edge(known, 1, m)), mu)
    kind = sp.Ge if profile.reply[m] == 1 else sp.Le if profile.reply[m] == 0 else sp.Eq
    return sp.And(kind(advantage, 0), sp.Ge(mu, 0), sp.Le(mu, 1))
