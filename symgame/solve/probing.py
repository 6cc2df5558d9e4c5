"""Probing a guessed region with cheap labels before it is sent to a prover.

Between a sample at which a candidate is best and any other sample the label changes where a region ends.  Points on such
segments that a guessed region claims, and whose label says otherwise, are new samples: they cost far less than a refutation.
Guesses only; what is claimed is proved afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sympy.logic.boolalg import Boolean

from symgame.solve.numeric import holds
from symgame.solve.problem import Candidate

if TYPE_CHECKING:
    from symgame.solve.loop import StageSearch

PARTS = (Fraction(1, 2), Fraction(1, 4), Fraction(3, 4), Fraction(1, 8))
PROBES, MISFITS, FINE = 240, 4, 128
"""So many points are tried, so many taken in at once, with denominators of at most that size."""


def probed(search: StageSearch, entry: Any, region: Boolean) -> bool:
    """Whether points were found, and added as samples, at which a guessed region is wrong.

    Parameters
    ----------
    search : StageSearch
    entry : Entry
    region : Boolean
        Guessed for the entry's candidate.
    """
    if not isinstance(entry.subject, Candidate) or not search.labels.exact:
        return False
    found = []
    for point in _between(search, entry, region):
        if point not in search.table.samples and point not in found and search.labels.label(entry.subject, point) is False:
            found.append(point)
            if len(found) == MISFITS:
                break
    for point in found:
        search.add_sample(point)
    return bool(found)


def _between(search: StageSearch, entry: Any, region: Boolean) -> Iterator[dict[Any, Any]]:
    """Points of the region on segments from the candidate's samples in it to others."""
    samples = [p for p in search.table.samples if all(isinstance(v, int | Fraction) for v in p.values())]
    best = [p for p, label in zip(search.table.samples, entry.labels, strict=True) if label and p in samples and holds(region, p)]
    left = PROBES
    for t in PARTS:
        for i, q in enumerate(samples):
            if not best or left == 0:
                return
            p = best[i % len(best)]
            left -= 1
            point = {s: Fraction(v + t * (q[s] - v)).limit_denominator(FINE) for s, v in p.items()}
            if p is not q and holds(region, point) and all(holds(a, point) for a in search.problem.assumptions):
                yield point
