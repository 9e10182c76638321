"""What the codes of the database are called on the office's pages."""

from types import MappingProxyType

KINDS = MappingProxyType(
    {
        "info": "信息",
        "problem": "问题",
        "suggestion": "建议",
        "praise": "典型经验",
        "question": "提问",
        "chat": "闲聊",
    }
)
STATES = MappingProxyType(
    {
        "collecting": "正在收集",
        "received": "已收到",
        "withdrawn": "已撤回",
        "merged": "已合并",
    }
)
CHANNELS = MappingProxyType(
    {
        "official": "公众号",
        "work": "企业微信",
        "robot": "值班群机器人",
        "group": "观察员群机器人",
        "desk": "办公室代录",
        "page": "手机填卡页",
    }
)
SOURCES = MappingProxyType({"group": "微信群", "phone": "电话", "paper": "纸质卡", "visit": "当面"})
TAGGED_BY = MappingProxyType(
    {"tagger": "系统判断", "observer": "观察员说的", "clerk": "办公室核定"}
)
SENDING = MappingProxyType(
    {
        "queued": "待发送",
        "handed": "平台已收下，等送达结果",
        "sent": "已送达",
        "undelivered": "未送达",
        "dropped": "不用发了",
    }
)
ROADS = MappingProxyType(
    {
        "custom": "客服消息",
        "template": "模板消息",
        "subscribe": "订阅通知",
        "work": "企业微信",
        "robot": "群机器人",
    }
)
ANSWERS = MappingProxyType(
    {"kept": "当场回复", "late": "没赶上当场回复，等着推送", "posted": "没赶上当场回复，改为推送"}
)
FILE_STATES = MappingProxyType(
    {
        "wanted": "正在取",
        "stored": "存好了",
        "expired": "没取到，平台已删除",
        "refused": "不能保存",
    }
)
FILE_KINDS = MappingProxyType({"photo": "照片", "voice": "语音", "video": "视频"})
ITEM_KINDS = MappingProxyType(
    {
        "note": "文字",
        "photo": "照片",
        "voice": "语音",
        "video": "视频",
        "place": "位置",
        "link": "链接",
        "file": "文件",
    }
)
MESSAGE_KINDS = MappingProxyType(
    {
        "text": "文字",
        "image": "照片",
        "voice": "语音",
        "video": "视频",
        "shortvideo": "短视频",
        "location": "位置",
        "link": "链接",
        "file": "文件",
        "event": "操作",
    }
)
TAG_FIELDS = MappingProxyType(
    {
        "project": "项目",
        "also": "另涉项目",
        "kind": "类别",
        "county": "县市区",
        "township": "乡镇街道",
        "urgent": "紧急",
    }
)
ACTS = MappingProxyType(
    {
        "urgent.seen": "看到了紧急信息，正在处理",
        "inquiry.filed": "把提问算作观察信息",
        "voice.typed": "听写了语音",
        "voice.unclear": "语音没听清，请观察员打字说",
        "reports.exported": "导出观察信息（含姓名）",
        "report.entered": "代录了这条信息",
        "report.accepted": "审核通过，计入四个一",
        "report.rejected": "不计入四个一",
        "card.corrected": "改了采集卡",
    }
)
ROSTER_FIELDS = MappingProxyType(
    {
        "name": "姓名",
        "phone": "手机号",
        "unit": "单位",
        "county": "县市区",
        "group": "小组",
        "role": "身份",
        "appointed_from": "聘任起",
        "appointed_to": "聘任止",
    }
)
HISTORY_FIELDS = MappingProxyType(
    {
        **ROSTER_FIELDS,
        "state": "状态",
        "suspended_from": "暂停起",
        "account": "账号",
        "added": "加入花名册",
        "removed": "移出花名册",
        "successor": "接手人",
        "predecessor": "接谁的",
    }
)
HISTORY_WAYS = MappingProxyType(
    {
        "add": "新增",
        "edit": "修改",
        "suspend": "暂停",
        "reinstate": "恢复",
        "handover": "换人",
        "bind": "绑定",
        "unbind": "解绑",
        "import": "导入",
        "undo": "撤销导入",
    }
)
STANDINGS = MappingProxyType(
    {"active": "在聘", "suspended": "已暂停", "ended": "已到期", "waiting": "未到聘期"}
)
BY_THEMSELF = "本人"
BY_COMMAND_LINE = "命令行"
QUARANTINE_REASONS = MappingProxyType({"stale": "时间对不上"})
NO_PROJECT = "不在重点民生实事里"
NOT_YET = "未定"
NONE = "无"
YES = "是"
NO = "否"
BY_OBSERVER = "观察员"
