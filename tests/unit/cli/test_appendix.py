"""An appendix from several game files: sections in the order of the plan, figures, one notation, the same bytes again."""

import re

import pytest
from click.testing import CliRunner

from symgame.cli import main
from tests.unit.cli.test_cli import MONOPOLY

PLOTS = """
[report]
introduction = "One seller."

[[report.figures]]
draw = "regions"
axes = ["a", "c"]
limits = [["0", "2"], ["0", "2"]]
labels = {sells = ["1", "1/2"], idle = ["1/2", "1"]}

[[report.figures]]
draw = "path"
axes = ["c"]
limits = [["0", "2"]]
at = {a = "1"}
caption = "Play against $c$"
"""
PLAN = """
title = "Sellers"
introduction = "Two games."
[[sections]]
title = "Plain"
games = ["plain.toml"]
[[sections]]
title = "With figures"
games = ["drawn.toml"]
"""


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "games"
    place.mkdir()
    (place / "drawn.toml").write_text(MONOPOLY + PLOTS)
    (place / "plain.toml").write_text(MONOPOLY)
    (place / "appendix.toml").write_text(PLAN)
    return place


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_order_of_the_plan_and_figures(folder, tmp_path):
    out = tmp_path / "out"
    done = run("export", folder, "-o", out)
    assert done.exit_code == 0, done.output
    document = (out / "appendix.tex").read_text()
    assert "\\title{Sellers}" in document and "\\usepackage{graphicx}" in document
    places = [document.index(f"\\input{{{name}}}") for name in ("section-plain", "game-plain", "section-with-figures", "game-drawn")]
    assert places == sorted(places)
    assert "\\subsection{A monopolist}" in (out / "game-drawn.tex").read_text()
    assert "\\caption{Play against $c$}" in (out / "fig-drawn-path.tex").read_text()
    assert (out / "plot-drawn-regions.pdf").read_bytes().startswith(b"%PDF")
    used = set(re.findall(r"includegraphics\[[^\]]*\]\{([^}]*)\}", "".join(p.read_text() for p in out.glob("fig-*.tex"))))
    assert {p.stem for p in out.glob("plot-*.pdf")} == used
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    assert run("export", folder, "-o", out).exit_code == 0
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('draw = "path"', 'draw = "sketch"', "there is no plot 'sketch'"),
        ('axes = ["c"]', 'axes = ["z"]', "'z' is no parameter of the game"),
        ('axes = ["c"]', 'axes = ["a", "c"]', "takes 1 axes"),
        ('idle = ["1/2", "1"]', 'idle = ["1", "1/4"]', "one point in the region of each branch"),
        ('at = {a = "1"}', 'at = {a = "1 +"}', "report.figures[2]"),
    ],
)
def test_wrong_figures(folder, tmp_path, old, new, message):
    text = (folder / "drawn.toml").read_text()
    assert old in text
    (folder / "drawn.toml").write_text(text.replace(old, new))
    out = tmp_path / "out"
    done = run("export", folder / "drawn.toml", "-o", out)
    assert done.exit_code == 1 and message in done.output
    assert not out.exists() or not list(out.iterdir())


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ('title = "T"\n[[sections]]\ntitle = "S"\ngames = ["none.toml"]\n', "No such file"),
        ('title = "T"\n[[sections]]\ntitle = "S"\ngames = ["plain.toml", "plain.toml"]\n', "two game files are named plain.toml"),
        ('title = "T"\nsections = []\n', "holds no game file"),
        ("title = 3\nsections = []\n", "Expected `str`"),
    ],
)
def test_wrong_plans(folder, tmp_path, plan, message):
    (folder / "appendix.toml").write_text(plan)
    done = run("export", folder, "-o", tmp_path / "out")
    assert done.exit_code == 1 and message in done.output
