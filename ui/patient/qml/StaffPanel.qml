// What staff see who took a visit over: where it stands and how the devices are, and what they may do.
import QtQuick

Page {
    id: page

    readonly property var staff: bridge.view.staff
    property bool sure: false
    readonly property var steps: ({
        "consent": qsTr("Permission"),
        "agree": qsTr("Permission"),
        "key_qr": qsTr("Code on the card"),
        "key_type": qsTr("Code on the card"),
        "lay_card": qsTr("Reading the card"),
        "reading": qsTr("Reading the card"),
        "face": qsTr("Comparing the face"),
        "face_retry": qsTr("Comparing the face"),
        "insurance": qsTr("Insurance"),
        "insurance_scan": qsTr("Insurance"),
        "papers": qsTr("Insurance"),
        "child_relation": qsTr("Registering a child"),
        "child_scan": qsTr("Registering a child"),
        "child_paper": qsTr("Registering a child"),
        "child_type": qsTr("Registering a child"),
        "appointment": qsTr("Choosing the clinic"),
        "clinic": qsTr("Choosing the clinic"),
        "already": qsTr("Registered already"),
        "check": qsTr("Last look before registering"),
        "priority": qsTr("Last look before registering"),
        "reminders": qsTr("Last look before registering"),
        "registering": qsTr("Waiting for the hospital system"),
        "payment": qsTr("Paying"),
        "ticket": qsTr("Number given"),
        "desk": qsTr("Sent to the desk"),
        "emergency": qsTr("Emergency"),
        "take_card": qsTr("Taking the card back")
    })
    readonly property var names: ({
        "card": qsTr("Card on the tray"),
        "chip": qsTr("Chip"),
        "face": qsTr("Face"),
        "his": qsTr("Hospital system"),
        "registration": qsTr("Registration"),
        "printer": qsTr("Slip")
    })
    readonly property var words: ({
        "on": qsTr("yes"),
        "off": qsTr("no"),
        "read": qsTr("read"),
        "unread": qsTr("not read"),
        "matched": qsTr("matched"),
        "unmatched": qsTr("not matched"),
        "seen": qsTr("seen by staff"),
        "heard": qsTr("answers"),
        "silent": qsTr("does not answer"),
        "none": qsTr("not yet"),
        "sending": qsTr("being sent"),
        "done": qsTr("done"),
        "printed": qsTr("printed"),
        "failed": qsTr("not printed")
    })

    readonly property var lines: [[qsTr("Staff"), Tokens.large && wide ? staff.by : ""], [qsTr("Patient"), staff.person]]
                                 .concat(staff.states.map(state => [names[state[0]], words[state[1]]]))
                                 .concat([[qsTr("Reason code"), staff.reason]]).filter(line => line[1] !== "")

    function may(name) {
        return staff.may.indexOf(name) >= 0
    }

    view: ({ "step": 0, "back": "" })
    badge: "people"
    title: qsTr("You are helping")
    // A panel that lies on its side has no room for it above large letters.
    lead: !sure && Tokens.large && wide ? ""
        : !sure ? qsTr("%1: what you press is recorded under this name.").arg(staff.by)
        : staff.kept ? qsTr("Press again to end. The registration stays; the screen is cleared.")
        : qsTr("Press again to end. Nothing is registered; the screen is cleared.")
    secondText: qsTr("Give back")
    secondIcon: "back"
    secondName: "staffFinish"
    primaryText: qsTr("Patient's screen")
    onSecond: bridge.press("staff_finish")
    onPrimary: bridge.press("staff_go_on")

    Fit {
        id: column

        width: parent.width
        spacing: Tokens.gap

        Card {
            width: parent.width

            ValueRow {
                strong: true
                label: qsTr("Step")
                value: page.steps[page.staff.screen] ?? qsTr("Other matters")
            }

            Divider {}

            Repeater {
                model: Tokens.large ? [] : page.lines

                ValueRow {
                    required property var modelData

                    label: modelData[0]
                    value: modelData[1]
                }
            }

            // Large letters need the room that lines of their own would take.
            AppText {
                visible: Tokens.large
                width: parent.width
                topPadding: Tokens.u(16)
                style: "second"
                text: page.lines.map(line => line.join(": ")).join(" · ")
            }
        }

        Fit {
            parent: page.wide ? page.aside : column
            scale: page.wide ? Math.min(1, parent.height / implicitHeight) : 1

            Flow {
                id: ways

                readonly property int count: page.staff.may.filter(name => ["seen", "desk", "cancel"].indexOf(name) >= 0).length
                readonly property bool beside: count > 1 && !Tokens.large
                readonly property int each: beside ? (width - (count - 1) * spacing) / count : width
                readonly property int tall: Tokens.u(beside ? 300 : Tokens.large && page.wide ? 112 : 132)

                width: parent.width
                spacing: Tokens.u(beside ? 24 : 16)

                AppButton {
                    objectName: "staffSeen"
                    width: ways.each
                    height: ways.tall
                    visible: page.may("seen")
                    stacked: ways.beside
                    icon: "eye"
                    text: qsTr("Card and person seen")
                    onClicked: bridge.press("staff_seen")
                }

                AppButton {
                    objectName: "staffDesk"
                    width: ways.each
                    height: ways.tall
                    visible: page.may("desk")
                    stacked: ways.beside
                    icon: "desk"
                    text: bridge.view.desk ? qsTr("Number for desk %1").arg(bridge.view.desk) : qsTr("Number for the desk")
                    onClicked: bridge.press("staff_desk")
                }

                // Twice, because what was typed is gone afterwards; what is registered stays.
                AppButton {
                    objectName: "staffCancel"
                    width: ways.each
                    height: ways.tall
                    visible: page.may("cancel")
                    kind: "danger"
                    stacked: ways.beside
                    icon: "cross"
                    text: qsTr("End this visit")
                    onClicked: {
                        if (page.sure)
                            bridge.press("staff_cancel")
                        page.sure = !page.sure
                    }
                }
            }
        }
    }
}
