"""The wording of what representation refuses: code → (title, detail), and of faults in its fields."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "organisation_not_found": (
        "没有找到该单位",
        "没有该单位，或者您不是它的法定代表人，也没有它的授权。请核对后重试。",
    ),
    "representative_not_confirmed": (
        "未能确认法定代表人身份",
        "统一社会信用代码与您的法定代表人身份未能通过核对，请检查代码是否与营业执照一致。"
        "近期变更登记的，请待登记信息更新后重试，也可以携带营业执照和身份证到政务服务窗口办理。",
    ),
    "organisation_revoked": (
        "该单位已被吊销",
        "登记机关显示该单位已被吊销营业执照，不能在线办理。如有疑问，请携带证照到市场监管窗口咨询。",
    ),
    "organisation_deregistered": (
        "该单位已注销",
        "登记机关显示该单位已经注销，不能在线办理。如有疑问，请携带证照到市场监管窗口咨询。",
    ),
    "business_register_unavailable": (
        "单位信息核对暂时不可用",
        "暂时无法连接法人信息系统，您的信息没有保存，请稍后重试，也可以到政务服务窗口办理。",
    ),
    "guardianship_register_unavailable": (
        "监护关系核对暂时不可用",
        "暂时无法连接监护关系核对系统，您的信息没有保存，请稍后重试，也可以携带户口簿到政务服务窗口办理。",
    ),
    "guardianship_not_confirmed": (
        "未能确认监护关系",
        "您与被监护人的信息未能通过核对，请检查姓名和证件号码是否与证件一致。"
        "确认无误仍未通过的，请携带户口簿、出生医学证明等到政务服务窗口办理。",
    ),
    "guardianship_already_recorded": ("监护关系已经登记", "您与该被监护人的监护关系已经登记，可以直接代其办理。"),
    "guardianship_not_revocable": (
        "监护关系不能在线解除",
        "法定监护关系不能由被监护人在线解除。监护人发生变更的，请携带证明材料到政务服务窗口办理。",
    ),
    "principal_not_found": ("没有找到委托人", "委托人已注销账号或者不存在，不能再代其办理。"),
    "authorisation_not_found": ("没有找到该授权", "没有该授权，或者您不是授权的双方。请核对后重试。"),
    "authorisation_not_found_at_window": ("没有找到该授权", "没有该授权，请当事人出示授权编号，核对后重试。"),
    "authorisation_already_ended": (
        "授权已经终止",
        "该授权已被撤销、辞去或者已经到期。如需继续代办，请委托人重新授权。",
    ),
    "authorisation_void": (
        "该授权无效",
        "经核实，该授权不是委托人本人作出的，不能据此办理。请委托人本人重新授权，或者由委托人本人办理。",
    ),
    "authorisation_does_not_cover": (
        "授权范围不包括此事项",
        "该授权不包括申报此事项。请委托人补充授权，或者由委托人本人办理。",
    ),
}

FAULTS: dict[str, str] = {
    "ground_of_another_kind": "终止依据与授权类型不符：监护关系请选择监护终止或者撤销资格，其他授权请选择当事人取消。",
    "ends_on_out_of_range": "授权的最后一天应在 {first} 至 {last} 之间。",
    "ends_on_in_the_past": "授权的最后一天不能早于今天。",
    "principal_for_agents_only": "只有授权经办人（agent）才填写单位；授权亲友或者登记监护关系的，请不要填写。",
    "grantee_is_yourself": "不能授权给自己，请核对证件号码。",
    "grantee_too_young": "受托人未满 16 周岁，不能代为办理，请授权其他人。",
    "ward_of_age": "被监护人已满 {age} 周岁，应由其本人办理或者授权您代办。"
    "其本人不能辨认自己行为的，请监护人携带证明材料到政务服务窗口办理。",
}
