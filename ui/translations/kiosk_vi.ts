<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>ActionBar</name>
    <message>
        <source>End</source>
        <translation>Kết thúc</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
</context>
<context>
    <name>Agree</name>
    <message>
        <source>To find
your bills</source>
        <translation>Để tìm khoản
cần trả</translation>
    </message>
    <message>
        <source>The machine reads your ID card and asks the hospital what is still to be paid.</source>
        <translation>Máy đọc thẻ căn cước và hỏi bệnh viện còn khoản nào chưa trả.</translation>
    </message>
    <message>
        <source>To find
your number</source>
        <translation>Để tìm số
của quý khách</translation>
    </message>
    <message>
        <source>The machine looks for the code on your slip, or reads your ID card, and asks how far the queue is.</source>
        <translation>Máy tìm mã trên phiếu, hoặc đọc thẻ căn cước, và hỏi hàng chờ đã đến số nào.</translation>
    </message>
    <message>
        <source>To ask for
your results</source>
        <translation>Để hỏi
kết quả</translation>
    </message>
    <message>
        <source>The machine reads your ID card and asks the hospital. It shows yes or no, never what the results say.</source>
        <translation>Máy đọc thẻ căn cước và hỏi bệnh viện. Máy chỉ hiện có hay chưa, không hiện nội dung kết quả.</translation>
    </message>
    <message>
        <source>Your face is not compared, and nobody else is asked. Nothing stays on the screen.</source>
        <translation>Không so khuôn mặt, không hỏi nơi nào khác. Màn hình không giữ lại gì.</translation>
    </message>
    <message>
        <source>Lay your ID card on the tray</source>
        <translation>Đặt thẻ căn cước lên khay</translation>
    </message>
    <message>
        <source>Choose what to pay</source>
        <translation>Chọn khoản cần trả</translation>
    </message>
    <message>
        <source>Scan the code with your bank&apos;s app</source>
        <translation>Quét mã bằng ứng dụng ngân hàng</translation>
    </message>
    <message>
        <source>Show the slip&apos;s code, or lay down your ID card</source>
        <translation>Đưa mã trên phiếu, hoặc đặt thẻ căn cước lên khay</translation>
    </message>
    <message>
        <source>See how long it will still take</source>
        <translation>Xem còn chờ bao lâu</translation>
    </message>
    <message>
        <source>See whether they are ready, and where to go</source>
        <translation>Xem đã có kết quả chưa và cần đến đâu</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>Tôi đồng ý</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>Tiếp theo</translation>
    </message>
</context>
<context>
    <name>Already</name>
    <message>
        <source>Choosing a clinic</source>
        <translation>Chọn nơi khám</translation>
    </message>
    <message>
        <source>You are already
registered today</source>
        <translation>Quý khách đã
đăng ký hôm nay</translation>
    </message>
    <message>
        <source>Here is your number.</source>
        <translation>Đây là số của quý khách.</translation>
    </message>
    <message>
        <source>Pay %1</source>
        <translation>Trả %1</translation>
    </message>
    <message>
        <source>Drawing a number…</source>
        <translation>Đang lấy số…</translation>
    </message>
    <message>
        <source>Another clinic today</source>
        <translation>Khám thêm nơi khác hôm nay</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>In lại phiếu</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>Số thứ tự</translation>
    </message>
</context>
<context>
    <name>Appointment</name>
    <message>
        <source>Your appointment</source>
        <translation>Lịch hẹn</translation>
    </message>
    <message>
        <source>You have appointments
today</source>
        <translation>Hôm nay quý khách
có các lịch hẹn</translation>
    </message>
    <message>
        <source>You have an appointment
today</source>
        <translation>Hôm nay quý khách
có lịch hẹn</translation>
    </message>
    <message>
        <source>Touch it to go on.</source>
        <translation>Chạm vào lịch hẹn để tiếp tục.</translation>
    </message>
    <message>
        <source>Another clinic</source>
        <translation>Nơi khám khác</translation>
    </message>
    <message>
        <source>I bring a child</source>
        <translation>Tôi đưa trẻ đi khám</translation>
    </message>
    <message>
        <source>Re-visit</source>
        <translation>Tái khám</translation>
    </message>
    <message>
        <source>Room %1, floor %2</source>
        <translation>Phòng %1, tầng %2</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>Phòng %1</translation>
    </message>
</context>
<context>
    <name>Bills</name>
    <message>
        <source>Examination</source>
        <translation>Tiền khám</translation>
    </message>
    <message>
        <source>Advance payment</source>
        <translation>Tạm ứng</translation>
    </message>
    <message>
        <source>Ordered today</source>
        <translation>Chỉ định hôm nay</translation>
    </message>
    <message>
        <source>From an earlier day</source>
        <translation>Từ ngày trước</translation>
    </message>
    <message>
        <source>The payment has arrived. Thank you.</source>
        <translation>Đã nhận được tiền. Cảm ơn quý khách.</translation>
    </message>
    <message>
        <source>The payment has arrived. Please take your slip below the screen.</source>
        <translation>Đã nhận được tiền. Xin lấy phiếu ở khe bên dưới màn hình.</translation>
    </message>
    <message>
        <source>The payment has arrived. The slip could not be printed; the cashier has the payment.</source>
        <translation>Đã nhận được tiền. Máy chưa in được phiếu; thu ngân đã có khoản này.</translation>
    </message>
    <message>
        <source>If you have paid, nothing is lost: the cashier will see it.</source>
        <translation>Nếu quý khách đã trả thì không mất: thu ngân sẽ thấy.</translation>
    </message>
    <message>
        <source>This one is paid at the cashier. The bill is kept there.</source>
        <translation>Khoản này trả tại quầy thu ngân. Quầy đã có sẵn hoá đơn.</translation>
    </message>
    <message>
        <source>Looking for
your bills</source>
        <translation>Đang tìm khoản
cần trả</translation>
    </message>
    <message>
        <source>The hospital finds no
record for this card</source>
        <translation>Bệnh viện chưa thấy
hồ sơ của thẻ này</translation>
    </message>
    <message>
        <source>Everything
is paid</source>
        <translation>Đã trả xong
tất cả</translation>
    </message>
    <message>
        <source>There is nothing
to pay</source>
        <translation>Không còn khoản nào
cần trả</translation>
    </message>
    <message>
        <source>Which bill would you
like to pay?</source>
        <translation>Quý khách muốn trả
khoản nào?</translation>
    </message>
    <message>
        <source>Perhaps you came with another paper.</source>
        <translation>Có thể lần trước quý khách dùng giấy tờ khác.</translation>
    </message>
    <message>
        <source>Thank you.</source>
        <translation>Cảm ơn quý khách.</translation>
    </message>
    <message>
        <source>Touch it to see the payment code.</source>
        <translation>Bấm vào khoản đó để hiện mã thanh toán.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>Mất vài giây. Quý khách không cần làm gì.</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>Lấy lại thẻ căn cước</translation>
    </message>
    <message>
        <source>Go to desk %1</source>
        <translation>Đến quầy số %1</translation>
    </message>
    <message>
        <source>Go to the reception desk</source>
        <translation>Đến quầy tiếp đón</translation>
    </message>
    <message>
        <source>Staff look for your record, also by another paper</source>
        <translation>Nhân viên tìm hồ sơ, cũng tìm được bằng giấy tờ khác</translation>
    </message>
    <message>
        <source>Go back to the room that sent you</source>
        <translation>Trở lại phòng đã chỉ định</translation>
    </message>
    <message>
        <source>If you were told otherwise, ask the cashier</source>
        <translation>Nếu được báo là còn, xin hỏi quầy thu ngân</translation>
    </message>
    <message>
        <source>Paid in part: the rest at the cashier</source>
        <translation>Đã trả một phần: phần còn lại trả tại quầy</translation>
    </message>
</context>
<context>
    <name>CameraFrame</name>
    <message>
        <source>Camera picture</source>
        <translation>Hình từ máy ảnh</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>Desk %1 will look at your card first.</source>
        <translation>Mời quý khách qua quầy số %1 xem thẻ trước.</translation>
    </message>
    <message>
        <source>We could not compare your face. Desk %1 will look at your card first; you keep your number.</source>
        <translation>Máy chưa so được khuôn mặt. Quầy số %1 sẽ xem thẻ trước; số thứ tự vẫn giữ nguyên.</translation>
    </message>
    <message>
        <source>Staff will look at your card at your visit.</source>
        <translation>Nhân viên sẽ xem thẻ khi quý khách khám.</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Nam</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Nữ</translation>
    </message>
    <message>
        <source>building %1</source>
        <translation>nhà %1</translation>
    </message>
    <message>
        <source>Transfer form: looked at in the clinic</source>
        <translation>Giấy chuyển: phòng khám sẽ xem</translation>
    </message>
    <message>
        <source>Re-visit slip: looked at in the clinic</source>
        <translation>Giấy hẹn khám lại: phòng khám sẽ xem</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>Is all correct?</source>
        <translation>Có đúng không?</translation>
    </message>
    <message>
        <source>Is everything
correct?</source>
        <translation>Những điều này
có đúng không?</translation>
    </message>
    <message>
        <source>A price has changed since. Please look at it again.</source>
        <translation>Giá vừa thay đổi. Mời quý khách xem lại.</translation>
    </message>
    <message>
        <source>Yes, register me</source>
        <translation>Đúng, đăng ký</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Tiếp tục</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Người khám</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>Trẻ khám bệnh</translation>
    </message>
    <message>
        <source>Number ••• %1</source>
        <translation>Số ••• %1</translation>
    </message>
    <message>
        <source>%1, born %2</source>
        <translation>%1, sinh năm %2</translation>
    </message>
    <message>
        <source>Born %1</source>
        <translation>Sinh năm %1</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>Bảo hiểm y tế</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>Không dùng</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Chưa tìm thấy thẻ còn hạn</translation>
    </message>
    <message>
        <source>Checked later</source>
        <translation>Sẽ kiểm tra sau</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Còn hạn</translation>
    </message>
    <message>
        <source>Covers %1% · right hospital</source>
        <translation>Hưởng %1% · đúng tuyến</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Có giá trị đến %1</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>Nơi khám</translation>
    </message>
    <message>
        <source>Appointment at %1</source>
        <translation>Lịch hẹn lúc %1</translation>
    </message>
    <message>
        <source>Room %1, floor %2 · %3 min wait</source>
        <translation>Phòng %1, tầng %2 · chờ %3&#xa0;phút</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Bỏ</translation>
    </message>
    <message>
        <source>You pay (estimate)</source>
        <translation>Quý khách trả (dự kiến)</translation>
    </message>
    <message>
        <source>Paid once the insurance has been checked</source>
        <translation>Trả sau khi kiểm tra bảo hiểm</translation>
    </message>
    <message>
        <source>Insurance pays %1</source>
        <translation>Bảo hiểm trả %1</translation>
    </message>
    <message>
        <source>Issuer not verified. Staff will look at the card.</source>
        <translation>Chưa xác minh được nơi phát hành. Nhân viên sẽ xem thẻ.</translation>
    </message>
    <message>
        <source>The issuer could not be verified. Staff will look at the card at your visit.</source>
        <translation>Chưa xác minh được nơi phát hành. Nhân viên sẽ xem thẻ khi quý khách khám.</translation>
    </message>
    <message>
        <source>Valid · another hospital</source>
        <translation>Còn hạn · nơi đăng ký khác</translation>
    </message>
    <message>
        <source>Add a clinic</source>
        <translation>Thêm khoa</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Ưu tiên</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>Nhắc lịch</translation>
    </message>
    <message>
        <source>Name or insurance not right? Press “Get help”.</source>
        <translation>Tên hoặc bảo hiểm chưa đúng? Bấm “Gọi giúp”.</translation>
    </message>
</context>
<context>
    <name>ChildPaper</name>
    <message>
        <source>The camera is resting. Please choose what you can type.</source>
        <translation>Camera đang nghỉ. Xin chọn thông tin có thể nhập.</translation>
    </message>
    <message>
        <source>From six years on a number of the child is needed.</source>
        <translation>Trẻ từ 6 tuổi cần có một số giấy tờ.</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>Đăng ký cho trẻ</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>What can you type
of the child?</source>
        <translation>Có thể nhập
thông tin nào của trẻ?</translation>
    </message>
    <message>
        <source>One of them will do. Its birth date and name come next.</source>
        <translation>Chỉ cần một loại. Tiếp theo là ngày sinh và họ tên của trẻ.</translation>
    </message>
    <message>
        <source>Its 12-digit number</source>
        <translation>Số định danh 12 số</translation>
    </message>
    <message>
        <source>Its insurance card&apos;s number</source>
        <translation>Số thẻ bảo hiểm y tế</translation>
    </message>
    <message>
        <source>No number yet (under 6 years)</source>
        <translation>Chưa có số (dưới 6 tuổi)</translation>
    </message>
</context>
<context>
    <name>ChildRelation</name>
    <message>
        <source>For a child</source>
        <translation>Đăng ký cho trẻ</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>What are you
to the child?</source>
        <translation>Quý khách là gì
của trẻ?</translation>
    </message>
    <message>
        <source>Your card shows who brings the child. The child needs no card of its own.</source>
        <translation>Thẻ của quý khách cho biết ai đưa trẻ đi khám. Trẻ không cần có thẻ riêng.</translation>
    </message>
    <message>
        <source>Mother</source>
        <translation>Mẹ</translation>
    </message>
    <message>
        <source>Father</source>
        <translation>Cha</translation>
    </message>
    <message>
        <source>Grandparent</source>
        <translation>Ông, bà</translation>
    </message>
    <message>
        <source>Guardian by law</source>
        <translation>Người giám hộ</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Người khác</translation>
    </message>
</context>
<context>
    <name>ChildScan</name>
    <message>
        <source>This is another code. Please show the code of the child&apos;s card.</source>
        <translation>Đây là mã khác. Xin đưa mã trên thẻ của trẻ.</translation>
    </message>
    <message>
        <source>This is your own card. Please show the code of the child&apos;s card.</source>
        <translation>Đây là thẻ của quý khách. Xin đưa mã trên thẻ của trẻ.</translation>
    </message>
    <message>
        <source>This card is not a child&apos;s. Please show the code of the child&apos;s card.</source>
        <translation>Thẻ này không phải của trẻ. Xin đưa mã trên thẻ của trẻ.</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>Đăng ký cho trẻ</translation>
    </message>
    <message>
        <source>Show the code of
the child&apos;s card</source>
        <translation>Đưa mã trên thẻ
của trẻ vào máy ảnh</translation>
    </message>
    <message>
        <source>Hold it about 15 cm in front of the camera. Leave your own card on the tray.</source>
        <translation>Giữ cách máy ảnh khoảng 15 cm. Xin để thẻ của quý khách trên khay.</translation>
    </message>
    <message>
        <source>Type the number</source>
        <translation>Bấm số trên thẻ</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>Giữ yên mã trong khung</translation>
    </message>
    <message>
        <source>The child&apos;s insurance card, on paper or on the phone</source>
        <translation>Thẻ bảo hiểm của trẻ, bản giấy hoặc trên điện thoại</translation>
    </message>
    <message>
        <source>or the child&apos;s own ID card</source>
        <translation>hoặc thẻ căn cước của trẻ</translation>
    </message>
</context>
<context>
    <name>ChildType</name>
    <message>
        <source>This is your own number. Please type the child&apos;s.</source>
        <translation>Đây là số của quý khách. Xin nhập số của trẻ.</translation>
    </message>
    <message>
        <source>This is not yet the number of an insurance card. Please look again.</source>
        <translation>Đây chưa phải số thẻ bảo hiểm y tế. Xin xem lại.</translation>
    </message>
    <message>
        <source>Please type the child&apos;s name.</source>
        <translation>Xin nhập họ tên của trẻ.</translation>
    </message>
    <message>
        <source>This birth date is not a child&apos;s. Please type it again.</source>
        <translation>Ngày sinh này không phải của trẻ. Xin nhập lại.</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>Đăng ký cho trẻ</translation>
    </message>
    <message>
        <source>The child&apos;s
12-digit number</source>
        <translation>Số định danh
12 số của trẻ</translation>
    </message>
    <message>
        <source>The child&apos;s date of birth</source>
        <translation>Ngày sinh của trẻ</translation>
    </message>
    <message>
        <source>The child&apos;s
full name</source>
        <translation>Họ và tên
của trẻ</translation>
    </message>
    <message>
        <source>The number of the
insurance card</source>
        <translation>Số thẻ
bảo hiểm y tế</translation>
    </message>
    <message>
        <source>As it stands on the birth certificate. The mark goes after its letter.</source>
        <translation>Như trên giấy khai sinh. Bấm chữ cái trước, dấu sau.</translation>
    </message>
    <message>
        <source>15 letters and digits, or the 10 digits of the social insurance number.</source>
        <translation>15 chữ và số, hoặc 10 số của mã số bảo hiểm xã hội.</translation>
    </message>
    <message>
        <source>It stands on the birth certificate and on the insurance card.</source>
        <translation>Số này có trên giấy khai sinh và thẻ bảo hiểm.</translation>
    </message>
    <message>
        <source>Two digits for the day, two for the month, four for the year.</source>
        <translation>Hai số ngày, hai số tháng, bốn số năm.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>There is no such date. Please look again.</source>
        <translation>Không có ngày này. Xin xem lại.</translation>
    </message>
    <message>
        <source>Letters and marks of the name</source>
        <translation>Chữ cái và dấu của họ tên</translation>
    </message>
    <message>
        <source>Up to fifteen letters and digits</source>
        <translation>Tối đa mười lăm chữ và số</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>No</source>
        <translation>Không</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>Đồng ý</translation>
    </message>
</context>
<context>
    <name>Clinic</name>
    <message>
        <source>I don&apos;t know
which clinic</source>
        <translation>Chưa biết
khoa nào</translation>
    </message>
    <message>
        <source>I bring a child</source>
        <translation>Tôi đưa trẻ đi khám</translation>
    </message>
    <message>
        <source>Under 18 years</source>
        <translation>Dưới 18 tuổi</translation>
    </message>
    <message>
        <source>That room has just filled up. Please choose another.</source>
        <translation>Phòng đó vừa hết lượt. Xin chọn nơi khác.</translation>
    </message>
    <message>
        <source>That clinic sees patients of another age. Please choose another.</source>
        <translation>Nơi đó khám lứa tuổi khác. Xin chọn nơi khác.</translation>
    </message>
    <message>
        <source>That clinic does not see you. Please choose another.</source>
        <translation>Nơi đó không khám cho quý khách. Xin chọn nơi khác.</translation>
    </message>
    <message>
        <source>That appointment was used already. Please choose a clinic.</source>
        <translation>Lịch hẹn đó đã được dùng. Xin chọn nơi khám.</translation>
    </message>
    <message>
        <source>Up to %1 years</source>
        <translation>Đến %1 tuổi</translation>
    </message>
    <message>
        <source>From %1 years</source>
        <translation>Từ %1 tuổi</translation>
    </message>
    <message>
        <source>Men only</source>
        <translation>Chỉ khám nam</translation>
    </message>
    <message>
        <source>Women only</source>
        <translation>Chỉ khám nữ</translation>
    </message>
    <message>
        <source>Registered today</source>
        <translation>Đã đăng ký hôm nay</translation>
    </message>
    <message>
        <source>Chosen already</source>
        <translation>Đã chọn</translation>
    </message>
    <message>
        <source>Same room</source>
        <translation>Cùng phòng</translation>
    </message>
    <message>
        <source>Choosing a clinic</source>
        <translation>Chọn nơi khám</translation>
    </message>
    <message>
        <source>Which clinic?</source>
        <translation>Khám ở đâu?</translation>
    </message>
    <message>
        <source>Where would you like
to go today?</source>
        <translation>Hôm nay quý khách
khám ở đâu?</translation>
    </message>
    <message>
        <source>Looking for
open clinics</source>
        <translation>Đang xem phòng khám
nào còn nhận</translation>
    </message>
    <message>
        <source>Which clinic as well?</source>
        <translation>Khám thêm nơi nào?</translation>
    </message>
    <message>
        <source>Which clinic
as well?</source>
        <translation>Quý khách khám thêm
nơi nào?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Tiếp tục</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>Mất vài giây. Quý khách không cần làm gì.</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>Lần trước</translation>
    </message>
    <message>
        <source>Staff will help</source>
        <translation>Có người hướng dẫn</translation>
    </message>
    <message>
        <source>Full this session</source>
        <translation>Đã đủ lượt</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1&#xa0;phút</translation>
    </message>
    <message>
        <source>%1 waiting · %2 min</source>
        <translation>%1&#xa0;người · %2&#xa0;phút</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Trang %1 trên %2</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Trang sau</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>Trang đầu</translation>
    </message>
</context>
<context>
    <name>Closed</name>
    <message>
        <source>This station
is resting</source>
        <translation>Máy đang
tạm nghỉ</translation>
    </message>
    <message>
        <source>Please go to desk %1.</source>
        <translation>Mời quý khách đến quầy số %1.</translation>
    </message>
    <message>
        <source>Please ask at the reception desk.</source>
        <translation>Mời quý khách đến quầy tiếp đón.</translation>
    </message>
    <message>
        <source>For staff: the station&apos;s journal is damaged. Please leave the machine as it is and call hospital IT (code N1).</source>
        <translation>Dành cho nhân viên: nhật ký của máy bị hỏng. Xin giữ nguyên máy và gọi phòng công nghệ thông tin (mã N1).</translation>
    </message>
    <message>
        <source>For staff: the station&apos;s journal cannot be opened now; it is tried again. If this stays, please call hospital IT (code N2).</source>
        <translation>Dành cho nhân viên: chưa mở được nhật ký của máy; máy đang tự thử lại. Nếu vẫn vậy, xin gọi phòng công nghệ thông tin (mã N2).</translation>
    </message>
    <message>
        <source>For staff: the machine&apos;s disk is full. Once there is room it serves again by itself; please call hospital IT (code N3).</source>
        <translation>Dành cho nhân viên: ổ đĩa của máy đã đầy. Khi có chỗ trống, máy tự phục vụ lại; xin gọi phòng công nghệ thông tin (mã N3).</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>Compare your face with the card</source>
        <translation>So khuôn mặt với ảnh trên thẻ</translation>
    </message>
    <message>
        <source>So that nobody else can use your card. The picture is deleted right after. If you choose No, staff will look at the card.</source>
        <translation>Để không ai dùng thẻ thay quý khách. Ảnh xoá ngay sau khi so. Nếu không, nhân viên sẽ xem thẻ.</translation>
    </message>
    <message>
        <source>Ask the health insurance for you</source>
        <translation>Hỏi bảo hiểm y tế giúp quý khách</translation>
    </message>
    <message>
        <source>The machine asks the insurance service whether your insurance is valid and what it pays.</source>
        <translation>Máy hỏi cổng bảo hiểm xem thẻ còn hạn không và được hưởng bao nhiêu.</translation>
    </message>
    <message>
        <source>Have the card confirmed</source>
        <translation>Nhờ xác nhận thẻ</translation>
    </message>
    <message>
        <source>The machine asks the national service whether your card is genuine. Your number is sent there for this.</source>
        <translation>Máy hỏi dịch vụ quốc gia xem thẻ có thật không. Số căn cước được gửi đến đó để hỏi.</translation>
    </message>
    <message>
        <source>Already done: card read, hospital and insurance asked. No stops the rest.</source>
        <translation>Đã làm: đọc thẻ, hỏi bệnh viện và bảo hiểm y tế; không rút lại được. Chọn Không thì dừng từ đây.</translation>
    </message>
    <message>
        <source>Already done: card read, hospital asked. No stops the rest.</source>
        <translation>Đã làm: đọc thẻ, hỏi bệnh viện; không rút lại được. Chọn Không thì dừng từ đây.</translation>
    </message>
    <message>
        <source>The machine reads your card and registers your visit. No answer means No.</source>
        <translation>Máy đọc thẻ và đăng ký khám cho quý khách. Chưa chọn nghĩa là không.</translation>
    </message>
    <message>
        <source>Your rights</source>
        <translation>Quyền của quý khách</translation>
    </message>
    <message>
        <source>Two things need
your permission</source>
        <translation>Hai việc cần
quý khách cho phép</translation>
    </message>
    <message>
        <source>Three things need
your permission</source>
        <translation>Ba việc cần
quý khách đồng ý</translation>
    </message>
    <message>
        <source>You can still register if you choose No.</source>
        <translation>Chọn “Không” vẫn đăng ký khám được.</translation>
    </message>
    <message>
        <source>I agree to both</source>
        <translation>Tôi đồng ý cả hai</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Tiếp tục</translation>
    </message>
    <message>
        <source>Question %1 of %2</source>
        <translation>Việc %1 trên %2</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>The card needs to be looked at by staff.</source>
        <translation>Thẻ cần được nhân viên kiểm tra.</translation>
    </message>
    <message>
        <source>We cannot read this card&apos;s chip. Staff will register you with the card itself.</source>
        <translation>Máy không đọc được chip của thẻ này. Nhân viên sẽ đăng ký bằng thẻ cho quý khách.</translation>
    </message>
    <message>
        <source>The digits did not open the card. Staff will register you with the card itself.</source>
        <translation>Số đã bấm chưa khớp với thẻ. Nhân viên sẽ đăng ký bằng thẻ cho quý khách.</translation>
    </message>
    <message>
        <source>Your insurance and your ID card differ. Staff will correct it.</source>
        <translation>Thông tin trên thẻ bảo hiểm khác thẻ căn cước. Nhân viên sẽ sửa giúp.</translation>
    </message>
    <message>
        <source>The hospital&apos;s record and your card differ. Staff will look at both.</source>
        <translation>Hồ sơ bệnh viện và thẻ căn cước chưa khớp. Nhân viên sẽ xem giúp.</translation>
    </message>
    <message>
        <source>Staff will write down the child&apos;s name. Your card has been read already.</source>
        <translation>Nhân viên sẽ ghi tên của trẻ. Thẻ của quý khách đã đọc xong.</translation>
    </message>
    <message>
        <source>Staff will register the child with you.</source>
        <translation>Nhân viên sẽ cùng quý khách đăng ký cho trẻ.</translation>
    </message>
    <message>
        <source>Staff will help you find the right clinic.</source>
        <translation>Nhân viên sẽ giúp quý khách chọn đúng nơi khám.</translation>
    </message>
    <message>
        <source>All rooms are full today. Staff will find the nearest date.</source>
        <translation>Hôm nay các phòng đã đủ lượt. Nhân viên sẽ xếp lịch gần nhất.</translation>
    </message>
    <message>
        <source>The hospital system is slow. Staff at the desk will finish for you.</source>
        <translation>Bệnh viện trả lời hơi chậm. Nhân viên ở quầy sẽ đăng ký tiếp giúp quý khách.</translation>
    </message>
    <message>
        <source>You are registered. Staff at the desk will give you your number.</source>
        <translation>Quý khách đã đăng ký. Nhân viên tại quầy sẽ cấp số cho quý khách.</translation>
    </message>
    <message>
        <source>The registration needs a person. Staff at the desk will finish for you.</source>
        <translation>Lượt đăng ký này cần nhân viên xem. Nhân viên ở quầy sẽ làm tiếp giúp quý khách.</translation>
    </message>
    <message>
        <source>No need to queue again.</source>
        <translation>Quý khách không cần xếp hàng lại.</translation>
    </message>
    <message>
        <source>Staff at the desk</source>
        <translation>Nhân viên ở quầy</translation>
    </message>
    <message>
        <source>have been told</source>
        <translation>đã được báo</translation>
    </message>
    <message>
        <source>A person will go on with you there.</source>
        <translation>Nhân viên ở đó sẽ làm tiếp cùng quý khách.</translation>
    </message>
    <message>
        <source>Please go to
desk %1</source>
        <translation>Mời quý khách
đến quầy số %1</translation>
    </message>
    <message>
        <source>Please go to
the reception desk</source>
        <translation>Mời quý khách
đến quầy tiếp đón</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Đã hiểu</translation>
    </message>
    <message>
        <source>Your number at the desk</source>
        <translation>Số ưu tiên tại quầy</translation>
    </message>
    <message>
        <source>Drawing a number…</source>
        <translation>Đang lấy số…</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>Mã lý do</translation>
    </message>
    <message>
        <source>Please take your slip. No need to queue again.</source>
        <translation>Xin lấy phiếu. Quý khách không cần xếp hàng lại.</translation>
    </message>
    <message>
        <source>Out of paper. Please remember %1.</source>
        <translation>Máy hết giấy. Xin nhớ số %1.</translation>
    </message>
    <message>
        <source>Your slip is being printed.</source>
        <translation>Phiếu đang được in.</translation>
    </message>
</context>
<context>
    <name>Emergency</name>
    <message>
        <source>Go straight
to Emergency</source>
        <translation>Mời đi thẳng
đến Cấp cứu</translation>
    </message>
    <message>
        <source>Follow the red line. Staff are coming.</source>
        <translation>Theo vạch đỏ. Nhân viên đang đến.</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Đã hiểu</translation>
    </message>
    <message>
        <source>You need not register first.</source>
        <translation>Không cần đăng ký trước.</translation>
    </message>
</context>
<context>
    <name>Face</name>
    <message>
        <source>Look straight at the camera</source>
        <translation>Nhìn thẳng vào máy ảnh</translation>
    </message>
    <message>
        <source>Come a little closer</source>
        <translation>Lại gần thêm một chút</translation>
    </message>
    <message>
        <source>Step back a little</source>
        <translation>Lùi lại một chút</translation>
    </message>
    <message>
        <source>A little to the left</source>
        <translation>Sang trái một chút</translation>
    </message>
    <message>
        <source>A little to the right</source>
        <translation>Sang phải một chút</translation>
    </message>
    <message>
        <source>A little more light</source>
        <translation>Sáng hơn một chút</translation>
    </message>
    <message>
        <source>Too bright. Please turn away from the light.</source>
        <translation>Hơi chói. Xin tránh ánh đèn.</translation>
    </message>
    <message>
        <source>One person only, please</source>
        <translation>Chỉ một người trong khung</translation>
    </message>
    <message>
        <source>Hold still, please</source>
        <translation>Xin giữ yên</translation>
    </message>
    <message>
        <source>Turn your head a little to the left</source>
        <translation>Xin quay mặt sang trái một chút</translation>
    </message>
    <message>
        <source>Turn your head a little to the right</source>
        <translation>Xin quay mặt sang phải một chút</translation>
    </message>
    <message>
        <source>Please turn so that your whole face is lit</source>
        <translation>Xin xoay người để cả khuôn mặt đủ sáng</translation>
    </message>
    <message>
        <source>Please take off your mask</source>
        <translation>Xin bỏ khẩu trang</translation>
    </message>
    <message>
        <source>Please show your whole face</source>
        <translation>Xin để lộ cả khuôn mặt</translation>
    </message>
    <message>
        <source>Come closer, slowly</source>
        <translation>Xin từ từ lại gần</translation>
    </message>
    <message>
        <source>Thank you. Now a little back.</source>
        <translation>Cảm ơn. Giờ xin lùi lại một chút.</translation>
    </message>
    <message>
        <source>Keep looking at the screen: its colour changes softly</source>
        <translation>Xin nhìn màn hình, màu sẽ đổi nhẹ nhàng</translation>
    </message>
    <message>
        <source>Thank you. Comparing now.</source>
        <translation>Cảm ơn. Máy đang so ảnh.</translation>
    </message>
    <message>
        <source>Confirming your face</source>
        <translation>Xác nhận khuôn mặt</translation>
    </message>
    <message>
        <source>Look into the camera</source>
        <translation>Nhìn vào máy ảnh</translation>
    </message>
    <message>
        <source>The camera is right above the screen.</source>
        <translation>Máy ảnh ở ngay phía trên màn hình.</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>Go on without the camera</source>
        <translation>Tiếp tục không dùng camera</translation>
    </message>
    <message>
        <source>The picture is deleted right after comparing it with the card.</source>
        <translation>Ảnh xoá ngay sau khi so với ảnh trên thẻ.</translation>
    </message>
</context>
<context>
    <name>FaceRetry</name>
    <message>
        <source>Confirming your face</source>
        <translation>Xác nhận khuôn mặt</translation>
    </message>
    <message>
        <source>No match yet</source>
        <translation>Máy chưa so được</translation>
    </message>
    <message>
        <source>Take off mask and dark glasses</source>
        <translation>Bỏ khẩu trang, kính râm</translation>
    </message>
    <message>
        <source>We could not match your face to the card. This is common when the photo is old.</source>
        <translation>Máy chưa so được khuôn mặt với ảnh trên thẻ. Điều này hay gặp khi ảnh thẻ đã lâu.</translation>
    </message>
    <message>
        <source>Once more, please</source>
        <translation>Xin thử lại một lần nữa</translation>
    </message>
    <message>
        <source>The camera did not see the movement clearly. There is no hurry.</source>
        <translation>Máy ảnh chưa thấy rõ động tác. Quý khách cứ thong thả.</translation>
    </message>
    <message>
        <source>When an arrow shows, gently turn your head that way</source>
        <translation>Khi có mũi tên, xin quay nhẹ mặt theo mũi tên</translation>
    </message>
    <message>
        <source>When asked, come closer slowly, then go back</source>
        <translation>Khi được nhắc, xin từ từ lại gần rồi lùi lại</translation>
    </message>
    <message>
        <source>Not seen clearly yet</source>
        <translation>Máy chưa thấy rõ khuôn mặt</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>Go on without the camera</source>
        <translation>Tiếp tục không dùng camera</translation>
    </message>
    <message>
        <source>Look into the lens above the screen</source>
        <translation>Nhìn vào ống kính phía trên màn hình</translation>
    </message>
    <message>
        <source>One person only. Companions, please step back.</source>
        <translation>Chỉ một người trong khung. Người đi cùng xin lùi lại.</translation>
    </message>
    <message>
        <source>Then look into the lens again</source>
        <translation>Sau đó, xin nhìn lại vào ống kính</translation>
    </message>
    <message>
        <source>Often it is only the light or the distance.</source>
        <translation>Điều này thường chỉ do ánh sáng hoặc khoảng cách.</translation>
    </message>
    <message>
        <source>Stand where your face is lit and look into the lens above the screen</source>
        <translation>Đứng nơi đủ sáng và nhìn vào ống kính phía trên màn hình</translation>
    </message>
    <message>
        <source>Try %1 of %2</source>
        <translation>Lần %1 trên %2</translation>
    </message>
</context>
<context>
    <name>Feedback</name>
    <message>
        <source>Very good</source>
        <translation>Rất hài lòng</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Hài lòng</translation>
    </message>
    <message>
        <source>So-so</source>
        <translation>Bình thường</translation>
    </message>
    <message>
        <source>Not good</source>
        <translation>Chưa hài lòng</translation>
    </message>
    <message>
        <source>Not good at all</source>
        <translation>Rất chưa hài lòng</translation>
    </message>
    <message>
        <source>The wait</source>
        <translation>Phải chờ lâu</translation>
    </message>
    <message>
        <source>How I was spoken to</source>
        <translation>Cách nhân viên nói chuyện</translation>
    </message>
    <message>
        <source>Cleanliness</source>
        <translation>Vệ sinh, sạch sẽ</translation>
    </message>
    <message>
        <source>Prices and payment</source>
        <translation>Giá và thanh toán</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Máy này</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Việc khác</translation>
    </message>
    <message>
        <source>Thank you
for telling us</source>
        <translation>Cảm ơn quý khách
đã góp ý</translation>
    </message>
    <message>
        <source>What was
not good?</source>
        <translation>Điều gì
chưa tốt?</translation>
    </message>
    <message>
        <source>How was it
today?</source>
        <translation>Hôm nay quý khách
thấy thế nào?</translation>
    </message>
    <message>
        <source>The hospital reads every answer.</source>
        <translation>Bệnh viện đọc mọi góp ý.</translation>
    </message>
    <message>
        <source>One touch, or leave it out.</source>
        <translation>Một chạm, hoặc bỏ qua cũng được.</translation>
    </message>
    <message>
        <source>One touch. No name goes with it.</source>
        <translation>Chỉ một chạm. Không kèm tên.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Bỏ qua</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>English</source>
        <extracomment>The language&apos;s own name in itself, as patients look for it: Tiếng Việt, 中文</extracomment>
        <translation>Tiếng Việt</translation>
    </message>
    <message>
        <source>Be Vietnam Pro</source>
        <extracomment>The typeface: Be Vietnam Pro, or for other scripts one of Noto&apos;s, like Noto Sans CJK SC</extracomment>
        <translation>Be Vietnam Pro</translation>
    </message>
    <message>
        <source>1.265</source>
        <extracomment>The typeface&apos;s own line height in em: 1.265 for Be Vietnam Pro, 1.448 for Noto Sans CJK</extracomment>
        <translation>1.265</translation>
    </message>
    <message>
        <source>{amount} ₫</source>
        <extracomment>An amount in Vietnamese đồng</extracomment>
        <translation>{amount} đ</translation>
    </message>
    <message>
        <source>,</source>
        <extracomment>What stands between thousands</extracomment>
        <translation>.</translation>
    </message>
    <message>
        <source>{day:02}/{month:02}/{year}</source>
        <extracomment>A date; {day}, {month}, {year}, with :02 for two digits</extracomment>
        <translation>{day:02}/{month:02}/{year}</translation>
    </message>
</context>
<context>
    <name>Further</name>
    <message>
        <source>Room %1 · %2</source>
        <translation>Phòng %1 · %2</translation>
    </message>
    <message>
        <source>Floor %1 · about %2 minutes</source>
        <translation>Tầng %1 · khoảng %2 phút</translation>
    </message>
</context>
<context>
    <name>HandWindow</name>
    <message>
        <source>The patient&apos;s hand</source>
        <translation>Bàn tay người khám</translation>
    </message>
    <message>
        <source>Show the card&apos;s QR</source>
        <translation>Đưa mã QR của thẻ</translation>
    </message>
    <message>
        <source>Take the QR away</source>
        <translation>Cất mã QR</translation>
    </message>
    <message>
        <source>Show the last slip</source>
        <translation>Đưa phiếu vừa in</translation>
    </message>
    <message>
        <source>Lay the card down</source>
        <translation>Đặt thẻ xuống</translation>
    </message>
    <message>
        <source>Take the card</source>
        <translation>Lấy thẻ</translation>
    </message>
    <message>
        <source>Step before the camera</source>
        <translation>Đứng trước máy ảnh</translation>
    </message>
    <message>
        <source>Somebody else looks</source>
        <translation>Người khác đứng trước máy ảnh</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>Quay trái</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>Quay phải</translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation>Lại gần hơn</translation>
    </message>
    <message>
        <source>Pay with the bank&apos;s app</source>
        <translation>Trả bằng ứng dụng ngân hàng</translation>
    </message>
    <message>
        <source>Insurance away</source>
        <translation>Bảo hiểm mất kết nối</translation>
    </message>
    <message>
        <source>HIS away</source>
        <translation>HIS mất kết nối</translation>
    </message>
    <message>
        <source>Bank away</source>
        <translation>Ngân hàng mất kết nối</translation>
    </message>
    <message>
        <source>Paper out</source>
        <translation>Hết giấy</translation>
    </message>
    <message>
        <source>Camera away</source>
        <translation>Máy ảnh mất kết nối</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>Usual text</source>
        <translation>Chữ thường</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Tương phản</translation>
    </message>
    <message>
        <source>Usual colours</source>
        <translation>Màu thường</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Chữ to hơn</translation>
    </message>
    <message>
        <source>Get help</source>
        <translation>Gọi giúp</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Nhân viên</translation>
    </message>
</context>
<context>
    <name>Info</name>
    <message>
        <source>Prices</source>
        <translation>Giá khám</translation>
    </message>
    <message>
        <source>Examination
prices</source>
        <translation>Giá khám bệnh</translation>
    </message>
    <message>
        <source>Departments and rooms</source>
        <translation>Khoa và phòng</translation>
    </message>
    <message>
        <source>Departments
and rooms</source>
        <translation>Khoa và phòng</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>Giờ làm việc</translation>
    </message>
    <message>
        <source>Map, and the way there</source>
        <translation>Sơ đồ và đường đi</translation>
    </message>
    <message>
        <source>Where would you
like to go?</source>
        <translation>Quý khách muốn
đi đến đâu?</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Thông báo</translation>
    </message>
    <message>
        <source>The hospital&apos;s
notices</source>
        <translation>Thông báo của
bệnh viện</translation>
    </message>
    <message>
        <source>What would you
like to know?</source>
        <translation>Quý khách muốn
biết điều gì?</translation>
    </message>
    <message>
        <source>For one examination, without insurance.</source>
        <translation>Cho một lần khám, chưa tính bảo hiểm.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>Mất vài giây. Quý khách không cần làm gì.</translation>
    </message>
    <message>
        <source>This cannot be shown just now. Staff will gladly tell you.</source>
        <translation>Hiện chưa xem được ở đây. Nhân viên sẽ trả lời quý khách.</translation>
    </message>
    <message>
        <source>There is nothing to show here today.</source>
        <translation>Hôm nay không có gì ở mục này.</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>Phòng %1</translation>
    </message>
    <message>
        <source>floor %1</source>
        <translation>tầng %1</translation>
    </message>
</context>
<context>
    <name>Insurance</name>
    <message>
        <source>Male</source>
        <translation>Nam</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Nữ</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>Bảo hiểm y tế</translation>
    </message>
    <message>
        <source>Asking the insurance</source>
        <translation>Đang hỏi bảo hiểm</translation>
    </message>
    <message>
        <source>Your insurance is valid</source>
        <translation>Thẻ bảo hiểm còn hạn</translation>
    </message>
    <message>
        <source>No valid insurance found</source>
        <translation>Chưa tìm thấy
thẻ bảo hiểm còn hạn</translation>
    </message>
    <message>
        <source>The name differs
on your insurance</source>
        <translation>Thông tin bảo hiểm
khác thẻ căn cước</translation>
    </message>
    <message>
        <source>The insurance service
is busy</source>
        <translation>Cổng bảo hiểm
đang bận</translation>
    </message>
    <message>
        <source>Get a desk number</source>
        <translation>Lấy số đến quầy</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Tiếp tục</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>Mất vài giây. Quý khách không cần làm gì.</translation>
    </message>
    <message>
        <source>Right hospital</source>
        <translation>Đúng tuyến</translation>
    </message>
    <message>
        <source>Valid · another hospital</source>
        <translation>Còn hạn · nơi đăng ký khác</translation>
    </message>
    <message>
        <source>Get a number for the desk</source>
        <translation>Lấy số ở quầy</translation>
    </message>
    <message>
        <source>Desk %1 corrects it and registers you</source>
        <translation>Quầy số %1 sửa và đăng ký giúp</translation>
    </message>
    <message>
        <source>Choose the clinic; its price stands beside it</source>
        <translation>Chọn nơi khám, giá ghi bên cạnh</translation>
    </message>
    <message>
        <source>Pay here, or later at the cashier</source>
        <translation>Trả tại máy, hoặc sau tại quầy thu ngân</translation>
    </message>
    <message>
        <source>Get your number</source>
        <translation>Nhận số thứ tự</translation>
    </message>
    <message>
        <source>Choose the clinic</source>
        <translation>Chọn nơi khám</translation>
    </message>
    <message>
        <source>Pay once the insurance has been checked</source>
        <translation>Trả tiền sau khi kiểm tra bảo hiểm</translation>
    </message>
    <message>
        <source>Show my insurance card</source>
        <translation>Đưa mã thẻ bảo hiểm</translation>
    </message>
    <message>
        <source>Covers %1% · right hospital</source>
        <translation>Hưởng %1% · đúng tuyến</translation>
    </message>
    <message>
        <source>Your first registration is at another hospital: insurance pays part.</source>
        <translation>Nơi đăng ký ban đầu là bệnh viện khác: bảo hiểm trả một phần.</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Có giá trị đến %1</translation>
    </message>
    <message>
        <source>Usable today. The clinic will still look at one paper.</source>
        <translation>Hôm nay dùng được. Phòng khám sẽ xem thêm giấy tờ.</translation>
    </message>
    <message>
        <source>You may pay yourself, or ask at desk %1.</source>
        <translation>Quý khách có thể tự trả, hoặc hỏi quầy số %1.</translation>
    </message>
    <message>
        <source>Your insurance and your ID card differ. Desk %1 will correct it.</source>
        <translation>Thông tin trên thẻ bảo hiểm khác thẻ căn cước. Quầy số %1 sẽ sửa giúp.</translation>
    </message>
    <message>
        <source>You can still register; it will be checked later.</source>
        <translation>Quý khách vẫn đăng ký được; bảo hiểm sẽ được kiểm tra sau.</translation>
    </message>
    <message>
        <source>%1, born %2</source>
        <translation>%1, sinh năm %2</translation>
    </message>
    <message>
        <source>Born %1</source>
        <translation>Sinh năm %1</translation>
    </message>
    <message>
        <source>Insurance card</source>
        <translation>Số thẻ</translation>
    </message>
    <message>
        <source>Estimated fee</source>
        <translation>Tiền khám dự kiến</translation>
    </message>
    <message>
        <source>Examination</source>
        <translation>Giá khám</translation>
    </message>
    <message>
        <source>Insurance pays %1%</source>
        <translation>Bảo hiểm trả %1%</translation>
    </message>
    <message>
        <source>You pay</source>
        <translation>Quý khách trả</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>Tiếp theo</translation>
    </message>
    <message>
        <source>The final amount is settled at the end of the visit.</source>
        <translation>Số tiền chính thức tính khi kết thúc lượt khám.</translation>
    </message>
</context>
<context>
    <name>InsuranceScan</name>
    <message>
        <source>Health insurance</source>
        <translation>Bảo hiểm y tế</translation>
    </message>
    <message>
        <source>Show the code of
your insurance card</source>
        <translation>Đưa mã trên thẻ
bảo hiểm vào máy ảnh</translation>
    </message>
    <message>
        <source>On paper or on the phone, about 15 cm in front of the camera.</source>
        <translation>Bản giấy hoặc trên điện thoại, cách máy ảnh khoảng 15 cm.</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>Giữ yên mã trong khung</translation>
    </message>
    <message>
        <source>This card has another name. Please show your own insurance card.</source>
        <translation>Thẻ này mang tên khác. Xin đưa thẻ bảo hiểm của quý khách.</translation>
    </message>
    <message>
        <source>This is another code. Please show the code of the insurance card.</source>
        <translation>Đây là mã khác. Xin đưa mã trên thẻ bảo hiểm.</translation>
    </message>
</context>
<context>
    <name>KeyQr</name>
    <message>
        <source>Code on the card</source>
        <translation>Mã trên thẻ</translation>
    </message>
    <message>
        <source>Show the card&apos;s code
to the camera</source>
        <translation>Đưa mã QR trên thẻ
vào máy ảnh</translation>
    </message>
    <message>
        <source>Hold the card about 15 cm in front of the camera, above the screen.</source>
        <translation>Giơ thẻ cách máy ảnh khoảng 15&#xa0;cm, ngay phía trên màn hình.</translation>
    </message>
    <message>
        <source>Type the number</source>
        <translation>Bấm số trên thẻ</translation>
    </message>
    <message>
        <source>I have a passport</source>
        <translation>Tôi dùng hộ chiếu</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>Giữ yên mã trong khung</translation>
    </message>
    <message>
        <source>This is another code. Please show the code printed on the card.</source>
        <translation>Mã này không phải mã trên thẻ. Xin đưa mã in trên thẻ căn cước.</translation>
    </message>
    <message>
        <source>It does not match the card yet. Please show the code of the card that lies on the tray.</source>
        <translation>Chưa khớp với thẻ. Xin đưa mã của chính thẻ đang đặt trên khay.</translation>
    </message>
    <message>
        <source>Older card</source>
        <translation>Thẻ cũ</translation>
    </message>
    <message>
        <source>Code on the front</source>
        <translation>Mã ở mặt trước</translation>
    </message>
    <message>
        <source>Card since 7/2024</source>
        <translation>Thẻ từ 7/2024</translation>
    </message>
    <message>
        <source>Code on the back</source>
        <translation>Mã ở mặt sau</translation>
    </message>
</context>
<context>
    <name>KeyType</name>
    <message>
        <source>It does not match the card yet. Please check the digits and try again.</source>
        <translation>Chưa khớp với thẻ. Xin xem lại số và bấm lần nữa.</translation>
    </message>
    <message>
        <source>The camera is resting. Please type what is printed on the card.</source>
        <translation>Máy ảnh đang nghỉ. Xin bấm số in trên thẻ.</translation>
    </message>
    <message>
        <source>This code alone does not open the card. Please type what is printed on it.</source>
        <translation>Mã này chưa đủ để mở thẻ. Xin bấm số in trên thẻ.</translation>
    </message>
    <message>
        <source>Code on the card</source>
        <translation>Mã trên thẻ</translation>
    </message>
    <message>
        <source>Enter the 12 digits
of your ID card</source>
        <translation>Xin bấm 12 số
căn cước in trên thẻ</translation>
    </message>
    <message>
        <source>Your date of birth</source>
        <translation>Ngày sinh của quý khách</translation>
    </message>
    <message>
        <source>Expiry date of the card</source>
        <translation>Ngày hết hạn của thẻ</translation>
    </message>
    <message>
        <source>The number of
your passport</source>
        <translation>Số hộ chiếu
của quý khách</translation>
    </message>
    <message>
        <source>Expiry date of
the passport</source>
        <translation>Ngày hết hạn
của hộ chiếu</translation>
    </message>
    <message>
        <source>Your full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>Two digits for the day, two for the month, four for the year.</source>
        <translation>Hai số ngày, hai số tháng, bốn số năm.</translation>
    </message>
    <message>
        <source>They are printed on the card. The 6 digits of the CAN will do as well.</source>
        <translation>Số in trên thẻ. Bấm 6 số CAN cũng được.</translation>
    </message>
    <message>
        <source>It stands at the top of the page with your picture. Then lay the passport on the reader, open at that page.</source>
        <translation>Số ở đầu trang có ảnh. Sau đó mở trang ấy và đặt hộ chiếu lên khay đọc.</translation>
    </message>
    <message>
        <source>As it is printed on the card. The mark goes after its letter.</source>
        <translation>Như in trên thẻ. Bấm chữ cái trước, dấu sau.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>No expiry</source>
        <translation>Không thời hạn</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>There is no such date. Please look at the card again.</source>
        <translation>Không có ngày này. Xin xem lại trên thẻ.</translation>
    </message>
    <message>
        <source>Letters and marks of the name</source>
        <translation>Chữ cái và dấu của họ tên</translation>
    </message>
    <message>
        <source>Up to nine letters and digits</source>
        <translation>Tối đa chín chữ và số</translation>
    </message>
</context>
<context>
    <name>LanguageSheet</name>
    <message>
        <source>Choose your language</source>
        <translation>Chọn ngôn ngữ</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>To hơn</translation>
    </message>
    <message>
        <source>Say it again</source>
        <translation>Nghe lại</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Đọc cho nghe</translation>
    </message>
</context>
<context>
    <name>LayCard</name>
    <message>
        <source>Reading the card</source>
        <translation>Đọc thẻ</translation>
    </message>
    <message>
        <source>Reading the passport</source>
        <translation>Đọc hộ chiếu</translation>
    </message>
    <message>
        <source>Place your ID card
on the tray</source>
        <translation>Đặt thẻ căn cước
lên khay đọc</translation>
    </message>
    <message>
        <source>Lay your passport
on the reader</source>
        <translation>Đặt hộ chiếu
lên đầu đọc</translation>
    </message>
    <message>
        <source>Reading starts by itself and takes a few seconds.</source>
        <translation>Máy tự đọc, mất vài giây.</translation>
    </message>
    <message>
        <source>Open at the page with your picture, face down. Reading starts by itself.</source>
        <translation>Mở ở trang có ảnh, úp mặt xuống. Máy tự đọc.</translation>
    </message>
    <message>
        <source>My card has no chip</source>
        <translation>Thẻ của tôi không có chip</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
</context>
<context>
    <name>LetterPad</name>
    <message>
        <source>Up to nine letters and digits</source>
        <translation>Tối đa chín chữ và số</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Dấu cách</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Xoá hết</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xoá</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Reception</source>
        <translation>Tiếp đón</translation>
    </message>
    <message>
        <source>Do you need
more time?</source>
        <translation>Quý khách cần
thêm thời gian?</translation>
    </message>
    <message>
        <source>In %1 seconds your details are cleared. What you have registered is kept.</source>
        <translation>Sau %1 giây, máy sẽ xoá thông tin và kết thúc. Những gì đã đăng ký vẫn được giữ.</translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>Tôi cần thêm thời gian</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Kết thúc</translation>
    </message>
    <message>
        <source>Get help</source>
        <translation>Gọi giúp</translation>
    </message>
    <message>
        <source>Staff are on the way</source>
        <translation>Nhân viên đang đến</translation>
    </message>
    <message>
        <source>About a minute. You may go on meanwhile.</source>
        <translation>Khoảng 1 phút. Quý khách có thể tiếp tục.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Tiếp tục</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Cấp cứu</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Nhân viên</translation>
    </message>
    <message>
        <source>Go straight
to Emergency</source>
        <translation>Mời đi thẳng
đến Cấp cứu</translation>
    </message>
    <message>
        <source>Follow the red line. Staff are coming.</source>
        <translation>Theo vạch đỏ. Nhân viên đang đến.</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Đã hiểu</translation>
    </message>
    <message>
        <source>Please go to
desk %1</source>
        <translation>Mời quý khách
đến quầy số %1</translation>
    </message>
    <message>
        <source>Please go to
the reception desk</source>
        <translation>Mời quý khách
đến quầy tiếp đón</translation>
    </message>
    <message>
        <source>Staff could not be called from here. You may also go on by yourself.</source>
        <translation>Máy chưa báo được cho nhân viên. Quý khách cũng có thể tự làm tiếp.</translation>
    </message>
    <message>
        <source>The card left the tray</source>
        <translation>Thẻ đã rời khay</translation>
    </message>
    <message>
        <source>The visit is paused and your details are hidden. Put the card back to go on.</source>
        <translation>Máy tạm dừng và đã che thông tin. Xin đặt lại thẻ để làm tiếp.</translation>
    </message>
    <message>
        <source>End here?</source>
        <translation>Kết thúc tại đây?</translation>
    </message>
    <message>
        <source>Your details are cleared from this screen. You can start again at any time.</source>
        <translation>Máy sẽ xoá thông tin trên màn hình. Quý khách có thể làm lại bất cứ lúc nào.</translation>
    </message>
</context>
<context>
    <name>NumericPad</name>
    <message>
        <source>%1 of %2 digits entered</source>
        <translation>Đã bấm %1 trong %2 số</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Xoá hết</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xoá</translation>
    </message>
</context>
<context>
    <name>Other</name>
    <message>
        <source>Register with
a passport</source>
        <translation>Đăng ký bằng
hộ chiếu</translation>
    </message>
    <message>
        <source>For foreign guests</source>
        <translation>Cho khách nước ngoài</translation>
    </message>
    <message>
        <source>Register
a child</source>
        <translation>Đăng ký
cho trẻ em</translation>
    </message>
    <message>
        <source>With a parent&apos;s card</source>
        <translation>Bằng thẻ của cha mẹ</translation>
    </message>
    <message>
        <source>Pay a bill</source>
        <translation>Trả tiền</translation>
    </message>
    <message>
        <source>Ward, laboratory, X-ray</source>
        <translation>Viện phí, xét nghiệm</translation>
    </message>
    <message>
        <source>Where is
my number?</source>
        <translation>Số của tôi
đến đâu?</translation>
    </message>
    <message>
        <source>How long still</source>
        <translation>Còn chờ bao lâu</translation>
    </message>
    <message>
        <source>Are my
results ready?</source>
        <translation>Đã có
kết quả chưa?</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Chỉ có hay chưa</translation>
    </message>
    <message>
        <source>Say how
it was</source>
        <translation>Góp ý</translation>
    </message>
    <message>
        <source>One touch</source>
        <translation>Chỉ một chạm</translation>
    </message>
    <message>
        <source>Prices, rooms,
opening hours</source>
        <translation>Giá, phòng,
giờ làm việc</translation>
    </message>
    <message>
        <source>And the way there</source>
        <translation>Và đường đi</translation>
    </message>
    <message>
        <source>What else may we do?</source>
        <translation>Quý khách cần gì?</translation>
    </message>
    <message>
        <source>What else may we do
for you?</source>
        <translation>Quý khách cần
việc gì khác?</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>What happens next</source>
        <translation>Tiếp theo</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>Trang %1 trên %2</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Trang sau</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>Trang đầu</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>A transfer form</source>
        <translation>Giấy chuyển cơ sở khám chữa bệnh</translation>
    </message>
    <message>
        <source>From the place where you are registered</source>
        <translation>Do nơi đăng ký ban đầu cấp</translation>
    </message>
    <message>
        <source>A re-visit slip</source>
        <translation>Giấy hẹn khám lại</translation>
    </message>
    <message>
        <source>From your last visit to this hospital</source>
        <translation>Của lần khám trước tại bệnh viện này</translation>
    </message>
    <message>
        <source>No paper</source>
        <translation>Không có giấy</translation>
    </message>
    <message>
        <source>You can register all the same</source>
        <translation>Quý khách vẫn đăng ký được</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>Bảo hiểm y tế</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>Do you have one of
these papers today?</source>
        <translation>Hôm nay quý khách có
một trong các giấy này?</translation>
    </message>
    <message>
        <source>With a paper insurance pays more. The clinic will look at it.</source>
        <translation>Có giấy, bảo hiểm trả nhiều hơn. Phòng khám sẽ xem giấy.</translation>
    </message>
</context>
<context>
    <name>Payment</name>
    <message>
        <source>Payment</source>
        <translation>Thanh toán</translation>
    </message>
    <message>
        <source>We received
%1</source>
        <translation>Đã nhận
%1</translation>
    </message>
    <message>
        <source>The code has expired</source>
        <translation>Mã đã hết hạn</translation>
    </message>
    <message>
        <source>Scan to pay
%1</source>
        <translation>Quét mã để trả
%1</translation>
    </message>
    <message>
        <source>Thank you. Your number is next.</source>
        <translation>Cảm ơn quý khách. Tiếp theo là số thứ tự.</translation>
    </message>
    <message>
        <source>Thank you. The hospital has noted it.</source>
        <translation>Cảm ơn quý khách. Bệnh viện đã ghi nhận.</translation>
    </message>
    <message>
        <source>If you have paid, nothing is lost: the cashier will see it.</source>
        <translation>Nếu đã chuyển tiền, quý khách không mất tiền: thu ngân sẽ thấy.</translation>
    </message>
    <message>
        <source>Open your bank&apos;s app and choose “Scan QR”.</source>
        <translation>Mở ứng dụng ngân hàng, chọn “Quét QR”.</translation>
    </message>
    <message>
        <source>Open your bank&apos;s app.</source>
        <translation>Mở ứng dụng ngân hàng.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Tiếp tục</translation>
    </message>
    <message>
        <source>Pay at the cashier</source>
        <translation>Trả tại quầy</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>Người nhận</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>We received %1; %2 is missing.</source>
        <translation>Đã nhận %1, còn thiếu %2.</translation>
    </message>
    <message>
        <source>The bank cannot be asked now. If you have paid, nothing is lost: tell the cashier.</source>
        <translation>Chưa hỏi được ngân hàng. Nếu đã chuyển tiền, quý khách không mất tiền: xin báo thu ngân.</translation>
    </message>
    <message>
        <source>Waiting for the bank…</source>
        <translation>Đang chờ ngân hàng…</translation>
    </message>
    <message>
        <source>Preparing the payment code…</source>
        <translation>Đang chuẩn bị mã thanh toán…</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Đã nhận</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Số tiền</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>building %1</source>
        <translation>nhà %1</translation>
    </message>
    <message>
        <source>Floor %1</source>
        <translation>Tầng %1</translation>
    </message>
    <message>
        <source>%1 people before you</source>
        <translation>Trước còn %1 người</translation>
    </message>
    <message>
        <source>First show your card at desk %1</source>
        <translation>Trước tiên: quầy số %1 xem thẻ</translation>
    </message>
    <message>
        <source>You keep this number · Code&#xa0;%1</source>
        <translation>Số này vẫn giữ nguyên · Mã&#xa0;%1</translation>
    </message>
    <message>
        <source>Room %1 · %2</source>
        <translation>Phòng %1 · %2</translation>
    </message>
    <message>
        <source>About %1 minutes, %2 people before you</source>
        <translation>Khoảng %1&#xa0;phút nữa, trước còn %2&#xa0;người</translation>
    </message>
</context>
<context>
    <name>Priority</name>
    <message>
        <source>Pregnant</source>
        <translation>Phụ nữ có thai</translation>
    </message>
    <message>
        <source>Severe disability</source>
        <translation>Khuyết tật nặng</translation>
    </message>
    <message>
        <source>With the certificate of disability</source>
        <translation>Có giấy xác nhận khuyết tật</translation>
    </message>
    <message>
        <source>Person of merit</source>
        <translation>Người có công</translation>
    </message>
    <message>
        <source>With the certificate of merit</source>
        <translation>Có giấy xác nhận người có công</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>Không thuộc các nhóm này</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>Who is called first</source>
        <translation>Ai được gọi trước</translation>
    </message>
    <message>
        <source>Touch what is so. Staff will look at it at your visit.</source>
        <translation>Chạm vào điều đúng với quý khách. Nhân viên sẽ xem lại khi khám.</translation>
    </message>
</context>
<context>
    <name>QrPanel</name>
    <message>
        <source>Payment code</source>
        <translation>Mã thanh toán</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Opening the chip</source>
        <translation>Mở khoá chip</translation>
    </message>
    <message>
        <source>Name, birth date, address</source>
        <translation>Họ tên, ngày sinh, địa chỉ</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Ảnh chân dung</translation>
    </message>
    <message>
        <source>Checking the card&apos;s signature</source>
        <translation>Kiểm tra chữ ký của thẻ</translation>
    </message>
    <message>
        <source>Checking its signature</source>
        <translation>Kiểm tra chữ ký của hộ chiếu</translation>
    </message>
    <message>
        <source>Reading the card</source>
        <translation>Đọc thẻ</translation>
    </message>
    <message>
        <source>Reading the passport</source>
        <translation>Đọc hộ chiếu</translation>
    </message>
    <message>
        <source>The passport moved.
Please put it back.</source>
        <translation>Hộ chiếu bị xê dịch.
Xin đặt lại.</translation>
    </message>
    <message>
        <source>Reading your passport.
Please leave it.</source>
        <translation>Đang đọc hộ chiếu.
Xin để yên.</translation>
    </message>
    <message>
        <source>The card moved.
Please put it back.</source>
        <translation>Thẻ bị xê dịch.
Xin đặt lại thẻ.</translation>
    </message>
    <message>
        <source>Reading your card.
Please leave it.</source>
        <translation>Đang đọc thẻ.
Xin để yên thẻ.</translation>
    </message>
    <message>
        <source>Reading your card.
Please leave it on the tray.</source>
        <translation>Đang đọc thẻ.
Xin để yên thẻ trên khay.</translation>
    </message>
    <message>
        <source>Reading will go on by itself.</source>
        <translation>Máy sẽ đọc tiếp.</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>tạm dừng</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>đang đọc…</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>chờ</translation>
    </message>
    <message>
        <source>Usually about 3 seconds. The fingerprints in the chip are not read.</source>
        <translation>Thường mất khoảng 3&#xa0;giây. Dấu vân tay trong chip không được đọc.</translation>
    </message>
</context>
<context>
    <name>Registering</name>
    <message>
        <source>Registering</source>
        <translation>Đăng ký</translation>
    </message>
    <message>
        <source>Registering.
One moment, please.</source>
        <translation>Đang đăng ký.
Xin chờ một chút.</translation>
    </message>
    <message>
        <source>Your request is kept; no need to repeat it.</source>
        <translation>Yêu cầu đã được giữ, không cần làm lại.</translation>
    </message>
    <message>
        <source>The hospital is preparing your number.</source>
        <translation>Bệnh viện đang chuẩn bị số thứ tự.</translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message>
        <source>Remind me of my next visit</source>
        <translation>Nhắc lịch khám lại</translation>
    </message>
    <message>
        <source>The hospital sends a message to the phone number it has. You can end it at any time.</source>
        <translation>Bệnh viện nhắn tin đến số điện thoại đã có. Quý khách có thể ngừng bất cứ lúc nào.</translation>
    </message>
    <message>
        <source>Remind me of the child&apos;s vaccinations</source>
        <translation>Nhắc lịch tiêm chủng của trẻ</translation>
    </message>
    <message>
        <source>For children under 24 months, by the national schedule.</source>
        <translation>Cho trẻ dưới 24 tháng, theo lịch tiêm chủng quốc gia.</translation>
    </message>
    <message>
        <source>No answer means No.</source>
        <translation>Không trả lời nghĩa là Không.</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>May we remind you?</source>
        <translation>Có cần nhắc lịch?</translation>
    </message>
    <message>
        <source>May the hospital
remind you?</source>
        <translation>Quý khách có muốn
bệnh viện nhắc lịch?</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Tiếp tục</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Asking for
your results</source>
        <translation>Đang hỏi
kết quả</translation>
    </message>
    <message>
        <source>The hospital finds no
record for this card</source>
        <translation>Bệnh viện chưa thấy
hồ sơ của thẻ này</translation>
    </message>
    <message>
        <source>Yes, your results
are ready</source>
        <translation>Đã có đủ
kết quả</translation>
    </message>
    <message>
        <source>Not all results
are there yet</source>
        <translation>Chưa có đủ
kết quả</translation>
    </message>
    <message>
        <source>Perhaps you came with another paper.</source>
        <translation>Có thể lần trước quý khách dùng giấy tờ khác.</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>Lấy lại thẻ căn cước</translation>
    </message>
    <message>
        <source>Go to desk %1</source>
        <translation>Đến quầy số %1</translation>
    </message>
    <message>
        <source>Go to the reception desk</source>
        <translation>Đến quầy tiếp đón</translation>
    </message>
    <message>
        <source>Staff look for your record, also by another paper</source>
        <translation>Nhân viên tìm hồ sơ, cũng tìm được bằng giấy tờ khác</translation>
    </message>
    <message>
        <source>Go back to the room that sent you</source>
        <translation>Trở lại phòng đã chỉ định</translation>
    </message>
    <message>
        <source>The doctor explains your results</source>
        <translation>Bác sĩ giải thích kết quả</translation>
    </message>
    <message>
        <source>Wait near the room that sent you</source>
        <translation>Chờ gần phòng đã chỉ định</translation>
    </message>
    <message>
        <source>Ask here again later</source>
        <translation>Lát nữa hỏi lại ở máy này</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>Mất vài giây. Quý khách không cần làm gì.</translation>
    </message>
</context>
<context>
    <name>Slip</name>
    <message>
        <source>Show the code
on your slip</source>
        <translation>Đưa mã trên phiếu
vào máy ảnh</translation>
    </message>
    <message>
        <source>Please use
your ID card</source>
        <translation>Xin dùng
thẻ căn cước</translation>
    </message>
    <message>
        <source>The camera is resting. Your card finds the number as well.</source>
        <translation>Máy ảnh đang nghỉ. Dùng thẻ cũng tìm được số.</translation>
    </message>
    <message>
        <source>Hold the slip about 15 cm in front of the camera, above the screen.</source>
        <translation>Giữ phiếu cách máy ảnh khoảng 15 cm, phía trên màn hình.</translation>
    </message>
    <message>
        <source>Use my ID card</source>
        <translation>Dùng thẻ căn cước</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>Giữ yên mã trong khung</translation>
    </message>
    <message>
        <source>This is another code. Please show the small code at the foot of the slip.</source>
        <translation>Đây là mã khác. Xin đưa mã nhỏ ở cuối phiếu.</translation>
    </message>
    <message>
        <source>Lay your ID card on the tray</source>
        <translation>Đặt thẻ căn cước lên khay</translation>
    </message>
    <message>
        <source>See how long it will still take</source>
        <translation>Xem còn chờ bao lâu</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>Lấy lại thẻ căn cước</translation>
    </message>
</context>
<context>
    <name>StaffPanel</name>
    <message>
        <source>Permission</source>
        <translation>Xin phép</translation>
    </message>
    <message>
        <source>Code on the card</source>
        <translation>Mã trên thẻ</translation>
    </message>
    <message>
        <source>Reading the card</source>
        <translation>Đọc thẻ</translation>
    </message>
    <message>
        <source>Comparing the face</source>
        <translation>So khuôn mặt</translation>
    </message>
    <message>
        <source>Insurance</source>
        <translation>Bảo hiểm</translation>
    </message>
    <message>
        <source>Registering a child</source>
        <translation>Đăng ký cho trẻ</translation>
    </message>
    <message>
        <source>Choosing the clinic</source>
        <translation>Chọn phòng khám</translation>
    </message>
    <message>
        <source>Registered already</source>
        <translation>Đã đăng ký</translation>
    </message>
    <message>
        <source>Last look before registering</source>
        <translation>Kiểm tra lần cuối</translation>
    </message>
    <message>
        <source>Waiting for the hospital system</source>
        <translation>Chờ bệnh viện trả lời</translation>
    </message>
    <message>
        <source>Paying</source>
        <translation>Trả tiền</translation>
    </message>
    <message>
        <source>Number given</source>
        <translation>Đã có số</translation>
    </message>
    <message>
        <source>Sent to the desk</source>
        <translation>Đã chuyển đến quầy</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Cấp cứu</translation>
    </message>
    <message>
        <source>Taking the card back</source>
        <translation>Lấy lại thẻ</translation>
    </message>
    <message>
        <source>Card on the tray</source>
        <translation>Thẻ trên khay</translation>
    </message>
    <message>
        <source>Chip</source>
        <translation>Chip</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Khuôn mặt</translation>
    </message>
    <message>
        <source>Hospital system</source>
        <translation>Hệ thống bệnh viện</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Đăng ký</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Phiếu</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>có</translation>
    </message>
    <message>
        <source>no</source>
        <translation>không</translation>
    </message>
    <message>
        <source>read</source>
        <translation>đã đọc</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>chưa đọc được</translation>
    </message>
    <message>
        <source>matched</source>
        <translation>khớp</translation>
    </message>
    <message>
        <source>not matched</source>
        <translation>chưa khớp</translation>
    </message>
    <message>
        <source>seen by staff</source>
        <translation>nhân viên đã xem</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>có trả lời</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>chưa trả lời</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>chưa</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>đang gửi</translation>
    </message>
    <message>
        <source>done</source>
        <translation>xong</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>đã in</translation>
    </message>
    <message>
        <source>not printed</source>
        <translation>chưa in được</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Người bệnh</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Nhân viên</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>Mã lý do</translation>
    </message>
    <message>
        <source>You are helping</source>
        <translation>Đang giúp khách</translation>
    </message>
    <message>
        <source>%1: what you press is recorded under this name.</source>
        <translation>%1: mọi lần bấm được ghi dưới tên này.</translation>
    </message>
    <message>
        <source>Press again to end. The registration stays; the screen is cleared.</source>
        <translation>Bấm lần nữa để kết thúc. Đăng ký vẫn được giữ, màn hình được xoá.</translation>
    </message>
    <message>
        <source>Press again to end. Nothing is registered; the screen is cleared.</source>
        <translation>Bấm lần nữa để kết thúc. Chưa đăng ký gì, màn hình được xoá.</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Trả lại khách</translation>
    </message>
    <message>
        <source>Patient&apos;s screen</source>
        <translation>Màn hình khách</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Bước</translation>
    </message>
    <message>
        <source>Other matters</source>
        <translation>Việc khác</translation>
    </message>
    <message>
        <source>Card and person seen</source>
        <translation>Đã xem thẻ và người</translation>
    </message>
    <message>
        <source>Number for desk %1</source>
        <translation>Cấp số đến quầy %1</translation>
    </message>
    <message>
        <source>Number for the desk</source>
        <translation>Cấp số đến quầy</translation>
    </message>
    <message>
        <source>End this visit</source>
        <translation>Kết thúc lượt này</translation>
    </message>
</context>
<context>
    <name>StaffSign</name>
    <message>
        <source>Number and PIN do not go together. Please type both again.</source>
        <translation>Số và mã PIN chưa khớp. Xin nhập lại cả hai.</translation>
    </message>
    <message>
        <source>Too many tries. Please wait a little, or take the patient to the desk.</source>
        <translation>Đã thử nhiều lần. Xin chờ một lát, hoặc đưa người bệnh đến quầy.</translation>
    </message>
    <message>
        <source>This is still the first PIN. Please change it at a cashier&apos;s window.</source>
        <translation>Mã PIN này là mã đầu tiên. Xin đổi ở máy của thu ngân.</translation>
    </message>
    <message>
        <source>Nobody can say now who you are. Please take the patient to the desk.</source>
        <translation>Máy chưa hỏi được quý vị là ai. Xin đưa người bệnh đến quầy.</translation>
    </message>
    <message>
        <source>Staff: your PIN</source>
        <translation>Mã PIN của nhân viên</translation>
    </message>
    <message>
        <source>Staff: your number</source>
        <translation>Mã số nhân viên</translation>
    </message>
    <message>
        <source>It is looked at and kept nowhere.</source>
        <translation>Chỉ để kiểm tra, không lưu ở đâu.</translation>
    </message>
    <message>
        <source>For staff of the hospital only. Patients press “Back”.</source>
        <translation>Chỉ dành cho nhân viên bệnh viện. Quý khách xin bấm “Quay lại”.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Tiếp</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>Xin chờ một chút.</translation>
    </message>
    <message>
        <source>Digits entered: %1</source>
        <translation>Đã bấm %1 số</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Step %1 of 5 · %2</source>
        <translation>Bước %1 trên 5 · %2</translation>
    </message>
</context>
<context>
    <name>SummaryRow</name>
    <message>
        <source>Change</source>
        <translation>Đổi</translation>
    </message>
</context>
<context>
    <name>TakeCard</name>
    <message>
        <source>Please take
your ID card</source>
        <translation>Xin lấy lại
thẻ căn cước</translation>
    </message>
    <message>
        <source>Please take
your passport</source>
        <translation>Xin cầm lại
hộ chiếu</translation>
    </message>
    <message>
        <source>The card is stuck</source>
        <translation>Thẻ bị kẹt</translation>
    </message>
    <message>
        <source>Call staff</source>
        <translation>Gọi nhân viên</translation>
    </message>
    <message>
        <source>When the card leaves the tray, everything on the screen is cleared.</source>
        <translation>Khi thẻ rời khay, máy xoá hết thông tin trên màn hình.</translation>
    </message>
    <message>
        <source>When the passport is taken, everything on the screen is cleared.</source>
        <translation>Khi lấy hộ chiếu ra, mọi thông tin trên màn hình sẽ được xoá.</translation>
    </message>
</context>
<context>
    <name>Ticket</name>
    <message>
        <source>Please take your slip.</source>
        <translation>Xin lấy phiếu.</translation>
    </message>
    <message>
        <source>Please take your slip and your ID card.</source>
        <translation>Xin lấy phiếu và thẻ căn cước.</translation>
    </message>
    <message>
        <source>Out of paper. Please remember %1.</source>
        <translation>Máy hết giấy. Xin nhớ số %1.</translation>
    </message>
    <message>
        <source>Your slip is being printed.</source>
        <translation>Phiếu đang được in.</translation>
    </message>
    <message>
        <source>Your number today</source>
        <translation>Số của quý khách hôm nay</translation>
    </message>
    <message>
        <source>You are registered</source>
        <translation>Đã đăng ký khám</translation>
    </message>
    <message>
        <source>Please go to desk %1 first.</source>
        <translation>Mời quý khách đến quầy số %1 trước.</translation>
    </message>
    <message>
        <source>Please go to room %1, floor %2.</source>
        <translation>Mời quý khách lên tầng %2, phòng %1.</translation>
    </message>
    <message>
        <source>Please go to room %1.</source>
        <translation>Mời quý khách đến phòng %1.</translation>
    </message>
    <message>
        <source>How was it?</source>
        <translation>Góp ý</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>Số thứ tự</translation>
    </message>
    <message>
        <source>The fee is settled at the cashier</source>
        <translation>Viện phí được tính tại quầy thu ngân</translation>
    </message>
    <message>
        <source>We received %1, %2 too much</source>
        <translation>Đã nhận %1, thừa %2</translation>
    </message>
    <message>
        <source>Paid %1</source>
        <translation>Đã trả %1</translation>
    </message>
    <message>
        <source>%1 is still missing</source>
        <translation>Còn thiếu %1</translation>
    </message>
    <message>
        <source>Pay %1 at the cashier</source>
        <translation>Trả %1 tại quầy thu ngân</translation>
    </message>
    <message>
        <source>The cashier will return it with this slip.</source>
        <translation>Thu ngân sẽ trả lại theo phiếu này.</translation>
    </message>
    <message>
        <source>Also after the visit.</source>
        <translation>Sau khi khám cũng được.</translation>
    </message>
    <message>
        <source>A temporary number. Please keep your slip.</source>
        <translation>Số tạm thời. Xin giữ phiếu của quý khách.</translation>
    </message>
    <message>
        <source>The queue&apos;s page on your phone</source>
        <translation>Trang hàng đợi trên điện thoại</translation>
    </message>
    <message>
        <source>See it on your phone</source>
        <translation>Xem trên điện thoại</translation>
    </message>
    <message>
        <source>Young children are called first.</source>
        <translation>Trẻ nhỏ được gọi trước.</translation>
    </message>
    <message>
        <source>You are 75 or older: you will be called first.</source>
        <translation>Quý khách từ 75 tuổi: được gọi trước.</translation>
    </message>
    <message>
        <source>You are called first once staff have seen your paper.</source>
        <translation>Quý khách được gọi trước khi nhân viên đã xem giấy.</translation>
    </message>
</context>
<context>
    <name>TrayDrawing</name>
    <message>
        <source>Take the card from the tray</source>
        <translation>Lấy thẻ khỏi khay</translation>
    </message>
    <message>
        <source>Lay the card on the tray</source>
        <translation>Đặt thẻ lên khay</translation>
    </message>
    <message>
        <source>Take the passport from the reader</source>
        <translation>Lấy hộ chiếu khỏi đầu đọc</translation>
    </message>
    <message>
        <source>Lay the open passport on the reader</source>
        <translation>Đặt hộ chiếu đang mở lên đầu đọc</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Place your ID card
on the tray</source>
        <translation>Đặt thẻ căn cước
lên khay đọc</translation>
    </message>
    <message>
        <source>It starts by itself. No need to press anything.</source>
        <translation>Máy sẽ tự bắt đầu. Không cần bấm gì.</translation>
    </message>
    <message>
        <source>No ID card with you?</source>
        <translation>Không có thẻ căn cước?</translation>
    </message>
    <message>
        <source>No ID card with you? Staff at desk %1 will help.</source>
        <translation>Không có thẻ căn cước?
Nhân viên ở quầy số %1 sẽ giúp.</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Việc khác</translation>
    </message>
    <message>
        <source>Something else: pay, find a number, ask</source>
        <translation>Việc khác: trả tiền, xem số, hỏi đường</translation>
    </message>
    <message>
        <source>Raise the screen</source>
        <translation>Nâng màn hình</translation>
    </message>
    <message>
        <source>Lower the screen</source>
        <translation>Hạ thấp màn hình</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Cấp cứu</translation>
    </message>
</context>
<context>
    <name>Where</name>
    <message>
        <source>Asking where
your number is</source>
        <translation>Đang hỏi
số của quý khách</translation>
    </message>
    <message>
        <source>No number of yours
is waiting now</source>
        <translation>Hiện không có số nào
đang chờ</translation>
    </message>
    <message>
        <source>Your number
is in the queue</source>
        <translation>Số của quý khách
đang trong hàng chờ</translation>
    </message>
    <message>
        <source>You are
the next</source>
        <translation>Sắp đến lượt
quý khách</translation>
    </message>
    <message>
        <source>About %1 minutes
still to wait</source>
        <translation>Còn khoảng
%1 phút</translation>
    </message>
    <message>
        <source>%1 people
before you</source>
        <translation>Còn %1 người
trước quý khách</translation>
    </message>
    <message>
        <source>Perhaps the slip is of another day.</source>
        <translation>Có thể đây là phiếu của ngày khác.</translation>
    </message>
    <message>
        <source>This room calls without a screen. Please listen for your number.</source>
        <translation>Phòng này gọi số không qua màn hình. Xin để ý nghe gọi.</translation>
    </message>
    <message>
        <source>Please wait near room %1.</source>
        <translation>Xin chờ gần phòng %1.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Gặp nhân viên</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>Mất vài giây. Quý khách không cần làm gì.</translation>
    </message>
    <message>
        <source>Called already? Show your slip in the room.</source>
        <translation>Lỡ lượt? Đưa phiếu cho nhân viên trong phòng.</translation>
    </message>
    <message>
        <source>Not registered today? Press “Done” and begin with your ID card.</source>
        <translation>Hôm nay chưa đăng ký? Bấm “Xong” rồi đặt thẻ căn cước.</translation>
    </message>
    <message>
        <source>Staff at desk %1 know more.</source>
        <translation>Nhân viên ở quầy số %1 sẽ xem giúp.</translation>
    </message>
    <message>
        <source>Staff at the desk know more.</source>
        <translation>Nhân viên ở quầy sẽ xem giúp.</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>Số thứ tự</translation>
    </message>
    <message>
        <source>Now in the room</source>
        <translation>Đang khám số</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Phòng</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>Phòng %1</translation>
    </message>
    <message>
        <source>People before you</source>
        <translation>Người trước quý khách</translation>
    </message>
    <message>
        <source>Room %1 · about %2 min</source>
        <translation>Phòng %1 · khoảng %2 phút</translation>
    </message>
</context>
</TS>
