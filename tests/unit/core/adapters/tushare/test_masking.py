"""Nothing secret in texts."""

import pytest

from core.adapters.tushare.masking import mask, masked_url


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://api.tushare.pro", "http://api.tushare.pro"),
        ("https://user:pass@host:8443/dataapi?key=1#top", "https://host:8443/dataapi"),
        ("http://a@b@host/x", "http://host/x"),
    ],
)
def test_credentials_and_query_are_stripped(url: str, shown: str) -> None:
    assert masked_url(url) == shown


def test_a_token_is_starred_out() -> None:
    assert mask("wrong token 0123456789!", "0123456789") == "wrong token ***!"
    assert mask("a demo of it", "demo") == "a demo of it"
