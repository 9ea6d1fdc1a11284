// Emergency: no question, no number; where to go, and that somebody is coming.
import QtQuick
import ".."

Page {
    id: page

    title: qsTr("Go straight\nto Emergency")
    lead: qsTr("Follow the red line. Staff are coming.")
    display: true
    back: ""
    primaryText: qsTr("Understood")
    primaryIcon: "check"
    onPrimary: bridge.press("next")

    Rectangle {
        anchors.fill: parent
        radius: Tokens.u(40)
        color: Tokens.dangerGround
        border.width: Tokens.u(3)
        border.color: Tokens.danger

        Column {
            anchors.centerIn: parent
            width: parent.width - Tokens.u(112)
            spacing: Tokens.u(page.wide ? 36 : 64)

            Image {
                id: way

                readonly property real by: width / 960

                width: parent.width
                height: width * 560 / 960
                sourceSize: Qt.size(width, height)
                source: "image://art/emergency-way/" + Tokens.danger.toString().slice(-6) + "/" + Tokens.dangerGround.toString().slice(-6)
                Accessible.ignored: true

                // Somebody goes along the line, again and again.
                Rectangle {
                    id: walker

                    visible: Tokens.motion
                    width: 44 * way.by
                    height: width
                    radius: width / 2
                    color: Tokens.dangerGround
                    border.width: 10 * way.by
                    border.color: Tokens.danger

                    PathAnimation {
                        running: Tokens.motion
                        loops: Animation.Infinite
                        duration: 3000
                        target: walker
                        anchorPoint: Qt.point(walker.width / 2, walker.height / 2)
                        easing.type: Easing.InOutQuad
                        path: Path {
                            startX: 120 * way.by
                            startY: 500 * way.by

                            PathLine {
                                x: 540 * way.by
                                y: 500 * way.by
                            }

                            PathCubic {
                                control1X: 600 * way.by
                                control1Y: 500 * way.by
                                control2X: 650 * way.by
                                control2Y: 480 * way.by
                                x: 690 * way.by
                                y: 444 * way.by
                            }
                        }
                    }
                }
            }

            AppText {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                style: "value"
                color: Tokens.danger
                text: qsTr("You need not register first.")
            }
        }
    }
}
