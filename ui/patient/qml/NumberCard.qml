// The number somebody will be called by, as large as it gets, with rows of where and when beneath.
import QtQuick

Card {
    id: card

    property string label
    property string number
    property real share: 1

    AppText {
        width: parent.width
        topPadding: Tokens.u(16)
        style: "text"
        color: Tokens.muted
        horizontalAlignment: Text.AlignHCenter
        text: card.label
    }

    AppText {
        id: figure

        objectName: "number"
        width: parent.width
        style: "number"
        font.pixelSize: Math.round(Tokens.size("number") * card.share)
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Tokens.u(120)
        wrapMode: Text.NoWrap
        horizontalAlignment: Text.AlignHCenter
        color: Tokens.primary
        text: card.number
    }
}
