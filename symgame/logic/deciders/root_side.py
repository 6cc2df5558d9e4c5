"""Compare an implicit root with an expression by the sign of its polynomial.

Let p have exactly one root r in the open interval (l, h), with p(l) p(h) < 0.  Then p has the sign
of p(h) on (r, h) and the opposite sign on (l, r), so that for any a

    a < r  if and only if  a ≤ l, or a < h and p(a) p(h) < 0,

and likewise for the other relations; r need not be simple.  Existence (the sign change) and uniqueness are proved first: the
derivative has the sign of p(h) at every root (between two such roots there would be one with the opposite sign), or any two
roots are equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.budget import Meter
from symgame.logic.certificate import Certificate
from symgame.logic.deciders.certify import Certify
from symgame.logic.deciders.smt import FIRST, Smt
from symgame.logic.lemmas import Isolation, Lemma
from symgame.logic.names import fresh
from symgame.logic.problem import Problem
from symgame.logic.root import Root
from symgame.logic.verdict import Status, Verdict
from symgame.printing import Value


@dataclass(frozen=True)
class RootCertificate(Value):
    """A proof of relations with implicit roots, from certificates of the polynomial sentences that they come down to.

    Parameters
    ----------
    claim : Boolean
    given : tuple of Boolean
    parts : tuple of Certificate
        One for each sentence, in order.
    unique : bool
        Whether there is one root since any two are equal, not since the derivative has one sign at every root.
    """

    claim: Boolean
    given: tuple[Boolean, ...]
    parts: tuple[Certificate, ...]
    unique: bool = False

    def check(self) -> bool:
        """Whether the sentences are the right ones and every certificate holds; exact, and independent of every solver.

        Returns
        -------
        bool
        """
        wanted = sentences_of(self.claim, self.given, unique=self.unique)
        if wanted is None or len(wanted) != len(self.parts):
            return False
        same = ((p.claim, p.given) == w for p, w in zip(self.parts, wanted, strict=True))
        return all(same) and all(p.check() for p in self.parts)

    def lemmas(self) -> tuple[Lemma | Isolation, ...]:
        """All lemmas of the parts."""
        return tuple(dict.fromkeys(x for p in self.parts for x in p.lemmas()))

    def latex(self) -> tuple[str, ...]:
        """The lines of the parts in LaTeX, without dollar signs."""
        return tuple(dict.fromkeys(line for p in self.parts for line in p.latex()))


@dataclass(frozen=True)
class RootSide:
    """Decides a conjunction of relations, some with an implicit root alone on one side, the others without a root.

    Parameters
    ----------
    solver : Smt
        Who proves the polynomial sentences that this leads to, where there is no certificate.
    certify : Certify or None

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> x, c = sp.Symbol("x", real=True), sp.Symbol("c", positive=True)
    >>> r = Root(x**3 + c*x - 1, x, sp.Interval.open(0, 1))
    >>> RootSide()(Problem(sp.Lt(1/(1 + c)/2, r), ()), Budget().start()).by[0]
    'side of a root'
    """

    solver: Smt = Smt("z3", FIRST)
    certify: Certify | None = Certify(seconds=2.5)

    def __call__(self, problem: Problem, meter: Meter) -> Verdict | None:
        wanted = sentences_of(problem.claim, problem.given)
        if wanted is None:
            return None
        certificates: Known = {}
        for unique in (False, True) if self.certify is not None else ():
            found = self._certified(problem, meter, certificates, unique)
            if found is not None:
                return found
        by: dict[str, None] = {}
        for claim, given in wanted:
            part = certificates.get((claim, given))
            part = part if part is not None else self.solver(Problem(claim, given), meter)
            if part is None or not part.proved:
                return None
            by.update(dict.fromkeys(part.by))
        return Verdict(Status.PROVED, by=("side of a root", *by))

    def _certified(self, problem: Problem, meter: Meter, known: Known, unique: bool) -> Verdict | None:
        """The verdict with a certificate, None at the first sentence without one; what was tried is kept for the other way."""
        parts, by = [], dict[str, None]()
        for sentence in sentences_of(problem.claim, problem.given, unique=unique) or ():
            if sentence not in known and self.certify is not None:
                known[sentence] = self.certify(Problem(*sentence), meter)
            found = known.get(sentence)
            if found is None:
                return None
            parts.append(found.certificate)
            by.update(dict.fromkeys(found.by))
        certificate = RootCertificate(problem.claim, problem.given, tuple(parts), unique)
        return Verdict(Status.PROVED, by=("side of a root", *by), certificate=certificate) if certificate.check() else None


Sentence = tuple[Boolean, tuple[Boolean, ...]]
Known = dict[Sentence, "Verdict | None"]


def sentences_of(
    claim: Boolean, given: tuple[Boolean, ...], *, unique: bool = False
) -> list[tuple[Boolean, tuple[Boolean, ...]]] | None:
    """Polynomial sentences that prove the claim, with all their assumptions; None when this is not the way."""
    if not claim.has(Root) or any(g.has(Root) for g in given):
        return None
    taken = {s.name for e in (claim, *given) for s in e.atoms(sp.Symbol)}
    found: dict[tuple[Boolean, tuple[Boolean, ...]], None] = {}
    for part in sorted(claim.args, key=sp.default_sort_key) if isinstance(claim, And) else (claim,):
        more = _sentences(part, set(taken), unique) if part.has(Root) else [(part, ())]
        if more is None:
            return None
        found.update(dict.fromkeys((c, (*given, *extra)) for c, extra in more))
    return list(found)


def _sentences(part: Boolean, taken: set[str], unique: bool) -> list[tuple[Boolean, tuple[Boolean, ...]]] | None:
    """The polynomial sentences that prove one relation: ``(claim, further assumptions)`` each."""
    if not isinstance(part, sp.Lt | sp.Le | sp.Gt | sp.Ge):
        return None
    small, large = (part.lhs, part.rhs) if isinstance(part, sp.Lt | sp.Le) else (part.rhs, part.lhs)
    above = isinstance(large, Root)
    root, other = (large, small) if above else (small, large)
    if not isinstance(root, Root) or other.has(Root):
        return None
    low, high, left_open, right_open = root.interval
    if not (left_open and right_open):
        return None
    end, start = _sign_at_end(root, high, upper=True), _sign_at_end(root, low, upper=False)
    z = fresh(sp.Symbol("z", real=True), taken, real=True)
    alone = (sp.Gt(root.slope(z) * end, 0), (*_inside(z, low, high), sp.Eq(root.at(z), 0)))
    if unique:
        y = fresh(sp.Symbol("y", real=True), taken, real=True)
        two = (*_inside(z, low, high), *_inside(y, low, high), sp.Eq(root.at(z), 0), sp.Eq(root.at(y), 0))
        alone = (sp.Eq(y, z), two)
    strict = isinstance(part, sp.Lt | sp.Gt)
    value = root.at(other) * end
    beside = (sp.Lt if strict else sp.Le)(value, 0) if above else (sp.Gt if strict else sp.Ge)(value, 0)
    beyond = sp.Le(other, low) if above else sp.Ge(other, high)
    within = [sp.Lt(other, high)] if above else [sp.Gt(other, low)]
    nonempty = [(sp.Lt(low, high), ())] if low.is_finite is not False and high.is_finite is not False else []
    return [*nonempty, (sp.Lt(start * end, 0), ()), alone, (Or(beyond, And(*within, beside)), ())]


def _inside(z: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Iterator[Boolean]:
    if low is not -sp.oo:
        yield sp.Gt(z, low)
    if high is not sp.oo:
        yield sp.Lt(z, high)


def _sign_at_end(root: Root, end: sp.Expr, *, upper: bool) -> sp.Expr:
    """An expression with the sign of the polynomial at a finite or infinite end."""
    if end in (sp.oo, -sp.oo):
        degree = len(root.coefficients) - 1
        return root.coefficients[0] * (1 if upper else (-1) ** degree)
    return root.at(end)
