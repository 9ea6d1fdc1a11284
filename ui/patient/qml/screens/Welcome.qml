// Welcome: the first screen is the first step; it teaches laying the card on the tray.
import QtQuick
import ".."

Page {
    id: page

    display: true
    title: qsTr("Place your ID card\non the tray")
    lead: qsTr("It starts by itself. No need to press anything.")
    back: ""

    Touch {
        objectName: "begin"
        width: parent.width
        height: parent.height - ways.height - Tokens.u(36)
        text: page.title
        onClicked: bridge.begin()

        // Whoever wants nothing to move sees the first step only.
        TrayDrawing {
            visible: !Tokens.motion
            anchors.fill: parent
            anchors.topMargin: Tokens.u(12)
            anchors.bottomMargin: Tokens.u(24)
        }

        Guide {
            objectName: "guide"
            visible: Tokens.motion
            anchors.fill: parent
            anchors.topMargin: Tokens.u(12)
            anchors.bottomMargin: Tokens.u(24)
        }
    }

    Column {
        id: ways

        anchors.bottom: parent.bottom
        width: parent.width
        spacing: Tokens.u(20)

        AppText {
            parent: page.wide ? page.aside : ways
            width: parent.width
            color: Tokens.muted
            text: page.view.desk ? qsTr("No ID card with you? Staff at desk %1 will help.").arg(page.view.desk) : qsTr("No ID card with you?")
        }

        AppButton {
            objectName: "other"
            width: parent.width
            icon: "search"
            text: Tokens.large ? qsTr("Something else") : qsTr("Something else: pay, find a number, ask")
            onClicked: bridge.press("other")
        }

        Row {
            width: parent.width
            spacing: Tokens.gap

            // Down here, where it can be reached by who needs it; a panel on its side is low already.
            AppButton {
                id: lower

                objectName: "lower"
                visible: !page.wide
                wordless: true
                icon: Tokens.low ? "up" : "lower"
                text: Tokens.low ? qsTr("Raise the screen") : qsTr("Lower the screen")
                onClicked: bridge.lower(!Tokens.low)
            }

            AppButton {
                objectName: "desk"
                width: parent.width - emergency.width - parent.spacing - (lower.visible ? lower.width + parent.spacing : 0)
                icon: Tokens.large ? "" : "desk"
                text: qsTr("See staff")
                onClicked: bridge.press("desk")
            }

            AppButton {
                id: emergency

                objectName: "emergency"
                kind: "danger"
                icon: "ambulance"
                text: qsTr("Emergency")
                onClicked: bridge.press("emergency")
            }
        }
    }
}
