// Further numbers of the same visit: one for each room, in the order in which they were chosen.
import QtQuick
import ".."

Column {
    id: rows

    property var numbers: []

    width: parent.width
    visible: numbers.length > 0

    Repeater {
        model: rows.numbers

        Item {
            id: row

            required property var modelData

            width: parent.width
            height: Math.max(figure.implicitHeight, words.implicitHeight) + Tokens.u(28)

            Divider {}

            AppText {
                id: figure

                anchors.verticalCenter: parent.verticalCenter
                style: "title"
                wrapMode: Text.NoWrap
                color: Tokens.primary
                text: row.modelData.number
            }

            Column {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                x: figure.width + Tokens.u(36)
                width: parent.width - x

                AppText {
                    width: parent.width
                    font.weight: Font.DemiBold
                    text: qsTr("Room %1 · %2").arg(row.modelData.place.room).arg(row.modelData.place.department)
                }

                AppText {
                    width: parent.width
                    visible: !Tokens.large
                    style: "second"
                    color: Tokens.muted
                    text: qsTr("Floor %1 · about %2 minutes").arg(row.modelData.place.floor).arg(row.modelData.place.minutes)
                }
            }
        }
    }
}
