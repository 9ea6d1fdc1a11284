// The way from this machine to a place: drawn on the hospital's map where there is one, and always said in steps.
import QtQuick
import ".."

Item {
    id: root

    property var way: null
    property string map
    readonly property var path: way && map ? way.path : []
    readonly property bool drawn: path.length > 1

    Rectangle {
        id: frame

        visible: root.drawn
        width: parent.width
        height: visible ? Math.min(width * 0.75, parent.height - said.implicitHeight - Tokens.u(28)) : 0
        radius: Tokens.u(32)
        color: "#FFFFFF"
        border.width: Math.max(1, Tokens.u(2))
        border.color: Tokens.divider

        Image {
            id: picture

            anchors.fill: parent
            anchors.margins: Tokens.u(16)
            source: root.map
            fillMode: Image.PreserveAspectFit
            sourceSize: Qt.size(1200, 1200)
            Accessible.ignored: true

            Item {
                id: sheet

                anchors.centerIn: parent
                width: picture.paintedWidth
                height: picture.paintedHeight

                // One straight piece of the way after another; the map is white in every theme, and so are its colours.
                Repeater {
                    model: Math.max(0, root.path.length - 1)

                    Rectangle {
                        required property int index
                        readonly property real x1: root.path[index][0] * sheet.width
                        readonly property real y1: root.path[index][1] * sheet.height
                        readonly property real x2: root.path[index + 1][0] * sheet.width
                        readonly property real y2: root.path[index + 1][1] * sheet.height

                        x: x1 - height / 2
                        y: y1 - height / 2
                        width: Math.hypot(x2 - x1, y2 - y1) + height
                        height: Tokens.u(14)
                        radius: height / 2
                        color: "#0A5A70"
                        transform: Rotation {
                            origin.x: Tokens.u(7)
                            origin.y: Tokens.u(7)
                            angle: Math.atan2(y2 - y1, x2 - x1) * 180 / Math.PI
                        }
                    }
                }

                Rectangle {
                    visible: root.drawn
                    width: Tokens.u(44)
                    height: width
                    radius: width / 2
                    x: root.drawn ? root.path[0][0] * sheet.width - width / 2 : 0
                    y: root.drawn ? root.path[0][1] * sheet.height - height / 2 : 0
                    color: "#FFFFFF"
                    border.width: Tokens.u(10)
                    border.color: "#0A5A70"
                }

                Pictogram {
                    visible: root.drawn
                    name: "pin"
                    extent: 88
                    stroke: "#9B2318"
                    fill: "#FBE7E4"
                    x: root.drawn ? root.path[root.path.length - 1][0] * sheet.width - width / 2 : 0
                    y: root.drawn ? root.path[root.path.length - 1][1] * sheet.height - height : 0
                }
            }
        }
    }

    Steps {
        id: said

        objectName: "steps"
        y: frame.visible ? frame.height + Tokens.u(28) : 0
        width: parent.width
        steps: root.way ? root.way.steps : []
        tight: root.drawn
    }
}
