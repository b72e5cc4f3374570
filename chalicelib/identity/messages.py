"""The wording of what identity refuses: code → (title, detail), and of faults in its fields."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "wechat_code_invalid": ("微信登录未成功", "微信登录凭证无效或已过期，请重新点击登录。"),
    "wechat_code_used": ("微信登录未成功", "该微信登录凭证已经使用过，请重新点击登录。"),
    "wechat_user_blocked": (
        "微信暂不允许登录",
        "微信提示您的账号存在安全风险。请在微信中解除限制后重试，也可以携带身份证到政务服务窗口办理。",
    ),
    "wechat_too_frequent": ("操作过于频繁", "操作次数过多，请一分钟后再试。"),
    "wechat_unavailable": ("微信服务暂时不可用", "暂时无法连接微信，请稍后重试，也可以到政务服务窗口办理。"),
    "wechat_phone_code_invalid": (
        "未能取得手机号",
        "手机号授权已过期或已使用过，请重新点击获取手机号，也可以到政务服务窗口办理。",
    ),
    "face_needs_resident_id": (
        "该证件不能刷脸认证",
        "微信刷脸认证只支持居民身份证。请携带您的证件到政务服务窗口，由工作人员当面核验。",
    ),
    "credentials_wrong": (
        "登录信息不正确",
        "请核对工号、密码和动态口令；连续输错会暂时锁定。忘记密码、临时密码已过期或更换手机请联系本单位系统管理员。",
    ),
    "session_not_found": ("没有找到该登录", "该设备可能已经退出登录，请刷新列表后查看。"),
    "refresh_token_invalid": ("登录已过期", "登录已过期，请重新登录。"),
    "session_ended": (
        "登录已结束",
        "您的登录已结束。为保护您的账号，发现登录凭证异常时系统会自动退出，请重新登录。",
    ),
    "identity_not_confirmed": (
        "身份信息未通过核对",
        "姓名与证件号码未能通过核对，请检查是否与证件一致。"
        "确认无误仍未通过的（如新近更名、落户），请携带证件到政务服务窗口办理。",
    ),
    "identity_cancelled": (
        "身份信息已注销",
        "该证件号码已登记为注销状态，不能在线认证。如有疑问，请携带证件到公安派出所或政务服务窗口核实。",
    ),
    "account_belongs_to_another": (
        "账号已完成实名认证",
        "当前账号已由他人实名认证。请使用本人的微信登录，账号被误认证的请到政务服务窗口更正。",
    ),
    "population_register_unavailable": (
        "身份核对暂时不可用",
        "暂时无法连接人口信息系统，您的信息没有保存，请稍后重试，也可以到政务服务窗口办理。",
    ),
    "person_not_found": ("没有找到", "没有找到该人员的信息。"),
    "session_outdated": ("登录信息已更新", "您的账号信息刚刚更新，请重新打开小程序或刷新后再试。"),
    "verification_not_found": ("没有找到该认证", "没有找到这次认证，请重新发起，也可以携带证件到政务服务窗口核验。"),
    "verification_used": ("该认证已经完成", "这次认证的结果已经使用过，请重新发起，也可以携带证件到政务服务窗口核验。"),
    "verification_expired": ("认证已超时", "这次认证已经超过有效时间，请重新发起，也可以携带证件到政务服务窗口核验。"),
    "face_consent_needed": (
        "请先同意人脸核验",
        "人脸核验需要您单独同意。请在“我的—同意管理”中阅读并同意后再试；不同意的，可以携带证件到政务服务窗口核验。",
    ),
    "face_not_passed": (
        "刷脸认证未通过",
        "没有通过的原因：{reason}。可以重新发起，也可以携带证件到政务服务窗口，由工作人员当面核验。",
    ),
    "confirmation_code_wrong": ("核验码不正确", "没有这个核验码，请让办事人在小程序中重新生成后再核对。"),
    "identity_not_confirmed_at_window": (
        "身份信息未通过核对",
        "姓名与证件号码未能通过人口信息核对，请与证件逐项核对。新近更名、落户等尚未更新的，请填写原因后再确认；"
        "姓名与登记不一致的，请办事人先到公安派出所更正。",
    ),
    "presence_not_found": (
        "请先当面核验身份",
        "没有找到您为该办事人所做的当面核验。请先查验办事人的证件并核验身份，再录入申请。",
    ),
    "presence_expired": (
        "当面核验已超时",
        "距离当面核验已经过了较长时间，请确认办事人仍在窗口，重新核验身份后再录入申请。",
    ),
    "not_at_a_kiosk": (
        "自助终端不支持此操作",
        "在自助终端登录的，不能在此绑定手机号、刷脸或生成核验码。请使用微信小程序，或者携带证件到政务服务窗口办理。",
    ),
    "kiosk_refused": (
        "自助终端未通过核验",
        "终端编号或密钥不正确，或者终端已停用。请联系系统管理员，或者到政务服务窗口办理。",
    ),
    "kiosk_exists": ("自助终端编号已使用", "该编号的自助终端已经登记过，请更换编号。"),
    "kiosk_not_found": ("没有该自助终端", "没有该编号的自助终端，或者已经停用。请核对编号。"),
    "account_not_found": ("没有找到该账号", "没有该账号，或者它不属于该人员。请刷新账号列表后重试。"),
    "nothing_to_unbind": ("账号尚未实名", "您的账号还没有实名认证，没有可以解除的绑定。需要删除账号的，请申请注销。"),
    "too_many_accounts": ("绑定的账号过多", "您已绑定 {most} 个账号，请先在“我的—账号”中解除不用的账号，再进行认证。"),
    "cases_open": (
        "还有事项没有办结",
        "您还有 {open_cases} 件申请没有办结，办结或者撤回后才能注销账号。如有疑问，请到政务服务窗口咨询。",
    ),
    "closing_not_requested": ("没有注销申请", "您没有正在等待生效的注销申请，账号可以正常使用。"),
}

FAULTS: dict[str, str] = {
    "certificate_of_another_kind": "证件类型与证件号码不一致，请核对证件。",
    "reader_or_person_required": "请至少填写工号或人员编号中的一项。",
    "resident_id_empty": "请填写证件号码。",
    "resident_id_inner_blank": "证件号码中间有空格，请删除空格。",
    "resident_id_separator": "证件号码中有横线等分隔符号，请删除。",
    "resident_id_not_half_width": "证件号码中有全角或其他文字的字符，请切换为英文输入法后重新输入数字。",
    "resident_id_fifteen_digits": "15 位旧号码已停用，请填写 18 位公民身份号码。",
    "resident_id_wrong_length": "证件号码应为 18 位，请核对是否多输或少输。",
    "resident_id_not_digits": "证件号码应为 17 位数字，最后一位为数字或 X。",
    "resident_id_unknown_province": "证件号码前几位的地区代码不存在，请核对。",
    "resident_id_unknown_permit_division": "居住证号码应以 810000、820000 或 830000 开头，请核对。",
    "resident_id_birth_not_a_date": "证件号码中的出生日期不存在，请核对第 7 至 14 位。",
    "resident_id_birth_in_future": "证件号码中的出生日期晚于今天，请核对第 7 至 14 位。",
    "resident_id_sequence_never_issued": "证件号码第 15 至 17 位不会是 000，请核对。",
    "resident_id_check_character_wrong": "证件号码有误，请逐位核对。",
}
