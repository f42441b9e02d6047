//! What texts about hours are made of.

use crate::hours::rule::DayIs;

/// A piece of a text about hours.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// Days, all of them meant.
    Days(Vec<DayIs>),
    /// Every day.
    EveryDay,
    /// A part of the year.
    Season(Part),
    /// 上午, 下午, 晚上.
    Half(Half),
    /// A time as it is written, in minutes.
    Time(u16),
    /// All day and night.
    AllDay,
    /// 次日: the time that follows is of the day after.
    NextDay,
    /// From one to another.
    To,
    /// 闭馆, 不开放.
    Closed,
    /// 除外: closed then, or an exception to being closed.
    Excepted,
    /// 除: what follows up to 外 is closed.
    Except,
    /// 外, at the end of what 除 begins.
    Outside,
    /// 照常开放, 无休.
    AsUsual,
    /// 午休: the times that follow are closed.
    Break,
    /// 中午不休.
    NoBreak,
    /// 停止入馆: the time before it is nobody's.
    LastEntry,
    /// 另行通知.
    Notice,
    /// A bracket opens.
    Open,
    /// A bracket closes.
    Close,
    /// What separates, or says nothing: 开放, 营业时间, a comma.
    Noise,
}

/// Parts of the year.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Spring,
    /// Of a year in halves, if it is called 夏令.
    Summer {
        half: bool,
    },
    Autumn,
    Winter {
        half: bool,
    },
    SpringSummer,
    AutumnWinter,
    SummerVacation,
    WinterVacation,
    Vacations,
    /// Months, or days of months.
    Months(DayIs),
}

/// Halves and quarters of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// 凌晨
    Night,
    /// 上午, 早上, 白天
    Morning,
    /// 中午
    Noon,
    /// 下午
    Afternoon,
    /// 晚上, 夜间
    Evening,
}

/// Words that mean one token, longer ones before those they begin with.
pub(super) const WORDS: &[(&str, Token)] = &[
    ("全天候", Token::AllDay),
    ("全天", Token::AllDay),
    ("全日", Token::AllDay),
    ("昼夜", Token::AllDay),
    ("24小时", Token::AllDay),
    ("24h", Token::AllDay),
    ("每天", Token::EveryDay),
    ("每日", Token::EveryDay),
    ("天天", Token::EveryDay),
    ("全年365天", Token::EveryDay),
    ("365天", Token::EveryDay),
    ("全年", Token::EveryDay),
    ("中午不休息", Token::NoBreak),
    ("中午不休", Token::NoBreak),
    ("午间不休息", Token::NoBreak),
    ("午间不休", Token::NoBreak),
    ("中午不打烊", Token::NoBreak),
    ("午休不打烊", Token::NoBreak),
    ("中午休息", Token::Break),
    ("午间休息", Token::Break),
    ("午休时间", Token::Break),
    ("午休", Token::Break),
    ("照常开放", Token::AsUsual),
    ("正常开放", Token::AsUsual),
    ("照常服务", Token::AsUsual),
    ("照常营业", Token::AsUsual),
    ("正常营业", Token::AsUsual),
    ("正常上班", Token::AsUsual),
    ("不打烊", Token::AsUsual),
    ("不闭馆", Token::AsUsual),
    ("不休息", Token::AsUsual),
    ("不休", Token::AsUsual),
    ("无休", Token::AsUsual),
    ("停止入馆", Token::LastEntry),
    ("停止入场", Token::LastEntry),
    ("停止入园", Token::LastEntry),
    ("停止进馆", Token::LastEntry),
    ("停止进场", Token::LastEntry),
    ("停止售票", Token::LastEntry),
    ("停止取号", Token::LastEntry),
    ("停止接待", Token::LastEntry),
    ("开放时间另行通知", Token::Notice),
    ("开放时间另行公告", Token::Notice),
    ("时间另行通知", Token::Notice),
    ("另行通知", Token::Notice),
    ("另行公告", Token::Notice),
    ("不对外开放", Token::Closed),
    ("不开放", Token::Closed),
    ("停止开放", Token::Closed),
    ("不营业", Token::Closed),
    ("不办公", Token::Closed),
    ("不上班", Token::Closed),
    ("闭馆日", Token::Closed),
    ("闭馆", Token::Closed),
    ("闭站", Token::Closed),
    ("闭园", Token::Closed),
    ("休馆日", Token::Closed),
    ("休馆", Token::Closed),
    ("停业", Token::Closed),
    ("歇业", Token::Closed),
    ("休业", Token::Closed),
    ("关闭", Token::Closed),
    ("关门", Token::Closed),
    ("放假", Token::Closed),
    ("休息", Token::Closed),
    ("除外", Token::Excepted),
    ("不含", Token::Except),
    ("除了", Token::Except),
    ("除", Token::Except),
    ("以外", Token::Outside),
    ("之外", Token::Outside),
    ("外", Token::Outside),
    ("次日", Token::NextDay),
    ("翌日", Token::NextDay),
    ("第二天", Token::NextDay),
    ("凌晨", Token::Half(Half::Night)),
    ("上午", Token::Half(Half::Morning)),
    ("早上", Token::Half(Half::Morning)),
    ("早晨", Token::Half(Half::Morning)),
    ("清晨", Token::Half(Half::Morning)),
    ("白天", Token::Half(Half::Morning)),
    ("日间", Token::Half(Half::Morning)),
    ("早", Token::Half(Half::Morning)),
    ("中午", Token::Half(Half::Noon)),
    ("下午", Token::Half(Half::Afternoon)),
    ("午后", Token::Half(Half::Afternoon)),
    ("晚上", Token::Half(Half::Evening)),
    ("晚间", Token::Half(Half::Evening)),
    ("夜间", Token::Half(Half::Evening)),
    ("夜晚", Token::Half(Half::Evening)),
    ("傍晚", Token::Half(Half::Evening)),
    ("晚", Token::Half(Half::Evening)),
    ("春夏季", Token::Season(Part::SpringSummer)),
    ("春夏", Token::Season(Part::SpringSummer)),
    ("秋冬季", Token::Season(Part::AutumnWinter)),
    ("秋冬", Token::Season(Part::AutumnWinter)),
    ("夏令时", Token::Season(Part::Summer { half: true })),
    ("夏令", Token::Season(Part::Summer { half: true })),
    ("夏季", Token::Season(Part::Summer { half: false })),
    ("夏天", Token::Season(Part::Summer { half: false })),
    ("冬令时", Token::Season(Part::Winter { half: true })),
    ("冬令", Token::Season(Part::Winter { half: true })),
    ("冬季", Token::Season(Part::Winter { half: false })),
    ("冬天", Token::Season(Part::Winter { half: false })),
    ("春季", Token::Season(Part::Spring)),
    ("秋季", Token::Season(Part::Autumn)),
    ("寒暑假", Token::Season(Part::Vacations)),
    ("暑期", Token::Season(Part::SummerVacation)),
    ("暑假", Token::Season(Part::SummerVacation)),
    ("寒假", Token::Season(Part::WinterVacation)),
    ("至", Token::To),
    ("到", Token::To),
    ("-", Token::To),
    ("(", Token::Open),
    (")", Token::Close),
];

/// Words that name days, longer ones before those they begin with.
pub(super) const DAYS: &[(&str, DayIs)] = &[
    ("国家法定节假日", DayIs::Holiday { later: 0 }),
    ("法定节假日", DayIs::Holiday { later: 0 }),
    ("国定节假日", DayIs::Holiday { later: 0 }),
    ("法定假日", DayIs::Holiday { later: 0 }),
    ("法定节日", DayIs::Holiday { later: 0 }),
    ("公共假期", DayIs::Holiday { later: 0 }),
    ("节假日", DayIs::Holiday { later: 0 }),
    ("元旦", DayIs::Festival("new_year")),
    ("春节", DayIs::Festival("spring_festival")),
    ("清明节", DayIs::Festival("qingming")),
    ("清明", DayIs::Festival("qingming")),
    ("劳动节", DayIs::Festival("labor_day")),
    ("端午节", DayIs::Festival("dragon_boat")),
    ("端午", DayIs::Festival("dragon_boat")),
    ("中秋节", DayIs::Festival("mid_autumn")),
    ("中秋", DayIs::Festival("mid_autumn")),
    ("国庆节", DayIs::Festival("national_day")),
    ("国庆", DayIs::Festival("national_day")),
    ("工作日", DayIs::Working),
    ("周末", DayIs::Weekday(0b110_0000)),
    ("双休日", DayIs::Rest),
    ("公休日", DayIs::Rest),
    ("休息日", DayIs::Rest),
    ("赶场日", DayIs::Market(None)),
    ("赶场天", DayIs::Market(None)),
    ("赶集日", DayIs::Market(None)),
    ("赶街日", DayIs::Market(None)),
    ("赶街天", DayIs::Market(None)),
    ("逢场日", DayIs::Market(None)),
    ("逢场天", DayIs::Market(None)),
    ("逢场", DayIs::Market(None)),
    ("逢集", DayIs::Market(None)),
    ("逢圩", DayIs::Market(None)),
    ("圩日", DayIs::Market(None)),
    ("墟日", DayIs::Market(None)),
    ("集日", DayIs::Market(None)),
];

/// Words that say nothing about hours, longer ones before those they begin with.
pub(super) const NOISE: &[&str] = &[
    "特殊情况提前另行通知",
    "特殊情况另行通知",
    "特殊情况提前通知",
    "开放时间",
    "开馆时间",
    "服务时间",
    "营业时间",
    "办公时间",
    "办理时间",
    "工作时间",
    "上班时间",
    "时间",
    "对外开放",
    "免费开放",
    "开放",
    "开馆",
    "营业",
    "服务",
    "办公",
    "办理",
    "上班",
    "免费",
    "通常",
    "期间",
    "假期",
    "以及",
    "均为",
    "均",
    "为",
    "和",
    "及",
    "与",
    "每",
    ",",
    ";",
    ":",
    "、",
    "。",
    "|",
    "/",
    "+",
    " ",
    "\t",
    "\n",
    "\r",
];
