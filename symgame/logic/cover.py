"""The shortest sign condition that separates true cells from false ones.

A cell gives each of n polynomials a sign.  A literal allows a polynomial some of the signs; a clause is a set of literals
on different polynomials.  Sought is a small disjunction of clauses (or conjunction of alternatives) that holds in every
true cell and in no false one; cells that do not occur do not matter.
"""

from __future__ import annotations

from collections.abc import Sequence

Cell = tuple[int, ...]
Literal = tuple[int, frozenset[int]]
Clause = tuple[Literal, ...]

SIGN_SETS = tuple(map(frozenset, ((1,), (0, 1), (-1,), (-1, 0), (0,), (-1, 1))))
MAX_LITERALS = 3
MAX_CLAUSES = 400_000


def holds_in(clause: Clause, cell: Cell) -> bool:
    """Whether every literal of the clause holds in the cell.

    Examples
    --------
    >>> holds_in(((0, frozenset((1,))),), (1, -1))
    True
    """
    return all(cell[i] in signs for i, signs in clause)


def smallest_cover(true: Sequence[Cell], false: Sequence[Cell], weights: Sequence[int]) -> list[Clause]:
    """Clauses that together hold in all true cells and in no false cell; few literals, simple polynomials first.

    Parameters
    ----------
    true, false : sequence of Cell
    weights : sequence of int
        How complex each polynomial is.

    Examples
    --------
    >>> smallest_cover([(1, 1), (1, -1)], [(-1, 1)], (1, 1))
    [((0, frozenset({1})),)]
    """
    if not true:
        return []
    if not false:
        return [()]
    sets = _implicants(true, false, weights)
    everything = (1 << len(true)) - 1
    best = _greedy(sets, everything, weights)
    return _smaller(sets, everything, best, weights)


def cost(clauses: Sequence[Clause], weights: Sequence[int]) -> tuple[int, int]:
    """(number of literals, their complexity)."""
    literals = [lit for c in clauses for lit in c]
    return len(literals), sum(weights[i] + _rank(signs) for i, signs in literals)


def _rank(signs: frozenset[int]) -> int:
    return SIGN_SETS.index(signs) // 4


def _mask(cells: Sequence[Cell], literal: Literal) -> int:
    """The cells in which a literal holds, as bits."""
    i, signs = literal
    return sum(1 << j for j, cell in enumerate(cells) if cell[i] in signs)


def _implicants(true: Sequence[Cell], false: Sequence[Cell], weights: Sequence[int]) -> list[tuple[Clause, int]]:
    """Clauses without a false cell, none with a literal to spare, and the true cells of each; full cells as a last resort."""
    literals = [(i, s) for i in sorted(range(len(weights)), key=lambda i: weights[i]) for s in SIGN_SETS]
    rows: list[tuple[Clause, int, int]] = [((lit,), _mask(true, lit), _mask(false, lit)) for lit in literals]
    found: list[tuple[Clause, int]] = []
    singles = [r for r in rows if r[1] and r[2] != (1 << len(false)) - 1]
    level, tried = singles, 0
    for _ in range(MAX_LITERALS):
        found += [(clause, hit) for clause, hit, wrong in level if not wrong]
        longer: list[tuple[Clause, int, int]] = []
        for clause, hit, wrong in level:
            last = literals.index(clause[-1])
            for single, more, less in singles:
                lit = single[0]
                tried += 1
                if tried > MAX_CLAUSES or not wrong or literals.index(lit) <= last or lit[0] == clause[-1][0]:
                    continue
                if hit & more and wrong & less != wrong and wrong & less != less:
                    longer.append(((*clause, lit), hit & more, wrong & less))
        level = longer
    covered = 0
    for _, hit in found:
        covered |= hit
    for j, cell in enumerate(true):
        if not covered >> j & 1:
            last_resort = _shrunk(cell, false)
            found.append((last_resort, sum(1 << k for k, other in enumerate(true) if holds_in(last_resort, other))))
    return found


def _shrunk(cell: Cell, false: Sequence[Cell]) -> Clause:
    """A minimal clause that holds in one cell."""
    clause: Clause = tuple((i, frozenset((s,))) for i, s in enumerate(cell))
    for literal in reversed(clause):
        rest = tuple(x for x in clause if x != literal)
        if not any(holds_in(rest, c) for c in false):
            clause = rest
    return clause


def _greedy(sets: list[tuple[Clause, int]], everything: int, weights: Sequence[int]) -> list[Clause]:
    left, chosen = everything, []
    while left:
        clause, hit = max(
            sets, key=lambda p: ((p[1] & left).bit_count() / max(1, len(p[0])), (p[1] & left).bit_count(), _negative(p[0], weights))
        )
        chosen.append(clause)
        left &= ~hit
    return chosen


def _negative(clause: Clause, weights: Sequence[int]) -> tuple[int, int]:
    literals, weight = cost([clause], weights)
    return -literals, -weight


def _smaller(sets: list[tuple[Clause, int]], everything: int, best: list[Clause], weights: Sequence[int]) -> list[Clause]:
    """Try all covers by one clause and, among the shorter ones, by two."""
    ranked = sorted(sets, key=lambda p: cost([p[0]], weights))
    for clause, hit in ranked:
        if hit == everything and cost([clause], weights) < cost(best, weights):
            best = [clause]
    short = ranked[:300]
    for n, (a, hit_a) in enumerate(short):
        for b, hit_b in short[n + 1 :]:
            if hit_a | hit_b == everything and cost([a, b], weights) < cost(best, weights):
                best = [a, b]
    return best
