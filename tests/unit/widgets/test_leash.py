"""A window that is gone hears nothing more, and says nothing."""

from tests.fakes.console import FakeLink
from widgets.shell.leash import Leash


def test_what_comes_after_the_cut_finds_nobody() -> None:
    link, heard = FakeLink(hold=True), []
    leash = Leash(link)
    leash.ask("before", heard.append)
    leash.cut()
    link.release()
    leash.ask("after", heard.append)
    leash.act(("run",), heard.append)
    leash.open("audit")
    assert heard == []
    assert (link.asked, link.acted, link.opened) == (["before"], [], [])


def test_until_then_everything_passes() -> None:
    link, heard = FakeLink(viewer=True), []
    leash = Leash(link)
    leash.act(("run",), heard.append, "secret")
    leash.open("audit", "run:x")
    assert leash.viewer
    assert [done.went_well for done in heard] == [True]
    assert (link.acted, link.secrets, link.opened) == ([("run",)], ["secret"], [("audit", "run:x")])
