"""The command line: ``pingyi COMMAND …``.

Only the named command's module is imported, so that ``--help`` and ``list`` start at once; even of the standard library
this module takes only what costs nothing.
"""

from __future__ import annotations

import sys

from pipeline.exits import CANNOT_RUN, CLEAN

TYPE_CHECKING = False
"""As ``typing`` has it, which takes longer to import than all of this."""
if TYPE_CHECKING:
    from collections.abc import Sequence


class Command:
    """A command: its name, one line of help, and the module with ``add_arguments`` and ``main``."""

    __slots__ = ("help", "module", "name")

    def __init__(self, name: str, help: str, module: str) -> None:  # noqa: A002 - as argparse calls it
        self.name, self.help, self.module = name, help, module


COMMANDS: tuple[Command, ...] = (
    Command("run", "读取一个考核期的记录，评分，生成月报等全部文件", "pipeline.commands.run"),
    Command("ingest", "试读记录：哪个来源认领哪张表、表头怎样对应、哪些行会退回", "pipeline.commands.ingest"),
    Command("source", "为新的导出起草来源文件，或看它读出来是什么样", "pipeline.commands.source"),
    Command("print", "把人工改定的 Word 文件（.docx）排成 PDF", "pipeline.commands.print"),
    Command("check", "核对成品（.docx、.pdf）是否符合GB/T 9704—2012", "pipeline.commands.check"),
    Command("explain", "说明一项得分的由来：条文、算式和每条记录的出处", "pipeline.commands.explain"),
    Command("daily", "生成某一天的服务数据工作簿，供每日报送", "pipeline.commands.daily"),
    Command("draw", "抽取短信、电话回访、案卷审查的样本，或核对名单", "pipeline.commands.draw"),
    Command("alerts", "列出应当报备的重大信访、应当预警的舆情", "pipeline.commands.alerts"),
    Command("attachments", "生成某日有效的附件1、附件2", "pipeline.commands.attachments"),
    Command("program", "生成年度活动方案（含附件）及其印发通知", "pipeline.commands.program"),
    Command("change", "比较新旧评价标准，生成新附件、修订对照表、通知和影响分析", "pipeline.commands.change"),
    Command("summary", "比较一个上级单位所属各单位的月度得分，生成通报和总表", "pipeline.commands.summary"),
    Command("shortlist", "按日常评议得分率推出网络评议候选对象名单", "pipeline.commands.shortlist"),
    Command("verify", "验证一套成品：材料有没有变，重做是不是逐字节相同", "pipeline.commands.verify"),
    Command("diff", "比较同一考核期新旧两版的得分，指出造成差别的记录", "pipeline.commands.diff"),
    Command("init", "新建工作目录：参考表、空白填报表和模板", "pipeline.commands.init"),
    Command("list", "列出数据来源、数据表、文种、计分方法、检查项", "pipeline.commands.list"),
    Command("doctor", "检查本机字体和运行环境", "pipeline.commands.doctor"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code. Without arguments given, this process is the command's alone."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    table = {command.name: command for command in COMMANDS}
    if not words or words[0] in {"-h", "--help"}:
        print(_overview())
        return CLEAN if words else CANNOT_RUN
    if words[0] == "--version":
        from pipeline import __version__

        print(f"pingyi {__version__}")
        return CLEAN
    command = table.get(words[0])
    if command is None:
        known = "、".join(table)
        print(f"pingyi：没有“{words[0]}”这个命令\n    改法：可用的命令有 {known}", file=sys.stderr)
        return CANNOT_RUN
    if arguments is None:
        from pipeline.imports import leave_out_pandas

        leave_out_pandas()
        _end_as_by_ctrl_c()
    return _call(command, words[1:])


def _end_as_by_ctrl_c() -> None:
    """Let a request to end (SIGTERM: a shutdown, a scheduler) tidy up and say so, as Ctrl-C does."""
    import signal

    signal.signal(signal.SIGTERM, signal.default_int_handler)


def _call(command: Command, words: Sequence[str]) -> int:
    import importlib
    import os

    from pipeline.commands.parser import ChineseParser
    from pipeline.engine import CannotRunError

    try:
        module = importlib.import_module(command.module)
        parser = ChineseParser(f"pingyi {command.name}", f"{command.help}。")
        module.add_arguments(parser)
        code: int = module.main(parser.parse_args(words))
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("\n已中断；原有文件未改动，重新运行同一命令即可，做成的不再重做。", file=sys.stderr)
        return CANNOT_RUN
    except CannotRunError as fault:
        print(fault.diagnostic, file=sys.stderr)
        return CANNOT_RUN
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except OSError as fault:
        from pipeline.disk import trouble

        print(f"pingyi：{trouble(fault)}", file=sys.stderr)
        print("    改法：检查磁盘空间和文件夹权限后重新运行；原有文件未改动", file=sys.stderr)
        return CANNOT_RUN
    return code


def _overview() -> str:
    lines = ["用法：pingyi 命令 [参数]", "", "万人双评议：把服务窗口的原始记录变成可以签发的公文。", "", "命令："]
    lines += [f"  {command.name:<13}{command.help}" for command in COMMANDS]
    lines += ["", "退出码：0 正常（可有警告），1 数据有误，2 无法运行。", "各命令的用法：pingyi 命令 --help"]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
