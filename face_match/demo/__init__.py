"""A camera and a portrait for demonstrations: one public-domain face that can turn, come closer and be lit."""

from face_match.demo.holder import Pose, demo_picture, demo_portrait

__all__ = ["Pose", "demo_picture", "demo_portrait"]
