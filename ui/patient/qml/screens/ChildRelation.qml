// Child, first question: what the adult whose card was read is to the child.
import QtQuick
import ".."

Page {
    id: page

    stepName: qsTr("For a child")
    secondName: "desk"
    secondText: qsTr("See staff")
    secondIcon: "desk"
    onSecond: bridge.press("desk")
    title: qsTr("What are you\nto the child?")
    lead: Tokens.large ? "" : qsTr("Your card shows who brings the child. The child needs no card of its own.")

    Answers {
        count: 5

        Repeater {
            model: [
                { "value": "mother", "icon": "parent", "name": qsTr("Mother") },
                { "value": "father", "icon": "parent", "name": qsTr("Father") },
                { "value": "grandparent", "icon": "people", "name": qsTr("Grandparent") },
                { "value": "guardian", "icon": "shield", "name": qsTr("Guardian by law") },
                { "value": "other", "icon": "person", "name": qsTr("Somebody else") }
            ]

            Answer {
                required property var modelData

                objectName: "relation:" + modelData.value
                icon: modelData.icon
                name: modelData.name
                onClicked: bridge.choose("relation", modelData.value)
            }
        }
    }
}
