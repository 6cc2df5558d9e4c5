"""The solver's child process: limits are kept, faults become "unknown", and never a wrong verdict."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from concurrent.futures import ProcessPoolExecutor

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.logic.decide import decide, satisfiable
from symgame.logic.deciders.smt import Smt
from symgame.logic.worker import Worker, installed, worker

QUERY = "(declare-const x Real)(assert (> x 1))"
SLICE = (("default", 0.5),)
x = sp.Symbol("x", real=True)


def child(body: str, solver: str = "z3") -> Worker:
    """A worker whose child runs `body` for every request after saying that it is ready."""
    script = f"""
import json, os, sys, time
print(json.dumps({{"ready": True}}), flush=True)
for line in sys.stdin:
{textwrap.indent(textwrap.dedent(body), "    ")}
"""
    return Worker(solver, (sys.executable, "-c", script))


def test_an_answer_with_an_exact_model():
    answer = worker("z3").ask("(declare-const x Real)(assert (= (* x x) 2))(assert (> x 0))", (("qfnra-nlsat", 2.0),))
    assert answer.answer == "sat" and answer.model["x"] == [[-2, 0, 1], 1]


def test_text_that_is_no_smtlib_is_unknown():
    assert worker("z3").ask("(assert (> y 1))", SLICE).answer == "unknown"
    assert worker("z3").ask(QUERY, SLICE).answer == "sat"


FAULTS = {
    "hangs": "time.sleep(60)",
    "dies": "os._exit(1)",
    "prints nonsense": "print('segmentation fault', flush=True)",
    "prints other JSON": "print(json.dumps({'answer': 'maybe'}), flush=True)",
    "prints a list": "print('[1, 2]', flush=True)",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_unknown_and_the_child_is_replaced(fault):
    one = child(FAULTS[fault])
    start = time.monotonic()
    answer = one.ask(QUERY, SLICE)
    assert answer.answer == "unknown" and answer.reason
    assert time.monotonic() - start < 10
    assert one.process is None
    assert one.ask(QUERY, SLICE).answer == "unknown"
    one.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_never_decides(fault):
    one = child(FAULTS[fault])
    for claim in (x**2 >= x, x**2 + x + 1 > 0):
        assert decide(claim, deciders=(Smt("z3", SLICE, one),)).undecided
    one.close()


WRONG_MODELS = ("{'x': '1/0'}", "{'x': '3/1'}", "{'x': 'nonsense'}", "{'x': [[1, 0, 1], 0]}", "{}", "{'y': '1/1'}", "{'x': 7}", "[1]")


@pytest.mark.parametrize("model", WRONG_MODELS)
def test_a_wrong_model_never_refutes(model):
    one = child(f"print(json.dumps({{'answer': 'sat', 'slice': 'a', 'model': {model}}}), flush=True)")
    found = decide(x**2 + x + 1 > 0, deciders=(Smt("z3", SLICE, one),))
    assert found.undecided
    one.close()


def test_two_back_ends_that_contradict_each_other_decide_nothing():
    lying = child("print(json.dumps({'answer': 'unsat', 'slice': 'a'}), flush=True)", "cvc5")
    found = decide(x > 0, deciders=(Smt("cvc5", SLICE, lying), Smt("z3")))
    assert found.undecided and "declare-const x Real" in found.steps[0]
    lying.close()


def test_an_interrupt_leaves_no_stale_answer():
    one = child("time.sleep(0.3); print(json.dumps({'answer': 'unsat', 'slice': line[-40:-30]}), flush=True)")
    assert one.ask(QUERY, SLICE).answer == "unsat"

    def interrupted(*args, **kwargs):
        raise KeyboardInterrupt

    one.lines.get = interrupted
    with pytest.raises(KeyboardInterrupt):
        one.ask(QUERY, SLICE)
    assert one.process is None
    assert one.ask(QUERY, SLICE).answer == "unsat"
    one.close()


def test_a_limit_is_kept_on_a_hard_problem():
    names = sp.symbols("a:h", positive=True)
    hard = sp.Eq(sum(s**7 for s in names), sp.prod(names) ** 3 + 7) & sp.Eq(sum(s**5 for s in names[1:]), names[0] ** 4)
    start = time.monotonic()
    satisfiable(hard & (names[0] ** 9 < names[1] * names[2]), budget=Budget(seconds=2))
    assert time.monotonic() - start < 12


def square_is_not_negative(n: int) -> bool:
    return decide((x - n) ** 2 + x**2 >= 0).proved


def test_inside_a_process_pool():
    with ProcessPoolExecutor(2) as pool:
        assert all(pool.map(square_is_not_negative, range(4)))


def test_a_script_without_a_main_guard(tmp_path):
    script = tmp_path / "script.py"
    script.write_text("import sympy as sp, symgame as sg\na = sp.Symbol('a', real=True)\nprint(sg.decide(a**2 + a + 1 > 0).proved)\n")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.strip() == "True", done.stderr


@pytest.mark.skipif(not installed("cvc5"), reason="cvc5 is not installed")
def test_the_second_solver_answers():
    assert worker("cvc5").ask(QUERY, SLICE).answer == "sat"
    assert worker("cvc5").ask(QUERY + "(assert (< x 0))", SLICE).answer == "unsat"
