"""Secrets from systemd, the environment or the keyring, never from a file of ours.

`store.get_secret` looks them up in that order; only the keyring is ever written.
"""
