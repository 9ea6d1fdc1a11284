// Reading: the percent of bytes really read, and four rows that become ticks.
import QtQuick
import ".."

Page {
    id: page

    readonly property var stages: ["key", "texts", "portrait", "signature"]
    readonly property var names: [qsTr("Opening the chip"), qsTr("Name, birth date, address"), qsTr("Portrait"), view.passportHere ? qsTr("Checking its signature") : qsTr("Checking the card's signature")]
    readonly property int at: stages.indexOf(bridge.stage)
    // The ring never runs back, also when the card was moved and reading begins again.
    property int percent: 0

    stepName: view.passportHere ? qsTr("Reading the passport") : qsTr("Reading the card")
    title: view.passportHere ? (view.moved ? qsTr("The passport moved.\nPlease put it back.") : qsTr("Reading your passport.\nPlease leave it."))
         : view.moved ? qsTr("The card moved.\nPlease put it back.") : Tokens.large ? qsTr("Reading your card.\nPlease leave it.")
         : qsTr("Reading your card.\nPlease leave it on the tray.")
    lead: view.moved ? qsTr("Reading will go on by itself.") : ""
    back: view.moved ? view.back : ""
    secondName: "desk"
    secondText: qsTr("See staff")
    secondIcon: "desk"
    onSecond: bridge.press("desk")

    Connections {
        target: bridge

        function onLiveChanged() {
            page.percent = Math.max(page.percent, bridge.percent)
        }
    }

    Component.onCompleted: percent = bridge.percent

    Fit {
        width: parent.width
        y: page.wide ? 0 : Math.max(0, (parent.height - height) * 0.5)
        spacing: Tokens.u(page.wide ? 28 : 64)

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Tokens.u(64)

            // The card slid aside: it goes to and fro beside the tray's place until it lies there again.
            Item {
                visible: page.view.moved
                anchors.verticalCenter: parent.verticalCenter
                width: Tokens.u(page.wide ? 260 : 340)
                height: width * 356 / 560

                Image {
                    id: card

                    width: parent.width
                    height: parent.height
                    rotation: -7
                    sourceSize: Qt.size(width, height)
                    source: "image://art/" + (page.view.passportHere ? "passport" : "card-front") + "/" + Tokens.primary.toString().slice(-6) + "/" + Tokens.tint.toString().slice(-6)
                    Accessible.ignored: true

                    SequentialAnimation on x {
                        running: page.view.moved && Tokens.motion
                        loops: 2

                        NumberAnimation {
                            to: Tokens.u(20)
                            duration: 400
                            easing.type: Easing.InOutQuad
                        }

                        NumberAnimation {
                            to: 0
                            duration: 400
                            easing.type: Easing.InOutQuad
                        }
                    }
                }
            }

            ProgressRing {
                objectName: "ring"
                anchors.verticalCenter: parent.verticalCenter
                width: Tokens.u(page.wide ? (Tokens.large ? 240 : 300) : page.view.moved || Tokens.large ? 360 : 440)
                value: page.percent / 100
                text: page.percent + "%"
                name: page.title
            }
        }

        Card {
            width: parent.width

            Repeater {
                model: 4

                Item {
                    id: row

                    required property int index
                    readonly property bool done: page.percent >= 100 || index < page.at
                    readonly property bool current: !done && index === page.at

                    width: parent.width
                    height: Math.max(name.implicitHeight, Tokens.u(56)) + Tokens.u(44)

                    AppText {
                        id: name

                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width - Math.max(tick.width, state.implicitWidth) - Tokens.u(24)
                        style: "text"
                        font.weight: row.done || row.current ? Font.DemiBold : Font.Normal
                        color: row.done || row.current ? Tokens.ink : Tokens.muted
                        text: page.names[row.index]
                    }

                    Pictogram {
                        id: tick

                        visible: row.done
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        name: "check"
                        extent: 56
                        stroke: Tokens.success
                    }

                    AppText {
                        id: state

                        visible: !row.done
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        style: "second"
                        font.weight: row.current ? Font.DemiBold : Font.Normal
                        color: row.current ? Tokens.primary : Tokens.muted
                        text: row.current ? (page.view.moved ? qsTr("paused") : qsTr("reading…")) : qsTr("waiting")
                    }

                    Divider {
                        anchors.bottom: parent.bottom
                        visible: row.index < 3
                    }
                }
            }
        }

        AppText {
            visible: !page.wide && !Tokens.large
            width: parent.width
            style: "second"
            color: Tokens.muted
            text: qsTr("Usually about 3 seconds. The fingerprints in the chip are not read.")
        }
    }
}
