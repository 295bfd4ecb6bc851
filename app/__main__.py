"""`python -m app` is `daybreak`."""

from app.cli import main
from app.working import Work


def run() -> None:
    """Be `daybreak`, a process that does nothing else."""
    Work.stands_back = True
    main()


if __name__ == "__main__":
    run()
