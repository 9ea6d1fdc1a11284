<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>AdminCamera</name>
    <message>
        <source>Signature over the data</source>
        <translation>Chữ ký trên dữ liệu</translation>
    </message>
    <message>
        <source>Signer known to the country</source>
        <translation>Bên ký được quốc gia xác nhận</translation>
    </message>
    <message>
        <source>List of the data groups</source>
        <translation>Danh mục nhóm dữ liệu</translation>
    </message>
    <message>
        <source>Both data groups agree</source>
        <translation>Hai nhóm dữ liệu khớp nhau</translation>
    </message>
    <message>
        <source>Portrait on the chip</source>
        <translation>Ảnh chân dung trong chip</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Cách mở chip</translation>
    </message>
    <message>
        <source>proven</source>
        <translation>đã chứng minh</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>không đạt</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>yếu</translation>
    </message>
    <message>
        <source>with a remark</source>
        <translation>có điểm cần xem</translation>
    </message>
    <message>
        <source>not possible</source>
        <translation>không kiểm tra được</translation>
    </message>
    <message>
        <source>this card has none</source>
        <translation>thẻ này không có</translation>
    </message>
    <message>
        <source>The code is not that of the card on the tray.</source>
        <translation>Mã này không phải của thẻ trên khay.</translation>
    </message>
    <message>
        <source>The code is not that of an ID card.</source>
        <translation>Mã này không phải của thẻ căn cước.</translation>
    </message>
    <message>
        <source>No card lies on the tray.</source>
        <translation>Không có thẻ trên khay.</translation>
    </message>
    <message>
        <source>The card was taken away too early.</source>
        <translation>Thẻ bị lấy ra quá sớm.</translation>
    </message>
    <message>
        <source>The reader does not answer.</source>
        <translation>Đầu đọc không trả lời.</translation>
    </message>
    <message>
        <source>Read a card</source>
        <translation>Đọc thử thẻ</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>The picture is shown and dropped.</source>
        <translation>Hình chỉ hiện rồi bỏ, không lưu.</translation>
    </message>
    <message>
        <source>Of the holder nothing is shown or kept.</source>
        <translation>Không hiện và không lưu gì của chủ thẻ.</translation>
    </message>
    <message>
        <source>The chip is being read.</source>
        <translation>Đang đọc chip.</translation>
    </message>
    <message>
        <source>Lay the card on the tray and show its code to the camera.</source>
        <translation>Đặt thẻ lên khay và đưa mã QR của thẻ vào camera.</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>Giữ yên mã ở đây</translation>
    </message>
    <message>
        <source>The camera gives no picture</source>
        <translation>Camera không có hình</translation>
    </message>
    <message>
        <source>Read; origin proven</source>
        <translation>Đọc được; đã chứng minh nguồn gốc</translation>
    </message>
    <message>
        <source>Read; origin not proven</source>
        <translation>Đọc được; chưa chứng minh nguồn gốc</translation>
    </message>
    <message>
        <source>Not read or not genuine</source>
        <translation>Không đọc được hoặc không thật</translation>
    </message>
    <message>
        <source>Too dark: light the lamp, or turn the camera from the window</source>
        <translation>Quá tối: bật đèn hoặc xoay camera khỏi cửa sổ</translation>
    </message>
    <message>
        <source>Too bright: shade the camera, or turn it from the window</source>
        <translation>Quá sáng: che bớt nắng hoặc xoay camera khỏi cửa sổ</translation>
    </message>
    <message>
        <source>Blurred: wipe the lens, turn its ring until edges are sharp</source>
        <translation>Hình mờ: lau ống kính, xoay vòng chỉnh đến khi rõ nét</translation>
    </message>
    <message>
        <source>Light and sharpness are good</source>
        <translation>Ánh sáng và độ nét tốt</translation>
    </message>
    <message>
        <source>Opened with %1</source>
        <translation>Mở chip bằng %1</translation>
    </message>
    <message>
        <source>Brightness %1 of 255 · sharpness %2</source>
        <translation>Độ sáng %1 trên 255 · độ nét %2</translation>
    </message>
</context>
<context>
    <name>AdminDoctor</name>
    <message>
        <source>Checking everything</source>
        <translation>Đang kiểm tra toàn bộ</translation>
    </message>
    <message>
        <source>%1 not well, %2 to look at</source>
        <translation>%1 mục lỗi, %2 mục cần xem</translation>
    </message>
    <message>
        <source>%1 to look at</source>
        <translation>%1 mục cần xem</translation>
    </message>
    <message>
        <source>Everything is well</source>
        <translation>Mọi thứ đều tốt</translation>
    </message>
    <message>
        <source>%1 of %2 done. The camera lights up for a moment.</source>
        <translation>Đã xong %1 trên %2. Camera sẽ sáng lên giây lát.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Kiểm tra lại</translation>
    </message>
</context>
<context>
    <name>AdminHome</name>
    <message>
        <source>Status</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Devices, network, what waits to be delivered</source>
        <translation>Thiết bị, mạng, dữ liệu chờ gửi</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>Kiểm tra thử</translation>
    </message>
    <message>
        <source>Card, camera, printer, sound, touch, doctor</source>
        <translation>Thẻ, camera, máy in, âm thanh, cảm ứng</translation>
    </message>
    <message>
        <source>Take out of service</source>
        <translation>Ngừng phục vụ</translation>
    </message>
    <message>
        <source>Patients are sent to the desk, also after a restart</source>
        <translation>Người bệnh được mời ra quầy, cả sau khi khởi động lại</translation>
    </message>
    <message>
        <source>Back in service</source>
        <translation>Phục vụ trở lại</translation>
    </message>
    <message>
        <source>Patients may begin again</source>
        <translation>Người bệnh dùng máy lại được</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Nhật ký</translation>
    </message>
    <message>
        <source>The last lines, without personal data</source>
        <translation>Các dòng cuối, không có dữ liệu cá nhân</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Chế độ tập</translation>
    </message>
    <message>
        <source>Practise with a sample card; nothing is registered</source>
        <translation>Tập với thẻ mẫu, không đăng ký thật</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Khởi động lại</translation>
    </message>
    <message>
        <source>The program starts anew, in a few seconds</source>
        <translation>Chương trình chạy lại sau vài giây</translation>
    </message>
    <message>
        <source>Inside the station</source>
        <translation>Quản trị máy</translation>
    </message>
    <message>
        <source>Signed in as %1. What you do is recorded. After two minutes without a touch you are out.</source>
        <translation>Người dùng: %1. Mọi thao tác đều được ghi lại. Sau hai phút không chạm, máy tự thoát.</translation>
    </message>
    <message>
        <source>The practice hospital is being prepared. This takes up to a minute.</source>
        <translation>Đang chuẩn bị bệnh viện mẫu. Việc này mất tới một phút.</translation>
    </message>
    <message>
        <source>The practice is being cleared away.</source>
        <translation>Đang dọn chế độ tập.</translation>
    </message>
    <message>
        <source>Practising could not be prepared on this machine. The log says why.</source>
        <translation>Không mở được chế độ tập trên máy này. Xem lý do trong nhật ký.</translation>
    </message>
    <message>
        <source>This machine is out of service: patients see the closed screen.</source>
        <translation>Máy đang ngừng phục vụ: người bệnh thấy màn hình tạm đóng.</translation>
    </message>
    <message>
        <source>Touch once more to do it</source>
        <translation>Chạm lần nữa để thực hiện</translation>
    </message>
</context>
<context>
    <name>AdminLogs</name>
    <message>
        <source>Log</source>
        <translation>Nhật ký</translation>
    </message>
    <message>
        <source>All levels, the newest first.</source>
        <translation>Mọi mức, dòng mới nhất ở trên.</translation>
    </message>
    <message>
        <source>Warnings and errors.</source>
        <translation>Cảnh báo và lỗi.</translation>
    </message>
    <message>
        <source>Errors only.</source>
        <translation>Chỉ các lỗi.</translation>
    </message>
    <message>
        <source>Warnings only</source>
        <translation>Cảnh báo và lỗi</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Chỉ lỗi</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>Mọi mức</translation>
    </message>
    <message>
        <source>Nothing was logged at this level.</source>
        <translation>Không có dòng nào ở mức này.</translation>
    </message>
</context>
<context>
    <name>AdminStatus</name>
    <message>
        <source>Status</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>One moment, the devices are asked.</source>
        <translation>Xin chờ, đang hỏi các thiết bị.</translation>
    </message>
    <message>
        <source>As the station&apos;s own work and a look just now tell.</source>
        <translation>Theo việc máy vừa làm và lần xem vừa rồi.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Xem lại</translation>
    </message>
    <message>
        <source>the station&apos;s own file</source>
        <translation>tệp của riêng máy này</translation>
    </message>
    <message>
        <source>this station has none</source>
        <translation>máy này không có</translation>
    </message>
    <message>
        <source>did not answer when last asked</source>
        <translation>không trả lời lần hỏi gần nhất</translation>
    </message>
    <message>
        <source>could not be asked when last needed</source>
        <translation>không hỏi được lần cần gần nhất</translation>
    </message>
    <message>
        <source>gave no picture when last used</source>
        <translation>không có hình lần dùng gần nhất</translation>
    </message>
    <message>
        <source>was unplugged when last used</source>
        <translation>bị rút ra ở lần dùng gần nhất</translation>
    </message>
    <message>
        <source>the paper is out</source>
        <translation>hết giấy</translation>
    </message>
    <message>
        <source>the cover is open</source>
        <translation>nắp đang mở</translation>
    </message>
    <message>
        <source>the printer does not answer</source>
        <translation>máy in không trả lời</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Phiên bản</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Cấu hình</translation>
    </message>
    <message>
        <source>Not yet delivered to the hospital system</source>
        <translation>Chưa gửi tới hệ thống bệnh viện</translation>
    </message>
    <message>
        <source>Journal rows the hub does not have yet</source>
        <translation>Dòng nhật ký chưa về máy chủ</translation>
    </message>
</context>
<context>
    <name>AdminTests</name>
    <message>
        <source>A test slip is being printed.</source>
        <translation>Đang in phiếu thử.</translation>
    </message>
    <message>
        <source>The test slip is printed: look at letters and edges.</source>
        <translation>Đã in phiếu thử: hãy xem chữ và mép giấy.</translation>
    </message>
    <message>
        <source>No slip: the paper is out.</source>
        <translation>Không in được: hết giấy.</translation>
    </message>
    <message>
        <source>No slip: the cover is open.</source>
        <translation>Không in được: nắp máy in đang mở.</translation>
    </message>
    <message>
        <source>No slip: the printer does not answer.</source>
        <translation>Không in được: máy in không trả lời.</translation>
    </message>
    <message>
        <source>A sentence is being said. Listen at the headphones or the speaker.</source>
        <translation>Máy đang đọc một câu. Hãy nghe ở tai nghe hoặc loa.</translation>
    </message>
    <message>
        <source>The sentence was said. If nothing was heard, look at the volume and the plug.</source>
        <translation>Máy đã đọc xong. Nếu không nghe thấy, hãy xem âm lượng và giắc cắm.</translation>
    </message>
    <message>
        <source>This station is silent: audio is switched off in its file.</source>
        <translation>Máy không có tiếng: âm thanh đang tắt trong tệp cấu hình.</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>Kiểm tra thử</translation>
    </message>
    <message>
        <source>Nothing is registered and nothing of a card is kept.</source>
        <translation>Không đăng ký gì và không lưu gì của thẻ.</translation>
    </message>
    <message>
        <source>Read a card</source>
        <translation>Đọc thử thẻ</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Test slip</source>
        <translation>In phiếu thử</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Âm thanh</translation>
    </message>
    <message>
        <source>Touch</source>
        <translation>Cảm ứng</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>Kiểm tra toàn bộ</translation>
    </message>
</context>
<context>
    <name>AdminTouch</name>
    <message>
        <source>The whole panel feels.</source>
        <translation>Cả màn hình đều có cảm ứng.</translation>
    </message>
    <message>
        <source>Draw a finger over the panel: %1 of %2 fields feel.</source>
        <translation>Rê ngón tay khắp màn hình: %1 trên %2 ô có cảm ứng.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
</context>
<context>
    <name>PracticeBar</name>
    <message>
        <source>Show the sample card&apos;s code</source>
        <translation>Đưa mã QR của thẻ mẫu</translation>
    </message>
    <message>
        <source>Lay the sample card down</source>
        <translation>Đặt thẻ mẫu lên khay</translation>
    </message>
    <message>
        <source>Pay with a sample bank</source>
        <translation>Trả tiền bằng ngân hàng mẫu</translation>
    </message>
    <message>
        <source>Take the sample card</source>
        <translation>Lấy thẻ mẫu</translation>
    </message>
    <message>
        <source>TRAINING – nothing is registered</source>
        <translation>CHẾ ĐỘ TẬP – không đăng ký thật</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Kết thúc</translation>
    </message>
</context>
</TS>
