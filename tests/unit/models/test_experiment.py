"""Trainings: the measured success rises with the collective, and a killed sweep resumes."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from symgame.errors import ArgumentError, FileFormatError
from symgame.models import experiment
from symgame.models.experiment import Corpus, Training, generated_corpus, grid, sweep, train

np = pytest.importorskip("numpy")
pytest.importorskip("sklearn")
SMALL = generated_corpus(rows=600, columns=8, classes=3, frequency=0.005, seed=1)


def test_generated_corpus_is_reproducible():
    again = generated_corpus(rows=600, columns=8, classes=3, frequency=0.005, seed=1)
    assert (again.X == SMALL.X).all() and (again.y == SMALL.y).all() and again.name == SMALL.name
    assert 0 < SMALL.uniqueness < 0.02


def test_success_rises():
    results = sweep(SMALL, grid([0.0, 0.3], labels=(True,), passes=(30,), seeds=range(3)))
    none, many = (np.mean([v for t, v in results.items() if t.alpha == a]) for a in (0.0, 0.3))
    assert many > 0.8 > none
    more_labels = sweep(SMALL, grid([0.1], passes=(30,), seeds=range(3)))
    both, only = (np.mean([v for t, v in more_labels.items() if t.labels == f]) for f in (True, False))
    assert both > only


def test_a_killed_sweep_resumes(tmp_path, monkeypatch):
    store = tmp_path / "results.jsonl"
    wanted = grid([0.0, 0.1, 0.2], labels=(True,), passes=(2,))
    seen = []
    first = sweep(SMALL, wanted[:2], store=store, done=lambda k, n: seen.append((k, n)))
    assert seen == [(0, 2), (1, 2), (2, 2)]
    with store.open("a") as file:
        file.write('{"key": "half a li')
    ran = []
    monkeypatch.setattr(experiment, "train", lambda corpus, t: ran.append(t) or train(corpus, t))
    second = sweep(SMALL, wanted, store=store)
    assert ran == [wanted[2]] and list(second) == list(wanted)
    assert all(second[t] == v for t, v in first.items())
    assert len([json.loads(line) for line in store.read_text().splitlines()]) == 3


def test_an_executor_gives_the_same(tmp_path):
    wanted = grid([0.0, 0.2], labels=(True,), passes=(2,))
    with ThreadPoolExecutor(2) as pool:
        assert sweep(SMALL, wanted, executor=pool) == sweep(SMALL, wanted)


def test_bad_input(tmp_path):
    with pytest.raises(ArgumentError, match="outside"):
        grid([1.5])
    with pytest.raises(ArgumentError, match="no column 9"):
        Corpus(SMALL.X, SMALL.y, 9, 1)
    with pytest.raises(ArgumentError, match="target label 7"):
        Corpus(SMALL.X, SMALL.y, 0, 7)
    with pytest.raises(ArgumentError, match="600 rows"):
        Corpus(SMALL.X, SMALL.y[:5], 0, 1)
    other = tmp_path / "notes.txt"
    other.write_text("my notes\n")
    with pytest.raises(FileFormatError, match="line 1"):
        sweep(SMALL, [Training(0.0)], store=other)
    assert other.read_text() == "my notes\n"
