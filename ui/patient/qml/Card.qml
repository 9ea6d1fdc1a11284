// A surface that groups rows; its children stand in a column.
import QtQuick

Rectangle {
    id: card

    property int padding: Tokens.u(40)
    property int spacing: 0
    default property alias rows: column.data

    radius: Tokens.u(32)
    color: Tokens.surface
    border.width: Tokens.contrast ? Tokens.u(3) : Math.max(1, Tokens.u(2))
    border.color: Tokens.divider
    implicitHeight: column.implicitHeight + 2 * Tokens.u(28)

    Column {
        id: column

        anchors {
            left: parent.left
            right: parent.right
            leftMargin: card.padding
            rightMargin: card.padding
            verticalCenter: parent.verticalCenter
        }
        spacing: card.spacing
    }
}
