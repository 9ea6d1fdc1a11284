// Emergency: no question, no number; where to go, and that somebody is coming.
import QtQuick
import ".."

Page {
    id: page

    title: qsTr("Go straight\nto Emergency")
    lead: qsTr("Follow the red line. Staff are coming.")
    display: true
    back: ""
    primaryText: qsTr("Understood")
    primaryIcon: "check"
    onPrimary: bridge.press("next")

    Rectangle {
        width: parent.width
        height: Math.min(parent.height, Tokens.u(720))
        radius: Tokens.u(40)
        color: Tokens.dangerGround
        border.width: Tokens.u(3)
        border.color: Tokens.danger

        Column {
            anchors.centerIn: parent
            width: parent.width - Tokens.u(96)
            spacing: Tokens.u(36)

            Pictogram {
                anchors.horizontalCenter: parent.horizontalCenter
                name: "ambulance"
                extent: Tokens.landscape ? 160 : 240
                stroke: Tokens.danger
                fill: Tokens.surface
            }

            AppText {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                style: "value"
                color: Tokens.danger
                text: qsTr("You need not register first.")
            }
        }
    }
}
