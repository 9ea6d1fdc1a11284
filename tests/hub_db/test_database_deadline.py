"""A database server that stands still is given up: the hub's threads are needed for money."""

from __future__ import annotations

from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from kiosk.hub.db.engine import postgresql_database


def test_a_server_that_does_not_answer_is_given_up_and_asked_again(postgres: str) -> None:
    with closing(postgresql_database(postgres, None, answer_s=0.5)) as database:
        with pytest.raises(OperationalError, match=r"no answer within 0.5 s"), database.writing() as connection:
            connection.execute(text("SELECT pg_sleep(60)"))
        with database.reading() as connection:
            assert connection.execute(text("SELECT 1")).scalar_one() == 1


def test_who_moves_books_waits_for_them(postgres: str) -> None:
    with closing(postgresql_database(postgres, None)) as database, database.reading() as connection:
        assert connection.execute(text("SELECT 1 FROM pg_sleep(0.6)")).scalar_one() == 1
