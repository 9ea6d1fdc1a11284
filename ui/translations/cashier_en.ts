<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BillPanel</name>
    <message>
        <source>Due</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Advance, đ</source>
        <translation>Advance, đ</translation>
    </message>
    <message>
        <source>How much advance, đ</source>
        <translation>How much advance, đ</translation>
    </message>
    <message>
        <source>Cash given, đ</source>
        <translation>Cash given, đ</translation>
    </message>
    <message>
        <source>Cash given, đ (empty: exactly that)</source>
        <translation>Cash given, đ (empty: exactly that)</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Give back</translation>
    </message>
    <message>
        <source>Who pays, as the slip shall say</source>
        <translation>Who pays, as the slip shall say</translation>
    </message>
    <message>
        <source>Who pays, as the slip shall say (F3, may be left empty)</source>
        <translation>Who pays, as the slip shall say (F3, may be left empty)</translation>
    </message>
    <message>
        <source>Wants an invoice</source>
        <translation>Wants an invoice</translation>
    </message>
    <message>
        <source>Buyer&apos;s name</source>
        <translation>Buyer&apos;s name</translation>
    </message>
    <message>
        <source>Tax code</source>
        <translation>Tax code</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Email</translation>
    </message>
    <message>
        <source>Kept for the invoice; HIS or the e-invoice provider issues it.</source>
        <translation>Kept for the invoice; HIS or the e-invoice provider issues it.</translation>
    </message>
    <message>
        <source>%1 of %2 has come already. Only the rest is taken.</source>
        <translation>%1 of %2 has come already. Only the rest is taken.</translation>
    </message>
    <message>
        <source>Still due</source>
        <translation>Still due</translation>
    </message>
    <message>
        <source>Card terminal</source>
        <translation>Card terminal</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Exact</translation>
    </message>
    <message>
        <source>Still missing</source>
        <translation>Still missing</translation>
    </message>
</context>
<context>
    <name>BillTable</name>
    <message>
        <source>Bill</source>
        <translation>Bill</translation>
    </message>
    <message>
        <source>For</source>
        <translation>For</translation>
    </message>
    <message>
        <source>Due, đ</source>
        <translation>Due, đ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Nothing scanned yet.</source>
        <translation>Nothing scanned yet.</translation>
    </message>
    <message>
        <source>%1 has come</source>
        <translation>%1 has come</translation>
    </message>
</context>
<context>
    <name>CashierWindow</name>
    <message>
        <source>Cashier</source>
        <translation>Cashier</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Differences</translation>
    </message>
    <message>
        <source>Find a payment</source>
        <translation>Find a payment</translation>
    </message>
    <message>
        <source>Bank statements</source>
        <translation>Bank statements</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>Refunds</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Places: Alt and the digit</source>
        <translation>Places: Alt and the digit</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Change PIN</source>
        <translation>Change PIN</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>%1: give your PIN to go on where you were.</source>
        <translation>%1: give your PIN to go on where you were.</translation>
    </message>
    <message>
        <source>%1: the session has ended. Give your PIN; what you typed is kept and goes on.</source>
        <translation>%1: the session has ended. Give your PIN; what you typed is kept and goes on.</translation>
    </message>
</context>
<context>
    <name>CounterFoot</name>
    <message>
        <source>Take the rest, %1</source>
        <translation>Take the rest, %1</translation>
    </message>
    <message>
        <source>Charge the rest, %1</source>
        <translation>Charge the rest, %1</translation>
    </message>
    <message>
        <source>Show the QR for the rest, %1</source>
        <translation>Show the QR for the rest, %1</translation>
    </message>
    <message>
        <source>Take %1 in cash</source>
        <translation>Take %1 in cash</translation>
    </message>
    <message>
        <source>Charge %1 to the card</source>
        <translation>Charge %1 to the card</translation>
    </message>
    <message>
        <source>Show the QR for %1</source>
        <translation>Show the QR for %1</translation>
    </message>
    <message>
        <source>One slip, numbered, is made when the money is there.</source>
        <translation>One slip, numbered, is made when the money is there.</translation>
    </message>
    <message>
        <source>Ask the terminal again</source>
        <translation>Ask the terminal again</translation>
    </message>
    <message>
        <source>Nothing is charged a second time.</source>
        <translation>Nothing is charged a second time.</translation>
    </message>
    <message>
        <source>Money that comes later is found again by its code.</source>
        <translation>Money that comes later is found again by its code.</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Stop waiting</translation>
    </message>
    <message>
        <source>Print a copy</source>
        <translation>Print a copy</translation>
    </message>
    <message>
        <source>Print the slip</source>
        <translation>Print the slip</translation>
    </message>
    <message>
        <source>Next slip</source>
        <translation>Next slip</translation>
    </message>
</context>
<context>
    <name>CounterPage</name>
    <message>
        <source>Counter</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>New slip</source>
        <translation>New slip</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Code of the slip</source>
        <translation>Code of the slip</translation>
    </message>
    <message>
        <source>Scan the slip, or type pay code or bill</source>
        <translation>Scan the slip, or type pay code or bill</translation>
    </message>
    <message>
        <source>What is owed</source>
        <translation>What is owed</translation>
    </message>
    <message>
        <source>Taken at this window</source>
        <translation>Taken at this window</translation>
    </message>
    <message>
        <source>asking for the shift</source>
        <translation>asking for the shift</translation>
    </message>
    <message>
        <source>looking for the bill</source>
        <translation>looking for the bill</translation>
    </message>
    <message>
        <source>This bill is already paid in the HIS. Nothing is to be taken.</source>
        <translation>This bill is already paid in the HIS. Nothing is to be taken.</translation>
    </message>
    <message>
        <source>The HIS does not answer now: this bill may already be paid. Look before you take.</source>
        <translation>The HIS does not answer now: this bill may already be paid. Look before you take.</translation>
    </message>
    <message>
        <source>asking for card terminals</source>
        <translation>asking for card terminals</translation>
    </message>
    <message>
        <source>An invoice needs the buyer&apos;s name.</source>
        <translation>An invoice needs the buyer&apos;s name.</translation>
    </message>
    <message>
        <source>taking the money</source>
        <translation>taking the money</translation>
    </message>
    <message>
        <source>The HIS could not be asked about this bill. Look it up in the HIS; take money only if it is open.</source>
        <translation>The HIS could not be asked about this bill. Look it up in the HIS; take money only if it is open.</translation>
    </message>
    <message>
        <source>I have looked, it is open: take it</source>
        <translation>I have looked, it is open: take it</translation>
    </message>
    <message>
        <source>No money moved (%1). Choose how to pay again.</source>
        <translation>No money moved (%1). Choose how to pay again.</translation>
    </message>
    <message>
        <source>asking how the payment stands</source>
        <translation>asking how the payment stands</translation>
    </message>
    <message>
        <source>ending the wait</source>
        <translation>ending the wait</translation>
    </message>
    <message>
        <source>deciding</source>
        <translation>deciding</translation>
    </message>
    <message>
        <source>Void…</source>
        <translation>Void…</translation>
    </message>
    <message>
        <source>Leave it valid</source>
        <translation>Leave it valid</translation>
    </message>
    <message>
        <source>Approve the void</source>
        <translation>Approve the void</translation>
    </message>
</context>
<context>
    <name>Differences</name>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>Kiosk</translation>
    </message>
    <message>
        <source>Pay code</source>
        <translation>Pay code</translation>
    </message>
    <message>
        <source>Kiosk has</source>
        <translation>Kiosk has</translation>
    </message>
    <message>
        <source>Bank has</source>
        <translation>Bank has</translation>
    </message>
    <message>
        <source>HIS has</source>
        <translation>HIS has</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>For how long</translation>
    </message>
    <message>
        <source>With</source>
        <translation>With</translation>
    </message>
    <message>
        <source>Hand it on</source>
        <translation>Hand it on</translation>
    </message>
    <message>
        <source>%1 · %2: who goes on with it?</source>
        <translation>%1 · %2: who goes on with it?</translation>
    </message>
    <message>
        <source>To</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Please choose somebody.</source>
        <translation>Please choose somebody.</translation>
    </message>
    <message>
        <source>Settled outside</source>
        <translation>Settled outside</translation>
    </message>
    <message>
        <source>The difference stays on record with your name and this note; no figure is changed.</source>
        <translation>The difference stays on record with your name and this note; no figure is changed.</translation>
    </message>
    <message>
        <source>How</source>
        <translation>How</translation>
    </message>
    <message>
        <source>Put right in the HIS</source>
        <translation>Put right in the HIS</translation>
    </message>
    <message>
        <source>Put right by the bank</source>
        <translation>Put right by the bank</translation>
    </message>
    <message>
        <source>Money given back</source>
        <translation>Money given back</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <translation>Otherwise</translation>
    </message>
    <message>
        <source>Note (receipt, letter, who agreed)</source>
        <translation>Note (receipt, letter, who agreed)</translation>
    </message>
    <message>
        <source>Note it as settled</source>
        <translation>Note it as settled</translation>
    </message>
    <message>
        <source>Please choose how, and write a note.</source>
        <translation>Please choose how, and write a note.</translation>
    </message>
</context>
<context>
    <name>DifferencesPage</name>
    <message>
        <source>Differences</source>
        <translation>Differences</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>Open row</source>
        <translation>Open row</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Match</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>Every cause</source>
        <translation>Every cause</translation>
    </message>
    <message>
        <source>With</source>
        <translation>With</translation>
    </message>
    <message>
        <source>With anybody</source>
        <translation>With anybody</translation>
    </message>
    <message>
        <source>With me</source>
        <translation>With me</translation>
    </message>
    <message>
        <source>With nobody</source>
        <translation>With nobody</translation>
    </message>
    <message>
        <source>Settled ones too</source>
        <translation>Settled ones too</translation>
    </message>
    <message>
        <source>No difference fits these filters.</source>
        <translation>No difference fits these filters.</translation>
    </message>
    <message>
        <source>asking for the differences</source>
        <translation>asking for the differences</translation>
    </message>
    <message>
        <source>%1 shown · together %2</source>
        <translation>%1 shown · together %2</translation>
    </message>
    <message>
        <source>%1 open</source>
        <translation>%1 open</translation>
    </message>
    <message>
        <source>Settled: %1</source>
        <translation>Settled: %1</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Take it</translation>
    </message>
    <message>
        <source>Hand on…</source>
        <translation>Hand on…</translation>
    </message>
    <message>
        <source>Settled outside…</source>
        <translation>Settled outside…</translation>
    </message>
    <message>
        <source>Open the payment</source>
        <translation>Open the payment</translation>
    </message>
    <message>
        <source>Save XLSX</source>
        <translation>Save XLSX</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>taking it</source>
        <translation>taking it</translation>
    </message>
</context>
<context>
    <name>DrawerCount</name>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>Pieces</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Sum</translation>
    </message>
    <message>
        <source>Total counted</source>
        <translation>Total counted</translation>
    </message>
    <message>
        <source>Cash counted</source>
        <translation>Cash counted</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>Save the report</source>
        <translation>Save the report</translation>
    </message>
    <message>
        <source>The file cannot be written there. Choose another folder.</source>
        <translation>The file cannot be written there. Choose another folder.</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Saved: %1</translation>
    </message>
    <message>
        <source>making the report</source>
        <translation>making the report</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Pay code</source>
        <translation>Pay code</translation>
    </message>
    <message>
        <source>How</source>
        <translation>How</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Amount, đ</source>
        <translation>Amount, đ</translation>
    </message>
    <message>
        <source>Nothing stands behind this figure.</source>
        <translation>Nothing stands behind this figure.</translation>
    </message>
    <message>
        <source>%1 rows · together %2</source>
        <translation>%1 rows · together %2</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Payments</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Leave it</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>Asking the hub…</translation>
    </message>
    <message>
        <source>No clear answer yet. Nothing you typed is lost: press F10 to ask again.</source>
        <translation>No clear answer yet. Nothing you typed is lost: press F10 to ask again.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Ask again</translation>
    </message>
</context>
<context>
    <name>IdlePanel</name>
    <message>
        <source>Scan the patient&apos;s slip.</source>
        <translation>Scan the patient&apos;s slip.</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>No clear answer: %1. What was begun is kept; ask again by the same number.</source>
        <translation>No clear answer: %1. What was begun is kept; ask again by the same number.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Ask again</translation>
    </message>
</context>
<context>
    <name>PinPage</name>
    <message>
        <source>New PIN</source>
        <translation>New PIN</translation>
    </message>
    <message>
        <source>PIN until now</source>
        <translation>PIN until now</translation>
    </message>
    <message>
        <source>New PIN again</source>
        <translation>New PIN again</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>Change the PIN</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>This PIN was given to you. Choose one that only you know.</source>
        <translation>This PIN was given to you. Choose one that only you know.</translation>
    </message>
    <message>
        <source>Six digits or more, without a run or one digit repeated.</source>
        <translation>Six digits or more, without a run or one digit repeated.</translation>
    </message>
    <message>
        <source>The new PIN was not typed the same twice.</source>
        <translation>The new PIN was not typed the same twice.</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>Asking the hub…</translation>
    </message>
    <message>
        <source>The hub does not answer. Press Enter to ask again.</source>
        <translation>The hub does not answer. Press Enter to ask again.</translation>
    </message>
</context>
<context>
    <name>RecentTable</name>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Slip</translation>
    </message>
    <message>
        <source>How</source>
        <translation>How</translation>
    </message>
    <message>
        <source>Amount, đ</source>
        <translation>Amount, đ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Nothing yet.</translation>
    </message>
</context>
<context>
    <name>RefundsPage</name>
    <message>
        <source>Refunds</source>
        <translation>Refunds</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>Closed ones too</source>
        <translation>Closed ones too</translation>
    </message>
    <message>
        <source>Asked for by one, approved by another; whoever approved does not pay out.</source>
        <translation>Asked for by one, approved by another; whoever approved does not pay out.</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Asked</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Money</translation>
    </message>
    <message>
        <source>Bill</source>
        <translation>Bill</translation>
    </message>
    <message>
        <source>Amount, đ</source>
        <translation>Amount, đ</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Asked, decided by</source>
        <translation>Asked, decided by</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Paid out</translation>
    </message>
    <message>
        <source>No refund waits.</source>
        <translation>No refund waits.</translation>
    </message>
    <message>
        <source>asking for the refunds</source>
        <translation>asking for the refunds</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>Refuse…</translation>
    </message>
    <message>
        <source>Approve %1</source>
        <translation>Approve %1</translation>
    </message>
    <message>
        <source>A supervisor decides; you can go on with other work.</source>
        <translation>A supervisor decides; you can go on with other work.</translation>
    </message>
    <message>
        <source>Voids that wait for a supervisor</source>
        <translation>Voids that wait for a supervisor</translation>
    </message>
    <message>
        <source>asking for the voids</source>
        <translation>asking for the voids</translation>
    </message>
    <message>
        <source>%1 wait for approval · %2 to be paid out</source>
        <translation>%1 wait for approval · %2 to be paid out</translation>
    </message>
    <message>
        <source>Taken by %1 · void asked for by %2</source>
        <translation>Taken by %1 · void asked for by %2</translation>
    </message>
    <message>
        <source>Open the payment</source>
        <translation>Open the payment</translation>
    </message>
    <message>
        <source>Leave it valid</source>
        <translation>Leave it valid</translation>
    </message>
    <message>
        <source>Approve the void of %1</source>
        <translation>Approve the void of %1</translation>
    </message>
    <message>
        <source>asked for by %1</source>
        <translation>asked for by %1</translation>
    </message>
    <message>
        <source>decided by %1</source>
        <translation>decided by %1</translation>
    </message>
    <message>
        <source>paid out by %1</source>
        <translation>paid out by %1</translation>
    </message>
    <message>
        <source>Transferred at the bank…</source>
        <translation>Transferred at the bank…</translation>
    </message>
    <message>
        <source>Pay %1 in cash</source>
        <translation>Pay %1 in cash</translation>
    </message>
    <message>
        <source>Print the slip again</source>
        <translation>Print the slip again</translation>
    </message>
    <message>
        <source>approving</source>
        <translation>approving</translation>
    </message>
    <message>
        <source>deciding</source>
        <translation>deciding</translation>
    </message>
    <message>
        <source>Refuse the refund</source>
        <translation>Refuse the refund</translation>
    </message>
    <message>
        <source>%1 for %2 stays where it is.</source>
        <translation>%1 for %2 stays where it is.</translation>
    </message>
    <message>
        <source>Refuse it</source>
        <translation>Refuse it</translation>
    </message>
    <message>
        <source>Pay %1 in cash?</source>
        <translation>Pay %1 in cash?</translation>
    </message>
    <message>
        <source>It goes out of your drawer and stands in your shift&apos;s book.</source>
        <translation>It goes out of your drawer and stands in your shift&apos;s book.</translation>
    </message>
    <message>
        <source>I have paid out %1</source>
        <translation>I have paid out %1</translation>
    </message>
    <message>
        <source>Transferred %1 at the bank</source>
        <translation>Transferred %1 at the bank</translation>
    </message>
    <message>
        <source>The bank&apos;s reference lets the statement find it again.</source>
        <translation>The bank&apos;s reference lets the statement find it again.</translation>
    </message>
    <message>
        <source>The bank&apos;s reference</source>
        <translation>The bank&apos;s reference</translation>
    </message>
    <message>
        <source>Note the transfer</source>
        <translation>Note the transfer</translation>
    </message>
    <message>
        <source>printing the slip</source>
        <translation>printing the slip</translation>
    </message>
    <message>
        <source>The slip did not print. Look at the printer; F9 on the row prints it again.</source>
        <translation>The slip did not print. Look at the printer; F9 on the row prints it again.</translation>
    </message>
    <message>
        <source>The slip is printed: have it signed and keep it.</source>
        <translation>The slip is printed: have it signed and keep it.</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>Numbered and kept; a reprint is marked as one.</source>
        <translation>Numbered and kept; a reprint is marked as one.</translation>
    </message>
    <message>
        <source>A look at the running shift by the same computation; it changes nothing.</source>
        <translation>A look at the running shift by the same computation; it changes nothing.</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Printing…</translation>
    </message>
    <message>
        <source>The printer did not print it. Look at the printer, then press F9.</source>
        <translation>The printer did not print it. Look at the printer, then press F9.</translation>
    </message>
    <message>
        <source>Printed.</source>
        <translation>Printed.</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Find a payment</source>
        <translation>Find a payment</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>Open row</source>
        <translation>Open row</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>What to look for</source>
        <translation>What to look for</translation>
    </message>
    <message>
        <source>Pay code, reference, bill or slip</source>
        <translation>Pay code, reference, bill or slip</translation>
    </message>
    <message>
        <source>Part of a code is enough; upper and lower case are the same.</source>
        <translation>Part of a code is enough; upper and lower case are the same.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Pay code</source>
        <translation>Pay code</translation>
    </message>
    <message>
        <source>How</source>
        <translation>How</translation>
    </message>
    <message>
        <source>Due, đ</source>
        <translation>Due, đ</translation>
    </message>
    <message>
        <source>Received, đ</source>
        <translation>Received, đ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>HIS receipt</source>
        <translation>HIS receipt</translation>
    </message>
    <message>
        <source>Nothing shown yet.</source>
        <translation>Nothing shown yet.</translation>
    </message>
    <message>
        <source>looking</source>
        <translation>looking</translation>
    </message>
    <message>
        <source>Nothing found for “%1”.</source>
        <translation>Nothing found for “%1”.</translation>
    </message>
    <message>
        <source>%1 found for “%2”, newest first.</source>
        <translation>%1 found for “%2”, newest first.</translation>
    </message>
</context>
<context>
    <name>ShiftBench</name>
    <message>
        <source>Cash counted</source>
        <translation>Cash counted</translation>
    </message>
    <message>
        <source>locked %1</source>
        <translation>locked %1</translation>
    </message>
    <message>
        <source>Float from the safe</source>
        <translation>Float from the safe</translation>
    </message>
    <message>
        <source>No shift is open at this desk</source>
        <translation>No shift is open at this desk</translation>
    </message>
    <message>
        <source>Count the float the treasurer gave you, by its notes. Money can be taken once the shift is open.</source>
        <translation>Count the float the treasurer gave you, by its notes. Money can be taken once the shift is open.</translation>
    </message>
    <message>
        <source>Open the shift with %1</source>
        <translation>Open the shift with %1</translation>
    </message>
    <message>
        <source>Everything taken from now on stands under your name.</source>
        <translation>Everything taken from now on stands under your name.</translation>
    </message>
    <message>
        <source>Count what you take over</source>
        <translation>Count what you take over</translation>
    </message>
    <message>
        <source>A handover waits for you</source>
        <translation>A handover waits for you</translation>
    </message>
    <message>
        <source>%1 closed the shift and hands you its cash. Count it yourself; a difference is noted.</source>
        <translation>%1 closed the shift and hands you its cash. Count it yourself; a difference is noted.</translation>
    </message>
    <message>
        <source>Take over %1</source>
        <translation>Take over %1</translation>
    </message>
    <message>
        <source>You signed in with your own PIN: that is your signature.</source>
        <translation>You signed in with your own PIN: that is your signature.</translation>
    </message>
    <message>
        <source>Waits for %1</source>
        <translation>Waits for %1</translation>
    </message>
    <message>
        <source>The receiver signs in here with an own PIN, counts the cash and takes it over.</source>
        <translation>The receiver signs in here with an own PIN, counts the cash and takes it over.</translation>
    </message>
    <message>
        <source>Cash to the safe…</source>
        <translation>Cash to the safe…</translation>
    </message>
    <message>
        <source>Print an X slip</source>
        <translation>Print an X slip</translation>
    </message>
    <message>
        <source>Count the cash to close</source>
        <translation>Count the cash to close</translation>
    </message>
    <message>
        <source>Float %1. The book is shown after the count.</source>
        <translation>Float %1. The book is shown after the count.</translation>
    </message>
    <message>
        <source>The book stays closed while you count</source>
        <translation>The book stays closed while you count</translation>
    </message>
    <message>
        <source>Type the pieces of each note. A locked count cannot be changed; the book is then shown.</source>
        <translation>Type the pieces of each note. A locked count cannot be changed; the book is then shown.</translation>
    </message>
    <message>
        <source>Lock the count: %1</source>
        <translation>Lock the count: %1</translation>
    </message>
    <message>
        <source>Locked is locked: count twice if in doubt.</source>
        <translation>Locked is locked: count twice if in doubt.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>needed when there is a difference</source>
        <translation>needed when there is a difference</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>What happened, in a few words</source>
        <translation>What happened, in a few words</translation>
    </message>
    <message>
        <source>Note %1 missing, go on to hand over</source>
        <translation>Note %1 missing, go on to hand over</translation>
    </message>
    <message>
        <source>Note %1 too much, go on to hand over</source>
        <translation>Note %1 too much, go on to hand over</translation>
    </message>
    <message>
        <source>It agrees, go on to hand over</source>
        <translation>It agrees, go on to hand over</translation>
    </message>
    <message>
        <source>Who takes the cash over?</source>
        <translation>Who takes the cash over?</translation>
    </message>
    <message>
        <source>The receiver counts again and signs with an own PIN. Without a receiver the cash goes to the safe.</source>
        <translation>The receiver counts again and signs with an own PIN. Without a receiver the cash goes to the safe.</translation>
    </message>
    <message>
        <source>Nobody: to the safe</source>
        <translation>Nobody: to the safe</translation>
    </message>
    <message>
        <source>Go on to sign</source>
        <translation>Go on to sign</translation>
    </message>
    <message>
        <source>You sign for this</source>
        <translation>You sign for this</translation>
    </message>
    <message>
        <source>The cash goes to the safe.</source>
        <translation>The cash goes to the safe.</translation>
    </message>
    <message>
        <source>The cash goes to %1.</source>
        <translation>The cash goes to %1.</translation>
    </message>
    <message>
        <source>Sign, close, print Z %1</source>
        <translation>Sign, close, print Z %1</translation>
    </message>
    <message>
        <source>The Z slip is made once and cannot be changed.</source>
        <translation>The Z slip is made once and cannot be changed.</translation>
    </message>
    <message>
        <source>Z slip %1 is made once and cannot be changed. Look first with an X slip.</source>
        <translation>Z slip %1 is made once and cannot be changed. Look first with an X slip.</translation>
    </message>
</context>
<context>
    <name>ShiftCards</name>
    <message>
        <source>Cash by the book</source>
        <translation>Cash by the book</translation>
    </message>
    <message>
        <source>Float received</source>
        <translation>Float received</translation>
    </message>
    <message>
        <source>Taken at the desk</source>
        <translation>Taken at the desk</translation>
    </message>
    <message>
        <source>%1 payments</source>
        <translation>%1 payments</translation>
    </message>
    <message>
        <source>Refunded in cash</source>
        <translation>Refunded in cash</translation>
    </message>
    <message>
        <source>%1 refunds</source>
        <translation>%1 refunds</translation>
    </message>
    <message>
        <source>Brought to the safe</source>
        <translation>Brought to the safe</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1 times</translation>
    </message>
    <message>
        <source>Must be there</source>
        <translation>Must be there</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Counted</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Short</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Over</translation>
    </message>
    <message>
        <source>It agrees</source>
        <translation>It agrees</translation>
    </message>
    <message>
        <source>written down as a line of its own, the book is not changed</source>
        <translation>written down as a line of its own, the book is not changed</translation>
    </message>
    <message>
        <source>The whole shift</source>
        <translation>The whole shift</translation>
    </message>
    <message>
        <source>All taken</source>
        <translation>All taken</translation>
    </message>
    <message>
        <source>Before handing over</source>
        <translation>Before handing over</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Open %1</translation>
    </message>
    <message>
        <source>Card or transfer still waited for</source>
        <translation>Card or transfer still waited for</translation>
    </message>
    <message>
        <source>Waits %1</source>
        <translation>Waits %1</translation>
    </message>
    <message>
        <source>Voids: a supervisor decides before you sign</source>
        <translation>Voids: a supervisor decides before you sign</translation>
    </message>
    <message>
        <source>Left %1</source>
        <translation>Left %1</translation>
    </message>
    <message>
        <source>Differences go on to the next shift</source>
        <translation>Differences go on to the next shift</translation>
    </message>
    <message>
        <source>Refunds wait for a supervisor</source>
        <translation>Refunds wait for a supervisor</translation>
    </message>
    <message>
        <source>All there</source>
        <translation>All there</translation>
    </message>
    <message>
        <source>No payment is left hanging</source>
        <translation>No payment is left hanging</translation>
    </message>
    <message>
        <source>Handed to %1</source>
        <translation>Handed to %1</translation>
    </message>
    <message>
        <source>the receiver counts again and gives an own PIN</source>
        <translation>the receiver counts again and gives an own PIN</translation>
    </message>
</context>
<context>
    <name>ShiftPage</name>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Count the cash</source>
        <translation>Count the cash</translation>
    </message>
    <message>
        <source>Compare with the book</source>
        <translation>Compare with the book</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>Sign and print Z</source>
        <translation>Sign and print Z</translation>
    </message>
    <message>
        <source>asking for the shift</source>
        <translation>asking for the shift</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>Next field</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Z slips</source>
        <translation>Z slips</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>Close %1</translation>
    </message>
    <message>
        <source>%1 · opened %2 · by %3</source>
        <translation>%1 · opened %2 · by %3</translation>
    </message>
    <message>
        <source>opening the shift</source>
        <translation>opening the shift</translation>
    </message>
    <message>
        <source>taking over</source>
        <translation>taking over</translation>
    </message>
    <message>
        <source>locking the count</source>
        <translation>locking the count</translation>
    </message>
    <message>
        <source>Please choose who takes the cash over.</source>
        <translation>Please choose who takes the cash over.</translation>
    </message>
    <message>
        <source>The shift is open. Money can be taken at this desk.</source>
        <translation>The shift is open. Money can be taken at this desk.</translation>
    </message>
    <message>
        <source>Please write what happened.</source>
        <translation>Please write what happened.</translation>
    </message>
    <message>
        <source>closing the shift</source>
        <translation>closing the shift</translation>
    </message>
    <message>
        <source>The shift is closed</source>
        <translation>The shift is closed</translation>
    </message>
    <message>
        <source>Cash to the safe</source>
        <translation>Cash to the safe</translation>
    </message>
    <message>
        <source>The treasurer counts it and gives you a slip.</source>
        <translation>The treasurer counts it and gives you a slip.</translation>
    </message>
    <message>
        <source>How much, đ</source>
        <translation>How much, đ</translation>
    </message>
    <message>
        <source>The treasurer&apos;s slip number</source>
        <translation>The treasurer&apos;s slip number</translation>
    </message>
    <message>
        <source>Note it as handed to the safe</source>
        <translation>Note it as handed to the safe</translation>
    </message>
    <message>
        <source>Please give amount and slip number.</source>
        <translation>Please give amount and slip number.</translation>
    </message>
    <message>
        <source>making the X slip</source>
        <translation>making the X slip</translation>
    </message>
    <message>
        <source>X slip</source>
        <translation>X slip</translation>
    </message>
    <message>
        <source>Save XLSX</source>
        <translation>Save XLSX</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>asking for the Z slips</source>
        <translation>asking for the Z slips</translation>
    </message>
    <message>
        <source>Open the slip</source>
        <translation>Open the slip</translation>
    </message>
    <message>
        <source>Newest first; each can be printed again, marked as a reprint.</source>
        <translation>Newest first; each can be printed again, marked as a reprint.</translation>
    </message>
    <message>
        <source>asking for the Z slip</source>
        <translation>asking for the Z slip</translation>
    </message>
    <message>
        <source>Z slip</source>
        <translation>Z slip</translation>
    </message>
</context>
<context>
    <name>ShiftPapers</name>
    <message>
        <source>Z number</source>
        <translation>Z number</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Cashier</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Opened</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Taken, đ</source>
        <translation>Taken, đ</translation>
    </message>
    <message>
        <source>Difference, đ</source>
        <translation>Difference, đ</translation>
    </message>
    <message>
        <source>No shift was closed yet.</source>
        <translation>No shift was closed yet.</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Cashier</source>
        <translation>Cashier</translation>
    </message>
    <message>
        <source>User</source>
        <translation>User</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Somebody else</translation>
    </message>
    <message>
        <source>Usual text</source>
        <translation>Usual text</translation>
    </message>
    <message>
        <source>Large text</source>
        <translation>Large text</translation>
    </message>
    <message>
        <source>Usual colours</source>
        <translation>Usual colours</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>Sign in with your own name and PIN.</source>
        <translation>Sign in with your own name and PIN.</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Please give user, PIN and desk.</source>
        <translation>Please give user, PIN and desk.</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>Asking the hub…</translation>
    </message>
    <message>
        <source>The hub does not know this machine. Please call IT: desk_token is missing or another one.</source>
        <translation>The hub does not know this machine. Please call IT: desk_token is missing or another one.</translation>
    </message>
    <message>
        <source>The hub does not answer. Check the network, then try again.</source>
        <translation>The hub does not answer. Check the network, then try again.</translation>
    </message>
</context>
<context>
    <name>StatementsPage</name>
    <message>
        <source>Bank statements</source>
        <translation>Bank statements</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Drop a statement here, or choose it</source>
        <translation>Drop a statement here, or choose it</translation>
    </message>
    <message>
        <source>XLSX, CSV, MT940 or CAMT.053. The same file or line twice is booked once.</source>
        <translation>XLSX, CSV, MT940 or CAMT.053. The same file or line twice is booked once.</translation>
    </message>
    <message>
        <source>Imported so far</source>
        <translation>Imported so far</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Lines</translation>
    </message>
    <message>
        <source>New</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Known</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>Matched</translation>
    </message>
    <message>
        <source>No statement was imported yet.</source>
        <translation>No statement was imported yet.</translation>
    </message>
    <message>
        <source>How it is read</source>
        <translation>How it is read</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Bank or provider</source>
        <translation>Bank or provider</translation>
    </message>
    <message>
        <source>What each column holds</source>
        <translation>What each column holds</translation>
    </message>
    <message>
        <source>So it would be read</source>
        <translation>So it would be read</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>Booked</translation>
    </message>
    <message>
        <source>Amount, đ</source>
        <translation>Amount, đ</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Reference</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>Memo</translation>
    </message>
    <message>
        <source>Reads as</source>
        <translation>Reads as</translation>
    </message>
    <message>
        <source>asking for layouts</source>
        <translation>asking for layouts</translation>
    </message>
    <message>
        <source>asking for the imports</source>
        <translation>asking for the imports</translation>
    </message>
    <message>
        <source>Choose a statement</source>
        <translation>Choose a statement</translation>
    </message>
    <message>
        <source>The file cannot be read. Close it in other programs, then choose it again.</source>
        <translation>The file cannot be read. Close it in other programs, then choose it again.</translation>
    </message>
    <message>
        <source>reading the file</source>
        <translation>reading the file</translation>
    </message>
    <message>
        <source>This whole file was imported before</source>
        <translation>This whole file was imported before</translation>
    </message>
    <message>
        <source>Cannot be read: %1</source>
        <translation>Cannot be read: %1</translation>
    </message>
    <message>
        <source>own mapping</source>
        <translation>own mapping</translation>
    </message>
    <message>
        <source>readable</source>
        <translation>readable</translation>
    </message>
    <message>
        <source>%1 lines · head in row %2</source>
        <translation>%1 lines · head in row %2</translation>
    </message>
    <message>
        <source>Keep this mapping</source>
        <translation>Keep this mapping</translation>
    </message>
    <message>
        <source>The next file with these headings is then read by itself.</source>
        <translation>The next file with these headings is then read by itself.</translation>
    </message>
    <message>
        <source>Name people read</source>
        <translation>Name people read</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>Short name</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>Please give it a name.</source>
        <translation>Please give it a name.</translation>
    </message>
    <message>
        <source>Please give the account, and the bank or provider it is of.</source>
        <translation>Please give the account, and the bank or provider it is of.</translation>
    </message>
    <message>
        <source>beginning the import</source>
        <translation>beginning the import</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>stopping</translation>
    </message>
    <message>
        <source>asking how the import stands</source>
        <translation>asking how the import stands</translation>
    </message>
    <message>
        <source>%1 of %2 lines · %3 new · %4 known before · %5 matched by rule</source>
        <translation>%1 of %2 lines · %3 new · %4 known before · %5 matched by rule</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>You may go on elsewhere; the hub imports by itself.</source>
        <translation>You may go on elsewhere; the hub imports by itself.</translation>
    </message>
    <message>
        <source>What is booked stays; it goes on with the next line.</source>
        <translation>What is booked stays; it goes on with the next line.</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>Go on with the import</source>
        <translation>Go on with the import</translation>
    </message>
    <message>
        <source>Keep the mapping…</source>
        <translation>Keep the mapping…</translation>
    </message>
    <message>
        <source>Import %1 lines</source>
        <translation>Import %1 lines</translation>
    </message>
    <message>
        <source>Nothing is booked before you import.</source>
        <translation>Nothing is booked before you import.</translation>
    </message>
</context>
<context>
    <name>StoryPage</name>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Asked for</translation>
    </message>
    <message>
        <source>Money that came</source>
        <translation>Money that came</translation>
    </message>
    <message>
        <source>Put to the bill</source>
        <translation>Put to the bill</translation>
    </message>
    <message>
        <source>HIS receipt</source>
        <translation>HIS receipt</translation>
    </message>
    <message>
        <source>What happened, in whose book</source>
        <translation>What happened, in whose book</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>Book</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Amount, đ</source>
        <translation>Amount, đ</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Reference</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>opening the payment</source>
        <translation>opening the payment</translation>
    </message>
    <message>
        <source>Payment without a code</source>
        <translation>Payment without a code</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Differences</translation>
    </message>
    <message>
        <source>with %1</source>
        <translation>with %1</translation>
    </message>
    <message>
        <source>with nobody yet</source>
        <translation>with nobody yet</translation>
    </message>
    <message>
        <source>Might belong together</source>
        <translation>Might belong together</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>Matched</translation>
    </message>
    <message>
        <source>Nothing is matched yet.</source>
        <translation>Nothing is matched yet.</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>for %1</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>by %1</translation>
    </message>
    <message>
        <source>by rule</source>
        <translation>by rule</translation>
    </message>
    <message>
        <source>undone, kept on record</source>
        <translation>undone, kept on record</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Take it</translation>
    </message>
    <message>
        <source>Settled outside…</source>
        <translation>Settled outside…</translation>
    </message>
    <message>
        <source>Undo the match…</source>
        <translation>Undo the match…</translation>
    </message>
    <message>
        <source>Ask for a refund…</source>
        <translation>Ask for a refund…</translation>
    </message>
    <message>
        <source>Send to the HIS again</source>
        <translation>Send to the HIS again</translation>
    </message>
    <message>
        <source>Accept the match…</source>
        <translation>Accept the match…</translation>
    </message>
    <message>
        <source>Nothing needs to be done about this payment.</source>
        <translation>Nothing needs to be done about this payment.</translation>
    </message>
    <message>
        <source>Void…</source>
        <translation>Void…</translation>
    </message>
    <message>
        <source>Leave it valid</source>
        <translation>Leave it valid</translation>
    </message>
    <message>
        <source>Approve the void</source>
        <translation>Approve the void</translation>
    </message>
    <message>
        <source>deciding</source>
        <translation>deciding</translation>
    </message>
    <message>
        <source>Accept the match</source>
        <translation>Accept the match</translation>
    </message>
    <message>
        <source>Money and bill are joined under your name. An exact amount is sent to the HIS; it can be undone.</source>
        <translation>Money and bill are joined under your name. An exact amount is sent to the HIS; it can be undone.</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Which</translation>
    </message>
    <message>
        <source>Why they belong together</source>
        <translation>Why they belong together</translation>
    </message>
    <message>
        <source>Accept it</source>
        <translation>Accept it</translation>
    </message>
    <message>
        <source>Please write why.</source>
        <translation>Please write why.</translation>
    </message>
    <message>
        <source>Undo the match</source>
        <translation>Undo the match</translation>
    </message>
    <message>
        <source>The match stays on record as undone; the money waits for a person again.</source>
        <translation>The match stays on record as undone; the money waits for a person again.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Undo it</source>
        <translation>Undo it</translation>
    </message>
    <message>
        <source>Ask for a refund</source>
        <translation>Ask for a refund</translation>
    </message>
    <message>
        <source>Another person approves it, and a third step pays it out.</source>
        <translation>Another person approves it, and a third step pays it out.</translation>
    </message>
    <message>
        <source>Which money</source>
        <translation>Which money</translation>
    </message>
    <message>
        <source>How much, đ</source>
        <translation>How much, đ</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Ask for it</source>
        <translation>Ask for it</translation>
    </message>
    <message>
        <source>Please choose the money, how much and why.</source>
        <translation>Please choose the money, how much and why.</translation>
    </message>
    <message>
        <source>asking the HIS</source>
        <translation>asking the HIS</translation>
    </message>
</context>
<context>
    <name>TakenPanel</name>
    <message>
        <source>Give back %1</source>
        <translation>Give back %1</translation>
    </message>
    <message>
        <source>With %1 that came by transfer: %2 in all</source>
        <translation>With %1 that came by transfer: %2 in all</translation>
    </message>
    <message>
        <source>HIS receipt %1</source>
        <translation>HIS receipt %1</translation>
    </message>
    <message>
        <source>The HIS has not answered yet; it is asked until it does. The slip may be printed.</source>
        <translation>The HIS has not answered yet; it is asked until it does. The slip may be printed.</translation>
    </message>
    <message>
        <source>The HIS declined (%1). The money is on record and stands under Differences.</source>
        <translation>The HIS declined (%1). The money is on record and stands under Differences.</translation>
    </message>
    <message>
        <source>asking for the slip</source>
        <translation>asking for the slip</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Printing…</translation>
    </message>
    <message>
        <source>printing the slip</source>
        <translation>printing the slip</translation>
    </message>
    <message>
        <source>Printed. F9 prints a copy, marked as one.</source>
        <translation>Printed. F9 prints a copy, marked as one.</translation>
    </message>
    <message>
        <source>The printer is out of paper. Put in a roll, then F9.</source>
        <translation>The printer is out of paper. Put in a roll, then F9.</translation>
    </message>
    <message>
        <source>The printer&apos;s cover is open. Close it, then F9.</source>
        <translation>The printer&apos;s cover is open. Close it, then F9.</translation>
    </message>
    <message>
        <source>The printer does not answer. Check power and cable, then F9.</source>
        <translation>The printer does not answer. Check power and cable, then F9.</translation>
    </message>
    <message>
        <source>Look whether the slip lies in the printer. F9 prints again.</source>
        <translation>Look whether the slip lies in the printer. F9 prints again.</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>Open row</source>
        <translation>Open row</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Match</translation>
    </message>
    <message>
        <source>Taken by kiosks and desks</source>
        <translation>Taken by kiosks and desks</translation>
    </message>
    <message>
        <source>Recorded by the HIS</source>
        <translation>Recorded by the HIS</translation>
    </message>
    <message>
        <source>Told by the bank</source>
        <translation>Told by the bank</translation>
    </message>
    <message>
        <source>Matched automatically</source>
        <translation>Matched automatically</translation>
    </message>
    <message>
        <source>Differences left</source>
        <translation>Differences left</translation>
    </message>
    <message>
        <source>Differences to settle</source>
        <translation>Differences to settle</translation>
    </message>
    <message>
        <source>Kiosk · HIS · Bank: three columns that must be equal</source>
        <translation>Kiosk · HIS · Bank: three columns that must be equal</translation>
    </message>
    <message>
        <source>No difference is open.</source>
        <translation>No difference is open.</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Payments by hour</source>
        <translation>Payments by hour</translation>
    </message>
    <message>
        <source>How it was paid</source>
        <translation>How it was paid</translation>
    </message>
    <message>
        <source>asking for the figures</source>
        <translation>asking for the figures</translation>
    </message>
    <message>
        <source>asking for the differences</source>
        <translation>asking for the differences</translation>
    </message>
    <message>
        <source>Today, %1</source>
        <translation>Today, %1</translation>
    </message>
    <message>
        <source>books closed</source>
        <translation>books closed</translation>
    </message>
    <message>
        <source>%1 kiosks running</source>
        <translation>%1 kiosks running</translation>
    </message>
    <message>
        <source>as of %1 · %2</source>
        <translation>as of %1 · %2</translation>
    </message>
    <message>
        <source>%1 payments</source>
        <translation>%1 payments</translation>
    </message>
    <message>
        <source>%1 receipts</source>
        <translation>%1 receipts</translation>
    </message>
    <message>
        <source>%1 transactions</source>
        <translation>%1 transactions</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation>oldest %1</translation>
    </message>
    <message>
        <source>all agree</source>
        <translation>all agree</translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation>%1 others</translation>
    </message>
    <message>
        <source>Day before PgUp · day after PgDn · where and how F7 · again F5</source>
        <translation>Day before PgUp · day after PgDn · where and how F7 · again F5</translation>
    </message>
    <message>
        <source>%1 more differences: open the list</source>
        <translation>%1 more differences: open the list</translation>
    </message>
    <message>
        <source>asking for the rows</source>
        <translation>asking for the rows</translation>
    </message>
    <message>
        <source>Payments from %1:00 to %2:00</source>
        <translation>Payments from %1:00 to %2:00</translation>
    </message>
    <message>
        <source>Save XLSX</source>
        <translation>Save XLSX</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>Close this day&apos;s books</source>
        <translation>Close this day&apos;s books</translation>
    </message>
    <message>
        <source>Close the books of %1?</source>
        <translation>Close the books of %1?</translation>
    </message>
    <message>
        <source>Nothing can be posted to a closed day; money that still comes goes to the open day and names this one.</source>
        <translation>Nothing can be posted to a closed day; money that still comes goes to the open day and names this one.</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>Close the day</translation>
    </message>
</context>
<context>
    <name>Voids</name>
    <message>
        <source>Void slip %1?</source>
        <translation>Void slip %1?</translation>
    </message>
    <message>
        <source>A supervisor decides. The payment stays on record and is posted backwards in this shift.</source>
        <translation>A supervisor decides. The payment stays on record and is posted backwards in this shift.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Ask to void it</source>
        <translation>Ask to void it</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Asked</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Slip</translation>
    </message>
    <message>
        <source>Bill</source>
        <translation>Bill</translation>
    </message>
    <message>
        <source>How</source>
        <translation>How</translation>
    </message>
    <message>
        <source>Amount, đ</source>
        <translation>Amount, đ</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>Taken by</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Asked by</translation>
    </message>
    <message>
        <source>No void waits.</source>
        <translation>No void waits.</translation>
    </message>
</context>
<context>
    <name>WaitingPanel</name>
    <message>
        <source>Nobody can say yet whether the card was charged</source>
        <translation>Nobody can say yet whether the card was charged</translation>
    </message>
    <message>
        <source>It is asked by its own number until it is known. Take no second payment; see the terminal&apos;s slip.</source>
        <translation>It is asked by its own number until it is known. Take no second payment; see the terminal&apos;s slip.</translation>
    </message>
    <message>
        <source>Card on terminal %1</source>
        <translation>Card on terminal %1</translation>
    </message>
    <message>
        <source>Waiting for the terminal…</source>
        <translation>Waiting for the terminal…</translation>
    </message>
    <message>
        <source>Scan with a bank&apos;s app</source>
        <translation>Scan with a bank&apos;s app</translation>
    </message>
    <message>
        <source>Waiting for the bank to tell of the money…</source>
        <translation>Waiting for the bank to tell of the money…</translation>
    </message>
    <message>
        <source>Content of the transfer: %1</source>
        <translation>Content of the transfer: %1</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Monday</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2</source>
        <translation>%1 h %2</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>Morning shift</source>
        <translation>Morning shift</translation>
    </message>
    <message>
        <source>Afternoon shift</source>
        <translation>Afternoon shift</translation>
    </message>
    <message>
        <source>Night shift</source>
        <translation>Night shift</translation>
    </message>
    <message>
        <source>Kiosk – HIS</source>
        <translation>Kiosk – HIS</translation>
    </message>
    <message>
        <source>Kiosk – bank</source>
        <translation>Kiosk – bank</translation>
    </message>
    <message>
        <source>HIS – bank</source>
        <translation>HIS – bank</translation>
    </message>
    <message>
        <source>No HIS receipt</source>
        <translation>No HIS receipt</translation>
    </message>
    <message>
        <source>HIS receipt without money</source>
        <translation>HIS receipt without money</translation>
    </message>
    <message>
        <source>HIS refused it</source>
        <translation>HIS refused it</translation>
    </message>
    <message>
        <source>HIS amount differs</source>
        <translation>HIS amount differs</translation>
    </message>
    <message>
        <source>Two HIS receipts</source>
        <translation>Two HIS receipts</translation>
    </message>
    <message>
        <source>Not on the statement</source>
        <translation>Not on the statement</translation>
    </message>
    <message>
        <source>Bank amount differs</source>
        <translation>Bank amount differs</translation>
    </message>
    <message>
        <source>Only on the statement</source>
        <translation>Only on the statement</translation>
    </message>
    <message>
        <source>Paid too little</source>
        <translation>Paid too little</translation>
    </message>
    <message>
        <source>Paid too much</source>
        <translation>Paid too much</translation>
    </message>
    <message>
        <source>Paid in parts</source>
        <translation>Paid in parts</translation>
    </message>
    <message>
        <source>Paid twice</source>
        <translation>Paid twice</translation>
    </message>
    <message>
        <source>Came after its time</source>
        <translation>Came after its time</translation>
    </message>
    <message>
        <source>Money of nobody known</source>
        <translation>Money of nobody known</translation>
    </message>
    <message>
        <source>Bill already paid</source>
        <translation>Bill already paid</translation>
    </message>
    <message>
        <source>Bank took it back</source>
        <translation>Bank took it back</translation>
    </message>
    <message>
        <source>Another account</source>
        <translation>Another account</translation>
    </message>
    <message>
        <source>Reference used twice</source>
        <translation>Reference used twice</translation>
    </message>
    <message>
        <source>Card payment unclear</source>
        <translation>Card payment unclear</translation>
    </message>
    <message>
        <source>VietQR at kiosks</source>
        <translation>VietQR at kiosks</translation>
    </message>
    <message>
        <source>QR at the desk</source>
        <translation>QR at the desk</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Cash</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Examination fee</source>
        <translation>Examination fee</translation>
    </message>
    <message>
        <source>Advance</source>
        <translation>Advance</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>Earlier balance</source>
        <translation>Earlier balance</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>Kiosk</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Hub</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>Bank</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Asked for payment</source>
        <translation>Asked for payment</translation>
    </message>
    <message>
        <source>The provider made no order</source>
        <translation>The provider made no order</translation>
    </message>
    <message>
        <source>Not clear whether the provider has it</source>
        <translation>Not clear whether the provider has it</translation>
    </message>
    <message>
        <source>Receipt in the HIS&apos;s list</source>
        <translation>Receipt in the HIS&apos;s list</translation>
    </message>
    <message>
        <source>Void refused</source>
        <translation>Void refused</translation>
    </message>
    <message>
        <source>Code shown</source>
        <translation>Code shown</translation>
    </message>
    <message>
        <source>The code ran out</source>
        <translation>The code ran out</translation>
    </message>
    <message>
        <source>The code was withdrawn</source>
        <translation>The code was withdrawn</translation>
    </message>
    <message>
        <source>Order at the provider</source>
        <translation>Order at the provider</translation>
    </message>
    <message>
        <source>Money came</source>
        <translation>Money came</translation>
    </message>
    <message>
        <source>Money put to the bill</source>
        <translation>Money put to the bill</translation>
    </message>
    <message>
        <source>Money taken off the bill</source>
        <translation>Money taken off the bill</translation>
    </message>
    <message>
        <source>Sent to the HIS</source>
        <translation>Sent to the HIS</translation>
    </message>
    <message>
        <source>No clear answer from the HIS</source>
        <translation>No clear answer from the HIS</translation>
    </message>
    <message>
        <source>Handed to a person</source>
        <translation>Handed to a person</translation>
    </message>
    <message>
        <source>HIS receipt</source>
        <translation>HIS receipt</translation>
    </message>
    <message>
        <source>HIS receipt voided</source>
        <translation>HIS receipt voided</translation>
    </message>
    <message>
        <source>Line on the statement</source>
        <translation>Line on the statement</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>Matched</translation>
    </message>
    <message>
        <source>Match undone</source>
        <translation>Match undone</translation>
    </message>
    <message>
        <source>Payment begun at the desk</source>
        <translation>Payment begun at the desk</translation>
    </message>
    <message>
        <source>Taken at the desk</source>
        <translation>Taken at the desk</translation>
    </message>
    <message>
        <source>No money moved</source>
        <translation>No money moved</translation>
    </message>
    <message>
        <source>Slip printed</source>
        <translation>Slip printed</translation>
    </message>
    <message>
        <source>Refund asked for</source>
        <translation>Refund asked for</translation>
    </message>
    <message>
        <source>Refund approved</source>
        <translation>Refund approved</translation>
    </message>
    <message>
        <source>Refund refused</source>
        <translation>Refund refused</translation>
    </message>
    <message>
        <source>Refund paid out</source>
        <translation>Refund paid out</translation>
    </message>
    <message>
        <source>Void asked for</source>
        <translation>Void asked for</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>Voided</translation>
    </message>
    <message>
        <source>Somebody took it on</source>
        <translation>Somebody took it on</translation>
    </message>
    <message>
        <source>Settled by a person</source>
        <translation>Settled by a person</translation>
    </message>
    <message>
        <source>the provider&apos;s own number</source>
        <translation>the provider&apos;s own number</translation>
    </message>
    <message>
        <source>pay code in the memo</source>
        <translation>pay code in the memo</translation>
    </message>
    <message>
        <source>pay code, cut or glued</source>
        <translation>pay code, cut or glued</translation>
    </message>
    <message>
        <source>the money&apos;s own name</source>
        <translation>the money&apos;s own name</translation>
    </message>
    <message>
        <source>virtual account</source>
        <translation>virtual account</translation>
    </message>
    <message>
        <source>the only one of this amount at that time</source>
        <translation>the only one of this amount at that time</translation>
    </message>
    <message>
        <source>several lines make the sum</source>
        <translation>several lines make the sum</translation>
    </message>
    <message>
        <source>one transfer for several bills</source>
        <translation>one transfer for several bills</translation>
    </message>
    <message>
        <source>a person&apos;s decision</source>
        <translation>a person&apos;s decision</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>Not known now</source>
        <translation>Not known now</translation>
    </message>
    <message>
        <source>The HIS still owes its answer. Try again in a few minutes.</source>
        <translation>The HIS still owes its answer. Try again in a few minutes.</translation>
    </message>
    <message>
        <source>A refund of this money is approved; it cannot be taken off the bill.</source>
        <translation>A refund of this money is approved; it cannot be taken off the bill.</translation>
    </message>
    <message>
        <source>Waiting for money</source>
        <translation>Waiting for money</translation>
    </message>
    <message>
        <source>the hub itself</source>
        <translation>the hub itself</translation>
    </message>
    <message>
        <source>Told, not confirmed</source>
        <translation>Told, not confirmed</translation>
    </message>
    <message>
        <source>Code ran out</source>
        <translation>Code ran out</translation>
    </message>
    <message>
        <source>Paid exactly</source>
        <translation>Paid exactly</translation>
    </message>
    <message>
        <source>Receipted</source>
        <translation>Receipted</translation>
    </message>
    <message>
        <source>Came late</source>
        <translation>Came late</translation>
    </message>
    <message>
        <source>Too little</source>
        <translation>Too little</translation>
    </message>
    <message>
        <source>Too much</source>
        <translation>Too much</translation>
    </message>
    <message>
        <source>In parts</source>
        <translation>In parts</translation>
    </message>
    <message>
        <source>Twice</source>
        <translation>Twice</translation>
    </message>
    <message>
        <source>Of nobody known</source>
        <translation>Of nobody known</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>Unclear</source>
        <translation>Unclear</translation>
    </message>
    <message>
        <source>Waits for approval</source>
        <translation>Waits for approval</translation>
    </message>
    <message>
        <source>Approved, to be paid</source>
        <translation>Approved, to be paid</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Importing</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>To be paid</source>
        <translation>To be paid</translation>
    </message>
    <message>
        <source>Visit cancelled</source>
        <translation>Visit cancelled</translation>
    </message>
    <message>
        <source>Taken by mistake</source>
        <translation>Taken by mistake</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>Wrong bill</source>
        <translation>Wrong bill</translation>
    </message>
    <message>
        <source>Wrong amount</source>
        <translation>Wrong amount</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <translation>Otherwise</translation>
    </message>
    <message>
        <source>Wrong change given</source>
        <translation>Wrong change given</translation>
    </message>
    <message>
        <source>Not clear</source>
        <translation>Not clear</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>not read</translation>
    </message>
    <message>
        <source>date booked</source>
        <translation>date booked</translation>
    </message>
    <message>
        <source>time</source>
        <translation>time</translation>
    </message>
    <message>
        <source>sign (in or out)</source>
        <translation>sign (in or out)</translation>
    </message>
    <message>
        <source>currency</source>
        <translation>currency</translation>
    </message>
    <message>
        <source>amount (± sign)</source>
        <translation>amount (± sign)</translation>
    </message>
    <message>
        <source>money in</source>
        <translation>money in</translation>
    </message>
    <message>
        <source>money out</source>
        <translation>money out</translation>
    </message>
    <message>
        <source>memo</source>
        <translation>memo</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>reference</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>balance</translation>
    </message>
    <message>
        <source>account</source>
        <translation>account</translation>
    </message>
    <message>
        <source>Your role may not do this. Ask a supervisor.</source>
        <translation>Your role may not do this. Ask a supervisor.</translation>
    </message>
    <message>
        <source>The hub did not understand this window. Tell IT.</source>
        <translation>The hub did not understand this window. Tell IT.</translation>
    </message>
    <message>
        <source>User or PIN does not match. Please try again.</source>
        <translation>User or PIN does not match. Please try again.</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Wait a little, or ask a supervisor.</source>
        <translation>Too many wrong PINs. Wait a little, or ask a supervisor.</translation>
    </message>
    <message>
        <source>The hub knows no desk of this name.</source>
        <translation>The hub knows no desk of this name.</translation>
    </message>
    <message>
        <source>Choose six digits or more, without a run or one digit repeated.</source>
        <translation>Choose six digits or more, without a run or one digit repeated.</translation>
    </message>
    <message>
        <source>This payment is not known here.</source>
        <translation>This payment is not known here.</translation>
    </message>
    <message>
        <source>There are no rows for this figure.</source>
        <translation>There are no rows for this figure.</translation>
    </message>
    <message>
        <source>There is no such report.</source>
        <translation>There is no such report.</translation>
    </message>
    <message>
        <source>This difference is already gone. Press F5.</source>
        <translation>This difference is already gone. Press F5.</translation>
    </message>
    <message>
        <source>Nobody of this name works here.</source>
        <translation>Nobody of this name works here.</translation>
    </message>
    <message>
        <source>Please write how it was settled.</source>
        <translation>Please write how it was settled.</translation>
    </message>
    <message>
        <source>This money is not known here, or nothing is left of it.</source>
        <translation>This money is not known here, or nothing is left of it.</translation>
    </message>
    <message>
        <source>This order is not known here.</source>
        <translation>This order is not known here.</translation>
    </message>
    <message>
        <source>This money already pays a bill. Undo that match first.</source>
        <translation>This money already pays a bill. Undo that match first.</translation>
    </message>
    <message>
        <source>Please write why.</source>
        <translation>Please write why.</translation>
    </message>
    <message>
        <source>This match is already gone. Press F5.</source>
        <translation>This match is already gone. Press F5.</translation>
    </message>
    <message>
        <source>The HIS has a receipt for it. Void it there first.</source>
        <translation>The HIS has a receipt for it. Void it there first.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent to the HIS.</source>
        <translation>Nothing waits to be sent to the HIS.</translation>
    </message>
    <message>
        <source>The day is not over yet.</source>
        <translation>The day is not over yet.</translation>
    </message>
    <message>
        <source>No bill under this code. Scan again, or type the bill&apos;s number.</source>
        <translation>No bill under this code. Scan again, or type the bill&apos;s number.</translation>
    </message>
    <message>
        <source>No shift is open at this desk. Open one under “Shift”.</source>
        <translation>No shift is open at this desk. Open one under “Shift”.</translation>
    </message>
    <message>
        <source>This bill is already paid: the HIS knows it. Nothing was taken.</source>
        <translation>This bill is already paid: the HIS knows it. Nothing was taken.</translation>
    </message>
    <message>
        <source>This amount does not fit.</source>
        <translation>This amount does not fit.</translation>
    </message>
    <message>
        <source>That is less than what is due.</source>
        <translation>That is less than what is due.</translation>
    </message>
    <message>
        <source>No card terminal answers at this desk.</source>
        <translation>No card terminal answers at this desk.</translation>
    </message>
    <message>
        <source>This payment was begun with other figures. Begin a new one.</source>
        <translation>This payment was begun with other figures. Begin a new one.</translation>
    </message>
    <message>
        <source>No money was taken for it, so there is no slip.</source>
        <translation>No money was taken for it, so there is no slip.</translation>
    </message>
    <message>
        <source>Please choose a reason.</source>
        <translation>Please choose a reason.</translation>
    </message>
    <message>
        <source>You asked for it yourself: another person decides.</source>
        <translation>You asked for it yourself: another person decides.</translation>
    </message>
    <message>
        <source>It was already decided. Press F5.</source>
        <translation>It was already decided. Press F5.</translation>
    </message>
    <message>
        <source>It is not approved yet.</source>
        <translation>It is not approved yet.</translation>
    </message>
    <message>
        <source>You approved it yourself: another person pays it out.</source>
        <translation>You approved it yourself: another person pays it out.</translation>
    </message>
    <message>
        <source>There is not enough cash in the drawer.</source>
        <translation>There is not enough cash in the drawer.</translation>
    </message>
    <message>
        <source>Please give the bank&apos;s reference of the transfer.</source>
        <translation>Please give the bank&apos;s reference of the transfer.</translation>
    </message>
    <message>
        <source>It was already paid out.</source>
        <translation>It was already paid out.</translation>
    </message>
    <message>
        <source>That shift is closed. Ask for a refund instead.</source>
        <translation>That shift is closed. Ask for a refund instead.</translation>
    </message>
    <message>
        <source>It was already asked for.</source>
        <translation>It was already asked for.</translation>
    </message>
    <message>
        <source>Nobody asked to void it.</source>
        <translation>Nobody asked to void it.</translation>
    </message>
    <message>
        <source>A shift is already open at this desk.</source>
        <translation>A shift is already open at this desk.</translation>
    </message>
    <message>
        <source>A handover waits at this desk: its receiver accepts it first.</source>
        <translation>A handover waits at this desk: its receiver accepts it first.</translation>
    </message>
    <message>
        <source>Please look at the pieces again: this count does not fit.</source>
        <translation>Please look at the pieces again: this count does not fit.</translation>
    </message>
    <message>
        <source>Please give the treasurer&apos;s slip number.</source>
        <translation>Please give the treasurer&apos;s slip number.</translation>
    </message>
    <message>
        <source>The count is already locked.</source>
        <translation>The count is already locked.</translation>
    </message>
    <message>
        <source>A card or transfer is still waited for. End it first.</source>
        <translation>A card or transfer is still waited for. End it first.</translation>
    </message>
    <message>
        <source>Count the cash first.</source>
        <translation>Count the cash first.</translation>
    </message>
    <message>
        <source>The terminal is already giving the charge back.</source>
        <translation>The terminal is already giving the charge back.</translation>
    </message>
    <message>
        <source>It is already under way. Wait a moment, then press F5.</source>
        <translation>It is already under way. Wait a moment, then press F5.</translation>
    </message>
    <message>
        <source>This refund is not known here. Press F5.</source>
        <translation>This refund is not known here. Press F5.</translation>
    </message>
    <message>
        <source>Nothing was paid out for it yet.</source>
        <translation>Nothing was paid out for it yet.</translation>
    </message>
    <message>
        <source>The HIS has a receipt for it.</source>
        <translation>The HIS has a receipt for it.</translation>
    </message>
    <message>
        <source>Counted and book differ: please choose a reason.</source>
        <translation>Counted and book differ: please choose a reason.</translation>
    </message>
    <message>
        <source>A void waits for a supervisor. Have it decided first.</source>
        <translation>A void waits for a supervisor. Have it decided first.</translation>
    </message>
    <message>
        <source>This handover is for somebody else.</source>
        <translation>This handover is for somebody else.</translation>
    </message>
    <message>
        <source>Nothing waits to be accepted.</source>
        <translation>Nothing waits to be accepted.</translation>
    </message>
    <message>
        <source>This file is in no format known here. Make a mapping for it.</source>
        <translation>This file is in no format known here. Make a mapping for it.</translation>
    </message>
    <message>
        <source>The file is too large. Export a shorter time at the bank.</source>
        <translation>The file is too large. Export a shorter time at the bank.</translation>
    </message>
    <message>
        <source>The hub no longer has this file. Choose it again.</source>
        <translation>The hub no longer has this file. Choose it again.</translation>
    </message>
    <message>
        <source>Date, amount and memo must each have a column.</source>
        <translation>Date, amount and memo must each have a column.</translation>
    </message>
    <message>
        <source>Please choose how the file is to be read.</source>
        <translation>Please choose how the file is to be read.</translation>
    </message>
    <message>
        <source>Some lines cannot be read. Mend the mapping first.</source>
        <translation>Some lines cannot be read. Mend the mapping first.</translation>
    </message>
    <message>
        <source>This import is not known here.</source>
        <translation>This import is not known here.</translation>
    </message>
    <message>
        <source>The hub declined (%1).</source>
        <translation>The hub declined (%1).</translation>
    </message>
</context>
</TS>
