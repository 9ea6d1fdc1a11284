// A sentence whose lines are about as long as one another, so that no word is left alone on the last.
import QtQuick

AppText {
    id: prose

    // A break that translators set stays where it is.
    readonly property bool even: whole.lineCount > 1 && text.indexOf("\n") < 0 && narrow.lineCount <= whole.lineCount
    readonly property int spare: even ? Math.max(0, width - narrow.width) : 0

    leftPadding: horizontalAlignment === Text.AlignHCenter ? Math.floor(spare / 2) : 0
    rightPadding: spare - leftPadding

    AppText {
        id: whole

        visible: false
        width: prose.width
        style: prose.style
        font.weight: prose.font.weight
        font.pixelSize: prose.font.pixelSize
        text: prose.text
    }

    AppText {
        id: narrow

        visible: false
        width: Math.min(prose.width, Math.ceil(whole.implicitWidth / whole.lineCount * (whole.lineCount === 2 ? 1.25 : 1.12)))
        style: prose.style
        font.weight: prose.font.weight
        font.pixelSize: prose.font.pixelSize
        text: prose.text
    }
}
