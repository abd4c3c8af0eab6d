"""The contract of records, line by line, and the tests that hold it.

A line is quoted short. Here it is only seen to that each test named is there: none is renamed or dropped unseen.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

LINES: dict[str, dict[str, tuple[str, ...]]] = {
    "Where records come from": {
        "the month's or year's exports, in any subfolder, named as people name files": (
            "ingest/test_limits.py::test_exports_are_found_in_the_folder_of_a_month_or_year_and_below_it",
        ),
        ".xlsx, .csv (UTF-8 with or without BOM, GB18030), .parquet": (
            "ingest/test_cells.py::test_a_workbook_cell_becomes_text",
            "ingest/test_cells.py::test_a_csv_is_read_in_any_encoding_line_end_and_delimiter",
            "ingest/test_cells.py::test_a_parquet_column_becomes_text_under_its_name_in_row_1",
        ),
        "read-only: nothing is ever written under inputs/": (
            "faults/test_faults.py::test_inputs_are_never_written",
            "reference/test_files.py::test_inputs_are_only_read",
        ),
        "a source: title, table, headers with synonyms, constants, code lists; an office adds its own": (
            "ingest/test_source_file.py::test_a_good_file_is_read_and_used",
            "ingest/test_source_file.py::test_a_fault_is_named",
            "ingest/test_sources.py::test_a_source_reads_its_sample",
        ),
        "claimed by its header row, below title rows (first 10 rows)": (
            "ingest/test_claim.py::test_the_header_row_may_stand_in_any_of_the_first_ten_rows",
            "ingest/test_claim.py::test_a_header_row_below_the_tenth_is_not_looked_for",
        ),
        "exactly one source: none, or two, is a diagnostic with the headers found and the nearest source": (
            "ingest/test_claim.py::test_two_sources_that_explain_the_same_headers_both_let_go",
            "ingest/test_claim.py::test_rivals_are_named",
            "ingest/test_claim.py::test_an_unclaimed_sheet_names_the_nearest_source_and_what_may_be_meant",
            "ingest/test_claim.py::test_the_message_for_an_unknown_sheet_says_what_was_found_and_what_to_do",
        ),
        "header matching ignores spaces, full/half width and case; synonyms": (
            "ingest/test_claim.py::test_headers_are_matched_in_any_order_spacing_and_synonym",
            "ingest/test_claim.py::test_width_and_case_of_a_header_do_not_matter",
        ),
        "sheets with no rows, and 说明/填表说明, are skipped and said so": (
            "ingest/test_intake.py::test_a_sheet_of_instructions_is_passed_over_and_said",
            "ingest/test_intake.py::test_a_sheet_without_rows_is_passed_over_and_said",
        ),
    },
    "Tables and fields": {
        "every field of the eight tables": ("records/test_tables.py::test_every_field_is_the_contracts",),
        "every row carries file, sheet, row (for csv the line number) and source": (
            "ingest/test_intake.py::test_every_row_carries_source_file_sheet_and_the_row_that_a_person_sees",
            "ingest/test_cells.py::test_a_csv_row_has_the_number_of_the_line_on_which_it_begins",
        ),
        "defaults; codes 5,4,3,2,1,0; 1|2; 百分制": (
            "ingest/test_reading.py::test_defaults_stand_where_nothing_is_said",
            "records/test_tables.py::test_the_codes_of_the_contract_are_read",
        ),
        "clause code or its name; indicator code or name; unit code, name or alias": (
            "validate/test_validations.py::test_a_clause_is_known_by_code_or_title_on_the_records_day",
            "validate/test_validations.py::test_an_indicator_is_known_with_or_without_its_full_marks",
            "validate/test_validations.py::test_a_unit_is_known_by_code_name_or_alias",
        ),
        "不纳入原因 required when exempt; count ≥ 1": (
            "validate/test_validations.py::test_a_fault_is_found_in_its_cell",
        ),
        "the standard form is always accepted, whatever the file is called": (
            "ingest/test_claim.py::test_the_standard_form_is_accepted_whatever_the_file_and_its_columns_order",
        ),
        "pingyi init writes one blank form per table, with drop-downs": (
            "test_cli.py::test_a_new_workspace_has_a_form_for_every_table",
            "forms/test_forms.py::test_code_lists_are_drop_downs_that_a_spreadsheet_offers",
        ),
        "organization.xlsx, workplan.xlsx, standards": (
            "reference/test_organization.py::test_a_unit_is_found_by_code_name_and_alias_in_either_width",
            "reference/test_organization.py::test_a_line_for_one_unit_stands_over_the_general_one",
            "reference/test_organization.py::test_the_leading_group_keeps_its_order",
            "reference/test_organization.py::test_working_days_are_the_nations_with_the_offices_own_over_them",
            "reference/test_organization.py::test_the_work_plan_keeps_its_words_and_dates",
            "reference/test_standard.py::test_every_value_stands_where_the_model_wants_it",
        ),
    },
    "Reading values": {
        "text as text, folding only in codes, dates and numbers; dates in every form; empty cells; -, /, 无": (
            "ingest/test_reading.py::test_a_value_is_read",
        ),
        "dates of a workbook that counts from 1904": (
            "ingest/test_limits.py::test_dates_of_a_workbook_that_counts_from_1904_are_the_days_that_a_person_sees",
            "ingest/test_limits.py::test_a_day_that_is_a_bare_number_there_is_warned_of_by_its_cell",
        ),
        "long numbers that Excel has cut off": (
            "ingest/test_reading.py::test_what_cannot_be_read_is_a_fault_in_its_cell",
            "validate/test_validations.py::test_a_column_in_which_one_number_has_all_its_digits_was_text",
        ),
        "required field empty, value not in its list, impossible date, non-integer, unknown unit …: row rejected": (
            "ingest/test_reading.py::test_what_cannot_be_read_is_a_fault_in_its_cell",
            "validate/test_validations.py::test_a_fault_is_found_in_its_cell",
        ),
        "the same id, same values: duplicate; other values: both rejected, each naming the other's cell": (
            "validate/test_repeated.py::test_the_same_id_with_the_same_values_is_counted_once_and_the_first_is_kept",
            "validate/test_repeated.py::test_the_same_id_with_other_values_is_rejected_on_both_sides_each_naming_the_other",
        ),
        "a date outside the folder's period is kept, with a warning, and counted where it belongs": (
            "validate/test_validations.py::test_a_fault_is_found_in_its_cell",
            "validate/test_validations.py::test_a_warning_keeps_the_row",
            "test_year_from_raw_records.py::test_every_leaf_of_every_month_is_too",
        ),
    },
    "Nothing lost": {
        "rows read = accepted + duplicate + rejected + blank": (
            "validate/test_reconciliation.py::test_every_row_of_every_sheet_is_accounted_for",
        ),
        "rejected.xlsx: every rejected row as it came, with code, cell, reason and remedy": (
            "validate/test_rejected.py::test_a_rejected_row_comes_back_as_it_came_with_all_its_reasons",
        ),
        "readable by its owner only, marked 内部资料, never attached to a document": (
            "validate/test_rejected.py::test_a_rejected_row_comes_back_as_it_came_with_all_its_reasons",
            "test_outputs.py::test_rejected_rows_are_for_their_owner_only",
            "test_privacy.py::test_only_the_clerk_gets_the_rejected_rows",
            "test_privacy.py::test_nothing_personal_is_in_any_byte_of_any_output",
        ),
        "the summary prints the reconciliation, manifest.json keeps it": (
            "test_privacy.py::test_every_row_is_accounted_for_in_what_is_said_and_in_the_manifest",
        ),
        "documents only with --accept-rejected; without it exit 1 after validation, rejected.xlsx written": (
            "test_diagnostics.py::test_a_run_with_rejected_rows_stops_before_any_document_and_leaves_what_helps_to_mend",
            "test_privacy.py::test_every_run_made_a_whole_set",
        ),
        "each document says how many rows were set aside": (
            "compose/test_sections.py::test_rejected_rows_are_counted_in_the_text",
            "compose/test_documents.py::test_the_monthly_report_reads_as_it_was_approved",
            "compose/test_evidence.py::test_reconciliation_says_how_many_rejected_rows_were_mended",
        ),
    },
    "Diagnostics": {
        "file[sheet!cell]: error CODE message, 改法：remedy": (
            "test_diagnostics.py::test_a_person_reads_place_severity_code_message_and_below_it_the_remedy",
            "test_diagnostics.py::test_a_place_leaves_out_what_is_not_known",
        ),
        "--format json gives the same as JSON lines": (
            "test_diagnostics.py::test_a_machine_reads_the_same_as_one_json_line",
            "commands/test_intake.py::test_a_dry_run_for_programs_gives_the_sheets_and_every_diagnostic",
        ),
        "at most 20 of one code are printed, all are in diagnostics.jsonl": (
            "test_diagnostics.py::test_at_most_twenty_of_one_code_are_printed_and_the_rest_is_counted",
            "test_diagnostics.py::test_all_of_a_code_stand_in_diagnostics_jsonl_and_end_in_1",
        ),
        "exit codes 0, 1, 2": (
            "test_diagnostics.py::test_clean_data_with_warnings_end_in_0",
            "test_diagnostics.py::test_all_of_a_code_stand_in_diagnostics_jsonl_and_end_in_1",
            "test_diagnostics.py::test_what_cannot_run_ends_in_2",
        ),
    },
    "Hostile and broken files": {
        "not a zip, encrypted, zip bomb, entities, 0 bytes, wrong extension, binary csv, NUL: one diagnostic each": (
            "ingest/test_files.py::test_a_broken_file_gets_one_error_and_the_others_go_on",
            "ingest/test_files.py::test_a_file_that_is_too_large_is_not_read",
            "ingest/test_fuzz.py::test_damaged_files_are_read_or_refused_in_bounded_time_and_memory",
        ),
        "formulas instead of values": (
            "ingest/test_intake.py::test_formulas_that_were_never_worked_out_are_an_error_where_they_are_read",
            "ingest/test_reading.py::test_a_failed_formula_is_nobodys_value",
        ),
        "merged title cells": ("ingest/test_intake.py::test_a_merged_title_and_a_merged_header_do_not_disturb",),
        "hidden sheets and rows are read, and said so": (
            "ingest/test_intake.py::test_hidden_sheets_and_rows_are_read_and_said",
        ),
        "1,048,576 rows": ("ingest/test_limits.py::test_a_sheet_that_is_full_to_its_last_row_is_read_whole",),
        "lone CR line ends": ("ingest/test_cells.py::test_a_csv_is_read_in_any_encoding_line_end_and_delimiter",),
        "a file that changes while it is read": (
            "ingest/test_files.py::test_a_file_that_changes_while_it_is_read_is_not_taken",
        ),
        "text that begins with =, +, -, @ is written as text": (
            "render/test_excel.py::test_no_text_becomes_a_formula_or_a_link_wherever_it_stands",
        ),
        "control characters are dropped from documents and reported": (
            "render/word/test_fill.py::test_characters_that_no_xml_may_hold_are_dropped_and_named",
        ),
        "templates: sandboxed, strict, autoescaping": (
            "render/word/test_tags.py::test_a_fault_of_meaning_is_named_when_it_is_filled",
            "render/word/test_fill.py::test_words_arrive_as_they_are",
            "render/page/test_writing.py::test_a_broken_or_prying_template_is_a_fault_and_no_page",
            "render/page/test_writing.py::test_words_from_records_are_never_markup",
        ),
        "the PDF renderer opens only templates/ and fonts, never the network": (
            "render/pdf/test_words.py::test_what_a_page_template_may_not_do_is_an_error",
            "render/pdf/test_words.py::test_markup_in_the_words_is_printed_not_obeyed",
        ),
    },
    "Masking": {
        "手机, landline, 身份证, bank card, names, e-mail, inside free text too": (
            "records/test_masking.py::test_personal_data_in_free_text_is_masked",
            "records/test_masking.py::test_a_field_is_masked_by_what_it_holds",
            "records/test_names.py::test_nearly_all_names_are_found_without_a_cue",
            "records/test_names.py::test_who_is_known_is_masked_in_every_row",
            "test_privacy.py::test_nothing_personal_is_in_any_byte_of_any_output",
            "test_privacy.py::test_nothing_personal_is_said",
        ),
        "case, rating and ticket numbers are kept": (
            "records/test_masking.py::test_what_is_not_personal_stays",
            "records/test_names.py::test_words_that_begin_like_a_name_stay",
        ),
        "leader and unit show case numbers; public shows none": (
            "test_privacy.py::test_the_numbers_of_records_are_in_the_copies_that_may_show_them",
            "running/test_copies.py::test_a_public_copy_holds_no_number_of_any_record",
            "running/test_copies.py::test_what_is_said_across_units_can_name_no_record",
        ),
        "staff names appear only in the unit's copy (we show them in none)": (
            "test_privacy.py::test_nothing_personal_is_in_any_byte_of_any_output",
        ),
    },
}
"""Section, line, tests."""

NAMED = sorted({name for lines in LINES.values() for tests in lines.values() for name in tests})


@cache
def functions(file: str) -> frozenset[str]:
    """Give the functions of a test file."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("name", NAMED)
def test_what_holds_a_line_of_the_contract_is_there(name: str) -> None:
    file, _, function = name.partition("::")
    assert function in functions(file)
