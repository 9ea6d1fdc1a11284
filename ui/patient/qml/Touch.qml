// What every control shares: act on release inside, ignore a second tap, answer keyboard and screen reader.
import QtQuick

Item {
    id: touch

    property string text
    property bool key: false
    property int radius: Tokens.u(28)
    readonly property bool down: area.containsPress

    signal clicked

    function act() {
        if (bridge.accepts(objectName, key))
            clicked()
    }

    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.focusable: true
    Accessible.onPressAction: act()
    Keys.onReturnPressed: act()
    Keys.onEnterPressed: act()
    Keys.onSpacePressed: act()

    MouseArea {
        id: area

        anchors.fill: parent
        onClicked: touch.act()
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: -Tokens.u(12)
        z: 1
        visible: touch.activeFocus
        radius: touch.radius + Tokens.u(12)
        color: "transparent"
        border.width: Tokens.u(6)
        border.color: Tokens.ink
    }
}
