// Staff sign in over the patient's screen: first their number, then the PIN, of which only dots are ever seen.
import QtQuick

Page {
    id: page

    property var staff: bridge.view.staff
    readonly property int tries: staff.tries
    property string number
    readonly property bool secret: number !== ""
    readonly property string refused: staff.notice === "wrong" ? qsTr("Number and PIN do not go together. Please type both again.")
                                    : staff.notice === "locked" ? qsTr("Too many tries. Please wait a little, or take the patient to the desk.")
                                    : staff.notice === "change_pin" ? qsTr("This is still the first PIN. Please change it at a cashier's window.")
                                    : staff.notice === "away" ? qsTr("Nobody can say now who you are. Please take the patient to the desk.") : ""

    signal closed
    signal signed(string number, string pin)

    // Refused once more, both are typed anew.
    onTriesChanged: {
        number = ""
        pad.clear()
    }

    view: ({ "step": 0, "back": "back" })
    ownBack: true
    badge: "lock"
    title: secret ? qsTr("Staff: your PIN") : qsTr("Staff: your number")
    lead: secret ? qsTr("It is looked at and kept nowhere.") : qsTr("For staff of the hospital only. Patients press “Back”.")
    primaryText: staff.checking || pad.digits.length < pad.least ? "" : secret ? qsTr("Sign in") : qsTr("Next")
    primaryIcon: secret ? "check" : "next"
    onBacked: {
        pad.clear()
        if (secret)
            number = ""
        else
            page.closed()
    }
    onPrimary: {
        const typed = pad.digits
        pad.clear()
        if (secret)
            page.signed(number, typed)
        else
            number = typed
    }

    NumericPad {
        id: pad

        objectName: "staffPad"
        anchors.fill: parent
        enabled: !page.staff.checking
        groups: [page.secret ? 12 : 8]
        least: page.secret ? 6 : 3
        secret: page.secret
        said: page.staff.checking ? qsTr("One moment, please.") : qsTr("Digits entered: %1").arg(digits.length)
        hint: digits === "" && !page.secret && !page.staff.checking ? page.refused : ""
    }
}
