/*
 * Found by their English text, which is what the policy holds.
 */
#include "cmd/rt-triggers/actions.h"

static const struct {
	const char *english, *chinese;
} actions[] = {
	{ "Ask what the customer sought from the rival; answer with our own offer",
		"了解客户向对手咨询了什么；用我方的优惠回应" },
	{ "Find out why calls go to a rival line and win the use back",
		"了解呼叫为何转移到对手号码，争取客户恢复使用" },
	{ "Ask whether the line is still in use",
		"询问号码是否还在使用" },
	{ "Remind kindly; offer ways to pay",
		"友善提醒；告知缴费方式" },
	{ "Find out what keeps the customer from paying; agree on a day",
		"了解客户为何未缴费；约定缴费日期" },
	{ "Visit before the line is suspended; agree on how to pay",
		"停机前上门走访；商定缴费方式" },
	{ "Ask about the large sum that is open; agree on how to pay",
		"了解大额欠费的原因；商定缴费方式" },
	{ "Find the cause of the lower bill and offer a plan that fits",
		"了解消费下降的原因，推荐合适的套餐" },
	{ "Ask about network quality and needs",
		"了解网络质量和流量需求" },
	{ "Remind of the date and the amount",
		"提醒缴费日期和金额" },
	{ "Ask when the line is wanted again and what would help",
		"了解何时恢复使用、需要什么帮助" },
	{ "Offer the renewal that fits the usage of the last months",
		"按近几个月的使用情况推荐续约方案" },
	{ "Send the return gift and ask whether something went wrong",
		"送出回归礼，询问是否遇到问题" },
	{ "Ask which feature is missed; send a tip",
		"了解缺少什么功能；发送使用提示" },
	{ "Find the reason for the silence (need; experience; "
		"no new need) and act on it",
		"找出沉默的原因（需求未满足、体验不佳、暂无新需求）并对症处理" },
	{ "Offer the plan that was looked at",
		"推荐客户浏览过的套餐" },
	{ "Congratulate ahead of the day",
		"提前送上祝福" },
	{ "Thank for the years together",
		"感谢多年相伴" },
	{ "Congratulate the company",
		"祝贺公司成立纪念日" },
	{ "Send the season's greeting",
		"送上节日问候" },
	{ "Send the personal guide",
		"发送个人使用指南" },
	{ "Second call: is everything as expected?",
		"第二次回访：一切是否如您所愿？" },
	{ "Send the tips for the first days",
		"发送新机使用提示" },
	{ "Ask for questions about use",
		"询问使用中的问题" },
	{ "Remind of the maintenance service",
		"提醒保养服务" },
	{ "Active care of the month",
		"当月主动关怀" },
	{ "The exclusive offer of the quarter",
		"当季专属优惠" },
	{ "Answer the customer now",
		"立即回应客户" },
	{ "Solve or escalate; tell the customer where it stands",
		"解决或升级；告知客户进展" },
	{ "Ask whether the solution holds",
		"询问问题是否真正解决" },
	{ "Publish cause; progress and compensation; call VIPs in person",
		"公布原因、进展和补偿；亲自致电VIP客户" },
	{ "A high-end customer cannot order: act at once",
		"高端客户无法办理：立即处理" },
	{ "Apologise today; restore at once; show empathy tomorrow; "
		"make amends by day 3; follow up on day 7",
		"今天道歉；立即恢复服务；明天表达关怀；第3天前补偿；第7天回访" },
	{ "Clear the gap between expectation and service",
		"弥合期望与服务之间的差距" },
	{ "Welcome; name the benefits within reach",
		"欢迎；说明即可享有的权益" },
	{ "Ask what changed; keep the personal manager",
		"了解变化的原因；保留专属客户经理" },
	{ "Visit: rebuild the relation before the next need",
		"上门走访：在下一次需求之前重建关系" },
};

struct slice
action_in_chinese(struct slice action)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (slice_is(action, actions[i].english))
			return slice_of(actions[i].chinese);
	return action;
}
