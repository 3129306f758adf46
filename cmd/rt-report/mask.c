/*
 * An id is replaced as a whole word only: one may be the beginning of another.
 * The ids that stand in a text are those of its own record, so that no list of
 * all customers is needed.
 */
#include "cmd/rt-report/mask.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/value/text.h"

/* Columns that hold ids of customers inside of other text. */
enum holder { WORKORDER_ID, WORKORDERS_LIST, CONTACT, EVIDENCE, HOLDERS };

static const char *const holder_name[HOLDERS] = {
	[WORKORDER_ID] = "workorder_id", [WORKORDERS_LIST] = "workorders",
	[CONTACT] = "contact_id", [EVIDENCE] = "evidence",
};

/* Of one table. */
struct place_of_ids {
	int id, holder[HOLDERS];
};

struct mask {
	const struct request *q;
	int *column;                 /* of each table, --mask after --mask */
	struct place_of_ids *ids;    /* of each table */
	struct room {
		char *text;
		size_t n, size;
	} *slot;
	int slots;
	struct room plain, encoded, id; /* of an id that other text holds */
};

/* Where the columns are that are masked; another report may have them alone. */
static int *
find_columns(const struct names *masked, const struct tables *in)
{
	int *column = mem_array((size_t)masked->count * (size_t)in->count,
	    sizeof *column);

	for (int t = 0; t < in->count; t++)
		for (int i = 0; i < masked->count; i++)
			column[t * masked->count + i] = table_user_column(in->table[t],
			    slice_of(masked->name[i]));
	return column;
}

struct mask *
mask_open(const struct request *q, const struct tables *in)
{
	struct mask *m;

	if (q->masked.count == 0)
		return NULL;
	m = mem_new(sizeof *m);
	m->q = q;
	m->column = find_columns(&q->masked, in);
	m->ids = mem_array((size_t)in->count, sizeof *m->ids);
	for (int t = 0; t < in->count; t++) {
		m->ids[t].id = table_user_column(in->table[t], SLICE("customer_id"));
		for (enum holder h = 0; h < HOLDERS; h++)
			m->ids[t].holder[h] = table_user_column(in->table[t],
			    slice_of(holder_name[h]));
	}
	return m;
}

void
mask_close(struct mask *m)
{
	if (m == NULL)
		return;
	for (int i = 0; i < m->slots; i++)
		free(m->slot[i].text);
	free(m->slot);
	free(m->plain.text);
	free(m->encoded.text);
	free(m->id.text);
	free(m->column);
	free(m->ids);
	free(m);
}

static void
append(struct room *r, struct slice text)
{
	if (r->n + text.n > r->size) {
		r->size = 2 * (r->n + text.n);
		r->text = mem_resize(r->text, r->size, 1);
	}
	if (text.n > 0)
		memcpy(r->text + r->n, text.p, text.n);
	r->n += text.n;
}

static struct slice
content(const struct room *r)
{
	return (struct slice){ r->text, r->n };
}

static void
append_hash(const struct mask *m, struct room *to, struct slice text)
{
	enum { SHOWN = 8 }; /* bytes: 16 digits */
	static const char hex[] = "0123456789abcdef";
	unsigned char hash[KEY_HASH];

	key_hash(m->q->key, text, hash);
	for (int i = 0; i < SHOWN; i++)
		append(to, (struct slice){
			(char[]){ hex[hash[i] >> 4], hex[hash[i] & 15] }, 2 });
}

static size_t
count_characters(struct slice text)
{
	size_t count = 0, n;

	for (; text.n > 0; count++) {
		text_next(text, &n);
		text = (struct slice){ text.p + n, text.n - n };
	}
	return count;
}

/* 13812340001 is 138*****001: a quarter stays in front, a third behind. */
static void
append_partial(struct room *to, struct slice text)
{
	size_t count = count_characters(text), n;
	size_t front = (count + 3) / 4, behind = count / 3;

	if (front + behind >= count)
		front = 0;
	for (size_t i = 0; i < count; i++) {
		text_next(text, &n);
		append(to, i < front || i >= count - behind ?
		    (struct slice){ text.p, n } : SLICE("*"));
		text = (struct slice){ text.p + n, text.n - n };
	}
}

static void
append_masked(const struct mask *m, struct room *to, int number, struct slice text)
{
	if (m->q->mask_how[number] == MASK_HASH)
		append_hash(m, to, text);
	else
		append_partial(to, text);
}

/* The --mask of that column; -1: none. */
static int
mask_of(const struct mask *m, int table, int column)
{
	for (int i = 0; column >= 0 && i < m->q->masked.count; i++)
		if (m->column[table * m->q->masked.count + i] == column)
			return i;
	return -1;
}

bool
mask_covers(const struct mask *m, int table, int column)
{
	return m != NULL && mask_of(m, table, column) >= 0;
}

static enum holder
holder_of(const struct mask *m, int table, int column)
{
	enum holder h = 0;

	while (h < HOLDERS && (column < 0 || m->ids[table].holder[h] != column))
		h++;
	return h;
}

/*
 * Whether an id may end there: workorder_id has colons, contact_id a slash,
 * evidence is prose, in which Chinese stands next to an id without a space.
 */
static bool
is_boundary(struct slice text, size_t at, enum holder h)
{
	unsigned char c;

	if (at >= text.n)
		return true;
	c = (unsigned char)text.p[at];
	if (h == CONTACT)
		return c == '/';
	if (h != EVIDENCE)
		return c == ':' || c == ';';
	return c >= 0x80 || (c != '_' && (c < '0' || c > '9') &&
	    ((c | 0x20) < 'a' || (c | 0x20) > 'z'));
}

/* Appends an id as workorder_id has it: "%" as "%25", ";" as "%3B". */
static void
append_encoded(struct room *to, struct slice id)
{
	for (size_t i = 0; i < id.n; i++)
		append(to, id.p[i] == '%' ? SLICE("%25") : id.p[i] == ';' ? SLICE("%3B") :
		    (struct slice){ id.p + i, 1 });
}

/* Copies the text with each id that stands alone in it replaced. */
static void
append_without(struct room *to, struct slice text, struct slice id, struct slice by,
    enum holder h)
{
	size_t from = 0, at = 0;

	while (at + id.n <= text.n) {
		if (memcmp(text.p + at, id.p, id.n) != 0 ||
		    (at > 0 && !is_boundary(text, at - 1, h)) ||
		    !is_boundary(text, at + id.n, h)) {
			at++;
			continue;
		}
		append(to, (struct slice){ text.p + from, at - from });
		append(to, by);
		from = at += id.n;
	}
	append(to, (struct slice){ text.p + from, text.n - from });
}

static struct room *
slot_of(struct mask *m, int slot)
{
	if (slot >= m->slots) {
		m->slot = mem_resize(m->slot, (size_t)slot + 1, sizeof *m->slot);
		for (; m->slots <= slot; m->slots++)
			m->slot[m->slots] = (struct room){ NULL, 0, 0 };
	}
	m->slot[slot].n = 0;
	return &m->slot[slot];
}

/* Text that holds the id of its record's customer, which is masked. */
static void
mask_holder(struct mask *m, struct room *to, struct slice text, struct slice id,
    int number, enum holder h)
{
	m->plain.n = m->encoded.n = m->id.n = 0;
	append_masked(m, &m->plain, number, id);
	if (h == WORKORDER_ID || h == WORKORDERS_LIST) {
		append_encoded(&m->encoded, content(&m->plain));
		append_encoded(&m->id, id);
		append_without(to, text, content(&m->id), content(&m->encoded), h);
	} else
		append_without(to, text, id, content(&m->plain), h);
}

struct slice
mask_cell(struct mask *m, const struct tables *in, int table, int column,
    struct slice text, int slot)
{
	struct slice id;
	struct room *to;
	int number;

	if (m == NULL || text.n == 0)
		return text;
	to = slot_of(m, slot);
	number = mask_of(m, table, column);
	if (number >= 0) {
		append_masked(m, to, number, text);
		return content(to);
	}
	number = mask_of(m, table, m->ids[table].id);
	if (number < 0 || holder_of(m, table, column) == HOLDERS)
		return text;
	id = table_text(in->table[table], m->ids[table].id);
	if (id.n == 0)
		return text;
	mask_holder(m, to, text, id, number, holder_of(m, table, column));
	return content(to);
}
