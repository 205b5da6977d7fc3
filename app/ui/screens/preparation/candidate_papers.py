"""What the candidate hands in before the session: dossier professionnel, livret ECF, productions."""

from datetime import date, datetime, time
from typing import cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.access_path import AccessPath
from app.domain.candidate import ProductionDeposit, TrainingResult
from app.domain.framework.sitting_plan import Deposit, Modality
from app.domain.session import ExamSession
from app.services.candidates import CandidateDraft
from app.ui.screens.preparation.file_parts import FilePart
from app.ui.tokens import Tone
from app.ui.widgets.chip import SIGN_TODO, SIGN_WARNING, SIGN_YES, Chip, ChipText
from app.ui.widgets.form import Form, FormBuilder
from app.ui.widgets.words import Rank, SectionTitle, Words

_ANSWERS = ((None, "Non renseigné"), (True, "Oui"), (False, "Non"))
_RESULTS = ((None, "Pas remis"), (True, "A satisfait"), (False, "N’a pas satisfait"))


class PapersPart(FilePart):
    """The pieces of the file, each with what the référentiel says of it."""

    title = "Pièces"

    def __init__(self, before: CandidateDraft | None, session: ExamSession) -> None:
        super().__init__()
        self._session = session
        builder = FormBuilder(columns=3)
        builder.section("Dossier professionnel")
        builder.choice("professional_file", "Dossier professionnel remis", _ANSWERS)
        self.add_form(builder.build())
        self._results = self._add_results()
        self._no_results = Words("", Rank.SECOND, wrap=True)
        self._no_results.setObjectName("no_training_results")
        self.column.addWidget(self._no_results)
        self._deposits = [
            DepositCard(self, modality, deposit, session.sheet.starts_on)
            for modality in session.type.modalities
            if modality.applicable and (deposit := modality.deposit) is not None
        ]
        self._fill(before)

    def show_path(self, path: AccessPath | None) -> None:
        """Ask for the livret ECF on training paths only; say so otherwise."""
        asked = path is not None and path.asks_ecf
        self._results.setVisible(asked)
        self._no_results.setVisible(not asked)
        reason = "en VAE" if path is AccessPath.VAE else "pour cette voie d’accès"
        self._no_results.setText(f"Livret d’ECF : il n’est pas demandé {reason}.")

    def check(self) -> bool:
        """Also refuse results in a livret that was not handed in, and slides of nothing."""
        if not super().check():
            return False
        values = self._results.values()
        if values["training_results"] is False and any(values[name] is not None for name in self._result_names):
            self._results.mark_faults({"training_results": "Un résultat est noté : le livret a donc été remis."})
            return False
        return all(deposit.check() for deposit in self._deposits)

    def entered(self) -> dict[str, object]:
        """What was handed in."""
        values = self._results.values()
        results = tuple(
            TrainingResult(bloc.id, satisfied)
            for bloc in sorted(self._session.framework.blocs, key=lambda bloc: bloc.id)
            if (satisfied := cast("bool | None", values[f"result_{bloc.id}"])) is not None
        )
        handed_in = cast("bool | None", values["training_results"])
        deposits = [deposit.entered() for deposit in self._deposits]
        return {
            "professional_file": self.forms[0].value("professional_file"),
            "training_results": True if results else handed_in,
            "results": results,
            "deposits": tuple(one for one in sorted(filter(None, deposits), key=lambda one: one.modality.value)),
        }

    def field_for(self, name: str) -> QWidget | None:
        """Results are written from the first activité type on, deposits from the first date on."""
        if name == "results":
            return self._results.field(self._result_names[0])
        if name == "deposits":
            return self._deposits[0].first if self._deposits else None
        return super().field_for(name)

    @property
    def _result_names(self) -> list[str]:
        return [f"result_{bloc.id}" for bloc in self._session.framework.blocs]

    def _add_results(self) -> Form:
        self.column.addWidget(SectionTitle("Livret d’évaluations en cours de formation (ECF)"))
        builder = FormBuilder(columns=3)
        builder.choice("training_results", "Livret d’ECF remis", _ANSWERS)
        for bloc in self._session.framework.blocs:
            builder.choice(f"result_{bloc.id}", f"Activité type {bloc.number}", _RESULTS, help_words=bloc.label)
        return self.add_form(builder.build())

    def _fill(self, before: CandidateDraft | None) -> None:
        if before is None:
            self.show_path(AccessPath.FORMATION)
            return
        self.forms[0].set_values({"professional_file": before.professional_file})
        given = {f"result_{result.bloc_id}": result.satisfied for result in before.results}
        self._results.set_values(
            {"training_results": before.training_results, **{name: given.get(name) for name in self._result_names}}
        )
        for card in self._deposits:
            card.fill(next((one for one in before.deposits if one.modality is card.modality.type), None))
        self.show_path(before.access_path)


class DepositCard:
    """One production: when it was handed in, whether in time, and which imposed slides are in it."""

    def __init__(self, part: FilePart, modality: Modality, deposit: Deposit, first_day: date) -> None:
        self.modality = modality
        self._deposit = deposit
        self._deadline = deposit.deadline(first_day)
        self._prefix = f"deposit_{modality.type.value}"
        part.column.addWidget(SectionTitle(f"{deposit.label} ({modality.label})"))
        due = f", soit le {self._deadline:%d/%m/%Y} au plus tard" if self._deadline is not None else ""
        part.column.addWidget(Words(f"À remettre : {deposit.due}{due}.", Rank.SECOND, wrap=True))
        self._state = Chip("")
        self._state.setObjectName(f"{self._prefix}_state")
        part.column.addWidget(self._state)
        builder = FormBuilder(columns=3)
        builder.date(f"{self._prefix}_on", "Remis le")
        builder.time(f"{self._prefix}_at", "À (heure)")
        builder.text(f"{self._prefix}_remark", "Remarque")
        if deposit.slides:
            builder.across(Words("Diapositives imposées trouvées dans la production", Rank.SMALL_STRONG, wrap=True))
        for number, slide in enumerate(deposit.slides):
            builder.check(f"{self._prefix}_slide_{number}", f"{number + 1}. {slide}", wide=True)
        self._form = part.add_form(builder.build())
        self._form.field_changed.connect(self._on_form_field_changed)
        self._show_state()

    @property
    def first(self) -> QWidget:
        """What has the keyboard first."""
        return self._form.field(f"{self._prefix}_on")

    def fill(self, held: ProductionDeposit | None) -> None:
        """Show what is on record."""
        if held is None:
            return
        at = held.at.astimezone()
        values: dict[str, object] = {"on": at.date(), "at": at.time(), "remark": held.remark}
        values |= {f"slide_{number}": number in held.slides for number in range(len(self._deposit.slides))}
        self._form.set_values({f"{self._prefix}_{name}": value for name, value in values.items()})

    def check(self) -> bool:
        """A production has its date and its hour, or nothing is said of it."""
        day, hour = self._form.value(f"{self._prefix}_on"), self._form.value(f"{self._prefix}_at")
        faults = {}
        if day is None and (hour is not None or self._slides or self._form.value(f"{self._prefix}_remark")):
            faults[f"{self._prefix}_on"] = "Notez le jour de la remise."
        if day is not None and hour is None:
            faults[f"{self._prefix}_at"] = "Notez l’heure de la remise."
        self._form.mark_faults(faults)
        return not faults

    def entered(self) -> ProductionDeposit | None:
        """What was handed in; None when nothing was."""
        day = cast("date | None", self._form.value(f"{self._prefix}_on"))
        hour = cast("time | None", self._form.value(f"{self._prefix}_at"))
        if day is None or hour is None:
            return None
        remark = str(self._form.value(f"{self._prefix}_remark"))
        return ProductionDeposit(self.modality.type, datetime.combine(day, hour).astimezone(), self._slides, remark)

    @property
    def _slides(self) -> frozenset[int]:
        count = len(self._deposit.slides)
        return frozenset(number for number in range(count) if self._form.value(f"{self._prefix}_slide_{number}"))

    def _show_state(self) -> None:
        try:
            day = cast("date | None", self._form.value(f"{self._prefix}_on"))
        except ValueError:
            day = None
        self._state.show_chip(self._state_chip(day))

    def _state_chip(self, day: date | None) -> ChipText:
        if day is None:
            return ChipText("pas encore remis", Tone.WARNING, SIGN_TODO)
        count = len(self._deposit.slides)
        slides = f", {len(self._slides)} diapositives sur {count}" if count else ""
        if self._deadline is not None and day > self._deadline:
            return ChipText(f"remis en retard{slides}", Tone.WARNING, SIGN_WARNING)
        full = len(self._slides) == count
        return ChipText(f"remis{slides}", Tone.YES if full else Tone.WARNING, SIGN_YES if full else SIGN_WARNING)

    @Slot(str)
    def _on_form_field_changed(self, _name: str) -> None:
        self._show_state()
