// Appointment: what the hospital expects the patient for; one touch is clinic and confirmation of the hour together.
import QtQuick
import ".."

Page {
    id: page

    readonly property bool several: view.tiles.length > 1

    stepName: qsTr("Your appointment")
    title: several ? qsTr("You have appointments\ntoday") : qsTr("You have an appointment\ntoday")
    lead: Tokens.large ? "" : qsTr("Touch it to go on.")
    secondName: "otherClinic"
    secondText: qsTr("Another clinic")
    secondIcon: "steth"
    thirdName: "child"
    thirdText: view.child ? qsTr("I bring a child") : ""
    thirdIcon: "baby"
    onSecond: bridge.press("other_clinic")
    onThird: bridge.press("child")

    Answers {
        count: page.view.tiles.length

        Repeater {
            model: page.view.tiles

            Answer {
                required property var modelData

                objectName: "appointment:" + modelData.id
                icon: modelData.kind === "revisit" ? "calendar" : modelData.icon
                name: modelData.time + " · " + modelData.department
                detail: [
                    modelData.kind === "revisit" ? qsTr("Re-visit") : "",
                    modelData.floor ? qsTr("Room %1, floor %2").arg(modelData.room).arg(modelData.floor) : qsTr("Room %1").arg(modelData.room),
                    modelData.doctor
                ].filter(part => part !== "").join(" · ")
                onClicked: bridge.choose("appointment", modelData.id)
            }
        }
    }
}
