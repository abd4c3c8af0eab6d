"""Archive and access (归档与无障碍): what a PDF claims, and whether its structure bears the claim out."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check import gb9704
from pipeline.check.finding import Finding
from pipeline.check.profile import Profile
from pipeline.check.subject import Subject


def archive_claim(subject: Subject, _: Profile) -> Iterator[Finding]:
    """版式文件声明为PDF/A，便于归档长期保存。

    条款：DA/T 47—2009（惯例）
    反例：普通PDF，没有PDF/A标识
    正例：PDF/A-3a
    """
    if subject.claims and not subject.claims.archive:
        yield Finding("文件属性", "没有PDF/A标识", "导出时选择PDF/A", "普通PDF", "PDF/A")


def archive_structure(subject: Subject, _: Profile) -> Iterator[Finding]:
    """声明为PDF/A的文件嵌入全部字体、有输出意图、不含脚本；a级的有结构标记。

    条款：GB/T 23286.3—2021 6（规定）
    反例：声明PDF/A-3a而没有输出意图
    正例：有sRGB输出意图、结构标记，字体全部嵌入
    """
    claims = subject.claims
    if claims is None or not claims.archive:
        return
    if not claims.has_output_intent:
        yield Finding("文件属性", f"声明PDF/A-{claims.archive}而没有输出意图", "导出时加入sRGB输出意图")
    if claims.has_script:
        yield Finding("文件属性", f"声明PDF/A-{claims.archive}而含有脚本", "删去脚本和自动操作")
    if claims.archive.endswith("A") and not claims.is_tagged:
        yield Finding("文件属性", f"声明PDF/A-{claims.archive}而没有结构标记", "导出时选择“带标记的PDF”")
    for typeface in subject.typefaces:
        if not typeface.embedded:
            yield Finding(
                "文件属性", f"声明PDF/A-{claims.archive}而字体 {typeface.name} 没有嵌入", "导出时嵌入全部字体"
            )


def access_structure(subject: Subject, _: Profile) -> Iterator[Finding]:
    """声明为PDF/UA的文件有结构标记、语言、标题，图有替代文字，表头单元格写明范围。

    条款：ISO 14289-1:2014 7（规定）
    反例：声明PDF/UA而表头单元格没有Scope
    正例：表头单元格的Scope为Column
    """
    claims = subject.claims
    if claims is None or not claims.access:
        return
    faults = (
        (not claims.is_tagged, "没有结构标记"),
        (not claims.language, "没有写明语言"),
        (not claims.title or not claims.shows_title, "没有标题，或不以标题作窗口名"),
        (claims.header_cells_without_scope > 0, f"有{claims.header_cells_without_scope}个表头单元格没有范围（Scope）"),
        (claims.tables_without_header > 0, f"有{claims.tables_without_header}个表没有表头单元格"),
        (claims.figures_without_text > 0, f"有{claims.figures_without_text}个图没有替代文字"),
    )
    for broken, what in faults:
        if broken:
            yield Finding("文件属性", f"声明PDF/UA-{claims.access}而{what}", "由生成程序补全结构标记")


def properties(subject: Subject, _: Profile) -> Iterator[Finding]:
    """文件属性写明标题、作者（发文机关）和语言。

    条款：GB/T 18894—2016（惯例）
    反例：文件属性的标题为空
    正例：标题为公文标题，作者为发文机关，语言为zh-CN
    """
    about = subject.claims or subject.word
    if about is None:
        return
    for value, name in ((about.title, "标题"), (about.author, "作者（发文机关）"), (about.language, "语言")):
        if not value.strip():
            yield Finding("文件属性", f"文件属性没有写明{name}", f"在“文件—属性”中填写{name}")


def bookmarks(subject: Subject, _: Profile) -> Iterator[Finding]:
    """超过三页的PDF有书签，与各级标题一致。

    条款：GB/T 18894—2016（惯例）
    反例：20页的报告没有书签
    正例：书签列出标题、各部分和附件
    """
    if subject.claims and len(subject.pages) > gb9704.BOOKMARKED and not subject.claims.bookmarks:
        yield Finding("书签", f"{len(subject.pages)}页的文件没有书签", "导出时选择“用标题创建书签”")
