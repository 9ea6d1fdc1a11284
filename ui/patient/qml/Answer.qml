// One of few answers, as wide as the screen: pictogram, what, and a sentence more; one touch is the answer.
import QtQuick

Touch {
    id: answer

    property string name
    property string detail
    property string icon
    // An amount: at the end of the line, or where letters are large and lines short on one of its own.
    property string value
    readonly property bool ended: value !== "" && !Tokens.large && !Tokens.landscape
    property bool chosen: false

    text: [name, value, detail].filter(part => part !== "").join(". ")
    radius: Tokens.u(32)
    width: parent ? parent.width : 0
    // Answers that share a room say how tall each may be.
    height: Math.max(implicitHeight, parent?.rowHeight ?? 0)
    implicitHeight: Math.max(words.implicitHeight + Tokens.u(Tokens.landscape ? 40 : 56), Tokens.u(Tokens.landscape ? 116 : 148))
    Accessible.checkable: true
    Accessible.checked: chosen

    Rectangle {
        anchors.fill: parent
        radius: answer.radius
        color: answer.chosen || answer.down ? Tokens.tint : Tokens.surface
        border.width: Tokens.u(answer.chosen ? 6 : 3)
        border.color: answer.chosen ? Tokens.primary : Tokens.edge
    }

    Pictogram {
        id: picture

        x: Tokens.u(36)
        anchors.verticalCenter: parent.verticalCenter
        name: answer.icon
        extent: answer.height >= Tokens.u(196) && !Tokens.landscape ? 100 : answer.height >= Tokens.u(148) ? 76 : 56
    }

    Column {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: picture.x + picture.width + Tokens.u(32)
        width: parent.width - x - sign.width - Tokens.u(56)

        AppText {
            id: title

            width: parent.width - (answer.ended ? amount.width + Tokens.u(24) : 0)
            style: "action"
            text: answer.name
            Accessible.ignored: true
        }

        AppText {
            width: parent.width
            visible: text !== ""
            style: "action"
            color: Tokens.primary
            text: answer.ended ? "" : answer.value
            Accessible.ignored: true
        }

        AppText {
            width: parent.width
            visible: text !== ""
            style: "second"
            color: Tokens.muted
            text: answer.detail
            Accessible.ignored: true
        }
    }

    AppText {
        id: amount

        visible: answer.ended
        y: words.y + (title.height - height) / 2
        anchors.right: sign.left
        anchors.rightMargin: Tokens.u(20)
        style: "action"
        tabular: true
        wrapMode: Text.NoWrap
        color: Tokens.primary
        text: answer.ended ? answer.value : ""
        Accessible.ignored: true
    }

    Pictogram {
        id: sign

        anchors.right: parent.right
        anchors.rightMargin: Tokens.u(28)
        anchors.verticalCenter: parent.verticalCenter
        name: answer.chosen ? "check" : "next"
        extent: 48
    }
}
