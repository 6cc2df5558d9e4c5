"""Pareto sets of single-peaked utilities, also of unspecified ones.

If every U_i rises strictly up to a peak p_i and falls strictly behind it (a strictly quasi-concave function of one
share), the undominated shares are those between the least and the largest peak, [min p_i, max p_i]: inside, a move up
hurts who has the least peak and a move down who has the largest; outside, the nearer end is better for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import And, Boolean, Not

from symgame.errors import ArgumentError, UnsupportedError
from symgame.games.exact import exact
from symgame.games.players import Player
from symgame.logic.quantifiers import Quantifier
from symgame.logic.shapes import Decreasing, Increasing, Shape
from symgame.solve.equilibrium import Obligation
from symgame.solve.pareto_candidates import Segment, Structure
from symgame.solve.sign_regions import anywhere, ask

Found = tuple[Structure, Boolean, tuple[Obligation, ...]]


def unspecified(utilities: Mapping[Any, Any]) -> bool:
    """Whether an unspecified function stands in a utility."""
    return any(isinstance(u, sp.Expr) and u.has(AppliedUndef) for u in utilities.values())


def peak_of(
    player: Player,
    utility: sp.Expr,
    share: sp.Symbol,
    domain: sp.Interval,
    given: tuple[Boolean, ...],
    peaks: Mapping[Any, Any],
) -> sp.Expr:
    """Where a utility has its peak: as given, or at an end for a strictly monotone function.

    Raises
    ------
    ArgumentError
        If the peak is not known or not known to lie in the domain.
    UnsupportedError
        If the utility is no unspecified function of the share alone.
    """
    if not utility.has(AppliedUndef):
        raise UnsupportedError(f"pareto_set: {utility} is given in full; peaks and unspecified functions go for all players")
    if player in peaks:
        peak = exact(peaks[player], f"peak of {player}")
        if not ask(And(domain.start <= peak, peak <= domain.end), facts_about_numbers(given)).proved:
            raise ArgumentError(f"peaks: it is not known that {peak} lies in {domain}; say so in given=")
        return peak
    if not (isinstance(utility, AppliedUndef) and utility.args == (share,)):
        raise UnsupportedError(f"pareto_set: {utility} mixes unspecified functions; give its peak in peaks={{{player}: …}}")
    for kind, end in ((Increasing, domain.end), (Decreasing, domain.start)):
        if kind(utility.func, strict=True) in given:
            return end
    raise ArgumentError(
        f"pareto_set: the peak of {utility} is not known; give peaks={{{player}: …}}, "
        f"or assume Increasing or Decreasing with strict=True"
    )


def facts_about_numbers(given: tuple[Boolean, ...]) -> tuple[Boolean, ...]:
    """The assumptions that are relations between parameters."""
    return tuple(g for g in given if not g.has(Shape, Quantifier, AppliedUndef))


def between_peaks(peaks: Mapping[Player, sp.Expr], given: tuple[Boolean, ...]) -> Iterator[Found]:
    """The set for every order of the peaks, on disjoint regions."""
    listed = list(dict.fromkeys(peaks.values()))
    taken: list[Boolean] = []
    for low in listed:
        for high in listed:
            if low == high and len(listed) > 1:
                continue
            order: Boolean = And(*(And(sp.Le(low, p), sp.Le(p, high)) for p in listed))
            region = And(order, *(Not(t) for t in taken))
            if order is sp.false or not anywhere(region, given):
                continue
            taken.append(order)
            verdict = ask(order, (*given, region))
            yield (Segment(low, high),), region, (Obligation("peaks span the set", order, (*given, region), verdict),)
