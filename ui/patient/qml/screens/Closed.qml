// Closed: the station rests; the desk is named, and to staff why, where no person closed it.
import QtQuick
import ".."

Page {
    id: page

    readonly property string trouble: view.trouble ?? ""

    display: true
    back: ""
    title: qsTr("This station\nis resting")
    lead: view.desk ? qsTr("Please go to desk %1.").arg(view.desk) : qsTr("Please ask at the reception desk.")

    Outcome {
        icon: "desk"

        Prose {
            objectName: "trouble"
            visible: text !== ""
            width: parent.width
            style: "second"
            color: Tokens.muted
            horizontalAlignment: Tokens.landscape ? Text.AlignLeft : Text.AlignHCenter
            text: page.trouble === "journal" ? qsTr("For staff: the station's journal is damaged. Please leave the machine as it is and call hospital IT (code N1).")
                : page.trouble === "away" ? qsTr("For staff: the station's journal cannot be opened now; it is tried again. If this stays, please call hospital IT (code N2).")
                : page.trouble === "disk" ? qsTr("For staff: the machine's disk is full. Once there is room it serves again by itself; please call hospital IT (code N3).")
                : ""
        }
    }
}
