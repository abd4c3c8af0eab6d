"""Masks (脱敏样式): what each kind of personal data looks like when it is masked (records.md, Masking)."""

from __future__ import annotations

import re

from pipeline.records.folding import fold
from pipeline.records.surnames import COMPOUND

AREA = r"010|02\d|0[3-9]\d\d"
"""Area codes."""


def mask_name(name: str) -> str:
    """Mask a name: ``王*``, ``欧阳*``; an organization's name likewise."""
    name = name.strip()
    surname = next((double for double in COMPOUND if name.startswith(double)), name[:1])
    return f"{surname}*" if name else ""


def mask_phone(number: str) -> str:
    """Mask a telephone number: ``138****8000``, ``0577-****1234``; of any other only the last 4 stay."""
    digits = re.sub(r"\D", "", fold(number))
    if found := re.fullmatch(r"(?:86)?(1[3-9]\d)\d{4}(\d{4})", digits):
        return f"{found[1]}****{found[2]}"
    if found := re.fullmatch(rf"({AREA})\d{{3,4}}(\d{{4}})", digits):
        return f"{found[1]}-****{found[2]}"
    if len(digits) > 6:
        return f"****{digits[-4:]}"
    return "****" if number.strip() else ""


def mask_id_number(number: str) -> str:
    """Mask an identity number: ``330302********0012``; of another document the ends stay."""
    number = re.sub(r"[\s-]", "", fold(number))
    if re.fullmatch(r"\d{17}[\dXx]|\d{15}", number):
        return number[:6] + "*" * (len(number) - 10) + number[-4:]
    if len(number) < 6:
        return "*" * len(number)
    return number[:1] + "*" * (len(number) - 3) + number[-2:]


def keep(text: str) -> str:
    """Leave a number as it is: that of a case."""
    return text


def mask_card(number: str) -> str:
    """Mask a bank card: the last 4 stay."""
    digits = re.sub(r"\D", "", number)
    return "*" * (len(digits) - 4) + digits[-4:]


def mask_email(address: str) -> str:
    """Mask an e-mail address: ``a***@163.com``."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}***@{domain.strip()}"


def mask_plate(plate: str) -> str:
    """Mask a number plate: ``浙C****5``."""
    plate = re.sub(r"[^0-9A-Za-z\u4e00-\u9fa5]", "", plate).upper()
    return f"{plate[:2]}****{plate[-1]}"


def mask_house(number: str) -> str:
    """Mask the number of a house, a stairway or a flat: ``**号**室``."""
    return re.sub(r"(?:[\dA-Za-z]+-)*[\dA-Za-z]+|[一二三四五六七八九十百]+", "**", number)
