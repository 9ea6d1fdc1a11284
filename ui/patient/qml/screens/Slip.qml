// Slip: its code is held to the camera; whoever has none lays down the card.
import QtQuick
import ".."

Page {
    id: page

    title: view.camera ? qsTr("Show the code\non your slip") : qsTr("Please use\nyour ID card")
    lead: !view.camera ? qsTr("The camera is resting. Your card finds the number as well.")
        : Tokens.large ? "" : qsTr("Hold the slip about 15 cm in front of the camera, above the screen.")
    titleArrow: view.camera
    secondName: "cardInstead"
    secondText: view.camera ? qsTr("Use my ID card") : ""
    secondIcon: "card"
    primaryText: view.camera ? "" : qsTr("Use my ID card")
    onPrimary: bridge.press("card_instead")
    onSecond: bridge.press("card_instead")

    CameraFrame {
        visible: page.view.camera
        width: parent.width
        height: parent.height - (notice.visible ? notice.height + Tokens.u(28) : 0)
        oval: false
        guidance: ({ "text": page.view.notice !== "" ? "" : qsTr("Hold the code still here"), "icon": "ticket" })
    }

    Banner {
        id: notice

        objectName: "notice"
        visible: page.view.camera && page.view.notice !== ""
        anchors.bottom: parent.bottom
        kind: "caution"
        text: qsTr("This is another code. Please show the small code at the foot of the slip.")
    }

    Outcome {
        visible: !page.view.camera
        aside: page.aside
        icon: "card"
        steps: [qsTr("Lay your ID card on the tray"), qsTr("See how long it will still take"), qsTr("Take your ID card")]
    }
}
