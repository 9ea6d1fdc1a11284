"""A hospital system behind HL7 FHIR R4 (https://hl7.org/fhir/R4/): the same ports, spoken in resources."""
