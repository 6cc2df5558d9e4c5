"""The LaTeX of derived equilibria, byte for byte: the product, compared with files that were read by eye.

After a wanted change, set UPDATE_GOLDEN=1, run this file, and read the difference.
"""

import os
from pathlib import Path

import pytest
import sympy as sp

import symgame as sg
from symgame.formats.example_files import example_text
from symgame.formats.toml import game_file
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.render.write import latex_files
from tests.unit.render.hand_made import GAME, WHOLE

HERE = Path(__file__).parent


def fine_tuning():
    game = fine_tuning_game()
    G, D = game.players
    rules = [None, sg.Dictatorial(G), sg.Utilitarian(), sg.Egalitarian(), sg.NashBargaining()]
    file = game_file(example_text("fine-tuning"), "fine-tuning.toml")
    return [game, *[sg.solve(game, bargaining=r) for r in rules]], file.title


def monopoly():
    return [GAME, WHOLE], "A monopolist"


def participation():
    F, a = sp.symbols("F a", positive=True)
    M, q = sg.players("M"), sp.Symbol("q_1", real=True)
    stages = [sg.OutsideOption(M, {M: 0}), sg.Move(M, q, domain=sp.Interval(0, sp.oo))]
    game = sg.SequentialGame(stages, {M: (a - q) * q - F})
    return [game, sg.solve(game)], "A monopolist with a fixed cost"


DOCUMENTS = {"fine-tuning": (fine_tuning, "macros"), "monopoly": (monopoly, "inline"), "entry": (participation, "inline")}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_latex_is_as_read(name):
    build, notation = DOCUMENTS[name]
    objects, title = build()
    made = {f.file: f.text for f in latex_files(objects, name=name, title=title, notation=notation)}
    folder = HERE / name
    if os.environ.get("UPDATE_GOLDEN"):
        folder.mkdir(exist_ok=True)
        for old in folder.glob("*.tex"):
            old.unlink()
        for file, text in made.items():
            (folder / file).write_text(text, encoding="utf-8")
    kept = {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.tex")}
    assert sorted(made) == sorted(kept)
    for file, text in made.items():
        assert text == kept[file], f"{name}/{file} differs from the file that was read"
