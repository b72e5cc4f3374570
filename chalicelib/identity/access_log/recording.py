"""Who read whose personal data: an act on the reader's own chain, written before anything is shown.

A reader has a chain for each civil month, so that none grows for a whole working life. The same transaction writes the
entry by which the person, and an auditor, find the opening again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.identity.access_log.openings import Reader, facts, opening_of
from chalicelib.identity.acts import PERSON_DATA_OPENED
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Chain, Recorder
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import SHANGHAI

if TYPE_CHECKING:
    from chalicelib.identity.ports import AccessStore


class AccessLog:
    """Writes access acts. Its chains grow by reading and never hold the data itself."""

    def __init__(self, store: AccessStore, committer: Committer, recorder: Recorder) -> None:
        self._store = store
        self._committer = committer
        self._recorder = recorder

    def opened(self, reader: Caller, person_id: str, why: str, what: str, case_no: str | None = None) -> None:
        """Record that `reader` opened `what` of a person. Kinds of `why` and `what`: `access_log/openings.py`."""
        said = facts(reader, person_id, why, what, case_no)

        def decide() -> Change:
            name = f"{reader.id}#{self._recorder.law_now().astimezone(SHANGHAI):%Y-%m}"
            known = self._store.reader(name) or Reader(name, Chain(f"reader#{name}"))
            act = self._recorder.next(known.chain, PERSON_DATA_OPENED, reader, said)
            entry = self._store.add_opening(opening_of(act))
            return Change((self._store.save_reader(known._replace(chain=act.chain)), entry), (act,))

        self._committer.commit(decide, None)
