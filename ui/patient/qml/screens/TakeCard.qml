// Take the card: nobody leaves it behind; taking it wipes the screen.
import QtQuick
import ".."

Page {
    display: true
    title: view.passportHere ? qsTr("Please take\nyour passport") : qsTr("Please take\nyour ID card")
    back: ""
    secondName: "stuck"
    secondText: view.passportHere ? qsTr("Call staff") : qsTr("The card is stuck")
    secondIcon: "bell"
    onSecond: bridge.press("help")

    TrayDrawing {
        up: true
        passport: view.passportHere
        width: parent.width
        height: parent.height - lock.height - Tokens.u(36)
    }

    Banner {
        id: lock

        anchors.bottom: parent.bottom
        kind: "ok"
        icon: "lock"
        text: view.passportHere ? qsTr("When the passport is taken, everything on the screen is cleared.") : qsTr("When the card leaves the tray, everything on the screen is cleared.")
    }
}
