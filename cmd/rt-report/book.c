/*
 * The least that Excel, LibreOffice and WPS want of a workbook.
 */
#include "cmd/rt-report/book.h"

#include <ctype.h>
#include <stdio.h>

#include "common/base/mem.h"
#include "common/value/space.h"
#include "common/value/text.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define SPREADSHEET "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define TYPES "application/vnd.openxmlformats-officedocument."

static const char styles[] =
    "<styleSheet xmlns=\"" SPREADSHEET "\">"
    "<numFmts count=\"7\">"
    "<numFmt numFmtId=\"164\" formatCode=\"#,##0\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"0.00%\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"#,##0.00\"/>"
    "<numFmt numFmtId=\"167\" formatCode=\"yyyy-mm-dd\"/>"
    "<numFmt numFmtId=\"168\" formatCode=\"0.00\"/>"
    "<numFmt numFmtId=\"169\" formatCode=\"yyyy-mm-dd hh:mm\"/>"
    "<numFmt numFmtId=\"170\" formatCode=\"yyyy-mm\"/>"
    "</numFmts>"
    "<fonts count=\"2\">"
    "<font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"
    "</fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>"
    "<border><left/><right/><top/><bottom style=\"thin\"><color auto=\"1\"/></bottom>"
    "<diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    "</cellStyleXfs>"
    "<cellXfs count=\"11\">"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"1\" xfId=\"0\" applyFont=\"1\" "
    "applyBorder=\"1\"/>";

static const char styles_rest[] =
    "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
    "</cellXfs>"
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
    "</cellStyles></styleSheet>";

static void
put_type(struct book *b, const char *type, const char *format, int number)
{
	xml_put(b->z, "<Override PartName=\"/");
	xml_print(b->z, "%s%d.xml", format, number);
	xml_print(b->z, "\" ContentType=\"" TYPES "%s+xml\"/>", type);
}

void
book_begin(struct book *b)
{
	xml_begin(b->z, "[Content_Types].xml");
	xml_put(b->z, "<Types xmlns=\"" PACKAGE "content-types\">"
	    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
	    "relationships+xml\"/>"
	    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd."
	    "openxmlformats-package.core-properties+xml\"/>"
	    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPES
	    "spreadsheetml.sheet.main+xml\"/>"
	    "<Override PartName=\"/xl/styles.xml\" ContentType=\"" TYPES
	    "spreadsheetml.styles+xml\"/>"
	    "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" TYPES
	    "spreadsheetml.sharedStrings+xml\"/>");
	for (int i = 1; i <= b->sheets; i++)
		put_type(b, "spreadsheetml.worksheet", "xl/worksheets/sheet", i);
	for (int i = 1; i <= b->charts; i++) {
		put_type(b, "drawing", "xl/drawings/drawing", i);
		put_type(b, "drawingml.chart", "xl/charts/chart", i);
	}
	xml_put(b->z, "</Types>");
	zip_end(b->z);
}

uint32_t
book_text(struct book *b, struct slice text)
{
	b->texts_used++;
	return map_intern(b->texts, text);
}

void
book_name_sheet(struct book *b, int sheet)
{
	const char *name = b->sheet[sheet].name;
	bool plain = true;

	for (const char *p = name; *p != '\0'; p++)
		plain = plain && (isalnum((unsigned char)*p) || *p == '_');
	xml_put(b->z, plain ? "" : "'");
	for (; *name != '\0'; name++) {
		xml_put(b->z, *name == '\'' ? "'" : "");
		xml_text(b->z, (struct slice){ name, 1 });
	}
	xml_put(b->z, plain ? "!" : "'!");
}

void
book_relations_begin(struct book *b, const char *name)
{
	xml_begin(b->z, name);
	xml_put(b->z, "<Relationships xmlns=\"" PACKAGE "relationships\">");
}

void
book_relation(struct book *b, int id, const char *kind, const char *target)
{
	bool core = strcmp(kind, "core-properties") == 0;

	xml_print(b->z, "<Relationship Id=\"rId%d\" Type=\"%s%s\" Target=\"%s\"/>", id,
	    core ? PACKAGE "relationships/metadata/" : OFFICE "relationships/", kind, target);
}

void
book_relations_end(struct book *b)
{
	xml_put(b->z, "</Relationships>");
	zip_end(b->z);
}

static void
put_texts(struct book *b)
{
	uint32_t count = map_count(b->texts);

	xml_begin(b->z, "xl/sharedStrings.xml");
	xml_print(b->z, "<sst xmlns=\"" SPREADSHEET "\" count=\"%zu\" uniqueCount=\"%u\">",
	    b->texts_used, count);
	for (uint32_t i = 0; i < count; i++) {
		struct slice text = map_key(b->texts, i);
		bool spaces = space_trim(text).n < text.n;

		xml_put(b->z, spaces ? "<si><t xml:space=\"preserve\">" : "<si><t>");
		xml_text(b->z, text);
		xml_put(b->z, "</t></si>");
	}
	xml_put(b->z, "</sst>");
	zip_end(b->z);
}

static void
put_styles(struct book *b)
{
	enum { FIRST_NUMBER = 164, NUMBERS = 7 };

	xml_begin(b->z, "xl/styles.xml");
	xml_put(b->z, styles);
	for (int i = 0; i < NUMBERS; i++)
		xml_print(b->z, "<xf numFmtId=\"%d\" fontId=\"0\" fillId=\"0\" borderId=\"0\" "
		    "xfId=\"0\" applyNumberFormat=\"1\"/>", FIRST_NUMBER + i);
	xml_put(b->z, styles_rest);
	zip_end(b->z);
}

static void
put_workbook(struct book *b)
{
	xml_begin(b->z, "xl/workbook.xml");
	xml_put(b->z, "<workbook xmlns=\"" SPREADSHEET "\" xmlns:r=\"" OFFICE
	    "relationships\"><bookViews><workbookView/></bookViews><sheets>");
	for (int i = 0; i < b->sheets; i++) {
		xml_put(b->z, "<sheet name=\"");
		xml_text(b->z, slice_of(b->sheet[i].name));
		xml_print(b->z, "\" sheetId=\"%d\" r:id=\"rId%d\"/>", i + 1, i + 1);
	}
	xml_put(b->z, "</sheets><definedNames>");
	for (int i = 0; i < b->sheets; i++) {
		if (!b->sheet[i].has_header)
			continue;
		xml_print(b->z, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"%d\">",
		    i);
		book_name_sheet(b, i);
		xml_put(b->z, "$1:$1</definedName>");
	}
	xml_put(b->z, "</definedNames><calcPr fullCalcOnLoad=\"1\"/></workbook>");
	zip_end(b->z);
}

static void
put_relations(struct book *b)
{
	char target[40];

	book_relations_begin(b, "xl/_rels/workbook.xml.rels");
	for (int i = 1; i <= b->sheets; i++) {
		snprintf(target, sizeof target, "worksheets/sheet%d.xml", i);
		book_relation(b, i, "worksheet", target);
	}
	book_relation(b, b->sheets + 1, "styles", "styles.xml");
	book_relation(b, b->sheets + 2, "sharedStrings", "sharedStrings.xml");
	book_relations_end(b);
	book_relations_begin(b, "_rels/.rels");
	book_relation(b, 1, "officeDocument", "xl/workbook.xml");
	book_relation(b, 2, "core-properties", "docProps/core.xml");
	book_relations_end(b);
}

void
book_end(struct book *b, struct slice title, const char *created)
{
	put_texts(b);
	put_styles(b);
	put_workbook(b);
	put_relations(b);
	xml_begin(b->z, "docProps/core.xml");
	xml_put(b->z, "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
	    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
	    "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
	    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
	xml_text(b->z, title);
	xml_put(b->z, "</dc:title>");
	xml_print(b->z, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%s</dcterms:created>"
	    "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%s</dcterms:modified>"
	    "</cp:coreProperties>", created, created);
	zip_end(b->z);
}
