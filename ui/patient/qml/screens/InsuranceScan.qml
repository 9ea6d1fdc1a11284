// Insurance card: its code is held to the camera where nothing was found by the ID number.
import QtQuick
import ".."

Page {
    id: page

    stepName: qsTr("Health insurance")
    title: qsTr("Show the code of\nyour insurance card")
    lead: Tokens.large ? "" : qsTr("On paper or on the phone, about 15 cm in front of the camera.")
    titleArrow: true
    secondName: "desk"
    secondText: qsTr("See staff")
    secondIcon: "desk"
    onSecond: bridge.press("desk")

    CameraFrame {
        width: parent.width
        height: parent.height - (notice.visible ? notice.height + Tokens.u(28) : 0)
        oval: false
        guidance: ({ "text": page.view.notice !== "" ? "" : qsTr("Hold the code still here"), "icon": "shield" })
    }

    Banner {
        id: notice

        objectName: "notice"
        anchors.bottom: parent.bottom
        visible: page.view.notice !== ""
        kind: "caution"
        text: page.view.notice === "other_card" ? qsTr("This card has another name. Please show your own insurance card.")
                                                : qsTr("This is another code. Please show the code of the insurance card.")
    }
}
