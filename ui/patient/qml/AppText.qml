// Text in one of the type styles; it wraps, never clips and never shrinks.
import QtQuick

Text {
    property string style: "text"
    property bool tabular: false
    // The typeface's own line in em, which ours is counted against; Noto Sans's is 1.362.
    readonly property real natural: tabular ? 1.362 : Tokens.line

    font.family: tabular ? Tokens.figures : Tokens.family
    font.pixelSize: Tokens.size(style)
    font.weight: Tokens.styles[style][1]
    lineHeight: Tokens.styles[style][2] / natural
    color: Tokens.ink
    wrapMode: Text.WordWrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
