// Feedback: one touch says how it was; who was not content may say about what. No name goes with it.
import QtQuick
import ".."

Page {
    id: page

    readonly property var moods: [
        { "value": 5, "name": qsTr("Very good") },
        { "value": 4, "name": qsTr("Good") },
        { "value": 3, "name": qsTr("So-so") },
        { "value": 2, "name": qsTr("Not good") },
        { "value": 1, "name": qsTr("Not good at all") }
    ]
    readonly property var topics: ({
        "waiting": { "icon": "clock", "name": qsTr("The wait") },
        "staff": { "icon": "people", "name": qsTr("How I was spoken to") },
        "clean": { "icon": "door", "name": qsTr("Cleanliness") },
        "price": { "icon": "cash", "name": qsTr("Prices and payment") },
        "machine": { "icon": "reader", "name": qsTr("This machine") },
        "other": { "icon": "ask", "name": qsTr("Something else") }
    })
    readonly property bool thanks: view.asking === "thanks"

    title: thanks ? qsTr("Thank you\nfor telling us") : view.asking === "topic" ? qsTr("What was\nnot good?") : qsTr("How was it\ntoday?")
    lead: thanks ? qsTr("The hospital reads every answer.")
        : Tokens.large ? "" : view.asking === "topic" ? qsTr("One touch, or leave it out.") : qsTr("One touch. No name goes with it.")
    primaryText: thanks ? qsTr("Done") : ""
    primaryIcon: "check"
    secondName: "skip"
    secondText: view.asking === "topic" ? qsTr("Leave it out") : ""
    onPrimary: bridge.press("next")
    onSecond: bridge.choose("complaint", "")

    Outcome {
        visible: page.thanks
        icon: "check"
        good: true
    }

    Answers {
        visible: page.view.asking === "rating"
        count: page.moods.length

        Repeater {
            model: page.moods

            Answer {
                required property var modelData

                objectName: "rate:" + modelData.value
                icon: "mood" + modelData.value
                name: modelData.name
                onClicked: bridge.rate(modelData.value)
            }
        }
    }

    Answers {
        visible: page.view.asking === "topic"
        count: page.view.topics.length
        spacing: Tokens.u(page.wide ? 16 : 24)

        Repeater {
            model: page.view.topics

            Answer {
                required property string modelData

                objectName: "topic:" + modelData
                icon: page.topics[modelData].icon
                name: page.topics[modelData].name
                onClicked: bridge.choose("complaint", modelData)
            }
        }
    }
}
