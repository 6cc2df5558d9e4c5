"""Samples that a draw would hardly meet: where a payoff is flat, and where a proved region ends.

A region that was proved with a strict condition may also hold on its boundary, where another equilibrium takes over and both
are played (a tie).  The samples decide the shape of a guess, so points on the boundary are looked up and labelled as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.budget import BudgetSpent
from symgame.solve.problem import Candidate
from symgame.solve.samples import find_point
from symgame.solve.strictly import closed

if TYPE_CHECKING:
    from symgame.solve.entries import Entry
    from symgame.solve.loop import StageSearch


def flat_samples(search: StageSearch) -> None:
    """Points at which a payoff is flat."""
    for e in search.entries:
        if isinstance(e.subject, Candidate) and e.subject.conditions:
            _sampled(search, And(*e.subject.conditions))


def boundary_samples(search: StageSearch) -> None:
    """Points at which a proved candidate is optimal on the boundary of its region; their regions are proved as well.

    What was proved before stays when the budget is spent.
    """
    try:
        _bounded(search)
    except BudgetSpent:
        return


def _bounded(search: StageSearch) -> None:
    for e in search.entries:
        if isinstance(e.subject, Candidate) and e.subject.free is None:
            for k in range(len(e.found)):
                while any(_wider(search, e, k, *edge) for edge in edges(e.found[k][0])):
                    pass


def _wider(search: StageSearch, entry: Entry, place: int, edge: Boolean, region: Boolean) -> bool:
    """Whether a region with a boundary is proved, to take the place of the one without it."""
    tie = _sampled(search, edge)
    if tie is None or not entry.labels[tie] or search.twin(entry, tie):
        return False
    attempt = search.attempt(entry, region)
    if attempt.proved:
        entry.found[place] = (region, attempt.evidence)
    else:
        search.extend(entry)
    return attempt.proved


def edges(region: Boolean) -> Iterator[tuple[Boolean, Boolean]]:
    """Where one of the strict conditions of a conjunction holds as an equation, and the conjunction with it weak.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> list(edges((x > 0) & (y >= 0)))
    [(Eq(x, 0) & (y >= 0), (x >= 0) & (y >= 0))]
    """
    parts = sorted(And.make_args(region), key=sp.default_sort_key)
    for i, part in enumerate(parts):
        if isinstance(part, sp.Gt | sp.Lt):
            rest = (*parts[:i], *parts[i + 1 :])
            yield And(*rest, sp.Eq(part.lhs, part.rhs)), And(*rest, closed(part))


def _sampled(search: StageSearch, condition: Boolean) -> int | None:
    """The place of a new sample that satisfies the condition, None when there is none or it is known."""
    problem = search.problem
    point = find_point(And(*problem.assumptions, condition), problem.parameters, search.meter)
    return None if point is None or point in search.table.samples else search.add_sample(point)
