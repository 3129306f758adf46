/*
 * Thirty-two bytes at a time where the processor can; the plain way is
 * text_valid(), and tells where the fault is when there is one.
 */
#include "common/csv/clean.h"

#include <stdint.h>
#include <string.h>

#include "common/value/text.h"

#if defined(__x86_64__)
#include <immintrin.h>

#include "common/csv/cpu.h"
#endif

static const char bom[] = "\xef\xbb\xbf";

enum fault
clean_fault(struct slice text, size_t *at)
{
	size_t bad = text_valid(text);
	const char *nul = bad == 0 ? NULL : memchr(text.p, '\0', bad);
	const char *mark = bad == 0 ? NULL : memmem(text.p, bad, bom, 3);

	*at = bad;
	if (nul != NULL && (mark == NULL || nul < mark)) {
		*at = (size_t)(nul - text.p);
		return HAS_NUL;
	}
	if (mark != NULL) {
		*at = (size_t)(mark - text.p);
		return HAS_MARK;
	}
	return bad < text.n ? NOT_UTF8 : CLEAN;
}

#if defined(__x86_64__)

/*
 * J. Keiser, D. Lemire, "Validating UTF-8 In Less Than One Instruction Per
 * Byte", Software: Practice and Experience 51(5), 2021: each pair of
 * neighbouring bytes is looked up in three tables by nibble; a bit that all
 * three have in common is an error of that kind.
 */
enum {
	TOO_SHORT = 1 << 0, TOO_LONG = 1 << 1, OVERLONG_3 = 1 << 2,
	TOO_LARGE = 1 << 3, SURROGATE = 1 << 4, OVERLONG_2 = 1 << 5,
	TOO_LARGE_1000 = 1 << 6, OVERLONG_4 = 1 << 6, TWO_CONTINUE = 1 << 7,
	ANY = TOO_SHORT | TOO_LONG | TWO_CONTINUE,
	LARGE = ANY | TOO_LARGE | TOO_LARGE_1000,
	CONTINUES = TOO_LONG | OVERLONG_2 | TWO_CONTINUE,
};

static const uint8_t first_high[16] = {
	TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
	TWO_CONTINUE, TWO_CONTINUE, TWO_CONTINUE, TWO_CONTINUE,
	TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
	TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4,
};

static const uint8_t first_low[16] = {
	ANY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4, ANY | OVERLONG_2, ANY, ANY,
	ANY | TOO_LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE,
	LARGE | SURROGATE, LARGE, LARGE,
};

static const uint8_t second_high[16] = {
	TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
	TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
	CONTINUES | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4,
	CONTINUES | OVERLONG_3 | TOO_LARGE,
	CONTINUES | SURROGATE | TOO_LARGE, CONTINUES | SURROGATE | TOO_LARGE,
	TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
};

#define AVX2 __attribute__((target("avx2"))) static inline

AVX2 __m256i
look_up(const uint8_t table[16], __m256i nibble)
{
	__m128i half = _mm_loadu_si128((const __m128i *)(const void *)table);

	return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(half), nibble);
}

AVX2 __m256i
high_nibble(__m256i v)
{
	return _mm256_and_si256(_mm256_srli_epi16(v, 4), _mm256_set1_epi8(15));
}

/* Errors of these 32 bytes, given the 32 before: any bit set is one. */
AVX2 __m256i
utf8_errors(__m256i before, __m256i v)
{
	__m256i across = _mm256_permute2x128_si256(before, v, 0x21);
	__m256i one = _mm256_alignr_epi8(v, across, 15);
	__m256i two = _mm256_alignr_epi8(v, across, 14);
	__m256i three = _mm256_alignr_epi8(v, across, 13);
	__m256i low = _mm256_and_si256(one, _mm256_set1_epi8(15));
	__m256i special = _mm256_and_si256(look_up(first_high, high_nibble(one)),
	    _mm256_and_si256(look_up(first_low, low), look_up(second_high, high_nibble(v))));
	__m256i third = _mm256_subs_epu8(two, _mm256_set1_epi8(0xe0 - 0x80));
	__m256i fourth = _mm256_subs_epu8(three, _mm256_set1_epi8((char)(0xf0 - 0x80)));
	__m256i must = _mm256_and_si256(_mm256_or_si256(third, fourth),
	    _mm256_set1_epi8((char)0x80));

	return _mm256_xor_si256(must, special);
}

/* NUL bytes, and the last byte of each U+FEFF. */
AVX2 __m256i
misfits(__m256i before, __m256i v)
{
	__m256i across = _mm256_permute2x128_si256(before, v, 0x21);
	__m256i one = _mm256_alignr_epi8(v, across, 15);
	__m256i two = _mm256_alignr_epi8(v, across, 14);
	__m256i mark = _mm256_and_si256(
	    _mm256_cmpeq_epi8(two, _mm256_set1_epi8((char)0xef)),
	    _mm256_and_si256(_mm256_cmpeq_epi8(one, _mm256_set1_epi8((char)0xbb)),
	    _mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)0xbf))));

	return _mm256_or_si256(mark, _mm256_cmpeq_epi8(v, _mm256_setzero_si256()));
}

__attribute__((target("avx2"))) static bool
clean_avx2(struct slice text)
{
	__m256i before = _mm256_setzero_si256(), wrong = before, v;
	char last[64];
	size_t i = 0, rest = text.n % 32;

	for (; i + 32 <= text.n; i += 32) {
		v = _mm256_loadu_si256((const __m256i *)(const void *)(text.p + i));
		wrong = _mm256_or_si256(wrong, _mm256_or_si256(utf8_errors(before, v),
		    misfits(before, v)));
		before = v;
	}
	/* Spaces behind the end: a character cut off there is an error. */
	memset(last, ' ', sizeof last);
	memcpy(last, text.p + i, rest);
	v = _mm256_loadu_si256((const __m256i *)(const void *)last);
	wrong = _mm256_or_si256(wrong, _mm256_or_si256(utf8_errors(before, v),
	    misfits(before, v)));
	return _mm256_testz_si256(wrong, wrong);
}

#endif

bool
clean_text(struct slice text)
{
	size_t at;

#if defined(__x86_64__)
	/* unreached: a processor without them runs no tests */
	if (text.n >= 64 && cpu_has_avx2())
		return clean_avx2(text);
#endif
	return clean_fault(text, &at) == CLEAN;
}
