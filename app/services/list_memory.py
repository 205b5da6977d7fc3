"""The correspondences that a person chose, kept for the next list with the same titles: never a value of a cell."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.candidate_columns import title_key
from app.intake.candidates import ListPreview
from app.system.settings import Settings, SettingsStore

REMEMBERED = 30
"""How many kinds of list are remembered, the latest ones."""


def remembered_mapping(settings: Settings, titles: Sequence[str]) -> Mapping[str, str] | None:
    """The fields once chosen for a list with these titles, by title; None when there is none."""
    return dict(settings.list_mappings).get(_signature(titles))


def remember_mapping(store: SettingsStore, listed: ListPreview) -> None:
    """Keep what each column of a list was taken for.

    Raises:
        EnvironmentFault: the configuration folder cannot be written.
    """
    settings = store.load()
    signature = _signature([column.title for column in listed.columns if not column.is_untitled])
    fields = {column.title: column.field.value if column.field else "" for column in listed.columns}
    others = [(kept, mapping) for kept, mapping in settings.list_mappings if kept != signature]
    store.save(replace(settings, list_mappings=(*others, (signature, fields))[-REMEMBERED:]))


def _signature(titles: Sequence[str]) -> str:
    return " ".join(sorted(title_key(title) for title in titles))
