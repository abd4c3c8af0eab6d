"""The choice of a face for each role, and what is said about it (``FNT-…``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.fonts.face import SUFFIXES, UNREADABLE, Face, faces_of
from pipeline.fonts.names import FALLBACKS, OFFICE, STAND_INS, Role


@dataclass(frozen=True)
class FontSet:
    """The faces of a run: one for each role that could be cast, and those that help out for rare characters."""

    faces: Mapping[Role, Face]
    fallbacks: Mapping[Role, tuple[Face, ...]]
    diagnostics: tuple[Diagnostic, ...]
    present: frozenset[str] = frozenset()
    """All names of all usable faces on this machine, casefolded."""

    def face(self, role: Role) -> Face:
        """Give a role's face.

        Raises:
            KeyError: no font was found; an ``FNT-MISSING`` error among the diagnostics has said so.
        """
        return self.faces[role]

    def writer(self, role: Role, character: str) -> Face | None:
        """Give the face that writes a character: the role's own, else a fallback; None when none can."""
        candidates = (self.faces[role], *self.fallbacks[role])
        return next((face for face in candidates if face.covers(character)), None)

    def stretches(self, role: Role, text: str) -> Iterator[tuple[Face, str]]:
        """Cut a text where the face changes. What no face can write stays with the role's own."""
        own = self.faces[role]
        for face, characters in groupby(text, lambda character: self.writer(role, character) or own):
            yield face, "".join(characters)

    def used(self) -> tuple[Face, ...]:
        """Give every face that may end up in a document, each once, in the order of roles."""
        helpers = (face for faces in self.fallbacks.values() for face in faces)
        return tuple(dict.fromkeys((*self.faces.values(), *helpers)))

    def coverage_faults(self, texts: Mapping[Role, str], place: Place) -> list[Diagnostic]:
        """Name the characters that a fallback writes (warning), and those that no font here has (error)."""
        return [fault for role, text in texts.items() for fault in self._coverage_faults(role, text, place)]

    def _coverage_faults(self, role: Role, text: str, place: Place) -> Iterator[Diagnostic]:
        own = self.faces[role]
        rare = sorted({character for character in text if not own.covers(character)})
        helpers = [(character, self.writer(role, character)) for character in rare]
        for helper in dict.fromkeys(face for _, face in helpers):
            lacking = "".join(character for character, face in helpers if face is helper)
            if helper is None:
                yield from (_no_glyph(character, place) for character in lacking)
            else:
                yield _helped(own, lacking, helper, place)


def find_fonts(folders: Sequence[Path]) -> FontSet:
    """Cast every role from the font files under the folders; an earlier folder wins among equal names."""
    faces, faults = _installed(folders)
    cast: dict[Role, Face] = {}
    fallbacks: dict[Role, tuple[Face, ...]] = {}
    for role in Role:
        chosen = next(_named(OFFICE[role] + STAND_INS[role], faces), None)
        if chosen is None:
            faults.append(_missing(role, folders))
            continue
        cast[role] = chosen
        fallbacks[role] = tuple(dict.fromkeys(face for face in _named(FALLBACKS[role], faces) if face != chosen))
        if not any(face.covers(_RARE) for face in (chosen, *fallbacks[role])):
            faults.append(_no_fallback(role, chosen))
    faults += _stand_ins(cast)
    return FontSet(cast, fallbacks, tuple(faults), frozenset(faces))


def _installed(folders: Iterable[Path]) -> tuple[dict[str, Face], list[Diagnostic]]:
    """Give the usable faces by each of their names."""
    faces: dict[str, Face] = {}
    faults = []
    for path in _font_files(folders):
        try:
            found = tuple(faces_of(path))
        except UNREADABLE:
            faults.append(_broken(path))
            continue
        for face in found:
            if face.embeddable:
                for name in face.names:
                    faces.setdefault(name, face)
            elif face.names & _WANTED:
                faults.append(_restricted(face))
    return faces, faults


def _font_files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        files = (path for path in folder.absolute().rglob("*") if path.suffix.lower() in SUFFIXES)
        yield from sorted(path for path in files if path.is_file())


def _named(names: Iterable[str], faces: Mapping[str, Face]) -> Iterator[Face]:
    return (faces[name.casefold()] for name in names if name.casefold() in faces)


def _missing(role: Role, folders: Sequence[Path]) -> Diagnostic:
    searched = "、".join(str(folder) for folder in folders)
    return Diagnostic(
        "FNT-MISSING",
        Severity.ERROR,
        Place("fonts"),
        f"没有可用作{role}的字体",
        f"在项目目录执行 make setup，或把{'、'.join(OFFICE[role][:2])}的字体文件放入 fonts/（已查找：{searched}）",
    )


def _stand_ins(cast: Mapping[Role, Face]) -> Iterator[Diagnostic]:
    replaced = {
        OFFICE[role][0]: face.postscript_name
        for role, face in cast.items()
        if not face.names & {name.casefold() for name in OFFICE[role]}
    }
    if replaced:
        swaps = "、".join(f"{office}→{name}" for office, name in replaced.items())
        yield Diagnostic(
            "FNT-STAND-IN",
            Severity.NOTE,
            Place("fonts"),
            f"本机没有下列公文字体，PDF 以免费字体代替：{swaps}",
            "单位已有这些字体的，把字体文件放入工作目录的 fonts/ 后重做；Word 文件写明的仍是公文字体，不受影响",
        )


def _no_fallback(role: Role, face: Face) -> Diagnostic:
    return Diagnostic(
        "FNT-FALLBACK",
        Severity.WARNING,
        Place(face.path.name),
        f"没有给{role}补生僻字（如 喆、堃、玥、镕、祎）的字体",
        "在项目目录执行 make setup，或把 Noto Serif CJK SC（思源宋体）的字体文件放入 fonts/",
    )


def _broken(path: Path) -> Diagnostic:
    return Diagnostic(
        "FNT-BROKEN",
        Severity.WARNING,
        Place(path.name),
        f"字体文件已损坏，未采用（{path}）",
        "从原处重新复制该字体文件，或将其移出字体目录",
    )


def _restricted(face: Face) -> Diagnostic:
    return Diagnostic(
        "FNT-RESTRICTED",
        Severity.WARNING,
        Place(face.path.name),
        f"{face.family}的字体文件声明不得嵌入文件，PDF 未采用",
        "向字体厂商取得允许嵌入的版本",
    )


def _helped(own: Face, characters: str, helper: Face, place: Place) -> Diagnostic:
    return Diagnostic(
        "FNT-RARE",
        Severity.WARNING,
        place,
        f"“{characters}”在 {own.postscript_name} 中没有，改用 {helper.postscript_name}",
        "核对成品中这些字的字形；要与正文一致，请安装收字更全的同类字体",
    )


def _no_glyph(character: str, place: Place) -> Diagnostic:
    return Diagnostic(
        "FNT-GLYPH",
        Severity.ERROR,
        place,
        f"没有字体能写出“{character}”（U+{ord(character):04X}）",
        "核对是否录入错误；确有此字的，把收有此字的字体文件放入工作目录的 fonts/",
        measured=character,
    )


_RARE = "喆"
"""Common in names, and neither in GB2312 nor in Fandol: who writes it writes names."""

_WANTED = frozenset(name.casefold() for names in (*OFFICE.values(), *STAND_INS.values()) for name in names)
