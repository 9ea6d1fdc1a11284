// A place for the one item of its kind that the window lends: it fills the place, takes its values, and goes back.
import QtQuick

Item {
    id: place

    property Item item: null
    property var values: ({})
    // What it is given back with.
    property var rest: ({})
    readonly property bool held: item !== null && item.parent === place

    function give() {
        if (held) {
            for (const name in values)
                item[name] = values[name]
            item.width = width
            item.height = height
        }
    }

    onValuesChanged: give()
    onWidthChanged: give()
    onHeightChanged: give()
    Component.onCompleted: {
        item.parent = place
        give()
    }
    Component.onDestruction: {
        if (held) {
            for (const name in rest)
                item[name] = rest[name]
            item.parent = null
        }
    }
}
