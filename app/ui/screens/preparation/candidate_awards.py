"""The CCP or blocs that a candidate already holds, and what they give in this millésime."""

from datetime import date
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.candidate import PriorAward, UnmatchedAward
from app.domain.framework.content import Bloc
from app.domain.framework.model import Framework
from app.services.candidates import CandidateDraft
from app.ui.screens.preparation.file_parts import FilePart
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.chip import SIGN_NO, Chip
from app.ui.widgets.form import Form, FormBuilder
from app.ui.widgets.words import Rank, SectionTitle, Words

HERE = ("", "")
"""The source of an award obtained under the session's own référentiel."""


class AwardsPart(FilePart):
    """One line per CCP of this référentiel, then those that answer to none of them."""

    title = "CCP acquis"

    def __init__(self, before: CandidateDraft | None, framework: Framework) -> None:
        super().__init__()
        self.title = f"{framework.vocabulary.bloc} acquis"
        self._framework = framework
        held = {prior.bloc_id: prior for prior in before.priors} if before is not None else {}
        builder = FormBuilder(columns=3)
        builder.section(f"{framework.vocabulary.bloc} déjà obtenus")
        for bloc in framework.blocs:
            self._add_bloc(builder, bloc, held.get(bloc.id))
        self._form = self.add_form(builder.build())
        for note in _notes(framework):
            self.column.addWidget(Words(f"À vérifier : {note}", Rank.SECOND, wrap=True))
        for bloc in framework.blocs:
            self._fill(bloc.id, held.get(bloc.id))
            self._say_what_it_gives(bloc)
        self._form.field_changed.connect(self._on_form_changed)
        self._unmatched = UnmatchedAwards(self, framework.vocabulary.bloc, before.unmatched if before else ())

    def check(self) -> bool:
        """Also refuse what would be lost in silence: a date without its CCP, a line without its name."""
        if not super().check():
            return False
        values = self._form.values()
        word = self._framework.vocabulary.bloc
        faults = {
            f"prior_{bloc.id}": f"Cochez ce {word}, ou effacez sa date et son justificatif."
            for bloc in self._framework.blocs
            if (values[f"prior_{bloc.id}_on"] or values[f"prior_{bloc.id}_proof"]) and not values[f"prior_{bloc.id}"]
        }
        self._form.mark_faults(faults)
        return not faults and self._unmatched.check()

    def entered(self) -> dict[str, object]:
        """The awards that count here, and those that do not."""
        values = self._form.values()
        priors = []
        for bloc in sorted(self._framework.blocs, key=lambda bloc: bloc.id):
            if not values[f"prior_{bloc.id}"]:
                continue
            framework_id, earlier = cast("tuple[str, str]", values.get(f"prior_{bloc.id}_from") or HERE)
            obtained_on = cast("date | None", values[f"prior_{bloc.id}_on"])
            proof = str(values[f"prior_{bloc.id}_proof"])
            priors.append(PriorAward(bloc.id, obtained_on, proof, framework_id, earlier))
        return {"priors": tuple(priors), "unmatched": self._unmatched.entered()}

    def field_for(self, name: str) -> QWidget | None:
        """Awards are written from the first CCP on."""
        return self.first if name == "priors" else super().field_for(name)

    def _add_bloc(self, builder: FormBuilder, bloc: Bloc, held: PriorAward | None) -> None:
        word = f"{self._framework.vocabulary.bloc} {bloc.number}"
        builder.check(f"prior_{bloc.id}", f"{word} : {bloc.label}", wide=True)
        builder.date(f"prior_{bloc.id}_on", f"{word} obtenu le")
        builder.text(
            f"prior_{bloc.id}_proof", f"Justificatif du {word}", help_words="Livret, PV ou parchemin, n° et date."
        )
        sources = _sources(self._framework, bloc, held)
        if len(sources) > 1:
            builder.choice(f"prior_{bloc.id}_from", "Obtenu dans", sources)
        builder.end_line()

    def _fill(self, bloc_id: str, held: PriorAward | None) -> None:
        values: dict[str, object] = {f"prior_{bloc_id}": held is not None}
        if held is not None:
            values |= {f"prior_{bloc_id}_on": held.obtained_on, f"prior_{bloc_id}_proof": held.proof}
        if f"prior_{bloc_id}_from" in self._form.names:
            source = (held.earlier_framework, held.earlier_bloc) if held is not None else HERE
            values[f"prior_{bloc_id}_from"] = source
        self._form.set_values(values)

    def _say_what_it_gives(self, bloc: Bloc) -> None:
        word, name = self._framework.vocabulary.bloc, f"prior_{bloc.id}"
        if not self._form.value(name):
            self._form.say_about(name, "")
            return
        source = self._form.value(f"{name}_from") if f"{name}_from" in self._form.names else HERE
        framework_id, earlier = cast("tuple[str, str]", source or HERE)
        origin = f"{earlier.upper()} de « {framework_id} » : par correspondance, " if framework_id else ""
        given = f"{word} {bloc.number} acquis ici, ses épreuves ne sont pas repassées."
        self._form.say_about(name, f"{origin}{given}")

    @Slot(str)
    def _on_form_changed(self, _name: str) -> None:
        for bloc in self._framework.blocs:
            self._say_what_it_gives(bloc)


class UnmatchedAwards:
    """The lines of awards that answer to no bloc of this référentiel; lines are added and taken away."""

    def __init__(self, part: FilePart, word: str, awards: tuple[UnmatchedAward, ...]) -> None:
        self._part = part
        self._word = word
        self._lines: list[tuple[Form, QWidget]] = []
        self._made = 0
        self._place = QVBoxLayout()
        self._add = Button(f"Ajouter un {word} sans correspondance", drawing="plus")
        self._add.setObjectName("add_unmatched")
        part.column.addWidget(SectionTitle("Sans correspondance dans ce millésime"))
        part.column.addWidget(
            Words("Gardés au dossier et montrés « non acquis dans ce millésime » : à repasser.", Rank.SECOND, wrap=True)
        )
        part.column.addLayout(self._place)
        part.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        for award in awards:
            self._add_line(award)
        self._add.clicked.connect(self._on_add_clicked)

    def check(self) -> bool:
        """A date or a proof needs the name of what was obtained."""
        for form, _holder in self._lines:
            values = form.values()
            label = form.names[0]
            if not values[label] and any(values.values()):
                form.mark_faults({label: f"Nommez ce {self._word}, ou retirez la ligne."})
                return False
        return True

    def entered(self) -> tuple[UnmatchedAward, ...]:
        """What the lines say; a line left empty says nothing."""
        read = [tuple(form.values().values()) for form, _holder in self._lines]
        return tuple(
            UnmatchedAward(str(label), cast("date | None", obtained_on), str(proof))
            for label, obtained_on, proof in read
            if label
        )

    def _add_line(self, award: UnmatchedAward | None) -> Form:
        self._made += 1
        number = self._made
        builder = FormBuilder(columns=3)
        builder.text(f"unmatched_{number}_label", f"{self._word} obtenu", help_words="Intitulé et millésime d’origine.")
        builder.date(f"unmatched_{number}_on", "Obtenu le")
        builder.text(f"unmatched_{number}_proof", "Justificatif")
        form = builder.build()
        if award is not None:
            form.set_values(dict(zip(form.names, (award.label, award.obtained_on, award.proof), strict=True)))
        remove = Button("Retirer", ButtonRank.QUIET)
        remove.setObjectName(f"remove_unmatched_{number}")
        remove.setAccessibleName(f"Retirer la ligne {number}")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, look().metrics.step)
        foot = QHBoxLayout()
        foot.addWidget(Chip("non acquis dans ce millésime", Tone.WARNING, SIGN_NO))
        foot.addStretch(1)
        foot.addWidget(remove)
        column.addWidget(form)
        column.addLayout(foot)
        self._place.addWidget(holder)
        self._lines.append((form, holder))
        self._part.forms.append(form)
        form.field_changed.connect(self._on_form_field_changed)
        remove.clicked.connect(partial(self._remove_line, form))
        return form

    def _remove_line(self, form: Form, _checked: bool = False) -> None:
        holder = next(holder for held, holder in self._lines if held is form)
        self._lines = [line for line in self._lines if line[0] is not form]
        self._part.forms.remove(form)
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        holder.hide()
        holder.deleteLater()
        self._part.part_changed.emit()

    def _on_add_clicked(self, _checked: bool = False) -> None:
        form = self._add_line(None)
        form.field(form.names[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_form_field_changed(self, _name: str) -> None:
        self._part.part_changed.emit()


def _sources(framework: Framework, bloc: Bloc, held: PriorAward | None) -> list[tuple[tuple[str, str], str]]:
    """Where a bloc may have been obtained: here, or in an earlier référentiel that has a correspondence."""
    millesime = f" (millésime {framework.millesime})" if framework.millesime else ""
    sources = {HERE: f"Ce référentiel{millesime}"}
    for correspondence in framework.correspondences:
        for pair in correspondence.blocs:
            if pair.later == bloc.id:
                sources[correspondence.framework, pair.earlier] = f"{correspondence.framework}, {pair.earlier.upper()}"
    if held is not None and held.earlier_framework:
        source = (held.earlier_framework, held.earlier_bloc)
        sources.setdefault(source, f"{held.earlier_framework}, {held.earlier_bloc.upper()}")
    return list(sources.items())


def _notes(framework: Framework) -> tuple[str, ...]:
    return tuple(note for correspondence in framework.correspondences for note in correspondence.notes)
