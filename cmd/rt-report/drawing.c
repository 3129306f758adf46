/*
 * A chart has its series, its axes and its place in the sheet.
 */
#include "cmd/rt-report/drawing.h"

#include <math.h>
#include <stdio.h>

#include "cmd/rt-report/drawing_parts.h"
#include "common/value/lang.h"

#define CHART_SPACE "http://schemas.openxmlformats.org/drawingml/2006/chart"
#define DRAWING "http://schemas.openxmlformats.org/drawingml/2006/"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

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
		    is_stacked(&p->c) ? "stacked" : "clustered");
	put_all_series(p);
	if (is_stacked(&p->c))
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
	bool texts = names.from < 0 || is_stacked(&p->c) || (names.from == names.to &&
	    (is_across(&p->c) || !is_numeric(p, column_at(p->l, names.from))));

	xml_put(p->z, steps ? "<c:valAx>" : "<c:catAx>");
	xml_print(p->z, "<c:axId val=\"1\"/><c:scaling><c:orientation val=\"%s\"/></c:scaling>"
	    "<c:delete val=\"0\"/><c:axPos val=\"%s\"/>%s"
	    "<c:tickLblPos val=\"%s\"/><c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/>",
	    is_across(&p->c) ? "maxMin" : "minMax", is_across(&p->c) ? "l" : "b",
	    texts ? "" : "<c:numFmt formatCode=\"General\" sourceLinked=\"1\"/>",
	    is_across(&p->c) ? "low" : "nextTo");
	xml_put(p->z, steps ? "<c:crossBetween val=\"midCat\"/></c:valAx>" :
	    "<c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/></c:catAx>");
}

/* Shares in percent of a whole. */
static void
put_figures_axis(struct plot *p)
{
	bool share = is_share(sheet_column(p->s, p->c.value[0]));
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
