// Clinic: one touch chooses a place; the last visited comes first, not knowing is an equal answer.
import QtQuick
import ".."

Page {
    id: page

    readonly property int perPage: Tokens.large ? (wide || lead !== "" ? 3 : 4) : (wide ? 6 : 8) - besides.length
    readonly property int columns: Tokens.large ? 1 : 2
    // What is no clinic stands at the end of every page; in large text, where few fit, at the end of the last.
    readonly property var besides: [
        { "id": "", "name": qsTr("I don't know\nwhich clinic"), "icon": "ask", "says": qsTr("Staff will help"), "press": "unknown_clinic", "control": "clinicUnknown" },
        { "id": "", "name": qsTr("I bring a child"), "icon": "baby", "says": qsTr("Under 18 years"), "press": "child", "control": "child" }
    ].slice(0, view.child ? 2 : 1)
    readonly property var tiles: view.waiting ? [] : Tokens.large ? view.tiles.concat(besides) : view.tiles
    readonly property int pages: Math.max(1, Math.ceil(tiles.length / perPage))
    readonly property var notices: ({
        "full": qsTr("That room has just filled up. Please choose another."),
        "age": qsTr("That clinic sees patients of another age. Please choose another."),
        "sex": qsTr("That clinic does not see you. Please choose another."),
        "no_appointment": qsTr("That appointment was used already. Please choose a clinic.")
    })

    // Why a clinic is not offered, for who sees it grey.
    function closed(tile) {
        switch (tile.closed) {
        case "full":
            return qsTr("Full this session")
        case "age":
            return tile.max_age !== null && tile.max_age !== undefined ? qsTr("Up to %1 years").arg(tile.max_age) : qsTr("From %1 years").arg(tile.min_age)
        case "sex":
            return tile.only_sex === "Nam" ? qsTr("Men only") : qsTr("Women only")
        case "registered":
            return qsTr("Registered today")
        case "chosen":
            return qsTr("Chosen already")
        case "room":
            return qsTr("Same room")
        }
        return ""
    }
    readonly property bool paged: pages > 1
    readonly property bool tight: paged && !Tokens.large
    property int at: 0

    stepName: qsTr("Choosing a clinic")
    title: view.waiting ? qsTr("Looking for\nopen clinics") : view.adding ? (Tokens.large ? qsTr("Which clinic as well?") : qsTr("Which clinic\nas well?")) : Tokens.large || lead !== "" ? qsTr("Which clinic?") : qsTr("Where would you like\nto go today?")
    lead: notices[view.notice] ?? ""
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

    Tiles {
        id: grid

        visible: !page.view.waiting
        columns: page.columns
        count: Math.min(page.perPage, page.tiles.length) + (Tokens.large ? 0 : page.besides.length)
        shown: here.length
        room: parent.height - (page.paged ? turn.height + Tokens.u(20) : 0)
        spacing: Tokens.u(page.tight ? 20 : 28)

        readonly property var here: page.tiles.slice(page.at * page.perPage, (page.at + 1) * page.perPage)
                                    .concat(Tokens.large || page.view.waiting ? [] : page.besides)

        Repeater {
            model: grid.here

            Tile {
                required property var modelData
                required property int index

                readonly property string why: modelData.id ? page.closed(modelData) : ""

                objectName: modelData.id ? "tile:" + modelData.id : modelData.control
                width: grid.tileWidth(index)
                height: grid.tileHeight
                name: modelData.id === "" && Tokens.large ? modelData.name.replace("\n", " ") : modelData.name
                icon: modelData.icon
                chosen: modelData.id !== "" && modelData.id === page.view.selected
                full: why !== ""
                // A wide panel in large text has one short line: the last visited clinic keeps its minutes there.
                price: why !== "" || page.wide && Tokens.large && modelData.last ? "" : modelData.price ?? ""
                mark: modelData.last ? qsTr("Last time") : ""
                second: modelData.id === "" ? modelData.says
                      : why !== "" ? why
                      : modelData.last ? (page.wide && !Tokens.large ? "" : qsTr("%1 min").arg(modelData.minutes))
                      : page.wide && Tokens.large ? qsTr("%1 min").arg(modelData.minutes)
                      : qsTr("%1 waiting · %2 min").arg(modelData.people).arg(modelData.minutes)
                onClicked: {
                    if (modelData.id === "")
                        bridge.press(modelData.press)
                    else if (why === "")
                        bridge.chooseDepartment(modelData.id)
                }
            }
        }
    }

    Item {
        visible: page.paged
        anchors.bottom: parent.bottom
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
