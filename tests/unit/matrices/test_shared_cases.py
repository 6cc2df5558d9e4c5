"""The finite games with known answers that are kept outside the project, where they are there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sympy as sp

import symgame as sg
from symgame.formats.expressions import parse_condition, parse_expression
from symgame.games.catalog.signalling import education

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "games.json"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason=f"{CASES} is not there")


def case(name):
    return next(g for g in json.loads(CASES.read_text()) if g["id"] == name)


def symbols(data):
    return {n: sp.Symbol(n, positive=True) for n in data["parameters"]}


def table(text, names):
    rows = [row.split(",") for row in text.strip("[]").split("],[")]
    return [[parse_expression(e, names) for e in row] for row in rows]


@pytest.mark.parametrize("name", ["battle_of_sexes", "hawk_dove", "inspection"])
def test_mixed_equilibria_of_bimatrix_games(name):
    data = case(name)
    names = symbols(data)
    rows = table(data["payoffs"]["1"], names)
    columns = [list(c) for c in zip(*rows, strict=True)] if data["payoffs"]["2"] == "transpose" else table(data["payoffs"]["2"], names)
    assume = [parse_condition(c, names) for c in data["region"]]
    found = sg.solve(sg.NormalFormGame([rows, columns], assume=assume))
    p, q = (parse_expression(data["answer"][k], names) for k in "pq")
    mixed = [b for b in found.branches if b.outcome[found.game.players[0]][0].free_symbols]
    (branch,) = mixed
    one, two = branch.outcome.values()
    assert sp.cancel(one[0] - p) == 0 and sp.cancel(two[0] - q) == 0
    assert sg.decide(branch.region.condition, given=assume).proved


def test_trust():
    data = case("trust_game")
    names = symbols(data)
    leaf = {k: tuple(parse_expression(e, names) for e in v.strip("()").split(",")) for k, v in data["payoffs"].items()}
    two = sg.tree("B", Honour=leaf["Trust,Honour"], Betray=leaf["Trust,Betray"])
    found = sg.solve(sg.tree("A", Not=leaf["Not"], Trust=two))
    for condition, play in data["answer"].items():
        region = next(b.region.condition for b in found.branches if ",".join(b.strategies.values()) == play.strip("()"))
        assert sg.decide(sp.Implies(parse_condition(condition, names), region)).proved


def test_least_cost_education():
    data = case("spence")
    low, high, e = (sp.Symbol(n, positive=True) for n in ("thL", "thH", "eH"))
    game = education().to_networkx()
    t_high, t_low, level, p = sp.symbols("t_H t_L e p", positive=True)
    found = sg.solve(sg.ExtensiveFormGame(game, ["W", "F"], [t_low < t_high]), concept=sg.PerfectBayesian())
    (apart,) = [b for b in found.branches if (b.outcome["H"], b.outcome["L"]) == ("educate", "skip")]
    region = apart.region.condition.xreplace({t_high: high, t_low: low, level: e, p: p})
    below, middle, above = data["answer"]["separating_set"].split("<=")
    names = {"thL": low, "thH": high, "eH": e}
    expected = sp.And(parse_expression(below, names) <= e, e <= parse_expression(above, names))
    assert middle == "eH" and sg.decide(sp.Equivalent(region, expected), given=[low < high, p < 1]).proved
    assert sp.expand(parse_expression(data["answer"]["eH"], names) - parse_expression(below, names)) == 0


def test_alternating_offers():
    data = case("rubinstein")
    d1, d2 = (sp.Symbol(n, positive=True) for n in ("d1", "d2"))
    one, two = sg.players("A B")
    found = sg.solve(sg.AlternatingOffers([one, two], (d1, d2)))
    x = parse_expression(data["answer"]["x"], {"d1": d1, "d2": d2})
    y = parse_expression(data["answer"]["y"], {"d1": d1, "d2": d2})
    (branch,) = found.branches
    assert sp.cancel(branch.payoffs[one] - x) == 0
    assert sp.cancel(1 - branch.strategies[two, "offer"] - y) == 0


def test_collusion_threshold():
    data = case("collusion_cournot")
    n, dl, a, b, c = sp.symbols("n dl a b c", positive=True)
    q = sp.Symbol("q", nonnegative=True)
    stage = sg.SymmetricGame(n, q, sp.Interval(0, sp.oo), payoff=lambda x, o: (a - b * (x + o) - c) * x, assume=[a > c])
    found = sg.solve(sg.RepeatedGame(stage, dl))
    least = parse_expression(data["answer"]["dl_min"], {"n": n, "dl": dl})
    region = next(br.region.condition for br in found.branches if isinstance(br.strategies[q], sg.GrimTrigger))
    assert sg.decide(sp.Equivalent(region, dl >= least), given=[n >= 2, a > c, dl < 1]).proved
