"""The command line: what it prints and writes, exit codes, one-line errors, and nothing half-written."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from symgame.cli import main
from symgame.formats.example_files import example_text

MONOPOLY = """
title = "A monopolist"
players = ["M"]
[parameters]
a = "positive"
c = "positive"
[[stages]]
player = "M"
action = "q"
domain = ["0", "oo"]
[payoffs]
M = "(a - c - q)*q"
"""


@pytest.fixture
def monopoly(tmp_path):
    path = tmp_path / "monopoly.toml"
    path.write_text(MONOPOLY)
    return path


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_help_needs_no_solver():
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "symgame", "--help"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert "solve" in done.stdout and "examples" in done.stdout
    assert time.monotonic() - began < 20


def test_solve_prints_every_branch(monopoly):
    done = run("solve", monopoly)
    assert done.exit_code == 0, done.output
    assert "q = a/2 - c/2" in done.output and "q = 0" in done.output
    assert "all equilibria: proved" in done.output


def test_solve_as_latex(monopoly):
    done = run("solve", monopoly, "--latex")
    assert "\\begin{proposition}" in done.output and "\\begin{cases}" in done.output
    assert "prop:monopoly:spe" in done.output


def test_solve_with_a_rule(tmp_path):
    path = tmp_path / "game.toml"
    path.write_text(example_text("fine-tuning"))
    done = run("solve", path, "--bargaining", "utilitarian")
    assert done.exit_code == 0
    assert "delta = c_1/(c_0 + c_1)" in done.output


BAD = {
    "no such file": (["solve", "none.toml"], "none.toml: No such file"),
    "other format": (["solve", "game.yaml"], "no such file format"),
    "unknown rule": (["solve", "monopoly.toml", "--bargaining", "Nobody"], "unknown bargaining rule 'Nobody'"),
    "rule without a bargain": (["solve", "monopoly.toml", "--bargaining", "Dictatorial(Z)"], "players are M"),
    "unknown example": (["examples", "nothing", "-o", "out"], "no example 'nothing'"),
    "broken game": (["report", "broken.toml", "-o", "out"], "unknown name 'z'"),
    "broken export": (["export", "broken.toml", "-o", "out"], "unknown name 'z'"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_line_and_writes_nothing(case, monopoly, monkeypatch):
    arguments, message = BAD[case]
    monkeypatch.chdir(monopoly.parent)
    Path("broken.toml").write_text(MONOPOLY.replace("c - q", "z - q"))
    done = run(*arguments)
    assert done.exit_code == 1
    assert done.output.count("\n") == 1 and done.output.startswith("symgame: ")
    assert message in done.output and "Traceback" not in done.output
    assert not Path("out").exists()


@pytest.mark.parametrize("command", ["export", "report"])
def test_output_folder_is_asked_for(command, monopoly):
    done = run(command, monopoly)
    assert done.exit_code == 2 and "-o DIR" in done.output


def test_export_is_reproducible_and_checked(monopoly, tmp_path):
    out = tmp_path / "out"
    assert run("export", monopoly, "-o", out).exit_code == 0
    first = {p.name: p.read_bytes() for p in out.iterdir()}
    assert {"prop-monopoly-spe.tex", "proof-monopoly-spe.tex", "gt-notation.tex", "monopoly.tex"} <= set(first)
    assert run("export", monopoly, "-o", out).exit_code == 0
    assert {p.name: p.read_bytes() for p in out.iterdir()} == first
    assert run("export", monopoly, "-o", out, "--check").exit_code == 0


def test_check_names_what_no_longer_matches(monopoly, tmp_path):
    out = tmp_path / "out"
    run("export", monopoly, "-o", out)
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    monopoly.write_text(MONOPOLY.replace("(a - c - q)*q", "(a - c - 2*q)*q"))
    done = run("export", monopoly, "-o", out, "--check")
    assert done.exit_code == 4
    assert "prop-monopoly-spe.tex no longer matches" in done.output
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


def test_the_authors_notation_is_kept(monopoly, tmp_path):
    out = tmp_path / "out"
    run("export", monopoly, "-o", out)
    notation = out / "gt-notation.tex"
    own = notation.read_text().replace("{\\gtq}{q}", "{\\gtq}{Q}")
    assert own != notation.read_text()
    notation.write_text(own)
    assert run("export", monopoly, "-o", out).exit_code == 0
    assert notation.read_text() == own


def test_a_failed_write_leaves_nothing_half_written(monopoly, tmp_path, monkeypatch):
    out = tmp_path / "out"
    run("export", monopoly, "-o", out)
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    monopoly.write_text(MONOPOLY.replace("(a - c - q)*q", "(a - c - 2*q)*q"))
    real = Path.write_bytes

    def full(self, *arguments, **options):
        if self.name.startswith("proof-"):
            raise OSError(28, "No space left on device", str(self))
        return real(self, *arguments, **options)

    monkeypatch.setattr(Path, "write_bytes", full)
    done = run("export", monopoly, "-o", out)
    assert done.exit_code == 1 and "No space left" in done.output
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


def test_examples_are_listed_and_given():
    assert "fine-tuning" in run("examples").output
    assert run("examples", "fine-tuning", "--source").output == example_text("fine-tuning")


def test_report_makes_a_pdf(monopoly, tmp_path):
    if shutil.which("pdflatex") is None:
        assert not os.environ.get("CI"), "pdflatex is missing in CI"
        pytest.skip("pdflatex is not installed")
    done = run("report", monopoly, "-o", tmp_path / "paper")
    assert done.exit_code == 0, done.output
    pdf = tmp_path / "paper" / "monopoly.pdf"
    assert pdf.read_bytes().startswith(b"%PDF")
    first = pdf.read_bytes()
    assert run("report", monopoly, "-o", tmp_path / "paper").exit_code == 0
    assert pdf.read_bytes() == first


STATEMENT = '''
"""A statement."""
import sympy as sp
import symgame as sg
KIND = "theorem"
STATUS = "{status}"
TAGS = ()


def theorem():
    x = sp.Symbol("x", real=True)
    return sg.Theorem("Squares", x**2 {sign} 0)
'''


def test_check_compares_verdicts_with_declared_statuses(tmp_path):
    (tmp_path / "a.py").write_text(STATEMENT.format(status="proved", sign=">="))
    (tmp_path / "b.py").write_text(STATEMENT.format(status="refuted", sign="<"))
    done = run("check", tmp_path)
    assert done.exit_code == 0, done.output
    assert "2 of 2 statements" in done.output
    (tmp_path / "c.py").write_text(STATEMENT.format(status="proved", sign=">"))
    done = run("check", tmp_path)
    assert done.exit_code == 4
    assert "DIFF proved" in done.output and "2 of 3 statements" in done.output


def test_check_of_nothing(tmp_path):
    done = run("check", tmp_path / "none")
    assert done.exit_code == 1 and done.output.startswith("symgame: ") and done.output.count("\n") == 1


def test_an_uncovered_part_ends_with_its_own_status(monopoly, monkeypatch):
    import symgame.collect
    from symgame.solve.solve import solve

    monkeypatch.setattr(symgame.collect, "solve", lambda game, **options: _partial(solve(game, **options)))
    done = run("solve", monopoly)
    assert done.exit_code == 3
    assert "not covered" in done.output


def _partial(equilibrium):
    from dataclasses import replace

    return replace(equilibrium, branches=equilibrium.branches[:1], uncovered=equilibrium.branches[1].region.condition)
