// Every part of the panel is touched once; where a field stays pale the panel does not feel.
import QtQuick
import ".."

Item {
    id: page

    readonly property int across: width > height ? 8 : 5
    readonly property int down: width > height ? 5 : 8
    property var felt: ({})
    readonly property int count: Object.keys(felt).length

    Grid {
        anchors.fill: parent
        columns: page.across

        Repeater {
            model: page.across * page.down

            Rectangle {
                id: field

                required property int index
                readonly property bool good: page.felt[index] === true

                width: page.width / page.across
                height: page.height / page.down
                color: good ? Tokens.successGround : Tokens.surface
                border.width: Math.max(1, Tokens.u(2))
                border.color: good ? Tokens.success : Tokens.edge

                Pictogram {
                    anchors.centerIn: parent
                    visible: field.good
                    name: "check"
                    extent: 56
                    stroke: Tokens.success
                    fill: Tokens.successGround
                }
            }
        }
    }

    MouseArea {
        objectName: "field"
        anchors.fill: parent

        function feel(at) {
            const index = Math.floor(at.y / (page.height / page.down)) * page.across + Math.floor(at.x / (page.width / page.across))
            if (at.x < 0 || at.y < 0 || at.x >= page.width || at.y >= page.height || page.felt[index])
                return
            page.felt = Object.assign({}, page.felt, { [index]: true })
            admin.wish("touched")
        }

        onPressed: mouse => feel(mouse)
        onPositionChanged: mouse => feel(mouse)
    }

    Rectangle {
        anchors.centerIn: parent
        width: words.width + Tokens.u(96)
        height: words.height + leave.height + Tokens.u(110)
        radius: Tokens.u(32)
        color: Tokens.surface
        border.width: Tokens.u(3)
        border.color: Tokens.edge

        AppText {
            id: words

            objectName: "title"
            x: Tokens.u(48)
            y: Tokens.u(36)
            width: Tokens.u(560)
            horizontalAlignment: Text.AlignHCenter
            style: "action"
            text: page.count === page.across * page.down ? qsTr("The whole panel feels.")
                : qsTr("Draw a finger over the panel: %1 of %2 fields feel.").arg(page.count).arg(page.across * page.down)
        }

        AppButton {
            id: leave

            objectName: "back"
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Tokens.u(36)
            compact: true
            icon: "back"
            text: qsTr("Back")
            onClicked: admin.wish("page", "tests")
        }
    }
}
