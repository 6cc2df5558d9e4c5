"""SMT-LIB in and out."""

from __future__ import annotations

from pathlib import Path

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.errors import FileFormatError, UnsupportedError
from symgame.logic.decide import decide, satisfiable
from symgame.logic.quantifiers import ForAll
from symgame.logic.root import Root
from symgame.logic.smtlib import read_smtlib, script, write_smtlib

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "cases" / "smt"
x, y = sp.symbols("x y", real=True)
c = sp.Symbol("c", positive=True)


def read(tmp_path, text):
    file = tmp_path / "a.smt2"
    file.write_text(text)
    return read_smtlib(file)


HEAD = "(set-logic QF_NRA)(set-info :status sat)(declare-fun x () Real)(declare-const y Real)"

SCRIPTS = [
    ("(assert (> x 1))", x > 1),
    ("(assert (let ((t (* x x))) (let ((t (+ t 1)) (s t)) (< (- t s) y))))", y > 1),
    ("(assert (= (ite (> x 0) x (- x)) y))", sp.Eq(sp.Abs(x), y)),
    ("(assert (ite (> x 0) (> y 0) (< y 0)))", ((x > 0) & (y > 0)) | ((x <= 0) & (y < 0))),
    ("(assert (=> (> x 0) (> y 0) (> x y)))", sp.Implies((x > 0) & (y > 0), x > y)),
    ("(assert (< x y 3.50))", (x < y) & (y < sp.Rational(7, 2))),
    ("(assert (distinct x y (/ 1 3)))", sp.Ne(x, y) & sp.Ne(y, sp.Rational(1, 3)) & sp.Ne(x, sp.Rational(1, 3))),
    ("(assert (xor (> x 0) (> y 0)))", sp.Xor(x > 0, y > 0)),
    ("(assert (= (> x 0) (> y 0)))", sp.Equivalent(x > 0, y > 0)),
    ("(assert (not (or (> x 0) (< y 0))))", (x <= 0) & (y >= 0)),
    ("(define-fun twice ((t Real)) Real (* 2 t))(assert (> (twice x) y))", 2 * x > y),
    ("(define-fun k () Real (- 2))(assert (>= x k))", x >= -2),
    ("(assert (> (/ 1 x) 2)) ; a comment )\n(assert true)", 1 / x > 2),
    ("(assert (! (> x 0) :named a))", x > 0),
]


@pytest.mark.parametrize(("body", "meaning"), SCRIPTS, ids=lambda v: str(v)[:40])
def test_read(tmp_path, body, meaning):
    assert decide(sp.Equivalent(read(tmp_path, HEAD + body + "(check-sat)"), meaning)).proved


def test_quoted_names(tmp_path):
    found = read(tmp_path, "(declare-const |a b| Real)(assert (> |a b| 0))")
    assert {s.name for s in found.free_symbols} == {"a b"}


BROKEN = ["(assert (> x 1)", "(assert (> x 1)))", HEAD + "(assert (> z 1))", HEAD + "(assert (sin x))", HEAD + "(push 1)"]
BROKEN += [HEAD + "(assert x)", "(declare-fun f (Real) Real)", "(declare-const b Bool)", "word", HEAD + "(assert (ite (> x 0) x))"]


@pytest.mark.parametrize("text", BROKEN)
def test_faults_name_the_line(tmp_path, text):
    with pytest.raises(FileFormatError, match="line 1"):
        read(tmp_path, text)


def test_a_missing_file():
    with pytest.raises(FileFormatError):
        read_smtlib("no such file.smt2")


ROUND = [
    x**2 + y**2 < 1,
    sp.Eq(x / y, 2) & (x > 0),
    (sp.sqrt(x) > y) & (y > 3),
    sp.Abs(x) + sp.Max(x, y) < -1,
    (c * x > 1) & (x < 0),
    sp.Eq(sp.root(c, 3), 2),
    Root(x**3 - c, x, sp.Interval(0, sp.oo)) > 2,
]


@pytest.mark.parametrize("condition", ROUND, ids=str)
def test_round_trip_keeps_satisfiability(tmp_path, condition):
    file = tmp_path / "b.smt2"
    write_smtlib(condition, file)
    text = file.read_text()
    assert text.startswith("(set-logic QF_NRA)") and text.rstrip().endswith("(check-sat)")
    if "Bool" not in text:
        again = satisfiable(read_smtlib(file))
        assert again.status == satisfiable(condition).status


def test_plain_names_are_kept():
    assert "(declare-const c_0 Real)" in script(sp.Symbol("c_0", positive=True) > 1)


def test_quantifiers_are_not_written(tmp_path):
    with pytest.raises(UnsupportedError):
        write_smtlib(ForAll((x,), x > y), tmp_path / "c.smt2")


def known_answers():
    if not FOLDER.exists():
        return []
    rows = [line.split("\t")[:2] for line in (FOLDER / "expected.tsv").read_text().splitlines()]
    return [(name, answer) for name, answer in rows if answer != "?"]


@pytest.mark.skipif(not FOLDER.exists(), reason="the shared cases are not here")
@pytest.mark.parametrize(("name", "answer"), known_answers()[::4])
def test_shared_files(name, answer):
    found = satisfiable(read_smtlib(FOLDER / f"{name}.smt2"), budget=Budget(seconds=20))
    assert (found.proved, found.refuted) == (answer == "sat", answer == "unsat")


@pytest.mark.slow
@pytest.mark.skipif(not FOLDER.exists(), reason="the shared cases are not here")
@pytest.mark.parametrize(("name", "answer"), known_answers())
def test_all_shared_files(name, answer):
    test_shared_files(name, answer)
