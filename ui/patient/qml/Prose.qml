// A sentence whose lines are about as long as one another, so that no word is left alone on the last.
import QtQuick

AppText {
    id: prose

    // A break that translators set stays where it is.
    readonly property bool even: whole.lineCount > 1 && text.indexOf("\n") < 0 && narrow.lineCount <= whole.lineCount
    readonly property int spare: even ? Math.max(0, width - narrow.width) : 0
    // Scripts without spaces break anywhere: the first line ends at a mark or a particle where one is near the middle.
    readonly property bool unspaced: /[\u3040-\u30ff\u4e00-\u9fff]/.test(text)

    readonly property real unbroken: whole.implicitWidth

    // The share of the whole sentence that the longest line takes.
    function share(lines) {
        if (!unspaced)
            return (lines === 2 ? 1.25 : 1.12) / lines
        const wide = letters => [...letters].reduce((sum, letter) => sum + (letter < "\u2e80" ? 0.55 : 1), 0)
        const all = wide(text)
        const ends = /[。、，；？]$|[をはにでがと]$/
        const begins = /^[\u30a0-\u30ff\u4e00-\u9fff「ごお]/
        for (let at = 1; lines === 2 && at < text.length - 2; at++) {
            const [line, rest] = [text.slice(0, at), text.slice(at)]
            if (wide(line) >= all / 2 && ends.test(line) && ("。、，；？".indexOf(line.slice(-1)) >= 0 || begins.test(rest)))
                return (wide(line) + 0.7) / all
        }
        return lines === 2 ? 0.64 : 1
    }

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
        width: Math.min(prose.width, Math.ceil(whole.implicitWidth * prose.share(whole.lineCount)))
        style: prose.style
        font.weight: prose.font.weight
        font.pixelSize: prose.font.pixelSize
        text: prose.text
    }
}
