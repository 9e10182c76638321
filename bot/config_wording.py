"""Every sentence about the settings, in the words of the person who edits the file."""

# --- the file -----------------------------------------------------------------------------------

FILE_MISSING = "找不到这个配置文件。"
FILE_MISSING_HELP = "把 config.example.toml 复制成 config.toml 再填写，或用 --config 文件 指明位置"
FILE_UNREADABLE = "配置文件读不出来：{reason}。"
FILE_NOT_UTF8 = "配置文件不是 UTF-8 编码，请在编辑器里另存为 UTF-8。"
SYNTAX = "第{line}行第{column}列读不懂，多半是少了引号、等号或方括号，或用了中文标点。"
SYNTAX_AT_END = "文件末尾不完整，多半是引号或方括号没有写完。"
SYNTAX_TWICE = "第{line}行第{column}列：同一项写了两次，只能留一处。"
SYNTAX_EXAMPLE = 'name = "文字"    port = 8080    list = ["一", "二"]'

NOT_A_FILE = "这是一个文件夹，不是文件"
NOT_ALLOWED = "没有读取权限"
NOT_FOUND = "没有这个文件"
OTHER_REASON = "系统报告 {detail}"

# --- one key: pydantic's error type -> sentence ---------------------------------------------------

PROBLEMS = {
    "missing": "缺少这一项，必须填写。",
    "string_type": "要写成文字，放在英文双引号里。",
    "bool_type": "只能写 true（是）或 false（否），不加引号。",
    "int_type": "要写成整数，不加引号。",
    "int_parsing": "要写成整数。",
    "greater_than_equal": "不能小于{ge}。",
    "less_than_equal": "不能大于{le}。",
    "literal_error": "只能是这几种：{expected}。",
    "string_too_short": "不能为空。",
    "string_too_long": "太长，最多{max_length}个字。",
    "tuple_type": "要写成列表，放在方括号里。",
    "model_type": "这是一节，要单独写成方括号里的标题，各项写在下面。",
    "value_error": "{error}",
}
PROBLEM_UNNAMED = "这个值不合要求。"
SECTION_MISSING = "缺少这一节，必须填写。"

UNKNOWN_KEY = "没有这一项。"
UNKNOWN_KEY_NEAREST = "没有这一项，是不是想写 {nearest}？"
KNOWN_HERE = "这里可以写：{names}"

# --- values that follow a rule of their own -------------------------------------------------------

NEEDS_TEXT = "要写成文字，放在英文双引号里。"
EMPTY = "不能为空。"
ONE_LINE = "要写在一行里。"
ENV_UNNAMED = "env: 后面要写环境变量的名字。"
ENV_UNSET = "环境变量 {name} 没有设置，或是空的。"
FILE_UNNAMED = "file: 后面要写文件的位置。"
KEY_FILE_UNREADABLE = "放密钥的文件 {path} 读不出来：{reason}。"
KEY_FILE_NOT_TEXT = "放密钥的文件 {path} 不是 UTF-8 文字。"

TOKENS = "要是3到32个英文字母或数字，和平台后台填的 Token 一样。"
AES_KEY = "要是43个英文字母或数字，和平台后台的 EncodingAESKey 一样。"
AES_KEY_NEEDED = '不能为空：只有明文模式（mode = "plain"）才可以不填。'
HOUSE_KEY = "要是32个字节的 base64（44个字符，可用 openssl rand -base64 32 生成），或留空。"
ACCOUNT_ID = "只能有英文字母、数字、横线和下划线。"
ORIGINAL_ID = "这是公众号的原始ID（gh_开头），这里要填 AppID（wx开头）。"
WEB_ADDRESS = "要以 http:// 或 https:// 开头，写出主机名。"
MAILBOX = "不像一个邮箱地址。"
ROBOT = "要是群机器人的 Webhook 地址（…/cgi-bin/webhook/send?key=…），或只写 key 后面那一串。"
SAME_ROBOT = (
    "和 duty_robot 是同一个机器人。办公室的报警和摘报不能进观察员群，请在观察员群里另建一个机器人。"
)
TEMPLATE = '要写模板编号；模板字段的编号和我们的不同，就写成 "模板编号: thing1, thing4, time2"。'
TEXT_TEMPLATE = (
    "要写短信模板的编号，冒号后面写依次填哪几样（number、text、at、where），"
    '如 "1110: number, text"。'
)
TEMPLATE_KEYS = (
    "这一种通知有{count}个字段，字段名要写齐，"
    "用 thing、character_string、number、phrase、time、date 加编号。"
)
NO_CHANNEL = "公众号和企业微信至少要接一个。"

DATABASE_MEMORY = "数据库要放在一个文件里；放在内存里，重启就全没了。"
DATABASE_SLASHES = "SQLite 的写法是三个斜杠加文件位置，后面不带问号和参数。"
DATABASE_NAME = "PostgreSQL 的写法里要有主机和库名。"
DATABASE_KIND = "只支持 SQLite 和 PostgreSQL。"

BUCKET = "S3 的写法是 s3://桶名/前缀；桶名只有小写字母、数字、点和横线，前缀可以不写。"
S3_INCOMPLETE = "照片存进 S3，还要填好 [storage.s3] 的 {names}。"

OFFICE_HOURS = '办公时间要这样写：["8:30-12:00", "14:30-17:30"]，先早后晚，不能重叠。'
PAUSE_TOO_LONG = "停顿时间不能超过收尾时间 quiet_minutes。"
ALARM_TOO_LATE = "报警时间要早于照片过期时间 expiry_hours。"

# --- advice on settings that work but deserve a look ----------------------------------------------

PLAIN_MODE = (
    "channels.official.mode 是明文模式：签名不保护内容，别人可以篡改消息。"
    '请在公众号后台改成安全模式，再把这里改成 "secure"。'
)
NOBODY_ON_DUTY = (
    "office 里的 duty_wecom、duty_official、duty_robot 都是空的："
    "紧急信息只进后台，不会通知到值班同志。"
)
DUTY_WITHOUT_WORK = "office.duty_wecom 填了人，但没有 [channels.work]，通知不到他们。"
DUTY_WITHOUT_OFFICIAL = "office.duty_official 填了人，但没有 [channels.official]，通知不到他们。"

# --- the secrets the house makes for itself -------------------------------------------------------

SECRETS_FILE_HEADING = """\
# 本系统自动生成的密钥，只生成一次。丢了它，已存的姓名、电话和原始消息就再也打不开。
# 请和数据库一起备份，不要外传，不要改动。
"""
SECRETS_MADE = (
    "已生成本系统的密钥，存在 {path}。请和数据库一起备份；"
    "几台机器共用一个数据库时，把这个文件原样复制到每一台。"
)
SECRETS_MADE_LATE = (
    "数据库 {database} 早就有了，密钥文件 {path} 却是刚生成的：旧的加密内容用新密钥打不开。"
    "若有旧的密钥文件，请停下服务，把它放回去。"
)
SECRETS_OPEN = "密钥文件 {path} 别人也能读。请执行：chmod 600 {path}"
SECRETS_BROKEN = "密钥文件 {path} 坏了，读不出密钥。系统不会替换它，请从备份恢复。"
SECRETS_INCOMPLETE = (
    "密钥文件 {path} 里没有 {name}。若它以前写在配置里，请写回去；否则请从备份恢复密钥文件。"
)
SECRETS_UNREADABLE = "密钥文件 {path} 读不出来：{reason}。"
SECRETS_UNWRITABLE = "密钥文件 {path} 写不进去：{reason}。"

# --- how the mistakes are laid out ----------------------------------------------------------------

LIST_HEADING = "配置有{count}处要改（{path}）："
