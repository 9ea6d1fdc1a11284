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

    stepName: qsTr("Check your details")
    title: Tokens.large ? qsTr("Is all correct?") : qsTr("Is everything\ncorrect?")
    primaryText: qsTr("Yes, register me")
    primaryIcon: "check"
    onPrimary: bridge.press("confirm")

    Fit {
        id: column

        width: parent.width
        spacing: Tokens.large || page.wide ? Tokens.u(16) : Tokens.u(28)

        Card {
            width: parent.width

            SummaryRow {
                icon: "person"
                label: qsTr("Patient")
                value: page.view.person.masked_name
                detail: Tokens.large && value.length > 18 ? "" : page.sex ? qsTr("%1, born %2").arg(page.sex).arg(page.view.person.birth_year)
                                 : qsTr("Born %1").arg(page.view.person.birth_year)
            }

            Divider {}

            SummaryRow {
                icon: "shield"
                label: qsTr("Health insurance")
                value: page.coverage.status === "not_asked" ? qsTr("Not used")
                     : page.coverage.status === "not_eligible" ? qsTr("Not found")
                     : !page.valid ? qsTr("Checked later")
                     : !page.coverage.own_hospital ? qsTr("Valid · another hospital")
                     : page.hasLevel ? qsTr("Covers %1% · right hospital").arg(page.coverage.level) : qsTr("Valid")
                detail: page.valid && page.coverage.valid_to && !Tokens.large ? qsTr("Valid until %1").arg(page.coverage.valid_to) : ""
            }

            Divider {}

            SummaryRow {
                icon: "steth"
                label: qsTr("Clinic")
                value: page.view.place.department
                detail: qsTr("Room %1, floor %2 · %3 min wait").arg(page.view.place.room).arg(page.view.place.floor).arg(page.view.place.minutes)
                changeable: true
                onChange: bridge.press("back")
            }
        }

        Fit {
            parent: page.wide ? page.aside : column
            spacing: column.spacing

            Rectangle {
                visible: page.view.estimate !== null && page.view.estimate !== undefined
                width: parent.width
                height: Math.max(fee.implicitHeight, sum.implicitHeight) + Tokens.u(page.wide ? 32 : 48)
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
                visible: !Tokens.large
                width: parent.width
                style: "second"
                color: Tokens.muted
                text: qsTr("Name or insurance not right? Press “Get help”.")
            }
        }
    }
}
