// Doctor's checks as they are made, those that are not well first; then what mends each.
import QtQuick
import ".."

Page {
    id: page

    readonly property var inside: admin.view
    readonly property bool running: inside.tried.state === "running"
    readonly property var order: ({ "fail": 0, "warn": 1, "ok": 2, "off": 3 })
    readonly property int bad: inside.rows.filter(row => row.state === "fail").length
    readonly property int odd: inside.rows.filter(row => row.state === "warn").length

    view: ({ "step": 0, "back": running ? "" : "back" })
    ownBack: true
    badge: "shield"
    title: running ? qsTr("Checking everything") : bad ? qsTr("%1 not well, %2 to look at").arg(bad).arg(odd)
         : odd ? qsTr("%1 to look at").arg(odd) : qsTr("Everything is well")
    lead: running ? qsTr("%1 of %2 done. The camera lights up for a moment.").arg(inside.done).arg(inside.total) : ""
    secondName: "again"
    secondText: running ? "" : qsTr("Check again")
    secondIcon: "retry"
    onSecond: admin.wish("try", "doctor")
    onBacked: admin.wish("page", "tests")

    Rectangle {
        id: track

        visible: page.running
        width: parent.width
        height: Tokens.u(20)
        radius: height / 2
        color: Tokens.rest
        Accessible.role: Accessible.ProgressBar
        Accessible.name: page.lead

        Rectangle {
            width: parent.width * (page.inside.total ? page.inside.done / page.inside.total : 0)
            height: parent.height
            radius: parent.radius
            color: Tokens.primary
        }
    }

    AdminRows {
        anchors.fill: parent
        anchors.topMargin: track.visible ? Tokens.u(48) : 0
        entries: (page.inside.rows ?? []).slice().sort((one, other) => page.order[one.state] - page.order[other.state])
    }
}
