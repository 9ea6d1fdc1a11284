// Reminders: what the hospital may remind of, each with its own yes or no, both empty; unanswered means no.
import QtQuick
import ".."

Page {
    id: page

    readonly property var words: ({
        "follow_up": {
            "icon": "calendar",
            "title": qsTr("Remind me of my next visit"),
            "text": qsTr("The hospital sends a message to the phone number it has. You can end it at any time.")
        },
        "vaccination": {
            "icon": "baby",
            "title": qsTr("Remind me of the child's vaccinations"),
            "text": qsTr("For children under 24 months, by the national schedule.")
        }
    })
    readonly property string notice: qsTr("No answer means No.")
    readonly property string wording: [title].concat(view.offered.map(kind => words[kind].title + "\n" + words[kind].text), [notice]).join("\n")
    property var answers: ({})
    // Large text and a panel on its side show one purpose at a time.
    readonly property bool single: Tokens.large || wide
    property int at: 0
    readonly property bool last: !single || at + 1 >= view.offered.length

    ownBack: single && at > 0
    onBacked: at -= 1
    stepName: qsTr("Check your details")
    title: Tokens.large ? qsTr("May we remind you?") : qsTr("May the hospital\nremind you?")
    primaryText: last ? qsTr("Done") : qsTr("Continue")
    primaryIcon: last ? "check" : "next"
    onPrimary: {
        if (last)
            bridge.remind(view.offered.filter(kind => answers[kind] === "yes"), wording)
        else
            at += 1
    }

    Fit {
        width: parent.width
        spacing: Tokens.u(28)

        Repeater {
            model: page.view.offered

            Purpose {
                id: purpose

                required property string modelData
                required property int index

                visible: !page.single || page.at === index
                icon: page.words[modelData].icon
                title: page.words[modelData].title
                text: page.words[modelData].text

                Choice {
                    objectName: "remind:" + purpose.modelData
                    width: parent.width
                    subject: page.words[purpose.modelData].title
                    answer: page.view.chosen.indexOf(purpose.modelData) >= 0 ? "yes" : ""
                    onAnswerChanged: page.answers[purpose.modelData] = answer
                }
            }
        }

        AppText {
            width: parent.width
            style: "second"
            color: Tokens.muted
            text: page.notice
        }
    }
}
