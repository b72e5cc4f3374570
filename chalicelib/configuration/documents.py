"""The configuration documents and the defaults they ship with. A city publishes its own values; code has none.

A field is here when code obeys it, and not before: what can be set takes effect.
"""

from __future__ import annotations

from chalicelib.configuration import catalogue_lists as lists
from chalicelib.configuration import consent_wording as wording
from chalicelib.configuration import letter_wording as letters
from chalicelib.configuration.rules import Document, choice, flag, listing, text, whole

PRODUCT = "product default"
LOG_INS = "GB/T 22239-2019 8.1.4.1 b) asks for limits and for an end of idle log-ins; the figure is ours"
PORTALS = "theme codes of national and provincial portals, as a published system has them; the standard was not read"
NO_CATCH_ALL = "guides hold no vague or catch-all wording (办事指南不得含有模糊表述和兜底条款); the phrases are ours"
MONTH = "convention of 22, places differ: published formulas of 承诺提速率 name no figure"
GRADED_PROTECTION = "GB/T 22239-2019 8.1.4.1 a) asks for complexity and regular change; the figure is ours"
SHARED = "product default: many people share one address"
TOLERANT = "深圳市容缺收件、容缺受理的规定（2019-10-01 起施行）：不迟于承诺时限届满前 2 个工作日，最长 20 个工作日"
EARLY_WARNING = "承诺期限届满前 1 个工作日提醒：若干地方规则所见，各地不一"
SHARE_LEFT = "剩余时间不足承诺期限一定比例时预警：地方做法，比例各异；the figure is ours"
EXPLAINING = "责任单位在 5 个工作日内说明理由：若干地方规则所见，各地不一"
ASKED_ONCE = "行政许可法第三十二条第一款第四项：一次告知需要补正的全部内容"
STOPPED = "行政许可法第四十五条 lets the time not count and names no figure; the figure is ours"
DECLARED = "国办发〔2020〕42号 asks for a check afterwards and names no day; the figure is ours"
MIB = 1024 * 1024
LONGEST_WORDING = 1000  # characters: four of them in Chinese are 12 KB in the query of what is in force


class Intake(Document):
    """收件: what an applicant may send, and how long it is kept."""

    draft_days: int = whole(30, "草稿保留天数", "day", PRODUCT, least=1, most=365)
    form_max_bytes: int = whole(65536, "表单大小上限", "byte", PRODUCT, least=1024, most=128 * 1024)
    material_max_bytes: int = whole(10 * MIB, "单份材料大小上限", "byte", PRODUCT, least=100 * 1024, most=50 * MIB)
    materials_per_case: int = whole(30, "每件材料份数上限", "file", PRODUCT, least=1, most=60)
    material_types: tuple[str, ...] = choice(
        ("application/pdf", "image/jpeg", "image/png"),
        "接收的文件类型",
        "media type",
        PRODUCT,
        among=("application/pdf", "image/jpeg", "image/png"),
    )
    correction_days: int = whole(
        15, "补正期限", "working day", "product default; 行政许可法第三十二条 names no figure", least=5, most=60
    )
    retention_years: int = whole(
        30, "办件档案保管年限", "year", "product default; the city's archive schedule decides", least=10, most=200
    )


class Commitments(Document):
    """承诺: until when what is lacking may follow (容缺), what applicants promise, and when a promise is checked."""

    tolerance_days: int = whole(20, "容缺材料最长补交期限", "working day", TOLERANT, least=1, most=20)
    tolerance_margin_days: int = whole(
        2, "容缺材料最迟在办结期限届满前几个工作日补交", "working day", TOLERANT, least=2, most=20
    )
    verification_days: int = whole(60, "告知承诺核查期限", "day", DECLARED, least=1, most=365)
    tolerance_promise: str = text(
        letters.TOLERANCE,
        "容缺承诺书的承诺内容",
        "容缺受理 rules ask for a signed letter; the words are ours",
        longest=1000,
    )
    declaration_promise: str = text(
        letters.DECLARATION,
        "告知承诺书的承诺内容",
        "国办发〔2020〕42号 names its points; the words are ours",
        longest=1000,
    )


class Assignment(Document):
    """分派: by which rules open tasks are given to people. With none of them, people take tasks themselves."""

    by_area: bool = flag(False, "任务分派给负责区域最贴近办件所在地的人员", PRODUCT)
    least_loaded: bool = flag(False, "任务分派给待办任务最少的人员", PRODUCT)
    roles: tuple[str, ...] = choice(
        ("examiner",),
        "分派哪些岗位的任务",
        "role",
        "product default: who accepts or decides is whoever sits there or signs",
        among=("clerk", "examiner", "chief_representative"),
    )


class Supervision(Document):
    """电子监察: when somebody is reminded, and when a card is issued."""

    near_days: int = whole(1, "期限届满前几个工作日提醒并发黄牌", "working day", EARLY_WARNING, least=1, most=10)
    near_percent: int = whole(
        20, "剩余时间不足期限的百分之几时提醒并发黄牌，与前项以先到者为准", "percent", SHARE_LEFT, least=1, most=50
    )
    corrections: int = whole(1, "同一办件要求补正几次以上发红牌", "time", ASKED_ONCE, least=1, most=3)
    pause_days: int = whole(60, "特别程序超过多少天发黄牌", "day", STOPPED, least=5, most=365)
    explanation_days: int = whole(5, "收到监察牌后说明理由的期限", "working day", EXPLAINING, least=1, most=30)
    pickup_days: int = whole(
        30, "结果在窗口等候领取的天数，到期提醒", "day", "product default; the result stays there", least=5, most=365
    )


class Remedies(Document):
    """救济途径: what whoever is refused is told, with every refusal."""

    review_days: int = whole(60, "申请行政复议的期限", "day", "行政复议法第二十条", least=60, most=365)
    litigation_months: int = whole(6, "提起行政诉讼的期限", "month", "行政诉讼法第四十六条", least=6, most=24)


class Sessions(Document):
    """会话: how long a log-in lasts."""

    access_seconds: int = whole(900, "访问令牌有效期", "second", PRODUCT, least=60, most=900)
    refresh_absolute_seconds: int = whole(
        30 * 86400, "刷新令牌最长有效期", "second", PRODUCT, least=1800, most=90 * 86400
    )
    refresh_idle_seconds: int = whole(7 * 86400, "多久不使用即退出登录", "second", PRODUCT, least=1800, most=90 * 86400)
    staff_absolute_seconds: int = whole(12 * 3600, "工作人员最长登录时间", "second", PRODUCT, least=1800, most=86400)
    staff_idle_seconds: int = whole(1800, "工作人员多久不操作即退出登录", "second", LOG_INS, least=300, most=3600)
    privileged_idle_seconds: int = whole(
        900, "系统、安全管理员和审计员多久不操作即退出登录", "second", LOG_INS, least=120, most=1800
    )
    face_minutes: int = whole(10, "人脸核验通过后的有效时间", "minute", PRODUCT, least=1, most=30)
    kiosk_seconds: int = whole(600, "自助终端登录时间", "second", PRODUCT, least=60, most=1800)
    refresh_grace_seconds: int = whole(60, "重复刷新宽限时间", "second", PRODUCT, least=0, most=300)


class Limits(Document):
    """次数限制: how often something may be tried before it has to wait."""

    failed_log_ins: int = whole(5, "连续登录失败几次后锁定", "time", LOG_INS, least=3, most=10)
    lock_out_seconds: int = whole(1800, "登录失败后的锁定时间", "second", PRODUCT, least=300, most=86400)
    source_failed_log_ins: int = whole(100, "同一来源地址的登录失败次数上限", "time", SHARED, least=10, most=100_000)
    source_window_seconds: int = whole(600, "来源地址的统计时间", "second", PRODUCT, least=60, most=86400)
    verifications_per_account: int = whole(10, "同一账号的实名认证次数上限", "time", PRODUCT, least=3, most=100)
    verifications_per_number: int = whole(10, "同一证件号码的实名认证次数上限", "time", PRODUCT, least=3, most=100)
    verifications_per_source: int = whole(200, "同一来源地址的实名认证次数上限", "time", SHARED, least=10, most=100_000)
    verification_window_seconds: int = whole(86400, "实名认证次数的统计时间", "second", PRODUCT, least=600, most=86400)
    confirmation_codes_per_account: int = whole(
        5, "同一账号在核验码有效时间内可取的次数", "time", PRODUCT, least=1, most=20
    )
    status_lookups_per_source: int = whole(
        300, "同一来源地址的公开查询次数上限", "time", SHARED, least=10, most=100_000
    )
    status_lookups_per_case: int = whole(20, "同一办件的公开查询次数上限", "time", PRODUCT, least=5, most=200)
    status_lookup_window_seconds: int = whole(3600, "公开查询次数的统计时间", "second", PRODUCT, least=60, most=86400)


class Passwords(Document):
    """口令: what staff may choose for a password, and for how long."""

    least_length: int = whole(12, "口令最短长度", "character", GRADED_PROTECTION, least=8, most=64)
    classes: int = whole(3, "大写、小写、数字、其他字符中至少几种", "kind", GRADED_PROTECTION, least=1, most=4)
    age_days: int = whole(90, "口令最长使用天数", "day", GRADED_PROTECTION, least=1, most=365)
    temporary_hours: int = whole(72, "临时口令有效时间", "hour", PRODUCT, least=1, most=168)
    history: int = whole(5, "不得重复使用的最近口令个数", "password", PRODUCT, least=0, most=24)


class Accounts(Document):
    """账号: how somebody proves who they are in two steps, and how an account is closed."""

    face_attempt_minutes: int = whole(10, "刷脸认证须在几分钟内完成", "minute", PRODUCT, least=1, most=60)
    confirmation_code_minutes: int = whole(10, "窗口核验码有效时间", "minute", PRODUCT, least=1, most=60)
    presence_minutes: int = whole(60, "当面核验后可在窗口代为录入申请的时间", "minute", PRODUCT, least=5, most=480)
    closing_days: int = whole(7, "注销申请可以撤回的天数", "day", "GB/T 35273-2020 8.5", least=0, most=15)


class Publishing(Document):
    """发布: how many people stand between a draft and the public."""

    auditor_may_publish: bool = flag(True, "审核人可以兼任发布人", PRODUCT)


class Representation(Document):
    """代办: how long somebody may be authorised to act for another, and how often registers are asked."""

    authorisation_years: int = whole(3, "授权最长期限", "year", PRODUCT, least=1, most=10)
    enquiries_per_day: int = whole(20, "每人每日核对单位和监护关系次数", "enquiry", PRODUCT, least=1, most=200)


class Consents(Document):
    """同意: what people read before they consent, for each purpose. They agree to one edition of one text."""

    prefill: str = text(
        wording.PREFILL, "预填已有信息", "个人信息保护法第十四条、第十五条、第十七条", longest=LONGEST_WORDING
    )
    certificate_use: str = text(
        wording.CERTIFICATE_USE,
        "调用电子证照",
        "个人信息保护法第十四条、第十五条、第十七条、第二十三条",
        longest=LONGEST_WORDING,
    )
    notification: str = text(
        wording.NOTIFICATION, "消息通知", "个人信息保护法第十四条、第十五条、第十七条", longest=LONGEST_WORDING
    )
    face_verification: str = text(
        wording.FACE_VERIFICATION,
        "人脸核验",
        "个人信息保护法第十五条、第十七条、第二十九条、第三十条；人脸识别技术应用安全管理办法",
        longest=LONGEST_WORDING,
    )


class Catalogue(Document):
    """事项库: how items are classed, which wording is refused, and how limits of different units are compared."""

    person_themes: tuple[str, ...] = listing(
        lists.PERSON_THEMES, "面向自然人的服务主题", PORTALS, entries=60, longest=20
    )
    organisation_themes: tuple[str, ...] = listing(
        lists.ORGANISATION_THEMES, "面向法人的服务主题", PORTALS, entries=60, longest=20
    )
    vague_wording: tuple[str, ...] = listing(
        lists.VAGUE_WORDING, "不得使用的模糊、兜底表述", NO_CATCH_ALL, entries=60, longest=30
    )
    item_page: str = text(
        "/v1/items/{item_code}", "告知单二维码指向的事项页面地址，{item_code} 处填入事项编码", PRODUCT, longest=300
    )
    month_working_days: int = whole(22, "计算承诺提速率时一个月折合的工作日", "working day", MONTH, least=18, most=31)


TITLES = {
    "intake": "收件",
    "commitments": "承诺",
    "assignment": "分派",
    "supervision": "电子监察",
    "remedies": "救济途径",
    "sessions": "会话",
    "limits": "次数限制",
    "passwords": "口令",
    "accounts": "账号",
    "publishing": "发布",
    "representation": "代办",
    "consents": "同意",
    "catalogue": "事项库",
}
KINDS: dict[str, type[Document]] = {
    "intake": Intake,
    "commitments": Commitments,
    "assignment": Assignment,
    "supervision": Supervision,
    "remedies": Remedies,
    "sessions": Sessions,
    "limits": Limits,
    "passwords": Passwords,
    "accounts": Accounts,
    "publishing": Publishing,
    "representation": Representation,
    "consents": Consents,
    "catalogue": Catalogue,
}
