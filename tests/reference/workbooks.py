"""Good reference workbooks as plain rows, and the means to spoil them one cell at a time."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import openpyxl
from openpyxl.utils import get_column_letter

INDICATOR_HEADERS = [
    "编号", "上级", "评价内容", "分值", "评价标准", "计分说明", "计分方法", "取数", "等级方案", "附件", "备注",
]  # fmt: skip
CLAUSE_HEADERS = ["编号", "指标", "情形", "每项扣分", "计量单位", "取自", "条件"]

RED_CARD = "每发现一件超期办件电子监察红牌扣0.5分"
MOVED_IN = (
    "审批部门审批服务事项未进驻窗口（分中心），每个事项扣1分；已进驻而未能实现“一窗受理、集成服务”办理，每发现一件扣0.5分；"
    "擅自改变原有改革取得的时限压缩成果，延长审批时限的每发现一个事项，扣0.5分"
)
SECRET_VISIT = "发现服务态度、线上线下材料要求不一致等，每发现1项扣1分"
TICKET = "诉求类型=投诉 且 是否署名=是 且 是否属实=是"


class Sheets(dict[str, list[list[object]]]):
    """Rows by sheet; a row is found by what stands in its first column."""

    def row(self, sheet: str, key: object) -> int:
        """Give the row number that a person sees."""
        return next(number for number, row in enumerate(self[sheet], start=1) if row and row[0] == key)

    def column(self, sheet: str, header: str) -> int:
        """Give the column's index."""
        return 1 if sheet == "文件" else self[sheet][0].index(header)

    def cell(self, sheet: str, key: object, header: str) -> str:
        """Give a cell's address."""
        return f"{get_column_letter(self.column(sheet, header) + 1)}{self.row(sheet, key)}"

    def put(self, sheet: str, key: object, header: str, value: object) -> None:
        """Overwrite one cell."""
        self[sheet][self.row(sheet, key) - 1][self.column(sheet, header)] = value

    def drop(self, sheet: str, key: object) -> None:
        """Remove a row."""
        del self[sheet][self.row(sheet, key) - 1]

    def add(self, sheet: str, *values: object) -> None:
        """Append a row."""
        self[sheet].append(list(values))

    def xlsx(self) -> bytes:
        """Write the workbook."""
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in self.items():
            paper = book.create_sheet(name)
            for row in rows:
                paper.append(row)
        out = BytesIO()
        book.save(out)
        return out.getvalue()


def standard_sheets() -> Sheets:
    """Give a standard in the manner of the plan, with every method in it."""
    document = [
        ["标题", "万人双评议日常服务评价标准"], ["文号", "温公积金鹿〔2018〕5号"], ["发文机关", "鹿城管理部"],
        ["印发日期", "2018-02-26"], ["生效日期", "2018-03-01"], ["失效日期", None],
        ["评议期起", "03-01"], ["评议期止", "11-30"], ["小数位", 2], ["修约", "四舍五入"],
    ]  # fmt: skip
    indicators = [
        _indicator("1", "", "日常评议", 85, "汇总"),
        _indicator("1.1", "1", "服务对象满意度评价（25分）", 25, "汇总"),
        _indicator("1.1.1", "1.1", "窗口电子评价器评价", 2, "满意率", selector="渠道=窗口评价器", scheme="五级折算"),
        _indicator("1.1.2", "1.1", "办件手机短信评价", 15, "满意率", "办件手机短信评价（15分）", selector="渠道＝短信"),
        _indicator("1.1.5", "1.1", "体验式明察暗访", 3, "扣分", SECRET_VISIT),
        _indicator("1.1.6", "1.1", "办结件案卷审查", 3, "评分"),
        _indicator("1.1.7", "1.1", "办件电子监察", 2, "扣分", "办件电子监察（2分）", RED_CARD),
        _indicator("1.2", "1", "日常服务评价", 60, "汇总"),
        _indicator("1.2.1", "1.2", "审批服务事项进驻窗口", 3, "扣分", "进驻窗口（分中心）。（３分）", MOVED_IN),
        _indicator("1.2.6", "1.2", "服务对象投诉", 2, "扣分", "服务对象投诉（2分）", "有署名投诉经查属实的每件扣1分"),
        _indicator("1.2.7", "1.2", "审管办综合评价", 55, "评定"),
        _indicator("2", "", "网络评议", 15, "评定"),
    ]
    clauses = [
        ["1.1.5-1", "1.1.5", "服务态度问题", 1, "项", "findings", None],
        ["1.1.5-2", "1.1.5", "材料要求不一致", 1, "项", "findings", None],
        ["1.1.7-1", "1.1.7", "电子监察红牌", 0.5, "件", "findings", None],
        ["1.2.1-1", "1.2.1", "未进驻窗口", 1, "事项", "findings", None],
        ["1.2.1-2", "1.2.1", "未实现一窗受理", 0.5, "件", "findings", None],
        ["1.2.1-3", "1.2.1", "擅自延长审批时限", "0.5", "事项", "", None],
        ["1.2.6-1", "1.2.6", "署名投诉属实", 1, "件", "tickets", TICKET],
    ]
    levels = [
        ["五级折算", level, score]
        for level, score in zip(
            ("非常满意", "满意", "基本满意", "不满意", "非常不满意"), (100, 90, 70, 30, 0), strict=True
        )
    ]
    readings = [
        ["K01", "附件2", "未规定折算", "按五级折算", "张主任", "2018-03-05", "已确认"],
        ["K02", "附件2", "未规定下限", "扣完为止", "", "", "待确认"],
    ]
    return Sheets(
        文件=document,
        指标=[[*INDICATOR_HEADERS], *indicators],
        情形=[[*CLAUSE_HEADERS], *clauses],
        等级=[["方案", "等级", "折算分"], *levels],
        口径=[["编号", "条文", "不明确之处", "采用口径", "确认人", "确认日期", "状态"], *readings],
    )


def organization_sheets() -> Sheets:
    """Give an organization of a centre and two offices."""
    return Sheets(
        单位=[
            ["单位代码", "单位名称", "上级单位", "窗口位置", "类别", "别名"],
            ["330300", "温州市住房公积金管理中心", "", "", "主管单位", "市中心"],
            ["330302", "鹿城管理部（市区）", "330300", "中心内", "基层站所", "鹿城管理部、公积金鹿城"],
            ["330303", "龙湾管理部", "市中心", "中心外", "基层站所", ""],
        ],
        发文要素=[
            ["发文机关全称", "温州市住房公积金管理中心"],
            ["主送机关", "温州市住房公积金管理中心"],
            ["签发人", "【待填】"],
            ["成文日期", "2018.7.5"],
            ["联系人", "陈晓岚"],
            ["联系人", "李明", "龙湾管理部"],
            ["发文机关全称", "龙湾管理部", "330303"],
        ],
        领导小组=[["职务", "姓名", "单位职务"], ["组长", "林致远", "管理部主任"], ["成员", "周子墨", ""]],
        节假日=[["日期", "类型", "名称"], ["2018-06-19", "休", "系统切换"], ["2018年6月23日", "班", "补班"]],
        办理时限=[["受理渠道", "诉求类型", "工作日"], ["12345", "", 5], ["", "投诉", "7"]],
    )


def workplan_sheets() -> Sheets:
    """Give a work plan of three tasks."""
    return Sheets(
        重点工作=[
            ["编号", "阶段", "内容", "完成时间", "责任处室", "开始日期", "截止日期"],
            [
                "1.1",
                "动员部署阶段（3月-4月初）",
                "1、数据填报的测试工作。",
                "3月15日起",
                "业务科",
                "2018-03-15",
                "2018/4/10",
            ],
            ["1.2", "动员部署阶段（3月-4月初）", "2、专题研究。", "3月底", "业务科", "", "2018年3月31日"],
            ["4.1", "总结提高阶段（12月）", "1、回头看。", "12月中下旬", "综合科", None, None],
        ]
    )


def _indicator(
    code: str, parent: str, title: str, full: object, method: str, *texts: str, selector: str = "", scheme: str = ""
) -> list[object]:
    criterion, note = (*texts, "", "")[:2]
    return [code, parent, title, full, criterion, note, method, selector, scheme, "是", ""]


def codes(diagnostics: Iterable[object]) -> set[str]:
    """Give the codes of some diagnostics."""
    return {diagnostic.code for diagnostic in diagnostics}
