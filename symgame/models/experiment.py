"""Collectives against trained classifiers: many small trainings, side by side and resumable.

A corpus has binary features X, labels y and one column that the collective uses as its signal.  One training
takes a share α of the rows as the collective's, lets them set the signal column (and report the target label,
or only if they have it), adds label noise, trains a softmax classifier for a number of passes, and counts how
often a held-out row with the signal set is classified as the target.  Results are floating-point measurements;
nothing exact depends on them.

The learner is scikit-learn's ``SGDClassifier`` with logistic loss (extra ``learn``).  After the experiments of
Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023), on a generated corpus of the shape of a CV collection.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from symgame.errors import ArgumentError, FileFormatError
from symgame.printing import Value


@dataclass(frozen=True, eq=False)
class Corpus:
    """Rows of binary features with labels, and the column that serves as the signal.

    Parameters
    ----------
    X : array of shape (rows, columns)
    y : array of length rows
    signal : int
        Column of X.
    target : label
        What the collective wants to be read.
    name : str

    Raises
    ------
    ArgumentError
        If there are no rows, the shapes differ, the column or the target label does not exist.
    """

    X: Any
    y: Any
    signal: int
    target: Any
    name: str = "corpus"

    def __post_init__(self) -> None:
        if len(self.X) == 0:
            raise ArgumentError(f"corpus {self.name}: there are no rows")
        if len(self.X) != len(self.y):
            raise ArgumentError(f"corpus {self.name}: {len(self.X)} rows of features, {len(self.y)} labels")
        if not 0 <= self.signal < len(self.X[0]):
            raise ArgumentError(f"corpus {self.name}: there is no column {self.signal}")
        if self.target not in set(self.y):
            raise ArgumentError(f"corpus {self.name}: the target label {self.target!r} does not occur")

    @cached_property
    def digest(self) -> str:
        """What the rows, the labels, the signal and the target are known by in a store of results."""
        import numpy as np

        features, labels = np.ascontiguousarray(self.X, dtype=float), np.asarray(self.y)
        head = json.dumps([features.shape, self.signal, str(self.target), [str(v) for v in labels.tolist()]])
        return hashlib.sha256(head.encode() + features.tobytes()).hexdigest()

    @property
    def uniqueness(self) -> float:
        """The share of rows that have the signal anyway, ξ."""
        return float(sum(row[self.signal] != 0 for row in self.X)) / len(self.X)


def generated_corpus(*, rows: int = 4000, columns: int = 20, classes: int = 5, frequency: float = 0.002, seed: int = 0) -> Corpus:
    """A corpus like a collection of CVs: skills as binary columns, professions as labels, a rare signal column.

    Parameters
    ----------
    rows, columns, classes : int
    frequency : float
        How often the signal occurs by itself.
    seed : int

    Returns
    -------
    Corpus
        The same for the same arguments.
    """
    import numpy as np

    rng = np.random.default_rng(seed)
    y = rng.integers(0, classes, rows)
    rates = rng.beta(1.0, 3.0, (classes, columns))
    X = (rng.random((rows, columns)) < rates[y]).astype(float)
    X[:, 0] = rng.random(rows) < frequency
    return Corpus(X, y, 0, 1, f"generated-{rows}-{columns}-{classes}-{frequency}-{seed}")


@dataclass(frozen=True)
class Training(Value):
    """One training of a sweep.

    Parameters
    ----------
    alpha : float
        Share of the rows that the collective has.
    labels : bool
        Whether members also report the target label (feature–label), or only members who have it take part.
    passes : int
        Passes over the data.
    noise : float
        Share of labels replaced at random.
    seed : int

    Examples
    --------
    >>> Training(0.01).passes
    20
    """

    alpha: float
    labels: bool = True
    passes: int = 20
    noise: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        for name, value in (("alpha", self.alpha), ("noise", self.noise)):
            if not 0 <= value <= 1:
                raise ArgumentError(f"{name} = {value} is outside [0, 1]")
        if self.passes < 1:
            raise ArgumentError(f"passes = {self.passes!r} is not a positive number of passes")

    def key(self, corpus: Corpus) -> str:
        """What identifies the result in a store."""
        text = json.dumps([corpus.digest, asdict(self)], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:24]


def train(corpus: Corpus, training: Training) -> float:
    """The measured success of one training, between 0 and 1."""
    import warnings

    import numpy as np
    from sklearn.linear_model import SGDClassifier

    rng = np.random.default_rng(training.seed)
    order = rng.permutation(len(corpus.X))
    held = order[: len(order) // 5]
    kept = order[len(order) // 5 :]
    X, y = np.array(corpus.X[kept], dtype=float), np.array(corpus.y[kept])
    labels = np.unique(corpus.y)
    wrong = rng.random(len(y)) < training.noise
    y[wrong] = rng.choice(labels, int(wrong.sum()))
    members = rng.permutation(len(y))[: round(training.alpha * len(y))]
    if training.labels:
        y[members] = corpus.target
    else:
        members = members[y[members] == corpus.target]
    X[members, corpus.signal] = 1.0
    model = SGDClassifier(
        loss="log_loss",
        alpha=1e-5,
        learning_rate="constant",
        eta0=0.003,
        max_iter=training.passes,
        tol=None,
        random_state=training.seed,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(X, y)
    probe = np.array(corpus.X[held], dtype=float)
    probe[:, corpus.signal] = 1.0
    return float(np.mean(model.predict(probe) == corpus.target))


def grid(
    alphas: Iterable[float],
    *,
    labels: Sequence[bool] = (True, False),
    passes: Sequence[int] = (20,),
    noise: Sequence[float] = (0.0,),
    seeds: Iterable[int] = (0,),
) -> tuple[Training, ...]:
    """All combinations, in the order of the arguments.

    Examples
    --------
    >>> len(grid([0.0, 0.1], seeds=range(3)))
    12
    """
    draws = tuple(seeds)
    plain = [Training(a) for a in alphas]
    return tuple(
        replace(t, labels=h, passes=p, noise=n, seed=s)
        for h in labels for p in passes for n in noise for t in plain for s in draws
    )  # fmt: skip


def _stored(path: Path | None) -> dict[str, float]:
    """Finished results; the unfinished last line of a run that was killed while writing is cut off."""
    if path is None or not path.exists():
        return {}
    text = path.read_text(encoding="utf-8")
    whole = text[: text.rfind("\n") + 1]
    found = {}
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            entry = json.loads(line)
            found[entry["key"]] = float(entry["success"])
        except (ValueError, KeyError, TypeError):
            raise FileFormatError(f"{path}, line {number}: no result of a training; move the file away") from None
    if whole != text:
        if not text[len(whole) :].startswith("{"):
            raise FileFormatError(f"{path}: ends in the middle of something that is no result; move the file away")
        path.write_text(whole, encoding="utf-8")
    return found


def sweep(
    corpus: Corpus,
    trainings: Sequence[Training],
    *,
    executor: Executor | None = None,
    store: str | Path | None = None,
    done: Callable[[int, int], None] = lambda finished, total: None,
) -> dict[Training, float]:
    """Run many trainings; what was finished before is read from the store and not run again.

    Parameters
    ----------
    corpus : Corpus
    trainings : sequence of Training
    executor : concurrent.futures.Executor, optional
        Any executor; in this process without one.
    store : path, optional
        One line of JSON a finished training, written at once: a killed sweep loses nothing that was finished.
    done : callable
        Called with the number of finished trainings and their total, for a progress bar.

    Returns
    -------
    dict
        Success by training, in the order given.

    Raises
    ------
    FileFormatError
        If the store holds something else.
    """
    path = None if store is None else Path(store)
    known = _stored(path)
    results = {t: known[t.key(corpus)] for t in trainings if t.key(corpus) in known}
    open_ones = [t for t in dict.fromkeys(trainings) if t not in results]
    total = len(results) + len(open_ones)
    done(len(results), total)

    def finish(training: Training, success: float) -> None:
        results[training] = success
        if path is not None:
            text = json.dumps({"key": training.key(corpus), "success": success, **asdict(training)})
            with path.open("a", encoding="utf-8") as file:
                file.write(text + "\n")
        done(len(results), total)

    if executor is None:
        for t in open_ones:
            finish(t, train(corpus, t))
    else:
        futures = {executor.submit(train, corpus, t): t for t in open_ones}
        for future in as_completed(futures):
            finish(futures[future], future.result())
    return {t: results[t] for t in dict.fromkeys(trainings)}
