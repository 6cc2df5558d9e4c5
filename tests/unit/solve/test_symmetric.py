"""Symmetric games with any number of players: closed forms in n, corners, uniqueness, and honest limits."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg

a, b, c, d, t, V, r, k = sp.symbols("a b c d t V r k", positive=True)
n = sp.Symbol("n", integer=True, positive=True)
q = sp.Symbol("q", positive=True)
HALF_LINE, OPEN = sp.Interval(0, sp.oo), sp.Interval.open(0, sp.oo)
PLAYER = sg.Player("i")


def symmetric(payoff, domain=HALF_LINE, number=n, **options):
    return sg.SymmetricGame(number, q, domain, payoff, **options)


def cournot(number=n):
    return symmetric(lambda own, others: (a - b * (own + others) - c) * own, number=number)


CASES = {
    "Cournot": (cournot(), a > c, (a - c) / (b * (n + 1)), (a - c) ** 2 / (b * (n + 1) ** 2)),
    "Cournot, nobody produces": (cournot(), a < c, 0, 0),
    "contest": (symmetric(lambda x, s: V * x / (x + s) - x, OPEN), sp.true, V * (n - 1) / n**2, V / n**2),
    "contest with quadratic cost": (
        symmetric(lambda x, s: V * x / (x + s) - x**2, OPEN), sp.true,
        sp.sqrt(V * (n - 1) / 2) / n, V * (n + 1) / (2 * n**2),
    ),
    "circular city": (
        symmetric(lambda p, s: (p - c) * (1 / n + (s / (n - 1) - p) / t)), sp.true, c + t / n, t / n**2,
    ),
    "public good, logarithms": (
        symmetric(lambda x, s: a * sp.log(x + s) + sp.log(V - x), sp.Interval.Ropen(0, V)), sp.true,
        a * V / (a + n), a * sp.log(n * a * V / (a + n)) + sp.log(n * V / (a + n)),
    ),
    "common pool": (
        symmetric(lambda x, s: x * (a - b * (x + s)) - c * x**2), sp.true,
        a / (b * (n + 1) + 2 * c), a**2 * (b + c) / (b * (n + 1) + 2 * c) ** 2,
    ),
    "Cournot with demand Q**(-1/2)": (
        symmetric(lambda x, s: x / sp.sqrt(x + s) - c * x, OPEN), sp.true,
        (2 * n - 1) ** 2 / (4 * c**2 * n**3), (2 * n - 1) / (4 * c * n**3),
    ),
}  # fmt: skip


def points(game, region, count=4):
    """Exact parameter values inside a region, deterministic."""
    grid = (sp.Rational(1, 2), sp.Integer(1), sp.Integer(3), sp.Rational(7, 3), sp.Integer(5))
    numbers = (2, 3, 7, 10, 4)
    found = 0
    for shift in range(40):
        values = {p: grid[(i * 3 + shift * (i + 1)) % 5] for i, p in enumerate(game.parameters)}
        values |= {p: sp.Integer(numbers[shift % 5]) for p in game.parameters if p == n}
        if region.subs(values) == sp.true and found < count:
            found += 1
            yield values


@pytest.fixture(scope="module")
def solved():
    known = {}

    def get(game):
        if game not in known:
            known[game] = sg.solve(game)
        return known[game]

    return get


@pytest.mark.parametrize("name", CASES)
def test_closed_form_and_payoff(name, solved):
    game, region, action, payoff = CASES[name]
    equilibrium = solved(game)
    assert equilibrium.uncovered is sp.false
    tried = list(points(game, region))
    assert tried
    for values in tried:
        (outcome,) = equilibrium.at(values)
        assert sp.simplify(outcome[q] - sp.sympify(action).subs(values)) == 0
        here = next(x for x in equilibrium.branches if x.region.holds_at(values))
        assert sp.simplify(here.payoffs[PLAYER].subs(values) - sp.sympify(payoff).subs(values)) == 0


@pytest.mark.parametrize("name", ["Cournot", "contest", "circular city", "common pool"])
def test_all_equilibria_and_verified_from_the_definition(name, solved):
    game = CASES[name][0]
    equilibrium = solved(game)
    assert equilibrium.complete.proved
    assert sg.verify(game, equilibrium).proved


def test_numbers_and_symbols_agree(solved):
    general = solved(cournot())
    for number in (1, 2, 3, 8):
        special = sg.solve(cournot(number))
        values = {a: sp.Integer(7), b: sp.Rational(3, 2), c: sp.Integer(1)}
        assert special.at(values) == general.at({**values, n: number})


def test_agrees_with_the_game_of_three_named_players():
    x, y, z = sp.symbols("x y z", real=True)
    F = sg.players("A B C")
    total = x + y + z
    stage = sg.Simultaneous(*(sg.Move(f, s, domain=HALF_LINE) for f, s in zip(F, (x, y, z), strict=True)))
    named = sg.SequentialGame([stage], {f: (a - total - c) * s - s**2 for f, s in zip(F, (x, y, z), strict=True)})
    alike = symmetric(lambda own, others: (a - own - others - c) * own - own**2, number=3)
    values = {a: sp.Integer(9), c: sp.Integer(2)}
    (one,), (other,) = sg.solve(named).at(values), sg.solve(alike).at(values)
    assert one == dict.fromkeys((x, y, z), other[q])


def test_contest_with_symbolic_exponent_and_its_bound():
    game = symmetric(lambda x, s: V * x**r / (x**r + (n - 1) * (s / (n - 1)) ** r) - x, OPEN)
    equilibrium = sg.solve(game)
    assert equilibrium.uncovered is sp.false
    (branch,) = equilibrium.branches
    assert sp.cancel(branch[q] - r * (n - 1) * V / n**2) == 0
    assert sp.cancel(branch.payoffs[PLAYER] - V * (n - r * (n - 1)) / n**2) == 0
    for number, exponent, exists in ((2, 2, True), (2, sp.Rational(5, 2), False), (3, sp.Rational(3, 2), True), (3, 2, False)):
        found = equilibrium.at({V: 1, r: exponent, n: number})
        assert bool(found) is exists
    assert not equilibrium.complete.proved, "asymmetric equilibria exist for some exponents and are not listed"


def test_contest_written_in_effective_effort_is_the_same_contest():
    game = symmetric(lambda x, s: V * x / (x + s) - x ** (1 / r), OPEN)
    equilibrium = sg.solve(game)
    values = {V: sp.Integer(4), r: sp.Rational(1, 2), n: sp.Integer(2)}
    (outcome,) = equilibrium.at(values)
    assert outcome[q] ** 2 == values[r] * values[V] / 4  # effort x**(1/r) = r (n - 1) V / n**2


def test_a_continuum_of_asymmetric_equilibria_is_not_called_complete():
    game = symmetric(lambda x, s: a * sp.sqrt(x + s) - x)
    equilibrium = sg.solve(game)
    assert equilibrium.branches and equilibrium.complete.undecided
    assert "symmetric equilibria only" in equilibrium.notes


def test_strategic_substitutes_with_asymmetric_equilibria_are_not_called_complete():
    # x = 1 against nothing, 0 against 1: (1, 0) and (0, 1) besides the symmetric one.
    game = symmetric(lambda x, s: x * (1 - 2 * s) - x**2 / 2, sp.Interval(0, 1), number=2)
    equilibrium = sg.solve(game)
    assert equilibrium.at({}) == [{q: sp.Rational(1, 3)}]
    assert equilibrium.complete.undecided


def test_a_false_claim_is_refuted():
    from dataclasses import replace

    game = cournot()
    equilibrium = sg.solve(game)
    branch = next(x for x in equilibrium.branches if x[q] != 0)
    wrong = ((q, branch[q] * sp.Rational(11, 10)),)
    changed = replace(branch, strategy_items=wrong, outcome_items=wrong)
    rest = tuple(x for x in equilibrium.branches if x is not branch)
    assert not sg.verify(game, replace(equilibrium, branches=(changed, *rest))).proved


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((0, q, HALF_LINE), sg.GameError),
        ((sp.Rational(3, 2), q, HALF_LINE), sg.GameError),
        ((2.0, q, HALF_LINE), sg.ArgumentTypeError),
        ((n, "q", HALF_LINE), sg.ArgumentTypeError),
        ((n, q, sp.FiniteSet(0, 1)), sg.GameError),
        ((n, q, sp.Interval(0, q)), sg.GameError),
    ],
)
def test_misuse_is_named(arguments, error):
    with pytest.raises(error):
        sg.SymmetricGame(*arguments, payoff=lambda own, others: own)


def test_the_payoff_is_called_once_and_must_be_a_function():
    calls = []
    symmetric(lambda own, others: calls.append(1) or own)
    assert calls == [1]
    with pytest.raises(sg.ArgumentTypeError, match="function"):
        sg.SymmetricGame(n, q, HALF_LINE, payoff=q)
    with pytest.raises(sg.GameError, match="two different symbols"):
        symmetric(lambda own, others: own * sp.Symbol("a", real=True) + a)


def test_games_are_values():
    import pickle

    assert cournot() == cournot() and hash(cournot()) == hash(cournot())
    assert pickle.loads(pickle.dumps(cournot())) == cournot()
