// Colours, sizes and motion of the patient's window; sizes are design pixels of a 21.5" panel (4.03 px/mm).
pragma Singleton
import QtQuick

QtObject {
    readonly property bool contrast: bridge.contrast
    readonly property bool large: bridge.large
    readonly property bool motion: bridge.motion && !bridge.shot

    // Set by the window from its size and the panel's scale: screen pixels per design pixel.
    property real unit: 1
    property bool landscape: false

    // The items that Python draws; the window makes them once and places borrow them.
    property Item preview: null
    property Item qr: null

    // Lowered, everything is drawn smaller in the lower part of the panel.
    readonly property bool low: bridge.low
    readonly property real lowShare: landscape ? 0.75 : 0.65
    // A tall panel has room for letters that give way less.
    readonly property bool lowTall: low && !landscape

    readonly property color background: contrast ? "#000000" : "#F4F8F9"
    readonly property color surface: contrast ? "#000000" : "#FFFFFF"
    readonly property color ink: contrast ? "#FFFFFF" : "#10303A"
    readonly property color muted: contrast ? "#FFFFFF" : "#47616A"
    readonly property color primary: contrast ? "#FFD400" : "#0A5A70"
    readonly property color inverse: contrast ? "#000000" : "#FFFFFF"
    readonly property color pressed: contrast ? "#E0BA00" : "#084C5F"
    readonly property color tint: contrast ? "#262200" : "#DDECF0"
    readonly property color success: contrast ? "#7CFFB0" : "#1B6E43"
    readonly property color successGround: contrast ? "#00210F" : "#E2F2E9"
    readonly property color caution: contrast ? "#FFD400" : "#8A5200"
    readonly property color cautionGround: contrast ? "#000000" : "#FDF1DC"
    readonly property color danger: contrast ? "#FFFFFF" : "#9B2318"
    readonly property color dangerGround: contrast ? "#000000" : "#FBE7E4"
    readonly property color divider: contrast ? "#FFD400" : "#C9D8DC"
    readonly property color edge: contrast ? "#FFD400" : "#718D96"
    readonly property color rest: contrast ? "#000000" : "#C9D8DC"
    readonly property color veil: contrast ? "#000000" : Qt.rgba(9 / 255, 38 / 255, 47 / 255, 0.82)
    readonly property color light: "#E9B949"

    readonly property int margin: u(56)
    readonly property int gap: u(28)
    readonly property int cardGap: landscape ? u(24) : u(36)

    // The bundled typeface, or for a language of another script one of Noto's, with its own line height in em.
    readonly property string family: bridge.family
    readonly property real line: bridge.line
    readonly property string figures: "Noto Sans"

    // Style: [design pixels, weight, line height in em, factor of the large-text theme].
    readonly property var styles: ({
        "number": [250, Font.Bold, 1.05, 1],
        "display": [88, Font.Bold, 1.22, 1.1],
        "title": [68, Font.Bold, 1.25, 1.24],
        "value": [46, Font.DemiBold, 1.32, 1.35],
        "action": [44, Font.DemiBold, 1.2, 1.32],
        "text": [40, Font.Normal, 1.35, 1.3],
        "second": [38, Font.Normal, 1.35, 1.32],
        "note": [30, Font.Medium, 1.3, 1.34]
    })

    function u(size) {
        return Math.round(size * unit)
    }

    function size(style) {
        return Math.round(styles[style][0] * unit * (large ? styles[style][3] : lowTall ? 1.15 : 1))
    }

    function time(milliseconds) {
        return motion ? milliseconds : 0
    }
}
