"""Bargaining rules as text."""

import pytest
import sympy as sp

from symgame.errors import FileFormatError
from symgame.formats.rules import read_rule
from symgame.games.bargaining import (
    Dictatorial,
    Egalitarian,
    KalaiSmorodinsky,
    MaximumOf,
    NashBargaining,
    Utilitarian,
)
from symgame.games.catalog.fine_tuning import fine_tuning_game

GAME = fine_tuning_game()
G, D = GAME.players
RULES = {
    "Utilitarian": Utilitarian(),
    "egalitarian": Egalitarian(),
    "Kalai-Smorodinsky": KalaiSmorodinsky(),
    "kalai_smorodinsky": KalaiSmorodinsky(),
    "nash": NashBargaining(),
    "NashBargaining()": NashBargaining(),
    "NashBargaining(1/3, 2/3)": NashBargaining(weights=(sp.Rational(1, 3), sp.Rational(2, 3))),
    "Dictatorial(D)": Dictatorial(D),
    "MaximumOf(alpha_1 - c_0)": MaximumOf(GAME.actions[2] - GAME.parameters[0]),
}


@pytest.mark.parametrize("text", RULES)
def test_rule(text):
    assert read_rule(text, GAME) == RULES[text]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Rawls", "there are Utilitarian"),
        ("", "unknown bargaining rule"),
        ("Dictatorial", "players are G, D"),
        ("Dictatorial(X)", "players are G, D"),
        ("Utilitarian(1)", "nothing in brackets"),
        ("NashBargaining(-1, 2)", "not positive"),
        ("MaximumOf(z)", "unknown name 'z'"),
        ("__import__('os')", "unknown bargaining rule"),
    ],
)
def test_bad_rule(text, message):
    with pytest.raises(FileFormatError, match=message.replace("(", r"\(")) as caught:
        read_rule(text, GAME)
    assert "\n" not in str(caught.value)
