// Child by typing: its 12-digit number, then its birth date; no name is typed here, and none is shown.
import QtQuick
import ".."

Page {
    id: page

    readonly property bool waiting: view.waiting
    readonly property string field: view.field === "birth" ? "birth" : "number"
    property string refused: ""
    readonly property var notices: ({
        "camera_away": qsTr("The camera is resting. Please type the number."),
        "own_card": qsTr("This is your own number. Please type the child's."),
        "no_child": qsTr("This birth date is not a child's. Please type it again.")
    })

    onFieldChanged: {
        pad.clear()
        refused = ""
    }

    stepName: qsTr("For a child")
    title: waiting ? qsTr("Looking for\nthe child") : field === "number" ? qsTr("The child's\n12-digit number") : qsTr("The child's date of birth")
    lead: waiting ? "" : field === "number" ? qsTr("It stands on the birth certificate and on the insurance card.")
                                            : qsTr("Two digits for the day, two for the month, four for the year.")
    primaryText: !waiting && pad.complete ? qsTr("Done") : ""
    primaryIcon: "check"
    secondName: "desk"
    secondText: !waiting && pad.complete ? "" : qsTr("See staff")
    secondIcon: "desk"
    onSecond: bridge.press("desk")
    onPrimary: {
        if (!bridge.typed(field, pad.digits)) {
            refused = qsTr("There is no such date. Please look again.")
            pad.clear()
        }
    }

    Waiting {
        visible: page.waiting
        icon: "baby"
        text: qsTr("This takes a few seconds. Nothing needs to be done.")
    }

    NumericPad {
        id: pad

        objectName: "pad"
        visible: !page.waiting
        anchors.fill: parent
        groups: page.field === "number" ? [3, 3, 3, 3] : [2, 2, 4]
        separator: page.field === "number" ? " " : "/"
        masked: page.field === "number"
        hint: page.refused ? page.refused : digits === "" ? (page.notices[page.view.notice] ?? "") : ""
        onEdited: page.refused = ""
    }
}
