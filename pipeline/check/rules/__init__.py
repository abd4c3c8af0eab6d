"""RULES (核对规则): every rule, in the order of the standard's clauses. A new one is a function and a line here."""

from __future__ import annotations

from pipeline.check.rule import ALL_LAYOUTS, Rule
from pipeline.check.rules import (
    archive,
    attachment,
    body,
    closing,
    fonts,
    grid,
    head,
    imprint,
    letter,
    minutes,
    numbers,
    page,
    page_number,
    punctuation,
    tables,
    title,
    word_file,
    words,
)
from pipeline.diagnostics import Severity
from pipeline.model.elements import Layout

_SET = ALL_LAYOUTS - {Layout.ONE_PAGE}
"""Set by the standard's grid; the one-page brief is ours."""
_DOCUMENT = frozenset({Layout.DOCUMENT})
_LETTER = frozenset({Layout.LETTER})
_HEADED = _DOCUMENT | _LETTER
_MINUTES = frozenset({Layout.MINUTES})
_NUMBERED = ALL_LAYOUTS - {Layout.BULLETIN}
"""A 简报 names its issue and its editor where others have 发文字号."""
_FILED = _DOCUMENT | _MINUTES
"""With the head and the 版记 of 文件格式."""

RULES: tuple[Rule, ...] = (
    # 纸张、版心、行格
    Rule("GB-PAGE-SIZE", page.paper_size),
    Rule("GB-PAGE-TOP", page.top_edge, on_paper=True, layouts=_SET),
    Rule("GB-PAGE-LEFT", page.left_edge, on_paper=True, layouts=_SET),
    Rule("GB-PAGE-WIDTH", page.type_width, on_paper=True, layouts=_SET),
    Rule("GB-PAGE-BOTTOM", page.bottom_edge, on_paper=True, layouts=_SET),
    Rule("GB-PAGE-MARGIN", page.word_margins, layouts=_SET),
    Rule("GB-GRID-SETTING", grid.word_grid, layouts=_SET),
    Rule("GB-GRID-LINES", grid.lines_per_page, on_paper=True, layouts=_SET),
    Rule("GB-GRID-CHARACTERS", grid.characters_per_line, on_paper=True, layouts=_SET),
    Rule("GB-GRID-PITCH", grid.line_pitch, on_paper=True, layouts=_SET),
    Rule("GB-GRID-REGULAR", grid.regular_lines, on_paper=True, layouts=_SET),
    Rule("GB-GRID-EDGE", grid.even_edges, on_paper=True, layouts=_SET),
    # 字体、字号
    Rule("GB-BODY-FONT", fonts.body_font, layouts=_SET),
    Rule("GB-BODY-SIZE", fonts.body_size, layouts=_SET),
    Rule("GB-HEADING-FONT", fonts.heading_font, layouts=_SET),
    Rule("GB-HEADING-BOLD", fonts.heading_bold, layouts=_SET),
    Rule("GB-TITLE-FONT", fonts.title_font),
    Rule("GB-TITLE-SIZE", fonts.title_size, layouts=_SET),
    Rule("GB-AGENCY-MARK-FONT", fonts.mark_font, layouts=_HEADED | _MINUTES),
    Rule("GB-DOCUMENT-NUMBER-FONT", fonts.number_font, layouts=_HEADED),
    Rule("GB-SIGNER-FONT", fonts.signer_font, layouts=_HEADED),
    Rule("GB-SECRECY-FONT", fonts.secrecy_font, layouts=_HEADED),
    Rule("GB-ATTACHMENT-NUMBER-FONT", fonts.attachment_number_font),
    Rule("GB-ATTACHMENT-TITLE-FONT", fonts.attachment_title_font),
    Rule("GB-IMPRINT-FONT", fonts.imprint_font),
    Rule("GB-FONT-GLYPH", fonts.missing_glyph),
    Rule("GB-FONT-EMBEDDED", fonts.embedded),
    Rule("GB-FONT-PUNCTUATION", fonts.latin_font),
    # 版头
    Rule("GB-COPY-NUMBER-FORM", head.copy_number, layouts=_HEADED),
    Rule("GB-AGENCY-MARK-COLOUR", head.mark_colour),
    Rule("GB-AGENCY-MARK-PLACE", head.mark_place, on_paper=True, layouts=_FILED),
    Rule("GB-AGENCY-MARK-CENTRE", head.mark_centre, on_paper=True, layouts=_HEADED | _MINUTES),
    Rule("GB-DOCUMENT-NUMBER-FORM", head.number_form, layouts=_NUMBERED),
    Rule("GB-DOCUMENT-NUMBER-CITED", head.number_cited),
    Rule("GB-DOCUMENT-NUMBER-PLACE", head.number_place, on_paper=True, layouts=_DOCUMENT),
    Rule("GB-SIGNER-FORM", head.signer_form, layouts=_DOCUMENT),
    Rule("GB-SIGNER-NEEDED", head.signer_needed, layouts=_DOCUMENT),
    Rule("GB-RED-LINE", head.red_line, on_paper=True, layouts=_DOCUMENT),
    # 信函格式
    Rule("GB-LETTER-MARK", letter.letter_mark, layouts=_LETTER),
    Rule("GB-LETTER-LINES", letter.letter_lines, on_paper=True, layouts=_LETTER),
    Rule("GB-LETTER-NUMBER", letter.letter_number, on_paper=True, layouts=_LETTER),
    Rule("GB-LETTER-IMPRINT", letter.letter_imprint, layouts=_LETTER),
    # 纪要格式
    Rule("GB-MINUTES-MARK", minutes.minutes_mark, layouts=_MINUTES),
    Rule("GB-MINUTES-ADDRESSEE", minutes.minutes_addressee, layouts=_MINUTES),
    Rule("GB-MINUTES-ATTENDANCE", minutes.attendance, layouts=_MINUTES),
    # 标题、主送机关
    Rule("GB-TITLE-PUNCTUATION", title.title_punctuation),
    Rule("GB-TITLE-KIND", title.title_kind, layouts=_HEADED | _MINUTES),
    Rule("GB-TITLE-CENTRE", title.title_centre, layouts=_SET),
    Rule("GB-TITLE-PLACE", title.title_gap, on_paper=True, layouts=_DOCUMENT),
    Rule("GB-TITLE-SHAPE", title.title_shape, on_paper=True),
    Rule("GB-TITLE-BREAK", title.title_break, on_paper=True),
    Rule("GB-ADDRESSEE-FORM", title.addressee_form, layouts=_SET),
    Rule("GB-ADDRESSEE-PLACE", title.addressee_place, layouts=_SET),
    Rule("GB-ADDRESSEE-GAP", title.addressee_gap, on_paper=True, layouts=_SET),
    Rule("GB-ADDRESSEE-ORGAN", title.addressee_organ, layouts=_HEADED),
    # 正文
    Rule("GB-BODY-FIRST-PAGE", title.first_page_body, on_paper=True),
    Rule("GB-BODY-INDENT", body.indent, layouts=_SET),
    Rule("GB-BODY-REQUEST", body.report_request),
    Rule("GB-HEADING-FORM", body.level_form),
    Rule("GB-HEADING-LEVEL", body.level_skipped, of_words=True),
    Rule("GB-HEADING-SEQUENCE", body.level_sequence),
    Rule("GB-HEADING-PUNCTUATION", body.heading_end),
    Rule("GB-HEADING-ALONE", body.heading_alone, on_paper=True),
    # 附件说明、署名、成文日期、附注
    Rule("GB-ATTACHMENT-NOTE-FORM", closing.note_form, of_words=True),
    Rule("GB-ATTACHMENT-NOTE-PLACE", closing.note_place, layouts=_SET),
    Rule("GB-ATTACHMENT-NOTE-GAP", closing.note_gap, on_paper=True, layouts=_SET),
    Rule("GB-ATTACHMENT-NOTE-MATCH", closing.note_match),
    Rule("GB-DATE-FORM", closing.date_form),
    Rule("GB-SIGNATURE-PLACE", closing.closing_place, layouts=_SET),
    Rule("GB-SIGNATURE-GAP", closing.signature_gap, on_paper=True, layouts=_SET),
    Rule("GB-NOTE-FORM", closing.remark, layouts=_SET),
    # 附件
    Rule("GB-ATTACHMENT-NUMBER-FORM", attachment.number_form),
    Rule("GB-ATTACHMENT-NUMBER-PLACE", attachment.number_place),
    Rule("GB-ATTACHMENT-NUMBER-LINE", attachment.number_line, on_paper=True),
    Rule("GB-ATTACHMENT-TITLE-PLACE", attachment.title_place),
    Rule("GB-ATTACHMENT-TITLE-LINE", attachment.title_line, on_paper=True),
    # 版记
    Rule("GB-IMPRINT-NEEDED", imprint.needed, layouts=_DOCUMENT),
    Rule("GB-IMPRINT-LINE", imprint.lines, on_paper=True, layouts=_FILED),
    Rule("GB-IMPRINT-PLACE", imprint.foot, on_paper=True, layouts=_FILED),
    Rule("GB-IMPRINT-PAGE", imprint.even_page, on_paper=True, layouts=_FILED),
    Rule("GB-IMPRINT-INDENT", imprint.indents, layouts=_FILED),
    Rule("GB-COPY-TO-FORM", imprint.copy_form),
    Rule("GB-PRINTER-FORM", imprint.printer_form),
    # 页码、横排表格
    Rule("GB-PAGE-NUMBER-FORM", page_number.form, on_paper=True, layouts=_SET),
    Rule("GB-PAGE-NUMBER-MISSING", page_number.presence, on_paper=True, layouts=_SET),
    Rule("GB-PAGE-NUMBER-SEQUENCE", page_number.sequence, on_paper=True),
    Rule("GB-PAGE-NUMBER-FONT", page_number.font, on_paper=True, layouts=_SET),
    Rule("GB-PAGE-NUMBER-SIDE", page_number.side, on_paper=True, layouts=_SET),
    Rule("GB-PAGE-NUMBER-PLACE", page_number.height, on_paper=True, layouts=_SET),
    Rule("GB-LANDSCAPE-NUMBER", page_number.landscape_number, on_paper=True),
    Rule("GB-LANDSCAPE-HEAD", page_number.landscape_head, on_paper=True),
    # 表格
    Rule("GB-TABLE-HEAD", tables.head_repeats),
    Rule("GB-TABLE-LABEL", tables.label_repeats, on_paper=True),
    Rule("GB-TABLE-RULES", tables.word_rules),
    Rule("GB-TABLE-WIDTH", tables.inside_type_area, on_paper=True, layouts=_SET),
    Rule("GB-TABLE-GRID", tables.word_widths),
    Rule("GB-TABLE-ROW", tables.word_rows),
    # 文字
    Rule("GB-WORDS-HALF-WIDTH", punctuation.half_width),
    Rule("GB-WORDS-QUOTES", punctuation.quotes),
    Rule("GB-WORDS-ELLIPSIS", punctuation.ellipsis),
    Rule("GB-WORDS-DASH", punctuation.dash),
    Rule("GB-WORDS-DASH-LONE", punctuation.lone_dash),
    Rule("GB-WORDS-HYPHEN", punctuation.hyphen),
    Rule("GB-WORDS-DOUBLED", punctuation.doubled),
    Rule("GB-WORDS-PAUSE", punctuation.pause),
    Rule("GB-WORDS-NESTED", punctuation.nested_titles),
    Rule("GB-WORDS-BALANCE", punctuation.balance, worth=Severity.WARNING),
    Rule("GB-WORDS-RANGE", numbers.ranges),
    Rule("GB-WORDS-SPLIT", numbers.split_numbers),
    Rule("GB-WORDS-YEAR", numbers.years),
    Rule("GB-WORDS-DATE", numbers.dates),
    Rule("GB-WORDS-DIGITS", numbers.digits),
    Rule("GB-WORDS-MIXED", numbers.mixed),
    Rule("GB-WORDS-PERCENT", numbers.percentages),
    Rule("GB-WORDS-GROUPING", numbers.grouping),
    Rule("GB-WORDS-PLACEHOLDER", words.placeholder, worth=Severity.WARNING),
    # Word 文件
    Rule("GB-FOOTER-FORM", word_file.footer_form, layouts=_SET),
    Rule("GB-FOOTER-SIDE", word_file.footer_sides, layouts=_SET),
    Rule("GB-FOOTER-PLACE", word_file.footer_height, layouts=_SET),
    Rule("GB-FOOTER-FIELD", word_file.field_runs),
    Rule("GB-STYLE-FONTS", word_file.font_slots),
    Rule("GB-STYLE-OUTLINE", word_file.outline_levels, layouts=_SET),
    Rule("GB-IMPRINT-ANCHOR", word_file.imprint_anchor),
    Rule("GB-FILE-LEFTOVERS", word_file.leftovers, worth=Severity.WARNING),
    # 归档与无障碍
    Rule("GB-FILE-PROPERTIES", archive.properties),
    Rule("GB-FILE-BOOKMARKS", archive.bookmarks),
    Rule("GB-ARCHIVE-CLAIM", archive.archive_claim),
    Rule("GB-ARCHIVE-STRUCTURE", archive.archive_structure),
    Rule("GB-ACCESS-STRUCTURE", archive.access_structure),
)
"""核对规则. A code is ``GB-`` and the element; what it asks for stands in the function's docstring."""
