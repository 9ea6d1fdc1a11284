// Results: yes or no, and where to go; never what they say.
import QtQuick
import ".."

Page {
    id: page

    title: view.waiting ? qsTr("Asking for\nyour results") : !view.found ? qsTr("The hospital finds no\nrecord for this card")
         : view.ready ? qsTr("Yes, your results\nare ready") : qsTr("Not all results\nare there yet")
    lead: !view.waiting && !view.found ? qsTr("Perhaps you came with another paper.") : ""
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

    Outcome {
        visible: !page.view.waiting
        aside: page.aside
        icon: !page.view.found ? "search" : page.view.ready ? "check" : "clock"
        good: page.view.found && page.view.ready
        steps: !page.view.found ? [qsTr("Take your ID card"), page.view.desk ? qsTr("Go to desk %1").arg(page.view.desk) : qsTr("Go to the reception desk"),
                                   qsTr("Staff look for your record, also by another paper")]
             : page.view.ready ? [qsTr("Take your ID card"), qsTr("Go back to the room that sent you"), qsTr("The doctor explains your results")]
             : [qsTr("Take your ID card"), qsTr("Wait near the room that sent you"), qsTr("Ask here again later")]
    }
}
