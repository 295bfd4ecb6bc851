"""Layers of settings, and everything that refuses to start."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from core.domain.errors import FixAndRestart
from core.domain.orders import Channel
from core.domain.outcome import Outcome
from core.settings.load import config_hash, load_settings, repository_cfg
from core.settings.model import Execution, Portfolio, Settings


def home_with(folder: Path, text: str | bytes) -> Path:
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "cfg.yaml").write_bytes(data)
    return folder


def refusal(folder: Path, text: str | bytes, environ: dict[str, str] | None = None) -> str:
    with pytest.raises(FixAndRestart) as caught:
        load_settings(home_with(folder, text), environ or {})
    assert caught.value.outcome is Outcome.BAD_CONFIG
    assert caught.value.remedy
    return caught.value.message


def test_without_a_home_file_the_defaults_are_in_force(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "not-made-yet", {}) == Settings()


def test_one_key_a_file_is_enough_and_later_layers_win_key_by_key(tmp_path: Path) -> None:
    home = home_with(tmp_path, "portfolio:\n  top_n: 10\n  buffer: 5\n")
    settings = load_settings(home, {"DAYBREAK__PORTFOLIO__TOP_N": "12", "DAYBREAK_HOME": "elsewhere", "PATH": ":"})
    assert (settings.portfolio.top_n, settings.portfolio.buffer) == (12, 5)
    assert settings.portfolio.cash_reserve == Portfolio().cash_reserve
    assert settings.execution == Execution()


def test_a_list_or_mapping_is_replaced_whole(tmp_path: Path) -> None:
    text = "data_source:\n  interface_rate_per_minute: {daily: 90}\n  index_codes: [000905.SH, 000852.SH]\n"
    source = load_settings(home_with(tmp_path, text), {}).data_source
    assert source.interface_rate_per_minute == {"daily": 90}
    assert source.index_codes == ("000905.SH", "000852.SH")


def test_typed_values_arrive_typed(tmp_path: Path) -> None:
    text = (
        "portfolio:\n  commission_rate: 0.00012\n"
        "execution:\n  channel: REPLAY\n  account_tail: 0042\n  valid_until: 14:55:00\n"
    )
    settings = load_settings(home_with(tmp_path, text), {"DAYBREAK__SANITY__MAX_ORDER_YUAN": "1e5"})
    assert settings.portfolio.commission_rate == Decimal("0.00012")
    assert settings.execution.channel is Channel.REPLAY
    assert (settings.execution.account_tail, settings.execution.valid_until) == ("0042", "14:55:00")
    assert settings.sanity.max_order_yuan == 100_000.0


def test_the_file_may_start_with_a_byte_order_mark_and_hold_only_comments(tmp_path: Path) -> None:
    assert load_settings(home_with(tmp_path, b"\xef\xbb\xbf# nothing yet\r\n"), {}) == Settings()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("portfolio:\n  topn: 10\n", ["cfg.yaml line 2", "portfolio.topn", "'top_n'"]),
        ("\nportfolo:\n  top_n: 10\n", ["cfg.yaml line 2", "'portfolo'", "'portfolio'"]),
        ("model:\n  top_n: 10\n", ["model.top_n", "did you mean portfolio.top_n?"]),
        ("portfolio:\n  zzz: 10\n", ["portfolio.zzz", "expected one of top_n, buffer"]),
        ("portfolio:\n  top_n: 5\n  top_n: 6\n", ["line 3", "'top_n' stands twice", "line 2"]),
        ("portfolio:\n  top_n: 5\nportfolio:\n  buffer: 6\n", ["line 3", "'portfolio' stands twice"]),
        ("portfolio:\n  top_n: [\n", ["line 3"]),
        ("portfolio:\n\ttop_n: 3\n", ["line 2"]),
        ("portfolio: {top_n: &a 3, buffer: *a}\n", ["line 1", "aliases"]),
        ("portfolio: !!python/object:os.system 3\n", ["line 1", "tag"]),
        ("portfolio:\n", ["line 1", "holds no keys"]),
        ("portfolio: 3\n", ["line 1", "holds no keys"]),
        ("- portfolio\n", ["line 1", "expected `section:`"]),
        ("portfolio:\n  top_n: 1\n---\nmodel:\n  seed: 1\n", ["line 3"]),
        ("portfolio:\n  ? [a]\n  : 1\n", ["line 2", "a key must be a word"]),
        ("", ["is empty"]),
        (b"\x00" * 64, ["line 1"]),
        ("# note\n注释: 1\n".encode("gbk"), ["line 2", "not UTF-8"]),
        (b"portfolio:\n  # \xff\n  top_n: 3\n", ["line 2", "not UTF-8"]),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, text: str | bytes, words: list[str]) -> None:
    message = refusal(tmp_path, text)
    assert [word for word in words if word not in message] == [], message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("portfolio:\n  top_n: ten\n", ["line 2", "portfolio.top_n is 'ten'", "whole number (symbols)", "≥ 1"]),
        ("portfolio:\n  top_n: 0\n", ["is 0", "≥ 1"]),
        ("portfolio:\n  top_n: true\n", ["is True", "whole number"]),
        ("portfolio:\n  top_n: '10'\n", ["is '10'", "whole number"]),
        ("portfolio:\n  top_n: 2.5\n", ["is 2.5"]),
        ("portfolio:\n  top_n:\n", ["is None"]),
        ("portfolio:\n  max_weight: 1e999\n", ["is inf", "≤ 1"]),
        ("portfolio:\n  max_weight: .nan\n", ["is '.nan'", "number (share of assets)"]),
        ("portfolio:\n  commission_rate: 0.01\n", ["is 0.01", "≤ 0.003"]),
        ("execution:\n  channel: LIVVE\n", ["is 'LIVVE'", "one of DEMO, PAPER, SHADOW, REPLAY, LIVE"]),
        ("execution:\n  channel: SHADOW\n  drop_folder: /mnt/ptrade\n", ["line 3", "drop_folder", "outside its home"]),
        ("execution:\n  shadow_of: ../desk\n", ["shadow_of is '../desk'", "the whole path"]),
        ("execution:\n  account_tail: 1234\n", ["is 1234", "put it in quotes"]),
        ("execution:\n  valid_until: 24:00:00\n", ["is '24:00:00'", "HH:MM:SS"]),
        ("execution:\n  paper_faults: yes\n", ["is 'yes'", "true or false"]),
        ("data_source:\n  index_codes: 000300.SH\n", ["is '000300.SH'", "list of text"]),
        ("data_source:\n  interface_rate_per_minute: {daily: x}\n", ["interface_rate_per_minute.daily is 'x'"]),
        ("data_source:\n  interface_rate_per_minute: {stk_auctoin: 9}\n", ["'stk_auctoin'", "expected stk_auction"]),
        ("data_source:\n  interface_rate_per_minute: {daily: 0}\n", ["daily at 0", "≥ 1"]),
    ],
)
def test_a_wrong_value_is_refused_with_what_was_expected(tmp_path: Path, text: str, words: list[str]) -> None:
    message = refusal(tmp_path, text)
    assert [word for word in words if word not in message] == [], message


def test_all_wrong_values_are_told_at_once_each_with_its_own_place(tmp_path: Path) -> None:
    message = refusal(tmp_path, "portfolio:\n  top_n: 0\n  max_weight: 3\n", {"DAYBREAK__MODEL__TOP_M": "0"})
    assert len(message.splitlines()) == 3
    assert "environment variable DAYBREAK__MODEL__TOP_M: model.top_m is 0" in message


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DAYBREAK__PORTFOLIO__TOPN", "1", ["DAYBREAK__PORTFOLIO__TOPN", "portfolio.topn", "'top_n'"]),
        ("DAYBREAK__PORTFOLI__TOP_N", "1", ["'portfoli'", "'portfolio'"]),
        ("DAYBREAK__PORTFOLIO", "1", ["SECTION__KEY"]),
        ("DAYBREAK__PORTFOLIO__TOP_N__X", "1", ["SECTION__KEY"]),
        ("DAYBREAK__portfolio__top_n", "1", ["capitals"]),
        ("DAYBREAK__PORTFOLIO__TOP_N", "[", ["DAYBREAK__PORTFOLIO__TOP_N"]),
        ("DAYBREAK__PORTFOLIO__TOP_N", "", ["is None"]),
        ("DAYBREAK__PORTFOLIO__TOP_N", "\udcff", ["not UTF-8"]),
    ],
)
def test_an_override_not_understood_is_refused(tmp_path: Path, name: str, value: str, words: list[str]) -> None:
    with pytest.raises(FixAndRestart) as caught:
        load_settings(tmp_path, {name: value})
    assert [word for word in words if word not in caught.value.message] == [], caught.value.message


def test_a_secret_is_neither_accepted_nor_repeated(tmp_path: Path) -> None:
    message = refusal(tmp_path, "data_source:\n  token: 5f3a9c\n")
    assert "TUSHARE_TOKEN" in message
    message += refusal(tmp_path, "data_source:\n  http_url: http://me:5f3a9c@proxy.example/\n")
    message += refusal(tmp_path, "data_source:\n  http_url: http://proxy.example/?token=5f3a9c\n")
    message += refusal(tmp_path, "data_source:\n  http_url: http://proxy.example/?key=5f3a9c\n")
    message += refusal(tmp_path, "data_source:\n  mode: 5f3a9c5f3a9c5f3a9c5f3a9c\n")
    message += refusal(tmp_path, "5f3a9c5f3a9c5f3a9c5f3a9c:\n  retries: 1\n")
    message += refusal(tmp_path, "data_source:\n  5f3a9c5f3a9c5f3a9c5f3a9c: 1\n")
    assert "5f3a9c" not in message


def test_a_file_that_cannot_be_read_is_not_an_absent_one(tmp_path: Path) -> None:
    (tmp_path / "cfg.yaml").mkdir()
    with pytest.raises(FixAndRestart, match="cannot be read"):
        load_settings(tmp_path, {})


@pytest.mark.skipif(os.name == "nt", reason="making a link needs a privilege on Windows")
def test_a_dangling_link_is_not_an_absent_file(tmp_path: Path) -> None:
    (tmp_path / "cfg.yaml").symlink_to(tmp_path / "gone.yaml")
    with pytest.raises(FixAndRestart, match="not there"):
        load_settings(tmp_path, {})


def test_the_repository_file_is_where_loading_looks() -> None:
    assert repository_cfg().is_file()


def test_the_hash_changes_with_any_value_and_not_with_spelling(tmp_path: Path) -> None:
    plain = config_hash(Settings())
    same = load_settings(home_with(tmp_path, "portfolio:\n  commission_min_yuan: 5.00\n  max_weight: 8e-2\n"), {})
    assert same == Settings()
    assert config_hash(same) == plain
    changed = load_settings(home_with(tmp_path, "portfolio:\n  commission_min_yuan: 5.01\n"), {})
    assert config_hash(changed) != plain
    assert len(plain) == 64


def test_what_only_changes_the_window_changes_no_hash(tmp_path: Path) -> None:
    text = "console: {theme: light, language: zh, palette: green_up, sound: false, font_scale: 1.5}\n"
    changed = load_settings(home_with(tmp_path, text), {})
    assert changed.console != Settings().console
    assert config_hash(changed) == config_hash(Settings())


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().portfolio.top_n = 3  # type: ignore[misc]
