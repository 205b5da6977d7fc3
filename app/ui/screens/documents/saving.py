"""The saving of several papers in one go: how far it came, and what is said of it at its end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.services.documents import Batch, Tell
from app.ui.tasks import Reporter


@dataclass
class Saving:
    """One saving under way.

    Attributes:
        work: Writes the papers, telling how far it is after each of them.
        place: The folder where papers are written one by one, or the one file that unites them.
        one_file: Whether the papers go into one file, which exists at the end or not at all.
        reached: How far the work came; papers named there are whole, but for those of one file.
    """

    work: Callable[[Tell], Batch]
    place: Path
    one_file: bool = False
    reached: Batch = field(default_factory=lambda: Batch(0))

    def run(self, reporter: Reporter) -> Batch:
        """Do the work, on its own thread."""

        def tell(batch: Batch) -> None:
            self.reached = batch
            reporter.progress(batch.done, batch.total)

        return self.work(tell)

    @property
    def kept(self) -> Batch:
        """What a saving that was stopped or refused leaves on the disk."""
        return Batch(self.reached.total) if self.one_file else self.reached

    def done_words(self, batch: Batch) -> str:
        """What is said once every paper is settled; the first lack stands for all those that say the same."""
        if self.one_file:
            words = f"« {self.place.name} » réunit {_counted(len(batch.saved))}."
        else:
            words = f"{_are_saved(len(batch.saved))} dans {self.place.name or self.place}."
        if not batch.not_made:
            return words
        return f"{words} {_counted(len(batch.not_made))} à compléter : {batch.not_made[0].sentence}"

    def stopped_words(self) -> str:
        """What is said when the person stopped it: how many papers are whole, and which."""
        saved = self.kept.saved
        if not saved:
            return "Arrêt demandé : aucun document n’est enregistré."
        first, last = saved[0].path.name, saved[-1].path.name
        which = first if len(saved) == 1 else f"de {first} à {last}"
        where = self.place.name or self.place
        return f"Arrêt demandé : {_are_saved(len(saved))} sur {self.kept.total} dans {where}, {which}."


def _counted(count: int) -> str:
    return "1 document" if count == 1 else f"{count} documents"


def _are_saved(count: int) -> str:
    return "1 document est enregistré" if count == 1 else f"{count} documents sont enregistrés"
