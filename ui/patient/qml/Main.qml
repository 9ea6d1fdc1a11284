// The patient's window: header, the screen of the visit, and what stands over it.
import QtQuick
import QtQuick.Window
import Kiosk 1.0

Window {
    id: window

    property string drawnScreen: ""
    property bool asksEnd: false
    property bool choosesLanguage: false
    readonly property bool covered: admin.page !== "" || bridge.overlay !== "" || asksEnd || choosesLanguage
    // Staff practise: a bar above says so, and all else makes room for it as a whole.
    readonly property bool practised: admin.training === "on" || admin.training === "ending"
    readonly property real barShare: !practised ? 0 : width > height ? 0.12 : 0.125

    function draw() {
        if (bridge.screen === drawnScreen && stage.item) {
            stage.item.view = bridge.view
            return
        }
        const before = stage.item ? stage.item.view.step : 0
        drawnScreen = bridge.screen
        asksEnd = false
        choosesLanguage = false
        const file = drawnScreen.split("_").map(word => word[0].toUpperCase() + word.slice(1)).join("")
        stage.bring(file)
        slide.from = bridge.view.step >= before ? Tokens.u(48) : -Tokens.u(48)
        if (Tokens.motion)
            enter.restart()
    }

    width: 1080
    height: 1920
    color: Tokens.background
    title: qsTr("Reception")

    Binding {
        target: Tokens
        property: "landscape"
        value: window.width > window.height
    }

    // Millimetres rule; a window smaller than the panel it was drawn for shrinks as a whole.
    Binding {
        target: Tokens
        property: "unit"
        value: Math.min(bridge.pxPerMm / 4.03, Math.min(window.width, window.height) / 1080,
                        Math.max(window.width, window.height) / 1920) * (1 - window.barShare) * (Tokens.low ? Tokens.lowShare : 1)
    }

    Connections {
        target: bridge

        function onViewChanged() {
            window.draw()
        }

        function onForgotten() {
            window.choosesLanguage = false
        }
    }

    Component.onCompleted: {
        Tokens.preview = preview
        Tokens.qr = qr
        draw()
    }

    // What Python draws is made once and lent to whichever screen needs it: a new one each time would stay for ever.
    Item {
        visible: false

        Preview {
            id: preview

            objectName: "preview"
            feed: bridge
            covered: bridge.shot
            unit: Tokens.unit
            Accessible.ignored: true
        }

        Qr {
            id: qr

            objectName: "qr"
            largestModule: Math.max(4, Tokens.u(14))
            Accessible.ignored: true
        }
    }

    // The whole panel, or its lower part.
    Item {
        id: panel

        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.round(parent.height * (1 - window.barShare) * (Tokens.low ? Tokens.lowShare : 1))

        Item {
            id: place

            anchors.top: header.bottom
            anchors.bottom: parent.bottom
            width: parent.width
            // Behind a dialog the screen is emptied, not only dimmed; what was typed is still there afterwards.
            visible: !window.covered

            // No Loader: what it hands a screen to begin with (`setSource`'s properties) it never lets go of.
            Item {
                id: stage

                property Item item: null
                property var known: ({})

                function bring(file) {
                    const old = item
                    const kind = known[file] ?? Qt.createComponent("screens/" + file + ".qml")
                    known[file] = kind
                    item = kind.createObject(stage, {
                        "view": bridge.view,
                        "width": Qt.binding(() => stage.width),
                        "height": Qt.binding(() => stage.height)
                    })
                    if (old) {
                        old.visible = false
                        old.destroy()
                    }
                    if (item === null)
                        throw new Error(kind.errorString())
                    if (item.end)
                        item.end.connect(() => window.asksEnd = true)
                }

                width: place.width
                height: place.height
            }

            ParallelAnimation {
                id: enter

                NumberAnimation {
                    id: slide

                    target: stage
                    property: "x"
                    to: 0
                    duration: Tokens.time(240)
                    easing.type: Easing.OutCubic
                }

                NumberAnimation {
                    target: stage
                    property: "opacity"
                    from: 0
                    to: 1
                    duration: Tokens.time(240)
                }
            }
        }

        Header {
            id: header

            width: parent.width
            height: Tokens.u(Tokens.lowTall ? 172 : Tokens.landscape ? 128 : 148)
            onLanguage: window.choosesLanguage = !window.choosesLanguage
        }

        Loader {
            anchors.top: header.bottom
            anchors.bottom: parent.bottom
            width: parent.width
            active: window.covered
            sourceComponent: choosesLanguage && admin.page !== "" ? languages : admin.page === "sign" ? adminSign : admin.page !== "" ? adminPages
                           : bridge.overlay === "staff_sign" ? staffSign : bridge.overlay === "staff" ? staffPanel
                           : bridge.overlay === "idle" ? idle : bridge.overlay === "card_missing" ? cardMissing
                           : bridge.overlay === "emergency" ? emergency : bridge.overlay === "help" ? help : bridge.overlay === "help_unheard" ? helpUnheard
                           : asksEnd ? ending : languages
        }
    }

    // Behind the screen every touch says that somebody is there; it watches only.
    Item {
        anchors.fill: parent
        z: 1
        enabled: admin.page !== ""

        PointHandler {
            onActiveChanged: {
                if (active)
                    admin.wish("touched")
            }
        }
    }

    Loader {
        objectName: "practicePlace"
        width: parent.width
        height: Math.round(parent.height * window.barShare)
        active: window.practised
        source: active ? "admin/PracticeBar.qml" : ""
    }

    Component {
        id: adminSign

        StaffSign {
            staff: admin.view
            onClosed: admin.wish("close")
            onSigned: (number, pin) => admin.sign(number, pin)
        }
    }

    Component {
        id: adminPages

        Loader {
            objectName: "admin"
            source: "admin/Admin" + ({ "home": "Home", "status": "Status", "tests": "Tests", "card": "Camera", "camera": "Camera",
                                       "touch": "Touch", "doctor": "Doctor", "logs": "Logs" })[admin.page] + ".qml"
        }
    }

    Component {
        id: languages

        LanguageSheet {
            onDone: window.choosesLanguage = false
        }
    }

    Component {
        id: idle

        Dialog {
            objectName: "idleDialog"
            ring: true
            seconds: bridge.seconds
            title: qsTr("Do you need\nmore time?")
            text: qsTr("In %1 seconds your details are cleared. What you have registered is kept.")
                  .arg(Math.max(0, bridge.seconds))
            primaryText: qsTr("I need more time")
            leftText: qsTr("End")
            rightText: qsTr("Get help")
            rightIcon: "bell"
            onPrimary: bridge.press("more_time")
            onLefted: bridge.press("end")
            onRighted: bridge.press("help")
        }
    }

    Component {
        id: help

        Dialog {
            objectName: "helpDialog"
            icon: "bell"
            title: qsTr("Staff are on the way")
            text: qsTr("About a minute. You may go on meanwhile.")
            primaryText: qsTr("Go on")
            leftText: qsTr("Emergency")
            leftIcon: Tokens.large && rightText !== "" ? "" : "ambulance"
            rightText: bridge.view.staff.offered ? qsTr("Staff") : ""
            rightIcon: "lock"
            onPrimary: bridge.press("help_closed")
            onLefted: bridge.press("emergency")
            onRighted: bridge.press("staff")
        }
    }

    Component {
        id: staffSign

        StaffSign {
            onClosed: bridge.press("staff_closed")
            onSigned: (number, pin) => bridge.signStaff(number, pin)
        }
    }

    Component {
        id: staffPanel

        StaffPanel {}
    }

    Component {
        id: emergency

        Dialog {
            objectName: "emergencyDialog"
            icon: "ambulance"
            title: qsTr("Go straight\nto Emergency")
            text: qsTr("Follow the red line. Staff are coming.")
            primaryText: qsTr("Understood")
            onPrimary: bridge.press("help_closed")
        }
    }

    Component {
        id: helpUnheard

        Dialog {
            objectName: "helpUnheardDialog"
            icon: "desk"
            title: bridge.view.desk ? qsTr("Please go to\ndesk %1").arg(bridge.view.desk) : qsTr("Please go to\nthe reception desk")
            text: qsTr("Staff could not be called from here. You may also go on by yourself.")
            primaryText: qsTr("Go on")
            leftText: qsTr("Emergency")
            leftIcon: Tokens.large && rightText !== "" ? "" : "ambulance"
            rightText: bridge.view.staff.offered ? qsTr("Staff") : ""
            rightIcon: "lock"
            onPrimary: bridge.press("help_closed")
            onLefted: bridge.press("emergency")
            onRighted: bridge.press("staff")
        }
    }

    Component {
        id: cardMissing

        Dialog {
            objectName: "cardDialog"
            ring: bridge.seconds >= 0
            seconds: bridge.seconds
            title: qsTr("The card left the tray")
            text: qsTr("The visit is paused and your details are hidden. Put the card back to go on.")
            leftText: qsTr("End")
            rightText: qsTr("Get help")
            rightIcon: "bell"
            onLefted: bridge.press("end")
            onRighted: bridge.press("help")
        }
    }

    Component {
        id: ending

        Dialog {
            objectName: "endDialog"
            icon: "door"
            title: qsTr("End here?")
            text: qsTr("Your details are cleared from this screen. You can start again at any time.")
            primaryText: qsTr("Go on")
            leftText: qsTr("End")
            onPrimary: window.asksEnd = false
            onLefted: {
                window.asksEnd = false
                bridge.press("end")
            }
        }
    }
}
