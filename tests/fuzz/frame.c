/*
 * The door of libFuzzer, and the end of whoever dies: the linker puts what is
 * called __wrap_x here in the place of x, in all objects but x's own.
 */
#include "tests/fuzz/fuzz.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/base/diag.h"

enum { SAID_TEXT = 4096, PAD_BEFORE = 8, PAD_BEHIND = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

unsigned fuzz_warnings;
size_t fuzz_read_most;

static jmp_buf way_out;
static bool trying;
static int end_status;
static char said[SAID_TEXT];

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_one((struct slice){ (const char *)data, size });
	return 0;
}

void
must(bool kept, const char *promise)
{
	if (kept)
		return;
	fprintf(stderr, "broken: %s\n", promise);
	abort();
}

/*
 * What is taken during a try: open addressing, as many as a try can need.
 */
enum { TAKEN_BITS = 16, TAKEN = 1 << TAKEN_BITS };

static struct {
	void *at[TAKEN];
	size_t count;
} taken;

static size_t
taken_slot(const void *p)
{
	size_t i = (size_t)((uintptr_t)p * UINT64_C(0x9e3779b97f4a7c15) >> (64 - TAKEN_BITS));

	while (taken.at[i] != NULL && taken.at[i] != p)
		i = (i + 1) % TAKEN;
	return i;
}

static void
taken_add(void *p)
{
	if (p == NULL || !trying)
		return;
	must(++taken.count < TAKEN / 2, "few blocks of memory at a time");
	taken.at[taken_slot(p)] = p;
}

/* Those behind a slot that is free again move up. */
static void
taken_drop(const void *p)
{
	size_t i, j;

	if (p == NULL || taken.count == 0)
		return;
	i = taken_slot(p);
	if (taken.at[i] == NULL)
		return;
	taken.count--;
	taken.at[i] = NULL;
	for (j = (i + 1) % TAKEN; taken.at[j] != NULL; j = (j + 1) % TAKEN) {
		void *other = taken.at[j];

		taken.at[j] = NULL;
		taken.at[taken_slot(other)] = other;
	}
}

static void
taken_forget(void)
{
	for (size_t i = 0; taken.count > 0 && i < TAKEN; i++)
		taken.at[i] = NULL;
	taken.count = 0;
}

#define WRAP(type, name, parameters) \
	type __real_##name parameters; \
	type __wrap_##name parameters; \
	type __wrap_##name parameters

WRAP(void *, malloc, (size_t size))
{
	void *p = __real_malloc(size);

	taken_add(p);
	return p;
}

WRAP(void *, calloc, (size_t count, size_t size))
{
	void *p = __real_calloc(count, size);

	taken_add(p);
	return p;
}

WRAP(void *, reallocarray, (void *old, size_t count, size_t size))
{
	void *p;

	taken_drop(old);
	p = __real_reallocarray(old, count, size);
	taken_add(p);
	return p;
}

WRAP(void, free, (void *p))
{
	taken_drop(p);
	__real_free(p);
}

static void
taken_free(void)
{
	for (size_t i = 0; taken.count > 0 && i < TAKEN; i++)
		__real_free(taken.at[i]);
	taken_forget();
}

WRAP(ssize_t, read, (int fd, void *to, size_t n))
{
	if (fuzz_read_most > 0 && n > fuzz_read_most)
		n = fuzz_read_most;
	return __real_read(fd, to, n);
}

__attribute__((format(printf, 2, 0))) static _Noreturn void
jump_out(int status, const char *format, va_list args)
{
	int n = vsnprintf(said, sizeof said, format, args);

	end_status = status;
	must(n >= 0, "a message that can be said");
	if (trying)
		longjmp(way_out, 1);
	must(false, said);
	abort();
}

_Noreturn void __wrap_die(int status, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
_Noreturn void __wrap_die_usage(const char *format, ...)
	__attribute__((format(printf, 1, 2)));
_Noreturn void __wrap_leave(int status);
void __wrap_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

void
__wrap_die(int status, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	jump_out(status, format, args);
}

void
__wrap_die_usage(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	jump_out(BAD_USAGE, format, args);
}

void
__wrap_leave(int status)
{
	__wrap_die(status, "%s", "");
}

void
__wrap_warn(const char *format, ...)
{
	char text[SAID_TEXT];
	va_list args;

	va_start(args, format);
	must(vsnprintf(text, sizeof text, format, args) >= 0, "a warning that can be said");
	va_end(args);
	fuzz_warnings++;
}

static int file_now = -1;

const char *
fuzz_file(struct slice bytes)
{
	static char path[32];
	int end[2];

	if (file_now >= 0)
		close(file_now);
	must(pipe(end) == 0, "a pipe");
	must(write(end[1], bytes.p, bytes.n) == (ssize_t)bytes.n, "a file");
	close(end[1]);
	file_now = end[0];
	snprintf(path, sizeof path, "/proc/self/fd/%d", file_now);
	return path;
}

const char *
fuzz_try(void (*run)(void *with), void *with, int *status)
{
	int first = dup(STDIN_FILENO);

	close(first);
	trying = true;
	if (setjmp(way_out) == 0) {
		run(with);
		trying = false;
		taken_forget();
		*status = DONE;
		return NULL;
	}
	trying = false;
	taken_free();
	if (first > STDERR_FILENO)
		close_range((unsigned)first, ~0u, 0);
	file_now = file_now >= first ? -1 : file_now;
	*status = end_status;
	return said;
}

uint64_t
fuzz_take(struct slice *input, size_t n)
{
	uint64_t value = 0;

	for (size_t i = 0; i < n && input->n > 0; i++) {
		value |= (uint64_t)(unsigned char)input->p[0] << 8 * i;
		input->p++;
		input->n--;
	}
	return value;
}

struct slice
fuzz_line(struct slice *input)
{
	struct slice line;

	return slice_cut(input, '\n', &line) ? line : (struct slice){ "", 0 };
}

struct slice
fuzz_field(struct slice text)
{
	char *room = calloc(1, PAD_BEFORE + text.n + PAD_BEHIND);

	must(room != NULL, "memory");
	if (text.n > 0)
		memcpy(room + PAD_BEFORE, text.p, text.n);
	return (struct slice){ room + PAD_BEFORE, text.n };
}

void
fuzz_field_free(struct slice field)
{
	free((char *)(uintptr_t)field.p - PAD_BEFORE);
}
