// Payment: any bank's app, or the cashier; the clock ends it without loss.
import QtQuick
import ".."

Page {
    id: page

    readonly property string notice: view.notice
    readonly property bool open: notice === "" || notice === "short" || notice === "silent"

    function clock(seconds) {
        return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0")
    }

    stepName: qsTr("Payment")
    title: notice === "paid" ? qsTr("We received\n%1").arg(view.received)
         : notice === "expired" ? qsTr("The code has expired") : qsTr("Scan to pay\n%1").arg(view.due)
    lead: notice === "paid" ? (view.errand ? qsTr("Thank you. The hospital has noted it.") : qsTr("Thank you. Your number is next."))
        : notice === "expired" ? qsTr("If you have paid, nothing is lost: the cashier will see it.")
        : Tokens.large ? qsTr("Open your bank's app.") : qsTr("Open your bank's app and choose “Scan QR”.")
    primaryText: notice === "paid" || notice === "expired" ? qsTr("Continue") : ""
    secondName: "cashier"
    secondText: open ? qsTr("Pay at the cashier") : ""
    secondIcon: "cash"
    onPrimary: bridge.press("next")
    onSecond: bridge.press("cashier")

    Fit {
        id: column
        visible: page.open
        width: parent.width
        spacing: Tokens.u(page.wide || Tokens.large ? 20 : 28)

        QrPanel {
            visible: page.view.qr !== ""
            width: parent.width
            height: Tokens.u(page.wide ? 480 : Tokens.large ? 584 : 740)
            text: page.view.qr
        }

        Card {
            visible: page.view.qr !== ""
            width: parent.width

            ValueRow {
                label: qsTr("Payee")
                value: page.view.payee
            }

            Divider {}

            ValueRow {
                label: qsTr("Content")
                value: page.view.pay_code
            }
        }

        Rectangle {
            visible: page.view.qr !== ""
            width: parent.width
            height: Math.max(Tokens.u(108), words.implicitHeight + Tokens.u(36))
            radius: Tokens.u(28)
            color: Tokens.tint
            border.width: Tokens.contrast ? Tokens.u(3) : 0
            border.color: Tokens.primary

            Pictogram {
                id: sign

                x: Tokens.u(36)
                anchors.verticalCenter: parent.verticalCenter
                name: "clock"
                extent: 56
            }

            AppText {
                id: words

                objectName: "notice"
                anchors.verticalCenter: parent.verticalCenter
                x: sign.x + sign.width + Tokens.u(24)
                width: parent.width - x - cells.width - Tokens.u(60)
                style: "second"
                text: page.notice === "short" ? qsTr("We received %1; %2 is missing.").arg(page.view.received).arg(page.view.missing)
                    : page.notice === "silent" ? qsTr("The bank cannot be asked now. If you have paid, nothing is lost: tell the cashier.")
                                              : qsTr("Waiting for the bank…")
            }

            // One cell a digit, so that nothing moves while the seconds run.
            Row {
                id: cells

                objectName: "countdown"
                visible: bridge.seconds >= 0
                anchors.right: parent.right
                anchors.rightMargin: Tokens.u(36)
                anchors.verticalCenter: parent.verticalCenter
                Accessible.role: Accessible.StaticText
                Accessible.name: page.clock(Math.max(0, bridge.seconds))

                Repeater {
                    model: page.clock(Math.max(0, bridge.seconds)).split("")

                    AppText {
                        required property string modelData

                        style: "title"
                        tabular: true
                        font.pixelSize: Math.round(Tokens.size("title") * 0.8)
                        width: font.pixelSize * (modelData === ":" ? 0.32 : 0.6)
                        horizontalAlignment: Text.AlignHCenter
                        wrapMode: Text.NoWrap
                        text: modelData
                        Accessible.ignored: true
                    }
                }
            }
        }

        Waiting {
            visible: page.view.qr === ""
            icon: "phoneqr"
            text: qsTr("Preparing the payment code…")
        }
    }

    Outcome {
        visible: !page.open
        icon: page.notice === "paid" ? "check" : "clock"
        good: page.notice === "paid"

        // What one may show the cashier, or a photograph may keep.
        Card {
            width: parent.width

            ValueRow {
                label: qsTr("Payee")
                value: page.view.payee
            }

            Divider {}

            ValueRow {
                label: qsTr("Content")
                value: page.view.pay_code
            }

            Divider {}

            ValueRow {
                strong: true
                label: page.notice === "paid" ? qsTr("Received") : qsTr("Amount")
                value: page.notice === "paid" ? page.view.received : page.view.due
            }
        }
    }
}
