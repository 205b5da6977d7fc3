"""What a packet brought, in French that counts well."""

import pytest

from app.services.packets import Reception
from app.services.reception_words import grids_told, remarks
from tests.builders import NOW

GRIDS = ((1, 1, "a"), (1, 2, "a"), (1, 3, "a"))


@pytest.mark.parametrize(
    ("reception", "told"),
    [
        (
            Reception(1, "b", NOW, unchanged=GRIDS, disputed=GRIDS[:2]),
            "0 grille reçue, 3 inchangées, 2 en plusieurs versions",
        ),
        (Reception(1, "b", NOW, added=GRIDS[:1], disputed=GRIDS[:1]), "1 grille reçue, 1 en plusieurs versions"),
        (Reception(1, "b", NOW, added=GRIDS, late=GRIDS[:2]), "3 grilles reçues, 2 arrivées après la décision"),
        (Reception(1, "b", NOW, late=GRIDS[:1]), "0 grille reçue, 1 arrivée après la décision"),
    ],
)
def test_each_grid_of_a_packet_is_counted(reception: Reception, told: str) -> None:
    assert grids_told(reception) == told


def test_what_somebody_has_to_do_or_to_know_is_said() -> None:
    one, two = Reception(1, "b", NOW, waived=GRIDS[:1]), Reception(1, "b", NOW, waived=GRIDS[:2], code_changed=True)
    assert remarks("Anne Durand", one) == (
        "1 reçue, mais le jury s’en passe : attendez-la de nouveau par R dans le registre.".replace(" :", "\u00a0:"),
    )
    waived, code = remarks("Anne Durand", two)
    assert waived.startswith("2 reçues, mais le jury s’en passe")
    assert "attendez-les" in waived
    assert code == "Le code de juré qui compte est désormais celui qui a été choisi sur ce poste-là."
    assert remarks("Anne Durand", Reception(1, "b", NOW, added=GRIDS)) == ()
    [forked] = remarks("Anne Durand", Reception(1, "b", NOW, added=GRIDS, forked=True))
    assert forked.startswith("Le journal de ce poste n’est pas la suite de celui d’un paquet déjà reçu")
