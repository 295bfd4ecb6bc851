"""Secrets for the doors: where each comes from, keeping one, and whether this machine can."""

from core.adapters.secrets.store import drop_secret, keyring_trouble, place_of, set_secret, variable_of

__all__ = ["TOKEN", "drop_token", "keep_token", "keyring_trouble", "token_place", "token_variable"]

TOKEN = "tushare_token"  # noqa: S105 - the secret's name, not the secret


def keep_token(token: str) -> None:
    """Put the Tushare token into the keyring; FixAndRestart where there is none."""
    set_secret(TOKEN, token)


def drop_token() -> None:
    """Take the Tushare token out of the keyring; FixAndRestart where it holds none."""
    drop_secret(TOKEN)


def token_place() -> str:
    """Say where the Tushare token comes from, '' where it is not configured; FixAndRestart for an unreadable file."""
    return place_of(TOKEN)


def token_variable() -> str:
    """Return the environment variable that may hold the Tushare token."""
    return variable_of(TOKEN)
