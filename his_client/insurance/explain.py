"""An estimate that explains itself: each figure with the rule and the numbers it comes from, in the reader's language.

The words stand in one file a language (`words/<language>.toml`); what a language does not have is told in English.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from his_client.insurance.benefit import Estimate, Ground, Rule, ServiceShare

WORDS = Path(__file__).parent / "words"


def dong(amount: int | Decimal, language: str) -> str:
    """An amount as it is read aloud; a fraction of a dong shows with what it has, at most two digits."""
    words = _words_of(language)
    text = f"{amount:,.2f}".rstrip("0").rstrip(".") if isinstance(amount, Decimal) else f"{amount:,}"
    return words.money.format(amount=text.translate(str.maketrans(",.", words.group + words.point)))


def explain(estimate: Estimate, language: str) -> tuple[str, ...]:
    """The estimate line by line, for a patient or a desk; it holds nothing personal. Empty without a ground."""
    ground = estimate.ground
    if ground is None:
        return ()
    words = _words_of(language)
    money: Callable[[int | Decimal], str] = lambda amount: dong(amount, language)  # noqa: E731 - one word for below
    said = [_rule(ground, words, money)]
    said += [_service(share, ground, words, money) for share in estimate.shares]
    said += [
        words.extra.format(
            name=share.service.name or words.a_service, amount=money(share.service.price - share.service.base)
        )
        for share in estimate.shares
        if share.service.price > share.service.base
    ]
    if ground.may_be_free and ground.whole_visit_line is not None:
        said.append(words.may_be_free.format(line=money(ground.whole_visit_line)))
    said.append(words.total.format(insurer=money(estimate.insurer_pays), patient=money(estimate.patient_pays)))
    said.append(words.expected)
    return tuple(said)


def languages() -> tuple[str, ...]:
    """The languages that have words."""
    return tuple(sorted(file.stem for file in WORDS.glob("*.toml")))


def _rule(ground: Ground, words: "_Words", money: Callable[[int | Decimal], str]) -> str:
    template = words.rules[ground.rule]
    return template.format(
        code=ground.route_code,
        level=ground.level,
        share=ground.share,
        salary=money(ground.base_salary or 0),
        whole=money(ground.whole_visit_line or 0),
        months=money(ground.six_month_line or 0),
    )


def _service(share: ServiceShare, ground: Ground, words: "_Words", money: Callable[[int | Decimal], str]) -> str:
    return words.service.format(
        name=share.service.name or words.a_service,
        price=money(share.service.price),
        base=money(share.service.base),
        level=ground.level,
        share=ground.share,
        insurer=money(share.insurer),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's phrases; `group` stands between thousands, `point` before a fraction."""

    a_service: str
    service: str
    extra: str
    may_be_free: str
    total: str
    expected: str
    money: str
    group: str
    point: str
    rules: dict[Rule, str]


@cache
def _words_of(language: str) -> _Words:
    english, own = _read("en"), _read(language) if language in languages() else {}
    rules = {Rule(name): text for name, text in (english["rules"] | own.get("rules", {})).items()}
    return _Words(**{**english, **own, "rules": rules})


def _read(language: str) -> dict[str, Any]:
    return tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))
