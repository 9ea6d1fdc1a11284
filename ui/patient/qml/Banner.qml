// A message inside the page: ok, caution or plain; it stays until its cause is gone.
import QtQuick

Rectangle {
    id: banner

    property string kind: "plain"
    property string icon: kind === "ok" ? "check" : kind === "caution" ? "warn" : "info"
    property string title
    property string text
    readonly property color word: kind === "ok" ? Tokens.success : kind === "caution" ? Tokens.caution : Tokens.ink

    width: parent ? parent.width : 0
    implicitHeight: Math.max(words.implicitHeight, picture.height) + Tokens.u(48)
    radius: Tokens.u(28)
    color: kind === "ok" ? Tokens.successGround : kind === "caution" ? Tokens.cautionGround : Tokens.tint
    border.width: Tokens.contrast ? Tokens.u(3) : 0
    border.color: kind === "ok" ? Tokens.success : Tokens.primary

    Pictogram {
        id: picture

        anchors.left: parent.left
        anchors.leftMargin: Tokens.u(36)
        anchors.verticalCenter: parent.verticalCenter
        name: banner.icon
        extent: 72
        stroke: banner.kind === "plain" ? Tokens.primary : banner.word
        fill: banner.color
    }

    Column {
        id: words

        anchors {
            left: picture.right
            leftMargin: Tokens.u(28)
            right: parent.right
            rightMargin: Tokens.u(32)
            verticalCenter: parent.verticalCenter
        }

        AppText {
            width: parent.width
            visible: text !== ""
            style: "text"
            font.weight: Font.DemiBold
            text: banner.title
            color: banner.word
        }

        Prose {
            width: parent.width
            visible: text !== ""
            style: banner.title === "" ? "text" : "second"
            text: banner.text
            color: banner.word
        }
    }
}
