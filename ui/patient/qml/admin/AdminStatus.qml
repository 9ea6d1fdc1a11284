// How the station stands, line by line.
import QtQuick
import ".."

Page {
    id: page

    readonly property var inside: admin.view

    view: ({ "step": 0, "back": "back" })
    ownBack: true
    badge: "info"
    title: qsTr("Status")
    lead: inside.waiting ? qsTr("One moment, the devices are asked.") : qsTr("As the station's own work and a look just now tell.")
    secondName: "again"
    secondText: inside.waiting ? "" : qsTr("Look again")
    secondIcon: "retry"
    onSecond: admin.wish("page", "status")
    onBacked: admin.wish("page", "home")

    AdminRows {
        anchors.fill: parent
        entries: page.inside.rows ?? []
        codes: ({
            "own": qsTr("the station's own file"),
            "none": qsTr("this station has none"),
            "silent": qsTr("did not answer when last asked"),
            "unverified": qsTr("could not be asked when last needed"),
            "no_picture": qsTr("gave no picture when last used"),
            "reader_gone": qsTr("was unplugged when last used"),
            "paper": qsTr("the paper is out"),
            "cover": qsTr("the cover is open"),
            "offline": qsTr("the printer does not answer")
        })
        names: ({
            "version": qsTr("Version"),
            "configuration": qsTr("Configuration"),
            "undelivered": qsTr("Not yet delivered to the hospital system"),
            "behind": qsTr("Journal rows the hub does not have yet")
        })
    }
}
