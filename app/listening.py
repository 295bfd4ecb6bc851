"""The mark by which a command knows that somebody hears its progress, though it answers in JSON."""

HEARD = "DAYBREAK_HEARD"
