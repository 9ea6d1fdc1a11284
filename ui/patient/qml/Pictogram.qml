// A pictogram in the theme's colours; it always stands beside a word, so it has no name of its own.
import QtQuick

Image {
    property string name
    property color stroke: Tokens.primary
    property color fill: Tokens.tint
    property int extent: 56

    function hex(value) {
        return value.toString().slice(-6)
    }

    width: Tokens.u(extent)
    height: width
    sourceSize: Qt.size(width, height)
    source: name ? "image://art/" + name + "/" + hex(stroke) + "/" + hex(fill) : ""
    Accessible.ignored: true
}
