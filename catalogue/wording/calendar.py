"""What is said of a year whose working days are not known."""


def year_not_loaded(year: int) -> str:
    """Say what to load for a year that no notice covers."""
    return (
        f"{year}年的放假安排还没有装进来（国务院一般在上一年11月公布）。"
        "公布以后运行 pip install --upgrade chinesecalendar，再重新启动；"
        "在那以前提醒按周一至周五排。"
    )
