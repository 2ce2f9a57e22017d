"""The words that the grammar of structured questions knows, in three languages.

Each line is a meaning and the ways to say it, Chinese in simplified characters. A question with a
word that is neither here nor the name of something published is not a structured question.
"""

from usecases.text.terms import empty_words

Meaning = tuple[str, str]

# Function words that change what is asked: every other one is noise.
_TELLING_WORDS = """
after against am before but can could either few he her here hers him his how i if let more most my
neither no nor not once only or other our ours own same she should than those until we what when
where which while who whom why will with without would you your yours both all any did do does has
have is was were are
"""
_TELLING = frozenset(_TELLING_WORDS.split())

_WORDS: dict[Meaning, str] = {
    ("ask", "count"): "how many | what number of | number of | what is the number of | count"
    " | total number of | the total of | 多少 | 几个 | 几家 | 几间 | 数目 | 数量 | 有几 | 几多"
    " | 总数",
    ("ask", "list"): "which | what are | list | name | show | what | give | 哪些 | 哪几家 | 哪几间"
    " | 哪几个 | 列出 | 有哪些 | 哪间 | 哪家 | 什么 | 边间 | 哪个",
    ("ask", "share"): "what share of | what percentage of | what proportion of | what part of"
    " | what fraction of | share of | percentage of | proportion of"
    " | 占多大比例 | 占百分之几 | 占多少百分比 | 占比 | 比率 | 百分比 | 比例 | 百分之几 | 多大比例",
    ("ask", "when"): "when | on what date | what date | on which date | on which day | what day"
    " | 何时 | 什么时候 | 几时 | 哪一天 | 哪天 | 日期",
    ("ask", "who"): "who | 谁 | 谁人",
    (
        "ask",
        "whether",
    ): "did | was | were | is | has | have | are | does | 是否 | 有没有 | 有没 | 是不是 | 吗",
    ("target", "use-cases"): "use case | project | trial | test case | 用例 | 使用案例 | 应用个案"
    " | 应用案例 | 个案 | 案例 | 项目",
    (
        "target",
        "institutions",
    ): "bank | institution | firm | lender | participant | participating bank"
    " | participating institution | 银行 | 机构 | 参与银行 | 参与机构 | 参加者 | 参与者 | 公司",
    ("target", "partners"): "technology partner | tech partner | partner | technology firm"
    " | technology provider | vendor | 技术伙伴 | 科技伙伴 | 合作伙伴 | 科技公司 | 伙伴",
    ("target", "phases"): "phase | cohort | round | 期 | 阶段 | 轮",
    ("target", "applications"): "application | proposal | submission | 申请 | 建议书 | 提案 | 建议",
    ("verb", "take-part"): "took part | take part | taken part | taking part | participate"
    " | participated | participating | join | joined | be in | included | selected | chosen"
    " | came | come | involved | enter | entered | 参加 | 参加过 | 参与过 | 参与 | 入选 | 获选"
    " | 加入",
    ("verb", "run"): "run | ran | running | work on | worked on | working on | test | tested"
    " | testing | tries | tried | trying | build | built | develop | developed | behind | from"
    " | operate | do | doing | 进行 | 测试 | 试验 | 负责 | 开发 | 推行 | 做",
    ("verb", "work-with"): "work with | worked with | working with | partner with | partnered with"
    " | together with | with | 合作 | 与 | 和",
    ("verb", "receive"): "receive | received | submitted | made | handed in | 收到 | 接获 | 提交",
    ("verb", "announce"): "announce | announced | 公布 | 宣布",
    ("verb", "open"): "open | opened | start accepting applications | invite applications"
    " | launched | launch | 开放申请 | 开始接受申请 | 开放 | 推出 | 启动",
    ("verb", "close"): "close | closed | deadline | closing date | application deadline"
    " | 截止 | 截止日期 | 截止申请",
    (
        "verb",
        "trials",
    ): "trials begin | trials began | trials start | trials started | testing start"
    " | testing begin | tests begin | trial begin | trial start | 试验开始 | 测试开始 | 开始测试"
    " | 开始试验",
    ("verb", "trials-end"): "trials end | trials ended | trial end | testing end | tests end"
    " | 试验结束 | 测试结束 | 结束测试 | 结束试验",
    ("verb", "begin"): "begin | began | start | started | 开始 | 展开",
    ("verb", "end"): "end | ended | finish | finished | 结束 | 完结 | 完成",
    (
        "stage",
        "accepted",
    ): "accepted | admitted | approved | 获接纳 | 获批 | 接纳 | 获接受 | 被接受 | 被接纳",
    (
        "set",
        "both",
    ): "both | in both | each of | every | all | 两期都 | 两个阶段都 | 两期均 | 两期 | 都"
    " | 均 | 同时 | 所有 | 全部",
    (
        "set",
        "not",
    ): "but not | and not | not | without | except | but not in | 而没有 | 但没有 | 但不是"
    " | 没有 | 未有 | 但未 | 而未 | 不 | 未",
    ("set", "only"): "only | 只 | 仅 | 只有 | 仅在",
    ("set", "or"): "or | either | 或 | 或者",
    ("standing", "new"): "new | for the first time | first time | newcomer | first-time | 新 | 首次"
    " | 新加入 | 新参加",
    ("standing", "returning"): "again | return | returned | returning | came back | repeat"
    " | more than once | 再次 | 重复 | 再度",
    ("noise", ""): "the | a | an | of | in | on | at | to | for | there | that | it | its | their"
    " | they | has been | had | been | be | and | so far | altogether | in total | total | by"
    " | please | me | us | can you | could you | tell | under | during | into | as | part | also"
    " | this | these | those | one | any | currently | now | date | were there | there were"
    " | names | category | type"
    " | 的 | 了 | 在 | 有 | 中 | 里 | 个"
    " | 家 | 间 | 请 | 请问 | 于 | 为 | 是 | 过 | 共 | 一共 | 总共 | 合共 | 由 | 被 | 及 | 内"
    " | 当中"
    " | 到 | 该 | 获 | 并 | 且 | 以 | 份 | 项 | 名 | 呢 | 告诉我 | 目前 | 至今 | 在内 | 其中"
    " | 占 | 分别 | 类别 | 类型",
}

SAID: tuple[tuple[str, Meaning], ...] = (
    *(
        (said.strip(), meaning)
        for meaning, several in _WORDS.items()
        for said in several.split("|")
    ),
    *((said, ("noise", "")) for said in sorted(empty_words() - _TELLING)),
)

# What a phase is called besides its code and its name; %d is its number.
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
ORDINALS_ZH = ("一", "二", "三", "四", "五", "六")
ROUNDS = ("phase", "cohort", "round", "batch")
ROUNDS_ZH = ("期", "阶段", "轮", "批")
