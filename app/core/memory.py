"""What a process of ours asks of Python's collector."""

from __future__ import annotations

import gc


def settle() -> None:
    """What is loaded now stays: the collector need not look at it again with every request or push. Once, when a process has started."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
