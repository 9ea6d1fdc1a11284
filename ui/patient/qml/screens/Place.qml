// Rows under a number: which room, how to get there, how long it takes.
import QtQuick
import ".."

Column {
    id: rows

    property var place
    readonly property string building: place.building ? qsTr("building %1").arg(place.building) : ""
    readonly property string floor: place.floor ? qsTr("Floor %1").arg(place.floor) : ""

    width: parent.width

    Repeater {
        model: [
            {
                "icon": "door",
                "text": qsTr("Room %1 · %2").arg(rows.place.room).arg(rows.place.department)
            },
            {
                "icon": "stairs",
                "text": [rows.floor, rows.building].filter(part => part !== "").join(", ")
            },
            {
                "icon": "clock",
                "text": qsTr("About %1 minutes, %2 people before you").arg(rows.place.minutes).arg(rows.place.people)
            }
        ]

        Item {
            id: row

            required property var modelData
            required property int index

            visible: modelData.text !== ""
            width: parent.width
            height: Math.max(picture.height, words.implicitHeight) + Tokens.u(Tokens.landscape ? 32 : 48)

            Divider {
                visible: row.index > 0
            }

            Pictogram {
                id: picture

                anchors.verticalCenter: parent.verticalCenter
                name: row.modelData.icon
                extent: 56
            }

            AppText {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                x: picture.width + Tokens.u(28)
                width: parent.width - x
                font.weight: row.index === 0 ? Font.DemiBold : Font.Normal
                text: row.modelData.text
            }
        }
    }
}
