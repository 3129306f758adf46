/*
 * Plain lists, looked through from the front: a page asks for some dozens of
 * words.
 */
#include "cmd/rt-report/words.h"

#include <stddef.h>
#include <string.h>

struct word {
	const char *name;
	const char *in[LANGS];
};

static const struct word headings[] = {
	{ "action", { "Action", "应对措施" } },
	{ "active", { "Active", "留存数" } },
	{ "age", { "Age", "期龄" } },
	{ "amount", { "Amount", "金额" } },
	{ "amount_share", { "Amount share", "金额占比" } },
	{ "answers", { "Answers", "答卷数" } },
	{ "at_risk", { "At risk", "在险数" } },
	{ "avg_amount", { "Mean amount", "人均金额" } },
	{ "blank", { "Blank", "空白" } },
	{ "call_outcome", { "Outcome", "结果" } },
	{ "calls", { "Calls", "电话" } },
	{ "capture", { "Captured", "捕获率" } },
	{ "cases", { "Cases", "服务工单数" } },
	{ "category", { "Category", "类别" } },
	{ "cause", { "Cause", "原因" } },
	{ "censored", { "Censored", "删失" } },
	{ "change", { "Change", "变化" } },
	{ "channel", { "Channel", "渠道" } },
	{ "chi2", { "Chi-squared", "卡方" } },
	{ "churn_rate", { "Churn rate", "流失率" } },
	{ "ci_high", { "95% high", "95% 上限" } },
	{ "ci_low", { "95% low", "95% 下限" } },
	{ "closing", { "Closing", "期末客户" } },
	{ "closing_amount", { "Closing amount", "期末金额" } },
	{ "closing_customers", { "Closing customers", "期末客户" } },
	{ "cohort", { "Cohort", "同期群" } },
	{ "column", { "Column", "列" } },
	{ "columns", { "Columns", "列数" } },
	{ "contact_id", { "Contact id", "联系编号" } },
	{ "contacts", { "Contacts", "接触数" } },
	{ "contraction", { "Contraction", "减少" } },
	{ "contraction_customers", { "Contracting customers", "减少客户" } },
	{ "count", { "Count", "数量" } },
	{ "cumulative_customers", { "Customers so far", "累计客户数" } },
	{ "cumulative_lost", { "Lost so far", "累计流失" } },
	{ "customer_id", { "Customer id", "客户编号" } },
	{ "customers", { "Customers", "客户数" } },
	{ "date", { "Date", "日期" } },
	{ "definition", { "Definition", "口径" } },
	{ "delimiter", { "Delimiter", "分隔符" } },
	{ "denominator", { "Denominator", "分母" } },
	{ "detractors", { "Detractors", "贬损者" } },
	{ "df", { "df", "自由度" } },
	{ "difference", { "Difference", "差值" } },
	{ "dimension", { "Dimension", "维度" } },
	{ "distinct", { "Distinct", "不同值" } },
	{ "doubts", { "Doubts", "疑点" } },
	{ "encoding", { "Encoding", "编码" } },
	{ "due", { "Due", "截止时间" } },
	{ "events", { "Events", "流失数" } },
	{ "evidence", { "Evidence", "依据" } },
	{ "expansion", { "Expansion", "增加" } },
	{ "expansion_customers", { "Expanding customers", "增加客户" } },
	{ "file", { "File", "文件" } },
	{ "from", { "From", "原等级" } },
	{ "gini", { "Gini coefficient", "基尼系数" } },
	{ "greatest", { "Greatest", "最大" } },
	{ "gross_churn_rate", { "Gross churn", "毛流失率" } },
	{ "group", { "Group", "组别" } },
	{ "heading", { "Heading", "表头" } },
	{ "ids", { "Ids", "编号数" } },
	{ "incidence", { "Incidence", "累积发生率" } },
	{ "join_other", { "Other", "对方表" } },
	{ "join_table", { "Table", "表" } },
	{ "indicator", { "Indicator", "指标" } },
	{ "joined", { "Joined", "新增" } },
	{ "joined_lost", { "Joined and lost", "新增即流失" } },
	{ "kind", { "Kind", "异议类型" } },
	{ "label", { "Level", "等级名称" } },
	{ "late", { "Late", "逾期" } },
	{ "least", { "Least", "最小" } },
	{ "level", { "Level", "级别" } },
	{ "lift", { "Lift", "提升度" } },
	{ "log-rank", { "Log-rank chi-squared", "对数秩检验卡方" } },
	{ "log-rank-df", { "Log-rank df", "对数秩检验自由度" } },
	{ "log-rank-p", { "Log-rank p", "对数秩检验 p 值" } },
	{ "lost", { "Lost", "流失" } },
	{ "lost_amount", { "Lost amount", "流失金额" } },
	{ "lost_customers", { "Lost customers", "流失客户" } },
	{ "manager", { "Manager", "客户经理" } },
	{ "mean_risk", { "Mean risk", "平均风险" } },
	{ "median", { "Median", "中位数" } },
	{ "met", { "Met", "匹配" } },
	{ "missing", { "Missing", "缺少的列" } },
	{ "mix_effect", { "Mix effect", "结构效应" } },
	{ "month", { "Month", "月份" } },
	{ "n", { "Customers", "客户数" } },
	{ "name", { "Name", "姓名" } },
	{ "nature", { "Nature", "异议性质" } },
	{ "near", { "Nearly", "近似" } },
	{ "nearest", { "Nearest", "最接近" } },
	{ "net_churn_rate", { "Net churn", "净流失率" } },
	{ "new", { "New", "新增" } },
	{ "new_customers", { "New customers", "新增客户" } },
	{ "next_possible", { "Next possible", "最早可约" } },
	{ "nps", { "NPS", "净推荐值" } },
	{ "numerator", { "Numerator", "分子" } },
	{ "odds_ratio", { "Odds ratio", "优势比" } },
	{ "on_time", { "On time", "按时" } },
	{ "open", { "Open", "未结" } },
	{ "opening", { "Opening", "期初客户" } },
	{ "opening_amount", { "Opening amount", "期初金额" } },
	{ "opening_customers", { "Opening customers", "期初客户" } },
	{ "other", { "Other", "对方表" } },
	{ "other_column", { "Other column", "对方列" } },
	{ "outcome", { "Outcome", "处理结果" } },
	{ "overdue", { "Overdue", "超时未结" } },
	{ "p", { "p", "p 值" } },
	{ "passives", { "Passives", "中立者" } },
	{ "period", { "Period", "期间" } },
	{ "promoters", { "Promoters", "推荐者" } },
	{ "rate", { "Rate", "流失率" } },
	{ "rate_effect", { "Rate effect", "比率效应" } },
	{ "reactivated", { "Reactivated", "回流" } },
	{ "reactivated_customers", { "Reactivated customers", "回流客户" } },
	{ "reason", { "Reason", "原因" } },
	{ "refunds", { "Refunds", "退款" } },
	{ "reason", { "Reason", "原因" } },
	{ "region", { "Region", "地区" } },
	{ "rejected", { "Rejected", "拒绝" } },
	{ "relative_churn_rate", { "Relative churn", "相对流失率" } },
	{ "remark", { "Remark", "安排说明" } },
	{ "remaining_mean", { "Mean remaining", "平均剩余" } },
	{ "remaining_median", { "Median remaining", "剩余中位数" } },
	{ "resolve_median_hours", { "Median h to resolve", "解决中位小时" } },
	{ "resolve_p90_hours", { "P90 h to resolve", "解决90分位小时" } },
	{ "resolve_rate", { "Resolved in time", "解决及时率" } },
	{ "resolved_in_time", { "Resolved in time (n)", "及时解决" } },
	{ "respond_median_hours", { "Median h to respond", "响应中位小时" } },
	{ "respond_p90_hours", { "P90 h to respond", "响应90分位小时" } },
	{ "respond_rate", { "Responded in time", "响应及时率" } },
	{ "responded_in_time", { "Responded in time (n)", "及时响应" } },
	{ "retained", { "Retained", "留存数" } },
	{ "retention", { "Retention", "留存率" } },
	{ "retention_rate", { "Retention", "留存率" } },
	{ "rmst", { "Mean to horizon", "限制平均生存时间" } },
	{ "rmst_se", { "Error of mean", "限制平均的标准误" } },
	{ "rows", { "Rows", "行数" } },
	{ "satisfaction_gap", { "Gap", "满意度差" } },
	{ "saved_amount", { "Saved amount", "挽回金额" } },
	{ "scope", { "Scope", "客户类型" } },
	{ "share", { "Share", "占比" } },
	{ "size", { "Size", "初始人数" } },
	{ "skipped", { "Skipped", "跳过行" } },
	{ "std_error", { "Std. error", "标准误" } },
	{ "survival", { "Survival", "生存率" } },
	{ "table", { "Table", "表" } },
	{ "table_kind", { "Kind", "表类型" } },
	{ "table_nearest", { "Nearest", "最接近" } },
	{ "table_type", { "Type", "类型" } },
	{ "tier", { "Tier", "等级" } },
	{ "time", { "Time", "时间" } },
	{ "to", { "To", "现等级" } },
	{ "top_share", { "Top share", "前列占比" } },
	{ "trigger", { "Trigger", "触发规则" } },
	{ "type", { "Type", "类型" } },
	{ "unmet", { "Unmet", "未匹配" } },
	{ "triggers", { "Why", "事由" } },
	{ "unplanned", { "Unplanned", "未安排" } },
	{ "value", { "Value", "值" } },
	{ "visits", { "Visits", "走访" } },
	{ "weight", { "Weight", "权重" } },
};

/* Those that mean something else in one kind of report. */
static const struct {
	const char *kind;
	struct word word;
} own_headings[] = {
	{ "kpi", { "name", { "Name", "名称" } } },
	{ "kpi", { "scope", { "Scope", "范围" } } },
};

static const struct word titles[] = {
	{ "churn", { "Churn", "客户流失" } },
	{ "cohorts", { "Cohorts", "同期群留存" } },
	{ "complaints", { "Complaints", "投诉分析" } },
	{ "curve", { "Curve and numbers at risk", "曲线与在险数" } },
	{ "contacts", { "Contacts to make", "客户联系单" } },
	{ "contacts-unplanned", { "Could not be planned", "未能安排" } },
	{ "effect", { "Effect of contact", "接触效果" } },
	{ "files", { "Files", "文件" } },
	{ "joins", { "Joins", "表间关联" } },
	{ "months", { "Months", "各月数据" } },
	{ "gains", { "Gains of the forecast", "预测增益" } },
	{ "incidence", { "Incidence by reason", "各原因累积流失" } },
	{ "incidence-summary", { "Incidence by group and reason", "各组各原因流失" } },
	{ "kpi", { "Indicators of the month", "客户经营指标" } },
	{ "movement-matrix", { "From each level to each", "等级去向表" } },
	{ "movement", { "Movement between levels", "等级变动" } },
	{ "movements", { "Movements of revenue", "收入变动" } },
	{ "nps", { "Net promoter score", "净推荐值" } },
	{ "objections", { "Objections", "客户异议" } },
	{ "pareto", { "What the top customers bring", "头部客户贡献" } },
	{ "plan", { "Contact plan", "接触计划" } },
	{ "profile", { "What the columns hold", "各列概况" } },
	{ "service", { "Service levels", "服务时限达成" } },
	{ "survival", { "Survival", "客户生存曲线" } },
	{ "survival-summary", { "Survival by group", "各组客户生存" } },
	{ "table", { "Table", "统计表" } },
	{ "tiers", { "Customers by level", "客户等级分布" } },
	{ "workorders", { "Care work orders", "关怀工单" } },
};

/* Kinds of tables and types of columns. */
static const struct word values[] = {
	{ "activity", { "activity", "行为" } },
	{ "bills", { "bills", "账单" } },
	{ "calendar", { "calendar", "日历" } },
	{ "calls", { "calls", "通话" } },
	{ "cases", { "cases", "服务工单" } },
	{ "contacts", { "contacts", "接触记录" } },
	{ "contracts", { "contracts", "合约" } },
	{ "count", { "count", "整数" } },
	{ "customers", { "customers", "客户" } },
	{ "date", { "date", "日期" } },
	{ "duration", { "duration", "时长" } },
	{ "forwards", { "forwards", "呼叫转移" } },
	{ "id", { "id", "编号" } },
	{ "list", { "list", "列表" } },
	{ "managers", { "managers", "客户经理" } },
	{ "money", { "money", "金额" } },
	{ "month", { "month", "月份" } },
	{ "number", { "number", "数字" } },
	{ "objections", { "objections", "异议" } },
	{ "plan", { "plan", "接触计划" } },
	{ "purchases", { "purchases", "购买" } },
	{ "surveys", { "surveys", "问卷" } },
	{ "survivors", { "survivors", "留存数" } },
	{ "text", { "text", "文本" } },
	{ "tiers", { "tiers", "客户等级" } },
	{ "time", { "time", "时间" } },
	{ "workorders", { "workorders", "关怀工单" } },
	{ "yes/no", { "yes/no", "是否" } },
};

static const struct word definitions[] = {
	{ "cohorts", {
		"retention: active / size of the cohort; age 0 is the period in which "
		"it began; blank: that age is not over",
		"留存率：留存数 / 同期群初始人数；期龄 0 为起始期；空白：该期尚未结束" } },
	{ "complaints-hours", {
		"median of the hours from opened to resolved, of the cases resolved",
		"解决中位小时：已解决的服务工单从受理到解决的小时数中位数" } },
	{ "complaints-share", {
		"share: of all cases; with --by, of those of the group",
		"占比：占全部服务工单之比；用 --by 时占该组之比" } },
	{ "curve-at-risk", {
		"at risk: at that time, or at the next time that the table has",
		"在险数：该时间或表中其后第一个时间的在险客户数" } },
	{ "curve-capture", {
		"captured: of all lost customers, the share among these at highest risk; "
		"95% interval by Wilson",
		"捕获率：风险最高的这些客户占全部流失客户的比例；95% 区间：Wilson 法" } },
	{ "effect-arms", {
		"randomised: treat and control were drawn by lot; the difference is "
		"an effect, as sure as its interval",
		"随机分组：处理组与对照组按随机划分；差值即效果，可信程度见区间" } },
	{ "effect-base", {
		"base: joined before the window and not left by its begin; "
		"contacted: within the window; retained: not left by as-of; "
		"who left inside the window is in neither group",
		"基数：窗口开始前入网且当时未离网；接触：窗口内有接触；留存：至统计时点未离网；"
		"窗口内离网者不计入任何一组" } },
	{ "effect-contacts", {
		"observed, not caused: who is contacted is no accident; without arms "
		"a difference is no proof",
		"仅为观察，并非因果：接触对象并非随机选定；没有随机分组，差值不能作为证明" } },
	{ "effect-figures", {
		"difference: first retention - second (95%, Newcombe); saved amount: "
		"difference x customers x mean amount of the first group",
		"差值：第一组留存率 - 第二组（95%，Newcombe）；"
		"挽回金额：差值 × 客户数 × 第一组平均金额" } },
	{ "gains", {
		"groups from the highest risk on; rate: lost / customers (95%, Wilson); lift: "
		"rate / rate of all; captured: lost so far / all lost",
		"各组按风险由高到低；流失率：流失 / 客户数（95%，Wilson）；"
		"提升度：流失率 / 总流失率；捕获率：累计流失 / 全部流失" } },
	{ "gini", {
		"0: all bring the same; near 1: one brings all",
		"0：各客户相同；接近 1：集中于一人" } },
	{ "incidence", {
		"incidence: share of all that has left for the reason by then, while others "
		"leave for other reasons (Aalen-Johansen)",
		"累积发生率：到该时间已因该原因流失的客户占全部客户的比例，"
		"其间另有客户因其他原因流失（Aalen-Johansen 法）" } },
	{ "incidence-summary", {
		"incidence: share that has left for the reason by the horizon (Aalen-Johansen); "
		"test: Gray's, that all groups have the same",
		"累积发生率：至截止时间已因该原因流失的比例（Aalen-Johansen 法）；"
		"检验：Gray 检验，各组相同" } },
	{ "kpi-change", {
		"change: against the same figure of the month before; of rates and points the "
		"difference, of counts and amounts the share",
		"变化：与上月同一指标相比；比率与分值为差值，数量与金额为变化比例" } },
	{ "kpi-effects", {
		"mix and rate effect: what of the change of a rate comes from other shares of "
		"the groups, and what from other rates in them (Kitagawa)",
		"结构效应与比率效应：比率变化中由各组占比变化引起的部分与由各组比率变化引起的部分"
		"（Kitagawa 法）" } },
	{ "kpi-scope", {
		"all: every customer; base: individuals who were high-end when the base was "
		"taken; blank: what it is made from is missing, see its definition",
		"全部：全部客户；拍照：拍照时状态为高端的个人客户；空白：缺少计算所需的表，见口径" } },
	{ "kpi-sums", {
		"checked: the reasons add up to their churn, kept and churned to 1, down, up and "
		"same to 1, groups to all; ported out is inside of voluntary, and what the arms "
		"tell is no sum of groups",
		"已核对：各离网原因之和等于离网率，保有与离网之和为 1，降档、升档、平档之和为 1，"
		"各组之和等于合计；携转离网包含在主动离网之内，净维系成功率与挽回收入不是各组之和" } },
	{ "log-rank", {
		"log-rank test that all groups leave alike",
		"对数秩检验：各组流失相同" } },
	{ "log-rank-df", {
		"degrees of freedom of the log-rank test",
		"对数秩检验的自由度" } },
	{ "log-rank-p", {
		"probability of a log-rank statistic that large when all leave alike",
		"各组流失相同时，对数秩统计量达到该值的概率" } },
	{ "movement", {
		"individuals; share: of all that were on the level before; blank from: "
		"new, blank to: gone",
		"个人客户；占比：占原等级全部客户之比；原等级空白：新客户，现等级空白：已消失" } },
	{ "movements-rates", {
		"gross churn: (contraction + lost) / opening amount; net churn: gross "
		"churn less (expansion + reactivated) / opening amount",
		"毛流失率：（减少 + 流失）/ 期初金额；"
		"净流失率：毛流失率 -（增加 + 回流）/ 期初金额" } },
	{ "nps", {
		"NPS: % promoters (9-10) - % detractors (0-6), in points from -100 "
		"to 100",
		"净推荐值：推荐者（9-10）% - 贬损者（0-6）%，-100 至 100 分" } },
	{ "nps-gap", {
		"gap: mean of perceived - expected, where both are known",
		"满意度差：感知 - 期望 的平均（两者皆知）" } },
	{ "nps-interval", {
		"95% interval: Newcombe, from the Wilson intervals of both shares",
		"95% 区间：Newcombe 法，由两个比例的 Wilson 区间合成" } },
	{ "objections-share", {
		"share: of all objections; with --by, of those of the group",
		"占比：占全部异议之比；用 --by 时占该组异议之比" } },
	{ "previous", {
		"change since the previous report: of rates and points the difference, "
		"of counts and amounts in percent",
		"变化：与上次报告相比；比率与分值为差值，数量与金额为百分比" } },
	{ "pareto", {
		"individuals, by total_amount; amounts of 0 and less count as 0",
		"个人客户，按 total_amount 由高到低；不大于 0 的金额计为 0" } },
	{ "profile-distinct", {
		"distinct: of customer_id and other ids that are joined exact; of others exact "
		"up to 65,536 (ids 16,777,216), above that an estimate of three digits "
		"(HyperLogLog, standard error 0.8%)",
		"不同值：参与关联的编号为精确值；其他列不超过 65,536（编号 16,777,216）时精确，"
		"超过时为估计值，保留三位数字（HyperLogLog，标准误 0.8%）" } },
	{ "profile-doubts", {
		"doubts: rt(7) tells what each is, standard error where it was seen first",
		"疑点：含义见 rt(7)，首次出现的位置见标准错误输出" } },
	{ "profile-extent", {
		"least, greatest: of amounts, numbers, dates, months and times; never of ids, "
		"names and other text",
		"最小、最大：仅限金额、数字、日期、月份和时间；编号、姓名等文本从不显示" } },
	{ "profile-joins", {
		"joins: different ids of the table, how many of them are in the other, how many "
		"are not, and of these how many would be but for marks, case, full-width digits, "
		"zeros before, .0 behind or +86",
		"表间关联：表中不同的编号数、在对方表中找到的、未找到的，"
		"以及未找到者中仅因多余符号、大小写、全角数字、前导零、末尾 .0 或 +86 而不同的" } },
	{ "profile-share", {
		"share: rows / rows of the month that has most in the file",
		"占比：行数 / 该文件中行数最多月份的行数" } },
	{ "service-hours", {
		"hours: from opened, by the clock; quantiles of the cases done (R type 7)",
		"小时：自受理起的自然时间；分位数取已完成的服务工单（R 第 7 型）" } },
	{ "service-open", {
		"open: neither resolved nor closed; overdue: open, and past a limit",
		"未结：未解决且未关闭；超时未结：未结且已过时限" } },
	{ "service-rate", {
		"in time: within the level's limit; a case without the time is late once "
		"its limit has passed, else left out of the rate",
		"及时：在该级别时限之内；尚无时间者，过时限计为超时，否则不计入比率" } },
	{ "survival", {
		"survival: Kaplan-Meier share of those still customers at that time; "
		"censored: still customers when last seen",
		"生存率：Kaplan-Meier 法估计的仍为客户的比例；删失：最后观察时仍为客户" } },
	{ "survival-summary", {
		"median: the time by which half have left (Kaplan-Meier), blank: not "
		"reached; mean to horizon: mean time as customer up to the horizon",
		"中位数：半数客户流失的时间（Kaplan-Meier），空白：尚未达到；"
		"限制平均生存时间：至截止时间的平均在网时间" } },
	{ "closing", {
		"closing = opening + joined - lost - joined_lost; "
		"joined_lost: joined and lost in the same period",
		"期末客户 = 期初客户 + 新增 - 流失 - 新增即流失；"
		"新增即流失：同一期间内入网又离网" } },
	{ "churn-opening", {
		"churn rate, opening: lost / opening",
		"流失率（期初口径）：流失 / 期初客户" } },
	{ "churn-opening-new", {
		"churn rate, opening-new: (lost + joined_lost) / (opening + joined)",
		"流失率（期初加新增口径）：（流失 + 新增即流失）/（期初客户 + 新增）" } },
	{ "churn-average", {
		"churn rate, average: 2 (lost + joined_lost) / (opening + closing)",
		"流失率（平均口径）：2 ×（流失 + 新增即流失）/（期初客户 + 期末客户）" } },
	{ "churn-closing-normalised", {
		"churn rate, closing-normalised: (lost + joined_lost) / closing, "
		"as if all periods of the year were equally long",
		"流失率（期末折算口径）：（流失 + 新增即流失）/ 期末客户，"
		"按全年各期等长折算" } },
	{ "churn-snapshot", {
		"churn rate, snapshot: of those there when the first period began, "
		"the share that left in this one",
		"流失率（拍照口径）：第一期期初客户中在本期离网的比例" } },
	{ "relative", {
		"relative churn: churn rate, opening, x mean amount of the lost / "
		"mean amount of all at the opening",
		"相对流失率：流失率（期初口径）× 流失客户平均金额 / 期初客户平均金额" } },
	{ "partial", {
		"*: the period is not over",
		"*：该期间尚未结束" } },
	{ "plan-contacts", {
		"contacts, calls, visits: planned; weight: tier weight x level weight "
		"of their work orders",
		"接触数、电话、走访：已排入计划；权重：等级权重 × 工单级别权重" } },
	{ "plan-on-time", {
		"on time: planned for the day of the due time or before; late: after it",
		"按时：计划日期不晚于到期日；逾期：晚于到期日" } },
	{ "plan-unplanned", {
		"unplanned: work orders without a place in the plan, "
		"on the row without a date",
		"未安排：未能排入计划的工单数，列在无日期的行" } },
	{ "table-blank", {
		"blank cells are left out of sum, mean, median, min and max; "
		"count counts records",
		"空白单元格不计入合计、平均、中位数、最小和最大；记录数包括空白" } },
	{ "table-median", {
		"median of an even number: the mean of the two in the middle",
		"偶数个时，中位数为中间两数的平均" } },
	{ "tiers-amount", {
		"amount: sum of total_amount; "
		"mean amount: amount / customers whose amount is known",
		"金额：total_amount 合计；人均金额：金额 / 金额已知的客户数" } },
	{ "tiers-share", {
		"shares: of the customers, and of the amount, of the scope",
		"占比：占同一客户类型的客户数、金额之比" } },
	{ "tiers-gone", {
		"customers who are gone since the previous run are not counted",
		"上次之后消失的客户不计" } },
	{ "tiers-left", {
		"customers who left are not counted; --with-left counts them",
		"已离网的客户不计；--with-left 时计入" } },
	{ "workorders-share", {
		"share: of all work orders; with --by, of those of the group",
		"占比：占全部工单之比；用 --by 时占该组工单之比" } },
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
word_heading(const char *column)
{
	const char *behind = strrchr(column, '_');

	/* It stands behind the column that it is the change of. */
	if (behind != NULL && strcmp(behind, "_change") == 0)
		column = "change";
	return look_up(headings, sizeof headings / sizeof *headings, lang_spoken(),
	    column);
}

const char *
word_heading_in(const char *kind, const char *column)
{
	for (size_t i = 0; i < sizeof own_headings / sizeof *own_headings; i++)
		if (strcmp(own_headings[i].kind, kind) == 0 &&
		    strcmp(own_headings[i].word.name, column) == 0)
			return own_headings[i].word.in[lang_spoken()];
	return word_heading(column);
}

const char *
word_title(enum lang l, const char *kind)
{
	return look_up(titles, sizeof titles / sizeof *titles, l, kind);
}

const char *
word_value(const char *value)
{
	return look_up(values, sizeof values / sizeof *values, lang_spoken(), value);
}

const char *
word_definition(enum lang l, const char *term)
{
	return look_up(definitions, sizeof definitions / sizeof *definitions, l, term);
}
