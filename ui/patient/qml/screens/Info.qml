// Info: prices, rooms, opening hours, the way, notices; for everybody, without a card.
import QtQuick
import ".."

Page {
    id: page

    readonly property var told: bridge.information
    readonly property var words: ({
        "prices": { "icon": "cash", "name": qsTr("Prices"), "title": qsTr("Examination\nprices") },
        "departments": { "icon": "steth", "name": qsTr("Departments and rooms"), "title": qsTr("Departments\nand rooms") },
        "hours": { "icon": "clock", "name": qsTr("Opening hours"), "title": qsTr("Opening hours") },
        "map": { "icon": "pin", "name": qsTr("Map, and the way there"), "title": qsTr("Where would you\nlike to go?") },
        "notices": { "icon": "info", "name": qsTr("Notices"), "title": qsTr("The hospital's\nnotices") }
    })
    readonly property var offered: view.pages.filter(name => name === "hours" ? told.hours.length > 0 : name === "map" ? told.places.length > 0 : true)
    readonly property bool listing: (view.page === "prices" || view.page === "departments") && !view.waiting && !view.away
    readonly property bool shows: view.page !== "" && !view.waiting && !view.away
    readonly property bool empty: shows && ((listing && view.rows.length === 0) || (view.page === "notices" && view.notices.length === 0))
    // The way to one place stands over the list of places, until Back.
    property int going: -1
    readonly property var way: view.page === "map" && going >= 0 && going < told.places.length ? told.places[going] : null

    title: way ? way.name : view.page === "" ? qsTr("What would you\nlike to know?") : words[view.page].title
    lead: way ? way.where : view.away ? qsTr("This cannot be shown just now. Staff will gladly tell you.")
        : empty ? qsTr("There is nothing to show here today.") : view.page === "prices" && listing && !empty && !Tokens.large ? qsTr("For one examination, without insurance.") : ""
    ownBack: way !== null
    onBacked: going = -1
    primaryText: view.page === "" || view.waiting || view.away || empty ? "" : qsTr("Done")
    primaryIcon: "check"
    secondName: "desk"
    secondText: view.page === "" || empty || view.away ? qsTr("See staff") : ""
    secondIcon: "desk"
    onPrimary: bridge.press("next")
    onSecond: bridge.press("desk")
    onViewChanged: if (view.page !== "map") going = -1

    Answers {
        visible: page.view.page === ""
        count: page.offered.length

        Repeater {
            model: page.offered

            Answer {
                required property string modelData

                objectName: "page:" + modelData
                icon: page.words[modelData].icon
                name: page.words[modelData].name
                onClicked: bridge.choose("page", modelData)
            }
        }
    }

    Waiting {
        visible: page.view.waiting
        icon: "search"
        text: qsTr("This takes a few seconds. Nothing needs to be done.")
    }

    Outcome {
        visible: page.view.away || page.empty
        icon: page.view.away ? "desk" : page.view.page ? page.words[page.view.page].icon : ""
    }

    Pager {
        id: rows

        visible: page.listing && !page.empty
        anchors.fill: parent
        entries: page.view.rows
        perPage: Tokens.large ? (page.wide ? 3 : 5) : page.wide ? 6 : 8

        Card {
            id: list

            // Rows share the room, as many as stand on the fullest page.
            readonly property int rowHeight: Math.min(Tokens.u(136), (parent.height - Tokens.u(56)) / Math.min(rows.perPage, page.view.rows.length))

            width: parent.width
            padding: Tokens.u(36)

            Repeater {
                model: rows.shown

                Item {
                    id: row

                    required property var modelData
                    required property int index

                    width: parent.width
                    height: Math.max(inner.implicitHeight, list.rowHeight)

                    Divider {
                        visible: row.index > 0
                    }

                    ValueRow {
                        id: inner

                        anchors.verticalCenter: parent.verticalCenter
                        style: "text"
                        label: row.modelData.name
                        labelColor: Tokens.ink
                        tabular: page.view.page === "prices"
                        value: page.view.page === "prices" ? row.modelData.price
                             : [qsTr("Room %1").arg(row.modelData.room), row.modelData.floor ? qsTr("floor %1").arg(row.modelData.floor) : ""]
                               .filter(part => part !== "").join(", ")
                    }
                }
            }
        }
    }

    Fit {
        id: hours

        visible: page.view.page === "hours"

        Card {
            objectName: "hours"
            width: parent.width

            Repeater {
                model: page.told.hours

                Item {
                    id: hour

                    required property string modelData
                    required property int index

                    width: parent.width
                    height: Math.max(line.implicitHeight + Tokens.u(40), Math.min(Tokens.u(168), (hours.parent.height - Tokens.u(56)) / page.told.hours.length))

                    Divider {
                        visible: hour.index > 0
                    }

                    // "Days: hours" stand apart; what a hospital wrote otherwise stands as it is.
                    ValueRow {
                        id: line

                        readonly property var parts: (Tokens.large ? null : hour.modelData.match(/^(.*?): (.*)$/)) ?? ["", "", hour.modelData]

                        anchors.verticalCenter: parent.verticalCenter
                        style: "value"
                        label: parts[1]
                        value: parts[2]
                    }
                }
            }
        }
    }

    Pager {
        id: notices

        visible: page.view.page === "notices" && page.shows && !page.empty
        anchors.fill: parent
        entries: page.view.notices
        perPage: Tokens.large || page.wide ? 2 : 3

        Fit {
            width: parent.width
            spacing: Tokens.gap

            Repeater {
                model: notices.shown

                Card {
                    id: notice

                    required property var modelData

                    width: parent.width
                    spacing: Tokens.u(8)

                    AppText {
                        width: parent.width
                        style: "action"
                        text: notice.modelData.title
                    }

                    AppText {
                        width: parent.width
                        style: "second"
                        color: Tokens.muted
                        text: notice.modelData.text
                    }
                }
            }
        }
    }

    Pager {
        id: places

        visible: page.view.page === "map" && page.way === null
        anchors.fill: parent
        entries: page.told.places
        perPage: Tokens.large ? (page.wide ? 3 : 4) : page.wide ? 4 : 6

        Answers {
            count: Math.min(places.perPage, page.told.places.length)

            Repeater {
                model: places.shown

                Answer {
                    required property var modelData
                    required property int index

                    objectName: "place:" + (places.at * places.perPage + index)
                    icon: modelData.icon
                    name: modelData.name
                    detail: modelData.where
                    onClicked: page.going = places.at * places.perPage + index
                }
            }
        }
    }

    Way {
        visible: page.way !== null
        anchors.fill: parent
        way: page.way
        map: page.told.map
    }
}
