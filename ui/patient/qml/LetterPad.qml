// Letters and digits echoed large over a pad of keys in the order of the alphabet: a passport's number, or a name with
// the letters and tone marks of Vietnamese.
import QtQuick

Item {
    id: board

    property string digits: ""
    property int most: 9
    property int least: 5
    property bool name: false
    property string count: qsTr("Up to nine letters and digits")
    readonly property var tones: ["\u0301", "\u0300", "\u0309", "\u0303", "\u0323"]
    readonly property var keys: name ? "AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ".split("").concat(tones, [" "])
                                     : "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("")
    property string hint
    readonly property bool complete: digits.trim().length >= least
    readonly property int columns: name ? (Tokens.landscape ? 10 : 7) : Tokens.landscape ? 8 : 6
    readonly property int keyGap: Tokens.u(16)
    readonly property int rows: Math.ceil(keys.length / columns) + 1
    readonly property real keyHeight: Math.min(Tokens.u(132), (height - echo.height - note.height - Tokens.u(56) - (rows - 1) * keyGap) / rows)

    signal edited

    function clear() {
        digits = ""
    }

    // A tone mark goes to the vowel before it, in place of the one that stood there.
    function enter(key) {
        const last = digits.slice(-1).normalize("NFD").replace(/[\u0300\u0301\u0303\u0309\u0323]/g, "")
        if (tones.indexOf(key) >= 0) {
            if (last !== "" && "AEIOUY".indexOf(last[0]) >= 0)
                digits = digits.slice(0, -1) + (last + key).normalize("NFC")
        } else if (digits.length < most && (key !== " " || (digits !== "" && last !== " ")))
            digits += key
        edited()
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
            width: Math.min(implicitWidth, echo.width - Tokens.u(56))
            elide: Text.ElideLeft
            font.pixelSize: Tokens.u(board.name ? 56 : Tokens.landscape ? 60 : 76)
            font.weight: Font.Bold
            font.letterSpacing: Tokens.u(board.name ? 2 : 10)
            color: board.digits ? Tokens.ink : Tokens.muted
            textFormat: Text.PlainText
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
        text: board.hint ? board.hint : board.count
    }

    Grid {
        y: note.y + note.height + Tokens.u(24)
        columns: board.columns
        spacing: board.keyGap

        Repeater {
            model: board.keys

            Touch {
                id: button

                required property string modelData

                objectName: "key" + modelData
                key: true
                text: modelData === " " ? qsTr("Space") : board.tones.indexOf(modelData) >= 0 ? "◌" + modelData : modelData
                width: (board.width - (board.columns - 1) * board.keyGap) / board.columns
                height: board.keyHeight
                onClicked: board.enter(modelData)

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
                    text: button.modelData === " " ? "␣" : button.text
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
