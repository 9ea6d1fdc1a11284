// Clinic: one touch chooses a place; the last visited comes first, not knowing is an equal answer.
import QtQuick
import ".."

Page {
    id: page

    readonly property int perPage: Tokens.large ? (wide ? 3 : 4) : wide ? 6 : 8
    readonly property int columns: Tokens.large ? 1 : 2
    readonly property var tiles: view.waiting ? [] : view.tiles.concat([{ "id": "", "name": qsTr("I don't know\nwhich clinic"), "icon": "ask" }])
    readonly property int pages: Math.max(1, Math.ceil(tiles.length / perPage))
    readonly property bool paged: pages > 1
    readonly property bool tight: paged && !Tokens.large
    property int at: 0

    stepName: qsTr("Choosing a clinic")
    title: view.waiting ? qsTr("Looking for\nopen clinics") : Tokens.large ? qsTr("Which clinic?") : qsTr("Where would you like\nto go today?")
    primaryText: !view.waiting && view.selected !== "" ? qsTr("Continue") : ""
    secondName: "desk"
    secondText: view.waiting || view.selected === "" ? qsTr("See staff") : ""
    secondIcon: "desk"
    onPrimary: bridge.press("next")
    onSecond: bridge.press("desk")
    onPagesChanged: at = Math.min(at, pages - 1)

    Waiting {
        visible: page.view.waiting
        icon: "steth"
        text: qsTr("This takes a few seconds. Nothing needs to be done.")
    }

    Grid {
        id: grid

        visible: !page.view.waiting
        width: parent.width
        columns: page.columns
        spacing: page.tight ? Tokens.u(20) : Tokens.gap

        Repeater {
            model: page.tiles.slice(page.at * page.perPage, (page.at + 1) * page.perPage)

            Tile {
                required property var modelData

                objectName: modelData.id ? "tile:" + modelData.id : "clinicUnknown"
                width: (grid.width - (page.columns - 1) * grid.spacing) / page.columns
                height: page.tight ? Tokens.u(236) : implicitHeight
                name: modelData.id === "" && Tokens.large ? modelData.name.replace("\n", " ") : modelData.name
                icon: modelData.icon
                chosen: modelData.id !== "" && modelData.id === page.view.selected
                full: modelData.full ?? false
                // A wide panel in large text has one short line: the last visited clinic keeps its minutes there.
                price: page.wide && Tokens.large && modelData.last ? "" : modelData.price ?? ""
                mark: modelData.last ? qsTr("Last time") : ""
                second: modelData.id === "" ? qsTr("Staff will help")
                      : modelData.full ? qsTr("Full this session")
                      : modelData.last ? (page.wide && !Tokens.large ? "" : qsTr("%1 min").arg(modelData.minutes))
                      : page.wide && Tokens.large ? qsTr("%1 min").arg(modelData.minutes)
                      : qsTr("%1 waiting · %2 min").arg(modelData.people).arg(modelData.minutes)
                onClicked: {
                    if (modelData.id === "")
                        bridge.press("unknown_clinic")
                    else if (!modelData.full)
                        bridge.chooseDepartment(modelData.id)
                }
            }
        }
    }

    Item {
        visible: page.paged
        anchors.top: grid.bottom
        anchors.topMargin: page.tight ? Tokens.u(16) : Tokens.gap
        width: parent.width
        height: turn.height

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            style: "second"
            font.weight: Font.DemiBold
            text: qsTr("Page %1 of %2").arg(page.at + 1).arg(page.pages)
        }

        AppButton {
            id: turn

            objectName: "turnPage"
            anchors.right: parent.right
            compact: true
            iconLast: true
            icon: page.at + 1 < page.pages ? "down" : "up"
            text: page.at + 1 < page.pages ? qsTr("Next page") : qsTr("First page")
            onClicked: page.at = (page.at + 1) % page.pages
        }
    }
}
