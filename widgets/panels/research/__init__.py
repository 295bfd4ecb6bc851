"""The screen of research: replayed spans, what labels look like, and the model that scores.

`state.py` is plain Python; `panel.py` shows it, with a page a tab in the files beside it.
"""
