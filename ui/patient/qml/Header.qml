// Hospital and station, and the three tools that stand in the same place on every screen.
import QtQuick

Rectangle {
    id: header

    readonly property bool words: Tokens.large
    // Staff press in the patient's place; the tool leads them back to what they may do.
    readonly property bool staffed: bridge.view.staff.by !== ""
    // Lowered, a tool keeps the height a finger needs.
    readonly property int toolHeight: Tokens.u(Tokens.lowTall ? 128 : 88)

    signal language

    // The tool names what a touch will bring: larger text, then contrast, then the usual text, then the usual colours.
    function nextLook() {
        if (Tokens.large)
            bridge.chooseLook(!Tokens.contrast, true)
        else
            bridge.chooseLook(!Tokens.contrast, false)
    }

    objectName: "header"
    color: Tokens.surface
    Accessible.ignored: true

    Row {
        visible: !header.words
        anchors.left: parent.left
        anchors.leftMargin: Tokens.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Tokens.u(24)

        Rectangle {
            id: mark

            width: Tokens.u(76)
            height: width
            radius: Tokens.u(18)
            color: Tokens.primary

            Pictogram {
                anchors.centerIn: parent
                name: "heart"
                extent: 56
                stroke: Tokens.inverse
                fill: Tokens.primary
            }
        }

        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: tools.x - mark.width - Tokens.margin - Tokens.u(44)

            AppText {
                width: parent.width
                style: "note"
                font.weight: Font.DemiBold
                font.pixelSize: Tokens.u(Tokens.lowTall ? 42 : text.length > 22 ? 24 : 30)
                text: bridge.hospital
            }

            AppText {
                width: parent.width
                style: "note"
                font.weight: Font.Normal
                font.pixelSize: Tokens.u(Tokens.lowTall ? 38 : bridge.hospital.length > 22 ? 22 : 26)
                color: Tokens.muted
                text: bridge.station
            }
        }
    }

    Row {
        id: tools

        anchors.right: parent.right
        anchors.rightMargin: Tokens.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Tokens.u(24)

        Repeater {
            model: [
                {
                    "name": "language",
                    "icon": "globe",
                    "word": (bridge.languages.find(one => one.code === bridge.language) ?? { "name": "" }).name,
                    "said": qsTr("Language")
                },
                {
                    "name": "look",
                    "icon": Tokens.large !== Tokens.contrast ? "contrast" : "aa",
                    "word": !header.words ? "" : Tokens.contrast ? qsTr("Usual text") : qsTr("Contrast"),
                    "said": Tokens.large ? (Tokens.contrast ? qsTr("Usual text") : qsTr("Contrast"))
                                         : (Tokens.contrast ? qsTr("Usual colours") : qsTr("Larger text"))
                },
                {
                    "name": "help",
                    "icon": header.staffed ? "lock" : "bell",
                    "word": header.staffed ? qsTr("Staff") : qsTr("Get help"),
                    "said": header.staffed ? qsTr("Staff") : qsTr("Get help")
                }
            ]

            Touch {
                id: tool

                required property var modelData

                // Nobody can be called from a station that rests, and one language needs no choice.
                visible: modelData.name === "language" ? bridge.languages.length > 1
                       : admin.page === "" && (modelData.name !== "help" || bridge.screen !== "closed")
                objectName: modelData.name
                text: modelData.said
                radius: Tokens.u(20)
                width: header.words ? (header.width - 2 * Tokens.margin - 2 * tools.spacing) / 3
                                    : Math.max(content.implicitWidth + Tokens.u(44), height)
                height: header.toolHeight
                onClicked: {
                    if (modelData.name === "language")
                        header.language()
                    else if (modelData.name === "look")
                        header.nextLook()
                    else
                        bridge.press("help")
                }

                Rectangle {
                    anchors.fill: parent
                    radius: tool.radius
                    color: tool.down ? Tokens.tint : Tokens.surface
                    border.width: Tokens.u(3)
                    border.color: Tokens.edge
                }

                Row {
                    id: content

                    anchors.centerIn: parent
                    spacing: Tokens.u(12)

                    Pictogram {
                        anchors.verticalCenter: parent.verticalCenter
                        name: tool.modelData.icon
                        extent: 48
                    }

                    AppText {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: text !== ""
                        style: "note"
                        font.weight: Font.DemiBold
                        font.pixelSize: Tokens.u(Tokens.lowTall ? 42 : header.words ? 40 : 28)
                        color: Tokens.primary
                        wrapMode: Text.NoWrap
                        text: tool.modelData.word
                        Accessible.ignored: true
                    }
                }
            }
        }
    }

    Divider {
        anchors.bottom: parent.bottom
    }

    HiddenPress {
        anchors.top: parent.top
        anchors.right: parent.right
    }
}
