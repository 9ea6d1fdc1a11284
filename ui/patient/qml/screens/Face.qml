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
        "even_light": qsTr("Please turn so that your whole face is lit"),
        "take_off_mask": qsTr("Please take off your mask"),
        "show_whole_face": qsTr("Please show your whole face"),
        "challenge_closer": qsTr("Come closer, slowly"),
        "challenge_back": qsTr("Thank you. Now a little back."),
        "watch_screen": qsTr("Keep looking at the screen: its colour changes softly"),
        "done": qsTr("Thank you. Comparing now.")
    })
    readonly property var icons: ({
        "one_person": "people",
        "take_off_mask": "mask",
        "show_whole_face": "face",
        "watch_screen": "eye",
        "turn_left": "back",
        "turn_right": "next",
        "move_left": "back",
        "move_right": "next",
        "done": "check"
    })

    // What the challenge asks is judged from the moment it is shown.
    readonly property var challenge: ["turn_left", "turn_right", "challenge_closer", "challenge_back", "watch_screen"]

    stepName: qsTr("Confirming your face")
    title: qsTr("Look into the camera")
    lead: qsTr("The camera is right above the screen.")
    titleArrow: bridge.quality <= 0
    secondName: "desk"
    secondText: qsTr("See staff")
    secondIcon: "desk"
    thirdName: "withoutCamera"
    thirdText: qsTr("Go on without the camera")
    thirdIcon: "next"
    onSecond: bridge.press("desk")
    onThird: bridge.press("without_camera")
    shine: bridge.glow !== "" ? 1 : 0

    // The last colour stays while its light goes out.
    Binding on glow {
        when: bridge.glow !== ""
        value: bridge.glow
        restoreMode: Binding.RestoreNone
    }

    Behavior on glow {
        ColorAnimation {
            duration: Tokens.time(240)
        }
    }

    Behavior on shine {
        NumberAnimation {
            duration: Tokens.time(240)
        }
    }

    CameraFrame {
        objectName: "camera"
        width: parent.width
        height: parent.height - note.height - Tokens.u(28)
        quality: bridge.quality
        glow: page.glow
        shine: page.shine
        below: page.shine * (note.height + Tokens.u(28))
        guidance: ({
            "text": page.words[bridge.guidance] ?? page.words[""],
            "icon": page.icons[bridge.guidance] ?? "person",
            "turn": bridge.guidance === "turn_left" ? "left" : bridge.guidance === "turn_right" ? "right" : "",
            "urgent": page.challenge.includes(bridge.guidance)
        })
    }

    Row {
        id: note

        anchors.bottom: parent.bottom
        width: parent.width
        spacing: Tokens.u(20)
        opacity: 1 - page.shine

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
