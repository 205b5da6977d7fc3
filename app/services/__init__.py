"""One function per thing a person does: one transaction each, frozen values back.

Each module loads when it is first named: a window that stands at Accueil writes `from app import services` and pays for
no database and no référentiel before somebody opens one.
"""

from typing import TYPE_CHECKING

from app.on_demand import modules_of

if TYPE_CHECKING:
    from app.services import closing as closing
    from app.services import demonstration as demonstration
    from app.services import frameworks as frameworks
    from app.services import lapses as lapses
    from app.services import moving as moving
    from app.services import people as people
    from app.services import reading as reading
    from app.services import sessions as sessions

__getattr__ = modules_of(__name__)
