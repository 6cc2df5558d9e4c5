"""An interrupted question leaves no answer behind that the next question could take for its own."""

from __future__ import annotations

import signal

import pytest
import sympy as sp

import symgame as sg
from symgame.logic.worker import worker


class Interrupt(BaseException):
    """Like a user's Ctrl-C."""


def _ring(*_):
    raise Interrupt


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs timers")
def test_no_stale_answer_after_an_interrupt():
    x, y = sp.symbols("x y", real=True)
    assert sg.decide(sp.Ne(x**2 + y**2 + x * y, -1)).proved  # warm
    before = signal.signal(signal.SIGALRM, _ring)
    hard = "(declare-const x Real)(declare-const y Real)(assert (= (* x x x x x) (+ (* y y y) x 1)))(assert (> y 100))"
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.002)
        with pytest.raises(Interrupt):
            for _ in range(1000):
                worker().ask(hard, (("default", 5.0),))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    false = "(declare-const x Real)(assert (< (* x x) 0))"
    true = "(declare-const x Real)(assert (> x 2))"
    assert [worker().ask(q, (("default", 5.0),)).answer for q in (false, true, false)] == ["unsat", "sat", "unsat"]
