// Five segments and the step's name; the current segment is half filled.
import QtQuick

Column {
    id: bar

    property int step: 0
    property string name

    spacing: Tokens.u(14)
    Accessible.role: Accessible.ProgressBar
    Accessible.name: caption.text

    Row {
        id: segments

        width: parent.width
        spacing: Tokens.u(12)

        Repeater {
            model: 5

            Rectangle {
                required property int index

                width: (segments.width - 4 * segments.spacing) / 5
                height: Tokens.u(14)
                radius: height / 2
                color: index < bar.step - 1 ? Tokens.primary : Tokens.rest
                border.width: Tokens.contrast ? Tokens.u(3) : 0
                border.color: Tokens.primary

                Rectangle {
                    visible: parent.index === bar.step - 1
                    width: parent.width / 2
                    height: parent.height
                    radius: height / 2
                    color: Tokens.primary
                }
            }
        }
    }

    AppText {
        id: caption

        width: parent.width
        style: "note"
        color: Tokens.muted
        text: qsTr("Step %1 of 5 · %2").arg(bar.step).arg(bar.name)
        Accessible.ignored: true
    }
}
