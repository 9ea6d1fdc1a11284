// Answers under one another that share the room there is: few stand taller, many as low as their words allow.
import QtQuick

Fit {
    property int count: 1
    readonly property int rowHeight: Math.min(Tokens.u(count > 2 ? 208 : 248), (parent.height - (count - 1) * spacing) / count)

    spacing: Tokens.u(Tokens.landscape ? 20 : 28)
}
