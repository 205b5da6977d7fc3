"""Who the candidate is and where to reach him or her."""

from datetime import date
from typing import cast

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.candidate import CivilIdentity, Contact
from app.services.candidates import CandidateDraft
from app.ui.screens.preparation.file_parts import FilePart
from app.ui.widgets.form import FormBuilder

_NAMES = ("birth_name", "first_name", "civility", "usage_name", "other_first_names")
_BIRTH = ("birth_date", "birth_town", "birth_department", "birth_country", "nationality")
_CONTACT = (
    ("email", "Courriel"),
    ("phone", "Téléphone"),
    ("address", "Adresse"),
    ("postcode", "Code postal"),
    ("town", "Ville"),
)


class IdentityPart(FilePart):
    """Civil identity, under which a qualification is issued, and contact."""

    title = "Identité"

    def __init__(self, before: CandidateDraft | None) -> None:
        super().__init__()
        held = before.identity.civility if before is not None else ""
        builder = FormBuilder(columns=3)
        builder.section("Identité")
        builder.text("birth_name", "Nom de naissance", required=True)
        builder.text("first_name", "Prénom", required=True)
        # The usual words, and whatever a list brought.
        civilities = dict.fromkeys(("", "Mme", "M.", held))
        builder.choice("civility", "Civilité", [(word, word or "Non renseignée") for word in civilities])
        builder.text("usage_name", "Nom d’usage")
        builder.text("other_first_names", "Autres prénoms")
        builder.text("nationality", "Nationalité")
        builder.date("birth_date", "Date de naissance")
        builder.text("birth_town", "Commune de naissance")
        builder.text("birth_department", "Département de naissance")
        builder.text("birth_country", "Pays de naissance")
        builder.section("Coordonnées")
        for name, label in _CONTACT:
            builder.text(name, label)
        self._form = self.add_form(builder.build())
        if before is not None:
            self._form.set_values({name: getattr(before.identity, name) for name in (*_NAMES, *_BIRTH)})
            self._form.set_values({name: getattr(before.contact, name) for name, _label in _CONTACT})
        else:
            self._form.set_value("civility", "")

    def field_for(self, name: str) -> QWidget | None:
        """The identity is mended where its first necessary field is empty."""
        if name == "identity":
            empty = [one for one in ("birth_name", "first_name", "birth_date", "birth_town") if not self._text(one)]
            return self._form.field(empty[0]) if empty else self.first
        return super().field_for(name)

    def entered(self) -> dict[str, object]:
        """Identity and contact."""
        values = self._form.values()
        texts = {name: str(values[name] or "") for name in (*_NAMES, *_BIRTH) if name != "birth_date"}
        return {
            "identity": CivilIdentity(**texts, birth_date=cast("date | None", values["birth_date"])),
            "contact": Contact(**{name: str(values[name]) for name, _label in _CONTACT}),
        }

    def _text(self, name: str) -> str:
        return cast("QLineEdit", self._form.field(name)).text()
