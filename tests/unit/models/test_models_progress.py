"""The progress bar of a sweep: drawn on a terminal only."""

from __future__ import annotations

import io

import pytest

from symgame.errors import ArgumentError
from symgame.models.experiment import Corpus, Training, generated_corpus, sweep
from symgame.models.progress import progress_bar

np = pytest.importorskip("numpy")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_bar():
    terminal, file = Terminal(), io.StringIO()
    for stream in (terminal, file):
        done = progress_bar("training", stream=stream)
        done(1, 2)
        done(2, 2)
    assert terminal.getvalue() == f"\rtraining [{'#' * 15}{'.' * 15}] 1/2\rtraining [{'#' * 30}] 2/2\n"
    assert file.getvalue() == ""


def test_corpora_of_one_name_do_not_share_results(tmp_path):
    pytest.importorskip("sklearn")
    first = generated_corpus(rows=200, columns=6, classes=3, frequency=0.02, seed=1)
    second = generated_corpus(rows=200, columns=6, classes=3, frequency=0.02, seed=2)
    named = [Corpus(c.X, c.y, 0, 1) for c in (first, second)]
    wanted, store = [Training(0.2, passes=3)], tmp_path / "results.jsonl"
    found = [sweep(c, wanted, store=store) for c in named]
    assert found == [sweep(c, wanted) for c in named] and len(store.read_text().splitlines()) == 2
    assert named[0].digest == Corpus(first.X, first.y, 0, 1, "other").digest != named[1].digest


@pytest.mark.parametrize("wrong", [{"alpha": 1.5}, {"alpha": -0.1}, {"alpha": 0.1, "noise": 2.0}, {"alpha": 0.1, "passes": 0}])
def test_bad_trainings(wrong):
    with pytest.raises(ArgumentError):
        Training(**wrong)
    with pytest.raises(ArgumentError, match="no rows"):
        Corpus([], [], 0, 1)
