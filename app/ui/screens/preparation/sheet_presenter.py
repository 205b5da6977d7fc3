"""The session's sheet: each field saved as it is left."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from app.domain.session_sheet import SessionSheet
from app.services import sessions
from app.ui.screens.preparation.preparing import Preparing
from app.ui.widgets.sheet_form import CENTRE_FIELDS


class SheetPresenter:
    """Saves the sheet field by field; a refusal puts the value on record back through `show_again`."""

    def __init__(self, preparing: Preparing, show_again: Callable[[Iterable[str]], None]) -> None:
        self._preparing = preparing
        self._show_again = show_again

    def change(self, name: str, value: object) -> None:
        """Save one field."""
        preparing, state = self._preparing, self._preparing.editable
        if state is None:
            return
        sheet = _with_field(state.session.sheet, name, value)
        desk, actor = preparing.bench.desk, preparing.bench.actor
        if sheet != state.session.sheet and not preparing.attempt(lambda: sessions.change_sheet(desk, actor, sheet)):
            self._show_again((name,))


def _with_field(sheet: SessionSheet, name: str, value: object) -> SessionSheet:
    """The sheet with another value in one field of its form; a first day moved on takes the last day with it."""
    if name.startswith(("centre_", "agreement")):
        of_centre = {CENTRE_FIELDS.get(name, name): value}
        return replace(sheet, centre=replace(sheet.centre, **of_centre))  # type: ignore[arg-type] # named fields
    if name == "starts_on" and isinstance(value, date) and value > sheet.ends_on:
        return replace(sheet, starts_on=value, ends_on=value + (sheet.ends_on - sheet.starts_on))
    return replace(sheet, **{name: value})  # type: ignore[arg-type] # named fields
