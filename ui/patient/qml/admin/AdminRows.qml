// Lines of status or of doctor's: how it is, what it is, what was seen, and what mends it. Turned a page at a time.
import QtQuick
import ".."

Pager {
    id: list

    readonly property int tall: Tokens.u(Tokens.landscape ? 150 : 156)
    readonly property var icons: ({
        "ok": ["check", Tokens.success],
        "warn": ["warn", Tokens.caution],
        "fail": ["cross", Tokens.danger],
        "off": ["info", Tokens.muted]
    })
    property var names: ({})
    // Codes that the station itself gives in place of a text.
    property var codes: ({})

    perPage: Math.max(1, Math.floor((height - Tokens.u(116)) / tall))

    Column {
        width: parent.width

        Repeater {
            model: list.shown

            Item {
                id: row

                required property var modelData
                readonly property var mark: list.icons[modelData.state] ?? list.icons.off

                width: list.width
                height: list.tall

                Pictogram {
                    id: icon

                    anchors.verticalCenter: parent.verticalCenter
                    name: row.mark[0]
                    extent: 64
                    stroke: row.mark[1]
                    fill: Tokens.surface
                }

                Column {
                    anchors.verticalCenter: parent.verticalCenter
                    x: icon.width + Tokens.u(24)
                    width: parent.width - x

                    AppText {
                        width: parent.width
                        style: "second"
                        font.weight: Font.DemiBold
                        color: row.mark[1] === Tokens.muted ? Tokens.ink : row.mark[1]
                        text: list.names[row.modelData.name] ?? row.modelData.title
                        maximumLineCount: 1
                    }

                    AppText {
                        width: parent.width
                        visible: text !== ""
                        style: "note"
                        font.weight: Font.Normal
                        color: Tokens.muted
                        maximumLineCount: 2
                        wrapMode: Text.Wrap
                        elide: Text.ElideRight
                        text: [list.codes[row.modelData.detail] ?? row.modelData.detail, row.modelData.state === "ok" ? "" : row.modelData.fix]
                              .filter(part => part !== "").join(" → ")
                    }
                }

                Divider {
                    anchors.bottom: parent.bottom
                }
            }
        }
    }
}
