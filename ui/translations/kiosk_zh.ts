<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh" sourcelanguage="en">
<context>
    <name>ActionBar</name>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>Agree</name>
    <message>
        <source>To find
your bills</source>
        <translation>查找
您的账单</translation>
    </message>
    <message>
        <source>The machine reads your ID card and asks the hospital what is still to be paid.</source>
        <translation>机器读取身份证，并向医院查询尚未支付的费用。</translation>
    </message>
    <message>
        <source>To find
your number</source>
        <translation>查找
您的号码</translation>
    </message>
    <message>
        <source>The machine looks for the code on your slip, or reads your ID card, and asks how far the queue is.</source>
        <translation>机器扫描单据上的码或读取身份证，并查询排队进度。</translation>
    </message>
    <message>
        <source>To ask for
your results</source>
        <translation>查询
检查结果</translation>
    </message>
    <message>
        <source>The machine reads your ID card and asks the hospital. It shows yes or no, never what the results say.</source>
        <translation>机器读取身份证并向医院查询，只显示有或没有，不显示结果内容。</translation>
    </message>
    <message>
        <source>Your face is not compared, and nobody else is asked. Nothing stays on the screen.</source>
        <translation>不比对面部，不询问其他机构。屏幕上不留任何信息。</translation>
    </message>
    <message>
        <source>Lay your ID card on the tray</source>
        <translation>把证件放在读卡台上</translation>
    </message>
    <message>
        <source>Choose what to pay</source>
        <translation>选择要付的账单</translation>
    </message>
    <message>
        <source>Scan the code with your bank&apos;s app</source>
        <translation>用银行应用扫码</translation>
    </message>
    <message>
        <source>Show the slip&apos;s code, or lay down your ID card</source>
        <translation>出示小票上的码，或放上证件</translation>
    </message>
    <message>
        <source>See how long it will still take</source>
        <translation>查看还要等多久</translation>
    </message>
    <message>
        <source>See whether they are ready, and where to go</source>
        <translation>查看结果是否已出、该去哪里</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>接下来</translation>
    </message>
</context>
<context>
    <name>Already</name>
    <message>
        <source>Choosing a clinic</source>
        <translation>选择诊室</translation>
    </message>
    <message>
        <source>You are already
registered today</source>
        <translation>您今天
已经挂过号</translation>
    </message>
    <message>
        <source>Here is your number.</source>
        <translation>这是您的号码。</translation>
    </message>
    <message>
        <source>Pay %1</source>
        <translation>支付 %1</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>重新打印</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>您的号码</translation>
    </message>
    <message>
        <source>Drawing a number…</source>
        <translation>正在取号…</translation>
    </message>
    <message>
        <source>Another clinic today</source>
        <translation>今天再看其他科室</translation>
    </message>
</context>
<context>
    <name>Appointment</name>
    <message>
        <source>Your appointment</source>
        <translation>您的预约</translation>
    </message>
    <message>
        <source>You have appointments
today</source>
        <translation>您今天有
以下预约</translation>
    </message>
    <message>
        <source>You have an appointment
today</source>
        <translation>您今天
有预约</translation>
    </message>
    <message>
        <source>Touch it to go on.</source>
        <translation>请点选预约以继续。</translation>
    </message>
    <message>
        <source>Another clinic</source>
        <translation>其他科室</translation>
    </message>
    <message>
        <source>I bring a child</source>
        <translation>我带孩子看病</translation>
    </message>
    <message>
        <source>Re-visit</source>
        <translation>复诊</translation>
    </message>
    <message>
        <source>Room %1, floor %2</source>
        <translation>%1 诊室，%2 楼</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>%1 诊室</translation>
    </message>
</context>
<context>
    <name>Bills</name>
    <message>
        <source>Examination</source>
        <translation>诊查费</translation>
    </message>
    <message>
        <source>Advance payment</source>
        <translation>预付款</translation>
    </message>
    <message>
        <source>Ordered today</source>
        <translation>今日开单</translation>
    </message>
    <message>
        <source>From an earlier day</source>
        <translation>以前的费用</translation>
    </message>
    <message>
        <source>The payment has arrived. Thank you.</source>
        <translation>已收到付款。谢谢。</translation>
    </message>
    <message>
        <source>The payment has arrived. Please take your slip below the screen.</source>
        <translation>款项已到账。请从屏幕下方取走小票。</translation>
    </message>
    <message>
        <source>The payment has arrived. The slip could not be printed; the cashier has the payment.</source>
        <translation>款项已到账。小票未能打印；收费处已有此款记录。</translation>
    </message>
    <message>
        <source>If you have paid, nothing is lost: the cashier will see it.</source>
        <translation>如已付款，您不会有损失：收费处会查到。</translation>
    </message>
    <message>
        <source>This one is paid at the cashier. The bill is kept there.</source>
        <translation>此项请在收费处支付，账单已在那里。</translation>
    </message>
    <message>
        <source>Looking for
your bills</source>
        <translation>正在查找
您的账单</translation>
    </message>
    <message>
        <source>The hospital finds no
record for this card</source>
        <translation>医院未找到
此证件的记录</translation>
    </message>
    <message>
        <source>Everything
is paid</source>
        <translation>已全部
付清</translation>
    </message>
    <message>
        <source>There is nothing
to pay</source>
        <translation>没有需要
支付的费用</translation>
    </message>
    <message>
        <source>Which bill would you
like to pay?</source>
        <translation>您想支付
哪一项？</translation>
    </message>
    <message>
        <source>Perhaps you came with another paper.</source>
        <translation>您上次可能用的是其他证件。</translation>
    </message>
    <message>
        <source>Thank you.</source>
        <translation>谢谢。</translation>
    </message>
    <message>
        <source>Touch it to see the payment code.</source>
        <translation>点选后显示付款码。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>需要几秒钟，您无需操作。</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>取走证件</translation>
    </message>
    <message>
        <source>Go to desk %1</source>
        <translation>到 %1 号服务台</translation>
    </message>
    <message>
        <source>Go to the reception desk</source>
        <translation>到接待台</translation>
    </message>
    <message>
        <source>Staff look for your record, also by another paper</source>
        <translation>工作人员查找记录，也可用其他证件</translation>
    </message>
    <message>
        <source>Go back to the room that sent you</source>
        <translation>回到开单的诊室</translation>
    </message>
    <message>
        <source>If you were told otherwise, ask the cashier</source>
        <translation>如果有人告诉您还有，请问收费处</translation>
    </message>
    <message>
        <source>Paid in part: the rest at the cashier</source>
        <translation>已付部分，余款在收费处支付</translation>
    </message>
</context>
<context>
    <name>CameraFrame</name>
    <message>
        <source>Camera picture</source>
        <translation>摄像头画面</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>Desk %1 will look at your card first.</source>
        <translation>%1 号服务台将先核对您的证件。</translation>
    </message>
    <message>
        <source>We could not compare your face. Desk %1 will look at your card first; you keep your number.</source>
        <translation>机器未能比对您的面容。%1 号服务台将先核对证件，您的号码保留不变。</translation>
    </message>
    <message>
        <source>Staff will look at your card at your visit.</source>
        <translation>就诊时工作人员会核对您的证件。</translation>
    </message>
    <message>
        <source>Issuer not verified. Staff will look at the card.</source>
        <translation>发证机关未能核实。工作人员会核对证件。</translation>
    </message>
    <message>
        <source>The issuer could not be verified. Staff will look at the card at your visit.</source>
        <translation>发证机关未能核实。就诊时工作人员会核对证件。</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>building %1</source>
        <translation>%1 号楼</translation>
    </message>
    <message>
        <source>Transfer form: looked at in the clinic</source>
        <translation>转诊单：诊室将核对</translation>
    </message>
    <message>
        <source>Re-visit slip: looked at in the clinic</source>
        <translation>复诊单：诊室将核对</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>核对信息</translation>
    </message>
    <message>
        <source>Is all correct?</source>
        <translation>信息正确吗？</translation>
    </message>
    <message>
        <source>Is everything
correct?</source>
        <translation>以上信息
是否正确？</translation>
    </message>
    <message>
        <source>A price has changed since. Please look at it again.</source>
        <translation>价格刚有变动，请您再看一下。</translation>
    </message>
    <message>
        <source>Yes, register me</source>
        <translation>正确，挂号</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>就诊儿童</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>就诊人</translation>
    </message>
    <message>
        <source>Number ••• %1</source>
        <translation>号码 ••• %1</translation>
    </message>
    <message>
        <source>%1, born %2</source>
        <translation>%1，%2 年出生</translation>
    </message>
    <message>
        <source>Born %1</source>
        <translation>%1 年出生</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>医疗保险</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Checked later</source>
        <translation>稍后核对</translation>
    </message>
    <message>
        <source>Valid · another hospital</source>
        <translation>有效 · 在其他医院参保</translation>
    </message>
    <message>
        <source>Covers %1% · right hospital</source>
        <translation>报销 %1% · 本院参保</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>有效期至 %1</translation>
    </message>
    <message>
        <source>Appointment at %1</source>
        <translation>预约时间 %1</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>科室</translation>
    </message>
    <message>
        <source>Room %1, floor %2 · %3 min wait</source>
        <translation>%1 诊室，%2 楼 · 约等 %3 分钟</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>You pay (estimate)</source>
        <translation>您需支付（预估）</translation>
    </message>
    <message>
        <source>Paid once the insurance has been checked</source>
        <translation>核对保险后再支付</translation>
    </message>
    <message>
        <source>Insurance pays %1</source>
        <translation>保险支付 %1</translation>
    </message>
    <message>
        <source>Add a clinic</source>
        <translation>增加科室</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先就诊</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>就诊提醒</translation>
    </message>
    <message>
        <source>Name or insurance not right? Press “Get help”.</source>
        <translation>姓名或保险有误？请按“求助”。</translation>
    </message>
</context>
<context>
    <name>ChildPaper</name>
    <message>
        <source>The camera is resting. Please choose what you can type.</source>
        <translation>摄像头暂停使用。请选择可以输入的信息。</translation>
    </message>
    <message>
        <source>From six years on a number of the child is needed.</source>
        <translation>满六岁的儿童需要提供一个号码。</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>为儿童挂号</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>What can you type
of the child?</source>
        <translation>您可以输入孩子的
哪种信息？</translation>
    </message>
    <message>
        <source>One of them will do. Its birth date and name come next.</source>
        <translation>任选一种即可。接下来输入出生日期和姓名。</translation>
    </message>
    <message>
        <source>Its 12-digit number</source>
        <translation>12 位身份号码</translation>
    </message>
    <message>
        <source>Its insurance card&apos;s number</source>
        <translation>医疗保险卡号</translation>
    </message>
    <message>
        <source>No number yet (under 6 years)</source>
        <translation>尚无号码（未满 6 岁）</translation>
    </message>
</context>
<context>
    <name>ChildRelation</name>
    <message>
        <source>For a child</source>
        <translation>为儿童挂号</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>What are you
to the child?</source>
        <translation>您是孩子的
什么人？</translation>
    </message>
    <message>
        <source>Your card shows who brings the child. The child needs no card of its own.</source>
        <translation>您的证件用于登记陪同人。孩子不需要自己的证件。</translation>
    </message>
    <message>
        <source>Mother</source>
        <translation>母亲</translation>
    </message>
    <message>
        <source>Father</source>
        <translation>父亲</translation>
    </message>
    <message>
        <source>Grandparent</source>
        <translation>祖父母或外祖父母</translation>
    </message>
    <message>
        <source>Guardian by law</source>
        <translation>法定监护人</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>其他人</translation>
    </message>
</context>
<context>
    <name>ChildScan</name>
    <message>
        <source>This is another code. Please show the code of the child&apos;s card.</source>
        <translation>这是另一个码。请出示孩子卡上的码。</translation>
    </message>
    <message>
        <source>This is your own card. Please show the code of the child&apos;s card.</source>
        <translation>这是您自己的卡。请出示孩子卡上的码。</translation>
    </message>
    <message>
        <source>This card is not a child&apos;s. Please show the code of the child&apos;s card.</source>
        <translation>这不是儿童的卡。请出示孩子卡上的码。</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>为儿童挂号</translation>
    </message>
    <message>
        <source>Show the code of
the child&apos;s card</source>
        <translation>请出示孩子
卡上的二维码</translation>
    </message>
    <message>
        <source>Hold it about 15 cm in front of the camera. Leave your own card on the tray.</source>
        <translation>请放在摄像头前约 15 厘米处。您的证件请留在托盘上。</translation>
    </message>
    <message>
        <source>Type the number</source>
        <translation>输入号码</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>请将二维码停在此处</translation>
    </message>
    <message>
        <source>The child&apos;s insurance card, on paper or on the phone</source>
        <translation>孩子的医疗保险卡，纸质或手机均可</translation>
    </message>
    <message>
        <source>or the child&apos;s own ID card</source>
        <translation>或孩子自己的身份证</translation>
    </message>
</context>
<context>
    <name>ChildType</name>
    <message>
        <source>This is your own number. Please type the child&apos;s.</source>
        <translation>这是您自己的号码。请输入孩子的号码。</translation>
    </message>
    <message>
        <source>This is not yet the number of an insurance card. Please look again.</source>
        <translation>这还不是保险卡号。请再看一下。</translation>
    </message>
    <message>
        <source>Please type the child&apos;s name.</source>
        <translation>请输入孩子的姓名。</translation>
    </message>
    <message>
        <source>This birth date is not a child&apos;s. Please type it again.</source>
        <translation>这不是儿童的出生日期。请重新输入。</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>为儿童挂号</translation>
    </message>
    <message>
        <source>The child&apos;s
full name</source>
        <translation>孩子的
姓名</translation>
    </message>
    <message>
        <source>The number of the
insurance card</source>
        <translation>医疗保险
卡号</translation>
    </message>
    <message>
        <source>The child&apos;s
12-digit number</source>
        <translation>孩子的 12 位
身份号码</translation>
    </message>
    <message>
        <source>The child&apos;s date of birth</source>
        <translation>孩子的出生日期</translation>
    </message>
    <message>
        <source>As it stands on the birth certificate. The mark goes after its letter.</source>
        <translation>与出生证明一致。先按字母，再按声调。</translation>
    </message>
    <message>
        <source>15 letters and digits, or the 10 digits of the social insurance number.</source>
        <translation>15 位字母和数字，或 10 位社会保险号码。</translation>
    </message>
    <message>
        <source>It stands on the birth certificate and on the insurance card.</source>
        <translation>印在出生证明和保险卡上。</translation>
    </message>
    <message>
        <source>Two digits for the day, two for the month, four for the year.</source>
        <translation>日两位，月两位，年四位。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>There is no such date. Please look again.</source>
        <translation>没有这个日期。请再看一下。</translation>
    </message>
    <message>
        <source>Letters and marks of the name</source>
        <translation>姓名的字母和声调</translation>
    </message>
    <message>
        <source>Up to fifteen letters and digits</source>
        <translation>最多十五位字母和数字</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>No</source>
        <translation>不同意</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>同意</translation>
    </message>
</context>
<context>
    <name>Clinic</name>
    <message>
        <source>I don&apos;t know
which clinic</source>
        <translation>不知道
看哪科</translation>
    </message>
    <message>
        <source>Staff will help</source>
        <translation>工作人员会帮您</translation>
    </message>
    <message>
        <source>I bring a child</source>
        <translation>我带孩子看病</translation>
    </message>
    <message>
        <source>Under 18 years</source>
        <translation>18 岁以下</translation>
    </message>
    <message>
        <source>That room has just filled up. Please choose another.</source>
        <translation>该诊室刚刚满号。请选择其他诊室。</translation>
    </message>
    <message>
        <source>That clinic sees patients of another age. Please choose another.</source>
        <translation>该科室接诊其他年龄段。请选择其他科室。</translation>
    </message>
    <message>
        <source>That clinic does not see you. Please choose another.</source>
        <translation>该科室不适合您。请选择其他科室。</translation>
    </message>
    <message>
        <source>That appointment was used already. Please choose a clinic.</source>
        <translation>该预约已使用过。请选择科室。</translation>
    </message>
    <message>
        <source>Full this session</source>
        <translation>本时段已满</translation>
    </message>
    <message>
        <source>Up to %1 years</source>
        <translation>%1 岁及以下</translation>
    </message>
    <message>
        <source>From %1 years</source>
        <translation>%1 岁及以上</translation>
    </message>
    <message>
        <source>Men only</source>
        <translation>仅限男性</translation>
    </message>
    <message>
        <source>Women only</source>
        <translation>仅限女性</translation>
    </message>
    <message>
        <source>Registered today</source>
        <translation>今天已挂号</translation>
    </message>
    <message>
        <source>Chosen already</source>
        <translation>已选择</translation>
    </message>
    <message>
        <source>Same room</source>
        <translation>同一诊室</translation>
    </message>
    <message>
        <source>Choosing a clinic</source>
        <translation>选择诊室</translation>
    </message>
    <message>
        <source>Looking for
open clinics</source>
        <translation>正在查找
可接诊的科室</translation>
    </message>
    <message>
        <source>Which clinic as well?</source>
        <translation>再看哪个科？</translation>
    </message>
    <message>
        <source>Which clinic
as well?</source>
        <translation>您还想看
哪个科？</translation>
    </message>
    <message>
        <source>Which clinic?</source>
        <translation>看哪个科？</translation>
    </message>
    <message>
        <source>Where would you like
to go today?</source>
        <translation>您今天
想看哪个科？</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>需要几秒钟，您无需操作。</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>上次就诊</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 waiting · %2 min</source>
        <translation>%1 人等候 · %2 分钟</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>第一页</translation>
    </message>
</context>
<context>
    <name>Closed</name>
    <message>
        <source>This station
is resting</source>
        <translation>本机
暂停服务</translation>
    </message>
    <message>
        <source>Please go to desk %1.</source>
        <translation>请到 %1 号服务台。</translation>
    </message>
    <message>
        <source>Please ask at the reception desk.</source>
        <translation>请到接待处。</translation>
    </message>
    <message>
        <source>For staff: the station&apos;s journal is damaged. Please leave the machine as it is and call hospital IT (code N1).</source>
        <translation>工作人员请注意：本机的记录已损坏。请保持机器现状，并联系医院信息科（代码 N1）。</translation>
    </message>
    <message>
        <source>For staff: the station&apos;s journal cannot be opened now; it is tried again. If this stays, please call hospital IT (code N2).</source>
        <translation>工作人员请注意：暂时无法打开本机的记录，正在自动重试。如持续如此，请联系医院信息科（代码 N2）。</translation>
    </message>
    <message>
        <source>For staff: the machine&apos;s disk is full. Once there is room it serves again by itself; please call hospital IT (code N3).</source>
        <translation>工作人员请注意：本机磁盘已满。有空间后会自动恢复服务；请联系医院信息科（代码 N3）。</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>Compare your face with the card</source>
        <translation>将您的面容与证件比对</translation>
    </message>
    <message>
        <source>So that nobody else can use your card. The picture is deleted right after. If you choose No, staff will look at the card.</source>
        <translation>防止他人使用您的证件。比对后立即删除照片。若选“不同意”，由工作人员核对证件。</translation>
    </message>
    <message>
        <source>Ask the health insurance for you</source>
        <translation>为您查询医疗保险</translation>
    </message>
    <message>
        <source>The machine asks the insurance service whether your insurance is valid and what it pays.</source>
        <translation>机器会查询您的保险是否有效、可报销多少。</translation>
    </message>
    <message>
        <source>Have the card confirmed</source>
        <translation>请求核实证件</translation>
    </message>
    <message>
        <source>The machine asks the national service whether your card is genuine. Your number is sent there for this.</source>
        <translation>机器会向国家服务查询证件真伪，为此会发送您的证件号码。</translation>
    </message>
    <message>
        <source>Already done: card read, hospital and insurance asked. No stops the rest.</source>
        <translation>已完成：读取证件，向医院和医保查询。选择“不同意”则到此为止。</translation>
    </message>
    <message>
        <source>Already done: card read, hospital asked. No stops the rest.</source>
        <translation>已完成：读取证件，向医院查询。选择“不同意”则到此为止。</translation>
    </message>
    <message>
        <source>The machine reads your card and registers your visit. No answer means No.</source>
        <translation>机器读取证件并为您挂号。未选择视为不同意。</translation>
    </message>
    <message>
        <source>Your rights</source>
        <translation>您的权利</translation>
    </message>
    <message>
        <source>Three things need
your permission</source>
        <translation>有三件事
需要您的许可</translation>
    </message>
    <message>
        <source>Two things need
your permission</source>
        <translation>有两件事
需要您的许可</translation>
    </message>
    <message>
        <source>You can still register if you choose No.</source>
        <translation>选择“不同意”也可以挂号。</translation>
    </message>
    <message>
        <source>I agree to both</source>
        <translation>两项都同意</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Question %1 of %2</source>
        <translation>第 %1 项，共 %2 项</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>The card needs to be looked at by staff.</source>
        <translation>证件需要由工作人员核对。</translation>
    </message>
    <message>
        <source>We cannot read this card&apos;s chip. Staff will register you with the card itself.</source>
        <translation>机器无法读取此证件的芯片。工作人员会用证件为您挂号。</translation>
    </message>
    <message>
        <source>The digits did not open the card. Staff will register you with the card itself.</source>
        <translation>输入的数字与证件不符。工作人员会用证件为您挂号。</translation>
    </message>
    <message>
        <source>Your insurance and your ID card differ. Staff will correct it.</source>
        <translation>您的保险信息与证件不一致。工作人员会为您更正。</translation>
    </message>
    <message>
        <source>The hospital&apos;s record and your card differ. Staff will look at both.</source>
        <translation>医院记录与您的证件不一致。工作人员会为您核对。</translation>
    </message>
    <message>
        <source>Staff will write down the child&apos;s name. Your card has been read already.</source>
        <translation>工作人员会登记孩子的姓名。您的证件已读取。</translation>
    </message>
    <message>
        <source>Staff will register the child with you.</source>
        <translation>工作人员会和您一起为孩子挂号。</translation>
    </message>
    <message>
        <source>Staff will help you find the right clinic.</source>
        <translation>工作人员会帮您选择合适的科室。</translation>
    </message>
    <message>
        <source>All rooms are full today. Staff will find the nearest date.</source>
        <translation>今天所有诊室已满。工作人员会为您安排最近的日期。</translation>
    </message>
    <message>
        <source>The hospital system is slow. Staff at the desk will finish for you.</source>
        <translation>医院系统响应较慢。服务台会为您继续办理。</translation>
    </message>
    <message>
        <source>You are registered. Staff at the desk will give you your number.</source>
        <translation>您已挂号。服务台会给您号码。</translation>
    </message>
    <message>
        <source>The registration needs a person. Staff at the desk will finish for you.</source>
        <translation>此次挂号需要人工处理。服务台会为您继续办理。</translation>
    </message>
    <message>
        <source>A person will go on with you there.</source>
        <translation>工作人员会在那里继续为您办理。</translation>
    </message>
    <message>
        <source>Please go to
desk %1</source>
        <translation>请您到
%1 号服务台</translation>
    </message>
    <message>
        <source>Please go to
the reception desk</source>
        <translation>请您到
接待处</translation>
    </message>
    <message>
        <source>No need to queue again.</source>
        <translation>您无需重新排队。</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Your number at the desk</source>
        <translation>您在服务台的号码</translation>
    </message>
    <message>
        <source>Drawing a number…</source>
        <translation>正在取号…</translation>
    </message>
    <message>
        <source>Staff at the desk</source>
        <translation>服务台工作人员</translation>
    </message>
    <message>
        <source>have been told</source>
        <translation>已收到通知</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>原因代码</translation>
    </message>
    <message>
        <source>Please take your slip. No need to queue again.</source>
        <translation>请取走小票。您无需重新排队。</translation>
    </message>
    <message>
        <source>Out of paper. Please remember %1.</source>
        <translation>打印纸用完。请记住 %1。</translation>
    </message>
    <message>
        <source>Your slip is being printed.</source>
        <translation>正在打印小票。</translation>
    </message>
</context>
<context>
    <name>Emergency</name>
    <message>
        <source>Go straight
to Emergency</source>
        <translation>请直接前往
急诊室</translation>
    </message>
    <message>
        <source>Follow the red line. Staff are coming.</source>
        <translation>请沿红线走。工作人员正在赶来。</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>You need not register first.</source>
        <translation>无需先挂号。</translation>
    </message>
</context>
<context>
    <name>Face</name>
    <message>
        <source>Look straight at the camera</source>
        <translation>请正视摄像头</translation>
    </message>
    <message>
        <source>Come a little closer</source>
        <translation>请稍微靠近一点</translation>
    </message>
    <message>
        <source>Step back a little</source>
        <translation>请稍微退后一点</translation>
    </message>
    <message>
        <source>A little to the left</source>
        <translation>请稍向左</translation>
    </message>
    <message>
        <source>A little to the right</source>
        <translation>请稍向右</translation>
    </message>
    <message>
        <source>A little more light</source>
        <translation>请到稍亮的地方</translation>
    </message>
    <message>
        <source>Too bright. Please turn away from the light.</source>
        <translation>光线太亮。请避开灯光。</translation>
    </message>
    <message>
        <source>One person only, please</source>
        <translation>请只留一个人</translation>
    </message>
    <message>
        <source>Hold still, please</source>
        <translation>请保持不动</translation>
    </message>
    <message>
        <source>Turn your head a little to the left</source>
        <translation>请稍向左转头</translation>
    </message>
    <message>
        <source>Turn your head a little to the right</source>
        <translation>请稍向右转头</translation>
    </message>
    <message>
        <source>Please turn so that your whole face is lit</source>
        <translation>请转身，让整个面部受光</translation>
    </message>
    <message>
        <source>Please take off your mask</source>
        <translation>请摘下口罩</translation>
    </message>
    <message>
        <source>Please show your whole face</source>
        <translation>请露出整个面部</translation>
    </message>
    <message>
        <source>Come closer, slowly</source>
        <translation>请慢慢靠近</translation>
    </message>
    <message>
        <source>Thank you. Now a little back.</source>
        <translation>谢谢。现在请稍退后。</translation>
    </message>
    <message>
        <source>Keep looking at the screen: its colour changes softly</source>
        <translation>请看屏幕，颜色会慢慢变化</translation>
    </message>
    <message>
        <source>Thank you. Comparing now.</source>
        <translation>谢谢。正在比对。</translation>
    </message>
    <message>
        <source>Confirming your face</source>
        <translation>确认面容</translation>
    </message>
    <message>
        <source>Look into the camera</source>
        <translation>请看摄像头</translation>
    </message>
    <message>
        <source>The camera is right above the screen.</source>
        <translation>摄像头在屏幕正上方。</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>Go on without the camera</source>
        <translation>不用摄像头继续</translation>
    </message>
    <message>
        <source>The picture is deleted right after comparing it with the card.</source>
        <translation>与证件照片比对后，立即删除画面。</translation>
    </message>
</context>
<context>
    <name>FaceRetry</name>
    <message>
        <source>Take off mask and dark glasses</source>
        <translation>请摘下口罩和墨镜</translation>
    </message>
    <message>
        <source>One person only. Companions, please step back.</source>
        <translation>画面中只留一人。陪同者请退后。</translation>
    </message>
    <message>
        <source>No match yet</source>
        <translation>尚未匹配</translation>
    </message>
    <message>
        <source>We could not match your face to the card. This is common when the photo is old.</source>
        <translation>未能将您的面容与证件匹配。照片较旧时常有这种情况。</translation>
    </message>
    <message>
        <source>Look into the lens above the screen</source>
        <translation>请看屏幕上方的镜头</translation>
    </message>
    <message>
        <source>Once more, please</source>
        <translation>请再试一次</translation>
    </message>
    <message>
        <source>The camera did not see the movement clearly. There is no hurry.</source>
        <translation>摄像头没有看清动作。请您慢慢来。</translation>
    </message>
    <message>
        <source>When an arrow shows, gently turn your head that way</source>
        <translation>出现箭头时，请轻轻向该方向转头</translation>
    </message>
    <message>
        <source>When asked, come closer slowly, then go back</source>
        <translation>听到提示时，请慢慢靠近，再退后</translation>
    </message>
    <message>
        <source>Then look into the lens again</source>
        <translation>然后请再看镜头</translation>
    </message>
    <message>
        <source>Not seen clearly yet</source>
        <translation>还没有看清</translation>
    </message>
    <message>
        <source>Often it is only the light or the distance.</source>
        <translation>通常只是光线或距离的原因。</translation>
    </message>
    <message>
        <source>Stand where your face is lit and look into the lens above the screen</source>
        <translation>请站在光线充足处，看屏幕上方的镜头</translation>
    </message>
    <message>
        <source>Confirming your face</source>
        <translation>确认面容</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>Go on without the camera</source>
        <translation>不用摄像头继续</translation>
    </message>
    <message>
        <source>Try %1 of %2</source>
        <translation>第 %1 次，共 %2 次</translation>
    </message>
</context>
<context>
    <name>Feedback</name>
    <message>
        <source>Very good</source>
        <translation>非常满意</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>So-so</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Not good</source>
        <translation>不太满意</translation>
    </message>
    <message>
        <source>Not good at all</source>
        <translation>很不满意</translation>
    </message>
    <message>
        <source>The wait</source>
        <translation>等候时间</translation>
    </message>
    <message>
        <source>How I was spoken to</source>
        <translation>工作人员的态度</translation>
    </message>
    <message>
        <source>Cleanliness</source>
        <translation>卫生</translation>
    </message>
    <message>
        <source>Prices and payment</source>
        <translation>价格与付款</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>这台机器</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>其他事项</translation>
    </message>
    <message>
        <source>Thank you
for telling us</source>
        <translation>感谢您的
反馈</translation>
    </message>
    <message>
        <source>What was
not good?</source>
        <translation>哪里
不满意？</translation>
    </message>
    <message>
        <source>How was it
today?</source>
        <translation>您今天的
感受如何？</translation>
    </message>
    <message>
        <source>The hospital reads every answer.</source>
        <translation>医院会阅读每一条反馈。</translation>
    </message>
    <message>
        <source>One touch, or leave it out.</source>
        <translation>点一下，或跳过。</translation>
    </message>
    <message>
        <source>One touch. No name goes with it.</source>
        <translation>只需点一下，不含姓名。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>跳过</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>English</source>
        <extracomment>The language&apos;s own name in itself, as patients look for it: Tiếng Việt, 中文</extracomment>
        <translation>中文</translation>
    </message>
    <message>
        <source>Be Vietnam Pro</source>
        <extracomment>The typeface: Be Vietnam Pro, or for other scripts one of Noto&apos;s, like Noto Sans CJK SC</extracomment>
        <translation>Noto Sans CJK SC</translation>
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
        <translation>{year}年{month}月{day}日</translation>
    </message>
</context>
<context>
    <name>Further</name>
    <message>
        <source>Room %1 · %2</source>
        <translation>%1 诊室 · %2</translation>
    </message>
    <message>
        <source>Floor %1 · about %2 minutes</source>
        <translation>%1 楼 · 约 %2 分钟</translation>
    </message>
</context>
<context>
    <name>HandWindow</name>
    <message>
        <source>The patient&apos;s hand</source>
        <translation>患者的手</translation>
    </message>
    <message>
        <source>Show the card&apos;s QR</source>
        <translation>出示证件二维码</translation>
    </message>
    <message>
        <source>Take the QR away</source>
        <translation>拿开二维码</translation>
    </message>
    <message>
        <source>Show the last slip</source>
        <translation>出示刚打印的号单</translation>
    </message>
    <message>
        <source>Lay the card down</source>
        <translation>放下证件</translation>
    </message>
    <message>
        <source>Take the card</source>
        <translation>取走证件</translation>
    </message>
    <message>
        <source>Step before the camera</source>
        <translation>站到摄像头前</translation>
    </message>
    <message>
        <source>Somebody else looks</source>
        <translation>换另一个人看镜头</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>向左转</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>向右转</translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation>靠近</translation>
    </message>
    <message>
        <source>Pay with the bank&apos;s app</source>
        <translation>用银行应用支付</translation>
    </message>
    <message>
        <source>Insurance away</source>
        <translation>医保断线</translation>
    </message>
    <message>
        <source>HIS away</source>
        <translation>HIS 断线</translation>
    </message>
    <message>
        <source>Bank away</source>
        <translation>银行断线</translation>
    </message>
    <message>
        <source>Paper out</source>
        <translation>缺纸</translation>
    </message>
    <message>
        <source>Camera away</source>
        <translation>摄像头断开</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Usual text</source>
        <translation>普通字号</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>高对比</translation>
    </message>
    <message>
        <source>Usual colours</source>
        <translation>普通颜色</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>大字</translation>
    </message>
    <message>
        <source>Get help</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>工作人员</translation>
    </message>
</context>
<context>
    <name>Info</name>
    <message>
        <source>Prices</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Examination
prices</source>
        <translation>检查
价格</translation>
    </message>
    <message>
        <source>Departments and rooms</source>
        <translation>科室与房间</translation>
    </message>
    <message>
        <source>Departments
and rooms</source>
        <translation>科室
与房间</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>开放时间</translation>
    </message>
    <message>
        <source>Map, and the way there</source>
        <translation>地图与路线</translation>
    </message>
    <message>
        <source>Where would you
like to go?</source>
        <translation>您想去
哪里？</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>The hospital&apos;s
notices</source>
        <translation>医院
通知</translation>
    </message>
    <message>
        <source>What would you
like to know?</source>
        <translation>您想了解
什么？</translation>
    </message>
    <message>
        <source>For one examination, without insurance.</source>
        <translation>单次检查，未计医保。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>需要几秒钟，您无需操作。</translation>
    </message>
    <message>
        <source>This cannot be shown just now. Staff will gladly tell you.</source>
        <translation>暂时无法显示，工作人员会告诉您。</translation>
    </message>
    <message>
        <source>There is nothing to show here today.</source>
        <translation>今天这里没有内容。</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>%1 诊室</translation>
    </message>
    <message>
        <source>floor %1</source>
        <translation>%1楼</translation>
    </message>
</context>
<context>
    <name>Insurance</name>
    <message>
        <source>Male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>Get a number for the desk</source>
        <translation>取服务台的号码</translation>
    </message>
    <message>
        <source>Desk %1 corrects it and registers you</source>
        <translation>%1 号服务台更正并为您登记</translation>
    </message>
    <message>
        <source>Choose the clinic; its price stands beside it</source>
        <translation>选择科室，旁边标有价格</translation>
    </message>
    <message>
        <source>Pay here, or later at the cashier</source>
        <translation>在此付款，或稍后到收费处</translation>
    </message>
    <message>
        <source>Get your number</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>Choose the clinic</source>
        <translation>选择科室</translation>
    </message>
    <message>
        <source>Pay once the insurance has been checked</source>
        <translation>医保核对后再付款</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>医疗保险</translation>
    </message>
    <message>
        <source>Asking the insurance</source>
        <translation>正在查询保险</translation>
    </message>
    <message>
        <source>Your insurance is valid</source>
        <translation>您的保险有效</translation>
    </message>
    <message>
        <source>No valid insurance found</source>
        <translation>未找到有效的保险</translation>
    </message>
    <message>
        <source>The name differs
on your insurance</source>
        <translation>您的保险
姓名不一致</translation>
    </message>
    <message>
        <source>The insurance service
is busy</source>
        <translation>保险服务
繁忙</translation>
    </message>
    <message>
        <source>Get a desk number</source>
        <translation>取服务台号码</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Show my insurance card</source>
        <translation>出示我的保险卡</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>需要几秒钟，您无需操作。</translation>
    </message>
    <message>
        <source>Valid · another hospital</source>
        <translation>有效 · 在其他医院参保</translation>
    </message>
    <message>
        <source>Covers %1% · right hospital</source>
        <translation>报销 %1% · 本院参保</translation>
    </message>
    <message>
        <source>Right hospital</source>
        <translation>本院参保</translation>
    </message>
    <message>
        <source>Your first registration is at another hospital: insurance pays part.</source>
        <translation>您在其他医院参保：保险支付一部分。</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>有效期至 %1</translation>
    </message>
    <message>
        <source>Usable today. The clinic will still look at one paper.</source>
        <translation>今天可以使用。诊室还会查看一份材料。</translation>
    </message>
    <message>
        <source>You may pay yourself, or ask at desk %1.</source>
        <translation>您可以自费，或到 %1 号服务台询问。</translation>
    </message>
    <message>
        <source>Your insurance and your ID card differ. Desk %1 will correct it.</source>
        <translation>您的保险信息与证件不一致。%1 号服务台会更正。</translation>
    </message>
    <message>
        <source>You can still register; it will be checked later.</source>
        <translation>您仍可挂号；保险稍后核对。</translation>
    </message>
    <message>
        <source>%1, born %2</source>
        <translation>%1，%2 年出生</translation>
    </message>
    <message>
        <source>Born %1</source>
        <translation>%1 年出生</translation>
    </message>
    <message>
        <source>Insurance card</source>
        <translation>保险卡</translation>
    </message>
    <message>
        <source>Estimated fee</source>
        <translation>预估费用</translation>
    </message>
    <message>
        <source>Examination</source>
        <translation>诊查费</translation>
    </message>
    <message>
        <source>Insurance pays %1%</source>
        <translation>保险支付 %1%</translation>
    </message>
    <message>
        <source>You pay</source>
        <translation>您支付</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>接下来</translation>
    </message>
    <message>
        <source>The final amount is settled at the end of the visit.</source>
        <translation>最终金额在就诊结束时结算。</translation>
    </message>
</context>
<context>
    <name>InsuranceScan</name>
    <message>
        <source>Health insurance</source>
        <translation>医疗保险</translation>
    </message>
    <message>
        <source>Show the code of
your insurance card</source>
        <translation>请出示您
保险卡的二维码</translation>
    </message>
    <message>
        <source>On paper or on the phone, about 15 cm in front of the camera.</source>
        <translation>纸质或手机均可，放在摄像头前约 15 厘米处。</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>请将二维码停在此处</translation>
    </message>
    <message>
        <source>This card has another name. Please show your own insurance card.</source>
        <translation>此卡姓名不同。请出示您本人的保险卡。</translation>
    </message>
    <message>
        <source>This is another code. Please show the code of the insurance card.</source>
        <translation>这是另一个码。请出示保险卡上的码。</translation>
    </message>
</context>
<context>
    <name>KeyQr</name>
    <message>
        <source>Code on the card</source>
        <translation>证件上的码</translation>
    </message>
    <message>
        <source>Show the card&apos;s code
to the camera</source>
        <translation>请向摄像头
出示证件上的码</translation>
    </message>
    <message>
        <source>Hold the card about 15 cm in front of the camera, above the screen.</source>
        <translation>请将证件举在屏幕上方，摄像头前约 15 厘米处。</translation>
    </message>
    <message>
        <source>Type the number</source>
        <translation>输入号码</translation>
    </message>
    <message>
        <source>I have a passport</source>
        <translation>我用护照</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>请将二维码停在此处</translation>
    </message>
    <message>
        <source>This is another code. Please show the code printed on the card.</source>
        <translation>这是另一个码。请出示印在证件上的码。</translation>
    </message>
    <message>
        <source>It does not match the card yet. Please show the code of the card that lies on the tray.</source>
        <translation>与证件不符。请出示托盘上这张证件的码。</translation>
    </message>
    <message>
        <source>Older card</source>
        <translation>旧版证件</translation>
    </message>
    <message>
        <source>Code on the front</source>
        <translation>码在正面</translation>
    </message>
    <message>
        <source>Card since 7/2024</source>
        <translation>2024 年 7 月起的证件</translation>
    </message>
    <message>
        <source>Code on the back</source>
        <translation>码在背面</translation>
    </message>
</context>
<context>
    <name>KeyType</name>
    <message>
        <source>It does not match the card yet. Please check the digits and try again.</source>
        <translation>与证件不符。请核对数字后再输入一次。</translation>
    </message>
    <message>
        <source>The camera is resting. Please type what is printed on the card.</source>
        <translation>摄像头暂停使用。请输入证件上的号码。</translation>
    </message>
    <message>
        <source>This code alone does not open the card. Please type what is printed on it.</source>
        <translation>仅凭此码无法打开证件。请输入证件上的号码。</translation>
    </message>
    <message>
        <source>Code on the card</source>
        <translation>证件上的码</translation>
    </message>
    <message>
        <source>The number of
your passport</source>
        <translation>您的
护照号码</translation>
    </message>
    <message>
        <source>Enter the 12 digits
of your ID card</source>
        <translation>请输入身份证上的
12 位号码</translation>
    </message>
    <message>
        <source>Your date of birth</source>
        <translation>您的出生日期</translation>
    </message>
    <message>
        <source>Expiry date of
the passport</source>
        <translation>护照
到期日</translation>
    </message>
    <message>
        <source>Expiry date of the card</source>
        <translation>证件到期日</translation>
    </message>
    <message>
        <source>Your full name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>It stands at the top of the page with your picture. Then lay the passport on the reader, open at that page.</source>
        <translation>在照片页的上方。然后请翻到该页，放在读卡器上。</translation>
    </message>
    <message>
        <source>They are printed on the card. The 6 digits of the CAN will do as well.</source>
        <translation>号码印在证件上。输入 6 位 CAN 也可以。</translation>
    </message>
    <message>
        <source>Two digits for the day, two for the month, four for the year.</source>
        <translation>日两位，月两位，年四位。</translation>
    </message>
    <message>
        <source>As it is printed on the card. The mark goes after its letter.</source>
        <translation>与卡上所印一致。先按字母，再按声调。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>No expiry</source>
        <translation>长期有效</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>There is no such date. Please look at the card again.</source>
        <translation>没有这个日期。请再看一下证件。</translation>
    </message>
    <message>
        <source>Letters and marks of the name</source>
        <translation>姓名的字母和声调</translation>
    </message>
    <message>
        <source>Up to nine letters and digits</source>
        <translation>最多九位字母和数字</translation>
    </message>
</context>
<context>
    <name>LanguageSheet</name>
    <message>
        <source>Choose your language</source>
        <translation>请选择语言</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>大声些</translation>
    </message>
    <message>
        <source>Say it again</source>
        <translation>再听一遍</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>朗读</translation>
    </message>
</context>
<context>
    <name>LayCard</name>
    <message>
        <source>Reading the card</source>
        <translation>读取证件</translation>
    </message>
    <message>
        <source>Reading the passport</source>
        <translation>读取护照</translation>
    </message>
    <message>
        <source>Place your ID card
on the tray</source>
        <translation>请将身份证
放在托盘上</translation>
    </message>
    <message>
        <source>Lay your passport
on the reader</source>
        <translation>请把护照
放在读卡器上</translation>
    </message>
    <message>
        <source>Reading starts by itself and takes a few seconds.</source>
        <translation>机器会自动读取，需要几秒钟。</translation>
    </message>
    <message>
        <source>Open at the page with your picture, face down. Reading starts by itself.</source>
        <translation>翻到有照片的一页，正面朝下。机器会自动读取。</translation>
    </message>
    <message>
        <source>My card has no chip</source>
        <translation>我的卡没有芯片</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
</context>
<context>
    <name>LetterPad</name>
    <message>
        <source>Up to nine letters and digits</source>
        <translation>最多九位字母和数字</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Reception</source>
        <translation>接待</translation>
    </message>
    <message>
        <source>Do you need
more time?</source>
        <translation>您需要
更多时间吗？</translation>
    </message>
    <message>
        <source>In %1 seconds your details are cleared. What you have registered is kept.</source>
        <translation>%1 秒后将清除您的信息。已办理的挂号会保留。</translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>我需要更多时间</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Get help</source>
        <translation>求助</translation>
    </message>
    <message>
        <source>Staff are on the way</source>
        <translation>工作人员正在赶来</translation>
    </message>
    <message>
        <source>About a minute. You may go on meanwhile.</source>
        <translation>大约一分钟。您可以继续操作。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>急诊</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>Go straight
to Emergency</source>
        <translation>请直接前往
急诊室</translation>
    </message>
    <message>
        <source>Follow the red line. Staff are coming.</source>
        <translation>请沿红线走。工作人员正在赶来。</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Please go to
desk %1</source>
        <translation>请您到
%1 号服务台</translation>
    </message>
    <message>
        <source>Please go to
the reception desk</source>
        <translation>请您到
接待处</translation>
    </message>
    <message>
        <source>Staff could not be called from here. You may also go on by yourself.</source>
        <translation>未能从这里通知工作人员。您也可以自己继续。</translation>
    </message>
    <message>
        <source>The card left the tray</source>
        <translation>证件已离开托盘</translation>
    </message>
    <message>
        <source>The visit is paused and your details are hidden. Put the card back to go on.</source>
        <translation>已暂停并隐藏您的信息。请放回证件以继续。</translation>
    </message>
    <message>
        <source>End here?</source>
        <translation>在此结束吗？</translation>
    </message>
    <message>
        <source>Your details are cleared from this screen. You can start again at any time.</source>
        <translation>屏幕上的信息将被清除。您可以随时重新开始。</translation>
    </message>
</context>
<context>
    <name>NumericPad</name>
    <message>
        <source>%1 of %2 digits entered</source>
        <translation>已输入 %1 位，共 %2 位</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>Other</name>
    <message>
        <source>Register with
a passport</source>
        <translation>用护照
登记</translation>
    </message>
    <message>
        <source>For foreign guests</source>
        <translation>外国患者</translation>
    </message>
    <message>
        <source>Register
a child</source>
        <translation>为儿童
登记</translation>
    </message>
    <message>
        <source>With a parent&apos;s card</source>
        <translation>使用家长的证件</translation>
    </message>
    <message>
        <source>Pay a bill</source>
        <translation>支付费用</translation>
    </message>
    <message>
        <source>Ward, laboratory, X-ray</source>
        <translation>住院、化验、拍片</translation>
    </message>
    <message>
        <source>Where is
my number?</source>
        <translation>我的号码
到了吗？</translation>
    </message>
    <message>
        <source>How long still</source>
        <translation>还需等多久</translation>
    </message>
    <message>
        <source>Are my
results ready?</source>
        <translation>检查结果
出来了吗？</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>有或没有</translation>
    </message>
    <message>
        <source>Say how
it was</source>
        <translation>意见
反馈</translation>
    </message>
    <message>
        <source>One touch</source>
        <translation>点一下</translation>
    </message>
    <message>
        <source>Prices, rooms,
opening hours</source>
        <translation>价格、房间、
开放时间</translation>
    </message>
    <message>
        <source>And the way there</source>
        <translation>以及路线</translation>
    </message>
    <message>
        <source>What else may we do?</source>
        <translation>您需要什么？</translation>
    </message>
    <message>
        <source>What else may we do
for you?</source>
        <translation>您还需要
什么服务？</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>What happens next</source>
        <translation>接下来</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>第一页</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>A transfer form</source>
        <translation>转诊单</translation>
    </message>
    <message>
        <source>From the place where you are registered</source>
        <translation>由您参保的医疗机构开具</translation>
    </message>
    <message>
        <source>A re-visit slip</source>
        <translation>复诊单</translation>
    </message>
    <message>
        <source>From your last visit to this hospital</source>
        <translation>上次在本院就诊时开具</translation>
    </message>
    <message>
        <source>No paper</source>
        <translation>没有单据</translation>
    </message>
    <message>
        <source>You can register all the same</source>
        <translation>您仍然可以挂号</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>医疗保险</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>Do you have one of
these papers today?</source>
        <translation>您今天有
以下单据吗？</translation>
    </message>
    <message>
        <source>With a paper insurance pays more. The clinic will look at it.</source>
        <translation>有单据时保险支付更多。诊室会核对单据。</translation>
    </message>
</context>
<context>
    <name>Payment</name>
    <message>
        <source>Payment</source>
        <translation>付款</translation>
    </message>
    <message>
        <source>We received
%1</source>
        <translation>已收到
%1</translation>
    </message>
    <message>
        <source>The code has expired</source>
        <translation>付款码已过期</translation>
    </message>
    <message>
        <source>Scan to pay
%1</source>
        <translation>扫码支付
%1</translation>
    </message>
    <message>
        <source>Thank you. Your number is next.</source>
        <translation>谢谢。接下来是您的号码。</translation>
    </message>
    <message>
        <source>Thank you. The hospital has noted it.</source>
        <translation>谢谢。医院已记录。</translation>
    </message>
    <message>
        <source>If you have paid, nothing is lost: the cashier will see it.</source>
        <translation>如已付款，您不会有损失：收费处会查到。</translation>
    </message>
    <message>
        <source>Open your bank&apos;s app.</source>
        <translation>请打开银行应用。</translation>
    </message>
    <message>
        <source>Open your bank&apos;s app and choose “Scan QR”.</source>
        <translation>请打开银行应用，选择“扫码”。</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pay at the cashier</source>
        <translation>到收费处支付</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>收款人</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>附言</translation>
    </message>
    <message>
        <source>We received %1; %2 is missing.</source>
        <translation>已收到 %1，还差 %2。</translation>
    </message>
    <message>
        <source>The bank cannot be asked now. If you have paid, nothing is lost: tell the cashier.</source>
        <translation>暂时无法询问银行。如已付款，您不会有损失：请告知收费处。</translation>
    </message>
    <message>
        <source>Waiting for the bank…</source>
        <translation>正在等待银行…</translation>
    </message>
    <message>
        <source>Preparing the payment code…</source>
        <translation>正在准备付款码…</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已收到</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>building %1</source>
        <translation>%1 号楼</translation>
    </message>
    <message>
        <source>Floor %1</source>
        <translation>%1 楼</translation>
    </message>
    <message>
        <source>%1 people before you</source>
        <translation>前面还有 %1 人</translation>
    </message>
    <message>
        <source>About %1 minutes, %2 people before you</source>
        <translation>约 %1 分钟，前面还有 %2 人</translation>
    </message>
    <message>
        <source>First show your card at desk %1</source>
        <translation>请先到 %1 号服务台出示证件</translation>
    </message>
    <message>
        <source>You keep this number · Code&#xa0;%1</source>
        <translation>此号码保留不变 · 代码 %1</translation>
    </message>
    <message>
        <source>Room %1 · %2</source>
        <translation>%1 诊室 · %2</translation>
    </message>
</context>
<context>
    <name>Priority</name>
    <message>
        <source>Pregnant</source>
        <translation>孕妇</translation>
    </message>
    <message>
        <source>Severe disability</source>
        <translation>重度残疾</translation>
    </message>
    <message>
        <source>With the certificate of disability</source>
        <translation>持残疾证明</translation>
    </message>
    <message>
        <source>Person of merit</source>
        <translation>有功人员</translation>
    </message>
    <message>
        <source>With the certificate of merit</source>
        <translation>持有功人员证明</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>都不是</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>核对信息</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>Who is called first</source>
        <translation>优先就诊</translation>
    </message>
    <message>
        <source>Touch what is so. Staff will look at it at your visit.</source>
        <translation>请点选符合的情况。就诊时工作人员会核对。</translation>
    </message>
</context>
<context>
    <name>QrPanel</name>
    <message>
        <source>Payment code</source>
        <translation>付款码</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Opening the chip</source>
        <translation>打开芯片</translation>
    </message>
    <message>
        <source>Name, birth date, address</source>
        <translation>姓名、出生日期、地址</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Checking the card&apos;s signature</source>
        <translation>核对证件签名</translation>
    </message>
    <message>
        <source>Checking its signature</source>
        <translation>检查护照签名</translation>
    </message>
    <message>
        <source>Reading the card</source>
        <translation>读取证件</translation>
    </message>
    <message>
        <source>Reading the passport</source>
        <translation>读取护照</translation>
    </message>
    <message>
        <source>The passport moved.
Please put it back.</source>
        <translation>护照移动了。
请放回原处。</translation>
    </message>
    <message>
        <source>Reading your passport.
Please leave it.</source>
        <translation>正在读取您的护照。
请不要移动。</translation>
    </message>
    <message>
        <source>The card moved.
Please put it back.</source>
        <translation>证件移动了。
请放回。</translation>
    </message>
    <message>
        <source>Reading your card.
Please leave it.</source>
        <translation>正在读取证件。
请勿移动。</translation>
    </message>
    <message>
        <source>Reading your card.
Please leave it on the tray.</source>
        <translation>正在读取证件。
请留在托盘上。</translation>
    </message>
    <message>
        <source>Reading will go on by itself.</source>
        <translation>机器会自动继续读取。</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>读取中…</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Usually about 3 seconds. The fingerprints in the chip are not read.</source>
        <translation>通常约 3 秒。不会读取芯片中的指纹。</translation>
    </message>
</context>
<context>
    <name>Registering</name>
    <message>
        <source>Registering</source>
        <translation>挂号</translation>
    </message>
    <message>
        <source>Registering.
One moment, please.</source>
        <translation>正在挂号。
请稍候。</translation>
    </message>
    <message>
        <source>Your request is kept; no need to repeat it.</source>
        <translation>您的请求已保留，无需重复。</translation>
    </message>
    <message>
        <source>The hospital is preparing your number.</source>
        <translation>医院正在准备您的号码。</translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message>
        <source>Remind me of my next visit</source>
        <translation>提醒我下次就诊</translation>
    </message>
    <message>
        <source>The hospital sends a message to the phone number it has. You can end it at any time.</source>
        <translation>医院会向已有的手机号发送短信。您可以随时停止。</translation>
    </message>
    <message>
        <source>Remind me of the child&apos;s vaccinations</source>
        <translation>提醒孩子接种疫苗</translation>
    </message>
    <message>
        <source>For children under 24 months, by the national schedule.</source>
        <translation>适用于 24 个月以下儿童，按国家接种计划。</translation>
    </message>
    <message>
        <source>No answer means No.</source>
        <translation>未选择视为不同意。</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>核对信息</translation>
    </message>
    <message>
        <source>May we remind you?</source>
        <translation>可以提醒您吗？</translation>
    </message>
    <message>
        <source>May the hospital
remind you?</source>
        <translation>医院可以
提醒您吗？</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Asking for
your results</source>
        <translation>正在查询
结果</translation>
    </message>
    <message>
        <source>The hospital finds no
record for this card</source>
        <translation>医院未找到
此证件的记录</translation>
    </message>
    <message>
        <source>Yes, your results
are ready</source>
        <translation>结果已
全部出来</translation>
    </message>
    <message>
        <source>Not all results
are there yet</source>
        <translation>结果尚未
全部出来</translation>
    </message>
    <message>
        <source>Perhaps you came with another paper.</source>
        <translation>您上次可能用的是其他证件。</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>取走证件</translation>
    </message>
    <message>
        <source>Go to desk %1</source>
        <translation>到 %1 号服务台</translation>
    </message>
    <message>
        <source>Go to the reception desk</source>
        <translation>到接待台</translation>
    </message>
    <message>
        <source>Staff look for your record, also by another paper</source>
        <translation>工作人员查找记录，也可用其他证件</translation>
    </message>
    <message>
        <source>Go back to the room that sent you</source>
        <translation>回到开单的诊室</translation>
    </message>
    <message>
        <source>The doctor explains your results</source>
        <translation>医生会讲解结果</translation>
    </message>
    <message>
        <source>Wait near the room that sent you</source>
        <translation>在开单诊室附近等候</translation>
    </message>
    <message>
        <source>Ask here again later</source>
        <translation>稍后再来此机查询</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>需要几秒钟，您无需操作。</translation>
    </message>
</context>
<context>
    <name>Slip</name>
    <message>
        <source>Show the code
on your slip</source>
        <translation>请出示
单据上的码</translation>
    </message>
    <message>
        <source>Please use
your ID card</source>
        <translation>请使用
身份证</translation>
    </message>
    <message>
        <source>The camera is resting. Your card finds the number as well.</source>
        <translation>摄像头暂停使用，用证件也能查到号码。</translation>
    </message>
    <message>
        <source>Hold the slip about 15 cm in front of the camera, above the screen.</source>
        <translation>将单据置于屏幕上方摄像头前约15厘米处。</translation>
    </message>
    <message>
        <source>Use my ID card</source>
        <translation>使用身份证</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>请将二维码停在此处</translation>
    </message>
    <message>
        <source>This is another code. Please show the small code at the foot of the slip.</source>
        <translation>这是其他的码，请出示单据底部的小码。</translation>
    </message>
    <message>
        <source>Lay your ID card on the tray</source>
        <translation>把证件放在读卡台上</translation>
    </message>
    <message>
        <source>See how long it will still take</source>
        <translation>查看还要等多久</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>取走证件</translation>
    </message>
</context>
<context>
    <name>StaffPanel</name>
    <message>
        <source>Permission</source>
        <translation>征求同意</translation>
    </message>
    <message>
        <source>Code on the card</source>
        <translation>卡上的码</translation>
    </message>
    <message>
        <source>Reading the card</source>
        <translation>读取证件</translation>
    </message>
    <message>
        <source>Comparing the face</source>
        <translation>人脸比对</translation>
    </message>
    <message>
        <source>Insurance</source>
        <translation>医保</translation>
    </message>
    <message>
        <source>Registering a child</source>
        <translation>为儿童登记</translation>
    </message>
    <message>
        <source>Choosing the clinic</source>
        <translation>选择诊室</translation>
    </message>
    <message>
        <source>Registered already</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>Last look before registering</source>
        <translation>登记前核对</translation>
    </message>
    <message>
        <source>Waiting for the hospital system</source>
        <translation>等待医院系统</translation>
    </message>
    <message>
        <source>Paying</source>
        <translation>付款</translation>
    </message>
    <message>
        <source>Number given</source>
        <translation>已取号</translation>
    </message>
    <message>
        <source>Sent to the desk</source>
        <translation>已转服务台</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>急诊</translation>
    </message>
    <message>
        <source>Taking the card back</source>
        <translation>取回证件</translation>
    </message>
    <message>
        <source>Card on the tray</source>
        <translation>卡在托盘上</translation>
    </message>
    <message>
        <source>Chip</source>
        <translation>芯片</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Hospital system</source>
        <translation>医院系统</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>小票</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>有</translation>
    </message>
    <message>
        <source>no</source>
        <translation>无</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已读取</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>matched</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>not matched</source>
        <translation>未一致</translation>
    </message>
    <message>
        <source>seen by staff</source>
        <translation>工作人员已看</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>有应答</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚未</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>已打印</translation>
    </message>
    <message>
        <source>not printed</source>
        <translation>未打印</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>原因代码</translation>
    </message>
    <message>
        <source>You are helping</source>
        <translation>您正在协助</translation>
    </message>
    <message>
        <source>%1: what you press is recorded under this name.</source>
        <translation>%1：您的操作将记录在此名下。</translation>
    </message>
    <message>
        <source>Press again to end. The registration stays; the screen is cleared.</source>
        <translation>再按一次即结束。登记保留，屏幕清空。</translation>
    </message>
    <message>
        <source>Press again to end. Nothing is registered; the screen is cleared.</source>
        <translation>再按一次即结束。未登记任何内容，屏幕清空。</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>交还患者</translation>
    </message>
    <message>
        <source>Patient&apos;s screen</source>
        <translation>患者屏幕</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Other matters</source>
        <translation>其他事项</translation>
    </message>
    <message>
        <source>Card and person seen</source>
        <translation>已核对证件和本人</translation>
    </message>
    <message>
        <source>Number for desk %1</source>
        <translation>给%1号台的号码</translation>
    </message>
    <message>
        <source>Number for the desk</source>
        <translation>给服务台的号码</translation>
    </message>
    <message>
        <source>End this visit</source>
        <translation>结束本次办理</translation>
    </message>
</context>
<context>
    <name>StaffSign</name>
    <message>
        <source>Number and PIN do not go together. Please type both again.</source>
        <translation>编号和密码不一致，请重新输入。</translation>
    </message>
    <message>
        <source>Too many tries. Please wait a little, or take the patient to the desk.</source>
        <translation>尝试次数过多。请稍候，或带患者去服务台。</translation>
    </message>
    <message>
        <source>This is still the first PIN. Please change it at a cashier&apos;s window.</source>
        <translation>这仍是初始密码，请先在收费窗口更改。</translation>
    </message>
    <message>
        <source>Nobody can say now who you are. Please take the patient to the desk.</source>
        <translation>现在无法确认您的身份。请带患者去服务台。</translation>
    </message>
    <message>
        <source>Staff: your PIN</source>
        <translation>工作人员：您的密码</translation>
    </message>
    <message>
        <source>Staff: your number</source>
        <translation>工作人员：您的编号</translation>
    </message>
    <message>
        <source>It is looked at and kept nowhere.</source>
        <translation>仅用于核对，不会保存。</translation>
    </message>
    <message>
        <source>For staff of the hospital only. Patients press “Back”.</source>
        <translation>仅供医院工作人员使用。患者请按“返回”。</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>请稍候。</translation>
    </message>
    <message>
        <source>Digits entered: %1</source>
        <translation>已输入 %1 位</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Step %1 of 5 · %2</source>
        <translation>第 %1 步，共 5 步 · %2</translation>
    </message>
</context>
<context>
    <name>SummaryRow</name>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
</context>
<context>
    <name>TakeCard</name>
    <message>
        <source>Please take
your ID card</source>
        <translation>请取走
您的证件</translation>
    </message>
    <message>
        <source>Please take
your passport</source>
        <translation>请取回
您的护照</translation>
    </message>
    <message>
        <source>The card is stuck</source>
        <translation>证件卡住了</translation>
    </message>
    <message>
        <source>Call staff</source>
        <translation>呼叫工作人员</translation>
    </message>
    <message>
        <source>When the card leaves the tray, everything on the screen is cleared.</source>
        <translation>取走证件后，屏幕上的信息全部清除。</translation>
    </message>
    <message>
        <source>When the passport is taken, everything on the screen is cleared.</source>
        <translation>取走护照后，屏幕上的所有信息都会清除。</translation>
    </message>
</context>
<context>
    <name>Ticket</name>
    <message>
        <source>Please take your slip and your ID card.</source>
        <translation>请取走小票和证件。</translation>
    </message>
    <message>
        <source>Please take your slip.</source>
        <translation>请取走小票。</translation>
    </message>
    <message>
        <source>Out of paper. Please remember %1.</source>
        <translation>打印纸用完。请记住 %1。</translation>
    </message>
    <message>
        <source>Your slip is being printed.</source>
        <translation>正在打印小票。</translation>
    </message>
    <message>
        <source>Your number today</source>
        <translation>您今天的号码</translation>
    </message>
    <message>
        <source>You are registered</source>
        <translation>挂号成功</translation>
    </message>
    <message>
        <source>Please go to desk %1 first.</source>
        <translation>请先到 %1 号服务台。</translation>
    </message>
    <message>
        <source>Please go to room %1, floor %2.</source>
        <translation>请到 %2 楼 %1 诊室。</translation>
    </message>
    <message>
        <source>Please go to room %1.</source>
        <translation>请到 %1 诊室。</translation>
    </message>
    <message>
        <source>How was it?</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>您的号码</translation>
    </message>
    <message>
        <source>The fee is settled at the cashier</source>
        <translation>费用在收费处结算</translation>
    </message>
    <message>
        <source>We received %1, %2 too much</source>
        <translation>已收到 %1，多付 %2</translation>
    </message>
    <message>
        <source>Paid %1</source>
        <translation>已支付 %1</translation>
    </message>
    <message>
        <source>%1 is still missing</source>
        <translation>还差 %1</translation>
    </message>
    <message>
        <source>Pay %1 at the cashier</source>
        <translation>请到收费处支付 %1</translation>
    </message>
    <message>
        <source>The cashier will return it with this slip.</source>
        <translation>收费处会凭此小票退还。</translation>
    </message>
    <message>
        <source>Also after the visit.</source>
        <translation>就诊后支付也可以。</translation>
    </message>
    <message>
        <source>A temporary number. Please keep your slip.</source>
        <translation>临时号码。请保留小票。</translation>
    </message>
    <message>
        <source>The queue&apos;s page on your phone</source>
        <translation>手机上的排队页面</translation>
    </message>
    <message>
        <source>See it on your phone</source>
        <translation>在手机上查看</translation>
    </message>
    <message>
        <source>Young children are called first.</source>
        <translation>幼儿优先就诊。</translation>
    </message>
    <message>
        <source>You are 75 or older: you will be called first.</source>
        <translation>您已满 75 岁：优先就诊。</translation>
    </message>
    <message>
        <source>You are called first once staff have seen your paper.</source>
        <translation>工作人员核对材料后，您将优先就诊。</translation>
    </message>
</context>
<context>
    <name>TrayDrawing</name>
    <message>
        <source>Take the card from the tray</source>
        <translation>从托盘取走证件</translation>
    </message>
    <message>
        <source>Lay the card on the tray</source>
        <translation>将证件放在托盘上</translation>
    </message>
    <message>
        <source>Take the passport from the reader</source>
        <translation>从读卡器上取走护照</translation>
    </message>
    <message>
        <source>Lay the open passport on the reader</source>
        <translation>把打开的护照放在读卡器上</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Place your ID card
on the tray</source>
        <translation>请将身份证
放在托盘上</translation>
    </message>
    <message>
        <source>It starts by itself. No need to press anything.</source>
        <translation>机器自动开始，无需按键。</translation>
    </message>
    <message>
        <source>No ID card with you? Staff at desk %1 will help.</source>
        <translation>没带身份证？%1 号服务台会帮助您。</translation>
    </message>
    <message>
        <source>No ID card with you?</source>
        <translation>没带身份证？</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>其他事项</translation>
    </message>
    <message>
        <source>Something else: pay, find a number, ask</source>
        <translation>其他：缴费、查号、咨询</translation>
    </message>
    <message>
        <source>Raise the screen</source>
        <translation>恢复屏幕</translation>
    </message>
    <message>
        <source>Lower the screen</source>
        <translation>降低屏幕</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>急诊</translation>
    </message>
</context>
<context>
    <name>Where</name>
    <message>
        <source>Asking where
your number is</source>
        <translation>正在查询
您的号码</translation>
    </message>
    <message>
        <source>No number of yours
is waiting now</source>
        <translation>目前没有
等候中的号码</translation>
    </message>
    <message>
        <source>Your number
is in the queue</source>
        <translation>您的号码
在排队中</translation>
    </message>
    <message>
        <source>You are
the next</source>
        <translation>即将
轮到您</translation>
    </message>
    <message>
        <source>About %1 minutes
still to wait</source>
        <translation>还需约
%1分钟</translation>
    </message>
    <message>
        <source>%1 people
before you</source>
        <translation>您前面
还有%1人</translation>
    </message>
    <message>
        <source>Perhaps the slip is of another day.</source>
        <translation>这可能是另一天的小票。</translation>
    </message>
    <message>
        <source>This room calls without a screen. Please listen for your number.</source>
        <translation>此诊室不用屏幕叫号，请留意听叫。</translation>
    </message>
    <message>
        <source>Please wait near room %1.</source>
        <translation>请在 %1 诊室附近等候。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>找工作人员</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>需要几秒钟，您无需操作。</translation>
    </message>
    <message>
        <source>Called already? Show your slip in the room.</source>
        <translation>已经叫过号？请到诊室出示小票。</translation>
    </message>
    <message>
        <source>Not registered today? Press “Done” and begin with your ID card.</source>
        <translation>今天还没登记？请按“完成”，再放上证件。</translation>
    </message>
    <message>
        <source>Staff at desk %1 know more.</source>
        <translation>%1 号服务台的工作人员可以帮您。</translation>
    </message>
    <message>
        <source>Staff at the desk know more.</source>
        <translation>服务台的工作人员可以帮您。</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>您的号码</translation>
    </message>
    <message>
        <source>Now in the room</source>
        <translation>正在就诊</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>%1 诊室</translation>
    </message>
    <message>
        <source>People before you</source>
        <translation>您前面的人数</translation>
    </message>
    <message>
        <source>Room %1 · about %2 min</source>
        <translation>%1室 · 约%2分钟</translation>
    </message>
</context>
</TS>
