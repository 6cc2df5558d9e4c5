"""Equilibria of the fine-tuning game, derived once for all tests of rendering."""

import pytest

from symgame.games.bargaining import Dictatorial, Egalitarian, NashBargaining, Utilitarian
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.solve.solve import solve


@pytest.fixture(scope="session")
def fine_tuning_equilibria():
    game = fine_tuning_game()
    G, D = game.players
    rules = {
        None: None,
        "G": Dictatorial(G),
        "D": Dictatorial(D),
        "utilitarian": Utilitarian(),
        "egalitarian": Egalitarian(),
        "nash": NashBargaining(),
    }
    return {name: solve(game, bargaining=rule) for name, rule in rules.items()}
