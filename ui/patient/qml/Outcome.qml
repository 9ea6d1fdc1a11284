// An answer that is a word: its sign in the middle of the room, and beneath it what happens next.
import QtQuick

Item {
    id: outcome

    property string icon
    property bool good: false
    property var steps: []
    property bool numbered: true
    // Where steps stand on a panel that lies on its side: under the title, unless they are large.
    property Item aside: null
    default property alias below: more.data
    readonly property bool beside: Tokens.landscape && !Tokens.large && aside !== null

    anchors.fill: parent

    Sign {
        id: sign

        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(0, (foot.y - height) / 2)
        // It gives way where the words beneath need the room.
        width: Math.max(Tokens.u(200), Math.min(Tokens.u(Tokens.landscape ? 380 : 420), foot.y - Tokens.u(56)))
        icon: outcome.icon
        good: outcome.good
    }

    Column {
        id: foot

        width: parent.width
        y: parent.height - height
        spacing: Tokens.gap

        Column {
            id: more

            width: parent.width
        }
    }

    Steps {
        parent: outcome.beside ? outcome.aside : foot
        visible: outcome.visible && outcome.steps.length > 0
        width: parent.width
        label: outcome.numbered && !Tokens.large ? qsTr("What happens next") : ""
        steps: outcome.steps
        tight: Tokens.large || Tokens.landscape
    }
}
