"""Heartbeats on disk: each long-lived program writes its own, the guard reads all.

Needs neither database nor settings, so that the guard may live where all else is broken. Only `app.compose` and
`app.guard` may import it.
"""
