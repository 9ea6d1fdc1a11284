// Lay the card on the tray: the same drawing as on the welcome screen.
import QtQuick
import ".."

Page {
    stepName: qsTr("Reading the card")
    title: qsTr("Place your ID card\non the tray")
    lead: qsTr("Reading starts by itself and takes a few seconds.")
    thirdName: "withoutChip"
    thirdText: view.without_chip ?? false ? qsTr("My card has no chip") : ""
    thirdIcon: "card"
    onThird: bridge.press("without_chip")
    secondName: "desk"
    secondText: qsTr("See staff")
    secondIcon: "desk"
    onSecond: bridge.press("desk")

    TrayDrawing {
        anchors.fill: parent
        anchors.margins: Tokens.u(24)
    }
}
