"""The token in a real Secret Service: a bus and a keyring of its own, so that nobody's is touched."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.conftest import ROOT

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
TOKEN = "0badcafe5ec4e7f00d0badcafe5ec4e7f00d"
UNLOCKED = 'printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"'
STEPS = textwrap.dedent(
    """
    import json, sys
    import secretstorage
    from core.adapters.secrets.store import drop_secret, get_secret, keyring_trouble, place_of, set_secret
    from core.domain.errors import FixAndRestart
    name, token, told = "tushare_token", sys.stdin.readline().strip(), {}
    told["before"] = place_of(name, {})
    set_secret(name, "another")
    set_secret(name, token)
    told["kept"] = get_secret(name, {}) == token and place_of(name, {})
    told["trouble"] = keyring_trouble()
    drop_secret(name)
    told["removed"] = place_of(name, {})
    set_secret(name, token)
    bus = secretstorage.dbus_init()
    secretstorage.get_default_collection(bus).lock()
    told["locked"] = [get_secret(name, {}), keyring_trouble()]
    try:
        set_secret(name, token)
    except FixAndRestart as refused:
        told["refused"] = refused.message
    bus.close()
    print(json.dumps(told))
    """
)


@pytest.mark.skipif(any(shutil.which(each) is None for each in NEEDED), reason="needs `apt install dbus gnome-keyring`")
def test_a_secret_service_keeps_replaces_and_gives_up_the_token(tmp_path: Path) -> None:
    own = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    tmp_path.chmod(0o700)
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "CREDENTIALS_DIRECTORY", "PYTHON_KEYRING_BACKEND"}
    inherited = {name: value for name, value in os.environ.items() if name not in hidden}
    ended = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", UNLOCKED, "sh", sys.executable, "-c", STEPS],
        input=f"{TOKEN}\n", capture_output=True, text=True, timeout=60, check=False, cwd=ROOT,
        env=inherited | own | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == {
        "before": "",
        "kept": "keyring",
        "trouble": "",
        "removed": "",
        "locked": [None, "it is locked"],
        "refused": "the system keyring does not keep tushare_token: it is locked",
    }
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]
    assert kept == []
