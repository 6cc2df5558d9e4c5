"""The course of play under a profile of strategies: what everybody gets from each stage on.

At a history h of stage t (the actions of earlier stages, each in its domain) the continuation value of player i is
V_i^t(h) = V_i^{t+1}(h, s_t(h)), and V_i^{T+1} is the payoff.  An `OutsideOption` that is taken ends play with its own
payoffs, chance gives the expectation, a `Bargain` stage without a deal gives the disagreement payoffs.  All is held
as `Case`s: conditions on history and parameters, and the values of all players.

Strategies are read as `Equilibrium` gives them: an Expr in the symbols of earlier actions and parameters, or a Set
of equally good actions, any of which may be played.  The decision of an outside option at place t (from 0) stands
under the key ``(OUT, player, t)``, that of a bargaining stage under ``(OUT, NO_DEAL, t)`` (absent: always a deal);
its value is 1 or true where play ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stage_symbols import stage_actions, stage_domains
from symgame.games.stages import NO_DEAL, OUT, Bargain, Nature, OutsideOption, Stage
from symgame.logic.polynomials import expression, fraction, generators, ordered
from symgame.solve.verify_cases import Case, Claim, Names, kept
from symgame.solve.verify_lower import lower
from symgame.solve.verify_roots import negation
from symgame.solve.verify_sets import NotReadable, known, member, nonempty, support


@dataclass(frozen=True)
class Profile:
    """A game in plain real symbols together with one profile of strategies.

    Parameters
    ----------
    game : SequentialGame
    rule : object or None
        The bargaining rule; without one, shares are parameters.
    strategies : Mapping
        As a branch gives them.
    given : tuple of Boolean
        Region and assumptions, in plain symbols.
    inward : Mapping
        From the author's symbols to plain ones.
    possible : callable
        Whether conditions are not known to contradict each other.
    """

    game: SequentialGame
    rule: Any
    strategies: Mapping[Any, Any]
    given: tuple[Boolean, ...]
    inward: Mapping[sp.Symbol, sp.Symbol]
    possible: Callable[[tuple[Boolean, ...]], bool]
    names: Names = field(compare=False)

    def enter(self, value: Any) -> Any:
        """A value in plain symbols."""
        return value.xreplace(dict(self.inward)) if isinstance(value, sp.Basic) else value

    @property
    def players(self) -> tuple[Player, ...]:
        return self.game.players

    def actions(self, place: int) -> tuple[sp.Symbol, ...]:
        """The plain symbols of the actions at a stage."""
        return tuple(self.enter(a) for a in stage_actions(self.game.stages[place]))

    def fixed(self, place: int) -> bool:
        """Whether nobody chooses at this stage: shares without a rule."""
        return isinstance(self.game.stages[place], Bargain) and self.rule is None

    def membership(self, place: int) -> tuple[Boolean, ...]:
        """That the actions of a stage lie in their domains."""
        stage = self.game.stages[place]
        if isinstance(stage, Nature):
            return support(stage, self.actions(place)[0], self.enter)
        pairs = zip(self.actions(place), stage_domains(stage), strict=True)
        return tuple(c for a, d in pairs for c in member(a, self.enter(d)))

    @cached_property
    def histories(self) -> tuple[tuple[Boolean, ...], ...]:
        """For each stage, that the actions of all earlier stages lie in their domains."""
        found: list[tuple[Boolean, ...]] = [()]
        for place in range(len(self.game.stages)):
            found.append((*found[-1], *self.membership(place)))
        return tuple(found)

    def chosen(self, place: int) -> list[Case]:
        """The actions that the strategies prescribe at a stage, by cases in the history."""
        stage = self.game.stages[place]
        if self.fixed(place) or isinstance(stage, OutsideOption | Nature):
            return [Case((), self.actions(place) if self.fixed(place) else ())]
        listed = [self.alternatives(user) for user in stage_actions(stage)]
        return [c for combination in product(*listed) for c in self._combined(place, combination)]

    def alternatives(self, user: sp.Symbol) -> list[tuple[Any, tuple[Boolean, ...]]]:
        """What the strategy of an action says, by cases when one of them is a set; earlier cases win."""
        if user not in self.strategies:
            raise NotReadable(f"the branch has no strategy for {user}")
        value = self.enter(self.strategies[user])
        if not isinstance(value, sp.Tuple):
            return [(value, ())]
        found: list[tuple[Any, tuple[Boolean, ...]]] = []
        before: list[Boolean] = []
        for v, c in value:
            found.append((v, (*before, c)))
            before.append(negation(c))
        return found

    def _combined(self, place: int, combination: tuple[tuple[Any, tuple[Boolean, ...]], ...]) -> list[Case]:
        """The cases of one combination of alternatives; a fresh symbol stands for an element of a set."""
        values: dict[sp.Symbol, sp.Expr] = {}
        conditions = [c for _, when in combination for c in when]
        claims: list[Claim] = []
        drawn: list[tuple[sp.Symbol, sp.Symbol]] = []
        within: list[Boolean] = []
        for user, (value, when) in zip(stage_actions(self.game.stages[place]), combination, strict=True):
            if isinstance(value, sp.Set):
                value = known(user, value.xreplace(dict(drawn)), self._unknown(place))  # it may use the free actions before it
                claims.append(((*when, *within), (nonempty(value, self.names),)))
                drawn.append((self.enter(user), self.names.fresh(user.name)))
                within.extend(member(drawn[-1][1], value))
                value = drawn[-1][1]
            values[self.enter(user)] = value
        cases = [named(c, self.names) for c in lower(self._resolved(values, place), (*conditions, *within), self.names)]
        return [replace(c, roots=(*((s, sp.S.Zero) for _, s in drawn), *c.roots), claims=(*claims, *c.claims)) for c in cases]

    def somewhere(self, place: int) -> Iterable[Boolean]:
        """That some alternative of each action applies, as claims."""
        for user in stage_actions(self.game.stages[place]):
            value = self.enter(self.strategies[user])
            if isinstance(value, sp.Tuple):
                yield sp.Or(*(c for _, c in value))

    def hidden(self) -> set[sp.Symbol]:
        """Draws that nobody sees."""
        return {self.enter(s.symbol) for s in self.game.stages if isinstance(s, Nature) and _constant(s)}

    def _resolved(self, values: dict[sp.Symbol, sp.Expr], place: int) -> tuple[sp.Expr, ...]:
        """References to actions of the same stage replaced by what is played there."""
        for _ in values:
            values = {a: v.xreplace({b: w for b, w in values.items() if b != a}) for a, v in values.items()}
        return tuple(known(a, v, self._unknown(place)) for a, v in values.items())

    def _unknown(self, place: int) -> set[sp.Symbol]:
        return self.hidden() | {a for p in range(place, len(self.game.stages)) for a in self.actions(p)}

    def decisions(self, place: int) -> list[Case]:
        """Whether play ends at a stage, by cases: the value is 1 where it does."""
        stage = self.game.stages[place]
        who = stage.player if isinstance(stage, OutsideOption) else NO_DEAL
        value = self.enter(self.strategies.get((OUT, who, place), None if who is not NO_DEAL else sp.S.Zero))
        if value is None:
            raise NotReadable(f"the branch has no decision {(OUT, who, place)} for the outside option of {who}")
        if isinstance(value, Boolean | bool):
            value = sp.Piecewise((sp.S.One, value), (sp.S.Zero, True))
        return lower((sp.Integer(value) if isinstance(value, int) else value,), (), self.names)

    def continuation(self, place: int, extras: tuple[sp.Expr, ...] = ()) -> tuple[Case, ...]:
        """Everybody's payoff from a stage on, and the value of `extras`, by cases in the history."""
        key = (place, extras)
        if key not in self._memory:
            self._memory[key] = tuple(self._continue(place, extras))
        return self._memory[key]

    @cached_property
    def _memory(self) -> dict[Any, tuple[Case, ...]]:
        return {}

    def _continue(self, place: int, extras: tuple[sp.Expr, ...]) -> Iterable[Case]:
        if place == len(self.game.stages):
            values = (*(self.enter(e) for _, e in self.game.payoff_items), *extras)
            return lower(values, (), self.names)
        later = self.continuation(place + 1, extras)
        stage = self.game.stages[place]
        if isinstance(stage, Nature):
            return self._expected(stage, place, later)
        if self.fixed(place):
            return later
        found: list[Case] = []
        if isinstance(stage, OutsideOption | Bargain):
            for d in self.decisions(place):
                if d.values[0] == 1:
                    found.extend(self.ended(place, d, extras))
                elif d.values[0] == 0:
                    found.extend(self.joined(self.played(place, d, later), place))
                else:
                    raise NotReadable(f"the decision at stage {place + 1} is {d.values[0]}, neither 0 nor 1")
            return found
        return self.joined(self.played(place, Case((), ()), later), place)

    def ended(self, place: int, decision: Case, extras: tuple[sp.Expr, ...]) -> list[Case]:
        """What everybody gets when play ends at a stage, where a case of the decision applies."""
        stage: Stage = self.game.stages[place]
        if isinstance(stage, OutsideOption):
            listed = dict(stage.payoffs)
        else:
            assert isinstance(stage, Bargain)
            listed = dict(zip(stage.between, stage.disagreement, strict=True))
        values = tuple(self.enter(listed.get(p, sp.S.Zero)) for p in self.players)
        cases = lower((*values, *extras), (), self.names)
        return [c for c in (joint(decision, c) for c in cases) if c is not None]

    def played(self, place: int, decision: Case, later: tuple[Case, ...]) -> Iterable[Case]:
        """The later cases with the actions of a stage put as the strategies say, where a case of the decision applies."""
        for s in self.chosen(place):
            put = dict(zip(self.actions(place), s.values, strict=True))
            for w in later:
                made = after(s, w, put, self.names)
                made = None if made is None else joint(decision, made)
                if made is not None:
                    yield made

    def joined(self, cases: Iterable[Case], place: int) -> list[Case]:
        """The cases that are not known to be empty on the histories of a stage."""
        listed = list(cases)
        if len(listed) < 2:
            return listed
        return [c for c in listed if self.possible((*self.histories[place], *c.conditions))]

    def _expected(self, stage: Nature, place: int, later: tuple[Case, ...]) -> Iterable[Case]:
        if not isinstance(stage.distribution, tuple):
            raise NotReadable(f"the expectation over the continuous draw {stage.symbol} is outside this check")
        symbol = self.enter(stage.symbol)
        found = [Case((), (sp.S.Zero,) * len(later[0].values))] if later else []
        for value, weight in stage.distribution:
            put = {symbol: self.enter(value)}
            drawn = [c for c in (w.renamed(self.names).put(put) for w in later) if c is not None]
            found = [c for f in found for d in drawn if (c := _added(f, d, self.enter(weight))) is not None]
            found = self.joined(found, place)
        return found


def _constant(stage: Nature) -> bool:
    return isinstance(stage.distribution, tuple) and len(stage.distribution) == 1


def after(first: Case, then: Case, put: Mapping[sp.Symbol, sp.Expr], names: Names) -> Case | None:
    """`then` with the values of `first` put in, where both apply."""
    made = then.renamed(names).put(put)
    made = None if made is None else joint(first, made)
    return None if made is None else replace(made, values=tuple(tidy(v) for v in made.values))


def joint(first: Case, then: Case) -> Case | None:
    """`then` where both cases apply; what must hold for the values of `first` is checked where it is chosen."""
    conditions = kept((*first.conditions, *then.conditions))
    if conditions is None:
        return None
    roots = tuple(dict((*first.roots, *then.roots)).items())
    nonzero = tuple(dict.fromkeys((*first.nonzero, *then.nonzero)))
    claims = tuple(((*first.conditions, *given), listed) for given, listed in then.claims)  # `then` speaks of the values of `first`
    return replace(then, conditions=conditions, roots=roots, nonzero=nonzero, claims=claims)


def named(case: Case, names: Names) -> Case:
    """The case with a symbol, fixed by an equation, for each value that holds roots: later formulas stay short."""
    unknowns = {u for u, _ in case.roots}
    values, roots, conditions = list(case.values), list(case.roots), list(case.conditions)
    for i, v in enumerate(values):
        if v.is_Symbol or not v.free_symbols & unknowns or not v.is_rational_function():
            continue
        y = names.of(v)
        numerator, denominator = sp.fraction(sp.together(v))
        equation = y * denominator - numerator
        values[i] = y
        roots.append((y, equation))
        conditions.append(sp.Eq(equation, 0))
    return replace(case, values=tuple(values), roots=tuple(roots), conditions=tuple(conditions))


def _added(one: Case, other: Case, weight: sp.Expr) -> Case | None:
    made = joint(one, other)
    if made is None:
        return None
    values = tuple(tidy(a + weight * b) for a, b in zip(one.values, other.values, strict=True))
    return replace(made, values=values, claims=(*one.claims, *other.claims))


def tidy(value: sp.Expr) -> sp.Expr:
    """A rational expression over one denominator in lowest terms; anything else as it is.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> tidy(x/(2*x) - x/2)
    1/2 - x/2
    """
    if value.is_Symbol or value.is_number or value.has(sp.nan, sp.zoo) or not value.is_rational_function():
        return value
    gens = ordered(generators(value))
    made = fraction(value, gens)
    return expression(made.num, gens) / expression(made.den, gens)
