"""A stage of one mover whose best action has no closed form: where it is an end, and where an implicit zero.

Let f be the payoff on an interval [l, h] of the own action x, with a derivative on (l, h) that has the sign of F, and let F
have at most one zero there and change its sign from + to - at it.  Then f rises up to the zero and falls behind it, so that

- F(l) ≤ 0 makes l the best action, F(h) ≥ 0 makes h the best one, and
- F(l) > 0 > F(h) makes the zero of F in (l, h) the only best action.

F falls, or F = a M - b N with positive a M and b N, of which the ratio falls (`crossings`).  Where F has no value at an end, or
the end is infinite, a point with a proved sign of F takes its place: one at which a positive term outweighs the negative ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.budget import BudgetSpent, Meter
from symgame.logic.root import Root, valueless
from symgame.logic.zero import Zero
from symgame.solve.crossings import smoothness
from symgame.solve.equilibrium import Obligation
from symgame.solve.power_proofs import Stand, Tactic
from symgame.solve.power_ratios import has_powers
from symgame.solve.problem import Candidate, Solved, StageProblem, StageSolution, Unknown
from symgame.solve.prove import Prover
from symgame.solve.refusals import REFUSALS, inside_sympy
from symgame.solve.univariate import roots

MOST_TERMS = 5


def with_implicit_peak(problem: StageProblem, solution: StageSolution, meter: Meter) -> StageSolution:
    """The solution, completed by an implicit action where the search left the choice open.

    Parameters
    ----------
    problem : StageProblem
    solution : StageSolution
    meter : Meter

    Returns
    -------
    StageSolution
        The same one if nothing is open, or if the problem is not of this kind.
    """
    if solution.uncovered is sp.false or len(problem.unknowns) != 1 or len(problem.pieces) != 1 or not problem.covering:
        return solution
    (u,), (piece,) = problem.unknowns, problem.pieces
    ends = (u.low, u.high)
    if u.values or not piece.payoffs or piece.conditions or any(e.has(sp.Min, sp.Max) for e in ends):
        return solution
    payoff = piece.payoffs[u.owner]
    if not has_powers(payoff, u.symbol) or payoff.has(sp.Piecewise, sp.Min, sp.Max, sp.Abs, sp.sign, sp.Heaviside, Root, Zero):
        return solution
    try:
        found = _Peak(problem, u, payoff, Prover(problem, meter)).cases()
    except BudgetSpent:
        return solution
    return solution if found is None else replace(solution, solved=found, nonexistence=(), uncovered=sp.false, notes=())


def beyond_reach(problem: StageProblem) -> StageSolution | None:
    """The open solution of a stage where nothing can be shown: a later stage is open for all parameters, or a reply that
    moves with the actions is an implicit zero.

    Parameters
    ----------
    problem : StageProblem
    """
    if sp.false in problem.assumptions:
        return StageSolution(problem, (), (), sp.true, ())
    replies = set().union(*(e.atoms(Zero) for p in problem.pieces for e in p.payoffs.values()))
    if not any(z.has(*problem.symbols) for z in replies):
        return None
    actions = ", ".join(map(str, problem.symbols))
    return StageSolution(problem, (), (), sp.true, (f"a reply to {actions} has no closed form, and this stage is not solved without one",))


def has_value(e: sp.Expr) -> Iterator[Boolean]:
    """What gives an expression a value, and makes it continuous where it has one.

    Examples
    --------
    >>> x, k = sp.symbols("x k", real=True)
    >>> sorted(map(str, has_value(x**k + sp.log(x - 1))))
    ['(x > 0) | ((x >= 0) & (k > 0))', 'x - 1 > 0']
    """
    for p in e.atoms(sp.Pow, sp.log):
        if isinstance(p, sp.log):
            yield sp.Gt(p.args[0], 0)
        elif not p.exp.is_Integer:
            yield Or(sp.Gt(p.base, 0), And(sp.Ge(p.base, 0), sp.Gt(p.exp, 0)))
        elif p.exp < 0:
            yield sp.Ne(p.base, 0)


@dataclass(frozen=True)
class _End:
    """One end of the domain: where F is positive near the lower one (negative near the upper one), and a point that shows it."""

    reached: Boolean
    point: sp.Expr
    evidence: tuple[Obligation, ...]


class _Peak:
    """The proof that the payoff has a single peak, and the cases of where it lies."""

    def __init__(self, problem: StageProblem, u: Unknown, payoff: sp.Expr, prover: Prover) -> None:
        self.problem, self.u, self.payoff, self.prover = problem, u, payoff, prover
        self.x = u.symbol
        above = [sp.Gt(self.x, u.low)] if u.low is not -sp.oo else []
        below = [sp.Lt(self.x, u.high)] if u.high is not sp.oo else []
        self.inside = tuple(c for c in (*above, *below) if c is not sp.true)
        self.evidence: list[Obligation] = []

    def cases(self) -> tuple[Solved, ...] | None:
        """The best action by cases, None when the payoff is not shown to have a single peak."""
        finite = self.u.low is not -sp.oo and self.u.high is not sp.oo
        if finite and not self._shown("the domain is not empty", sp.Le(self.u.low, self.u.high), ()):
            return None
        if not all(self._shown("smooth inside", c, self.inside) for c in dict.fromkeys(smoothness(self.payoff, self.x))):
            return None
        for sign_of in self._signs():
            both = self._both_ends(sign_of)
            if both is not None:
                return tuple(self._listed(sign_of, *both))
        return None

    def _shown(self, name: str, claim: Boolean, given: Sequence[Boolean]) -> bool:
        made = self._obligation(name, claim, given)
        if made is not None:
            self.evidence.append(made)
        return made is not None

    def _obligation(self, name: str, claim: Boolean, given: Sequence[Boolean]) -> Obligation | None:
        verdict = self.prover.ask(claim, given, slices=2)
        return Obligation(name, claim, (*self.problem.assumptions, *given), verdict) if verdict.proved or verdict.vacuous else None

    # ------------------------------------------------------------------ one change of sign

    def _signs(self) -> Iterator[sp.Expr]:
        """Functions with the sign of the marginal payoff inside that are proved to change it once at most, from + to -."""
        marginal = sp.powsimp(sp.diff(self.payoff, self.x))
        if self._shown("the marginal payoff falls", sp.Lt(sp.diff(marginal, self.x), 0), self.inside):
            yield marginal
        stand = Stand(self.prover, (self.u,), {self.x: self.x}, (), {})
        tactic = Tactic(stand, self.payoff, self.inside, 2.0, strict=True)
        form = tactic._form()
        for c in form[2] if form is not None else ():
            signs = tactic.sign(c.first), tactic.sign(c.second)
            if signs == (-1, -1):
                c = c.turned()
            if signs in ((1, 1), (-1, -1)) and self._shown("the ratio of the terms falls", sp.Lt(c.slope, 0), self.inside):
                self.evidence += tactic.evidence
                yield c.first * c.product - c.second * c.other

    # ------------------------------------------------------------------ the ends

    def _both_ends(self, f: sp.Expr) -> tuple[_End, _End] | None:
        """First the ends at which F has a value; a witness for the other one is needed where the first is no solution."""
        low, high = self._value_end(f, lower=True), self._value_end(f, lower=False)
        if low is None:
            low = self._witnessed(f, () if high is None else (high.reached,), lower=True)
        if low is not None and high is None:
            high = self._witnessed(f, (low.reached,), lower=False)
        return None if low is None or high is None else (low, high)

    def _value_end(self, f: sp.Expr, *, lower: bool) -> _End | None:
        """The sign of F at an end as a condition, where the end is an action and F has a value there."""
        end = self.u.low if lower else self.u.high
        if end in (sp.oo, -sp.oo) or (self.u.low_open if lower else self.u.high_open):
            return None
        value = self._at(f, end)
        defined = list(dict.fromkeys(c.xreplace({self.x: end}) for e in (f, self.payoff) for c in has_value(e)))
        if valueless(value) or sp.false in defined:
            return None
        shown = [self._obligation("a value at the end", c, ()) for c in defined if c is not sp.true]
        if None in shown:
            return None
        return _End((sp.Gt if lower else sp.Lt)(sp.factor_terms(value), 0), end, tuple(o for o in shown if o is not None))

    def _at(self, f: sp.Expr, end: sp.Expr) -> sp.Expr:
        """F at an end; zero to a positive power is zero."""
        value = f.xreplace({self.x: end})
        powers = [p for p in value.atoms(sp.Pow) if p.base is sp.S.Zero]
        return value.xreplace({p: sp.S.Zero for p in powers if self._shown("a positive exponent", sp.Gt(p.exp, 0), ())})

    def _witnessed(self, f: sp.Expr, given: tuple[Boolean, ...], *, lower: bool) -> _End | None:
        """An end beside which F is shown to have the right sign by a point where it has."""
        given = tuple(g for g in given if g is not sp.true)
        for points in self._witnesses(f, given, lower=lower):
            made = [o for p in points for o in self._sign_at(f, p, points, given, lower=lower)]
            if None not in made:
                point = points[0] if len(points) == 1 else (sp.Min if lower else sp.Max)(*points)
                return _End(sp.true, point, tuple(o for o in made if o is not None))
        return None

    def _sign_at(
        self, f: sp.Expr, point: sp.Expr, points: Sequence[sp.Expr], given: tuple[Boolean, ...], *, lower: bool
    ) -> Iterator[Obligation | None]:
        """That F has the sign at a point, where it is the outermost of several."""
        outermost = tuple((sp.Le if lower else sp.Ge)(point, q) for q in points if q != point)
        claims = [(sp.Gt if lower else sp.Lt)(f.xreplace({self.x: point}), 0), *(c.xreplace({self.x: point}) for c in self.inside)]
        for c in claims:
            if c is not sp.true:
                yield self._obligation("the sign of the marginal payoff near the end", c, (*given, *outermost))

    def _witnesses(self, f: sp.Expr, given: tuple[Boolean, ...], *, lower: bool) -> Iterator[tuple[sp.Expr, ...]]:
        """Points of which the outermost one may show the sign: where one term outweighs each one of the other sign, or their
        values at a middle point."""
        terms = [sp.powsimp(t) for t in sp.Add.make_args(sp.expand(f))]
        signs = [self._sign(t, given) for t in terms]
        if None in signs or len(terms) > MOST_TERMS:
            return
        wanted = 1 if lower else -1
        ours = [t for t, s in zip(terms, signs, strict=True) if s == wanted]
        theirs = [t for t, s in zip(terms, signs, strict=True) if s == -wanted]
        middle = self._middle()
        for t in ours:
            for share in (len(theirs), len(theirs) + 1):
                points = [self._balance(t / share, other) for other in theirs]
                if points and None not in points:
                    yield tuple(dict.fromkeys(p for p in points if p is not None))
            if middle is not None:
                level = sum((e.xreplace({self.x: middle}) for e in theirs), -t.xreplace({self.x: middle}))
                point = None if valueless(level) else self._balance(t, level)
                if point is not None:
                    yield (point,)

    def _middle(self) -> sp.Expr | None:
        """Some inner point of the domain."""
        low, high = self.u.low, self.u.high
        if low is -sp.oo:
            return None if high is sp.oo else high - 1
        return low + 1 if high is sp.oo else (low + high) / 2

    def _balance(self, one: sp.Expr, other: sp.Expr) -> sp.Expr | None:
        """A point at which two terms of opposite sign add up to zero; a term that only helps is held at the finite end."""
        fixed = [{}, *({self.x: e} for e in (self.u.low, self.u.high) if e not in (sp.oo, -sp.oo))]
        for values in fixed:
            held = other.xreplace(values)
            if valueless(held):
                continue
            try:
                found = roots(one + held, self.x, self.u.low, self.u.high)
            except REFUSALS as error:
                if not inside_sympy(error):
                    raise
                continue
            real = [r for r in found if not valueless(r) and not r.has(self.x, Root, sp.Piecewise)]
            if real:
                return real[0]
        return None

    def _sign(self, term: sp.Expr, given: tuple[Boolean, ...]) -> int | None:
        for relation, s in ((sp.Gt, 1), (sp.Lt, -1)):
            verdict = self.prover.ask(relation(term, 0), (*self.inside, *given))
            if verdict.proved or verdict.vacuous:
                return s
        return None

    # ------------------------------------------------------------------ the cases

    def _listed(self, f: sp.Expr, low: _End, high: _End) -> Iterator[Solved]:
        common = (*self.evidence, *low.evidence, *high.evidence)
        domain = sp.Interval(self.u.low, self.u.high, True, True)
        region = And(low.reached, high.reached)
        exists = self._obligation("the signs at the ends", region, (region,))
        closed = self._closed_form(f, region)
        if closed is not None:
            yield Solved(Candidate({self.x: closed[0]}, 0, ("interior",)), region, (*common, *closed[1]))
        elif isinstance(domain, sp.Interval) and exists is not None:
            zero = Zero(f, self.x, domain, bracket=(low.point, high.point))
            yield Solved(Candidate({self.x: zero}, 0, ("interior",)), region, (*common, exists))
        for end, name, one in ((self.u.low, "low", low), (self.u.high, "high", high)):
            if one.reached is not sp.true:
                yield Solved(Candidate({self.x: end}, 0, (name,)), one.reached.negated, common)

    def _closed_form(self, f: sp.Expr, region: Boolean) -> tuple[sp.Expr, tuple[Obligation, ...]] | None:
        """The zero in closed form, where one is found and proved to be a zero inside the domain."""
        try:
            listed = roots(f, self.x, self.u.low, self.u.high)
        except REFUSALS as error:
            if not inside_sympy(error):
                raise
            return None
        for r in listed:
            if valueless(r) or r.has(self.x, Root, sp.Piecewise):
                continue
            at = {self.x: r}
            zero = self._obligation("first-order condition", sp.Eq(f.xreplace(at), 0), (region,))
            inside = [self._obligation("domain", c.xreplace(at), (region,)) for c in self.inside if c.xreplace(at) is not sp.true]
            if zero is not None and None not in inside:
                return r, (zero, *(o for o in inside if o is not None))
        return None
