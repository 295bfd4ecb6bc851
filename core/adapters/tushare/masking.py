"""Keep the token and an address's credentials out of every text."""

from urllib.parse import urlsplit, urlunsplit

_SHORTEST_SECRET = 8


def mask(text: str, token: str) -> str:
    """Return `text` with every occurrence of `token` starred out; a token under 8 characters is no secret."""
    return text.replace(token, "***") if len(token) >= _SHORTEST_SECRET else text


def masked_url(url: str) -> str:
    """Return scheme, host, port and path of `url`; credentials, query and fragment are stripped."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
