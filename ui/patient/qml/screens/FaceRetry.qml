// Face doubt: no blame, another try, or a person.
import QtQuick
import ".."

Page {
    id: page

    stepName: qsTr("Confirming your face")
    title: qsTr("No match yet")
    lead: qsTr("We could not match your face to the card. This is common when the photo is old.")
    primaryText: qsTr("Try again")
    primaryIcon: "retry"
    secondName: "desk"
    secondText: qsTr("See staff")
    secondIcon: "desk"
    thirdName: "withoutCamera"
    thirdText: qsTr("Go on without the camera")
    thirdIcon: "next"
    onPrimary: bridge.press("retry")
    onSecond: bridge.press("desk")
    onThird: bridge.press("without_camera")

    Card {
        width: parent.width

        Repeater {
            model: [
                {
                    "icon": "mask",
                    "text": qsTr("Take off mask, hat and glasses")
                },
                {
                    "icon": "camera",
                    "text": qsTr("Look into the lens above the screen")
                },
                {
                    "icon": "people",
                    "text": qsTr("One person only. Companions, please step back.")
                }
            ]

            Item {
                id: row

                required property var modelData
                required property int index

                width: parent.width
                height: Math.max(picture.height, words.implicitHeight) + Tokens.u(56)

                Pictogram {
                    id: picture

                    anchors.verticalCenter: parent.verticalCenter
                    name: row.modelData.icon
                    extent: 76
                }

                AppText {
                    id: words

                    anchors.verticalCenter: parent.verticalCenter
                    x: picture.width + Tokens.u(36)
                    width: parent.width - x
                    text: row.modelData.text
                }

                Divider {
                    anchors.bottom: parent.bottom
                    visible: row.index < 2
                }
            }
        }

        AppText {
            topPadding: Tokens.u(24)
            width: parent.width
            style: "second"
            color: Tokens.muted
            text: qsTr("Try %1 of %2").arg(page.view.attempt).arg(page.view.tries)
        }
    }
}
