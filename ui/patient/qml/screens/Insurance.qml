// Insurance: good news first, then what it means in money; silence of the insurer never stops a visit.
import QtQuick
import ".."

Page {
    id: page

    readonly property var coverage: view.coverage
    readonly property string status: coverage.status === "config_error" ? "unverified" : coverage.status
    readonly property bool valid: status === "eligible" || status === "eligible_provisional"
    readonly property bool hasLevel: coverage.level !== undefined && coverage.level !== null
    readonly property string sex: view.person.sex === "Nam" ? qsTr("Male") : view.person.sex === "Nữ" ? qsTr("Female") : ""

    readonly property var next: valid ? []
        : status === "mismatch" ? [qsTr("Get a number for the desk"), qsTr("Desk %1 corrects it and registers you").arg(view.desk)]
        : status === "not_eligible" ? [qsTr("Choose the clinic; its price stands beside it"), qsTr("Pay here, or later at the cashier"), qsTr("Get your number")]
        : [qsTr("Choose the clinic"), qsTr("Get your number"), qsTr("Pay once the insurance has been checked")]

    stepName: qsTr("Health insurance")
    title: view.waiting ? qsTr("Asking the insurance") : valid ? qsTr("Your insurance is valid")
         : status === "not_eligible" ? qsTr("No valid insurance found")
         : status === "mismatch" ? qsTr("The name differs\non your insurance") : qsTr("The insurance service\nis busy")
    primaryText: view.waiting ? "" : status === "mismatch" ? qsTr("Get a desk number") : qsTr("Continue")
    primaryIcon: status === "mismatch" && !view.waiting ? "desk" : "next"
    thirdName: "insuranceCard"
    thirdText: view.show ? qsTr("Show my insurance card") : ""
    thirdIcon: "shield"
    onThird: bridge.press("insurance_card")
    secondName: "desk"
    secondText: view.waiting ? qsTr("See staff") : ""
    secondIcon: "desk"
    onPrimary: bridge.press("next")
    onSecond: bridge.press("desk")

    Waiting {
        visible: page.view.waiting
        icon: "shield"
        text: qsTr("This takes a few seconds. Nothing needs to be done.")
    }

    // Large letters on a panel that lies on its side: what it means stands alone beside the title; the name comes with the check.
    readonly property bool tight: wide && Tokens.large

    component Reckoning: AppText {
        width: parent.width
        style: "second"
        color: Tokens.muted
        // The rule and the examination; large letters leave room for the rule alone. The slip tells every line.
        text: page.view.estimate === null || page.view.estimate === undefined ? ""
            : [...page.view.estimate.lines.slice(0, Tokens.large ? 1 : 2), qsTr("The final amount is settled at the end of the visit.")].join("\n")
    }

    Fit {
        id: aside

        parent: page.aside
        visible: page.wide && !page.view.waiting
        spacing: column.spacing

        Banner {
            visible: !page.tight
            kind: verdict.kind
            icon: verdict.icon
            title: verdict.title
            text: verdict.text
        }

        Reckoning {
            visible: text !== "" && !page.view.show
        }
    }

    Fit {
        id: column

        visible: !page.view.waiting
        width: parent.width
        spacing: Tokens.large || page.wide ? Tokens.u(20) : Tokens.cardGap

        Banner {
            id: verdict

            objectName: "coverage"
            visible: !page.wide || page.tight
            kind: page.valid ? "ok" : "caution"
            icon: page.valid ? "shield" : page.status === "unverified" ? "clock" : "info"
            title: !page.valid ? "" : !page.coverage.own_hospital ? qsTr("Valid · another hospital")
                 : page.hasLevel ? qsTr("Covers %1% · right hospital").arg(page.coverage.level) : qsTr("Right hospital")
            text: page.status === "eligible" && !page.coverage.own_hospital
                  ? qsTr("Your first registration is at another hospital: insurance pays part.")
                : page.status === "eligible" ? qsTr("Valid until %1").arg(page.coverage.valid_to)
                : page.status === "eligible_provisional" ? qsTr("Usable today. The clinic will still look at one paper.")
                : page.status === "not_eligible" ? qsTr("You may pay yourself, or ask at desk %1.").arg(page.view.desk)
                : page.status === "mismatch" ? qsTr("Your insurance and your ID card differ. Desk %1 will correct it.").arg(page.view.desk)
                : qsTr("You can still register; it will be checked later.")
        }

        Card {
            visible: !page.tight
            width: parent.width

            Item {
                width: parent.width
                height: Math.max(Tokens.u(Tokens.large ? 108 : 132), who.implicitHeight) + Tokens.u(16)

                Rectangle {
                    id: face

                    width: Tokens.u(Tokens.large ? 100 : 120)
                    height: width
                    radius: Tokens.u(24)
                    color: Tokens.tint
                    anchors.verticalCenter: parent.verticalCenter

                    Pictogram {
                        anchors.centerIn: parent
                        name: "person"
                        extent: 76
                        fill: Tokens.surface
                    }
                }

                Column {
                    id: who

                    anchors.verticalCenter: parent.verticalCenter
                    x: face.width + Tokens.u(32)
                    width: parent.width - x

                    AppText {
                        objectName: "name"
                        width: parent.width
                        style: "value"
                        text: page.view.person.masked_name
                    }

                    AppText {
                        width: parent.width
                        style: "second"
                        color: Tokens.muted
                        text: page.sex ? qsTr("%1, born %2").arg(page.sex).arg(page.view.person.birth_year)
                                       : qsTr("Born %1").arg(page.view.person.birth_year)
                    }
                }
            }

            Divider {
                visible: number.visible
            }

            ValueRow {
                id: number

                visible: page.coverage.card !== "" && !Tokens.large
                label: qsTr("Insurance card")
                value: "••• " + page.coverage.card
            }
        }

        Card {
            visible: page.view.estimate !== null && page.view.estimate !== undefined
            width: parent.width

            AppText {
                width: parent.width
                style: "value"
                bottomPadding: Tokens.u(8)
                text: qsTr("Estimated fee")
            }

            ValueRow {
                label: qsTr("Examination")
                value: page.view.estimate?.price ?? ""
            }

            Divider {
                visible: paid.visible
            }

            ValueRow {
                id: paid

                visible: page.view.estimate?.insured ?? false
                label: qsTr("Insurance pays %1%").arg(page.view.estimate?.percent ?? 0)
                value: "− " + (page.view.estimate?.insurer_pays ?? "")
                valueColor: Tokens.success
            }

            Divider {}

            ValueRow {
                strong: true
                label: qsTr("You pay")
                value: page.view.estimate?.patient_pays ?? ""
            }
        }

        Steps {
            visible: page.next.length > 0
            width: parent.width
            tight: Tokens.large || page.wide
            label: Tokens.large ? "" : qsTr("What happens next")
            steps: page.next
        }

        Reckoning {
            objectName: "reckoning"
            visible: text !== "" && !page.wide
        }
    }
}
