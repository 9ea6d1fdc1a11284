"""Why a file is no statement, and why one row of it is no line: typed, with a sentence an accountant can act on.

No sentence quotes a cell: a mistaken mapping would put names and memos into it, and the reader has the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


class FileRefused(Exception):
    """A file that cannot be used as a whole. `code` is what the desk's port answers, the text says what to do."""

    code: Literal["unreadable", "too_large"]


class NotReadable(FileRefused):
    """No format known here, a damaged file, or one that does not fit the layout it is read with."""

    code = "unreadable"


class TooLarge(FileRefused):
    """More bytes, rows or columns than a statement has, packed or unpacked; see `kiosk.statements.limits`."""

    code = "too_large"


class ReadingStopped(Exception):
    """The caller's progress function said to stop; what was read is dropped, the file is untouched."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that looks like a movement and cannot be read as one. `row` counts the file's rows (or lines) from 1.

    `code` is a key of `SENTENCES`; `where` is the column's heading, or empty.
    """

    row: int
    code: str
    where: str = ""

    def __str__(self) -> str:
        place = f"Dòng {self.row}" + (f", cột “{self.where}”" if self.where else "")
        return f"{place}: {SENTENCES[self.code]}"


SENTENCES = {
    "date": "ngày giờ không đọc được",
    "amount": "số tiền không đọc được",
    "fraction": "số tiền có phần lẻ của đồng",
    "sign": "không rõ tiền vào hay tiền ra",
    "currency": "không phải tiền Việt Nam đồng",
    "reference": "số tham chiếu đã mất chữ số (Excel đã đổi thành số)",
    "reused": "số tham chiếu đã có ở một ngày khác với cùng số tiền: xin lưu một mẫu riêng cho ngân hàng này",
    "account": "thuộc một tài khoản khác",
    "batch": "các khoản trong lô không cộng đủ số tiền của lô",
    "row": "dòng không đúng khuôn dạng",
    "cell": "ô quá dài",
    "sum": "số dư đầu, các giao dịch và số dư cuối không khớp: tệp thiếu giao dịch",
    "dates": "ngày và tháng bị Excel đảo chỗ: xin tải lại tệp từ ngân hàng, không mở rồi lưu bằng Excel",
    "torn": "sao kê không có số dư cuối: tệp bị cắt",
}
