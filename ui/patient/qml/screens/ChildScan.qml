// Child, second question: a code that says who the child is, its own card's or its insurance card's.
import QtQuick
import ".."

Page {
    id: page

    readonly property var notices: ({
        "other_qr": qsTr("This is another code. Please show the code of the child's card."),
        "own_card": qsTr("This is your own card. Please show the code of the child's card."),
        "no_child": qsTr("This card is not a child's. Please show the code of the child's card.")
    })

    stepName: qsTr("For a child")
    title: qsTr("Show the code of\nthe child's card")
    lead: Tokens.large ? "" : qsTr("Hold it about 15 cm in front of the camera. Leave your own card on the tray.")
    titleArrow: true
    secondName: "typeKey"
    secondText: qsTr("Type the number")
    secondIcon: "pen"
    onSecond: bridge.press("type_key")

    CameraFrame {
        width: parent.width
        height: parent.height - hints.height - Tokens.u(28)
        oval: false
        guidance: ({ "text": page.view.notice !== "" ? "" : qsTr("Hold the code still here"), "icon": "card" })
    }

    Column {
        id: hints

        anchors.bottom: parent.bottom
        width: parent.width
        spacing: Tokens.u(24)

        Banner {
            objectName: "notice"
            visible: page.view.notice !== ""
            kind: "caution"
            text: page.notices[page.view.notice] ?? page.notices["other_qr"]
        }

        Card {
            width: parent.width
            padding: Tokens.u(32)

            Repeater {
                model: [
                    { "icon": "shield", "text": qsTr("The child's insurance card, on paper or on the phone") },
                    { "icon": "card", "text": qsTr("or the child's own ID card") }
                ]

                Row {
                    id: row

                    required property var modelData

                    width: parent.width
                    height: Math.max(sign.height, words.implicitHeight) + Tokens.u(24)
                    spacing: Tokens.u(28)

                    Pictogram {
                        id: sign

                        anchors.verticalCenter: parent.verticalCenter
                        name: row.modelData.icon
                        extent: 56
                    }

                    AppText {
                        id: words

                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width - sign.width - parent.spacing
                        style: "text"
                        text: row.modelData.text
                    }
                }
            }
        }
    }
}
