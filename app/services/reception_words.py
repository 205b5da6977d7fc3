"""What a packet brought, in the words of the window and of the command line."""

from app.domain.counting import counted
from app.services.packets import Reception


def grids_told(reception: Reception) -> str:
    """« 4 grilles reçues, 2 inchangées, 1 en plusieurs versions »."""
    late = len(reception.late)
    less_usual = (
        (len(reception.unchanged), counted(len(reception.unchanged), "inchangée")),
        (len(reception.disputed), f"{len(reception.disputed)} en plusieurs versions"),
        (late, f"{counted(late, 'arrivée')} après la décision"),
    )
    return ", ".join([counted(len(reception.added), "grille reçue"), *(words for count, words in less_usual if count)])


def remarks(name: str, reception: Reception) -> tuple[str, ...]:
    """What somebody still has to do, or to know, a sentence each."""
    waived, found = len(reception.waived), []
    if reception.disputed:
        found.append(f"{name} garde une version dans le registre (V).")
    if waived:
        them = "attendez-les" if waived > 1 else "attendez-la"
        found.append(f"{counted(waived, 'reçue')}, mais le jury s’en passe : {them} de nouveau par R dans le registre.")
    if reception.code_changed:
        found.append("Le code de juré qui compte est désormais celui qui a été choisi sur ce poste-là.")
    if reception.forked:
        found.append(
            "Le journal de ce poste n’est pas la suite de celui d’un paquet déjà reçu : sauvegarde reprise, horloge "
            "retardée, ou deux postes du même nom. Relisez ce qui est en plusieurs versions."
        )
    return tuple(found)
