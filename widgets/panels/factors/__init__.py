"""The screen of factors: what each is, how well it ranks, what the leak lab says, and how they agree.

`state.py` is plain Python; `panel.py` shows it, with a page a tab in the files beside it.
"""
