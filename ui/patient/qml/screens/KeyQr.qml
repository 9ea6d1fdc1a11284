// Key by QR: the card's QR is held to the camera; drawings say which side carries it.
import QtQuick
import ".."

Page {
    id: page

    stepName: qsTr("Code on the card")
    title: qsTr("Show the card's code\nto the camera")
    lead: Tokens.large ? "" : qsTr("Hold the card about 15 cm in front of the camera, above the screen.")
    titleArrow: true
    secondName: "typeKey"
    secondText: qsTr("Type the number")
    secondIcon: "pen"
    thirdName: "passport"
    thirdText: view.passports ? qsTr("I have a passport") : ""
    thirdIcon: "globe"
    onSecond: bridge.press("type_key")
    onThird: bridge.press("passport")

    CameraFrame {
        id: camera

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
            text: page.view.notice === "other_qr"
                  ? qsTr("This is another code. Please show the code printed on the card.")
                  : qsTr("It does not match the card yet. Please show the code of the card that lies on the tray.")
        }

        Row {
            width: parent.width
            spacing: Tokens.gap

            Repeater {
                model: [
                    {
                        "art": "card-qr-front",
                        "title": qsTr("Older card"),
                        "text": qsTr("Code on the front")
                    },
                    {
                        "art": "card-qr-back",
                        "title": qsTr("Card since 7/2024"),
                        "text": qsTr("Code on the back")
                    }
                ]

                Card {
                    id: side

                    required property var modelData

                    width: (hints.width - Tokens.gap) / 2
                    padding: Tokens.u(24)
                    spacing: Tokens.u(8)

                    Image {
                        anchors.horizontalCenter: parent.horizontalCenter
                        width: Tokens.u(page.wide || Tokens.large ? 180 : 290)
                        height: width * 204 / 320
                        sourceSize: Qt.size(width, height)
                        source: "image://art/" + side.modelData.art + "/" + Tokens.primary.toString().slice(-6) + "/"
                                + Tokens.tint.toString().slice(-6)
                        Accessible.ignored: true
                    }

                    AppText {
                        width: parent.width
                        style: "second"
                        font.weight: Font.DemiBold
                        horizontalAlignment: Text.AlignHCenter
                        text: side.modelData.title
                    }

                    AppText {
                        width: parent.width
                        style: "second"
                        color: Tokens.muted
                        horizontalAlignment: Text.AlignHCenter
                        text: side.modelData.text
                    }
                }
            }
        }
    }
}
