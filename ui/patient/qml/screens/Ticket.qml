// Ticket: the number, where, how long; it stands here whether or not it could be printed.
import QtQuick
import ".."

Page {
    id: page

    readonly property string desk: view.card_check === "desk" ? view.desk : ""
    // What is said of age also stands on the slip; it steps back where more has to be told.
    readonly property bool crowded: view.further.length > 0 || [Tokens.large, view.surplus !== "", desk !== ""].filter(one => one).length > 1
    readonly property bool phone: view.link !== "" && !crowded && !Tokens.large
    readonly property string printing: view.printed === true
                                     ? (view.cardOnTray ? qsTr("Please take your slip and your ID card.") : qsTr("Please take your slip."))

                                     : view.printed === false ? qsTr("Out of paper. Please remember %1.").arg(view.number)
                                     : qsTr("Your slip is being printed.")

    badge: "check"
    badgeGood: true
    title: view.reprint ? qsTr("Your number today") : qsTr("You are registered")
    lead: Tokens.large ? "" : desk ? qsTr("Please go to desk %1 first.").arg(desk)
                           : view.place.floor ? qsTr("Please go to room %1, floor %2.").arg(view.place.room).arg(view.place.floor)
                           : qsTr("Please go to room %1.").arg(view.place.room)
    back: ""
    secondName: "rate"
    secondText: view.rate ? qsTr("How was it?") : ""
    secondIcon: "heartsay"
    primaryText: qsTr("Done")
    primaryIcon: "check"
    onPrimary: bridge.press("next")
    onSecond: bridge.press("rate")

    Fit {
        id: column

        width: parent.width
        spacing: Tokens.u(page.wide || Tokens.large ? 16 : page.desk ? 20 : 28)

        NumberCard {
            width: parent.width
            height: Math.max(implicitHeight, page.wide ? page.room : 0)
            share: Tokens.large ? 0.6 : page.wide || page.view.further.length ? 0.72 : page.desk || page.phone ? 0.8 : 1
            label: qsTr("Your number")
            number: page.view.number

            Place {
                place: page.view.place
                desk: page.desk
                code: page.view.code
                short: page.view.further.length > 0
            }

            Further {
                numbers: page.view.further
            }
        }

        Fit {
            parent: page.wide ? page.aside : column
            spacing: column.spacing

            Banner {
                objectName: "printed"
                visible: !Tokens.large || page.view.printed !== null
                kind: page.view.printed === false ? "caution" : "ok"
                icon: "printer"
                text: page.printing
            }

            Banner {
                objectName: "paid"
                visible: !page.view.free
                kind: page.view.settled ? "ok" : "plain"
                icon: page.view.settled ? "check" : "cash"
                title: page.view.at_cashier ? qsTr("The fee is settled at the cashier")
                     : page.view.surplus ? qsTr("We received %1, %2 too much").arg(page.view.received).arg(page.view.surplus)
                     : page.view.settled ? qsTr("Paid %1").arg(page.view.received)
                     : page.view.part ? qsTr("%1 is still missing").arg(page.view.missing)
                     : qsTr("Pay %1 at the cashier").arg(page.view.due)
                text: page.view.surplus ? qsTr("The cashier will return it with this slip.")
                    : page.view.settled ? "" : qsTr("Also after the visit.")
            }

            Banner {
                objectName: "alone"
                visible: page.view.alone
                kind: "plain"
                icon: "info"
                text: qsTr("A temporary number. Please keep your slip.")
            }

            Item {
                objectName: "phone"
                visible: page.phone
                width: parent.width
                height: code.height

                QrPanel {
                    id: code

                    width: Tokens.u(page.wide ? 200 : 230)
                    height: width
                    text: page.view.link
                    says: qsTr("The queue's page on your phone")
                }

                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    x: code.width + Tokens.u(32)
                    width: parent.width - x
                    text: qsTr("See it on your phone")
                }
            }

            Banner {
                objectName: "priority"
                visible: page.view.priority !== "" && !page.crowded && !page.phone
                kind: "plain"
                icon: page.view.priority === "child" ? "baby" : "info"
                text: page.view.priority === "child" ? qsTr("Young children are called first.")
                    : page.view.priority === "senior" ? qsTr("You are 75 or older: you will be called first.")
                    : qsTr("You are called first once staff have seen your paper.")
            }
        }
    }
}
