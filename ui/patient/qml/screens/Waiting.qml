// A neighbour is being asked: what is asked, and that nothing needs to be done.
import QtQuick
import ".."

Column {
    id: waiting

    property string icon
    property string text

    width: parent.width
    y: Tokens.landscape ? Tokens.u(120) : parent.height * 0.16
    spacing: Tokens.u(44)

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Tokens.u(300)
        height: width
        radius: width / 2
        color: Tokens.tint

        Pictogram {
            anchors.centerIn: parent
            name: waiting.icon
            extent: 148
            fill: Tokens.surface

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
    }

    AppText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        color: Tokens.muted
        text: waiting.text
    }
}
