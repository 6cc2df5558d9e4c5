"""The child process of `symgame.logic.linear_float`: a linear program in, the basic columns out.

Run as a script; it imports nothing of the library, so that it starts fast and wherever the library lies.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def _answer(task: dict[str, Any]) -> list[int]:
    import highspy
    import numpy as np

    height, width = task["height"], len(task["costs"])
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = width, height
    lp.col_cost_ = np.array(task["costs"])
    lp.col_lower_, lp.col_upper_ = np.zeros(width), np.full(width, highspy.kHighsInf)
    lp.row_lower_ = lp.row_upper_ = np.array(task["rhs"])
    lp.a_matrix_.start_, lp.a_matrix_.index_ = np.array(task["starts"]), np.array(task["rows"])
    lp.a_matrix_.value_ = np.array(task["entries"])
    lp.sense_ = highspy.ObjSense.kMaximize
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", float(task["seconds"]))
    solver.setOptionValue("threads", 1)
    solver.passModel(lp)
    solver.run()
    basis = solver.getBasis()
    basic = highspy.HighsBasisStatus.kBasic
    columns = [k for k, s in enumerate(basis.col_status) if s == basic]
    return columns + [width + r for r, s in enumerate(basis.row_status) if s == basic]


if __name__ == "__main__":
    print(json.dumps(_answer(json.load(sys.stdin))))
