"""What candidates are told of the day: identity, delays, telephones, fraud, results; said alike on every paper."""

from app.domain.session import ExamSession


def told_to_candidates(session: ExamSession) -> tuple[tuple[str, str], ...]:
    """Each rule with its heading; what rests on the repealed règlement of 2008 says so."""
    return (
        ("Identité", "Une pièce d’identité avec photographie est présentée avant chaque épreuve."),
        (
            "Retard",
            "En cas de retard, le responsable de session décide seul de l’admission. L’heure de fin ne change pas.",
        ),
        ("Téléphone", "Téléphones et objets connectés sont éteints et rangés, sauf si l’épreuve les demande."),
        ("Fraude", _fraud(session)),
        ("Résultats", _results(session)),
    )


def _fraud(session: ExamSession) -> str:
    if session.is_title_of_ministry:
        return (
            "Une fraude donne lieu à un rapport du responsable de session, mentionné au procès-verbal et transmis à "
            "l’administration (règlement de 2008, à vérifier)."
        )
    return "Une fraude donne lieu à un rapport du responsable de session, mentionné au procès-verbal."


def _results(session: ExamSession) -> str:
    if session.is_title_of_ministry:
        return (
            "Les membres du jury ne donnent aucun résultat. Les résultats sont provisoires jusqu’à leur validation par "
            "l’administration (règlement de 2008, à vérifier)."
        )
    return "Les membres du jury ne donnent aucun résultat."
