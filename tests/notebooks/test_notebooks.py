"""Every notebook script runs as it stands, and the .ipynb beside it is built from it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "notebooks").glob("*.py"))


def built(script: Path) -> str:
    """The notebook of a percent script, without outputs, the same bytes every time."""
    jupytext = pytest.importorskip("jupytext", reason="jupytext is part of the extra 'notebook'")
    notebook = jupytext.read(script)
    for place, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{place}"
    notebook.metadata.pop("jupytext", None)
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 5
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def test_there_are_notebooks():
    assert SCRIPTS


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.stem)
def test_script_runs(script, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, str(script)], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.stem)
def test_notebook_is_built_from_its_script(script):
    text = built(script)
    place = script.with_suffix(".ipynb")
    if os.environ.get("UPDATE_NOTEBOOKS"):
        place.write_text(text, encoding="utf-8")
    assert place.exists() and place.read_text(encoding="utf-8") == text, "run this test once with UPDATE_NOTEBOOKS=1"
