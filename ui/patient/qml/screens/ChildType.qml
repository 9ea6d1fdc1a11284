// Child by typing: its number or its insurance card's, its birth date, its name; nothing of it is looked up here.
import QtQuick
import ".."

Page {
    id: page

    readonly property string field: view.field
    readonly property bool lettered: field === "insurance" || field === "name"
    readonly property bool whole: lettered ? letters.complete : pad.complete
    property string refused: ""
    readonly property var notices: ({
        "own_card": qsTr("This is your own number. Please type the child's."),
        "no_card_number": qsTr("This is not yet the number of an insurance card. Please look again."),
        "no_name": qsTr("Please type the child's name."),
        "no_child": qsTr("This birth date is not a child's. Please type it again.")
    })
    readonly property string noticed: notices[view.notice] ?? ""

    onFieldChanged: {
        pad.clear()
        letters.clear()
        refused = ""
    }

    stepName: qsTr("For a child")
    title: field === "name" ? qsTr("The child's\nfull name") : field === "insurance" ? qsTr("The number of the\ninsurance card") : field === "number" ? qsTr("The child's\n12-digit number") : qsTr("The child's date of birth")
    lead: Tokens.large ? "" : field === "name" ? qsTr("As it stands on the birth certificate. The mark goes after its letter.")
        : field === "insurance" ? qsTr("15 letters and digits, or the 10 digits of the social insurance number.")
        : field === "number" ? qsTr("It stands on the birth certificate and on the insurance card.")
                             : qsTr("Two digits for the day, two for the month, four for the year.")
    primaryText: whole ? qsTr("Done") : ""
    primaryIcon: "check"
    secondName: "desk"
    secondText: whole ? "" : qsTr("See staff")
    secondIcon: "desk"
    onSecond: bridge.press("desk")
    onPrimary: {
        const sent = bridge.typed(field, lettered ? letters.digits : pad.digits)
        refused = sent ? "" : qsTr("There is no such date. Please look again.")
        if (!sent || field === view.field)
            pad.clear()
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
        most: name ? 60 : 15
        least: name ? 2 : 10
        count: name ? qsTr("Letters and marks of the name") : qsTr("Up to fifteen letters and digits")
        hint: page.noticed
    }
}
