/*
 * Today is settled here, once: no rule looks at a clock.
 */
#include "common/table/options_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/csv/progress.h"
#include "common/csv/replace.h"
#include "common/csv/twice.h"
#include "common/table/completion.h"
#include "common/table/filter.h"
#include "common/table/renamed.h"
#include "common/table/vocabulary.h"
#include "common/value/look.h"
#include "common/value/number.h"
#include "common/value/text.h"
#include "common/value/tz.h"
#include "common/value/zone.h"

static struct arena *arena;       /* of all that the options point to */
static const struct option *all;  /* the tool's long options and ours */

const char *
options_copy(struct slice text)
{
	char *copy = arena_take(arena, text.n + 1);

	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	return copy;
}

void *
options_grow(void *array, size_t count, size_t size)
{
	void *moved;

	if (count > 0 && (count & (count - 1)) != 0)
		return array;
	moved = arena_take(arena, (count == 0 ? 1 : 2 * count) * size);
	if (count > 0)
		memcpy(moved, array, count * size);
	return moved;
}

/*
 * A stream that the caller closed is held by something that fails when it
 * is used, or else the first file opened would get its number.
 */
static void
hold_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			exit(BAD_SYSTEM);
}

/* The option wins over the environment, and that over the terminal. */
static bool
is_colored(const struct options *o, int fd)
{
	return o->color_when == COLOR_ALWAYS || (o->color_when == COLOR_AUTO &&
	        isatty(fd) && getenv("NO_COLOR") == NULL);
}

/* Those that this process may use. */
static int
processors(void)
{
	cpu_set_t set;

	long online;

	if (sched_getaffinity(0, sizeof set, &set) == 0)
		return CPU_COUNT(&set);
	online = sysconf(_SC_NPROCESSORS_ONLN);
	return online > 0 ? (int)online : 1;
}

void
options_begin(struct options *o, const char *program, unsigned features)
{
	hold_standard_streams();
	translate_begin();
	diag_begin(program);
	*o = (struct options){ .features = features, .max_rejects = -1,
	    .as_of = NO_DAY, .as_of_minutes = -1 };
	for (enum kind k = 0; k <= KINDS; k++)
		o->dialect[k] = dialect_default;
	diag_bold(is_colored(o, STDERR_FILENO));
	o->threads = processors();
	arena = arena_new();
	opterr = 0;
}

const struct option *
options_all(const struct options *o, const struct option own[])
{
	size_t owns = 0, commons;
	const struct option *ours = options_common(o->features, &commons);
	struct option *list;

	while (own[owns].name != NULL)
		owns++;
	list = arena_take(arena, (owns + commons + 1) * sizeof *list);
	memcpy(list, own, owns * sizeof *list);
	memcpy(list + owns, ours, commons * sizeof *list);
	list[owns + commons] = (struct option){ NULL, 0, NULL, 0 };
	all = list;
	return list;
}

const char *
options_letters(const struct options *o, const char *own)
{
	size_t commons, n = 0;
	const struct option *ours = options_common(o->features, &commons);
	char *letters = arena_take(arena, 2 * commons + strlen(own) + 3);

	letters[n++] = '-';
	letters[n++] = ':';
	for (size_t i = 0; i < commons; i++) {
		if (ours[i].val >= 256)
			continue;
		letters[n++] = (char)ours[i].val;
		if (ours[i].has_arg == required_argument)
			letters[n++] = ':';
	}
	strcpy(letters + n, own);
	return letters;
}

int64_t
options_number(const char *option, const char *value, int64_t least, int64_t most)
{
	struct slice text = slice_trim(slice_of(value));
	bool negative = text.n > 0 && text.p[0] == '-';
	int64_t n = 0;

	if (negative)
		text = (struct slice){ text.p + 1, text.n - 1 };
	if (text.n == 0 || text.p[0] == ' ' || !count_parse(text, &n) ||
	    (negative ? -n : n) < least || (negative ? -n : n) > most)
		die_usage("%s: not a whole number from %lld to %lld", option,
		    (long long)least, (long long)most);
	return negative ? -n : n;
}

daynum
options_date(const char *option, const char *value)
{
	char reason[LOOK_TEXT];
	daynum d;

	if (!date_parse(slice_trim(slice_of(value)), &d))
		die_usage("%s: %s", option, reason_to_say(look_refusal(A_DATE,
		    slice_of(value), DECIMAL_POINT, reason)));
	return d;
}

monthnum
options_month(const char *option, const char *value)
{
	char reason[LOOK_TEXT];
	monthnum m;

	if (!month_parse(slice_trim(slice_of(value)), &m))
		die_usage("%s: %s", option, reason_to_say(look_refusal(A_MONTH,
		    slice_of(value), DECIMAL_POINT, reason)));
	return m;
}

struct hours
options_hours(const char *option, const char *value)
{
	struct hours h;

	if (!hours_parse(slice_of(value), &h))
		die_usage("%s: not windows that lie apart, such as "
		    "09:00-12:00,14:00-18:00", option);
	return h;
}

enum lang
options_lang(const char *option, const char *value)
{
	enum lang l;

	if (!lang_of_name(value, &l))
		die_usage("%s: neither en nor zh", option);
	return l;
}

/* DATE or DATETHH:MM. */
static void
set_as_of(struct options *o, const char *option, const char *value)
{
	struct slice text = slice_trim(slice_of(value));
	size_t date = 0;
	bool good;

	while (date < text.n && text.p[date] != 'T' && text.p[date] != ' ')
		date++;
	good = date_parse((struct slice){ text.p, date }, &o->as_of);
	o->as_of_minutes = -1;
	if (date < text.n)
		good = good && clock_parse((struct slice){ text.p + date + 1,
		    text.n - date - 1 }, &o->as_of_minutes);
	if (!good)
		die_usage("%s: neither YYYY-MM-DD nor YYYY-MM-DDTHH:MM", option);
}

/* The only clock there is; a bare date is taken from the environment first. */
static void
settle_as_of(struct options *o)
{
	const char *day = getenv("RT_AS_OF"), *epoch = getenv("SOURCE_DATE_EPOCH");

	if (o->as_of != NO_DAY)
		return;
	if (day != NULL && day[0] != '\0') {
		set_as_of(o, "RT_AS_OF", day);
	} else if (epoch != NULL && epoch[0] != '\0') {
		int64_t since = options_number("SOURCE_DATE_EPOCH", epoch, 0,
		    INT64_C(253402300799));

		o->as_of = (daynum)(since / DAY_SECONDS);
	} else {
		o->as_of = zone_today();
	}
}

/* K/N, the first part being 1. */
static void
set_part(struct options *o, const char *value)
{
	struct slice rest = slice_of(value), first;
	int64_t part = 0, parts = 0;

	slice_cut(&rest, '/', &first);
	if (rest.p == NULL || !count_parse(first, &part) || !count_parse(rest, &parts) ||
	    part < 1 || part > parts)
		die_usage("--part: not K/N with K from 1 to N, such as 1/4");
	o->part = (uint64_t)part - 1;
	o->parts = (uint64_t)parts;
}

static void
set_mode(struct options *o, const char *value)
{
	char *end;
	unsigned long mode = strtoul(value, &end, 8);

	if (value[0] < '0' || value[0] > '7' || *end != '\0' || mode > 0777 || mode == 0)
		die_usage("--mode: not an octal mode from 0001 to 0777");
	o->output.mode = (unsigned)mode;
}

static void
set_color(struct options *o, const char *value)
{
	if (strcmp(value, "always") == 0)
		o->color_when = COLOR_ALWAYS;
	else if (strcmp(value, "never") == 0)
		o->color_when = COLOR_NEVER;
	else if (strcmp(value, "auto") == 0)
		o->color_when = COLOR_AUTO;
	else
		die_usage("--color: neither auto, always nor never");
	diag_bold(is_colored(o, STDERR_FILENO));
}

/* The output is UTF-8, whatever parts its cells. */
static char
output_delimiter(const char *value)
{
	char byte = options_delimiter("--output-delimiter", value);

	if ((unsigned char)byte > 0x7f)
		die_usage("--output-delimiter: not a byte of ASCII");
	return byte;
}

static void
set_eol(struct options *o, const char *value)
{
	if (strcmp(value, "lf") != 0 && strcmp(value, "crlf") != 0)
		die_usage("--eol: neither lf nor crlf");
	o->output.crlf = strcmp(value, "crlf") == 0;
}

static void
add_operand(struct options *o, const char *value)
{
	o->file = options_grow(o->file, (size_t)o->files, sizeof *o->file);
	o->file[o->files++] = (char *)(uintptr_t)value;
}

const char *
options_take_operand(struct options *o, int number)
{
	const char *taken = o->file[number];
	int typed = number + o->operands - o->files;

	o->files--;
	o->operands--;
	memmove(o->file + number, o->file + number + 1,
	    (size_t)(o->files - number) * sizeof *o->file);
	for (size_t i = 0; i < o->tables; i++)
		o->table[i].before -= o->table[i].before > typed;
	return taken;
}

static void
add_keep(struct options *o, const char *value)
{
	struct slice rest = slice_of(value), name;

	while (slice_cut(&rest, ',', &name)) {
		name = slice_trim(name);
		if (name.n == 0)
			die_usage("--keep: a column without a name");
		for (size_t i = 0; i < o->keeps; i++)
			if (heading_same(o->keep[i], name))
				die_usage("--keep: '%.*s' twice", (int)name.n, name.p);
		o->keep = options_grow(o->keep, o->keeps, sizeof *o->keep);
		o->keep[o->keeps++] = name;
	}
}

/* getopt shows what it met, but not where we could say so: kept for later. */
static void
note_mistake(struct options *o, int letter)
{
	if (o->mistake.letter == 0)
		o->mistake = (struct mistake){ letter, optopt, optind };
}

void
options_take(struct options *o, int letter, const char *value, const char *usage)
{
	if (options_take_input(o, letter, value))
		return;
	switch (letter) {
	case 'a': set_as_of(o, "--as-of", value); break;
	case 'h':
		if (o->mistake.letter == 0)
			options_help(o, usage);
		break;
	case 'j': o->threads = (int)options_number("--jobs", value, 1, 1024); break;
	case 'k': add_keep(o, value); break;
	case 'o': o->output.path = options_result("--output", value); break;
	case 'p': o->policy = options_file("--policy", value); break;
	case 'q': diag_verbosity(QUIET); break;
	case 'r': o->rejects_path = options_result("--rejects", value); break;
	case 'v': diag_verbosity(VERBOSE); break;
	case 'V':
		if (o->mistake.letter == 0)
			options_version(o);
		break;
	case OPTION_BOM: o->output.bom = true; break;
	case OPTION_CLEAN_IDS: o->clean_ids = true; break;
	case OPTION_COLOR: set_color(o, value); break;
	case OPTION_EOL: set_eol(o, value); break;
	case OPTION_IDS: options_add_path(&o->ids, value); break;
	case OPTION_MAX_REJECTS:
		o->max_rejects = options_number("--max-rejects", value, 0, INT64_MAX);
		break;
	case OPTION_MODE: set_mode(o, value); break;
	case OPTION_NAMES: options_add_path(&o->names, value); break;
	case OPTION_NO_HEADER: o->output.no_header = true; break;
	case OPTION_NO_PROGRESS: progress_set(PROGRESS_NEVER); break;
	case OPTION_OPERAND: add_operand(o, value); break;
	case OPTION_OUTPUT_DELIMITER: o->output.delimiter = output_delimiter(value); break;
	case OPTION_PART: set_part(o, value); break;
	case OPTION_PRINT_COMPLETION: o->completion = value; o->usage = usage; break;
	case OPTION_PRINT_NAMES: o->print_names = true; break;
	case OPTION_PRINT_POLICY:
		o->print_policy = true;
		o->printed_policy = value;
		break;
	case OPTION_PROGRESS: progress_set(PROGRESS_ALWAYS); break;
	case OPTION_SANDBOX: o->sandbox = value; break;
	case OPTION_SHOW_VALUES: o->show_values = true; break;
	case OPTION_STRICT: doubt_be_strict(); break;
	case OPTION_TRUST: options_trust(value); break;
	default: note_mistake(o, letter); break;
	}
}

/* Standard input can be read but once. */
static void
check_standard_input(const struct options *o)
{
	int times = 0;

	for (int i = 0; i < o->files; i++)
		times += strcmp(o->file[i], "-") == 0;
	for (size_t i = 0; i < o->tables; i++)
		times += strcmp(o->table[i].path, "-") == 0;
	if (times > 1)
		die_usage("standard input is named twice");
}

static void
check_environment(void)
{
	const char *lane = getenv("RT_CSV");

	if (lane != NULL && lane[0] != '\0' && strcmp(lane, "libcsv") != 0)
		die_usage("RT_CSV in the environment is not 'libcsv'");
}

/* Rejects among the rows would be neither. */
static void
settle_rejects(struct options *o)
{
	if (o->rejects_path == NULL || !options_standard_output(o->rejects_path))
		return;
	if (o->output.path == NULL)
		die_usage("--rejects: standard output takes the rows, unless --output does");
	o->rejects_path = "/dev/stdout";
}

static void
settle_output(struct options *o)
{
	o->output.null = options_null();
	if (o->output.path != NULL && options_standard_output(o->output.path))
		o->output.path = NULL;
	o->color = is_colored(o, STDOUT_FILENO) &&
	    (o->color_when == COLOR_ALWAYS || o->output.path == NULL);
	if (o->max_rejects >= 0 && o->rejects_path == NULL)
		die_usage("--max-rejects needs --rejects");
	settle_rejects(o);
	o->rejects = rejects_open(o->rejects_path, o->max_rejects, o->show_values);
	rejects_spare(o->rejects, o->output.path != NULL ? o->output.path : "/dev/stdout",
	    N_("the output"));
}

_Noreturn static void
complete(struct options *o, char *const word[], int words)
{
	struct completing c = { o, all, o->usage };

	if (strcmp(o->completion, "words") == 0)
		completion_words(&c, word, words);
	completion_script(&c, o->completion);
}

void
options_finish(struct options *o, int argc, char *argv[])
{
	if (o->mistake.letter != 0)
		options_complain(&o->mistake, all, argv);
	if (o->completion != NULL)
		complete(o, argv + optind, argc - optind);
	for (int i = optind; i < argc; i++)
		add_operand(o, argv[i]);
	o->operands = o->files;
	options_settle_input(o);
	tz_check();
	check_environment();
	check_standard_input(o);
	options_expect_inputs(o);
	settle_as_of(o);
	options_confine(o);
	settle_output(o);
	vocabulary_read(o);
	if (o->print_names)
		vocabulary_print(o);
	o->renamed = renamed_read(o);
}

struct options
options_of_ours(const struct options *o)
{
	struct options ours = *o;

	ours.own_dialect = 0;
	ours.dialect[NO_KIND] = o->ours;
	ours.mappings = 0;
	ours.wides = 0;
	ours.renamed = NULL;
	ours.wheres = 0;
	return ours;
}

void
options_look_on(struct options *o)
{
	o->looks_on = true;
	rejects_look_on(o->rejects);
}

instant
options_deadline(const struct options *o)
{
	return instant_at(o->as_of, o->as_of_minutes < 0 ? 24 * 60 : o->as_of_minutes);
}

monthnum
options_month_over(const struct options *o)
{
	return day_month(o->as_of_minutes < 0 ? o->as_of + 1 : o->as_of) - 1;
}

struct writer *
options_writer(const struct options *o)
{
	for (size_t i = 0; i < o->mappings; i++)
		if (!o->mapping[i].met)
			die_usage("--column: no input has a heading '%s' for '%s'",
			    o->mapping[i].header, o->mapping[i].name);
	for (size_t i = 0; i < o->tables; i++)
		if (!o->table[i].met)
			die_usage("--table: no table of %s is read here",
			    kind_name(o->table[i].kind));
	filter_check(o);
	for (size_t i = 0; i < o->wides; i++)
		if (!o->wide[i].met)
			die_usage("--wide: no table that is read has months for headings");
	return writer_open(&o->output);
}

/* Dies: there is no such policy, but these. */
_Noreturn static void
refuse_printed(const char *name, const struct printable list[], size_t count)
{
	char names[200] = "";

	for (size_t i = 0; i < count; i++) {
		strcat(names, i == 0 ? "" : i + 1 == count ? " or " : ", ");
		strcat(names, list[i].name);
	}
	die_usage("--print-policy: no policy '%s'; there is %s", name, names);
}

void
options_print_policy(const struct options *o, const struct printable list[], size_t count)
{
	const char *name = o->printed_policy;
	size_t i = 0;
	struct writer *w;

	if (o->files > (name == NULL))
		die_usage("--print-policy prints one policy, and reads no table");
	if (name == NULL && o->files > 0)
		name = o->file[0];
	while (name != NULL && i < count && strcmp(name, list[i].name) != 0)
		i++;
	if (i == count)
		refuse_printed(name, list, count);
	w = writer_open(&o->output);
	writer_lines(w, list[i].policy);
	options_exit(w);
}

void
options_exit(struct writer *w)
{
	int status = writer_close(w);

	replace_all();
	leave(status);
}

int
options_end(struct options *o, int status)
{
	rejects_close(o->rejects);
	replace_all();
	return status;
}
