"""Shares of several domains, verified where the payoff of the one who decides is not concave, and claims that are wrong.

The closed forms are written down here by hand; of wrong ones none may be proved.
"""

from __future__ import annotations

from itertools import product

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symgame as sg
from symgame.budget import Budget
from symgame.games.catalog.fine_tuning_domains import own_shares_game
from symgame.solve.verify_corner import largest_by_squares
from symgame.solve.verify_prover import Prover
from tests.oracle.claims import claim, played, with_branch, with_items

HALF = sp.Rational(1, 2)


class Domains:
    """The powerful generalist's shares by domains that pay everything (B) and others (I), as derived by hand."""

    def __init__(self, n: int) -> None:
        self.n, self.game = n, own_shares_game(n)
        self.delta, self.alpha_0, self.alpha = self.game.actions[:n], self.game.actions[n], self.game.actions[n + 1 :]
        self.c_0, *self.c = sp.symbols(f"c_:{n + 1}", positive=True)
        self.r = sp.symbols(f"r_1:{n + 1}", positive=True)
        G = self.game.players[0]
        self.rule = sg.Dictatorial(G)
        revenue = sum(d * r for d, r in zip(self.delta, self.r, strict=True))
        self.later = {self.alpha_0: revenue / (2 * self.c_0)}
        for a, d, r, c in zip(self.alpha, self.delta, self.r, self.c, strict=True):
            self.later[a] = self.alpha_0 + (1 - d) * r / (2 * c)

    def shares(self, full: tuple[int, ...]) -> list[sp.Expr]:
        inside = [HALF + c * self.paid(full) / (2 * r * self.cost(full)) for c, r in zip(self.c, self.r, strict=True)]
        return [sp.S.One if i in full else share for i, share in enumerate(inside)]

    def paid(self, full: tuple[int, ...]) -> sp.Expr:
        return sum(self.r) + sum(self.r[i] for i in full)

    def cost(self, full: tuple[int, ...]) -> sp.Expr:
        return 2 * self.c_0 - sum(self.c[i] for i in range(self.n) if i not in full)

    def region(self, full: tuple[int, ...]) -> sp.Basic:
        gaps = [self.r[i] * self.cost(full) - self.c[i] * self.paid(full) for i in range(self.n)]
        return sp.And(*(g <= 0 if i in full else g > 0 for i, g in enumerate(gaps)))

    def branch(self, full: tuple[int, ...], shares=None, region=None):
        strategies = dict(zip(self.delta, shares or self.shares(full), strict=True)) | self.later
        return played(self.game, self.region(full) if region is None else region, strategies)

    def patterns(self) -> list[tuple[int, ...]]:
        return [tuple(i for i in range(self.n) if on[i]) for on in product((False, True), repeat=self.n)]

    def claim(self):
        return claim(self.game, *(self.branch(p) for p in self.patterns()), rule=self.rule)

    def alone(self, branch):
        """The claim of one branch; where it says nothing nothing is claimed, and nothing else can fail."""
        return claim(self.game, branch, rule=self.rule, uncovered=sp.Not(branch.region.condition))


TWO, THREE = Domains(2), Domains(3)


def test_two_domains_are_proved():
    assert sg.verify(TWO.game, TWO.claim()).proved


@pytest.mark.slow
def test_three_domains_are_proved():
    assert sg.verify(THREE.game, THREE.claim(), budget=Budget(seconds=300)).proved


def test_one_corner_pattern_of_three_domains_is_proved():
    assert sg.verify(THREE.game, THREE.alone(THREE.branch((2,)))).proved


@pytest.mark.slow
@pytest.mark.parametrize(
    "rule, domains",
    [*product(("the generalist", "a specialist", "the sum", "the technology"), (2, 3)), ("a weighted sum", 2)],
)
def test_what_solve_answers_is_proved(rule, domains):
    game = own_shares_game(domains)
    G, D = game.players[:2]
    rules = {
        "the generalist": sg.Dictatorial(G),
        "a specialist": sg.Dictatorial(D),
        "the sum": sg.Utilitarian(),
        "a weighted sum": sg.MaximumOf(2 * game.payoffs[G] + game.payoffs[D]),
        "the technology": sg.MaximumOf(game.actions[domains]),
    }
    answer = sg.solve(game, bargaining=rules[rule], budget=Budget(seconds=300))
    assert answer.uncovered == sp.false
    assert sg.verify(game, answer, budget=Budget(seconds=300)).proved


def wrong_branches(game: Domains):
    """Branches none of which holds on its whole region."""
    for full in game.patterns():
        right, region = game.shares(full), game.region(full)
        inside = [i for i in range(game.n) if i not in full]
        for i in inside:
            scaled = [s * sp.Rational(9, 10) if i == j else s for j, s in enumerate(right)]
            yield f"{full}: share {i} scaled", game.branch(full, scaled)
        for i in full:
            less = [HALF if i == j else s for j, s in enumerate(right)]
            yield f"{full}: share {i} is a half", game.branch(full, less)
        for i in inside:
            yield f"{full}: exchanged with {i} at the corner", game.branch((*full, i), region=region)
        for i in full:
            yield f"{full}: exchanged with {i} inside", game.branch(tuple(j for j in full if j != i), region=region)
        nothing = [sp.S.Zero if j == 0 else s for j, s in enumerate(right)]
        yield f"{full}: domain 0 pays nothing", game.branch(full, nothing)
        if isinstance(region, sp.And):
            for c in region.args:
                wider = sp.And(*(other for other in region.args if other != c))
                yield f"{full}: widened by {c}", game.branch(full, region=wider)
        if full:
            yield f"{full}: everywhere", game.branch(full, region=sp.true)


def test_wrong_shares_of_two_domains_are_never_proved():
    """A second is several times what a right branch takes."""
    listed = list(wrong_branches(TWO))[1::4]
    verdicts = [sg.verify(TWO.game, TWO.alone(branch), budget=Budget(seconds=1)) for _, branch in listed]
    assert len(verdicts) >= 8
    assert not any(v.proved for v in verdicts)
    assert sum(v.refuted for v in verdicts) >= 4


@pytest.mark.slow
def test_wrong_shares_of_two_domains_are_refuted():
    for what, branch in wrong_branches(TWO):
        verdict = sg.verify(TWO.game, TWO.alone(branch), budget=Budget(seconds=60))
        assert verdict.refuted, what
        assert verdict.witness, what


@pytest.mark.slow
def test_wrong_shares_of_three_domains_are_never_proved():
    verdicts = [sg.verify(THREE.game, THREE.alone(branch), budget=Budget(seconds=20)) for _, branch in wrong_branches(THREE)]
    assert len(verdicts) >= 70
    assert not any(v.proved for v in verdicts)


def test_regions_of_two_patterns_exchanged_are_never_proved():
    answer = TWO.claim()
    for one, other in ((0, 1), (1, 2), (2, 3), (0, 3)):
        first, second = answer.branches[one], answer.branches[other]
        mutant = with_branch(answer, one, with_items(first, region=second.region.condition))
        mutant = with_branch(mutant, other, with_items(second, region=first.region.condition))
        assert not sg.verify(TWO.game, mutant, budget=Budget(seconds=10)).proved


def test_a_share_that_a_specialist_refuses_is_not_proved():
    """G would take everything; with a fixed cost in the second domain its specialist then loses and has to be given more."""
    F = sp.Symbol("F", positive=True)
    payoffs = dict(TWO.game.payoffs)
    D_2 = TWO.game.players[2]
    payoffs[D_2] = payoffs[D_2] - F
    game = sg.SequentialGame(TWO.game.stages, payoffs)
    branches = [played(game, TWO.region(p), dict(zip(TWO.delta, TWO.shares(p), strict=True)) | TWO.later) for p in TWO.patterns()]
    verdict = sg.verify(game, claim(game, *branches, rule=TWO.rule), budget=Budget(seconds=20))
    assert verdict.refuted
    assert "accepted" in verdict.reason


NUMBERS = st.integers(-4, 4).map(sp.Integer)
X = sp.symbols("x y z", real=True)


@st.composite
def boxed_quadratics(draw):
    """A quadratic with numbers on a box, and all points at which it may be largest or rest on a face."""
    n = draw(st.sampled_from((2, 2, 3)))
    own = X[:n]
    entries = {(i, j): draw(NUMBERS) for i in range(n) for j in range(i, n)}
    if draw(st.booleans()):  # else the argument seldom applies
        flip = draw(st.sampled_from((1, -1)))
        entries = {(i, j): v if i == j else abs(v) * (flip if i == 0 else 1) for (i, j), v in entries.items()}
    linear = [draw(NUMBERS) for _ in range(n)]
    value = sum(v * own[i] * own[j] for (i, j), v in entries.items()) + sum(b * x for b, x in zip(linear, own, strict=True))
    placed = [(draw(st.integers(-1, 1)), draw(st.integers(1, 2))) for _ in own]
    ends = [(sp.Integer(low), sp.Integer(low + width)) for low, width in placed]
    return value, own, ends


def points_of_faces(value, own, ends):
    """The stationary points of every face, where there is one alone: the largest value is among them."""
    found = set()
    for kind in product((0, 1, None), repeat=len(own)):
        put = {x: e[k] for x, e, k in zip(own, ends, kind, strict=True) if k is not None}
        free = [x for x in own if x not in put]
        if free:
            made = value.subs(put)
            matrix, right = sp.linear_eq_to_matrix([sp.diff(made, x) for x in free], free)
            if matrix.det() == 0:
                continue  # it rests along a line or nowhere: then it is as large on a smaller face
            put |= dict(zip(free, matrix.LUsolve(right), strict=True))
        point = tuple(put[x] for x in own)
        if all(low <= p <= high for p, (low, high) in zip(point, ends, strict=True)):
            found.add(point)
    return found


def check_quadratic(case) -> int:
    value, own, ends = case
    domain = tuple(c for x, (low, high) in zip(own, ends, strict=True) for c in (x >= low, x <= high))
    points = points_of_faces(value, own, ends)
    values = {p: value.subs(dict(zip(own, p, strict=True))) for p in points}
    prover, count = Prover((), Budget(seconds=60).start()), 0
    for point in points:
        for strict in (False, True):
            if largest_by_squares(prover, value, own, point, domain, strict=strict):
                count += 1
                assert all(values[point] > v or (v == values[point] and not strict) for p, v in values.items() if p != point)
    return count


@settings(max_examples=25, deadline=None, derandomize=True)
@given(boxed_quadratics())
def test_what_is_proved_of_numbers_is_largest(case):
    check_quadratic(case)


@pytest.mark.slow
@settings(max_examples=1000, deadline=None, derandomize=True)
@given(boxed_quadratics())
def test_what_is_proved_of_many_numbers_is_largest(case):
    check_quadratic(case)


def test_complements_that_are_not_concave_are_proved_and_only_at_the_best_point():
    x, y = X[:2]
    assert check_quadratic((x + y + 3 * x * y - x**2 - y**2, (x, y), [(0, 1), (0, 1)])) == 2
    assert check_quadratic((x - y - 3 * x * y - x**2, (x, y), [(0, 1), (-1, 0)])) == 2
    assert check_quadratic((x * y - x**2 / 8 - y / 4, (x, y), [(0, 1), (0, 1)])) == 0  # y is pushed back


def test_the_argument_needs_a_product_of_intervals_and_the_corner_left():
    x, y = X[:2]
    prover = Prover((), Budget().start())
    one = sp.S.One
    payoff, box = x + y + x * y, (x >= 0, x <= 1, y >= 0, y <= 1)
    assert largest_by_squares(prover, payoff, (x, y), (one, one), box, strict=True)
    assert not largest_by_squares(prover, payoff, (x, y), (HALF, HALF), (*box, x + y <= 1), strict=False)
    two_parts = (sp.Or(sp.And(x >= 0, x <= HALF), sp.Eq(x, 1)), *box[2:])
    assert not largest_by_squares(prover, payoff - 3 * x**2 / 2, (x, y), (HALF, one), two_parts, strict=False)
    assert not largest_by_squares(prover, 3 * x * y, (x, y), (sp.S.Zero, sp.S.Zero), box, strict=False)
    assert not largest_by_squares(prover, x**3 + y, (x, y), (one, one), box, strict=False)


def test_a_slope_says_nothing_across_a_gap_of_the_domain():
    """The payoff rises at both values of the share, and yet the smaller one is better."""
    A, B = sg.players("A B")
    x = X[0]
    payoff = x**3 / 3 - 2 * x**2 + sp.Rational(15, 4) * x + 100
    low, high = sp.Rational(7, 5), sp.Rational(13, 5)
    assert payoff.subs(x, low) > payoff.subs(x, high)
    game = sg.SequentialGame([sg.Bargain(x, between=(A, B), domain=sp.FiniteSet(low, high))], {A: payoff, B: 100 - x})
    rule = sg.Dictatorial(A)
    assert sg.verify(game, claim(game, played(game, True, {x: low}), rule=rule)).proved
    assert sg.verify(game, claim(game, played(game, True, {x: high}), rule=rule)).refuted
