<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>BillPanel</name>
    <message>
        <source>Due</source>
        <translation>Phải thu</translation>
    </message>
    <message>
        <source>Advance, đ</source>
        <translation>Tạm ứng, đ</translation>
    </message>
    <message>
        <source>How much advance, đ</source>
        <translation>Số tiền tạm ứng, đ</translation>
    </message>
    <message>
        <source>Cash given, đ</source>
        <translation>Khách đưa, đ</translation>
    </message>
    <message>
        <source>Cash given, đ (empty: exactly that)</source>
        <translation>Khách đưa, đ (để trống: đưa vừa đủ)</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Trả lại</translation>
    </message>
    <message>
        <source>Who pays, as the slip shall say</source>
        <translation>Người nộp, ghi trên phiếu</translation>
    </message>
    <message>
        <source>Who pays, as the slip shall say (F3, may be left empty)</source>
        <translation>Người nộp, ghi trên phiếu (F3, để trống cũng được)</translation>
    </message>
    <message>
        <source>Wants an invoice</source>
        <translation>Cần xuất hóa đơn</translation>
    </message>
    <message>
        <source>Buyer&apos;s name</source>
        <translation>Tên người mua</translation>
    </message>
    <message>
        <source>Tax code</source>
        <translation>Mã số thuế</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Email</translation>
    </message>
    <message>
        <source>Kept for the invoice; HIS or the e-invoice provider issues it.</source>
        <translation>Giữ để xuất hóa đơn; HIS hoặc nhà cung cấp hóa đơn điện tử sẽ xuất.</translation>
    </message>
    <message>
        <source>%1 of %2 has come already. Only the rest is taken.</source>
        <translation>Đã nhận %1 trên %2. Chỉ thu phần còn lại.</translation>
    </message>
    <message>
        <source>Still due</source>
        <translation>Còn phải thu</translation>
    </message>
    <message>
        <source>Card terminal</source>
        <translation>Máy quẹt thẻ</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Vừa đủ</translation>
    </message>
    <message>
        <source>Still missing</source>
        <translation>Còn thiếu</translation>
    </message>
</context>
<context>
    <name>BillTable</name>
    <message>
        <source>Bill</source>
        <translation>Phiếu</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Due, đ</source>
        <translation>Phải thu, đ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Nothing scanned yet.</source>
        <translation>Chưa quét phiếu nào.</translation>
    </message>
    <message>
        <source>%1 has come</source>
        <translation>Đã nhận %1</translation>
    </message>
</context>
<context>
    <name>CashierWindow</name>
    <message>
        <source>Cashier</source>
        <translation>Thu ngân</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Quầy thu</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Chênh lệch</translation>
    </message>
    <message>
        <source>Find a payment</source>
        <translation>Tìm thanh toán</translation>
    </message>
    <message>
        <source>Bank statements</source>
        <translation>Sao kê ngân hàng</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>Hoàn tiền</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Chốt ca</translation>
    </message>
    <message>
        <source>Places: Alt and the digit</source>
        <translation>Chuyển mục: Alt và số</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Khoá máy</translation>
    </message>
    <message>
        <source>Change PIN</source>
        <translation>Đổi PIN</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Ra khỏi quầy</translation>
    </message>
    <message>
        <source>%1: give your PIN to go on where you were.</source>
        <translation>%1: nhập PIN để làm tiếp từ chỗ đang dở.</translation>
    </message>
    <message>
        <source>%1: the session has ended. Give your PIN; what you typed is kept and goes on.</source>
        <translation>%1: phiên làm việc đã hết. Nhập PIN; những gì đã gõ vẫn còn và được làm tiếp.</translation>
    </message>
</context>
<context>
    <name>CounterFoot</name>
    <message>
        <source>Take the rest, %1</source>
        <translation>Thu nốt %1</translation>
    </message>
    <message>
        <source>Charge the rest, %1</source>
        <translation>Quẹt thẻ nốt %1</translation>
    </message>
    <message>
        <source>Show the QR for the rest, %1</source>
        <translation>Hiện QR thu nốt %1</translation>
    </message>
    <message>
        <source>Take %1 in cash</source>
        <translation>Thu %1 tiền mặt</translation>
    </message>
    <message>
        <source>Charge %1 to the card</source>
        <translation>Thu %1 bằng thẻ</translation>
    </message>
    <message>
        <source>Show the QR for %1</source>
        <translation>Hiện mã QR %1</translation>
    </message>
    <message>
        <source>One slip, numbered, is made when the money is there.</source>
        <translation>Có tiền mới có phiếu thu, mỗi lần một số.</translation>
    </message>
    <message>
        <source>Ask the terminal again</source>
        <translation>Hỏi lại máy quẹt thẻ</translation>
    </message>
    <message>
        <source>Nothing is charged a second time.</source>
        <translation>Không trừ tiền lần thứ hai.</translation>
    </message>
    <message>
        <source>Money that comes later is found again by its code.</source>
        <translation>Tiền đến sau vẫn tìm lại được theo mã.</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Thôi chờ</translation>
    </message>
    <message>
        <source>Print a copy</source>
        <translation>In bản sao</translation>
    </message>
    <message>
        <source>Print the slip</source>
        <translation>In phiếu</translation>
    </message>
    <message>
        <source>Next slip</source>
        <translation>Phiếu tiếp theo</translation>
    </message>
</context>
<context>
    <name>CounterPage</name>
    <message>
        <source>Counter</source>
        <translation>Quầy thu</translation>
    </message>
    <message>
        <source>New slip</source>
        <translation>Phiếu mới</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Lùi</translation>
    </message>
    <message>
        <source>Code of the slip</source>
        <translation>Mã trên phiếu</translation>
    </message>
    <message>
        <source>Scan the slip, or type pay code or bill</source>
        <translation>Quét phiếu, hoặc gõ mã trả tiền hay số phiếu</translation>
    </message>
    <message>
        <source>What is owed</source>
        <translation>Các khoản phải thu</translation>
    </message>
    <message>
        <source>Taken at this window</source>
        <translation>Vừa thu tại máy này</translation>
    </message>
    <message>
        <source>asking for the shift</source>
        <translation>đang hỏi tình hình ca</translation>
    </message>
    <message>
        <source>looking for the bill</source>
        <translation>đang tìm phiếu</translation>
    </message>
    <message>
        <source>This bill is already paid in the HIS. Nothing is to be taken.</source>
        <translation>HIS ghi phiếu này đã trả. Không phải thu nữa.</translation>
    </message>
    <message>
        <source>The HIS does not answer now: this bill may already be paid. Look before you take.</source>
        <translation>HIS chưa trả lời: phiếu này có thể đã trả. Xin xem lại trước khi thu.</translation>
    </message>
    <message>
        <source>asking for card terminals</source>
        <translation>đang hỏi máy quẹt thẻ</translation>
    </message>
    <message>
        <source>An invoice needs the buyer&apos;s name.</source>
        <translation>Xuất hóa đơn cần tên người mua.</translation>
    </message>
    <message>
        <source>taking the money</source>
        <translation>đang ghi thu</translation>
    </message>
    <message>
        <source>The HIS could not be asked about this bill. Look it up in the HIS; take money only if it is open.</source>
        <translation>HIS chưa hỏi được về phiếu này. Xin tra trên HIS, chỉ thu khi phiếu còn phải trả.</translation>
    </message>
    <message>
        <source>I have looked, it is open: take it</source>
        <translation>Đã tra, còn phải trả: thu</translation>
    </message>
    <message>
        <source>No money moved (%1). Choose how to pay again.</source>
        <translation>Chưa có tiền nào chuyển (%1). Xin chọn lại cách trả.</translation>
    </message>
    <message>
        <source>asking how the payment stands</source>
        <translation>đang hỏi lần thu này</translation>
    </message>
    <message>
        <source>ending the wait</source>
        <translation>đang thôi chờ</translation>
    </message>
    <message>
        <source>deciding</source>
        <translation>đang ghi quyết định</translation>
    </message>
    <message>
        <source>Void…</source>
        <translation>Huỷ phiếu…</translation>
    </message>
    <message>
        <source>Leave it valid</source>
        <translation>Giữ phiếu</translation>
    </message>
    <message>
        <source>Approve the void</source>
        <translation>Duyệt huỷ</translation>
    </message>
</context>
<context>
    <name>Differences</name>
    <message>
        <source>Time</source>
        <translation>Giờ</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>Máy</translation>
    </message>
    <message>
        <source>Pay code</source>
        <translation>Mã trả tiền</translation>
    </message>
    <message>
        <source>Kiosk has</source>
        <translation>Máy ghi</translation>
    </message>
    <message>
        <source>Bank has</source>
        <translation>Ngân hàng</translation>
    </message>
    <message>
        <source>HIS has</source>
        <translation>HIS</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Nguyên nhân</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>Đã bao lâu</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Người giữ</translation>
    </message>
    <message>
        <source>Hand it on</source>
        <translation>Giao việc</translation>
    </message>
    <message>
        <source>%1 · %2: who goes on with it?</source>
        <translation>%1 · %2: ai làm tiếp?</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Giao cho</translation>
    </message>
    <message>
        <source>Please choose somebody.</source>
        <translation>Xin chọn một người.</translation>
    </message>
    <message>
        <source>Settled outside</source>
        <translation>Đã xử lý bên ngoài</translation>
    </message>
    <message>
        <source>The difference stays on record with your name and this note; no figure is changed.</source>
        <translation>Chênh lệch vẫn nằm trong sổ, kèm tên người ghi và ghi chú này; không con số nào bị sửa.</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Cách xử lý</translation>
    </message>
    <message>
        <source>Put right in the HIS</source>
        <translation>Đã sửa bên HIS</translation>
    </message>
    <message>
        <source>Put right by the bank</source>
        <translation>Ngân hàng đã sửa</translation>
    </message>
    <message>
        <source>Money given back</source>
        <translation>Đã trả lại tiền</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <translation>Khác</translation>
    </message>
    <message>
        <source>Note (receipt, letter, who agreed)</source>
        <translation>Ghi chú (biên lai, công văn, ai đồng ý)</translation>
    </message>
    <message>
        <source>Note it as settled</source>
        <translation>Ghi là đã xử lý</translation>
    </message>
    <message>
        <source>Please choose how, and write a note.</source>
        <translation>Xin chọn cách xử lý và viết ghi chú.</translation>
    </message>
</context>
<context>
    <name>DifferencesPage</name>
    <message>
        <source>Differences</source>
        <translation>Chênh lệch</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Tìm</translation>
    </message>
    <message>
        <source>Open row</source>
        <translation>Mở dòng</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Ghép</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Nguyên nhân</translation>
    </message>
    <message>
        <source>Every cause</source>
        <translation>Mọi nguyên nhân</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Người giữ</translation>
    </message>
    <message>
        <source>With anybody</source>
        <translation>Mọi người giữ</translation>
    </message>
    <message>
        <source>With me</source>
        <translation>Việc của tôi</translation>
    </message>
    <message>
        <source>With nobody</source>
        <translation>Chưa ai giữ</translation>
    </message>
    <message>
        <source>Settled ones too</source>
        <translation>Cả việc đã xong</translation>
    </message>
    <message>
        <source>No difference fits these filters.</source>
        <translation>Không có chênh lệch nào như vậy.</translation>
    </message>
    <message>
        <source>asking for the differences</source>
        <translation>đang lấy chênh lệch</translation>
    </message>
    <message>
        <source>%1 shown · together %2</source>
        <translation>%1 dòng · cộng %2</translation>
    </message>
    <message>
        <source>%1 open</source>
        <translation>%1 đang mở</translation>
    </message>
    <message>
        <source>Settled: %1</source>
        <translation>Đã xử lý: %1</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Nhận việc</translation>
    </message>
    <message>
        <source>Hand on…</source>
        <translation>Giao việc…</translation>
    </message>
    <message>
        <source>Settled outside…</source>
        <translation>Đã xử lý bên ngoài…</translation>
    </message>
    <message>
        <source>Open the payment</source>
        <translation>Mở thanh toán</translation>
    </message>
    <message>
        <source>Save XLSX</source>
        <translation>Lưu XLSX</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>Lưu PDF</translation>
    </message>
    <message>
        <source>taking it</source>
        <translation>đang nhận việc</translation>
    </message>
</context>
<context>
    <name>DrawerCount</name>
    <message>
        <source>Note</source>
        <translation>Mệnh giá</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>Số tờ</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Thành tiền</translation>
    </message>
    <message>
        <source>Total counted</source>
        <translation>Tổng đếm</translation>
    </message>
    <message>
        <source>Cash counted</source>
        <translation>Tiền mặt đã đếm</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>Save the report</source>
        <translation>Lưu báo cáo</translation>
    </message>
    <message>
        <source>The file cannot be written there. Choose another folder.</source>
        <translation>Không ghi được tệp vào đó. Xin chọn thư mục khác.</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Đã lưu: %1</translation>
    </message>
    <message>
        <source>making the report</source>
        <translation>đang lập báo cáo</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Time</source>
        <translation>Giờ</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Nơi thu</translation>
    </message>
    <message>
        <source>Pay code</source>
        <translation>Mã trả tiền</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Cách trả</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số tham chiếu</translation>
    </message>
    <message>
        <source>Amount, đ</source>
        <translation>Số tiền, đ</translation>
    </message>
    <message>
        <source>Nothing stands behind this figure.</source>
        <translation>Số này chưa có khoản nào.</translation>
    </message>
    <message>
        <source>%1 rows · together %2</source>
        <translation>%1 dòng · cộng %2</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Số lượt</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Leave it</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>Đang hỏi máy chủ…</translation>
    </message>
    <message>
        <source>No clear answer yet. Nothing you typed is lost: press F10 to ask again.</source>
        <translation>Chưa có câu trả lời rõ. Những gì đã gõ vẫn còn: bấm F10 để hỏi lại.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Hỏi lại</translation>
    </message>
</context>
<context>
    <name>IdlePanel</name>
    <message>
        <source>Scan the patient&apos;s slip.</source>
        <translation>Xin quét phiếu của người bệnh.</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>No clear answer: %1. What was begun is kept; ask again by the same number.</source>
        <translation>Chưa rõ kết quả: %1. Việc đã bắt đầu vẫn được giữ; hỏi lại theo đúng số đó.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Hỏi lại</translation>
    </message>
</context>
<context>
    <name>PinPage</name>
    <message>
        <source>New PIN</source>
        <translation>PIN mới</translation>
    </message>
    <message>
        <source>PIN until now</source>
        <translation>PIN đang dùng</translation>
    </message>
    <message>
        <source>New PIN again</source>
        <translation>PIN mới, gõ lại</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>Đổi PIN</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <source>This PIN was given to you. Choose one that only you know.</source>
        <translation>PIN này do người khác đặt. Xin chọn PIN chỉ mình biết.</translation>
    </message>
    <message>
        <source>Six digits or more, without a run or one digit repeated.</source>
        <translation>Sáu chữ số trở lên, không liên tiếp và không lặp một số.</translation>
    </message>
    <message>
        <source>The new PIN was not typed the same twice.</source>
        <translation>Hai lần gõ PIN mới chưa giống nhau.</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>Đang hỏi máy chủ…</translation>
    </message>
    <message>
        <source>The hub does not answer. Press Enter to ask again.</source>
        <translation>Máy chủ chưa trả lời. Bấm Enter để hỏi lại.</translation>
    </message>
</context>
<context>
    <name>RecentTable</name>
    <message>
        <source>Time</source>
        <translation>Giờ</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Phiếu thu</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Cách trả</translation>
    </message>
    <message>
        <source>Amount, đ</source>
        <translation>Số tiền, đ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Chưa có.</translation>
    </message>
</context>
<context>
    <name>RefundsPage</name>
    <message>
        <source>Refunds</source>
        <translation>Hoàn tiền</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Xem lại</translation>
    </message>
    <message>
        <source>Closed ones too</source>
        <translation>Cả việc đã xong</translation>
    </message>
    <message>
        <source>Asked for by one, approved by another; whoever approved does not pay out.</source>
        <translation>Một người xin, người khác duyệt; người duyệt không chi tiền.</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Lúc xin</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Khoản tiền</translation>
    </message>
    <message>
        <source>Bill</source>
        <translation>Phiếu</translation>
    </message>
    <message>
        <source>Amount, đ</source>
        <translation>Số tiền, đ</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Asked, decided by</source>
        <translation>Người xin, duyệt</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Đã chi</translation>
    </message>
    <message>
        <source>No refund waits.</source>
        <translation>Không có hoàn tiền nào đang chờ.</translation>
    </message>
    <message>
        <source>asking for the refunds</source>
        <translation>đang lấy danh sách hoàn tiền</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>Không duyệt…</translation>
    </message>
    <message>
        <source>Approve %1</source>
        <translation>Duyệt hoàn %1</translation>
    </message>
    <message>
        <source>A supervisor decides; you can go on with other work.</source>
        <translation>Trưởng ca quyết định; cứ làm việc khác trong lúc chờ.</translation>
    </message>
    <message>
        <source>Voids that wait for a supervisor</source>
        <translation>Phiếu xin huỷ, chờ trưởng ca</translation>
    </message>
    <message>
        <source>asking for the voids</source>
        <translation>đang lấy phiếu xin huỷ</translation>
    </message>
    <message>
        <source>%1 wait for approval · %2 to be paid out</source>
        <translation>%1 chờ duyệt · %2 chờ chi</translation>
    </message>
    <message>
        <source>Taken by %1 · void asked for by %2</source>
        <translation>Người thu %1 · người xin huỷ %2</translation>
    </message>
    <message>
        <source>Open the payment</source>
        <translation>Mở thanh toán</translation>
    </message>
    <message>
        <source>Leave it valid</source>
        <translation>Giữ phiếu</translation>
    </message>
    <message>
        <source>Approve the void of %1</source>
        <translation>Duyệt huỷ %1</translation>
    </message>
    <message>
        <source>asked for by %1</source>
        <translation>người xin %1</translation>
    </message>
    <message>
        <source>decided by %1</source>
        <translation>người duyệt %1</translation>
    </message>
    <message>
        <source>paid out by %1</source>
        <translation>người chi %1</translation>
    </message>
    <message>
        <source>Transferred at the bank…</source>
        <translation>Đã chuyển khoản…</translation>
    </message>
    <message>
        <source>Pay %1 in cash</source>
        <translation>Chi %1 tiền mặt</translation>
    </message>
    <message>
        <source>Print the slip again</source>
        <translation>In lại phiếu chi</translation>
    </message>
    <message>
        <source>approving</source>
        <translation>đang duyệt</translation>
    </message>
    <message>
        <source>deciding</source>
        <translation>đang ghi quyết định</translation>
    </message>
    <message>
        <source>Refuse the refund</source>
        <translation>Không duyệt hoàn tiền</translation>
    </message>
    <message>
        <source>%1 for %2 stays where it is.</source>
        <translation>%1 của %2 giữ nguyên như cũ.</translation>
    </message>
    <message>
        <source>Refuse it</source>
        <translation>Không duyệt</translation>
    </message>
    <message>
        <source>Pay %1 in cash?</source>
        <translation>Chi %1 tiền mặt?</translation>
    </message>
    <message>
        <source>It goes out of your drawer and stands in your shift&apos;s book.</source>
        <translation>Tiền ra từ ngăn kéo của quầy và ghi vào sổ của ca này.</translation>
    </message>
    <message>
        <source>I have paid out %1</source>
        <translation>Đã chi %1</translation>
    </message>
    <message>
        <source>Transferred %1 at the bank</source>
        <translation>Đã chuyển khoản %1</translation>
    </message>
    <message>
        <source>The bank&apos;s reference lets the statement find it again.</source>
        <translation>Nhờ số tham chiếu, sao kê sẽ tìm lại được khoản này.</translation>
    </message>
    <message>
        <source>The bank&apos;s reference</source>
        <translation>Số tham chiếu của ngân hàng</translation>
    </message>
    <message>
        <source>Note the transfer</source>
        <translation>Ghi chuyển khoản</translation>
    </message>
    <message>
        <source>printing the slip</source>
        <translation>đang in phiếu</translation>
    </message>
    <message>
        <source>The slip did not print. Look at the printer; F9 on the row prints it again.</source>
        <translation>Phiếu chi chưa in được. Xem máy in; bấm F9 trên dòng để in lại.</translation>
    </message>
    <message>
        <source>The slip is printed: have it signed and keep it.</source>
        <translation>Đã in phiếu chi: xin lấy chữ ký và giữ lại.</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>Numbered and kept; a reprint is marked as one.</source>
        <translation>Đã đánh số và lưu; bản in lại có ghi rõ.</translation>
    </message>
    <message>
        <source>A look at the running shift by the same computation; it changes nothing.</source>
        <translation>Xem ca đang chạy bằng cùng một phép tính; không làm thay đổi gì.</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Đang in…</translation>
    </message>
    <message>
        <source>The printer did not print it. Look at the printer, then press F9.</source>
        <translation>Máy in chưa in được. Xem máy in rồi bấm F9.</translation>
    </message>
    <message>
        <source>Printed.</source>
        <translation>Đã in.</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Find a payment</source>
        <translation>Tìm thanh toán</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Tìm</translation>
    </message>
    <message>
        <source>Open row</source>
        <translation>Mở dòng</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Lùi</translation>
    </message>
    <message>
        <source>What to look for</source>
        <translation>Tìm gì</translation>
    </message>
    <message>
        <source>Pay code, reference, bill or slip</source>
        <translation>Mã trả tiền, số tham chiếu, số phiếu</translation>
    </message>
    <message>
        <source>Part of a code is enough; upper and lower case are the same.</source>
        <translation>Gõ một phần mã cũng được; chữ hoa hay thường như nhau.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Lúc</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Nơi thu</translation>
    </message>
    <message>
        <source>Pay code</source>
        <translation>Mã trả tiền</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Cách trả</translation>
    </message>
    <message>
        <source>Due, đ</source>
        <translation>Phải thu, đ</translation>
    </message>
    <message>
        <source>Received, đ</source>
        <translation>Đã nhận, đ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>HIS receipt</source>
        <translation>Biên lai HIS</translation>
    </message>
    <message>
        <source>Nothing shown yet.</source>
        <translation>Chưa tìm gì.</translation>
    </message>
    <message>
        <source>looking</source>
        <translation>đang tìm</translation>
    </message>
    <message>
        <source>Nothing found for “%1”.</source>
        <translation>Không thấy “%1”.</translation>
    </message>
    <message>
        <source>%1 found for “%2”, newest first.</source>
        <translation>%1 kết quả cho “%2”, mới nhất trước.</translation>
    </message>
</context>
<context>
    <name>ShiftBench</name>
    <message>
        <source>Cash counted</source>
        <translation>Tiền mặt đã đếm</translation>
    </message>
    <message>
        <source>locked %1</source>
        <translation>khoá %1</translation>
    </message>
    <message>
        <source>Float from the safe</source>
        <translation>Tiền đầu ca từ quỹ</translation>
    </message>
    <message>
        <source>No shift is open at this desk</source>
        <translation>Quầy này chưa mở ca</translation>
    </message>
    <message>
        <source>Count the float the treasurer gave you, by its notes. Money can be taken once the shift is open.</source>
        <translation>Đếm tiền đầu ca thủ quỹ giao, theo từng mệnh giá. Mở ca rồi mới thu tiền được.</translation>
    </message>
    <message>
        <source>Open the shift with %1</source>
        <translation>Mở ca với %1</translation>
    </message>
    <message>
        <source>Everything taken from now on stands under your name.</source>
        <translation>Từ đây mọi khoản thu đứng tên người mở ca.</translation>
    </message>
    <message>
        <source>Count what you take over</source>
        <translation>Đếm tiền nhận bàn giao</translation>
    </message>
    <message>
        <source>A handover waits for you</source>
        <translation>Có bàn giao đang chờ</translation>
    </message>
    <message>
        <source>%1 closed the shift and hands you its cash. Count it yourself; a difference is noted.</source>
        <translation>%1 đã chốt ca và giao tiền. Xin tự đếm lại; lệch bao nhiêu được ghi lại bấy nhiêu.</translation>
    </message>
    <message>
        <source>Take over %1</source>
        <translation>Nhận %1</translation>
    </message>
    <message>
        <source>You signed in with your own PIN: that is your signature.</source>
        <translation>Đã vào bằng PIN của mình: đó là chữ ký nhận.</translation>
    </message>
    <message>
        <source>Waits for %1</source>
        <translation>Đang chờ %1 nhận</translation>
    </message>
    <message>
        <source>The receiver signs in here with an own PIN, counts the cash and takes it over.</source>
        <translation>Người nhận vào máy này bằng PIN của mình, đếm tiền và nhận.</translation>
    </message>
    <message>
        <source>Cash to the safe…</source>
        <translation>Nộp thủ quỹ…</translation>
    </message>
    <message>
        <source>Print an X slip</source>
        <translation>In phiếu X</translation>
    </message>
    <message>
        <source>Count the cash to close</source>
        <translation>Đếm tiền để chốt ca</translation>
    </message>
    <message>
        <source>Float %1. The book is shown after the count.</source>
        <translation>Đầu ca %1. Sổ chỉ hiện sau khi đếm.</translation>
    </message>
    <message>
        <source>The book stays closed while you count</source>
        <translation>Sổ đóng trong lúc đếm</translation>
    </message>
    <message>
        <source>Type the pieces of each note. A locked count cannot be changed; the book is then shown.</source>
        <translation>Gõ số tờ của từng mệnh giá. Khoá rồi thì không sửa được, và sổ hiện ra bên cạnh.</translation>
    </message>
    <message>
        <source>Lock the count: %1</source>
        <translation>Khoá số đếm: %1</translation>
    </message>
    <message>
        <source>Locked is locked: count twice if in doubt.</source>
        <translation>Khoá là xong: còn ngờ thì đếm lại lần nữa.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>needed when there is a difference</source>
        <translation>bắt buộc khi có chênh lệch</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Việc đã xảy ra</translation>
    </message>
    <message>
        <source>What happened, in a few words</source>
        <translation>Việc đã xảy ra, vài chữ</translation>
    </message>
    <message>
        <source>Note %1 missing, go on to hand over</source>
        <translation>Ghi thiếu %1, sang giao ca</translation>
    </message>
    <message>
        <source>Note %1 too much, go on to hand over</source>
        <translation>Ghi thừa %1, sang giao ca</translation>
    </message>
    <message>
        <source>It agrees, go on to hand over</source>
        <translation>Khớp, sang giao ca</translation>
    </message>
    <message>
        <source>Who takes the cash over?</source>
        <translation>Giao tiền cho ai?</translation>
    </message>
    <message>
        <source>The receiver counts again and signs with an own PIN. Without a receiver the cash goes to the safe.</source>
        <translation>Người nhận đếm lại và nhập PIN của mình. Không có người nhận thì tiền nộp về quỹ.</translation>
    </message>
    <message>
        <source>Nobody: to the safe</source>
        <translation>Nộp hết về quỹ</translation>
    </message>
    <message>
        <source>Go on to sign</source>
        <translation>Sang ký</translation>
    </message>
    <message>
        <source>You sign for this</source>
        <translation>Nội dung ký</translation>
    </message>
    <message>
        <source>The cash goes to the safe.</source>
        <translation>Tiền mặt nộp về quỹ.</translation>
    </message>
    <message>
        <source>The cash goes to %1.</source>
        <translation>Tiền mặt giao cho %1.</translation>
    </message>
    <message>
        <source>Sign, close, print Z %1</source>
        <translation>Ký, đóng ca, in phiếu %1</translation>
    </message>
    <message>
        <source>The Z slip is made once and cannot be changed.</source>
        <translation>Phiếu Z chỉ lập một lần, không sửa được.</translation>
    </message>
    <message>
        <source>Z slip %1 is made once and cannot be changed. Look first with an X slip.</source>
        <translation>Phiếu Z số %1 chỉ in một lần, không sửa được. Xem thử bằng phiếu X.</translation>
    </message>
</context>
<context>
    <name>ShiftCards</name>
    <message>
        <source>Cash by the book</source>
        <translation>Tiền mặt theo sổ</translation>
    </message>
    <message>
        <source>Float received</source>
        <translation>Đầu ca nhận</translation>
    </message>
    <message>
        <source>Taken at the desk</source>
        <translation>Thu tại quầy</translation>
    </message>
    <message>
        <source>%1 payments</source>
        <translation>%1 lượt</translation>
    </message>
    <message>
        <source>Refunded in cash</source>
        <translation>Hoàn tiền mặt</translation>
    </message>
    <message>
        <source>%1 refunds</source>
        <translation>%1 phiếu</translation>
    </message>
    <message>
        <source>Brought to the safe</source>
        <translation>Nộp thủ quỹ</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1 lần</translation>
    </message>
    <message>
        <source>Must be there</source>
        <translation>Phải có</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Tổng đếm</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Thiếu</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Thừa</translation>
    </message>
    <message>
        <source>It agrees</source>
        <translation>Khớp</translation>
    </message>
    <message>
        <source>written down as a line of its own, the book is not changed</source>
        <translation>được ghi thành một dòng riêng, không sửa vào sổ</translation>
    </message>
    <message>
        <source>The whole shift</source>
        <translation>Cả ca</translation>
    </message>
    <message>
        <source>All taken</source>
        <translation>Tổng thu</translation>
    </message>
    <message>
        <source>Before handing over</source>
        <translation>Trước khi giao</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Còn treo %1</translation>
    </message>
    <message>
        <source>Card or transfer still waited for</source>
        <translation>Lần quẹt thẻ hoặc chuyển khoản còn đang chờ</translation>
    </message>
    <message>
        <source>Waits %1</source>
        <translation>Chờ duyệt %1</translation>
    </message>
    <message>
        <source>Voids: a supervisor decides before you sign</source>
        <translation>Huỷ phiếu: trưởng ca cần duyệt trước khi ký</translation>
    </message>
    <message>
        <source>Left %1</source>
        <translation>Để lại %1</translation>
    </message>
    <message>
        <source>Differences go on to the next shift</source>
        <translation>Chênh lệch sang ca sau</translation>
    </message>
    <message>
        <source>Refunds wait for a supervisor</source>
        <translation>Hoàn tiền: chờ trưởng ca duyệt</translation>
    </message>
    <message>
        <source>All there</source>
        <translation>Đủ tiền</translation>
    </message>
    <message>
        <source>No payment is left hanging</source>
        <translation>Không phiếu thu nào còn treo</translation>
    </message>
    <message>
        <source>Handed to %1</source>
        <translation>Giao cho %1</translation>
    </message>
    <message>
        <source>the receiver counts again and gives an own PIN</source>
        <translation>người nhận đếm lại và nhập PIN của mình</translation>
    </message>
</context>
<context>
    <name>ShiftPage</name>
    <message>
        <source>Shift</source>
        <translation>Chốt ca</translation>
    </message>
    <message>
        <source>Count the cash</source>
        <translation>Đếm tiền mặt</translation>
    </message>
    <message>
        <source>Compare with the book</source>
        <translation>So với sổ</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Giao ca</translation>
    </message>
    <message>
        <source>Sign and print Z</source>
        <translation>Ký và in phiếu Z</translation>
    </message>
    <message>
        <source>asking for the shift</source>
        <translation>đang hỏi tình hình ca</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>Ô kế</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Lùi</translation>
    </message>
    <message>
        <source>Z slips</source>
        <translation>Phiếu Z</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>Chốt %1</translation>
    </message>
    <message>
        <source>%1 · opened %2 · by %3</source>
        <translation>%1 · mở %2 · người mở %3</translation>
    </message>
    <message>
        <source>opening the shift</source>
        <translation>đang mở ca</translation>
    </message>
    <message>
        <source>taking over</source>
        <translation>đang nhận bàn giao</translation>
    </message>
    <message>
        <source>locking the count</source>
        <translation>đang khoá số đếm</translation>
    </message>
    <message>
        <source>Please choose who takes the cash over.</source>
        <translation>Xin chọn người nhận tiền.</translation>
    </message>
    <message>
        <source>The shift is open. Money can be taken at this desk.</source>
        <translation>Ca đã mở. Quầy này thu tiền được.</translation>
    </message>
    <message>
        <source>Please write what happened.</source>
        <translation>Xin viết việc đã xảy ra.</translation>
    </message>
    <message>
        <source>closing the shift</source>
        <translation>đang đóng ca</translation>
    </message>
    <message>
        <source>The shift is closed</source>
        <translation>Ca đã chốt</translation>
    </message>
    <message>
        <source>Cash to the safe</source>
        <translation>Nộp thủ quỹ</translation>
    </message>
    <message>
        <source>The treasurer counts it and gives you a slip.</source>
        <translation>Thủ quỹ đếm và đưa lại một phiếu.</translation>
    </message>
    <message>
        <source>How much, đ</source>
        <translation>Số tiền, đ</translation>
    </message>
    <message>
        <source>The treasurer&apos;s slip number</source>
        <translation>Số phiếu của thủ quỹ</translation>
    </message>
    <message>
        <source>Note it as handed to the safe</source>
        <translation>Ghi đã nộp quỹ</translation>
    </message>
    <message>
        <source>Please give amount and slip number.</source>
        <translation>Xin ghi số tiền và số phiếu.</translation>
    </message>
    <message>
        <source>making the X slip</source>
        <translation>đang lập phiếu X</translation>
    </message>
    <message>
        <source>X slip</source>
        <translation>Phiếu X</translation>
    </message>
    <message>
        <source>Save XLSX</source>
        <translation>Lưu XLSX</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>Lưu PDF</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>In</translation>
    </message>
    <message>
        <source>asking for the Z slips</source>
        <translation>đang lấy các phiếu Z</translation>
    </message>
    <message>
        <source>Open the slip</source>
        <translation>Mở phiếu</translation>
    </message>
    <message>
        <source>Newest first; each can be printed again, marked as a reprint.</source>
        <translation>Mới nhất trước; phiếu nào cũng in lại được, có ghi rõ là in lại.</translation>
    </message>
    <message>
        <source>asking for the Z slip</source>
        <translation>đang lấy phiếu Z</translation>
    </message>
    <message>
        <source>Z slip</source>
        <translation>Phiếu Z</translation>
    </message>
</context>
<context>
    <name>ShiftPapers</name>
    <message>
        <source>Z number</source>
        <translation>Số Z</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Quầy</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Thu ngân</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Mở ca</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đóng ca</translation>
    </message>
    <message>
        <source>Taken, đ</source>
        <translation>Đã thu, đ</translation>
    </message>
    <message>
        <source>Difference, đ</source>
        <translation>Chênh lệch, đ</translation>
    </message>
    <message>
        <source>No shift was closed yet.</source>
        <translation>Chưa có ca nào chốt.</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Cashier</source>
        <translation>Thu ngân</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Quầy</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Vào quầy</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Người khác</translation>
    </message>
    <message>
        <source>Usual text</source>
        <translation>Chữ thường</translation>
    </message>
    <message>
        <source>Large text</source>
        <translation>Chữ lớn</translation>
    </message>
    <message>
        <source>Usual colours</source>
        <translation>Màu thường</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Tương phản cao</translation>
    </message>
    <message>
        <source>Sign in with your own name and PIN.</source>
        <translation>Vào bằng tên và PIN của chính mình.</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Đang khoá</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở khoá</translation>
    </message>
    <message>
        <source>Please give user, PIN and desk.</source>
        <translation>Xin nhập tên, PIN và quầy.</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>Đang hỏi máy chủ…</translation>
    </message>
    <message>
        <source>The hub does not know this machine. Please call IT: desk_token is missing or another one.</source>
        <translation>Máy chủ không nhận ra máy này. Xin gọi CNTT: desk_token còn thiếu hoặc không đúng.</translation>
    </message>
    <message>
        <source>The hub does not answer. Check the network, then try again.</source>
        <translation>Máy chủ chưa trả lời. Xem mạng rồi thử lại.</translation>
    </message>
</context>
<context>
    <name>StatementsPage</name>
    <message>
        <source>Bank statements</source>
        <translation>Sao kê ngân hàng</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Chọn tệp</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Lùi</translation>
    </message>
    <message>
        <source>Drop a statement here, or choose it</source>
        <translation>Thả tệp sao kê vào đây, hoặc chọn tệp</translation>
    </message>
    <message>
        <source>XLSX, CSV, MT940 or CAMT.053. The same file or line twice is booked once.</source>
        <translation>XLSX, CSV, MT940 hoặc CAMT.053. Tệp hay dòng nhập lại lần nữa vẫn chỉ ghi một lần.</translation>
    </message>
    <message>
        <source>Imported so far</source>
        <translation>Đã nhập</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Số dòng</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Mới</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Đã có</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>Đã ghép</translation>
    </message>
    <message>
        <source>No statement was imported yet.</source>
        <translation>Chưa nhập sao kê nào.</translation>
    </message>
    <message>
        <source>How it is read</source>
        <translation>Cách đọc</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>Bank or provider</source>
        <translation>Ngân hàng</translation>
    </message>
    <message>
        <source>What each column holds</source>
        <translation>Mỗi cột là gì</translation>
    </message>
    <message>
        <source>So it would be read</source>
        <translation>Sẽ đọc như sau</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Dòng</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>Ngày ghi</translation>
    </message>
    <message>
        <source>Amount, đ</source>
        <translation>Số tiền, đ</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Tham chiếu</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Reads as</source>
        <translation>Đọc được</translation>
    </message>
    <message>
        <source>asking for layouts</source>
        <translation>đang lấy các mẫu</translation>
    </message>
    <message>
        <source>asking for the imports</source>
        <translation>đang lấy danh sách</translation>
    </message>
    <message>
        <source>Choose a statement</source>
        <translation>Chọn sao kê</translation>
    </message>
    <message>
        <source>The file cannot be read. Close it in other programs, then choose it again.</source>
        <translation>Chưa đọc được tệp. Đóng tệp ở chương trình khác rồi chọn lại.</translation>
    </message>
    <message>
        <source>reading the file</source>
        <translation>đang đọc tệp</translation>
    </message>
    <message>
        <source>This whole file was imported before</source>
        <translation>Cả tệp này đã nhập trước đây</translation>
    </message>
    <message>
        <source>Cannot be read: %1</source>
        <translation>Chưa đọc được: %1</translation>
    </message>
    <message>
        <source>own mapping</source>
        <translation>mẫu riêng</translation>
    </message>
    <message>
        <source>readable</source>
        <translation>đọc được</translation>
    </message>
    <message>
        <source>%1 lines · head in row %2</source>
        <translation>%1 dòng · tiêu đề ở dòng %2</translation>
    </message>
    <message>
        <source>Keep this mapping</source>
        <translation>Lưu mẫu đọc này</translation>
    </message>
    <message>
        <source>The next file with these headings is then read by itself.</source>
        <translation>Lần sau tệp có tiêu đề như vậy sẽ tự đọc.</translation>
    </message>
    <message>
        <source>Name people read</source>
        <translation>Tên hiển thị</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>Tên ngắn</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Lưu mẫu</translation>
    </message>
    <message>
        <source>Please give it a name.</source>
        <translation>Xin đặt tên.</translation>
    </message>
    <message>
        <source>Please give the account, and the bank or provider it is of.</source>
        <translation>Xin ghi tài khoản và ngân hàng của sao kê.</translation>
    </message>
    <message>
        <source>beginning the import</source>
        <translation>đang bắt đầu nhập</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>đang dừng</translation>
    </message>
    <message>
        <source>asking how the import stands</source>
        <translation>đang hỏi tiến độ</translation>
    </message>
    <message>
        <source>%1 of %2 lines · %3 new · %4 known before · %5 matched by rule</source>
        <translation>%1 trên %2 dòng · %3 mới · %4 đã có · %5 tự ghép</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>You may go on elsewhere; the hub imports by itself.</source>
        <translation>Cứ sang mục khác; máy chủ tự nhập tiếp.</translation>
    </message>
    <message>
        <source>What is booked stays; it goes on with the next line.</source>
        <translation>Dòng đã ghi vẫn còn; nhập tiếp từ dòng sau.</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Về danh sách</translation>
    </message>
    <message>
        <source>Go on with the import</source>
        <translation>Nhập tiếp</translation>
    </message>
    <message>
        <source>Keep the mapping…</source>
        <translation>Lưu mẫu đọc…</translation>
    </message>
    <message>
        <source>Import %1 lines</source>
        <translation>Nhập %1 dòng</translation>
    </message>
    <message>
        <source>Nothing is booked before you import.</source>
        <translation>Chưa ghi gì trước khi bấm nhập.</translation>
    </message>
</context>
<context>
    <name>StoryPage</name>
    <message>
        <source>Back</source>
        <translation>Lùi</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Xem lại</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Phải trả</translation>
    </message>
    <message>
        <source>Money that came</source>
        <translation>Tiền đã đến</translation>
    </message>
    <message>
        <source>Put to the bill</source>
        <translation>Ghi cho phiếu</translation>
    </message>
    <message>
        <source>HIS receipt</source>
        <translation>Biên lai HIS</translation>
    </message>
    <message>
        <source>What happened, in whose book</source>
        <translation>Việc đã xảy ra, theo sổ của ai</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Giờ</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>Sổ</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Việc</translation>
    </message>
    <message>
        <source>Amount, đ</source>
        <translation>Số tiền, đ</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Tham chiếu</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Thanh toán</translation>
    </message>
    <message>
        <source>opening the payment</source>
        <translation>đang mở thanh toán</translation>
    </message>
    <message>
        <source>Payment without a code</source>
        <translation>Khoản tiền không có mã</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Chênh lệch</translation>
    </message>
    <message>
        <source>with %1</source>
        <translation>%1 đang giữ</translation>
    </message>
    <message>
        <source>with nobody yet</source>
        <translation>chưa ai giữ</translation>
    </message>
    <message>
        <source>Might belong together</source>
        <translation>Có thể là của nhau</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>Đã ghép</translation>
    </message>
    <message>
        <source>Nothing is matched yet.</source>
        <translation>Chưa ghép với gì.</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>cho %1</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>do %1</translation>
    </message>
    <message>
        <source>by rule</source>
        <translation>theo quy tắc</translation>
    </message>
    <message>
        <source>undone, kept on record</source>
        <translation>đã gỡ, vẫn lưu trong sổ</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Nhận việc</translation>
    </message>
    <message>
        <source>Settled outside…</source>
        <translation>Đã xử lý bên ngoài…</translation>
    </message>
    <message>
        <source>Undo the match…</source>
        <translation>Gỡ ghép…</translation>
    </message>
    <message>
        <source>Ask for a refund…</source>
        <translation>Xin hoàn tiền…</translation>
    </message>
    <message>
        <source>Send to the HIS again</source>
        <translation>Gửi lại HIS</translation>
    </message>
    <message>
        <source>Accept the match…</source>
        <translation>Nhận ghép…</translation>
    </message>
    <message>
        <source>Nothing needs to be done about this payment.</source>
        <translation>Thanh toán này không cần làm gì thêm.</translation>
    </message>
    <message>
        <source>Void…</source>
        <translation>Huỷ phiếu…</translation>
    </message>
    <message>
        <source>Leave it valid</source>
        <translation>Giữ phiếu</translation>
    </message>
    <message>
        <source>Approve the void</source>
        <translation>Duyệt huỷ</translation>
    </message>
    <message>
        <source>deciding</source>
        <translation>đang ghi quyết định</translation>
    </message>
    <message>
        <source>Accept the match</source>
        <translation>Nhận ghép</translation>
    </message>
    <message>
        <source>Money and bill are joined under your name. An exact amount is sent to the HIS; it can be undone.</source>
        <translation>Khoản tiền và phiếu được ghép dưới tên người làm. Số tiền khớp sẽ gửi sang HIS; gỡ ra được.</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Khoản nào</translation>
    </message>
    <message>
        <source>Why they belong together</source>
        <translation>Vì sao là của nhau</translation>
    </message>
    <message>
        <source>Accept it</source>
        <translation>Nhận ghép</translation>
    </message>
    <message>
        <source>Please write why.</source>
        <translation>Xin viết lý do.</translation>
    </message>
    <message>
        <source>Undo the match</source>
        <translation>Gỡ ghép</translation>
    </message>
    <message>
        <source>The match stays on record as undone; the money waits for a person again.</source>
        <translation>Lần ghép vẫn nằm trong sổ, ghi là đã gỡ; khoản tiền lại chờ người xử lý.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Undo it</source>
        <translation>Gỡ ghép</translation>
    </message>
    <message>
        <source>Ask for a refund</source>
        <translation>Xin hoàn tiền</translation>
    </message>
    <message>
        <source>Another person approves it, and a third step pays it out.</source>
        <translation>Người khác duyệt, rồi mới chi.</translation>
    </message>
    <message>
        <source>Which money</source>
        <translation>Khoản tiền nào</translation>
    </message>
    <message>
        <source>How much, đ</source>
        <translation>Số tiền, đ</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Ask for it</source>
        <translation>Gửi yêu cầu</translation>
    </message>
    <message>
        <source>Please choose the money, how much and why.</source>
        <translation>Xin chọn khoản tiền, số tiền và lý do.</translation>
    </message>
    <message>
        <source>asking the HIS</source>
        <translation>đang hỏi HIS</translation>
    </message>
</context>
<context>
    <name>TakenPanel</name>
    <message>
        <source>Give back %1</source>
        <translation>Trả lại %1</translation>
    </message>
    <message>
        <source>With %1 that came by transfer: %2 in all</source>
        <translation>Cùng %1 đã chuyển khoản: cộng %2</translation>
    </message>
    <message>
        <source>HIS receipt %1</source>
        <translation>Biên lai HIS %1</translation>
    </message>
    <message>
        <source>The HIS has not answered yet; it is asked until it does. The slip may be printed.</source>
        <translation>HIS chưa trả lời; máy hỏi tiếp cho đến khi có. Vẫn in phiếu được.</translation>
    </message>
    <message>
        <source>The HIS declined (%1). The money is on record and stands under Differences.</source>
        <translation>HIS không nhận (%1). Tiền đã ghi sổ và nằm trong mục Chênh lệch.</translation>
    </message>
    <message>
        <source>asking for the slip</source>
        <translation>đang lấy phiếu thu</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Đang in…</translation>
    </message>
    <message>
        <source>printing the slip</source>
        <translation>đang in phiếu</translation>
    </message>
    <message>
        <source>Printed. F9 prints a copy, marked as one.</source>
        <translation>Đã in. F9 in bản sao, có ghi rõ là bản sao.</translation>
    </message>
    <message>
        <source>The printer is out of paper. Put in a roll, then F9.</source>
        <translation>Máy in hết giấy. Thay cuộn giấy rồi bấm F9.</translation>
    </message>
    <message>
        <source>The printer&apos;s cover is open. Close it, then F9.</source>
        <translation>Nắp máy in đang mở. Đóng lại rồi bấm F9.</translation>
    </message>
    <message>
        <source>The printer does not answer. Check power and cable, then F9.</source>
        <translation>Máy in chưa trả lời. Xem nguồn và dây rồi bấm F9.</translation>
    </message>
    <message>
        <source>Look whether the slip lies in the printer. F9 prints again.</source>
        <translation>Xem phiếu đã ra ở máy in chưa. F9 để in lại.</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Tìm</translation>
    </message>
    <message>
        <source>Open row</source>
        <translation>Mở dòng</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Ghép</translation>
    </message>
    <message>
        <source>Taken by kiosks and desks</source>
        <translation>Đã thu tại máy và quầy</translation>
    </message>
    <message>
        <source>Recorded by the HIS</source>
        <translation>HIS ghi nhận</translation>
    </message>
    <message>
        <source>Told by the bank</source>
        <translation>Ngân hàng báo có</translation>
    </message>
    <message>
        <source>Matched automatically</source>
        <translation>Khớp tự động</translation>
    </message>
    <message>
        <source>Differences left</source>
        <translation>Còn chênh lệch</translation>
    </message>
    <message>
        <source>Differences to settle</source>
        <translation>Chênh lệch cần xử lý</translation>
    </message>
    <message>
        <source>Kiosk · HIS · Bank: three columns that must be equal</source>
        <translation>Máy · HIS · Ngân hàng: ba cột phải bằng nhau</translation>
    </message>
    <message>
        <source>No difference is open.</source>
        <translation>Không còn chênh lệch nào.</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Nơi thu</translation>
    </message>
    <message>
        <source>Payments by hour</source>
        <translation>Lượt thanh toán theo giờ</translation>
    </message>
    <message>
        <source>How it was paid</source>
        <translation>Theo cách trả</translation>
    </message>
    <message>
        <source>asking for the figures</source>
        <translation>đang lấy số liệu</translation>
    </message>
    <message>
        <source>asking for the differences</source>
        <translation>đang lấy chênh lệch</translation>
    </message>
    <message>
        <source>Today, %1</source>
        <translation>Hôm nay, %1</translation>
    </message>
    <message>
        <source>books closed</source>
        <translation>sổ đã khoá</translation>
    </message>
    <message>
        <source>%1 kiosks running</source>
        <translation>%1 máy đang chạy</translation>
    </message>
    <message>
        <source>as of %1 · %2</source>
        <translation>cập nhật %1 · %2</translation>
    </message>
    <message>
        <source>%1 payments</source>
        <translation>%1 lượt</translation>
    </message>
    <message>
        <source>%1 receipts</source>
        <translation>%1 biên lai</translation>
    </message>
    <message>
        <source>%1 transactions</source>
        <translation>%1 giao dịch</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 trên %2</translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation>lâu nhất %1</translation>
    </message>
    <message>
        <source>all agree</source>
        <translation>tất cả khớp</translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation>%1 nơi khác</translation>
    </message>
    <message>
        <source>Day before PgUp · day after PgDn · where and how F7 · again F5</source>
        <translation>Ngày trước PgUp · ngày sau PgDn · nơi và cách thu F7 · cập nhật F5</translation>
    </message>
    <message>
        <source>%1 more differences: open the list</source>
        <translation>Còn %1 chênh lệch nữa: mở danh sách</translation>
    </message>
    <message>
        <source>asking for the rows</source>
        <translation>đang lấy các dòng</translation>
    </message>
    <message>
        <source>Payments from %1:00 to %2:00</source>
        <translation>Lượt thanh toán từ %1:00 đến %2:00</translation>
    </message>
    <message>
        <source>Save XLSX</source>
        <translation>Lưu XLSX</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>Lưu PDF</translation>
    </message>
    <message>
        <source>Close this day&apos;s books</source>
        <translation>Khoá sổ ngày này</translation>
    </message>
    <message>
        <source>Close the books of %1?</source>
        <translation>Khoá sổ ngày %1?</translation>
    </message>
    <message>
        <source>Nothing can be posted to a closed day; money that still comes goes to the open day and names this one.</source>
        <translation>Ngày đã khoá không ghi thêm được; tiền đến sau ghi vào ngày đang mở và nhắc đến ngày này.</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>Khoá sổ</translation>
    </message>
</context>
<context>
    <name>Voids</name>
    <message>
        <source>Void slip %1?</source>
        <translation>Huỷ phiếu %1?</translation>
    </message>
    <message>
        <source>A supervisor decides. The payment stays on record and is posted backwards in this shift.</source>
        <translation>Trưởng ca quyết định. Lần thu vẫn nằm trong sổ và được ghi ngược trong ca này.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Ask to void it</source>
        <translation>Xin huỷ phiếu</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Lúc xin</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Nơi thu</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Phiếu thu</translation>
    </message>
    <message>
        <source>Bill</source>
        <translation>Phiếu</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Cách trả</translation>
    </message>
    <message>
        <source>Amount, đ</source>
        <translation>Số tiền, đ</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>Người thu</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Người xin</translation>
    </message>
    <message>
        <source>No void waits.</source>
        <translation>Không có phiếu nào xin huỷ.</translation>
    </message>
</context>
<context>
    <name>WaitingPanel</name>
    <message>
        <source>Nobody can say yet whether the card was charged</source>
        <translation>Chưa rõ thẻ đã bị trừ tiền hay chưa</translation>
    </message>
    <message>
        <source>It is asked by its own number until it is known. Take no second payment; see the terminal&apos;s slip.</source>
        <translation>Máy hỏi lại theo đúng số của lần này cho đến khi rõ. Xin đừng thu lần nữa; xem giấy của máy quẹt thẻ.</translation>
    </message>
    <message>
        <source>Card on terminal %1</source>
        <translation>Quẹt thẻ trên máy %1</translation>
    </message>
    <message>
        <source>Waiting for the terminal…</source>
        <translation>Đang chờ máy quẹt thẻ…</translation>
    </message>
    <message>
        <source>Scan with a bank&apos;s app</source>
        <translation>Quét bằng ứng dụng ngân hàng</translation>
    </message>
    <message>
        <source>Waiting for the bank to tell of the money…</source>
        <translation>Đang chờ ngân hàng báo tiền đến…</translation>
    </message>
    <message>
        <source>Content of the transfer: %1</source>
        <translation>Nội dung chuyển tiền: %1</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Monday</source>
        <translation>thứ Hai</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>thứ Ba</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>thứ Tư</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>thứ Năm</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>thứ Sáu</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>thứ Bảy</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Chủ nhật</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 phút</translation>
    </message>
    <message>
        <source>%1 h %2</source>
        <translation>%1 giờ %2</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 giờ</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 ngày</translation>
    </message>
    <message>
        <source>Morning shift</source>
        <translation>Ca sáng</translation>
    </message>
    <message>
        <source>Afternoon shift</source>
        <translation>Ca chiều</translation>
    </message>
    <message>
        <source>Night shift</source>
        <translation>Ca đêm</translation>
    </message>
    <message>
        <source>Kiosk – HIS</source>
        <translation>Máy – HIS</translation>
    </message>
    <message>
        <source>Kiosk – bank</source>
        <translation>Máy – Ngân hàng</translation>
    </message>
    <message>
        <source>HIS – bank</source>
        <translation>HIS – Ngân hàng</translation>
    </message>
    <message>
        <source>No HIS receipt</source>
        <translation>HIS thiếu biên lai</translation>
    </message>
    <message>
        <source>HIS receipt without money</source>
        <translation>Biên lai HIS không có tiền</translation>
    </message>
    <message>
        <source>HIS refused it</source>
        <translation>HIS không nhận</translation>
    </message>
    <message>
        <source>HIS amount differs</source>
        <translation>HIS ghi khác số tiền</translation>
    </message>
    <message>
        <source>Two HIS receipts</source>
        <translation>HIS có hai biên lai</translation>
    </message>
    <message>
        <source>Not on the statement</source>
        <translation>Ngân hàng chưa báo</translation>
    </message>
    <message>
        <source>Bank amount differs</source>
        <translation>Ngân hàng ghi khác số</translation>
    </message>
    <message>
        <source>Only on the statement</source>
        <translation>Chỉ có trên sao kê</translation>
    </message>
    <message>
        <source>Paid too little</source>
        <translation>Chuyển thiếu</translation>
    </message>
    <message>
        <source>Paid too much</source>
        <translation>Chuyển thừa</translation>
    </message>
    <message>
        <source>Paid in parts</source>
        <translation>Chuyển nhiều lần</translation>
    </message>
    <message>
        <source>Paid twice</source>
        <translation>Chuyển hai lần</translation>
    </message>
    <message>
        <source>Came after its time</source>
        <translation>Đến sau khi hết hạn</translation>
    </message>
    <message>
        <source>Money of nobody known</source>
        <translation>Tiền đến không rõ của ai</translation>
    </message>
    <message>
        <source>Bill already paid</source>
        <translation>Phiếu đã có người trả</translation>
    </message>
    <message>
        <source>Bank took it back</source>
        <translation>Ngân hàng thu hồi</translation>
    </message>
    <message>
        <source>Another account</source>
        <translation>Vào tài khoản khác</translation>
    </message>
    <message>
        <source>Reference used twice</source>
        <translation>Trùng số tham chiếu</translation>
    </message>
    <message>
        <source>Card payment unclear</source>
        <translation>Chưa rõ lần quẹt thẻ</translation>
    </message>
    <message>
        <source>VietQR at kiosks</source>
        <translation>VietQR tại máy</translation>
    </message>
    <message>
        <source>QR at the desk</source>
        <translation>QR tại quầy</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Thẻ</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Tiền mặt</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Chuyển khoản</translation>
    </message>
    <message>
        <source>Examination fee</source>
        <translation>Tiền khám</translation>
    </message>
    <message>
        <source>Advance</source>
        <translation>Tạm ứng</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dịch vụ</translation>
    </message>
    <message>
        <source>Earlier balance</source>
        <translation>Nợ lần trước</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>Máy</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Máy chủ</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Bên thu hộ</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>Ngân hàng</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Quầy</translation>
    </message>
    <message>
        <source>Asked for payment</source>
        <translation>Lập mã trả tiền</translation>
    </message>
    <message>
        <source>The provider made no order</source>
        <translation>Đơn vị thu hộ không lập lệnh</translation>
    </message>
    <message>
        <source>Not clear whether the provider has it</source>
        <translation>Chưa rõ đơn vị thu hộ có lệnh chưa</translation>
    </message>
    <message>
        <source>Receipt in the HIS&apos;s list</source>
        <translation>Có trong danh sách biên lai HIS</translation>
    </message>
    <message>
        <source>Void refused</source>
        <translation>Không duyệt huỷ</translation>
    </message>
    <message>
        <source>Code shown</source>
        <translation>Hiện mã</translation>
    </message>
    <message>
        <source>The code ran out</source>
        <translation>Mã hết hạn</translation>
    </message>
    <message>
        <source>The code was withdrawn</source>
        <translation>Mã đã thu lại</translation>
    </message>
    <message>
        <source>Order at the provider</source>
        <translation>Có lệnh ở đơn vị thu hộ</translation>
    </message>
    <message>
        <source>Money came</source>
        <translation>Tiền đến</translation>
    </message>
    <message>
        <source>Money put to the bill</source>
        <translation>Ghi tiền cho phiếu</translation>
    </message>
    <message>
        <source>Money taken off the bill</source>
        <translation>Rút tiền khỏi phiếu</translation>
    </message>
    <message>
        <source>Sent to the HIS</source>
        <translation>Gửi sang HIS</translation>
    </message>
    <message>
        <source>No clear answer from the HIS</source>
        <translation>HIS trả lời chưa rõ</translation>
    </message>
    <message>
        <source>Handed to a person</source>
        <translation>Chuyển cho người xử lý</translation>
    </message>
    <message>
        <source>HIS receipt</source>
        <translation>Biên lai HIS</translation>
    </message>
    <message>
        <source>HIS receipt voided</source>
        <translation>Biên lai HIS bị huỷ</translation>
    </message>
    <message>
        <source>Line on the statement</source>
        <translation>Dòng trên sao kê</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>Đã ghép</translation>
    </message>
    <message>
        <source>Match undone</source>
        <translation>Đã gỡ ghép</translation>
    </message>
    <message>
        <source>Payment begun at the desk</source>
        <translation>Bắt đầu thu tại quầy</translation>
    </message>
    <message>
        <source>Taken at the desk</source>
        <translation>Thu tại quầy</translation>
    </message>
    <message>
        <source>No money moved</source>
        <translation>Chưa có tiền chuyển</translation>
    </message>
    <message>
        <source>Slip printed</source>
        <translation>Đã in phiếu</translation>
    </message>
    <message>
        <source>Refund asked for</source>
        <translation>Xin hoàn tiền</translation>
    </message>
    <message>
        <source>Refund approved</source>
        <translation>Đã duyệt hoàn tiền</translation>
    </message>
    <message>
        <source>Refund refused</source>
        <translation>Không duyệt hoàn tiền</translation>
    </message>
    <message>
        <source>Refund paid out</source>
        <translation>Đã chi hoàn tiền</translation>
    </message>
    <message>
        <source>Void asked for</source>
        <translation>Xin huỷ</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>Đã huỷ</translation>
    </message>
    <message>
        <source>Somebody took it on</source>
        <translation>Có người nhận việc</translation>
    </message>
    <message>
        <source>Settled by a person</source>
        <translation>Có người xử lý xong</translation>
    </message>
    <message>
        <source>the provider&apos;s own number</source>
        <translation>số của đơn vị thu hộ</translation>
    </message>
    <message>
        <source>pay code in the memo</source>
        <translation>mã trả tiền trong nội dung</translation>
    </message>
    <message>
        <source>pay code, cut or glued</source>
        <translation>mã trả tiền bị cắt hoặc dính</translation>
    </message>
    <message>
        <source>the money&apos;s own name</source>
        <translation>đúng tên khoản tiền</translation>
    </message>
    <message>
        <source>virtual account</source>
        <translation>tài khoản ảo</translation>
    </message>
    <message>
        <source>the only one of this amount at that time</source>
        <translation>số tiền duy nhất vào lúc đó</translation>
    </message>
    <message>
        <source>several lines make the sum</source>
        <translation>nhiều dòng cộng lại</translation>
    </message>
    <message>
        <source>one transfer for several bills</source>
        <translation>một lần chuyển cho nhiều phiếu</translation>
    </message>
    <message>
        <source>a person&apos;s decision</source>
        <translation>người quyết định</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Đã trả</translation>
    </message>
    <message>
        <source>Not known now</source>
        <translation>Chưa rõ</translation>
    </message>
    <message>
        <source>The HIS still owes its answer. Try again in a few minutes.</source>
        <translation>HIS chưa trả lời. Xin thử lại sau vài phút.</translation>
    </message>
    <message>
        <source>A refund of this money is approved; it cannot be taken off the bill.</source>
        <translation>Khoản tiền này đã được duyệt hoàn, không gỡ khỏi phiếu được nữa.</translation>
    </message>
    <message>
        <source>Waiting for money</source>
        <translation>Chờ tiền</translation>
    </message>
    <message>
        <source>the hub itself</source>
        <translation>Máy chủ tự ghi</translation>
    </message>
    <message>
        <source>Told, not confirmed</source>
        <translation>Có tin báo, chưa có tiền</translation>
    </message>
    <message>
        <source>Code ran out</source>
        <translation>Mã hết hạn</translation>
    </message>
    <message>
        <source>Paid exactly</source>
        <translation>Trả đủ</translation>
    </message>
    <message>
        <source>Receipted</source>
        <translation>Đã có biên lai</translation>
    </message>
    <message>
        <source>Came late</source>
        <translation>Đến muộn</translation>
    </message>
    <message>
        <source>Too little</source>
        <translation>Thiếu</translation>
    </message>
    <message>
        <source>Too much</source>
        <translation>Thừa</translation>
    </message>
    <message>
        <source>In parts</source>
        <translation>Nhiều lần</translation>
    </message>
    <message>
        <source>Twice</source>
        <translation>Hai lần</translation>
    </message>
    <message>
        <source>Of nobody known</source>
        <translation>Không rõ của ai</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Đang chờ</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Đã thu</translation>
    </message>
    <message>
        <source>Unclear</source>
        <translation>Chưa rõ</translation>
    </message>
    <message>
        <source>Waits for approval</source>
        <translation>Chờ duyệt</translation>
    </message>
    <message>
        <source>Approved, to be paid</source>
        <translation>Đã duyệt, chờ chi</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Không duyệt</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Đang nhập</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Đã dừng</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Đã nhập</translation>
    </message>
    <message>
        <source>To be paid</source>
        <translation>Chưa trả</translation>
    </message>
    <message>
        <source>Visit cancelled</source>
        <translation>Huỷ khám</translation>
    </message>
    <message>
        <source>Taken by mistake</source>
        <translation>Thu nhầm</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Khác</translation>
    </message>
    <message>
        <source>Wrong bill</source>
        <translation>Nhầm phiếu</translation>
    </message>
    <message>
        <source>Wrong amount</source>
        <translation>Nhầm số tiền</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <translation>Khác</translation>
    </message>
    <message>
        <source>Wrong change given</source>
        <translation>Trả nhầm tiền thừa</translation>
    </message>
    <message>
        <source>Not clear</source>
        <translation>Chưa rõ</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>không đọc</translation>
    </message>
    <message>
        <source>date booked</source>
        <translation>ngày ghi</translation>
    </message>
    <message>
        <source>time</source>
        <translation>giờ</translation>
    </message>
    <message>
        <source>sign (in or out)</source>
        <translation>dấu (vào/ra)</translation>
    </message>
    <message>
        <source>currency</source>
        <translation>loại tiền</translation>
    </message>
    <message>
        <source>amount (± sign)</source>
        <translation>số tiền (có dấu)</translation>
    </message>
    <message>
        <source>money in</source>
        <translation>tiền vào</translation>
    </message>
    <message>
        <source>money out</source>
        <translation>tiền ra</translation>
    </message>
    <message>
        <source>memo</source>
        <translation>nội dung</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>tham chiếu</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>số dư</translation>
    </message>
    <message>
        <source>account</source>
        <translation>tài khoản</translation>
    </message>
    <message>
        <source>Your role may not do this. Ask a supervisor.</source>
        <translation>Việc này ngoài quyền của quý vị. Xin nhờ trưởng ca.</translation>
    </message>
    <message>
        <source>The hub did not understand this window. Tell IT.</source>
        <translation>Máy chủ chưa hiểu yêu cầu này. Xin báo bộ phận kỹ thuật.</translation>
    </message>
    <message>
        <source>User or PIN does not match. Please try again.</source>
        <translation>Tên hoặc PIN chưa khớp. Xin thử lại.</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Wait a little, or ask a supervisor.</source>
        <translation>PIN chưa khớp quá nhiều lần. Chờ một lát, hoặc nhờ trưởng ca.</translation>
    </message>
    <message>
        <source>The hub knows no desk of this name.</source>
        <translation>Máy chủ không có quầy tên này.</translation>
    </message>
    <message>
        <source>Choose six digits or more, without a run or one digit repeated.</source>
        <translation>Chọn sáu chữ số trở lên, không liên tiếp và không lặp một số.</translation>
    </message>
    <message>
        <source>This payment is not known here.</source>
        <translation>Không có thanh toán này.</translation>
    </message>
    <message>
        <source>There are no rows for this figure.</source>
        <translation>Số này không có dòng nào để mở.</translation>
    </message>
    <message>
        <source>There is no such report.</source>
        <translation>Không có báo cáo này.</translation>
    </message>
    <message>
        <source>This difference is already gone. Press F5.</source>
        <translation>Chênh lệch này không còn nữa. Bấm F5.</translation>
    </message>
    <message>
        <source>Nobody of this name works here.</source>
        <translation>Không có ai tên này.</translation>
    </message>
    <message>
        <source>Please write how it was settled.</source>
        <translation>Xin viết đã xử lý thế nào.</translation>
    </message>
    <message>
        <source>This money is not known here, or nothing is left of it.</source>
        <translation>Không có khoản tiền này, hoặc không còn lại gì.</translation>
    </message>
    <message>
        <source>This order is not known here.</source>
        <translation>Không có mã trả tiền này.</translation>
    </message>
    <message>
        <source>This money already pays a bill. Undo that match first.</source>
        <translation>Khoản tiền này đã ghi cho một phiếu. Xin gỡ ghép trước.</translation>
    </message>
    <message>
        <source>Please write why.</source>
        <translation>Xin viết lý do.</translation>
    </message>
    <message>
        <source>This match is already gone. Press F5.</source>
        <translation>Lần ghép này không còn nữa. Bấm F5.</translation>
    </message>
    <message>
        <source>The HIS has a receipt for it. Void it there first.</source>
        <translation>HIS đã có biên lai. Xin huỷ bên HIS trước.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent to the HIS.</source>
        <translation>Không còn gì chờ gửi sang HIS.</translation>
    </message>
    <message>
        <source>The day is not over yet.</source>
        <translation>Ngày chưa kết thúc.</translation>
    </message>
    <message>
        <source>No bill under this code. Scan again, or type the bill&apos;s number.</source>
        <translation>Không có phiếu nào theo mã này. Quét lại, hoặc gõ số phiếu.</translation>
    </message>
    <message>
        <source>No shift is open at this desk. Open one under “Shift”.</source>
        <translation>Quầy này chưa mở ca. Mở ca ở mục “Chốt ca”.</translation>
    </message>
    <message>
        <source>This bill is already paid: the HIS knows it. Nothing was taken.</source>
        <translation>Phiếu này đã trả: HIS đã ghi nhận. Chưa thu thêm gì.</translation>
    </message>
    <message>
        <source>This amount does not fit.</source>
        <translation>Số tiền này chưa đúng.</translation>
    </message>
    <message>
        <source>That is less than what is due.</source>
        <translation>Khách đưa chưa đủ.</translation>
    </message>
    <message>
        <source>No card terminal answers at this desk.</source>
        <translation>Không có máy quẹt thẻ nào trả lời.</translation>
    </message>
    <message>
        <source>This payment was begun with other figures. Begin a new one.</source>
        <translation>Lần thu này đã bắt đầu với số khác. Xin thu lần mới.</translation>
    </message>
    <message>
        <source>No money was taken for it, so there is no slip.</source>
        <translation>Chưa thu được tiền nên chưa có phiếu.</translation>
    </message>
    <message>
        <source>Please choose a reason.</source>
        <translation>Xin chọn lý do.</translation>
    </message>
    <message>
        <source>You asked for it yourself: another person decides.</source>
        <translation>Chính quý vị đã xin việc này: người khác quyết định.</translation>
    </message>
    <message>
        <source>It was already decided. Press F5.</source>
        <translation>Việc này đã quyết định rồi. Bấm F5.</translation>
    </message>
    <message>
        <source>It is not approved yet.</source>
        <translation>Việc này chưa được duyệt.</translation>
    </message>
    <message>
        <source>You approved it yourself: another person pays it out.</source>
        <translation>Chính quý vị đã duyệt: người khác chi tiền.</translation>
    </message>
    <message>
        <source>There is not enough cash in the drawer.</source>
        <translation>Ngăn kéo không đủ tiền mặt.</translation>
    </message>
    <message>
        <source>Please give the bank&apos;s reference of the transfer.</source>
        <translation>Xin ghi số tham chiếu của ngân hàng.</translation>
    </message>
    <message>
        <source>It was already paid out.</source>
        <translation>Khoản này đã chi rồi.</translation>
    </message>
    <message>
        <source>That shift is closed. Ask for a refund instead.</source>
        <translation>Ca đó đã chốt. Xin làm hoàn tiền.</translation>
    </message>
    <message>
        <source>It was already asked for.</source>
        <translation>Việc này đã xin rồi.</translation>
    </message>
    <message>
        <source>Nobody asked to void it.</source>
        <translation>Chưa ai xin huỷ phiếu này.</translation>
    </message>
    <message>
        <source>A shift is already open at this desk.</source>
        <translation>Quầy này đang có ca mở.</translation>
    </message>
    <message>
        <source>A handover waits at this desk: its receiver accepts it first.</source>
        <translation>Quầy này có bàn giao đang chờ: người nhận cần nhận trước.</translation>
    </message>
    <message>
        <source>Please look at the pieces again: this count does not fit.</source>
        <translation>Xin xem lại số tờ: số đếm này chưa đúng.</translation>
    </message>
    <message>
        <source>Please give the treasurer&apos;s slip number.</source>
        <translation>Xin ghi số phiếu của thủ quỹ.</translation>
    </message>
    <message>
        <source>The count is already locked.</source>
        <translation>Số đếm đã khoá.</translation>
    </message>
    <message>
        <source>A card or transfer is still waited for. End it first.</source>
        <translation>Còn lần quẹt thẻ hoặc chuyển khoản đang chờ. Xin kết thúc trước.</translation>
    </message>
    <message>
        <source>Count the cash first.</source>
        <translation>Xin đếm tiền mặt trước.</translation>
    </message>
    <message>
        <source>The terminal is already giving the charge back.</source>
        <translation>Máy quẹt thẻ đang trả lại tiền.</translation>
    </message>
    <message>
        <source>It is already under way. Wait a moment, then press F5.</source>
        <translation>Việc này đang chạy. Chờ một lát rồi bấm F5.</translation>
    </message>
    <message>
        <source>This refund is not known here. Press F5.</source>
        <translation>Không có hoàn tiền này. Bấm F5.</translation>
    </message>
    <message>
        <source>Nothing was paid out for it yet.</source>
        <translation>Chưa chi gì cho việc này.</translation>
    </message>
    <message>
        <source>The HIS has a receipt for it.</source>
        <translation>HIS đã có biên lai.</translation>
    </message>
    <message>
        <source>Counted and book differ: please choose a reason.</source>
        <translation>Số đếm khác sổ: xin chọn lý do.</translation>
    </message>
    <message>
        <source>A void waits for a supervisor. Have it decided first.</source>
        <translation>Có phiếu chờ duyệt huỷ. Xin trưởng ca quyết định trước.</translation>
    </message>
    <message>
        <source>This handover is for somebody else.</source>
        <translation>Bàn giao này dành cho người khác.</translation>
    </message>
    <message>
        <source>Nothing waits to be accepted.</source>
        <translation>Không có bàn giao nào đang chờ.</translation>
    </message>
    <message>
        <source>This file is in no format known here. Make a mapping for it.</source>
        <translation>Tệp này chưa có mẫu đọc nào phù hợp. Xin lập mẫu đọc.</translation>
    </message>
    <message>
        <source>The file is too large. Export a shorter time at the bank.</source>
        <translation>Tệp lớn quá. Xin tải sao kê ngắn ngày hơn.</translation>
    </message>
    <message>
        <source>The hub no longer has this file. Choose it again.</source>
        <translation>Máy chủ không còn giữ tệp này. Xin chọn lại.</translation>
    </message>
    <message>
        <source>Date, amount and memo must each have a column.</source>
        <translation>Ngày, số tiền và nội dung phải có cột riêng.</translation>
    </message>
    <message>
        <source>Please choose how the file is to be read.</source>
        <translation>Xin chọn cách đọc tệp.</translation>
    </message>
    <message>
        <source>Some lines cannot be read. Mend the mapping first.</source>
        <translation>Có dòng chưa đọc được. Xin sửa mẫu đọc trước.</translation>
    </message>
    <message>
        <source>This import is not known here.</source>
        <translation>Không có lần nhập này.</translation>
    </message>
    <message>
        <source>The hub declined (%1).</source>
        <translation>Máy chủ không nhận (%1).</translation>
    </message>
</context>
</TS>
