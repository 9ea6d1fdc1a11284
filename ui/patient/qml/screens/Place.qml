// Rows under a number: which room, how to get there, how long it takes; and the desk that comes before them, if one does.
import QtQuick
import ".."

Column {
    id: rows

    property var place
    // The desk to go to first, or empty; `code` says to staff why.
    property string desk
    property string code
    // Further numbers stand beneath: only the way and the time are told, in one row.
    property bool short: false
    property bool roomy: false
    readonly property string building: place.building ? qsTr("building %1").arg(place.building) : ""
    readonly property string floor: place.floor ? qsTr("Floor %1").arg(place.floor) : ""
    readonly property string way: [floor, building].filter(part => part !== "").join(", ")

    // What nobody can say is not shown as none.
    readonly property bool counted: place.people !== null && place.people !== undefined
    readonly property bool timed: place.minutes !== null && place.minutes !== undefined
    readonly property string wait: !counted ? "" : !timed ? qsTr("%1 people before you").arg(place.people)
                                 : qsTr("About %1 minutes, %2 people before you").arg(place.minutes).arg(place.people)

    width: parent.width

    Repeater {
        model: [
            {
                "icon": "desk",
                "text": rows.desk ? qsTr("First show your card at desk %1").arg(rows.desk) : "",
                "detail": qsTr("You keep this number · Code\u00a0%1").arg(rows.code),
                "strong": true
            },
            {
                "icon": "door",
                "text": qsTr("Room %1 · %2").arg(rows.place.room).arg(rows.place.department),
                "detail": rows.desk || rows.short ? rows.way : "",
                "strong": true
            },
            {
                "icon": "stairs",
                "text": rows.desk || rows.short ? "" : rows.way
            },
            {
                "icon": "clock",
                "text": Tokens.large && rows.desk ? ""
                      : rows.wait
            }
        ].filter(row => row.text !== "")

        Item {
            id: row

            required property var modelData
            required property int index

            width: parent.width
            height: Math.max(picture.height, words.implicitHeight) + Tokens.u(Tokens.landscape ? 32 : rows.roomy ? 72 : 48)

            Divider {
                visible: row.index > 0
            }

            Pictogram {
                id: picture

                anchors.verticalCenter: parent.verticalCenter
                name: row.modelData.icon
                extent: 56
            }

            Column {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                x: picture.width + Tokens.u(28)
                width: parent.width - x

                AppText {
                    width: parent.width
                    font.weight: row.modelData.strong ? Font.DemiBold : Font.Normal
                    text: row.modelData.text
                }

                AppText {
                    width: parent.width
                    visible: text !== ""
                    style: "second"
                    color: Tokens.muted
                    text: row.modelData.detail ?? ""
                }
            }
        }
    }
}
