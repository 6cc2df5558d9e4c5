"""Time to derive the fine-tuning game as its exponent changes, proofs included, beside plain sympy.

Run with ``pytest -m slow tests/benchmarks/test_powers_growth.py -s`` to see the table.  The rival differentiates the
joint payoff after the two replies and calls `sympy.solve` for the share; it says nothing about corners or second order.
"""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
import sympy as sp

import symgame as sg

LIMIT = 60
RIVAL = """
import sympy as sp, sys
d, c0, c1, k = sp.symbols("d c0 c1 k", positive=True)
n = {"k": k}.get(sys.argv[1]) or sp.Rational(sys.argv[1])
a, e = (d/(n*c0))**(1/(n - 1)), ((1 - d)/(n*c1))**(1/(n - 1))
print(sp.solve(sp.diff(a + e - c0*a**n - c1*e**n, d), d))
"""
c_0, c_1, k = sp.symbols("c_0 c_1 k", positive=True)
alpha_0, alpha_1, delta = sp.symbols("alpha_0 alpha_1 delta", nonnegative=True)
EXPONENTS = [sp.Integer(2), sp.Integer(3), sp.Rational(5, 2), k]


def game(exponent):
    generalist, specialist = sg.players("G D")
    return sg.SequentialGame(
        [
            sg.Bargain(delta, between=(generalist, specialist), domain=sp.Interval(0, 1), disagreement=(0, 0)),
            sg.Move(generalist, alpha_0, domain=sp.Interval(0, sp.oo)),
            sg.Move(specialist, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
        ],
        {
            generalist: delta * alpha_1 - c_0 * alpha_0**exponent,
            specialist: (1 - delta) * alpha_1 - c_1 * (alpha_1 - alpha_0) ** exponent,
        },
        assume=[k > 1] if exponent == k else [],
    )


def rival_seconds(exponent):
    started = time.monotonic()
    try:
        done = subprocess.run([sys.executable, "-c", RIVAL, str(exponent)], capture_output=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return None
    return time.monotonic() - started if done.returncode == 0 else None


@pytest.mark.slow
@pytest.mark.parametrize("exponent", EXPONENTS, ids=str)
def test_joint_payoff(exponent):
    started = time.monotonic()
    equilibrium = sg.solve(game(exponent), bargaining=sg.Utilitarian())
    seconds = time.monotonic() - started
    rival = rival_seconds(exponent)
    print(f"exponent {exponent}: {seconds:.1f} s with proofs, sympy {'did not finish' if rival is None else f'{rival:.1f} s'}")
    assert equilibrium.uncovered == sp.false
    assert seconds < LIMIT
