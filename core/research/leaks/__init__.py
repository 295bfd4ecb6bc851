"""The leak lab: whether a value of a day could have been worked out on that day.

A `Subject` works values out on a `World`, a small market in which every row says when it became known. The checks cut
the world at a decision, replace what came after it, and change single bars; planted leaks show what they can catch.
"""
