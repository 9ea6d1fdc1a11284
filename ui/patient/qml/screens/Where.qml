// Where: how far the queue is, and how long still; what nobody can say is not shown as none.
import QtQuick
import ".."

Page {
    id: page

    readonly property var first: view.numbers.length ? view.numbers[0] : null
    readonly property bool counted: first !== null && first.people !== null && first.people !== undefined
    readonly property bool timed: first !== null && first.minutes !== null && first.minutes !== undefined

    readonly property bool roomy: !wide && !Tokens.large && view.numbers.length === 1

    title: view.waiting ? qsTr("Asking where\nyour number is") : !first ? qsTr("No number of yours\nis waiting now")
         : !counted ? qsTr("Your number\nis in the queue")
         : first.people === 0 ? qsTr("You are\nthe next") : timed ? qsTr("About %1 minutes\nstill to wait").arg(first.minutes)
         : qsTr("%1 people\nbefore you").arg(first.people)
    lead: view.waiting ? "" : !first ? (view.card || Tokens.large ? "" : qsTr("Perhaps the slip is of another day."))
        : !counted ? (Tokens.large ? "" : qsTr("This room calls without a screen. Please listen for your number."))
        : Tokens.large || view.numbers.length > 1 ? "" : qsTr("Please wait near room %1.").arg(first.room)
    back: view.waiting ? view.back : ""
    primaryText: view.waiting ? "" : qsTr("Done")
    primaryIcon: "check"
    secondName: "desk"
    secondText: !view.waiting && !first ? qsTr("See staff") : ""
    secondIcon: "desk"
    onPrimary: bridge.press("next")
    onSecond: bridge.press("desk")

    Waiting {
        visible: page.view.waiting
        icon: "clock"
        text: qsTr("This takes a few seconds. Nothing needs to be done.")
    }

    Outcome {
        visible: !page.view.waiting && page.first === null
        aside: page.aside
        icon: "ticket"
        numbered: false
        steps: [
            { "icon": "door", "text": qsTr("Called already? Show your slip in the room.") },
            { "icon": "card", "text": qsTr("Not registered today? Press “Done” and begin with your ID card.") },
            { "icon": "desk", "text": page.view.desk ? qsTr("Staff at desk %1 know more.").arg(page.view.desk) : qsTr("Staff at the desk know more.") }
        ]
    }

    Fit {
        visible: !page.view.waiting && page.first !== null
        width: parent.width
        spacing: Tokens.gap

        NumberCard {
            width: parent.width
            height: Math.max(implicitHeight, page.wide && page.view.numbers.length === 1 ? page.room : 0)
            share: page.wide || Tokens.large || page.view.numbers.length > 1 ? 0.72 : 1
            label: qsTr("Your number")
            number: page.first ? page.first.number : ""

            ValueRow {
                roomy: page.roomy
                visible: page.first !== null && page.first.serving !== ""
                label: qsTr("Now in the room")
                value: page.first ? page.first.serving : ""
            }

            Divider {
                visible: page.first !== null && page.first.serving !== ""
            }

            ValueRow {
                roomy: page.roomy
                label: page.first && page.first.department ? page.first.department : qsTr("Room")
                value: page.first ? qsTr("Room %1").arg(page.first.room) : ""
            }

            Divider {
                visible: page.counted
            }

            ValueRow {
                roomy: page.roomy
                visible: page.counted
                label: qsTr("People before you")
                value: page.counted ? page.first.people : ""
            }
        }

        Card {
            visible: page.view.numbers.length > 1
            width: parent.width

            Repeater {
                model: page.view.numbers.slice(1, 4)

                ValueRow {
                    required property var modelData

                    label: modelData.minutes !== null && modelData.minutes !== undefined
                         ? qsTr("Room %1 · about %2 min").arg(modelData.room).arg(modelData.minutes) : qsTr("Room %1").arg(modelData.room)
                    value: modelData.number
                }
            }
        }
    }
}
