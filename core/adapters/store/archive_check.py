"""Check an archive of records: a copy of this file lies in every archive and runs with any Python, `python verify.py`.

It needs nothing but Python itself. It reads links.csv and records/*.jsonl, works every hash out anew, and compares
every file with manifest.json.
"""

import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

MANIFEST = "manifest.json"
LINKS = "links.csv"
_REWRITTEN = ("runs", "run_artifacts")


def check_archive(folder: Path) -> list[str]:
    """Return what is not as it was exported, in words; empty when all is."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        with (folder / LINKS).open(encoding="utf-8", newline="") as file:
            links = list(csv.DictReader(file))
        return [*_files(folder, manifest), *_chain(links, manifest), *_records(folder, links, manifest)]
    except (OSError, ValueError, KeyError) as error:
        return [f"the archive cannot be read: {type(error).__name__}: {error}"]


def _files(folder: Path, manifest: dict) -> Iterator[str]:  # type: ignore[type-arg]
    named = manifest["files"]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    for name in sorted(there - named.keys()):
        yield f"file inserted: {name}"
    for name, sha256 in sorted(named.items()):
        if name not in there:
            yield f"file removed: {name}"
        elif hashlib.sha256((folder / name).read_bytes()).hexdigest() != sha256:
            yield f"file edited: {name}"


def _chain(links: list[dict[str, str]], manifest: dict) -> Iterator[str]:  # type: ignore[type-arg]
    before, number = manifest["previous_hash"], manifest["first_link"] - 1
    for link in links:
        words = [link[name] for name in ("link_id", "table", "key", "day", "row_hash")]
        expected = hashlib.sha256("\n".join([before, *words]).encode()).hexdigest()
        if int(link["link_id"]) != number + 1:
            yield f"link removed or out of order: {number + 1}"
        elif link["chain_hash"] != expected:
            yield f"link edited: {link['link_id']} ({link['table']} {link['key']})"
        before, number = link["chain_hash"], int(link["link_id"])
    if (number, before) != (manifest["last_link"], manifest["head_hash"]):
        yield f"link removed: the last is {number}, the manifest says {manifest['last_link']}"


def _records(folder: Path, links: list[dict[str, str]], manifest: dict) -> Iterator[str]:  # type: ignore[type-arg]
    """Every link of the quarter has its record, every record its link; of a rewritten row the newest link counts."""
    first, last = manifest["first_day"], manifest["last_day"]
    newest: dict[tuple[str, str], dict[str, str]] = {}
    for link in links:
        name = (link["table"], link["key"])
        if name in newest and link["table"] not in _REWRITTEN:
            yield f"row inserted: {name[0]} {name[1]} is linked twice"
        newest[name] = link
    expected = {name: link for name, link in newest.items() if first <= int(link["day"]) <= last}
    artifacts: dict[str, str] = {}
    for path in sorted((folder / "records").glob("*.jsonl")):
        number = 0
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            said = json.dumps(entry["record"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            where = f"{path.stem} {entry['key']}"
            if (path.stem, entry["key"]) not in expected:
                yield f"row inserted: {where}"
                continue
            link = expected.pop((path.stem, entry["key"]))
            if hashlib.sha256(said.encode()).hexdigest() != link["row_hash"]:
                yield f"row edited: {where}"
            if int(link["link_id"]) != entry["link"] or entry["link"] <= number:
                yield f"row out of order: {where}"
            number = entry["link"]
            if path.stem == "run_artifacts":
                artifacts[f"{entry['record']['run_seq']}/{entry['record']['name']}"] = entry["record"]["sha256"]
    for table, key in sorted(expected):
        yield f"row removed: {table} {key}"
    yield from _artifacts(folder, artifacts)


def _artifacts(folder: Path, artifacts: dict[str, str]) -> Iterator[str]:
    """The files are those the records name, whatever the manifest says."""
    path = folder / "records" / "runs.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    runs = {str(record["run_seq"]): record["run_id"] for record in (json.loads(line)["record"] for line in lines)}
    for name, sha256 in artifacts.items():
        run_seq, _, file = name.partition("/")
        kept = folder / "files" / runs.get(run_seq, "?") / file
        if not kept.is_file():
            yield f"file removed: files/{runs.get(run_seq, '?')}/{file}"
        elif hashlib.sha256(kept.read_bytes()).hexdigest() != sha256:
            yield f"file edited: files/{runs.get(run_seq, '?')}/{file}"


def _main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    faults = check_archive(folder)
    seal = hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest() if (folder / MANIFEST).is_file() else "none"
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    sys.stdout.write(f"{len(faults)} fault(s); sha256 of {MANIFEST}: {seal}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(_main())
