"""Our acknowledgment of a message somebody sent us (chapter 2, ACK, 2.9.2)."""

from datetime import datetime

from his_client.hl7v2.encoding import Field, header, message, segment
from his_client.hl7v2.message import Segment
from his_client.hl7v2.values import CHARACTER_SET, VERSION, stamp


def acknowledge(received: Segment, code: str, at: datetime, error: str = "") -> bytes:
    """MSH turned round, MSA with the sender's MSH-10 and, with an `error` of table 0357, ERR. `received` is its MSH."""
    control_id, event = received.text(10), received.text(9, 2)

    def party(number: int) -> Field:
        return (received.text(number, 1), received.text(number, 2), received.text(number, 3))

    return message(
        header(
            {
                3: party(5),
                4: party(6),
                5: party(3),
                6: party(4),
                7: stamp(at),
                9: ("ACK", event, "ACK") if event else "ACK",
                10: f"R{control_id}"[:20],
                11: received.text(11) or "P",
                12: received.text(12) or VERSION,
                18: CHARACTER_SET,
            }
        ),
        segment("MSA", {1: code, 2: control_id}),
        segment("ERR", {3: (error, "", "HL70357"), 4: "E"}) if error else "",
    )
