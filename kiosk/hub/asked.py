"""What a door of the hub reads from a request, and how it refuses."""

from __future__ import annotations

import re
from typing import Any

from flask import Response, jsonify, make_response, request
from flask.json.provider import DefaultJSONProvider

from his_client import fields as read
from his_client.fields import BadShape

ID = re.compile(r"[A-Za-z0-9._:/-]{1,80}")
VISIT = re.compile(r"[^\s\x00-\x1f]{1,64}")
"""A visit's code is the HIS's own; an empty one is not sent."""
CODE = re.compile(r"[A-Za-z0-9._:-]{1,40}")


class BoundedJson(DefaultJSONProvider):
    """An app's JSON: what is nested beyond all measure is none, like anything else that is none."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """See `flask.json.provider.JSONProvider.loads`."""
        try:
            return super().loads(s, **kwargs)
        except RecursionError:
            raise ValueError("nested too deep") from None


def body_of() -> Any:
    """The JSON object that was sent."""
    return read.record(request.get_json(silent=True), "body")


def matching(body: Any, name: str, form: re.Pattern[str]) -> str:
    """The text `name` of a body, which has this form."""
    text = read.text(body, name)
    if not form.fullmatch(text):
        raise BadShape(name)
    return text


def refused(code: str, status: int) -> Response:
    """A refusal with its code."""
    return make_response(jsonify({"refused": code}), status)
