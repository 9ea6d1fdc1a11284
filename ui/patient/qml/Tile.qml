// A place to choose: pictogram, name, people and minutes; chosen shows by edge, ground and tick together.
import QtQuick

Touch {
    id: tile

    property string name
    property string icon
    property string second
    property string mark
    property string price
    property bool chosen: false
    property bool full: false

    text: name + ". " + (mark ? mark + ". " : "") + second + (price ? ". " + price : "")
    radius: Tokens.u(32)
    implicitHeight: Tokens.u(!Tokens.large ? 262 : Tokens.landscape ? 224 : 248)
    Accessible.checkable: true
    Accessible.checked: chosen

    Rectangle {
        anchors.fill: parent
        radius: tile.radius
        color: tile.chosen || tile.down ? Tokens.tint : Tokens.surface
        border.width: Tokens.u(tile.chosen ? 6 : 3)
        border.color: tile.chosen ? Tokens.primary : Tokens.edge
    }

    Pictogram {
        id: picture

        x: Tokens.u(Tokens.landscape ? 24 : 32)
        y: Tokens.large ? (tile.height - height) / 2 : title.y + (title.height - height) / 2
        name: tile.icon
        extent: Tokens.large ? 100 : Tokens.landscape ? 56 : 76
    }

    AppText {
        id: title

        x: picture.x + picture.width + Tokens.u(Tokens.large ? 36 : 20)
        y: Tokens.u(10)
        width: tile.width - x - (tile.chosen ? tick.width + Tokens.u(44) : Tokens.u(24))
        height: tile.height - Tokens.u(22) - below.height
        verticalAlignment: Text.AlignVCenter
        style: "action"
        // A long name may go down to the size of the text beside it, no further.
        fontSizeMode: Text.Fit
        minimumPixelSize: Tokens.size("second")
        text: tile.name
        Accessible.ignored: true
    }

    AppText {
        id: below

        x: Tokens.large ? title.x : picture.x
        width: tile.width - x - Tokens.u(20)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Tokens.u(16)
        style: "second"
        textFormat: Text.StyledText
        text: [[tile.mark ? "<b>" + tile.mark + "</b>" : "", tile.second].filter(part => part !== "").join(" · "), tile.price]
              .filter(line => line !== "").join(Tokens.large ? " · " : "<br>")
        color: tile.full ? Tokens.caution : tile.mark ? Tokens.primary : Tokens.muted
        Accessible.ignored: true
    }

    Pictogram {
        id: tick

        visible: tile.chosen
        name: "check"
        extent: Tokens.landscape ? 48 : 56
        x: tile.width - width - Tokens.u(Tokens.landscape ? 20 : 28)
        y: Tokens.large ? (tile.height - height) / 2 : picture.y + (picture.height - height) / 2
    }
}
