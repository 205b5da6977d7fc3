"""What the jury's side refuses: packets between laptops, the deliberation room, derogations."""

from enum import Enum


class JuryFault(Enum):
    """What the trade or a packet refuses: one member, one French sentence."""

    SESSION_MOVED = (
        "Cette session continue sur un autre poste depuis le {at} ({to}) : cette copie se lit, elle ne change plus. "
        "Si la copie emportée est perdue, le responsable de session la reprend ici."
    )
    SESSION_NOT_MOVED = "Cette session ne continue pas ailleurs : il n’y a rien à reprendre, elle vit ici."
    BEHIND_CLOSED_DOORS = (
        "Depuis {at}, le jury délibère hors de toute autre présence : seul un membre du jury agit ici. Un juré rouvre "
        "les portes avec son code, dans Délibération."
    )
    OWN_ABSENCE = (
        "{name} fait l’appel et se trouve donc dans la salle. Un autre juré fait l’appel si {name} n’y est pas."
    )
    ABSENCE_WITHOUT_REASON = "{name} est noté absent de la salle : dites pourquoi, en quelques mots."
    NOTHING_TO_POSTPONE = "{candidate} est décidé et confirmé : il n’y a rien à reporter."
