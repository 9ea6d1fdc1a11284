// Registering: sent once; the answer is waited for.
import QtQuick
import ".."

Page {
    stepName: qsTr("Registering")
    title: qsTr("Registering.\nOne moment, please.")
    lead: qsTr("Your request is kept; no need to repeat it.")
    back: ""

    Waiting {
        icon: "ticket"
        text: qsTr("The hospital is preparing your number.")
    }
}
