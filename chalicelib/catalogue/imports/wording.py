"""Why a row is set aside, in words for whoever has to mend the file."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "not_an_object": "这一行不是一条记录。",
    "missing": "此项必填，不能为空。",
    "wrong_type": "内容类型不正确。",
    "wrong_pattern": "格式不正确。",
    "too_long": "内容过长。",
    "too_short": "内容过短。",
    "unknown": "不在可选范围内。",
    "unknown_field": "没有此字段。",
    "not_an_option": "不在可选范围内。",
    "out_of_range": "数值超出允许的范围。",
    "invalid_value": "内容不正确。",
    "repeated": "编码与前面的某一行重复。",
    "credit_code_invalid": "编码中的统一社会信用代码无效，请核对长度、字符和校验位。",
    "credit_code_missing": "没有统一社会信用代码。",
    "credit_code_wrong_length": "统一社会信用代码应为 18 位。",
    "credit_code_letter_not_used": "统一社会信用代码只用数字和大写字母，没有 I、O、S、V、Z。",
    "credit_code_check_character_wrong": "统一社会信用代码的校验位不正确，请逐位核对。",
    "credit_code_inner_blank": "统一社会信用代码中间有空格。",
    "credit_code_separator": "统一社会信用代码中有分隔符号。",
    "credit_code_not_half_width": "统一社会信用代码中有全角字符，请改用半角。",
    "full_width": "含有全角字符，请改用半角。",
    "rounded_by_spreadsheet": "编码被表格软件改成了科学计数，请将该列设为文本后重新填写。",
    "not_applied_for": "行政处罚、行政强制、行政检查不是依申请办理的事项。",
    "differs_from_type": "事项类型的名称与类型代码不一致。",
    "outside_your_reach": "您的岗位不负责这个部门或地区。",
    "not_in_force": "没有这个事项，或者它目前不在办理中。",
    "draft_open": "该事项有正在起草的版本，请先发布或处理完该草稿。",
    "draft_edited": "该事项的草稿导入后有人修改过，或另有来源，未被覆盖；请在草稿中修改，或待其发布后重新导入。",
    "successor_is_itself": "事项不能并入自身。",
    "item_has_ended": "该事项已经因改革取消或并入其他事项，需要恢复的请单独起草并说明理由。",
    "record_too_large": "内容过多，请精简。",
    "cells_wrong": "这一行的列数与表头不一致。",
    "formula": "单元格是公式，请改为文本。",
    "control_characters": "含有不可见的控制字符。",
    "lone_surrogate": "含有无法识别的字符。",
    "not_json": "此单元格应为 JSON。",
    "duplicate_key": "同一字段出现了多次。",
    "not_finite": "含有无法表示的数字。",
    "number_too_large": "含有过大的整数，请改用文本。",
    "too_deep": "嵌套层次过多。",
    "unit_unknown": "时限单位应为 WD、D、M、H、NOW 或 NONE。",
    "value_wrong": "时限数值不正确。",
    "stages_wrong": "分段时限不正确。",
    "extension_wrong": "延期不正确。",
    "rolls_wrong": "是否顺延（rolls）应填 true 或 false。",
    "material_wrong": "材料须有名称（name）和是否必要（required）。",
    "does_not_contain": "上级区划不包含该区划。",
    "level_skipped": "上级区划不是紧邻的一级。",
    "differs_from_code": "级别与代码不一致。",
    "period_reversed": "结束日期不能早于开始日期。",
    "circle": "变更后的代码又变回了自身。",
    "not_a_date": "不是有效的日期，应为 2026-01-31 的形式。",
}
OTHER = "此项不符合事项要素的要求，请按审核提示修改。"


def worded(reason: str) -> str:
    """The reason in words; a fault of an item's structure has the words of the catalogue."""
    from chalicelib.catalogue.messages import FAULTS

    words = REASONS.get(reason) or FAULTS.get(reason) or OTHER
    return OTHER if "{" in words else words
