"""Reads a list for the page that shows it, away from the window's thread: read, held against the session, line by line.

Nothing here writes. Every function may be called from a worker.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from app.domain.candidate_line import CandidateLine, CellFault
from app.domain.identity import display_name, fold
from app.intake.candidates import ListPreview
from app.intake.header import Recall
from app.services import candidates, reading
from app.services.candidates import Comparison, Fate, draft_of
from app.services.desk import Desk
from app.ui.screens.preparation.import_changes import changes_between
from app.ui.screens.preparation.import_state import Cell, Change, ColumnChoice, Importing, ListLine, Mended

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ListReader:
    """Reads lists for one session; `recall` remembers how lists with the same titles were taken."""

    desk: Desk
    recall: Recall

    def read(self, importing: Importing, progress: Progress) -> Importing:
        """Read the list as the person wants it and give it back with everything to show.

        Raises:
            DomainError: the list cannot be understood; the sentence says what to mend.
            EnvironmentFault: the file cannot be read.
        """
        preview = self._preview(importing, importing.corrections, progress)
        columns = _columns(preview, importing.columns)
        return self.compare(
            replace(
                importing,
                sheets=importing.sheets or preview.sheets,
                columns=columns,
                is_remembered=importing.is_remembered or preview.is_recalled,
                preview=preview,
            )
        )

    def read_again(self, importing: Importing, progress: Progress) -> Importing:
        """Read a source that may have changed since; what was mended or left out stays where the list still says it.

        Raises:
            DomainError: the list cannot be understood any more.
            EnvironmentFault: the file cannot be read any more.
        """
        fresh = self.read(replace(importing, corrections={}, left_out=frozenset()), progress)
        said = {(line.line, fault.field): fault.value for line in fresh.lines for fault in line.faults}
        corrections = {
            cell: mended for cell, mended in importing.corrections.items() if said.get(cell) == mended.listed
        }
        before = {line.line: line.name for line in importing.lines if line.is_left_out}
        left_out = frozenset(line.line for line in fresh.lines if before.get(line.line) == line.name)
        if not corrections and not left_out:
            return fresh
        return self.read(replace(fresh, corrections=corrections, left_out=left_out), progress)

    def compare(self, importing: Importing) -> Importing:
        """Hold the list that was read against the session, lines left out apart."""
        preview = importing.preview
        if preview is None:
            return importing
        comparison = candidates.compare(self.desk, kept_lines(preview, importing.left_out))
        lines = tuple(_lines(preview, comparison, importing, self._changes(preview, comparison, importing.left_out)))
        return replace(importing, comparison=comparison, lines=lines, is_busy=False, fault="")

    def _preview(self, importing: Importing, mended: Mapping[Cell, Mended], progress: Progress) -> ListPreview:
        source = importing.source
        assert source is not None  # noqa: S101 - there is no reading without a list
        return candidates.preview(
            source,
            self.desk.now().date(),
            sheet=importing.sheet,
            mapping=importing.mapping,
            corrections={cell: one.value for cell, one in mended.items()},
            recall=self.recall,
            may_lack_names=True,
            progress=progress,
        )

    def _changes(
        self, preview: ListPreview, comparison: Comparison, left_out: Collection[int]
    ) -> dict[int, tuple[Change, ...]]:
        """What changes by the line that changes it: changed candidates come in the order of their lines."""
        if not comparison.changed:
            return {}
        session = reading.session(self.desk)
        numbers = [line.line for line in kept_lines(preview, left_out).accepted]
        changing = [number for number in numbers if comparison.fates.get(number) is Fate.CHANGED]
        return {
            number: changes_between(draft_of(session.candidate(candidate_id)), draft, session.framework)
            for number, (candidate_id, draft) in zip(changing, comparison.changed, strict=True)
        }


def kept_lines(preview: ListPreview, left_out: Collection[int]) -> ListPreview:
    """The list without the lines that the person leaves out."""
    if not left_out:
        return preview
    return replace(preview, accepted=tuple(line for line in preview.accepted if line.line not in left_out))


def _columns(preview: ListPreview, before: tuple[ColumnChoice, ...]) -> tuple[ColumnChoice, ...]:
    """The columns of the list, those that nothing recognised first; once shown, they keep their places."""
    fields = {column.letter: column.field for column in preview.columns}
    if [column.letter for column in before] and {column.letter for column in before} == fields.keys():
        return tuple(replace(column, field=fields[column.letter]) for column in before)
    read = [
        ColumnChoice(one.letter, one.title, one.sample, one.field, one.field, is_untitled=one.is_untitled)
        for one in preview.columns
    ]
    return tuple(sorted(read, key=lambda column: column.field is not None))


def _lines(
    preview: ListPreview, comparison: Comparison, importing: Importing, changes: Mapping[int, tuple[Change, ...]]
) -> Iterator[ListLine]:
    """Every line of the list in its order, rejected ones included, with its faulty and its mended cells."""
    faults: defaultdict[int, list[CellFault]] = defaultdict(list)
    for fault in (*preview.rejected, *preview.flagged, *comparison.unclear):
        faults[fault.line].append(fault)
    mended: defaultdict[int, list[Mended]] = defaultdict(list)
    for cell, one in importing.corrections.items():
        if cell in preview.corrected:
            mended[cell[0]].append(one)
    accepted = {line.line: line for line in preview.accepted}
    for number in sorted(accepted.keys() | faults.keys()):
        candidate = accepted.get(number)
        is_out = number in importing.left_out
        name, details = _words(candidate)
        yield ListLine(
            number,
            name,
            details,
            None if candidate is None or is_out else comparison.fates.get(number, Fate.UNCHANGED),
            tuple(faults.get(number, ())),
            tuple(mended.get(number, ())),
            changes.get(number, ()),
            is_left_out=is_out,
            sought=fold(f"{name} {details} {number}"),
        )


def _words(line: CandidateLine | None) -> tuple[str, str]:
    """Whom a line names, and what tells that person from another."""
    if line is None:
        return "", ""
    born = f"{line.identity.birth_date:%d/%m/%Y}" if line.identity.birth_date else ""
    path = line.access_path.label if line.access_path else ""
    details = " · ".join(part for part in (line.number, born, line.identity.birth_town, path) if part)
    return display_name(line.identity.birth_name, line.identity.first_name), details
