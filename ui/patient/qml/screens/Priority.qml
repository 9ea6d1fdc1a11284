// Priority: what no card tells and the law puts first; said here, seen by staff, and never asked of anybody.
import QtQuick
import ".."

Page {
    id: page

    readonly property var words: ({
        "pregnant": {
            "icon": "pregnant",
            "name": qsTr("Pregnant"),
            "detail": ""
        },
        "disabled": {
            "icon": "wheel",
            "name": qsTr("Severe disability"),
            "detail": qsTr("With the certificate of disability")
        },
        "merit": {
            "icon": "shield",
            "name": qsTr("Person of merit"),
            "detail": qsTr("With the certificate of merit")
        },
        "": {
            "icon": "person",
            "name": qsTr("None of these"),
            "detail": ""
        }
    })

    stepName: qsTr("Check your details")
    secondName: "desk"
    secondText: qsTr("See staff")
    secondIcon: "desk"
    onSecond: bridge.press("desk")
    title: qsTr("Who is called first")
    lead: qsTr("Touch what is so. Staff will look at it at your visit.")

    Answers {
        count: page.view.offered.length + 1

        Repeater {
            model: page.view.offered.concat([""])

            Answer {
                required property string modelData

                objectName: "priority:" + modelData
                icon: page.words[modelData].icon
                name: page.words[modelData].name
                detail: page.words[modelData].detail
                chosen: page.view.chosen.indexOf(modelData) >= 0
                onClicked: bridge.choose("priority", modelData)
            }
        }
    }
}
