// The card and the tray: laying it down (script 1), taking it back (script 5), or lying askew (moved).
import QtQuick

Item {
    id: drawing

    property bool up: false
    property bool passport: false
    // Someone else moves the card (the attract loop); else it moves by itself.
    property bool driven: false
    readonly property real scaleBy: Math.min(width / 860, height / 780)
    // 0: card above the tray, tilted; 1: card on the tray.
    property real sunk: 0
    property real shown: 1
    property real arrowShown: 1
    property real waves: up ? 0 : 1
    readonly property bool lit: up ? sunk > 0.3 : sunk > 0.95

    function s(size) {
        return Math.round(size * scaleBy)
    }

    function art(name) {
        return "image://art/" + name + "/" + Tokens.primary.toString().slice(-6) + "/" + Tokens.tint.toString().slice(-6)
    }

    Accessible.role: Accessible.Graphic
    Accessible.name: passport ? (up ? qsTr("Take the passport from the reader") : qsTr("Lay the open passport on the reader")) : up ? qsTr("Take the card from the tray") : qsTr("Lay the card on the tray")

    Item {
        id: scene

        width: drawing.s(860)
        height: drawing.s(780)
        anchors.centerIn: parent

        Image {
            width: drawing.s(830)
            height: drawing.s(250)
            x: (parent.width - width) / 2
            y: parent.height - height
            sourceSize: Qt.size(width, height)
            source: drawing.art("tray")
        }

        Rectangle {
            width: drawing.s(570)
            height: drawing.s(20)
            radius: height / 2
            x: (parent.width - width) / 2
            y: drawing.s(546)
            color: drawing.lit || !(Tokens.motion || drawing.driven) ? Tokens.light : Tokens.contrast ? "#8C8C8C" : "#9FB6BD"
        }

        Repeater {
            model: [-1, 1]

            Image {
                required property int modelData

                width: drawing.s(90)
                height: drawing.s(110)
                x: parent.width / 2 + modelData * drawing.s(345) - width / 2
                y: drawing.s(440)
                mirror: modelData < 0
                opacity: drawing.waves
                sourceSize: Qt.size(width, height)
                source: drawing.art("waves")
                visible: !drawing.up
            }
        }

        Image {
            width: drawing.s(120)
            height: drawing.s(140)
            x: (parent.width - width) / 2
            y: drawing.up ? drawing.s(-6) : drawing.s(404)
            rotation: drawing.up ? 180 : 0
            opacity: drawing.arrowShown
            sourceSize: Qt.size(width, height)
            source: drawing.art("arrow")
        }

        Image {
            id: card

            width: drawing.s(560)
            height: drawing.s(356)
            x: (parent.width - width) / 2
            y: drawing.up ? drawing.s(160) + drawing.sunk * drawing.s(40) : drawing.s(20) + drawing.sunk * drawing.s(184)
            rotation: -7 * (1 - drawing.sunk)
            opacity: drawing.shown
            smooth: true
            antialiasing: true
            sourceSize: Qt.size(width, height)
            source: drawing.art(drawing.passport ? "passport" : "card-front")
        }
    }

    SequentialAnimation {
        running: !drawing.driven && !drawing.up && Tokens.motion && drawing.visible
        loops: Animation.Infinite

        PropertyAction {
            target: drawing
            property: "waves"
            value: 0
        }

        ParallelAnimation {
            NumberAnimation {
                target: drawing
                property: "shown"
                from: 0
                to: 1
                duration: 200
            }

            NumberAnimation {
                target: drawing
                property: "arrowShown"
                from: 0
                to: 1
                duration: 200
            }

            PropertyAction {
                target: drawing
                property: "sunk"
                value: 0
            }

            PauseAnimation {
                duration: 600
            }
        }

        ParallelAnimation {
            NumberAnimation {
                target: drawing
                property: "sunk"
                from: 0
                to: 1
                duration: 1000
                easing.type: Easing.InOutQuad
            }

            NumberAnimation {
                target: drawing
                property: "arrowShown"
                to: 0
                duration: 400
            }
        }

        PauseAnimation {
            duration: 200
        }

        NumberAnimation {
            target: drawing
            property: "waves"
            to: 1
            duration: 400
        }

        NumberAnimation {
            target: drawing
            property: "waves"
            to: 0
            duration: 400
        }

        PauseAnimation {
            duration: 800
        }

        NumberAnimation {
            target: drawing
            property: "shown"
            to: 0
            duration: 400
        }
    }

    SequentialAnimation {
        running: !drawing.driven && drawing.up && Tokens.motion && drawing.visible
        loops: Animation.Infinite

        PropertyAction {
            target: drawing
            property: "sunk"
            value: 1
        }

        ParallelAnimation {
            NumberAnimation {
                target: drawing
                property: "shown"
                from: 0
                to: 1
                duration: 200
            }

            PropertyAction {
                target: drawing
                property: "arrowShown"
                value: 0
            }

            PauseAnimation {
                duration: 400
            }
        }

        ParallelAnimation {
            NumberAnimation {
                target: drawing
                property: "sunk"
                from: 1
                to: 0
                duration: 1000
                easing.type: Easing.InOutQuad
            }

            NumberAnimation {
                target: drawing
                property: "arrowShown"
                from: 0
                to: 1
                duration: 600
            }
        }

        PauseAnimation {
            duration: 1000
        }

        NumberAnimation {
            target: drawing
            property: "shown"
            to: 0
            duration: 400
        }
    }
}
