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

from collections.abc import Iterator

import sympy as sp

from symgame.logic.verdict import Status, Verdict
from symgame.solve.verify_cases import Case
from symgame.solve.verify_chord import below
from symgame.solve.verify_play import tidy
from symgame.solve.verify_prover import Finding, Prover
from symgame.solve.verify_slope import Reply, shortcut


def no_gain(reply: Reply) -> Iterator[Finding]:
    """The sentences "defined", "no gain" and "ties" at one `Reply`."""
    name = f"{reply.name}: the payoffs have a value"
    if not reply.here:
        yield Finding(name, reply.prover.ask(sp.false))
    for case in reply.here:
        yield from has_value(name, reply.prover, case)
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


def has_value(name: str, prover: Prover, case: Case) -> Iterator[Finding]:
    """That the payoffs of a case have a value: a piece applies, radicands and denominators are as they must be."""
    for given, claims in case.claims:
        yield Finding(name, prover.any(claims, given))
    yield from defined(name, prover.under(case.conditions), case)


def _by_value(reply: Reply) -> Iterator[Finding]:
    unique = bool(reply.earlier)
    for here in reply.here:
        for there in reply.there:
            prover = reply.prover.under((*here.conditions, *reply.domain, *there.conditions, reply.elsewhere))
            if _by_chord(reply, prover, here, there):
                yield Finding(f"{reply.name}: no gain", Verdict(Status.PROVED, by=("chord",)))
                continue
            yield from compare(reply.name, prover, here, there, reply.mover, reply.earlier if unique else ())


def _by_chord(reply: Reply, prover: Prover, here: Case, there: Case) -> bool:
    """Whether the two payoffs are one rational function at two places, and the chord between them does not rise."""
    f, best = there.values[reply.mover], here.values[reply.mover]
    if len(reply.own) != 1 or there.undefined or set(dict(there.roots)) - set(dict(here.roots)):
        return False
    x, y = reply.own[0], reply.at[0]
    if x not in f.free_symbols or tidy(f.xreplace({x: y}) - best) != 0:
        return False
    return below(prover.under(sp.Ne(d, 0) for d in there.nonzero), f, x, y, strict=bool(reply.earlier))


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
