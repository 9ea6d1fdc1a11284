// Text in one of the type styles; it wraps, never clips and never shrinks.
import QtQuick

Text {
    property string style: "text"
    property bool tabular: false
    // The bundled font's own line is 1.265 em, Noto Sans's 1.362.
    readonly property real natural: tabular ? 1.362 : 1.265

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
