/*
 * Sorting takes pointers: contacts keep their order, which is by customer_id.
 */
#include "cmd/rt-schedule/rows.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"

/* Unplanned rows keep the order of the contacts, which is by customer_id. */
static int
by_row(const void *a, const void *b, void *managers)
{
	const struct contact *x = *(struct contact *const *)a;
	const struct contact *y = *(struct contact *const *)b;
	int order;

	if ((x->day == NO_DAY) != (y->day == NO_DAY))
		return x->day == NO_DAY ? 1 : -1;
	if (x->day == NO_DAY)
		return (x > y) - (x < y);
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	order = slice_compare(contact_manager_name(x, managers),
	    contact_manager_name(y, managers));
	if (order != 0)
		return order;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x > y) - (x < y);
}

_Noreturn static void
die_unaccounted(size_t came, size_t listed)
{
	die(BAD_SYSTEM, "%zu work orders came in, and the plan lists %zu, some of them"
	    " not once: a mistake of the program, please report it", came, listed);
}

/* K09: every order stands in exactly one row. */
static void
account(struct contact *const row[], const struct contacts *all,
    const struct orders *orders)
{
	uint8_t *met = mem_array(orders->count, 1);
	size_t listed = 0;
	bool twice = false;

	for (size_t i = 0; i < all->count; i++)
		for (uint32_t k = 0; k < row[i]->orders; k++, listed++)
			twice |= met[all->order[row[i]->first + k]]++ != 0;
	free(met);
	if (twice || listed != orders->count)
		die_unaccounted(orders->count, listed);
}

struct rows
rows_of(struct contacts *all, const struct orders *orders, const struct managers *managers)
{
	struct rows r = {
		.one = mem_array(all->count, sizeof(struct contact *)),
		.count = all->count,
	};

	for (size_t i = 0; i < all->count; i++) {
		r.one[i] = &all->one[i];
		r.planned += all->one[i].day != NO_DAY;
	}
	qsort_r(r.one, all->count, sizeof(struct contact *), by_row,
	    (void *)(uintptr_t)managers);
	account(r.one, all, orders);
	return r;
}

void
rows_free(struct rows *r)
{
	free(r->one);
	free(r->past);
}

static int
by_past(const void *a, const void *b)
{
	const struct planned *x = *(const struct planned *const *)a;
	const struct planned *y = *(const struct planned *const *)b;
	int order;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	order = slice_compare(x->manager, y->manager);
	if (order == 0)
		order = (x->start > y->start) - (x->start < y->start);
	return order != 0 ? order : slice_compare(x->customer, y->customer);
}

void
rows_add_past(struct rows *r, const struct before *before)
{
	r->past = mem_array(before->plan->count, sizeof *r->past);
	for (size_t i = 0; i < before->plan->count; i++) {
		const struct planned *row = &before->plan->row[i];

		if (row->over && !row->repeated)
			r->past[r->pasts++] = row;
	}
	if (r->pasts > 0)
		qsort(r->past, r->pasts, sizeof *r->past, by_past);
}

bool
rows_include(const struct rows *r, struct slice manager)
{
	for (size_t i = 0; i < r->onlys; i++)
		if (slice_equal(r->only[i], manager))
			return true;
	return r->onlys == 0;
}

void
rows_leave(struct rows *r, const struct slice only[], size_t onlys,
    const struct managers *managers)
{
	size_t kept = 0, pasts = 0, planned = 0;

	r->only = only;
	r->onlys = onlys;
	for (size_t i = 0; i < r->count; i++)
		if (rows_include(r, contact_manager_name(r->one[i], managers))) {
			planned += r->one[i]->day != NO_DAY;
			r->one[kept++] = r->one[i];
		}
	for (size_t i = 0; i < r->pasts; i++)
		if (rows_include(r, r->past[i]->manager))
			r->past[pasts++] = r->past[i];
	r->count = kept;
	r->planned = planned;
	r->pasts = pasts;
}
