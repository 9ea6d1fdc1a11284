<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ActionBar</name>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>Agree</name>
    <message>
        <source>To find
your bills</source>
        <translation>To find
your bills</translation>
    </message>
    <message>
        <source>The machine reads your ID card and asks the hospital what is still to be paid.</source>
        <translation>The machine reads your ID card and asks the hospital what is still to be paid.</translation>
    </message>
    <message>
        <source>To find
your number</source>
        <translation>To find
your number</translation>
    </message>
    <message>
        <source>The machine looks for the code on your slip, or reads your ID card, and asks how far the queue is.</source>
        <translation>The machine looks for the code on your slip, or reads your ID card, and asks how far the queue is.</translation>
    </message>
    <message>
        <source>To ask for
your results</source>
        <translation>To ask for
your results</translation>
    </message>
    <message>
        <source>The machine reads your ID card and asks the hospital. It shows yes or no, never what the results say.</source>
        <translation>The machine reads your ID card and asks the hospital. It shows yes or no, never what the results say.</translation>
    </message>
    <message>
        <source>Your face is not compared, and nobody else is asked. Nothing stays on the screen.</source>
        <translation>Your face is not compared, and nobody else is asked. Nothing stays on the screen.</translation>
    </message>
    <message>
        <source>Lay your ID card on the tray</source>
        <translation>Lay your ID card on the tray</translation>
    </message>
    <message>
        <source>Choose what to pay</source>
        <translation>Choose what to pay</translation>
    </message>
    <message>
        <source>Scan the code with your bank&apos;s app</source>
        <translation>Scan the code with your bank&apos;s app</translation>
    </message>
    <message>
        <source>Show the slip&apos;s code, or lay down your ID card</source>
        <translation>Show the slip&apos;s code, or lay down your ID card</translation>
    </message>
    <message>
        <source>See how long it will still take</source>
        <translation>See how long it will still take</translation>
    </message>
    <message>
        <source>See whether they are ready, and where to go</source>
        <translation>See whether they are ready, and where to go</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>I agree</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>What happens next</translation>
    </message>
</context>
<context>
    <name>Already</name>
    <message>
        <source>Choosing a clinic</source>
        <translation>Choosing a clinic</translation>
    </message>
    <message>
        <source>You are already
registered today</source>
        <translation>You are already
registered today</translation>
    </message>
    <message>
        <source>Here is your number.</source>
        <translation>Here is your number.</translation>
    </message>
    <message>
        <source>Pay %1</source>
        <translation>Pay %1</translation>
    </message>
    <message>
        <source>Drawing a number…</source>
        <translation>Drawing a number…</translation>
    </message>
    <message>
        <source>Another clinic today</source>
        <translation>Another clinic today</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>Your number</translation>
    </message>
</context>
<context>
    <name>Appointment</name>
    <message>
        <source>Your appointment</source>
        <translation>Your appointment</translation>
    </message>
    <message>
        <source>You have appointments
today</source>
        <translation>You have appointments
today</translation>
    </message>
    <message>
        <source>You have an appointment
today</source>
        <translation>You have an appointment
today</translation>
    </message>
    <message>
        <source>Touch it to go on.</source>
        <translation>Touch it to go on.</translation>
    </message>
    <message>
        <source>Another clinic</source>
        <translation>Another clinic</translation>
    </message>
    <message>
        <source>I bring a child</source>
        <translation>I bring a child</translation>
    </message>
    <message>
        <source>Re-visit</source>
        <translation>Re-visit</translation>
    </message>
    <message>
        <source>Room %1, floor %2</source>
        <translation>Room %1, floor %2</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>Room %1</translation>
    </message>
</context>
<context>
    <name>Bills</name>
    <message>
        <source>Examination</source>
        <translation>Examination</translation>
    </message>
    <message>
        <source>Advance payment</source>
        <translation>Advance payment</translation>
    </message>
    <message>
        <source>Ordered today</source>
        <translation>Ordered today</translation>
    </message>
    <message>
        <source>From an earlier day</source>
        <translation>From an earlier day</translation>
    </message>
    <message>
        <source>The payment has arrived. Thank you.</source>
        <translation>The payment has arrived. Thank you.</translation>
    </message>
    <message>
        <source>The payment has arrived. Please take your slip below the screen.</source>
        <translation>The payment has arrived. Please take your slip below the screen.</translation>
    </message>
    <message>
        <source>The payment has arrived. The slip could not be printed; the cashier has the payment.</source>
        <translation>The payment has arrived. The slip could not be printed; the cashier has the payment.</translation>
    </message>
    <message>
        <source>If you have paid, nothing is lost: the cashier will see it.</source>
        <translation>If you have paid, nothing is lost: the cashier will see it.</translation>
    </message>
    <message>
        <source>This one is paid at the cashier. The bill is kept there.</source>
        <translation>This one is paid at the cashier. The bill is kept there.</translation>
    </message>
    <message>
        <source>Looking for
your bills</source>
        <translation>Looking for
your bills</translation>
    </message>
    <message>
        <source>The hospital finds no
record for this card</source>
        <translation>The hospital finds no
record for this card</translation>
    </message>
    <message>
        <source>Everything
is paid</source>
        <translation>Everything
is paid</translation>
    </message>
    <message>
        <source>There is nothing
to pay</source>
        <translation>There is nothing
to pay</translation>
    </message>
    <message>
        <source>Which bill would you
like to pay?</source>
        <translation>Which bill would you
like to pay?</translation>
    </message>
    <message>
        <source>Perhaps you came with another paper.</source>
        <translation>Perhaps you came with another paper.</translation>
    </message>
    <message>
        <source>Thank you.</source>
        <translation>Thank you.</translation>
    </message>
    <message>
        <source>Touch it to see the payment code.</source>
        <translation>Touch it to see the payment code.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>This takes a few seconds. Nothing needs to be done.</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>Take your ID card</translation>
    </message>
    <message>
        <source>Go to desk %1</source>
        <translation>Go to desk %1</translation>
    </message>
    <message>
        <source>Go to the reception desk</source>
        <translation>Go to the reception desk</translation>
    </message>
    <message>
        <source>Staff look for your record, also by another paper</source>
        <translation>Staff look for your record, also by another paper</translation>
    </message>
    <message>
        <source>Go back to the room that sent you</source>
        <translation>Go back to the room that sent you</translation>
    </message>
    <message>
        <source>If you were told otherwise, ask the cashier</source>
        <translation>If you were told otherwise, ask the cashier</translation>
    </message>
    <message>
        <source>Paid in part: the rest at the cashier</source>
        <translation>Paid in part: the rest at the cashier</translation>
    </message>
</context>
<context>
    <name>CameraFrame</name>
    <message>
        <source>Camera picture</source>
        <translation>Camera picture</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>Desk %1 will look at your card first.</source>
        <translation>Desk %1 will look at your card first.</translation>
    </message>
    <message>
        <source>We could not compare your face. Desk %1 will look at your card first; you keep your number.</source>
        <translation>We could not compare your face. Desk %1 will look at your card first; you keep your number.</translation>
    </message>
    <message>
        <source>Staff will look at your card at your visit.</source>
        <translation>Staff will look at your card at your visit.</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>building %1</source>
        <translation>building %1</translation>
    </message>
    <message>
        <source>Transfer form: looked at in the clinic</source>
        <translation>Transfer form: looked at in the clinic</translation>
    </message>
    <message>
        <source>Re-visit slip: looked at in the clinic</source>
        <translation>Re-visit slip: looked at in the clinic</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>Check your details</translation>
    </message>
    <message>
        <source>Is all correct?</source>
        <translation>Is all correct?</translation>
    </message>
    <message>
        <source>Is everything
correct?</source>
        <translation>Is everything
correct?</translation>
    </message>
    <message>
        <source>A price has changed since. Please look at it again.</source>
        <translation>A price has changed since. Please look at it again.</translation>
    </message>
    <message>
        <source>Yes, register me</source>
        <translation>Yes, register me</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>Child</translation>
    </message>
    <message>
        <source>Number ••• %1</source>
        <translation>Number ••• %1</translation>
    </message>
    <message>
        <source>%1, born %2</source>
        <translation>%1, born %2</translation>
    </message>
    <message>
        <source>Born %1</source>
        <translation>Born %1</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>Health insurance</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>Not used</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>Checked later</source>
        <translation>Checked later</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>Covers %1% · right hospital</source>
        <translation>Covers %1% · right hospital</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Valid until %1</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>Clinic</translation>
    </message>
    <message>
        <source>Appointment at %1</source>
        <translation>Appointment at %1</translation>
    </message>
    <message>
        <source>Room %1, floor %2 · %3 min wait</source>
        <translation>Room %1, floor %2 · %3 min wait</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>You pay (estimate)</source>
        <translation>You pay (estimate)</translation>
    </message>
    <message>
        <source>Paid once the insurance has been checked</source>
        <translation>Paid once the insurance has been checked</translation>
    </message>
    <message>
        <source>Insurance pays %1</source>
        <translation>Insurance pays %1</translation>
    </message>
    <message>
        <source>Issuer not verified. Staff will look at the card.</source>
        <translation>Issuer not verified. Staff will look at the card.</translation>
    </message>
    <message>
        <source>The issuer could not be verified. Staff will look at the card at your visit.</source>
        <translation>The issuer could not be verified. Staff will look at the card at your visit.</translation>
    </message>
    <message>
        <source>Valid · another hospital</source>
        <translation>Valid · another hospital</translation>
    </message>
    <message>
        <source>Add a clinic</source>
        <translation>Add a clinic</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>Reminders</translation>
    </message>
    <message>
        <source>Name or insurance not right? Press “Get help”.</source>
        <translation>Name or insurance not right? Press “Get help”.</translation>
    </message>
</context>
<context>
    <name>ChildPaper</name>
    <message>
        <source>The camera is resting. Please choose what you can type.</source>
        <translation>The camera is resting. Please choose what you can type.</translation>
    </message>
    <message>
        <source>From six years on a number of the child is needed.</source>
        <translation>From six years on a number of the child is needed.</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>For a child</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>What can you type
of the child?</source>
        <translation>What can you type
of the child?</translation>
    </message>
    <message>
        <source>One of them will do. Its birth date and name come next.</source>
        <translation>One of them will do. Its birth date and name come next.</translation>
    </message>
    <message>
        <source>Its 12-digit number</source>
        <translation>Its 12-digit number</translation>
    </message>
    <message>
        <source>Its insurance card&apos;s number</source>
        <translation>Its insurance card&apos;s number</translation>
    </message>
    <message>
        <source>No number yet (under 6 years)</source>
        <translation>No number yet (under 6 years)</translation>
    </message>
</context>
<context>
    <name>ChildRelation</name>
    <message>
        <source>For a child</source>
        <translation>For a child</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>What are you
to the child?</source>
        <translation>What are you
to the child?</translation>
    </message>
    <message>
        <source>Your card shows who brings the child. The child needs no card of its own.</source>
        <translation>Your card shows who brings the child. The child needs no card of its own.</translation>
    </message>
    <message>
        <source>Mother</source>
        <translation>Mother</translation>
    </message>
    <message>
        <source>Father</source>
        <translation>Father</translation>
    </message>
    <message>
        <source>Grandparent</source>
        <translation>Grandparent</translation>
    </message>
    <message>
        <source>Guardian by law</source>
        <translation>Guardian by law</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Somebody else</translation>
    </message>
</context>
<context>
    <name>ChildScan</name>
    <message>
        <source>This is another code. Please show the code of the child&apos;s card.</source>
        <translation>This is another code. Please show the code of the child&apos;s card.</translation>
    </message>
    <message>
        <source>This is your own card. Please show the code of the child&apos;s card.</source>
        <translation>This is your own card. Please show the code of the child&apos;s card.</translation>
    </message>
    <message>
        <source>This card is not a child&apos;s. Please show the code of the child&apos;s card.</source>
        <translation>This card is not a child&apos;s. Please show the code of the child&apos;s card.</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>For a child</translation>
    </message>
    <message>
        <source>Show the code of
the child&apos;s card</source>
        <translation>Show the code of
the child&apos;s card</translation>
    </message>
    <message>
        <source>Hold it about 15 cm in front of the camera. Leave your own card on the tray.</source>
        <translation>Hold it about 15 cm in front of the camera. Leave your own card on the tray.</translation>
    </message>
    <message>
        <source>Type the number</source>
        <translation>Type the number</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>Hold the code still here</translation>
    </message>
    <message>
        <source>The child&apos;s insurance card, on paper or on the phone</source>
        <translation>The child&apos;s insurance card, on paper or on the phone</translation>
    </message>
    <message>
        <source>or the child&apos;s own ID card</source>
        <translation>or the child&apos;s own ID card</translation>
    </message>
</context>
<context>
    <name>ChildType</name>
    <message>
        <source>This is your own number. Please type the child&apos;s.</source>
        <translation>This is your own number. Please type the child&apos;s.</translation>
    </message>
    <message>
        <source>This is not yet the number of an insurance card. Please look again.</source>
        <translation>This is not yet the number of an insurance card. Please look again.</translation>
    </message>
    <message>
        <source>Please type the child&apos;s name.</source>
        <translation>Please type the child&apos;s name.</translation>
    </message>
    <message>
        <source>This birth date is not a child&apos;s. Please type it again.</source>
        <translation>This birth date is not a child&apos;s. Please type it again.</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>For a child</translation>
    </message>
    <message>
        <source>The child&apos;s
12-digit number</source>
        <translation>The child&apos;s
12-digit number</translation>
    </message>
    <message>
        <source>The child&apos;s date of birth</source>
        <translation>The child&apos;s date of birth</translation>
    </message>
    <message>
        <source>The child&apos;s
full name</source>
        <translation>The child&apos;s
full name</translation>
    </message>
    <message>
        <source>The number of the
insurance card</source>
        <translation>The number of the
insurance card</translation>
    </message>
    <message>
        <source>As it stands on the birth certificate. The mark goes after its letter.</source>
        <translation>As it stands on the birth certificate. The mark goes after its letter.</translation>
    </message>
    <message>
        <source>15 letters and digits, or the 10 digits of the social insurance number.</source>
        <translation>15 letters and digits, or the 10 digits of the social insurance number.</translation>
    </message>
    <message>
        <source>It stands on the birth certificate and on the insurance card.</source>
        <translation>It stands on the birth certificate and on the insurance card.</translation>
    </message>
    <message>
        <source>Two digits for the day, two for the month, four for the year.</source>
        <translation>Two digits for the day, two for the month, four for the year.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>There is no such date. Please look again.</source>
        <translation>There is no such date. Please look again.</translation>
    </message>
    <message>
        <source>Letters and marks of the name</source>
        <translation>Letters and marks of the name</translation>
    </message>
    <message>
        <source>Up to fifteen letters and digits</source>
        <translation>Up to fifteen letters and digits</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>I agree</translation>
    </message>
</context>
<context>
    <name>Clinic</name>
    <message>
        <source>I don&apos;t know
which clinic</source>
        <translation>I don’t know
which clinic</translation>
    </message>
    <message>
        <source>I bring a child</source>
        <translation>I bring a child</translation>
    </message>
    <message>
        <source>Under 18 years</source>
        <translation>Under 18 years</translation>
    </message>
    <message>
        <source>That room has just filled up. Please choose another.</source>
        <translation>That room has just filled up. Please choose another.</translation>
    </message>
    <message>
        <source>That clinic sees patients of another age. Please choose another.</source>
        <translation>That clinic sees patients of another age. Please choose another.</translation>
    </message>
    <message>
        <source>That clinic does not see you. Please choose another.</source>
        <translation>That clinic does not see you. Please choose another.</translation>
    </message>
    <message>
        <source>That appointment was used already. Please choose a clinic.</source>
        <translation>That appointment was used already. Please choose a clinic.</translation>
    </message>
    <message>
        <source>Up to %1 years</source>
        <translation>Up to %1 years</translation>
    </message>
    <message>
        <source>From %1 years</source>
        <translation>From %1 years</translation>
    </message>
    <message>
        <source>Men only</source>
        <translation>Men only</translation>
    </message>
    <message>
        <source>Women only</source>
        <translation>Women only</translation>
    </message>
    <message>
        <source>Registered today</source>
        <translation>Registered today</translation>
    </message>
    <message>
        <source>Chosen already</source>
        <translation>Chosen already</translation>
    </message>
    <message>
        <source>Same room</source>
        <translation>Same room</translation>
    </message>
    <message>
        <source>Choosing a clinic</source>
        <translation>Choosing a clinic</translation>
    </message>
    <message>
        <source>Which clinic?</source>
        <translation>Which clinic?</translation>
    </message>
    <message>
        <source>Where would you like
to go today?</source>
        <translation>Where would you like
to go today?</translation>
    </message>
    <message>
        <source>Looking for
open clinics</source>
        <translation>Looking for
open clinics</translation>
    </message>
    <message>
        <source>Which clinic as well?</source>
        <translation>Which clinic as well?</translation>
    </message>
    <message>
        <source>Which clinic
as well?</source>
        <translation>Which clinic
as well?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>This takes a few seconds. Nothing needs to be done.</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>Last time</translation>
    </message>
    <message>
        <source>Staff will help</source>
        <translation>Staff will help</translation>
    </message>
    <message>
        <source>Full this session</source>
        <translation>Full this session</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 waiting · %2 min</source>
        <translation>%1 waiting · %2 min</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Page %1 of %2</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>First page</translation>
    </message>
</context>
<context>
    <name>Closed</name>
    <message>
        <source>This station
is resting</source>
        <translation>This station
is resting</translation>
    </message>
    <message>
        <source>Please go to desk %1.</source>
        <translation>Please go to desk %1.</translation>
    </message>
    <message>
        <source>Please ask at the reception desk.</source>
        <translation>Please ask at the reception desk.</translation>
    </message>
    <message>
        <source>For staff: the station&apos;s journal is damaged. Please leave the machine as it is and call hospital IT (code N1).</source>
        <translation>For staff: the station&apos;s journal is damaged. Please leave the machine as it is and call hospital IT (code N1).</translation>
    </message>
    <message>
        <source>For staff: the station&apos;s journal cannot be opened now; it is tried again. If this stays, please call hospital IT (code N2).</source>
        <translation>For staff: the station&apos;s journal cannot be opened now; it is tried again. If this stays, please call hospital IT (code N2).</translation>
    </message>
    <message>
        <source>For staff: the machine&apos;s disk is full. Once there is room it serves again by itself; please call hospital IT (code N3).</source>
        <translation>For staff: the machine&apos;s disk is full. Once there is room it serves again by itself; please call hospital IT (code N3).</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>Compare your face with the card</source>
        <translation>Compare your face with the card</translation>
    </message>
    <message>
        <source>So that nobody else can use your card. The picture is deleted right after. If you choose No, staff will look at the card.</source>
        <translation>So that nobody else can use your card. The picture is deleted right after. If you choose No, staff will look at the card.</translation>
    </message>
    <message>
        <source>Ask the health insurance for you</source>
        <translation>Ask the health insurance for you</translation>
    </message>
    <message>
        <source>The machine asks the insurance service whether your insurance is valid and what it pays.</source>
        <translation>The machine asks the insurance service whether your insurance is valid and what it pays.</translation>
    </message>
    <message>
        <source>Have the card confirmed</source>
        <translation>Have the card confirmed</translation>
    </message>
    <message>
        <source>The machine asks the national service whether your card is genuine. Your number is sent there for this.</source>
        <translation>The machine asks the national service whether your card is genuine. Your number is sent there for this.</translation>
    </message>
    <message>
        <source>Already done: card read, hospital and insurance asked. No stops the rest.</source>
        <translation>Already done: card read, hospital and insurance asked. No stops the rest.</translation>
    </message>
    <message>
        <source>Already done: card read, hospital asked. No stops the rest.</source>
        <translation>Already done: card read, hospital asked. No stops the rest.</translation>
    </message>
    <message>
        <source>The machine reads your card and registers your visit. No answer means No.</source>
        <translation>The machine reads your card and registers your visit. No answer means No.</translation>
    </message>
    <message>
        <source>Your rights</source>
        <translation>Your rights</translation>
    </message>
    <message>
        <source>Two things need
your permission</source>
        <translation>Two things need
your permission</translation>
    </message>
    <message>
        <source>Three things need
your permission</source>
        <translation>Three things need
your permission</translation>
    </message>
    <message>
        <source>You can still register if you choose No.</source>
        <translation>You can still register if you choose No.</translation>
    </message>
    <message>
        <source>I agree to both</source>
        <translation>I agree to both</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Question %1 of %2</source>
        <translation>Question %1 of %2</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>The card needs to be looked at by staff.</source>
        <translation>The card needs to be looked at by staff.</translation>
    </message>
    <message>
        <source>We cannot read this card&apos;s chip. Staff will register you with the card itself.</source>
        <translation>We cannot read this card’s chip. Staff will register you with the card itself.</translation>
    </message>
    <message>
        <source>The digits did not open the card. Staff will register you with the card itself.</source>
        <translation>The digits did not open the card. Staff will register you with the card itself.</translation>
    </message>
    <message>
        <source>Your insurance and your ID card differ. Staff will correct it.</source>
        <translation>Your insurance and your ID card differ. Staff will correct it.</translation>
    </message>
    <message>
        <source>The hospital&apos;s record and your card differ. Staff will look at both.</source>
        <translation>The hospital&apos;s record and your card differ. Staff will look at both.</translation>
    </message>
    <message>
        <source>Staff will write down the child&apos;s name. Your card has been read already.</source>
        <translation>Staff will write down the child&apos;s name. Your card has been read already.</translation>
    </message>
    <message>
        <source>Staff will register the child with you.</source>
        <translation>Staff will register the child with you.</translation>
    </message>
    <message>
        <source>Staff will help you find the right clinic.</source>
        <translation>Staff will help you find the right clinic.</translation>
    </message>
    <message>
        <source>All rooms are full today. Staff will find the nearest date.</source>
        <translation>All rooms are full today. Staff will find the nearest date.</translation>
    </message>
    <message>
        <source>The hospital system is slow. Staff at the desk will finish for you.</source>
        <translation>The hospital system is slow. Staff at the desk will finish for you.</translation>
    </message>
    <message>
        <source>You are registered. Staff at the desk will give you your number.</source>
        <translation>You are registered. Staff at the desk will give you your number.</translation>
    </message>
    <message>
        <source>The registration needs a person. Staff at the desk will finish for you.</source>
        <translation>The registration needs a person. Staff at the desk will finish for you.</translation>
    </message>
    <message>
        <source>No need to queue again.</source>
        <translation>No need to queue again.</translation>
    </message>
    <message>
        <source>Staff at the desk</source>
        <translation>Staff at the desk</translation>
    </message>
    <message>
        <source>have been told</source>
        <translation>have been told</translation>
    </message>
    <message>
        <source>A person will go on with you there.</source>
        <translation>A person will go on with you there.</translation>
    </message>
    <message>
        <source>Please go to
desk %1</source>
        <translation>Please go to
desk %1</translation>
    </message>
    <message>
        <source>Please go to
the reception desk</source>
        <translation>Please go to
the reception desk</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Understood</translation>
    </message>
    <message>
        <source>Your number at the desk</source>
        <translation>Your number at the desk</translation>
    </message>
    <message>
        <source>Drawing a number…</source>
        <translation>Drawing a number…</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>Reason code</translation>
    </message>
    <message>
        <source>Please take your slip. No need to queue again.</source>
        <translation>Please take your slip. No need to queue again.</translation>
    </message>
    <message>
        <source>Out of paper. Please remember %1.</source>
        <translation>Out of paper. Please remember %1.</translation>
    </message>
    <message>
        <source>Your slip is being printed.</source>
        <translation>Your slip is being printed.</translation>
    </message>
</context>
<context>
    <name>Emergency</name>
    <message>
        <source>Go straight
to Emergency</source>
        <translation>Go straight
to Emergency</translation>
    </message>
    <message>
        <source>Follow the red line. Staff are coming.</source>
        <translation>Follow the red line. Staff are coming.</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Understood</translation>
    </message>
    <message>
        <source>You need not register first.</source>
        <translation>You need not register first.</translation>
    </message>
</context>
<context>
    <name>Face</name>
    <message>
        <source>Look straight at the camera</source>
        <translation>Look straight at the camera</translation>
    </message>
    <message>
        <source>Come a little closer</source>
        <translation>Come a little closer</translation>
    </message>
    <message>
        <source>Step back a little</source>
        <translation>Step back a little</translation>
    </message>
    <message>
        <source>A little to the left</source>
        <translation>A little to the left</translation>
    </message>
    <message>
        <source>A little to the right</source>
        <translation>A little to the right</translation>
    </message>
    <message>
        <source>A little more light</source>
        <translation>A little more light</translation>
    </message>
    <message>
        <source>Too bright. Please turn away from the light.</source>
        <translation>Too bright. Please turn away from the light.</translation>
    </message>
    <message>
        <source>One person only, please</source>
        <translation>One person only, please</translation>
    </message>
    <message>
        <source>Hold still, please</source>
        <translation>Hold still, please</translation>
    </message>
    <message>
        <source>Turn your head a little to the left</source>
        <translation>Turn your head a little to the left</translation>
    </message>
    <message>
        <source>Turn your head a little to the right</source>
        <translation>Turn your head a little to the right</translation>
    </message>
    <message>
        <source>Please turn so that your whole face is lit</source>
        <translation>Please turn so that your whole face is lit</translation>
    </message>
    <message>
        <source>Please take off your mask</source>
        <translation>Please take off your mask</translation>
    </message>
    <message>
        <source>Please show your whole face</source>
        <translation>Please show your whole face</translation>
    </message>
    <message>
        <source>Come closer, slowly</source>
        <translation>Come closer, slowly</translation>
    </message>
    <message>
        <source>Thank you. Now a little back.</source>
        <translation>Thank you. Now a little back.</translation>
    </message>
    <message>
        <source>Keep looking at the screen: its colour changes softly</source>
        <translation>Keep looking at the screen: its colour changes softly</translation>
    </message>
    <message>
        <source>Thank you. Comparing now.</source>
        <translation>Thank you. Comparing now.</translation>
    </message>
    <message>
        <source>Confirming your face</source>
        <translation>Confirming your face</translation>
    </message>
    <message>
        <source>Look into the camera</source>
        <translation>Look into the camera</translation>
    </message>
    <message>
        <source>The camera is right above the screen.</source>
        <translation>The camera is right above the screen.</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>Go on without the camera</source>
        <translation>Go on without the camera</translation>
    </message>
    <message>
        <source>The picture is deleted right after comparing it with the card.</source>
        <translation>The picture is deleted right after comparing it with the card.</translation>
    </message>
</context>
<context>
    <name>FaceRetry</name>
    <message>
        <source>Confirming your face</source>
        <translation>Confirming your face</translation>
    </message>
    <message>
        <source>No match yet</source>
        <translation>No match yet</translation>
    </message>
    <message>
        <source>Take off mask and dark glasses</source>
        <translation>Take off mask and dark glasses</translation>
    </message>
    <message>
        <source>We could not match your face to the card. This is common when the photo is old.</source>
        <translation>We could not match your face to the card. This is common when the photo is old.</translation>
    </message>
    <message>
        <source>Once more, please</source>
        <translation>Once more, please</translation>
    </message>
    <message>
        <source>The camera did not see the movement clearly. There is no hurry.</source>
        <translation>The camera did not see the movement clearly. There is no hurry.</translation>
    </message>
    <message>
        <source>When an arrow shows, gently turn your head that way</source>
        <translation>When an arrow shows, gently turn your head that way</translation>
    </message>
    <message>
        <source>When asked, come closer slowly, then go back</source>
        <translation>When asked, come closer slowly, then go back</translation>
    </message>
    <message>
        <source>Not seen clearly yet</source>
        <translation>Not seen clearly yet</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>Go on without the camera</source>
        <translation>Go on without the camera</translation>
    </message>
    <message>
        <source>Look into the lens above the screen</source>
        <translation>Look into the lens above the screen</translation>
    </message>
    <message>
        <source>One person only. Companions, please step back.</source>
        <translation>One person only. Companions, please step back.</translation>
    </message>
    <message>
        <source>Then look into the lens again</source>
        <translation>Then look into the lens again</translation>
    </message>
    <message>
        <source>Often it is only the light or the distance.</source>
        <translation>Often it is only the light or the distance.</translation>
    </message>
    <message>
        <source>Stand where your face is lit and look into the lens above the screen</source>
        <translation>Stand where your face is lit and look into the lens above the screen</translation>
    </message>
    <message>
        <source>Try %1 of %2</source>
        <translation>Try %1 of %2</translation>
    </message>
</context>
<context>
    <name>Feedback</name>
    <message>
        <source>Very good</source>
        <translation>Very good</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>So-so</source>
        <translation>So-so</translation>
    </message>
    <message>
        <source>Not good</source>
        <translation>Not good</translation>
    </message>
    <message>
        <source>Not good at all</source>
        <translation>Not good at all</translation>
    </message>
    <message>
        <source>The wait</source>
        <translation>The wait</translation>
    </message>
    <message>
        <source>How I was spoken to</source>
        <translation>How I was spoken to</translation>
    </message>
    <message>
        <source>Cleanliness</source>
        <translation>Cleanliness</translation>
    </message>
    <message>
        <source>Prices and payment</source>
        <translation>Prices and payment</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>This machine</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Something else</translation>
    </message>
    <message>
        <source>Thank you
for telling us</source>
        <translation>Thank you
for telling us</translation>
    </message>
    <message>
        <source>What was
not good?</source>
        <translation>What was
not good?</translation>
    </message>
    <message>
        <source>How was it
today?</source>
        <translation>How was it
today?</translation>
    </message>
    <message>
        <source>The hospital reads every answer.</source>
        <translation>The hospital reads every answer.</translation>
    </message>
    <message>
        <source>One touch, or leave it out.</source>
        <translation>One touch, or leave it out.</translation>
    </message>
    <message>
        <source>One touch. No name goes with it.</source>
        <translation>One touch. No name goes with it.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Leave it out</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>English</source>
        <extracomment>The language&apos;s own name in itself, as patients look for it: Tiếng Việt, 中文</extracomment>
        <translation>English</translation>
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
        <translation>{day:02}/{month:02}/{year}</translation>
    </message>
</context>
<context>
    <name>Further</name>
    <message>
        <source>Room %1 · %2</source>
        <translation>Room %1 · %2</translation>
    </message>
    <message>
        <source>Floor %1 · about %2 minutes</source>
        <translation>Floor %1 · about %2 minutes</translation>
    </message>
</context>
<context>
    <name>HandWindow</name>
    <message>
        <source>The patient&apos;s hand</source>
        <translation>The patient’s hand</translation>
    </message>
    <message>
        <source>Show the card&apos;s QR</source>
        <translation>Show the card’s QR</translation>
    </message>
    <message>
        <source>Take the QR away</source>
        <translation>Take the QR away</translation>
    </message>
    <message>
        <source>Show the last slip</source>
        <translation>Show the last slip</translation>
    </message>
    <message>
        <source>Lay the card down</source>
        <translation>Lay the card down</translation>
    </message>
    <message>
        <source>Take the card</source>
        <translation>Take the card</translation>
    </message>
    <message>
        <source>Step before the camera</source>
        <translation>Step before the camera</translation>
    </message>
    <message>
        <source>Somebody else looks</source>
        <translation>Somebody else looks</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>Turn left</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>Turn right</translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation>Come closer</translation>
    </message>
    <message>
        <source>Pay with the bank&apos;s app</source>
        <translation>Pay with the bank’s app</translation>
    </message>
    <message>
        <source>Insurance away</source>
        <translation>Insurance away</translation>
    </message>
    <message>
        <source>HIS away</source>
        <translation>HIS away</translation>
    </message>
    <message>
        <source>Bank away</source>
        <translation>Bank away</translation>
    </message>
    <message>
        <source>Paper out</source>
        <translation>Paper out</translation>
    </message>
    <message>
        <source>Camera away</source>
        <translation>Camera away</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Usual text</source>
        <translation>Usual text</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contrast</translation>
    </message>
    <message>
        <source>Usual colours</source>
        <translation>Usual colours</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>Get help</source>
        <translation>Get help</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Staff</translation>
    </message>
</context>
<context>
    <name>Info</name>
    <message>
        <source>Prices</source>
        <translation>Prices</translation>
    </message>
    <message>
        <source>Examination
prices</source>
        <translation>Examination
prices</translation>
    </message>
    <message>
        <source>Departments and rooms</source>
        <translation>Departments and rooms</translation>
    </message>
    <message>
        <source>Departments
and rooms</source>
        <translation>Departments
and rooms</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>Opening hours</translation>
    </message>
    <message>
        <source>Map, and the way there</source>
        <translation>Map, and the way there</translation>
    </message>
    <message>
        <source>Where would you
like to go?</source>
        <translation>Where would you
like to go?</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>The hospital&apos;s
notices</source>
        <translation>The hospital&apos;s
notices</translation>
    </message>
    <message>
        <source>What would you
like to know?</source>
        <translation>What would you
like to know?</translation>
    </message>
    <message>
        <source>For one examination, without insurance.</source>
        <translation>For one examination, without insurance.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>This takes a few seconds. Nothing needs to be done.</translation>
    </message>
    <message>
        <source>This cannot be shown just now. Staff will gladly tell you.</source>
        <translation>This cannot be shown just now. Staff will gladly tell you.</translation>
    </message>
    <message>
        <source>There is nothing to show here today.</source>
        <translation>There is nothing to show here today.</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>Room %1</translation>
    </message>
    <message>
        <source>floor %1</source>
        <translation>floor %1</translation>
    </message>
</context>
<context>
    <name>Insurance</name>
    <message>
        <source>Male</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>Health insurance</translation>
    </message>
    <message>
        <source>Asking the insurance</source>
        <translation>Asking the insurance</translation>
    </message>
    <message>
        <source>Your insurance is valid</source>
        <translation>Your insurance is valid</translation>
    </message>
    <message>
        <source>No valid insurance found</source>
        <translation>No valid insurance found</translation>
    </message>
    <message>
        <source>The name differs
on your insurance</source>
        <translation>The name differs
on your insurance</translation>
    </message>
    <message>
        <source>The insurance service
is busy</source>
        <translation>The insurance service
is busy</translation>
    </message>
    <message>
        <source>Get a desk number</source>
        <translation>Get a desk number</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>This takes a few seconds. Nothing needs to be done.</translation>
    </message>
    <message>
        <source>Right hospital</source>
        <translation>Right hospital</translation>
    </message>
    <message>
        <source>Valid · another hospital</source>
        <translation>Valid · another hospital</translation>
    </message>
    <message>
        <source>Get a number for the desk</source>
        <translation>Get a number for the desk</translation>
    </message>
    <message>
        <source>Desk %1 corrects it and registers you</source>
        <translation>Desk %1 corrects it and registers you</translation>
    </message>
    <message>
        <source>Choose the clinic; its price stands beside it</source>
        <translation>Choose the clinic; its price stands beside it</translation>
    </message>
    <message>
        <source>Pay here, or later at the cashier</source>
        <translation>Pay here, or later at the cashier</translation>
    </message>
    <message>
        <source>Get your number</source>
        <translation>Get your number</translation>
    </message>
    <message>
        <source>Choose the clinic</source>
        <translation>Choose the clinic</translation>
    </message>
    <message>
        <source>Pay once the insurance has been checked</source>
        <translation>Pay once the insurance has been checked</translation>
    </message>
    <message>
        <source>Show my insurance card</source>
        <translation>Show my insurance card</translation>
    </message>
    <message>
        <source>Covers %1% · right hospital</source>
        <translation>Covers %1% · right hospital</translation>
    </message>
    <message>
        <source>Your first registration is at another hospital: insurance pays part.</source>
        <translation>Your first registration is at another hospital: insurance pays part.</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Valid until %1</translation>
    </message>
    <message>
        <source>Usable today. The clinic will still look at one paper.</source>
        <translation>Usable today. The clinic will still look at one paper.</translation>
    </message>
    <message>
        <source>You may pay yourself, or ask at desk %1.</source>
        <translation>You may pay yourself, or ask at desk %1.</translation>
    </message>
    <message>
        <source>Your insurance and your ID card differ. Desk %1 will correct it.</source>
        <translation>Your insurance and your ID card differ. Desk %1 will correct it.</translation>
    </message>
    <message>
        <source>You can still register; it will be checked later.</source>
        <translation>You can still register; it will be checked later.</translation>
    </message>
    <message>
        <source>%1, born %2</source>
        <translation>%1, born %2</translation>
    </message>
    <message>
        <source>Born %1</source>
        <translation>Born %1</translation>
    </message>
    <message>
        <source>Insurance card</source>
        <translation>Insurance card</translation>
    </message>
    <message>
        <source>Estimated fee</source>
        <translation>Estimated fee</translation>
    </message>
    <message>
        <source>Examination</source>
        <translation>Examination</translation>
    </message>
    <message>
        <source>Insurance pays %1%</source>
        <translation>Insurance pays %1%</translation>
    </message>
    <message>
        <source>You pay</source>
        <translation>You pay</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>What happens next</translation>
    </message>
    <message>
        <source>The final amount is settled at the end of the visit.</source>
        <translation>The final amount is settled at the end of the visit.</translation>
    </message>
</context>
<context>
    <name>InsuranceScan</name>
    <message>
        <source>Health insurance</source>
        <translation>Health insurance</translation>
    </message>
    <message>
        <source>Show the code of
your insurance card</source>
        <translation>Show the code of
your insurance card</translation>
    </message>
    <message>
        <source>On paper or on the phone, about 15 cm in front of the camera.</source>
        <translation>On paper or on the phone, about 15 cm in front of the camera.</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>Hold the code still here</translation>
    </message>
    <message>
        <source>This card has another name. Please show your own insurance card.</source>
        <translation>This card has another name. Please show your own insurance card.</translation>
    </message>
    <message>
        <source>This is another code. Please show the code of the insurance card.</source>
        <translation>This is another code. Please show the code of the insurance card.</translation>
    </message>
</context>
<context>
    <name>KeyQr</name>
    <message>
        <source>Code on the card</source>
        <translation>Code on the card</translation>
    </message>
    <message>
        <source>Show the card&apos;s code
to the camera</source>
        <translation>Show the card’s code
to the camera</translation>
    </message>
    <message>
        <source>Hold the card about 15 cm in front of the camera, above the screen.</source>
        <translation>Hold the card about 15 cm in front of the camera, above the screen.</translation>
    </message>
    <message>
        <source>Type the number</source>
        <translation>Type the number</translation>
    </message>
    <message>
        <source>I have a passport</source>
        <translation>I have a passport</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>Hold the code still here</translation>
    </message>
    <message>
        <source>This is another code. Please show the code printed on the card.</source>
        <translation>This is another code. Please show the code printed on the card.</translation>
    </message>
    <message>
        <source>It does not match the card yet. Please show the code of the card that lies on the tray.</source>
        <translation>It does not match the card yet. Please show the code of the card that lies on the tray.</translation>
    </message>
    <message>
        <source>Older card</source>
        <translation>Older card</translation>
    </message>
    <message>
        <source>Code on the front</source>
        <translation>Code on the front</translation>
    </message>
    <message>
        <source>Card since 7/2024</source>
        <translation>Card since 7/2024</translation>
    </message>
    <message>
        <source>Code on the back</source>
        <translation>Code on the back</translation>
    </message>
</context>
<context>
    <name>KeyType</name>
    <message>
        <source>It does not match the card yet. Please check the digits and try again.</source>
        <translation>It does not match the card yet. Please check the digits and try again.</translation>
    </message>
    <message>
        <source>The camera is resting. Please type what is printed on the card.</source>
        <translation>The camera is resting. Please type what is printed on the card.</translation>
    </message>
    <message>
        <source>This code alone does not open the card. Please type what is printed on it.</source>
        <translation>This code alone does not open the card. Please type what is printed on it.</translation>
    </message>
    <message>
        <source>Code on the card</source>
        <translation>Code on the card</translation>
    </message>
    <message>
        <source>Enter the 12 digits
of your ID card</source>
        <translation>Enter the 12 digits
of your ID card</translation>
    </message>
    <message>
        <source>Your date of birth</source>
        <translation>Your date of birth</translation>
    </message>
    <message>
        <source>Expiry date of the card</source>
        <translation>Expiry date of the card</translation>
    </message>
    <message>
        <source>The number of
your passport</source>
        <translation>The number of
your passport</translation>
    </message>
    <message>
        <source>Expiry date of
the passport</source>
        <translation>Expiry date of
the passport</translation>
    </message>
    <message>
        <source>Your full name</source>
        <translation>Your full name</translation>
    </message>
    <message>
        <source>Two digits for the day, two for the month, four for the year.</source>
        <translation>Two digits for the day, two for the month, four for the year.</translation>
    </message>
    <message>
        <source>They are printed on the card. The 6 digits of the CAN will do as well.</source>
        <translation>They are printed on the card. The 6 digits of the CAN will do as well.</translation>
    </message>
    <message>
        <source>It stands at the top of the page with your picture. Then lay the passport on the reader, open at that page.</source>
        <translation>It stands at the top of the page with your picture. Then lay the passport on the reader, open at that page.</translation>
    </message>
    <message>
        <source>As it is printed on the card. The mark goes after its letter.</source>
        <translation>As it is printed on the card. The mark goes after its letter.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>No expiry</source>
        <translation>No expiry</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>There is no such date. Please look at the card again.</source>
        <translation>There is no such date. Please look at the card again.</translation>
    </message>
    <message>
        <source>Letters and marks of the name</source>
        <translation>Letters and marks of the name</translation>
    </message>
    <message>
        <source>Up to nine letters and digits</source>
        <translation>Up to nine letters and digits</translation>
    </message>
</context>
<context>
    <name>LanguageSheet</name>
    <message>
        <source>Choose your language</source>
        <translation>Choose your language</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Louder</translation>
    </message>
    <message>
        <source>Say it again</source>
        <translation>Say it again</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Read aloud</translation>
    </message>
</context>
<context>
    <name>LayCard</name>
    <message>
        <source>Reading the card</source>
        <translation>Reading the card</translation>
    </message>
    <message>
        <source>Reading the passport</source>
        <translation>Reading the passport</translation>
    </message>
    <message>
        <source>Place your ID card
on the tray</source>
        <translation>Place your ID card
on the tray</translation>
    </message>
    <message>
        <source>Lay your passport
on the reader</source>
        <translation>Lay your passport
on the reader</translation>
    </message>
    <message>
        <source>Reading starts by itself and takes a few seconds.</source>
        <translation>Reading starts by itself and takes a few seconds.</translation>
    </message>
    <message>
        <source>Open at the page with your picture, face down. Reading starts by itself.</source>
        <translation>Open at the page with your picture, face down. Reading starts by itself.</translation>
    </message>
    <message>
        <source>My card has no chip</source>
        <translation>My card has no chip</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
</context>
<context>
    <name>LetterPad</name>
    <message>
        <source>Up to nine letters and digits</source>
        <translation>Up to nine letters and digits</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Clear all</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Reception</source>
        <translation>Reception</translation>
    </message>
    <message>
        <source>Do you need
more time?</source>
        <translation>Do you need
more time?</translation>
    </message>
    <message>
        <source>In %1 seconds your details are cleared. What you have registered is kept.</source>
        <translation>In %1 seconds your details are cleared. What you have registered is kept.</translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>I need more time</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Get help</source>
        <translation>Get help</translation>
    </message>
    <message>
        <source>Staff are on the way</source>
        <translation>Staff are on the way</translation>
    </message>
    <message>
        <source>About a minute. You may go on meanwhile.</source>
        <translation>About a minute. You may go on meanwhile.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>Go straight
to Emergency</source>
        <translation>Go straight
to Emergency</translation>
    </message>
    <message>
        <source>Follow the red line. Staff are coming.</source>
        <translation>Follow the red line. Staff are coming.</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Understood</translation>
    </message>
    <message>
        <source>Please go to
desk %1</source>
        <translation>Please go to
desk %1</translation>
    </message>
    <message>
        <source>Please go to
the reception desk</source>
        <translation>Please go to
the reception desk</translation>
    </message>
    <message>
        <source>Staff could not be called from here. You may also go on by yourself.</source>
        <translation>Staff could not be called from here. You may also go on by yourself.</translation>
    </message>
    <message>
        <source>The card left the tray</source>
        <translation>The card left the tray</translation>
    </message>
    <message>
        <source>The visit is paused and your details are hidden. Put the card back to go on.</source>
        <translation>The visit is paused and your details are hidden. Put the card back to go on.</translation>
    </message>
    <message>
        <source>End here?</source>
        <translation>End here?</translation>
    </message>
    <message>
        <source>Your details are cleared from this screen. You can start again at any time.</source>
        <translation>Your details are cleared from this screen. You can start again at any time.</translation>
    </message>
</context>
<context>
    <name>NumericPad</name>
    <message>
        <source>%1 of %2 digits entered</source>
        <translation>%1 of %2 digits entered</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Clear all</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>Other</name>
    <message>
        <source>Register with
a passport</source>
        <translation>Register with
a passport</translation>
    </message>
    <message>
        <source>For foreign guests</source>
        <translation>For foreign guests</translation>
    </message>
    <message>
        <source>Register
a child</source>
        <translation>Register
a child</translation>
    </message>
    <message>
        <source>With a parent&apos;s card</source>
        <translation>With a parent&apos;s card</translation>
    </message>
    <message>
        <source>Pay a bill</source>
        <translation>Pay a bill</translation>
    </message>
    <message>
        <source>Ward, laboratory, X-ray</source>
        <translation>Ward, laboratory, X-ray</translation>
    </message>
    <message>
        <source>Where is
my number?</source>
        <translation>Where is
my number?</translation>
    </message>
    <message>
        <source>How long still</source>
        <translation>How long still</translation>
    </message>
    <message>
        <source>Are my
results ready?</source>
        <translation>Are my
results ready?</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Yes or no</translation>
    </message>
    <message>
        <source>Say how
it was</source>
        <translation>Say how
it was</translation>
    </message>
    <message>
        <source>One touch</source>
        <translation>One touch</translation>
    </message>
    <message>
        <source>Prices, rooms,
opening hours</source>
        <translation>Prices, rooms,
opening hours</translation>
    </message>
    <message>
        <source>And the way there</source>
        <translation>And the way there</translation>
    </message>
    <message>
        <source>What else may we do?</source>
        <translation>What else may we do?</translation>
    </message>
    <message>
        <source>What else may we do
for you?</source>
        <translation>What else may we do
for you?</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>What happens next</source>
        <translation>What happens next</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>Page %1 of %2</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>First page</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>A transfer form</source>
        <translation>A transfer form</translation>
    </message>
    <message>
        <source>From the place where you are registered</source>
        <translation>From the place where you are registered</translation>
    </message>
    <message>
        <source>A re-visit slip</source>
        <translation>A re-visit slip</translation>
    </message>
    <message>
        <source>From your last visit to this hospital</source>
        <translation>From your last visit to this hospital</translation>
    </message>
    <message>
        <source>No paper</source>
        <translation>No paper</translation>
    </message>
    <message>
        <source>You can register all the same</source>
        <translation>You can register all the same</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>Health insurance</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>Do you have one of
these papers today?</source>
        <translation>Do you have one of
these papers today?</translation>
    </message>
    <message>
        <source>With a paper insurance pays more. The clinic will look at it.</source>
        <translation>With a paper insurance pays more. The clinic will look at it.</translation>
    </message>
</context>
<context>
    <name>Payment</name>
    <message>
        <source>Payment</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>We received
%1</source>
        <translation>We received
%1</translation>
    </message>
    <message>
        <source>The code has expired</source>
        <translation>The code has expired</translation>
    </message>
    <message>
        <source>Scan to pay
%1</source>
        <translation>Scan to pay
%1</translation>
    </message>
    <message>
        <source>Thank you. Your number is next.</source>
        <translation>Thank you. Your number is next.</translation>
    </message>
    <message>
        <source>Thank you. The hospital has noted it.</source>
        <translation>Thank you. The hospital has noted it.</translation>
    </message>
    <message>
        <source>If you have paid, nothing is lost: the cashier will see it.</source>
        <translation>If you have paid, nothing is lost: the cashier will see it.</translation>
    </message>
    <message>
        <source>Open your bank&apos;s app and choose “Scan QR”.</source>
        <translation>Open your bank’s app and choose “Scan QR”.</translation>
    </message>
    <message>
        <source>Open your bank&apos;s app.</source>
        <translation>Open your bank’s app.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Pay at the cashier</source>
        <translation>Pay at the cashier</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>Payee</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>We received %1; %2 is missing.</source>
        <translation>We received %1; %2 is missing.</translation>
    </message>
    <message>
        <source>The bank cannot be asked now. If you have paid, nothing is lost: tell the cashier.</source>
        <translation>The bank cannot be asked now. If you have paid, nothing is lost: tell the cashier.</translation>
    </message>
    <message>
        <source>Waiting for the bank…</source>
        <translation>Waiting for the bank…</translation>
    </message>
    <message>
        <source>Preparing the payment code…</source>
        <translation>Preparing the payment code…</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>building %1</source>
        <translation>building %1</translation>
    </message>
    <message>
        <source>Floor %1</source>
        <translation>Floor %1</translation>
    </message>
    <message>
        <source>%1 people before you</source>
        <translation>%1 people before you</translation>
    </message>
    <message>
        <source>First show your card at desk %1</source>
        <translation>First show your card at desk %1</translation>
    </message>
    <message>
        <source>You keep this number · Code&#xa0;%1</source>
        <translation>You keep this number · Code&#xa0;%1</translation>
    </message>
    <message>
        <source>Room %1 · %2</source>
        <translation>Room %1 · %2</translation>
    </message>
    <message>
        <source>About %1 minutes, %2 people before you</source>
        <translation>About %1 minutes, %2 people before you</translation>
    </message>
</context>
<context>
    <name>Priority</name>
    <message>
        <source>Pregnant</source>
        <translation>Pregnant</translation>
    </message>
    <message>
        <source>Severe disability</source>
        <translation>Severe disability</translation>
    </message>
    <message>
        <source>With the certificate of disability</source>
        <translation>With the certificate of disability</translation>
    </message>
    <message>
        <source>Person of merit</source>
        <translation>Person of merit</translation>
    </message>
    <message>
        <source>With the certificate of merit</source>
        <translation>With the certificate of merit</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>None of these</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>Check your details</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>Who is called first</source>
        <translation>Who is called first</translation>
    </message>
    <message>
        <source>Touch what is so. Staff will look at it at your visit.</source>
        <translation>Touch what is so. Staff will look at it at your visit.</translation>
    </message>
</context>
<context>
    <name>QrPanel</name>
    <message>
        <source>Payment code</source>
        <translation>Payment code</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Opening the chip</source>
        <translation>Opening the chip</translation>
    </message>
    <message>
        <source>Name, birth date, address</source>
        <translation>Name, birth date, address</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Portrait</translation>
    </message>
    <message>
        <source>Checking the card&apos;s signature</source>
        <translation>Checking the card’s signature</translation>
    </message>
    <message>
        <source>Checking its signature</source>
        <translation>Checking its signature</translation>
    </message>
    <message>
        <source>Reading the card</source>
        <translation>Reading the card</translation>
    </message>
    <message>
        <source>Reading the passport</source>
        <translation>Reading the passport</translation>
    </message>
    <message>
        <source>The passport moved.
Please put it back.</source>
        <translation>The passport moved.
Please put it back.</translation>
    </message>
    <message>
        <source>Reading your passport.
Please leave it.</source>
        <translation>Reading your passport.
Please leave it.</translation>
    </message>
    <message>
        <source>The card moved.
Please put it back.</source>
        <translation>The card moved.
Please put it back.</translation>
    </message>
    <message>
        <source>Reading your card.
Please leave it.</source>
        <translation>Reading your card.
Please leave it.</translation>
    </message>
    <message>
        <source>Reading your card.
Please leave it on the tray.</source>
        <translation>Reading your card.
Please leave it on the tray.</translation>
    </message>
    <message>
        <source>Reading will go on by itself.</source>
        <translation>Reading will go on by itself.</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>paused</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>reading…</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>Usually about 3 seconds. The fingerprints in the chip are not read.</source>
        <translation>Usually about 3 seconds. The fingerprints in the chip are not read.</translation>
    </message>
</context>
<context>
    <name>Registering</name>
    <message>
        <source>Registering</source>
        <translation>Registering</translation>
    </message>
    <message>
        <source>Registering.
One moment, please.</source>
        <translation>Registering.
One moment, please.</translation>
    </message>
    <message>
        <source>Your request is kept; no need to repeat it.</source>
        <translation>Your request is kept; no need to repeat it.</translation>
    </message>
    <message>
        <source>The hospital is preparing your number.</source>
        <translation>The hospital is preparing your number.</translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message>
        <source>Remind me of my next visit</source>
        <translation>Remind me of my next visit</translation>
    </message>
    <message>
        <source>The hospital sends a message to the phone number it has. You can end it at any time.</source>
        <translation>The hospital sends a message to the phone number it has. You can end it at any time.</translation>
    </message>
    <message>
        <source>Remind me of the child&apos;s vaccinations</source>
        <translation>Remind me of the child&apos;s vaccinations</translation>
    </message>
    <message>
        <source>For children under 24 months, by the national schedule.</source>
        <translation>For children under 24 months, by the national schedule.</translation>
    </message>
    <message>
        <source>No answer means No.</source>
        <translation>No answer means No.</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>Check your details</translation>
    </message>
    <message>
        <source>May we remind you?</source>
        <translation>May we remind you?</translation>
    </message>
    <message>
        <source>May the hospital
remind you?</source>
        <translation>May the hospital
remind you?</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continue</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Asking for
your results</source>
        <translation>Asking for
your results</translation>
    </message>
    <message>
        <source>The hospital finds no
record for this card</source>
        <translation>The hospital finds no
record for this card</translation>
    </message>
    <message>
        <source>Yes, your results
are ready</source>
        <translation>Yes, your results
are ready</translation>
    </message>
    <message>
        <source>Not all results
are there yet</source>
        <translation>Not all results
are there yet</translation>
    </message>
    <message>
        <source>Perhaps you came with another paper.</source>
        <translation>Perhaps you came with another paper.</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>Take your ID card</translation>
    </message>
    <message>
        <source>Go to desk %1</source>
        <translation>Go to desk %1</translation>
    </message>
    <message>
        <source>Go to the reception desk</source>
        <translation>Go to the reception desk</translation>
    </message>
    <message>
        <source>Staff look for your record, also by another paper</source>
        <translation>Staff look for your record, also by another paper</translation>
    </message>
    <message>
        <source>Go back to the room that sent you</source>
        <translation>Go back to the room that sent you</translation>
    </message>
    <message>
        <source>The doctor explains your results</source>
        <translation>The doctor explains your results</translation>
    </message>
    <message>
        <source>Wait near the room that sent you</source>
        <translation>Wait near the room that sent you</translation>
    </message>
    <message>
        <source>Ask here again later</source>
        <translation>Ask here again later</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>This takes a few seconds. Nothing needs to be done.</translation>
    </message>
</context>
<context>
    <name>Slip</name>
    <message>
        <source>Show the code
on your slip</source>
        <translation>Show the code
on your slip</translation>
    </message>
    <message>
        <source>Please use
your ID card</source>
        <translation>Please use
your ID card</translation>
    </message>
    <message>
        <source>The camera is resting. Your card finds the number as well.</source>
        <translation>The camera is resting. Your card finds the number as well.</translation>
    </message>
    <message>
        <source>Hold the slip about 15 cm in front of the camera, above the screen.</source>
        <translation>Hold the slip about 15 cm in front of the camera, above the screen.</translation>
    </message>
    <message>
        <source>Use my ID card</source>
        <translation>Use my ID card</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>Hold the code still here</translation>
    </message>
    <message>
        <source>This is another code. Please show the small code at the foot of the slip.</source>
        <translation>This is another code. Please show the small code at the foot of the slip.</translation>
    </message>
    <message>
        <source>Lay your ID card on the tray</source>
        <translation>Lay your ID card on the tray</translation>
    </message>
    <message>
        <source>See how long it will still take</source>
        <translation>See how long it will still take</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>Take your ID card</translation>
    </message>
</context>
<context>
    <name>StaffPanel</name>
    <message>
        <source>Permission</source>
        <translation>Permission</translation>
    </message>
    <message>
        <source>Code on the card</source>
        <translation>Code on the card</translation>
    </message>
    <message>
        <source>Reading the card</source>
        <translation>Reading the card</translation>
    </message>
    <message>
        <source>Comparing the face</source>
        <translation>Comparing the face</translation>
    </message>
    <message>
        <source>Insurance</source>
        <translation>Insurance</translation>
    </message>
    <message>
        <source>Registering a child</source>
        <translation>Registering a child</translation>
    </message>
    <message>
        <source>Choosing the clinic</source>
        <translation>Choosing the clinic</translation>
    </message>
    <message>
        <source>Registered already</source>
        <translation>Registered already</translation>
    </message>
    <message>
        <source>Last look before registering</source>
        <translation>Last look before registering</translation>
    </message>
    <message>
        <source>Waiting for the hospital system</source>
        <translation>Waiting for the hospital system</translation>
    </message>
    <message>
        <source>Paying</source>
        <translation>Paying</translation>
    </message>
    <message>
        <source>Number given</source>
        <translation>Number given</translation>
    </message>
    <message>
        <source>Sent to the desk</source>
        <translation>Sent to the desk</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <source>Taking the card back</source>
        <translation>Taking the card back</translation>
    </message>
    <message>
        <source>Card on the tray</source>
        <translation>Card on the tray</translation>
    </message>
    <message>
        <source>Chip</source>
        <translation>Chip</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Face</translation>
    </message>
    <message>
        <source>Hospital system</source>
        <translation>Hospital system</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Registration</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Slip</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>read</source>
        <translation>read</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>not read</translation>
    </message>
    <message>
        <source>matched</source>
        <translation>matched</translation>
    </message>
    <message>
        <source>not matched</source>
        <translation>not matched</translation>
    </message>
    <message>
        <source>seen by staff</source>
        <translation>seen by staff</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>answers</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>does not answer</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>not yet</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>being sent</translation>
    </message>
    <message>
        <source>done</source>
        <translation>done</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>printed</translation>
    </message>
    <message>
        <source>not printed</source>
        <translation>not printed</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>Reason code</translation>
    </message>
    <message>
        <source>You are helping</source>
        <translation>You are helping</translation>
    </message>
    <message>
        <source>%1: what you press is recorded under this name.</source>
        <translation>%1: what you press is recorded under this name.</translation>
    </message>
    <message>
        <source>Press again to end. The registration stays; the screen is cleared.</source>
        <translation>Press again to end. The registration stays; the screen is cleared.</translation>
    </message>
    <message>
        <source>Press again to end. Nothing is registered; the screen is cleared.</source>
        <translation>Press again to end. Nothing is registered; the screen is cleared.</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Give back</translation>
    </message>
    <message>
        <source>Patient&apos;s screen</source>
        <translation>Patient&apos;s screen</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>Other matters</source>
        <translation>Other matters</translation>
    </message>
    <message>
        <source>Card and person seen</source>
        <translation>Card and person seen</translation>
    </message>
    <message>
        <source>Number for desk %1</source>
        <translation>Number for desk %1</translation>
    </message>
    <message>
        <source>Number for the desk</source>
        <translation>Number for the desk</translation>
    </message>
    <message>
        <source>End this visit</source>
        <translation>End this visit</translation>
    </message>
</context>
<context>
    <name>StaffSign</name>
    <message>
        <source>Number and PIN do not go together. Please type both again.</source>
        <translation>Number and PIN do not go together. Please type both again.</translation>
    </message>
    <message>
        <source>Too many tries. Please wait a little, or take the patient to the desk.</source>
        <translation>Too many tries. Please wait a little, or take the patient to the desk.</translation>
    </message>
    <message>
        <source>This is still the first PIN. Please change it at a cashier&apos;s window.</source>
        <translation>This is still the first PIN. Please change it at a cashier&apos;s window.</translation>
    </message>
    <message>
        <source>Nobody can say now who you are. Please take the patient to the desk.</source>
        <translation>Nobody can say now who you are. Please take the patient to the desk.</translation>
    </message>
    <message>
        <source>Staff: your PIN</source>
        <translation>Staff: your PIN</translation>
    </message>
    <message>
        <source>Staff: your number</source>
        <translation>Staff: your number</translation>
    </message>
    <message>
        <source>It is looked at and kept nowhere.</source>
        <translation>It is looked at and kept nowhere.</translation>
    </message>
    <message>
        <source>For staff of the hospital only. Patients press “Back”.</source>
        <translation>For staff of the hospital only. Patients press “Back”.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>One moment, please.</translation>
    </message>
    <message>
        <source>Digits entered: %1</source>
        <translation>Digits entered: %1</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Step %1 of 5 · %2</source>
        <translation>Step %1 of 5 · %2</translation>
    </message>
</context>
<context>
    <name>SummaryRow</name>
    <message>
        <source>Change</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>TakeCard</name>
    <message>
        <source>Please take
your ID card</source>
        <translation>Please take
your ID card</translation>
    </message>
    <message>
        <source>Please take
your passport</source>
        <translation>Please take
your passport</translation>
    </message>
    <message>
        <source>The card is stuck</source>
        <translation>The card is stuck</translation>
    </message>
    <message>
        <source>Call staff</source>
        <translation>Call staff</translation>
    </message>
    <message>
        <source>When the card leaves the tray, everything on the screen is cleared.</source>
        <translation>When the card leaves the tray, everything on the screen is cleared.</translation>
    </message>
    <message>
        <source>When the passport is taken, everything on the screen is cleared.</source>
        <translation>When the passport is taken, everything on the screen is cleared.</translation>
    </message>
</context>
<context>
    <name>Ticket</name>
    <message>
        <source>Please take your slip.</source>
        <translation>Please take your slip.</translation>
    </message>
    <message>
        <source>Please take your slip and your ID card.</source>
        <translation>Please take your slip and your ID card.</translation>
    </message>
    <message>
        <source>Out of paper. Please remember %1.</source>
        <translation>Out of paper. Please remember %1.</translation>
    </message>
    <message>
        <source>Your slip is being printed.</source>
        <translation>Your slip is being printed.</translation>
    </message>
    <message>
        <source>Your number today</source>
        <translation>Your number today</translation>
    </message>
    <message>
        <source>You are registered</source>
        <translation>You are registered</translation>
    </message>
    <message>
        <source>Please go to desk %1 first.</source>
        <translation>Please go to desk %1 first.</translation>
    </message>
    <message>
        <source>Please go to room %1, floor %2.</source>
        <translation>Please go to room %1, floor %2.</translation>
    </message>
    <message>
        <source>Please go to room %1.</source>
        <translation>Please go to room %1.</translation>
    </message>
    <message>
        <source>How was it?</source>
        <translation>How was it?</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>Your number</translation>
    </message>
    <message>
        <source>The fee is settled at the cashier</source>
        <translation>The fee is settled at the cashier</translation>
    </message>
    <message>
        <source>We received %1, %2 too much</source>
        <translation>We received %1, %2 too much</translation>
    </message>
    <message>
        <source>Paid %1</source>
        <translation>Paid %1</translation>
    </message>
    <message>
        <source>%1 is still missing</source>
        <translation>%1 is still missing</translation>
    </message>
    <message>
        <source>Pay %1 at the cashier</source>
        <translation>Pay %1 at the cashier</translation>
    </message>
    <message>
        <source>The cashier will return it with this slip.</source>
        <translation>The cashier will return it with this slip.</translation>
    </message>
    <message>
        <source>Also after the visit.</source>
        <translation>Also after the visit.</translation>
    </message>
    <message>
        <source>A temporary number. Please keep your slip.</source>
        <translation>A temporary number. Please keep your slip.</translation>
    </message>
    <message>
        <source>The queue&apos;s page on your phone</source>
        <translation>The queue&apos;s page on your phone</translation>
    </message>
    <message>
        <source>See it on your phone</source>
        <translation>See it on your phone</translation>
    </message>
    <message>
        <source>Young children are called first.</source>
        <translation>Young children are called first.</translation>
    </message>
    <message>
        <source>You are 75 or older: you will be called first.</source>
        <translation>You are 75 or older: you will be called first.</translation>
    </message>
    <message>
        <source>You are called first once staff have seen your paper.</source>
        <translation>You are called first once staff have seen your paper.</translation>
    </message>
</context>
<context>
    <name>TrayDrawing</name>
    <message>
        <source>Take the card from the tray</source>
        <translation>Take the card from the tray</translation>
    </message>
    <message>
        <source>Lay the card on the tray</source>
        <translation>Lay the card on the tray</translation>
    </message>
    <message>
        <source>Take the passport from the reader</source>
        <translation>Take the passport from the reader</translation>
    </message>
    <message>
        <source>Lay the open passport on the reader</source>
        <translation>Lay the open passport on the reader</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Place your ID card
on the tray</source>
        <translation>Place your ID card
on the tray</translation>
    </message>
    <message>
        <source>It starts by itself. No need to press anything.</source>
        <translation>It starts by itself. No need to press anything.</translation>
    </message>
    <message>
        <source>No ID card with you?</source>
        <translation>No ID card with you?</translation>
    </message>
    <message>
        <source>No ID card with you? Staff at desk %1 will help.</source>
        <translation>No ID card with you?
Staff at desk %1 will help.</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Something else</translation>
    </message>
    <message>
        <source>Something else: pay, find a number, ask</source>
        <translation>Something else: pay, find a number, ask</translation>
    </message>
    <message>
        <source>Raise the screen</source>
        <translation>Raise the screen</translation>
    </message>
    <message>
        <source>Lower the screen</source>
        <translation>Lower the screen</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Emergency</translation>
    </message>
</context>
<context>
    <name>Where</name>
    <message>
        <source>Asking where
your number is</source>
        <translation>Asking where
your number is</translation>
    </message>
    <message>
        <source>No number of yours
is waiting now</source>
        <translation>No number of yours
is waiting now</translation>
    </message>
    <message>
        <source>Your number
is in the queue</source>
        <translation>Your number
is in the queue</translation>
    </message>
    <message>
        <source>You are
the next</source>
        <translation>You are
the next</translation>
    </message>
    <message>
        <source>About %1 minutes
still to wait</source>
        <translation>About %1 minutes
still to wait</translation>
    </message>
    <message>
        <source>%1 people
before you</source>
        <translation>%1 people
before you</translation>
    </message>
    <message>
        <source>Perhaps the slip is of another day.</source>
        <translation>Perhaps the slip is of another day.</translation>
    </message>
    <message>
        <source>This room calls without a screen. Please listen for your number.</source>
        <translation>This room calls without a screen. Please listen for your number.</translation>
    </message>
    <message>
        <source>Please wait near room %1.</source>
        <translation>Please wait near room %1.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>See staff</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>This takes a few seconds. Nothing needs to be done.</translation>
    </message>
    <message>
        <source>Called already? Show your slip in the room.</source>
        <translation>Called already? Show your slip in the room.</translation>
    </message>
    <message>
        <source>Not registered today? Press “Done” and begin with your ID card.</source>
        <translation>Not registered today? Press “Done” and begin with your ID card.</translation>
    </message>
    <message>
        <source>Staff at desk %1 know more.</source>
        <translation>Staff at desk %1 know more.</translation>
    </message>
    <message>
        <source>Staff at the desk know more.</source>
        <translation>Staff at the desk know more.</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>Your number</translation>
    </message>
    <message>
        <source>Now in the room</source>
        <translation>Now in the room</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>Room %1</translation>
    </message>
    <message>
        <source>People before you</source>
        <translation>People before you</translation>
    </message>
    <message>
        <source>Room %1 · about %2 min</source>
        <translation>Room %1 · about %2 min</translation>
    </message>
</context>
</TS>
