"""Closing one's account (个人信息保护法 Arts. 15, 47; GB/T 35273-2020, 8.5: within 15 working days).

Asked for by the citizen, who may take it back for some days. Then the daily function lets all accounts go, and in a
later run erases the person, by destroying the salts; of whom records must be kept by law, those records and who they
are about are kept and used for nothing else (Art. 47), and erased when the law lets go of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from chalicelib.identity.acts import (
    PERSON_ACCOUNT_DETACHED,
    PERSON_CLOSED,
    PERSON_CLOSING_REQUESTED,
    PERSON_CLOSING_WITHDRAWN,
)
from chalicelib.identity.persons.belonging import Turn, erased, moved, without
from chalicelib.identity.persons.parts import Parts, account_of, person_of, require_standing, sessions_over
from chalicelib.identity.persons.records import PersonRecord, PersonState
from chalicelib.identity.ports import Records, Standing
from chalicelib.shared.access import Caller, system
from chalicelib.shared.change import Change, Once
from chalicelib.shared.clocks import civil_date
from chalicelib.shared.errors import RuleViolation

_TOMORROW = timedelta(days=1)
SETTLING = timedelta(hours=1)  # at least: tokens of accounts let go live 30 seconds, and what is due lags in its index
CITY = system("close_accounts")


class Closing:
    """What citizens ask for."""

    def __init__(self, parts: Parts, records: Records) -> None:
        self._parts = parts
        self._records = records

    def request(self, caller: Caller, once: Once | None) -> dict[str, Any]:
        """Ask that everything be closed; asked for again it stays as it is.

        Raises RuleViolation `cases_open`, Forbidden if another account stands higher or was there before.
        """

        def decide() -> Change:
            turn, current = Turn(self._parts, caller), account_of(self._parts, caller)
            person = person_of(self._parts, current.person_id)
            require_standing(caller, current, person, filter(None, map(self._parts.store.account, person.accounts)))
            standing = self._records.standing(person.person_id)
            if standing.open_cases:
                raise RuleViolation("cases_open", open_cases=standing.open_cases)
            if person.state is PersonState.CLOSING:
                return Change(answer=_told(person, standing))
            person = person._replace(state=PersonState.CLOSING, due_on=self._due_on())
            person = turn.act(person, PERSON_CLOSING_REQUESTED, {"due_on": str(person.due_on)})
            turn.write(self._parts.store.save_person(person))
            turn.write(self._parts.store.put_due(_due(person), person.person_id))
            return turn.change(_told(person, standing))

        return self._parts.committer.commit(decide, once)

    def withdraw(self, caller: Caller, once: Once | None) -> dict[str, Any]:
        """Take it back in time. Raises RuleViolation `closing_not_requested`."""

        def decide() -> Change:
            turn = Turn(self._parts, caller)
            person = person_of(self._parts, account_of(self._parts, caller).person_id)
            if person.state is not PersonState.CLOSING:
                raise RuleViolation("closing_not_requested")
            turn.write(self._parts.store.drop_due(_due(person), person.person_id))
            person = turn.act(person, PERSON_CLOSING_WITHDRAWN, {"due_on": str(person.due_on)})
            turn.write(self._parts.store.save_person(person._replace(state=PersonState.ACTIVE, due_on=None)))
            return turn.change({"state": str(PersonState.ACTIVE)})

        return self._parts.committer.commit(decide, once)

    def _due_on(self) -> date:
        return self._parts.law.today() + timedelta(days=self._parts.settings("accounts").closing_days)


class DueClosings:
    """What the daily function does. Run twice, late, or after dying anywhere, it comes to the same.

    `Parts` without what only requests need: the function has neither keys nor counters.
    """

    def __init__(self, parts: Parts, records: Records) -> None:
        self._parts = parts
        self._records = records

    def due(self) -> list[str]:
        """The persons on whom something is due today or was before."""
        return list(self._parts.store.due(self._parts.law.today()))

    def carry_out(self, person_id: str) -> str:
        """Close or erase one person, as far as it is due; the state that they are in then."""
        for account_id in self._person(person_id).accounts if self._closes(person_id) else ():
            self._commit(partial(self._let_go, person_id, account_id))
        return str(self._commit(lambda: self._gone_on(person_id))["state"])

    def _closes(self, person_id: str) -> bool:
        person = self._person(person_id)
        closing = person.state is PersonState.CLOSING and self._is_due(person)
        return closing and not self._records.standing(person_id).open_cases

    def _let_go(self, person_id: str, account_id: str) -> Change:
        turn, person = Turn(self._parts, CITY), self._person(person_id)
        account = self._parts.store.account(account_id)
        if person.state is not PersonState.CLOSING or account is None or account_id not in person.accounts:
            return Change()
        person = turn.act(without(turn, person, account_id), PERSON_ACCOUNT_DETACHED, {"account_id": account_id})
        account, ended = sessions_over(self._parts, account)
        turn.write(self._parts.store.save_person(person), self._parts.store.delete_account(account), ended)
        return turn.change({})

    def _gone_on(self, person_id: str) -> Change:
        """Close; erase in a later run, or keep until the law lets go; look again tomorrow at what was begun anew."""
        turn, person = Turn(self._parts, CITY), self._person(person_id)
        if person.state is PersonState.ERASED or not self._is_due(person):
            return Change(answer={"state": str(person.state)})
        standing, today = self._records.standing(person_id), self._parts.law.today()
        if standing.open_cases or person.accounts:
            return self._put_off(turn, person, today + _TOMORROW)
        if person.state is PersonState.CLOSING:
            return self._closed(turn, person, standing)
        if standing.keep_until and standing.keep_until >= today and person.resident_id:
            return self._put_off(turn, person, standing.keep_until + _TOMORROW)
        if person.state is PersonState.ACTIVE:  # opened again without an account
            return self._closed(turn, person, standing)
        person = erased(turn, person)
        turn.write(self._parts.store.save_person(person))
        return turn.change({"state": str(person.state)})

    def _closed(self, turn: Turn, person: PersonRecord, standing: Standing) -> Change:
        """No account leads there any more; whether there is something to keep is asked once nobody can add to it."""
        kept_until = str(standing.keep_until) if standing.keep_until else None
        person = turn.act(person, PERSON_CLOSED, {"kept_until": kept_until})
        settled = civil_date(self._parts.law.now() + SETTLING) + _TOMORROW
        return self._put_off(turn, person._replace(state=PersonState.CLOSED), settled)

    def _put_off(self, turn: Turn, person: PersonRecord, until: date) -> Change:
        turn.write(*moved(self._parts.store, person, until))
        person = person._replace(due_on=until)
        turn.write(self._parts.store.save_person(person))
        return turn.change({"state": str(person.state)})

    def _is_due(self, person: PersonRecord) -> bool:
        return person.due_on is not None and person.due_on <= self._parts.law.today()

    def _person(self, person_id: str) -> PersonRecord:
        return person_of(self._parts, person_id)

    def _commit(self, decide: Callable[[], Change]) -> dict[str, Any]:
        return self._parts.committer.commit(decide, None)


def _due(person: PersonRecord) -> date:
    if person.due_on is None:
        raise LookupError(f"person {person.person_id} is {person.state} without a day")
    return person.due_on


def _told(person: PersonRecord, standing: Standing) -> dict[str, Any]:
    """What will happen, and when."""
    return {
        "state": str(person.state),
        "closes_on": str(person.due_on),
        "records_kept_until": str(standing.keep_until) if standing.keep_until else None,
        "consequences": [
            f"{person.due_on} 之前可以随时撤回；到期后所有账号解除绑定并退出登录，微信标识和手机号删除。",
            f"您已办理事项的档案依法保存至 {standing.keep_until}，仅作保存；期满后删除您的姓名和证件号码，"
            "档案中加密保存的个人信息随之不能再读取。"
            if standing.keep_until
            else "到期后最早在次日删除您的姓名、证件号码和办理中填写的个人信息，删除后不能恢复。",
            "您上传过的材料文件（包括草稿中的）目前还不会自动删除，需要删除的可以到政务服务窗口提出；"
            "数据库备份中的内容在删除后最长再保留 35 天。",
        ],
    }
