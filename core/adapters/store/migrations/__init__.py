"""Alembic's migrations of state.sqlite3, one file a change; `HEAD` names the newest, so that opening stays quick."""

HEAD = "0014"
