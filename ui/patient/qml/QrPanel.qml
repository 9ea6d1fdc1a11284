// A code for a phone on white in every theme, with whole pixels a module.
import QtQuick
import Kiosk 1.0

Rectangle {
    id: panel

    property string text
    property string says: qsTr("Payment code")

    radius: Tokens.u(32)
    color: "#FFFFFF"
    border.width: Math.max(1, Tokens.u(2))
    border.color: Tokens.divider

    Qr {
        objectName: "qr"
        anchors.fill: parent
        anchors.margins: Tokens.u(12)
        text: panel.text
        largestModule: Math.max(4, Tokens.u(14))
        Accessible.role: Accessible.Graphic
        Accessible.name: panel.says
    }
}
