"""The start-up sweep: what a kill left in the snapshots folder, and what the manifest names in vain."""

import os
from collections.abc import Callable, Collection
from pathlib import Path

from sqlalchemy import Engine, func, select

from core.adapters.store.files import sha256_file
from core.adapters.store.schema import snapshot_files
from core.domain.progress import Counted

_FOLDER = "snapshots"
_ORPHANS = ".orphans"
_TOLD_EVERY = 100


def sweep(home: Path, engine: Engine) -> list[Path]:
    """Move every file the manifest does not name to snapshots/.orphans and return where they lie now.

    Holds the write lock meanwhile: a file another process has just written is either in the manifest already, or its
    writer finds it gone before entering it and starts again.
    """
    root = home / _FOLDER
    with engine.begin() as connection:
        named = set(connection.execute(select(snapshot_files.c.path)).scalars())
        orphans = [name for name in _files(home) if name not in named]
        return [_move(home / name, root / _ORPHANS / Path(name).relative_to(_FOLDER)) for name in orphans]


def missing_files(home: Path, engine: Engine) -> list[str]:
    """Return the manifest's paths that are not on disk: a backup must bring them back."""
    with engine.connect() as connection:
        named = connection.execute(select(snapshot_files.c.path).order_by(snapshot_files.c.path)).scalars().all()
    there = set(_files(home))
    return [path for path in named if path not in there]


def altered_files(
    home: Path, engine: Engine, pin: int, progress: Callable[[str], None] = lambda line: None
) -> list[str]:
    """Return the paths, up to snapshot id `pin`, whose files are gone or not the bytes that were stored."""
    table = snapshot_files
    query = select(table.c.path, table.c.sha256).where(table.c.snapshot_id <= pin).order_by(table.c.path)
    with engine.connect() as connection:
        stored = connection.execute(query).all()
    altered = []
    for place, (path, sha256) in enumerate(stored):
        if place % _TOLD_EVERY == 0:
            progress(Counted("files of snapshots", place, len(stored)))
        if not _is_whole(home / path, sha256):
            altered.append(path)
    return altered


def _is_whole(path: Path, sha256: str) -> bool:
    try:
        return sha256_file(path) == sha256
    except OSError:
        return False


def _files(home: Path) -> list[str]:
    """Return every file under snapshots as the manifest writes it, relative to `home`; plain strings, being many."""
    found: list[str] = []
    for folder, subfolders, names in os.walk(home / _FOLDER):
        subfolders[:] = [name for name in subfolders if name != _ORPHANS]
        inside = os.path.relpath(folder, home).replace(os.sep, "/") if names else ""
        found += [f"{inside}/{name}" for name in names]
    return sorted(found)


def _move(path: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    while target.exists():
        count += 1
        target = target.with_name(f"{path.name}.{count}")
    path.rename(target)
    return target


def altered_among(home: Path, engine: Engine, paths: Collection[str], newest: int, skip: int) -> list[str]:
    """Return which of `paths`, and of `newest` files behind the `skip` newest ones, are there and not what was stored.

    Counts on from the newest again once `skip` is beyond the oldest.
    """
    table = snapshot_files
    with engine.connect() as connection:
        total = connection.execute(select(func.count()).select_from(table)).scalar_one()
        part = select(table.c.path, table.c.sha256).order_by(table.c.snapshot_id.desc())
        rows = [*connection.execute(part.limit(newest).offset(skip % max(total, 1)))]
        rows += connection.execute(select(table.c.path, table.c.sha256).where(table.c.path.in_(paths)))
    return sorted({path for path, sha256 in rows if (home / path).exists() and not _is_whole(home / path, sha256)})
