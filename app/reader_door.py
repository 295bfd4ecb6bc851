"""The first step of the reader's process: light to import, so that the window never loads what the reader needs."""

from multiprocessing.connection import Connection


def read(home: str, pipe: Connection) -> None:
    """Read a home for the console at the other end of `pipe`."""
    from app.reader import read_for

    read_for(home, pipe)
