// Stands over every screen while staff practise: that nothing is real, what the sample card can do now, and the way out.
import QtQuick
import ".."

Rectangle {
    id: bar

    readonly property var acts: ({
        "key_qr": ["qr", qsTr("Show the sample card's code"), "card"],
        "lay_card": ["lay", qsTr("Lay the sample card down"), "card"],
        "payment": ["pay", qsTr("Pay with a sample bank"), "phoneqr"],
        "take_card": ["take", qsTr("Take the sample card"), "card"],
        "ticket": ["take", qsTr("Take the sample card"), "card"],
        "desk": ["take", qsTr("Take the sample card"), "card"]
    })
    readonly property bool wide: Tokens.landscape
    readonly property bool resting: bridge.screen === "welcome"
    readonly property var now: resting ? ["lay", qsTr("Lay the sample card down"), "card"] : acts[bridge.screen] ?? ["", "", ""]

    objectName: "practiceBar"
    color: Tokens.caution

    AppText {
        objectName: "practice"
        x: Tokens.margin
        y: bar.wide ? (bar.height - height) / 2 : Tokens.u(24)
        width: bar.wide ? buttons.x - x - Tokens.u(24) : bar.width - 2 * x
        horizontalAlignment: bar.wide ? Text.AlignLeft : Text.AlignHCenter
        style: "action"
        color: "#FFFFFF"
        text: qsTr("TRAINING – nothing is registered")
    }

    Row {
        id: buttons

        x: bar.wide ? bar.width - width - Tokens.margin : (bar.width - width) / 2
        y: bar.wide ? (bar.height - height) / 2 : bar.height - height - Tokens.u(24)
        spacing: Tokens.u(24)

        AppButton {
            objectName: "practiceHand"
            visible: bar.now[0] !== "" && admin.training === "on"
            compact: true
            icon: bar.now[2]
            text: bar.now[1]
            onClicked: admin.wish("hand", bar.now[0])
        }

        AppButton {
            objectName: "practiceEnd"
            visible: admin.training === "on"
            compact: true
            icon: "lock"
            text: qsTr("End")
            onClicked: admin.open()
        }
    }
}
