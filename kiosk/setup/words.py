"""What setup asks and says, in Vietnamese and English: the same words in the terminal and in the window."""

from __future__ import annotations

from typing import Literal

Language = Literal["vi", "en"]

TEXTS: dict[str, tuple[str, str]] = {
    "title": ("Cài đặt máy đón tiếp", "Set up a station"),
    "kept_secret": ("đã có, Enter để giữ", "kept already, Enter keeps it"),
    "pick": ("Chọn số", "Choose a number"),
    "again": ("Tìm lại", "Look again"),
    "nothing": (
        "Không tìm thấy thiết bị nào. Cắm thiết bị rồi tìm lại.",
        "Nothing was found. Plug it in and look again.",
    ),
    "no_pcsc": (
        "Dịch vụ đọc thẻ không chạy: systemctl enable --now pcscd.socket, rồi tìm lại.",
        "The smart-card service does not answer: systemctl enable --now pcscd.socket, then look again.",
    ),
    "measure": (
        "Enter để tiếp tục, t để đo lại ánh sáng và độ nét",
        "Enter goes on, t measures light and sharpness again",
    ),
    "trying": ("Đang thử…", "Trying…"),
    "try": ("Thử lại", "Try again"),
    "go_on": ("Vẫn tiếp tục", "Go on anyway"),
    "yes": ("Có", "Yes"),
    "no": ("Không", "No"),
    "came_out": ("Phiếu in thử đã ra và đọc được chưa?", "Did the slip come out, readable?"),
    "not_out": ("Phiếu chưa ra: kiểm tra giấy và dây cáp.", "No slip: check paper and cable."),
    "back": ("Quay lại", "Back"),
    "next": ("Tiếp tục", "Go on"),
    "close": ("Đóng", "Close"),
    "save": ("Lưu cấu hình", "Save"),
    "nothing_changes": ("Không có gì thay đổi.", "Nothing changes."),
    "changes": ("Sẽ lưu:", "Will be saved:"),
    "sure": ("Lưu?", "Save?"),
    "saved": ("Đã lưu vào", "Saved to"),
    "backup": ("Tệp cũ giữ tại", "The old file is kept at"),
    "secret_at": ("Đã cất giữ", "Kept"),
    "seal": (
        "Khoá nhật ký mới được tạo: in ra và niêm phong một bản. Mất khoá là mất phần dữ liệu cá nhân trong nhật ký.",
        "A journal key was drawn: print it and seal a copy. Without it the journal's personal parts are lost.",
    ),
    "enrolled": ("Máy đã được ghi danh", "This machine is enrolled"),
    "then": ("Việc tiếp theo: kiosk doctor --config", "What comes next: kiosk doctor --config"),
    "not_saved": ("Chưa lưu gì.", "Nothing was saved."),
    "by_address": ("Máy in mạng, nhập địa chỉ", "A network printer, by its address"),
    "pictures": ("Không có máy in: ghi phiếu thành ảnh", "No printer: slips become pictures"),
    "virtual": ("Không có đầu đọc: thẻ ảo để tập", "No reader: a virtual card, for training"),
    "no_camera": ("Máy này không có camera", "This station has no camera"),
    "as_it_is": ("Giữ như đang có", "As it is"),
    "by_hand": ("Nhập số điểm ảnh trên mi-li-mét", "Type pixels per millimetre"),
    # pages
    "page.station": ("Bệnh viện và máy", "Hospital and station"),
    "page.reader": ("Đầu đọc thẻ", "Card reader"),
    "page.camera": ("Camera", "Camera"),
    "page.printer": ("Máy in phiếu", "Slip printer"),
    "page.screen": ("Màn hình", "Panel"),
    "page.his": ("Hệ thống HIS", "HIS"),
    "page.hub": ("Máy chủ trung tâm", "Hub"),
    "page.save": ("Xem lại và lưu", "Look and save"),
    "why.station": ("In trên phiếu, hiện trên màn hình.", "It stands on the slip and on the screen."),
    "why.reader": (
        "Đặt một thẻ căn cước lên khay để thử luôn con chip; không đọc dữ liệu cá nhân.",
        "Lay an ID card on the tray to try its chip as well; nothing personal is read.",
    ),
    "why.camera": (
        "Đứng trước máy như người bệnh: khuôn mặt phải sáng và nét.",
        "Stand where a patient stands: the face must be light and sharp.",
    ),
    "why.printer": ("Máy in thử một phiếu.", "A slip is printed as a trial."),
    "why.screen": (
        "Để nút bấm đúng 20 mm trên màn hình này.",
        "So that buttons are 20 mm on this panel.",
    ),
    "why.his": ("Tài khoản của máy ở HIS, do bên HIS cấp.", "The kiosk's account at the HIS, as given by its maker."),
    "why.hub": (
        "Có mã ghi danh thì nhập địa chỉ cổng và mã; không có thì nhập địa chỉ máy chủ và khoá chung.",
        "With a token, give the gate's address and the token; without one, the hub's address and its shared token.",
    ),
    # questions
    "station.hospital": ("Tên bệnh viện", "The hospital's name"),
    "station.name": ("Tên máy, như Máy 03 · Sảnh A", "The station's name, like Máy 03 · Sảnh A"),
    "station.id": ("Mã máy, như 03", "The station's id, like 03"),
    "station.facility": ("Mã cơ sở KCB (MA_CSKCB), 5 chữ số", "The hospital's MA_CSKCB, 5 digits"),
    "station.desk": ("Quầy hỗ trợ khi máy không làm được", "The desk patients are sent to"),
    "station.journal": ("Tệp nhật ký", "The journal's file"),
    "reader.trust": ("Thư mục chứng thư quốc gia (CSCA)", "Folder of the country's certificates"),
    "printer.host": ("Địa chỉ máy in", "The printer's address"),
    "screen.px_per_mm": ("Điểm ảnh trên mi-li-mét", "Pixels per millimetre"),
    "his.url": ("Địa chỉ HIS", "The HIS's address"),
    "his.merchant_id": ("Tài khoản của máy ở HIS", "The kiosk's account at the HIS"),
    "secret:his_secret": ("Mật khẩu ký của tài khoản HIS", "The account's signing secret"),
    "hub.url": ("Địa chỉ máy chủ trung tâm", "The hub's address"),
    "secret:hub_token": ("Khoá chung của máy chủ", "The hub's token"),
    "enrol:gate": (
        "Địa chỉ cổng ghi danh, như https://hub.benhvien.vn:8443",
        "The gate, like https://hub.example:8443",
    ),
    "enrol:token": ("Mã ghi danh dùng một lần", "The one-time token"),
}


EXPECTED: dict[str, str] = {
    "station.hospital": "tên bệnh viện trên một dòng",
    "station.name": "tên máy trên một dòng, như Máy 03 · Sảnh A",
    "station.id": "1 đến 4 chữ hoa hoặc chữ số, như 03",
    "station.facility": "5 chữ số của MA_CSKCB, như 01001",
    "station.desk": "1 đến 4 chữ hoa hoặc chữ số, như 2",
    "station.journal": "đường dẫn một tệp trên đĩa của máy",
    "reader.trust": "đường dẫn một thư mục",
    "printer.host": "tên hoặc địa chỉ máy in, như 10.0.3.21",
    "screen.px_per_mm": "một số từ 1 đến 20, như 4,03",
    "his.url": "địa chỉ https, như https://his.benhvien.vn (http chỉ trên chính máy này)",
    "his.merchant_id": "tài khoản trên một dòng",
    "hub.url": "địa chỉ https, như https://hub.benhvien.vn (http chỉ trên chính máy này)",
    "enrol:gate": "địa chỉ https, như https://hub.benhvien.vn:8443",
    "enrol:token": "mã ghi danh của đúng máy này, như 03.<16 chữ>.<26 chữ>",
}
"""What an answer must look like, in Vietnamese; the English is the setting's own."""


def expected(path: str, english: str, language: Language) -> str:
    """What is expected of an answer, in a language."""
    return english if language == "en" else EXPECTED.get(path, english)


def shown(value: object) -> str:
    """A setting's value as the file has it, without quotes; a dash for none."""
    if value is None:
        return "–"
    return str(value).lower() if isinstance(value, bool) else str(value)


def said(name: str, language: Language) -> str:
    """A text in a language."""
    return TEXTS[name][language == "en"]
