"""Wording of what can be wrong with a decision table or with what is put into it.

The domains that use tables take this up into their own catalogues.
"""

MESSAGES: dict[str, tuple[str, str]] = {
    "decision_inputs_invalid": ("填写的情形不完整", "请按照提示逐项回答全部问题后再提交。"),
    "decision_rows_overlap": ("规则有冲突", "这种情形同时符合多条规则（{rows}），请联系受理部门处理。"),
    "table_too_complex": ("决策表过于复杂", "请拆分为几张较小的表后再提交审核。"),
}

FAULTS: dict[str, str] = {
    "decision_input_missing": "请回答这个问题。",
    "decision_input_type_wrong": "回答的格式不对，应为{type}。",
    "decision_input_not_offered": "请从列出的选项中选择。",
    "table_not_object": "此处应为一个对象。",
    "table_list_wrong": "此处应为 1 至 {most} 项的列表。",
    "table_name_wrong": "名称以小写字母开头，只含小写字母、数字和下划线，最长 64 位。",
    "table_name_repeated": "同一张表内名称不得重复。",
    "table_too_complex": "这张表过于复杂，无法逐一核对，请拆分为几张较小的表。",
    "table_gap": "有情形没有任何一行适用，例如“{example}”（未提到的问题不限）。请为它补充一行。",
    "table_overlap": "有情形同时适用{rows}，例如“{example}”（未提到的问题不限）。请修改条件，只留一行适用。",
    "table_row_unreachable": "第 {number} 行（{row}）在任何情形下都不会适用：条件自相矛盾，或已被前面的行包含。",
    "hit_policy_unknown": "命中规则只能是 UNIQUE 或 FIRST。",
    "input_type_unknown": "输入类型只能是 number、string、boolean 或 date。",
    "cell_not_tests": "单元格应为至少含一项比较的对象。",
    "cell_test_unknown": "比较方式只能是 is、not、in、not_in、lt、le、gt 或 ge。",
    "cell_not_ordered": "类型为 {type} 的输入不能比较大小。",
    "cell_list_wrong": "此处应为 1 至 {most} 个不重复的值，且类型正确。",
    "cell_type_wrong": "此处的值应为 {type}。",
    "cell_value_not_offered": "“{value}”不在这一项输入的 values 之中。",
    "cell_input_unknown": "请先在 inputs 中声明这一项输入。",
}
