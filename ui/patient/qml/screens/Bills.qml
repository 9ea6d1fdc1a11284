// Bills: what is still to be paid, one touch chooses; a bill that is paid in part is the cashier's.
import QtQuick
import ".."

Page {
    id: page

    readonly property bool none: view.found && view.tiles.length === 0
    readonly property var kinds: ({
        "fee": qsTr("Examination"),
        "advance": qsTr("Advance payment"),
        "services": qsTr("Ordered today"),
        "balance": qsTr("From an earlier day")
    })
    readonly property var icons: ({ "fee": "steth", "advance": "cash", "services": "flask", "balance": "calendar" })
    readonly property var notices: ({
        "paid": qsTr("The payment has arrived. Thank you."),
        "paid_slip": qsTr("The payment has arrived. Please take your slip below the screen."),
        "paid_no_slip": qsTr("The payment has arrived. The slip could not be printed; the cashier has the payment."),
        "expired": qsTr("If you have paid, nothing is lost: the cashier will see it."),
        "cashier": qsTr("This one is paid at the cashier. The bill is kept there.")
    })

    title: view.waiting ? qsTr("Looking for\nyour bills") : !view.found ? qsTr("The hospital finds no\nrecord for this card")
         : none ? (view.paid > 0 ? qsTr("Everything\nis paid") : qsTr("There is nothing\nto pay")) : qsTr("Which bill would you\nlike to pay?")
    lead: view.waiting ? "" : !view.found ? qsTr("Perhaps you came with another paper.")
        : none ? (view.paid > 0 ? notices[view.notice] ?? qsTr("Thank you.") : "")
        : Tokens.large || view.notice ? "" : qsTr("Touch it to see the payment code.")
    back: !view.waiting && !view.found ? "" : view.back
    primaryText: view.waiting ? "" : none || !view.found || view.paid > 0 ? qsTr("Done") : ""
    primaryIcon: "check"
    secondName: "desk"
    secondText: view.waiting || none || view.paid > 0 ? "" : qsTr("See staff")
    secondIcon: "desk"
    onPrimary: bridge.press("next")
    onSecond: bridge.press("desk")

    Waiting {
        visible: page.view.waiting
        icon: "bill"
        text: qsTr("This takes a few seconds. Nothing needs to be done.")
    }

    Outcome {
        visible: !page.view.waiting && page.view.tiles.length === 0
        aside: page.aside
        icon: page.none ? "check" : "search"
        good: page.none
        steps: !page.view.found ? [qsTr("Take your ID card"), page.view.desk ? qsTr("Go to desk %1").arg(page.view.desk) : qsTr("Go to the reception desk"),
                                   qsTr("Staff look for your record, also by another paper")]
             : page.view.paid > 0 ? [qsTr("Take your ID card"), qsTr("Go back to the room that sent you")]
             : [qsTr("Take your ID card"), qsTr("If you were told otherwise, ask the cashier")]
    }

    Banner {
        id: notice

        objectName: "notice"
        visible: !page.view.waiting && !page.none && page.view.notice !== ""
        kind: page.view.notice.startsWith("paid") ? "ok" : "plain"
        icon: page.view.notice.startsWith("paid") ? "check" : "cash"
        text: page.notices[page.view.notice] ?? ""
    }

    Pager {
        id: pager

        visible: !page.view.waiting && page.view.tiles.length > 0
        y: notice.visible ? notice.height + Tokens.u(28) : 0
        width: parent.width
        height: parent.height - y
        entries: page.view.tiles
        perPage: (Tokens.large ? (page.wide ? 2 : 3) : page.wide ? 3 : 4) - (notice.visible ? 1 : 0)

        Answers {
            count: Math.min(pager.perPage, page.view.tiles.length)

            Repeater {
                model: pager.shown

                Answer {
                    required property var modelData

                    objectName: "bill:" + modelData.id
                    icon: page.icons[modelData.kind] ?? "bill"
                    name: modelData.title
                    value: modelData.owed
                    detail: modelData.whole ? [page.kinds[modelData.kind] ?? "", modelData.day].filter(part => part !== "").join(" · ")
                                            : qsTr("Paid in part: the rest at the cashier")
                    onClicked: bridge.choose("bill", modelData.id)
                }
            }
        }
    }
}
