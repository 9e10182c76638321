"""A made-up letter, to show the office what a template looks like when it is filled."""

from typing import Final

REGION: Final = "邵东市"
ISSUER: Final = "邵东市打好重点民生保障仗工作专班办公室"
TITLES: Final = {
    "tishi": "关于敬老院改扩建项目有关情况的提示函",
    "tixing": "关于农村公路安防设施建设进度滞后的提醒函",
    "jiaoban": "关于交办民生实事观察员发现问题的函",
    "duban": "关于产业路路肩悬空安全隐患的督办函",
    "onsite": "关于开展农村水源保障项目现场督办的通知",
}
UNIT: Final = "市某某局"
COPIES: Final = ("某某镇人民政府", "市某某中心")
GROUND: Final = "《邵东市打好重点民生保障仗督办工作规则》第五条第（二）项"
OPENING: Final = "近期，民生实事观察员在察看重点民生实事项目时反映了有关情况。现函告如下："
PROBLEMS: Final = (
    ("产业路路肩悬空约12米，未设置警示标志", "某某镇某某村", "农村公路", "请先行围挡，限期加固。"),
    ("敬老院后墙多处开裂", "某某镇敬老院", "养老服务", "请组织鉴定并消除隐患。"),
    ("山塘清淤后塘坝渗水", "某某镇某某村", "农村水源保障", "请查明原因并处置。"),
    ("村级医保窗口未公示办事指南", "某某村便民服务中心", "医保经办", "请补齐公示内容。"),
)
SEEN: Final = "7月3日至9日"
REQUIREMENT: Final = (
    "一、压实责任。请明确专人负责，逐项研究措施。\n"
    "二、立即排险。存在安全风险的，请先行设置警示标志和围挡。"
)
ANSWER: Final = "书面反馈"
ROLE: Final = "市专班办公室主任"
SIGNER: Final = "某某某"
SEAL: Final = "邵东市人力资源和社会保障局"
CONTACT: Final = "某某，0739-0000000"
CAPTION: Final = "现场情况"
NUMBER: Final = "邵东民生保障函〔2023〕5号"
VISIT: Final = (
    "2023年7月20日上午9:00",
    "某某镇某某村施工现场",
    "市某某局、某某镇人民政府负责同志",
    "隐患整改落实情况",
    "施工图纸、监理日志",
)
