/*
 * A series is places of the sheet, and what stands there once more, for
 * programs that show a chart without reading its sheet.
 */
#include "cmd/rt-report/drawing.h"

#include <math.h>
#include <stdio.h>

#include "common/value/lang.h"
#include "common/value/number.h"

#define CHART_SPACE "http://schemas.openxmlformats.org/drawingml/2006/chart"
#define DRAWING "http://schemas.openxmlformats.org/drawingml/2006/"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* A chart on its way. */
struct plot {
	struct book *b;
	struct zip *z;
	const struct layout *l;
	const struct sheet *s;
	struct chart c;
	int sheet;           /* its number in the book */
	int series;
};

/* The rows of one line or of all bars: from this one, up to the next. */
struct stretch {
	size_t from, to;
};

/* The columns that name what stands along the axis; from -1: none does. */
struct axis {
	int from, to;
};

static bool
is_across(const struct chart *c)
{
	return !chart_is_line(c->form);
}

/* Whether the figures of its axis, and not only their order, tell where a point is. */
static bool
is_scattered(const struct chart *c)
{
	return c->form == STEPS || c->form == CURVE;
}

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

static struct axis
axis_of(const struct plot *p)
{
	const struct chart *c = &p->c;
	struct axis n = { -1, -1 };

	if (c->label >= 0)
		n.from = n.to = layout_place(p->l, c->label);
	else if (c->form == FLOW)
		n = (struct axis){ 0, leading_names(p->l) - 1 };
	else if (c->names > 0)
		n = (struct axis){ layout_place(p->l, c->name[0]),
			layout_place(p->l, c->name[c->names - 1]) };
	return n;
}

/* The column of the sheet that stands there. */
static int
column_at(const struct layout *l, int place)
{
	for (int i = 0; i < sheet_columns(l->sheet); i++)
		if (layout_shows(l, i) && layout_place(l, i) == place)
			return i;
	return -1;
}

static bool
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
	char room[CELL_ROOM];
	double x;

	if (!c->known)
		return;
	if (!numeric) {
		xml_print(p->z, "<c:pt idx=\"%zu\"><c:v>", number);
		xml_text(p->z, show_text(&p->b->show, cell_print(c, type, room)));
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
	xml_put(p->z, numeric ? "<c:numCache><c:formatCode>General</c:formatCode>" :
	    "<c:strCache>");
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

static void
put_series(struct plot *p, int value, struct stretch rows)
{
	bool steps = is_scattered(&p->c);
	int place = layout_place(p->l, value);
	struct axis names = axis_of(p);

	xml_print(p->z, "<c:ser><c:idx val=\"%d\"/><c:order val=\"%d\"/>", p->series,
	    p->series);
	p->series++;
	put_series_name(p, rows, place);
	if (!is_across(&p->c))
		xml_put(p->z, "<c:marker><c:symbol val=\"none\"/></c:marker>");
	if (names.from >= 0) {
		xml_put(p->z, steps ? "<c:xVal>" : "<c:cat>");
		put_reference(p, rows, names);
		xml_put(p->z, steps ? "</c:xVal>" : "</c:cat>");
	}
	xml_put(p->z, steps ? "<c:yVal>" : "<c:val>");
	put_reference(p, rows, (struct axis){ place, place });
	xml_put(p->z, steps ? "</c:yVal></c:ser>" : "</c:val></c:ser>");
}

static void
put_all_series(struct plot *p)
{
	int values = p->c.form == INTERVAL ? 1 : p->c.values;

	for (struct stretch r = { 0, 0 }; r.to < sheet_rows(p->s);) {
		r = next_stretch(p, r.to);
		for (int i = 0; i < values; i++)
			put_series(p, p->c.value[i], r);
	}
}

static void
put_plots(struct plot *p)
{
	static const char axes[] = "<c:axId val=\"1\"/><c:axId val=\"2\"/>";

	if (is_scattered(&p->c))
		xml_put(p->z, "<c:scatterChart><c:scatterStyle val=\"lineMarker\"/>");
	else if (p->c.form == LINES)
		xml_put(p->z, "<c:lineChart><c:grouping val=\"standard\"/>");
	else
		xml_print(p->z, "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"%s\"/>",
		    p->c.form == STACKED ? "stacked" : "clustered");
	put_all_series(p);
	if (p->c.form == STACKED)
		xml_put(p->z, "<c:overlap val=\"100\"/>");
	if (p->c.form == LINES)
		xml_put(p->z, "<c:marker val=\"1\"/>");
	xml_put(p->z, axes);
	xml_put(p->z, is_scattered(&p->c) ? "</c:scatterChart>" :
	    p->c.form == LINES ? "</c:lineChart>" : "</c:barChart>");
}

/* Bars from the top down, as the rows are. */
static void
put_names_axis(struct plot *p)
{
	bool steps = is_scattered(&p->c);
	struct axis names = axis_of(p);
	bool texts = names.from < 0 || (names.from == names.to &&
	    !is_numeric(p, column_at(p->l, names.from)));

	xml_put(p->z, steps ? "<c:valAx>" : "<c:catAx>");
	xml_print(p->z, "<c:axId val=\"1\"/><c:scaling><c:orientation val=\"%s\"/></c:scaling>"
	    "<c:delete val=\"0\"/><c:axPos val=\"%s\"/>%s"
	    "<c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/>",
	    is_across(&p->c) ? "maxMin" : "minMax", is_across(&p->c) ? "l" : "b",
	    texts ? "" : "<c:numFmt formatCode=\"General\" sourceLinked=\"1\"/>");
	xml_put(p->z, steps ? "<c:crossBetween val=\"midCat\"/></c:valAx>" :
	    "<c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/></c:catAx>");
}

/* Shares in percent of a whole. */
static void
put_figures_axis(struct plot *p)
{
	enum cell_type type = sheet_column(p->s, p->c.value[0])->type;
	bool share = type == CELL_RATE || type == CELL_KEPT_SHARE;
	bool whole = share && (p->c.form == BARS || p->c.form == FLOW ||
	    is_scattered(&p->c));

	xml_print(p->z, "<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation "
	    "val=\"minMax\"/>%s</c:scaling><c:delete val=\"0\"/><c:axPos val=\"%s\"/>"
	    "<c:majorGridlines/>", whole ? "<c:max val=\"1\"/>" : "",
	    is_across(&p->c) ? "t" : "l");
	xml_print(p->z, "<c:numFmt formatCode=\"%s\" sourceLinked=\"%d\"/>"
	    "<c:tickLblPos val=\"%s\"/><c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/>"
	    "<c:crossBetween val=\"%s\"/></c:valAx>", share ? "0%" : "General", !share,
	    is_across(&p->c) ? "high" : "nextTo",
	    is_scattered(&p->c) ? "midCat" : "between");
}

static void
put_chart(struct plot *p, int number)
{
	char name[40];

	snprintf(name, sizeof name, "xl/charts/chart%d.xml", number);
	xml_begin(p->z, name);
	xml_put(p->z, "<c:chartSpace xmlns:c=\"" CHART_SPACE "\" xmlns:a=\"" DRAWING "main\" "
	    "xmlns:r=\"" RELATIONS "\"><c:chart><c:title><c:tx><c:rich><a:bodyPr/>"
	    "<a:lstStyle/><a:p><a:pPr><a:defRPr/></a:pPr><a:r><a:rPr lang=\"en-US\"/><a:t>");
	xml_text(p->z, slice_of(word_title(lang_spoken(), sheet_kind(p->s))));
	xml_put(p->z, "</a:t></a:r></a:p></c:rich></c:tx><c:layout/>"
	    "<c:overlay val=\"0\"/></c:title>"
	    "<c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/>");
	put_plots(p);
	put_names_axis(p);
	put_figures_axis(p);
	xml_put(p->z, "</c:plotArea><c:legend><c:legendPos val=\"b\"/><c:layout/>"
	    "<c:overlay val=\"0\"/></c:legend>"
	    "<c:plotVisOnly val=\"1\"/></c:chart></c:chartSpace>");
	zip_end(p->z);
}

/* In pixels: tall enough for a line of text a bar, and one for each series of them. */
static int
height_of(const struct plot *p)
{
	enum { PIXELS = 288, AROUND = 120, A_BAR = 14 };
	double bars = (double)sheet_rows(p->s) * (p->c.form == BARS ? p->c.values : 1);
	double tall = AROUND + A_BAR * (bars + (double)sheet_rows(p->s) / 2);

	return is_across(&p->c) && tall > PIXELS ? (int)lround(tall) : PIXELS;
}

/* Beside the table, from its first row of data on. */
static void
put_frame(struct plot *p, int number)
{
	enum { COLUMN = 64, ROW = 20, WIDTH = 672, EMU = 9525 };
	int column = layout_place(p->l, sheet_columns(p->s)) + 1, height = height_of(p);
	char name[40];

	snprintf(name, sizeof name, "xl/drawings/drawing%d.xml", number);
	xml_begin(p->z, name);
	xml_put(p->z, "<xdr:wsDr xmlns:xdr=\"" DRAWING "spreadsheetDrawing\" xmlns:a=\"" DRAWING
	    "main\"><xdr:twoCellAnchor>");
	xml_print(p->z, "<xdr:from><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff>"
	    "<xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>", column);
	xml_print(p->z, "<xdr:to><xdr:col>%d</xdr:col><xdr:colOff>%d</xdr:colOff>"
	    "<xdr:row>%d</xdr:row><xdr:rowOff>%d</xdr:rowOff></xdr:to>",
	    column + WIDTH / COLUMN, WIDTH % COLUMN * EMU, 1 + height / ROW,
	    height % ROW * EMU);
	xml_print(p->z, "<xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr>"
	    "<xdr:cNvPr id=\"2\" name=\"Chart %d\"/><xdr:cNvGraphicFramePr/>"
	    "</xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/>"
	    "<a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm>", number);
	xml_put(p->z, "<a:graphic><a:graphicData uri=\"" CHART_SPACE "\"><c:chart xmlns:c=\""
	    CHART_SPACE "\" xmlns:r=\"" RELATIONS "\" r:id=\"rId1\"/></a:graphicData>"
	    "</a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>");
	zip_end(p->z);
}

static void
tie(struct book *b, const char *folder, int number, const char *kind, int target)
{
	char name[60], to[40];

	snprintf(name, sizeof name, "xl/%ss/_rels/%s%d.xml.rels", folder,
	    strcmp(folder, "worksheet") == 0 ? "sheet" : folder, number);
	snprintf(to, sizeof to, "../%ss/%s%d.xml", kind, kind, target);
	book_relations_begin(b, name);
	book_relation(b, 1, kind, to);
	book_relations_end(b);
}

void
drawing_put(struct book *b, int sheet, const struct layout *l)
{
	struct plot p = { b, b->z, l, l->sheet, chart_of(l->sheet), sheet, 0 };
	int number = b->sheet[sheet].chart;

	if (number == 0)
		return;
	tie(b, "worksheet", sheet + 1, "drawing", number);
	tie(b, "drawing", number, "chart", number);
	put_frame(&p, number);
	put_chart(&p, number);
}
