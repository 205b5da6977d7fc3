"""Snapshot in, bytes out: PDF pages, signatures, workbooks.

Each maker loads when it is first named (`reports.signing.sign(...)`), so that reportlab, pyHanko and openpyxl
wait until a paper is wanted: callers write `from app import reports` and pay nothing at program start.
"""

from typing import TYPE_CHECKING

from app.on_demand import modules_of

if TYPE_CHECKING:
    from app.reports import attendance_sheets as attendance_sheets
    from app.reports import blank_grids as blank_grids
    from app.reports import candidate_convocation as candidate_convocation
    from app.reports import candidate_template as candidate_template
    from app.reports import certificates as certificates
    from app.reports import correspondence_table as correspondence_table
    from app.reports import fraud_report as fraud_report
    from app.reports import individual_sheet as individual_sheet
    from app.reports import juror_convocation as juror_convocation
    from app.reports import juror_declaration as juror_declaration
    from app.reports import juror_grid as juror_grid
    from app.reports import jury_attendance as jury_attendance
    from app.reports import naming as naming
    from app.reports import paper as paper
    from app.reports import planning_sheets as planning_sheets
    from app.reports import posted_notice as posted_notice
    from app.reports import record as record
    from app.reports import rectification as rectification
    from app.reports import shortfall_record as shortfall_record
    from app.reports import signing as signing
    from app.reports import verification as verification

__getattr__ = modules_of(__name__)
