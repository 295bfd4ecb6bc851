"""`python -m app` is `daybreak`."""

from app.cli import main

main()
