"""What the sandbox's FHIR face answers when it does not do something: OperationOutcome with an HTTP status."""

from dataclasses import dataclass

from his_client.fhir.systems import Systems
from his_client.fields import Json


@dataclass(eq=False)
class FhirError(Exception):
    """`code` is of http://hl7.org/fhir/issue-type, `place` the element or parameter it is about, `own` a refusal of
    the registration book. Never a value."""

    status: int
    code: str
    place: str = ""
    own: str = ""

    def outcome(self, systems: Systems) -> dict[str, Json]:
        """As OperationOutcome (https://hl7.org/fhir/R4/operationoutcome.html)."""
        issue: dict[str, Json] = {"severity": "error", "code": self.code}
        if self.own:
            issue["details"] = {"coding": [{"system": systems.word("refusal"), "code": self.own}]}
        if self.place:
            issue["expression"] = [self.place]
        return {"resourceType": "OperationOutcome", "issue": [issue]}


def declined(code: str) -> FhirError:
    """A refusal of the book: understood, and not done."""
    return FhirError(403 if code == "assurance" else 422, "business-rule", own=code)
