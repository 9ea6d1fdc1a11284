// Check: the last look before anything is sent; what the chip said is corrected by staff, the clinic can be changed.
import QtQuick
import ".."

Page {
    id: page

    readonly property var coverage: view.coverage
    readonly property bool valid: coverage.status === "eligible" || coverage.status === "eligible_provisional"
    readonly property bool hasLevel: coverage.level !== undefined && coverage.level !== null
    // What staff will do at the visit, because the machine could not.
    readonly property string later: view.card_check === "desk"
                                    ? (Tokens.large ? qsTr("Desk %1 will look at your card first.").arg(view.desk)
                                                    : qsTr("We could not compare your face. Desk %1 will look at your card first; you keep your number.").arg(view.desk))
                                  : view.card_check === "" ? ""
                                  : view.origin_proven ? qsTr("Staff will look at your card at your visit.")
                                  : Tokens.large ? qsTr("Issuer not verified. Staff will look at the card.")
                                  : qsTr("The issuer could not be verified. Staff will look at the card at your visit.")
    readonly property string sex: view.person.sex === "Nam" ? qsTr("Male") : view.person.sex === "Nữ" ? qsTr("Female") : ""
    readonly property string building: view.place.building ? qsTr("building %1").arg(view.place.building) : ""

    // Large text shows what will be sent, and then what it costs; on a panel on its side who, where, and what it costs.
    readonly property bool paged: Tokens.large && (several || view.add || view.options.length > 0)
    property int at: 0
    readonly property int pages: !paged ? 1 : wide ? 3 : 2
    readonly property bool last: at >= pages - 1
    readonly property bool who: !paged || at === 0
    readonly property bool where: !paged || at === pages - 2

    readonly property bool several: view.further.length > 0
    readonly property var papers: ({ "transfer_form": qsTr("Transfer form: looked at in the clinic"), "revisit_slip": qsTr("Re-visit slip: looked at in the clinic") })

    stepName: qsTr("Check your details")
    title: Tokens.large || several || view.changed ? qsTr("Is all correct?") : qsTr("Is everything\ncorrect?")
    lead: view.changed ? qsTr("A price has changed since. Please look at it again.") : ""
    ownBack: paged && at > 0
    onBacked: at -= 1
    primaryText: last ? qsTr("Yes, register me") : qsTr("Continue")
    primaryIcon: last ? "check" : "next"
    onPrimary: {
        if (last)
            bridge.press("confirm")
        else
            at += 1
    }

    Fit {
        id: column

        width: parent.width
        spacing: Tokens.large || page.wide || page.several ? Tokens.u(16) : Tokens.u(28)

        Card {
            width: parent.width
            height: Math.max(implicitHeight, page.wide ? page.room : 0)
            visible: page.who || page.where

            SummaryRow {
                visible: page.who
                icon: "person"
                dense: page.several
                label: page.view.person.child ? qsTr("Child") : qsTr("Patient")
                value: page.view.person.masked_name ? page.view.person.masked_name : qsTr("Number ••• %1").arg(page.view.person.number)
                detail: (Tokens.large && value.length > 18) || page.view.further.length > 1 ? "" : page.sex ? qsTr("%1, born %2").arg(page.sex).arg(page.view.person.birth_year)
                                 : qsTr("Born %1").arg(page.view.person.birth_year)
            }

            Divider {
                visible: page.who
            }

            SummaryRow {
                visible: page.who
                icon: "shield"
                dense: page.several
                label: qsTr("Health insurance")
                value: page.coverage.status === "not_asked" ? qsTr("Not used")
                     : page.coverage.status === "not_eligible" ? qsTr("Not found")
                     : !page.valid ? qsTr("Checked later")
                     : !page.coverage.own_hospital ? qsTr("Valid · another hospital")
                     : page.hasLevel ? qsTr("Covers %1% · right hospital").arg(page.coverage.level) : qsTr("Valid")
                detail: page.papers[page.view.paper] ? page.papers[page.view.paper]
                      : page.valid && page.coverage.valid_to && !Tokens.large && !page.several ? qsTr("Valid until %1").arg(page.coverage.valid_to) : ""
            }

            Divider {
                visible: page.who && page.where
            }

            SummaryRow {
                visible: page.where
                icon: "steth"
                dense: page.several
                label: page.view.appointment ? qsTr("Appointment at %1").arg(page.view.appointment) : qsTr("Clinic")
                value: page.view.place.department
                detail: qsTr("Room %1, floor %2 · %3 min wait").arg(page.view.place.room).arg(page.view.place.floor).arg(page.view.place.minutes)
                changeable: true
                onChange: bridge.press("back")
            }

            Repeater {
                model: page.view.further

                Column {
                    id: more

                    required property var modelData

                    width: parent.width
                    visible: page.where

                    Divider {}

                    SummaryRow {
                        icon: "steth"
                        dense: true
                        value: more.modelData.place.department
                        detail: qsTr("Room %1, floor %2 · %3 min wait").arg(more.modelData.place.room).arg(more.modelData.place.floor).arg(more.modelData.place.minutes)
                        changeable: true
                        changeText: qsTr("Remove")
                        changeIcon: "del"
                        changeName: "drop:" + more.modelData.id
                        onChange: bridge.choose("drop", more.modelData.id)
                    }
                }
            }
        }

        Fit {
            parent: page.wide ? page.aside : column
            visible: page.last
            spacing: column.spacing

            Rectangle {
                visible: page.view.estimate !== null && page.view.estimate !== undefined
                width: parent.width
                height: Math.max(fee.implicitHeight, sum.implicitHeight) + Tokens.u(page.wide || page.several ? 32 : 48)
                radius: Tokens.u(28)
                color: Tokens.tint
                border.width: Tokens.contrast ? Tokens.u(3) : 0
                border.color: Tokens.primary

                Column {
                    id: fee

                    anchors.left: parent.left
                    anchors.leftMargin: Tokens.u(40)
                    anchors.right: sum.left
                    anchors.rightMargin: Tokens.u(20)
                    anchors.verticalCenter: parent.verticalCenter

                    AppText {
                        width: parent.width
                        style: "text"
                        font.weight: Font.DemiBold
                        text: qsTr("You pay (estimate)")
                    }

                    AppText {
                        width: parent.width
                        visible: text !== "" && !Tokens.large
                        style: "second"
                        color: Tokens.muted
                        text: page.view.pay_later ? qsTr("Paid once the insurance has been checked")
                            : page.view.estimate?.insured ? qsTr("Insurance pays %1").arg(page.view.estimate.insurer_pays) : ""
                    }
                }

                AppText {
                    id: sum

                    objectName: "sum"
                    anchors.right: parent.right
                    anchors.rightMargin: Tokens.u(40)
                    anchors.verticalCenter: parent.verticalCenter
                    style: "title"
                    font.pixelSize: Math.round(Tokens.size("title") * 0.82)
                    wrapMode: Text.NoWrap
                    text: page.view.estimate?.patient_pays ?? ""
                }
            }

            Flow {
                visible: page.view.add || page.view.options.length > 0
                width: parent.width
                spacing: Tokens.u(20)

                Repeater {
                    model: [
                        {
                            "name": "addService",
                            "icon": "steth",
                            "text": qsTr("Add a clinic"),
                            "shown": page.view.add
                        },
                        {
                            "name": "priority",
                            "icon": page.view.priority ? "check" : "people",
                            "text": qsTr("Priority"),
                            "shown": page.view.options.indexOf("priority") >= 0
                        },
                        {
                            "name": "reminders",
                            "icon": page.view.reminders.length ? "check" : "calendar",
                            "text": qsTr("Reminders"),
                            "shown": page.view.options.indexOf("reminders") >= 0
                        }
                    ].filter(one => one.shown)

                    AppButton {
                        required property var modelData

                        objectName: modelData.name
                        compact: true
                        style: "second"
                        icon: modelData.icon
                        text: modelData.text
                        onClicked: modelData.name === "addService" ? bridge.press("add_service") : bridge.choose("option", modelData.name)
                    }
                }
            }

            Row {
                visible: page.later !== ""
                width: parent.width
                spacing: Tokens.u(24)

                Pictogram {
                    id: sign

                    anchors.verticalCenter: parent.verticalCenter
                    name: "info"
                    extent: 48
                }

                AppText {
                    objectName: "origin"
                    width: parent.width - sign.width - parent.spacing
                    style: "second"
                    color: Tokens.muted
                    text: page.later
                }
            }

            AppText {
                visible: !Tokens.large && !page.several && page.view.options.length === 0
                width: parent.width
                style: "second"
                color: Tokens.muted
                text: qsTr("Name or insurance not right? Press “Get help”.")
            }
        }
    }
}
