// Face doubt: what was in the way and what helps, no blame; another try, or a person.
import QtQuick
import ".."

Page {
    id: page

    readonly property var uncovered: [
        {
            "icon": "mask",
            "text": qsTr("Take off mask and dark glasses")
        }
    ]
    readonly property var alone: [
        {
            "icon": "people",
            "text": qsTr("One person only. Companions, please step back.")
        }
    ]
    // By what was in the way.
    readonly property var doubts: ({
        "differed": {
            "title": qsTr("No match yet"),
            "lead": qsTr("We could not match your face to the card. This is common when the photo is old."),
            "advice": uncovered.concat([
                {
                    "icon": "camera",
                    "text": qsTr("Look into the lens above the screen")
                }
            ], alone)
        },
        "not_answered": {
            "title": qsTr("Once more, please"),
            "lead": qsTr("The camera did not see the movement clearly. There is no hurry."),
            "advice": [
                {
                    "icon": "next",
                    "text": qsTr("When an arrow shows, gently turn your head that way")
                },
                {
                    "icon": "person",
                    "text": qsTr("When asked, come closer slowly, then go back")
                },
                {
                    "icon": "camera",
                    "text": qsTr("Then look into the lens again")
                }
            ]
        },
        "not_seen": {
            "title": qsTr("Not seen clearly yet"),
            "lead": qsTr("Often it is only the light or the distance."),
            "advice": uncovered.concat([
                {
                    "icon": "camera",
                    "text": qsTr("Stand where your face is lit and look into the lens above the screen")
                }
            ], alone)
        }
    })
    readonly property var doubt: doubts[view.doubt] ?? doubts["not_seen"]

    stepName: qsTr("Confirming your face")
    title: doubt.title
    lead: doubt.lead
    primaryText: qsTr("Try again")
    primaryIcon: "retry"
    secondName: "desk"
    secondText: qsTr("See staff")
    secondIcon: "desk"
    thirdName: "withoutCamera"
    thirdText: qsTr("Go on without the camera")
    thirdIcon: "next"
    onPrimary: bridge.press("retry")
    onSecond: bridge.press("desk")
    onThird: bridge.press("without_camera")

    Steps {
        width: parent.width
        label: qsTr("Try %1 of %2").arg(page.view.attempt).arg(page.view.tries)
        steps: page.doubt.advice
        rowHeight: Tokens.u(page.wide || Tokens.large ? 0 : 176)
    }
}
