"""Game files: the shipped example, every kind of stage there and back, and faults with their place."""

import pytest
import sympy as sp

from symgame.errors import ArgumentError, FileFormatError, UnsupportedError
from symgame.formats.example_files import example_names, example_text
from symgame.formats.read import read_game, read_game_file
from symgame.formats.toml import game_file
from symgame.formats.toml_writer import game_to_toml
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.games.players import Player
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Bargain, Move, Nature, OutsideOption, Uniform

G, D = Player("G"), Player("D")
c = sp.Symbol("c", positive=True)
n = sp.Symbol("n", positive=True, integer=True)
x, y, d, e, v = sp.symbols("x y d e v", real=True)
z = sp.Symbol("z", nonnegative=True)
UNIT = sp.Interval(0, 1)
half = sp.Rational(1, 2)

GAMES = {
    "open ends": SequentialGame([Move(G, x, domain=sp.Interval.Ropen(0, c))], {G: x - c * x**2}),
    "left open": SequentialGame([Move(G, x, domain=sp.Interval.Lopen(0, c))], {G: x}),
    "both open": SequentialGame([Move(G, x, domain=sp.Interval.open(-1, c))], {G: x}),
    "reals": SequentialGame([Move(G, x, domain=sp.Reals)], {G: -(x**2)}),
    "finite": SequentialGame([Move(G, x, domain=sp.FiniteSet(0, half, c))], {G: x}),
    "clipped": SequentialGame(
        [Move(G, x, domain=UNIT), Move(D, y, domain=sp.Interval(sp.Max(x, c), sp.oo))], {G: x, D: sp.Min(x, y) - y**2}
    ),
    "two actions": SequentialGame([Move(G, (x, y), domain=(UNIT, sp.Interval(0, c)))], {G: x * y}, [c < 1]),
    "simultaneous": SequentialGame([(Move(G, x, domain=UNIT), Move(D, (y, v), domain=(UNIT, UNIT)))], {G: x - y, D: n * y * v}),
    "outside": SequentialGame([OutsideOption(D, {G: 0, D: c}), Move(G, x, domain=UNIT), OutsideOption(D, {G: -x, D: 0})], {G: x, D: 1 - x}),
    "two shares": SequentialGame([Bargain((d, e), between=(G, D), domain=(UNIT, UNIT), disagreement=(c, 0))], {G: d, D: e - d}),
    "chance": SequentialGame([Nature(v, {0: half, c: half}, observed_by=(G,)), Move(G, x, domain=UNIT)], {G: x * v}),
    "uniform": SequentialGame([Nature(v, Uniform(0, 1)), Move(G, x, domain=UNIT)], {G: x * v - x**2}),
    "signed action": SequentialGame([Move(G, z, domain=sp.Interval(0, sp.oo))], {G: sp.sqrt(z) - c * z}),
    "powers and logs": SequentialGame([Move(G, z, domain=sp.Interval(0, sp.oo))], {G: sp.log(1 + z) - c * z ** (1 + n) + sp.exp(-c)}),
    "kinks": SequentialGame([Move(G, x, domain=UNIT)], {G: sp.Piecewise((x, x < c), (c, True)), D: sp.Abs(x)}),
    "assumptions": SequentialGame([Move(G, x, domain=UNIT)], {G: x * c}, [c > 1, sp.Ne(c, 2), sp.Or(c < 3, c > 4)]),
}


@pytest.mark.parametrize("name", GAMES)
def test_there_and_back(name):
    text = game_to_toml(GAMES[name], title=name)
    found = game_file(text, "some-game.toml")
    assert found.game == GAMES[name]
    assert (found.name, found.title) == ("some-game", name)


def test_the_example_is_the_catalog_game():
    assert "fine-tuning" in example_names()
    assert game_file(example_text("fine-tuning")).game == fine_tuning_game()


def test_no_such_example():
    with pytest.raises(ArgumentError, match="fine-tuning"):
        example_text("nothing")


GOOD = example_text("fine-tuning")
FAULTS = {
    "toml": (("title = ", "title "), ["line"]),
    "unknown key": (("assume = []", "assumes = []"), ["assumes"]),
    "a float": (('domain = ["0", "1"]', "domain = [0.5, 1]"), ["domain", "float"]),
    "unknown name": (("c_0*alpha_0^2", "c_9*alpha_0^2"), ["line 28", "payoffs.G", "'c_9'"]),
    "syntax": (("c_0*alpha_0^2", "c_0*alpha_0^^2"), ["line 28", "payoffs.G", "column"]),
    "unknown mover": (('player = "G"', 'player = "X"'), ["stages[2]", "'X'"]),
    "unknown party": (('between = ["G", "D"]', 'between = ["G", "E"]'), ["stages[1]", "'E'"]),
    "payoff missing": (('D = "(1', 'E = "(1'), ["payoffs", "'E'"]),
    "player twice": (('players = ["G", "D"]', 'players = ["G", "G"]'), ["players", "twice"]),
    "no action": (('action = "alpha_0"\n', ""), ["stages[2]", "no action"]),
    "two kinds": (('player = "G"', 'player = "G"\nnature = "w"'), ["stages[2]", "exactly one"]),
    "foreign key": (('player = "G"', 'player = "G"\nbetween = ["G"]'), ["stages[2]", "'between'"]),
    "later action": (('domain = ["0", "oo"]', 'domain = ["0", "alpha_1"]'), ["stage 2", "alpha_1", "later"]),
    "empty domain": (('domain = ["0", "1"]', 'domain = ["1", "0"]'), ["delta", "empty"]),
    "three ends": (('domain = ["0", "1"]', 'domain = ["0", "1", "2"]'), ["stages[1].domain", "two ends"]),
    "unknown sign": (('c_0 = "positive"', 'c_0 = "big"'), ["c_0", "'big'", "positive"]),
    "reserved": (('c_0 = "positive"', 'sqrt = "positive"'), ["'sqrt'"]),
    "both": (('c_0 = "positive"', 'delta = "positive"\nc_0 = "positive"'), ["'delta'", "parameter and an action"]),
    "assume": (("assume = []", 'assume = ["c_0 + 1"]'), ["assume", "not a condition"]),
    "assume on an action": (("assume = []", 'assume = ["delta < 1"]'), ["assume", "delta"]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_one_line_with_its_place(fault):
    (old, new), parts = FAULTS[fault]
    assert old in GOOD
    with pytest.raises(FileFormatError) as caught:
        game_file(GOOD.replace(old, new, 1), "game.toml")
    message = str(caught.value)
    assert message.startswith("game.toml") and "\n" not in message
    for part in parts:
        assert part in message


def test_missing_file_binary_file_and_other_format(tmp_path):
    with pytest.raises(FileFormatError, match="No such file"):
        read_game(tmp_path / "none.toml")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileFormatError, match="UTF-8"):
        read_game(tmp_path / "binary.toml")
    (tmp_path / "game.yaml").write_text("a: 1")
    with pytest.raises(FileFormatError, match="format"):
        read_game(tmp_path / "game.yaml")


def test_report_of_the_example(tmp_path):
    (tmp_path / "own.toml").write_text(GOOD)
    found = read_game_file(tmp_path / "own.toml")
    assert found.name == "own"
    assert "NashBargaining" in found.report.bargaining and found.report.pareto_set


def test_unwritable():
    with pytest.raises(UnsupportedError, match="r"):
        game_to_toml(SequentialGame([Move(G, x, domain=UNIT)], {G: sp.Function("r")(x)}))
    odd = sp.Symbol("c'", positive=True)
    with pytest.raises(UnsupportedError, match="rename"):
        game_to_toml(SequentialGame([Move(G, x, domain=UNIT)], {G: x * odd}))
