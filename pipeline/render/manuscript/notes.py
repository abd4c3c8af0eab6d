"""What the reader could not place, or had to change (``WRD-…``): each with its paragraph or cell, never silently."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.render.ooxml import Node, spot

_SHOWN = 30


@dataclass
class Notes:
    """The diagnostics of one Word file. The same thing is said once a paragraph."""

    file: str
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def say(self, code: str, at: Node | None, what: str = "") -> None:
        """Add a note.

        Args:
            code: a key of `SAYINGS`.
            at: the paragraph, or None for the whole file.
            what: the words concerned; they are shown whole, so that nothing is lost.
        """
        severity, message, remedy = SAYINGS[code]
        place = Place(self.file) if at is None else Place(self.file, cell=spot(at))
        said = Diagnostic(code, severity, place, message.format(what), remedy)
        if said not in self.diagnostics:
            self.diagnostics.append(said)


SAYINGS: dict[str, tuple[Severity, str, str]] = {
    "WRD-FILE": (
        Severity.ERROR,
        "不是 Word 文档（.docx），或文件已损坏{}",
        "用 Word 或 WPS 打开核对，另存为 .docx（不加密码）后重试",
    ),
    "WRD-LARGE": (Severity.ERROR, "解压后的内容过大{}，不再读取", "删去文件中的大幅图片和附件后重试"),
    "WRD-TITLE": (Severity.WARNING, "没有样式为“标题”的段落{}", "选中标题，套用样式“标题”"),
    "WRD-LAYOUT": (
        Severity.NOTE,
        "文档属性“类别”为“{}”，不是已知的版式，按内容判断",
        "在文件属性的“类别”中填写：文件、信函、纪要、简报、一页通或普通",
    ),
    "WRD-STYLE": (Severity.WARNING, "样式“{}”不是公文样式，按“正文”处理", "选中该段，套用对应的公文样式"),
    "WRD-DERIVED": (Severity.NOTE, "样式“{}”按它所依据的公文样式处理", "改用公文样式本身，可避免误读"),
    "WRD-ORDER": (Severity.WARNING, "“{}”不在应有的位置，按原处照印", "把该段移回版头或版记"),
    "WRD-FORMAT": (
        Severity.WARNING,
        "直接设置的格式不会印出：{}",
        "需要强调的改用字符样式（楷体字、黑体字等），其余清除格式",
    ),
    "WRD-FILLED": (
        Severity.NOTE,
        "“{}”仍带“待填字”样式，按普通文字印出",
        "在 Word 中选中该处，清除字符样式，底色随之消失",
    ),
    "WRD-HIDDEN": (Severity.WARNING, "隐藏文字未印出：“{}”", "需要印出的取消“隐藏”，不需要的删去"),
    "WRD-TRACKED": (
        Severity.WARNING,
        "有未接受的修订，按接受后的文字印出；删去的是“{}”",
        "在“审阅”中逐条接受或拒绝修订后再印",
    ),
    "WRD-COMMENT": (Severity.NOTE, "批注未印出{}", "处理完毕的批注请删去"),
    "WRD-BREAK": (Severity.WARNING, "手工{}未采用，分页由版式决定", "删去手工分隔符；附件另起一页由“附件序号”样式决定"),
    "WRD-COLUMNS": (Severity.WARNING, "分栏未采用{}", "取消分栏"),
    "WRD-NUMBERING": (
        Severity.ERROR,
        "本段的编号由 Word 自动生成，不是文字，未能印出{}",
        "取消自动编号，直接键入序号（如“一、”“1.”）",
    ),
    "WRD-TEXTBOX": (
        Severity.WARNING,
        "文本框中的文字按正文顺序印出：“{}”",
        "把文字移出文本框；版记请用“抄送机关”“印发机关”样式",
    ),
    "WRD-FRAME": (Severity.WARNING, "图文框未采用，文字按原顺序印出{}", "取消图文框"),
    "WRD-PICTURE": (Severity.ERROR, "图片或嵌入对象未印出{}", "删去图片；图表请用模板自带的图表，数据用文字或表格"),
    "WRD-SHAPE": (Severity.WARNING, "图形未印出{}", "删去图形；红线、版记线由样式画出"),
    "WRD-CHART": (Severity.ERROR, "此图表未印出：{}", "改为条形图或折线图，放在样式为“图”的段落，不放进表格"),
    "WRD-SPOKEN": (Severity.WARNING, "图表“{}”没有替代文字，读屏软件读不出", "右击图表，在“编辑替代文字”中写明数据"),
    "WRD-FORMULA": (Severity.ERROR, "公式未印出：“{}”", "改用文字写出"),
    "WRD-FOOTNOTE": (Severity.ERROR, "脚注或尾注未印出：“{}”", "公文不用脚注，把内容写进正文或表注"),
    "WRD-FIELD": (
        Severity.NOTE,
        "域按当前显示的文字印出（域代码 {}）",
        "核对文字后，把域转为普通文字（Ctrl+Shift+F9）",
    ),
    "WRD-FIELD-CODE": (Severity.WARNING, "域代码中的文字未印出：“{}”", "把域转为普通文字（Ctrl+Shift+F9）"),
    "WRD-SYMBOL": (Severity.ERROR, "符号字体的字符未能印出（{}）", "改用普通字体中的同一符号"),
    "WRD-RUBY": (Severity.WARNING, "拼音未印出：“{}”", "把读音写在括号里"),
    "WRD-NESTED": (Severity.WARNING, "表格里套有表格，其文字并入所在单元格：“{}”", "把内层表格拆开"),
    "WRD-MERGED": (
        Severity.WARNING,
        "被合并的单元格里还有文字，未印出：“{}”",
        "在 Word 中拆分单元格核对，删去多余文字",
    ),
    "WRD-HEADER": (Severity.WARNING, "页眉、页脚中的文字未印出：“{}”", "公文只有页码，其余文字移入正文"),
    "WRD-UNKNOWN": (Severity.WARNING, "不认识的内容未印出：{}", "在 Word 中删去，或转为普通文字"),
}
"""Code → severity, message with a place for the words concerned, remedy. What is seen in Word and missing in print is
an error; what is printed otherwise than it looks is a warning."""
