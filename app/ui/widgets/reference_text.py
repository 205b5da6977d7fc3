"""The référentiel's own words under titles, beside what is being judged."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.reference_text import Sections
from app.ui.theme import look
from app.ui.widgets.words import Rank, Words


class ReferenceText(QWidget):
    """What the référentiel says around a critère or a compétence; `nothing` is said when it says no more."""

    def __init__(self, label: str, sections: Sections, nothing: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().metrics.step)
        column.addWidget(Words(label, wrap=True))
        for title, lines in sections:
            column.addWidget(Words(title, Rank.SMALL_STRONG, wrap=True))
            for line in lines:
                column.addWidget(Words(f"• {line}", wrap=True))
        if not sections:
            column.addWidget(Words(nothing, Rank.SECOND, wrap=True))
