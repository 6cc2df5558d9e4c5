"""Verdicts, with certificates, as plain data that JSON can hold, and back; never by running text."""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from symgame.logic.certificate import Certificate, Proof
from symgame.logic.facts import Fact
from symgame.logic.lemmas import Isolation, Lemma, Term
from symgame.logic.root import Root
from symgame.logic.verdict import Status, Verdict
from symgame.logic.zero import Zero

HEADS: dict[str, Any] = {
    "Add": sp.Add,
    "Mul": sp.Mul,
    "Pow": sp.Pow,
    "exp": sp.exp,
    "log": sp.log,
    "Abs": sp.Abs,
    "Min": sp.Min,
    "Max": sp.Max,
    "sign": sp.sign,
    "Heaviside": sp.Heaviside,
    "Root": Root,
    "Zero": Zero,
    "Tuple": sp.Tuple,
    "Derivative": sp.Derivative,
    "Subs": sp.Subs,
}
CONSTANTS = {"pi": sp.pi, "E": sp.E, "oo": sp.oo, "-oo": -sp.oo, "true": sp.true, "false": sp.false}


class NotPlain(Exception):
    """Internal: an object that this module does not write."""


def pack(e: Any) -> Any:
    """An expression as nested lists.

    Examples
    --------
    >>> pack(sp.Symbol("x", positive=True)**2)
    ['Pow', ['Symbol', 'x', {'positive': True}], '2']
    """
    if isinstance(e, sp.Rational):
        return str(e)
    if e in CONSTANTS.values():
        return ["constant", next(k for k, v in CONSTANTS.items() if v == e)]
    if type(e) is sp.Symbol:
        return ["Symbol", e.name, {k: v for k, v in sorted(e._assumptions_orig.items()) if v is not None}]
    if isinstance(e, sp.CRootOf):
        return ["CRootOf", [str(c) for c in e.poly.all_coeffs()], int(e.index)]
    if isinstance(e, AppliedUndef):
        return ["apply", e.func.__name__, *map(pack, e.args)]
    name = type(e).__name__
    if name not in HEADS:
        raise NotPlain(name)
    return [name, *map(pack, e.args)]


def unpack(data: Any) -> Any:
    """The expression that `pack` wrote."""
    if isinstance(data, str):
        return sp.Rational(data)
    match data:
        case ["constant", name]:
            return CONSTANTS[name]
        case ["Symbol", name, assumptions]:
            return sp.Symbol(name, **assumptions)
        case ["CRootOf", coefficients, index]:
            return sp.rootof(sp.Poly([sp.Rational(c) for c in coefficients], sp.Symbol("x")), index)
        case ["apply", name, *args]:
            return sp.Function(name)(*map(unpack, args))
        case [name, *args] if name in HEADS:
            evaluated = {} if name in ("Root", "Zero", "Tuple", "Derivative", "Subs") else {"evaluate": False}
            return HEADS[name](*map(unpack, args), **evaluated)
    raise NotPlain(str(data)[:80])


def _pack_lemma(x: Lemma | Isolation) -> list[Any]:
    fact = [pack(x.fact.expression), x.fact.relation]
    if isinstance(x, Isolation):
        return ["isolation", fact, pack(x.low), pack(x.high)]
    terms = [[pack(t.coefficient), [[pack(b), e] for b, e in t.factors]] for t in x.terms]
    return ["lemma", fact, terms, [[pack(m), pack(z)] for m, z in x.zeros], x.method]


def _unpack_lemma(data: Any) -> Lemma | Isolation:
    fact = Fact(unpack(data[1][0]), data[1][1])
    if data[0] == "isolation":
        return Isolation(fact, unpack(data[2]), unpack(data[3]))
    terms = tuple(Term(unpack(c), tuple((unpack(b), e) for b, e in rows)) for c, rows in data[2])
    return Lemma(fact, terms, tuple((unpack(m), unpack(z)) for m, z in data[3]), data[4])


def _pack_proof(p: Proof) -> list[Any]:
    return [p.kind, [_pack_lemma(x) for x in p.lemmas], [_pack_proof(c) for c in p.children], p.index]


def _unpack_proof(data: Any) -> Proof:
    kind, lemmas, children, index = data
    return Proof(kind, tuple(map(_unpack_lemma, lemmas)), tuple(map(_unpack_proof, children)), index)


def pack_verdict(verdict: Verdict) -> dict[str, Any]:
    """A verdict as plain data.

    Raises
    ------
    NotPlain
        If something in it has no plain form.

    Examples
    --------
    >>> pack_verdict(Verdict(Status.PROVED, by=("signs",)))["status"]
    'proved'
    """
    return {
        "status": verdict.status.value,
        "by": list(verdict.by),
        "witness": [[pack(k), pack(v)] for k, v in verdict.witness_items],
        "proof": _pack_proof(verdict.certificate.proof) if isinstance(verdict.certificate, Certificate) else None,
        "steps": [s for s in verdict.steps if isinstance(s, str)],
        "reason": verdict.reason,
    }


def unpack_verdict(data: Any, claim: Any, given: tuple[Any, ...]) -> Verdict | None:
    """The verdict on ``given ⇒ claim`` that `pack_verdict` wrote, None when the data are damaged."""
    try:
        proof = data["proof"]
        return Verdict(
            Status(data["status"]),
            tuple(data["by"]),
            tuple((unpack(k), unpack(v)) for k, v in data["witness"]),
            Certificate(claim, given, _unpack_proof(proof)) if proof is not None else None,
            tuple(data["steps"]),
            data["reason"],
        )
    except (KeyError, IndexError, TypeError, ValueError, NotPlain):
        return None
