"""Sums of squares: p = Σ_g g · w' R_g w with positive semidefinite rational matrices R_g, for g = 1 and for facts g ≥ 0.

After PARRILO (2003) and PEYRL and PARRILO (2008): the matrices with these products form an affine space; a point inside the
cone is guessed in floating point (`symgame.logic.deciders.interior`), rounded within the space, and decomposed exactly, R =
L D L'.  The basis w holds only polynomials that vanish at the zeros of p that are found, since every square must.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from math import lcm
from typing import Any

from flint import fmpq, fmpq_mat, fmpz_mpoly

from symgame.logic.deciders.interior import interior
from symgame.logic.deciders.methods import Goal
from symgame.logic.deciders.system import Lemmas, Product, System
from symgame.logic.polynomials import Poly

MAX_UNKNOWNS = 5
MAX_BASIS = 15
MAX_ENTRIES = 120
MAX_FACTS = 4
MAX_POINTS = 800
VALUES = (0, 1, -1, 2, -2, 3)
DENOMINATORS = tuple(2**k for k in (0, 1, 2, 3, 5, 8, 12, 18, 26))

Matrix = list[list[Fraction]]


@dataclass(frozen=True)
class Block:
    """The multiplier g, None for 1, with the polynomials whose combinations are squared."""

    multiplier: Poly | None
    basis: tuple[Poly, ...]


def by_gram(system: System, goal: Goal, *, facts: bool = False) -> Lemmas | None:
    """p as a sum of squares, or with facts as multipliers."""
    p = goal[0]
    used = [i for i, d in enumerate(p.degrees()) if d]
    if not used or len(used) > MAX_UNKNOWNS:
        return None
    if not facts:
        return None if any(p.degrees()[i] % 2 for i in used) else _with_multipliers(system, goal, used, [None], 0)
    multipliers = [None, *_multipliers(system, p, used)]
    found = None
    for extra in (0, 1, 2) if len(multipliers) > 1 else ():
        found = found or _with_multipliers(system, goal, used, multipliers, int(p.total_degree()) + extra)
    return found


def _with_multipliers(system: System, goal: Goal, used: list[int], multipliers: list[Poly | None], degree: int) -> Lemmas | None:
    """The lemma, with products of at most this degree; 0 for no more monomials than the squares in p allow."""
    p, relation = goal
    blocks = [b for b in (_block(g, p, used, multipliers, degree) for g in multipliers) if b.basis]
    if not blocks or sum(len(b.basis) * (len(b.basis) + 1) // 2 for b in blocks) > MAX_ENTRIES:
        return None
    system.meter.spend()
    matrices = _matrices(p, blocks)
    if matrices is None:
        return None
    strict = relation == ">="
    rows: list[tuple[Any, Product]] = [(1, ((-p, 1),))]
    for block, matrix in zip(blocks, matrices, strict=True):
        if not strict and (block.multiplier is None or system.relation(block.multiplier) == ">"):
            constant = _constant_part(block, matrix)
            if constant:
                rows.append((constant, _head(block)))
                strict = True
        squares = _squares(block, matrix)
        if squares is None:
            return None
        rows += squares
    return (system.lemma(goal, rows, "sum of squares"),) if strict else None


def _multipliers(system: System, p: Poly, used: list[int]) -> list[Poly | None]:
    """Facts in the unknowns of p, of no higher degree."""
    found: list[Poly] = []
    for q, relation in system.facts:
        inside = all(i in used for i, d in enumerate(q.degrees()) if d)
        if relation in (">", ">=") and not q.is_constant() and inside and q.total_degree() <= p.total_degree():
            found.append(q)
    return list(sorted(found, key=lambda q: (q.total_degree(), len(q)))[:MAX_FACTS])


def _block(g: Poly | None, p: Poly, used: list[int], multipliers: list[Poly | None], degree: int) -> Block:
    """The monomials that can occur, combined to polynomials that vanish at the zeros of p where g is positive."""
    room = ((degree or int(p.total_degree())) - (0 if g is None else int(g.total_degree()))) // 2
    least = 0 if degree else min(sum(m) for m in p.monoms())
    limits = [room if degree else int(p.degrees()[i]) // 2 for i in used]
    monomials = []
    for exponents in product(*(range(limit + 1) for limit in limits)):
        if 2 * sum(exponents) >= least and sum(exponents) <= room:
            row = [0] * len(p.degrees())
            for i, e in zip(used, exponents, strict=True):
                row[i] = e
            monomials.append(fmpz_mpoly({tuple(row): 1}, p.context()))
    if not monomials or len(monomials) > 3 * MAX_BASIS:
        return Block(g, ())
    others = [q for q in multipliers if q is not None]
    zeros = [v for v in _zeros(p, used, others) if g is None or g(*v) > 0]
    basis = _vanishing(monomials, zeros) if zeros else monomials
    return Block(g, tuple(basis) if len(basis) <= MAX_BASIS else ())


def _zeros(p: Poly, used: list[int], facts: list[Poly]) -> list[tuple[int, ...]]:
    """Small integer zeros of p where the facts hold."""
    found = []
    for values in islice(product(VALUES, repeat=len(used)), MAX_POINTS):
        point = [0] * len(p.degrees())
        for i, v in zip(used, values, strict=True):
            point[i] = v
        if p(*point) == 0 and all(q(*point) >= 0 for q in facts):
            found.append(tuple(point))
    return found


def _vanishing(monomials: list[Poly], zeros: list[tuple[int, ...]]) -> list[Poly]:
    """A basis of the combinations of the monomials that vanish at all the points."""
    rows = fmpq_mat(len(zeros), len(monomials), [fmpq(int(m(*v))) for v in zeros for m in monomials])
    return [_combined(vector, monomials) for vector in _kernel(rows)]


def _combined(vector: list[Fraction], polys: list[Poly]) -> Poly:
    """A positive integer multiple of the combination."""
    scale = lcm(*(c.denominator for c in vector))
    total = 0 * polys[0]
    for c, q in zip(vector, polys, strict=True):
        total += int(c * scale) * q
    return total


def _kernel(rows: fmpq_mat) -> list[list[Fraction]]:
    """A basis of the solutions of rows · v = 0."""
    reduced, rank = rows.rref()
    pivots = [next(j for j in range(rows.ncols()) if reduced[i, j] != 0) for i in range(rank)]
    found = []
    for free in (j for j in range(rows.ncols()) if j not in pivots):
        vector = [Fraction(0)] * rows.ncols()
        vector[free] = Fraction(1)
        for i, j in enumerate(pivots):
            vector[j] = -_fraction(reduced[i, free])
        found.append(vector)
    return found


def _fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _matrices(p: Poly, blocks: list[Block]) -> list[Matrix] | None:
    """Positive semidefinite matrices, one a block, with Σ g w' R w = p; None when none was found."""
    places = [(k, i, j) for k, b in enumerate(blocks) for i in range(len(b.basis)) for j in range(i + 1)]
    columns = [_entry(blocks[k], i, j).to_dict() for k, i, j in places]
    target = p.to_dict()
    monomials = sorted({tuple(map(int, m)) for c in (*columns, target) for m in c})
    size = len(places)
    table = fmpq_mat(len(monomials), size + 1)
    for n, m in enumerate(monomials):
        for j, c in enumerate((*columns, target)):
            if m in c:
                table[n, j] = fmpq(int(c[m]))
    reduced, rank = table.rref()
    pivots = [next(j for j in range(size + 1) if reduced[i, j] != 0) for i in range(rank)]
    if size in pivots:
        return None
    start = [Fraction(0)] * size
    for i, j in enumerate(pivots):
        start[j] = _fraction(reduced[i, size])
    left = fmpq_mat(rank, size, [reduced[i, j] for i in range(rank) for j in range(size)])
    directions = _kernel(left) if rank else []
    shape = [len(b.basis) for b in blocks]
    for candidate in _rounded(start, directions, places, shape):
        matrices = _as_matrices(candidate, places, shape)
        if all(decomposed(m) is not None for m in matrices):
            return matrices
    return None


def _entry(block: Block, i: int, j: int) -> Poly:
    found = block.basis[i] * block.basis[j] * (1 if i == j else 2)
    return found if block.multiplier is None else found * block.multiplier


def _as_matrices(vector: list[Fraction], places: list[tuple[int, int, int]], shape: list[int]) -> list[Matrix]:
    found = [[[Fraction(0)] * n for _ in range(n)] for n in shape]
    for value, (k, i, j) in zip(vector, places, strict=True):
        found[k][i][j] = found[k][j][i] = value
    return found


def _rounded(
    start: list[Fraction], directions: list[list[Fraction]], places: list[tuple[int, int, int]], shape: list[int]
) -> Iterator[list[Fraction]]:
    """Rational points of the affine space near one inside the cone, simple ones first."""
    if not directions:
        yield start
        return
    first = [[[float(x) for x in r] for r in m] for m in _as_matrices(start, places, shape)]
    others = [[[[float(x) for x in r] for r in m] for m in _as_matrices(d, places, shape)] for d in directions]
    guess = interior(first, others)
    if guess is None:
        return
    for bottom in DENOMINATORS:
        steps = [Fraction(round(t * bottom), bottom) for t in guess]
        found = list(start)
        for t, d in zip(steps, directions, strict=True):
            if t:
                found = [a + t * b for a, b in zip(found, d, strict=True)]
        yield found


def decomposed(matrix: Matrix) -> list[tuple[Fraction, list[Fraction]]] | None:
    """R = Σ d v v' with d > 0, the columns of L in R = L D L'; None when R is not positive semidefinite.

    Examples
    --------
    >>> decomposed([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(3)]]) is None
    True
    """
    rest = [list(r) for r in matrix]
    found = []
    for i in range(len(rest)):
        d = rest[i][i]
        if d < 0 or (d == 0 and any(rest[i][j] for j in range(len(rest)))):
            return None
        if d == 0:
            continue
        column = [rest[j][i] / d for j in range(len(rest))]
        found.append((d, column))
        for a in range(len(rest)):
            if column[a]:
                for b in range(len(rest)):
                    rest[a][b] -= d * column[a] * column[b]
    return found


def _head(block: Block) -> Product:
    return () if block.multiplier is None else ((block.multiplier, 1),)


def _squares(block: Block, matrix: Matrix) -> list[tuple[Any, Product]] | None:
    parts = decomposed(matrix)
    if parts is None:
        return None
    rows: list[tuple[Any, Product]] = []
    for d, column in parts:
        scale = lcm(*(c.denominator for c in column))
        base = _combined(column, list(block.basis))
        if base.is_constant():
            rows.append((d / scale**2 * int(base.coeffs()[0]) ** 2, _head(block)))
        else:
            rows.append((d / scale**2, (*_head(block), (base, 2))))
    return rows


def _constant_part(block: Block, matrix: Matrix) -> Fraction:
    """A positive number that is taken out of the entry of the constant, where the matrix stays positive semidefinite."""
    place = next((i for i, q in enumerate(block.basis) if q.is_constant()), None)
    if place is None:
        return Fraction(0)
    part = matrix[place][place] / 2
    for _ in range(12):
        matrix[place][place] -= part
        if part > 0 and decomposed(matrix) is not None:
            return part * int(block.basis[place].coeffs()[0]) ** 2
        matrix[place][place] += part
        part /= 4
    return Fraction(0)
