// Button: primary (one a screen), secondary, danger; `compact` inside content, `stacked` with the icon above the word.
import QtQuick

Touch {
    id: button

    property string kind: "secondary"
    property string icon
    property bool iconLast: kind === "primary"
    property bool compact: false
    property bool stacked: false
    property bool wordless: false
    property string style: "action"
    readonly property color word: kind === "primary" ? Tokens.inverse : kind === "danger" ? Tokens.danger : Tokens.primary
    readonly property int pad: Tokens.u(compact ? 28 : 36)
    readonly property int inner: Tokens.u(compact ? 16 : 20)

    radius: Tokens.u(compact ? 24 : 28)
    implicitHeight: Tokens.u(stacked ? 204 : compact ? (Tokens.lowTall ? 124 : Tokens.large ? 112 : 96) : Tokens.large ? 172 : 148)
    implicitWidth: wordless ? implicitHeight : 2 * pad + (picture.visible ? picture.width : 0)
                   + (label.visible ? label.implicitWidth + (picture.visible && !stacked ? inner : 0) : 0)

    Rectangle {
        anchors.fill: parent
        radius: button.radius
        color: button.kind === "primary" ? (button.down ? Tokens.pressed : Tokens.primary)
             : button.kind === "danger" ? (button.down ? Qt.darker(Tokens.dangerGround, 1.12) : Tokens.dangerGround)
             : button.down ? Tokens.tint : Tokens.surface
        border.width: button.kind === "primary" ? 0 : Tokens.u(3)
        border.color: button.kind === "danger" ? Tokens.danger : Tokens.primary
    }

    Pictogram {
        id: picture

        visible: button.icon !== ""
        name: button.icon
        extent: button.compact ? 48 : button.stacked ? 76 : 56
        stroke: button.word
        fill: button.kind === "primary" ? Tokens.primary : Tokens.tint
        x: button.stacked || button.wordless ? (button.width - width) / 2
           : button.iconLast ? label.x + label.width + button.inner
           : label.x - button.inner - width
        y: button.stacked ? Tokens.u(28) : (button.height - height) / 2
    }

    AppText {
        id: label

        readonly property int beside: picture.visible && !button.stacked ? picture.width + button.inner : 0

        visible: !button.wordless
        style: button.style
        text: button.text
        color: button.word
        horizontalAlignment: Text.AlignHCenter
        width: Math.min(implicitWidth, button.width - 2 * Tokens.u(20) - beside)
        x: Math.round((button.width - width - beside) / 2) + (button.iconLast ? 0 : beside)
        y: button.stacked ? Tokens.u(120) : Math.round((button.height - height) / 2)
        Accessible.ignored: true
    }
}
