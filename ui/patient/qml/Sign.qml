// One large sign for an answer that is a word: a pictogram in a circle, good or plain.
import QtQuick

Rectangle {
    id: sign

    property string icon
    property bool good: false

    width: Tokens.u(Tokens.landscape ? 320 : 360)
    height: width
    radius: width / 2
    color: good ? Tokens.successGround : Tokens.tint
    border.width: Tokens.contrast ? Tokens.u(3) : 0
    border.color: good ? Tokens.success : Tokens.primary

    Pictogram {
        anchors.centerIn: parent
        name: sign.icon
        extent: 0.5 * sign.width / Tokens.unit
        stroke: sign.good ? Tokens.success : Tokens.primary
        fill: Tokens.surface
    }
}
