"""Command line: ``python -m pipeline.sample --out DIR [--year 2018] [--months 3-11] [--units 1] [--seed 2018]``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from pipeline.sample.months import write_month
from pipeline.sample.platform import write_platform
from pipeline.sample.reference import write_reference
from pipeline.sample.setting import Month, office, working_days

DEFAULT_SEED = 4338


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the sample and give the exit code."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        working_days(asked.year)
    except ValueError as unknown:
        parser.error(str(unknown))
    write_reference(asked.out, asked.year, asked.units)
    records = asked.out / "records"
    months = [
        Month(office(index), asked.year, number, asked.seed)
        for index in range(1, asked.units + 1)
        for number in asked.months
    ]
    if asked.platform:
        write_platform(records, months)
        return 0
    for month in tqdm(months, unit="单位月", disable=None):
        write_month(records, month)
    return 0


def _months(words: str) -> range:
    first, _, last = words.partition("-")
    months = range(int(first), int(last or first) + 1)
    if not months or months[0] < 1 or months[-1] > 12:
        raise argparse.ArgumentTypeError("月份写成 3-11 或 6")
    return months


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipeline.sample", description="生成模拟数据（inputs 文件夹）")
    parser.add_argument("--out", type=Path, required=True, help="输出到哪个文件夹（相当于 inputs）")
    parser.add_argument("--year", type=int, default=2018, help="年度，默认2018")
    parser.add_argument("--months", type=_months, default=range(3, 12), help="月份范围，默认3-11")
    parser.add_argument("--units", type=int, default=1, help="单位数，默认1（鹿城管理部），其余为模拟单位")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="随机种子，同一种子结果相同")
    parser.add_argument("--platform", action="store_true", help="按平台汇总导出：各单位合并，每类每月一个parquet文件")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
