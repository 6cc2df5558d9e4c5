"""Certificates hold, are independent of the search, and fail when a number in them is changed."""

from __future__ import annotations

import pickle
from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.logic.certificate import Certificate, Proof
from symgame.logic.deciders.certify import Certify
from symgame.logic.facts import Fact
from symgame.logic.lemmas import Isolation, Lemma, Term
from symgame.logic.problem import Problem
from symgame.logic.sparse import sparse
from symgame.logic.sturm import positive_on

x, y, z, d = sp.symbols("x y z d", real=True)
a, b, c = sp.symbols("a b c", positive=True)
P, Q = sp.symbols("P Q", real=True)

JOINT = sp.diff(d * (1 - d) * (a * (1 - d) + 2 * b * d) * (2 * a * (1 - d) + b * d), d)
"""A derivative whose root is the maximum of a log-concave product."""

BESIDE = [
    (JOINT >= 0, (sp.Eq(JOINT.subs(d, z), 0), z > 0, z < 1, d > 0, d <= z)),
    (JOINT < 0, (sp.Eq(JOINT.subs(d, z), 0), z > 0, z < 1, d > z, d < 1)),
    (x**3 + a * x - b > 0, (sp.Eq(z**3 + a * z - b, 0), x > z)),
    (a + b * x - c * x**3 <= 0, (sp.Eq(a + b * z - c * z**3, 0), z > 0, x >= z)),
    (x**4 - b * x**2 - a > 0, (sp.Eq(z**4 - b * z**2 - a, 0), z > 0, x > z)),
]
"""Signs beside a root that is named by its equation."""

BETWEEN = [
    (sp.Eq(x, z), (sp.Eq(x**3 + a * x - b, 0), sp.Eq(z**3 + a * z - b, 0))),
    (sp.Eq(d, z), (sp.Eq(JOINT, 0), sp.Eq(JOINT.subs(d, z), 0), z > 0, z < 1, d > 0, d < 1)),
    (x**2 - 3 * x + 3 > 0, (x >= 0, x <= 1)),
    (a * b * (1 - x**2) + c * x**2 * (1 - x) + c * x >= 0, (x >= 0, x <= 1)),
    (a**2 - x**2 > 0, (x >= 0, b * x < a * b)),
    (c * (a - b * x) ** 3 + x * (a - b * x) > 0, (x >= 0, b * x < a)),
]
"""Uniqueness of roots, and signs between two bounds."""

SQUARES = [
    (2 * x**4 + 2 * x**3 * y - x**2 * y**2 + 5 * y**4 >= 0, ()),
    (x**4 + y**4 + z**4 >= x * y * z * (x + y + z), ()),
    (x**4 + y**4 + z**4 + d**4 >= 4 * x * y * z * d, ()),
    ((x**2 + 1) * (y**2 + 1) + 1 > 4 * x * y, ()),
    (x**4 + x * y > -2, (x**2 <= 1, y**2 <= 1)),
    (3 + x > x**3 + y**2, (x**2 + y**2 <= 1,)),
]
"""Sums of squares that need a full matrix."""

STATEMENTS = [
    (a**2 + b**2 >= 2 * a * b, ()),
    (a / (a + b) < 1, ()),
    ((a - b) ** 2 * (a + 2) > 0, (a > b,)),
    (a**3 + b**3 + c**3 >= 3 * a * b * c, ()),
    (x * (1 - x) <= sp.Rational(1, 4), ()),
    (2 * x**2 + 2 * x * y + y**2 >= 0, ()),
    (x**4 - x**2 + 1 > 0, ()),
    (x**3 - 3 * x + 3 > 0, (x >= 0,)),
    (d * (1 - d) * a + 1 > 0, (d >= 0, d <= 1)),
    (P > Q, (sp.Eq(2 * P + Q, a), sp.Eq(P + 2 * Q, a - b))),
    (sp.sqrt(a) < sp.sqrt(b), (a < b,)),
    (a * x**2 + 2 * b * x * y + c * y**2 > 0, (a * c > b**2, sp.Ne(x, 0) | sp.Ne(y, 0))),
    (sp.Eq(a * (P + Q), c), (sp.Eq(a * P, c - a * Q),)),
    (sp.Ne(a * b + 1, 0), ()),
    ((a > b) | (b > a) | sp.Eq(a, b), ()),
    (sp.Max(a, b) >= (a + b) / 2, ()),
    (x > 5, (x > 1, x < 0)),
    *BESIDE,
    *BETWEEN,
    *SQUARES,
]


def certified(claim, given):
    return Certify(seconds=20)(Problem(claim, tuple(given)), Budget().start())


@pytest.mark.parametrize(("claim", "given"), STATEMENTS, ids=str)
def test_found_and_checked(claim, given):
    found = certified(claim, given)
    assert found is not None and found.proved
    certificate = found.certificate
    assert certificate.check() is True
    assert pickle.loads(pickle.dumps(certificate)) == certificate
    assert all(isinstance(line, str) and line for line in certificate.latex())


WRONG_SIDE = [
    (x**4 * y**2 + x**2 * y**4 + 1 > 3 * x**2 * y**2, ()),
    (x**4 - 2 * x**2 * y + x + y**4 + 1 > 0, ()),
    (x**6 + x**4 - 3 * x**2 + x + 2 > 0, ()),
    (sp.Eq(x, z), (sp.Eq(x**3 - a * x - b, 0), sp.Eq(z**3 - a * z - b, 0))),
    (x**2 - 2 * x + 1 > 0, (x >= 0, x <= 1)),
    (x * (1 - x) * a > 0, (x >= 0, x <= 1)),
    (a**2 - x**2 > 0, (x >= 0, b * x <= a * b)),
    (JOINT > 0, BESIDE[1][1]),
    (x**3 - a * x + b > 0, (sp.Eq(z**3 - a * z + b, 0), x > z)),
    (a + b * x - c * x**3 <= 0, (sp.Eq(a + b * z - c * z**3, 0), x >= z)),
]


@pytest.mark.parametrize(("claim", "given"), WRONG_SIDE, ids=str)
def test_the_wrong_side_of_a_root_has_none(claim, given):
    assert certified(claim, given) is None


@pytest.mark.parametrize(("claim", "given"), [(a > b, ()), (x**2 > 0, ()), (a * c > b**2, ()), (x <= 1, (x <= 2,))], ids=str)
def test_false_statements_have_none(claim, given):
    assert certified(claim, given) is None


def changed(proof: Proof, number: int) -> list[Proof]:
    """All proofs that differ in one coefficient of one lemma."""
    found = []
    for i, lemma in enumerate(proof.lemmas):
        if isinstance(lemma, Lemma):
            for j, term in enumerate(lemma.terms):
                other = replace(term, coefficient=term.coefficient + number)
                terms = (*lemma.terms[:j], other, *lemma.terms[j + 1 :])
                lemmas = (*proof.lemmas[:i], replace(lemma, terms=terms), *proof.lemmas[i + 1 :])
                found.append(replace(proof, lemmas=lemmas))
    for i, child in enumerate(proof.children):
        for other_child in changed(child, number):
            found.append(replace(proof, children=(*proof.children[:i], other_child, *proof.children[i + 1 :])))
    return found


@pytest.mark.parametrize(("claim", "given"), STATEMENTS, ids=str)
def test_one_changed_coefficient_fails(claim, given):
    certificate = certified(claim, given).certificate
    for proof in changed(certificate.proof, 1):
        lemma_values = {t.expression() for x in Certificate(claim, tuple(given), proof).lemmas() if isinstance(x, Lemma) for t in x.terms}
        if all(v == 0 for v in lemma_values):
            continue
        assert Certificate(claim, tuple(given), proof).check() is False


@pytest.mark.parametrize(("claim", "given"), STATEMENTS, ids=str)
def test_a_certificate_of_another_statement_fails(claim, given):
    certificate = certified(claim, given).certificate
    assert not replace(certificate, claim=sp.Lt(a + b, c)).check()
    if given and certificate.proof.kind != "read":
        weaker = replace(certificate, given=())
        assert not weaker.check() or certified(claim, ()) is not None


def test_a_negative_coefficient_is_no_proof():
    fact = Fact(x, ">")
    terms = (Term(sp.S.One, ((-x, 1),)), Term(sp.Integer(-1), ((-x, 1),)), Term(sp.S.One, ()), Term(sp.S.NegativeOne, ()))
    assert not Lemma(fact, terms).holds(())


def test_an_even_power_needs_no_sign_and_an_odd_one_does():
    assert Lemma(Fact(x**2 + 1, ">"), (Term(sp.S.One, ((-(x**2) - 1, 1),)), Term(sp.S.One, ((x, 2),)), Term(sp.S.One, ()))).holds(())
    assert not Lemma(Fact(x + 1, ">"), (Term(sp.S.One, ((-x - 1, 1),)), Term(sp.S.One, ((x, 1),)), Term(sp.S.One, ()))).holds(())


def test_a_vanishing_sum_without_a_positive_term_is_no_proof():
    known = (Fact(x, ">="),)
    assert not Lemma(Fact(x, ">"), (Term(sp.S.One, ((-x, 1),)), Term(sp.S.One, ((x, 1),)))).holds(known)
    assert Lemma(Fact(x, ">"), (Term(sp.S.One, ((-x, 1),)), Term(sp.S.One, ((x, 1),)))).holds((Fact(x, ">"),))


@pytest.mark.parametrize(
    ("coefficients", "low", "high", "open_", "strict", "expected"),
    [
        ((-2, 0, 1), 2, None, True, True, True),
        ((-2, 0, 1), 1, None, True, True, False),
        ((0, 1), 0, None, True, True, True),
        ((0, 1), 0, None, False, True, False),
        ((0, 1), 0, None, False, False, True),
        ((1, -2, 1), None, None, True, False, True),
        ((1, -2, 1), None, None, True, True, False),
        ((1, -2, 1), 1, None, True, True, True),
        ((0, 0, 1), 0, 1, True, True, True),
        ((-1, 3, -3, 1), 1, None, True, True, True),
        ((-1, 3, -3, 1), 0, None, True, False, False),
        ((1, 0, -1), -1, 1, True, True, True),
        ((1, 0, -1), -1, 1, False, False, True),
        ((1, 0, -1), -1, 1, False, True, False),
        ((1, 0, -1), -2, 1, True, False, False),
    ],
)
def test_sturm(coefficients, low, high, open_, strict, expected):
    dense = [Fraction(n) for n in coefficients]
    ends = [None if e is None else Fraction(e) for e in (low, high)]
    assert positive_on(dense, *ends, open_, open_, strict=strict) is expected


def test_an_isolation_needs_its_bounds():
    step = Isolation(Fact(x**3 - 3 * x + 3, ">"), sp.S.Zero, sp.oo)
    assert step.holds((Fact(x, ">="),))
    assert not step.holds(())


def test_sparse_arithmetic_agrees_with_sympy():
    p = (x + 2 * y - 3) ** 3 * (x * y - 1)
    expected = sp.Poly(sp.expand(p), x, y)
    got = {tuple(dict(m).get(g, 0) for g in (x, y)): v for m, v in sparse(p).items()}
    assert got == {m: Fraction(int(v)) for m, v in expected.terms()}
