"""Every kind of configuration document, for who keeps them: also the long ones that no request loads with the rest."""

from __future__ import annotations

from chalicelib.configuration import documents
from chalicelib.configuration.calendar_document import WorkingDays
from chalicelib.configuration.rules import Document
from chalicelib.configuration.written_documents import WrittenDocuments

KINDS: dict[str, type[Document]] = {**documents.KINDS, "documents": WrittenDocuments, "calendar": WorkingDays}
TITLES = {**documents.TITLES, "documents": "文书", "calendar": "放假安排"}
