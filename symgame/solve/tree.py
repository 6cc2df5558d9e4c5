"""Subgame-perfect equilibria of finite trees with symbolic payoffs.

A profile of behaviour strategies is subgame perfect when it is a Nash equilibrium in every subgame (Selten 1965); in
a finite game it is found from the last subgames up.  With parameters each equilibrium comes with its region: the
conjunction of the comparisons that its players make.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import sympy as sp

from symgame.budget import Budget, BudgetSpent
from symgame.errors import ArgumentTypeError
from symgame.games.concepts import Nash, PerfectBayesian, SubgamePerfect
from symgame.games.extensive import ExtensiveFormGame
from symgame.games.ties import AllTies, FavourEarlier, TieRule
from symgame.games.tree_strategies import expected_payoffs
from symgame.logic.verdict import Status, Verdict
from symgame.solve.cell_regions import union
from symgame.solve.cells import Cell, Space
from symgame.solve.coverage import MOST_TIDY, coverage
from symgame.solve.equilibrium import Branch, Equilibrium
from symgame.solve.kinks import sides, smooth_pieces
from symgame.solve.ratio import Field, Ratio
from symgame.solve.tree_fold import Fold
from symgame.solve.tree_parts import Part, flatten
from symgame.solve.tree_steps import comparison_steps

TREE_BUDGET = Budget(operations=200_000, seconds=300.0)

INDIFFERENT = "a player who is indifferent between best actions may also mix them; such equilibria are not listed"


def solve_tree(
    game: ExtensiveFormGame,
    *,
    bargaining: Any = None,
    concept: Any = None,
    ties: Any = None,
    budget: Budget | None = None,
) -> Equilibrium:
    """All subgame-perfect equilibria of a tree, each with its region.

    Parameters
    ----------
    game : ExtensiveFormGame
    bargaining : bargaining rule, optional
        For nodes with ``bargain=``.
    concept : SubgamePerfect, Nash or PerfectBayesian, optional
    ties : AllTies or FavourEarlier, optional
        `AllTies` when not given: every choice of an indifferent player makes an equilibrium.
    budget : Budget, optional

    Returns
    -------
    Equilibrium
        Strategies go from information sets to actions or lotteries, off the path too.

    Raises
    ------
    UnsupportedError
        For a concept that this tree is outside of.

    Examples
    --------
    >>> from symgame.games.tree_builder import tree
    >>> t, r = sp.symbols("t r", positive=True)
    >>> game = tree("One", Not=(0, 0), Trust=tree("Two", Honour=(r, r), Betray=(-1, t))).game()
    >>> [sorted(b.strategies.values()) for b in solve_tree(game).branches]
    [['Honour', 'Trust'], ['Betray', 'Not']]
    """
    rule = _ties(ties)
    if isinstance(concept, Nash):
        from symgame.solve.matrix import solve_matrix

        return solve_matrix(game.to_normal_form(), ties=ties, budget=budget)
    if isinstance(concept, PerfectBayesian):
        from symgame.solve.bayesian import solve_bayesian

        return solve_bayesian(game, concept, budget=budget)
    if concept is not None and not isinstance(concept, SubgamePerfect):
        raise ArgumentTypeError(f"concept={concept!r}: use SubgamePerfect(), Nash() or PerfectBayesian() for a tree")
    if not game.finite:
        from symgame.solve.tree_mixed import solve_mixed_tree

        return solve_mixed_tree(game, rule, bargaining, budget or TREE_BUDGET)
    from symgame.solve.tree_numeric import numeric, solve_numeric

    if not numeric(game):
        return _solve(game, rule, budget or TREE_BUDGET)
    found = solve_numeric(game, rule) or _solve(game, rule, budget or TREE_BUDGET)
    return found if found.branches else solve_numeric(game, rule, one=True) or found


def _ties(ties: Any) -> TieRule:
    if ties is None:
        return AllTies()
    if not isinstance(ties, AllTies | FavourEarlier):
        raise ArgumentTypeError(f"ties={ties!r}: use AllTies() or FavourEarlier()")
    return ties


def field_of(game: ExtensiveFormGame) -> Field:
    """The field of rational functions in which a tree's payoffs lie.

    Examples
    --------
    >>> from symgame.games.tree_builder import tree
    >>> field_of(tree("A", L=(sp.Symbol("x", real=True),), R=(0,)).game()).gens
    (x,)
    """
    values: list[sp.Expr] = []
    for u in dict.fromkeys(game.leaf_payoffs.values()):
        pieces = smooth_pieces(u)
        values += [x for _, smooth in pieces for x in smooth] + list(sides(pieces))
    values += [p for p in game.form.probabilities if p is not None]
    symbols = [s for r in game.assumptions for s in r.free_symbols]
    return Field.of([*values, *symbols])


def _solve(game: ExtensiveFormGame, ties: TieRule, budget: Budget) -> Equilibrium:
    space = Space(field_of(game), game.assumptions, budget.start())
    fold = Fold(game, space, ties)
    try:
        parts = fold.run()
    except BudgetSpent as spent:
        return _cut(game, ties, str(spent))
    return assemble(game, fold, parts)


def _cut(game: ExtensiveFormGame, ties: TieRule, report: str) -> Equilibrium:
    reason = f"the budget ended after {report}; give a larger budget=, or more assumptions"
    return Equilibrium(
        game=game, branches=(), nonexistence=(), uncovered=sp.And(*game.assumptions), ties=ties,
        complete=Verdict(Status.UNDECIDED, reason=reason), concept=SubgamePerfect(),
        parameters=game.parameters, notes=(reason,),
    )  # fmt: skip


def assemble(game: ExtensiveFormGame, fold: Fold, parts: list[Part]) -> Equilibrium:
    """The equilibrium of the parts of a root: parts with equal play are one branch.

    Examples
    --------
    See `solve_tree`.
    """
    space = fold.space
    groups: dict[tuple[tuple[Hashable, Any], ...], tuple[list[Cell], set[tuple[Ratio, ...]]]] = {}
    for part in parts:
        chosen = flatten(part.play)
        key = tuple((k, chosen[k]) for k in game.members if k in chosen)
        cells, payoffs = groups.setdefault(key, ([], set()))
        cells.append(part.cell)
        payoffs.add(part.payoffs)
    branches = []
    for strategies, (cells, payoffs) in groups.items():
        region = union(space, cells, tidy=len(groups) <= MOST_TIDY)
        values = map(space.field.leave, next(iter(payoffs))) if len(payoffs) == 1 else expected_payoffs(game, dict(strategies))
        items = tuple(zip(game.players, values, strict=True))
        steps = comparison_steps(game, dict(strategies)) if len(groups) <= MOST_TIDY else ()
        branches.append(Branch(region, strategies, strategies, items, steps))
    uncovered = coverage([b.region for b in branches], game.assumptions) if fold.gaps else sp.false
    notes = tuple(dict.fromkeys(fold.gaps))
    if len(branches) > 1 and isinstance(fold.ties, AllTies):
        notes = (*notes, INDIFFERENT)
    return Equilibrium(
        game=game, branches=tuple(branches), nonexistence=(), uncovered=uncovered, complete=_complete(fold),
        ties=fold.ties, concept=SubgamePerfect(), parameters=game.parameters, notes=notes,
    )  # fmt: skip


def _complete(fold: Fold) -> Verdict:
    if fold.gaps:
        return Verdict(Status.UNDECIDED, reason=fold.gaps[0])
    said = "all equilibria in which every player at a decision of her own chooses one of her best actions for sure"
    if isinstance(fold.ties, FavourEarlier):
        said += ", an indifferent player what the mover of the latest earlier decision prefers"
    return Verdict(Status.PROVED, by=("backward induction",), reason=said)
