// The corner that staff hold for five seconds: nothing tells of it but a thin ring after three.
import QtQuick

Item {
    id: corner

    property real began: 0
    property real held: 0
    property bool opened: false
    readonly property bool resting: (bridge.screen === "welcome" || bridge.screen === "closed") && bridge.overlay === ""
    readonly property bool open: admin.page === "" && (admin.training === "" ? resting : admin.training === "on")

    function look() {
        held = open && corner.contains(finger.point.position) ? admin.clock() - began : 0
        if (held >= 5 && !opened) {
            opened = true
            admin.open()
        }
    }

    objectName: "corner"
    width: Math.round(20 * bridge.pxPerMm)
    height: width
    enabled: open
    Accessible.ignored: true

    PointHandler {
        id: finger

        // It watches only: what lies under it is pressed as ever.
        onActiveChanged: {
            corner.began = admin.clock()
            corner.held = 0
            corner.opened = false
        }
    }

    Timer {
        interval: 100
        repeat: true
        running: finger.active && corner.open
        onTriggered: corner.look()
    }

    Rectangle {
        objectName: "ring"
        anchors.centerIn: parent
        visible: corner.held >= 3
        width: Math.round(corner.width * (0.5 + 0.25 * (Math.min(corner.held, 5) - 3)))
        height: width
        radius: width / 2
        color: "transparent"
        border.width: Math.max(1, Tokens.u(3))
        border.color: Tokens.edge
    }
}
