"""Sheets of paper and screens as shapes: flat, or bent as a whole about an upright, level or slanted line."""

from __future__ import annotations

import math

import numpy as np

from face_match.demo.render import Field


class Sheet:
    """A rectangle, bent to a part of a cylinder: paper bends without stretching.

    :param rectangle: left, top, right, bottom of the flat sheet, in its own units from its origin.
    :param unit: millimetres per unit.
    :param bend: curvature in 1/mm; positive bends the sides away from the camera, 0 is flat.
    :param axis: the direction of the cylinder's axis in degrees from upright.
    :param off: how far beside the origin the axis lies, in mm.
    """

    pivot = 0.0

    def __init__(
        self,
        rectangle: tuple[float, float, float, float],
        unit: float = 1.0,
        bend: float = 0.0,
        axis: float = 0.0,
        off: float = 0.0,
    ) -> None:
        self._bend = bend
        self._off = off
        self._across = (math.cos(math.radians(axis)), math.sin(math.radians(axis)))
        left, top, right, bottom = (side * unit for side in rectangle)
        self.bounds = (left, top, right, bottom)
        reach = max(abs(float(self._position(x, y))) for x in (left, right) for y in (top, bottom))
        edge = self._lift(np.float32(reach))
        self.heights = (min(0.0, float(edge)), max(0.0, float(edge)))

    def height(self, x: Field, y: Field) -> Field:
        return np.asarray(self._lift(self._position(x, y)), np.float32)

    def unrolled(self, x: Field, y: Field) -> tuple[Field, Field]:
        """Where on the flat sheet the places above the plane's (x, y) are, in mm."""
        if not self._bend:
            return x, y
        seen = self._position(x, y)
        bent = np.arcsin(np.clip(seen * self._bend, -0.98, 0.98)) / self._bend
        more = (bent - seen).astype(np.float32)
        return x + more * np.float32(self._across[0]), y + more * np.float32(self._across[1])

    def _position(self, x: Field | float, y: Field | float) -> Field:
        """How far across the axis."""
        return np.asarray(x * self._across[0] + y * self._across[1] - self._off, np.float32)

    def _lift(self, across: Field | np.float32) -> Field:
        if not self._bend:
            return np.zeros_like(np.asarray(across))
        radius = 1 / self._bend
        inside = np.clip((across * self._bend) ** 2, 0, 0.96)
        return np.asarray(radius * (np.sqrt(1 - inside) - 1), np.float32)
