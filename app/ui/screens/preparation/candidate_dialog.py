"""A candidate's file: identity, registration, what is already held, accommodation, contact."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from fractions import Fraction
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.access_path import AccessPath
from app.domain.candidate import Accommodation, Candidate, CivilIdentity, Contact, PriorAward
from app.domain.framework.model import Framework
from app.services.candidates import CandidateDraft, draft_of
from app.ui.screens.preparation.edit_dialog import EditDialog
from app.ui.widgets.fields import read_time
from app.ui.widgets.form import FormBuilder

_ANSWERS = ((None, "Non renseigné"), (True, "Oui"), (False, "Non"))
_FILE = ("access_path", "number", "professional_file", "training_results", "training_body", "status")
_SHARES = (Fraction(0), Fraction(1, 3), Fraction(1, 4), Fraction(1, 2))
_TEXTS = {
    "identity": ("birth_name", "usage_name", "first_name", "other_first_names"),
    "birth": ("birth_town", "birth_department", "birth_country", "nationality"),
    "contact": ("email", "phone", "address", "postcode", "town"),
}


class CandidateDialog(EditDialog):
    """Shows a candidate's file, or an empty one, and hands over what was typed."""

    draft_entered = Signal(object)

    def __init__(self, candidate: Candidate | None, framework: Framework, parent: QWidget | None = None) -> None:
        title = f"Modifier {candidate.name}" if candidate is not None else "Ajouter un candidat"
        super().__init__(title, "Enregistrer" if candidate is not None else "Ajouter", parent)
        self.setObjectName("candidate_dialog")
        self._framework = framework
        self._before = draft_of(candidate) if candidate is not None else None
        builder = FormBuilder(columns=3)
        self._add_identity(builder)
        self._add_registration(builder)
        self._add_priors(builder)
        self._add_accommodation(builder)
        self._add_contact(builder)
        self._fields = builder.build()
        self._fields.set_values(_values(self._before, framework))
        self.hold(self._fields, "birth_name", (240, 160))
        self.checked.connect(self._on_self_checked)

    def _add_identity(self, builder: FormBuilder) -> None:
        builder.section("Identité")
        builder.text("birth_name", "Nom de naissance", required=True)
        builder.text("first_name", "Prénom", required=True)
        builder.choice("civility", "Civilité", [(word, word or "Non renseignée") for word in self._civilities()])
        builder.text("usage_name", "Nom d’usage")
        builder.text("other_first_names", "Autres prénoms")
        builder.text("nationality", "Nationalité")
        builder.date("birth_date", "Date de naissance")
        builder.text("birth_town", "Commune de naissance")
        builder.text("birth_department", "Département de naissance")
        builder.text("birth_country", "Pays de naissance")

    def _civilities(self) -> tuple[str, ...]:
        """The usual words, and whatever a list brought."""
        held = self._before.identity.civility if self._before is not None else ""
        return tuple(dict.fromkeys(("", "Mme", "M.", held)))

    def _add_registration(self, builder: FormBuilder) -> None:
        builder.section("Inscription")
        paths = [(path, path.label) for path in AccessPath]
        builder.choice("access_path", "Voie d’accès", paths, required=True)
        builder.text("number", "N° de candidat")
        builder.time("convened_at", "Heure de convocation")
        builder.choice("professional_file", "Dossier professionnel remis", _ANSWERS)
        builder.choice("training_results", "Livret d’ECF remis", _ANSWERS)
        builder.text("training_body", "Organisme de formation")
        builder.text("status", "Statut")

    def _add_priors(self, builder: FormBuilder) -> None:
        word = self._framework.vocabulary.bloc
        builder.section(f"{word} déjà obtenus")
        for bloc in self._framework.blocs:
            builder.check(f"prior_{bloc.id}", f"{word} {bloc.number}", help_words=bloc.label)
            builder.date(f"prior_{bloc.id}_on", f"{word} {bloc.number} obtenu le")
            builder.text(f"prior_{bloc.id}_proof", f"Justificatif du {word} {bloc.number}")

    def _add_accommodation(self, builder: FormBuilder) -> None:
        builder.section("Aménagement accordé")
        held = self._before.accommodation if self._before is not None else None
        shares = dict.fromkeys((*_SHARES, held.extra_time) if held is not None else _SHARES)
        builder.text("measure", "Mesure", help_words="La mesure seule, jamais la raison de santé.")
        builder.choice("extra_time", "Temps majoré", [(share, str(share) if share else "Aucun") for share in shares])
        builder.text("authority", "Autorité", help_words="Par exemple : DDETS du Finistère.")
        builder.date("granted_on", "Date de la décision")

    def _add_contact(self, builder: FormBuilder) -> None:
        builder.section("Coordonnées")
        labels = ("Courriel", "Téléphone", "Adresse", "Code postal", "Ville")
        for name, label in zip(_TEXTS["contact"], labels, strict=True):
            builder.text(name, label)

    @Slot()
    def _on_self_checked(self) -> None:
        values = self._fields.values()
        faults = dict(_contradictions(values, self._framework))
        self._fields.mark_faults(faults)
        if not faults:
            self.draft_entered.emit(_draft(values, self._framework))


def _contradictions(values: Mapping[str, object], framework: Framework) -> Iterator[tuple[str, str]]:
    """Fields that would be lost in silence: a date without its CCP, extra time without its measure."""
    if not values["measure"] and (values["extra_time"] or values["authority"] or values["granted_on"]):
        yield "measure", "Nommez la mesure accordée, par exemple « tiers temps »."
    for bloc in framework.blocs:
        named = values[f"prior_{bloc.id}_on"] or values[f"prior_{bloc.id}_proof"]
        if named and not values[f"prior_{bloc.id}"]:
            yield f"prior_{bloc.id}", f"Cochez ce {framework.vocabulary.bloc}, ou effacez sa date et son justificatif."


def _values(draft: CandidateDraft | None, framework: Framework) -> dict[str, object]:
    """What the fields show of a file, or of a new one."""
    if draft is None:
        return {"access_path": AccessPath.FORMATION, "civility": "", "extra_time": Fraction(0)}
    granted = draft.accommodation or Accommodation("")
    values: dict[str, object] = {
        name: getattr(draft.identity, name)
        for name in (*_TEXTS["identity"], *_TEXTS["birth"], "civility", "birth_date")
    }
    values |= {name: getattr(draft.contact, name) for name in _TEXTS["contact"]}
    values |= {name: getattr(draft, name) for name in _FILE}
    values |= {"convened_at": read_time(draft.convened_at)}
    values |= {name: getattr(granted, name) for name in ("measure", "extra_time", "authority", "granted_on")}
    held = {prior.bloc_id: prior for prior in draft.priors}
    for bloc in framework.blocs:
        prior = held.get(bloc.id)
        values[f"prior_{bloc.id}"] = prior is not None
        values[f"prior_{bloc.id}_on"] = prior.obtained_on if prior is not None else None
        values[f"prior_{bloc.id}_proof"] = prior.proof if prior is not None else ""
    return values


def _draft(values: Mapping[str, object], framework: Framework) -> CandidateDraft:
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    convened_at = cast("time | None", values["convened_at"])
    return CandidateDraft(
        identity=CivilIdentity(
            **{name: texts[name] for name in (*_TEXTS["identity"], *_TEXTS["birth"])},
            civility=str(values["civility"] or ""),
            birth_date=cast("date | None", values["birth_date"]),
        ),
        access_path=cast("AccessPath", values["access_path"]),
        number=texts["number"],
        contact=Contact(**{name: texts[name] for name in _TEXTS["contact"]}),
        status=texts["status"],
        training_body=texts["training_body"],
        convened_at=f"{convened_at:%H:%M}" if convened_at is not None else "",
        professional_file=cast("bool | None", values["professional_file"]),
        training_results=cast("bool | None", values["training_results"]),
        priors=tuple(
            PriorAward(
                bloc.id, cast("date | None", values[f"prior_{bloc.id}_on"]), str(values[f"prior_{bloc.id}_proof"])
            )
            for bloc in sorted(framework.blocs, key=lambda bloc: bloc.id)
            if values[f"prior_{bloc.id}"]
        ),
        accommodation=_accommodation(values),
    )


def _accommodation(values: Mapping[str, object]) -> Accommodation | None:
    if not values["measure"]:
        return None
    return Accommodation(
        measure=str(values["measure"]),
        extra_time=cast("Fraction", values["extra_time"]),
        authority=str(values["authority"]),
        granted_on=cast("date | None", values["granted_on"]),
    )
