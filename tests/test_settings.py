"""``pingyi.toml``: what is read, and what a person is told who wrote it wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.settings import DEFAULT, Engine, Pdf, load_settings, parse_settings


def test_a_workspace_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == (DEFAULT, [])


def test_settings_are_read_and_the_rest_keeps_its_default() -> None:
    settings = parse_settings('[engine]\nname = "spark"\nprocesses = 3\n[pdf]\nengine = "typst"\n')
    assert settings.engine == Engine(name="spark", processes=3)
    assert settings.pdf == Pdf(engine="typst")
    assert settings.records == DEFAULT.records


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[engine", "格式有误"),
        ('engine = "spark"', "engine 要写成一节：[engine]"),
        ("[engines]", "没有“engines”这一项，可写：engine、pdf、records"),
        ("[pdf]\ncolour = 1", "[pdf] 中没有“colour”这一项，可写：engine"),
        ('[engine]\nname = "flink"', "[engine] 的 name 不能是“flink”，可选：duckdb、spark"),
        ('[engine]\nprocesses = "2"', "[engine] 的 processes 应当是整数"),
        ('[engine]\nmemory = "许多"', "[engine] 的 memory 不能是“许多”，写成 4GiB 这样"),
        ("[engine]\nprocesses = true", "[engine] 的 processes 应当是整数"),
        ("[engine]\nprocesses = -1", "[engine] 的 processes 不能小于 0"),
        ("[records]\naccepted = 5", "[records] 的 accepted 应当是文字（加引号）"),
    ],
)
def test_a_mistake_is_named_with_the_place_and_what_may_stand_there(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse_settings(text)
    assert said in str(caught.value)


def test_a_broken_file_is_a_diagnostic_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "pingyi.toml").write_bytes('[engine]\nname = "集群"'.encode("gb18030"))
    settings, [fault] = load_settings(tmp_path)
    assert settings == DEFAULT
    assert (fault.code, fault.place.file) == ("SET-FILE", "pingyi.toml")
    assert "不是UTF-8文本" in fault.message
    assert "删去即可" in fault.remedy
