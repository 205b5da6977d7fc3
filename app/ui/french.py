"""French for what Qt itself says (its dialogs, its menus) and for its dates and figures."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def install_french(app: QApplication) -> bool:
    """Put Qt's own French catalogue and the French locale on the application.

    Returns:
        False when the catalogue is missing from this installation of Qt; the program's own words are French anyway.
    """
    french = QLocale(QLocale.Language.French, QLocale.Country.France)
    QLocale.setDefault(french)
    catalogue = QTranslator(app)
    found = catalogue.load(french, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return found and app.installTranslator(catalogue)
