"""Puts the versions of a grid into the words of their comparison."""

from app.domain.merging import GridId
from app.domain.people import Actor
from app.services.desk import Desk
from app.services.version_reading import Version, waiting_versions
from app.ui.screens.ledger.comparison import Comparison, VersionShown, differences, version_words


def comparison_of(desk: Desk, actor: Actor, grid: GridId) -> Comparison:
    """What the author of a grid chooses among.

    Raises:
        DomainError: not the author, or nothing waits for a choice.
    """
    found = waiting_versions(desk, actor, grid)
    return Comparison(
        grid,
        f"{found.candidate} · {found.part}",
        tuple(map(_shown, found.versions)),
        differences([version.grid for version in found.versions], found.criteria),
    )


def _shown(version: Version) -> VersionShown:
    return VersionShown(version.digest, version_words("" if version.is_from_here else version.machine, version.grid))
