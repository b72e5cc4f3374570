"""The acts of configuration. All documents share one chain, so that a release has one history."""

from __future__ import annotations

from chalicelib.shared.acts import ActType

_EDITION = frozenset({"document", "number", "sha256"})

DRAFTED = ActType("configuration.drafted", "配置已起草", _EDITION, public=False)
AUDITED = ActType("configuration.audited", "配置已审核", _EDITION, public=False)
SENT_BACK = ActType("configuration.sent_back", "配置已退回修改", _EDITION | {"reason"}, public=False)
PUBLISHED = ActType("configuration.published", "配置已发布", _EDITION | {"release", "superseded"}, public=False)
WITHDRAWN = ActType("configuration.withdrawn", "配置已撤下", _EDITION | {"release", "reason"}, public=False)

ACT_TYPES = (DRAFTED, AUDITED, SENT_BACK, PUBLISHED, WITHDRAWN)
