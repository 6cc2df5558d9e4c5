"""The Pareto set of a bargain: the shares that no other share of the domain dominates.

A share y dominates x when nobody is worse off at y and somebody is better off.  The set is found for all
parameters: a union of intervals and points with ends in the parameters, each on its region, proved.

References
----------
V. Pareto (1906), Manuale di economia politica.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not

from symgame.budget import Budget, Meter
from symgame.errors import ArgumentError, ArgumentTypeError, UncoveredError
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.logic.problem import sentences
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.printing import Value
from symgame.solve.dominance import Dominance, Numbers
from symgame.solve.equilibrium import Obligation
from symgame.solve.labels import Point
from symgame.solve.pareto_candidates import Ends, Structure, as_set, matches, shape_at, structures
from symgame.solve.pareto_cells import Found
from symgame.solve.pareto_game import checked_utilities, problem_of_game, problem_of_utilities
from symgame.solve.pareto_peaks import between_peaks, facts_about_numbers, peak_of, unspecified
from symgame.solve.pareto_prove import ParetoProver
from symgame.solve.pareto_written import exactly
from symgame.solve.prove import Attempt
from symgame.solve.region_search import RegionSearch
from symgame.solve.sign_regions import anywhere
from symgame.solve.values import exact_values

LONGEST = 200
UNCLEAR = "no set was recognised: two of its ends may lie too close to be told apart"


@dataclass(frozen=True)
class ParetoCase(Value):
    """The undominated shares on one region.

    Parameters
    ----------
    region : Region
    set : Set
        A union of intervals and points with ends in the parameters.
    evidence : tuple of Obligation

    Examples
    --------
    See `pareto_set`.
    """

    region: Region
    set: sp.Set
    evidence: tuple[Obligation, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class ParetoSet(Value):
    """The undominated shares for all parameters.

    Parameters
    ----------
    share : Symbol
    cases : tuple of ParetoCase
        With disjoint regions.
    uncovered : Boolean
        The rest of the parameter space; ``sp.false`` when the cases provably cover all.
    parameters : tuple of Symbol
    given : tuple of Boolean
    notes : tuple of str

    Examples
    --------
    See `pareto_set`.
    """

    share: sp.Symbol
    cases: tuple[ParetoCase, ...]
    uncovered: Boolean
    parameters: tuple[sp.Symbol, ...]
    given: tuple[Boolean, ...] = ()
    notes: tuple[str, ...] = ()

    def at(self, values: Mapping[sp.Symbol, Any]) -> sp.Set:
        """The undominated shares at exact parameter values.

        Parameters
        ----------
        values : {Symbol: exact number}

        Raises
        ------
        UncoveredError
            In the uncovered part.
        """
        point = exact_values(values, self.parameters, self.given)
        for c in self.cases:
            if c.region.holds_at(point):
                return c.set.subs(point) if isinstance(c.set, sp.Set) else c.set
        raise UncoveredError(f"the Pareto set is not known at {dict(values)}: uncovered is {self.uncovered}")


def pareto_set(
    game: Any,
    *,
    over: sp.Symbol | None = None,
    domain: sp.Set | None = None,
    given: Iterable[Boolean] = (),
    peaks: Mapping[Player, Any] | None = None,
    budget: Budget | None = None,
) -> ParetoSet:
    """The shares that no other share of the domain dominates, for all parameters.

    Parameters
    ----------
    game : SequentialGame, or {Player: Expr}
        A game with one bargaining stage over one share, or the utilities themselves.
    over : Symbol, optional
        The share, for utilities.
    domain : Interval, optional
        Its domain, for utilities.
    given : iterable of Boolean
        Relations between the parameters, for utilities; shapes such as ``Increasing(U, strict=True)`` of unspecified
        functions.
    peaks : {Player: Expr}, optional
        For unspecified utilities: each rises strictly up to its peak and falls strictly behind it.
    budget : Budget, optional

    Returns
    -------
    ParetoSet

    Raises
    ------
    ArgumentError, ArgumentTypeError
        If the arguments do not fit together.
    UnsupportedError
        For a vector of shares, or a domain without finite ends.
    SeveralEquilibriaError
        If the play after some share, and with it somebody's payoff, is not unique.

    Examples
    --------
    >>> from symgame.games.players import players
    >>> G, D = players("G D")
    >>> x, a = sp.Symbol("x", nonnegative=True), sp.Symbol("a", positive=True)
    >>> found = pareto_set({G: x*(2*a - x), D: -x}, over=x, domain=sp.Interval(0, 1))
    >>> found.at({a: sp.Rational(1, 2)}), found.at({a: 3})
    (Interval(0, 1/2), Interval(0, 1))
    """
    meter, given = (budget or Budget()).start(), tuple(given)
    if isinstance(game, SequentialGame):
        if over is not None or domain is not None or given or peaks:
            raise ArgumentError("pareto_set: over=, domain= and given= go with utilities; a game has its own")
        problem, share, notes = problem_of_game(game, budget)
    elif isinstance(game, Mapping) and (peaks or unspecified(game)):
        return _by_peaks(game, over, domain, given, peaks or {})
    elif isinstance(game, Mapping):
        problem, share, notes = problem_of_utilities(game, over, domain, given)
    else:
        raise ArgumentTypeError(f"pareto_set takes a SequentialGame or a mapping of utilities, got {game!r}")
    return _solved(problem, share, notes, meter)


def _by_peaks(
    utilities: Mapping[Any, Any], over: Any, domain: Any, given: tuple[Boolean, ...], peaks: Mapping[Any, Any]
) -> ParetoSet:
    """Single-peaked utilities; what is assumed of their shape is part of the result's assumptions."""
    share, interval = checked_utilities(utilities, over, domain)
    known = {p: peak_of(p, u, share, interval, sentences(given), peaks) for p, u in utilities.items()}
    facts = facts_about_numbers(sentences(given))
    symbols = set().union(*(e.free_symbols for e in (*known.values(), *facts, interval)))
    cases = tuple(
        ParetoCase(Region(reduce_condition(region, facts), facts), as_set(structure), evidence)
        for structure, region, evidence in between_peaks(known, facts)
    )
    rest = And(*(Not(c.region.condition) for c in cases))
    uncovered = rest if anywhere(rest, facts) else sp.false
    notes = ("assumed: each utility rises strictly up to its peak and falls strictly behind it",)
    return ParetoSet(share, cases, uncovered, tuple(sorted(symbols, key=str)), facts, notes)


@dataclass(eq=False)
class _Subject:
    """A structure that may be the Pareto set somewhere."""

    structure: Structure
    search: _Search
    proofs: dict[Boolean, Attempt] = field(default_factory=dict)

    def label(self, point: Point) -> bool | None:
        """Whether the formulas give the set at the point."""
        seen = self.search.shape(point)
        return None if seen is None else matches(self.structure, seen[0], seen[2])

    def expressions(self) -> Iterator[sp.Expr]:
        """Differences of ends, marginal utilities at ends, differences of utilities at ends."""
        return self.search.expressions(self.structure)

    def attempt(self, region: Boolean) -> Attempt:
        """The proof on a region."""
        if region not in self.proofs:
            self.proofs[region] = self.search.prover.attempt(self.structure, region)
        return self.proofs[region]


class _Search:
    """Structures seen so far, and the numbers at the points they were seen at."""

    def __init__(self, problem: Dominance, meter: Meter) -> None:
        self.problem = problem
        self.ends = Ends(problem)
        self.prover = ParetoProver(problem, self.ends.pool, meter)
        self.subjects: list[_Subject] = []
        self.shapes: dict[tuple[Any, ...], Any] = {}

    def shape(self, point: Point) -> Any:
        """``(shape, classes, numbers)`` at a point; None when unclear."""
        key = tuple(point[s] for s in self.problem.parameters)
        if key not in self.shapes:
            numbers = Numbers(self.problem, point)
            seen = shape_at(numbers, self.ends.pool)
            if seen is None and self.ends.grow():
                self.shapes.clear()
                seen = shape_at(numbers, self.ends.pool)
            self.shapes[key] = None if seen is None else (*seen, numbers)
        return self.shapes[key]

    def discover(self, point: Point) -> Iterable[_Subject]:
        """The known structures that fit the point, or new ones."""
        seen = self.shape(point)
        if seen is None:
            return []
        shape, classes, numbers = seen
        fitting = [s for s in self.subjects if matches(s.structure, shape, numbers)]
        if not fitting:
            fitting = [_Subject(s, self) for s in structures(shape, classes)]
            self.subjects += fitting
        return fitting

    def expressions(self, structure: Structure) -> Iterator[sp.Expr]:
        """See `_Subject.expressions`."""
        x, pool = self.problem.share, self.ends.pool[: self.ends.first]
        own = list(dict.fromkeys(e for s in structure for e in (s.start, s.end)))
        ends = list(dict.fromkeys([*own, *pool]))
        found = [b - a for i, a in enumerate(ends) for b in ends[i + 1 :] if a in own or b in own]
        for p in self.problem.pieces:
            for party in self.problem.parties if p.payoffs else ():
                utility, slope = p.payoffs[party], sp.diff(p.payoffs[party], x)
                found += [sp.diff(slope, x), *(slope.subs(x, e) for e in ends)]
                found += [utility.subs(x, e) - utility.subs(x, ends[0]) for e in ends[1:]]
        for party in self.problem.parties:
            levels = [self.problem.pieces[k].payoffs[party].subs(x, e) for e, k in self.ends.peaks]
            found += [v - w for i, v in enumerate(levels) for w in levels[i + 1 :]]
        yield from (e for e in found if not e.has(x) and sp.count_ops(e) <= LONGEST)


def _solved(problem: Dominance, share: sp.Symbol, notes: tuple[str, ...], meter: Meter) -> ParetoSet:
    whole = exactly(problem, meter, first=True)
    if whole is not None:
        return ParetoSet(share, _cases(whole, problem), sp.false, problem.parameters, problem.given, notes)
    search = _Search(problem, meter)
    found, rest, reasons = RegionSearch(problem.parameters, problem.given, search.discover, meter).run()
    if rest is not sp.false and search.ends.pool_is_new():
        search.shapes.clear()
        found, rest, reasons = RegionSearch(problem.parameters, problem.given, search.discover, meter).run()
    given = problem.given
    whole = exactly(problem, meter, first=False) if rest is not sp.false else None
    if whole is not None:
        return ParetoSet(share, _cases(whole, problem), sp.false, problem.parameters, given, notes)
    merged: dict[Any, tuple[Structure, list[Boolean], tuple[Obligation, ...]]] = {}
    for subject, region, attempt in found:
        assert isinstance(subject, _Subject)
        entry = merged.setdefault(subject.structure, (subject.structure, [], ()))
        merged[subject.structure] = (entry[0], [*entry[1], region], (*entry[2], *attempt.evidence))
    cases: list[ParetoCase] = []
    taken: list[Boolean] = []
    for structure, regions, evidence in merged.values():
        condition = reduce_condition(And(sp.Or(*regions), *(Not(t) for t in taken)), given)
        taken.append(sp.Or(*regions))
        if condition is not sp.false and anywhere(condition, given):
            cases.append(ParetoCase(Region(condition, given), as_set(structure), evidence))
    uncovered = sp.false if rest is sp.false else reduce_condition(rest, given)
    if uncovered is not sp.false and not cases and not reasons:
        notes = (*notes, UNCLEAR)
    return ParetoSet(share, tuple(cases), uncovered, problem.parameters, given, (*notes, *reasons))


def _cases(found: list[Found], problem: Dominance) -> tuple[ParetoCase, ...]:
    return tuple(ParetoCase(Region(region, problem.given), as_set(s), evidence) for s, region, evidence in found)
