"""Theorems, their files, the plugin, and the cache."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from importlib.metadata import entry_points

import pytest
import sympy as sp

from symgame.cache import Cache
from symgame.errors import ArgumentError, ArgumentTypeError, FileFormatError, StatementError
from symgame.logic.decide import decide
from symgame.theorem_files import check_file, read_theorem, theorem_files
from symgame.theorems import Theorem, check

a, b = sp.symbols("a b", positive=True)
x = sp.Symbol("x", real=True)

FILE = '''
"""Two means."""

import sympy as sp
import symgame as sg

KIND = "theorem"
STATUS = "{status}"
TAGS = ("means",)


def theorem():
    a, b = sp.symbols("a b", positive=True)
    return sg.Theorem("Means", a + b {relation} 2*sp.sqrt(a*b), source="after Euclid")
'''


def write(folder, name, status, relation):
    path = folder / name
    path.write_text(textwrap.dedent(FILE.format(status=status, relation=relation)))
    return path


def test_a_proved_theorem_names_what_it_does_not_need():
    result = check(Theorem("Product", a * x > 0, (x > 0, a < 3)))
    assert result.proved and result.counterexample is None
    assert result.unused == (a < 3,)
    assert result.status == "proved" and result.agrees("proved") and not result.agrees("refuted")


def test_a_refuted_theorem_has_a_counterexample_and_a_region():
    result = check(Theorem("Order", a < b, a < 5))
    assert not result.proved and result.counterexample[a] >= result.counterexample[b]
    assert decide(sp.Equivalent(result.region.condition, a < b), a < 5).proved
    assert result.status == "holds-in-a-region" and result.agrees("refuted")


def test_a_theorem_that_never_holds():
    result = check(Theorem("Impossible", a + b < 0))
    assert result.region.condition is sp.false and result.status == "refuted"


def test_contradictory_assumptions():
    assert check(Theorem("Vacuous", a > b, (a > 1, a < 1))).status == "vacuous"


@pytest.mark.parametrize("wrong", [lambda: Theorem(3, a > b), lambda: check(a > b)])
def test_misuse(wrong):
    with pytest.raises(ArgumentTypeError):
        wrong()
    with pytest.raises(StatementError):
        Theorem("x", a)


def test_files(tmp_path):
    good, bad = write(tmp_path, "good.py", "proved", ">="), write(tmp_path, "bad.py", "proved", ">")
    (tmp_path / "other.py").write_text("x = 1\n")
    assert theorem_files([tmp_path]) == (bad, good)
    assert read_theorem(good).words == "Two means."
    assert check_file(good).agrees and not check_file(bad).agrees
    with pytest.raises(FileFormatError):
        theorem_files([tmp_path / "missing"])
    with pytest.raises(FileFormatError):
        read_theorem(write(tmp_path, "odd.py", "certain", ">="))


def test_the_second_run_reads_the_cache(tmp_path):
    path = write(tmp_path, "good.py", "proved", ">=")
    first, second = (check_file(path, cache=tmp_path / "cache") for _ in range(2))
    assert first == second and list((tmp_path / "cache").glob("*.json"))


def test_plugin(tmp_path):
    write(tmp_path, "good.py", "proved", ">=")
    write(tmp_path, "bad.py", "proved", ">")
    write(tmp_path, "test_text.py", "proved", ">=")
    quoted = (tmp_path / "test_text.py").read_text()
    (tmp_path / "test_text.py").write_text(f"FILE = {quoted!r}\nTEXT = \"\"\"{quoted.replace(chr(34) * 3, '')}\"\"\"\n")
    installed = any(p.value == "symgame.pytest_plugin" for p in entry_points(group="pytest11"))
    plugin = [] if installed else ["-p", "symgame.pytest_plugin"]
    command = [sys.executable, "-m", "pytest", *plugin, "-p", "no:cacheprovider", "-q", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120, check=False)
    assert done.returncode == 1 and "1 failed, 1 passed" in done.stdout, done.stdout
    assert "declared proved, found" in done.stdout


def test_a_cache_is_a_folder(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(ArgumentError):
        Cache(file)
