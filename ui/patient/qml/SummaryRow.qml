// One answer of the check: pictogram, muted label, value, explanation, and "Change" only where changing is possible.
import QtQuick

Item {
    id: row

    property string icon
    property string label
    property string value
    property string detail
    property bool changeable: false

    signal change

    width: parent ? parent.width : 0
    implicitHeight: words.implicitHeight + Tokens.u(Tokens.landscape || Tokens.large ? 24 : 44)

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
            right: row.changeable ? changer.left : parent.right
            rightMargin: row.changeable ? Tokens.u(20) : 0
            verticalCenter: parent.verticalCenter
        }

        AppText {
            width: parent.width
            style: "second"
            color: Tokens.muted
            text: row.label
        }

        AppText {
            width: parent.width
            style: "value"
            text: row.value
        }

        AppText {
            width: parent.width
            visible: text !== ""
            style: "second"
            color: Tokens.muted
            text: row.detail
        }
    }

    AppButton {
        id: changer

        objectName: "change"
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: row.changeable
        compact: true
        icon: "pen"
        wordless: Tokens.large
        text: qsTr("Change")
        onClicked: row.change()
    }
}
