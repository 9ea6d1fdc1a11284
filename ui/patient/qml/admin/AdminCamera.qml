// The camera's picture with its light and sharpness; or, for a card, held until its code is read.
import QtQuick
import ".."

Page {
    id: page

    readonly property var inside: admin.view
    readonly property var tried: inside.tried
    readonly property bool card: inside.page === "card"
    readonly property var figures: tried.detail.split(";")
    readonly property bool over: card && tried.state !== "running"
    readonly property var proofs: ({
        "sod_signature": qsTr("Signature over the data"),
        "chain": qsTr("Signer known to the country"),
        "sod_lists": qsTr("List of the data groups"),
        "consistency": qsTr("Both data groups agree"),
        "portrait": qsTr("Portrait on the chip"),
        "access": qsTr("Access")
    })
    readonly property var words: ({
        "ok": qsTr("proven"),
        "failed": qsTr("failed"),
        "weak": qsTr("weak"),
        "finding": qsTr("with a remark"),
        "not_possible": qsTr("not possible"),
        "not_supported": qsTr("this card has none")
    })
    readonly property var reasons: ({
        "wrong_key": qsTr("The code is not that of the card on the tray."),
        "bad_key": qsTr("The code is not that of an ID card."),
        "no_card": qsTr("No card lies on the tray."),
        "card_gone": qsTr("The card was taken away too early."),
        "reader_gone": qsTr("The reader does not answer.")
    })
    readonly property var states: ({ "ok": "ok", "failed": "fail", "weak": "warn", "finding": "warn" })

    view: ({ "step": 0, "back": "back" })
    ownBack: true
    badge: card ? "card" : "camera"
    title: card ? qsTr("Read a card") : qsTr("Camera")
    lead: !card ? qsTr("The picture is shown and dropped.")
        : over ? qsTr("Of the holder nothing is shown or kept.")
        : inside.done ? qsTr("The chip is being read.") : qsTr("Lay the card on the tray and show its code to the camera.")
    secondName: "again"
    secondText: over || (!card && tried.state === "fail") ? qsTr("Once more") : ""
    secondIcon: "retry"
    onSecond: admin.wish("try", page.card ? "card" : "camera")
    onBacked: admin.wish("page", "tests")

    Column {
        width: parent.width
        spacing: Tokens.gap

        CameraFrame {
            visible: !page.over && page.tried.state !== "fail" && !page.inside.done
            width: parent.width
            height: Math.round(Math.min(width * 0.75, page.room - Tokens.u(240)))
            oval: !page.card
            guidance: ({ "text": page.card ? qsTr("Hold the code still here") : "", "icon": "card" })
        }

        Banner {
            objectName: "tried"
            visible: page.tried.state !== "running" || page.inside.done > 0
            kind: page.tried.state === "ok" ? "ok" : page.tried.state === "running" ? "plain" : "caution"
            title: page.tried.code === "no_picture" ? qsTr("The camera gives no picture")
                 : page.card ? (page.tried.state === "ok" ? qsTr("Read; origin proven") : page.tried.state === "warn" ? qsTr("Read; origin not proven")
                                : page.tried.state === "running" ? qsTr("The chip is being read.") : qsTr("Not read or not genuine"))
                 : page.tried.code === "dark" ? qsTr("Too dark: light the lamp, or turn the camera from the window")
                 : page.tried.code === "bright" ? qsTr("Too bright: shade the camera, or turn it from the window")
                 : page.tried.code === "blurred" ? qsTr("Blurred: wipe the lens, turn its ring until edges are sharp")
                 : qsTr("Light and sharpness are good")
            text: page.card ? (page.over && page.tried.code !== "no_picture" ? (page.tried.detail !== "" ? qsTr("Opened with %1").arg(page.tried.code) : page.reasons[page.tried.code] ?? page.tried.code) : "")
                : page.figures.length === 2 ? qsTr("Brightness %1 of 255 · sharpness %2").arg(page.figures[0]).arg(page.figures[1]) : ""
        }

        AdminRows {
            visible: page.over && page.tried.detail !== ""
            width: parent.width
            height: page.room - Tokens.u(220)
            entries: page.tried.detail.split(";").filter(part => part !== "").map(part => {
                const [name, state] = part.split("=")
                return { "name": name, "title": name.replace("hash:", ""), "state": page.states[state] ?? "off",
                         "detail": page.words[state] ?? state, "fix": "" }
            })
            names: page.proofs
        }
    }

}
