// Key by typing: number, birth date and expiry as printed on the card, one after the other.
import QtQuick
import ".."

Page {
    id: page

    readonly property string field: view.field
    property string refused: ""
    readonly property string noticed: view.notice === "wrong_key" ? qsTr("It does not match the card yet. Please check the digits and try again.")
                                    : view.notice === "camera_away" ? qsTr("The camera is resting. Please type what is printed on the card.")
                                    : view.notice === "qr_without_dates" ? qsTr("This code alone does not open the card. Please type what is printed on it.") : ""

    // Six digits are whole as well: the card access number.
    readonly property bool lettered: field === "passport" || field === "name"
    readonly property bool whole: lettered ? letters.complete : pad.complete || (field === "number" && pad.digits.length === 6)

    onFieldChanged: {
        pad.clear()
        letters.clear()
        refused = ""
    }

    stepName: qsTr("Code on the card")
    title: field === "name" ? qsTr("Your full name") : field === "passport" ? qsTr("The number of\nyour passport") : field === "number" ? qsTr("Enter the 12 digits\nof your ID card") : field === "birth" ? qsTr("Your date of birth") : view.passport ? qsTr("Expiry date of\nthe passport") : qsTr("Expiry date of the card")
    lead: field === "name" ? qsTr("As it is printed on the card. The mark goes after its letter.") : field === "passport" ? qsTr("It stands at the top of the page with your picture. Then lay the passport on the reader, open at that page.") : field === "number" ? qsTr("They are printed on the card. The 6 digits of the CAN will do as well.") : qsTr("Two digits for the day, two for the month, four for the year.")
    primaryText: whole ? qsTr("Done") : ""
    primaryIcon: "check"
    readonly property bool mayNotExpire: field === "expiry" && !view.passport
    secondName: whole || !mayNotExpire ? "desk" : "noExpiry"
    secondText: whole ? "" : mayNotExpire ? qsTr("No expiry") : qsTr("See staff")
    secondIcon: mayNotExpire ? "calendar" : "desk"
    onSecond: mayNotExpire ? bridge.typed("expiry", "") : bridge.press("desk")
    onPrimary: {
        if (!bridge.typed(field, lettered ? letters.digits : pad.digits)) {
            refused = qsTr("There is no such date. Please look at the card again.")
            pad.clear()
        }
    }

    NumericPad {
        id: pad

        objectName: "pad"
        visible: !page.lettered
        anchors.fill: parent
        groups: page.field === "number" ? [3, 3, 3, 3] : [2, 2, 4]
        separator: page.field === "number" ? " " : "/"
        masked: page.field === "number"
        hint: page.refused ? page.refused : digits === "" ? page.noticed : ""
        onEdited: page.refused = ""
    }

    LetterPad {
        id: letters

        objectName: "letters"
        visible: page.lettered
        anchors.fill: parent
        name: page.field === "name"
        most: name ? 60 : 9
        least: name ? 2 : 5
        count: name ? qsTr("Letters and marks of the name") : qsTr("Up to nine letters and digits")
        hint: digits === "" ? page.noticed : ""
    }
}
