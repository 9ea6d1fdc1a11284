// Yes and no of equal size, no on the left, both empty at first: `answer` is "", "no" or "yes".
import QtQuick

Row {
    id: choice

    property string answer: ""
    property string subject
    property string noText: qsTr("No")
    property string yesText: qsTr("I agree")

    spacing: Tokens.gap

    Repeater {
        model: ["no", "yes"]

        Touch {
            id: option

            required property string modelData
            readonly property bool chosen: choice.answer === modelData

            objectName: choice.objectName + (modelData === "yes" ? "Yes" : "No")
            width: (choice.width - choice.spacing) / 2
            height: Math.max(Tokens.u(116), label.implicitHeight + Tokens.u(32))
            text: (modelData === "yes" ? choice.yesText : choice.noText)
            Accessible.role: Accessible.RadioButton
            Accessible.name: choice.subject + ": " + text
            Accessible.checkable: true
            Accessible.checked: chosen
            onClicked: choice.answer = modelData

            Rectangle {
                anchors.fill: parent
                radius: option.radius
                color: option.chosen || option.down ? Tokens.tint : Tokens.surface
                border.width: Tokens.u(option.chosen ? 6 : 3)
                border.color: option.chosen ? Tokens.primary : Tokens.edge
            }

            Rectangle {
                id: circle

                width: Tokens.u(52)
                height: width
                radius: width / 2
                anchors.verticalCenter: parent.verticalCenter
                x: (option.width - width - label.width - Tokens.u(20)) / 2
                color: option.chosen ? Tokens.primary : Tokens.surface
                border.width: Tokens.u(3)
                border.color: option.chosen ? Tokens.primary : Tokens.edge

                Pictogram {
                    anchors.centerIn: parent
                    visible: option.chosen
                    name: "check"
                    extent: 36
                    stroke: Tokens.inverse
                }
            }

            AppText {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                x: circle.x + circle.width + Tokens.u(20)
                width: Math.min(implicitWidth, option.width - circle.width - Tokens.u(60))
                style: "action"
                text: option.text
                color: Tokens.primary
                Accessible.ignored: true
            }
        }
    }
}
