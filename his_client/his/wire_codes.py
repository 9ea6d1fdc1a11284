"""The interface's words for what the ports name: one table each, read by the client and by the sandbox."""

from collections.abc import Mapping

from his_client.his.identity import IdentifierKind, Relation
from his_client.his.values import AppointmentKind, DeclarationKind, ReminderKind

PAPERS: Mapping[IdentifierKind, str] = {
    IdentifierKind.ID_NUMBER: "CCCD",
    IdentifierKind.OLD_ID_NUMBER: "CMND",
    IdentifierKind.PASSPORT: "HC",
    IdentifierKind.INSURANCE_NUMBER: "BHYT",
    IdentifierKind.PATIENT_ID: "MA_BN",
}
"""LOAI_GTTT: which kind of paper a number stands on."""

RELATIONS: Mapping[Relation, str] = {
    Relation.FATHER: "BO",
    Relation.MOTHER: "ME",
    Relation.GRANDPARENT: "ONG_BA",
    Relation.GUARDIAN: "GIAM_HO",
    Relation.OTHER: "KHAC",
}
"""QUAN_HE: what the adult is to the child."""

DECLARATIONS: Mapping[DeclarationKind, str] = {
    DeclarationKind.PRIORITY: "UU_TIEN",
    DeclarationKind.TRANSFER_FORM: "GIAY_CHUYEN",
    DeclarationKind.REVISIT_SLIP: "GIAY_HEN",
}
"""KHAI_BAO.LOAI: what a patient declares for staff to check."""

REMINDERS: Mapping[ReminderKind, str] = {
    ReminderKind.FOLLOW_UP: "TAI_KHAM",
    ReminderKind.VACCINATION: "TIEM_CHUNG",
}
"""NHAC_HEN.LOAI: what the patient wishes to be reminded of."""

APPOINTMENT_KINDS: Mapping[AppointmentKind, str] = {
    AppointmentKind.BOOKED: "DAT_HEN",
    AppointmentKind.REVISIT: "TAI_KHAM",
}
"""LOAI of an appointment."""
