// Lay the card on the tray: the same drawing as on the welcome screen.
import QtQuick
import ".."

Page {
    stepName: view.passportHere ? qsTr("Reading the passport") : qsTr("Reading the card")
    title: view.passportHere ? qsTr("Lay your passport\non the reader") : qsTr("Place your ID card\non the tray")
    lead: view.passportHere ? qsTr("Open at the page with your picture, face down. Reading starts by itself.") : qsTr("Reading starts by itself and takes a few seconds.")
    thirdName: "withoutChip"
    thirdText: view.without_chip ?? false ? qsTr("My card has no chip") : ""
    thirdIcon: "card"
    onThird: bridge.press("without_chip")
    secondName: "desk"
    secondText: qsTr("See staff")
    secondIcon: "desk"
    onSecond: bridge.press("desk")

    TrayDrawing {
        passport: view.passportHere
        anchors.fill: parent
        anchors.margins: Tokens.u(24)
    }
}
