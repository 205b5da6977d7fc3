"""Who lacks a quorum, as Contrôles shows it to the responsable: who may be noted, and who is."""

from dataclasses import dataclass

from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.shortfall import is_without_object, may_be_missing, notable_without, quorum_count


@dataclass(frozen=True, slots=True)
class Concerned:
    """A candidate who can be named: « N’DIAYE Souleymane », « 1 juré présent sur 2 », and whether it is to do."""

    candidate_id: int
    name: str
    second: str
    is_due: bool = False


@dataclass(frozen=True, slots=True)
class Shortfalls:
    """Who may be noted as lacking a quorum, who is, and which jurors may be said not to have come, by id and name."""

    notable: tuple[Concerned, ...] = ()
    noted: tuple[Concerned, ...] = ()
    missing: tuple[tuple[int, str], ...] = ()


NO_SHORTFALLS = Shortfalls()


def shortfalls_of(session: ExamSession, actor: Actor) -> Shortfalls:
    """What the person at the desk may do: the responsable only, until the closing."""
    if not actor.is_manager or session.closing is not None:
        return NO_SHORTFALLS
    missing = may_be_missing(session)
    concerned = notable_without(session, [juror.id for juror in missing])
    return Shortfalls(
        tuple(Concerned(each.id, each.name, quorum_count(session, each)) for each in concerned),
        tuple(
            Concerned(
                each.candidate_id,
                session.candidate(each.candidate_id).name,
                f"constatée le {each.at:%d/%m/%Y à %H:%M}",
                is_without_object(session, each),
            )
            for each in session.shortfalls
        ),
        tuple((juror.id, juror.name) for juror in missing) if concerned else (),
    )
