// The camera as a looking-glass, the face's oval, and one guidance sentence at a time, held long enough to obey; what
// is urgent neither waits nor stays, and the arrow always says what the sentence says.
import QtQuick

Item {
    id: frame

    property bool oval: true
    // What to ask now: `text` and the pictogram beside it; `turn`, the side to turn to; `urgent`.
    property var guidance: ({ "text": "", "icon": "person" })
    property var shown: guidance
    property bool ready: false
    readonly property string turn: shown.turn ?? ""
    property real quality: 0
    property color glow: "#FFFFFF"
    property real shine: 0
    // Room beneath the picture that the sentence may take, so that it does not cover the face.
    property real below: 0

    onGuidanceChanged: {
        if (ready && shown.text !== guidance.text && (!hold.running || guidance.urgent || shown.urgent))
            take()
    }
    Component.onCompleted: ready = true

    function take() {
        shown = guidance
        hold.restart()
    }

    // Another language is spoken at once.
    Connections {
        target: bridge

        function onLanguageChanged() {
            Qt.callLater(frame.take)
        }
    }

    Timer {
        id: hold

        interval: 1200
        onTriggered: {
            if (frame.shown.text !== frame.guidance.text)
                frame.take()
        }
    }

    Lent {
        item: Tokens.preview
        anchors.fill: parent
        values: ({
            "oval": frame.oval,
            "quality": frame.quality,
            "glow": frame.glow,
            "shine": frame.shine,
            "radius": Tokens.u(40) * (1 - frame.shine)
        })
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Camera picture")
    }

    // The head turns to the asked side, as in a mirror: one's left is on the left.
    Pictogram {
        visible: frame.turn !== ""
        objectName: "turn"
        name: frame.turn === "left" ? "back" : "next"
        extent: 100
        stroke: "#7FE0AE"
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -parent.height * 0.06
        x: frame.turn === "left" ? Tokens.u(56) : parent.width - width - Tokens.u(56)

        SequentialAnimation on opacity {
            running: frame.turn !== "" && Tokens.motion
            loops: Animation.Infinite

            NumberAnimation {
                from: 1
                to: 0.35
                duration: 500
            }

            NumberAnimation {
                from: 0.35
                to: 1
                duration: 500
            }
        }
    }

    Rectangle {
        visible: frame.shown.text !== ""
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Tokens.u(36) - frame.below
        width: Math.min(parent.width - Tokens.u(48), pill.implicitWidth)
        height: words.height + Tokens.u(36)
        radius: Tokens.u(28)
        color: Tokens.contrast ? "#000000" : "#FFFFFF"
        border.width: Tokens.contrast ? Tokens.u(3) : 0
        border.color: Tokens.primary

        Item {
            id: pill

            implicitWidth: picture.width + words.unbroken + Tokens.u(100)
            anchors.fill: parent

            Pictogram {
                id: picture

                x: Tokens.u(32)
                anchors.verticalCenter: parent.verticalCenter
                name: frame.shown.icon
                extent: 76
            }

            Prose {
                id: words

                objectName: "guidance"
                x: picture.x + picture.width + Tokens.u(24)
                width: pill.width - x - Tokens.u(32)
                anchors.verticalCenter: parent.verticalCenter
                style: "action"
                font.pixelSize: Math.max(Tokens.size("action"), Tokens.u(Tokens.landscape ? 44 : 54))
                text: frame.shown.text
                Accessible.role: Accessible.AlertMessage
            }
        }
    }
}
