// Already registered today: the same number again, and no second visit.
import QtQuick
import ".."

Page {
    id: page

    stepName: qsTr("Choosing a clinic")
    title: qsTr("You are already\nregistered today")
    lead: qsTr("Here is your number.")
    primaryText: qsTr("Print again")
    primaryIcon: "printer"
    onPrimary: bridge.press("next")

    NumberCard {
        width: parent.width
        share: page.wide || Tokens.large ? 0.8 : 1
        label: qsTr("Your number")
        number: page.view.number

        Place {
            place: page.view.place
        }
    }
}
