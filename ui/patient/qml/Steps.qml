// What happens next, or what helps: sentences in a card, each with its number or with a pictogram of its own.
import QtQuick

Card {
    id: card

    // Each a sentence, or `icon` and `text`.
    property var steps: []
    // By this the voice knows a list of steps.
    readonly property bool sentences: true
    property string label
    property bool tight: false
    property int rowHeight: 0

    AppText {
        width: parent.width
        visible: text !== ""
        style: "second"
        bottomPadding: Tokens.u(8)
        color: Tokens.muted
        text: card.label
    }

    Repeater {
        model: card.steps

        Item {
            id: step

            required property var modelData
            required property int index
            readonly property string icon: modelData.icon ?? ""

            width: parent.width
            height: Math.max(card.rowHeight, Math.max(mark.height, words.implicitHeight) + Tokens.u(card.tight ? 20 : 36))

            Rectangle {
                id: mark

                anchors.verticalCenter: parent.verticalCenter
                width: Tokens.u(Tokens.large || step.icon !== "" ? 76 : 64)
                height: width
                radius: width / 2
                color: step.icon === "" ? Tokens.tint : "transparent"
                border.width: Tokens.contrast && step.icon === "" ? Tokens.u(3) : 0
                border.color: Tokens.primary

                AppText {
                    anchors.centerIn: parent
                    visible: step.icon === ""
                    style: "second"
                    font.weight: Font.Bold
                    color: Tokens.primary
                    text: step.icon === "" ? step.index + 1 : ""
                }

                Pictogram {
                    anchors.centerIn: parent
                    name: step.icon
                    extent: 76
                }
            }

            Prose {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                x: mark.width + Tokens.u(28)
                width: parent.width - x
                text: step.modelData.text ?? step.modelData
            }
        }
    }
}
