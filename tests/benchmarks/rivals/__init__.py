"""Plain sympy scripts for the games of the benchmarks: the best that a competent user writes.

Each module has a function `derive` and runs as ``python -m tests.benchmarks.rivals.NAME ARGUMENTS``.  `factor`,
`DomainMatrix` and imposed symmetry are allowed.  The docstring of each says where the answer is wrong or partial.
"""
