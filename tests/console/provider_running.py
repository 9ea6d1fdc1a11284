"""An OpenID provider of another maker: Authlib's authorization server with PKCE, on loopback, for one person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode, UserInfo
from flask import Flask, Response, jsonify
from joserfc.jwk import ECKey, RSAKey

from kiosk.hub.service import HubServer

RSA = RSAKey.generate_key(2048)
"""Made once: that takes longer than everything signed with it."""
ISSUED = {"iss", "aud", "exp", "iat"}
"""Claims that are the provider's own, not the person's."""
CLIENT, SECRET = "kiosk-console", "a secret: with+signs/%"


@dataclass(slots=True)
class Client(ClientMixin):
    """The console as it is registered there."""

    back: str

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return self.back

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.back

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass(slots=True)
class Code(AuthorizationCodeMixin):
    """A code that waits to be redeemed."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    user: dict[str, Any]

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> None:
        return None

    get_acr = get_amr = get_auth_time


@dataclass(slots=True)
class Provider:
    """`person` is who signs in next, by claims; `forged` changes the token's own claims."""

    person: dict[str, Any] = field(default_factory=dict)
    forged: dict[str, Any] = field(default_factory=dict)
    url: str = ""
    told_issuer: str = ""
    key: Any = None
    alg: str = "RS256"
    codes: dict[str, Code] = field(default_factory=dict)
    told_keys: Any = None
    """What it says its keys are, where it does not tell them."""

    def change_key(self, *, curve: bool = False) -> None:
        self.alg = "ES256" if curve else "RS256"
        made = ECKey.generate_key("P-256") if curve else RSA
        self.key = type(made).import_key({**made.as_dict(private=True), "kid": f"key-{id(made)}", "alg": self.alg})


@contextmanager
def provider_running(back: str) -> Iterator[Provider]:
    provider = Provider()
    provider.change_key()
    app = Flask("provider-test")
    client = Client(back)

    class Grant(grants.AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]  # noqa: RUF012 - Authlib's shape

        def save_authorization_code(self, code: str, request: Any) -> None:
            asked = request.payload.data
            kept = (asked["redirect_uri"], request.payload.scope, asked["nonce"])
            proof = (asked["code_challenge"], asked["code_challenge_method"])
            provider.codes[code] = Code(code, *kept, *proof, dict(request.user))

        def query_authorization_code(self, code: str, client: Any) -> Code | None:
            return provider.codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            del provider.codes[authorization_code.code]

        def authenticate_user(self, authorization_code: Code) -> dict[str, Any]:
            return authorization_code.user

    class Tokens(OpenIDCode):
        def exists_nonce(self, nonce: str, request: Any) -> bool:
            return any(code.nonce == nonce for code in provider.codes.values())

        def resolve_client_private_key(self, client: Any) -> Any:
            return provider.key

        def get_client_algorithm(self, client: Any) -> str:
            return provider.alg

        def get_client_claims(self, client: Any) -> dict[str, Any]:
            claims = {"iss": provider.url, "aud": [CLIENT]}
            return {**claims, **{name: value for name, value in provider.forged.items() if name in ISSUED}}

        def get_encode_header(self, client: Any) -> dict[str, Any]:
            return {"alg": provider.alg, "kid": provider.key.kid}

        def generate_user_info(self, user: dict[str, Any], scope: str) -> UserInfo:
            return UserInfo(**{**user, **{k: v for k, v in provider.forged.items() if k not in ISSUED}})

    server = AuthorizationServer(app, query_client=lambda _id: client, save_token=lambda _token, _request: None)
    server.register_grant(Grant, [Tokens(), CodeChallenge(required=True)])

    @app.get("/.well-known/openid-configuration")
    def tell() -> Response:
        url = provider.url
        told = {"issuer": provider.told_issuer or url, "authorization_endpoint": f"{url}/authorize"}
        return jsonify({**told, "token_endpoint": f"{url}/token", "jwks_uri": f"{url}/keys"})

    @app.get("/authorize")
    def authorize() -> Any:
        grant = server.get_consent_grant(end_user=provider.person)
        return server.create_authorization_response(grant=grant, grant_user=provider.person)

    @app.post("/token")
    def token() -> Any:
        return server.create_token_response()

    @app.get("/keys")
    def keys() -> Response:
        told = provider.told_keys
        return jsonify({"keys": [provider.key.as_dict(private=False)]} if told is None else told)

    http = HubServer(app, "127.0.0.1", 0)
    provider.url = http.url
    http.start()
    try:
        yield provider
    finally:
        http.stop()
