// The foot of a screen: Back left, then a secondary, then the one primary action; only what works is shown. A third way
// on stands above them, as wide as the screen.
import QtQuick
import QtQuick.Layouts

ColumnLayout {
    id: bar

    objectName: "actions"

    property string back
    property string secondText
    property string secondIcon
    property string secondName: "second"
    property string thirdText
    property string thirdIcon
    property string thirdName: "third"
    property string primaryText
    property string primaryIcon: "next"

    signal backed
    signal seconded
    signal thirded
    signal primaried

    spacing: Tokens.gap

    AppButton {
        objectName: bar.thirdName
        visible: bar.thirdText !== ""
        icon: bar.thirdIcon
        text: bar.thirdText
        Layout.fillWidth: true
        onClicked: bar.thirded()
    }

    RowLayout {
        spacing: Tokens.gap

        AppButton {
            objectName: "back"
            visible: bar.back !== ""
            icon: bar.back === "end" ? "cross" : "back"
            text: bar.back === "end" ? qsTr("End") : qsTr("Back")
            wordless: Tokens.large && (bar.primaryText !== "" || bar.secondText !== "")
            onClicked: bar.backed()
        }

        AppButton {
            objectName: bar.secondName
            visible: bar.secondText !== ""
            icon: Tokens.large && bar.primaryText !== "" ? "" : bar.secondIcon
            text: bar.secondText
            Layout.fillWidth: bar.primaryText === ""
            Layout.preferredWidth: bar.primaryText === "" ? implicitWidth : Math.min(implicitWidth, bar.width * 0.46)
            onClicked: bar.seconded()
        }

        AppButton {
            objectName: "primary"
            kind: "primary"
            visible: bar.primaryText !== ""
            icon: bar.primaryIcon
            text: bar.primaryText
            Layout.fillWidth: true
            Layout.minimumWidth: Tokens.u(300)
            onClicked: bar.primaried()
        }
    }
}
