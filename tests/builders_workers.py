"""Work for worker processes to do in tests."""

from __future__ import annotations

import json
import os
import signal

__all__ = ["dying_at_homs", "shouted", "telling_who"]


def shouted(content: bytes) -> bytes:
    """Give the word in capitals; "die" kills the process and "fail" raises."""
    if content == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    if content == b"fail":
        raise RuntimeError("asked to fail")
    if content == b"print":
        os.write(1, b"not an answer")
    return content.upper()


def telling_who(_: bytes) -> bytes:
    """Give the number of the process."""
    return str(os.getpid()).encode()


def dying_at_homs(content: bytes) -> bytes:
    """Answer a line of the stream, and die of one that speaks of Homs."""
    fields = json.loads(content.partition(b"\n")[2])
    if "Homs" in fields["text"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return json.dumps({"id": fields["id"], "errors": []}).encode()
