// Consent: two purposes, or three where an authority may be asked about the card, one sentence each, equal answers, both empty; unanswered means no.
import QtQuick
import ".."

Page {
    id: page

    readonly property string faceTitle: qsTr("Compare your face with the card")
    readonly property string faceText: qsTr("So that nobody else can use your card. The picture is deleted right after. If you choose No, staff will look at the card.")
    readonly property string insurerTitle: qsTr("Ask the health insurance for you")
    readonly property string insurerText: qsTr("The machine asks the insurance service whether your insurance is valid and what it pays.")
    readonly property bool threefold: view.outside ?? false
    readonly property string outsideTitle: qsTr("Have the card confirmed")
    readonly property string outsideText: qsTr("The machine asks the national service whether your card is genuine. Your number is sent there for this.")
    // After the card was read: what left the machine is said, and what No still does.
    readonly property string asked: view.insurer ?? false ? qsTr("Already done: card read, hospital and insurance asked. No stops the rest.") : qsTr("Already done: card read, hospital asked. No stops the rest.")
    readonly property string notice: view.read ?? false ? asked : qsTr("The machine reads your card and registers your visit. No answer means No.")
    // What was shown when the answers were given, in reading order.
    readonly property string wording: [title, lead, faceTitle, faceText, insurerTitle, insurerText, ...(threefold ? [outsideTitle, outsideText] : []), notice].join("\n")

    // Large text, and a third purpose, show one at a time.
    readonly property bool single: Tokens.large || threefold
    readonly property int most: threefold ? 2 : 1
    property int at: 0

    ownBack: single && at > 0
    onBacked: at -= 1
    stepName: qsTr("Your rights")
    title: threefold ? qsTr("Three things need\nyour permission") : qsTr("Two things need\nyour permission")
    lead: qsTr("You can still register if you choose No.")
    // One touch for who agrees to all that stands here; where a purpose is on a page of its own, there is nothing to sum up.
    thirdName: "agreeAll"
    thirdText: single ? "" : qsTr("I agree to both")
    thirdIcon: "check"
    onThird: bridge.consent(true, true, false, wording)
    primaryText: qsTr("Continue")
    onPrimary: {
        if (single && at < most)
            at += 1
        else
            bridge.consent(face.answer === "yes", insurer.answer === "yes", outside.answer === "yes", wording)
    }

    Fit {
        id: column

        width: parent.width
        spacing: Tokens.u(28)

        AppText {
            visible: page.single
            width: parent.width
            style: "second"
            font.weight: Font.DemiBold
            color: Tokens.primary
            text: qsTr("Question %1 of %2").arg(page.at + 1).arg(page.most + 1)
        }

        Purpose {
            visible: !page.single || page.at === 0
            icon: "face"
            title: page.faceTitle
            text: page.faceText

            Choice {
                id: face

                objectName: "consentFace"
                width: parent.width
                subject: page.faceTitle
            }
        }

        Purpose {
            visible: !page.single || page.at === 1
            icon: "shield"
            title: page.insurerTitle
            text: page.insurerText

            Choice {
                id: insurer

                objectName: "consentInsurer"
                width: parent.width
                subject: page.insurerTitle
            }
        }

        Purpose {
            visible: page.threefold && page.at === 2
            icon: "search"
            title: page.outsideTitle
            text: page.outsideText

            Choice {
                id: outside

                objectName: "consentOutside"
                width: parent.width
                subject: page.outsideTitle
            }
        }

        Row {
            parent: page.wide ? page.aside : column
            width: parent.width
            spacing: Tokens.u(24)

            Pictogram {
                id: lock

                name: "lock"
                extent: 56
            }

            AppText {
                width: parent.width - lock.width - parent.spacing
                style: "second"
                color: Tokens.muted
                text: page.notice
            }
        }
    }
}
