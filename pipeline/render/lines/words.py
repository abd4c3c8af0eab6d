"""Words of official titles in this field, never parted at a line end.

Not a dictionary: a title that holds other words is still broken, only with less certainty.
"""

from __future__ import annotations

_TEXT = """
住房公积金 管理中心 管理部 委员会 办公室 人民政府 审管办 评议办 中层处室 基层站所 机关 万人双评议
双评议 万人评 网络评议 日常评议 服务对象 满意度 服务 评价 评议 标准 指标 得分 扣分 明细 重点
诉求 办理 投诉 信访 舆情 监测 整改 问题 进展 落实 监督检查 工作 情况 报告 方案 活动 计划
安排 实施 通知 通报 意见 总结 年度 月份 季度 情形 开展 加强 推进 进一步 提升 营商环境 政务
热线 数据 报送 作风建设 修订 对照 附件 一览 有关 相关 阶段 责任 科室 处室 完成时间 考核 管理
建设 改革 创新 能力 质量 主要 专项 温州市 鹿城 印发 转发 关于 公开 事项 窗口 群众 企业
"""

WORDS = frozenset(_TEXT.split())
