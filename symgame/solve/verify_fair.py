"""The egalitarian and the Kalai-Smorodinsky share against their definitions.

Both maximise a smallest value r_i(x) over X⁺, with r_i = g_i or r_i = g_i/m_i where m_i is the largest gain of i on
X⁺ (parties with m_i = 0 left out).  Along one share it is enough that, on each side of y, the value of some party who
has the smallest one at y does not rise.

A maximiser e of g_i over X⁺ obeys necessary conditions: it lies in X⁺, it is an end of X, or a zero of some other
gain, or g_i′(e) = 0, and g_i(e) is at least g_i at y and at every acceptable end.  What is proved under these
conditions alone holds with m_i = g_i(e); that m_i is attained follows from continuity on a closed bounded X.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.logic.verdict import Status, Verdict
from symgame.solve.verify_cases import Case, Names
from symgame.solve.verify_deal import Deal
from symgame.solve.verify_ideals import Ideal, Pieces
from symgame.solve.verify_prover import Finding, Prover
from symgame.solve.verify_unimodal import not_above, sides


def egalitarian(deal: Deal) -> Iterator[Finding]:
    """The sentences about the share with the largest smallest gain."""
    here = deal.gains(deal.here)
    ones = (sp.S.One,) * len(here)
    if _sides(deal, deal.prover, here, ones):
        yield Finding(deal.name, Verdict(Status.PROVED, by=("slope",)))
        return
    if _by_odds(deal):
        yield Finding(deal.name, Verdict(Status.PROVED, by=("signs of coefficients",)))
        return
    for case in deal.cases():
        yield Finding(deal.name, _smallest_is_largest(deal, deal.prover, case, ones))


def _by_odds(deal: Deal) -> bool:
    """Whether on each side of y a party with the smallest gain gets no more, for gains with powers of the share."""
    place, listed = deal.place(), list(deal.cases())
    if place is None or len(listed) != 1:
        return False
    (case,), x = listed, deal.shares[0]
    gains = deal.gains(case)
    found = [False, False]
    for i, gain in enumerate(gains):
        others = (gain - h for j, h in enumerate(gains) if j != i)
        if all(not_above(place, case, gap, x, deal.domain) for gap in others):
            found = [a or b for a, b in zip(found, sides(place, case, gain, x, deal.domain), strict=True)]
    return all(found)


def _sides(deal: Deal, prover: Prover, here: tuple[sp.Expr, ...], ideals: tuple[sp.Expr, ...]) -> bool:
    """Whether on each side of y the relative gain of a party with the smallest one does not rise."""
    case = deal.smooth()
    if case is None:
        return False
    found = [False, False]
    for i, gain in enumerate(deal.gains(case)):
        if all(found):
            break
        falls = deal.sided(sp.diff(gain, deal.shares[0]), case)
        wanted = [k for k in (0, 1) if falls[k] and not found[k]]
        if wanted and _has_smallest(prover, here, ideals, i):
            for k in wanted:
                found[k] = True
    x, y = deal.shares[0], deal.at[0]
    beyond = (sp.Lt(x, y), sp.Gt(x, y))
    return all(found[k] or not deal.prover.possible((*deal.domain, *case.conditions, beyond[k])) for k in (0, 1))


def _has_smallest(prover: Prover, here: tuple[sp.Expr, ...], ideals: tuple[sp.Expr, ...], i: int) -> bool:
    others = [j for j in range(len(here)) if j != i]
    claims = (sp.Le(here[i] * ideals[j] - here[j] * ideals[i], 0) for j in others)
    return prover.all_proved(claims)


def _smallest_is_largest(deal: Deal, prover: Prover, case: Case, ideals: tuple[sp.Expr, ...]) -> Verdict:
    """No acceptable share gives everybody more than the smallest relative gain at y."""
    here, there = deal.gains(deal.here), deal.gains(case)
    given = (*deal.shares_at(case), *deal.accepted(case))
    for i in range(len(here)):
        least = tuple(sp.Le(here[i] * ideals[j] - here[j] * ideals[i], 0) for j in range(len(here)) if j != i)
        claim = sp.Or(*(sp.Le(there[j] * ideals[i] - here[i] * ideals[j], 0) for j in range(len(here))))
        verdict = prover.ask(claim, (*given, *least))
        if not verdict.proved:
            return verdict
    return Verdict(Status.PROVED, by=("value",))


def kalai_smorodinsky(deal: Deal, names: Names) -> Iterator[Finding]:
    """The sentences about the share with the largest smallest relative gain."""
    case = deal.smooth()
    closed = not any(isinstance(c, sp.StrictGreaterThan | sp.StrictLessThan) for c in deal.domain)
    if len(deal.shares) != 1 or not deal.ends or not closed or any(e in (sp.oo, -sp.oo) for e in deal.ends):
        yield Finding(deal.name, Verdict(Status.UNDECIDED, reason="ideal gains: not one share on [a, b]"))
        return
    if case is None:
        yield from _by_pieces(deal, Pieces(deal, names))
        return
    ideals = [_ideals(deal, case, i, names) for i in range(len(deal.parties))]
    for chosen in product(*ideals):
        given = tuple(dict.fromkeys(c for conditions, _ in chosen for c in conditions))
        prover = deal.prover.under(given)
        if not prover.possible(()):
            continue
        yield Finding(deal.name, _relative(deal, prover, case, tuple(m for _, m in chosen)))


def _by_pieces(deal: Deal, pieces: Pieces) -> Iterator[Finding]:
    """The share beside ideal gains that lie in any of several cases of play."""
    parties = [i for i in range(len(deal.parties)) if not pieces.nothing(i)]
    if not parties:
        yield Finding(deal.name, Verdict(Status.PROVED, by=("nobody has anything to gain",)))
        return
    if not pieces.attained() or not all(pieces.positive(i) for i in parties):
        yield Finding(deal.name, Verdict(Status.UNDECIDED, reason="ideal gains: not proved to be attained and positive"))
        return
    x, y = deal.shares[0], deal.at[0]
    here = deal.gains(deal.here)
    beyond, count = (sp.Lt(x, y), sp.Gt(x, y)), 0
    for chosen in product(*(list(pieces.ideals(i)) for i in parties)):
        prover = deal.prover.under(dict.fromkeys(c for conditions, _ in chosen for c in conditions))
        if not prover.possible(()):
            continue
        count += 1
        ideals, gains = tuple(m for _, m in chosen), tuple(here[i] for i in parties)
        least = [i for k, i in enumerate(parties) if _has_smallest(prover, gains, ideals, k)]
        found = all(any(pieces.not_above(i, side) for i in least) for side in beyond)
        reason = "no party with the smallest relative gain at the share is proved to lose on a side of it"
        yield Finding(deal.name, Verdict(Status.PROVED, by=("sides",)) if found else Verdict(Status.UNDECIDED, reason=reason))
    if count == 0:
        yield Finding(deal.name, Verdict(Status.UNDECIDED, reason="no ideal gains are possible, although there must be some"))


def _relative(deal: Deal, prover: Prover, case: Case, ideals: tuple[sp.Expr, ...]) -> Verdict:
    here = deal.gains(deal.here)
    if not prover.all_proved(sp.Gt(m, 0) for m in ideals):
        return Verdict(Status.UNDECIDED, reason="a party may have nothing to gain at all")
    if _sides(deal, prover, here, ideals):
        return Verdict(Status.PROVED, by=("slope",))
    verdict = _smallest_is_largest(deal, prover, case, ideals)
    if verdict.refuted and not _really_ideal(deal, case, verdict, ideals):
        return Verdict(Status.UNDECIDED, reason="an ideal point that may not be one")
    return verdict


def _ideals(deal: Deal, case: Case, i: int, names: Names) -> list[Ideal]:
    """Necessary conditions for a maximiser of gain i over X⁺, by cases, each with the gain there."""
    x = deal.shares[0]
    gains = deal.gains(case)
    slope = sp.diff(gains[i], x)
    e = names.fresh("e")
    found: list[Ideal] = []
    acceptable = tuple(sp.Ge(g, 0) for g in gains)
    whole = deal.prover.all_proved(acceptable, (*deal.domain, *case.conditions))
    refused = () if whole else tuple(sp.Le(g, 0) for g in gains)  # an end of X⁺ may be a maximiser at any slope
    kinds: list[tuple[sp.Expr, Boolean]] = [
        (deal.ends[0], sp.Or(sp.Le(slope, 0), *refused)),
        (deal.ends[1], sp.Or(sp.Ge(slope, 0), *refused)),
        (e, sp.Eq(sp.numer(sp.together(slope)), 0)),
    ]
    if not whole:
        kinds.extend((e, sp.Eq(g, 0)) for g in gains)
    for place, condition in kinds:
        put = {x: place}
        facts = [c.xreplace(put) for c in (*deal.domain, *case.conditions, *acceptable, condition)]
        value = gains[i].xreplace(put)
        facts.append(sp.Ge(value - deal.gains(deal.here)[i], 0))
        for end in deal.ends:
            at_end = [g.xreplace({x: end}) for g in gains]
            facts.append(sp.Or(sp.Ge(value - at_end[i], 0), *(sp.Lt(g, 0) for g in at_end)))
        made = tuple(c for c in facts if c != sp.true)
        if sp.false not in made:
            found.append((made, value))
    return found


def _really_ideal(deal: Deal, case: Case, verdict: Verdict, ideals: tuple[sp.Expr, ...]) -> bool:
    """Whether, at the witness, nobody's ideal gain can be exceeded."""
    x = deal.shares[0]
    put = {k: v for k, v in verdict.witness_items if k != x}
    conditions = tuple(c.xreplace(put) for c in (*deal.shares_at(case), *deal.accepted(case)))
    free = Prover((), deal.prover.meter, deal.prover.known)
    pairs = zip(deal.gains(case), ideals, strict=True)
    return all(free.proves(sp.Ge(m.xreplace(put) - g.xreplace(put), 0), conditions) for g, m in pairs)
