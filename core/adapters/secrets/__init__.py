"""Secrets from the environment or the keyring, never from a file."""
