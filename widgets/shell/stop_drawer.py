"""Behind the arm cover: trading again, and flattening; both show first what will change."""

from collections.abc import Mapping, Sequence

from widgets.kit.drawer import Drawer, Field
from widgets.kit.link import Done, Link
from widgets.kit.sayings import spoken
from widgets.kit.words import tr


def rearm(link: Link, drawer: Drawer) -> None:
    """Ask what re-arming would change, then show it and want reason and phrase."""
    link.act(("resume", "--look"), lambda found: _show_rearm(link, drawer, found))


def flatten(link: Link, drawer: Drawer) -> None:
    """Ask what would be sold, then show it and want reason and phrase."""
    link.act(("stop", "--flatten", "--look"), lambda found: _show_flatten(link, drawer, found))


def _show_rearm(link: Link, drawer: Drawer, found: Done) -> None:
    if not found.went_well or not found.rows:
        _only_say(drawer, tr("Trade again"), found)
        return
    phrase = str(found.data["phrase"])
    obstacles = [each for each in _mappings(found.data.get("obstacles")) if isinstance(each, Mapping)]
    fields = [
        Field("reason", tr("Reason")),
        Field("phrase", tr("Type {phrase}", phrase=phrase), phrase=phrase),
    ]
    if obstacles:
        fields[1:1] = [
            Field("override", tr("Who lets trading go on all the same")),
            Field("override_reason", tr("Why that is right")),
        ]

    def confirm(values: Mapping[str, str]) -> None:
        command = ["resume", "--reason", values["reason"], "--phrase", values["phrase"]]
        if obstacles:
            command += ["--override", values["override"], "--override-reason", values["override_reason"]]
        link.act(command, drawer.say)

    lines = [f"{spoken(str(row.get('what')))}: {spoken(str(row.get('detail')))}" for row in found.rows]
    drawer.ask(tr("Trade again"), lines, fields, confirm, tr("Trade again"), "critical")


def _show_flatten(link: Link, drawer: Drawer, found: Done) -> None:
    if not found.went_well:
        _only_say(drawer, tr("Flatten: sell all that may be sold"), found)
        return
    phrase = str(found.data["phrase"])
    sold = [
        tr("{symbol}: {sellable} of {held} shares may be sold", symbol=row["symbol"], sellable=row["sellable_shares"],
           held=row["qty_shares"])
        for row in found.rows
    ]  # fmt: skip

    def confirm(values: Mapping[str, str]) -> None:
        link.act(("stop", "--flatten", "--reason", values["reason"], "--phrase", values["phrase"]), drawer.say)

    drawer.ask(
        tr("Flatten: sell all that may be sold"),
        [tr("STOP goes to REDUCING: only sells pass from now on."), *sold],
        [Field("reason", tr("Reason")), Field("phrase", tr("Type {phrase}", phrase=phrase), phrase=phrase)],
        confirm,
        tr("Sell"),
        "critical",
    )


def _only_say(drawer: Drawer, title: str, found: Done) -> None:
    lines = [line for line in (found.message, found.remedy) if line]
    drawer.ask(title, lines, [], lambda _: drawer.close_up(), tr("Understood"))


def _mappings(found: object) -> Sequence[object]:
    return found if isinstance(found, list | tuple) else ()
