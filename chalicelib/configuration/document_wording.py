"""Written documents (文书) as shipped, in our own words: the text below the title, above the seal and the date.

Each says what the law wants to be told with that act. They are edition 0 of `documents`: what was issued under them
reads the same for ever, so a shipped text is never changed; a city publishes its own.
"""

REMEDIES = (
    "如不服本决定，可以自收到本决定书之日起{review_days}日内向行政复议机关申请行政复议，"
    "或者在{litigation_months}个月内依法向人民法院提起行政诉讼。"
)
BODIES = "行政复议机关：{review_body}。\n管辖法院：{court}。"
ABOUT = "申请事项：{item_name}（{item_code}）\n办件编号：{case_no}"
BY = "依据：{basis}。"
SIGNED = "签发授权编号：{authority_no}。\n集体讨论或者联合审查记录：{record_no}（{record_on}）。"

RECEIPT = f"""您提交的申请材料已于{{issued_on}}收到。
{ABOUT}
收到的材料：{{materials}}
本市已经掌握、无需提交的材料：{{held}}
本凭证只说明已经收件，不表示已经受理。可以用办件编号随时查询办理进度。"""
ACCEPTANCE = f"""您的申请属于本机关职权范围，现决定予以受理，办理期限自受理之日起计算。
{ABOUT}
{BY}
{{due_name}}：{{due_on}}。听证、检验、专家评审等依法不计入办理期限的程序，所需时间届时另行书面告知。
根据您的承诺，下列材料可以后补：{{lacking}}
请在{{supplement_by}}（含当日）以前补交；逾期未补交的，依法作出处理。"""
DEEMED_ACCEPTANCE = f"""本机关未在法定期限内告知您需要补正的内容，您的申请自本机关收到申请材料之日起即为受理。
{ABOUT}
{BY}
受理日期：{{accepted_on}}。办理期限自该日起计算。
{{due_name}}：{{due_on}}。听证、检验、专家评审等依法不计入办理期限的程序，所需时间届时另行书面告知。
根据您的承诺，下列材料仍需补交：{{lacking}}
请在{{supplement_by}}（含当日）以前补交；逾期未补交的，申请和材料将予退回。"""
DECLINATION = f"""经审查，本机关决定对您的申请不予受理。
{ABOUT}
{BY}
不予受理的情形：{{grounds}}
不予受理的理由：{{reasons}}
怎样才能办理：{{how_to_qualify}}
有权办理的机关：{{competent_office}}。
{REMEDIES}
{BODIES}"""
CORRECTION = f"""您的申请材料需要补正，现将需要补正的全部内容一次告知。
{ABOUT}
{BY}
需要补正的内容：{{findings}}
补充说明：{{covering}}
请在{{due_on}}（含当日）以前补正并重新提交。
补正所用时间不计入办理期限。逾期未补正的，申请和材料将予退回，备齐以后可以重新申请。"""
RETURN_NOTICE = f"""因未在规定的时间内补正，现将您的申请和材料予以退回。
{ABOUT}
{BY}
说明：{{reasons}}
这不影响您备齐材料以后重新申请。"""
LAPSE_NOTICE = f"""您承诺后补的材料未在规定的时间内补交，现将您的申请和材料予以退回。
{ABOUT}
{BY}
未补交的材料：{{lacking}}
补交的最后一日：{{supplement_by}}。
这不影响您备齐材料以后重新申请。"""
EXTENSION = f"""因情况特殊，在原定期限内不能作出决定，经批准，现延长办理期限。
{ABOUT}
{BY}
延长时间：{{days}}。
延长以后的办结日期：{{due_on}}。
延长的理由：{{reasons}}
批准人签发授权编号：{{authority_no}}。"""
SPECIAL_PROCEDURE = f"""您的申请需要进行下列程序，所需时间依法不计入办理期限，现书面告知。
{ABOUT}
{BY}
程序：{{procedure}}。
所需时间：{{days}}。
开始日期：{{since}}。
预计结束日期：{{until_on}}。
说明：{{reasons}}
程序结束以后，办理期限继续计算，届时可以在办理进度中查看新的办结日期。"""
DECISION_GRANT = f"""经审查，您的申请符合法定条件，本机关决定准予您申请的下列事项。
{ABOUT}
{BY}
说明：{{reasons}}
{SIGNED}"""
DECISION_REFUSE = f"""经审查，本机关决定对您申请的下列事项不予批准。
{ABOUT}
{BY}
为什么不能办：{{reasons}}
怎样才能办：{{how_to_qualify}}
{REMEDIES}
{BODIES}
{SIGNED}"""
TOLERANCE_RECEIPT = f"""您的申请主要材料已经齐全，现先行收件，所缺材料按照您的承诺后补。
{ABOUT}
{BY}
还需要补交：{{lacking}}
请在{{supplement_by}}（含当日）以前补交。
说明：{{reasons}}
本通知书只说明已经收件，不表示已经受理；受理以前不计算办理期限。"""
WITHDRAWAL = f"""已按照您的要求撤回申请，本机关不再办理。
{ABOUT}
撤回的说明：{{reasons}}
撤回以后可以重新申请。"""
PROOF_OF_SERVICE = f"""下列办件的结果已经送达。
{ABOUT}
受送达人：{{addressee}}。
送达方式：{{manner}}。
收到日期：{{received_on}}。
送达凭证：{{proof}}。
签收人：{{signed_by}}。
凭证编号：{{reference}}。"""
COMMITMENT_VERIFICATION = f"""本机关已对您申请时作出的承诺进行核查。
{ABOUT}
核查结果：{{outcome}}。
承诺内容不属实的，本机关在依法作出处理以前将告知理由，您有权陈述、申辩。"""
