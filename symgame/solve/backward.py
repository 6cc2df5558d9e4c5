"""The subgame-perfect equilibrium of a sequential game, branch by branch.

Every stage is folded, the last first; the pieces that remain depend on parameters only and are the
branches.  A branch is claimed only where every subgame, on and off the path, was solved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not, Or

from symgame.budget import Budget, BudgetSpent
from symgame.errors import GameError, UnsupportedError
from symgame.games.bargaining import MaximumOf, rule_conditions, rule_symbols
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Bargain
from symgame.games.ties import FavourEarlier
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.logic.verdict import Status, Verdict
from symgame.solve.absorb import absorbed
from symgame.solve.completeness import completeness
from symgame.solve.equilibrium import Branch, Equilibrium
from symgame.solve.evidence import branch_evidence
from symgame.solve.exponents import require_ranges
from symgame.solve.induction import Induction, unknowns_of
from symgame.solve.outside import missed
from symgame.solve.pieces import Piece
from symgame.solve.prune import always
from symgame.solve.refusals import REFUSALS, in_words, inside_sympy
from symgame.solve.setting import Setting, setting_of
from symgame.solve.stages import fold
from symgame.solve.strategies import strategies_of


def backward_induction(game: SequentialGame, *, bargaining: Any = None, ties: Any = None, budget: Budget | None = None) -> Equilibrium:
    """Solve a sequential game for all parameters.

    Parameters
    ----------
    game : SequentialGame
    bargaining : bargaining rule, optional
        Without one, shares are parameters.
    ties : FavourEarlier, optional
    budget : Budget, optional

    Returns
    -------
    Equilibrium

    Raises
    ------
    GameError
        If a rule is given to a game without a bargaining stage, or the assumptions contradict each other.
    UnsupportedError
        For a tie rule or a stage that backward induction does not treat.
    """
    if ties is not None and not isinstance(ties, FavourEarlier):
        raise UnsupportedError(f"ties={ties!r}: stages are solved with FavourEarlier()")
    shares = [s for s in game.stages if isinstance(s, Bargain)]
    if bargaining is not None and not shares:
        raise GameError(f"bargaining={bargaining!r}: the game has no Bargain stage")
    require_ranges(game.payoffs, game.actions, game.assume)
    setting = _setting(game, bargaining)
    parameters = _parameters(game, bargaining, shares)
    meter = (budget or Budget()).start()
    inner = tuple(setting.enter(p) for p in parameters)
    induction = Induction(game, setting, inner, meter, rule=bargaining)
    try:
        if always(sp.false, setting.assumptions, meter):
            raise GameError(f"assume: the assumptions contradict each other: {list(game.assume)}")
        induction.terminal()
        for place in range(len(game.stages) - 1, -1, -1):
            fold(game.stages[place], induction, place)
        return _assemble(induction, parameters, bargaining)
    except BudgetSpent as spent:
        return _unfinished(game, parameters, bargaining, f"the budget ran out after {spent}; give solve a larger budget=")
    except OverflowError:
        return _unfinished(game, parameters, bargaining, "a polynomial has coefficients that python-flint cannot compare")
    except REFUSALS as error:
        if not inside_sympy(error):
            raise
        return _unfinished(game, parameters, bargaining, in_words(error))


def _parameters(game: SequentialGame, rule: Any, shares: list[Bargain]) -> tuple[sp.Symbol, ...]:
    """The game's parameters and those of the rule, or the shares that no rule determines."""
    if rule is None:
        return (*game.parameters, *(a for s in shares for a in s.shares))
    written = rule_symbols(rule)
    if not isinstance(rule, MaximumOf) and written & set(game.actions):
        raise GameError(f"bargaining={rule!r}: weights are numbers or parameters, not actions")
    named = {s.name: s for s in game.free_symbols}
    for s in written:
        if named.get(s.name, s) != s:
            raise GameError(f"bargaining={rule!r}: {s!r} and the game's {named[s.name]!r} have one name and different assumptions")
    return tuple(sorted({*game.parameters, *(written - set(game.actions))}, key=lambda s: s.name))


def _setting(game: SequentialGame, rule: Any) -> Setting:
    """Without a rule the shares are parameters within their domains."""
    if rule is not None:
        return setting_of(game, rule_conditions(rule), rule_symbols(rule))
    plain = setting_of(game)
    within: list[Boolean] = []
    for s in game.stages:
        if isinstance(s, Bargain):
            within += [u.within(u.symbol) for u in unknowns_of(s, plain)]
    parts = [a for w in within for a in (w.args if isinstance(w, And) else (w,)) if a is not sp.true]
    return Setting(plain.inward, (*plain.assumptions, *parts), plain.notes)


def _unfinished(game: SequentialGame, parameters: tuple[sp.Symbol, ...], rule: Any, why: str) -> Equilibrium:
    verdict = Verdict(Status.UNDECIDED, reason=why)
    return Equilibrium(game, (), (), sp.true, verdict, rule, FavourEarlier(), None, parameters, (why,))


def _assemble(induction: Induction, parameters: tuple[sp.Symbol, ...], rule: Any) -> Equilibrium:
    """Branches from the pieces that are left, in the author's symbols."""
    setting, meter = induction.setting, induction.meter
    given = setting.assumptions
    claimed = [(o, u, kept) for o, u, region in _merged(induction.pieces) if (kept := _settled(induction, region)) is not sp.false]
    claimed = absorbed(_owned(claimed, given, meter), given, meter)
    count = len(claimed) + len(induction.nonexistence) + 1
    nonexistence = [(_shortened(r, given, meter, count), why) for r, why in induction.nonexistence]
    regions = [_shortened(r, given, meter, count) for _, _, r in claimed]
    uncovered = _uncovered([*regions, *(r for r, _ in nonexistence)], given, meter, count)
    outer = tuple(setting.leave(a) for a in given)
    branches = []
    for (outcome, payoffs, _), region in zip(claimed, regions, strict=True):
        if region is not sp.false:
            branches.append(_branch(induction, region, outer, dict(_in_order(outcome, induction)), payoffs))
    absent = tuple((Region(setting.leave(r), outer), why) for r, why in nonexistence if r is not sp.false)
    complete = completeness(induction, uncovered)
    notes = tuple(dict.fromkeys([*setting.notes, *induction.notes]))
    return Equilibrium(
        induction.game,
        tuple(branches),
        absent,
        setting.leave(uncovered),
        complete,
        rule,
        FavourEarlier(),
        None,
        parameters,
        notes,
    )


def _branch(
    induction: Induction,
    region: Boolean,
    outer: tuple[Boolean, ...],
    outcome: dict[Any, Any],
    payoffs: dict[Any, sp.Expr],
) -> Branch:
    """One branch in the author's symbols, with its derivation."""
    setting = induction.setting
    strategies = strategies_of(induction, region, outcome)
    evidence, steps = branch_evidence(induction, region, outcome, strategies)
    return Branch(
        Region(setting.leave(region), outer),
        tuple((_author_key(k, setting), setting.leave(v)) for k, v in strategies.items()),
        tuple((_author_key(k, setting), setting.leave(v)) for k, v in outcome.items()),
        tuple((p, setting.leave(payoffs[p])) for p in induction.game.players),
        steps,
        evidence,
    )


def _in_order(outcome: dict[Any, Any], induction: Induction) -> list[tuple[Any, Any]]:
    """Outcome items in the order of play, the end of the game last."""
    inner = [induction.setting.enter(a) for a in induction.game.actions]
    keys = [a for a in inner if a in outcome] + [k for k in outcome if k not in inner]
    return [(k, outcome[k]) for k in keys]


def _author_key(key: Any, setting: Setting) -> Any:
    return setting.leave(key) if isinstance(key, sp.Symbol) else key


def _merged(pieces: Iterable[Piece]) -> list[tuple[dict[Any, Any], dict[Any, sp.Expr], Boolean]]:
    """Pieces with the same play and the same payoffs become one branch."""
    found: dict[Any, tuple[dict[Any, Any], dict[Any, sp.Expr], list[Boolean]]] = {}
    for p in pieces:
        if not p.payoffs:
            continue
        p = _without_singletons(p)
        key = (tuple((str(k), v) for k, v in p.outcome.items()), tuple((str(k), v) for k, v in p.payoffs.items()))
        found.setdefault(key, (dict(p.outcome), dict(p.payoffs), []))[2].append(And(*p.conditions))
    return [(o, u, Or(*regions)) for o, u, regions in found.values()]


def _without_singletons(p: Piece) -> Piece:
    """The piece with a set of one action as that action."""
    alone = {k: v.args[0] for k, v in p.outcome.items() if isinstance(v, sp.FiniteSet) and len(v) == 1}
    if not alone:
        return p
    made = p.replace(alone)
    return replace(made, outcome={k: alone.get(k, v) for k, v in made.outcome.items()})


def _settled(induction: Induction, region: Boolean) -> Boolean:
    """The cases of a region after which every subgame is solved."""
    given, meter = induction.setting.assumptions, induction.meter
    settled = [r for r, _ in induction.nonexistence] + [r for r in induction.unsolved if r.free_symbols <= set(induction.parameters)]
    rest = And(region, *(Not(r) for r in settled if not always(Not(r), [*given, region], meter)))
    if _every_subgame(induction, rest):
        return rest
    return Or(*(_settled(induction, part) for part in region.args)) if isinstance(region, Or) else sp.false


def _every_subgame(induction: Induction, region: Boolean) -> bool:
    """Whether no history of the region lies where a stage was not solved."""
    everywhere = induction.assumptions_before(len(induction.game.stages))
    return all(always(Not(r), [*everywhere, region], induction.meter) for r in induction.unsolved)


def _owned(
    claimed: list[tuple[dict[Any, Any], dict[Any, sp.Expr], Boolean]], given: tuple[Boolean, ...], meter: Any
) -> list[tuple[dict[Any, Any], dict[Any, sp.Expr], Boolean]]:
    """A boundary at which two branches agree belongs to one of them, the later in the list."""
    out = []
    for i, (outcome, payoffs, region) in enumerate(claimed):
        for other, _, place in claimed[i + 1 :]:
            region = _open_side(outcome, region, other, place, given, meter)
        if not always(sp.false, [*given, region], meter):
            out.append((outcome, payoffs, region))
    return out


def _open_side(
    outcome: dict[Any, Any],
    region: Boolean,
    other: dict[Any, Any],
    place: Boolean,
    given: tuple[Boolean, ...],
    meter: Any,
) -> Boolean:
    """`region` without boundaries on which both agree; nothing is left where the other says it all."""
    if outcome.keys() != other.keys() or not isinstance(region, sp.Ge | sp.Le | sp.Eq | And):
        return region
    both = [*given, region, place]
    if always(sp.false, both, meter):
        return region
    pairs = [(v, other[k]) for k, v in outcome.items()]
    if not all(isinstance(a, sp.Expr) and isinstance(b, sp.Expr) for a, b in pairs):
        return region
    if not all(a == b or always(sp.Eq(a, b), both, meter) for a, b in pairs):
        return region
    if always(place, [*given, region], meter):
        return sp.false
    parts = list(region.args) if isinstance(region, And) else [region]
    for i, r in enumerate(parts):
        if isinstance(r, sp.Ge | sp.Le):
            strict = sp.Gt(r.lhs, r.rhs) if isinstance(r, sp.Ge) else sp.Lt(r.lhs, r.rhs)
            lost = And(*parts[:i], sp.Eq(r.lhs, r.rhs), *parts[i + 1 :])
            if always(place, [*given, lost], meter):
                parts[i] = strict
    return And(*parts)


def _shortened(region: Boolean, given: tuple[Boolean, ...], meter: Any, count: int) -> Boolean:
    """A short form of one of `count` conditions, for which half of the time that is left may be used."""
    return reduce_condition(region, given, budget=Budget(seconds=min(20.0, max(0.5, meter.left_seconds / (2 * count)))))


def _uncovered(regions: list[Boolean], given: tuple[Boolean, ...], meter: Any, count: int) -> Boolean:
    """What no region claims; false only when that is proved empty."""
    rest = And(*(missed(r) for r in regions))
    if always(sp.false, [*given, rest], meter):
        return sp.false
    return _shortened(rest, given, meter, count)
