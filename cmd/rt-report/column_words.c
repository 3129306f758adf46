/*
 * A few names mean one thing in one table and another in the next: what stands
 * beside them tells which.  English readers have the name itself.
 */
#include "cmd/rt-report/column_words.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/rt-report/words.h"
#include "common/base/mem.h"
#include "common/value/lang.h"

struct column_word {
	const char *name, *word;
	const char *beside;   /* only next to that column; NULL: anywhere */
};

/* What asks for a neighbour stands before what does not. */
static const struct column_word columns[] = {
	{ "action", "应对措施", "evidence" },
	{ "action", "行为", NULL },
	{ "activity", "行为", NULL },
	{ "amount", "金额", NULL },
	{ "arm", "分组", NULL },
	{ "birthday", "生日", NULL },
	{ "calls_per_day", "日外呼量", NULL },
	{ "case_id", "工单号", NULL },
	{ "category", "类别", NULL },
	{ "cause", "投诉原因", NULL },
	{ "change", "变化", "contact_id" },
	{ "channel", "渠道", NULL },
	{ "class", "客户分类", NULL },
	{ "closed", "关闭时间", NULL },
	{ "contact_id", "联系编号", NULL },
	{ "contract_id", "合约编号", NULL },
	{ "customer_id", "客户编号", NULL },
	{ "customers", "客户数", NULL },
	{ "data_mb", "流量", NULL },
	{ "date", "日期", NULL },
	{ "days_off", "休息日", NULL },
	{ "deputy", "代班人", NULL },
	{ "device_date", "购机日期", NULL },
	{ "dimension", "维度", NULL },
	{ "direction", "呼叫类型", NULL },
	{ "do_not_disturb", "免打扰", NULL },
	{ "due", "截止时间", "workorder_id" },
	{ "due", "截止时间", "workorders" },
	{ "due", "应缴日期", NULL },
	{ "end", "结束时间", "start" },
	{ "end", "到期日", NULL },
	{ "evidence", "依据", NULL },
	{ "expected", "期望", NULL },
	{ "fired_on", "触发日期", NULL },
	{ "first_deal", "合作日期", NULL },
	{ "founded", "成立日期", NULL },
	{ "group_id", "集团编号", NULL },
	{ "growth", "增长率", NULL },
	{ "item", "商品", NULL },
	{ "joined", "入网日期", NULL },
	{ "kind", "异议类型", "nature" },
	{ "ladder", "忠诚阶梯", NULL },
	{ "last_amount", "最近金额", NULL },
	{ "left", "离网日期", NULL },
	{ "left_reason", "离网原因", NULL },
	{ "level", "级别", NULL },
	{ "manager", "客户经理", NULL },
	{ "min_amount", "最低金额", NULL },
	{ "month", "月份", NULL },
	{ "months", "月数", "tier" },
	{ "movement", "变动", NULL },
	{ "name", "姓名", NULL },
	{ "nature", "异议性质", NULL },
	{ "note", "备注", NULL },
	{ "now", "现在", "contact_id" },
	{ "nps", "推荐分", NULL },
	{ "only_managers", "仅限客户经理", NULL },
	{ "opened", "受理时间", NULL },
	{ "outcome", "处理结果", NULL },
	{ "paid", "缴费日期", NULL },
	{ "paid_amount", "已缴金额", NULL },
	{ "peer", "对端号码", NULL },
	{ "perceived", "感知", NULL },
	{ "plan", "套餐", NULL },
	{ "plan_fee", "套餐费", NULL },
	{ "potential", "潜力", NULL },
	{ "previous_tier", "原等级", NULL },
	{ "quiet_hours", "免打扰时段", NULL },
	{ "rank", "等级序号", "tier" },
	{ "reason", "原因", NULL },
	{ "referrals", "推荐人数", NULL },
	{ "region", "地区", NULL },
	{ "resolved", "解决时间", NULL },
	{ "responded", "响应时间", NULL },
	{ "revision", "修订", NULL },
	{ "role", "角色", NULL },
	{ "scope", "客户类型", NULL },
	{ "seconds", "通话时长（秒）", NULL },
	{ "start", "开始时间", NULL },
	{ "state", "状态", NULL },
	{ "status", "状态", NULL },
	{ "target", "呼转号码", NULL },
	{ "tenure_months", "在网月数", NULL },
	{ "tier", "等级", NULL },
	{ "time", "时间", NULL },
	{ "topic", "主题", NULL },
	{ "total_amount", "总金额", NULL },
	{ "trigger", "触发规则", NULL },
	{ "triggers", "触发规则", NULL },
	{ "visits_per_day", "日走访量", NULL },
	{ "was", "原来", "contact_id" },
	{ "weight", "权重", NULL },
	{ "workorder_id", "工单编号", NULL },
	{ "workorders", "工单", NULL },
};

static bool
applies(const struct column_word *c, const struct sheet *s)
{
	return c->beside == NULL || (s != NULL && sheet_find(s, c->beside) >= 0);
}

/* A name of two words is rt's own wherever it stands; one of one may be anybody's. */
const char *
column_word(const struct sheet *s, const char *name)
{
	const char *heading;

	if (lang_spoken() == ENGLISH)
		return NULL;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		if (strcmp(columns[i].name, name) == 0 && applies(&columns[i], s))
			return columns[i].word;
	heading = strchr(name, '_') == NULL ? name : word_heading(name);
	return heading == name ? NULL : heading;
}

/* "总金额合计"; behind a name that has no word, a blank. */
char *
column_figure(const char *figure)
{
	static const struct { const char *name, *word; } figures[] = {
		{ "sum_", "合计" }, { "mean_", "平均" }, { "median_", "中位数" },
		{ "min_", "最小" }, { "max_", "最大" },
	};

	if (lang_spoken() == ENGLISH)
		return NULL;
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
		size_t n = strlen(figures[i].name);
		const char *name = figure + n;
		const char *word;

		if (strncmp(figure, figures[i].name, n) != 0)
			continue;
		word = column_word(NULL, name);
		return mem_format("%s%s%s", word != NULL ? word : name,
		    word != NULL ? "" : " ", figures[i].word);
	}
	return mem_copy(SLICE("记录数"));
}
