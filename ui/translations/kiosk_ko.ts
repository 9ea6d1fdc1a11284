<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>ActionBar</name>
    <message>
        <source>End</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
</context>
<context>
    <name>Agree</name>
    <message>
        <source>To find
your bills</source>
        <translation>납부할
금액 찾기</translation>
    </message>
    <message>
        <source>The machine reads your ID card and asks the hospital what is still to be paid.</source>
        <translation>기기가 신분증을 읽고 아직 내지 않은 금액을 병원에 묻습니다.</translation>
    </message>
    <message>
        <source>To find
your number</source>
        <translation>내 번호
찾기</translation>
    </message>
    <message>
        <source>The machine looks for the code on your slip, or reads your ID card, and asks how far the queue is.</source>
        <translation>기기가 접수증의 코드를 찾거나 신분증을 읽고 대기 순서를 묻습니다.</translation>
    </message>
    <message>
        <source>To ask for
your results</source>
        <translation>검사 결과
확인</translation>
    </message>
    <message>
        <source>The machine reads your ID card and asks the hospital. It shows yes or no, never what the results say.</source>
        <translation>기기가 신분증을 읽고 병원에 묻습니다. 나왔는지만 표시하고 내용은 표시하지 않습니다.</translation>
    </message>
    <message>
        <source>Your face is not compared, and nobody else is asked. Nothing stays on the screen.</source>
        <translation>얼굴을 비교하지 않고 다른 곳에 묻지 않습니다. 화면에 아무것도 남지 않습니다.</translation>
    </message>
    <message>
        <source>Lay your ID card on the tray</source>
        <translation>신분증을 판독대에 올려 주십시오</translation>
    </message>
    <message>
        <source>Choose what to pay</source>
        <translation>낼 항목을 고릅니다</translation>
    </message>
    <message>
        <source>Scan the code with your bank&apos;s app</source>
        <translation>은행 앱으로 코드를 스캔합니다</translation>
    </message>
    <message>
        <source>Show the slip&apos;s code, or lay down your ID card</source>
        <translation>용지의 코드를 보여 주거나 신분증을 올립니다</translation>
    </message>
    <message>
        <source>See how long it will still take</source>
        <translation>남은 대기 시간을 봅니다</translation>
    </message>
    <message>
        <source>See whether they are ready, and where to go</source>
        <translation>결과가 나왔는지, 어디로 갈지 봅니다</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>동의</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>다음 순서</translation>
    </message>
</context>
<context>
    <name>Already</name>
    <message>
        <source>Choosing a clinic</source>
        <translation>진료과 선택</translation>
    </message>
    <message>
        <source>You are already
registered today</source>
        <translation>오늘 이미
접수하셨습니다</translation>
    </message>
    <message>
        <source>Here is your number.</source>
        <translation>고객님의 번호입니다.</translation>
    </message>
    <message>
        <source>Pay %1</source>
        <translation>%1 결제</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>다시 인쇄</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>대기 번호</translation>
    </message>
    <message>
        <source>Drawing a number…</source>
        <translation>번호 발급 중…</translation>
    </message>
    <message>
        <source>Another clinic today</source>
        <translation>오늘 다른 진료과도 보기</translation>
    </message>
</context>
<context>
    <name>Appointment</name>
    <message>
        <source>Your appointment</source>
        <translation>예약 확인</translation>
    </message>
    <message>
        <source>You have appointments
today</source>
        <translation>오늘 예약이
여러 건 있습니다</translation>
    </message>
    <message>
        <source>You have an appointment
today</source>
        <translation>오늘 예약이
있습니다</translation>
    </message>
    <message>
        <source>Touch it to go on.</source>
        <translation>예약을 누르시면 계속됩니다.</translation>
    </message>
    <message>
        <source>Another clinic</source>
        <translation>다른 진료과</translation>
    </message>
    <message>
        <source>I bring a child</source>
        <translation>아이와 함께 왔습니다</translation>
    </message>
    <message>
        <source>Re-visit</source>
        <translation>재진</translation>
    </message>
    <message>
        <source>Room %1, floor %2</source>
        <translation>%1호실, %2층</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>%1호실</translation>
    </message>
</context>
<context>
    <name>Bills</name>
    <message>
        <source>Examination</source>
        <translation>진찰료</translation>
    </message>
    <message>
        <source>Advance payment</source>
        <translation>선납금</translation>
    </message>
    <message>
        <source>Ordered today</source>
        <translation>오늘 처방</translation>
    </message>
    <message>
        <source>From an earlier day</source>
        <translation>이전 진료분</translation>
    </message>
    <message>
        <source>The payment has arrived. Thank you.</source>
        <translation>입금되었습니다. 감사합니다.</translation>
    </message>
    <message>
        <source>The payment has arrived. Please take your slip below the screen.</source>
        <translation>입금되었습니다. 화면 아래에서 용지를 가져가 주십시오.</translation>
    </message>
    <message>
        <source>The payment has arrived. The slip could not be printed; the cashier has the payment.</source>
        <translation>입금되었습니다. 용지를 인쇄하지 못했지만 수납 창구에 기록이 있습니다.</translation>
    </message>
    <message>
        <source>If you have paid, nothing is lost: the cashier will see it.</source>
        <translation>이미 결제하셨다면 괜찮습니다. 수납 창구에서 확인됩니다.</translation>
    </message>
    <message>
        <source>This one is paid at the cashier. The bill is kept there.</source>
        <translation>이 금액은 수납 창구에서 내 주십시오. 청구서가 준비되어 있습니다.</translation>
    </message>
    <message>
        <source>Looking for
your bills</source>
        <translation>청구서를
찾는 중</translation>
    </message>
    <message>
        <source>The hospital finds no
record for this card</source>
        <translation>이 신분증의 기록을
찾지 못했습니다</translation>
    </message>
    <message>
        <source>Everything
is paid</source>
        <translation>모두
납부되었습니다</translation>
    </message>
    <message>
        <source>There is nothing
to pay</source>
        <translation>내실 금액이
없습니다</translation>
    </message>
    <message>
        <source>Which bill would you
like to pay?</source>
        <translation>어느 금액을
내시겠습니까?</translation>
    </message>
    <message>
        <source>Perhaps you came with another paper.</source>
        <translation>지난번에 다른 서류로 오셨을 수 있습니다.</translation>
    </message>
    <message>
        <source>Thank you.</source>
        <translation>감사합니다.</translation>
    </message>
    <message>
        <source>Touch it to see the payment code.</source>
        <translation>누르면 결제 코드가 표시됩니다.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>몇 초 걸립니다. 그대로 기다려 주십시오.</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>신분증을 가져가십시오</translation>
    </message>
    <message>
        <source>Go to desk %1</source>
        <translation>%1번 창구로 가십시오</translation>
    </message>
    <message>
        <source>Go to the reception desk</source>
        <translation>접수 창구로 가십시오</translation>
    </message>
    <message>
        <source>Staff look for your record, also by another paper</source>
        <translation>직원이 다른 서류로도 기록을 찾아 드립니다</translation>
    </message>
    <message>
        <source>Go back to the room that sent you</source>
        <translation>보내 준 진료실로 돌아가십시오</translation>
    </message>
    <message>
        <source>If you were told otherwise, ask the cashier</source>
        <translation>다르게 들으셨으면 수납 창구에 문의하십시오</translation>
    </message>
    <message>
        <source>Paid in part: the rest at the cashier</source>
        <translation>일부 납부: 나머지는 수납 창구에서</translation>
    </message>
</context>
<context>
    <name>CameraFrame</name>
    <message>
        <source>Camera picture</source>
        <translation>카메라 화면</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>Desk %1 will look at your card first.</source>
        <translation>%1번 창구에서 먼저 신분증을 확인합니다.</translation>
    </message>
    <message>
        <source>We could not compare your face. Desk %1 will look at your card first; you keep your number.</source>
        <translation>얼굴을 비교하지 못했습니다. %1번 창구에서 먼저 신분증을 확인하며, 번호는 그대로 유지됩니다.</translation>
    </message>
    <message>
        <source>Staff will look at your card at your visit.</source>
        <translation>진료 때 직원이 신분증을 확인합니다.</translation>
    </message>
    <message>
        <source>Issuer not verified. Staff will look at the card.</source>
        <translation>발급 기관을 확인하지 못했습니다. 직원이 확인합니다.</translation>
    </message>
    <message>
        <source>The issuer could not be verified. Staff will look at the card at your visit.</source>
        <translation>발급 기관을 확인하지 못했습니다. 진료 때 직원이 신분증을 확인합니다.</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>남성</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>여성</translation>
    </message>
    <message>
        <source>building %1</source>
        <translation>%1동</translation>
    </message>
    <message>
        <source>Transfer form: looked at in the clinic</source>
        <translation>진료의뢰서: 진료실에서 확인</translation>
    </message>
    <message>
        <source>Re-visit slip: looked at in the clinic</source>
        <translation>재진 예약증: 진료실에서 확인</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>내용 확인</translation>
    </message>
    <message>
        <source>Is all correct?</source>
        <translation>모두 맞습니까?</translation>
    </message>
    <message>
        <source>Is everything
correct?</source>
        <translation>내용이 모두
맞습니까?</translation>
    </message>
    <message>
        <source>A price has changed since. Please look at it again.</source>
        <translation>가격이 방금 변경되었습니다. 다시 확인해 주십시오.</translation>
    </message>
    <message>
        <source>Yes, register me</source>
        <translation>네, 접수합니다</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>어린이 환자</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>환자</translation>
    </message>
    <message>
        <source>Number ••• %1</source>
        <translation>번호 ••• %1</translation>
    </message>
    <message>
        <source>%1, born %2</source>
        <translation>%1, %2년생</translation>
    </message>
    <message>
        <source>Born %1</source>
        <translation>%1년생</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>건강보험</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>사용 안 함</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>찾지 못함</translation>
    </message>
    <message>
        <source>Checked later</source>
        <translation>나중에 확인</translation>
    </message>
    <message>
        <source>Valid · another hospital</source>
        <translation>유효함 · 다른 병원 등록</translation>
    </message>
    <message>
        <source>Covers %1% · right hospital</source>
        <translation>%1% 보장 · 등록 병원</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>유효함</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>유효 기간 %1</translation>
    </message>
    <message>
        <source>Appointment at %1</source>
        <translation>예약 시간 %1</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>진료과</translation>
    </message>
    <message>
        <source>Room %1, floor %2 · %3 min wait</source>
        <translation>%1호실, %2층 · 약 %3분 대기</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>You pay (estimate)</source>
        <translation>본인 부담(예상)</translation>
    </message>
    <message>
        <source>Paid once the insurance has been checked</source>
        <translation>보험 확인 후 결제</translation>
    </message>
    <message>
        <source>Insurance pays %1</source>
        <translation>보험 부담 %1</translation>
    </message>
    <message>
        <source>Add a clinic</source>
        <translation>진료과 추가</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>우선 진료</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>Name or insurance not right? Press “Get help”.</source>
        <translation>이름이나 보험이 다릅니까? “도움 요청”을 눌러 주십시오.</translation>
    </message>
</context>
<context>
    <name>ChildPaper</name>
    <message>
        <source>The camera is resting. Please choose what you can type.</source>
        <translation>카메라를 쉬고 있습니다. 입력하실 수 있는 것을 선택해 주십시오.</translation>
    </message>
    <message>
        <source>From six years on a number of the child is needed.</source>
        <translation>만 6세부터는 아이의 번호가 필요합니다.</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>어린이 접수</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>What can you type
of the child?</source>
        <translation>아이의 어떤 정보를
입력하시겠습니까?</translation>
    </message>
    <message>
        <source>One of them will do. Its birth date and name come next.</source>
        <translation>하나면 됩니다. 다음에 생년월일과 이름을 입력합니다.</translation>
    </message>
    <message>
        <source>Its 12-digit number</source>
        <translation>12자리 개인 번호</translation>
    </message>
    <message>
        <source>Its insurance card&apos;s number</source>
        <translation>건강보험증 번호</translation>
    </message>
    <message>
        <source>No number yet (under 6 years)</source>
        <translation>아직 번호 없음(만 6세 미만)</translation>
    </message>
</context>
<context>
    <name>ChildRelation</name>
    <message>
        <source>For a child</source>
        <translation>어린이 접수</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>What are you
to the child?</source>
        <translation>아이와 어떤
관계이십니까?</translation>
    </message>
    <message>
        <source>Your card shows who brings the child. The child needs no card of its own.</source>
        <translation>보호자 확인은 고객님의 신분증으로 합니다. 아이의 신분증은 필요 없습니다.</translation>
    </message>
    <message>
        <source>Mother</source>
        <translation>어머니</translation>
    </message>
    <message>
        <source>Father</source>
        <translation>아버지</translation>
    </message>
    <message>
        <source>Grandparent</source>
        <translation>조부모</translation>
    </message>
    <message>
        <source>Guardian by law</source>
        <translation>법정 후견인</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>그 밖의 분</translation>
    </message>
</context>
<context>
    <name>ChildScan</name>
    <message>
        <source>This is another code. Please show the code of the child&apos;s card.</source>
        <translation>다른 코드입니다. 아이 카드의 코드를 보여 주십시오.</translation>
    </message>
    <message>
        <source>This is your own card. Please show the code of the child&apos;s card.</source>
        <translation>고객님 본인의 카드입니다. 아이 카드의 코드를 보여 주십시오.</translation>
    </message>
    <message>
        <source>This card is not a child&apos;s. Please show the code of the child&apos;s card.</source>
        <translation>어린이 카드가 아닙니다. 아이 카드의 코드를 보여 주십시오.</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>어린이 접수</translation>
    </message>
    <message>
        <source>Show the code of
the child&apos;s card</source>
        <translation>아이 카드의 코드를
보여 주십시오</translation>
    </message>
    <message>
        <source>Hold it about 15 cm in front of the camera. Leave your own card on the tray.</source>
        <translation>카메라 앞 약 15 cm에 들어 주십시오. 고객님 신분증은 그대로 두십시오.</translation>
    </message>
    <message>
        <source>Type the number</source>
        <translation>번호 입력</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>코드를 여기에 맞춰 주십시오</translation>
    </message>
    <message>
        <source>The child&apos;s insurance card, on paper or on the phone</source>
        <translation>아이의 건강보험증(종이 또는 휴대전화)</translation>
    </message>
    <message>
        <source>or the child&apos;s own ID card</source>
        <translation>또는 아이의 신분증</translation>
    </message>
</context>
<context>
    <name>ChildType</name>
    <message>
        <source>This is your own number. Please type the child&apos;s.</source>
        <translation>고객님 본인의 번호입니다. 아이의 번호를 입력해 주십시오.</translation>
    </message>
    <message>
        <source>This is not yet the number of an insurance card. Please look again.</source>
        <translation>아직 보험증 번호가 아닙니다. 다시 확인해 주십시오.</translation>
    </message>
    <message>
        <source>Please type the child&apos;s name.</source>
        <translation>아이의 이름을 입력해 주십시오.</translation>
    </message>
    <message>
        <source>This birth date is not a child&apos;s. Please type it again.</source>
        <translation>어린이의 생년월일이 아닙니다. 다시 입력해 주십시오.</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>어린이 접수</translation>
    </message>
    <message>
        <source>The child&apos;s
full name</source>
        <translation>아이의
성명</translation>
    </message>
    <message>
        <source>The number of the
insurance card</source>
        <translation>건강보험증
번호</translation>
    </message>
    <message>
        <source>The child&apos;s
12-digit number</source>
        <translation>아이의 12자리
개인 번호</translation>
    </message>
    <message>
        <source>The child&apos;s date of birth</source>
        <translation>아이의 생년월일</translation>
    </message>
    <message>
        <source>As it stands on the birth certificate. The mark goes after its letter.</source>
        <translation>출생증명서와 같게 입력해 주십시오. 글자 다음에 성조를 누릅니다.</translation>
    </message>
    <message>
        <source>15 letters and digits, or the 10 digits of the social insurance number.</source>
        <translation>문자와 숫자 15자리 또는 사회보험번호 10자리입니다.</translation>
    </message>
    <message>
        <source>It stands on the birth certificate and on the insurance card.</source>
        <translation>출생증명서와 보험증에 적혀 있습니다.</translation>
    </message>
    <message>
        <source>Two digits for the day, two for the month, four for the year.</source>
        <translation>일 두 자리, 월 두 자리, 연도 네 자리입니다.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>There is no such date. Please look again.</source>
        <translation>없는 날짜입니다. 다시 확인해 주십시오.</translation>
    </message>
    <message>
        <source>Letters and marks of the name</source>
        <translation>이름의 글자와 성조</translation>
    </message>
    <message>
        <source>Up to fifteen letters and digits</source>
        <translation>문자와 숫자 최대 15자리</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>No</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>동의</translation>
    </message>
</context>
<context>
    <name>Clinic</name>
    <message>
        <source>I don&apos;t know
which clinic</source>
        <translation>어느 과인지
모르겠습니다</translation>
    </message>
    <message>
        <source>Staff will help</source>
        <translation>직원이 도와드립니다</translation>
    </message>
    <message>
        <source>I bring a child</source>
        <translation>아이와 함께 왔습니다</translation>
    </message>
    <message>
        <source>Under 18 years</source>
        <translation>만 18세 미만</translation>
    </message>
    <message>
        <source>That room has just filled up. Please choose another.</source>
        <translation>그 진료실은 방금 마감되었습니다. 다른 곳을 선택해 주십시오.</translation>
    </message>
    <message>
        <source>That clinic sees patients of another age. Please choose another.</source>
        <translation>그 진료과는 다른 연령을 진료합니다. 다른 곳을 선택해 주십시오.</translation>
    </message>
    <message>
        <source>That clinic does not see you. Please choose another.</source>
        <translation>그 진료과에서는 진료하지 않습니다. 다른 곳을 선택해 주십시오.</translation>
    </message>
    <message>
        <source>That appointment was used already. Please choose a clinic.</source>
        <translation>이미 사용한 예약입니다. 진료과를 선택해 주십시오.</translation>
    </message>
    <message>
        <source>Full this session</source>
        <translation>이번 시간 마감</translation>
    </message>
    <message>
        <source>Up to %1 years</source>
        <translation>%1세까지</translation>
    </message>
    <message>
        <source>From %1 years</source>
        <translation>%1세부터</translation>
    </message>
    <message>
        <source>Men only</source>
        <translation>남성만</translation>
    </message>
    <message>
        <source>Women only</source>
        <translation>여성만</translation>
    </message>
    <message>
        <source>Registered today</source>
        <translation>오늘 접수함</translation>
    </message>
    <message>
        <source>Chosen already</source>
        <translation>선택함</translation>
    </message>
    <message>
        <source>Same room</source>
        <translation>같은 진료실</translation>
    </message>
    <message>
        <source>Choosing a clinic</source>
        <translation>진료과 선택</translation>
    </message>
    <message>
        <source>Looking for
open clinics</source>
        <translation>진료 가능한 곳을
찾고 있습니다</translation>
    </message>
    <message>
        <source>Which clinic as well?</source>
        <translation>추가할 진료과는?</translation>
    </message>
    <message>
        <source>Which clinic
as well?</source>
        <translation>어느 진료과를
추가하시겠습니까?</translation>
    </message>
    <message>
        <source>Which clinic?</source>
        <translation>어느 진료과입니까?</translation>
    </message>
    <message>
        <source>Where would you like
to go today?</source>
        <translation>오늘 어느 진료과로
가시겠습니까?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>몇 초 걸립니다. 그대로 기다려 주십시오.</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>지난번 방문</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1분</translation>
    </message>
    <message>
        <source>%1 waiting · %2 min</source>
        <translation>%1명 대기 · %2분</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>%1 / %2쪽</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>다음 쪽</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>첫 쪽</translation>
    </message>
</context>
<context>
    <name>Closed</name>
    <message>
        <source>This station
is resting</source>
        <translation>이 기기는
쉬고 있습니다</translation>
    </message>
    <message>
        <source>Please go to desk %1.</source>
        <translation>%1번 창구로 가 주십시오.</translation>
    </message>
    <message>
        <source>Please ask at the reception desk.</source>
        <translation>접수 창구로 가 주십시오.</translation>
    </message>
    <message>
        <source>For staff: the station&apos;s journal is damaged. Please leave the machine as it is and call hospital IT (code N1).</source>
        <translation>직원용: 이 기기의 기록이 손상되었습니다. 기기를 그대로 두고 병원 전산실로 연락해 주십시오(코드 N1).</translation>
    </message>
    <message>
        <source>For staff: the station&apos;s journal cannot be opened now; it is tried again. If this stays, please call hospital IT (code N2).</source>
        <translation>직원용: 이 기기의 기록을 열 수 없어 다시 시도하고 있습니다. 계속되면 병원 전산실로 연락해 주십시오(코드 N2).</translation>
    </message>
    <message>
        <source>For staff: the machine&apos;s disk is full. Once there is room it serves again by itself; please call hospital IT (code N3).</source>
        <translation>직원용: 이 기기의 디스크가 가득 찼습니다. 공간이 생기면 스스로 다시 시작합니다. 병원 전산실로 연락해 주십시오(코드 N3).</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>Compare your face with the card</source>
        <translation>얼굴과 신분증 사진 비교</translation>
    </message>
    <message>
        <source>So that nobody else can use your card. The picture is deleted right after. If you choose No, staff will look at the card.</source>
        <translation>다른 사람이 신분증을 쓰지 못하게 합니다. 사진은 바로 삭제됩니다. “아니요”를 고르시면 직원이 확인합니다.</translation>
    </message>
    <message>
        <source>Ask the health insurance for you</source>
        <translation>건강보험 조회</translation>
    </message>
    <message>
        <source>The machine asks the insurance service whether your insurance is valid and what it pays.</source>
        <translation>보험이 유효한지, 얼마를 부담하는지 조회합니다.</translation>
    </message>
    <message>
        <source>Have the card confirmed</source>
        <translation>신분증 진위 확인</translation>
    </message>
    <message>
        <source>The machine asks the national service whether your card is genuine. Your number is sent there for this.</source>
        <translation>국가 서비스에 신분증이 진짜인지 조회합니다. 이를 위해 번호를 보냅니다.</translation>
    </message>
    <message>
        <source>Already done: card read, hospital and insurance asked. No stops the rest.</source>
        <translation>완료: 신분증 읽기, 병원과 보험 조회. “아니요”를 선택하면 여기서 멈춥니다.</translation>
    </message>
    <message>
        <source>Already done: card read, hospital asked. No stops the rest.</source>
        <translation>완료: 신분증 읽기, 병원 조회. “아니요”를 선택하면 여기서 멈춥니다.</translation>
    </message>
    <message>
        <source>The machine reads your card and registers your visit. No answer means No.</source>
        <translation>기기가 신분증을 읽고 접수합니다. 답하지 않으시면 “아니요”로 처리합니다.</translation>
    </message>
    <message>
        <source>Your rights</source>
        <translation>고객님의 권리</translation>
    </message>
    <message>
        <source>Three things need
your permission</source>
        <translation>세 가지에 대해
동의를 구합니다</translation>
    </message>
    <message>
        <source>Two things need
your permission</source>
        <translation>두 가지에 대해
동의를 구합니다</translation>
    </message>
    <message>
        <source>You can still register if you choose No.</source>
        <translation>“아니요”를 고르셔도 접수하실 수 있습니다.</translation>
    </message>
    <message>
        <source>I agree to both</source>
        <translation>두 가지 모두 동의</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Question %1 of %2</source>
        <translation>%2개 중 %1번째</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>The card needs to be looked at by staff.</source>
        <translation>직원이 신분증을 확인해야 합니다.</translation>
    </message>
    <message>
        <source>We cannot read this card&apos;s chip. Staff will register you with the card itself.</source>
        <translation>이 신분증의 칩을 읽을 수 없습니다. 직원이 신분증으로 접수해 드립니다.</translation>
    </message>
    <message>
        <source>The digits did not open the card. Staff will register you with the card itself.</source>
        <translation>입력하신 숫자가 신분증과 맞지 않습니다. 직원이 신분증으로 접수해 드립니다.</translation>
    </message>
    <message>
        <source>Your insurance and your ID card differ. Staff will correct it.</source>
        <translation>보험 정보와 신분증이 다릅니다. 직원이 고쳐 드립니다.</translation>
    </message>
    <message>
        <source>The hospital&apos;s record and your card differ. Staff will look at both.</source>
        <translation>병원 기록과 신분증이 다릅니다. 직원이 확인해 드립니다.</translation>
    </message>
    <message>
        <source>Staff will write down the child&apos;s name. Your card has been read already.</source>
        <translation>직원이 아이의 이름을 적어 드립니다. 고객님 신분증은 이미 읽었습니다.</translation>
    </message>
    <message>
        <source>Staff will register the child with you.</source>
        <translation>직원이 함께 아이를 접수해 드립니다.</translation>
    </message>
    <message>
        <source>Staff will help you find the right clinic.</source>
        <translation>직원이 알맞은 진료과를 찾아 드립니다.</translation>
    </message>
    <message>
        <source>All rooms are full today. Staff will find the nearest date.</source>
        <translation>오늘은 모두 마감되었습니다. 직원이 가장 가까운 날짜를 찾아 드립니다.</translation>
    </message>
    <message>
        <source>The hospital system is slow. Staff at the desk will finish for you.</source>
        <translation>병원 시스템이 느립니다. 창구에서 이어서 접수해 드립니다.</translation>
    </message>
    <message>
        <source>You are registered. Staff at the desk will give you your number.</source>
        <translation>접수되었습니다. 창구에서 번호를 드립니다.</translation>
    </message>
    <message>
        <source>The registration needs a person. Staff at the desk will finish for you.</source>
        <translation>이 접수는 직원이 확인해야 합니다. 창구에서 이어서 도와드립니다.</translation>
    </message>
    <message>
        <source>A person will go on with you there.</source>
        <translation>그곳에서 직원이 이어서 도와드립니다.</translation>
    </message>
    <message>
        <source>Please go to
desk %1</source>
        <translation>%1번 창구로
가 주십시오</translation>
    </message>
    <message>
        <source>Please go to
the reception desk</source>
        <translation>접수 창구로
가 주십시오</translation>
    </message>
    <message>
        <source>No need to queue again.</source>
        <translation>다시 줄을 서지 않으셔도 됩니다.</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Your number at the desk</source>
        <translation>창구 대기 번호</translation>
    </message>
    <message>
        <source>Drawing a number…</source>
        <translation>번호 발급 중…</translation>
    </message>
    <message>
        <source>Staff at the desk</source>
        <translation>창구 직원에게</translation>
    </message>
    <message>
        <source>have been told</source>
        <translation>알렸습니다</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>사유 코드</translation>
    </message>
    <message>
        <source>Please take your slip. No need to queue again.</source>
        <translation>용지를 가져가 주십시오. 다시 줄을 서지 않으셔도 됩니다.</translation>
    </message>
    <message>
        <source>Out of paper. Please remember %1.</source>
        <translation>용지가 없습니다. %1번을 기억해 주십시오.</translation>
    </message>
    <message>
        <source>Your slip is being printed.</source>
        <translation>용지를 인쇄하고 있습니다.</translation>
    </message>
</context>
<context>
    <name>Emergency</name>
    <message>
        <source>Go straight
to Emergency</source>
        <translation>바로 응급실로
가 주십시오</translation>
    </message>
    <message>
        <source>Follow the red line. Staff are coming.</source>
        <translation>빨간 선을 따라가 주십시오. 직원이 오고 있습니다.</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>You need not register first.</source>
        <translation>먼저 접수하지 않으셔도 됩니다.</translation>
    </message>
</context>
<context>
    <name>Face</name>
    <message>
        <source>Look straight at the camera</source>
        <translation>카메라를 똑바로 봐 주십시오</translation>
    </message>
    <message>
        <source>Come a little closer</source>
        <translation>조금 더 가까이 와 주십시오</translation>
    </message>
    <message>
        <source>Step back a little</source>
        <translation>조금 뒤로 물러나 주십시오</translation>
    </message>
    <message>
        <source>A little to the left</source>
        <translation>조금 왼쪽으로</translation>
    </message>
    <message>
        <source>A little to the right</source>
        <translation>조금 오른쪽으로</translation>
    </message>
    <message>
        <source>A little more light</source>
        <translation>조금 더 밝은 곳으로</translation>
    </message>
    <message>
        <source>Too bright. Please turn away from the light.</source>
        <translation>너무 밝습니다. 빛을 피해 주십시오.</translation>
    </message>
    <message>
        <source>One person only, please</source>
        <translation>한 분만 서 주십시오</translation>
    </message>
    <message>
        <source>Hold still, please</source>
        <translation>움직이지 말아 주십시오</translation>
    </message>
    <message>
        <source>Turn your head a little to the left</source>
        <translation>고개를 왼쪽으로 조금 돌려 주십시오</translation>
    </message>
    <message>
        <source>Turn your head a little to the right</source>
        <translation>고개를 오른쪽으로 조금 돌려 주십시오</translation>
    </message>
    <message>
        <source>Please turn so that your whole face is lit</source>
        <translation>얼굴 전체에 빛이 닿게 돌아 주십시오</translation>
    </message>
    <message>
        <source>Please take off your mask</source>
        <translation>마스크를 벗어 주십시오</translation>
    </message>
    <message>
        <source>Please show your whole face</source>
        <translation>얼굴 전체를 보여 주십시오</translation>
    </message>
    <message>
        <source>Come closer, slowly</source>
        <translation>천천히 가까이 와 주십시오</translation>
    </message>
    <message>
        <source>Thank you. Now a little back.</source>
        <translation>감사합니다. 이제 조금 뒤로 가 주십시오.</translation>
    </message>
    <message>
        <source>Keep looking at the screen: its colour changes softly</source>
        <translation>화면을 봐 주십시오. 색이 천천히 바뀝니다</translation>
    </message>
    <message>
        <source>Thank you. Comparing now.</source>
        <translation>감사합니다. 비교하고 있습니다.</translation>
    </message>
    <message>
        <source>Confirming your face</source>
        <translation>얼굴 확인</translation>
    </message>
    <message>
        <source>Look into the camera</source>
        <translation>카메라를
봐 주십시오</translation>
    </message>
    <message>
        <source>The camera is right above the screen.</source>
        <translation>카메라는 화면 바로 위에 있습니다.</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>Go on without the camera</source>
        <translation>카메라 없이 계속</translation>
    </message>
    <message>
        <source>The picture is deleted right after comparing it with the card.</source>
        <translation>신분증 사진과 비교한 뒤 바로 삭제됩니다.</translation>
    </message>
</context>
<context>
    <name>FaceRetry</name>
    <message>
        <source>Take off mask and dark glasses</source>
        <translation>마스크와 선글라스를 벗어 주십시오</translation>
    </message>
    <message>
        <source>One person only. Companions, please step back.</source>
        <translation>한 분만 서 주십시오. 동행하신 분은 물러나 주십시오.</translation>
    </message>
    <message>
        <source>No match yet</source>
        <translation>아직 맞지 않습니다</translation>
    </message>
    <message>
        <source>We could not match your face to the card. This is common when the photo is old.</source>
        <translation>얼굴과 신분증 사진을 맞추지 못했습니다. 사진이 오래되면 흔한 일입니다.</translation>
    </message>
    <message>
        <source>Look into the lens above the screen</source>
        <translation>화면 위의 렌즈를 봐 주십시오</translation>
    </message>
    <message>
        <source>Once more, please</source>
        <translation>한 번 더 부탁드립니다</translation>
    </message>
    <message>
        <source>The camera did not see the movement clearly. There is no hurry.</source>
        <translation>카메라가 움직임을 잘 보지 못했습니다. 천천히 하셔도 됩니다.</translation>
    </message>
    <message>
        <source>When an arrow shows, gently turn your head that way</source>
        <translation>화살표가 보이면 그쪽으로 천천히 고개를 돌려 주십시오</translation>
    </message>
    <message>
        <source>When asked, come closer slowly, then go back</source>
        <translation>안내가 나오면 천천히 다가왔다가 물러나 주십시오</translation>
    </message>
    <message>
        <source>Then look into the lens again</source>
        <translation>그런 다음 다시 렌즈를 봐 주십시오</translation>
    </message>
    <message>
        <source>Not seen clearly yet</source>
        <translation>얼굴이 잘 보이지 않습니다</translation>
    </message>
    <message>
        <source>Often it is only the light or the distance.</source>
        <translation>대개 빛이나 거리 때문입니다.</translation>
    </message>
    <message>
        <source>Stand where your face is lit and look into the lens above the screen</source>
        <translation>얼굴이 밝은 곳에 서서 화면 위 렌즈를 봐 주십시오</translation>
    </message>
    <message>
        <source>Confirming your face</source>
        <translation>얼굴 확인</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>Go on without the camera</source>
        <translation>카메라 없이 계속</translation>
    </message>
    <message>
        <source>Try %1 of %2</source>
        <translation>%2회 중 %1회째</translation>
    </message>
</context>
<context>
    <name>Feedback</name>
    <message>
        <source>Very good</source>
        <translation>매우 만족</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>만족</translation>
    </message>
    <message>
        <source>So-so</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>Not good</source>
        <translation>불만족</translation>
    </message>
    <message>
        <source>Not good at all</source>
        <translation>매우 불만족</translation>
    </message>
    <message>
        <source>The wait</source>
        <translation>대기 시간</translation>
    </message>
    <message>
        <source>How I was spoken to</source>
        <translation>직원의 말투</translation>
    </message>
    <message>
        <source>Cleanliness</source>
        <translation>청결</translation>
    </message>
    <message>
        <source>Prices and payment</source>
        <translation>가격과 결제</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>이 기기</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>다른 용무</translation>
    </message>
    <message>
        <source>Thank you
for telling us</source>
        <translation>의견
감사합니다</translation>
    </message>
    <message>
        <source>What was
not good?</source>
        <translation>무엇이
불편하셨습니까?</translation>
    </message>
    <message>
        <source>How was it
today?</source>
        <translation>오늘은
어떠셨습니까?</translation>
    </message>
    <message>
        <source>The hospital reads every answer.</source>
        <translation>병원이 모든 의견을 읽습니다.</translation>
    </message>
    <message>
        <source>One touch, or leave it out.</source>
        <translation>한 번 누르거나 건너뛰세요.</translation>
    </message>
    <message>
        <source>One touch. No name goes with it.</source>
        <translation>한 번만 누르세요. 이름은 남지 않습니다.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>건너뛰기</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>English</source>
        <extracomment>The language&apos;s own name in itself, as patients look for it: Tiếng Việt, 中文</extracomment>
        <translation>한국어</translation>
    </message>
    <message>
        <source>Be Vietnam Pro</source>
        <extracomment>The typeface: Be Vietnam Pro, or for other scripts one of Noto&apos;s, like Noto Sans CJK SC</extracomment>
        <translation>Noto Sans CJK KR</translation>
    </message>
    <message>
        <source>1.265</source>
        <extracomment>The typeface&apos;s own line height in em: 1.265 for Be Vietnam Pro, 1.448 for Noto Sans CJK</extracomment>
        <translation>1.448</translation>
    </message>
    <message>
        <source>{amount} ₫</source>
        <extracomment>An amount in Vietnamese đồng</extracomment>
        <translation>{amount} ₫</translation>
    </message>
    <message>
        <source>,</source>
        <extracomment>What stands between thousands</extracomment>
        <translation>,</translation>
    </message>
    <message>
        <source>{day:02}/{month:02}/{year}</source>
        <extracomment>A date; {day}, {month}, {year}, with :02 for two digits</extracomment>
        <translation>{year}년 {month}월 {day}일</translation>
    </message>
</context>
<context>
    <name>Further</name>
    <message>
        <source>Room %1 · %2</source>
        <translation>%1호실 · %2</translation>
    </message>
    <message>
        <source>Floor %1 · about %2 minutes</source>
        <translation>%1층 · 약 %2분</translation>
    </message>
</context>
<context>
    <name>HandWindow</name>
    <message>
        <source>The patient&apos;s hand</source>
        <translation>환자의 손</translation>
    </message>
    <message>
        <source>Show the card&apos;s QR</source>
        <translation>신분증 QR 보이기</translation>
    </message>
    <message>
        <source>Take the QR away</source>
        <translation>QR 치우기</translation>
    </message>
    <message>
        <source>Show the last slip</source>
        <translation>방금 인쇄된 접수증 보이기</translation>
    </message>
    <message>
        <source>Lay the card down</source>
        <translation>신분증 놓기</translation>
    </message>
    <message>
        <source>Take the card</source>
        <translation>신분증 가져가기</translation>
    </message>
    <message>
        <source>Step before the camera</source>
        <translation>카메라 앞에 서기</translation>
    </message>
    <message>
        <source>Somebody else looks</source>
        <translation>다른 사람이 카메라를 봄</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>왼쪽으로 돌기</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>오른쪽으로 돌기</translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation>가까이 오기</translation>
    </message>
    <message>
        <source>Pay with the bank&apos;s app</source>
        <translation>은행 앱으로 결제</translation>
    </message>
    <message>
        <source>Insurance away</source>
        <translation>보험 연결 끊김</translation>
    </message>
    <message>
        <source>HIS away</source>
        <translation>HIS 연결 끊김</translation>
    </message>
    <message>
        <source>Bank away</source>
        <translation>은행 연결 끊김</translation>
    </message>
    <message>
        <source>Paper out</source>
        <translation>용지 없음</translation>
    </message>
    <message>
        <source>Camera away</source>
        <translation>카메라 연결 끊김</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Usual text</source>
        <translation>보통 글자</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>Usual colours</source>
        <translation>보통 색상</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>큰 글자</translation>
    </message>
    <message>
        <source>Get help</source>
        <translation>도움 요청</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>직원</translation>
    </message>
</context>
<context>
    <name>Info</name>
    <message>
        <source>Prices</source>
        <translation>가격</translation>
    </message>
    <message>
        <source>Examination
prices</source>
        <translation>진료
가격</translation>
    </message>
    <message>
        <source>Departments and rooms</source>
        <translation>진료과와 방</translation>
    </message>
    <message>
        <source>Departments
and rooms</source>
        <translation>진료과와
방</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>운영 시간</translation>
    </message>
    <message>
        <source>Map, and the way there</source>
        <translation>지도와 길 안내</translation>
    </message>
    <message>
        <source>Where would you
like to go?</source>
        <translation>어디로
가시겠습니까?</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>공지</translation>
    </message>
    <message>
        <source>The hospital&apos;s
notices</source>
        <translation>병원
공지</translation>
    </message>
    <message>
        <source>What would you
like to know?</source>
        <translation>무엇을
알고 싶으십니까?</translation>
    </message>
    <message>
        <source>For one examination, without insurance.</source>
        <translation>1회 진료, 보험 적용 전 금액입니다.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>몇 초 걸립니다. 그대로 기다려 주십시오.</translation>
    </message>
    <message>
        <source>This cannot be shown just now. Staff will gladly tell you.</source>
        <translation>지금은 표시할 수 없습니다. 직원이 알려 드립니다.</translation>
    </message>
    <message>
        <source>There is nothing to show here today.</source>
        <translation>오늘은 표시할 내용이 없습니다.</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>%1호실</translation>
    </message>
    <message>
        <source>floor %1</source>
        <translation>%1층</translation>
    </message>
</context>
<context>
    <name>Insurance</name>
    <message>
        <source>Male</source>
        <translation>남성</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>여성</translation>
    </message>
    <message>
        <source>Get a number for the desk</source>
        <translation>창구 번호를 받습니다</translation>
    </message>
    <message>
        <source>Desk %1 corrects it and registers you</source>
        <translation>%1번 창구에서 고치고 접수해 드립니다</translation>
    </message>
    <message>
        <source>Choose the clinic; its price stands beside it</source>
        <translation>진료과를 고릅니다. 옆에 금액이 있습니다</translation>
    </message>
    <message>
        <source>Pay here, or later at the cashier</source>
        <translation>여기서 내거나 나중에 수납 창구에서 냅니다</translation>
    </message>
    <message>
        <source>Get your number</source>
        <translation>번호를 받습니다</translation>
    </message>
    <message>
        <source>Choose the clinic</source>
        <translation>진료과를 고릅니다</translation>
    </message>
    <message>
        <source>Pay once the insurance has been checked</source>
        <translation>보험 확인 후에 냅니다</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>건강보험</translation>
    </message>
    <message>
        <source>Asking the insurance</source>
        <translation>보험 조회 중</translation>
    </message>
    <message>
        <source>Your insurance is valid</source>
        <translation>보험이 유효합니다</translation>
    </message>
    <message>
        <source>No valid insurance found</source>
        <translation>유효한 보험이 없습니다</translation>
    </message>
    <message>
        <source>The name differs
on your insurance</source>
        <translation>보험 정보의
이름이 다릅니다</translation>
    </message>
    <message>
        <source>The insurance service
is busy</source>
        <translation>보험 서비스가
바쁩니다</translation>
    </message>
    <message>
        <source>Get a desk number</source>
        <translation>창구 번호 받기</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Show my insurance card</source>
        <translation>내 보험증 보여 주기</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>몇 초 걸립니다. 그대로 기다려 주십시오.</translation>
    </message>
    <message>
        <source>Valid · another hospital</source>
        <translation>유효함 · 다른 병원 등록</translation>
    </message>
    <message>
        <source>Covers %1% · right hospital</source>
        <translation>%1% 보장 · 등록 병원</translation>
    </message>
    <message>
        <source>Right hospital</source>
        <translation>등록 병원</translation>
    </message>
    <message>
        <source>Your first registration is at another hospital: insurance pays part.</source>
        <translation>다른 병원에 등록되어 있어 보험이 일부를 부담합니다.</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>유효 기간 %1</translation>
    </message>
    <message>
        <source>Usable today. The clinic will still look at one paper.</source>
        <translation>오늘 사용하실 수 있습니다. 진료실에서 서류를 하나 더 확인합니다.</translation>
    </message>
    <message>
        <source>You may pay yourself, or ask at desk %1.</source>
        <translation>본인 부담으로 하시거나 %1번 창구에 문의해 주십시오.</translation>
    </message>
    <message>
        <source>Your insurance and your ID card differ. Desk %1 will correct it.</source>
        <translation>보험 정보와 신분증이 다릅니다. %1번 창구에서 고쳐 드립니다.</translation>
    </message>
    <message>
        <source>You can still register; it will be checked later.</source>
        <translation>접수하실 수 있습니다. 보험은 나중에 확인합니다.</translation>
    </message>
    <message>
        <source>%1, born %2</source>
        <translation>%1, %2년생</translation>
    </message>
    <message>
        <source>Born %1</source>
        <translation>%1년생</translation>
    </message>
    <message>
        <source>Insurance card</source>
        <translation>보험증</translation>
    </message>
    <message>
        <source>Estimated fee</source>
        <translation>예상 진료비</translation>
    </message>
    <message>
        <source>Examination</source>
        <translation>진찰료</translation>
    </message>
    <message>
        <source>Insurance pays %1%</source>
        <translation>보험 부담 %1%</translation>
    </message>
    <message>
        <source>You pay</source>
        <translation>본인 부담</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>다음 순서</translation>
    </message>
    <message>
        <source>The final amount is settled at the end of the visit.</source>
        <translation>최종 금액은 진료가 끝날 때 정산됩니다.</translation>
    </message>
</context>
<context>
    <name>InsuranceScan</name>
    <message>
        <source>Health insurance</source>
        <translation>건강보험</translation>
    </message>
    <message>
        <source>Show the code of
your insurance card</source>
        <translation>보험증의 코드를
보여 주십시오</translation>
    </message>
    <message>
        <source>On paper or on the phone, about 15 cm in front of the camera.</source>
        <translation>종이 또는 휴대전화를 카메라 앞 약 15 cm에 들어 주십시오.</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>코드를 여기에 맞춰 주십시오</translation>
    </message>
    <message>
        <source>This card has another name. Please show your own insurance card.</source>
        <translation>다른 이름의 카드입니다. 본인의 보험증을 보여 주십시오.</translation>
    </message>
    <message>
        <source>This is another code. Please show the code of the insurance card.</source>
        <translation>다른 코드입니다. 보험증의 코드를 보여 주십시오.</translation>
    </message>
</context>
<context>
    <name>KeyQr</name>
    <message>
        <source>Code on the card</source>
        <translation>신분증의 코드</translation>
    </message>
    <message>
        <source>Show the card&apos;s code
to the camera</source>
        <translation>신분증의 코드를
카메라에 보여 주십시오</translation>
    </message>
    <message>
        <source>Hold the card about 15 cm in front of the camera, above the screen.</source>
        <translation>화면 위 카메라 앞 약 15 cm에 신분증을 들어 주십시오.</translation>
    </message>
    <message>
        <source>Type the number</source>
        <translation>번호 입력</translation>
    </message>
    <message>
        <source>I have a passport</source>
        <translation>여권이 있습니다</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>코드를 여기에 맞춰 주십시오</translation>
    </message>
    <message>
        <source>This is another code. Please show the code printed on the card.</source>
        <translation>다른 코드입니다. 신분증에 인쇄된 코드를 보여 주십시오.</translation>
    </message>
    <message>
        <source>It does not match the card yet. Please show the code of the card that lies on the tray.</source>
        <translation>신분증과 맞지 않습니다. 지금 올려놓은 신분증의 코드를 보여 주십시오.</translation>
    </message>
    <message>
        <source>Older card</source>
        <translation>이전 신분증</translation>
    </message>
    <message>
        <source>Code on the front</source>
        <translation>앞면에 코드</translation>
    </message>
    <message>
        <source>Card since 7/2024</source>
        <translation>2024년 7월 이후 신분증</translation>
    </message>
    <message>
        <source>Code on the back</source>
        <translation>뒷면에 코드</translation>
    </message>
</context>
<context>
    <name>KeyType</name>
    <message>
        <source>It does not match the card yet. Please check the digits and try again.</source>
        <translation>신분증과 맞지 않습니다. 숫자를 확인하고 다시 입력해 주십시오.</translation>
    </message>
    <message>
        <source>The camera is resting. Please type what is printed on the card.</source>
        <translation>카메라를 쉬고 있습니다. 신분증에 인쇄된 것을 입력해 주십시오.</translation>
    </message>
    <message>
        <source>This code alone does not open the card. Please type what is printed on it.</source>
        <translation>이 코드만으로는 열 수 없습니다. 신분증에 인쇄된 것을 입력해 주십시오.</translation>
    </message>
    <message>
        <source>Code on the card</source>
        <translation>신분증의 코드</translation>
    </message>
    <message>
        <source>The number of
your passport</source>
        <translation>여권
번호</translation>
    </message>
    <message>
        <source>Enter the 12 digits
of your ID card</source>
        <translation>신분증의 12자리를
입력해 주십시오</translation>
    </message>
    <message>
        <source>Your date of birth</source>
        <translation>생년월일</translation>
    </message>
    <message>
        <source>Expiry date of
the passport</source>
        <translation>여권
만료일</translation>
    </message>
    <message>
        <source>Expiry date of the card</source>
        <translation>신분증 만료일</translation>
    </message>
    <message>
        <source>Your full name</source>
        <translation>성함</translation>
    </message>
    <message>
        <source>It stands at the top of the page with your picture. Then lay the passport on the reader, open at that page.</source>
        <translation>사진이 있는 면 위쪽에 있습니다. 그 면을 펴서 판독기에 올려 주십시오.</translation>
    </message>
    <message>
        <source>They are printed on the card. The 6 digits of the CAN will do as well.</source>
        <translation>신분증에 인쇄되어 있습니다. CAN 6자리도 됩니다.</translation>
    </message>
    <message>
        <source>Two digits for the day, two for the month, four for the year.</source>
        <translation>일 두 자리, 월 두 자리, 연도 네 자리입니다.</translation>
    </message>
    <message>
        <source>As it is printed on the card. The mark goes after its letter.</source>
        <translation>카드에 적힌 대로 입력해 주십시오. 글자 다음에 성조를 누릅니다.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>No expiry</source>
        <translation>만료일 없음</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>There is no such date. Please look at the card again.</source>
        <translation>없는 날짜입니다. 신분증을 다시 봐 주십시오.</translation>
    </message>
    <message>
        <source>Letters and marks of the name</source>
        <translation>이름의 글자와 성조</translation>
    </message>
    <message>
        <source>Up to nine letters and digits</source>
        <translation>문자와 숫자 최대 9자리</translation>
    </message>
</context>
<context>
    <name>LanguageSheet</name>
    <message>
        <source>Choose your language</source>
        <translation>언어를 선택해 주십시오</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>더 크게</translation>
    </message>
    <message>
        <source>Say it again</source>
        <translation>다시 듣기</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>소리로 듣기</translation>
    </message>
</context>
<context>
    <name>LayCard</name>
    <message>
        <source>Reading the card</source>
        <translation>신분증 읽기</translation>
    </message>
    <message>
        <source>Reading the passport</source>
        <translation>여권 읽기</translation>
    </message>
    <message>
        <source>Place your ID card
on the tray</source>
        <translation>신분증을 받침에
올려 주십시오</translation>
    </message>
    <message>
        <source>Lay your passport
on the reader</source>
        <translation>여권을 판독기에
올려 주세요</translation>
    </message>
    <message>
        <source>Reading starts by itself and takes a few seconds.</source>
        <translation>자동으로 읽으며 몇 초 걸립니다.</translation>
    </message>
    <message>
        <source>Open at the page with your picture, face down. Reading starts by itself.</source>
        <translation>사진이 있는 면을 펼쳐 아래로 향하게 놓으세요. 자동으로 읽습니다.</translation>
    </message>
    <message>
        <source>My card has no chip</source>
        <translation>제 카드에는 칩이 없어요</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
</context>
<context>
    <name>LetterPad</name>
    <message>
        <source>Up to nine letters and digits</source>
        <translation>문자와 숫자 최대 9자리</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>띄어쓰기</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>지우기</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Reception</source>
        <translation>접수</translation>
    </message>
    <message>
        <source>Do you need
more time?</source>
        <translation>시간이 더
필요하십니까?</translation>
    </message>
    <message>
        <source>In %1 seconds your details are cleared. What you have registered is kept.</source>
        <translation>%1초 뒤에 정보가 지워집니다. 접수하신 내용은 유지됩니다.</translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>시간이 더 필요합니다</translation>
    </message>
    <message>
        <source>End</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Get help</source>
        <translation>도움 요청</translation>
    </message>
    <message>
        <source>Staff are on the way</source>
        <translation>직원이 오고 있습니다</translation>
    </message>
    <message>
        <source>About a minute. You may go on meanwhile.</source>
        <translation>약 1분 걸립니다. 그동안 계속하셔도 됩니다.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속하기</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>응급</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>직원</translation>
    </message>
    <message>
        <source>Go straight
to Emergency</source>
        <translation>바로 응급실로
가 주십시오</translation>
    </message>
    <message>
        <source>Follow the red line. Staff are coming.</source>
        <translation>빨간 선을 따라가 주십시오. 직원이 오고 있습니다.</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Please go to
desk %1</source>
        <translation>%1번 창구로
가 주십시오</translation>
    </message>
    <message>
        <source>Please go to
the reception desk</source>
        <translation>접수 창구로
가 주십시오</translation>
    </message>
    <message>
        <source>Staff could not be called from here. You may also go on by yourself.</source>
        <translation>여기서 직원을 부르지 못했습니다. 직접 계속하셔도 됩니다.</translation>
    </message>
    <message>
        <source>The card left the tray</source>
        <translation>신분증이 받침에서 떨어졌습니다</translation>
    </message>
    <message>
        <source>The visit is paused and your details are hidden. Put the card back to go on.</source>
        <translation>잠시 멈추고 정보를 가렸습니다. 신분증을 다시 놓으시면 계속됩니다.</translation>
    </message>
    <message>
        <source>End here?</source>
        <translation>여기서 끝내시겠습니까?</translation>
    </message>
    <message>
        <source>Your details are cleared from this screen. You can start again at any time.</source>
        <translation>화면의 정보가 지워집니다. 언제든 다시 시작하실 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>NumericPad</name>
    <message>
        <source>%1 of %2 digits entered</source>
        <translation>%2자리 중 %1자리 입력</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>지우기</translation>
    </message>
</context>
<context>
    <name>Other</name>
    <message>
        <source>Register with
a passport</source>
        <translation>여권으로
접수</translation>
    </message>
    <message>
        <source>For foreign guests</source>
        <translation>외국인 전용</translation>
    </message>
    <message>
        <source>Register
a child</source>
        <translation>어린이
접수</translation>
    </message>
    <message>
        <source>With a parent&apos;s card</source>
        <translation>보호자 신분증으로</translation>
    </message>
    <message>
        <source>Pay a bill</source>
        <translation>요금 납부</translation>
    </message>
    <message>
        <source>Ward, laboratory, X-ray</source>
        <translation>입원, 검사, 영상</translation>
    </message>
    <message>
        <source>Where is
my number?</source>
        <translation>내 번호는
어디까지?</translation>
    </message>
    <message>
        <source>How long still</source>
        <translation>남은 시간</translation>
    </message>
    <message>
        <source>Are my
results ready?</source>
        <translation>결과가
나왔나요?</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>예 또는 아니요</translation>
    </message>
    <message>
        <source>Say how
it was</source>
        <translation>의견
남기기</translation>
    </message>
    <message>
        <source>One touch</source>
        <translation>한 번 누르기</translation>
    </message>
    <message>
        <source>Prices, rooms,
opening hours</source>
        <translation>가격, 방,
운영 시간</translation>
    </message>
    <message>
        <source>And the way there</source>
        <translation>길 안내도</translation>
    </message>
    <message>
        <source>What else may we do?</source>
        <translation>무엇을 도와드릴까요?</translation>
    </message>
    <message>
        <source>What else may we do
for you?</source>
        <translation>무엇을
도와드릴까요?</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>What happens next</source>
        <translation>다음 순서</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>%1 / %2쪽</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>다음 쪽</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>첫 쪽</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>A transfer form</source>
        <translation>진료의뢰서</translation>
    </message>
    <message>
        <source>From the place where you are registered</source>
        <translation>등록된 의료기관에서 발급</translation>
    </message>
    <message>
        <source>A re-visit slip</source>
        <translation>재진 예약증</translation>
    </message>
    <message>
        <source>From your last visit to this hospital</source>
        <translation>이 병원의 지난 진료에서 발급</translation>
    </message>
    <message>
        <source>No paper</source>
        <translation>서류 없음</translation>
    </message>
    <message>
        <source>You can register all the same</source>
        <translation>그래도 접수하실 수 있습니다</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>건강보험</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>Do you have one of
these papers today?</source>
        <translation>오늘 이런 서류가
있으십니까?</translation>
    </message>
    <message>
        <source>With a paper insurance pays more. The clinic will look at it.</source>
        <translation>서류가 있으면 보험 부담이 커집니다. 진료실에서 확인합니다.</translation>
    </message>
</context>
<context>
    <name>Payment</name>
    <message>
        <source>Payment</source>
        <translation>결제</translation>
    </message>
    <message>
        <source>We received
%1</source>
        <translation>%1
받았습니다</translation>
    </message>
    <message>
        <source>The code has expired</source>
        <translation>코드가 만료되었습니다</translation>
    </message>
    <message>
        <source>Scan to pay
%1</source>
        <translation>스캔하여 결제
%1</translation>
    </message>
    <message>
        <source>Thank you. Your number is next.</source>
        <translation>감사합니다. 다음은 대기 번호입니다.</translation>
    </message>
    <message>
        <source>Thank you. The hospital has noted it.</source>
        <translation>감사합니다. 병원에 기록되었습니다.</translation>
    </message>
    <message>
        <source>If you have paid, nothing is lost: the cashier will see it.</source>
        <translation>이미 결제하셨다면 괜찮습니다. 수납 창구에서 확인됩니다.</translation>
    </message>
    <message>
        <source>Open your bank&apos;s app.</source>
        <translation>은행 앱을 열어 주십시오.</translation>
    </message>
    <message>
        <source>Open your bank&apos;s app and choose “Scan QR”.</source>
        <translation>은행 앱을 열고 “QR 스캔”을 선택해 주십시오.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Pay at the cashier</source>
        <translation>수납 창구에서 결제</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>받는 곳</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>We received %1; %2 is missing.</source>
        <translation>%1을 받았습니다. %2이 부족합니다.</translation>
    </message>
    <message>
        <source>The bank cannot be asked now. If you have paid, nothing is lost: tell the cashier.</source>
        <translation>지금 은행에 확인할 수 없습니다. 이미 결제하셨다면 괜찮습니다. 수납 창구에 말씀해 주십시오.</translation>
    </message>
    <message>
        <source>Waiting for the bank…</source>
        <translation>은행 응답을 기다리는 중…</translation>
    </message>
    <message>
        <source>Preparing the payment code…</source>
        <translation>결제 코드를 준비하는 중…</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>받은 금액</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>금액</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>building %1</source>
        <translation>%1동</translation>
    </message>
    <message>
        <source>Floor %1</source>
        <translation>%1층</translation>
    </message>
    <message>
        <source>%1 people before you</source>
        <translation>앞에 %1명</translation>
    </message>
    <message>
        <source>About %1 minutes, %2 people before you</source>
        <translation>약 %1분, 앞에 %2명</translation>
    </message>
    <message>
        <source>First show your card at desk %1</source>
        <translation>먼저 %1번 창구에 신분증을 보여 주십시오</translation>
    </message>
    <message>
        <source>You keep this number · Code&#xa0;%1</source>
        <translation>번호는 그대로입니다 · 코드 %1</translation>
    </message>
    <message>
        <source>Room %1 · %2</source>
        <translation>%1호실 · %2</translation>
    </message>
</context>
<context>
    <name>Priority</name>
    <message>
        <source>Pregnant</source>
        <translation>임신 중</translation>
    </message>
    <message>
        <source>Severe disability</source>
        <translation>중증 장애</translation>
    </message>
    <message>
        <source>With the certificate of disability</source>
        <translation>장애 증명서가 있는 분</translation>
    </message>
    <message>
        <source>Person of merit</source>
        <translation>국가 유공자</translation>
    </message>
    <message>
        <source>With the certificate of merit</source>
        <translation>유공자 증명서가 있는 분</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>해당 없음</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>내용 확인</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>Who is called first</source>
        <translation>우선 진료 대상</translation>
    </message>
    <message>
        <source>Touch what is so. Staff will look at it at your visit.</source>
        <translation>해당하는 것을 눌러 주십시오. 진료 때 직원이 확인합니다.</translation>
    </message>
</context>
<context>
    <name>QrPanel</name>
    <message>
        <source>Payment code</source>
        <translation>결제 코드</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Opening the chip</source>
        <translation>칩 열기</translation>
    </message>
    <message>
        <source>Name, birth date, address</source>
        <translation>이름, 생년월일, 주소</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Checking the card&apos;s signature</source>
        <translation>신분증 서명 확인</translation>
    </message>
    <message>
        <source>Checking its signature</source>
        <translation>여권 서명 확인</translation>
    </message>
    <message>
        <source>Reading the card</source>
        <translation>신분증 읽기</translation>
    </message>
    <message>
        <source>Reading the passport</source>
        <translation>여권 읽기</translation>
    </message>
    <message>
        <source>The passport moved.
Please put it back.</source>
        <translation>여권이 움직였습니다.
다시 놓아 주세요.</translation>
    </message>
    <message>
        <source>Reading your passport.
Please leave it.</source>
        <translation>여권을 읽고 있습니다.
그대로 두세요.</translation>
    </message>
    <message>
        <source>The card moved.
Please put it back.</source>
        <translation>신분증이 움직였습니다.
다시 놓아 주십시오.</translation>
    </message>
    <message>
        <source>Reading your card.
Please leave it.</source>
        <translation>신분증을 읽고 있습니다.
그대로 두십시오.</translation>
    </message>
    <message>
        <source>Reading your card.
Please leave it on the tray.</source>
        <translation>신분증을 읽고 있습니다.
받침에 그대로 두십시오.</translation>
    </message>
    <message>
        <source>Reading will go on by itself.</source>
        <translation>자동으로 이어서 읽습니다.</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>Usually about 3 seconds. The fingerprints in the chip are not read.</source>
        <translation>보통 약 3초 걸립니다. 칩의 지문은 읽지 않습니다.</translation>
    </message>
</context>
<context>
    <name>Registering</name>
    <message>
        <source>Registering</source>
        <translation>접수</translation>
    </message>
    <message>
        <source>Registering.
One moment, please.</source>
        <translation>접수하고 있습니다.
잠시만 기다려 주십시오.</translation>
    </message>
    <message>
        <source>Your request is kept; no need to repeat it.</source>
        <translation>요청이 저장되었습니다. 다시 하실 필요가 없습니다.</translation>
    </message>
    <message>
        <source>The hospital is preparing your number.</source>
        <translation>병원에서 번호를 준비하고 있습니다.</translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message>
        <source>Remind me of my next visit</source>
        <translation>다음 진료 알림</translation>
    </message>
    <message>
        <source>The hospital sends a message to the phone number it has. You can end it at any time.</source>
        <translation>병원에 있는 전화번호로 문자를 보냅니다. 언제든 그만 받으실 수 있습니다.</translation>
    </message>
    <message>
        <source>Remind me of the child&apos;s vaccinations</source>
        <translation>아이 예방접종 알림</translation>
    </message>
    <message>
        <source>For children under 24 months, by the national schedule.</source>
        <translation>24개월 미만 어린이, 국가 예방접종 일정에 따릅니다.</translation>
    </message>
    <message>
        <source>No answer means No.</source>
        <translation>답하지 않으시면 “아니요”로 처리합니다.</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>내용 확인</translation>
    </message>
    <message>
        <source>May we remind you?</source>
        <translation>알림을 받으시겠습니까?</translation>
    </message>
    <message>
        <source>May the hospital
remind you?</source>
        <translation>병원의 알림을
받으시겠습니까?</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Asking for
your results</source>
        <translation>결과를
확인하는 중</translation>
    </message>
    <message>
        <source>The hospital finds no
record for this card</source>
        <translation>이 신분증의 기록을
찾지 못했습니다</translation>
    </message>
    <message>
        <source>Yes, your results
are ready</source>
        <translation>결과가 모두
나왔습니다</translation>
    </message>
    <message>
        <source>Not all results
are there yet</source>
        <translation>아직 결과가 모두
나오지 않았습니다</translation>
    </message>
    <message>
        <source>Perhaps you came with another paper.</source>
        <translation>지난번에 다른 서류로 오셨을 수 있습니다.</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>신분증을 가져가십시오</translation>
    </message>
    <message>
        <source>Go to desk %1</source>
        <translation>%1번 창구로 가십시오</translation>
    </message>
    <message>
        <source>Go to the reception desk</source>
        <translation>접수 창구로 가십시오</translation>
    </message>
    <message>
        <source>Staff look for your record, also by another paper</source>
        <translation>직원이 다른 서류로도 기록을 찾아 드립니다</translation>
    </message>
    <message>
        <source>Go back to the room that sent you</source>
        <translation>보내 준 진료실로 돌아가십시오</translation>
    </message>
    <message>
        <source>The doctor explains your results</source>
        <translation>의사가 결과를 설명해 드립니다</translation>
    </message>
    <message>
        <source>Wait near the room that sent you</source>
        <translation>보내 준 진료실 근처에서 기다려 주십시오</translation>
    </message>
    <message>
        <source>Ask here again later</source>
        <translation>나중에 이 기기에서 다시 확인하십시오</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>몇 초 걸립니다. 그대로 기다려 주십시오.</translation>
    </message>
</context>
<context>
    <name>Slip</name>
    <message>
        <source>Show the code
on your slip</source>
        <translation>접수증의 코드를
보여 주세요</translation>
    </message>
    <message>
        <source>Please use
your ID card</source>
        <translation>신분증을
사용해 주세요</translation>
    </message>
    <message>
        <source>The camera is resting. Your card finds the number as well.</source>
        <translation>카메라가 쉬고 있습니다. 신분증으로도 찾을 수 있습니다.</translation>
    </message>
    <message>
        <source>Hold the slip about 15 cm in front of the camera, above the screen.</source>
        <translation>화면 위 카메라에서 약 15 cm 앞에 접수증을 대 주세요.</translation>
    </message>
    <message>
        <source>Use my ID card</source>
        <translation>신분증 사용</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>코드를 여기에 맞춰 주십시오</translation>
    </message>
    <message>
        <source>This is another code. Please show the small code at the foot of the slip.</source>
        <translation>다른 코드입니다. 접수증 아래의 작은 코드를 보여 주세요.</translation>
    </message>
    <message>
        <source>Lay your ID card on the tray</source>
        <translation>신분증을 판독대에 올려 주십시오</translation>
    </message>
    <message>
        <source>See how long it will still take</source>
        <translation>남은 대기 시간을 봅니다</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>신분증을 가져가십시오</translation>
    </message>
</context>
<context>
    <name>StaffPanel</name>
    <message>
        <source>Permission</source>
        <translation>동의</translation>
    </message>
    <message>
        <source>Code on the card</source>
        <translation>카드의 코드</translation>
    </message>
    <message>
        <source>Reading the card</source>
        <translation>카드 읽기</translation>
    </message>
    <message>
        <source>Comparing the face</source>
        <translation>얼굴 비교</translation>
    </message>
    <message>
        <source>Insurance</source>
        <translation>보험</translation>
    </message>
    <message>
        <source>Registering a child</source>
        <translation>아이 접수</translation>
    </message>
    <message>
        <source>Choosing the clinic</source>
        <translation>진료과 선택</translation>
    </message>
    <message>
        <source>Registered already</source>
        <translation>이미 접수됨</translation>
    </message>
    <message>
        <source>Last look before registering</source>
        <translation>접수 전 확인</translation>
    </message>
    <message>
        <source>Waiting for the hospital system</source>
        <translation>병원 시스템 대기</translation>
    </message>
    <message>
        <source>Paying</source>
        <translation>결제</translation>
    </message>
    <message>
        <source>Number given</source>
        <translation>번호 발급됨</translation>
    </message>
    <message>
        <source>Sent to the desk</source>
        <translation>창구로 안내됨</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>응급</translation>
    </message>
    <message>
        <source>Taking the card back</source>
        <translation>카드 회수</translation>
    </message>
    <message>
        <source>Card on the tray</source>
        <translation>받침대의 카드</translation>
    </message>
    <message>
        <source>Chip</source>
        <translation>칩</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>얼굴</translation>
    </message>
    <message>
        <source>Hospital system</source>
        <translation>병원 시스템</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>접수</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>접수증</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>있음</translation>
    </message>
    <message>
        <source>no</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>read</source>
        <translation>읽음</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>못 읽음</translation>
    </message>
    <message>
        <source>matched</source>
        <translation>일치</translation>
    </message>
    <message>
        <source>not matched</source>
        <translation>불일치</translation>
    </message>
    <message>
        <source>seen by staff</source>
        <translation>직원이 확인함</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>응답함</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>응답 없음</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>아직</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>보내는 중</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>출력됨</translation>
    </message>
    <message>
        <source>not printed</source>
        <translation>출력 안 됨</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>환자</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>직원</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>사유 코드</translation>
    </message>
    <message>
        <source>You are helping</source>
        <translation>도와드리는 중입니다</translation>
    </message>
    <message>
        <source>%1: what you press is recorded under this name.</source>
        <translation>%1: 누르는 것은 이 이름으로 기록됩니다.</translation>
    </message>
    <message>
        <source>Press again to end. The registration stays; the screen is cleared.</source>
        <translation>한 번 더 누르면 끝납니다. 접수는 남고 화면은 지워집니다.</translation>
    </message>
    <message>
        <source>Press again to end. Nothing is registered; the screen is cleared.</source>
        <translation>한 번 더 누르면 끝납니다. 접수된 것은 없고 화면은 지워집니다.</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>환자에게</translation>
    </message>
    <message>
        <source>Patient&apos;s screen</source>
        <translation>환자 화면</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Other matters</source>
        <translation>다른 용무</translation>
    </message>
    <message>
        <source>Card and person seen</source>
        <translation>카드와 본인 확인함</translation>
    </message>
    <message>
        <source>Number for desk %1</source>
        <translation>창구 %1 번호표</translation>
    </message>
    <message>
        <source>Number for the desk</source>
        <translation>창구 번호표</translation>
    </message>
    <message>
        <source>End this visit</source>
        <translation>이 접수 끝내기</translation>
    </message>
</context>
<context>
    <name>StaffSign</name>
    <message>
        <source>Number and PIN do not go together. Please type both again.</source>
        <translation>번호와 PIN이 맞지 않습니다. 다시 입력해 주세요.</translation>
    </message>
    <message>
        <source>Too many tries. Please wait a little, or take the patient to the desk.</source>
        <translation>여러 번 시도했습니다. 잠시 기다리거나 환자를 창구로 안내해 주세요.</translation>
    </message>
    <message>
        <source>This is still the first PIN. Please change it at a cashier&apos;s window.</source>
        <translation>아직 처음 받은 PIN입니다. 수납 창구에서 바꿔 주세요.</translation>
    </message>
    <message>
        <source>Nobody can say now who you are. Please take the patient to the desk.</source>
        <translation>지금은 직원 확인이 되지 않습니다. 환자를 창구로 안내해 주세요.</translation>
    </message>
    <message>
        <source>Staff: your PIN</source>
        <translation>직원: PIN</translation>
    </message>
    <message>
        <source>Staff: your number</source>
        <translation>직원: 번호</translation>
    </message>
    <message>
        <source>It is looked at and kept nowhere.</source>
        <translation>확인에만 쓰이고 저장되지 않습니다.</translation>
    </message>
    <message>
        <source>For staff of the hospital only. Patients press “Back”.</source>
        <translation>병원 직원용입니다. 환자분은 ‘뒤로’를 눌러 주세요.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>잠시만 기다려 주세요.</translation>
    </message>
    <message>
        <source>Digits entered: %1</source>
        <translation>입력한 숫자: %1</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Step %1 of 5 · %2</source>
        <translation>5단계 중 %1단계 · %2</translation>
    </message>
</context>
<context>
    <name>SummaryRow</name>
    <message>
        <source>Change</source>
        <translation>변경</translation>
    </message>
</context>
<context>
    <name>TakeCard</name>
    <message>
        <source>Please take
your ID card</source>
        <translation>신분증을
가져가 주십시오</translation>
    </message>
    <message>
        <source>Please take
your passport</source>
        <translation>여권을
가져가 주세요</translation>
    </message>
    <message>
        <source>The card is stuck</source>
        <translation>신분증이 걸렸습니다</translation>
    </message>
    <message>
        <source>Call staff</source>
        <translation>직원 호출</translation>
    </message>
    <message>
        <source>When the card leaves the tray, everything on the screen is cleared.</source>
        <translation>신분증을 가져가시면 화면의 정보가 모두 지워집니다.</translation>
    </message>
    <message>
        <source>When the passport is taken, everything on the screen is cleared.</source>
        <translation>여권을 가져가시면 화면의 모든 정보가 지워집니다.</translation>
    </message>
</context>
<context>
    <name>Ticket</name>
    <message>
        <source>Please take your slip and your ID card.</source>
        <translation>용지와 신분증을 가져가 주십시오.</translation>
    </message>
    <message>
        <source>Please take your slip.</source>
        <translation>용지를 가져가 주십시오.</translation>
    </message>
    <message>
        <source>Out of paper. Please remember %1.</source>
        <translation>용지가 없습니다. %1번을 기억해 주십시오.</translation>
    </message>
    <message>
        <source>Your slip is being printed.</source>
        <translation>용지를 인쇄하고 있습니다.</translation>
    </message>
    <message>
        <source>Your number today</source>
        <translation>오늘의 번호</translation>
    </message>
    <message>
        <source>You are registered</source>
        <translation>접수되었습니다</translation>
    </message>
    <message>
        <source>Please go to desk %1 first.</source>
        <translation>먼저 %1번 창구로 가 주십시오.</translation>
    </message>
    <message>
        <source>Please go to room %1, floor %2.</source>
        <translation>%2층 %1호실로 가 주십시오.</translation>
    </message>
    <message>
        <source>Please go to room %1.</source>
        <translation>%1호실로 가 주십시오.</translation>
    </message>
    <message>
        <source>How was it?</source>
        <translation>의견</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>대기 번호</translation>
    </message>
    <message>
        <source>The fee is settled at the cashier</source>
        <translation>진료비는 수납 창구에서 정산합니다</translation>
    </message>
    <message>
        <source>We received %1, %2 too much</source>
        <translation>%1 받음, %2 초과</translation>
    </message>
    <message>
        <source>Paid %1</source>
        <translation>%1 결제됨</translation>
    </message>
    <message>
        <source>%1 is still missing</source>
        <translation>%1 부족</translation>
    </message>
    <message>
        <source>Pay %1 at the cashier</source>
        <translation>수납 창구에서 %1 결제</translation>
    </message>
    <message>
        <source>The cashier will return it with this slip.</source>
        <translation>수납 창구에서 이 용지로 돌려 드립니다.</translation>
    </message>
    <message>
        <source>Also after the visit.</source>
        <translation>진료 후에도 됩니다.</translation>
    </message>
    <message>
        <source>A temporary number. Please keep your slip.</source>
        <translation>임시 번호입니다. 용지를 보관해 주십시오.</translation>
    </message>
    <message>
        <source>The queue&apos;s page on your phone</source>
        <translation>휴대전화의 대기 화면</translation>
    </message>
    <message>
        <source>See it on your phone</source>
        <translation>휴대전화로 보기</translation>
    </message>
    <message>
        <source>Young children are called first.</source>
        <translation>어린아이는 먼저 부릅니다.</translation>
    </message>
    <message>
        <source>You are 75 or older: you will be called first.</source>
        <translation>75세 이상이시므로 먼저 부릅니다.</translation>
    </message>
    <message>
        <source>You are called first once staff have seen your paper.</source>
        <translation>직원이 서류를 확인하면 먼저 부릅니다.</translation>
    </message>
</context>
<context>
    <name>TrayDrawing</name>
    <message>
        <source>Take the card from the tray</source>
        <translation>받침에서 신분증을 가져가 주십시오</translation>
    </message>
    <message>
        <source>Lay the card on the tray</source>
        <translation>받침에 신분증을 올려 주십시오</translation>
    </message>
    <message>
        <source>Take the passport from the reader</source>
        <translation>판독기에서 여권 가져가기</translation>
    </message>
    <message>
        <source>Lay the open passport on the reader</source>
        <translation>펼친 여권을 판독기에 올려놓기</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Place your ID card
on the tray</source>
        <translation>신분증을 받침에
올려 주십시오</translation>
    </message>
    <message>
        <source>It starts by itself. No need to press anything.</source>
        <translation>자동으로 시작합니다. 누르실 것이 없습니다.</translation>
    </message>
    <message>
        <source>No ID card with you? Staff at desk %1 will help.</source>
        <translation>신분증이 없으십니까? %1번 창구에서 도와드립니다.</translation>
    </message>
    <message>
        <source>No ID card with you?</source>
        <translation>신분증이 없으십니까?</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>다른 용무</translation>
    </message>
    <message>
        <source>Something else: pay, find a number, ask</source>
        <translation>다른 용무: 납부, 번호, 문의</translation>
    </message>
    <message>
        <source>Raise the screen</source>
        <translation>화면 올리기</translation>
    </message>
    <message>
        <source>Lower the screen</source>
        <translation>화면 낮추기</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>응급</translation>
    </message>
</context>
<context>
    <name>Where</name>
    <message>
        <source>Asking where
your number is</source>
        <translation>번호를
확인하는 중</translation>
    </message>
    <message>
        <source>No number of yours
is waiting now</source>
        <translation>대기 중인
번호가 없습니다</translation>
    </message>
    <message>
        <source>Your number
is in the queue</source>
        <translation>번호가
대기 중입니다</translation>
    </message>
    <message>
        <source>You are
the next</source>
        <translation>곧
차례입니다</translation>
    </message>
    <message>
        <source>About %1 minutes
still to wait</source>
        <translation>약 %1분
남았습니다</translation>
    </message>
    <message>
        <source>%1 people
before you</source>
        <translation>앞에 %1명
있습니다</translation>
    </message>
    <message>
        <source>Perhaps the slip is of another day.</source>
        <translation>다른 날의 용지일 수 있습니다.</translation>
    </message>
    <message>
        <source>This room calls without a screen. Please listen for your number.</source>
        <translation>이 방은 화면 없이 호출합니다. 번호를 들어 주세요.</translation>
    </message>
    <message>
        <source>Please wait near room %1.</source>
        <translation>%1호실 근처에서 기다려 주십시오.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>직원 만나기</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>몇 초 걸립니다. 그대로 기다려 주십시오.</translation>
    </message>
    <message>
        <source>Called already? Show your slip in the room.</source>
        <translation>이미 호출되었습니까? 진료실에서 용지를 보여 주십시오.</translation>
    </message>
    <message>
        <source>Not registered today? Press “Done” and begin with your ID card.</source>
        <translation>오늘 접수하지 않으셨습니까? “완료”를 누르고 신분증을 올려 주십시오.</translation>
    </message>
    <message>
        <source>Staff at desk %1 know more.</source>
        <translation>%1번 창구 직원이 알려 드립니다.</translation>
    </message>
    <message>
        <source>Staff at the desk know more.</source>
        <translation>창구 직원이 알려 드립니다.</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>대기 번호</translation>
    </message>
    <message>
        <source>Now in the room</source>
        <translation>현재 번호</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>방</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>%1호실</translation>
    </message>
    <message>
        <source>People before you</source>
        <translation>앞 사람 수</translation>
    </message>
    <message>
        <source>Room %1 · about %2 min</source>
        <translation>%1호 · 약 %2분</translation>
    </message>
</context>
</TS>
