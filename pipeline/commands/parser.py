"""A parser that speaks Chinese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn

from pipeline.exits import CANNOT_RUN


class ChineseHelp(argparse.HelpFormatter):
    """Help laid out as argparse does, headed in Chinese."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Begin with 用法."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class ChineseParser(argparse.ArgumentParser):
    """A parser that speaks Chinese: headings, and what is wrong with the arguments."""

    def __init__(self, prog: str, description: str, epilog: str = "") -> None:
        super().__init__(prog=prog, description=description, epilog=epilog, formatter_class=ChineseHelp, add_help=False)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to mend it; exit 2."""
        for pattern, chinese in _ENGLISH:
            if pattern.fullmatch(message):
                message = pattern.sub(chinese, message)
                break
        self.exit(CANNOT_RUN, f"{self.prog}：{message}\n    改法：运行 {self.prog} --help 查看用法\n")


_ENGLISH = (
    (re.compile(r"the following arguments are required: (.*)"), r"缺少参数：\1"),
    (re.compile(r"unrecognized arguments: (.*)"), r"无法识别的参数：\1"),
    (re.compile(r"argument (.*): invalid choice: (.*) \(choose from (.*)\)"), r"\1 不能是 \2，可选：\3"),
    (re.compile(r"argument (.*): expected one argument"), r"\1 后面要写一个值"),
    (re.compile(r"argument (.*): invalid .* value: (.*)"), r"\1 的值 \2 无法识别"),
    (re.compile(r"argument [^:]*: (.*)"), r"\1"),
)
