"""The acts of the catalogue: on an item's own chain, and on an import's."""

from __future__ import annotations

from chalicelib.shared.acts import ActType

_EDITION = frozenset({"item_code", "number", "sha256"})
_IN_PLACE = _EDITION | {"superseded", "reform", "needed_by"}

DRAFTED = ActType("item.drafted", "事项已起草", _EDITION | {"import_id", "reason"}, public=False)
AUDITED = ActType("item.audited", "事项已审核", _EDITION, public=False)
SENT_BACK = ActType("item.sent_back", "事项已退回修改", _EDITION | {"reason"}, public=False)
PUBLISHED = ActType("item.published", "事项已发布", _IN_PLACE | {"standard"}, public=False)
ENDED = ActType("item.ended", "事项已终止", _IN_PLACE | {"successor"}, public=False)
WITHDRAWN = ActType("item.withdrawn", "事项已撤下", _EDITION | {"reason", "needed_by"}, public=False)
_COUNTS = frozenset({"rows", "accepted", "unchanged", "quarantined"})
IMPORT_REQUESTED = ActType(
    "catalogue.import_requested",
    "已申请导入事项库",
    frozenset({"kind", "source", "format", "size", "sha256", "departments", "divisions"}),
    public=False,
)
IMPORT_ADVANCED = ActType(
    "catalogue.import_advanced",
    "事项库导入进行中",
    _COUNTS | {"state", "rows_read", "done"},
    public=False,
)
IMPORTED = ActType("catalogue.imported", "事项库已导入", _COUNTS | {"kind", "source"}, public=False)
IMPORT_FAILED = ActType("catalogue.import_failed", "事项库导入失败", _COUNTS | {"kind", "source", "code"}, public=False)
FILE_STORED = ActType(
    "catalogue.file_stored",
    "空白表格或示范文本已收存",
    frozenset({"sha256", "title", "media_type", "size"}),
    public=False,
)

_EXPORT = frozenset({"kind", "format", "of", "department", "division"})
EXPORT_REQUESTED = ActType("catalogue.export_requested", "已申请导出事项库", _EXPORT, public=False)
EXPORT_ADVANCED = ActType("catalogue.export_advanced", "事项库导出进行中", frozenset({"rows", "size"}), public=False)
EXPORTED = ActType("catalogue.exported", "事项库已导出", _EXPORT | {"rows", "size", "sha256"}, public=False)
EXPORT_FAILED = ActType("catalogue.export_failed", "事项库导出失败", _EXPORT | {"code"}, public=False)

ACT_TYPES = (
    EXPORT_REQUESTED,
    EXPORT_ADVANCED,
    EXPORTED,
    EXPORT_FAILED,
    FILE_STORED,
    DRAFTED,
    AUDITED,
    SENT_BACK,
    PUBLISHED,
    ENDED,
    WITHDRAWN,
    IMPORTED,
    IMPORT_REQUESTED,
    IMPORT_ADVANCED,
    IMPORT_FAILED,
)
