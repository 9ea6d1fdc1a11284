// Already registered today: the same number again, and no second visit.
import QtQuick
import ".."

Page {
    id: page

    stepName: qsTr("Choosing a clinic")
    title: qsTr("You are already\nregistered today")
    lead: qsTr("Here is your number.")
    thirdName: "pay"
    thirdText: view.pay && view.number ? qsTr("Pay %1").arg(view.due) : ""
    thirdIcon: "phoneqr"
    primaryText: view.number ? qsTr("Print again") : ""
    primaryIcon: "printer"
    onPrimary: bridge.press("next")
    onThird: bridge.press("pay")

    Fit {
        width: parent.width
        spacing: Tokens.gap

        NumberCard {
            width: parent.width
            height: Math.max(implicitHeight, page.wide && !page.view.other ? page.room : 0)
            share: Tokens.large && page.view.further.length ? 0.5 : page.wide || Tokens.large || page.view.further.length ? 0.72 : 1
            label: page.view.number ? qsTr("Your number") : qsTr("Drawing a number…")
            number: page.view.number ? page.view.number : "…"

            Place {
                place: page.view.place
                short: page.view.further.length > 0
                roomy: !page.wide && !Tokens.large && !page.view.other
            }

            Further {
                numbers: page.view.further
            }
        }

        AppButton {
            objectName: "otherClinic"
            visible: page.view.other
            width: parent.width
            icon: "steth"
            text: qsTr("Another clinic today")
            onClicked: bridge.press("other_clinic")
        }
    }
}
