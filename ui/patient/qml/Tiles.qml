// Tiles in equal columns that share the room there is, as tall on every page; one alone in its row takes the row.
import QtQuick

Flow {
    id: tiles

    property int columns: 2
    // How many stand on the fullest page, and how many on this one.
    property int count: 1
    property int shown: count
    property real room: parent.height
    readonly property int lines: Math.ceil(count / columns)
    readonly property int tileHeight: Math.min(Tokens.u(300), (room - (lines - 1) * spacing) / lines)
    readonly property int column: (width - (columns - 1) * spacing) / columns

    function tileWidth(index) {
        return index === shown - 1 && shown % columns === 1 ? width : column
    }

    width: parent.width
    spacing: Tokens.u(Tokens.landscape ? 20 : 28)
}
