"""The sandbox's departments with every kind of limit, so that no point of the contract is left untried."""

from dataclasses import replace

from his_client.sandbox.departments import DepartmentRule, load_departments


def demanding_departments() -> list[DepartmentRule]:
    rules = list(load_departments())
    rules[4] = replace(rules[4], min_age=16)
    rules[5] = replace(rules[5], only_sex="Nữ")
    rules[6] = replace(rules[6], quota=0)
    return rules
