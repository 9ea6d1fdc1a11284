// Desk: a failure that feels like service: a place, a number in that queue, what staff already know.
import QtQuick
import ".."

Page {
    id: page

    readonly property var words: ({
        "card_altered": qsTr("The card needs to be looked at by staff."),
        "card_unreadable": qsTr("We cannot read this card's chip. Staff will register you with the card itself."),
        "key_unknown": qsTr("The digits did not open the card. Staff will register you with the card itself."),
        "insurance_desk": qsTr("Your insurance and your ID card differ. Staff will correct it."),
        "patient_differs": qsTr("The hospital's record and your card differ. Staff will look at both."),
        "child_unknown": qsTr("Staff will write down the child's name. Your card has been read already."),
        "guardian_refused": qsTr("Staff will register the child with you."),
        "clinic_unknown": qsTr("Staff will help you find the right clinic."),
        "clinics_full": qsTr("All rooms are full today. Staff will find the nearest date."),
        "his_away": qsTr("The hospital system is slow. Staff at the desk will finish for you."),
        "no_number": qsTr("You are registered. Staff at the desk will give you your number."),
        "his_refused": qsTr("The registration needs a person. Staff at the desk will finish for you."),
        "asked_for_desk": qsTr("A person will go on with you there.")
    })

    badge: "desk"
    title: view.desk ? qsTr("Please go to\ndesk %1").arg(view.desk) : qsTr("Please go to\nthe reception desk")
    lead: (words[view.kind] ?? words["asked_for_desk"]) + " " + qsTr("No need to queue again.")
    back: ""
    primaryText: qsTr("Understood")
    primaryIcon: "check"
    onPrimary: bridge.press("next")

    Fit {
        id: column

        width: parent.width
        spacing: Tokens.u(28)

        NumberCard {
            width: parent.width
            height: Math.max(implicitHeight, page.wide ? page.room : 0)
            share: page.wide || Tokens.large ? 0.72 : 1
            label: page.view.number ? qsTr("Your number at the desk") : qsTr("Drawing a number…")
            number: page.view.number ? page.view.number : "…"

            ValueRow {
                visible: page.view.told
                roomy: !page.wide && !Tokens.large
                label: qsTr("Staff at the desk")
                value: qsTr("have been told")
            }

            Divider {
                visible: page.view.told
            }

            ValueRow {
                roomy: !page.wide && !Tokens.large
                label: qsTr("Reason code")
                value: page.view.reason
            }
        }

        Banner {
            objectName: "printed"
            parent: page.wide ? page.aside : column
            kind: page.view.printed === false ? "caution" : "ok"
            icon: "printer"
            text: page.view.printed === true ? qsTr("Please take your slip. No need to queue again.")
                : page.view.printed === false ? qsTr("Out of paper. Please remember %1.").arg(page.view.number)
                : qsTr("Your slip is being printed.")
        }
    }
}
