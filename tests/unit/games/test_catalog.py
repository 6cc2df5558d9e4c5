"""The catalogue of textbook games: every function returns a well-formed game and says where it comes from."""

from __future__ import annotations

import copy
import importlib
import inspect
import pickle
import pkgutil

import pytest
import sympy as sp

import symgame as sg
from symgame.games import catalog
from symgame.games.catalog import bertrand, contests, cournot, delegation, matrices, public_goods, research, trees


def functions():
    for info in pkgutil.iter_modules(catalog.__path__):
        module = importlib.import_module(f"{catalog.__name__}.{info.name}")
        for name, value in vars(module).items():
            if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_"):
                yield pytest.param(value, id=f"{info.name}.{name}")


@pytest.mark.parametrize("function", functions())
def test_a_game_with_its_source(function):
    game = function()
    assert isinstance(game, sg.SequentialGame | sg.SymmetricGame | sg.ExtensiveFormGame | sg.NormalFormGame)
    assert game == function() and hash(game) == hash(function())
    assert pickle.loads(pickle.dumps(game)) == game
    text = inspect.getdoc(function) + inspect.getmodule(function).__doc__
    assert "References" in text and any(f"({year})" in text for year in range(1830, 2026))


@pytest.mark.parametrize(
    "call",
    [
        lambda: cournot.cournot(0),
        lambda: cournot.cournot("2"),
        lambda: cournot.stackelberg(()),
        lambda: cournot.stackelberg((1, 0)),
        lambda: contests.lottery_contest(1),
        lambda: research.research_with_spillovers(1),
        lambda: public_goods.private_provision(1),
        lambda: public_goods.emissions(1),
        lambda: delegation.managers_in_cournot(1),
        lambda: delegation.successive_monopolies(1),
        lambda: trees.chain_store(0),
        lambda: trees.centipede(True),
        lambda: trees.ultimatum(sp.Symbol("k")),
    ],
)
def test_too_few_players_are_refused(call):
    with pytest.raises(sg.ArgumentError):
        call()


@pytest.mark.parametrize("number", [2, 5, sp.Symbol("N", integer=True, positive=True)])
@pytest.mark.parametrize(
    "make",
    [
        cournot.cournot_alike,
        bertrand.differentiated_prices,
        bertrand.circular_city,
        contests.patent_race,
        public_goods.common_pool,
        matrices.volunteers,
    ],
)
def test_the_number_of_players_may_be_given(make, number):
    assert make(number).number == number


def test_sizes():
    assert len(cournot.cournot(5).players) == 5
    assert len(delegation.successive_monopolies(4).stages) == 4
    assert [len(cournot.stackelberg(m).stages) for m in ((1,), (2, 3), (1, 1, 1))] == [1, 2, 3]


def test_marks_come_back_from_another_process_as_themselves():
    for mark in (sg.OUT, sg.NO_DEAL):
        assert pickle.loads(pickle.dumps(mark)) is mark and copy.deepcopy(mark) is mark
