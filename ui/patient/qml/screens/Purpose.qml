// One purpose of the consent screen: pictogram, what, why, and the answers beneath.
import QtQuick
import ".."

Card {
    id: purpose

    property string icon
    property string title
    property string text
    default property alias answers: below.data

    width: parent.width
    rows: [
        Item {
            width: parent.width
            height: words.implicitHeight + below.height + Tokens.u(28)

            Pictogram {
                id: picture

                name: purpose.icon
                extent: 76
                y: Tokens.u(8)
            }

            Column {
                id: words

                x: picture.width + Tokens.u(32)
                width: parent.width - x

                AppText {
                    width: parent.width
                    style: "action"
                    text: purpose.title
                }

                AppText {
                    width: parent.width
                    style: "second"
                    color: Tokens.muted
                    text: purpose.text
                }
            }

            Item {
                id: below

                anchors.bottom: parent.bottom
                width: parent.width
                height: childrenRect.height
            }
        }
    ]
}
