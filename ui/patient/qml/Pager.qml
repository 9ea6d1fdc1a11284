// A list of more than a screen holds, a page at a time: never scrolled, turned by a named button.
import QtQuick

Item {
    id: pager

    property var entries: []
    property int perPage: 4
    property int at: 0
    readonly property int pages: Math.max(1, Math.ceil(entries.length / perPage))
    readonly property var shown: entries.slice(at * perPage, (at + 1) * perPage)
    default property alias rows: place.data

    onPagesChanged: at = Math.min(at, pages - 1)

    Item {
        id: place

        width: parent.width
        height: parent.height - (foot.visible ? foot.height + Tokens.u(20) : 0)
    }

    Item {
        id: foot

        visible: pager.pages > 1
        anchors.bottom: parent.bottom
        width: parent.width
        height: turn.height

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            style: "second"
            font.weight: Font.DemiBold
            text: qsTr("Page %1 of %2").arg(pager.at + 1).arg(pager.pages)
        }

        AppButton {
            id: turn

            objectName: "turnPage"
            anchors.right: parent.right
            compact: true
            iconLast: true
            icon: pager.at + 1 < pager.pages ? "down" : "up"
            text: pager.at + 1 < pager.pages ? qsTr("Next page") : qsTr("First page")
            onClicked: pager.at = (pager.at + 1) % pager.pages
        }
    }
}
