"""The station's shell: it posts events, journals them, steps the visit and carries its effects to the devices."""
