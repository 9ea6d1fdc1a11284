"""One contract for every hospital system: points a HIS must keep, run over an adapter with made-up patients.

The same points judge our simulators in the tests and a hospital's own server from the command line. What a point
registers it cancels again.
"""

from his_client.his.conformance.points import POINTS
from his_client.his.conformance.report import Point, PointResult, Status, examine
from his_client.his.conformance.trial import Trial

__all__ = ["POINTS", "Point", "PointResult", "Status", "Trial", "examine"]
