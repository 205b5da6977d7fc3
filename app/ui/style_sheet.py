"""The one style sheet, written from the tokens; painted widgets draw the rest with the same tokens."""

from app.ui.tokens import Metrics, Tokens, Tone


def stylesheet(tokens: Tokens, metrics: Metrics) -> str:
    """Write the style sheet of the whole program.

    Args:
        tokens: Colours of the scheme.
        metrics: Sizes of the text zoom.

    Returns:
        Qt style sheet text.
    """
    parts = (_surfaces, _words, _chips, _buttons, _segments, _fields, _tables, _frame, _scroll_bars)
    return "\n".join(part(tokens, metrics) for part in parts)


def _surfaces(t: Tokens, m: Metrics) -> str:
    return f"""
QToolTip {{ background: {t.ink}; color: {t.surface}; border: 0; padding: {m.step}px {2 * m.step}px; }}
QDialog, QMainWindow, QMessageBox {{ background: {t.canvas}; }}
QScrollArea, ScreenScroll {{ background: transparent; border: 0; }}
Card {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {m.radius_card}px; }}
Card[marked="true"] {{ background: {t.accent_soft}; border: 2px solid {t.accent}; }}
Divider {{ background: {t.line}; border: 0; }}
UnitHead[diverges="true"] {{ background: {t.warning_soft}; }}
MotivePanel {{ background: {t.sunk}; border: 0; border-top: 1px solid {t.line}; }}
CriterionRow {{ background: transparent; border: 0; border-top: 1px solid {t.line}; }}
CriterionRow[target="true"] {{ background: {t.accent_soft}; border: 2px dashed {t.accent}; }}
"""


def _words(t: Tokens, m: Metrics) -> str:
    return f"""
Words {{ background: transparent; color: {t.ink}; }}
Words[words="strong"] {{ font-weight: 600; }}
Words[words="second"] {{ color: {t.ink_second}; font-size: {m.second}px; }}
Words[words="small_strong"] {{ color: {t.ink_second}; font-size: {m.second}px; font-weight: 600; }}
Words[words="heading"] {{ font-size: {m.strong}px; font-weight: 600; }}
Words[words="title"] {{ font-size: {m.title}px; font-weight: 700; }}
Words[words="figure"] {{ font-size: {m.figure}px; font-weight: 700; }}
Words[words="fault"] {{ color: {t.no}; font-size: {m.second}px; font-weight: 500; }}
KeyCap {{
    background: {t.surface}; color: {t.ink_second};
    border: 1px solid {t.line_strong}; border-bottom-width: 2px; border-radius: {m.radius_small - 1}px;
    font-size: {m.cap}px; font-weight: 600; padding: 0 {m.step}px;
}}
"""


def _chips(t: Tokens, m: Metrics) -> str:
    tones = "".join(
        f'Chip[tone="{tone.value}"] {{ background: {t.soft_of(tone)}; color: {t.ink_of(tone)}; }}\n' for tone in Tone
    )
    base = f"""
Chip {{
    border-radius: {m.radius_small}px; padding: {m.step // 2}px {2 * m.step}px;
    font-size: {m.second}px; font-weight: 600;
}}
"""
    pressed = f"""
ChipButton[tone] {{
    border: 1px solid transparent; border-radius: {m.radius_small}px; padding: {m.step // 2}px {2 * m.step}px;
    min-height: 0; font-size: {m.second}px; font-weight: 600;
}}
"""
    pressed_tones = "".join(
        f'ChipButton[tone="{tone.value}"], ChipButton[tone="{tone.value}"]:disabled {{ '
        f"background: {t.soft_of(tone)}; color: {t.ink_of(tone)}; border: 1px solid {t.soft_of(tone)}; }}\n"
        f'ChipButton[tone="{tone.value}"]:hover, ChipButton[tone="{tone.value}"][outlined="true"] {{ '
        f"border: 1px solid {t.ink_of(tone)}; }}\n"
        for tone in Tone
    )
    return base + tones + pressed + pressed_tones


def _buttons(t: Tokens, m: Metrics) -> str:
    inner = m.control - 2
    tall = m.tap - 2
    return f"""
QPushButton, QToolButton {{
    background: {t.surface}; color: {t.ink}; border: 1px solid {t.line_strong}; border-radius: {m.radius}px;
    padding: 0 {round(2.5 * m.step)}px; min-height: {inner}px; font-weight: 600; icon-size: {m.icon}px;
}}
QPushButton:hover, QToolButton:hover {{ background: {t.sunk}; border-color: {t.ink_second}; }}
QPushButton:pressed, QToolButton:pressed, QToolButton:checked {{ background: {t.neutral_soft}; }}
QPushButton:disabled, QToolButton:disabled {{
    background: {t.sunk}; color: {t.ink_second}; border: 1px dashed {t.line_strong}; font-weight: 500;
}}
QLineEdit QToolButton {{ background: transparent; border: 0; padding: 0; min-height: 0; }}
Button[capped="true"] {{ text-align: left; }}
Button[compact="true"] {{ padding: 0; }}
Button[tall="true"] {{ min-height: {tall}px; padding: 0 {4 * m.step}px; }}
Button[rank="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; }}
Button[rank="primary"]:hover, Button[rank="primary"]:pressed {{ border-color: {t.ink}; }}
Button[rank="danger"] {{ background: {t.surface}; color: {t.no}; border-color: {t.no}; }}
Button[rank="danger"]:hover {{ background: {t.no_soft}; }}
Button[rank="quiet"] {{ background: transparent; color: {t.accent}; border-color: transparent; }}
Button[rank="quiet"]:hover {{ background: {t.accent_soft}; }}
Button[rank="primary"]:disabled, Button[rank="danger"]:disabled {{
    background: {t.neutral_soft}; color: {t.ink_second}; border: 1px dashed {t.line_strong};
}}
Button[rank="quiet"]:disabled {{ background: transparent; color: {t.ink_second}; border-color: transparent; }}
CardButton {{
    background: {t.surface}; border: 1px solid {t.line}; border-radius: {m.radius_card}px; padding: 0; min-height: 0;
}}
CardButton:hover {{ border-color: {t.ink_second}; background: {t.sunk}; }}
CardButton:checked {{ background: {t.accent_soft}; border: 2px solid {t.accent}; }}
CardButton:disabled {{ background: {t.sunk}; border: 1px dashed {t.line_strong}; }}
CardButton Words[done="true"] {{ color: {t.yes}; }}
"""


def _segments(t: Tokens, m: Metrics) -> str:
    tones = "".join(
        f'Segment[tone="{tone.value}"]:checked, Segment[tone="{tone.value}"]:checked:disabled {{ '
        f"background: {t.soft_of(tone)}; color: {t.ink_of(tone)}; border: 1px solid {t.ink_of(tone)}; "
        f"padding-left: {round(3.5 * m.step)}px; }}\n"
        for tone in Tone
    )
    base = f"""
Segment {{
    background: {t.surface}; color: {t.ink}; border: 1px solid {t.line_strong}; border-radius: 0;
    min-height: {m.tap - 2}px; padding: 0 {round(3.5 * m.step)}px; margin: 0;
    min-width: {m.tap - 2 - 2 * round(3.5 * m.step)}px;
}}
Segment[place="alone"] {{ border-radius: {m.radius}px; }}
Segment[place="first"] {{
    border-top-left-radius: {m.radius}px; border-bottom-left-radius: {m.radius}px;
}}
Segment[place="last"] {{
    border-top-right-radius: {m.radius}px; border-bottom-right-radius: {m.radius}px;
}}
Segment[place="middle"], Segment[place="last"] {{ border-left-width: 0; padding-left: {round(3.5 * m.step) + 1}px; }}
Segment:focus {{ text-decoration: underline; }}
UnitHead Segment, AwardLines Segment {{ min-height: {m.control - 2}px; }}
"""
    return base + tones


def _fields(t: Tokens, m: Metrics) -> str:
    kinds = "QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, ChoiceField"
    return f"""
{kinds} {{
    background: {t.surface}; color: {t.ink}; border: 1px solid {t.line_strong}; border-radius: {m.radius}px;
    padding: 0 {2 * m.step}px; min-height: {m.control - 2}px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; placeholder-text-color: {t.ink_second};
}}
QPlainTextEdit, QTextEdit {{ padding: {m.step}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, ChoiceField:disabled {{
    background: {t.sunk}; color: {t.ink_second}; border: 1px dashed {t.line_strong};
}}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {t.sunk}; border: 1px solid {t.line}; }}
QLineEdit[faulty="true"], QPlainTextEdit[faulty="true"], ChoiceField[faulty="true"] {{
    border: 2px solid {t.no}; background: {t.no_soft};
}}
FactLine, PointLine {{ border-radius: {m.radius}px; min-height: {m.tap - 2}px; }}
FactEditor {{ min-height: 0; padding: 0 {m.step}px; }}
ChoiceField {{ padding-right: {m.step}px; }}
ChoiceField::drop-down {{ border: 0; width: {7 * m.step}px; }}
ChoiceField::down-arrow {{ image: none; }}
QCheckBox, QRadioButton {{ spacing: {2 * m.step}px; min-height: {m.control}px; color: {t.ink}; }}
QCheckBox::indicator {{ width: {m.icon}px; height: {m.icon}px; }}
QRadioButton::indicator {{
    width: {m.icon - 2}px; height: {m.icon - 2}px; border: 1px solid {t.ink_second}; border-radius: {m.icon // 2}px;
    background: {t.surface};
}}
QRadioButton::indicator:checked {{
    width: {m.icon - 2 * (m.icon // 3)}px; height: {m.icon - 2 * (m.icon // 3)}px;
    border: {m.icon // 3}px solid {t.accent};
}}
QProgressBar {{
    background: {t.neutral_soft}; border: 0; border-radius: {m.step}px; min-height: {2 * m.step}px;
    max-height: {2 * m.step}px;
}}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {m.step}px; }}
"""


def _tables(t: Tokens, m: Metrics) -> str:
    return f"""
QTableView {{ background: transparent; border: 0; color: {t.ink}; gridline-color: {t.line}; outline: 0; }}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{
    background: transparent; color: {t.ink_second}; border: 0; border-bottom: 1px solid {t.line};
    padding: 0 {round(3.5 * m.step)}px; font-size: {m.second}px; font-weight: 600; min-height: {m.control}px;
}}
QTableCornerButton::section {{ background: transparent; border: 0; }}
QListView {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.line}; outline: 0; }}
QTabBar::tab {{
    color: {t.ink_second}; padding: {2 * m.step}px {4 * m.step}px; border: 0; border-bottom: 2px solid transparent;
    font-weight: 600;
}}
QTabBar::tab:selected {{ color: {t.accent}; border-bottom-color: {t.accent}; }}
QTabWidget::pane {{ border: 0; }}
QMenu {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.line_strong}; padding: {m.step}px; }}
QMenu::item {{ padding: {2 * m.step}px {6 * m.step}px; border-radius: {m.radius_small}px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {t.ink_second}; }}
"""


def _frame(t: Tokens, m: Metrics) -> str:
    strips = "".join(
        f'MessageStrip[tone="{tone.value}"] {{ background: {t.soft_of(tone)}; '
        f"border-top: 2px solid {t.ink_of(tone)}; }}\n"
        f'LapseStrip[tone="{tone.value}"], MovedStrip[tone="{tone.value}"] {{ background: {t.soft_of(tone)}; '
        f"border-bottom: 2px solid {t.ink_of(tone)}; }}\n"
        f'LapseStrip[tone="{tone.value}"] Words, MovedStrip[tone="{tone.value}"] Words {{ color: {t.ink_of(tone)}; }}\n'
        f'MessageStrip[tone="{tone.value}"] Words {{ color: {t.ink_of(tone)}; font-weight: 500; }}\n'
        for tone in Tone
    )
    base = f"""
Rail {{ background: {t.rail}; border: 0; }}
Rail Words {{ color: {t.rail_ink}; }}
Rail Words[words="title"] {{ color: {t.rail_ink_chosen}; }}
Rail Words[words="strong"] {{ color: {t.rail_ink_chosen}; font-size: {m.second}px; }}
Rail Words[words="second"] {{ color: {t.rail_ink}; }}
Rail Divider {{ background: {t.rail_chosen}; }}
Rail Button {{ background: transparent; color: {t.rail_ink_chosen}; border: 1px solid {t.rail_ink}; }}
Rail Button:hover {{ background: {t.rail_chosen}; }}
HeaderBar {{ background: {t.surface}; border: 0; border-bottom: 1px solid {t.line}; }}
SavedStamp {{ color: {t.yes}; font-size: {m.second}px; font-weight: 500; }}
Masked {{ background: {t.rail}; }}
Masked Words {{ color: {t.rail_ink_chosen}; }}
ProgressStrip {{ background: {t.surface}; border-top: 1px solid {t.line}; }}
"""
    return base + strips


def _scroll_bars(t: Tokens, m: Metrics) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: {3 * m.step}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {3 * m.step}px; margin: 0; }}
QScrollBar::handle {{ background: {t.line_strong}; border-radius: {m.step}px; margin: {m.step // 2}px; }}
QScrollBar::handle:vertical {{ min-height: {8 * m.step}px; }}
QScrollBar::handle:horizontal {{ min-width: {8 * m.step}px; }}
QScrollBar::handle:hover {{ background: {t.ink_second}; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
