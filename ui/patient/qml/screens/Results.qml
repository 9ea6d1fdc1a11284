// Results: yes or no, and where to go; never what they say.
import QtQuick
import ".."

Page {
    id: page

    title: view.waiting ? qsTr("Asking for\nyour results") : !view.found ? qsTr("The hospital finds no\nrecord for this card")
         : view.ready ? qsTr("Yes, your results\nare ready") : qsTr("Not all results\nare there yet")
    lead: view.waiting ? "" : !view.found ? qsTr("Perhaps you came with another paper. Staff will look for it.")
        : view.ready ? qsTr("Please go back to the room that sent you; the doctor will explain them.")
        : qsTr("Please wait near the room that sent you, and ask here again later.")
    primaryText: view.waiting ? "" : qsTr("Done")
    primaryIcon: "check"
    secondName: "desk"
    secondText: view.waiting ? "" : qsTr("See staff")
    secondIcon: "desk"
    onPrimary: bridge.press("next")
    onSecond: bridge.press("desk")
    back: view.waiting ? view.back : ""

    Waiting {
        visible: page.view.waiting
        icon: "flask"
        text: qsTr("This takes a few seconds. Nothing needs to be done.")
    }

    Sign {
        visible: !page.view.waiting
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height * 0.12
        icon: !page.view.found ? "search" : page.view.ready ? "check" : "clock"
        good: page.view.found && page.view.ready
    }
}
