"""Sentences of the office's console."""

LOGIN_FAILED = "用户名或密码不对。"
LOGIN_ENDED = "请先登录。离开太久也会自动退出，没有提交的内容要重新填。"
LOGIN_ENDED_UNSENT = "登录已过期，刚才的内容还没有提交。登录后会把您写的字还给您。"
TAGS_SAVED = "改好了，已记录。"
TAGS_SAME = "没有改动。"
TAGS_CHANGED_ELSEWHERE = "这条信息刚刚在别处改过，您的改动没有保存。下面是最新的内容，请再核一遍。"
URGENT_TAKEN = "已记下，正在告诉观察员。"
URGENT_TAKEN_BEFORE = "已经有人看过了。"
BINDING_CONFIRMED = "已绑定，正在告诉本人。"
BINDING_REFUSED = "已拒绝，正在告诉本人。"
BINDING_GONE = "这个申请已经处理过了，或者本人又重新申请了。"
REPLAYED = "重新处理好了，正在告诉本人。"
QUARANTINE_REPLAYED = "已重新收下。"
REPLAY_FAILED = "重新处理没有成功，原件还在。请把编号告诉技术人员。"
TROUBLE_RESOLVED = "已标为处理过。"
TROUBLE_GONE = "这一条已经处理过了。"
ROSTER_BLANK_NAME = "观察员花名册（空白表）.xlsx"
ROSTER_NO_FILE = "请先选一个.xlsx文件。"
ROSTER_PREVIEW_GONE = "这次预览已经用过或过期了，请重新上传。"
ROSTER_CONFLICT = "预览之后花名册有变化，这次没有导入。请重新上传看预览。"
NOBODY_TO_INVITE = "人人都已绑定，不用再发邀请码。"
NOT_AN_OBSERVER = "没有绑定的账号"
UNREADABLE = "（内容打不开：密钥不对或者数据坏了）"
RAW_GONE = "（原件已过保存期，内容不再保留）"

ERRORS = {
    400: ("没有看懂", "提交的内容不完整，或者页面打开太久了。请返回上一页，刷新后再试。"),
    403: ("不能这样做", "您的账号没有这项权限。需要的话，请找管理员调整。"),
    404: ("没有这一页", "地址可能写错了，或者内容已经不在了。"),
    405: ("不能这样做", "请从页面上的按钮操作。"),
    409: ("刚刚改过", "别处刚刚改过，请刷新后再看。"),
    413: (
        "文件太大",
        "一次传的太多：扫描件每个最大20MB，模板10MB，表格5MB，照片一次200MB。请返回上一页，分几次传。",
    ),
    429: ("试得太多", "请过一会儿再试。"),
    500: ("出了点问题", "系统没有处理成。已经记录下来，请稍后再试；一直不行请告诉技术人员。"),
    504: ("找得太久", "这样找要太久，先停下了。请多加几个条件，或者换更少见的字再找。"),
    503: ("照片暂时打不开", "存照片的服务器现在用不了。照片没有丢，请过几分钟再看。"),
}


def login_too_many(minutes: int) -> str:
    """Say that the limit of attempts is reached."""
    return f"试的次数太多，请{minutes}分钟后再试，或请管理员解除。忘了密码请找管理员重设。"


def account_conflict(line: int, channel: str, account: str) -> str:
    """Say that an account in the sheet already speaks for another person."""
    return f"第{line}行的{channel}账号“{account}”已经绑定了别人，请核对。"


def namesake(count: int) -> str:
    """Say that a new line may be a known person with a new phone."""
    return f"花名册里已有{count}位同名的人，手机号不同。如果是换了号，请先核对，免得一人两条。"


def roster_imported(new: int, changed: int, unchanged: int) -> str:
    """Say what an import did."""
    return f"导入好了：新增{new}人，更改{changed}人，{unchanged}人没有变化。"


def invitation_text(code: str) -> str:
    """Return what the QR code of an invitation holds: the words to send to the bot."""
    return f"绑定 {code}"
