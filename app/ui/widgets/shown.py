"""Shows or hides a part of a window without the cost of showing what is not yet in sight.

Qt dresses a widget when it is shown, and dresses it again, with all that it holds, each time it or a container moves
into another. A widget comes with its container anyway: only what was hidden needs to be shown.
"""

from PySide6.QtWidgets import QWidget


def set_shown(widget: QWidget, shown: bool) -> None:
    """Show or hide a widget that already stands in its container."""
    if widget.isHidden() or not shown:
        widget.setVisible(shown)
