"""Solvers in a killable child process.

A solver may overrun its own time limit, crash, or print nonsense; none of that may reach the caller.  One child
per solver is started on first use, belongs to the process that started it (a fork starts its own), is closed at
exit, and is replaced when it overran.  The child is a fresh interpreter on a script without imports of this package,
never `multiprocessing`: a spawned child would run the user's script again.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from symgame.errors import ArgumentError

GRACE = 1.0
"""Seconds by which a child may overrun before it is killed."""

START = 30.0
"""Seconds that the start of a child may take."""


@dataclass(frozen=True)
class Answer:
    """What a solver said of a query; everything in it is a guess until it has been checked or agreed upon.

    Parameters
    ----------
    answer : str
        ``"sat"``, ``"unsat"`` or ``"unknown"``.
    by : str
        Solver and tactic.
    model : Mapping
        From names to ``"p/q"`` or ``[coefficients, index]``.
    reason : str
        Why unknown.
    """

    answer: str
    by: str = ""
    model: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


class Worker:
    """One child process with one solver in it.

    Parameters
    ----------
    solver : str
        ``"z3"`` or ``"cvc5"``.
    command : tuple of str, optional
        The command line of the child; only tests replace it.
    """

    def __init__(self, solver: str, command: tuple[str, ...] = ()) -> None:
        script = str(Path(__file__).with_name("backends.py"))
        self.solver = solver
        self.command = command or (sys.executable, "-P", script, solver)
        self.lock = threading.Lock()
        self.process: subprocess.Popen[str] | None = None
        self.lines: queue.Queue[str | None] = queue.Queue()
        self.warm = False

    def _start(self) -> subprocess.Popen[str]:
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self.lines = queue.Queue()
        self.warm = False
        threading.Thread(target=_pump, args=(self.process, self.lines), daemon=True).start()
        return self.process

    def ask(self, text: str, slices: tuple[tuple[str, float], ...]) -> Answer:
        """Send a query; never raises for a solver's fault, never waits longer than the slices and a grace.

        Parameters
        ----------
        text : str
            SMT-LIB declarations and assertions.
        slices : tuple of (str, float)
            Tactics and seconds.
        """
        request = json.dumps({"text": text, "slices": [[name, max(1, int(1000 * s))] for name, s in slices]})
        limit = sum(s for _, s in slices) + GRACE
        with self.lock:
            answer = None
            try:
                answer = self._exchange(request, limit)
            except queue.Empty:
                return Answer("unknown", self.solver, reason=f"{self.solver} overran {limit:.1f} s and was stopped")
            except OSError as error:
                return Answer("unknown", self.solver, reason=f"{self.solver} is gone: {error}")
            finally:
                if answer is None:  # also on an interrupt: an answer still to come would be taken for the next query's
                    self.close()
            return answer or Answer("unknown", self.solver, reason=f"{self.solver} broke off or printed no answer")

    def _exchange(self, request: str, limit: float) -> Answer | None:
        process = self.process if self.process is not None and self.process.poll() is None else self._start()
        if not self.warm:
            self.lines.get(timeout=START)
            self.warm = True
        assert process.stdin is not None
        process.stdin.write(request + "\n")
        process.stdin.flush()
        return _read(self.lines.get(timeout=limit), self.solver)

    def close(self) -> None:
        """End the child, now."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    pass
        try:
            process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            pass


def _pump(process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
    """Move the child's lines into a queue, None at the end."""
    try:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)
    except (OSError, ValueError):
        pass
    lines.put(None)


def _read(line: str | None, solver: str) -> Answer | None:
    """The answer in a line, or None when it is none."""
    if line is None:
        return None
    try:
        data = json.loads(line)
    except json.JSONDecodeError:
        return None
    if not isinstance(data, dict) or data.get("answer") not in ("sat", "unsat", "unknown"):
        return None
    model = data.get("model") or {}
    by = f"{solver} {data['slice']}" if data.get("slice") else solver
    return Answer(data["answer"], by, model if isinstance(model, dict) else {}, str(data.get("reason", "")))


_WORKERS: dict[tuple[int, str], Worker] = {}


def worker(solver: str = "z3") -> Worker:
    """The warm child of this process for `solver`.

    Raises
    ------
    ArgumentError
        If the solver is not installed.

    Examples
    --------
    >>> worker("z3").ask("(declare-const x Real)(assert (= (* 2 x) 1))", (("default", 5.0),)).model["x"]
    '1/2'
    """
    if not installed(solver):
        raise ArgumentError(f"the solver {solver} is not installed")
    key = (os.getpid(), solver)
    if key not in _WORKERS:
        if not any(pid == key[0] for pid, _ in _WORKERS):
            atexit.register(_close_all, key[0])
        _WORKERS[key] = Worker(solver)
    return _WORKERS[key]


def installed(solver: str) -> bool:
    """Whether the Python package of a solver can be found.

    Examples
    --------
    >>> installed("z3")
    True
    """
    return find_spec(solver) is not None


def _close_all(pid: int) -> None:
    if pid != os.getpid():
        return
    for (owner, _), one in list(_WORKERS.items()):
        if owner == pid:
            one.close()


def timed(seconds: float, since: float) -> float:
    """The rest of a limit of `seconds` that began at monotonic time `since`.

    Examples
    --------
    >>> timed(1.0, time.monotonic() - 2.0)
    0.0
    """
    return max(0.0, seconds - (time.monotonic() - since))
