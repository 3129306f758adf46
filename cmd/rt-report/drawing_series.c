/*
 * drawing_series -- the series of a chart: places of the sheet, and what stands there
 * once more, for programs that show a chart without reading its sheet.
 */
#include "cmd/rt-report/drawing_parts.h"

#include <math.h>
#include <stdlib.h>

#include "cmd/rt-report/flow.h"
#include "common/base/mem.h"
#include "common/value/number.h"

/* The rows of one line or of all bars: from this one, up to the next. */
struct stretch {
	size_t from, to;
};

/* How many columns of text stand in front: they name the bars. */
static int
leading_names(const struct layout *l)
{
	int names = 0;

	for (int i = 0; i < sheet_columns(l->sheet); i++) {
		if (!layout_shows(l, i))
			continue;
		if (l->column[i].side != LEFT)
			break;
		names++;
	}
	return names;
}

static bool
same_names(const struct plot *p, size_t row, size_t other)
{
	for (int i = 0; i < sheet_columns(p->s); i++) {
		const struct cell *a = sheet_cell(p->s, row, i);
		const struct cell *b = sheet_cell(p->s, other, i);

		if (sheet_column(p->s, i)->type == CELL_TEXT && i != p->c.label &&
		    sheet_column(p->s, i)->audience != CHARTS &&
		    (a->known != b->known || (a->known && !slice_equal(a->text, b->text))))
			return false;
	}
	return true;
}

/* Lines end where another group begins; bars go through to the end. */
static struct stretch
next_stretch(const struct plot *p, size_t from)
{
	size_t to = from + 1, rows = sheet_rows(p->s);

	while (to < rows && (is_across(&p->c) || same_names(p, from, to)))
		to++;
	return (struct stretch){ from, to };
}

struct axis
axis_of(const struct plot *p)
{
	const struct chart *c = &p->c;
	struct axis n = { -1, -1 };

	if (c->label >= 0)
		n.from = n.to = layout_place(p->l, c->label);
	else if (c->names > 0)
		n = (struct axis){ layout_place(p->l, c->name[0]),
			layout_place(p->l, c->name[c->names - 1]) };
	return n;
}

int
column_at(const struct layout *l, int place)
{
	for (int i = 0; i < sheet_columns(l->sheet); i++)
		if (layout_shows(l, i) && layout_place(l, i) == place)
			return i;
	return -1;
}

bool
is_numeric(const struct plot *p, int column)
{
	return sheet_column(p->s, column)->type == CELL_DATE ||
	    sheet_is_number(p->s, column);
}

/* 'Contact plan'!$A$2:$B$7 */
static void
put_places(struct plot *p, struct stretch rows, struct axis columns)
{
	xml_put(p->z, "<c:f>");
	book_name_sheet(p->b, p->sheet);
	xml_place(p->z, rows.from, columns.from, FIXED);
	if (rows.to - rows.from > 1 || columns.to > columns.from) {
		xml_put(p->z, ":");
		xml_place(p->z, rows.to - 1, columns.to, FIXED);
	}
	xml_put(p->z, "</c:f>");
}

static void
put_point(struct plot *p, size_t number, size_t row, int column, bool numeric)
{
	const struct cell *c = sheet_cell(p->s, row, column);
	enum cell_type type = sheet_column(p->s, column)->type;
	char room[SHOW_ROOM];
	double x;

	if (!c->known)
		return;
	if (!numeric) {
		xml_print(p->z, "<c:pt idx=\"%zu\"><c:v>", number);
		xml_text(p->z, show_cell(&p->b->show, c, type, room));
	} else {
		if (type == CELL_DATE)
			x = c->day + 25569.0;
		else if (!number_parse(cell_print(c, type, room), &x))
			return;
		xml_print(p->z, "<c:pt idx=\"%zu\"><c:v>", number);
		xml_number(p->z, x);
	}
	xml_put(p->z, "</c:v></c:pt>");
}

/* The cells of a column, for who does not read the sheet. */
static void
put_copy(struct plot *p, struct stretch rows, int column, bool numeric)
{
	if (numeric)
		xml_print(p->z, "<c:numCache><c:formatCode>%s</c:formatCode>",
		    is_share(sheet_column(p->s, column)) ? "0.00%" : "General");
	else
		xml_put(p->z, "<c:strCache>");
	xml_print(p->z, "<c:ptCount val=\"%zu\"/>", rows.to - rows.from);
	for (size_t row = rows.from; row < rows.to; row++)
		put_point(p, row - rows.from, row, column, numeric);
	xml_put(p->z, numeric ? "</c:numCache>" : "</c:strCache>");
}

/* Rows of data stand one further down in the workbook. */
static struct stretch
below_header(struct stretch rows)
{
	return (struct stretch){ rows.from + 1, rows.to + 1 };
}

static void
put_reference(struct plot *p, struct stretch rows, struct axis columns)
{
	int column = column_at(p->l, columns.from);
	bool single = columns.from == columns.to;
	bool numeric = !single || is_numeric(p, column);

	/* Of bars, also figures name what they are of, such as the top 10.00%. */
	if (single && is_across(&p->c) && columns.from == axis_of(p).from)
		numeric = false;

	xml_put(p->z, numeric ? "<c:numRef>" : "<c:strRef>");
	put_places(p, below_header(rows), columns);
	if (single)
		put_copy(p, rows, column, numeric);
	xml_put(p->z, numeric ? "</c:numRef>" : "</c:strRef>");
}

/* One of several lines bears the name of its group, else its heading. */
static void
put_series_name(struct plot *p, struct stretch rows, int place)
{
	bool of_group = rows.to - rows.from < sheet_rows(p->s) && leading_names(p->l) > 0;
	struct stretch heading = { 0, 1 };
	struct stretch first = { rows.from + 1, rows.from + 2 };

	xml_put(p->z, "<c:tx><c:strRef>");
	if (of_group) {
		put_places(p, first, (struct axis){ 0, 0 });
		put_copy(p, (struct stretch){ rows.from, rows.from + 1 },
		    column_at(p->l, 0), false);
	} else {
		put_places(p, heading, (struct axis){ place, place });
		xml_put(p->z, "<c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>");
		xml_text(p->z, show_text(&p->b->show,
		    slice_of(layout_heading(p->l, column_at(p->l, place)))));
		xml_put(p->z, "</c:v></c:pt></c:strCache>");
	}
	xml_put(p->z, "</c:strRef></c:tx>");
}

/*
 * The colours of a page by day.  Without one a program takes those of the theme,
 * which the workbook has not.
 */
static void
put_color(struct plot *p, int number)
{
	static const char *const color[] = {
		"1F5FA8", "D1751B", "2B8A5B", "A13D63", "6A5AAE", "7A8088",
	};
	bool line = !is_across(&p->c);

	xml_print(p->z, "<c:spPr>%s<a:solidFill><a:srgbClr val=\"%s\"/></a:solidFill>%s</c:spPr>%s",
	    line ? "<a:ln w=\"22225\">" : "", color[number], line ? "</a:ln>" : "",
	    line ? "" : "<c:invertIfNegative val=\"0\"/>");
}

/* The colour of a figure of its own, or of the next line. */
static int
color_of(const struct plot *p, int number)
{
	enum { COLORS = 6 };

	return p->c.color[0] != '\0' ? p->c.color[number] - '0' : number % COLORS;
}

static void
put_series(struct plot *p, int value, struct stretch rows)
{
	bool steps = is_scattered(&p->c);
	int place = layout_place(p->l, value);
	struct axis names = axis_of(p);

	xml_print(p->z, "<c:ser><c:idx val=\"%d\"/><c:order val=\"%d\"/>", p->series,
	    p->series);
	put_series_name(p, rows, place);
	put_color(p, color_of(p, p->series++));
	if (!is_across(&p->c))
		xml_put(p->z, "<c:marker><c:symbol val=\"none\"/></c:marker>");
	if (names.from >= 0) {
		xml_put(p->z, steps ? "<c:xVal>" : "<c:cat>");
		put_reference(p, rows, names);
		xml_put(p->z, steps ? "</c:xVal>" : "</c:cat>");
	}
	xml_put(p->z, steps ? "<c:yVal>" : "<c:val>");
	put_reference(p, rows, (struct axis){ place, place });
	xml_put(p->z, steps ? "</c:yVal>" : "</c:val>");
	xml_put(p->z, is_across(&p->c) ? "</c:ser>" : "<c:smooth val=\"0\"/></c:ser>");
}

/*
 * Figures that stand nowhere in the sheet, sums of rows or what counts as negative:
 * the chart has them in itself, and then all of its series have.
 */
struct own_bars {
	size_t count;
	char **name;
	double *size;         /* not a number: unknown */
};

static struct own_bars
own_bars_new(size_t count)
{
	return (struct own_bars){ count, mem_array(count + 1, sizeof(char *)),
		mem_array(count + 1, sizeof(double)) };
}

static void
own_bars_free(struct own_bars *o)
{
	for (size_t i = 0; i < o->count; i++)
		free(o->name[i]);
	free(o->name);
	free(o->size);
}

static void
put_own_series(struct plot *p, const char *name, int color, const struct own_bars *o)
{
	xml_print(p->z, "<c:ser><c:idx val=\"%d\"/><c:order val=\"%d\"/><c:tx><c:v>",
	    p->series, p->series);
	p->series++;
	xml_text(p->z, show_text(&p->b->show, slice_of(name)));
	xml_put(p->z, "</c:v></c:tx>");
	put_color(p, color);
	xml_print(p->z, "<c:cat><c:strLit><c:ptCount val=\"%zu\"/>", o->count);
	for (size_t i = 0; i < o->count; i++) {
		xml_print(p->z, "<c:pt idx=\"%zu\"><c:v>", i);
		xml_text(p->z, show_text(&p->b->show, slice_of(o->name[i])));
		xml_put(p->z, "</c:v></c:pt>");
	}
	xml_print(p->z, "</c:strLit></c:cat><c:val><c:numLit><c:formatCode>%s</c:formatCode>"
	    "<c:ptCount val=\"%zu\"/>", p->c.form == FLOW ? "0.00%" : "General", o->count);
	for (size_t i = 0; i < o->count; i++) {
		if (isnan(o->size[i]))
			continue;
		xml_print(p->z, "<c:pt idx=\"%zu\"><c:v>", i);
		xml_number(p->z, o->size[i]);
		xml_put(p->z, "</c:v></c:pt>");
	}
	xml_put(p->z, "</c:numLit></c:val></c:ser>");
}

/* A series for each turn. */
static void
put_flow(struct plot *p)
{
	struct flow f = flow_of(p->s, &p->c);
	struct own_bars o = own_bars_new(f.bars);

	for (size_t i = 0; i < f.bars; i++)
		o.name[i] = mem_copy(slice_of(f.bar[i].name));
	for (enum turn t = 0; t < TURNS; t++) {
		for (size_t i = 0; i < f.bars; i++)
			o.size[i] = f.bar[i].share[t];
		if (f.met[t])
			put_own_series(p, flow_word(t), color_of(p, (int)t), &o);
	}
	own_bars_free(&o);
	flow_free(&f);
}

/* Bars to both sides: the last values of the chart go down from the axis. */
static void
put_two_sides(struct plot *p)
{
	struct own_bars o = own_bars_new(sheet_rows(p->s));
	char room[CELL_ROOM];

	for (size_t row = 0; row < o.count; row++)
		o.name[row] = flow_name(p->s, &p->c, row, "");
	for (int i = 0; i < p->c.values; i++) {
		int column = p->c.value[i], sign = i < p->c.values - p->c.below ? 1 : -1;
		enum cell_type type = sheet_column(p->s, column)->type;

		for (size_t row = 0; row < o.count; row++) {
			const struct cell *c = sheet_cell(p->s, row, column);

			o.size[row] = NAN;
			if (c->known && number_parse(cell_print(c, type, room), &o.size[row]))
				o.size[row] *= sign;
		}
		put_own_series(p, heading_of(p->s, column), color_of(p, i), &o);
	}
	own_bars_free(&o);
}

void
put_all_series(struct plot *p)
{
	int values = p->c.form == INTERVAL ? 1 : p->c.values;

	if (p->c.form == FLOW) {
		put_flow(p);
		return;
	}
	if (p->c.below > 0) {
		put_two_sides(p);
		return;
	}
	for (struct stretch r = { 0, 0 }; r.to < sheet_rows(p->s);) {
		r = next_stretch(p, r.to);
		for (int i = 0; i < values; i++)
			put_series(p, p->c.value[i], r);
	}
}
