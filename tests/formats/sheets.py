"""Prints a workbook as JSON: name, first cells in sight, and every cell with its number format."""

import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
sheets = []
for sheet in book.worksheets:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    second = next(sheet.iter_rows(min_row=2, max_row=2), [])
    sheets.append({
        "name": sheet.title,
        "frozen": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "formats": [cell.number_format for cell in second],
        "rows": rows,
    })
json.dump(sheets, sys.stdout)
