"""Taking a list of candidates in: read, compared, shown line by line, and written only once it is confirmed."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.candidate_line import CandidateLine, CellFault
from app.domain.faults import DomainError, EnvironmentFault
from app.domain.identity import display_name
from app.intake.candidates import ListPreview
from app.services import candidates
from app.services.candidates import Comparison, Fate
from app.ui.bench import Bench
from app.ui.screens.preparation.state import Importing, ListLine

if TYPE_CHECKING:
    from app.ui.tasks import Reporter

Read = tuple[ListPreview, Comparison, tuple[ListLine, ...]]


class ImportPresenter:
    """Holds the list on its way in; tells every change of it, and when it was written."""

    def __init__(self, bench: Bench, changed: Callable[[Importing | None], None], enrolled: Callable[[], None]) -> None:
        self._bench = bench
        self._changed = changed
        self._enrolled = enrolled
        self._importing: Importing | None = None

    def begin(self) -> None:
        """Wait for a list."""
        self._show(Importing())

    def leave(self) -> None:
        """Write nothing."""
        self._show(None)

    def forget(self) -> None:
        """The session is gone: whatever is being read concerns nobody any more."""
        self._importing = None

    def read_file(self, path: Path) -> None:
        """Read a list from a file."""
        self._read(Importing(path))

    def read_pasted(self, text: str) -> None:
        """Read a list from text copied in a spreadsheet program."""
        self._read(Importing(text))

    def choose_sheet(self, sheet: str) -> None:
        """Read another sheet of the same file."""
        importing = self._importing
        if importing is not None and importing.source is not None and not importing.is_busy:
            self._read(Importing(importing.source, importing.sheets), sheet)

    def confirm(self) -> None:
        """Write what was shown, in one transaction."""
        importing = self._importing
        if importing is None or importing.preview is None or importing.is_busy or not importing.changes_something:
            return
        self._show(replace(importing, is_busy=True, fault=""))
        desk, actor, preview = self._bench.desk, self._bench.actor, importing.preview

        def enrol(_reporter: "Reporter") -> Comparison:
            return candidates.enrol(desk, actor, preview)

        self._bench.runner.run(enrol, self._on_enrolled, self._on_failed, title="Inscription des candidats")

    def _read(self, importing: Importing, sheet: str | None = None) -> None:
        self._show(replace(importing, is_busy=True))
        desk, source = self._bench.desk, importing.source
        assert source is not None  # noqa: S101 - every caller gives one

        def read(reporter: "Reporter") -> Read:
            preview = candidates.preview(source, desk.now().date(), sheet=sheet, progress=reporter.progress)
            comparison = candidates.compare(desk, preview)
            return preview, comparison, tuple(lines_of(preview, comparison))

        def done(outcome: Read) -> None:
            if self._importing is not None and self._importing.source is source:
                preview, comparison, lines = outcome
                sheets = importing.sheets or preview.sheets
                self._show(Importing(source, sheets, preview, comparison, lines))

        self._bench.runner.run(
            read,
            done,
            self._on_failed,
            cancelled=self.leave,
            cancellable=True,
            title="Lecture de la liste",
        )

    def _on_enrolled(self, comparison: Comparison) -> None:
        self._bench.inform("candidates_enrolled", result_sentence(comparison))
        if self._importing is not None:
            self._show(None)
            self._enrolled()

    def _on_failed(self, fault: DomainError | EnvironmentFault) -> None:
        if self._importing is not None:
            self._show(replace(self._importing, is_busy=False, fault=fault.sentence))

    def _show(self, importing: Importing | None) -> None:
        self._importing = importing
        self._changed(importing)


def lines_of(preview: ListPreview, comparison: Comparison) -> Iterator[ListLine]:
    """Every line of the list in its order, rejected ones included, with its faulty cells."""
    faults: defaultdict[int, list[CellFault]] = defaultdict(list)
    for fault in (*preview.rejected, *preview.flagged, *comparison.unclear):
        faults[fault.line].append(fault)
    accepted = {line.line: line for line in preview.accepted}
    for number in sorted(accepted.keys() | faults.keys()):
        candidate = accepted.get(number)
        if candidate is None:
            yield ListLine(number, "", "", "", None, tuple(faults[number]))
        else:
            name = display_name(candidate.identity.birth_name, candidate.identity.first_name)
            fate = comparison.fates.get(number, Fate.UNCHANGED)
            yield ListLine(number, name, candidate.number, _details(candidate), fate, tuple(faults[number]))


def result_sentence(comparison: Comparison) -> str:
    """Say what the import did: « 5 candidats ajoutés, 1 modifié, 2 inchangés. »."""
    counts = (
        (len(comparison.added), "ajouté"),
        (len(comparison.changed), "modifié"),
        (comparison.unchanged, "inchangé"),
        (comparison.protected, "protégé"),
    )
    told = [(count, word) for count, word in counts if count]
    if not told:
        return "Rien n’a changé."
    parts = [f"{count} {word}{'s' if count > 1 else ''}" for count, word in told]
    first = told[0][0]
    noun = "candidats" if first > 1 else "candidat"
    parts[0] = parts[0].replace(" ", f" {noun} ", 1)
    kept = " Les candidats protégés ont déjà commencé leurs épreuves." if comparison.protected else ""
    return f"{', '.join(parts)}.{kept}"


def _details(line: CandidateLine) -> str:
    born = f"{line.identity.birth_date:%d/%m/%Y}" if line.identity.birth_date else ""
    path = line.access_path.label if line.access_path else ""
    return " · ".join(part for part in (born, line.identity.birth_town, path) if part)
