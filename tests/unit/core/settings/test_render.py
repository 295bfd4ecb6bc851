"""Switches in words: the repository's cfg.yaml, the handbook's page, and the way back."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from core.domain.orders import Channel
from core.settings.load import load_settings
from core.settings.model import DataSource, Execution, Portfolio, Settings
from core.settings.plain_yaml import parse_mapping, parse_value
from core.settings.render import describe, render_cfg, render_page

ROOT = Path(__file__).resolve().parents[4]


def test_the_repository_file_is_what_the_model_says() -> None:
    assert (ROOT / "cfg.yaml").read_text(encoding="utf-8") == render_cfg()


def test_the_handbook_page_is_what_the_model_says() -> None:
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == render_page()


def test_the_sections_are_those_of_the_product() -> None:
    named = (
        "data_source trade_cal universe factors model portfolio monitor sanity exposure losses strength program "
        "asset_check reconciliation gates execution stop executor schedule alerts alarms console"
    )
    assert list(dict.fromkeys(switch.section for switch in describe())) == named.split()


@pytest.mark.parametrize("switch", describe(), ids=lambda switch: switch.name)
def test_every_switch_says_why_and_numbers_say_in_what(switch) -> None:  # type: ignore[no-untyped-def]
    assert len(switch.reason) >= 8
    assert switch.unit or switch.kind not in {"number", "whole number"} or switch.key.endswith("seed")


def test_rendered_settings_load_to_equal_ones(tmp_path: Path) -> None:
    odd = Settings(
        data_source=DataSource(index_codes=(), interface_rate_per_minute={"daily": 1}, source_name="null"),
        portfolio=Portfolio(
            commission_rate=Decimal("0.0000001"), min_trade_yuan=1e-7, commission_min_yuan=Decimal("1E+1")
        ),
        execution=Execution(channel=Channel.LIVE, account_tail="0042", paper_faults=False),
    )
    (tmp_path / "cfg.yaml").write_text(render_cfg(odd), encoding="utf-8")
    assert load_settings(tmp_path, {}) == odd


@budget(deadline=None, max_examples=150)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.floats(0, 1e12))
def test_any_text_and_number_comes_back_as_it_went(text: str, number: float) -> None:
    rendered = render_cfg(Settings(data_source=DataSource(source_name=text, backoff_s=number)))
    values, _ = parse_mapping(rendered.encode(), "cfg.yaml")
    assert values["data_source"]["source_name"] == text
    assert values["data_source"]["backoff_s"] == number


@pytest.mark.parametrize("text", ["off", "no", "14:56:00", "0600", "2026-01-05", "1_000", "0x10", "True", ".5"])
def test_words_that_yaml_would_twist_stay_text(text: str) -> None:
    assert parse_value(text, "here") == text
