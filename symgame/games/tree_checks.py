"""What must hold of an extensive form beyond being a tree: labels, information sets, recall, probabilities.

Perfect recall: all nodes of an information set are preceded by the same sequence of the player's own
information sets and actions (Kuhn 1953).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean, BooleanFalse, BooleanTrue

from symgame.errors import ArgumentTypeError, GameError
from symgame.games.players import Player
from symgame.games.tree_form import CHANCE, TreeForm


def children_of(parents: Iterable[int], size: int) -> list[list[int]]:
    """The children of each node, in order.

    Examples
    --------
    >>> children_of([-1, 0, 0], 3)
    [[1, 2], [], []]
    """
    found: list[list[int]] = [[] for _ in range(size)]
    for v, p in enumerate(parents):
        if p >= 0:
            found[p].append(v)
    return found


def check_tree(form: TreeForm, players: tuple[Player, ...], assume: tuple[Boolean, ...]) -> None:
    """Raise `GameError` at the first fault, naming the node.

    Examples
    --------
    >>> from symgame.games.tree_form import LEAF
    >>> form = TreeForm(("a",), (-1,), (LEAF,), (None,), (None,), (None,), ((sp.S(1),),), (None,))
    >>> check_tree(form, (Player("A"),), ())
    """
    children = children_of(form.parents, len(form))
    for v, below in enumerate(children):
        _check_labels(form, v, below)
        if form.owners[v] == CHANCE:
            _check_probabilities(form, v, below, assume)
    _check_information(form, players, children)
    _check_recall(form)
    check_symbols(tree_symbols(form, assume))


def _check_labels(form: TreeForm, v: int, below: list[int]) -> None:
    seen: set[Hashable] = set()
    for w in below:
        label = form.labels[w]
        if not isinstance(label, Hashable):
            raise ArgumentTypeError(f"action {label!r} at node {form.names[v]!r} is not hashable")
        if label is not None and label in seen:
            raise GameError(f"node {form.names[v]!r}: the action {label!r} is repeated")
        seen.add(label)


def _check_probabilities(form: TreeForm, v: int, below: list[int], assume: tuple[Boolean, ...]) -> None:
    given = [form.probabilities[w] for w in below]
    for w, p in zip(below, given, strict=True):
        assert p is not None
        if p.is_negative or (p.is_number and (p < 0) == sp.true):
            raise GameError(f"probability {p} of {form.labels[w]!r} after chance node {form.names[v]!r} is negative")
    total = sp.cancel(sp.Add(*given) - 1)
    if total == 0 or any(_implies_zero(r, total) for r in assume):
        return
    name = form.names[v]
    if total.free_symbols:
        raise GameError(
            f"probabilities after chance node {name!r} sum to {sp.Add(*given)}; "
            f"add sympy.Eq({sp.Add(*given)}, 1) to assume if that is meant"
        )
    raise GameError(f"probabilities after chance node {name!r} sum to {total + 1}, not to 1")


def _implies_zero(relation: Boolean, expression: sp.Expr) -> bool:
    if not isinstance(relation, sp.Eq):
        return False
    difference = sp.cancel(relation.lhs - relation.rhs)
    if difference == 0:
        return False
    ratio = sp.cancel(expression / difference)
    return sp.denom(ratio).is_number and not sp.numer(ratio).has(sp.oo, sp.zoo, sp.nan)


def _check_information(form: TreeForm, players: tuple[Player, ...], children: list[list[int]]) -> None:
    first: dict[Hashable, int] = {}
    for v, key in enumerate(form.infosets):
        if form.owners[v] < 0:
            continue
        if not isinstance(key, Hashable):
            raise ArgumentTypeError(f"infoset {key!r} of node {form.names[v]!r} is not hashable")
        u = first.setdefault(key, v)
        if form.owners[u] != form.owners[v]:
            raise GameError(
                f"information set {key!r}: node {form.names[v]!r} belongs to {players[form.owners[v]]}, "
                f"node {form.names[u]!r} to {players[form.owners[u]]}"
            )
        here, there = ([form.labels[w] for w in children[x]] for x in (v, u))
        if set(here) != set(there):
            raise GameError(f"information set {key!r}: node {form.names[v]!r} has the actions {here}, node {form.names[u]!r} has {there}")


def _check_recall(form: TreeForm) -> None:
    # An own history is an interned number: (history before, information set, action), so deep paths stay cheap.
    numbers: dict[Any, int] = {}
    count = 1 + max(form.owners, default=0)
    histories: list[dict[int, int]] = []
    memory: dict[Hashable, tuple[int, int]] = {}
    for v, p in enumerate(form.parents):
        before = histories[p] if p >= 0 else {}
        if p >= 0 and form.owners[p] >= 0:
            i = form.owners[p]
            step = (i, before.get(i, 0), form.infosets[p], form.labels[v])
            before = {**before, i: numbers.setdefault(step, len(numbers) + 1)} if count else before
        histories.append(before)
        if form.owners[v] >= 0:
            own = before.get(form.owners[v], 0)
            known, u = memory.setdefault(form.infosets[v], (own, v))
            if known != own:
                raise GameError(
                    f"imperfect recall at information set {form.infosets[v]!r}: its player remembers different "
                    f"own moves at the nodes {form.names[u]!r} and {form.names[v]!r}"
                )


def tree_symbols(form: TreeForm, assume: Iterable[Boolean]) -> set[sp.Symbol]:
    """Every symbol of a tree, actions of its continuous stages included.

    Examples
    --------
    >>> tree_symbols(TreeForm((), (), (), (), (), (), (), ()), (sp.Symbol("x") > 0,))
    {x}
    """
    from symgame.games.stage_symbols import stage_actions, stage_domains

    found: set[sp.Symbol] = set()
    for p in form.probabilities:
        if p is not None and not p.is_Number:
            found |= p.free_symbols
    for u in form.payoffs:
        for x in u or ():
            if not x.is_Number:
                found |= x.free_symbols
    for s in form.stages:
        if s is not None:
            found |= set(stage_actions(s)).union(*(d.free_symbols for d in stage_domains(s)))
            found |= set().union(*(d.free_symbols for d in getattr(s, "disagreement", ())))
    for r in assume:
        found |= r.free_symbols
    return found


def check_symbols(symbols: Iterable[sp.Symbol]) -> None:
    """Two different symbols of one name are an error that names both.

    Examples
    --------
    >>> check_symbols([sp.Symbol("x"), sp.Symbol("y")])
    """
    seen: dict[str, sp.Symbol] = {}
    for s in sorted(symbols, key=lambda s: (s.name, repr(sorted(s.assumptions0.items())))):
        other = seen.setdefault(s.name, s)
        if other != s:
            differ = sorted(set(s._assumptions_orig.items()) ^ set(other._assumptions_orig.items()))
            raise GameError(f"two symbols are called {s.name!r}; they differ in {differ}. Make the symbol once")


def read_assumptions(assume: Any) -> tuple[Boolean, ...]:
    """Relations between parameters; true ones are dropped, false ones refused.

    Examples
    --------
    >>> read_assumptions([sp.Symbol("a") > 0, True])
    (a > 0,)
    """
    listed = (assume,) if isinstance(assume, Boolean | bool) else tuple(assume)
    for r in listed:
        if not isinstance(r, Boolean | bool):
            raise ArgumentTypeError(f"assume: {r!r} is not a sympy relation")
    if any(r is False or isinstance(r, BooleanFalse) for r in listed):
        raise GameError("assume: a relation is false for all parameters (it may contradict a symbol's own assumptions)")
    return tuple(r for r in listed if r is not True and not isinstance(r, BooleanTrue))
