"""A registration as the kiosk knows it, from an acknowledgment that may say little more than yes."""

from his_client.his.values import Department, Registered, RegistrationRequest
from his_client.hl7v2.answers import place
from his_client.hl7v2.message import BadMessage, Message
from his_client.hl7v2.values import reference
from his_client.outcome import Done, Outcome, Unknown


def registered_from(
    request: RegistrationRequest, department: Department, answer: Message, takes_payments: bool
) -> Outcome[Registered]:
    """The registration an AA stands for; what its ZQN does not say comes from the departments file or stays empty.

    `queue_number` is empty where the receiver gives none: whoever asked draws one from a queue of its own.
    `visit_code` is then our reference (PV1-50). `bill_id` is empty where this line cannot take the payment: the
    receiver takes none, or an insured patient's share was not said. `amount_due` is then the price before insurance.
    """
    try:
        said = place(answer)
    except BadMessage as bad:
        return Unknown("bad_shape", f"acknowledged, but {bad.place} is no number")
    visit_code = said.visit_code or reference(request.key)
    share_known = said.amount_due is not None or request.insurance is None or request.insurance.level is None
    return Done(
        Registered(
            request.key,
            visit_code,
            said.patient_id,
            said.queue_number,
            said.room or department.room,
            said.floor or department.floor,
            said.building or department.building,
            said.people_before or 0,
            said.wait_minutes or 0,
            (said.bill_id or reference(request.key)) if takes_payments and share_known else "",
            request.price if said.amount_due is None else said.amount_due,
            department.id,
            department.name,
            said.amount_paid or 0,
        )
    )
