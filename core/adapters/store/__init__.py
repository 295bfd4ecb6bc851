"""The home folder: snapshots and their manifest, the as-of view, and the SQLite state."""
