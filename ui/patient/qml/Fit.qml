// A column that steps back as a whole when the longest words of a hospital do not fit its place; nothing is ever cut.
import QtQuick

Column {
    objectName: "fit"
    width: parent.width
    transformOrigin: Item.Top
    scale: implicitHeight > parent.height && parent.height > 0 ? parent.height / implicitHeight : 1
}
