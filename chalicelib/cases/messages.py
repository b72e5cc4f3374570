"""The wording of what the cases domain refuses."""

_NOT_NOW = "办件当前状态不允许此操作(状态:{status})。请刷新后查看最新进度。"

MESSAGES: dict[str, tuple[str, str]] = {
    "case_not_found": ("没有找到该办件", "办件不存在,或者不在您的查看范围内。请核对后重试。"),
    "task_not_found": ("没有找到该任务", "任务不存在,或者不属于您的部门。"),
    "office_not_found": ("没有找到该部门队列", "您没有该部门或区划的任务。"),
    "material_not_found": ("没有找到该材料", "材料不存在、已删除或尚未上传完成。"),
    "lookup_not_found": ("没有查询到办件", "办件编号或证件号码后六位不正确,请核对后重试。"),
    "case_not_editable": ("当前不能修改", "申请已经提交,只有在草稿或补正阶段才能修改(状态:{status})。"),
    "item_withdrawn": ("事项已停止办理", "“{name}”已停止办理,不能再提交申请。如有疑问请咨询政务服务窗口。"),
    "item_changed": ("事项内容已更新", "“{name}”的办理要求已经更新,请按最新要求新建申请后提交。"),
    "item_not_online": (
        "该事项不能在线申请",
        "“{name}”需要到窗口办理。可以在线查看办事指南、预约办理时间,请按指南中的地点前往办理。",
    ),
    "item_not_by_this_channel": (
        "不能通过这个渠道申请",
        "“{name}”不能在这里申请,请查看办事指南中的办理渠道,或者到政务服务窗口办理。",
    ),
    "credit_unavailable": (
        "暂时无法查询信用状况",
        "容缺受理需要核查信用记录,目前暂时查询不到。您可以备齐全部材料后提交,或者稍后再试,也可以到政务服务窗口办理。",
    ),
    "item_for_persons_only": (
        "该事项由个人申请",
        "“{name}”只能由个人申请,不能以单位名义办理。请以本人名义申请,或者凭个人授权代办。",
    ),
    "item_for_organisations_only": (
        "该事项由单位申请",
        "“{name}”只能由单位申请。请先关联您担任法定代表人的单位,或者由单位授权您为经办人后办理。",
    ),
    "authorisation_given_below_level": (
        "授权时的实名等级不够",
        "该事项要求的实名等级是 {needed},委托人授权时只有 {held}。"
        "请委托人通过人脸核验或者到政务服务窗口核验身份后重新授权,或者由委托人本人办理。",
    ),
    "form_invalid": ("表单填写有误", "请按照提示逐项修改,修改前的内容没有保存。"),
    "form_too_large": ("表单内容过大", "表单内容超过 {limit} 字节,请精简后重试。"),
    "application_incomplete": ("申请还不完整", "请按照提示一次补齐所有内容后再提交。"),
    "slot_unknown": ("没有此项材料", "该事项不需要此项材料,请按材料清单上传。"),
    "material_type_refused": ("文件类型不支持", "此项材料只接受:{accepted}。"),
    "material_too_large": ("文件过大", "单个文件不能超过 {limit} 字节,请压缩后重试。"),
    "too_many_materials": ("材料数量过多", "每个办件最多上传 {limit} 个文件,请先删除不需要的文件。"),
    "material_not_uploaded": ("文件还没有上传", "没有找到已上传的文件,请先上传再确认。"),
    "material_size_differs": ("文件大小不一致", "上传的文件与登记的大小({announced} 字节)不一致,请重新上传。"),
    "material_digest_differs": ("文件内容不一致", "上传的文件与登记的校验值不一致,可能传输出错,请重新上传。"),
    "material_type_differs": (
        "文件类型不一致",
        "文件的实际内容不是 {announced},或者文件不完整。请上传真实的 PDF、JPEG 或 PNG 文件。",
    ),
    "material_already_submitted": ("材料已经提交", "已随申请提交的材料不能删除,补正时可以上传新的文件替换。"),
    "cannot_submit": ("不能提交", _NOT_NOW),
    "cannot_request_correction": ("不能要求补正", _NOT_NOW),
    "cannot_resubmit": ("不能重新提交", _NOT_NOW),
    "cannot_return": ("不能退件", _NOT_NOW),
    "cannot_decline": ("不能作出不予受理", _NOT_NOW),
    "cannot_accept": ("不能受理", _NOT_NOW),
    "cannot_examine": ("不能审查", _NOT_NOW),
    "cannot_suspend": ("不能中止计时", _NOT_NOW),
    "cannot_resume": ("不能恢复计时", _NOT_NOW),
    "cannot_decide": ("不能作出决定", _NOT_NOW),
    "cannot_conclude": ("不能办结", _NOT_NOW),
    "cannot_serve": ("不能登记送达", _NOT_NOW),
    "cannot_withdraw": ("不能撤件", _NOT_NOW),
    "correction_already_requested": (
        "已经要求过补正",
        "需要补正的全部内容应当一次告知,不能再次要求补正。",
    ),
    "examination_not_complete": ("审查尚未完成", "还有未完成的审查任务,完成后才能作出决定。"),
    "examination_rejected": ("审查意见为不通过", "审查意见为不通过,不能作出准予决定。"),
    "reasons_required": ("请说明理由", "作出不予决定应当说明理由,请填写理由后重试。"),
    "task_not_open": ("任务已经结束", "该任务已经完成或已撤销,请刷新任务列表。"),
    "task_already_claimed": ("任务已被认领", "该任务刚刚被其他同事认领,请刷新任务列表。"),
    "task_claimed_by_another": ("任务由他人承办", "该办件已由其他同事认领,请由承办人办理或请其退回任务。"),
    "task_not_yours": ("任务不由您承办", "请先认领该任务。"),
    "task_ends_by_act": ("请使用对应的办理操作", "该任务通过“{act}”操作完成。"),
    "outcome_unknown": ("没有此审查结果", "此环节的审查结果只能是:{outcomes}。"),
}

FAULTS: dict[str, str] = {
    "material_missing": "缺少材料:{name}。",
    "finding_names_one": "每一条只说一处:请指明是哪一份材料,或者表单的哪一项。",
    "material_not_listed": "该事项的材料清单里没有“{code}”,不得要求清单以外的材料。",
    "material_held_by_city": "这份材料可以由本市核验取得,不得要求申请人提交。",
    "field_not_listed": "该事项的表单里没有“{field}”这一项,不得要求表单以外的内容。",
    "words_needed": "请用文字写明,不能为空。",
}
