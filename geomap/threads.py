"""Arithmetic in one thread a process.

The language model multiplies small matrices. Several threads at each of them cost more than
they save, take the cores from other workers, and may round otherwise on another machine.
"""

from __future__ import annotations

import os

__all__ = ["ONE_THREAD", "use_one_thread"]

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def use_one_thread() -> None:
    """Keep numpy's libraries to one thread, unless the user has set another number.

    It has an effect only before numpy is imported.

    Examples
    --------
    >>> use_one_thread()
    >>> "OPENBLAS_NUM_THREADS" in os.environ
    True
    """
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
