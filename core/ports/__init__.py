"""Protocols the jobs need from the outside world, and the frozen values that cross them.

No implementation lives here; adapters implement, `app.compose` connects. May import events, settings, domain.
"""
