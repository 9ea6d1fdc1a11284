// Papers: one question for who is insured elsewhere; a paper is believed today and looked at in the clinic.
import QtQuick
import ".."

Page {
    id: page

    readonly property var words: ({
        "transfer_form": {
            "icon": "ticket",
            "name": qsTr("A transfer form"),
            "detail": qsTr("From the place where you are registered")
        },
        "revisit_slip": {
            "icon": "calendar",
            "name": qsTr("A re-visit slip"),
            "detail": qsTr("From your last visit to this hospital")
        },
        "": {
            "icon": "person",
            "name": qsTr("No paper"),
            "detail": qsTr("You can register all the same")
        }
    })

    stepName: qsTr("Health insurance")
    secondName: "desk"
    secondText: qsTr("See staff")
    secondIcon: "desk"
    onSecond: bridge.press("desk")
    title: qsTr("Do you have one of\nthese papers today?")
    lead: Tokens.large ? "" : qsTr("With a paper insurance pays more. The clinic will look at it.")

    Answers {
        count: page.view.offered.length

        Repeater {
            model: page.view.offered

            Answer {
                required property string modelData

                objectName: "paper:" + modelData
                icon: page.words[modelData].icon
                name: page.words[modelData].name
                detail: page.words[modelData].detail
                chosen: page.view.chosen.indexOf(modelData) >= 0
                onClicked: bridge.choose("paper", modelData)
            }
        }
    }
}
