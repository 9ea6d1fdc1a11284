// The foot of a screen: Back left, then a secondary, then the one primary action; only what works is shown.
import QtQuick
import QtQuick.Layouts

RowLayout {
    id: bar

    property string back
    property string secondText
    property string secondIcon
    property string secondName: "second"
    property string primaryText
    property string primaryIcon: "next"

    signal backed
    signal seconded
    signal primaried

    spacing: Tokens.gap

    AppButton {
        objectName: "back"
        visible: bar.back !== ""
        icon: bar.back === "end" ? "cross" : "back"
        text: bar.back === "end" ? qsTr("End") : qsTr("Back")
        wordless: Tokens.large && (bar.primaryText !== "" || bar.secondText !== "")
        Layout.fillWidth: bar.primaryText === "" && bar.secondText === ""
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
