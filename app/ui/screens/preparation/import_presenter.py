"""Taking a list of candidates in: read, corrected on the page, held against the session, written once confirmed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.candidate_columns import CandidateField
from app.domain.faults import DomainError, EnvironmentFault
from app.domain.list_columns import ColumnField
from app.services import candidates
from app.services.candidates import Comparison
from app.ui.bench import Bench
from app.ui.screens.preparation.import_reading import ListReader, kept_lines
from app.ui.screens.preparation.import_state import Cell, Importing, Mended
from app.ui.screens.preparation.import_words import result_sentence

if TYPE_CHECKING:
    from app.ui.tasks import Job, Reporter

Reading = Callable[[ListReader, "Reporter"], Importing]


class ImportPresenter:
    """Holds the list on its way in; tells every change of it, and when it was written.

    `_settled` is the list as it was last read whole: what a refused or stopped reading goes back to.
    """

    def __init__(self, bench: Bench, changed: Callable[[Importing | None], None], enrolled: Callable[[], None]) -> None:
        self._bench = bench
        self._changed = changed
        self._enrolled = enrolled
        self._importing: Importing | None = None
        self._settled = Importing()
        self._job: Job | None = None

    def begin(self) -> None:
        """Wait for a list."""
        self._settled = Importing()
        self._show(self._settled)

    def leave(self) -> None:
        """Write nothing; what is being written already is not left."""
        if self._open is not None:
            self._stop_reading()
            self._show(None)

    def forget(self) -> None:
        """The session is gone: whatever is being read concerns nobody any more."""
        self._stop_reading()
        self._importing = None
        self._settled = Importing()

    def read_file(self, path: Path) -> None:
        """Read a list from a file."""
        self._read_source(path)

    def read_pasted(self, text: str) -> None:
        """Read a list from text copied in a spreadsheet program."""
        self._read_source(text)

    def read_again(self) -> None:
        """Read the same source again: it was mended in the spreadsheet program."""
        importing = self._open
        if importing is not None and importing.source is not None:
            self._run(importing, lambda reader, reporter: reader.read_again(importing, reporter.progress))

    def choose_sheet(self, sheet: str) -> None:
        """Read another sheet of the same file."""
        importing = self._open
        if importing is not None and importing.source is not None:
            self._read(Importing(importing.source, sheet, importing.sheets))

    def choose_column(self, place: int, field: ColumnField | None) -> None:
        """Take a column for something else, or leave it aside; the list is read with it at once when it can be."""
        importing = self._open
        if importing is None or not 0 <= place < len(importing.columns):
            return
        columns = tuple(
            replace(column, field=field) if other == place else column for other, column in enumerate(importing.columns)
        )
        chosen = replace(importing, columns=columns)
        chosen = replace(chosen, mapping=chosen.chosen_mapping)
        if chosen.mapping_fault:
            self._stop_reading()
            self._show(replace(chosen, is_busy=False, fault=""))
        else:
            self._read(chosen)

    def mend(self, line: int, field: CandidateField, value: str) -> None:
        """Read a cell as if the list said this; the list itself is not touched."""
        importing = self._open
        if importing is None:
            return
        held = importing.corrections.get((line, field))
        shown = next((one for one in importing.lines if one.line == line), None)
        faults = shown.faults if shown is not None else ()
        listed = held.listed if held else next((fault.value for fault in faults if fault.field is field), "")
        self._read_mended(importing, {**importing.corrections, (line, field): Mended(field, listed, value)})

    def put_back(self, line: int, field: CandidateField) -> None:
        """Read a cell as the list says it."""
        importing = self._open
        if importing is not None:
            others = {cell: mended for cell, mended in importing.corrections.items() if cell != (line, field)}
            self._read_mended(importing, others)

    def leave_out(self, line: int) -> None:
        """Leave a line out, or take it back."""
        importing = self._open
        if importing is not None and importing.preview is not None:
            chosen = replace(importing, left_out=importing.left_out ^ {line})
            self._run(chosen, lambda reader, _reporter: reader.compare(chosen))

    def confirm(self) -> None:
        """Write what was shown, in one transaction."""
        importing = self._importing
        if importing is None or importing.preview is None or importing.refusal:
            return
        self._show(replace(importing, is_busy=True, fault=""))
        desk, actor = self._bench.desk, self._bench.actor
        listed = kept_lines(importing.preview, importing.left_out)

        def enrol(_reporter: "Reporter") -> Comparison:
            return candidates.enrol(desk, actor, listed)

        self._bench.runner.run(
            enrol, partial(self._on_enrolled, importing), self._on_enrol_failed, title="Inscription des candidats"
        )

    @property
    def _open(self) -> Importing | None:
        """The list on the page, None while there is none or while it is being written."""
        return self._importing if self._job is not None or not self._is_writing else None

    @property
    def _is_writing(self) -> bool:
        return self._importing is not None and self._importing.is_busy

    def _read_source(self, source: Path | str) -> None:
        if self._open is not None:
            self._settled = Importing(source)
            self._read(Importing(source))

    def _read_mended(self, importing: Importing, corrections: Mapping[Cell, Mended]) -> None:
        self._read(replace(importing, corrections=corrections))

    def _read(self, wanted: Importing) -> None:
        self._run(wanted, lambda reader, reporter: reader.read(wanted, reporter.progress))

    def _run(self, wanted: Importing, reading: Reading) -> None:
        """Read on the worker; a later wish takes the place of this one."""
        self._stop_reading()
        busy = replace(wanted, is_busy=True, fault="")
        self._show(busy)
        reader = ListReader(self._bench.desk, partial(candidates.remembered_mapping, self._bench.settings.load()))

        def done(read: Importing) -> None:
            if self._importing is busy:
                self._job = None
                self._settled = read
                self._show(read)

        def failed(fault: DomainError | EnvironmentFault) -> None:
            if self._importing is busy:
                self._job = None
                self._show(replace(self._settled, is_busy=False, fault=fault.sentence))

        def cancelled() -> None:
            if self._importing is busy:
                self._job = None
                stopped = "Lecture arrêtée : choisissez une liste." if self._settled.preview is None else ""
                self._show(replace(self._settled, fault=stopped))

        job = self._bench.runner.run(
            partial(reading, reader), done, failed, cancelled=cancelled, cancellable=True, title="Lecture de la liste"
        )
        if self._importing is busy:
            self._job = job

    def _stop_reading(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_enrolled(self, importing: Importing, comparison: Comparison) -> None:
        self._remember(importing)
        self._bench.inform("candidates_enrolled", result_sentence(comparison))
        if self._importing is not None:
            self._show(None)
            self._enrolled()

    def _on_enrol_failed(self, fault: DomainError | EnvironmentFault) -> None:
        if self._importing is not None:
            self._show(replace(self._importing, is_busy=False, fault=fault.sentence))

    def _remember(self, importing: Importing) -> None:
        """Keep what the person corrected in the correspondence, for the next list with the same titles."""
        if importing.preview is None or importing.mapping is None:
            return
        try:
            candidates.remember_mapping(self._bench.settings, importing.preview)
        except EnvironmentFault as fault:
            self._bench.refuse(fault)

    def _show(self, importing: Importing | None) -> None:
        self._importing = importing
        self._changed(importing)
