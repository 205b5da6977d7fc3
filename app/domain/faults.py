"""The failures that a person can mend, and their one catalogue of French sentences.

Three kinds of failure exist. `DomainError`: the trade or the input says no. `EnvironmentFault`: the machine says no
(disk, lock, passphrase, damaged file). Everything else is a bug and reaches the crash report. Every sentence says
what is wrong, where, and how to mend it; its fields are filled from keyword arguments.
"""

from enum import Enum


class Fault(Enum):
    """What the trade or the input refuses: one member, one French sentence."""

    FRAMEWORK_UNKNOWN = "Aucun référentiel ne porte l’identifiant « {id} ». Identifiants connus : {known}."
    FRAMEWORK_FILE_INVALID = "{file}, ligne {line} : {sentence}"


class Trouble(Enum):
    """What the machine refuses: one member, one French sentence."""

    FILE_MISSING = "Le fichier {file} n’existe pas ou n’existe plus. Vérifiez son emplacement."
    FILE_UNREADABLE = "Le fichier {file} ne peut pas être lu. Vérifiez vos droits sur ce fichier."
    UNEXPECTED = "L’action s’est arrêtée sur une erreur imprévue. Le rapport d’incident dit où."


class _Worded(Exception):  # noqa: N818 - base of two families, never raised itself
    """An exception that carries a catalogue member and its parameters."""

    def __init__(self, what: Enum, **params: object) -> None:
        self.what = what
        self.params = params
        super().__init__(str(what.value).format(**params))

    @property
    def sentence(self) -> str:
        """The French sentence, ready to be shown."""
        return str(self.args[0])


class DomainError(_Worded):
    """The trade's rules or the input refuse the act; nothing was changed."""

    def __init__(self, what: Fault, **params: object) -> None:
        super().__init__(what, **params)


class EnvironmentFault(_Worded):
    """The machine refuses the act; nothing was changed."""

    def __init__(self, what: Trouble, **params: object) -> None:
        super().__init__(what, **params)
