/*
 * rt-report -- what people read: levels, work orders, plans, churn, any table.
 *
 * A file for each kind of report, which makes a sheet; a file for each
 * format, which writes it.
 */
#include <string.h>

#include "cmd/rt-report/kpi.h"
#include "cmd/rt-report/page.h"
#include "cmd/rt-report/request.h"
#include "cmd/rt-report/spell.h"
#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/table/tiers.h"

/* A header is of the first kind that is made of its table. */
static const struct report_kind kinds_of_report[] = {
	{ "churn", KIND(NO_KIND), report_churn, report_is_churn, NULL },
	{ "cohorts", KIND(NO_KIND), report_cohorts, report_is_cohorts, NULL },
	{ "effect", KIND(CUSTOMERS) | KIND(CONTACTS) | KIND(WORKORDERS), report_effect,
	    NULL, " from window " },
	{ "gains", KIND(NO_KIND), report_gains, report_is_gains, NULL },
	{ "incidence", KIND(NO_KIND), report_incidence, report_is_incidence, NULL },
	{ "incidence", KIND(NO_KIND), report_incidence, report_is_reasons, NULL },
	{ "movements", KIND(NO_KIND), report_movements, report_is_movements, NULL },
	{ "nps", KIND(SURVEYS), report_nps, NULL, NULL },
	{ "objections", KIND(OBJECTIONS), report_objections, NULL, NULL },
	{ "plan", KIND(PLAN), report_plan, NULL, NULL },
	{ "service", KIND(CASES), report_service, NULL, " calendar hours policy working-time " },
	{ "survival", KIND(NO_KIND), report_survival, report_is_survival, NULL },
	{ "survival", KIND(NO_KIND), report_survival, report_is_summary, NULL },
	{ "table", KIND(NO_KIND), report_table, NULL, " count float max mean median min sum " },
	{ "tiers", KIND(TIERS), report_tiers, NULL, " policy with-left " },
	{ "workorders", KIND(WORKORDERS), report_workorders, NULL, NULL },
	/* Of the same tables, when asked for. */
	{ "complaints", KIND(CASES), report_complaints, NULL, NULL },
	{ "curve", KIND(NO_KIND), report_curve, NULL, NULL },
	{ "contacts", KIND(PLAN) | KIND(CUSTOMERS), report_contacts, NULL,
	    " customers from keep manager to " },
	{ "kpi", KIND(CUSTOMERS) | KIND(BILLS) | KIND(TIERS) | KIND(CONTACTS) |
	    KIND(WORKORDERS) | KIND(CONTRACTS) | KIND(CALLS) | KIND(ACTIVITY) |
	    KIND(CASES) | KIND(SURVEYS), report_kpi, NULL, " base month policy " },
	{ "movement", KIND(TIERS), report_movement, NULL, " policy " },
	{ "pareto", KIND(TIERS), report_pareto, NULL, NULL },
	{ "profile", ANY_KIND, report_profile, NULL, " show " },
};

enum { REPORT_KINDS = sizeof kinds_of_report / sizeof *kinds_of_report };

static void
print_policy(const struct request *q)
{
	const struct options *o = &q->common;

	if (q->kind != NULL && strcmp(q->kind->name, "service") == 0)
		options_print_policy(o, &(struct printable){
		    "levels", policy_source(service_policy(q)) }, 1);
	if ((q->kind != NULL && strcmp(q->kind->name, "kpi") == 0) ||
	    (q->kind == NULL && o->printed_policy != NULL &&
	        strcmp(o->printed_policy, "kpi") == 0)) {
		/* Printing ends the program: what is known here is no leak. */
		static struct policy *kpi;

		kpi = kpi_policy_source(q);
		options_print_policy(o, &(struct printable){ "kpi", policy_source(kpi) }, 1);
	}
	options_print_policy(o, (struct printable[]){
	    { "tiers", policy_source(tiers_policy(tiers_open(o, o->policy))) },
	    { "words", speller_source(speller_open(q, o->policy)) } }, 2);
}

static int
write_page(const struct page *p)
{
	struct writer *out = options_writer(&p->q->common);

	if (p->q->figures != NULL)
		page_figures(p);
	p->q->format->write(p, out);
	return writer_close(out);
}

int
main(int argc, char *argv[])
{
	static struct request q = {
		.arithmetic = EXACT, .from = NO_DAY, .to = NO_DAY, .month = NO_MONTH,
		.window = { DAYS, 30 },
		.hours = { 2, { { 9 * 60, 12 * 60 }, { 14 * 60, 18 * 60 } } },
	};
	struct page *p;
	int status = DONE;

	report_request_parse(&q, argc, argv, kinds_of_report, REPORT_KINDS);
	if (q.common.print_policy)
		print_policy(&q);
	p = page_make(&q, kinds_of_report, REPORT_KINDS);
	doubt_settle();
	if (q.when_empty == WRITE_EMPTY || !page_is_empty(p))
		status = write_page(p);
	status = options_end(&q.common, status);
	page_free(p);
	report_request_free(&q);
	return status;
}
