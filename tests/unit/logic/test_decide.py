"""Verdicts: semantics of undefined expressions, witnesses, vacuity, notes, refusals."""

from __future__ import annotations

import time

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.errors import StatementError, SymgameError, UnsupportedError
from symgame.logic.decide import QUICK, decide, satisfiable
from symgame.logic.quantifiers import Exists, ForAll
from symgame.logic.shapes import Concave, Convex, Increasing

x, y, z = sp.symbols("x y z", real=True)
a, b, c = sp.symbols("a b c", positive=True)
k = sp.Symbol("k", positive=True)
r = sp.Function("r")

TRUE = [
    (a**2 + b**2 >= 2 * a * b, ()),
    ((a + b) / 2 >= sp.sqrt(a * b), ()),
    (sp.Abs(x + y) <= sp.Abs(x) + sp.Abs(y), ()),
    (sp.Max(x, y) + sp.Min(x, y) >= x + y, ()),
    (sp.Eq(sp.Max(x, y) - sp.Min(x, y), sp.Abs(x - y)), ()),
    (sp.Piecewise((x, x > 0), (-x, True)) >= 0, ()),
    (sp.sqrt(a + b) < sp.sqrt(a) + sp.sqrt(b), ()),
    (sp.sign(x) * x >= 0, ()),
    (sp.Heaviside(x) <= 1, ()),
    (1 / (1 + x**2) <= 1, ()),
    (a ** sp.Rational(3, 2) < b ** sp.Rational(3, 2), (a < b,)),
    (sp.root(a, 3) * sp.root(a, 3) * sp.root(a, 3) <= a, ()),
    (sp.Implies(x > 1, x**2 > x), ()),
    (sp.Equivalent(x > 0, x**3 > 0), ()),
    (sp.Xor(x > 0, x <= 0), ()),
    (sp.ITE(x > 0, x**2 > 0, x <= 0), ()),
    (sp.exp(x) >= 1 + x, ()),
    (sp.exp(-1) < a, (a * sp.E > 1,)),
    (sp.log(a) <= a - 1, ()),
    (sp.log(a) < sp.log(b), (a < b,)),
    (a**k < b**k, (a < b,)),
    (a ** (k - 1) * a < b**k, (a < b,)),
    (r(x) <= r(y), (Increasing(r), x <= y)),
    (r(x) < r(y), (Increasing(r, strict=True), x < y)),
    (2 * r((x + y) / 2) <= r(x) + r(y), (Convex(r),)),
    (r(y) <= r(x) + r(x).diff(x) * (y - x), (Concave(r),)),
    (ForAll((x,), x**2 + a > 0), ()),
    (Exists((x,), sp.Eq(x**2, a)), ()),
    (ForAll((x,), Exists((y,), y > x)), ()),
    (sp.pi > 3, ()),
    (sp.Contains(x**2, sp.Interval(0, sp.oo)), ()),
]

FALSE = [
    (x**2 > 0, ()),
    (1 / x > 0, (x >= 0,)),
    (sp.Ge(sp.sqrt(x), 0, evaluate=False), ()),
    (a < b, ()),
    (sp.Ne(x**2, 2), ()),
    (sp.Ne(x**5 - x, 1), ()),
    (sp.Abs(x) > x, ()),
    (sp.Piecewise((1, x > 0), (0, x < 0)) < 2 * x**2 + 2, ()),
    (sp.log(a) > 0, ()),
    (sp.exp(x) > 1 + x, ()),
    (a**k > a, ()),
    (Exists((x,), sp.Eq(x**2, y)), ()),
    (Exists((y,), ForAll((x,), y > x)), ()),
    (sp.sqrt(2) * x <= 1, (x <= 1,)),
]


@pytest.mark.parametrize(("claim", "given"), TRUE, ids=str)
def test_true_sentences(claim, given):
    found = decide(claim, given)
    assert found.proved, str(found)
    if found.certificate is not None:
        assert found.certificate.check() is True


@pytest.mark.parametrize(("claim", "given"), FALSE, ids=str)
def test_false_sentences(claim, given):
    for deciders in (None, QUICK):
        found = decide(claim, given, deciders=deciders)
        assert found.refuted or (deciders is QUICK and found.undecided), str(found)
        if found.refuted:
            assert set(found.witness) == claim.free_symbols.union(*(g.free_symbols for g in given))
            assert all(v.is_real is not False for v in found.witness.values())


def test_an_undefined_atom_makes_neither_a_claim_nor_its_negation_true():
    assert decide(1 / x > 0, (sp.Eq(x, 0),)).refuted
    assert decide(sp.Not(1 / x > 0), (sp.Eq(x, 0),)).refuted
    assert satisfiable(sp.sqrt(x) < 1).witness[x] >= 0


def test_cancelling_does_not_forget_a_pole():
    assert decide(sp.Gt((x**2 - 1) / (x - 1), 0), (x >= 0,)).witness[x] == 1


def test_guards_of_a_piecewise_are_respected():
    safe = sp.Piecewise((1 / x, x > 0), (0, True))
    assert decide(safe >= 0).proved


def test_contradictory_assumptions_are_vacuous():
    found = decide(a > 5, (a < 1, a > 2))
    assert found.vacuous and not found.proved
    assert decide(a > 5, (a < 1, a > 2), deciders=QUICK).proved


def test_a_verdict_refuses_bool():
    with pytest.raises(TypeError):
        bool(decide(a > 0))


def test_algebraic_witness():
    (value,) = decide(sp.Ne(x**3, 2), (x > 0,)).witness.values()
    assert value**3 - 2 == 0 or sp.minimal_polynomial(value, x) == x**3 - 2


def test_witness_of_integers():
    n = sp.Symbol("n", integer=True)
    found = decide(sp.Ne(2 * n, 7) & (n**2 <= 8), (n > 1,))
    assert found.refuted and found.witness[n].is_integer
    assert not decide(sp.Ne(2 * n, 7)).refuted


def test_two_symbols_of_one_name_are_two_unknowns():
    assert decide(sp.Symbol("x", positive=True) > 0).proved
    assert decide(sp.Symbol("x", positive=True) > x).refuted


def test_floats_and_symbols_without_real_are_noted():
    loose = sp.Symbol("w")
    found = decide(loose**2 + sp.Float("0.5") > 0)
    assert found.proved
    assert any("0.5" not in s and "decimal" in s for s in found.steps) and any("w" in s for s in found.steps)


@pytest.mark.parametrize("claim", [x, x + 1, 3, "x > 0", None, [x > 0]])
def test_what_is_no_sentence_is_refused(claim):
    with pytest.raises(StatementError):
        decide(claim)


@pytest.mark.parametrize("given", [None, 3, "x > 0", {x: 1}, [x], x + 1])
def test_what_is_no_assumption_is_refused(given):
    with pytest.raises(StatementError):
        decide(x > 0, given)


def test_nested_quantifiers_that_are_not_eliminated_are_left_to_a_solver():
    body = sp.Ne(-2 * a**2 - a * y + a, -1) & sp.Eq(2 * a**2 + a - y**2 - 2 * y - 1, 2)
    assert not decide(Exists((y,), ForAll((a,), body)), budget=Budget(seconds=5)).proved
    assert not decide(Exists((y,), ForAll((a,), sp.Not(body))), budget=Budget(seconds=5)).refuted


def test_complex_numbers_are_refused():
    with pytest.raises(StatementError):
        decide(sp.Ne(x**2, sp.I * y))


def test_unknown_functions_are_refused_by_name():
    with pytest.raises(UnsupportedError, match="sin"):
        decide(sp.sin(x) <= 2)


def test_an_unspecified_function_without_assumptions_is_not_decided():
    assert decide(r(x) > 0).undecided
    assert decide(sp.Eq(r(x), r(y)), (sp.Eq(x, y),)).proved


def test_a_weakly_increasing_function_need_not_increase():
    assert decide(r(x) < r(y), (Increasing(r), x < y)).undecided


def test_a_huge_sentence_ends_in_time():
    names = sp.symbols("u0:100", real=True)
    many = sp.And(*(names[i % 100] ** 2 + names[(7 * i + 3) % 100] > i % 13 for i in range(2000)))
    start = time.monotonic()
    found = decide(many, budget=Budget(seconds=5))
    assert not found.proved
    assert time.monotonic() - start < 40


def test_a_spent_budget_is_a_reason():
    found = decide((a + b + c) ** 7 >= 2187 * a**2 * b**2 * c**3 / 3, budget=Budget(operations=1, seconds=1))
    assert found.undecided or found.refuted
    assert found.refuted or found.reason


def test_errors_are_of_the_library():
    assert issubclass(StatementError, SymgameError) and issubclass(UnsupportedError, ValueError)


def test_verdicts_are_remembered_by_content(tmp_path):
    claim = a**2 + b**2 >= 2 * a * b
    first = decide(claim, cache=tmp_path)
    again = decide(claim, cache=tmp_path)
    assert again == first and again.certificate.check()
    for file in tmp_path.iterdir():
        file.write_text("{}")
    assert decide(claim, cache=tmp_path).proved
