"""Where secrets come from."""

from pathlib import Path

import pytest
from keyring.errors import KeyringLocked, NoKeyringError, PasswordDeleteError

from core.adapters.secrets.store import drop_secret, get_secret, keyring_trouble, set_secret, variable_of
from core.domain.errors import FixAndRestart


class Ring:
    """A keyring in memory."""

    def __init__(self, **kept: str) -> None:
        self.kept = {("daybreak", name): value for name, value in kept.items()}

    def get_password(self, service_name: str, username: str) -> str | None:
        return self.kept.get((service_name, username))

    def set_password(self, service_name: str, username: str, password: str) -> None:
        self.kept[service_name, username] = password

    def delete_password(self, service_name: str, username: str) -> None:
        if self.kept.pop((service_name, username), None) is None:
            raise PasswordDeleteError(username)


class Broken(Ring):
    """A keyring that raises `error` and quotes the secret."""

    def __init__(self, error: type[Exception]) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service_name: str, username: str) -> str | None:
        raise self.error("no backend")

    def set_password(self, service_name: str, username: str, password: str) -> None:
        raise self.error(f"could not store {password}")

    def delete_password(self, service_name: str, username: str) -> None:
        raise self.error("no backend")


class Forgetful(Ring):
    """The null backend: takes everything, keeps nothing."""

    def set_password(self, service_name: str, username: str, password: str) -> None:
        return


class Plaintext(Ring):
    """A backend that writes a readable file."""

    __module__ = "keyrings.alt.file"


class Chain(Ring):
    """Several backends; the first one would take the secret."""

    backends = (Plaintext(),)


def test_the_order_is_systemd_then_environment_then_keyring(tmp_path: Path) -> None:
    (tmp_path / "tushare_token").write_text("from systemd\n", encoding="utf-8")
    ring = Ring(tushare_token="from keyring")
    everything = {"CREDENTIALS_DIRECTORY": str(tmp_path), "TUSHARE_TOKEN": " from environment "}
    assert get_secret("tushare_token", everything, ring) == "from systemd"
    assert get_secret("tushare_token", {"TUSHARE_TOKEN": " from environment "}, ring) == "from environment"
    assert get_secret("tushare_token", {}, ring) == "from keyring"
    assert get_secret("tushare_token", {}, Ring()) is None


def test_an_absent_or_empty_credential_file_falls_through(tmp_path: Path) -> None:
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path), "TUSHARE_TOKEN": "from environment"}
    assert get_secret("tushare_token", environ, Ring()) == "from environment"
    (tmp_path / "tushare_token").write_text(" \n", encoding="utf-8")
    assert get_secret("tushare_token", environ, Ring()) == "from environment"


def test_a_credential_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "tushare_token").write_bytes(b"\xff\xfe")
    with pytest.raises(FixAndRestart, match=r"tushare_token cannot be read: UnicodeDecodeError"):
        get_secret("tushare_token", {"CREDENTIALS_DIRECTORY": str(tmp_path)}, Ring())


def test_other_secrets_have_their_own_variable() -> None:
    assert variable_of("llm-key") == "DAYBREAK_SECRET_LLM_KEY"
    assert get_secret("llm-key", {"DAYBREAK_SECRET_LLM_KEY": "k"}, Ring()) == "k"


@pytest.mark.parametrize("error", [NoKeyringError, KeyringLocked, RuntimeError])
def test_a_keyring_that_does_not_work_counts_as_empty(error: type[Exception]) -> None:
    assert get_secret("tushare_token", {}, Broken(error)) is None


def test_set_keeps_the_secret() -> None:
    ring = Ring()
    set_secret("tushare_token", " abc\n", ring)
    assert get_secret("tushare_token", {}, ring) == "abc"


@pytest.mark.parametrize("ring", [Broken(NoKeyringError), Forgetful(), Plaintext(), Chain()])
def test_a_keyring_that_does_not_keep_it_is_refused(ring: Ring) -> None:
    with pytest.raises(FixAndRestart, match="TUSHARE_TOKEN") as caught:
        set_secret("tushare_token", "canary-0123456789", ring)
    assert "canary" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert not ring.kept


@pytest.mark.parametrize("name", ["", "../etc/passwd", "A", "a b", "a/b"])
def test_illegal_names_are_refused(name: str) -> None:
    with pytest.raises(FixAndRestart, match="no name"):
        get_secret(name, {}, Ring())
    with pytest.raises(FixAndRestart, match="no name"):
        set_secret(name, "x", Ring())


def test_an_empty_value_is_refused() -> None:
    with pytest.raises(FixAndRestart, match="empty"):
        set_secret("tushare_token", " ", Ring())


def test_a_secret_is_removed_once_and_only_where_it_is() -> None:
    ring = Ring(tushare_token="from keyring")
    drop_secret("tushare_token", ring)
    assert get_secret("tushare_token", {}, ring) is None
    with pytest.raises(FixAndRestart, match="holds no tushare_token"):
        drop_secret("tushare_token", ring)
    with pytest.raises(FixAndRestart, match="does not give tushare_token up: it is locked"):
        drop_secret("tushare_token", Broken(KeyringLocked))


def test_a_locked_keyring_is_told_from_none_and_from_a_good_one() -> None:
    assert keyring_trouble(Broken(KeyringLocked)) == "it is locked"
    assert keyring_trouble(Broken(NoKeyringError)) == "NoKeyringError"
    assert keyring_trouble(Ring()) == ""
