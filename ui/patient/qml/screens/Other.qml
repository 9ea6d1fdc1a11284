// Other: what else there is than registering by the card; one touch begins it.
import QtQuick
import ".."

Page {
    id: page

    readonly property var words: ({
        "passport": { "icon": "globe", "name": qsTr("Register with\na passport"), "says": qsTr("For foreign guests") },
        "child": { "icon": "baby", "name": qsTr("Register\na child"), "says": qsTr("With a parent's card") },
        "bills": { "icon": "bill", "name": qsTr("Pay a bill"), "says": qsTr("Ward, laboratory, X-ray") },
        "queue": { "icon": "ticket", "name": qsTr("Where is\nmy number?"), "says": qsTr("How long still") },
        "results": { "icon": "flask", "name": qsTr("Are my\nresults ready?"), "says": qsTr("Yes or no") },
        "feedback": { "icon": "heartsay", "name": qsTr("Say how\nit was"), "says": qsTr("One touch") },
        "information": { "icon": "info", "name": qsTr("Prices, rooms,\nopening hours"), "says": qsTr("And the way there") }
    })
    readonly property int columns: Tokens.large ? 1 : 2
    readonly property int perPage: Tokens.large ? (wide ? 3 : 5) : wide ? 6 : 8

    title: Tokens.large ? qsTr("What else may we do?") : qsTr("What else may we do\nfor you?")
    secondName: "desk"
    secondText: qsTr("See staff")
    secondIcon: "desk"
    onSecond: bridge.press("desk")

    Pager {
        id: pager

        anchors.fill: parent
        entries: page.view.offered
        perPage: page.perPage

        Tiles {
            id: grid

            columns: page.columns
            count: Math.min(pager.perPage, page.view.offered.length)
            shown: pager.shown.length

            Repeater {
                model: pager.shown

                Tile {
                    required property string modelData
                    required property int index

                    objectName: "errand:" + modelData
                    width: grid.tileWidth(index)
                    height: grid.tileHeight
                    icon: page.words[modelData].icon
                    name: Tokens.large ? page.words[modelData].name.replace("\n", " ") : page.words[modelData].name
                    second: page.words[modelData].says
                    onClicked: bridge.choose("errand", modelData)
                }
            }
        }
    }
}
