"""Every sentence the chat says to an observer. Plain, warm, short; read aloud at sixty-two.

A word is said only when its event is stored: 已收到 after the insert, 已通知 after the platform's
errcode 0. Numbers are said as 0714-32号. (Source: issue 2 item 6; design, "Words must be true".)
"""

KIND_WORDS = {
    "info": "信息",
    "problem": "问题",
    "suggestion": "建议",
    "praise": "典型经验",
    "question": "提问",
    "chat": "",
    "": "",
}
URGENT = "紧急"
STATE_WORDS = {
    "collecting": "正在收集",
    "received": "已收到，还没有办理结果",
    "withdrawn": "已撤回",
    "merged": "已并到另一件",
}

SAY_WHERE_AND_WHAT = "请说一句：在哪里、什么事？打字、语音、位置都行。"
SAY_WHAT = "请说一句：在哪里、什么事？"
ASK_PLACE = "在哪个乡镇、哪个村？发个位置也行。"
CORRECT_ME = "哪里不对直接讲。"
ALARMING = "正在通知值班同志。"
CHAT = "您好，我在。看到民生实事的情况，直接发照片、打字或发语音就行。要问怎么用，发“帮助”。"
NO_OPEN_QUESTION = "现在没有要您回答的问题。要报情况，直接发照片或说一句就行。"
NOTHING_YET = "您还没有报过情况。看到了直接发照片，再说一句在哪里、什么事就行。"
NOTHING_TO_FINISH = "现在没有正在收集的情况。要报新的，直接发照片或说一句就行。"
NOT_UNDERSTOOD = "这种消息我看不懂。请发照片、语音、位置，或者打字。"
FAILED = "这条已经存好，但系统没处理成功，办公室同志会补上，您不用重发。"
NOT_NOW = "您的聘任现在不在有效期内，这条没有记作信息。有疑问请联系办公室。"


def suspended(office: str, phone: str) -> str:
    """Tell a suspended observer, once, how they stand."""
    whom = f"打{office}电话{phone}" if phone else f"联系{office}"
    return (
        "您的观察员身份目前暂停。您发来的我们照样收下、照样看，只是暂时不计入任务。"
        f"如有疑问请{whom}。"
    )


PLACE_UNREADABLE = (
    "这个位置不在邵阳市，或者没读出来，没有记上。请再发一次位置，或打字说在哪个乡镇、哪个村。"
)


def photo_opened(number: str) -> str:
    """Answer the first photo of a report."""
    return f"收到照片，编号{number}。{SAY_WHERE_AND_WHAT}"


def video_opened(number: str) -> str:
    """Answer a video that opens a report."""
    return f"收到视频，编号{number}。{SAY_WHERE_AND_WHAT}"


def voice_kept(number: str, *, has_words: bool, has_place: bool) -> str:
    """Answer a voice message; what the report says already is not asked for."""
    wanted = filter(None, ("" if has_place else "在哪里", "" if has_words else "什么事"))
    ask = "、".join(wanted)
    kept = f"语音存好了（编号{number}），由办公室同志听写。"
    return kept + (f"方便的话补一句{ask}。" if ask else "")


def video_kept(number: str) -> str:
    """Answer a further video."""
    return f"收到视频（编号{number}）。"


def place_opened(number: str, place: str) -> str:
    """Answer a position that opens a report."""
    return f"收到位置（{place}），编号{number}。请发照片，或说一句什么事？"


def link_kept(number: str) -> str:
    """Answer a shared article."""
    return f"链接记下了（编号{number}）。要是现场的事，请再拍照，说一句在哪里、什么事。"


def apart(number: str, other: str) -> str:
    """Ask, after a pause or from a place far away, whether this is another site."""
    return f"收到，编号{number}。是新的一处吗？回1 新的一处，回2 还是{other}号。"


def summary(number: str, parts: list[str]) -> str:
    """Say what a report holds and what we understood."""
    return f"{number}号：{'，'.join(parts)}。"


def noted(number: str) -> str:
    """Answer a further note that changed nothing of what was understood."""
    return f"记下了，放在{number}号里。"


def outside(number: str, counts: str) -> str:
    """Answer a matter outside the projects."""
    return (
        f"{number}号收到{_bracketed(counts)}。"
        "这件事不在重点民生实事里，办公室照样看、能转就转；不计入本月信息。"
    )


def asked_something(number: str, counts: str) -> str:
    """Answer a question that is kept as a report's note."""
    return f"{number}号收到{_bracketed(counts)}，您的话记在里面。"


def noted_but_what(number: str) -> str:
    """Answer a greeting in the middle of a report that still lacks its words."""
    return f"记下了，放在{number}号里。{SAY_WHAT}"


def call_office(office: str, phone: str) -> str:
    """Answer an urgent matter where nobody is on duty to be told."""
    seen = "后台已标为紧急。"
    return seen + (f"请马上打{office}电话：{phone}。" if phone else f"请同时打电话告诉{office}。")


def which_project(choices: list[str]) -> str:
    """Ask one short question where the tagger would rather not guess."""
    numbered = " ".join(f"{place} {choice}" for place, choice in enumerate(choices, start=1))
    return f"这是哪一类？回数字：{numbered}"


NONE_OF_THESE = "都不是"


def counts(photos: int, videos: int, voices: int, places: int) -> str:
    """Say how many files and places came, e.g. 照片3张、位置1个."""
    said = (
        f"照片{photos}张" if photos else "",
        f"视频{videos}个" if videos else "",
        f"语音{voices}条" if voices else "",
        f"位置{places}个" if places else "",
    )
    return "、".join(filter(None, said))


def burst_summary(number: str, photos: int, videos: int, places: int, *, has_words: bool) -> str:
    """Tell the counts 20 seconds after the last photo, where no reply told them."""
    said = (
        f"{photos}张照片" if photos else "",
        f"{videos}个视频" if videos else "",
        f"{places}个位置" if places else "",
    )
    held = "、".join(filter(None, said))
    return f"{number}号：已收{held}。" + ("" if has_words else SAY_WHAT)


_SAFETY = {
    "elder-relief": "请先让老人离开，危急打119。",
    "school-places": "请先让学生离开，危急打119。",
    "rural-power": "请先让人离远些，别碰电线，危急打119。",
    "water-source": "请先告诉大家别喝这水，有人不舒服打120。",
}
_SAFETY_ELSE = "请先让人离开危险的地方，危急打110、119、120。"


def safety(project: str | None) -> str:
    """Say what to do first where people are in danger."""
    return _SAFETY.get(project or "", _SAFETY_ELSE)


def alarm_arrived(number: str) -> str:
    """Say that the duty staff have been told, after the platform took the message."""
    return f"{number}号：已通知值班同志。"


def finished(number: str, parts: list[str]) -> str:
    """Answer 完成."""
    held = f"：{'，'.join(parts)}" if parts else ""
    return f"{number}号收好了{held}。谢谢您。"


def withdrawn(number: str) -> str:
    """Answer 撤回."""
    return f"{number}号已撤回，办公室不再处理。"


def withdraw_in_words(number: str, counts: str) -> str:
    """Answer a tap on 撤回: whoever tapped by mistake need do nothing."""
    return f"要撤回{number}号{_bracketed(counts)}吗？要撤回，请打字发“撤回”；点错了不用管。"


def cannot_withdraw(number: str, state: str) -> str:
    """Answer 撤回 on a report that is over already."""
    return f"{number}号{STATE_WORDS[state]}，不用再撤。"


def unknown_number(said: str) -> str:
    """Answer a number that is not one of theirs."""
    return f"没有找到您的{said}号。发“我的”，看看您最近的编号。"


def progress(number: str, state: str, parts: list[str]) -> str:
    """Answer 进度."""
    return f"{number}号{_bracketed('，'.join(parts))}：{STATE_WORDS[state]}。"


def supplementing(number: str) -> str:
    """Answer 补充."""
    return f"好，接着说{number}号，发照片或打字都行。"


def closed_to_more(number: str, state: str) -> str:
    """Answer 补充 on a report that is over already."""
    return f"{number}号{STATE_WORDS[state]}，加不进去了。新情况直接发就行。"


def kept_apart(number: str) -> str:
    """Answer that photos are of a new site."""
    return f"好，{number}号单独算一件。"


def put_together(number: str, held: str) -> str:
    """Answer that photos belong to the earlier report."""
    return f"好，都并到{number}号了（{held}）。"


def cannot_put_together(number: str, other: str) -> str:
    """Answer a merge that came too late."""
    return f"{other}号已经不收了，这些就单独算{number}号。"


def mine(month: int, lines: list[str], more: int) -> str:
    """Answer 我的: this month's reports, newest first."""
    rest = f"\n还有{more}件更早的。" if more else ""
    return f"您{month}月报了{len(lines) + more}件：\n" + "\n".join(lines) + rest


def mine_none(month: int) -> str:
    """Answer 我的 in a month without reports."""
    return f"您{month}月还没有报过情况。看到了直接发照片，再说一句就行。"


def mine_line(number: str, parts: list[str], state: str) -> str:
    """Say one report of 我的 in a line."""
    held = "，".join(parts)
    return (
        f"{number}号 {held}（{STATE_WORDS[state]}）"
        if held
        else f"{number}号（{STATE_WORDS[state]}）"
    )


def help_text(office: str, contact: str, quiet_minutes: int) -> str:
    """Answer 帮助."""
    return (
        "看到情况，直接发照片，再说一句在哪里、什么事。打字、语音、位置都行。\n"
        f"“完成”：这件报完了（不发也行，{quiet_minutes}分钟没动静就自动收好）\n"
        "“撤回”：这件不报了。微信自带的撤回我们收不到，请打字发“撤回”\n"
        "“我的”：看四个一还差什么、本月报了哪些\n"
        "“进度 32”：看32号到哪一步\n"
        "“补充 32”：给32号加照片或加话\n"
        "“改 项目”“改 地点”：改我认错的\n"
        "“采集卡”：要一个链接，点开填卡、加照片\n"
        "“手册 老旧小区”：看谁来干、怎么干\n"
        "“也算建议”“也算信息”：一条话里两样都有，两样都记\n"
        "“报名”“取消报名”“检查安排”：看有什么检查活动，报名参加\n"
        "“签到”“走访”：到了检查地点、联系点，再发个位置\n"
        "“交材料”：交调研材料，可以写也可以传文件\n"
        "“测评”：办公室请您答的三道题，回三个数字就行\n"
        "“答”加上您的话：答办公室问您的\n"
        "“暂停提醒”“恢复提醒”：还差任务时要不要提醒您\n"
        "有事要问，直接问，或发“问办公室”加上您的话；问的其实是情况，回“报”\n"
        f"危急先打110、119、120。“找办公室”：{_reach(office, contact)}"
    )


def find_office(office: str, contact: str) -> str:
    """Answer 找办公室."""
    return f"{_reach(office, contact)}危急先打110、119、120。"


def _reach(office: str, contact: str) -> str:
    return f"{office}：{contact}。" if contact else f"有事请到{office}，或在这里发“问办公室”。"


def _bracketed(words: str) -> str:
    return f"（{words}）" if words else ""
