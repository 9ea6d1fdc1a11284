// A line between rows: decoration only.
import QtQuick

Rectangle {
    width: parent ? parent.width : 0
    height: Math.max(1, Tokens.u(2))
    color: Tokens.divider
}
