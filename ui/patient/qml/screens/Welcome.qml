// Welcome: the first screen is the first step; it teaches laying the card on the tray.
import QtQuick
import ".."

Page {
    id: page

    display: true
    title: qsTr("Place your ID card\non the tray")
    lead: qsTr("It starts by itself. No need to press anything.")
    back: ""

    Touch {
        objectName: "begin"
        width: parent.width
        height: parent.height - ways.height - Tokens.u(36)
        text: page.title
        onClicked: bridge.begin()

        TrayDrawing {
            anchors.fill: parent
            anchors.topMargin: Tokens.u(12)
            anchors.bottomMargin: Tokens.u(24)
        }
    }

    Column {
        id: ways

        anchors.bottom: parent.bottom
        width: parent.width
        spacing: Tokens.u(20)

        AppText {
            width: parent.width
            color: Tokens.muted
            text: qsTr("No ID card with you?")
        }

        AppButton {
            objectName: "desk"
            width: parent.width
            icon: "desk"
            text: page.view.desk ? qsTr("See staff at desk %1").arg(page.view.desk) : qsTr("See staff")
            onClicked: bridge.press("desk")
        }
    }
}
