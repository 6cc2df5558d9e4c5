"""The games that ship with the package: what is derived is proved, and reads as text."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from symgame.cli import main
from symgame.formats.example_files import example_names

QUICK = ("fine-tuning-participation",)
SLOW = tuple(pytest.param(n, marks=pytest.mark.slow) for n in example_names() if n not in QUICK)


@pytest.mark.parametrize("name", [*QUICK, *SLOW])
def test_an_example_is_derived_without_a_caveat(name, tmp_path):
    done = CliRunner().invoke(main, ["examples", name, "-o", str(tmp_path)])
    assert done.exit_code == 0, done.output
    fragments = [f for f in tmp_path.iterdir() if f.name.startswith(("prop-", "proof-", "tab-"))]
    assert fragments
    for fragment in fragments:
        text = fragment.read_text(encoding="utf-8")
        for word in ("CRootOf", "operatorname", "never", "erified", "Nothing is claimed", "not covered"):
            assert word not in text, (fragment.name, word)
