/*
 * Phrases in both languages, side by side.
 */
#include "cmd/rt-triggers/evidence.h"

#include <string.h>

static const struct glossary *glossary; /* NULL: codes are said as they are */

void
evidence_speak(const struct glossary *words)
{
	glossary = words;
}

void
line_say(struct line *l, const char *english, const char *chinese)
{
	line_add(l, phrase(english, chinese));
}

void
line_add_column(struct line *l, struct slice name)
{
	static const struct { const char *name, *chinese; } columns[] = {
		{ "amount", "金额" }, { "data_mb", "流量" }, { "seconds", "通话时长" },
		{ "due", "应缴日期" }, { "end", "到期日" }, { "joined", "入网日期" },
		{ "resolved", "解决时间" }, { "birthday", "生日" },
		{ "first_deal", "合作日期" }, { "founded", "成立日期" },
		{ "device_date", "购机日期" }, { "status", "状态" }, { "topic", "主题" },
		{ "item", "项目" }, { "nps", "推荐分" }, { "expected", "期望" },
		{ "perceived", "感知" }, { "tier", "等级" }, { "movement", "变动" },
	};
	size_t count = lang_spoken() == CHINESE ? sizeof columns / sizeof *columns : 0;

	for (size_t i = 0; i < count; i++)
		if (slice_is(name, columns[i].name)) {
			line_add(l, columns[i].chinese);
			return;
		}
	line_add_slice(l, name);
}

/* What was asked for lately, of each thread: a run tells of few cells, again and again. */
struct told {
	char column[16], value[16];   /* column "": nothing yet */
	struct slice word;            /* of the glossary */
	bool is_word;                 /* else the value stands for itself */
};

enum { TOLD_MOST = 16 };

static bool
is_told(const struct told *t, struct slice column, struct slice value)
{
	return slice_is(value, t->value) && slice_is(column, t->column);
}

static struct slice
word_of(struct slice column, struct slice value)
{
	static _Thread_local struct told told[TOLD_MOST];
	static _Thread_local unsigned next;
	struct told *t;
	struct slice word;

	for (int i = 0; i < TOLD_MOST && told[i].column[0] != '\0'; i++)
		if (is_told(&told[i], column, value))
			return told[i].is_word ? told[i].word : value;
	word = glossary_cell(glossary, glossary_column(column), value);
	if (column.n == 0 || column.n >= sizeof t->column || value.n >= sizeof t->value ||
	    memchr(value.p, '\0', value.n) != NULL)
		return word;
	t = &told[next++ % TOLD_MOST];
	*t = (struct told){ .word = word, .is_word = word.p != value.p };
	memcpy(t->column, column.p, column.n);
	memcpy(t->value, value.p, value.n);
	return word;
}

void
line_add_value(struct line *l, struct slice column, struct slice value)
{
	line_add_slice(l, glossary == NULL || value.n == 0 ? value :
	    word_of(column, value));
}

void
line_add_kind(struct line *l, enum kind k)
{
	static const char *const chinese[KINDS] = {
		[CASES] = "服务工单", [CALLS] = "通话", [FORWARDS] = "呼叫转移",
		[ACTIVITY] = "操作", [CONTACTS] = "接触", [OBJECTIONS] = "异议",
		[SURVEYS] = "问卷", [PURCHASES] = "购买", [CUSTOMERS] = "客户",
		[TIERS] = "等级",
	};

	line_add(l, chinese[k] == NULL ? kind_name(k) : phrase(kind_name(k), chinese[k]));
}

/* Only an amount has its hundredths read out when there are none. */
void
line_add_amount(struct line *l, struct slice column, money m)
{
	if (slice_is(column, "amount"))
		line_add_money(l, m);
	else
		line_add_quantity(l, m);
}

void
line_add_duration(struct line *l, struct duration d)
{
	static const char *const unit[][3] = {
		[MINUTES] = { " minute", " minutes", " 分钟" },
		[HOURS] = { " hour", " hours", " 小时" },
		[DAYS] = { " day", " days", " 天" },
		[MONTHS] = { " month", " months", " 个月" },
	};

	line_add_count(l, d.count);
	line_add(l, unit[d.unit][lang_spoken() == CHINESE ? 2 : d.count != 1]);
}

void
line_add_records(struct line *l, int64_t n, enum kind k)
{
	static const char *const noun[KINDS + 1][3] = {
		[CASES] = { " case", " cases", " 张服务工单" },
		[CALLS] = { " call", " calls", " 次通话" },
		[FORWARDS] = { " forward", " forwards", " 次呼叫转移" },
		[ACTIVITY] = { " action", " actions", " 次操作" },
		[CONTACTS] = { " contact", " contacts", " 次接触" },
		[OBJECTIONS] = { " objection", " objections", " 条异议" },
		[SURVEYS] = { " survey", " surveys", " 份问卷" },
		[BILLS] = { " bill", " bills", " 张账单" },
		[CONTRACTS] = { " contract", " contracts", " 份合约" },
		[PURCHASES] = { " purchase", " purchases", " 次购买" },
		[KINDS] = { " record", " records", " 条记录" },
	};
	const char *const *word = noun[noun[k][0] != NULL ? k : KINDS];

	line_add_count(l, n);
	line_add(l, word[lang_spoken() == CHINESE ? 2 : n != 1]);
}

void
line_add_threshold(struct line *l, const struct rule *r)
{
	line_say(l, " (threshold ", "（阈值 ");
	line_add(l, comparison_signs[r->op]);
	line_add(l, " ");
	line_add_quantity(l, r->threshold);
	line_say(l, ")", "）");
}

void
line_add_month_sum(struct line *l, struct slice column, monthnum month, money m)
{
	line_add_column(l, column);
	line_add(l, " ");
	line_add_amount(l, column, m);
	line_say(l, " in ", "，月份 ");
	line_add_month(l, month);
}
