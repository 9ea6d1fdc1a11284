// The frame of a screen: steps, title, lead, content and action bar; two columns when the panel lies on its side.
import QtQuick

Item {
    id: page

    property var view
    property string stepName
    property string title
    property string lead
    property bool display: false
    property string primaryText
    property string primaryIcon: "next"
    property string secondText
    property string secondIcon
    property string secondName: "second"
    property string thirdText
    property string thirdIcon
    property string thirdName: "third"
    property string back: view.back
    property bool titleArrow: false
    // A screen with pages of its own answers Back itself until it stands on its first page.
    property bool ownBack: false
    property string badge
    property bool badgeGood: false
    // Light for a face: the ground takes this colour by `shine` 0..1, and what is not to be read now steps back.
    property color glow: "#FFFFFF"
    property real shine: 0
    readonly property int indent: sign.visible ? sign.width + Tokens.u(32) : 0
    default property alias content: body.data
    property alias aside: aside
    // What is as tall as the page ends on one line with the action bar beside it.
    readonly property int room: body.height
    readonly property bool wide: Tokens.landscape
    readonly property bool bar: back !== "" || thirdText !== "" || secondText !== "" || primaryText !== ""

    signal primary
    signal second
    signal third
    signal end
    signal backed

    readonly property int column: wide ? (width - 2 * Tokens.margin - Tokens.u(64)) * 0.54 : width - 2 * Tokens.margin

    Rectangle {
        objectName: "glow"
        anchors.fill: parent
        visible: opacity > 0
        color: page.glow
        opacity: page.shine
    }

    StepBar {
        id: steps

        opacity: 1 - page.shine
        visible: page.view.step > 0
        x: Tokens.margin
        y: Tokens.u(28)
        width: page.column
        step: page.view.step
        name: page.stepName
    }

    Prose {
        id: heading

        objectName: "title"
        x: Tokens.margin + page.indent
        y: steps.visible ? steps.y + steps.height + Tokens.u(20) : Tokens.u(page.wide ? 40 : 64)
        width: page.column - page.indent - (arrow.visible ? arrow.width + Tokens.u(24) : 0)
        visible: text !== ""
        opacity: 1 - page.shine
        style: page.display ? "display" : "title"
        // A title has two lines; where a language's largest words need three, it steps down instead.
        font.pixelSize: Math.round(Tokens.size(style) * (usual.lineCount < 3 ? 1 : less.lineCount < 3 ? 0.86 : 0.74))
        text: page.title
        horizontalAlignment: page.display && !page.wide ? Text.AlignHCenter : Text.AlignLeft
        Accessible.role: Accessible.Heading
    }

    AppText {
        id: usual

        visible: false
        width: heading.width
        style: heading.style
        text: page.title
    }

    AppText {
        id: less

        visible: false
        width: heading.width
        style: heading.style
        font.pixelSize: Math.round(Tokens.size(style) * 0.86)
        text: page.title
    }

    Rectangle {
        id: sign

        visible: page.badge !== ""
        x: Tokens.margin
        y: heading.y + (Tokens.large ? 0 : Tokens.u(8))
        width: Tokens.u(Tokens.large ? 104 : 132)
        height: width
        radius: page.badgeGood ? width / 2 : Tokens.u(36)
        color: page.badgeGood ? Tokens.successGround : Tokens.tint
        border.width: Tokens.contrast ? Tokens.u(3) : 0
        border.color: page.badgeGood ? Tokens.success : Tokens.primary

        Pictogram {
            anchors.centerIn: parent
            name: page.badge
            extent: page.badgeGood || Tokens.large ? 76 : 100
            stroke: page.badgeGood ? Tokens.success : Tokens.primary
            fill: Tokens.surface
        }
    }

    // Points to the lens above the screen.
    Pictogram {
        id: arrow

        visible: page.titleArrow
        name: "up"
        extent: 100
        x: Tokens.margin + page.column - width
        y: heading.y - Tokens.u(4) - lift
        property real lift: 0

        SequentialAnimation on lift {
            running: page.titleArrow && Tokens.motion && page.visible
            loops: Animation.Infinite

            NumberAnimation {
                to: Tokens.u(14)
                duration: 500
                easing.type: Easing.InOutQuad
            }

            NumberAnimation {
                to: 0
                duration: 500
                easing.type: Easing.InOutQuad
            }

            PauseAnimation {
                duration: 2000
            }
        }
    }

    Prose {
        id: explanation

        objectName: "lead"
        x: heading.x
        y: heading.visible ? heading.y + heading.height + Tokens.u(8) : heading.y
        width: page.column - page.indent
        visible: text !== ""
        opacity: 1 - page.shine
        style: "text"
        color: Tokens.muted
        text: page.lead
        horizontalAlignment: heading.horizontalAlignment
    }

    Item {
        id: body

        readonly property int above: Math.max(sign.visible ? sign.y + sign.height : 0,
                                              explanation.visible ? explanation.y + explanation.height
                                                                  : heading.y + (heading.visible ? heading.height : 0))

        objectName: "body"
        x: page.wide ? Tokens.margin + page.column + Tokens.u(64) : Tokens.margin
        y: page.wide ? Tokens.u(28) : above + Tokens.u(28)
        width: page.wide ? page.width - x - Tokens.margin : page.column
        height: page.wide ? page.height - y - Tokens.u(56) : (page.bar ? actions.y - Tokens.u(36) : page.height - Tokens.u(64)) - y
    }

    // On a panel that lies on its side, what explains stands under the title, beside what is to be looked at.
    Item {
        id: aside

        visible: page.wide
        x: Tokens.margin
        y: body.above + Tokens.u(36)
        width: page.column
        height: (page.bar ? actions.y : page.height - Tokens.u(28)) - Tokens.u(28) - y
    }

    ActionBar {
        id: actions

        visible: page.bar
        x: Tokens.margin
        y: page.height - height - Tokens.u(page.wide ? 56 : 64)
        width: page.column
        back: page.back
        secondText: page.secondText
        secondIcon: page.secondIcon
        secondName: page.secondName
        thirdText: page.thirdText
        thirdIcon: page.thirdIcon
        thirdName: page.thirdName
        primaryText: page.primaryText
        primaryIcon: page.primaryIcon
        onBacked: {
            if (page.ownBack)
                page.backed()
            else if (page.back === "end")
                page.end()
            else
                bridge.press("back")
        }
        onSeconded: page.second()
        onThirded: page.third()
        onPrimaried: page.primary()
    }
}
