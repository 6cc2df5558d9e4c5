"""Deciding sentences over the reals: is ``given ⇒ claim`` true for all real values of the free symbols?

The deciders are an ordered tuple.  A refutation ends the run, since its witness was evaluated exactly; so does a
certificate.  A proof without a certificate goes on to look for one and for a second, independent solver.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget, Meter
from symgame.cache import Cache
from symgame.logic.deciders.certify import Certify
from symgame.logic.deciders.plane import Plane
from symgame.logic.deciders.qepcad import Qepcad
from symgame.logic.deciders.root_side import RootSide
from symgame.logic.deciders.sampling import Sampling
from symgame.logic.deciders.smt import FIRST, LAST, SECOND, SHORT, Smt
from symgame.logic.deciders.univariate import Univariate
from symgame.logic.deciders.vacuity import Vacuity
from symgame.logic.plain_data import NotPlain, pack_verdict, unpack_verdict
from symgame.logic.problem import Decider, Problem, sentence, sentences
from symgame.logic.quantifiers import quantified
from symgame.logic.run import run, run_quantified
from symgame.logic.verdict import Status, Verdict

QUICK: tuple[Decider, ...] = (Univariate(), Smt("z3", (("qfnra-nlsat", 0.15),)), Plane(), Smt("z3", SHORT))
"""For inner loops: what can be read off, then slices of one solver, with cells of the plane between; no certificate, no second solver."""

SEARCH: tuple[Decider, ...] = (
    Sampling(),
    Univariate(),
    RootSide(),
    Smt("z3", FIRST),
    Certify(),
    Smt("z3", LAST),
    RootSide(Smt("cvc5", SECOND), None),
    Smt("cvc5", SECOND),
    Qepcad(),
)
"""Refuters and provers, cheap ones first: samples, a solver, certificates, the solver at length, further solvers."""

SOLVERS: tuple[Decider, ...] = (Smt("z3", FIRST), Smt("z3", LAST), Smt("cvc5", SECOND))
"""What `satisfiable` uses unless told otherwise."""

DEFAULT: tuple[Decider, ...] = (Vacuity(), *SEARCH)
"""What `decide` uses unless told otherwise."""


def decide(
    claim: Boolean | bool,
    given: Boolean | Iterable[Boolean] = (),
    *,
    deciders: tuple[Decider, ...] | None = None,
    budget: Budget | None = None,
    cache: Cache | str | Path | None = None,
) -> Verdict:
    """Decide whether `claim` holds for all real values of its free symbols that satisfy `given`.

    Parameters
    ----------
    claim : Boolean
        A sympy Boolean; an atomic part is true only where it is defined.
    given : Boolean or iterable of Boolean
        Assumptions; the declared signs of the symbols count too.
    deciders : tuple of Decider, optional
        Tried in order; `QUICK` for inner loops.
    budget : Budget, optional
    cache : Cache or path of a folder, optional
        Where verdicts are remembered by content.

    Returns
    -------
    Verdict
        Proved, refuted with an exact witness for all free symbols, undecided with the reason, or vacuous.

    Raises
    ------
    StatementError
        If claim or assumption is not a sentence over the reals.

    Examples
    --------
    >>> x, y = sp.symbols("x y", positive=True)
    >>> decide(x**2 + y**2 >= 2*x*y).proved
    True
    >>> decide(x > y).refuted
    True
    """
    problem = Problem(sentence(claim), sentences(given))
    meter = (budget or Budget(seconds=30.0)).start()
    chosen = DEFAULT if deciders is None else deciders
    if cache is not None:
        return _remembered(problem, chosen, meter, cache if isinstance(cache, Cache) else Cache(cache))
    return _decided(problem, chosen, meter)


def _decided(problem: Problem, deciders: tuple[Decider, ...], meter: Meter) -> Verdict:
    if quantified((problem.claim, *problem.given)):
        return run_quantified(problem, deciders, meter)
    return run(problem, deciders, meter)


def _remembered(problem: Problem, deciders: tuple[Decider, ...], meter: Meter, cache: Cache) -> Verdict:
    """The remembered verdict, or a new one, which is remembered unless it is undecided."""
    question = "\n".join([*map(repr, deciders), sp.srepr(problem.claim), *map(sp.srepr, problem.given)])
    data = cache.get(question)
    known = unpack_verdict(data, problem.claim, problem.given) if data is not None else None
    if known is not None:
        return known
    found = _decided(problem, deciders, meter)
    if not found.undecided:
        try:
            cache.put(question, pack_verdict(found))
        except NotPlain:
            pass
    return found


def satisfiable(
    condition: Boolean | bool, *, budget: Budget | None = None, deciders: tuple[Decider, ...] | None = None
) -> Verdict:
    """Decide whether some real values of the free symbols make `condition` true.

    Parameters
    ----------
    condition : Boolean
    budget : Budget, optional
    deciders : tuple of Decider, optional

    Returns
    -------
    Verdict
        Proved with a `.witness` that satisfies it, refuted when there is no solution, or undecided.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> satisfiable(sp.Eq(x**2, 2)).witness
    mappingproxy({x: -sqrt(2)})
    >>> satisfiable(x**2 < 0).refuted
    True
    """
    found = decide(sp.false, (sentence(condition, "the condition"),), deciders=SOLVERS if deciders is None else deciders, budget=budget)
    if found.refuted:
        return Verdict(Status.PROVED, by=found.by, witness_items=found.witness_items)
    if found.proved or found.vacuous:
        return Verdict(Status.REFUTED, by=found.by, certificate=found.certificate)
    return found
