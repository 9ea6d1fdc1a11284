// The choice of languages: one large button each, with the language's name in itself; a touch chooses and closes.
import QtQuick

Rectangle {
    id: sheet

    readonly property int columns: Tokens.landscape || bridge.languages.length > 7 ? 2 : 1
    readonly property int rows: Math.ceil(bridge.languages.length / columns)

    signal done

    objectName: "languageSheet"
    anchors.fill: parent
    color: Tokens.background
    Accessible.role: Accessible.Dialog
    Accessible.name: heading.text

    MouseArea {
        anchors.fill: parent
    }

    Pictogram {
        id: globe

        x: Tokens.margin
        anchors.verticalCenter: heading.verticalCenter
        name: "globe"
        extent: 76
    }

    AppText {
        id: heading

        objectName: "languageTitle"
        x: globe.x + globe.width + Tokens.u(28)
        y: Tokens.u(Tokens.landscape ? 36 : 64)
        width: sheet.width - x - Tokens.margin
        style: "title"
        text: qsTr("Choose your language")
        Accessible.role: Accessible.Heading
    }

    Grid {
        id: grid

        readonly property int free: (voice.visible ? Math.min(voice.y, back.y) : back.y) - y - Tokens.u(36)

        x: Tokens.margin
        y: heading.y + heading.height + Tokens.u(Tokens.landscape ? 28 : 48)
        width: sheet.width - 2 * Tokens.margin
        columns: sheet.columns
        spacing: Tokens.gap

        Repeater {
            model: bridge.languages

            Touch {
                id: choice

                required property var modelData
                readonly property bool chosen: bridge.language === modelData.code

                objectName: "language:" + modelData.code
                width: (grid.width - (sheet.columns - 1) * grid.spacing) / sheet.columns
                height: Math.min(Tokens.u(Tokens.large ? 188 : 168), (grid.free - (sheet.rows - 1) * grid.spacing) / sheet.rows)
                text: modelData.name
                Accessible.role: Accessible.RadioButton
                Accessible.checkable: true
                Accessible.checked: chosen
                onClicked: {
                    bridge.chooseLanguage(modelData.code)
                    sheet.done()
                }

                Rectangle {
                    anchors.fill: parent
                    radius: choice.radius
                    color: choice.chosen || choice.down ? Tokens.tint : Tokens.surface
                    border.width: Tokens.u(choice.chosen ? 6 : 3)
                    border.color: choice.chosen ? Tokens.primary : Tokens.edge
                }

                AppText {
                    x: Tokens.u(48)
                    width: choice.width - x - tick.width - 2 * Tokens.u(32)
                    anchors.verticalCenter: parent.verticalCenter
                    style: "action"
                    font.family: choice.modelData.family
                    font.pixelSize: Math.round(Tokens.size("action") * 1.1)
                    color: Tokens.primary
                    text: choice.modelData.name
                    Accessible.ignored: true
                }

                Pictogram {
                    id: tick

                    visible: choice.chosen
                    anchors.right: parent.right
                    anchors.rightMargin: Tokens.u(40)
                    anchors.verticalCenter: parent.verticalCenter
                    name: "check"
                    extent: 56
                }
            }
        }
    }

    AppButton {
        id: back

        objectName: "languageBack"
        x: Tokens.margin
        y: sheet.height - height - Tokens.u(Tokens.landscape ? 56 : 64)
        icon: "back"
        text: qsTr("Back")
        onClicked: sheet.done()
    }

    // Where the station has a voice, a finger starts it and asks it to say the screen again, or louder.
    Row {
        id: voice

        readonly property int half: (width - spacing) / 2

        visible: bridge.voice !== ""
        x: Tokens.landscape ? back.x + back.width + Tokens.gap : Tokens.margin
        y: Tokens.landscape ? back.y : back.y - height - Tokens.gap
        width: sheet.width - x - Tokens.margin
        spacing: Tokens.gap

        AppButton {
            objectName: "readAloud"
            width: louder.visible ? voice.half : voice.width
            icon: "sound"
            text: bridge.voice === "on" ? qsTr("Say it again") : qsTr("Read aloud")
            onClicked: {
                sheet.done()
                bridge.askVoice(bridge.voice === "on" ? "repeat" : "begin")
            }
        }

        AppButton {
            id: louder

            objectName: "louder"
            visible: bridge.voice === "on"
            width: voice.half
            icon: "up"
            text: qsTr("Louder")
            onClicked: bridge.askVoice("louder")
        }
    }
}
