// Child by typing, first question: which number of it can be typed, if it has one.
import QtQuick
import ".."

Page {
    id: page

    readonly property var notices: ({
        "camera_away": qsTr("The camera is resting. Please choose what you can type."),
        "number_needed": qsTr("From six years on a number of the child is needed.")
    })

    stepName: qsTr("For a child")
    secondName: "desk"
    secondText: qsTr("See staff")
    secondIcon: "desk"
    onSecond: bridge.press("desk")
    title: qsTr("What can you type\nof the child?")
    lead: notices[view.notice] ?? (Tokens.large ? "" : qsTr("One of them will do. Its birth date and name come next."))

    Answers {
        count: 3

        Repeater {
            model: [
                { "value": "id", "icon": "card", "name": qsTr("Its 12-digit number") },
                { "value": "insurance", "icon": "shield", "name": qsTr("Its insurance card's number") },
                { "value": "none", "icon": "baby", "name": qsTr("No number yet (under 6 years)") }
            ]

            Answer {
                required property var modelData

                objectName: "child_paper:" + modelData.value
                icon: modelData.icon
                name: modelData.name
                onClicked: bridge.choose("child_paper", modelData.value)
            }
        }
    }
}
