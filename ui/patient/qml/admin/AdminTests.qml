// What can be tried, and what came of the last short try.
import QtQuick
import ".."

Page {
    id: page

    readonly property var inside: admin.view
    readonly property var tried: inside.tried
    readonly property bool running: tried.state === "running"
    readonly property string said: tried.test === "slip"
        ? (running ? qsTr("A test slip is being printed.") : tried.state === "ok" ? qsTr("The test slip is printed: look at letters and edges.")
           : tried.code === "paper" ? qsTr("No slip: the paper is out.") : tried.code === "cover" ? qsTr("No slip: the cover is open.")
           : qsTr("No slip: the printer does not answer."))
        : tried.test === "sound"
        ? (running ? qsTr("A sentence is being said. Listen at the headphones or the speaker.")
           : tried.state === "ok" ? qsTr("The sentence was said. If nothing was heard, look at the volume and the plug.")
           : qsTr("This station is silent: audio is switched off in its file.")) : ""

    view: ({ "step": 0, "back": "back" })
    ownBack: true
    badge: "steth"
    title: qsTr("Tests")
    lead: qsTr("Nothing is registered and nothing of a card is kept.")
    onBacked: admin.wish("page", "home")

    Column {
        id: column

        width: parent.width
        spacing: Tokens.gap

        Grid {
            id: grid

            width: parent.width
            columns: 2
            spacing: Tokens.gap

            Repeater {
                model: [
                    ["card", qsTr("Read a card"), "card"],
                    ["camera", qsTr("Camera"), "camera"],
                    ["slip", qsTr("Test slip"), "printer"],
                    ["sound", qsTr("Sound"), "sound"],
                    ["touch", qsTr("Touch"), "pen"],
                    ["doctor", qsTr("Check everything"), "shield"]
                ]

                AppButton {
                    required property var modelData

                    objectName: "try:" + modelData[0]
                    width: (grid.width - grid.spacing) / 2
                    height: Tokens.u(204)
                    stacked: true
                    style: page.wide ? "second" : "action"
                    enabled: !page.running
                    opacity: enabled ? 1 : 0.5
                    icon: modelData[2]
                    text: modelData[1]
                    onClicked: admin.wish("try", modelData[0])
                }
            }
        }

        Banner {
            objectName: "tried"
            parent: page.wide ? page.aside : column
            visible: page.said !== ""
            kind: page.tried.state === "ok" ? "ok" : page.running ? "plain" : "caution"
            text: page.said
        }
    }
}
