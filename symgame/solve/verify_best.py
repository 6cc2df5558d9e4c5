"""No profitable one-shot deviation: at a history, no other own action gives more, given later play.

Let V_i(h, x) be what mover i gets at history h from playing x when later play follows the strategies, and y = s(h).
The sentence is V_i(h, y) ≥ V_i(h, x) for every x of the domain.  It is proved, in this order,

1. by slope, for one own action on an interval: V_i is continuous in x, its derivative is ≥ 0 left of y and ≤ 0
   right of y (this says nothing across a jump, so continuity comes first and is itself proved);
2. by concavity, for several own actions: the Hessian is negative semidefinite on the box, and the gradient at y
   points out of the box or vanishes;
3. by value, case by case, which is the definition and the only way to a refutation.

Ties: under `FavourEarlier` an x with V_i(h, x) = V_i(h, y) may not be better than y for the mover of the latest
earlier stage, and so on lexicographically; a strict version of 1 to 3 shows that there is no such x.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.logic.verdict import Status, Verdict
from symgame.solve.verify_cases import Case
from symgame.solve.verify_prover import Finding, Prover


@dataclass(frozen=True)
class Reply:
    """One mover at the histories of one case, and everybody's payoff as a function of the own actions.

    Parameters
    ----------
    name : str
    prover : Prover
        Under the region, the history and the conditions of the case.
    own : tuple of Symbol
    at : tuple of Expr
        What the strategy prescribes for `own`.
    domain : tuple of Boolean
    here, there : tuple of Case
        Continuation values at `at`, and at any `own`.
    mover : int
        Place of the mover in the values.
    earlier : tuple of tuple of int
        Movers of earlier stages, latest first, when the tie rule asks for them.
    convex : bool
        Whether the domain is a product of intervals.
    """

    name: str
    prover: Prover
    own: tuple[sp.Symbol, ...]
    at: tuple[sp.Expr, ...]
    domain: tuple[Boolean, ...]
    here: tuple[Case, ...]
    there: tuple[Case, ...]
    mover: int
    earlier: tuple[tuple[int, ...], ...] = ()
    convex: bool = True

    @property
    def elsewhere(self) -> Boolean:
        """That the own actions differ from the prescribed ones."""
        return sp.Or(*(sp.Ne(x, y) for x, y in zip(self.own, self.at, strict=True)))


def no_gain(reply: Reply) -> Iterator[Finding]:
    """The sentences "defined", "no gain" and "ties" at one `Reply`."""
    for case in reply.here:
        yield from defined(f"{reply.name}: the payoffs have a value", reply.prover.under(case.conditions), case)
    strict = bool(reply.earlier)
    if strict and shortcut(reply, strict=True):
        yield Finding(f"{reply.name}: no gain, unique", Verdict(Status.PROVED, by=("slope",)))
        return
    if shortcut(reply, strict=False):
        yield Finding(f"{reply.name}: no gain", Verdict(Status.PROVED, by=("slope",)))
        if strict:
            yield from _ties(reply)
        return
    yield from _by_value(reply)


def defined(name: str, prover: Prover, case: Case) -> Iterator[Finding]:
    """That no denominator of a case vanishes where the case applies."""
    for d in case.nonzero:
        yield Finding(name, prover.ask(sp.Ne(d, 0)))


def shortcut(reply: Reply, *, strict: bool) -> bool:
    """Whether slope or concavity proves that the prescribed action is (the only) best."""
    if not reply.convex:
        return False
    cases = tuple(c for c in reply.there if reply.prover.possible((*reply.domain, *c.conditions)))
    if any(c.undefined for c in cases) or not cases:
        return False
    if any(p == 0 and c.values[reply.mover].has(u) for c in cases for u, p in c.roots):
        return False  # any of a set of later actions may be played: no slope
    if not _regular(reply, cases):
        return False
    if len(reply.own) == 1:
        return all(_slope(reply, c, strict=strict) for c in cases)
    return len(cases) == 1 and _concave(reply, cases[0], strict=strict)


def _regular(reply: Reply, cases: tuple[Case, ...]) -> bool:
    """Whether the mover's payoff is defined and continuous in the own actions on the whole domain."""
    for c in cases:
        given = (*reply.domain, *c.conditions)
        if not all(reply.prover.proves(sp.Ne(d, 0), given) for d in c.nonzero):
            return False
    for one, other in combinations(cases, 2):
        moving = _depends((*one.roots, *other.roots), reply.own)
        given = (*reply.domain, *_closure(one, moving), *_closure(other, moving))
        if not reply.prover.proves(sp.Eq(one.values[reply.mover] - other.values[reply.mover], 0), given):
            return False
    return True


def _depends(roots: Iterable[tuple[sp.Symbol, sp.Expr]], own: Iterable[sp.Symbol]) -> set[sp.Symbol]:
    """The own actions and the unknowns that move with them."""
    found = set(own)
    listed = list(roots)
    for _ in listed:
        found |= {u for u, p in listed if p.free_symbols & found}
    return found


def _closure(case: Case, moving: set[sp.Symbol]) -> tuple[Boolean, ...]:
    """Conditions of a case with strict inequalities in moving symbols made weak: a superset of its closure."""
    return tuple(_weak(c) if c.free_symbols & moving else c for c in case.conditions)


def _weak(condition: Boolean) -> Boolean:
    if isinstance(condition, sp.And | sp.Or):
        return condition.func(*(_weak(a) for a in condition.args))
    if isinstance(condition, sp.Ne | sp.Not):
        return sp.true
    if isinstance(condition, sp.StrictGreaterThan):
        return sp.Ge(condition.lhs, condition.rhs)
    if isinstance(condition, sp.StrictLessThan):
        return sp.Le(condition.lhs, condition.rhs)
    return condition


def _interior(conditions: Iterable[Boolean], x: sp.Symbol) -> tuple[Boolean, ...]:
    """Weak inequalities with x on a side of its own made strict: this leaves out single points only."""
    found = []
    for c in conditions:
        if isinstance(c, sp.Ge | sp.Le):
            slope = sp.diff(c.lhs - c.rhs, x)
            if slope.is_number and slope.is_nonzero:
                c = (sp.Gt if isinstance(c, sp.Ge) else sp.Lt)(c.lhs, c.rhs)
        found.append(c)
    return tuple(found)


def _slope(reply: Reply, case: Case, *, strict: bool) -> bool:
    x, y = reply.own[0], reply.at[0]
    vanishing = {sp.Eq(p, 0) for _, p in case.roots}
    if any(isinstance(c, sp.Eq) and c not in vanishing and x in c.free_symbols for c in case.conditions):
        return True  # single points, which continuity covers
    given = (*_interior(reply.domain, x), *_interior(case.conditions, x))
    slope = _derivative(case, case.values[reply.mover], x)
    if slope is None or not all(reply.prover.proves(sp.Ne(d, 0), given) for d in slope[1]):
        return False
    up, down = (sp.Gt, sp.Lt) if strict else (sp.Ge, sp.Le)
    left = up(slope[0], 0), (*given, sp.Lt(x, y))
    right = down(slope[0], 0), (*given, sp.Gt(x, y))
    return reply.prover.proves(*left) and reply.prover.proves(*right)


def _derivative(case: Case, value: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, list[sp.Expr]] | None:
    """The total derivative, unknowns by the implicit function theorem, and what may not vanish for it."""
    if value.has(sp.Derivative, sp.Function) and not value.has(sp.log, sp.exp):
        return None
    slopes: dict[sp.Symbol, sp.Expr] = {}
    nonzero = []
    for u, p in case.roots:
        partial = sp.diff(p, x) + sum((sp.diff(p, w) * s for w, s in slopes.items()), sp.S.Zero)
        if partial != 0:
            nonzero.append(sp.diff(p, u))
            slopes[u] = -partial / sp.diff(p, u)
    total = sp.diff(value, x) + sum((sp.diff(value, w) * s for w, s in slopes.items()), sp.S.Zero)
    return total, nonzero


def _concave(reply: Reply, case: Case, *, strict: bool) -> bool:
    value = case.values[reply.mover]
    if set(reply.own) & set().union(*(c.free_symbols for c in case.conditions), set()):
        return False
    hessian = -sp.hessian(value, reply.own)
    n = len(reply.own)
    leading = [hessian[:k, :k].det() for k in range(1, n + 1)]
    definite = reply.prover.all_proved((sp.Gt(d, 0) for d in leading), reply.domain)
    if not definite:
        if strict:
            return False
        places = [s for k in range(1, n + 1) for s in combinations(range(n), k)]
        minors = (hessian.extract(list(s), list(s)).det() for s in places)
        if not reply.prover.all_proved((sp.Ge(d, 0) for d in minors), reply.domain):
            return False
    put = dict(zip(reply.own, reply.at, strict=True))
    pairs = zip(reply.own, reply.at, strict=True)
    claims = (sp.Le(sp.diff(value, x).xreplace(put) * (x - y), 0) for x, y in pairs)
    return reply.prover.all_proved(claims, reply.domain)


def _by_value(reply: Reply) -> Iterator[Finding]:
    unique = bool(reply.earlier)
    for here in reply.here:
        for there in reply.there:
            prover = reply.prover.under((*here.conditions, *reply.domain, *there.conditions, reply.elsewhere))
            yield from compare(reply.name, prover, here, there, reply.mover, reply.earlier if unique else ())


def _ties(reply: Reply) -> Iterator[Finding]:
    for here in reply.here:
        for there in reply.there:
            prover = reply.prover.under((*here.conditions, *reply.domain, *there.conditions, reply.elsewhere))
            if not there.undefined:
                yield from _lexicographic(reply.name, prover, here, there, (reply.mover,), reply.earlier)


def compare(
    name: str, prover: Prover, here: Case, there: Case, mover: int, earlier: tuple[tuple[int, ...], ...]
) -> Iterator[Finding]:
    """That `here` is at least as good as `there` for the mover, and in a tie for the movers before.

    Where `there` is not defined it is no deviation.
    """
    if there.undefined:
        return
    prover = prover.under(sp.Ne(d, 0) for d in there.nonzero)
    gap = here.values[mover] - there.values[mover]
    if earlier and prover.proves(sp.Gt(gap, 0)):
        yield Finding(f"{name}: no gain, unique", Verdict(Status.PROVED, by=("value",)))
        return
    yield Finding(f"{name}: no gain", prover.ask(sp.Ge(gap, 0)))
    if earlier:
        yield from _lexicographic(name, prover, here, there, (mover,), earlier)


def _lexicographic(
    name: str,
    prover: Prover,
    here: Case,
    there: Case,
    equal: tuple[int, ...],
    earlier: tuple[tuple[int, ...], ...],
) -> Iterator[Finding]:
    """Among ties the movers of the latest earlier stage do not prefer the other action, and so on."""
    tied = tuple(sp.Eq(here.values[k] - there.values[k], 0) for k in equal)
    if not earlier or not prover.possible(tied):
        return
    level, rest = tuple(k for k in earlier[0] if k not in equal), earlier[1:]
    if level:
        gaps = [here.values[k] - there.values[k] for k in level]
        claim = sp.And(*(sp.Ge(g, 0) for g in gaps))
        if len(gaps) > 1:
            claim = sp.Or(claim, *(sp.Gt(g, 0) for g in gaps))
        verdict = prover.ask(claim, tied)
        if verdict.refuted and len(gaps) > 1:
            verdict = Verdict(Status.UNDECIDED, reason="all earlier movers may prefer another choice")
        yield Finding(f"{name}: indifferent, the earlier mover's choice", verdict)
    yield from _lexicographic(name, prover, here, there, (*equal, *level), rest)
