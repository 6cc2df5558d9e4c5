"""Nash equilibria of finite games in normal form with symbolic payoffs.

A profile of mixed actions is an equilibrium when no player gains by a deviation of her own (Nash 1950).  Two players:
all extreme equilibria, by supports; more players: all equilibria in pure actions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget, BudgetSpent
from symgame.errors import ArgumentTypeError
from symgame.games.concepts import Nash, SubgamePerfect
from symgame.games.normal import NormalFormGame
from symgame.games.ties import AllTies
from symgame.logic.region import Region
from symgame.logic.signs import NONNEGATIVE
from symgame.logic.verdict import Status, Verdict
from symgame.solve.cell_regions import union
from symgame.solve.cells import Cell, Space
from symgame.solve.coverage import MOST_TIDY, coverage
from symgame.solve.equilibrium import Branch, Equilibrium
from symgame.solve.kinks import sides, smooth_pieces, within
from symgame.solve.polytope import extreme_equilibria
from symgame.solve.ratio import Field, Ratio
from symgame.solve.support import bimatrix
from symgame.solve.tree_parts import gain

MATRIX_BUDGET = Budget(operations=200_000, seconds=300.0)
SEVERAL = (
    "where two listed equilibria share the action of one player and both actions of the other are best replies to it, "
    "every mixture of them is an equilibrium too"
)
PURE = "mixed equilibria of three or more players are not searched; every equilibrium in pure actions is listed"


def solve_matrix(
    game: NormalFormGame,
    *,
    concept: Any = None,
    ties: Any = None,
    symmetric: bool = False,
    budget: Budget | None = None,
) -> Equilibrium:
    """The equilibria of a matrix game, each with its region.

    Parameters
    ----------
    game : NormalFormGame
    concept : Nash, optional
    ties : AllTies, optional
    symmetric : bool
        Only equilibria in which all players use the same mixed action.
    budget : Budget, optional

    Returns
    -------
    Equilibrium
        Outcomes map players to tuples of probabilities.  For two players the list is complete: where the game is
        degenerate it holds the extreme equilibria, whose mixtures are the others.

    Raises
    ------
    ArgumentTypeError
        For another concept or tie rule.

    Examples
    --------
    >>> x = sp.Symbol("x", positive=True)
    >>> found = solve_matrix(NormalFormGame([[[x, 0], [0, 1]], [[x, 0], [0, 1]]]))
    >>> [tuple(b.outcome.values()) for b in found.branches]
    [((1, 0), (1, 0)), ((0, 1), (0, 1)), ((1/(x + 1), x/(x + 1)), (1/(x + 1), x/(x + 1)))]
    """
    if concept is not None and not isinstance(concept, Nash | SubgamePerfect):
        raise ArgumentTypeError(f"concept={concept!r}: use Nash() for a matrix")
    if ties is not None and not isinstance(ties, AllTies):
        raise ArgumentTypeError(f"ties={ties!r}: a matrix has AllTies() only, nobody moves earlier")
    if len(game.players) == 2 and not game.parameters and all(e.is_Rational for t in game.entries for e in t):
        return alike(_numeric(game, budget or MATRIX_BUDGET)) if symmetric else _numeric(game, budget or MATRIX_BUDGET)
    pieces = smooth_pieces([e for table in game.entries for e in table])
    values = [e for _, smooth in pieces for e in smooth] + [s for r in game.assume for s in r.free_symbols]
    values += sides(pieces)
    space = Space(Field.of(values), game.assume, (budget or MATRIX_BUDGET).start())
    try:
        found = [f for piece in pieces for f in _on_piece(game, space, *piece)]
    except BudgetSpent as spent:
        return _cut(game, f"the budget ended after {spent}; give a larger budget=, or more assumptions")
    if symmetric:
        found = [f for f in found if all(own == f[1][0] for own in f[1])]
    return _assemble(game, space, found)


def alike(equilibrium: Equilibrium) -> Equilibrium:
    """Only the branches in which all players use the same mixed action."""
    kept = tuple(b for b in equilibrium.branches if len({own for _, own in b.outcome_items}) == 1)
    return replace(equilibrium, branches=kept)


Found = tuple[Cell, tuple[tuple[Ratio, ...], ...], Sequence[Sequence[Ratio]]]


def _on_piece(
    game: NormalFormGame, space: Space, conditions: Sequence[Boolean], values: Sequence[sp.Expr]
) -> Sequence[Found]:
    """The equilibria where the payoffs are these smooth values, in the order of the tables."""
    cell = within(space, space.start(), conditions)
    if cell is None:
        return ()
    entered = [space.field.enter(e) for e in values]
    size = len(game.entries[0])
    tables = [entered[k * size : (k + 1) * size] for k in range(len(game.players))]
    return _two(game, space, cell, tables) if len(game.players) == 2 else _many(game, space, cell, tables)


def _two(game: NormalFormGame, space: Space, cell: Cell, tables: Sequence[Sequence[Ratio]]) -> list[Found]:
    height, width = game.shape
    rows = [[table[i * width : (i + 1) * width] for i in range(height)] for table in tables]
    return [(here, (x, y), tables) for here, x, y in bimatrix(space, cell, *rows)]


def _many(game: NormalFormGame, space: Space, start: Cell, tables: Sequence[Sequence[Ratio]]) -> list[Found]:
    zero, one = space.field.integer(0), space.field.integer(1)
    found: list[Found] = []
    for profile in game.profiles():
        cell: Cell | None = start
        here = game.place(profile)
        for i, n in enumerate(game.shape):
            for other in range(n):
                if cell is None or other == profile[i]:
                    continue
                there = game.place((*profile[:i], other, *profile[i + 1 :]))
                cell = space.refine(cell, gain(tables[i][here], tables[i][there]), NONNEGATIVE)
        if cell is not None:
            shape = zip(profile, game.shape, strict=True)
            mixed = tuple(tuple(one if a == k else zero for a in range(n)) for k, n in shape)
            found.append((cell, mixed, tables))
    return found


def _assemble(game: NormalFormGame, space: Space, found: Sequence[Found]) -> Equilibrium:
    groups: dict[Any, tuple[list[Cell], set[tuple[Ratio, ...]]]] = {}
    for one in found:
        cells, payoffs = groups.setdefault(one[1], ([], set()))
        cells.append(one[0])
        payoffs.add(expected(game, space, one))
    branches = []
    for mixed, (cells, payoffs) in groups.items():
        weights = [tuple(space.field.leave(w) for w in own) for own in mixed]
        outcome = tuple(zip(game.players, weights, strict=True))
        region = union(space, cells, tidy=len(groups) <= MOST_TIDY)
        values = map(space.field.leave, next(iter(payoffs))) if len(payoffs) == 1 else _kinked(game, weights)
        branches.append(Branch(region, outcome, outcome, tuple(zip(game.players, values, strict=True))))
    if len(game.players) > 2:
        uncovered = coverage([b.region for b in branches], game.assume)
        complete, notes = Verdict(Status.UNDECIDED, reason=PURE), (PURE,)
    else:
        uncovered, notes = sp.false, (SEVERAL,)
        complete = Verdict(Status.PROVED, by=("supports",), reason="all extreme equilibria; " + SEVERAL)
    return Equilibrium(
        game=game, branches=tuple(branches), nonexistence=(), uncovered=uncovered, complete=complete,
        ties=AllTies(), concept=Nash(), parameters=game.parameters, notes=notes,
    )  # fmt: skip


def expected(game: NormalFormGame, space: Space, found: Found) -> tuple[Ratio, ...]:
    """Everybody's payoff in a mixed profile.

    Examples
    --------
    See `solve_matrix`.
    """
    _, mixed, tables = found
    totals = [space.field.integer(0)] * len(game.players)
    for profile in game.profiles():
        weight = space.field.integer(1)
        for own, k in zip(mixed, profile, strict=True):
            weight = weight * own[k]
        if not weight.is_zero:
            here = game.place(profile)
            totals = [t + weight * table[here] for t, table in zip(totals, tables, strict=True)]
    return tuple(totals)


def _kinked(game: NormalFormGame, weights: Sequence[Sequence[sp.Expr]]) -> list[sp.Expr]:
    """Everybody's payoff in the game's own terms, where it differs from piece to piece."""
    totals = [sp.S.Zero] * len(game.players)
    for profile in game.profiles():
        weight = sp.Mul(*(own[k] for own, k in zip(weights, profile, strict=True)))
        if weight != 0:
            totals = [t + weight * u for t, u in zip(totals, game.payoff(profile), strict=True)]
    return totals


def _numeric(game: NormalFormGame, budget: Budget) -> Equilibrium:
    rows, columns = (game.matrix(0).tolist(), game.matrix(1).tolist())
    try:
        pairs = extreme_equilibria(rows, columns, budget.start())
    except BudgetSpent as spent:
        return _cut(game, f"the budget ended after {spent}; give a larger budget=")
    branches = []
    for x, y in pairs:
        outcome = tuple(zip(game.players, (x, y), strict=True))
        payoffs = tuple((p, _bilinear(x, t, y)) for p, t in zip(game.players, (rows, columns), strict=True))
        branches.append(Branch(Region(sp.true, game.assume), outcome, outcome, payoffs))
    by = ("vertices of the best-response polytopes",)
    complete = Verdict(Status.PROVED, by=by, reason="all extreme equilibria; " + SEVERAL)
    return Equilibrium(
        game=game, branches=tuple(branches), nonexistence=(), uncovered=sp.false, complete=complete,
        ties=AllTies(), concept=Nash(), notes=(SEVERAL,),
    )  # fmt: skip


def _bilinear(x: Sequence[sp.Expr], table: Sequence[Sequence[sp.Expr]], y: Sequence[sp.Expr]) -> sp.Expr:
    terms = (a * u * b for a, row in zip(x, table, strict=True) for u, b in zip(row, y, strict=True))
    return sp.Add(*terms)


def _cut(game: NormalFormGame, reason: str) -> Equilibrium:
    return Equilibrium(
        game=game, branches=(), nonexistence=(), uncovered=sp.And(*game.assume), ties=AllTies(), concept=Nash(),
        complete=Verdict(Status.UNDECIDED, reason=reason), parameters=game.parameters, notes=(reason,),
    )  # fmt: skip
