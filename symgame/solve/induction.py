"""Backward induction over stages with continuous actions, off-path play kept (Selten 1965).

The last stage is solved for every history, the history's actions counting as parameters.  Its solution is
a list of pieces, a condition and everybody's payoff with the reply put in; the stage before meets pieces
only.  Histories for which a stage is not solved are passed up as pieces without payoffs: no candidate of an
earlier stage may lie on them or reach them by a deviation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not, Or, to_nnf

from symgame.budget import BudgetSpent, Meter
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame, stage_actions
from symgame.games.stages import Bargain, Move, Nature, OutsideOption, Simultaneous
from symgame.logic.verdict import Status, Verdict
from symgame.solve.column_stage import columns_first, with_columns
from symgame.solve.continuum import with_continua
from symgame.solve.implicit_peak import beyond_reach, with_implicit_peak
from symgame.solve.indifference import matters, standing
from symgame.solve.loop import solve_stage
from symgame.solve.pieces import Piece, conjunctions, split, substitute
from symgame.solve.problem import Solved, StageProblem, StageSolution, Unknown
from symgame.solve.prune import prune
from symgame.solve.quadratic_peak import with_quadratic_peak
from symgame.solve.replies import played_values, replied
from symgame.solve.restated import without_restated
from symgame.solve.selections import deciders, determined
from symgame.solve.setting import Setting
from symgame.solve.tie_breaking import Contest, contested, earlier_movers, ordered

ASSEMBLY = 0.5
"""The share of the budget that is kept for putting together what was found."""


@dataclass(frozen=True)
class Play:
    """What is played at one stage, as a function of the history, by cases.

    Parameters
    ----------
    stage : int
        Place in the game, from 0.
    keys : tuple
        Actions, or ``(OUT, player, stage)`` for an outside option.
    cases : tuple of (values, condition)
        Values of the keys, and the condition in parameters and history; earlier cases win.
    solution : StageSolution or None
    ends : tuple of (values, condition)
        For an outside option: the cases when ties that nobody breaks end the game.
    contests : tuple of (place, later place, condition)
        Where the later one of two cases wins a tie.
    """

    stage: int
    keys: tuple[Any, ...]
    cases: tuple[tuple[tuple[Any, ...], Boolean], ...]
    solution: StageSolution | None = None
    ends: tuple[tuple[tuple[Any, ...], Boolean], ...] = ()
    contests: tuple[Contest, ...] = ()


@dataclass
class Induction:
    """The state of one backward induction, from the last stage up.

    Parameters
    ----------
    game : SequentialGame
    setting : Setting
    parameters : tuple of Symbol
    meter : Meter
    """

    game: SequentialGame
    setting: Setting
    parameters: tuple[sp.Symbol, ...]
    meter: Meter
    rule: Any = None
    pieces: tuple[Piece, ...] = ()
    plays: list[Play] = field(default_factory=list)
    unsolved: list[Boolean] = field(default_factory=list)
    nonexistence: list[tuple[Boolean, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    memory: dict[str, Any] = field(default_factory=dict)

    def history_before(self, place: int) -> tuple[tuple[sp.Symbol, sp.Expr, sp.Expr], ...]:
        """Actions played before stage `place`, each with the ends of its domain."""
        listed: list[tuple[sp.Symbol, sp.Expr, sp.Expr]] = []
        for stage in self.game.stages[:place]:
            for u in unknowns_of(stage, self.setting):
                listed.append((u.symbol, u.low, u.high))
            if isinstance(stage, Nature):
                listed += _chance_range(stage, self.setting)
        return tuple(listed)

    def assumptions_before(self, place: int) -> tuple[Boolean, ...]:
        """Assumptions on parameters, and the domains of what was played before stage `place`."""
        listed: list[Boolean] = list(self.setting.assumptions)
        for stage in self.game.stages[:place]:
            listed += [u.within(u.symbol) for u in unknowns_of(stage, self.setting)]
            if isinstance(stage, Nature):
                listed.append(_chance_values(stage, self.setting))
        return tuple(a for a in listed if a is not sp.true)

    def terminal(self) -> None:
        """The pieces of the payoffs themselves."""
        players = self.game.players
        payoffs = [self.setting.enter(self.game.payoffs[p]) for p in players]
        pieces = [Piece(c, dict(zip(players, e, strict=True)), {}) for c, e in split(payoffs)]
        self.pieces = prune(pieces, self.assumptions_before(len(self.game.stages)), self.meter)

    def moves(self, place: int, unknowns: tuple[Unknown, ...]) -> None:
        """A stage at which players choose actions."""
        before, history = self.assumptions_before(place), self.history_before(place)
        inside = [u.within(u.symbol) for u in unknowns]
        pieces = prune(self.pieces, [*before, *inside], self.meter)
        symbols = (*self.parameters, *(x for x, _, _ in history))
        problem = StageProblem(unknowns, pieces, symbols, self._known(before), history)
        solution = beyond_reach(problem)
        if solution is None:
            solution = columns_first(problem, self.meter) or self._improved(problem, solve_stage(problem, self.meter))
        solution = self._with_sets(problem, solution, place)
        self.searched(place)
        self.take(place, solution)

    def _improved(self, problem: StageProblem, solution: StageSolution) -> StageSolution:
        """What further methods add to the search; nothing when the budget is spent."""
        try:
            further = with_implicit_peak(problem, with_quadratic_peak(problem, solution), self.meter)
            return without_restated(with_columns(problem, further, self.meter), self.meter)
        except BudgetSpent:
            return solution

    def _with_sets(self, problem: StageProblem, solution: StageSolution, place: int) -> StageSolution:
        """The solution with sets of equilibria; after chance or a decision only with sets on which all payoffs are constant.

        Which equilibrium is played after a history is nobody's choice, and the stages before would have to know it.
        """
        wide = with_continua(problem, solution, self.meter)
        sets = [s for s in wide.solved if s.candidate.sets]
        listed = [s.candidate for s in solution.solved]
        more = any(not s.candidate.sets and s.candidate not in listed for s in wide.solved)
        chance = any(isinstance(s, Nature) for s in self.game.stages[:place])
        if not chance and not self.decided_before(place) or not sets and (not more or solution.uncovered is not sp.false):
            return wide
        if not chance and not more and not any(matters(problem, s, self.meter) for s in sets):
            return wide
        what = "form a continuum" if sets else "are more than those listed"
        why = f"equilibria {what} after some histories, and the stages before are solved for the listed ones only"
        self.notes.append(f"stage {place + 1}: {why}")
        return replace(solution, complete=Verdict(Status.UNDECIDED, reason=why))

    def _known(self, before: Sequence[Boolean]) -> tuple[Boolean, ...]:
        """Assumptions without the parameter regions that are already settled below."""
        done = [r for r, _ in self.nonexistence] + [r for r in self.unsolved if r.free_symbols <= set(self.parameters)]
        return (*before, *(Not(r) for r in done))

    def take(self, place: int, solution: StageSolution) -> None:
        """Pieces for the stage above, from the solution of this one."""
        problem = solution.problem
        movers = self.movers_before(place, problem.owners)
        listed = [t for s in solution.solved for t in self._favoured(problem, s, movers)]
        solved = ordered(problem, listed, movers, self.meter)
        pieces = [self._determined(problem, s, place) for s in solved]
        flat = [Piece((*c, *p.conditions[1:]), p.payoffs, p.outcome) for p in pieces for c in conjunctions(p.conditions[0])]
        self.notes += solution.notes
        for region, reason in solution.nonexistence:
            self._without(region, reason, flat, place)
        if solution.uncovered is not sp.false and not self._first(place, solution.uncovered):
            self._open(solution.uncovered, flat)
        cases = tuple((played_values(problem, s), And(s.region, *s.candidate.conditions)) for s in solved)
        contests = contested(problem, solved, movers, self.meter)
        self.plays.insert(0, Play(place, problem.symbols, cases, replace(solution, solved=tuple(solved)), contests=contests))
        self.pieces = tuple(flat)

    def searched(self, place: int) -> None:
        """The search of stage `place` is over; the results of the first one are put together even if it used up the budget."""
        kinds = (Move, Simultaneous) if self.rule is None else (Move, Simultaneous, Bargain)
        if not any(isinstance(s, kinds) for s in self.game.stages[:place]):
            self.meter = self.meter.with_at_least(ASSEMBLY)

    def decided_before(self, place: int) -> bool:
        """Whether anybody decides anything before stage `place`; shares without a rule are parameters."""
        kinds = (Move, Simultaneous, OutsideOption) if self.rule is None else (Move, Simultaneous, OutsideOption, Bargain)
        return any(isinstance(s, kinds) for s in self.game.stages[:place])

    def movers_before(self, place: int, owners: Sequence[Any]) -> tuple[Player, ...]:
        """Whose wishes break the ties of a stage's one mover; nobody's among simultaneous moves."""
        return earlier_movers(self.game.stages[:place], owners[0]) if len(owners) == 1 else ()

    def _favoured(self, problem: StageProblem, s: Solved, movers: Sequence[Player]) -> list[Solved]:
        """An indifferent mover's choice by the tie rule: what `movers`, one after the other, like best among the equally good."""
        if s.candidate.free is None or not movers or not matters(problem, s, self.meter):
            return [s]
        k = s.candidate.piece
        unknowns = tuple(replace(u, owner=movers[0]) for u in problem.unknowns)
        where = (s.region, *s.candidate.conditions)
        among = replace(problem, unknowns=unknowns, pieces=(problem.pieces[k],), assumptions=(*problem.assumptions, *where), covering=False)
        chosen = solve_stage(among, self.meter, ())
        if chosen.uncovered is not sp.false:
            return [s]
        best = [Solved(replace(t.candidate, piece=k), And(*where, t.region), (*s.evidence, *t.evidence)) for t in chosen.solved]
        return [t for b in best for t in self._favoured(problem, b, movers[1:])]

    def _determined(self, problem: StageProblem, s: Solved, place: int) -> Piece:
        """The piece of a case; unsolved when somebody's payoff hangs on an action that nobody determines."""
        piece, free = replied(problem, s), s.candidate.free
        if free is None or not self.decided_before(place):
            return piece
        fixed = standing(problem, s, self.meter)
        if fixed is not None:
            return Piece(piece.conditions, {p: substitute(e, fixed) for p, e in piece.payoffs.items()}, piece.outcome)
        self.unsolved.append(piece.conditions[0])
        self.notes.append(f"the mover is indifferent in {free} and others are not: which value is played is not determined")
        return Piece(piece.conditions, {}, {})

    def undetermined(self, after: int = 0) -> Play | None:
        """A play at stage `after` or later of which several continuations differ for somebody who decides before."""
        for play in self.plays:
            if play.stage >= after and play.solution is not None and isinstance(play.solution.problem.owners[0], Player):
                if play.solution.complete is not None and not play.solution.complete.proved:
                    return play
                concerned = deciders(self.game.stages[: play.stage], self.rule)
                movers = self.movers_before(play.stage, play.solution.problem.owners)
                if not determined(play.solution, concerned, movers, self.meter):
                    return play
        return None

    def _without(self, region: Boolean, reason: str, flat: list[Piece], place: int) -> None:
        if self.undetermined(place + 1) is not None:
            self.notes.append(f"later play is not unique, and with the best of it for the deviators {reason}")
            self._open(region, flat)
        elif region.free_symbols <= set(self.parameters):
            self.nonexistence.append((region, reason))
        else:
            self.notes.append(f"subgames without an equilibrium, where {region}: {reason}")
            self._open(region, flat)

    def _first(self, place: int, region: Boolean) -> bool:
        """Whether nobody decides before a stage: what is open there takes nothing from its cases, which are proved one by one."""
        return region.free_symbols <= set(self.parameters) and not self.decided_before(place)

    def _open(self, region: Boolean, flat: list[Piece]) -> None:
        self.unsolved.append(region)
        if not region.free_symbols <= set(self.parameters):
            flat.append(Piece((to_nnf(region, simplify=False),), {}, {}))  # as it is: its conjunctions may be very many


def _chance_range(stage: Nature, setting: Setting) -> list[tuple[sp.Symbol, sp.Expr, sp.Expr]]:
    if isinstance(stage.distribution, tuple):
        values = [setting.enter(v) for v, _ in stage.distribution]
        return [(setting.enter(stage.symbol), sp.Min(*values), sp.Max(*values))]
    return [(setting.enter(stage.symbol), stage.distribution.low, stage.distribution.high)]


def _chance_values(stage: Nature, setting: Setting) -> Boolean:
    x = setting.enter(stage.symbol)
    if isinstance(stage.distribution, tuple):
        return Or(*(sp.Eq(x, setting.enter(v)) for v, _ in stage.distribution))
    return And(sp.Ge(x, stage.distribution.low), sp.Le(x, stage.distribution.high))


def unknowns_of(stage: Any, setting: Setting) -> tuple[Unknown, ...]:
    """The actions that a stage introduces, with owners and domains; shares have no owner."""
    if isinstance(stage, Simultaneous):
        return tuple(u for m in stage.moves for u in unknowns_of(m, setting))
    if not isinstance(stage, Move | Bargain):
        return ()
    owner = stage.player if isinstance(stage, Move) else None
    return tuple(_unknown(setting.enter(x), owner, setting.enter(d)) for x, d in zip(stage_actions(stage), stage.domains, strict=True))


def _unknown(x: sp.Symbol, owner: Any, domain: sp.Set) -> Unknown:
    if isinstance(domain, sp.FiniteSet):
        values = tuple(domain.args)
        return Unknown(x, owner, sp.Min(*values), sp.Max(*values), values=values)
    low_open, high_open = (bool(domain.left_open), bool(domain.right_open))
    return Unknown(x, owner, domain.start, domain.end, low_open, high_open)
