# rt -- five filters that turn customer records into retained customers.
#
#   make               the programs, in build/
#   make demo          the whole pipeline on testdata/, and its reports
#   make check-quick   what tells most, on a plain build, within a minute
#   make check         all tests, on a plain and on a sanitized build
#   make deps          what both need, by apt-get
#   make fuzz T=60     each target of the fuzzer for so many seconds, by libFuzzer
#   make faults        what the programs do when a call fails, for every call
#   make mutants       how many slips in the source the tests notice
#   make coverage      which lines and branches the tests reach
#   make oracle        what Python makes of the same amounts, days and files
#   make tsan          whether threads respect each other
#   make bench         how fast, against other programs; bench-quick
#   make bench-against BUILD=DIR   how fast, against another build of rt
#   make check-chroots what make dist packs, on other Debians and Ubuntu, as root
#   make lint          what gcc -fanalyzer, clang-tidy, cppcheck, shellcheck and
#                      mandoc say of source, scripts and pages
#   make install       PREFIX=/usr/local, DESTDIR for packages
#   make install-systemd   a timer for cmd/rt-morning/rt-morning
#   make installcheck  what was installed there
#   make deb           the Debian package, by debhelper
#
# O=DIR builds elsewhere; CC CFLAGS LDFLAGS PREFIX DESTDIR are yours; HARDEN=0
# leaves the hardening flags out; WERROR=-Werror makes warnings errors.  See
# INSTALL.

VERSION = 0.1.0
SRC := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
O = build

PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
MANDIR = $(PREFIX)/share/man
DATADIR = $(PREFIX)/share/rt
# Programs look for it beside their own folder, as ../share/locale.
LOCALEDIR = $(PREFIX)/share/locale
UNITDIR = $(PREFIX)/lib/systemd/system
BASHDIR = $(PREFIX)/share/bash-completion/completions
ZSHDIR = $(PREFIX)/share/zsh/site-functions
FISHDIR = $(PREFIX)/share/fish/vendor_completions.d

CFLAGS = -O2 -g
HARDEN = 1

# Numbers with names are constants of an enum here, beside floating point too, which
# newer clangs warn of.
WARN = -Wall -Wextra -Wshadow -Wconversion -Wformat=2 -Wvla -Wno-enum-float-conversion
RT_DEFINES = -I$(SRC) -I$(O) -D_GNU_SOURCE -DRT_VERSION='"$(VERSION)"'
RT_CPPFLAGS = $(RT_DEFINES)
RT_CFLAGS = -std=c11 -MMD -MP -pthread $(WARN) $(WERROR)
RT_LDFLAGS = -pthread
LIBS = -lcsv

ifeq ($(HARDEN),1)
RT_CFLAGS += -fstack-protector-strong -fPIE
RT_LDFLAGS += -pie -Wl,-z,relro -Wl,-z,now
# Fortified functions need optimisation, and a fresh definition.
ifneq ($(filter -O1 -O2 -O3 -Os,$(CFLAGS)),)
RT_CPPFLAGS += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif
endif

# What two tools need, in the order in which data meets it.
COMMON = \
	base/translate base/diag base/mem base/doubt base/guard base/map base/sort base/run \
	base/landlock base/syscalls base/sandbox \
	value/text value/space value/fold value/mark value/nobody value/number value/decimal value/money \
	value/tz value/zone value/date value/date_read value/duration value/look value/lunar \
	value/statutory value/clock value/lang value/peer \
	csv/decoder csv/guess csv/hanzi csv/twice csv/source csv/clean csv/lane csv/judge csv/scan csv/rejects csv/refuse \
	csv/reader csv/later csv/unfold csv/rewrite csv/even csv/hidden csv/replace csv/writer csv/progress \
	table/heading table/slips table/kind table/alias table/words table/spelling table/header \
	table/wide table/trial \
	table/titles table/sniff table/dialect table/options table/options_files table/options_input table/helptext table/options_verb table/options_help \
	table/completion table/completion_values table/completion_script \
	table/recognise table/table table/cell table/where table/fields table/cells table/filter table/names \
	table/groups table/ids table/near table/join table/workorder table/renamed table/renaming table/once table/repeats table/values \
	table/keep table/part table/merging table/split table/policy table/vocabulary table/stale table/own_days \
	table/calendar table/glossary table/tiers table/triggers table/builtin

# A folder per tool.
rt-tier = main profiles spending account ledger sorted rfm assess level revenue previous \
	links survey value row put emit census merge
rt-triggers = main rulebook rules row rule traits kinds choose intakes headings \
	roster share profile watch reading picked record workdays limits monthly dates daylog match streak \
	elapsed every crowd value drop absence owed due yearly occasion state service reasons \
	line evidence describe seen joins unfed unmet arms recall docket emit list merge
rt-churn = main arguments heading parameters extras customers records period span flows \
	rates book movements cohorts covariates levels goodbyes subjects times curve gaps blanks \
	linear quadratic logrank difference survival cumulative gray incidence concordance riskset endless \
	runaway cox robust proportional prognosis prognosis_file scoring hazard renewals sbg \
	fit bdw dropout btyd crowd spend buyers valuation alive projection features coding logit model causes measure gains folds \
	risk reasons wording efforts winback merge
rt-schedule = main request today rules orders absence managers customers outcomes attempts history channel contacts \
	weight ageing days caps slots skipped setting household cut staff place agenda agenda_cut agenda_near agenda_later later \
	board optimal near near_cycle bound unplanned rows emit impact spoken ics_text ics \
	revision plan before release identity changes breaches check_parts check_ids \
	check_turns check_household check
rt-report = main request taken format tiers pareto movement matrix workorders plan contacts call_sheets limits service complaints nps \
	kpi kpi_policy kpi_people kpi_events kpi_facts kpi_needs kpi_figures kpi_sheet kpi_tree \
	effect comparison interval distinct extent infer months latest roll portrait look \
	profile profile_joins profile_sheets churn outputs curve table mask previous keys heads tally counts figure records \
	sheet sorting words column_words spell headline page footer show layout text csv markdown chart flow markup canvas heat html zip xml worksheet_names book book_column drawing_series drawing xlsx json
TOOLS = rt-tier rt-triggers rt-churn rt-schedule rt-report

# What a few tools need besides.
rt-triggers_common = table/key
rt-triggers_libs = -lsodium
rt-churn_common = value/wilson
rt-churn_libs = -lgsl -lgslcblas -lm
rt-report_common = table/key value/width value/wilson
rt-report_libs = -lm -lsodium -lunistring -lz

POLICIES = tiers triggers contact levels outcomes winback calendar-cn words kpi

# Languages of messages and --help beside English.
LANGUAGES = zh_CN

common_objects = $(COMMON:%=$(O)/common/%.o)
tool_objects = $($(1):%=$(O)/cmd/$(1)/%.o) $($(1)_common:%=$(O)/common/%.o)

all: $(TOOLS:%=$(O)/%) $(LANGUAGES:%=$(O)/locale/%/LC_MESSAGES/rt.mo)

define tool_rule
$(O)/$(1): $(call tool_objects,$(1)) $(common_objects)
	$$(CC) $$(CFLAGS) $$(RT_LDFLAGS) $$(LDFLAGS) -o $$@ $$^ $$(LIBS) $$($(1)_libs)
endef
$(foreach tool,$(TOOLS),$(eval $(call tool_rule,$(tool))))

$(O)/%.o: $(SRC)/%.c
	@mkdir -p $(@D)
	$(CC) $(RT_CPPFLAGS) $(CPPFLAGS) $(RT_CFLAGS) $(CFLAGS) -c -o $@ $<

# Drivers that ask the modules of common from a shell, for the tests.
UNITS = base flood sandbox text words number money date lunar clock writer table lanes csv
units: $(UNITS:%=$(O)/unit/%)
$(O)/unit/%: $(SRC)/tests/unit/%.c $(common_objects)
	@mkdir -p $(@D)
	$(CC) $(RT_CPPFLAGS) $(CPPFLAGS) $(RT_CFLAGS) $(CFLAGS) $(RT_LDFLAGS) $(LDFLAGS) \
		-o $@ $< $(filter-out $(unit_own),$(filter %.o,$^)) $(LIBS)
# What looks into a module has it within.
$(O)/unit/flood: unit_own = %/base/map.o
# What is not in every tool.
$(O)/unit/text: $(O)/common/value/width.o
$(O)/unit/text: LIBS += -lunistring

# Targets of the fuzzer: with alone.c what the tests run, with libFuzzer what
# make fuzz runs for T seconds each.
.PHONY: fuzzers fuzz oracle
FUZZ = decoder lanes money dates durations where names policies triggers contacts winback kpi
FUZZ_MAIN = $(O)/tests/fuzz/alone.o
fuzz_wrap = $(foreach name,malloc calloc reallocarray free \
	read die die_usage leave warn,-Wl,--wrap=$(name))
fuzzers: $(FUZZ:%=$(O)/fuzz/%)
$(O)/fuzz/%: $(O)/tests/fuzz/%.o $(O)/tests/fuzz/frame.o \
		$(filter %.o,$(FUZZ_MAIN)) $(common_objects)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(RT_LDFLAGS) $(LDFLAGS) $(fuzz_wrap) -o $@ $(sort $^) \
		$(filter-out %.o,$(FUZZ_MAIN)) $(FUZZ_LIBS) $(LIBS)
fuzz_tool = $(O)/tests/fuzz/policy.o $(filter-out %/main.o,$(call tool_objects,$(1)))
$(O)/fuzz/policies: $(O)/tests/fuzz/policy.o
$(O)/fuzz/triggers: $(call fuzz_tool,rt-triggers)
$(O)/fuzz/triggers: FUZZ_LIBS += $(rt-triggers_libs)
$(O)/fuzz/contacts: $(call fuzz_tool,rt-schedule)
$(O)/fuzz/contacts: FUZZ_LIBS += $(rt-schedule_libs)
$(O)/fuzz/winback: $(call fuzz_tool,rt-churn)
$(O)/fuzz/winback: FUZZ_LIBS += $(rt-churn_libs)
$(O)/fuzz/kpi: $(call fuzz_tool,rt-report)
$(O)/fuzz/kpi: FUZZ_LIBS += $(rt-report_libs)
$(O)/fuzz/lanes: fuzz_wrap += -Wl,--wrap=rejects_add,--wrap=doubt_of
fuzz_objects = $(FUZZ:%=$(O)/tests/fuzz/%.o) $(O)/tests/fuzz/frame.o $(O)/tests/fuzz/policy.o \
	$(O)/tests/fuzz/alone.o
.SECONDARY: $(fuzz_objects)
-include $(fuzz_objects:.o=.d)
T = 60
fuzz:
	$(again) O=$(O)/libfuzzer CC=clang HARDEN=0 FUZZ_MAIN=-fsanitize=fuzzer \
		CFLAGS='-O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
		-fsanitize=fuzzer-no-link,address,undefined' fuzzers
	$(SRC)/tests/fuzz/run $(O)/libfuzzer/fuzz $(T) $(FUZZ)

# What Python makes of all short amounts, all days, and thousands of files.
oracle: units
	$(SRC)/tests/oracle/run $(O)

# The catalogues of translations; after a message was changed: make update-po,
# and say it in common/po/*.po.
$(O)/locale/%/LC_MESSAGES/rt.mo: $(SRC)/common/po/%.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<
update-po: all
	$(SRC)/common/po/extract $(O) > $(O)/rt.pot
	for language in $(LANGUAGES); do \
		msgmerge --quiet --update --backup=none --no-wrap --no-fuzzy-matching \
			$(SRC)/common/po/$$language.po $(O)/rt.pot || exit 1; \
		msgattrib --no-obsolete --no-wrap -o $(SRC)/common/po/$$language.po \
			$(SRC)/common/po/$$language.po || exit 1; done

# The policy tables and aliases, compiled in as they are.
tables = $(POLICIES:%=$(O)/table/%.inc) $(O)/table/aliases.inc $(O)/table/spare-aliases.inc
$(O)/common/table/builtin.o: $(tables)
$(O)/table/%.inc: $(SRC)/common/table/policy/%.csv
	@mkdir -p $(@D)
	sed 's/["\\]/\\&/g; s/.*/"&\\n"/' $< > $@
$(O)/table/aliases.inc $(O)/table/spare-aliases.inc: $(O)/table/%.inc: $(SRC)/common/table/%.csv
	@mkdir -p $(@D)
	sed 's/["\\]/\\&/g; s/.*/"&\\n"/' $< > $@

# The scripts of shells, compiled in as they are.
SHELLS = bash zsh fish
$(O)/common/table/completion_script.o: $(SHELLS:%=$(O)/table/completion/%.inc)
$(O)/table/completion/%.inc: $(SRC)/common/table/completion/%.sh
	@mkdir -p $(@D)
	sed 's/["\\]/\\&/g; s/.*/"&\\n"/' $< > $@

# The style and scripts of rt-report's html, compiled in as they are.
CHART_JS = /usr/share/javascript/chart.js/chart.min.js
html_parts = $(O)/report/page.css.inc $(O)/report/page.js.inc $(O)/report/chart.js.inc
$(O)/cmd/rt-report/html.o: $(html_parts)
$(CHART_JS):
	@echo '$@ is missing: install libjs-chart.js, or say CHART_JS=FILE' >&2; exit 1
$(O)/report/chart.js.inc: $(CHART_JS)
	@mkdir -p $(@D)
	sed 's/["\\]/\\&/g; s/.*/"&\\n"/' $< > $@
$(O)/report/%.inc: $(SRC)/cmd/rt-report/%
	@mkdir -p $(@D)
	sed 's/["\\]/\\&/g; s/.*/"&\\n"/' $< > $@

# All that make makes of other files for the compiler.
generated = $(tables) $(SHELLS:%=$(O)/table/completion/%.inc) $(html_parts)

# The tests run on a plain and on a sanitized build; clang only has to build.
again = +$(MAKE) -f $(SRC)/Makefile $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))
SANITIZE = HARDEN=0 CFLAGS='-O1 -g -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=all'

check: deps
	$(again) O=$(O) WERROR=-Werror all units fuzzers
	$(again) -s O=$(O) lint
	$(again) O=$(O)/clang WERROR=-Werror CC=clang all units fuzzers
	$(again) O=$(O)/asan WERROR=-Werror $(SANITIZE) all units fuzzers
	$(SRC)/tests/run $(O) $(O)/asan

check-asan: deps
	$(again) O=$(O)/asan WERROR=-Werror $(SANITIZE) all units fuzzers
	$(SRC)/tests/run $(O)/asan

check-clang: deps
	$(again) O=$(O)/clang WERROR=-Werror CC=clang all units fuzzers
	$(SRC)/tests/run $(O)/clang

check-quick: deps
	$(again) O=$(O) WERROR=-Werror all units layers style
	$(SRC)/tests/run --quick $(O)

# The archive of dist on other systems, each in a chroot below CHROOTS, which stays.
CHROOTS = $(abspath $(O))/chroots
check-chroots:
	$(SRC)/tests/chroots $(CHROOTS)

# No object of common may need what stands above it.
layers: $(common_objects) $(foreach tool,$(TOOLS),$(call tool_objects,$(tool)))
	$(SRC)/tests/layers $(sort $^)

# Whether the source has its one accent: see HACKING.md.
style:
	$(SRC)/tests/style $(SRC)

demo: deps-demo
	$(again) O=$(O) all
	$(SRC)/testdata/demo $(O)

deps deps-demo:
	@CC='$(CC)' CHART_JS='$(CHART_JS)' $(SRC)/.ci/deps $(if $(filter %-demo,$@),demo)
	@$(if $(filter %-demo,$@),,$(SRC)/tests/engines/deps $(O))

# Each call to the system and the C library fails once: see tests/faults/run.
faults: all $(O)/faults/shim.so
	$(SRC)/tests/faults/run $(O) $(O)/faults/shim.so
$(O)/faults/shim.so: $(SRC)/tests/faults/shim.c
	@mkdir -p $(@D)
	$(CC) -D_GNU_SOURCE $(WARN) $(WERROR) -O1 -g -shared -fPIC -o $@ $< -ldl

# Which of the slips in tests/mutants the tests notice: see tests/mutants/run.
.PHONY: mutants
mutants:
	CC='$(CC)' $(SRC)/tests/mutants/run $(O)

# Which lines and branches the tests reach: see tests/coverage/report.
COUNTING = HARDEN=0 CFLAGS='-O0 -g --coverage -fprofile-update=atomic' \
	LDFLAGS='--coverage -Wl,--wrap=raise,--wrap=_exit,--wrap=syscall $(O)/coverage/end.o'
coverage: deps $(O)/coverage/end.o
	$(again) O=$(O)/coverage WERROR=$(WERROR) $(COUNTING) all units
	find $(O)/coverage -name '*.gcda' -delete
	nice -n 19 $(SRC)/tests/run --programs $(O)/coverage; tests=$$?; \
		$(SRC)/tests/coverage/report $(SRC) $(O)/coverage && exit $$tests
$(O)/coverage/end.o: $(SRC)/tests/coverage/end.c
	@mkdir -p $(@D)
	$(CC) -D_GNU_SOURCE -DCOUNTS='"$(abspath $(@D))"' $(WARN) $(WERROR) -O1 -c -o $@ $<

# Whether threads respect each other, by ThreadSanitizer: see tests/tsan.  Who dies of
# an error waits for no thread.
tsan:
	$(again) O=$(O)/tsan HARDEN=0 CFLAGS='-O1 -g -fsanitize=thread' all units
	$(SRC)/tests/tsan $(O)/tsan
	RT_BUILD=$(O)/tsan TSAN_OPTIONS='exitcode=66 report_thread_leaks=0' bats $(SRC)/tests/threads.bats

BENCH = gen ratio libcsv parse alone
bench: all $(BENCH:%=$(O)/bench/%) bare
	$(SRC)/tests/bench/run $(O)

# The same in two minutes; and two builds side by side: make bench-against BUILD=DIR
bench-quick: all $(BENCH:%=$(O)/bench/%) bare
	BENCH_ROWS=600000 BENCH_ROUNDS=3 $(SRC)/tests/bench/run $(O)
# The programs that look for no doubts, to see what these cost; for nothing else.
bare:
	$(again) O=$(O)/bench/bare CPPFLAGS=-DRT_DOUBTS=0 $(O)/bench/bare/rt-tier $(O)/bench/bare/rt-triggers
# What the bench compares with, as far as it can be had.
bench-deps:
	$(SRC)/tests/bench/deps $(O)
bench-against: all $(BENCH:%=$(O)/bench/%)
	$(SRC)/tests/bench/against $(O) $(BUILD)
$(O)/bench/%: $(SRC)/tests/bench/%.c $(common_objects)
	@mkdir -p $(@D)
	$(CC) $(RT_CPPFLAGS) $(RT_CFLAGS) $(CFLAGS) $(RT_LDFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)
# rt-schedule without a part of it.
$(O)/bench/alone: $(filter-out %/later.o,$(call tool_objects,rt-schedule))
$(O)/bench/alone: LIBS += $(rt-schedule_libs)

PAGES = $(TOOLS:%=%.1) rt-tables.5 rt.7 rt-rules.7 rt-promises.7 rt-scale.7
man_path = $(foreach page,$(PAGES),$(DESTDIR)$(MANDIR)/$1man$(patsubst .%,%,$(suffix $(page)))/$(page))
page_path = $(call man_path) $(call man_path,zh_CN/)

# What shells complete the programs say themselves.
completions: $(TOOLS:%=$(O)/completion/%.bash) $(TOOLS:%=$(O)/completion/%.zsh) \
	$(TOOLS:%=$(O)/completion/%.fish)
define completion_rule
$(O)/completion/%.$(1): $(O)/%
	@mkdir -p $$(@D)
	$$< --print-completion $(1) > $$@
endef
$(foreach shell,$(SHELLS),$(eval $(call completion_rule,$(shell))))

completion_path = $(TOOLS:%=$(DESTDIR)$(BASHDIR)/%) $(TOOLS:%=$(DESTDIR)$(ZSHDIR)/_%) \
	$(TOOLS:%=$(DESTDIR)$(FISHDIR)/%.fish)

# Folders below the prefix that may have come with us, the deepest first.
below = $(patsubst %,$(DESTDIR)%,$(DATADIR)/policy $(DATADIR) \
	$(foreach l,$(LANGUAGES),$(LOCALEDIR)/$(l)/LC_MESSAGES $(LOCALEDIR)/$(l)) $(LOCALEDIR) \
	$(foreach dir,$(BASHDIR) $(ZSHDIR) $(FISHDIR),$(dir) $(patsubst %/,%,$(dir $(dir)))) \
	$(foreach n,1 5 7,$(MANDIR)/zh_CN/man$(n)) $(MANDIR)/zh_CN \
	$(foreach n,1 5 7,$(MANDIR)/man$(n)) $(MANDIR) $(BINDIR) \
	$(UNITDIR) $(PREFIX)/lib/systemd $(PREFIX)/lib $(PREFIX)/share $(PREFIX))

# Pages say where the policies are.
install_pages = for page in $(call man_path,$1); do \
	sed 's,/usr/local/share/rt/,$(DATADIR)/,' $(SRC)/man/$1$${page\#\#*/} > $$page && \
	chmod 644 $$page || exit 1; done

install: all completions
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(DATADIR)/policy $(sort $(dir $(page_path))) \
		$(sort $(dir $(completion_path)))
	install $(TOOLS:%=$(O)/%) $(DESTDIR)$(BINDIR)
	$(call install_pages)
	$(call install_pages,zh_CN/)
	install -m 644 $(POLICIES:%=$(SRC)/common/table/policy/%.csv) $(DESTDIR)$(DATADIR)/policy
	install $(SRC)/cmd/rt-morning/rt-morning $(DESTDIR)$(DATADIR)
	for tool in $(TOOLS); do \
		install -m 644 $(O)/completion/$$tool.bash $(DESTDIR)$(BASHDIR)/$$tool && \
		install -m 644 $(O)/completion/$$tool.zsh $(DESTDIR)$(ZSHDIR)/_$$tool && \
		install -m 644 $(O)/completion/$$tool.fish $(DESTDIR)$(FISHDIR)/$$tool.fish || \
		exit 1; done
	for language in $(LANGUAGES); do \
		install -D -m 644 $(O)/locale/$$language/LC_MESSAGES/rt.mo \
			$(DESTDIR)$(LOCALEDIR)/$$language/LC_MESSAGES/rt.mo || exit 1; done

# The job of the morning, by a timer: needs what install puts there.
UNIT_FILES = rt-morning@.service rt-morning@.timer
install-systemd:
	install -d $(DESTDIR)$(UNITDIR)
	for unit in $(UNIT_FILES); do \
		sed 's,@DATADIR@,$(DATADIR),; s,@BINDIR@,$(BINDIR),' $(SRC)/cmd/rt-morning/$$unit \
			> $(DESTDIR)$(UNITDIR)/$$unit && chmod 644 $(DESTDIR)$(UNITDIR)/$$unit || exit 1; done

# Folders of ours go when they are empty, but for those of the system.
uninstall:
	rm -f $(TOOLS:%=$(DESTDIR)$(BINDIR)/%) $(page_path) $(completion_path)
	rm -f $(POLICIES:%=$(DESTDIR)$(DATADIR)/policy/%.csv) $(DESTDIR)$(DATADIR)/rt-morning
	rm -f $(UNIT_FILES:%=$(DESTDIR)$(UNITDIR)/%)
	rm -f $(LANGUAGES:%=$(DESTDIR)$(LOCALEDIR)/%/LC_MESSAGES/rt.mo)
	for dir in $(below); do \
		case $$dir in /usr/local|/usr/local/bin|/usr/local/share|/usr/local/share/man|/usr/local/share/locale|/usr/*bin|/usr/*lib) \
			continue;; esac; \
		[ ! -d $$dir ] || rmdir --ignore-fail-on-non-empty $$dir || exit 1; done

installcheck:
	@$(SRC)/tests/installcheck $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR) $(DESTDIR)$(DATADIR) \
		$(DESTDIR)$(BASHDIR) $(VERSION)

# What linters say of the source, the scripts and the pages; silence is good.  A file
# is looked at again when it changed, or a header of it.  What is not asked of it, and
# why, stands in .clang-tidy, tests/lint/cppcheck and the files .shellcheckrc.
linted := $(patsubst $(SRC)/%.c,%,$(wildcard $(SRC)/cmd/*/*.c $(SRC)/common/*/*.c $(SRC)/tests/*/*.c))
scripts = .ci/deps .ci/run cmd/rt-morning/rt-morning common/po/extract \
	findings/gsl-lnpoch-estimate.sh findings/lunar-month-starts.sh \
	findings/spark-runs-programs.sh testdata/demo \
	tests/bench/against tests/bench/deps tests/bench/run tests/bench/tables tests/engines/deps \
	tests/chroots tests/fuzz/afl tests/fuzz/run tests/helper.bash tests/installcheck \
	tests/layers tests/oracle/run tests/run tests/tsan \
	$(patsubst $(SRC)/%,%,$(wildcard $(SRC)/tests/*.bats))
lint: lint-man $(foreach by,gcc tidy cppcheck,$(linted:%=$(O)/lint/%.$(by))) \
	$(scripts:%=$(O)/lint/%.shellcheck) $(TOOLS:%=$(O)/lint/%.completion)

LINT_CC = gcc
LINT_DEFINES = $(RT_DEFINES)
$(O)/lint/tests/coverage/end.gcc $(O)/lint/tests/coverage/end.tidy: LINT_DEFINES += -DCOUNTS='""'
$(O)/lint/%.gcc: $(SRC)/%.c | $(generated)
	@mkdir -p $(@D)
	$(LINT_CC) $(LINT_DEFINES) -std=c11 -pthread $(WARN) -Werror $(LINT_CFLAGS) -O2 -fanalyzer \
		-MMD -MP -MF $(@:.gcc=.d) -MT $@ -c -o $@ $<

# What it hands out is freed by others.
$(O)/lint/tests/faults/shim.gcc: LINT_CFLAGS = -Wno-analyzer-malloc-leak

# How far a function is followed: a sixth of what clang does when left alone, which
# takes several times as long.  xxhash.h asserts what it takes for granted when it is told to.
LINT_NODES = 40000
$(O)/lint/%.tidy: $(SRC)/%.c $(O)/lint/%.gcc $(SRC)/.clang-tidy
	clang-tidy --quiet $< -- $(LINT_DEFINES) -std=c11 -DXXH_DEBUGLEVEL=1 \
		-Xclang -analyzer-config -Xclang max-nodes=$(LINT_NODES) > $@ 2>&1 || { cat $@; exit 1; }

$(O)/lint/%.cppcheck: $(SRC)/%.c $(O)/lint/%.gcc $(SRC)/tests/lint/cppcheck
	cppcheck -q --error-exitcode=1 --std=c11 --enable=warning,performance,portability \
		--max-configs=1 --library=gnu --suppressions-list=$(SRC)/tests/lint/cppcheck \
		--template='{file}:{line}: {message} [{id}]' \
		$(RT_DEFINES) '-D_Noreturn=__attribute__((noreturn))' $<
	@touch $@

$(O)/lint/%.shellcheck: $(SRC)/% $(SRC)/.shellcheckrc $(SRC)/tests/.shellcheckrc
	@mkdir -p $(@D)
	shellcheck $<
	@touch $@
$(O)/lint/%.completion: $(O)/completion/%.bash
	shellcheck -s bash -e SC1007,SC2207 $<
	@touch $@

# mandoc knows the section NAME by its English name alone.
lint-man:
	for page in $(PAGES); do mandoc -T lint -W warning $(SRC)/man/$$page || exit 1; done
	for page in $(PAGES); do ! mandoc -T lint -W warning $(SRC)/man/zh_CN/$$page | \
		grep -vE 'first section is not "NAME"|description line outside NAME section' || exit 1; done

# The Debian package and what lintian says of it, in build/deb.
DEB = $(abspath $(O))/deb
deb:
	rm -rf $(DEB) && mkdir -p $(DEB)
	cd $(DEB) && $(MAKE) -f $(abspath $(SRC))/Makefile dist && tar -xmf rt-$(VERSION).tar.gz
	cd $(DEB)/rt-$(VERSION) && env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL \
		dpkg-buildpackage -us -uc -b
	rm -r $(DEB)/rt-$(VERSION)
	if command -v lintian >/dev/null; then \
		lintian --fail-on error,warning $(DEB)/*.changes; fi
	@echo 'the package is $(O)/deb/'$$(cd $(DEB) && echo retention-tools_*.deb)

# The same bytes from the same files, whoever packs them and when.
DIST = .ci .clang-format .clang-tidy .editorconfig .gitignore .shellcheckrc CHANGELOG.md HACKING.md INSTALL LICENSE \
	Makefile README.md README.zh-CN.md SECURITY.md cmd common debian findings man testdata tests
dist:
	tar --sort=name --owner=0 --group=0 --numeric-owner --mode=go+u,go-w --mtime=@0 \
		--transform='s,^,rt-$(VERSION)/,' -C $(SRC) -cf - $(DIST) | \
		gzip -9n > rt-$(VERSION).tar.gz

clean:
	rm -rf $(O)

.PHONY: all units update-po check check-quick check-asan check-clang layers style faults tsan coverage demo deps deps-demo bench bench-quick bench-against bench-deps bare install install-systemd uninstall dist clean
.PHONY: lint lint-man completions installcheck deb check-chroots
.DELETE_ON_ERROR:

-include $(common_objects:.o=.d) $(UNITS:%=$(O)/unit/%.d) $(foreach t,$(TOOLS),$(patsubst %.o,%.d,$(call tool_objects,$(t)))) $(linted:%=$(O)/lint/%.d)
