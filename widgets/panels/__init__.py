"""The screens, a folder each: `state.py` is plain Python and knows what is shown and allowed, `panel.py` shows it.

Screens do not know each other; what leads from one to another goes through the link, by name.
"""
