"""The checks' names and what to do about them, in Vietnamese, for the page that is signed before opening."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What a check is called on paper, and what is to be done when it is not well."""

    name: str
    do: str


WORDS: dict[str, Words] = {
    "configuration": Words("Tệp cấu hình", "Sửa các dòng sai trong tệp cấu hình"),
    "hub_configuration": Words("Cấu hình từ máy chủ", "Rút lại hoặc sửa cấu hình trên bảng điều khiển"),
    "versions": Words("Phiên bản phần mềm", "Cài lại phần mềm"),
    "clock": Words("Giờ của máy", "Bật đồng bộ giờ tự động"),
    "fonts": Words("Phông chữ tiếng Việt", "Cài lại phần mềm hoặc gói fonts-noto-core"),
    "letters": Words("Chữ của các ngôn ngữ khác", "Cài gói fonts-noto-cjk"),
    "voice": Words("Giọng đọc hướng dẫn", "Cài gói espeak-ng và alsa-utils"),
    "face_models": Words("Mô hình so khớp khuôn mặt", "Cài lại mô hình, hiệu chỉnh lại ngưỡng"),
    "credentials": Words("Mật khẩu và khoá", "Bổ sung mật khẩu, khoá còn thiếu"),
    "disk": Words("Dung lượng đĩa", "Giải phóng dung lượng đĩa"),
    "sqlite": Words("Phiên bản SQLite", "Chuyển nhật ký sang chế độ TRUNCATE"),
    "journal": Words("Nhật ký của máy", "Giữ nguyên tệp, gọi hỗ trợ kỹ thuật"),
    "database": Words("Toàn vẹn cơ sở dữ liệu", "Giữ nguyên tệp, gọi hỗ trợ kỹ thuật"),
    "backup": Words("Bản sao lưu hằng đêm", "Cắm đĩa sao lưu, chạy lại sao lưu"),
    "reader": Words("Đầu đọc thẻ", "Cắm lại đầu đọc thẻ, bật dịch vụ pcscd"),
    "card": Words("Đọc thử một thẻ", "Đặt một thẻ căn cước lên khay, kiểm tra lại"),
    "trust": Words("Chứng thư quốc gia (CSCA)", "Nạp chứng thư quốc gia"),
    "camera": Words("Camera: ánh sáng, độ nét", "Chỉnh đèn, lau ống kính, kiểm tra dây cáp"),
    "printer": Words("Máy in và giấy", "Thay giấy, đóng nắp, kiểm tra dây cáp"),
    "screen": Words("Tỷ lệ màn hình", "Đặt lại kích thước màn hình trong cấu hình"),
    "touch": Words("Cảm ứng", "Cắm lại cáp USB của màn hình cảm ứng"),
    "his": Words("Hệ thống HIS", "Kiểm tra địa chỉ, tài khoản HIS và mạng"),
    "hub": Words("Máy chủ trung tâm", "Khởi động máy chủ, kiểm tra mạng"),
    "payment": Words("Kênh thanh toán", "Kiểm tra tài khoản và đường truyền tới ngân hàng"),
    "insurance": Words("Cổng giám định BHYT", "Kiểm tra tài khoản cổng BHYT và mạng"),
    "servers_clock": Words("Lệch giờ với các máy chủ", "Đồng bộ giờ trên máy này và máy chủ"),
    "certificates": Words("Hạn các chứng thư số", "Gia hạn chứng thư trước ngày hết hạn"),
    "delivery": Words("Dữ liệu chưa gửi", "Chờ gửi xong, không xoá nhật ký"),
    "services": Words("Dịch vụ hệ thống", "Bật lại dịch vụ, xem nhật ký hệ thống"),
}
