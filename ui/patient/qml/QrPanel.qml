// A code for a phone on white in every theme, with whole pixels a module.
import QtQuick

Rectangle {
    id: panel

    property string text
    property string says: qsTr("Payment code")

    radius: Tokens.u(32)
    color: "#FFFFFF"
    border.width: Math.max(1, Tokens.u(2))
    border.color: Tokens.divider

    Lent {
        item: Tokens.qr
        anchors.fill: parent
        anchors.margins: Tokens.u(12)
        values: ({ "text": panel.text })
        rest: ({ "text": "" })
        Accessible.role: Accessible.Graphic
        Accessible.name: panel.says
    }
}
