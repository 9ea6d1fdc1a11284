// One answer of the check: pictogram, muted label, value, explanation, and "Change" only where changing is possible.
import QtQuick

Item {
    id: row

    property string icon
    property string label
    property string value
    property string detail
    property bool changeable: false
    property bool dense: false
    property string changeText: qsTr("Change")
    property string changeIcon: "pen"
    property string changeName: "change"
    readonly property int beside: changeable ? changer.width + Tokens.u(20) : 0

    signal change

    width: parent ? parent.width : 0
    implicitHeight: words.implicitHeight + Tokens.u(Tokens.landscape || Tokens.large || dense ? 22 : 44)

    Pictogram {
        id: picture

        anchors.verticalCenter: parent.verticalCenter
        name: row.icon
        extent: 72
    }

    Column {
        id: words

        anchors {
            left: picture.right
            leftMargin: Tokens.u(32)
            right: parent.right
            verticalCenter: parent.verticalCenter
        }

        AppText {
            width: parent.width - row.beside
            visible: text !== ""
            style: "second"
            color: Tokens.muted
            text: row.label
        }

        AppText {
            width: parent.width - row.beside
            style: "value"
            text: row.value
        }

        AppText {
            width: parent.width - (row.label === "" ? row.beside : 0)
            visible: text !== ""
            style: "second"
            color: Tokens.muted
            text: row.detail
        }
    }

    AppButton {
        id: changer

        objectName: row.changeName
        anchors.right: parent.right
        y: words.y + Tokens.u(6)
        visible: row.changeable
        compact: true
        icon: row.changeIcon
        wordless: Tokens.large
        text: row.changeText
        Accessible.name: row.label ? row.changeText + ": " + row.label : row.changeText
        onClicked: row.change()
    }
}
