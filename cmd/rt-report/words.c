/*
 * words -- what reports say, in English and Chinese.
 */
#include "cmd/rt-report/words.h"

#include <stddef.h>
#include <string.h>

struct word {
	const char *name;
	const char *in[2]; /* by lang */
};

static const struct word headings[] = {
	{ "amount", { "Amount", "金额" } },
	{ "amount_share", { "Amount share", "金额占比" } },
	{ "avg_amount", { "Mean amount", "人均金额" } },
	{ "calls", { "Calls", "电话" } },
	{ "category", { "Category", "类别" } },
	{ "churn_rate", { "Churn rate", "流失率" } },
	{ "closing", { "Closing", "期末客户" } },
	{ "contacts", { "Contacts", "接触数" } },
	{ "count", { "Count", "数量" } },
	{ "customers", { "Customers", "客户数" } },
	{ "date", { "Date", "日期" } },
	{ "definition", { "Definition", "口径" } },
	{ "joined", { "Joined", "新增" } },
	{ "joined_lost", { "Joined and lost", "新增即流失" } },
	{ "label", { "Level", "等级名称" } },
	{ "label_en", { "Level", "等级名称" } },
	{ "late", { "Late", "逾期" } },
	{ "level", { "Level", "级别" } },
	{ "lost", { "Lost", "流失" } },
	{ "lost_amount", { "Lost amount", "流失金额" } },
	{ "manager", { "Manager", "客户经理" } },
	{ "on_time", { "On time", "按时" } },
	{ "opening", { "Opening", "期初客户" } },
	{ "opening_amount", { "Opening amount", "期初金额" } },
	{ "period", { "Period", "期间" } },
	{ "region", { "Region", "地区" } },
	{ "relative_churn_rate", { "Relative churn", "相对流失率" } },
	{ "retention_rate", { "Retention", "保留率" } },
	{ "scope", { "Scope", "客户类型" } },
	{ "share", { "Share", "占比" } },
	{ "tier", { "Tier", "等级" } },
	{ "trigger", { "Trigger", "触发规则" } },
	{ "unplanned", { "Unplanned", "未排" } },
	{ "visits", { "Visits", "走访" } },
	{ "weight", { "Weight", "权重" } },
};

static const struct word titles[] = {
	{ "churn", { "Churn", "客户流失" } },
	{ "plan", { "Contact plan", "接触计划" } },
	{ "table", { "Table", "统计表" } },
	{ "tiers", { "Customers by level", "客户等级分布" } },
	{ "workorders", { "Care work orders", "关怀工单" } },
};

static const struct word definitions[] = {
	{ "closing", {
		"closing = opening + joined - lost - joined_lost; "
		"joined_lost: joined and lost in the same period",
		"期末客户 = 期初客户 + 新增 - 流失 - 新增即流失;"
		"新增即流失:同一期间内入网又离网" } },
	{ "churn-opening", {
		"churn rate, opening: lost / opening",
		"流失率(opening):流失 / 期初客户" } },
	{ "churn-opening-new", {
		"churn rate, opening-new: (lost + joined_lost) / (opening + joined)",
		"流失率(opening-new):(流失 + 新增即流失) / (期初客户 + 新增)" } },
	{ "churn-average", {
		"churn rate, average: 2 (lost + joined_lost) / (opening + closing)",
		"流失率(average):2 × (流失 + 新增即流失) / (期初客户 + 期末客户)" } },
	{ "churn-closing-normalised", {
		"churn rate, closing-normalised: (lost + joined_lost) / closing, "
		"as if all periods of the year were equally long",
		"流失率(closing-normalised):(流失 + 新增即流失) / 期末客户,"
		"按全年各期等长折算" } },
	{ "churn-snapshot", {
		"churn rate, snapshot: of those there when the first period began, "
		"the share that left in this one",
		"流失率(snapshot):第一期期初客户中在本期离网的比例" } },
	{ "relative", {
		"relative churn: churn rate, opening, x mean amount of the lost / "
		"mean amount of all at the opening",
		"相对流失率:流失率(opening) × 流失客户平均金额 / 期初客户平均金额" } },
	{ "partial", {
		"*: the period is not over",
		"*:该期间尚未结束" } },
	{ "plan-contacts", {
		"contacts, calls, visits: planned; weight: tier weight x level weight "
		"of their work orders",
		"接触数、电话、走访:已排入计划;权重:等级权重 × 工单级别权重" } },
	{ "plan-on-time", {
		"on time: planned for the day of the due time or before; late: after it",
		"按时:计划日期不晚于到期日;逾期:晚于到期日" } },
	{ "plan-unplanned", {
		"unplanned: work orders without a place in the plan, "
		"on the row without a date",
		"未排:未能排入计划的工单数,列在无日期的行" } },
	{ "table-blank", {
		"blank cells are left out of sum, mean, median, min and max; "
		"count counts records",
		"空白单元格不计入合计、平均、中位数、最小和最大;count 为记录数" } },
	{ "table-median", {
		"median of an even number: the mean of the two in the middle",
		"偶数个时,中位数为中间两数的平均" } },
	{ "tiers-amount", {
		"amount: sum of total_amount; "
		"mean amount: amount / customers whose amount is known",
		"金额:total_amount 合计;人均金额:金额 / 金额已知的客户数" } },
	{ "tiers-share", {
		"shares: of the customers, and of the amount, of the scope",
		"占比:占同一客户类型的客户数、金额之比" } },
	{ "tiers-gone", {
		"customers who are gone since the previous run are not counted",
		"上次之后消失的客户不计" } },
	{ "workorders-share", {
		"share: of all work orders; with --by, of those of the group",
		"占比:占全部工单之比;用 --by 时占该组工单之比" } },
};

static const struct word phrases[] = {
	{ "(no rows)", { "(no rows)", "(无数据)" } },
	{ "As of", { "As of", "统计时点" } },
	{ "Input", { "Input", "输入" } },
	{ "rows", { "rows", "行" } },
	{ "rejected", { "rejected", "拒绝" } },
	{ "not shown for lack of room", {
		"not shown for lack of room (--format csv has them)",
		"因宽度不足未显示(--format csv 中有)" } },
};

static const char *
look_up(const struct word words[], size_t count, enum lang l, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i].name, name) == 0)
			return words[i].in[l];
	return name;
}

const char *
word_heading(enum lang l, const char *column)
{
	return look_up(headings, sizeof headings / sizeof *headings, l, column);
}

const char *
word_title(enum lang l, const char *kind)
{
	return look_up(titles, sizeof titles / sizeof *titles, l, kind);
}

const char *
word_definition(enum lang l, const char *term)
{
	return look_up(definitions, sizeof definitions / sizeof *definitions, l, term);
}

const char *
word_phrase(enum lang l, const char *english)
{
	return look_up(phrases, sizeof phrases / sizeof *phrases, l, english);
}
