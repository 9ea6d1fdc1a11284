// Large digits in spoken groups over a pad of keys; places still missing stand as strokes.
import QtQuick

Item {
    id: pad

    property var groups: [3, 3, 3, 3]
    property string separator: " "
    property bool masked: false
    property string digits: ""
    property var born: []
    property int hidden: 0
    property string hint
    // Fewer will do as well; what is secret is never shown.
    property int least: places
    property bool secret: false
    property string said
    readonly property int places: groups.reduce((sum, size) => sum + size, 0)
    readonly property bool complete: digits.length === pad.places
    readonly property int keyGap: Tokens.u(Tokens.landscape ? 20 : 28)
    readonly property real keyHeight: Math.min(Tokens.u(174), (height - echo.height - count.height - Tokens.u(48) - 3 * keyGap) / 4)

    signal edited

    function clear() {
        digits = ""
        born = []
        hidden = 0
    }

    function enter(digit) {
        if (complete)
            return
        born = born.concat([Date.now()])
        digits += digit
        edited()
    }

    function erase() {
        digits = digits.slice(0, -1)
        born = born.slice(0, -1)
        hidden = Math.min(hidden, Math.max(0, digits.length - 1))
        edited()
    }

    // A digit can be read for two seconds, then only the last one stays.
    Timer {
        interval: 200
        repeat: true
        running: pad.masked && pad.hidden < pad.digits.length - 1
        onTriggered: {
            const old = pad.born.filter(at => Date.now() - at > 2000).length
            pad.hidden = Math.max(pad.hidden, Math.min(old, pad.digits.length - 1))
        }
    }

    Rectangle {
        id: echo

        width: parent.width
        height: Tokens.u(Tokens.landscape ? 132 : 168)
        radius: Tokens.u(28)
        color: Tokens.surface
        border.width: Tokens.u(6)
        border.color: Tokens.primary
        Accessible.role: Accessible.EditableText
        Accessible.name: count.text

        Row {
            id: cells

            readonly property real room: echo.width - Tokens.u(56)
            // Where fewer will do, strokes stand for those that are needed and the next.
            readonly property int shown: Math.max(pad.least, Math.min(pad.places, pad.digits.length + 1))
            readonly property real cell: Math.min(Tokens.u(58), room / (pad.places + 0.55 * (pad.groups.length - 1)))

            anchors.centerIn: parent

            Repeater {
                model: cells.shown

                Item {
                    id: place

                    required property int index
                    readonly property int group: {
                        let sum = 0
                        for (let number = 0; number < pad.groups.length; number++) {
                            sum += pad.groups[number]
                            if (index < sum)
                                return index === sum - 1 && index < cells.shown - 1 ? 1 : 0
                        }
                        return 0
                    }
                    readonly property bool typed: index < pad.digits.length
                    readonly property bool next: index === pad.digits.length

                    width: cells.cell * (1 + 0.55 * group)
                    height: echo.height

                    Text {
                        visible: place.typed
                        width: cells.cell
                        height: parent.height
                        horizontalAlignment: Text.AlignHCenter
                        verticalAlignment: Text.AlignVCenter
                        font.family: Tokens.figures
                        font.pixelSize: Math.min(Tokens.u(84), cells.cell * 1.42)
                        font.weight: Font.Bold
                        color: Tokens.ink
                        text: !place.typed ? "" : pad.secret || place.index < pad.hidden ? "•" : pad.digits[place.index]
                        Accessible.ignored: true
                    }

                    Rectangle {
                        visible: !place.typed
                        width: cells.cell * 0.72
                        height: Tokens.u(6)
                        radius: height / 2
                        x: (cells.cell - width) / 2
                        y: echo.height * 0.68
                        color: place.next ? Tokens.primary : Tokens.edge
                    }

                    Rectangle {
                        visible: place.next
                        width: Tokens.u(6)
                        height: echo.height * 0.5
                        anchors.verticalCenter: parent.verticalCenter
                        x: -width / 2
                        color: Tokens.primary
                    }

                    Text {
                        visible: place.group === 1 && pad.separator !== " "
                        x: cells.cell
                        width: cells.cell * 0.55
                        height: parent.height
                        horizontalAlignment: Text.AlignHCenter
                        verticalAlignment: Text.AlignVCenter
                        font.family: Tokens.figures
                        font.pixelSize: Math.min(Tokens.u(72), cells.cell * 1.3)
                        color: Tokens.muted
                        text: pad.separator
                        Accessible.ignored: true
                    }
                }
            }
        }
    }

    Item {
        id: count

        readonly property string text: pad.said !== "" ? pad.said : qsTr("%1 of %2 digits entered").arg(pad.digits.length).arg(pad.places)

        y: echo.height + Tokens.u(16)
        width: parent.width
        height: Math.max(note.height, Tokens.u(56))

        Pictogram {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            name: pad.hint ? "warn" : "info"
            stroke: pad.hint ? Tokens.caution : Tokens.primary
            extent: 48
        }

        AppText {
            id: note

            objectName: "padNote"
            anchors.verticalCenter: parent.verticalCenter
            x: sign.width + Tokens.u(16)
            width: parent.width - x
            style: "second"
            color: pad.hint ? Tokens.caution : Tokens.muted
            text: pad.hint ? pad.hint : count.text
        }
    }

    Grid {
        y: count.y + count.height + Tokens.u(32)
        columns: 3
        spacing: pad.keyGap

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "erase"]

            Touch {
                id: button

                required property string modelData
                readonly property bool digit: modelData.length === 1

                objectName: "key" + modelData
                key: digit
                text: digit ? modelData : modelData === "clear" ? qsTr("Clear all") : qsTr("Delete")
                width: (pad.width - 2 * pad.keyGap) / 3
                height: pad.keyHeight
                onClicked: {
                    if (digit)
                        pad.enter(modelData)
                    else if (modelData === "clear") {
                        pad.clear()
                        pad.edited()
                    } else
                        pad.erase()
                }

                Rectangle {
                    anchors.fill: parent
                    radius: button.radius
                    color: button.down ? Tokens.tint : Tokens.surface
                    border.width: Tokens.u(3)
                    border.color: Tokens.edge
                }

                Row {
                    anchors.centerIn: parent
                    spacing: Tokens.u(16)
                    scale: Math.min(1, (button.width - Tokens.u(24)) / width)

                    Pictogram {
                        visible: button.modelData === "erase"
                        anchors.verticalCenter: parent.verticalCenter
                        name: "del"
                        extent: 56
                    }

                    AppText {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: button.modelData !== "erase" || !(Tokens.large && Tokens.landscape)
                        style: button.digit ? "title" : "action"
                        font.weight: Font.DemiBold
                        font.pixelSize: Math.min(Tokens.size(button.digit ? "title" : "action"), button.height * 0.46)
                        wrapMode: Text.NoWrap
                        color: button.digit ? Tokens.ink : Tokens.primary
                        text: button.text
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
