"""Wording of the configuration's refusals."""

MESSAGES: dict[str, tuple[str, str]] = {
    "document_not_found": ("没有这份配置", "没有这个名称的配置文件，请核对名称。"),
    "edition_not_found": ("没有这个版本", "没有这个版本，请核对版本号。"),
    "configuration_invalid": ("配置内容有误", "请按照提示逐项修改后重新提交。"),
    "draft_exists": ("已有草稿", "第 {number} 版正在起草，请在其基础上修改。"),
    "edition_stage_wrong": ("当前状态不能这样办理", "第 {number} 版目前的状态是 {stage}，不能进行此操作。"),
    "author_may_not_decide": ("不能审核自己起草的内容", "起草人不能审核、发布或撤下自己起草的版本，请由其他人员办理。"),
    "auditor_may_not_publish": ("审核人不能兼任发布人", "按照本市规定，审核和发布须由不同的人员办理。"),
}
