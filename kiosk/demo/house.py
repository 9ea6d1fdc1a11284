"""What the invented hospital tells everybody at its station: opening hours, its places and the way to them, a map."""

from __future__ import annotations

from pathlib import Path

from kiosk.station.api import Information, Way

HOUSE = Information(
    hours=(
        "Thứ Hai – thứ Sáu: 7:00 – 16:30",
        "Thứ Bảy: 7:00 – 11:30",
        "Cấp cứu: cả ngày và đêm",
        "Thăm bệnh: 16:30 – 20:00",
    ),
    map=str(Path(__file__).with_name("floor.svg")),
    ways=(
        Way(
            "Phòng xét nghiệm",
            "Tầng 1, toà B",
            "flask",
            ("Đi thẳng đến sảnh giữa", "Rẽ phải, qua nhà thuốc", "Phòng 108 ở bên trái"),
            ((0.12, 0.86), (0.12, 0.5), (0.72, 0.5), (0.72, 0.34)),
        ),
        Way(
            "Quầy thu ngân",
            "Tầng 1, toà A",
            "cash",
            ("Đi thẳng 20 m", "Quầy ở bên trái, trước cầu thang"),
            ((0.12, 0.86), (0.12, 0.34)),
        ),
        Way(
            "Nhà thuốc",
            "Tầng 1, sảnh giữa",
            "heart",
            ("Đi thẳng đến sảnh giữa", "Nhà thuốc ở bên phải"),
            ((0.12, 0.86), (0.12, 0.5), (0.44, 0.5)),
        ),
        Way(
            "Khoa Chẩn đoán hình ảnh",
            "Tầng 2, toà B",
            "lungs",
            ("Đi thang máy số 1 lên tầng 2", "Rẽ phải", "Phòng 214 ở cuối hành lang"),
        ),
        Way(
            "Nhà vệ sinh",
            "Tầng 1, cạnh thang máy số 1",
            "wheel",
            ("Quay lại phía cửa chính", "Rẽ trái"),
            ((0.12, 0.86), (0.3, 0.86), (0.3, 0.7)),
        ),
        Way("Căng-tin", "Sân sau", "people", ("Ra cửa sau của sảnh giữa", "Đi 30 m")),
        Way("Khoa Nội trú", "Toà C", "parent", ("Ra cửa sau", "Đi theo vạch xanh đến toà C")),
    ),
)
