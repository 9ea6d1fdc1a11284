// A neighbour is being asked: what is asked, and that nothing needs to be done; about where the answer will stand.
import QtQuick
import ".."

Column {
    id: waiting

    property string icon
    property string text

    width: parent.width
    y: Math.max(0, parent.height * 0.42 - height / 2)
    spacing: Tokens.u(44)

    Sign {
        anchors.horizontalCenter: parent.horizontalCenter
        icon: waiting.icon

        SequentialAnimation on opacity {
            running: Tokens.motion && waiting.visible
            loops: Animation.Infinite

            NumberAnimation {
                from: 1
                to: 0.4
                duration: 900
                easing.type: Easing.InOutQuad
            }

            NumberAnimation {
                from: 0.4
                to: 1
                duration: 900
                easing.type: Easing.InOutQuad
            }
        }
    }

    Prose {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        color: Tokens.muted
        text: waiting.text
    }
}
