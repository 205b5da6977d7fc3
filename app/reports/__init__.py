"""Snapshot in, bytes out: PDF pages, signatures, workbooks.

Each maker loads when it is first named (`reports.signing.sign(...)`), so that reportlab, pyHanko and openpyxl
wait until a paper is wanted: callers write `from app import reports` and pay nothing at program start.
"""

from typing import TYPE_CHECKING

from app.on_demand import modules_of

if TYPE_CHECKING:
    from app.reports import candidate_template as candidate_template
    from app.reports import certificates as certificates
    from app.reports import individual_sheet as individual_sheet
    from app.reports import juror_grid as juror_grid
    from app.reports import paper as paper
    from app.reports import record as record
    from app.reports import rectification as rectification
    from app.reports import signing as signing
    from app.reports import verification as verification

__getattr__ = modules_of(__name__)
