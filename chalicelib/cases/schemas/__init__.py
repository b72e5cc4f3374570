"""What applicants and staff send about cases, and what they get: every model that a route names."""

from __future__ import annotations

from chalicelib.cases.schemas.bodies import (
    AgentBody,
    CaseBody,
    CaseFileBody,
    CaseList,
    CaseOnceDone,
    ListedCase,
    Nothing,
    PrincipalBody,
)
from chalicelib.cases.schemas.desk import CorrectionInput, DecisionInput, Finding, Reasons, Service
from chalicelib.cases.schemas.intake import (
    AnnouncedMaterial,
    FileLink,
    FormInput,
    MaterialBody,
    MaterialList,
    Missing,
    NewCase,
    NewMaterial,
    SavedForm,
    Upload,
    Withdrawal,
)
from chalicelib.cases.schemas.status import CaseQuery, Lookup, PublicStatus, Timeline, TimelineEntry
from chalicelib.cases.schemas.tasks import Completed, Completion, QueueQuery, TaskBody, TaskList

__all__ = [
    "AgentBody",
    "AnnouncedMaterial",
    "CaseBody",
    "CaseFileBody",
    "CaseList",
    "CaseOnceDone",
    "CaseQuery",
    "Completed",
    "Completion",
    "CorrectionInput",
    "DecisionInput",
    "FileLink",
    "Finding",
    "FormInput",
    "ListedCase",
    "Lookup",
    "MaterialBody",
    "MaterialList",
    "Missing",
    "NewCase",
    "NewMaterial",
    "Nothing",
    "PrincipalBody",
    "PublicStatus",
    "QueueQuery",
    "Reasons",
    "SavedForm",
    "Service",
    "TaskBody",
    "TaskList",
    "Timeline",
    "TimelineEntry",
    "Upload",
    "Withdrawal",
]
