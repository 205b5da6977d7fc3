"""Several packets taken in one after the other: what each brought, or the sentence that says why it was refused."""

from collections.abc import Sequence
from pathlib import Path

from app.domain.faults import DomainError, EnvironmentFault
from app.domain.people import Actor, Person
from app.services import packets, reading
from app.services.desk import Desk
from app.services.packets import Reception
from app.services.reception_words import grids_told, remarks
from app.ui.screens.ledger.outcome import PacketOutcome
from app.ui.tasks import Reporter


def take_in_all(desk: Desk, actor: Actor, paths: Sequence[Path], reporter: Reporter) -> tuple[PacketOutcome, ...]:
    """Take in each file, in the order of their names; one that is refused changes nothing and stops nothing."""
    outcomes = []
    for done, path in enumerate(sorted(paths, key=lambda each: each.name)):
        reporter.progress(done, len(paths), path.name)
        outcomes.append(_take_in(desk, actor, path))
    return tuple(outcomes)


def _take_in(desk: Desk, actor: Actor, path: Path) -> PacketOutcome:
    try:
        reception = packets.take_in(desk, actor, packets.read_file(path))
    except (DomainError, EnvironmentFault) as refusal:
        return PacketOutcome(path.name, taken=False, sentence=refusal.sentence)
    return PacketOutcome(
        path.name, taken=True, sentence=_told(reading.session(desk).person(reception.juror_id), reception)
    )


def _told(juror: Person, reception: Reception) -> str:
    """« Anne Durand, poste-b, fait le 12/05 à 10:32 : 4 grilles reçues, 2 inchangées, 1 en plusieurs versions. »."""
    head = f"{juror.name}, poste {reception.machine}, fait le {reception.made_at.astimezone():%d/%m à %H:%M}"
    if reception.already_known:
        return f"{head} : ce paquet était déjà intégré, rien ne change."
    return " ".join((f"{head} : {grids_told(reception)}.", *remarks(juror.name, reception)))
