"""Look up a secret where the machine keeps them."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from core.domain.errors import FixAndRestart

SERVICE = "daybreak"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_OWN_VARIABLES = {"tushare_token": "TUSHARE_TOKEN"}


class Keyring(Protocol):
    """What is used of the `keyring` library."""

    def get_password(self, service_name: str, username: str) -> str | None:
        """Return the stored secret, None where there is none."""
        ...

    def set_password(self, service_name: str, username: str, password: str) -> None:
        """Store the secret."""
        ...

    def delete_password(self, service_name: str, username: str) -> None:
        """Remove the secret; raises where there is none."""
        ...


def get_secret(name: str, environ: Mapping[str, str] | None = None, ring: Keyring | None = None) -> str | None:
    """Return the secret, None when nobody configured it.

    Looked up in this order: the file `name` in $CREDENTIALS_DIRECTORY (systemd), the environment variable
    `variable_of(name)`, the system keyring under service `daybreak`. Surrounding white space is dropped, and empty
    means absent. A keyring without a working backend counts as empty. Raises FixAndRestart for an illegal name or a
    credential file that exists and cannot be read.
    """
    _check_name(name)
    environ = os.environ if environ is None else environ
    return (
        _from_systemd(name, environ.get("CREDENTIALS_DIRECTORY", ""))
        or environ.get(variable_of(name), "").strip()
        or _from_keyring(name, ring)
        or None
    )


def set_secret(name: str, value: str, ring: Keyring | None = None) -> None:
    """Store the secret in the system keyring and read it back.

    Raises FixAndRestart when the keyring does not keep it, or would keep it readable in a plain file.
    """
    _check_name(name)
    value = value.strip()
    if not value:
        raise FixAndRestart(f"the value for {name} is empty", "paste the secret itself")
    try:
        ring = ring or _system_keyring()
        if _plain(ring):
            raise _no_keyring(name, f"{type(ring).__module__} keeps secrets readable in a file")
        ring.set_password(SERVICE, name, value)
    except FixAndRestart:
        raise
    except Exception as error:  # noqa: BLE001 — backends raise what they like, and the text may quote the secret
        raise _no_keyring(name, _reason(error)) from None
    if _from_keyring(name, ring) != value:
        raise _no_keyring(name, "it forgot the value at once")


def drop_secret(name: str, ring: Keyring | None = None) -> None:
    """Remove the secret from the system keyring; FixAndRestart where it holds none, or does not give it up."""
    _check_name(name)
    try:
        (ring or _system_keyring()).delete_password(SERVICE, name)
    except Exception as error:  # noqa: BLE001 — backends raise what they like
        if type(error).__name__ == "PasswordDeleteError":
            raise FixAndRestart(f"the system keyring holds no {name}", "there is nothing to remove") from None
        raise FixAndRestart(
            f"the system keyring does not give {name} up: {_reason(error)}", "unlock the keyring and try again"
        ) from None


def place_of(name: str, environ: Mapping[str, str] | None = None, ring: Keyring | None = None) -> str:
    """Say where the secret comes from: `systemd`, `environment`, `keyring`, or '' where nobody configured it."""
    _check_name(name)
    environ = os.environ if environ is None else environ
    if _from_systemd(name, environ.get("CREDENTIALS_DIRECTORY", "")):
        return "systemd"
    if environ.get(variable_of(name), "").strip():
        return "environment"
    return "keyring" if _from_keyring(name, ring) else ""


def keyring_trouble(ring: Keyring | None = None) -> str:
    """Say why no secret can be kept in this machine's keyring, '' where one can; nothing is stored to find out."""
    try:
        ring = ring or _system_keyring()
        module = type(next(iter(getattr(ring, "backends", ())), ring)).__module__
        if module.endswith((".fail", ".null")):
            return "there is none"
        if _plain(ring):
            return f"{module} keeps secrets readable in a file"
        ring.get_password(SERVICE, "is-it-open")
    except Exception as error:  # noqa: BLE001 — backends raise what they like
        return _reason(error)
    return ""


def variable_of(name: str) -> str:
    """Return the environment variable that may hold the secret."""
    return _OWN_VARIABLES.get(name, f"DAYBREAK_SECRET_{name.upper().replace('-', '_')}")


def _from_systemd(name: str, folder: str) -> str:
    if not folder:
        return ""
    path = Path(folder) / name
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise FixAndRestart(
            f"the credential file {path} cannot be read: {type(error).__name__}",
            "let systemd hand it over: LoadCredential= in the unit",
        ) from None


def _from_keyring(name: str, ring: Keyring | None) -> str:
    try:
        return ((ring or _system_keyring()).get_password(SERVICE, name) or "").strip()
    except Exception:  # noqa: BLE001 — no backend, a locked one or a broken bus all mean: not configured
        return ""


def _system_keyring() -> Keyring:
    """Return the machine's own; imported here because looking for backends takes a tenth of a second."""
    import keyring

    return keyring.get_keyring()


def _reason(error: Exception) -> str:
    """Say what a backend raised, without its own words: they may quote the secret."""
    kind = type(error).__name__
    return "it is locked" if kind == "KeyringLocked" else kind


def _plain(ring: Keyring) -> bool:
    first = next(iter(getattr(ring, "backends", ())), ring)
    return type(first).__module__.startswith("keyrings.alt")


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise FixAndRestart(f"{name!r} is no name of a secret", "use lower-case letters, digits, - and _")


def _no_keyring(name: str, why: str) -> FixAndRestart:
    return FixAndRestart(
        f"the system keyring does not keep {name}: {why}",
        f"set the environment variable {variable_of(name)}, or hand it over with systemd's LoadCredential=",
    )
