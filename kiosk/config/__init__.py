"""A station's configuration: one TOML file, checked as a whole before anything starts, and secrets from elsewhere."""

from kiosk.config.load import ConfigError, ConfigUnreadable, Problem, load_config, parse_config
from kiosk.config.model import StationConfig
from kiosk.config.secrets import SECRETS, VERIFIES, Secret, SecretMissing, find_secret, provider_secrets, secret

__all__ = [
    "SECRETS",
    "VERIFIES",
    "ConfigError",
    "ConfigUnreadable",
    "Problem",
    "Secret",
    "SecretMissing",
    "StationConfig",
    "find_secret",
    "load_config",
    "parse_config",
    "provider_secrets",
    "secret",
]
