// The one dialog: ring or pictogram, words, the way on as the largest button, and at most two more.
import QtQuick

Rectangle {
    id: dialog

    property string icon
    // A clock that runs out: the ring is full at the first second it shows.
    property bool ring: false
    property int seconds: 0
    property int fullSeconds: Math.max(1, seconds)
    property string title
    property string text
    property string primaryText
    property string leftText
    property string leftIcon
    property string rightText
    property string rightIcon

    signal primary
    signal lefted
    signal righted

    onSecondsChanged: fullSeconds = Math.max(fullSeconds, seconds)

    anchors.fill: parent
    color: Tokens.veil
    Accessible.role: Accessible.Dialog
    Accessible.name: title

    // Nothing behind a dialog can be touched.
    MouseArea {
        anchors.fill: parent
    }

    Rectangle {
        width: Math.min(Tokens.u(968), dialog.width - 2 * Tokens.margin)
        height: column.implicitHeight + 2 * Tokens.u(64)
        anchors.horizontalCenter: parent.horizontalCenter
        transformOrigin: Item.Top
        scale: Math.min(1, (dialog.height - Tokens.u(48)) / height)
        y: Math.max(Tokens.u(24), Math.min(Tokens.u(500), (dialog.height - height) / 2))
        radius: Tokens.u(40)
        color: Tokens.surface
        border.width: Tokens.contrast ? Tokens.u(3) : 0
        border.color: Tokens.primary

        Column {
            id: column

            anchors.centerIn: parent
            width: parent.width - 2 * Tokens.u(56)
            spacing: Tokens.u(28)

            ProgressRing {
                visible: dialog.ring
                anchors.horizontalCenter: parent.horizontalCenter
                width: Tokens.u(Tokens.landscape ? 200 : 264)
                stroke: 22
                share: 0.38
                value: dialog.seconds / dialog.fullSeconds
                text: Math.max(0, dialog.seconds)
                name: dialog.title
            }

            Rectangle {
                visible: dialog.icon !== ""
                anchors.horizontalCenter: parent.horizontalCenter
                width: Tokens.u(148)
                height: width
                radius: Tokens.u(36)
                color: Tokens.tint

                Pictogram {
                    anchors.centerIn: parent
                    name: dialog.icon
                    extent: 100
                    fill: Tokens.surface
                }
            }

            AppText {
                objectName: "dialogTitle"
                width: parent.width
                style: "title"
                horizontalAlignment: Text.AlignHCenter
                text: dialog.title
            }

            Prose {
                width: parent.width
                style: "text"
                color: Tokens.muted
                horizontalAlignment: Text.AlignHCenter
                text: dialog.text
            }

            Item {
                width: 1
                height: Tokens.u(4)
            }

            AppButton {
                objectName: "dialogPrimary"
                visible: text !== ""
                kind: "primary"
                width: parent.width
                height: Math.max(implicitHeight, Tokens.u(176))
                text: dialog.primaryText
                onClicked: dialog.primary()
            }

            Row {
                visible: dialog.leftText !== "" || dialog.rightText !== ""
                width: parent.width
                spacing: Tokens.gap

                AppButton {
                    objectName: "dialogLeft"
                    visible: dialog.leftText !== ""
                    width: dialog.rightText === "" ? parent.width : (parent.width - Tokens.gap) / 2
                    icon: dialog.leftIcon
                    text: dialog.leftText
                    onClicked: dialog.lefted()
                }

                AppButton {
                    objectName: "dialogRight"
                    visible: dialog.rightText !== ""
                    width: dialog.leftText === "" ? parent.width : (parent.width - Tokens.gap) / 2
                    icon: dialog.rightIcon
                    text: dialog.rightText
                    onClicked: dialog.righted()
                }
            }
        }
    }
}
