"""What a wrong config gets: every mistake at once, plainly, and never a secret."""

import traceback

import pytest
from config_texts import AES_KEY, OFFICIAL, SMALLEST, STORAGE, WORK

from bot.config import format_mistakes, load_settings
from bot.config_errors import ConfigError


def test_every_mistake_is_reported_at_once(mistakes_of):
    config = SMALLEST.replace("[server]", '[server]\nport = "8080"\nworkers = 0')
    config = config.replace("Guancha2026", "观察").replace("the-app-secret", "")
    assert set(mistakes_of(config)) == {
        "server.port",
        "server.workers",
        "channels.official.token",
        "channels.official.app_secret",
    }


def test_an_unknown_key_is_refused_with_the_nearest_name(mistakes_of):
    mistake = mistakes_of(SMALLEST.replace("[server]", "[server]\nprot = 80"))["server.prot"]
    assert "server.port" in mistake.problem
    assert mistake.example == "port = 8080"


def test_a_key_in_the_wrong_section_is_shown_its_place(mistakes_of):
    mistake = mistakes_of("database = 'x'\n" + SMALLEST)["database"]
    assert "storage.database" in mistake.problem


def test_a_key_like_no_other_is_answered_with_the_list(mistakes_of):
    mistake = mistakes_of(SMALLEST + "[wechat]\n")["wechat"]
    assert "channels" in mistake.example


def test_a_missing_section_says_how_it_begins(mistakes_of):
    mistakes = mistakes_of("[server]\n")
    assert mistakes["storage"].example == "[storage]"
    assert mistakes["channels"].example == "[channels.official]"


def test_no_channel_at_all_is_a_mistake(mistakes_of):
    assert "公众号" in mistakes_of(STORAGE + "[channels]\n")["channels"].problem


def wrong(setting: str, value: str) -> str:
    """Return a full config in which one setting, named section.key, has a wrong value."""
    section, _, key = setting.rpartition(".")
    kept = [line for line in (SMALLEST + WORK).splitlines() if not line.startswith("[server]")]
    begin = kept.index(f"[{section}]") if f"[{section}]" in kept else None
    if begin is None:
        return "\n".join([*kept, f"[{section}]", f"{key} = {value}"])
    end = next((i for i in range(begin + 1, len(kept)) if kept[i].startswith("[")), len(kept))
    body = [line for line in kept[begin + 1 : end] if not line.startswith(f"{key} =")]
    return "\n".join([*kept[: begin + 1], f"{key} = {value}", *body, *kept[end:]])


@pytest.mark.parametrize(
    ("setting", "value", "problem"),
    [
        ("server.port", '"8080"', "整数"),
        ("server.port", "true", "整数"),
        ("server.port", "70000", "65535"),
        ("server.port", "0", "不能小于1"),
        ("server.host", '""', "不能为空"),
        ("server.public_url", '"guancha.cn"', "http"),
        ("server.public_url", '"https://"', "http"),
        ("server.secure_cookies", '"no"', '"auto"、true、false'),
        ("storage.database", '""', "不能为空"),
        ("storage.database", '"sqlite://"', "三个斜杠"),
        ("storage.database", '"sqlite:///"', "重启"),
        ("storage.database", '":memory:"', "重启"),
        ("storage.database", '"sqlite:///x.db?mode=ro"', "三个斜杠"),
        ("storage.database", '"sqlite://x.db"', "三个斜杠"),
        ("storage.database", '"postgres://db"', "库名"),
        ("storage.database", '"mysql://db/g"', "PostgreSQL"),
        ("storage.database", "5", "文字"),
        ("storage.media", '""', "不能为空"),
        ("storage.media", "5", "文字"),
        ("storage.media", '"s3://"', "桶名"),
        ("storage.media", '"s3://Photos/x"', "小写"),
        ("storage.media", '"s3://photos/../x"', "前缀"),
        ("storage.media", '"s3://photos"', "endpoint、access_key、secret_key"),
        ("channels.official.app_id", '"gh_0123456789ab"', "原始ID"),
        ("channels.official.app_id", '"wx 1"', "字母"),
        ("channels.official.app_secret", '"env:"', "环境变量"),
        ("channels.official.app_secret", '"env:NOT_SET"', "NOT_SET"),
        ("channels.official.app_secret", '"file:"', "位置"),
        ("channels.official.app_secret", '"file:nowhere.key"', "nowhere.key"),
        ("channels.official.app_secret", '"file:."', "文件夹"),
        ("channels.official.token", '"ab"', "3到32"),
        ("channels.official.token", '"观察员二零二六"', "3到32"),
        ("channels.official.encoding_aes_key", '"short"', "43"),
        ("channels.official.encoding_aes_key", '""', "plain"),
        ("channels.official.previous_aes_key", '"short"', "43"),
        ("channels.official.mode", '"safe"', '"secure"、"compatible"、"plain"'),
        ("channels.official.api_base_url", '""', "http"),
        ("channels.work.agent_id", '"app"', "整数"),
        ("channels.work.secret", "3", "文字"),
        ("channels.work.encoding_aes_key", '""', "不能为空"),
        ("jobs.engine", '"celery"', "embedded"),
        ("office.mailbox", '"办公室"', "邮箱"),
        ("office.name", '"  "', "不能为空"),
        ("office.name", '"办公\\n室"', "一行"),
        ("office.campaign", f'"{"长" * 61}"', "60"),
        ("office.duty_wecom", '"zhangsan"', "列表"),
        ("drafts.pause_minutes", "11", "quiet_minutes"),
        ("photos.max_megabytes", "2.5", "整数"),
        ("photos.alarm_hours", "73", "72"),
        ("security.data_key", '"c2hvcnQ="', "32"),
        ("security.session_key", '"!"', "32"),
        ("logging.level", '"loud"', '"debug"'),
    ],
)
def test_a_wrong_value_is_named_and_explained_with_an_example(mistakes_of, setting, value, problem):
    mistakes = mistakes_of(wrong(setting, value))
    assert list(mistakes) == [setting]
    assert problem in mistakes[setting].problem
    assert mistakes[setting].example.startswith(f"{setting.rpartition('.')[2]} = ")


def test_the_wrong_entry_of_a_list_is_counted_from_one(mistakes_of):
    mistakes = mistakes_of(SMALLEST + '[office]\nduty_wecom = ["zhangsan", 3]')
    assert list(mistakes) == ["office.duty_wecom[2]"]


def test_a_section_written_as_a_value_is_explained(mistakes_of):
    assert "一节" in mistakes_of("server = 8080\n" + STORAGE + OFFICIAL)["server"].problem


def test_an_alarm_after_the_expiry_would_come_too_late(mistakes_of):
    mistakes = mistakes_of(SMALLEST + "[photos]\nexpiry_hours = 10\nalarm_hours = 20")
    assert "过期" in mistakes["photos.alarm_hours"].problem


def test_a_slip_of_the_pen_is_located(mistakes_of):
    assert "第2行第8列" in mistakes_of("[server]\nport = “8080”\n")[""].problem


def test_a_setting_written_twice_is_located(mistakes_of):
    assert "写了两次" in mistakes_of("[server]\nport = 1\nport = 2\n")[""].problem


def test_a_file_that_breaks_off_is_said_to_break_off(mistakes_of):
    assert "末尾" in mistakes_of('[server]\nhost = """127')[""].problem


def test_a_missing_file_is_answered_with_what_to_do(tmp_path):
    with pytest.raises(ConfigError) as refused:
        load_settings(tmp_path / "config.toml", {})
    assert "config.example.toml" in format_mistakes(refused.value)


def test_a_folder_in_place_of_the_file_is_named_so(tmp_path):
    with pytest.raises(ConfigError) as refused:
        load_settings(tmp_path, {})
    assert "文件夹" in format_mistakes(refused.value)


def test_a_file_in_another_encoding_is_asked_for_in_utf_8(tmp_path):
    (tmp_path / "config.toml").write_bytes("[office]\nname = '专班'".encode("gb18030"))
    with pytest.raises(ConfigError) as refused:
        load_settings(tmp_path / "config.toml", {})
    assert "UTF-8" in format_mistakes(refused.value)


def test_the_list_for_the_terminal_holds_each_key_problem_and_example(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(SMALLEST.replace("[server]", "[server]\nprot = 80\nport = 0"))
    with pytest.raises(ConfigError) as refused:
        load_settings(path, {})
    text = format_mistakes(refused.value)
    assert text.splitlines()[0] == f"配置有2处要改（{path}）："
    assert "  server.port：不能小于1。" in text
    assert "  server.prot：没有这一项，是不是想写 server.port？" in text
    assert text.count("      port = 8080") == 2


def test_no_report_of_a_mistake_repeats_a_secret(load):
    config = SMALLEST.replace("Guancha2026", "secret_token!")
    config = config.replace(AES_KEY, "secret_key!").replace(
        "sqlite:///var/guancha.db", "mysql://u:secret_password@db/g"
    )
    config += 'apikey = "secret_unknown"'
    with pytest.raises(ConfigError) as refused:
        load(config)
    said = format_mistakes(refused.value) + "".join(traceback.format_exception(refused.value))
    assert "secret_" not in said


def test_the_observers_group_must_have_a_robot_of_its_own(mistakes_of):
    key = "11112222-aaaa-bbbb-cccc-333344445555"
    address = f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={key}"
    robots = f'[office]\nduty_robot = "{key}"\ngroup_robot = "{address}"\n'
    assert "同一个机器人" in mistakes_of(SMALLEST + robots)["office.group_robot"].problem
