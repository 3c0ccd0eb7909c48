"""Plans: chosen by a seed, printed, read back, made smaller."""

from __future__ import annotations

import pytest
from tests.faults.fault import ANSWERS, DELIVERIES, MOMENTS, SHOP, WAYS, Delivered, Kill, Outage, Rest, Shop, Way
from tests.faults.kinds import ALONE, KINDS, TWO
from tests.faults.plan import DATABASES, ROUTES, Plan

PLANS = [Plan.of(seed) for seed in range(600)]
PLANS_OF_TWO = [Plan.of(seed, TWO) for seed in range(300)]
FULL = Plan("order", "sqlite", 7, "turns", "stays", 3, (Kill(0, "answered", 1, returns=True), Shop("429", 9)))


def test_a_plan_is_that_of_its_seed() -> None:
    assert Plan.of(5) == PLANS[5]


def test_a_plan_is_printed_as_the_words_by_which_it_is_run_again() -> None:
    assert str(FULL) == "order sqlite seed=7 route=turns contact=stays contacts=3 kill:0:answered:1:True shop:429:9"
    both = PLANS + PLANS_OF_TWO
    assert [Plan.read(str(plan).split()) for plan in both] == both


@pytest.mark.parametrize("words", ["order", "order sqlite", "order sqlite seed=1 route=first contact=stays contacts=x"])
def test_other_words_are_no_plan(words: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        Plan.read(words.split())


def test_plans_come_to_every_flow_database_contact_and_route() -> None:
    assert {plan.flow for plan in PLANS} == set(ALONE)
    assert {plan.flow for plan in PLANS_OF_TWO} == set(TWO)
    assert {plan.database for plan in PLANS} == set(DATABASES)
    assert {plan.route for plan in PLANS} == set(ROUTES)
    assert {(plan.flow, plan.contact) for plan in PLANS + PLANS_OF_TWO} == {
        (kind.name, contact) for kind in KINDS.values() for contact in kind.contacts
    }


def test_plans_come_to_every_fault() -> None:
    faults = [fault for plan in PLANS for fault in plan.faults]

    assert {fault.moment for fault in faults if isinstance(fault, Kill)} == set(MOMENTS)
    assert {fault.answer for fault in faults if isinstance(fault, Rest)} == set(ANSWERS)
    assert {fault.answer for fault in faults if isinstance(fault, Shop)} == set(SHOP)
    assert {fault.way for fault in faults if isinstance(fault, Delivered)} == set(DELIVERIES)
    assert any(isinstance(fault, Outage) for fault in faults)
    assert any(not plan.faults for plan in PLANS)


def test_only_where_there_are_two_bundles_something_goes_wrong_between_them() -> None:
    faults = [fault for plan in PLANS_OF_TWO for fault in plan.faults]

    assert {fault.how for fault in faults if isinstance(fault, Way)} == set(WAYS)
    assert {fault.worker for fault in faults if isinstance(fault, Kill)} == {0, 1, 2, 3}
    alone = [fault for plan in PLANS for fault in plan.faults]
    assert {fault.worker for fault in alone if isinstance(fault, Kill)} == {0, 1}
    assert not any(isinstance(fault, Way) for fault in alone)


def test_a_worker_that_stays_away_is_the_last_to_die() -> None:
    for plan in PLANS:
        kills = [fault for fault in plan.faults if isinstance(fault, Kill)]
        assert all(kill.returns for kill in kills[:-1])


def test_each_smaller_plan_lacks_one_thing() -> None:
    assert [str(plan) for plan in FULL.smaller()] == [
        "order sqlite seed=7 route=turns contact=stays contacts=3 shop:429:9",
        "order sqlite seed=7 route=turns contact=stays contacts=3 kill:0:answered:1:True",
        "order sqlite seed=7 route=turns contact=stays contacts=1 kill:0:answered:1:True shop:429:9",
        "order sqlite seed=7 route=first contact=stays contacts=3 kill:0:answered:1:True shop:429:9",
        "order sqlite seed=7 route=turns contact=stays contacts=3 kill:0:answered:1:True shop:429:1",
    ]
