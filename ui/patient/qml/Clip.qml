// The attract loop alone on its ground, as it is exported: `at` is the second that is drawn.
import QtQuick
import QtQuick.Window

Window {
    id: clip

    property alias at: guide.at

    color: Tokens.background

    Binding {
        target: Tokens
        property: "unit"
        value: Math.min(clip.width, clip.height) / 1080
    }

    Guide {
        id: guide

        still: true
        x: (clip.width - width) / 2
        y: (clip.height - height) / 2
        width: Math.min(clip.width, clip.height) * 0.88
        height: width
    }
}
