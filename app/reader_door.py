"""The door of the reader's process: `python -m app.reader_door HOME`, questions on stdin, answers on stdout.

Light to import, so that the window knows it without loading what the reader needs.
"""

import os
import sys
from importlib import import_module

MODULE = "app.reader_door"


def main(home: str) -> None:
    """Read a home for the console that started this process."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not get between two answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    import_module("app.reader").read_for(home, sys.stdin.buffer, answers)


if __name__ == "__main__":
    main(sys.argv[1])
