"""What a search left open in a symmetric game: each candidate compared with every closed-form deviation.

Given the others' sum S, a best reply is an end of the domain, a kink, or a stationary point of a smooth piece.
Where these have closed forms d_1(S), …, d_k(S), a common action c is an equilibrium iff
u(d_j, (n − 1) c) ≤ u(c, (n − 1) c) for every d_j in the domain.  That sentence, for each candidate c, is a region;
and if no action x in the domain withstands all of them, there is no symmetric equilibrium.  Both are proved, the
first against every deviation and not only against the d_j.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.budget import Budget, BudgetSpent, Meter
from symgame.games.stages import Simultaneous
from symgame.logic.decide import QUICK, decide
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.logic.root import Root
from symgame.logic.verdict import Status, Verdict
from symgame.solve.equilibrium import Branch, Equilibrium, Obligation
from symgame.solve.outside import missed, outside, undefined
from symgame.solve.pieces import KINKED, Piece, relation_sides, split
from symgame.solve.problem import Unknown
from symgame.solve.refusals import REFUSALS, inside_sympy
from symgame.solve.symmetric_form import TwoPersonForm
from symgame.solve.univariate import roots

SLICE = Budget(seconds=3.0)
REASON = "whatever all choose, somebody gains by another action"


class _Rest:
    """One game with its pieces, candidates and deviations."""

    def __init__(self, form: TwoPersonForm, meter: Meter) -> None:
        self.form, self.meter = form, meter
        self.x, self.y = form.own, form.other
        self.payoff = form.game.payoffs[form.player]
        stage = form.game.stages[0]
        assert isinstance(stage, Simultaneous)
        (domain,) = (m.domains[0] for m in stage.moves if m.player == form.player)
        self.unknown = Unknown(self.x, form.player, domain.start, domain.end, bool(domain.left_open), bool(domain.right_open))
        self.pieces = [Piece(c, {form.player: e}) for c, (e,) in split([self.payoff])]

    def at(self, own: sp.Expr, other: sp.Expr) -> sp.Expr:
        """The payoff of `own` when everybody else chooses `other`."""
        return self.payoff.subs({self.x: own, self.y: other}, simultaneous=True)

    def candidates(self) -> list[sp.Expr]:
        """Common actions that may be equilibria: ends, kinks, stationary points."""
        return self._values({self.y: self.x})

    def deviations(self) -> list[sp.Expr]:
        """Own actions that may be best, in terms of the others' common action."""
        return self._values({})

    def _values(self, others: dict[sp.Symbol, sp.Expr]) -> list[sp.Expr]:
        u = self.unknown
        found = [e for e, is_open in ((u.low, u.low_open), (u.high, u.high_open)) if not is_open and e.is_finite is not False]
        for p in self.pieces:
            equations = [sp.diff(p.payoffs[self.form.player], self.x)]
            equations += [relation_sides(c) for c in p.conditions]  # type: ignore[arg-type]
            for e in equations:
                equation = e.subs(others)
                if equation.has(self.x):
                    found += roots(equation, self.x, u.low, u.high)
        return [v for v in dict.fromkeys(found) if not v.has(self.x, Root, sp.I, sp.nan, sp.zoo, sp.Piecewise)]

    def withstands(self, action: sp.Expr, deviations: list[sp.Expr]) -> Boolean:
        """No closed-form deviation from the common action gains; one at which the payoff is not defined says nothing."""
        here = self.at(action, action)
        moved = [d.subs(self.y, action) for d in deviations]
        pairs = [(d, self.at(d, action)) for d in moved]
        kept = [(d, there) for d, there in pairs if not _undefined(d, there, here)]
        return And(*(Or(outside(self.unknown.within(d)), *undefined(there), sp.Le(there, here)) for d, there in kept))

    def ask(self, claim: Boolean, *given: Boolean) -> Verdict:
        self.meter.spend()
        return decide(claim, (*self.form.game.assume, *given), deciders=QUICK, budget=SLICE)

    def never(self, *conditions: Boolean) -> bool:
        """Whether it is proved that the conditions never hold together."""
        verdict = self.ask(sp.false, *conditions)
        return verdict.proved or verdict.vacuous


def _undefined(*values: sp.Expr) -> bool:
    return any(v.has(sp.nan, sp.zoo, sp.oo, sp.I) for v in values)


def settle_rest(form: TwoPersonForm, found: Equilibrium, meter: Meter) -> Equilibrium:
    """Branches and regions without equilibrium in what `found` leaves uncovered, and whether there are others.

    Parameters
    ----------
    form : TwoPersonForm
    found : Equilibrium
        Of the two-person form.
    meter : Meter

    Returns
    -------
    Equilibrium
        With less uncovered, or a proved `complete`, where sentences were proved; `found` itself otherwise.
    """
    sets = any(isinstance(v, sp.Set) for b in found.branches for _, v in b.outcome_items)
    if sets or any(p.exp.free_symbols for p in form.game.payoffs[form.player].atoms(sp.Pow)):
        return found
    rest = _Rest(form, meter)
    try:
        if found.uncovered is not sp.false:
            found = _covered(rest, found)
        if found.uncovered is sp.false and not found.complete.proved:
            found = replace(found, complete=_complete(rest, found))
    except BudgetSpent:
        pass
    except REFUSALS as error:
        if not inside_sympy(error):
            raise
    return found


def _covered(rest: _Rest, found: Equilibrium) -> Equilibrium:
    """What is uncovered, cut by candidates that withstand everything; the rest has no equilibrium if that is proved."""
    assume = tuple(rest.form.game.assume)
    added = list(_branches(rest, found.uncovered))
    left = And(found.uncovered, *(missed(b.region.condition) for b in added))
    absent = list(found.nonexistence)
    if rest.never(left):
        left = sp.false
    elif rest.never(left, *_nobody_deviates(rest)):
        absent.append((Region(reduce_condition(left, assume), assume), REASON))
        left = sp.false
    elif added:
        left = reduce_condition(left, assume)
    branches = _joined([*found.branches, *added], assume)
    return replace(found, branches=branches, nonexistence=tuple(absent), uncovered=left)


def _joined(branches: list[Branch], assume: tuple[Boolean, ...]) -> tuple[Branch, ...]:
    """Branches with the same play become one."""
    kept: list[Branch] = []
    for b in branches:
        for i, other in enumerate(kept):
            if other.outcome_items == b.outcome_items:
                condition = reduce_condition(Or(other.region.condition, b.region.condition), assume)
                evidence = (*other.evidence, *b.evidence)
                kept[i] = replace(other, region=Region(condition, other.region.given), evidence=evidence)
                break
        else:
            kept.append(b)
    return tuple(kept)


def _complete(rest: _Rest, found: Equilibrium) -> Verdict:
    """Whether only the listed actions withstand every closed-form deviation."""
    listed = [(b.region.condition, b.outcome[rest.x]) for b in found.branches]
    others = [outside(And(region, sp.Eq(rest.x, value))) for region, value in listed]
    if rest.never(*_nobody_deviates(rest), *others):
        return Verdict(Status.PROVED, by=("deviations",))
    return found.complete if found.complete.undecided else Verdict(Status.UNDECIDED, reason="others were not ruled out")


def _nobody_deviates(rest: _Rest) -> list[Boolean]:
    """That the common action x is in the domain and withstands every closed-form deviation."""
    alike = rest.withstands(rest.x, [d.subs(rest.y, rest.x) for d in rest.deviations()])
    return [rest.unknown.within(rest.x), alike]


def _branches(rest: _Rest, uncovered: Boolean) -> Iterator[Branch]:
    """Candidates on the part of the uncovered region where they withstand everything, as proved."""
    deviations, assume = rest.deviations(), tuple(rest.form.game.assume)
    for c in rest.candidates():
        condition = And(rest.unknown.within(c), rest.withstands(c, deviations))
        if condition.has(*KINKED):
            condition = Or(*(And(*cases, inner) for cases, (inner,) in split([condition])))
        region = reduce_condition(And(uncovered, condition), assume)
        if region is sp.false or rest.never(region):
            continue
        claim = sp.Le(rest.at(rest.x, c), rest.at(c, c))
        verdict = rest.ask(claim, region, rest.unknown.within(rest.x))
        if not verdict.proved:
            continue
        evidence = Obligation("no profitable deviation", claim, (*assume, region, rest.unknown.within(rest.x)), verdict)
        play = ((rest.x, c), (rest.y, c))
        yield Branch(Region(region, assume), play, play, ((rest.form.player, rest.at(c, c)),), (), (evidence,))
