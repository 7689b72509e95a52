"""manage.py: what goes wrong below a command is told in words."""

import pytest
from django.db import OperationalError

import manage


@pytest.fixture
def broken(monkeypatch):
    def refuse(_arguments):
        raise OperationalError("no such table: agencies_agency")

    monkeypatch.setattr(manage, "execute_from_command_line", refuse)


@pytest.mark.once
def test_a_database_without_tables_is_told_in_words(broken):
    with pytest.raises(SystemExit) as end:
        manage.main(["manage.py", "doctor"])
    assert "no such table: agencies_agency" in end.value.code
    assert "manage.py migrate" in end.value.code


@pytest.mark.once
def test_with_traceback_the_error_itself_is_seen(broken):
    with pytest.raises(OperationalError):
        manage.main(["manage.py", "doctor", "--traceback"])
