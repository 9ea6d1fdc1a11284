// Take the card: nobody leaves it behind; taking it wipes the screen.
import QtQuick
import ".."

Page {
    display: true
    title: qsTr("Please take\nyour ID card")
    back: ""
    secondName: "stuck"
    secondText: qsTr("The card is stuck")
    secondIcon: "bell"
    onSecond: bridge.press("help")

    TrayDrawing {
        up: true
        width: parent.width
        height: parent.height - lock.height - Tokens.u(36)
    }

    Banner {
        id: lock

        anchors.bottom: parent.bottom
        kind: "ok"
        icon: "lock"
        text: qsTr("When the card leaves the tray, everything on the screen is cleared.")
    }
}
