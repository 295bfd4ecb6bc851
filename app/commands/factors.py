"""The factors group; its verbs are in the files beside this one."""

import typer

from app.commands import factor_ic, factor_leaks, factor_values


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help="Factors: what they are, their values, how well they rank.")
    for verbs in (factor_values, factor_ic, factor_leaks):
        verbs.add_to(group)
    app.add_typer(group, name="factors")
