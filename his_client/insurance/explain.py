"""An estimate that explains itself: each figure with the rule and the numbers it comes from, in two languages."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from his_client.insurance.benefit import Estimate, Ground, Rule, ServiceShare

Language = Literal["vi", "en"]


def dong(amount: int | Decimal, language: Language) -> str:
    """An amount as it is read aloud; a fraction of a dong shows with what it has, at most two digits."""
    text = f"{amount:,.2f}".rstrip("0").rstrip(".") if isinstance(amount, Decimal) else f"{amount:,}"
    if language == "vi":
        return text.translate(str.maketrans(",.", ".,")) + " đ"
    return text + " VND"


def explain(estimate: Estimate, language: Language) -> tuple[str, ...]:
    """The estimate line by line, for a patient or a desk; it holds nothing personal. Empty without a ground."""
    ground = estimate.ground
    if ground is None:
        return ()
    words = _WORDS[language]
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
    a_service: str
    service: str
    extra: str
    may_be_free: str
    total: str
    expected: str
    rules: dict[Rule, str]


_WORDS: dict[Language, _Words] = {
    "vi": _Words(
        a_service="Khám bệnh",
        service="{name}: giá {price}; quỹ BHYT trả {base} × {level} % × {share} % = {insurer}",
        extra="{name}: phần thu thêm theo yêu cầu {amount}, người bệnh trả",
        may_be_free="Nếu cả lượt khám dưới {line}, quỹ BHYT trả toàn bộ phần BHYT; quyết toán khi kết thúc lượt khám",
        total="Tổng cộng (làm tròn một lần): quỹ BHYT trả {insurer}, người bệnh trả {patient}",
        expected="Đây là số dự kiến; số của bệnh viện khi quyết toán là số cuối cùng",
        rules={
            Rule.CARD: "Mức hưởng của thẻ {level} %, mã đối tượng {code} hưởng {share} % mức đó",
            Rule.FIXED: "Mã đối tượng {code}: hưởng {level} %, không phụ thuộc mức của thẻ",
            Rule.WHOLE_VISIT: "Chi phí cả lượt khám dưới {whole} (mức lương cơ sở {salary}): hưởng 100 %",
            Rule.SIX_MONTHS: "Đã đủ 5 năm liên tục và đã cùng chi trả quá {months} trong năm: hưởng 100 %",
            Rule.NONE: "Mã đối tượng {code}: quỹ BHYT không chi trả",
        },
    ),
    "en": _Words(
        a_service="Examination",
        service="{name}: price {price}; insurance pays {base} × {level}% × {share}% = {insurer}",
        extra="{name}: surcharge on request {amount}, paid by the patient",
        may_be_free="If the whole visit stays below {line}, insurance pays its part in full; settled at the end",
        total="In all (rounded once): insurance pays {insurer}, the patient pays {patient}",
        expected="This is an estimate; the hospital's figure at the end is the final one",
        rules={
            Rule.CARD: "The card covers {level}%, and route code {code} gives {share}% of that",
            Rule.FIXED: "Route code {code}: covered at {level}%, whatever the card's level",
            Rule.WHOLE_VISIT: "The whole visit costs less than {whole} (base salary {salary}): covered in full",
            Rule.SIX_MONTHS: "Insured five years in a row, co-paid more than {months} this year: covered in full",
            Rule.NONE: "Route code {code}: insurance does not pay",
        },
    ),
}
