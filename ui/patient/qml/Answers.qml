// Answers under one another that share the room there is: few stand taller, many as low as their words allow.
import QtQuick

Fit {
    property int count: 1
    // What is left for each when those that need more have taken it.
    readonly property int rowHeight: {
        let left = parent.height - (count - 1) * spacing
        let rows = count
        const needed = [...children].map(child => child.implicitHeight).sort((one, other) => other - one)
        for (const least of needed) {
            if (rows < 2 || least <= left / rows)
                break
            left -= least
            rows -= 1
        }
        return Math.min(Tokens.u(count > 2 ? 208 : 248), left / rows)
    }

    spacing: Tokens.u(Tokens.landscape ? 20 : 28)
}
