"""What the portrait report says, in Vietnamese and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]

GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Khuôn mặt và kích thước", "Face and size",
     ("no_face", "several_faces", "one_face", "inter_eye", "resolution", "file_size")),
    ("Độ nét", "Sharpness", ("sharpness", "motion", "blockiness")),
    ("Ánh sáng", "Light",
     ("luminance", "under_exposed", "over_exposed", "even_light", "illumination_overlap", "light_from_above",
      "dynamic_range")),
    ("Màu sắc", "Colour", ("colour", "colour_cast")),
    ("Tư thế đầu", "Pose", ("yaw", "roll", "nose_drop")),
    ("Che khuất", "Covers", ("mask", "dark_glasses", "eye_covered", "glare")),
    ("Bố cục theo ICAO", "ICAO composition",
     ("head_length", "eyes_across", "eyes_down", "margin_sides", "margin_above", "margin_below", "background")),
)  # fmt: skip
"""The report's groups with the checks they show, in order."""

NAMES: dict[str, tuple[str, str]] = {
    "no_face": ("Không thấy khuôn mặt nào", "No face found"),
    "several_faces": ("Có nhiều khuôn mặt", "Several faces"),
    "one_face": ("Đúng một khuôn mặt", "Exactly one face"),
    "inter_eye": ("Khoảng cách hai mắt", "Distance between the eyes"),
    "resolution": ("Độ phân giải, cạnh ngắn", "Resolution, shorter side"),
    "file_size": ("Dung lượng tệp", "File size"),
    "sharpness": ("Độ nét (phương sai Laplace)", "Sharpness (Laplacian variance)"),
    "motion": ("Nhoè do chuyển động: chi tiết", "Motion blur: weaker detail"),
    "blockiness": ("Vết khối do nén JPEG", "JPEG block artefacts"),
    "luminance": ("Độ sáng trung bình", "Mean brightness"),
    "under_exposed": ("Phần quá tối", "Under-exposed part"),
    "over_exposed": ("Phần cháy sáng", "Over-exposed part"),
    "even_light": ("Ánh sáng đều hai bên", "Even light, left and right"),
    "illumination_overlap": ("Độ trùng biểu đồ sáng hai má", "Histogram overlap of the cheeks"),
    "light_from_above": ("Ánh sáng trên so với dưới", "Light from above"),
    "dynamic_range": ("Dải động", "Dynamic range"),
    "colour": ("Ảnh màu hay đen trắng", "Colour or grey"),
    "colour_cast": ("Lệch màu da tự nhiên", "Departure from natural colour"),
    "yaw": ("Quay trái hoặc phải", "Turned left or right"),
    "roll": ("Nghiêng đầu", "Tilted"),
    "nose_drop": ("Ngửa hoặc cúi: mũi dưới mắt (gợi ý)", "Chin up or down: nose below eyes (hint)"),
    "mask": ("Khẩu trang: khác biệt nửa dưới", "Mask: difference of the lower face"),
    "dark_glasses": ("Kính tối: độ sáng vùng mắt", "Dark glasses: brightness of the eyes"),
    "eye_covered": ("Mắt bị che: độ tương phản", "Eye covered: contrast"),
    "glare": ("Loá trên kính", "Glare on glasses"),
    "head_length": ("Chiều cao đầu (ước tính)", "Head length (estimate)"),
    "eyes_across": ("Vị trí mắt theo chiều ngang", "Eyes across"),
    "eyes_down": ("Vị trí mắt theo chiều dọc", "Eyes down"),
    "margin_sides": ("Lề hai bên, so với hai mắt", "Room at the sides, in eye distances"),
    "margin_above": ("Từ mắt lên mép trên, so với hai mắt", "Eyes to upper edge, in eye distances"),
    "margin_below": ("Từ mắt xuống mép dưới, so với hai mắt", "Eyes to lower edge, in eye distances"),
    "background": ("Độ đồng đều của nền", "Background uniformity"),
}
"""Each check as (Vietnamese, English)."""

UNITS: dict[str, tuple[str, str]] = {
    "faces": ("", ""),
    "px": ("px", "px"),
    "px, shorter side": ("px", "px"),
    "kB": ("kB", "kB"),
    "Laplacian variance at 128 px": ("", ""),
    "variance, weaker direction": ("", ""),
    "border over inside step": ("lần", "×"),
    "mean grey level": ("/ 255", "/ 255"),
    "part of the face": ("%", "%"),
    "darker cheek over brighter": ("%", "%"),
    "overlap": ("%", "%"),
    "brow over cheeks": ("lần", "×"),
    "bits": ("bit", "bits"),
    "CIELAB chroma": ("Lab", "Lab"),
    "CIELAB distance": ("Lab", "Lab"),
    "degrees": ("°", "°"),
    "inter-eye distances": ("lần", "×"),
    "eyes over skin": ("%", "%"),
    "contrast over skin": ("%", "%"),
    "part of the eyes": ("%", "%"),
    "part of the height": ("%", "%"),
    "part of the width": ("%", "%"),
    "mean luminance gradient": ("", ""),
}
"""Each unit of a finding as it is written; a share is written in per cent."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The rest of the report's words in one language."""

    title: str
    subtitle: str
    usable: str
    usable_weak: str
    not_usable: str
    reasons: str
    no_reasons: str
    measure: str
    value: str
    limit: str
    good: str
    weak: str
    note: str
    fail: str
    crown: str
    chin: str
    eyes: str
    guides: str
    foot: str


PHRASES: dict[Language, Phrases] = {
    "vi": Phrases(
        title="Chất lượng ảnh chân dung",
        subtitle="Theo ISO/IEC 29794-5 (OFIQ) và ISO/IEC 39794-5",
        usable="Dùng được để so khớp",
        usable_weak="Dùng được, kết quả có thể kém chắc",
        not_usable="Không dùng được để so khớp",
        reasons="Lý do có thể khiến kết quả kém chắc:",
        no_reasons="Không có điểm yếu nào ảnh hưởng đến so khớp.",
        measure="Phép đo",
        value="Giá trị",
        limit="Giới hạn",
        good="đạt",
        weak="yếu, kết quả kém chắc",
        note="chỉ khác chuẩn ICAO",
        fail="không thể so khớp",
        crown="đỉnh đầu (ước tính)",
        chin="cằm (ước tính)",
        eyes="vùng mắt ICAO",
        guides="Khung trắng: khuôn mặt máy tìm thấy. Đường nối: hai mắt. Ô xanh: nơi ICAO muốn có điểm giữa hai mắt.",
        foot="Giới hạn là giá trị khởi đầu, cần hiệu chỉnh tại bệnh viện. "
        "Ảnh chân dung là dữ liệu sinh trắc: hãy giữ trang này như hồ sơ mật.",
    ),
    "en": Phrases(
        title="Portrait quality",
        subtitle="After ISO/IEC 29794-5 (OFIQ) and ISO/IEC 39794-5",
        usable="Usable for a comparison",
        usable_weak="Usable, results may be less certain",
        not_usable="Not usable for a comparison",
        reasons="What may make a result less certain:",
        no_reasons="Nothing found that would weaken a comparison.",
        measure="Measure",
        value="Value",
        limit="Limit",
        good="good",
        weak="weak, less certain",
        note="departs from ICAO only",
        fail="no comparison possible",
        crown="crown (estimate)",
        chin="chin (estimate)",
        eyes="ICAO eye zone",
        guides="White frame: the face as found. Line: the eyes. Tinted zone: where ICAO wants the middle of the eyes.",
        foot="Limits are starting values to calibrate on site. "
        "A portrait is biometric data: keep this page confidential.",
    ),
}


def spoken(pair: tuple[str, str], language: Language) -> str:
    """The word of a (Vietnamese, English) pair in a language."""
    return pair[language == "en"]


def number(value: float, unit: str, language: Language) -> str:
    """A value as people read it: shares in per cent, few digits, a decimal comma in Vietnamese."""
    shown, word = value, spoken(UNITS[unit], language)
    if word == "%":
        shown = 100 * value
    digits = 0 if abs(shown) >= 100 or unit in {"faces", "mean grey level"} else 1 if abs(shown) >= 10 else 2
    text = f"{shown:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if language == "vi":
        text = text.replace(".", ",")
    return f"{text}{'' if word in {'°', ''} else ' '}{word}"
