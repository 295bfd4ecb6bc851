"""The outside world, a folder each: files, sockets, databases, processes.

Implements ports; nothing in core imports it, only `app.compose` names what is in here.
"""
