"""Wording of the catalogue's refusals."""

from __future__ import annotations

from chalicelib.decision_tables import messages as decision_tables

MESSAGES: dict[str, tuple[str, str]] = {
    **decision_tables.MESSAGES,
    "item_not_found": ("没有找到这个事项", "该事项不存在，或者已经停止办理。请在事项列表中重新查找。"),
    "situation_not_covered": ("暂时无法给出指南", "您的情形需要工作人员判断，请咨询窗口或拨打咨询电话。"),
    "draft_not_found": ("没有草稿", "这个事项目前没有正在起草的版本。"),
    "item_invalid": ("事项要素有误", "请按照提示逐项修改后重新保存。"),
    "tables_unsound": ("决策表不完整", "决策表有遗漏、重叠或无效的行，请修改后再审核。"),
    "import_too_large": ("一次导入过多", "一次最多导入 {most} 个事项，请拆分为几次导入。"),
    "import_too_many_parents": ("一次导入过多", "一次最多导入 {most} 个上级地区之下的区划，请拆分为几次导入。"),
    "record_too_large": ("内容过多", "保存后的内容超过 {most} KB，请精简或拆分后再提交。"),
    "file_not_found": ("没有这个文件", "没有这个编号的文件，或者文件还没有上传完成。请核对后重试。"),
    "file_not_uploaded": ("文件还没有上传", "请先按照返回的地址上传文件，再确认上传完成。"),
    "file_size_differs": ("文件大小不一致", "收到的文件不是登记的 {announced} 字节，请重新登记后上传。"),
    "file_digest_differs": ("文件内容不一致", "收到的文件与登记的摘要不一致，请重新登记后上传。"),
    "file_type_differs": ("文件格式不一致", "收到的文件不是完整的 {announced} 文件，请核对后重新登记并上传。"),
    "file_can_act": ("文件含有活动内容", "文件含有宏、脚本、嵌入文件或加密内容，请另存为不含这些内容的文件后重新上传。"),
    "import_not_found": ("没有找到这次导入", "没有这个编号的导入记录，请核对编号。"),
}

FAULTS: dict[str, str] = {
    **decision_tables.FAULTS,
    "item_code_differs": "内容中的事项编码与地址中的不一致。",
    "regime_wrong": "此类事项适用的规则应为 {regime}。",
    "licence_counts_working_days": "行政许可的期限以工作日计算（行政许可法第八十二条），请使用 WD。",
    "name_repeated": "编号或名称重复。",
    "option_type_wrong": "选项须不重复，且均为 {type}。",
    "table_input_not_asked": "决策表的输入须与同名的情形问题完全一致。",
    "material_unknown": "材料清单中没有这个编号。",
    "approval_result_wrong": "秒批结果只能含 result（grant 或 leave_to_people）、grade 和 notes。",
    "approval_result_fraction": "秒批结果会写入办件记录，不能含小数，请改用整数或文字。",
    "approval_fact_wrong": "这是系统掌握的信息，类型应为 {type}，不能限定取值。",
    "approval_input_unknown": "秒批的输入应为表单的一个字段，或者系统掌握的信息（age）。",
    "approval_input_type_differs": "类型应与表单中的同名字段一致。",
    "approval_input_value_missing": "表单中该字段可填的每个值都应列在 values 中；可任意填写的字段不要写 values。",
    "file_not_stored": "文件“{title}”还没有上传完成，请先上传再引用。",
    "form_reference_outside": "表单不得引用外部内容。",
    "form_dialect_wrong": "表单应为 JSON Schema 2020-12。",
    "form_not_object": "表单的类型应为 object。",
    "form_field_not_object": "表单字段应为一个对象，不能是 true 或 false。",
    "form_field_undeclared": "必填字段 {name} 没有在 properties 中声明。",
    "form_words_wrong": "此处应为一个对象，每个值都是文字。",
    "form_schema_wrong": "此处不是有效的 JSON Schema。",
    "process_start_wrong": "流程应当有且只有一个起点。",
    "process_node_unknown": "没有这个节点。",
    "process_outcome_unknown": "该环节没有这个办理结果。",
    "process_end_left": "终点之后不能再有环节。",
    "process_way_out_wrong": "“{outcome}”之后应当有且只有一个去向。",
    "process_node_unreached": "流程走不到这个节点。",
    "process_circle": "流程中有循环。",
    "process_never_approves": "流程没有以“{outcome}”结束的路径,办件永远不能准予。",
}
