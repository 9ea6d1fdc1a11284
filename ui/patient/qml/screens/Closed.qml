// Closed: the station rests; the desk is named.
import QtQuick
import ".."

Page {
    id: page

    display: true
    back: ""
    title: qsTr("This station\nis resting")
    lead: view.desk ? qsTr("Please go to desk %1.").arg(view.desk) : qsTr("Please ask at the reception desk.")

    Outcome {
        icon: "desk"
    }
}
