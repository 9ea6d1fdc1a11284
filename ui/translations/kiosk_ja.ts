<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>ActionBar</name>
    <message>
        <source>End</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
</context>
<context>
    <name>Agree</name>
    <message>
        <source>To find
your bills</source>
        <translation>お支払いの
確認</translation>
    </message>
    <message>
        <source>The machine reads your ID card and asks the hospital what is still to be paid.</source>
        <translation>機械が身分証を読み取り、未払いの金額を病院に問い合わせます。</translation>
    </message>
    <message>
        <source>To find
your number</source>
        <translation>番号の
確認</translation>
    </message>
    <message>
        <source>The machine looks for the code on your slip, or reads your ID card, and asks how far the queue is.</source>
        <translation>機械が控えのコードか身分証を読み取り、順番を問い合わせます。</translation>
    </message>
    <message>
        <source>To ask for
your results</source>
        <translation>検査結果の
確認</translation>
    </message>
    <message>
        <source>The machine reads your ID card and asks the hospital. It shows yes or no, never what the results say.</source>
        <translation>機械が身分証を読み取り病院に問い合わせます。出たかどうかだけを表示し、内容は表示しません。</translation>
    </message>
    <message>
        <source>Your face is not compared, and nobody else is asked. Nothing stays on the screen.</source>
        <translation>顔の照合はせず、ほかへの問い合わせもしません。画面には何も残りません。</translation>
    </message>
    <message>
        <source>Lay your ID card on the tray</source>
        <translation>身分証を読取台に置く</translation>
    </message>
    <message>
        <source>Choose what to pay</source>
        <translation>支払うものを選ぶ</translation>
    </message>
    <message>
        <source>Scan the code with your bank&apos;s app</source>
        <translation>銀行アプリでコードを読み取る</translation>
    </message>
    <message>
        <source>Show the slip&apos;s code, or lay down your ID card</source>
        <translation>用紙のコードを見せるか、身分証を置く</translation>
    </message>
    <message>
        <source>See how long it will still take</source>
        <translation>あとどれくらい待つかを見る</translation>
    </message>
    <message>
        <source>See whether they are ready, and where to go</source>
        <translation>結果が出たか、どこへ行くかを見る</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>同意する</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>このあとの流れ</translation>
    </message>
</context>
<context>
    <name>Already</name>
    <message>
        <source>Choosing a clinic</source>
        <translation>診療科の選択</translation>
    </message>
    <message>
        <source>You are already
registered today</source>
        <translation>本日はすでに
受付済みです</translation>
    </message>
    <message>
        <source>Here is your number.</source>
        <translation>お客様の番号です。</translation>
    </message>
    <message>
        <source>Pay %1</source>
        <translation>%1 を支払う</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>もう一度印刷</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>受付番号</translation>
    </message>
    <message>
        <source>Drawing a number…</source>
        <translation>番号を発行中…</translation>
    </message>
    <message>
        <source>Another clinic today</source>
        <translation>本日ほかの科も受診する</translation>
    </message>
</context>
<context>
    <name>Appointment</name>
    <message>
        <source>Your appointment</source>
        <translation>ご予約</translation>
    </message>
    <message>
        <source>You have appointments
today</source>
        <translation>本日のご予約が
複数あります</translation>
    </message>
    <message>
        <source>You have an appointment
today</source>
        <translation>本日のご予約が
あります</translation>
    </message>
    <message>
        <source>Touch it to go on.</source>
        <translation>ご予約に触れると進みます。</translation>
    </message>
    <message>
        <source>Another clinic</source>
        <translation>ほかの診療科</translation>
    </message>
    <message>
        <source>I bring a child</source>
        <translation>子どもの付き添いです</translation>
    </message>
    <message>
        <source>Re-visit</source>
        <translation>再診</translation>
    </message>
    <message>
        <source>Room %1, floor %2</source>
        <translation>%1 号室、%2 階</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>%1 号室</translation>
    </message>
</context>
<context>
    <name>Bills</name>
    <message>
        <source>Examination</source>
        <translation>診察料</translation>
    </message>
    <message>
        <source>Advance payment</source>
        <translation>前払い</translation>
    </message>
    <message>
        <source>Ordered today</source>
        <translation>本日の指示</translation>
    </message>
    <message>
        <source>From an earlier day</source>
        <translation>以前の分</translation>
    </message>
    <message>
        <source>The payment has arrived. Thank you.</source>
        <translation>お支払いを確認しました。ありがとうございます。</translation>
    </message>
    <message>
        <source>The payment has arrived. Please take your slip below the screen.</source>
        <translation>入金を確認しました。画面の下から用紙をお取りください。</translation>
    </message>
    <message>
        <source>The payment has arrived. The slip could not be printed; the cashier has the payment.</source>
        <translation>入金を確認しました。用紙は印刷できませんでしたが、会計窓口に記録があります。</translation>
    </message>
    <message>
        <source>If you have paid, nothing is lost: the cashier will see it.</source>
        <translation>お支払い済みでもご安心ください。会計窓口で確認できます。</translation>
    </message>
    <message>
        <source>This one is paid at the cashier. The bill is kept there.</source>
        <translation>こちらは会計窓口でお支払いください。請求書は窓口にあります。</translation>
    </message>
    <message>
        <source>Looking for
your bills</source>
        <translation>請求を
確認中です</translation>
    </message>
    <message>
        <source>The hospital finds no
record for this card</source>
        <translation>この身分証の記録が
見つかりません</translation>
    </message>
    <message>
        <source>Everything
is paid</source>
        <translation>お支払いは
すべて済みました</translation>
    </message>
    <message>
        <source>There is nothing
to pay</source>
        <translation>お支払いは
ありません</translation>
    </message>
    <message>
        <source>Which bill would you
like to pay?</source>
        <translation>どのお支払いを
なさいますか</translation>
    </message>
    <message>
        <source>Perhaps you came with another paper.</source>
        <translation>前回は別の書類だったかもしれません。</translation>
    </message>
    <message>
        <source>Thank you.</source>
        <translation>ありがとうございます。</translation>
    </message>
    <message>
        <source>Touch it to see the payment code.</source>
        <translation>押すと支払い用コードが出ます。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>数秒かかります。そのままお待ちください。</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>身分証を取る</translation>
    </message>
    <message>
        <source>Go to desk %1</source>
        <translation>%1 番窓口へ行く</translation>
    </message>
    <message>
        <source>Go to the reception desk</source>
        <translation>受付窓口へ行く</translation>
    </message>
    <message>
        <source>Staff look for your record, also by another paper</source>
        <translation>係員がほかの書類でも記録をお探しします</translation>
    </message>
    <message>
        <source>Go back to the room that sent you</source>
        <translation>指示を受けた診察室に戻る</translation>
    </message>
    <message>
        <source>If you were told otherwise, ask the cashier</source>
        <translation>まだあると言われた方は会計窓口へ</translation>
    </message>
    <message>
        <source>Paid in part: the rest at the cashier</source>
        <translation>一部支払い済み：残りは会計窓口で</translation>
    </message>
</context>
<context>
    <name>CameraFrame</name>
    <message>
        <source>Camera picture</source>
        <translation>カメラの映像</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>Desk %1 will look at your card first.</source>
        <translation>先に %1 番窓口でカードを確認します。</translation>
    </message>
    <message>
        <source>We could not compare your face. Desk %1 will look at your card first; you keep your number.</source>
        <translation>お顔を照合できませんでした。先に %1 番窓口でカードを確認します。番号はそのままです。</translation>
    </message>
    <message>
        <source>Staff will look at your card at your visit.</source>
        <translation>診察のときに係員がカードを確認します。</translation>
    </message>
    <message>
        <source>Issuer not verified. Staff will look at the card.</source>
        <translation>発行元は未確認です。係員がカードを確認します。</translation>
    </message>
    <message>
        <source>The issuer could not be verified. Staff will look at the card at your visit.</source>
        <translation>発行元を確認できませんでした。診察のときに係員がカードを確認します。</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>男性</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>女性</translation>
    </message>
    <message>
        <source>building %1</source>
        <translation>%1 棟</translation>
    </message>
    <message>
        <source>Transfer form: looked at in the clinic</source>
        <translation>紹介状：診察室で確認します</translation>
    </message>
    <message>
        <source>Re-visit slip: looked at in the clinic</source>
        <translation>再診票：診察室で確認します</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>内容の確認</translation>
    </message>
    <message>
        <source>Is all correct?</source>
        <translation>正しいですか？</translation>
    </message>
    <message>
        <source>Is everything
correct?</source>
        <translation>内容に間違いは
ありませんか？</translation>
    </message>
    <message>
        <source>A price has changed since. Please look at it again.</source>
        <translation>料金が変わりました。もう一度ご確認ください。</translation>
    </message>
    <message>
        <source>Yes, register me</source>
        <translation>はい、受付する</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>受診されるお子様</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>受診者</translation>
    </message>
    <message>
        <source>Number ••• %1</source>
        <translation>番号 ••• %1</translation>
    </message>
    <message>
        <source>%1, born %2</source>
        <translation>%1、%2 年生まれ</translation>
    </message>
    <message>
        <source>Born %1</source>
        <translation>%1 年生まれ</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>健康保険</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>使用しない</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>見つかりません</translation>
    </message>
    <message>
        <source>Checked later</source>
        <translation>後で確認します</translation>
    </message>
    <message>
        <source>Valid · another hospital</source>
        <translation>有効 · ほかの病院で登録</translation>
    </message>
    <message>
        <source>Covers %1% · right hospital</source>
        <translation>%1% 給付 · 登録病院</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有効</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>有効期限 %1</translation>
    </message>
    <message>
        <source>Appointment at %1</source>
        <translation>ご予約 %1</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>診療科</translation>
    </message>
    <message>
        <source>Room %1, floor %2 · %3 min wait</source>
        <translation>%1 号室、%2 階 · 約 %3 分待ち</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>You pay (estimate)</source>
        <translation>お支払い（見込み）</translation>
    </message>
    <message>
        <source>Paid once the insurance has been checked</source>
        <translation>保険の確認後のお支払い</translation>
    </message>
    <message>
        <source>Insurance pays %1</source>
        <translation>保険の支払い %1</translation>
    </message>
    <message>
        <source>Add a clinic</source>
        <translation>診療科を追加</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>優先</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>お知らせ</translation>
    </message>
    <message>
        <source>Name or insurance not right? Press “Get help”.</source>
        <translation>お名前や保険が違いますか？「係員を呼ぶ」を押してください。</translation>
    </message>
</context>
<context>
    <name>ChildPaper</name>
    <message>
        <source>The camera is resting. Please choose what you can type.</source>
        <translation>カメラは休止中です。入力できるものをお選びください。</translation>
    </message>
    <message>
        <source>From six years on a number of the child is needed.</source>
        <translation>6 歳以上はお子様の番号が必要です。</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>お子様の受付</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>What can you type
of the child?</source>
        <translation>お子様のどの情報を
入力されますか？</translation>
    </message>
    <message>
        <source>One of them will do. Its birth date and name come next.</source>
        <translation>一つで結構です。次に生年月日とお名前を入力します。</translation>
    </message>
    <message>
        <source>Its 12-digit number</source>
        <translation>12 桁の個人番号</translation>
    </message>
    <message>
        <source>Its insurance card&apos;s number</source>
        <translation>健康保険証の番号</translation>
    </message>
    <message>
        <source>No number yet (under 6 years)</source>
        <translation>まだ番号がない（6 歳未満）</translation>
    </message>
</context>
<context>
    <name>ChildRelation</name>
    <message>
        <source>For a child</source>
        <translation>お子様の受付</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>What are you
to the child?</source>
        <translation>お子様との
続柄は？</translation>
    </message>
    <message>
        <source>Your card shows who brings the child. The child needs no card of its own.</source>
        <translation>付き添いの方をカードで確認します。お子様のカードは要りません。</translation>
    </message>
    <message>
        <source>Mother</source>
        <translation>母</translation>
    </message>
    <message>
        <source>Father</source>
        <translation>父</translation>
    </message>
    <message>
        <source>Grandparent</source>
        <translation>祖父母</translation>
    </message>
    <message>
        <source>Guardian by law</source>
        <translation>法定後見人</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>その他の方</translation>
    </message>
</context>
<context>
    <name>ChildScan</name>
    <message>
        <source>This is another code. Please show the code of the child&apos;s card.</source>
        <translation>別のコードです。お子様のカードのコードをお見せください。</translation>
    </message>
    <message>
        <source>This is your own card. Please show the code of the child&apos;s card.</source>
        <translation>ご自身のカードです。お子様のカードのコードをお見せください。</translation>
    </message>
    <message>
        <source>This card is not a child&apos;s. Please show the code of the child&apos;s card.</source>
        <translation>お子様のカードではありません。お子様のカードのコードをお見せください。</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>お子様の受付</translation>
    </message>
    <message>
        <source>Show the code of
the child&apos;s card</source>
        <translation>お子様のカードの
コードをお見せください</translation>
    </message>
    <message>
        <source>Hold it about 15 cm in front of the camera. Leave your own card on the tray.</source>
        <translation>カメラの前約 15 cm にかざしてください。ご自身のカードは置いたままで結構です。</translation>
    </message>
    <message>
        <source>Type the number</source>
        <translation>番号を入力</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>コードをここに
合わせてください</translation>
    </message>
    <message>
        <source>The child&apos;s insurance card, on paper or on the phone</source>
        <translation>お子様の健康保険証（紙またはスマートフォン）</translation>
    </message>
    <message>
        <source>or the child&apos;s own ID card</source>
        <translation>またはお子様の身分証</translation>
    </message>
</context>
<context>
    <name>ChildType</name>
    <message>
        <source>This is your own number. Please type the child&apos;s.</source>
        <translation>ご自身の番号です。お子様の番号を入力してください。</translation>
    </message>
    <message>
        <source>This is not yet the number of an insurance card. Please look again.</source>
        <translation>まだ保険証の番号ではありません。もう一度ご確認ください。</translation>
    </message>
    <message>
        <source>Please type the child&apos;s name.</source>
        <translation>お子様のお名前を入力してください。</translation>
    </message>
    <message>
        <source>This birth date is not a child&apos;s. Please type it again.</source>
        <translation>お子様の生年月日ではないようです。もう一度入力してください。</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>お子様の受付</translation>
    </message>
    <message>
        <source>The child&apos;s
full name</source>
        <translation>お子様の
お名前</translation>
    </message>
    <message>
        <source>The number of the
insurance card</source>
        <translation>健康保険証の
番号</translation>
    </message>
    <message>
        <source>The child&apos;s
12-digit number</source>
        <translation>お子様の 12 桁の
個人番号</translation>
    </message>
    <message>
        <source>The child&apos;s date of birth</source>
        <translation>お子様の生年月日</translation>
    </message>
    <message>
        <source>As it stands on the birth certificate. The mark goes after its letter.</source>
        <translation>出生証明書のとおりに。文字の後に声調を押します。</translation>
    </message>
    <message>
        <source>15 letters and digits, or the 10 digits of the social insurance number.</source>
        <translation>英数字 15 桁、または社会保険番号 10 桁です。</translation>
    </message>
    <message>
        <source>It stands on the birth certificate and on the insurance card.</source>
        <translation>出生証明書と保険証に書かれています。</translation>
    </message>
    <message>
        <source>Two digits for the day, two for the month, four for the year.</source>
        <translation>日 2 桁、月 2 桁、年 4 桁です。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>There is no such date. Please look again.</source>
        <translation>その日付はありません。もう一度ご確認ください。</translation>
    </message>
    <message>
        <source>Letters and marks of the name</source>
        <translation>お名前の文字と声調</translation>
    </message>
    <message>
        <source>Up to fifteen letters and digits</source>
        <translation>英数字 15 桁まで</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>No</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>同意する</translation>
    </message>
</context>
<context>
    <name>Clinic</name>
    <message>
        <source>I don&apos;t know
which clinic</source>
        <translation>どの科か
わからない</translation>
    </message>
    <message>
        <source>Staff will help</source>
        <translation>係員がご案内します</translation>
    </message>
    <message>
        <source>I bring a child</source>
        <translation>子どもの付き添いです</translation>
    </message>
    <message>
        <source>Under 18 years</source>
        <translation>18 歳未満</translation>
    </message>
    <message>
        <source>That room has just filled up. Please choose another.</source>
        <translation>その診察室は満員になりました。ほかをお選びください。</translation>
    </message>
    <message>
        <source>That clinic sees patients of another age. Please choose another.</source>
        <translation>その科は対象の年齢が異なります。ほかをお選びください。</translation>
    </message>
    <message>
        <source>That clinic does not see you. Please choose another.</source>
        <translation>その科では受診できません。ほかをお選びください。</translation>
    </message>
    <message>
        <source>That appointment was used already. Please choose a clinic.</source>
        <translation>そのご予約は使用済みです。診療科をお選びください。</translation>
    </message>
    <message>
        <source>Full this session</source>
        <translation>この時間は満員</translation>
    </message>
    <message>
        <source>Up to %1 years</source>
        <translation>%1 歳まで</translation>
    </message>
    <message>
        <source>From %1 years</source>
        <translation>%1 歳から</translation>
    </message>
    <message>
        <source>Men only</source>
        <translation>男性のみ</translation>
    </message>
    <message>
        <source>Women only</source>
        <translation>女性のみ</translation>
    </message>
    <message>
        <source>Registered today</source>
        <translation>本日受付済み</translation>
    </message>
    <message>
        <source>Chosen already</source>
        <translation>選択済み</translation>
    </message>
    <message>
        <source>Same room</source>
        <translation>同じ診察室</translation>
    </message>
    <message>
        <source>Choosing a clinic</source>
        <translation>診療科の選択</translation>
    </message>
    <message>
        <source>Looking for
open clinics</source>
        <translation>受診できる科を
探しています</translation>
    </message>
    <message>
        <source>Which clinic as well?</source>
        <translation>追加の診療科は？</translation>
    </message>
    <message>
        <source>Which clinic
as well?</source>
        <translation>ほかにどの科を
受診されますか？</translation>
    </message>
    <message>
        <source>Which clinic?</source>
        <translation>どの診療科ですか？</translation>
    </message>
    <message>
        <source>Where would you like
to go today?</source>
        <translation>本日はどの診療科を
受診されますか？</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>数秒かかります。そのままお待ちください。</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>前回受診</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 waiting · %2 min</source>
        <translation>%1 人待ち · %2 分</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>%1 / %2 ページ</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>次のページ</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>最初のページ</translation>
    </message>
</context>
<context>
    <name>Closed</name>
    <message>
        <source>This station
is resting</source>
        <translation>この機械は
休止中です</translation>
    </message>
    <message>
        <source>Please go to desk %1.</source>
        <translation>%1 番窓口へお越しください。</translation>
    </message>
    <message>
        <source>Please ask at the reception desk.</source>
        <translation>総合受付へお越しください。</translation>
    </message>
    <message>
        <source>For staff: the station&apos;s journal is damaged. Please leave the machine as it is and call hospital IT (code N1).</source>
        <translation>係員の方へ：この機械の記録が破損しています。機械はそのままにして、院内のIT担当へご連絡ください（N1）。</translation>
    </message>
    <message>
        <source>For staff: the station&apos;s journal cannot be opened now; it is tried again. If this stays, please call hospital IT (code N2).</source>
        <translation>係員の方へ：この機械の記録を開けません。自動で再試行しています。続く場合は、院内のIT担当へご連絡ください（N2）。</translation>
    </message>
    <message>
        <source>For staff: the machine&apos;s disk is full. Once there is room it serves again by itself; please call hospital IT (code N3).</source>
        <translation>係員の方へ：この機械のディスクがいっぱいです。空きができると自動で再開します。院内のIT担当へご連絡ください（N3）。</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>Compare your face with the card</source>
        <translation>お顔とカードの写真の照合</translation>
    </message>
    <message>
        <source>So that nobody else can use your card. The picture is deleted right after. If you choose No, staff will look at the card.</source>
        <translation>他の人がカードを使うのを防ぎます。画像は照合後すぐに消します。「いいえ」の場合は係員がカードを確認します。</translation>
    </message>
    <message>
        <source>Ask the health insurance for you</source>
        <translation>健康保険の照会</translation>
    </message>
    <message>
        <source>The machine asks the insurance service whether your insurance is valid and what it pays.</source>
        <translation>保険が有効か、いくら支払われるかを照会します。</translation>
    </message>
    <message>
        <source>Have the card confirmed</source>
        <translation>カードの確認依頼</translation>
    </message>
    <message>
        <source>The machine asks the national service whether your card is genuine. Your number is sent there for this.</source>
        <translation>カードが本物かを国のサービスに照会します。そのため番号を送信します。</translation>
    </message>
    <message>
        <source>Already done: card read, hospital and insurance asked. No stops the rest.</source>
        <translation>実施済み：カードの読み取り、病院と保険への照会。「いいえ」で以後は行いません。</translation>
    </message>
    <message>
        <source>Already done: card read, hospital asked. No stops the rest.</source>
        <translation>実施済み：カードの読み取り、病院への照会。「いいえ」で以後は行いません。</translation>
    </message>
    <message>
        <source>The machine reads your card and registers your visit. No answer means No.</source>
        <translation>機械がカードを読み、受付をします。選択がない場合は「いいえ」となります。</translation>
    </message>
    <message>
        <source>Your rights</source>
        <translation>お客様の権利</translation>
    </message>
    <message>
        <source>Three things need
your permission</source>
        <translation>三つのことに
同意をお願いします</translation>
    </message>
    <message>
        <source>Two things need
your permission</source>
        <translation>二つのことに
同意をお願いします</translation>
    </message>
    <message>
        <source>You can still register if you choose No.</source>
        <translation>「いいえ」でも受付できます。</translation>
    </message>
    <message>
        <source>I agree to both</source>
        <translation>両方に同意する</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Question %1 of %2</source>
        <translation>%2 件中 %1 件目</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>The card needs to be looked at by staff.</source>
        <translation>係員によるカードの確認が必要です。</translation>
    </message>
    <message>
        <source>We cannot read this card&apos;s chip. Staff will register you with the card itself.</source>
        <translation>このカードのチップを読めません。係員がカードで受付します。</translation>
    </message>
    <message>
        <source>The digits did not open the card. Staff will register you with the card itself.</source>
        <translation>入力された数字がカードと合いませんでした。係員がカードで受付します。</translation>
    </message>
    <message>
        <source>Your insurance and your ID card differ. Staff will correct it.</source>
        <translation>保険とカードの内容が異なります。係員が訂正します。</translation>
    </message>
    <message>
        <source>The hospital&apos;s record and your card differ. Staff will look at both.</source>
        <translation>病院の記録とカードの内容が異なります。係員が確認します。</translation>
    </message>
    <message>
        <source>Staff will write down the child&apos;s name. Your card has been read already.</source>
        <translation>係員がお子様のお名前を記入します。お客様のカードは読み取り済みです。</translation>
    </message>
    <message>
        <source>Staff will register the child with you.</source>
        <translation>係員がお子様の受付をお手伝いします。</translation>
    </message>
    <message>
        <source>Staff will help you find the right clinic.</source>
        <translation>係員が診療科選びをお手伝いします。</translation>
    </message>
    <message>
        <source>All rooms are full today. Staff will find the nearest date.</source>
        <translation>本日はすべて満員です。係員が一番近い日をご案内します。</translation>
    </message>
    <message>
        <source>The hospital system is slow. Staff at the desk will finish for you.</source>
        <translation>病院のシステムが混み合っています。窓口で続きを行います。</translation>
    </message>
    <message>
        <source>You are registered. Staff at the desk will give you your number.</source>
        <translation>受付が済みました。窓口で番号をお渡しします。</translation>
    </message>
    <message>
        <source>The registration needs a person. Staff at the desk will finish for you.</source>
        <translation>この受付は係員が行います。窓口で続きを行います。</translation>
    </message>
    <message>
        <source>A person will go on with you there.</source>
        <translation>窓口で係員が続きを行います。</translation>
    </message>
    <message>
        <source>Please go to
desk %1</source>
        <translation>%1 番窓口へ
お越しください</translation>
    </message>
    <message>
        <source>Please go to
the reception desk</source>
        <translation>総合受付へ
お越しください</translation>
    </message>
    <message>
        <source>No need to queue again.</source>
        <translation>並び直す必要はありません。</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>わかりました</translation>
    </message>
    <message>
        <source>Your number at the desk</source>
        <translation>窓口の番号</translation>
    </message>
    <message>
        <source>Drawing a number…</source>
        <translation>番号を発行中…</translation>
    </message>
    <message>
        <source>Staff at the desk</source>
        <translation>窓口の係員に</translation>
    </message>
    <message>
        <source>have been told</source>
        <translation>連絡済みです</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>理由コード</translation>
    </message>
    <message>
        <source>Please take your slip. No need to queue again.</source>
        <translation>用紙をお取りください。並び直す必要はありません。</translation>
    </message>
    <message>
        <source>Out of paper. Please remember %1.</source>
        <translation>用紙がありません。番号 %1 を覚えておいてください。</translation>
    </message>
    <message>
        <source>Your slip is being printed.</source>
        <translation>用紙を印刷しています。</translation>
    </message>
</context>
<context>
    <name>Emergency</name>
    <message>
        <source>Go straight
to Emergency</source>
        <translation>まっすぐ救急へ
お進みください</translation>
    </message>
    <message>
        <source>Follow the red line. Staff are coming.</source>
        <translation>赤い線に沿ってお進みください。係員が参ります。</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>わかりました</translation>
    </message>
    <message>
        <source>You need not register first.</source>
        <translation>先に受付をする必要はありません。</translation>
    </message>
</context>
<context>
    <name>Face</name>
    <message>
        <source>Look straight at the camera</source>
        <translation>カメラをまっすぐ見てください</translation>
    </message>
    <message>
        <source>Come a little closer</source>
        <translation>もう少し近づいてください</translation>
    </message>
    <message>
        <source>Step back a little</source>
        <translation>少し下がってください</translation>
    </message>
    <message>
        <source>A little to the left</source>
        <translation>少し左へ</translation>
    </message>
    <message>
        <source>A little to the right</source>
        <translation>少し右へ</translation>
    </message>
    <message>
        <source>A little more light</source>
        <translation>もう少し明るいところへ</translation>
    </message>
    <message>
        <source>Too bright. Please turn away from the light.</source>
        <translation>明るすぎます。光を避けてください。</translation>
    </message>
    <message>
        <source>One person only, please</source>
        <translation>お一人でお願いします</translation>
    </message>
    <message>
        <source>Hold still, please</source>
        <translation>そのまま動かないでください</translation>
    </message>
    <message>
        <source>Turn your head a little to the left</source>
        <translation>顔を少し左へ向けてください</translation>
    </message>
    <message>
        <source>Turn your head a little to the right</source>
        <translation>顔を少し右へ向けてください</translation>
    </message>
    <message>
        <source>Please turn so that your whole face is lit</source>
        <translation>顔全体に光が当たる向きにしてください</translation>
    </message>
    <message>
        <source>Please take off your mask</source>
        <translation>マスクを外してください</translation>
    </message>
    <message>
        <source>Please show your whole face</source>
        <translation>顔全体が見えるようにしてください</translation>
    </message>
    <message>
        <source>Come closer, slowly</source>
        <translation>ゆっくり近づいてください</translation>
    </message>
    <message>
        <source>Thank you. Now a little back.</source>
        <translation>ありがとうございます。少し下がってください。</translation>
    </message>
    <message>
        <source>Keep looking at the screen: its colour changes softly</source>
        <translation>画面をご覧ください。色がゆっくり変わります</translation>
    </message>
    <message>
        <source>Thank you. Comparing now.</source>
        <translation>ありがとうございます。照合しています。</translation>
    </message>
    <message>
        <source>Confirming your face</source>
        <translation>お顔の確認</translation>
    </message>
    <message>
        <source>Look into the camera</source>
        <translation>カメラを
ご覧ください</translation>
    </message>
    <message>
        <source>The camera is right above the screen.</source>
        <translation>カメラは画面のすぐ上にあります。</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>Go on without the camera</source>
        <translation>カメラなしで進む</translation>
    </message>
    <message>
        <source>The picture is deleted right after comparing it with the card.</source>
        <translation>画像はカードの写真と照合後すぐに消します。</translation>
    </message>
</context>
<context>
    <name>FaceRetry</name>
    <message>
        <source>Take off mask and dark glasses</source>
        <translation>マスクとサングラスを外してください</translation>
    </message>
    <message>
        <source>One person only. Companions, please step back.</source>
        <translation>お一人でお願いします。付き添いの方はお下がりください。</translation>
    </message>
    <message>
        <source>No match yet</source>
        <translation>まだ照合できません</translation>
    </message>
    <message>
        <source>We could not match your face to the card. This is common when the photo is old.</source>
        <translation>お顔とカードの写真を照合できませんでした。写真が古い場合によくあります。</translation>
    </message>
    <message>
        <source>Look into the lens above the screen</source>
        <translation>画面の上のレンズをご覧ください</translation>
    </message>
    <message>
        <source>Once more, please</source>
        <translation>もう一度お願いします</translation>
    </message>
    <message>
        <source>The camera did not see the movement clearly. There is no hurry.</source>
        <translation>カメラで動きがよく見えませんでした。ごゆっくりどうぞ。</translation>
    </message>
    <message>
        <source>When an arrow shows, gently turn your head that way</source>
        <translation>矢印が出たら、そちらへゆっくり顔を向けてください</translation>
    </message>
    <message>
        <source>When asked, come closer slowly, then go back</source>
        <translation>案内が出たら、ゆっくり近づき、また下がってください</translation>
    </message>
    <message>
        <source>Then look into the lens again</source>
        <translation>もう一度レンズをご覧ください</translation>
    </message>
    <message>
        <source>Not seen clearly yet</source>
        <translation>まだよく見えません</translation>
    </message>
    <message>
        <source>Often it is only the light or the distance.</source>
        <translation>多くは光や距離が原因です。</translation>
    </message>
    <message>
        <source>Stand where your face is lit and look into the lens above the screen</source>
        <translation>明るいところに立ち、画面の上のレンズをご覧ください</translation>
    </message>
    <message>
        <source>Confirming your face</source>
        <translation>お顔の確認</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>Go on without the camera</source>
        <translation>カメラなしで進む</translation>
    </message>
    <message>
        <source>Try %1 of %2</source>
        <translation>%2 回中 %1 回目</translation>
    </message>
</context>
<context>
    <name>Feedback</name>
    <message>
        <source>Very good</source>
        <translation>とても良い</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良い</translation>
    </message>
    <message>
        <source>So-so</source>
        <translation>ふつう</translation>
    </message>
    <message>
        <source>Not good</source>
        <translation>良くない</translation>
    </message>
    <message>
        <source>Not good at all</source>
        <translation>とても良くない</translation>
    </message>
    <message>
        <source>The wait</source>
        <translation>待ち時間</translation>
    </message>
    <message>
        <source>How I was spoken to</source>
        <translation>職員の話し方</translation>
    </message>
    <message>
        <source>Cleanliness</source>
        <translation>清潔さ</translation>
    </message>
    <message>
        <source>Prices and payment</source>
        <translation>料金と支払い</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>この機械</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>ほかの用件</translation>
    </message>
    <message>
        <source>Thank you
for telling us</source>
        <translation>ご意見
ありがとうございます</translation>
    </message>
    <message>
        <source>What was
not good?</source>
        <translation>何が良く
ありませんでしたか</translation>
    </message>
    <message>
        <source>How was it
today?</source>
        <translation>本日は
いかがでしたか</translation>
    </message>
    <message>
        <source>The hospital reads every answer.</source>
        <translation>病院はすべてのご意見を読みます。</translation>
    </message>
    <message>
        <source>One touch, or leave it out.</source>
        <translation>一回押すだけです。省いてもかまいません。</translation>
    </message>
    <message>
        <source>One touch. No name goes with it.</source>
        <translation>一回押すだけです。名前は送られません。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>省く</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>English</source>
        <extracomment>The language&apos;s own name in itself, as patients look for it: Tiếng Việt, 中文</extracomment>
        <translation>日本語</translation>
    </message>
    <message>
        <source>Be Vietnam Pro</source>
        <extracomment>The typeface: Be Vietnam Pro, or for other scripts one of Noto&apos;s, like Noto Sans CJK SC</extracomment>
        <translation>Noto Sans CJK JP</translation>
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
        <translation>%1 号室 · %2</translation>
    </message>
    <message>
        <source>Floor %1 · about %2 minutes</source>
        <translation>%1 階 · 約 %2 分</translation>
    </message>
</context>
<context>
    <name>HandWindow</name>
    <message>
        <source>The patient&apos;s hand</source>
        <translation>受診者の手</translation>
    </message>
    <message>
        <source>Show the card&apos;s QR</source>
        <translation>カードの QR を見せる</translation>
    </message>
    <message>
        <source>Take the QR away</source>
        <translation>QR をしまう</translation>
    </message>
    <message>
        <source>Show the last slip</source>
        <translation>最後の控えを見せる</translation>
    </message>
    <message>
        <source>Lay the card down</source>
        <translation>カードを置く</translation>
    </message>
    <message>
        <source>Take the card</source>
        <translation>カードを取る</translation>
    </message>
    <message>
        <source>Step before the camera</source>
        <translation>カメラの前に立つ</translation>
    </message>
    <message>
        <source>Somebody else looks</source>
        <translation>別の人がカメラを見る</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>左を向く</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>右を向く</translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation>近づく</translation>
    </message>
    <message>
        <source>Pay with the bank&apos;s app</source>
        <translation>銀行アプリで支払う</translation>
    </message>
    <message>
        <source>Insurance away</source>
        <translation>保険の接続を切る</translation>
    </message>
    <message>
        <source>HIS away</source>
        <translation>HIS の接続を切る</translation>
    </message>
    <message>
        <source>Bank away</source>
        <translation>銀行の接続を切る</translation>
    </message>
    <message>
        <source>Paper out</source>
        <translation>用紙切れ</translation>
    </message>
    <message>
        <source>Camera away</source>
        <translation>カメラを外す</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Usual text</source>
        <translation>標準の文字</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>コントラスト</translation>
    </message>
    <message>
        <source>Usual colours</source>
        <translation>標準の色</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>大きい文字</translation>
    </message>
    <message>
        <source>Get help</source>
        <translation>係員を呼ぶ</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>職員</translation>
    </message>
</context>
<context>
    <name>Info</name>
    <message>
        <source>Prices</source>
        <translation>料金</translation>
    </message>
    <message>
        <source>Examination
prices</source>
        <translation>診察
料金</translation>
    </message>
    <message>
        <source>Departments and rooms</source>
        <translation>診療科と部屋</translation>
    </message>
    <message>
        <source>Departments
and rooms</source>
        <translation>診療科と
部屋</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>受付時間</translation>
    </message>
    <message>
        <source>Map, and the way there</source>
        <translation>地図と行き方</translation>
    </message>
    <message>
        <source>Where would you
like to go?</source>
        <translation>どちらへ
行かれますか</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>お知らせ</translation>
    </message>
    <message>
        <source>The hospital&apos;s
notices</source>
        <translation>病院からの
お知らせ</translation>
    </message>
    <message>
        <source>What would you
like to know?</source>
        <translation>何をお知りに
なりたいですか</translation>
    </message>
    <message>
        <source>For one examination, without insurance.</source>
        <translation>一回の診察、保険適用前の金額です。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>数秒かかります。そのままお待ちください。</translation>
    </message>
    <message>
        <source>This cannot be shown just now. Staff will gladly tell you.</source>
        <translation>ただいま表示できません。係員がご案内します。</translation>
    </message>
    <message>
        <source>There is nothing to show here today.</source>
        <translation>本日は表示するものがありません。</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>%1 号室</translation>
    </message>
    <message>
        <source>floor %1</source>
        <translation>%1階</translation>
    </message>
</context>
<context>
    <name>Insurance</name>
    <message>
        <source>Male</source>
        <translation>男性</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>女性</translation>
    </message>
    <message>
        <source>Get a number for the desk</source>
        <translation>窓口の番号を取る</translation>
    </message>
    <message>
        <source>Desk %1 corrects it and registers you</source>
        <translation>%1 番窓口で訂正し、受付します</translation>
    </message>
    <message>
        <source>Choose the clinic; its price stands beside it</source>
        <translation>診療科を選ぶ（料金も表示）</translation>
    </message>
    <message>
        <source>Pay here, or later at the cashier</source>
        <translation>ここで、またはあとで会計窓口で支払う</translation>
    </message>
    <message>
        <source>Get your number</source>
        <translation>受付番号を受け取る</translation>
    </message>
    <message>
        <source>Choose the clinic</source>
        <translation>診療科を選ぶ</translation>
    </message>
    <message>
        <source>Pay once the insurance has been checked</source>
        <translation>保険の確認後に支払う</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>健康保険</translation>
    </message>
    <message>
        <source>Asking the insurance</source>
        <translation>保険を照会中</translation>
    </message>
    <message>
        <source>Your insurance is valid</source>
        <translation>保険は有効です</translation>
    </message>
    <message>
        <source>No valid insurance found</source>
        <translation>有効な保険が見つかりません</translation>
    </message>
    <message>
        <source>The name differs
on your insurance</source>
        <translation>保険のお名前が
異なります</translation>
    </message>
    <message>
        <source>The insurance service
is busy</source>
        <translation>保険サービスが
混み合っています</translation>
    </message>
    <message>
        <source>Get a desk number</source>
        <translation>窓口の番号を取る</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Show my insurance card</source>
        <translation>保険証を見せる</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>数秒かかります。そのままお待ちください。</translation>
    </message>
    <message>
        <source>Valid · another hospital</source>
        <translation>有効 · ほかの病院で登録</translation>
    </message>
    <message>
        <source>Covers %1% · right hospital</source>
        <translation>%1% 給付 · 登録病院</translation>
    </message>
    <message>
        <source>Right hospital</source>
        <translation>登録病院</translation>
    </message>
    <message>
        <source>Your first registration is at another hospital: insurance pays part.</source>
        <translation>ほかの病院で登録されています。保険の支払いは一部です。</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>有効期限 %1</translation>
    </message>
    <message>
        <source>Usable today. The clinic will still look at one paper.</source>
        <translation>本日使えます。診察室で書類を一つ確認します。</translation>
    </message>
    <message>
        <source>You may pay yourself, or ask at desk %1.</source>
        <translation>自費で受診されるか、%1 番窓口でご相談ください。</translation>
    </message>
    <message>
        <source>Your insurance and your ID card differ. Desk %1 will correct it.</source>
        <translation>保険とカードの内容が異なります。%1 番窓口で訂正します。</translation>
    </message>
    <message>
        <source>You can still register; it will be checked later.</source>
        <translation>受付できます。保険は後で確認します。</translation>
    </message>
    <message>
        <source>%1, born %2</source>
        <translation>%1、%2 年生まれ</translation>
    </message>
    <message>
        <source>Born %1</source>
        <translation>%1 年生まれ</translation>
    </message>
    <message>
        <source>Insurance card</source>
        <translation>保険証</translation>
    </message>
    <message>
        <source>Estimated fee</source>
        <translation>料金の見込み</translation>
    </message>
    <message>
        <source>Examination</source>
        <translation>診察料</translation>
    </message>
    <message>
        <source>Insurance pays %1%</source>
        <translation>保険の支払い %1%</translation>
    </message>
    <message>
        <source>You pay</source>
        <translation>お支払い額</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>このあとの流れ</translation>
    </message>
    <message>
        <source>The final amount is settled at the end of the visit.</source>
        <translation>最終の金額は診察の終わりに決まります。</translation>
    </message>
</context>
<context>
    <name>InsuranceScan</name>
    <message>
        <source>Health insurance</source>
        <translation>健康保険</translation>
    </message>
    <message>
        <source>Show the code of
your insurance card</source>
        <translation>保険証のコードを
お見せください</translation>
    </message>
    <message>
        <source>On paper or on the phone, about 15 cm in front of the camera.</source>
        <translation>紙またはスマートフォンを、カメラの前約 15 cm にかざしてください。</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>コードをここに
合わせてください</translation>
    </message>
    <message>
        <source>This card has another name. Please show your own insurance card.</source>
        <translation>別の方のお名前です。ご自身の保険証をお見せください。</translation>
    </message>
    <message>
        <source>This is another code. Please show the code of the insurance card.</source>
        <translation>別のコードです。保険証のコードをお見せください。</translation>
    </message>
</context>
<context>
    <name>KeyQr</name>
    <message>
        <source>Code on the card</source>
        <translation>カードのコード</translation>
    </message>
    <message>
        <source>Show the card&apos;s code
to the camera</source>
        <translation>カードのコードを
カメラにお見せください</translation>
    </message>
    <message>
        <source>Hold the card about 15 cm in front of the camera, above the screen.</source>
        <translation>画面の上、カメラの前約 15 cm にカードをかざしてください。</translation>
    </message>
    <message>
        <source>Type the number</source>
        <translation>番号を入力</translation>
    </message>
    <message>
        <source>I have a passport</source>
        <translation>パスポートを使う</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>コードをここに
合わせてください</translation>
    </message>
    <message>
        <source>This is another code. Please show the code printed on the card.</source>
        <translation>別のコードです。カードに印刷されたコードをお見せください。</translation>
    </message>
    <message>
        <source>It does not match the card yet. Please show the code of the card that lies on the tray.</source>
        <translation>カードと合いません。置かれているカードのコードをお見せください。</translation>
    </message>
    <message>
        <source>Older card</source>
        <translation>旧カード</translation>
    </message>
    <message>
        <source>Code on the front</source>
        <translation>表面にコード</translation>
    </message>
    <message>
        <source>Card since 7/2024</source>
        <translation>2024 年 7 月以降のカード</translation>
    </message>
    <message>
        <source>Code on the back</source>
        <translation>裏面にコード</translation>
    </message>
</context>
<context>
    <name>KeyType</name>
    <message>
        <source>It does not match the card yet. Please check the digits and try again.</source>
        <translation>カードと合いません。数字をご確認のうえ、もう一度入力してください。</translation>
    </message>
    <message>
        <source>The camera is resting. Please type what is printed on the card.</source>
        <translation>カメラは休止中です。カードに印刷された番号を入力してください。</translation>
    </message>
    <message>
        <source>This code alone does not open the card. Please type what is printed on it.</source>
        <translation>このコードだけでは開けません。カードに印刷された番号を入力してください。</translation>
    </message>
    <message>
        <source>Code on the card</source>
        <translation>カードのコード</translation>
    </message>
    <message>
        <source>The number of
your passport</source>
        <translation>パスポートの
番号</translation>
    </message>
    <message>
        <source>Enter the 12 digits
of your ID card</source>
        <translation>身分証の 12 桁を
入力してください</translation>
    </message>
    <message>
        <source>Your date of birth</source>
        <translation>生年月日</translation>
    </message>
    <message>
        <source>Expiry date of
the passport</source>
        <translation>パスポートの
有効期限</translation>
    </message>
    <message>
        <source>Expiry date of the card</source>
        <translation>カードの有効期限</translation>
    </message>
    <message>
        <source>Your full name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>It stands at the top of the page with your picture. Then lay the passport on the reader, open at that page.</source>
        <translation>写真のあるページの上部です。そのページを開いて読み取り台に置いてください。</translation>
    </message>
    <message>
        <source>They are printed on the card. The 6 digits of the CAN will do as well.</source>
        <translation>カードに印刷されています。CAN の 6 桁でも結構です。</translation>
    </message>
    <message>
        <source>Two digits for the day, two for the month, four for the year.</source>
        <translation>日 2 桁、月 2 桁、年 4 桁です。</translation>
    </message>
    <message>
        <source>As it is printed on the card. The mark goes after its letter.</source>
        <translation>カードに印刷されたとおりに。文字の後に声調を押します。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>No expiry</source>
        <translation>期限なし</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>There is no such date. Please look at the card again.</source>
        <translation>その日付はありません。もう一度カードをご確認ください。</translation>
    </message>
    <message>
        <source>Letters and marks of the name</source>
        <translation>お名前の文字と声調</translation>
    </message>
    <message>
        <source>Up to nine letters and digits</source>
        <translation>英数字 9 桁まで</translation>
    </message>
</context>
<context>
    <name>LanguageSheet</name>
    <message>
        <source>Choose your language</source>
        <translation>言語をお選びください</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>大きく</translation>
    </message>
    <message>
        <source>Say it again</source>
        <translation>もう一度</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>読み上げ</translation>
    </message>
</context>
<context>
    <name>LayCard</name>
    <message>
        <source>Reading the card</source>
        <translation>カードの読み取り</translation>
    </message>
    <message>
        <source>Reading the passport</source>
        <translation>パスポートの読み取り</translation>
    </message>
    <message>
        <source>Place your ID card
on the tray</source>
        <translation>身分証を台に
置いてください</translation>
    </message>
    <message>
        <source>Lay your passport
on the reader</source>
        <translation>パスポートを
読み取り機に置いてください</translation>
    </message>
    <message>
        <source>Reading starts by itself and takes a few seconds.</source>
        <translation>自動で読み取ります。数秒かかります。</translation>
    </message>
    <message>
        <source>Open at the page with your picture, face down. Reading starts by itself.</source>
        <translation>写真のページを開き、下向きに置いてください。自動で読み取ります。</translation>
    </message>
    <message>
        <source>My card has no chip</source>
        <translation>チップのないカードです</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
</context>
<context>
    <name>LetterPad</name>
    <message>
        <source>Up to nine letters and digits</source>
        <translation>英数字 9 桁まで</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全消去</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>消す</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Reception</source>
        <translation>受付</translation>
    </message>
    <message>
        <source>Do you need
more time?</source>
        <translation>もう少しお時間が
必要ですか？</translation>
    </message>
    <message>
        <source>In %1 seconds your details are cleared. What you have registered is kept.</source>
        <translation>%1 秒後に情報を消去します。受付の内容は残ります。</translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>もう少し時間が必要</translation>
    </message>
    <message>
        <source>End</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Get help</source>
        <translation>係員を呼ぶ</translation>
    </message>
    <message>
        <source>Staff are on the way</source>
        <translation>係員が参ります</translation>
    </message>
    <message>
        <source>About a minute. You may go on meanwhile.</source>
        <translation>約 1 分です。その間もお続けいただけます。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>救急</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>職員</translation>
    </message>
    <message>
        <source>Go straight
to Emergency</source>
        <translation>まっすぐ救急へ
お進みください</translation>
    </message>
    <message>
        <source>Follow the red line. Staff are coming.</source>
        <translation>赤い線に沿ってお進みください。係員が参ります。</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>わかりました</translation>
    </message>
    <message>
        <source>Please go to
desk %1</source>
        <translation>%1 番窓口へ
お越しください</translation>
    </message>
    <message>
        <source>Please go to
the reception desk</source>
        <translation>総合受付へ
お越しください</translation>
    </message>
    <message>
        <source>Staff could not be called from here. You may also go on by yourself.</source>
        <translation>ここから係員を呼べませんでした。ご自身で続けることもできます。</translation>
    </message>
    <message>
        <source>The card left the tray</source>
        <translation>カードが台から離れました</translation>
    </message>
    <message>
        <source>The visit is paused and your details are hidden. Put the card back to go on.</source>
        <translation>一時停止し、情報を隠しました。カードを戻すと続けられます。</translation>
    </message>
    <message>
        <source>End here?</source>
        <translation>ここで終了しますか？</translation>
    </message>
    <message>
        <source>Your details are cleared from this screen. You can start again at any time.</source>
        <translation>画面の情報を消去します。いつでもやり直せます。</translation>
    </message>
</context>
<context>
    <name>NumericPad</name>
    <message>
        <source>%1 of %2 digits entered</source>
        <translation>%2 桁中 %1 桁入力</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全消去</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>消す</translation>
    </message>
</context>
<context>
    <name>Other</name>
    <message>
        <source>Register with
a passport</source>
        <translation>パスポートで
受付</translation>
    </message>
    <message>
        <source>For foreign guests</source>
        <translation>外国の方</translation>
    </message>
    <message>
        <source>Register
a child</source>
        <translation>お子さまの
受付</translation>
    </message>
    <message>
        <source>With a parent&apos;s card</source>
        <translation>保護者の身分証で</translation>
    </message>
    <message>
        <source>Pay a bill</source>
        <translation>支払い</translation>
    </message>
    <message>
        <source>Ward, laboratory, X-ray</source>
        <translation>入院・検査・撮影</translation>
    </message>
    <message>
        <source>Where is
my number?</source>
        <translation>私の番号は
いつですか</translation>
    </message>
    <message>
        <source>How long still</source>
        <translation>あとどのくらい</translation>
    </message>
    <message>
        <source>Are my
results ready?</source>
        <translation>結果は
出ましたか</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>はい・いいえ</translation>
    </message>
    <message>
        <source>Say how
it was</source>
        <translation>ご意見
ご感想</translation>
    </message>
    <message>
        <source>One touch</source>
        <translation>一回押すだけ</translation>
    </message>
    <message>
        <source>Prices, rooms,
opening hours</source>
        <translation>料金・部屋・
受付時間</translation>
    </message>
    <message>
        <source>And the way there</source>
        <translation>行き方も</translation>
    </message>
    <message>
        <source>What else may we do?</source>
        <translation>ご用件は？</translation>
    </message>
    <message>
        <source>What else may we do
for you?</source>
        <translation>ほかの
ご用件は？</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>What happens next</source>
        <translation>このあとの流れ</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>%1 / %2 ページ</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>次のページ</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>最初のページ</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>A transfer form</source>
        <translation>紹介状</translation>
    </message>
    <message>
        <source>From the place where you are registered</source>
        <translation>登録先の医療機関が発行</translation>
    </message>
    <message>
        <source>A re-visit slip</source>
        <translation>再診票</translation>
    </message>
    <message>
        <source>From your last visit to this hospital</source>
        <translation>当院の前回の受診時に発行</translation>
    </message>
    <message>
        <source>No paper</source>
        <translation>書類なし</translation>
    </message>
    <message>
        <source>You can register all the same</source>
        <translation>書類がなくても受付できます</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>健康保険</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>Do you have one of
these papers today?</source>
        <translation>本日、次の書類を
お持ちですか？</translation>
    </message>
    <message>
        <source>With a paper insurance pays more. The clinic will look at it.</source>
        <translation>書類があると保険の支払いが増えます。診察室で確認します。</translation>
    </message>
</context>
<context>
    <name>Payment</name>
    <message>
        <source>Payment</source>
        <translation>お支払い</translation>
    </message>
    <message>
        <source>We received
%1</source>
        <translation>%1 を
受け取りました</translation>
    </message>
    <message>
        <source>The code has expired</source>
        <translation>コードの期限が切れました</translation>
    </message>
    <message>
        <source>Scan to pay
%1</source>
        <translation>読み取って支払う
%1</translation>
    </message>
    <message>
        <source>Thank you. Your number is next.</source>
        <translation>ありがとうございます。次は受付番号です。</translation>
    </message>
    <message>
        <source>Thank you. The hospital has noted it.</source>
        <translation>ありがとうございます。病院に記録されました。</translation>
    </message>
    <message>
        <source>If you have paid, nothing is lost: the cashier will see it.</source>
        <translation>お支払い済みでもご安心ください。会計窓口で確認できます。</translation>
    </message>
    <message>
        <source>Open your bank&apos;s app.</source>
        <translation>銀行アプリを開いてください。</translation>
    </message>
    <message>
        <source>Open your bank&apos;s app and choose “Scan QR”.</source>
        <translation>銀行アプリを開き、「QR 読み取り」をお選びください。</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Pay at the cashier</source>
        <translation>会計窓口で支払う</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>受取人</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>We received %1; %2 is missing.</source>
        <translation>%1 を受け取りました。%2 不足しています。</translation>
    </message>
    <message>
        <source>The bank cannot be asked now. If you have paid, nothing is lost: tell the cashier.</source>
        <translation>銀行に確認できません。お支払い済みでもご安心ください。会計窓口にお伝えください。</translation>
    </message>
    <message>
        <source>Waiting for the bank…</source>
        <translation>銀行の応答を待っています…</translation>
    </message>
    <message>
        <source>Preparing the payment code…</source>
        <translation>支払いコードを準備中…</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受領額</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金額</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>building %1</source>
        <translation>%1 棟</translation>
    </message>
    <message>
        <source>Floor %1</source>
        <translation>%1 階</translation>
    </message>
    <message>
        <source>%1 people before you</source>
        <translation>前に %1 人</translation>
    </message>
    <message>
        <source>About %1 minutes, %2 people before you</source>
        <translation>約 %1 分、前に %2 人</translation>
    </message>
    <message>
        <source>First show your card at desk %1</source>
        <translation>まず %1 番窓口でカードをお見せください</translation>
    </message>
    <message>
        <source>You keep this number · Code&#xa0;%1</source>
        <translation>番号はそのままです · コード %1</translation>
    </message>
    <message>
        <source>Room %1 · %2</source>
        <translation>%1 号室 · %2</translation>
    </message>
</context>
<context>
    <name>Priority</name>
    <message>
        <source>Pregnant</source>
        <translation>妊娠中の方</translation>
    </message>
    <message>
        <source>Severe disability</source>
        <translation>重い障害のある方</translation>
    </message>
    <message>
        <source>With the certificate of disability</source>
        <translation>障害の証明書をお持ちの方</translation>
    </message>
    <message>
        <source>Person of merit</source>
        <translation>国家功労者</translation>
    </message>
    <message>
        <source>With the certificate of merit</source>
        <translation>功労者の証明書をお持ちの方</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>該当しません</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>内容の確認</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>Who is called first</source>
        <translation>優先のご案内</translation>
    </message>
    <message>
        <source>Touch what is so. Staff will look at it at your visit.</source>
        <translation>当てはまるものに触れてください。診察のときに係員が確認します。</translation>
    </message>
</context>
<context>
    <name>QrPanel</name>
    <message>
        <source>Payment code</source>
        <translation>支払いコード</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Opening the chip</source>
        <translation>チップを開く</translation>
    </message>
    <message>
        <source>Name, birth date, address</source>
        <translation>氏名、生年月日、住所</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>顔写真</translation>
    </message>
    <message>
        <source>Checking the card&apos;s signature</source>
        <translation>カードの署名を確認</translation>
    </message>
    <message>
        <source>Checking its signature</source>
        <translation>署名の確認</translation>
    </message>
    <message>
        <source>Reading the card</source>
        <translation>カードの読み取り</translation>
    </message>
    <message>
        <source>Reading the passport</source>
        <translation>パスポートの読み取り</translation>
    </message>
    <message>
        <source>The passport moved.
Please put it back.</source>
        <translation>パスポートが動きました。
元に戻してください。</translation>
    </message>
    <message>
        <source>Reading your passport.
Please leave it.</source>
        <translation>パスポートを読み取っています。
そのままお待ちください。</translation>
    </message>
    <message>
        <source>The card moved.
Please put it back.</source>
        <translation>カードが動きました。
戻してください。</translation>
    </message>
    <message>
        <source>Reading your card.
Please leave it.</source>
        <translation>カードを読んでいます。
そのままお待ちください。</translation>
    </message>
    <message>
        <source>Reading your card.
Please leave it on the tray.</source>
        <translation>カードを読んでいます。
そのままお待ちください。</translation>
    </message>
    <message>
        <source>Reading will go on by itself.</source>
        <translation>自動で続きを読み取ります。</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>読み取り中…</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>待機</translation>
    </message>
    <message>
        <source>Usually about 3 seconds. The fingerprints in the chip are not read.</source>
        <translation>通常は約 3 秒です。チップの指紋は読み取りません。</translation>
    </message>
</context>
<context>
    <name>Registering</name>
    <message>
        <source>Registering</source>
        <translation>受付</translation>
    </message>
    <message>
        <source>Registering.
One moment, please.</source>
        <translation>受付しています。
少々お待ちください。</translation>
    </message>
    <message>
        <source>Your request is kept; no need to repeat it.</source>
        <translation>ご依頼は保存されています。やり直す必要はありません。</translation>
    </message>
    <message>
        <source>The hospital is preparing your number.</source>
        <translation>病院が番号を準備しています。</translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message>
        <source>Remind me of my next visit</source>
        <translation>次回受診のお知らせ</translation>
    </message>
    <message>
        <source>The hospital sends a message to the phone number it has. You can end it at any time.</source>
        <translation>病院に登録の電話番号へメッセージを送ります。いつでも停止できます。</translation>
    </message>
    <message>
        <source>Remind me of the child&apos;s vaccinations</source>
        <translation>お子様の予防接種のお知らせ</translation>
    </message>
    <message>
        <source>For children under 24 months, by the national schedule.</source>
        <translation>24 か月未満のお子様が対象です。国の予定に従います。</translation>
    </message>
    <message>
        <source>No answer means No.</source>
        <translation>選択がない場合は「いいえ」となります。</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>内容の確認</translation>
    </message>
    <message>
        <source>May we remind you?</source>
        <translation>お知らせしますか？</translation>
    </message>
    <message>
        <source>May the hospital
remind you?</source>
        <translation>病院からお知らせを
送ってよいですか？</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>次へ</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Asking for
your results</source>
        <translation>結果を
確認中です</translation>
    </message>
    <message>
        <source>The hospital finds no
record for this card</source>
        <translation>この身分証の記録が
見つかりません</translation>
    </message>
    <message>
        <source>Yes, your results
are ready</source>
        <translation>結果は
すべて出ています</translation>
    </message>
    <message>
        <source>Not all results
are there yet</source>
        <translation>結果はまだ
そろっていません</translation>
    </message>
    <message>
        <source>Perhaps you came with another paper.</source>
        <translation>前回は別の書類だったかもしれません。</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>身分証を取る</translation>
    </message>
    <message>
        <source>Go to desk %1</source>
        <translation>%1 番窓口へ行く</translation>
    </message>
    <message>
        <source>Go to the reception desk</source>
        <translation>受付窓口へ行く</translation>
    </message>
    <message>
        <source>Staff look for your record, also by another paper</source>
        <translation>係員がほかの書類でも記録をお探しします</translation>
    </message>
    <message>
        <source>Go back to the room that sent you</source>
        <translation>指示を受けた診察室に戻る</translation>
    </message>
    <message>
        <source>The doctor explains your results</source>
        <translation>医師が結果を説明します</translation>
    </message>
    <message>
        <source>Wait near the room that sent you</source>
        <translation>指示を受けた診察室の近くで待つ</translation>
    </message>
    <message>
        <source>Ask here again later</source>
        <translation>あとでこの機械でもう一度確かめる</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>数秒かかります。そのままお待ちください。</translation>
    </message>
</context>
<context>
    <name>Slip</name>
    <message>
        <source>Show the code
on your slip</source>
        <translation>控えのコードを
お見せください</translation>
    </message>
    <message>
        <source>Please use
your ID card</source>
        <translation>身分証を
お使いください</translation>
    </message>
    <message>
        <source>The camera is resting. Your card finds the number as well.</source>
        <translation>カメラは休止中です。身分証でも番号がわかります。</translation>
    </message>
    <message>
        <source>Hold the slip about 15 cm in front of the camera, above the screen.</source>
        <translation>画面上のカメラの約15 cm手前に控えをかざしてください。</translation>
    </message>
    <message>
        <source>Use my ID card</source>
        <translation>身分証を使う</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>コードをここに
合わせてください</translation>
    </message>
    <message>
        <source>This is another code. Please show the small code at the foot of the slip.</source>
        <translation>別のコードです。控えの下の小さいコードをお見せください。</translation>
    </message>
    <message>
        <source>Lay your ID card on the tray</source>
        <translation>身分証を読取台に置く</translation>
    </message>
    <message>
        <source>See how long it will still take</source>
        <translation>あとどれくらい待つかを見る</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>身分証を取る</translation>
    </message>
</context>
<context>
    <name>StaffPanel</name>
    <message>
        <source>Permission</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Code on the card</source>
        <translation>カードのコード</translation>
    </message>
    <message>
        <source>Reading the card</source>
        <translation>カードの読み取り</translation>
    </message>
    <message>
        <source>Comparing the face</source>
        <translation>顔の照合</translation>
    </message>
    <message>
        <source>Insurance</source>
        <translation>保険</translation>
    </message>
    <message>
        <source>Registering a child</source>
        <translation>お子さんの受付</translation>
    </message>
    <message>
        <source>Choosing the clinic</source>
        <translation>診療科の選択</translation>
    </message>
    <message>
        <source>Registered already</source>
        <translation>受付済み</translation>
    </message>
    <message>
        <source>Last look before registering</source>
        <translation>受付前の確認</translation>
    </message>
    <message>
        <source>Waiting for the hospital system</source>
        <translation>病院の応答待ち</translation>
    </message>
    <message>
        <source>Paying</source>
        <translation>支払い</translation>
    </message>
    <message>
        <source>Number given</source>
        <translation>番号発行済み</translation>
    </message>
    <message>
        <source>Sent to the desk</source>
        <translation>窓口へ案内済み</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>救急</translation>
    </message>
    <message>
        <source>Taking the card back</source>
        <translation>カードの受け取り</translation>
    </message>
    <message>
        <source>Card on the tray</source>
        <translation>トレイのカード</translation>
    </message>
    <message>
        <source>Chip</source>
        <translation>チップ</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>顔</translation>
    </message>
    <message>
        <source>Hospital system</source>
        <translation>病院システム</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>受付</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>控え</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>no</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>read</source>
        <translation>読み取り済み</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>読み取り不可</translation>
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
        <translation>職員が確認</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>応答あり</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>応答なし</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>まだ</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>送信中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>印刷済み</translation>
    </message>
    <message>
        <source>not printed</source>
        <translation>印刷不可</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者さん</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>職員</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>理由コード</translation>
    </message>
    <message>
        <source>You are helping</source>
        <translation>お手伝い中です</translation>
    </message>
    <message>
        <source>%1: what you press is recorded under this name.</source>
        <translation>%1：操作はこの名前で記録されます。</translation>
    </message>
    <message>
        <source>Press again to end. The registration stays; the screen is cleared.</source>
        <translation>もう一度押すと終了します。受付は残り、画面は消えます。</translation>
    </message>
    <message>
        <source>Press again to end. Nothing is registered; the screen is cleared.</source>
        <translation>もう一度押すと終了します。受付はなく、画面は消えます。</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>患者さんへ</translation>
    </message>
    <message>
        <source>Patient&apos;s screen</source>
        <translation>患者さんの画面</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>Other matters</source>
        <translation>その他の用件</translation>
    </message>
    <message>
        <source>Card and person seen</source>
        <translation>カードと本人を確認</translation>
    </message>
    <message>
        <source>Number for desk %1</source>
        <translation>窓口%1の番号</translation>
    </message>
    <message>
        <source>Number for the desk</source>
        <translation>窓口の番号</translation>
    </message>
    <message>
        <source>End this visit</source>
        <translation>この受付を終了</translation>
    </message>
</context>
<context>
    <name>StaffSign</name>
    <message>
        <source>Number and PIN do not go together. Please type both again.</source>
        <translation>番号とPINが一致しません。両方入力し直してください。</translation>
    </message>
    <message>
        <source>Too many tries. Please wait a little, or take the patient to the desk.</source>
        <translation>試行が続きました。少し待つか、患者さんを窓口へご案内ください。</translation>
    </message>
    <message>
        <source>This is still the first PIN. Please change it at a cashier&apos;s window.</source>
        <translation>まだ最初のPINです。会計の端末で変更してください。</translation>
    </message>
    <message>
        <source>Nobody can say now who you are. Please take the patient to the desk.</source>
        <translation>今は職員の確認ができません。患者さんを窓口へご案内ください。</translation>
    </message>
    <message>
        <source>Staff: your PIN</source>
        <translation>職員：PIN</translation>
    </message>
    <message>
        <source>Staff: your number</source>
        <translation>職員：番号</translation>
    </message>
    <message>
        <source>It is looked at and kept nowhere.</source>
        <translation>確認のみに使い、どこにも残りません。</translation>
    </message>
    <message>
        <source>For staff of the hospital only. Patients press “Back”.</source>
        <translation>病院職員用です。患者さんは「戻る」を押してください。</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>少々お待ちください。</translation>
    </message>
    <message>
        <source>Digits entered: %1</source>
        <translation>入力した桁数：%1</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Step %1 of 5 · %2</source>
        <translation>5 段階中 %1 · %2</translation>
    </message>
</context>
<context>
    <name>SummaryRow</name>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
</context>
<context>
    <name>TakeCard</name>
    <message>
        <source>Please take
your ID card</source>
        <translation>カードを
お取りください</translation>
    </message>
    <message>
        <source>Please take
your passport</source>
        <translation>パスポートを
お取りください</translation>
    </message>
    <message>
        <source>The card is stuck</source>
        <translation>カードが取れない</translation>
    </message>
    <message>
        <source>Call staff</source>
        <translation>係員を呼ぶ</translation>
    </message>
    <message>
        <source>When the card leaves the tray, everything on the screen is cleared.</source>
        <translation>カードを取ると、画面の情報はすべて消えます。</translation>
    </message>
    <message>
        <source>When the passport is taken, everything on the screen is cleared.</source>
        <translation>パスポートを取ると、画面の情報はすべて消えます。</translation>
    </message>
</context>
<context>
    <name>Ticket</name>
    <message>
        <source>Please take your slip and your ID card.</source>
        <translation>用紙とカードをお取りください。</translation>
    </message>
    <message>
        <source>Please take your slip.</source>
        <translation>用紙をお取りください。</translation>
    </message>
    <message>
        <source>Out of paper. Please remember %1.</source>
        <translation>用紙がありません。番号 %1 を覚えておいてください。</translation>
    </message>
    <message>
        <source>Your slip is being printed.</source>
        <translation>用紙を印刷しています。</translation>
    </message>
    <message>
        <source>Your number today</source>
        <translation>本日の番号</translation>
    </message>
    <message>
        <source>You are registered</source>
        <translation>受付が済みました</translation>
    </message>
    <message>
        <source>Please go to desk %1 first.</source>
        <translation>先に %1 番窓口へお越しください。</translation>
    </message>
    <message>
        <source>Please go to room %1, floor %2.</source>
        <translation>%2 階 %1 号室へお越しください。</translation>
    </message>
    <message>
        <source>Please go to room %1.</source>
        <translation>%1 号室へお越しください。</translation>
    </message>
    <message>
        <source>How was it?</source>
        <translation>ご感想</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>受付番号</translation>
    </message>
    <message>
        <source>The fee is settled at the cashier</source>
        <translation>料金は会計窓口で精算します</translation>
    </message>
    <message>
        <source>We received %1, %2 too much</source>
        <translation>%1 受け取り、%2 超過</translation>
    </message>
    <message>
        <source>Paid %1</source>
        <translation>%1 支払い済み</translation>
    </message>
    <message>
        <source>%1 is still missing</source>
        <translation>%1 不足</translation>
    </message>
    <message>
        <source>Pay %1 at the cashier</source>
        <translation>会計窓口で %1 支払い</translation>
    </message>
    <message>
        <source>The cashier will return it with this slip.</source>
        <translation>この用紙で会計窓口が返金します。</translation>
    </message>
    <message>
        <source>Also after the visit.</source>
        <translation>診察の後でも結構です。</translation>
    </message>
    <message>
        <source>A temporary number. Please keep your slip.</source>
        <translation>仮の番号です。用紙を保管してください。</translation>
    </message>
    <message>
        <source>The queue&apos;s page on your phone</source>
        <translation>スマートフォンの順番ページ</translation>
    </message>
    <message>
        <source>See it on your phone</source>
        <translation>スマートフォンで見る</translation>
    </message>
    <message>
        <source>Young children are called first.</source>
        <translation>小さなお子様は先にお呼びします。</translation>
    </message>
    <message>
        <source>You are 75 or older: you will be called first.</source>
        <translation>75 歳以上の方は先にお呼びします。</translation>
    </message>
    <message>
        <source>You are called first once staff have seen your paper.</source>
        <translation>係員が書類を確認した後、先にお呼びします。</translation>
    </message>
</context>
<context>
    <name>TrayDrawing</name>
    <message>
        <source>Take the card from the tray</source>
        <translation>台からカードをお取りください</translation>
    </message>
    <message>
        <source>Lay the card on the tray</source>
        <translation>台にカードを置いてください</translation>
    </message>
    <message>
        <source>Take the passport from the reader</source>
        <translation>読み取り機からパスポートを取る</translation>
    </message>
    <message>
        <source>Lay the open passport on the reader</source>
        <translation>開いたパスポートを読み取り機に置く</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Place your ID card
on the tray</source>
        <translation>身分証を台に
置いてください</translation>
    </message>
    <message>
        <source>It starts by itself. No need to press anything.</source>
        <translation>自動で始まります。押す必要はありません。</translation>
    </message>
    <message>
        <source>No ID card with you? Staff at desk %1 will help.</source>
        <translation>身分証をお持ちでない方は
%1 番窓口がお手伝いします。</translation>
    </message>
    <message>
        <source>No ID card with you?</source>
        <translation>身分証をお持ちでない方</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>ほかの用件</translation>
    </message>
    <message>
        <source>Something else: pay, find a number, ask</source>
        <translation>ほか：支払い・番号・案内</translation>
    </message>
    <message>
        <source>Raise the screen</source>
        <translation>画面を上げる</translation>
    </message>
    <message>
        <source>Lower the screen</source>
        <translation>画面を下げる</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>救急</translation>
    </message>
</context>
<context>
    <name>Where</name>
    <message>
        <source>Asking where
your number is</source>
        <translation>番号を
確認中です</translation>
    </message>
    <message>
        <source>No number of yours
is waiting now</source>
        <translation>お待ちの番号は
ありません</translation>
    </message>
    <message>
        <source>Your number
is in the queue</source>
        <translation>番号は
順番待ちです</translation>
    </message>
    <message>
        <source>You are
the next</source>
        <translation>まもなく
お呼びします</translation>
    </message>
    <message>
        <source>About %1 minutes
still to wait</source>
        <translation>あと約
%1分です</translation>
    </message>
    <message>
        <source>%1 people
before you</source>
        <translation>前に
%1人います</translation>
    </message>
    <message>
        <source>Perhaps the slip is of another day.</source>
        <translation>別の日の用紙かもしれません。</translation>
    </message>
    <message>
        <source>This room calls without a screen. Please listen for your number.</source>
        <translation>この部屋は画面なしで呼びます。番号をお聞きください。</translation>
    </message>
    <message>
        <source>Please wait near room %1.</source>
        <translation>%1 号室の近くでお待ちください。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>係員に相談</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>数秒かかります。そのままお待ちください。</translation>
    </message>
    <message>
        <source>Called already? Show your slip in the room.</source>
        <translation>もう呼ばれましたか。診察室で用紙をお見せください。</translation>
    </message>
    <message>
        <source>Not registered today? Press “Done” and begin with your ID card.</source>
        <translation>本日の受付がまだの方は「完了」を押し、身分証を置いてください。</translation>
    </message>
    <message>
        <source>Staff at desk %1 know more.</source>
        <translation>%1 番窓口の係員がお答えします。</translation>
    </message>
    <message>
        <source>Staff at the desk know more.</source>
        <translation>窓口の係員がお答えします。</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>受付番号</translation>
    </message>
    <message>
        <source>Now in the room</source>
        <translation>診察中の番号</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>部屋</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>%1 号室</translation>
    </message>
    <message>
        <source>People before you</source>
        <translation>前の人数</translation>
    </message>
    <message>
        <source>Room %1 · about %2 min</source>
        <translation>%1号室 · 約%2分</translation>
    </message>
</context>
</TS>
