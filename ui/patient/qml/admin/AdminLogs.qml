// The last lines of the log, the newest first; nothing of a person is in it.
import QtQuick
import ".."

Page {
    id: page

    readonly property var inside: admin.view
    property string level
    readonly property var worse: ["warning", "error", "critical"]
    readonly property var wanted: inside.lines.filter(line => level === "" || worse.indexOf(line.level) >= (level === "error" ? 1 : 0))

    view: ({ "step": 0, "back": "back" })
    ownBack: true
    badge: "bill"
    title: qsTr("Log")
    lead: level === "" ? qsTr("All levels, the newest first.") : level === "warning" ? qsTr("Warnings and errors.") : qsTr("Errors only.")
    secondName: "level"
    secondText: level === "" ? qsTr("Warnings only") : level === "warning" ? qsTr("Errors only") : qsTr("All levels")
    secondIcon: "search"
    onSecond: {
        level = level === "" ? "warning" : level === "warning" ? "error" : ""
        list.at = 0
        admin.wish("touched")
    }
    onBacked: admin.wish("page", "home")

    Pager {
        id: list

        anchors.fill: parent
        entries: page.wanted
        perPage: Math.max(1, Math.floor((height - Tokens.u(116)) / Tokens.u(156)))

        AppText {
            visible: page.wanted.length === 0
            width: parent.width
            color: Tokens.muted
            text: qsTr("Nothing was logged at this level.")
        }

        Column {
            width: parent.width

            Repeater {
                model: list.shown

                Item {
                    id: line

                    required property var modelData
                    readonly property bool bad: page.worse.indexOf(modelData.level) >= 0

                    width: list.width
                    height: Tokens.u(156)

                    Column {
                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width

                        AppText {
                            width: parent.width
                            style: "note"
                            tabular: true
                            font.weight: Font.Normal
                            color: line.bad ? Tokens.danger : Tokens.muted
                            maximumLineCount: 1
                            elide: Text.ElideRight
                            text: line.modelData.at + "  " + line.modelData.level + "  " + line.modelData.source
                        }

                        AppText {
                            width: parent.width
                            style: "note"
                            font.pixelSize: Tokens.u(32)
                            maximumLineCount: 2
                            wrapMode: Text.Wrap
                            elide: Text.ElideRight
                            text: line.modelData.text
                        }
                    }

                    Divider {
                        anchors.bottom: parent.bottom
                    }
                }
            }
        }
    }
}
