// Agree: what an errand reads and whom it asks, in one sentence, before anything is read. Back is the other answer.
import QtQuick
import ".."

Page {
    id: page

    readonly property var words: ({
        "bills": {
            "icon": "bill",
            "title": qsTr("To find\nyour bills"),
            "text": qsTr("The machine reads your ID card and asks the hospital what is still to be paid.")
        },
        "queue": {
            "icon": "ticket",
            "title": qsTr("To find\nyour number"),
            "text": qsTr("The machine looks for the code on your slip, or reads your ID card, and asks how far the queue is.")
        },
        "results": {
            "icon": "flask",
            "title": qsTr("To ask for\nyour results"),
            "text": qsTr("The machine reads your ID card and asks the hospital. It shows yes or no, never what the results say.")
        }
    })
    readonly property var said: words[view.errand] ?? words["bills"]
    readonly property string promise: qsTr("Your face is not compared, and nobody else is asked. Nothing stays on the screen.")
    readonly property string wording: [title, said.text, promise].join("\n")

    title: said.title
    readonly property var steps: ({
        "bills": [qsTr("Lay your ID card on the tray"), qsTr("Choose what to pay"), qsTr("Scan the code with your bank's app")],
        "queue": [qsTr("Show the slip's code, or lay down your ID card"), qsTr("See how long it will still take")],
        "results": [qsTr("Lay your ID card on the tray"), qsTr("See whether they are ready, and where to go")]
    })[view.errand] ?? []

    primaryText: qsTr("I agree")
    onPrimary: bridge.agree(wording)

    Fit {
        id: column

        width: parent.width
        spacing: Tokens.u(36)

        Card {
            width: parent.width
            spacing: Tokens.u(28)

            Item {
                width: 1
                height: Tokens.u(12)
            }

            Sign {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Tokens.u(page.wide || Tokens.large ? 200 : 280)
                icon: page.said.icon
            }

            Prose {
                objectName: "purpose"
                width: parent.width
                style: "value"
                text: page.said.text
            }

            Item {
                width: 1
                height: Tokens.u(4)
            }
        }

        Row {
            width: parent.width
            spacing: Tokens.u(24)

            Pictogram {
                id: lock

                name: "lock"
                extent: 56
            }

            Prose {
                width: parent.width - lock.width - parent.spacing
                style: "second"
                color: Tokens.muted
                text: page.promise
            }
        }

        Steps {
            parent: page.wide ? page.aside : column
            visible: !Tokens.large
            width: parent.width
            tight: true
            label: qsTr("What happens next")
            steps: page.steps
        }
    }
}
