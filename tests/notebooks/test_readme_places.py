"""The README's example runs as a plain script, in a notebook, and inside a process pool."""

import doctest
import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHOWN = "Piecewise((c_0/(2*c_0 - c_1), c_0 > c_1), (1, True))"


def example() -> str:
    """The first code block of the README as a script that prints its last value; no main guard."""
    blocks = (ROOT / "README.md").read_text(encoding="utf-8").split("```python\n")[1]
    lines = [e.source for e in doctest.DocTestParser().get_examples(blocks.split("```")[0])]
    assert sum(s.count("\n") for s in lines) <= 12
    return "".join([*lines[:-1], f"print({lines[-1].strip()})\n"])


def environment():
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def test_plain_script(tmp_path):
    script = tmp_path / "example.py"
    script.write_text(example())
    done = subprocess.run([sys.executable, str(script)], cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == SHOWN


def test_notebook(monkeypatch):
    nbclient = pytest.importorskip("nbclient", reason="nbclient is part of the extra 'notebook'")
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(example())])
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    assert notebook.cells[0].outputs[0]["text"].strip() == SHOWN


def run(text: str) -> str:
    import contextlib
    import io

    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(compile(text, "README.md", "exec"), {})
    return shown.getvalue().strip()


def test_process_pool():
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert list(pool.map(run, [example()] * 2)) == [SHOWN] * 2
