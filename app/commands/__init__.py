"""The verbs of `daybreak`, a file for each group of them; every one ends in a Result that `app.cli` prints."""
