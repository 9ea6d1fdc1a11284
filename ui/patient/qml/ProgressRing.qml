// A ring that only grows, with its value in fixed figures in the middle.
import QtQuick
import QtQuick.Shapes

Item {
    id: ring

    property real value: 0
    property string text
    property real stroke: 26
    property real share: 0.24
    property string name
    property real drawn: value

    width: Tokens.u(440)
    height: width
    Accessible.role: Accessible.ProgressBar
    Accessible.name: name + " " + text

    Behavior on drawn {
        NumberAnimation {
            duration: Tokens.time(200)
        }
    }

    Shape {
        anchors.fill: parent

        ShapePath {
            strokeColor: Tokens.contrast ? "#5C4C00" : Tokens.rest
            strokeWidth: Tokens.u(ring.stroke)
            fillColor: "transparent"

            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: (ring.width - Tokens.u(ring.stroke)) / 2
                radiusY: radiusX
                startAngle: 0
                sweepAngle: 360
            }
        }

        ShapePath {
            strokeColor: ring.drawn > 0 ? Tokens.primary : "transparent"
            strokeWidth: Tokens.u(ring.stroke)
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap

            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: (ring.width - Tokens.u(ring.stroke)) / 2
                radiusY: radiusX
                startAngle: -90
                sweepAngle: 360 * Math.min(1, Math.max(0, ring.drawn))
            }
        }
    }

    AppText {
        anchors.centerIn: parent
        tabular: true
        style: "title"
        font.pixelSize: Math.round(ring.width * ring.share)
        text: ring.text
        Accessible.ignored: true
    }
}
