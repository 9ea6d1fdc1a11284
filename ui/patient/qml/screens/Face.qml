// Face: bring the face into the oval, with one sentence at a time.
import QtQuick
import ".."

Page {
    id: page

    readonly property var words: ({
        "": qsTr("Look straight at the camera"),
        "no_face": qsTr("Look straight at the camera"),
        "come_closer": qsTr("Come a little closer"),
        "step_back": qsTr("Step back a little"),
        "move_left": qsTr("A little to the left"),
        "move_right": qsTr("A little to the right"),
        "more_light": qsTr("A little more light"),
        "less_light": qsTr("Too bright. Please turn away from the light."),
        "one_person": qsTr("One person only, please"),
        "look_straight": qsTr("Look straight at the camera"),
        "hold_still": qsTr("Hold still, please"),
        "turn_left": qsTr("Turn your head a little to the left"),
        "turn_right": qsTr("Turn your head a little to the right"),
        "show_whole_face": qsTr("Please take off your mask"),
        "done": qsTr("Thank you. Comparing now.")
    })
    readonly property var icons: ({
        "one_person": "people",
        "show_whole_face": "mask",
        "turn_left": "back",
        "turn_right": "next",
        "move_left": "back",
        "move_right": "next",
        "done": "check"
    })

    stepName: qsTr("Confirming your face")
    title: qsTr("Look into the camera")
    lead: qsTr("The camera is right above the screen.")
    titleArrow: bridge.quality <= 0
    secondName: "desk"
    secondText: qsTr("See staff")
    secondIcon: "desk"
    onSecond: bridge.press("desk")

    CameraFrame {
        objectName: "camera"
        width: parent.width
        height: parent.height - note.height - Tokens.u(28)
        quality: bridge.quality
        guidance: ({ "text": page.words[bridge.guidance] ?? page.words[""], "icon": page.icons[bridge.guidance] ?? "person" })
        turn: bridge.guidance === "turn_left" ? "left" : bridge.guidance === "turn_right" ? "right" : ""
    }

    Row {
        id: note

        anchors.bottom: parent.bottom
        width: parent.width
        spacing: Tokens.u(20)

        Pictogram {
            id: lock

            anchors.verticalCenter: parent.verticalCenter
            name: "lock"
            extent: 48
        }

        AppText {
            width: parent.width - lock.width - parent.spacing
            style: "second"
            color: Tokens.muted
            text: qsTr("The picture is deleted right after comparing it with the card.")
        }
    }
}
