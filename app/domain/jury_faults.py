"""What the jury's side refuses: packets between laptops, the deliberation room, derogations."""

from enum import Enum


class JuryFault(Enum):
    """What the trade or a packet refuses: one member, one French sentence."""

    SESSION_MOVED = (
        "Cette session continue sur un autre poste depuis le {at} ({to}) : cette copie se lit, elle ne change plus. "
        "Si la copie emportée est perdue, le responsable de session la reprend ici."
    )
    SESSION_NOT_MOVED = "Cette session ne continue pas ailleurs : il n’y a rien à reprendre, elle vit ici."
