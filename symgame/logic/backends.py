"""The child process in which SMT solvers run: SMT-LIB text in, an answer with an exact model out.

Run as a script, never imported by the package, and without any import from it, so that it starts fast.
The first line says ``{"ready": true}``; then one JSON object a line: in ``{"text": str, "slices": [[tactic, milliseconds], …]}``, out
``{"answer": "sat" | "unsat" | "unknown", "slice": str, "model": {name: value}, "reason": str}``.
A value is ``"p/q"``, or ``[[a_0, …, a_n], i]``, the i-th real root (from 0, in increasing order) of Σ a_j t^j.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from typing import Any


def z3_solver(z3: Any, name: str, fresh: bool) -> Any:
    """The z3 solver of one slice of the portfolio; in a fresh context its behaviour does not depend on earlier queries."""
    ctx = z3.Context() if fresh else None

    def tactic(word: str) -> Any:
        return z3.Tactic(word, ctx=ctx)

    before = [tactic(word) for word in ("simplify", "propagate-values", "solve-eqs", "purify-arith")]
    if name == "nlqsat":
        return z3.Then(*before, tactic("nlqsat"), ctx=ctx).solver()
    if name == "nlsat":
        split = z3.With(tactic("factor"), split_factors=True)
        return z3.Then(*before, split, tactic("nlsat"), ctx=ctx).solver()
    if name == "qfnra-nlsat":
        return tactic("qfnra-nlsat").solver()
    return z3.Solver(ctx=ctx)


def z3_value(z3: Any, value: Any) -> Any:
    """An exact value of a z3 model, or None for what is no real number."""
    if z3.is_rational_value(value):
        return f"{value.numerator_as_long()}/{value.denominator_as_long()}"
    if z3.is_int_value(value):
        return f"{value.as_long()}/1"
    if z3.is_algebraic_value(value):
        return [[int(str(c)) for c in value.poly()], value.index() - 1]
    return None


def z3_model(z3: Any, model: Any) -> dict[str, Any]:
    """The values of all real constants of a z3 model."""
    pairs = ((d.name(), z3_value(z3, model[d])) for d in model.decls() if d.arity() == 0)
    return {name: value for name, value in pairs if value is not None}


def ask_z3(request: dict[str, Any]) -> dict[str, Any]:
    """Try the slices in order until one decides."""
    import z3

    reasons = []
    for i, (name, milliseconds) in enumerate(request["slices"]):
        try:
            solver = z3_solver(z3, name, i > 0)
            solver.set("timeout", int(milliseconds))
            solver.add(z3.parse_smt2_string(request["text"], ctx=solver.ctx))
            found = solver.check()
            if found == z3.unsat:
                return {"answer": "unsat", "slice": name}
            if found == z3.sat:
                return {"answer": "sat", "slice": name, "model": z3_model(z3, solver.model())}
            reasons.append(f"{name}: {solver.reason_unknown()}")
        except z3.Z3Exception as error:
            reasons.append(f"{name}: {error}")
    return {"answer": "unknown", "reason": "; ".join(reasons)}


def ask_cvc5(request: dict[str, Any]) -> dict[str, Any]:
    """One run of cvc5 with cylindrical algebraic coverings; rational models only."""
    import cvc5

    solver = cvc5.Solver()
    milliseconds = sum(m for _, m in request["slices"])
    for option, value in (("nl-cov", "true"), ("tlimit-per", str(int(milliseconds))), ("produce-models", "true")):
        solver.setOption(option, value)
    parser = cvc5.InputParser(solver)
    text = f"(set-logic QF_NRA)\n{request['text']}"
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "query")
    symbols = parser.getSymbolManager()
    while not (command := parser.nextCommand()).isNull():
        command.invoke(solver, symbols)
    found = solver.checkSat()
    if found.isUnsat():
        return {"answer": "unsat", "slice": "coverings"}
    if not found.isSat():
        return {"answer": "unknown", "reason": str(found.getUnknownExplanation())}
    model = {}
    for term in symbols.getDeclaredTerms():
        value = solver.getValue(term)
        if value.isRealValue():
            fraction = value.getRealValue()
            model[str(term).strip("|")] = f"{fraction.numerator}/{fraction.denominator}"
    return {"answer": "sat", "slice": "coverings", "model": model}


def read_requests(lines: queue.Queue[str | None]) -> None:
    """Pass on the lines of the standard input; leave when the parent is gone, even in the middle of a query."""
    for line in sys.stdin:
        lines.put(line)
    os._exit(0)


def main() -> None:
    """Answer requests until the input closes."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    ask = ask_cvc5 if sys.argv[1:] == ["cvc5"] else ask_z3
    if ask is ask_z3:
        import z3

        z3.set_param("memory_max_size", 2048)
    else:
        import cvc5  # noqa: F401
    print(json.dumps({"ready": True}), file=out, flush=True)
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=read_requests, args=(lines,), daemon=True).start()
    while (line := lines.get()) is not None:
        try:
            answer = ask(json.loads(line))
        except (ValueError, RuntimeError, ImportError, MemoryError) as error:
            answer = {"answer": "unknown", "reason": f"{type(error).__name__}: {error}"}
        out.write(json.dumps(answer) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
