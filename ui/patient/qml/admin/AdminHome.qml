// What staff may do behind the screen: one tile an act, and which of them wait for a second touch.
import QtQuick
import ".."

Page {
    id: page

    readonly property var inside: admin.view
    property string sure
    readonly property var acts: ({
        "status": [qsTr("Status"), qsTr("Devices, network, what waits to be delivered"), "info"],
        "tests": [qsTr("Tests"), qsTr("Card, camera, printer, sound, touch, doctor"), "steth"],
        "service": inside.in_service
                   ? [qsTr("Take out of service"), qsTr("Patients are sent to the desk, also after a restart"), "door"]
                   : [qsTr("Back in service"), qsTr("Patients may begin again"), "check"],
        "logs": [qsTr("Log"), qsTr("The last lines, without personal data"), "bill"],
        "training": [qsTr("Training"), qsTr("Practise with a sample card; nothing is registered"), "people"],
        "restart": [qsTr("Restart"), qsTr("The program starts anew, in a few seconds"), "retry"]
    })

    function act(name) {
        if ((name === "restart" || name === "training") && sure !== name) {
            sure = name
            return
        }
        sure = ""
        if (name === "service")
            admin.wish("service", inside.in_service ? "off" : "on")
        else if (name === "training")
            admin.wish("train")
        else if (name === "restart")
            admin.wish("restart")
        else
            admin.wish("page", name)
    }

    view: ({ "step": 0, "back": "end" })
    badge: "lock"
    title: qsTr("Inside the station")
    lead: qsTr("Signed in as %1. What you do is recorded. After two minutes without a touch you are out.").arg(inside.by)
    onEnd: admin.wish("leave")

    Column {
        id: column

        width: parent.width
        spacing: Tokens.gap

        Banner {
            id: notice

            parent: page.wide ? page.aside : column
            visible: page.inside.training !== "" || !page.inside.in_service
            kind: page.inside.training === "starting" ? "plain" : "caution"
            text: page.inside.training === "starting" ? qsTr("The practice hospital is being prepared. This takes up to a minute.")
                : page.inside.training === "ending" ? qsTr("The practice is being cleared away.")
                : page.inside.training === "failed" ? qsTr("Practising could not be prepared on this machine. The log says why.")
                : qsTr("This machine is out of service: patients see the closed screen.")
        }

        Grid {
            id: grid

            width: parent.width
            columns: 2
            spacing: Tokens.gap

            Repeater {
                model: page.inside.may ?? []

                Touch {
                    id: tile

                    required property string modelData
                    readonly property var words: page.acts[modelData]
                    readonly property bool asks: page.sure === modelData

                    objectName: "admin:" + modelData
                    text: words[0]
                    radius: Tokens.u(32)
                    width: (grid.width - grid.spacing) / 2
                    height: Math.min(Tokens.u(300), (page.room - 2 * grid.spacing
                                                     - (notice.visible && !page.wide ? notice.height + column.spacing : 0)) / 3)
                    enabled: page.inside.training === "" || page.inside.training === "failed"
                    opacity: enabled ? 1 : 0.5
                    onClicked: page.act(modelData)

                    Rectangle {
                        anchors.fill: parent
                        radius: tile.radius
                        color: tile.asks ? Tokens.cautionGround : tile.down ? Tokens.tint : Tokens.surface
                        border.width: Tokens.u(tile.asks ? 6 : 3)
                        border.color: tile.asks ? Tokens.caution : Tokens.edge
                    }

                    Pictogram {
                        id: picture

                        x: Tokens.u(28)
                        y: Tokens.u(24)
                        name: tile.words[2]
                        extent: 64
                        stroke: tile.asks ? Tokens.caution : Tokens.primary
                    }

                    AppText {
                        id: name

                        x: picture.x + picture.width + Tokens.u(20)
                        width: tile.width - x - Tokens.u(20)
                        y: Math.max(Tokens.u(14), picture.y + (picture.height - height) / 2)
                        style: page.wide ? "second" : "action"
                        font.weight: Font.DemiBold
                        text: tile.words[0]
                        color: tile.asks ? Tokens.caution : Tokens.primary
                        Accessible.ignored: true
                    }

                    AppText {
                        x: Tokens.u(28)
                        width: tile.width - 2 * x
                        y: Math.max(picture.y + picture.height, name.y + name.height) + Tokens.u(14)
                        style: "note"
                        font.pixelSize: Tokens.u(page.wide ? 30 : 32)
                        color: tile.asks ? Tokens.caution : Tokens.muted
                        text: tile.asks ? qsTr("Touch once more to do it") : tile.words[1]
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
