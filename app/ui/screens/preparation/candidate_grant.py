"""The accommodation that an authority granted: the measure and its proof, never its reason."""

from datetime import date
from fractions import Fraction
from typing import cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.candidate import Accommodation
from app.domain.candidate_grants import CAP, tells_health
from app.services.candidates import CandidateDraft
from app.ui.screens.preparation.file_parts import FilePart
from app.ui.widgets.form import FormBuilder
from app.ui.widgets.words import Rank, Words

_NEVER = "Aucun diagnostic ni aucune raison de santé ne s’écrit ici : seulement ce qui a été accordé, par qui et quand."
_HEALTH = "Ces mots parlent de santé : écrivez la mesure seule, par exemple « temps majoré »."


class GrantPart(FilePart):
    """Measure, share of extra time, authority and date of the decision (rule 13)."""

    title = "Aménagement"

    def __init__(self, before: CandidateDraft | None) -> None:
        super().__init__()
        builder = FormBuilder(columns=2)
        builder.section("Aménagement accordé")
        builder.across(Words(_NEVER, Rank.SECOND, wrap=True))
        builder.text("measure", "Mesure", help_words="Par exemple : temps majoré, sujet agrandi.")
        self._share = builder.share("extra_time", "Temps majoré")
        builder.text("authority", "Autorité", help_words="Par exemple : DDETS du Finistère.")
        builder.date("granted_on", "Date de la décision")
        self._form = self.add_form(builder.build())
        held = before.accommodation if before is not None else None
        if held is not None:
            self._form.set_values({name: getattr(held, name) for name in self._form.names})
        self._share.textChanged.connect(self._on_share_text_changed)
        self._on_share_text_changed()

    def check(self) -> bool:
        """Also refuse extra time without its measure, and words of health."""
        if not super().check():
            return False
        values = self._form.values()
        faults = {name: _HEALTH for name in ("measure", "authority") if tells_health(str(values[name]))}
        if not values["measure"] and any(values.values()):
            faults["measure"] = "Nommez la mesure accordée, par exemple « tiers temps »."
        self._form.mark_faults(faults)
        return not faults

    def entered(self) -> dict[str, object]:
        """The accommodation, None when there is none."""
        values = self._form.values()
        if not values["measure"]:
            return {"accommodation": None}
        granted_on = cast("date | None", values["granted_on"])
        share = cast("Fraction", values["extra_time"])
        return {"accommodation": Accommodation(str(values["measure"]), share, str(values["authority"]), granted_on)}

    def field_for(self, name: str) -> QWidget | None:
        """The accommodation is written from its measure on."""
        return self.first if name == "accommodation" else super().field_for(name)

    @Slot()
    def _on_share_text_changed(self) -> None:
        try:
            share = self._share.value()
        except ValueError:
            share = Fraction(0)
        above = "Au-delà d’un tiers : vérifiez que la décision le dit." if share > CAP else ""
        self._form.say_about("extra_time", above or "En pourcentage ou en fraction : 33 % ou 1/3.")
