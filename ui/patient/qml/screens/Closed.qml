// Closed: the station rests; the desk is named.
import QtQuick
import ".."

Page {
    id: page

    display: true
    back: ""
    title: qsTr("This station\nis resting")
    lead: view.desk ? qsTr("Please go to desk %1.").arg(view.desk) : qsTr("Please ask at the reception desk.")

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height * 0.14
        width: Tokens.u(420)
        height: width
        radius: width / 2
        color: Tokens.tint

        Pictogram {
            anchors.centerIn: parent
            name: "desk"
            extent: 220
            fill: Tokens.surface
        }
    }
}
