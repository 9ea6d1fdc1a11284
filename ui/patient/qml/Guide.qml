// The attract loop: in 15 seconds and without a word, what a visit is. Lay the card, hold still, look, scan, take it.
import QtQuick
import QtQuick.Shapes

Item {
    id: guide

    // Second of the loop; everything drawn follows from it. Held still, whoever renders a clip sets it.
    property real at: 0
    property bool still: false
    readonly property real length: 15
    readonly property var starts: [0, 3.6, 6.2, 9.2, 12.2, 15]
    readonly property int scene: starts.findIndex(start => at < start) - 1
    readonly property real scaleBy: Math.min(width / 860, height / 860)

    function s(size) {
        return Math.round(size * scaleBy)
    }

    function art(name) {
        return "image://art/" + name + "/" + Tokens.primary.toString().slice(-6) + "/" + Tokens.tint.toString().slice(-6)
    }

    // How far the loop is between two seconds, 0 to 1.
    function part(from, to) {
        return Math.max(0, Math.min(1, (at - from) / (to - from)))
    }

    function eased(from, to) {
        const x = part(from, to)
        return x * x * (3 - 2 * x)
    }

    function seen(place) {
        return part(starts[place], starts[place] + 0.25) * (1 - part(starts[place + 1] - 0.25, starts[place + 1]))
    }

    // What it shows is said by the words beside it.
    Accessible.ignored: true

    NumberAnimation on at {
        running: !guide.still && guide.visible && Tokens.motion
        from: 0
        to: guide.length
        duration: guide.length * 1000
        loops: Animation.Infinite
    }

    Item {
        id: canvas

        width: guide.s(860)
        height: guide.s(860)
        anchors.centerIn: parent

        // Lay the card on the tray.
        TrayDrawing {
            width: guide.s(860)
            height: guide.s(780)
            driven: true
            visible: opacity > 0
            opacity: guide.seen(0)
            sunk: guide.eased(0.7, 1.7)
            arrowShown: 1 - guide.part(0.7, 1.1)
            waves: guide.part(1.9, 2.3) * (1 - guide.part(2.5, 2.9))
            Accessible.ignored: true
        }

        // Hold still: nothing moves but the ring.
        Item {
            width: canvas.width
            height: guide.s(780)
            visible: opacity > 0
            opacity: guide.seen(1)

            ProgressRing {
                id: ring

                readonly property real read: guide.part(3.9, 5.5)

                width: guide.s(300)
                x: (parent.width - width) / 2
                y: guide.s(14)
                stroke: 30 * guide.scaleBy / Tokens.unit
                value: read
                drawn: read
                Accessible.ignored: true
            }

            Pictogram {
                anchors.centerIn: ring
                name: ring.read < 1 ? "card" : "check"
                extent: 130 * guide.scaleBy / Tokens.unit
                stroke: ring.read < 1 ? Tokens.primary : Tokens.success
                fill: ring.read < 1 ? Tokens.tint : Tokens.successGround
            }

            TrayDrawing {
                width: guide.s(860)
                height: guide.s(780)
                scale: 0.6
                transformOrigin: Item.Bottom
                driven: true
                sunk: 1
                arrowShown: 0
                waves: 0.4 + 0.4 * Math.sin(guide.at * Math.PI * 2) * (ring.read < 1 ? 1 : 0)
                Accessible.ignored: true
            }
        }

        // Look into the camera, which is above.
        Item {
            width: canvas.width
            height: guide.s(780)
            visible: opacity > 0
            opacity: guide.seen(2)

            Rectangle {
                width: guide.s(64)
                height: width
                radius: width / 2
                x: (parent.width - width) / 2
                color: Tokens.ink

                Rectangle {
                    anchors.centerIn: parent
                    width: guide.s(28)
                    height: width
                    radius: width / 2
                    color: Tokens.light
                }
            }

            Image {
                width: guide.s(72)
                height: guide.s(84)
                x: (parent.width - width) / 2
                y: guide.s(96) - guide.s(14) * Math.sin(Math.PI * guide.part(6.5, 7.5))
                rotation: 180
                sourceSize: Qt.size(width, height)
                source: guide.art("arrow")
                opacity: 1 - guide.part(7.5, 7.8)
            }

            Item {
                id: oval

                width: guide.s(440)
                height: guide.s(564)
                x: (parent.width - width) / 2
                y: guide.s(206)

                Image {
                    width: guide.s(340)
                    height: guide.s(442)
                    x: (parent.width - width) / 2 + guide.s(90) * (1 - guide.eased(6.5, 7.5))
                    y: guide.s(70)
                    sourceSize: Qt.size(width, height)
                    source: guide.art("head")
                }

                Shape {
                    anchors.fill: parent

                    ShapePath {
                        strokeColor: Tokens.edge
                        strokeWidth: guide.s(8)
                        fillColor: "transparent"

                        PathAngleArc {
                            centerX: oval.width / 2
                            centerY: oval.height / 2
                            radiusX: oval.width / 2 - guide.s(12)
                            radiusY: oval.height / 2 - guide.s(12)
                            startAngle: 0
                            sweepAngle: 360
                        }
                    }

                    ShapePath {
                        strokeColor: guide.at > 7.5 ? Tokens.success : "transparent"
                        strokeWidth: guide.s(20)
                        fillColor: "transparent"
                        capStyle: ShapePath.RoundCap

                        PathAngleArc {
                            centerX: oval.width / 2
                            centerY: oval.height / 2
                            radiusX: oval.width / 2 - guide.s(12)
                            radiusY: oval.height / 2 - guide.s(12)
                            startAngle: -90
                            sweepAngle: 360 * guide.eased(7.5, 8.6)
                        }
                    }
                }
            }

            Tick {
                shown: guide.part(8.5, 8.7)
                x: oval.x + oval.width - guide.s(96)
                y: oval.y + oval.height - guide.s(128)
            }
        }

        // Scan with the bank's app.
        Item {
            width: canvas.width
            height: guide.s(780)
            visible: opacity > 0
            opacity: guide.seen(3)
            clip: true

            Rectangle {
                width: guide.s(560)
                height: guide.s(560)
                radius: guide.s(36)
                anchors.centerIn: parent
                color: Tokens.contrast ? "#FFFFFF" : Tokens.surface
                border.width: guide.s(4)
                border.color: Tokens.divider

                Image {
                    anchors.centerIn: parent
                    width: guide.s(204)
                    height: width
                    sourceSize: Qt.size(width, height)
                    source: Tokens.contrast ? "image://art/code/000000/ffffff" : guide.art("code")
                }
            }

            Item {
                id: phone

                width: guide.s(374)
                height: guide.s(664)
                x: (parent.width - width) / 2
                   + parent.width * 0.75 * (1 - guide.eased(9.3, 10.0) + guide.eased(11.6, 12.2))
                y: (parent.height - height) / 2

                Image {
                    anchors.fill: parent
                    sourceSize: Qt.size(width, height)
                    source: guide.art("phone-frame")
                }

                Rectangle {
                    visible: guide.at > 10.15 && guide.at < 10.95
                    width: guide.s(270)
                    height: guide.s(10)
                    radius: height / 2
                    x: (parent.width - width) / 2
                    y: guide.s(180) + guide.s(300) * guide.part(10.15, 10.95)
                    color: Tokens.success
                }
            }

            Tick {
                shown: guide.part(11.0, 11.2)
                x: phone.x + phone.width - guide.s(86)
                y: phone.y + phone.height - guide.s(150)
            }
        }

        // Take your card.
        TrayDrawing {
            width: guide.s(860)
            height: guide.s(780)
            driven: true
            up: true
            visible: opacity > 0
            opacity: guide.seen(4)
            sunk: 1 - guide.eased(12.7, 13.7)
            arrowShown: guide.part(12.7, 13.3)
            Accessible.ignored: true
        }

        // Where the loop is.
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            y: guide.s(826)
            spacing: guide.s(18)

            Repeater {
                model: 5

                Rectangle {
                    required property int index

                    width: guide.s(64)
                    height: guide.s(12)
                    radius: height / 2
                    color: index === guide.scene ? Tokens.primary : Tokens.contrast ? "#5C4C00" : Tokens.rest
                }
            }
        }
    }

    component Tick: Rectangle {
        property real shown: 0

        visible: shown > 0
        scale: 0.6 + 0.4 * shown
        width: guide.s(124)
        height: width
        radius: width / 2
        color: Tokens.success
        border.width: guide.s(8)
        border.color: Tokens.background

        Pictogram {
            anchors.centerIn: parent
            name: "check"
            extent: 76 * guide.scaleBy / Tokens.unit
            stroke: Tokens.contrast ? "#000000" : "#FFFFFF"
            fill: "transparent"
        }
    }
}
