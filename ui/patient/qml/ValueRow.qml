// Label left, value right; the label wraps, the value stays whole.
import QtQuick

Item {
    id: row

    property string label
    property string value
    property bool strong: false
    property bool roomy: false
    property string style: strong ? "value" : "second"
    property bool tabular: false
    property color valueColor: Tokens.ink
    property color labelColor: strong ? Tokens.ink : Tokens.muted

    width: parent ? parent.width : 0
    implicitHeight: Math.max(name.implicitHeight, figure.implicitHeight) + Tokens.u(roomy ? 60 : strong ? 36 : 32)

    AppText {
        id: name

        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - figure.width - Tokens.u(24)
        style: row.style
        text: row.label
        color: row.labelColor
        font.weight: row.strong ? Font.Bold : Font.Normal
    }

    AppText {
        id: figure

        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        width: row.label === "" ? row.width : Math.min(implicitWidth, row.width * 0.62)
        horizontalAlignment: row.label === "" ? Text.AlignLeft : Text.AlignRight
        style: row.style
        tabular: row.tabular
        text: row.value
        color: row.valueColor
        font.weight: row.strong ? Font.Bold : Font.DemiBold
    }
}
