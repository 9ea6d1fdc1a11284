// Letters and digits of a passport's number, echoed large over a pad of keys in the order of the alphabet.
import QtQuick

Item {
    id: board

    property string digits: ""
    property int most: 9
    property string hint
    readonly property bool complete: digits.length >= 5
    readonly property int columns: Tokens.landscape ? 8 : 6
    readonly property int keyGap: Tokens.u(16)
    readonly property int rows: Math.ceil(36 / columns) + 1
    readonly property real keyHeight: Math.min(Tokens.u(132), (height - echo.height - note.height - Tokens.u(56) - (rows - 1) * keyGap) / rows)

    signal edited

    function clear() {
        digits = ""
    }

    Rectangle {
        id: echo

        width: parent.width
        height: Tokens.u(Tokens.landscape ? 108 : 148)
        radius: Tokens.u(28)
        color: Tokens.surface
        border.width: Tokens.u(6)
        border.color: Tokens.primary
        Accessible.role: Accessible.EditableText
        Accessible.name: note.text

        Text {
            anchors.centerIn: parent
            font.family: Tokens.figures
            font.pixelSize: Tokens.u(Tokens.landscape ? 60 : 76)
            font.weight: Font.Bold
            font.letterSpacing: Tokens.u(10)
            color: board.digits ? Tokens.ink : Tokens.edge
            text: board.digits ? board.digits : "– – – – – – – –"
            Accessible.ignored: true
        }
    }

    AppText {
        id: note

        objectName: "padNote"
        y: echo.height + Tokens.u(16)
        width: parent.width
        style: "second"
        color: board.hint ? Tokens.caution : Tokens.muted
        text: board.hint ? board.hint : qsTr("Up to nine letters and digits")
    }

    Grid {
        y: note.y + note.height + Tokens.u(24)
        columns: board.columns
        spacing: board.keyGap

        Repeater {
            model: "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("")

            Touch {
                id: button

                required property string modelData

                objectName: "key" + modelData
                key: true
                text: modelData
                width: (board.width - (board.columns - 1) * board.keyGap) / board.columns
                height: board.keyHeight
                onClicked: {
                    if (board.digits.length < board.most) {
                        board.digits += modelData
                        board.edited()
                    }
                }

                Rectangle {
                    anchors.fill: parent
                    radius: button.radius
                    color: button.down ? Tokens.tint : Tokens.surface
                    border.width: Tokens.u(3)
                    border.color: Tokens.edge
                }

                AppText {
                    anchors.centerIn: parent
                    style: "action"
                    font.pixelSize: Math.min(Tokens.size("value"), button.height * 0.5)
                    wrapMode: Text.NoWrap
                    text: button.modelData
                    Accessible.ignored: true
                }
            }
        }
    }

    Row {
        anchors.bottom: parent.bottom
        width: parent.width
        spacing: board.keyGap

        Repeater {
            model: [
                { "name": "clear", "text": qsTr("Clear all"), "icon": "" },
                { "name": "erase", "text": qsTr("Delete"), "icon": "del" }
            ]

            AppButton {
                required property var modelData

                objectName: "key" + modelData.name
                width: (board.width - board.keyGap) / 2
                height: board.keyHeight
                compact: true
                icon: modelData.icon
                text: modelData.text
                onClicked: {
                    board.digits = modelData.name === "clear" ? "" : board.digits.slice(0, -1)
                    board.edited()
                }
            }
        }
    }
}
