"""The fields of a session's sheet, the same when a session is created and when it is corrected."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from app.domain.session_sheet import Centre, SessionSheet
from app.ui.widgets.form import FormBuilder

CENTRE_FIELDS = {"centre_name": "name", "centre_address": "address", "centre_contact": "contact"}
"""The fields of the form that a `Centre` calls by another name."""


def form_name(name: str) -> str:
    """What the form calls a field of `SessionSheet` or `Centre`."""
    return next((shown for shown, held in CENTRE_FIELDS.items() if held == name), name)


def add_session_fields(builder: FormBuilder) -> None:
    """Add when, where, under which numbers and under whose responsibility the session is held."""
    builder.date("starts_on", "Premier jour", required=True)
    builder.date("ends_on", "Dernier jour", required=True)
    builder.text("manager", "Responsable de session", required=True)
    builder.text("place", "Lieu de la session")
    builder.text("ceres_number", "N° de session CERES")
    builder.text("record_number", "N° du procès-verbal")
    builder.note("directions", "Comment venir", help_words="Imprimé sur les convocations.")


def add_centre_fields(builder: FormBuilder) -> None:
    """Add the centre and its agrément."""
    builder.text("centre_name", "Nom du centre", required=True)
    builder.text("centre_address", "Adresse")
    builder.text("centre_contact", "Contact", help_words="Pour les convocations.")
    builder.end_line()
    builder.text("agreement", "N° d’agrément")
    builder.date("agreement_until", "Agrément valable jusqu’au")


def sheet_values(sheet: SessionSheet) -> dict[str, object]:
    """The values that the fields show of a sheet."""
    return {
        "starts_on": sheet.starts_on,
        "ends_on": sheet.ends_on,
        "manager": sheet.manager,
        "place": sheet.place,
        "ceres_number": sheet.ceres_number,
        "record_number": sheet.record_number,
        "directions": sheet.directions,
        "centre_name": sheet.centre.name,
        "centre_address": sheet.centre.address,
        "centre_contact": sheet.centre.contact,
        "agreement": sheet.centre.agreement,
        "agreement_until": sheet.centre.agreement_until,
    }


def sheet_from(values: Mapping[str, object], session_type_id: str) -> SessionSheet:
    """The sheet that checked fields describe."""
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    return SessionSheet(
        session_type_id=session_type_id,
        centre=Centre(
            name=texts["centre_name"],
            address=texts["centre_address"],
            agreement=texts["agreement"],
            agreement_until=cast("date | None", values["agreement_until"]),
            contact=texts["centre_contact"],
        ),
        place=texts["place"],
        starts_on=cast("date", values["starts_on"]),
        ends_on=cast("date", values["ends_on"]),
        manager=texts["manager"],
        ceres_number=texts["ceres_number"],
        record_number=texts["record_number"],
        directions=texts["directions"],
    )
