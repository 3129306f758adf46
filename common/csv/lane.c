/*
 * Bytes become bit masks; what stands inside quotes is the running parity of
 * the quotes, and separators outside are picked out of the mask: Langdale and
 * Lemire (2019), "Parsing Gigabytes of JSON per Second", for CSV.
 */
#include "common/csv/lane.h"

#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

#include "common/csv/cpu.h"

#define AVX2 __attribute__((target("avx2")))
#endif

/* 64 bytes as bit masks: bit i speaks of byte i. */
struct masks {
	uint64_t delimiter, lf, cr, quote;
};

enum { STRIDE = 64 }; /* words, so that the masks of one stride stay in L1 */

/* What stands somewhere in a stride. */
struct sight {
	bool odd;     /* NUL, or no ASCII */
	bool marked;  /* a quote or a CR */
};

/* The masks of so many words, and what is in them. */
typedef struct sight mask_function(const char *p, size_t words, char delimiter,
    struct masks *m);

static struct sight
masks_plain(const char *p, size_t words, char delimiter, struct masks *m)
{
	struct sight sight = { false, false };

	for (size_t w = 0; w < words; w++, p += 64) {
		struct masks x = { 0, 0, 0, 0 };

		for (unsigned i = 0; i < 64; i++) {
			uint64_t bit = (uint64_t)1 << i;

			x.delimiter |= p[i] == delimiter ? bit : 0;
			x.lf |= p[i] == '\n' ? bit : 0;
			x.cr |= p[i] == '\r' ? bit : 0;
			x.quote |= p[i] == '"' ? bit : 0;
			sight.odd |= p[i] <= 0;
		}
		sight.marked |= (x.cr | x.quote) != 0;
		m[w] = x;
	}
	return sight;
}

#if defined(__x86_64__)

static inline uint64_t
equal_sse2(const __m128i v[4], __m128i byte)
{
	uint64_t mask = 0;

	for (unsigned i = 0; i < 4; i++)
		mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v[i], byte))
		    << 16 * i;
	return mask;
}

static struct sight
masks_sse2(const char *p, size_t words, char delimiter, struct masks *m)
{
	__m128i odd = _mm_setzero_si128();
	uint64_t marks = 0;

	for (size_t w = 0; w < words; w++, p += 64) {
		__m128i v[4];

		for (unsigned i = 0; i < 4; i++) {
			v[i] = _mm_loadu_si128((const __m128i *)(const void *)(p + 16 * i));
			odd = _mm_or_si128(odd, v[i]);
			odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v[i], _mm_setzero_si128()));
		}
		m[w].delimiter = equal_sse2(v, _mm_set1_epi8(delimiter));
		m[w].lf = equal_sse2(v, _mm_set1_epi8('\n'));
		m[w].cr = equal_sse2(v, _mm_set1_epi8('\r'));
		m[w].quote = equal_sse2(v, _mm_set1_epi8('"'));
		marks |= m[w].cr | m[w].quote;
	}
	return (struct sight){ _mm_movemask_epi8(odd) != 0, marks != 0 };
}

AVX2 static inline uint64_t
equal_avx2(__m256i a, __m256i b, __m256i byte)
{
	return (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, byte)) |
	    (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, byte)) << 32;
}

AVX2 static struct sight
masks_avx2(const char *p, size_t words, char delimiter, struct masks *m)
{
	__m256i delim = _mm256_set1_epi8(delimiter), lf = _mm256_set1_epi8('\n'),
	    cr = _mm256_set1_epi8('\r'), quote = _mm256_set1_epi8('"'),
	    zero = _mm256_setzero_si256(), odd = zero;
	uint64_t marks = 0;

	for (size_t w = 0; w < words; w++, p += 64) {
		__m256i a = _mm256_loadu_si256((const __m256i *)(const void *)p);
		__m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));

		m[w].delimiter = equal_avx2(a, b, delim);
		m[w].lf = equal_avx2(a, b, lf);
		m[w].cr = equal_avx2(a, b, cr);
		m[w].quote = equal_avx2(a, b, quote);
		marks |= m[w].cr | m[w].quote;
		odd = _mm256_or_si256(odd, _mm256_or_si256(a, b));
		odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(_mm256_min_epu8(a, b), zero));
	}
	return (struct sight){ _mm256_movemask_epi8(odd) != 0, marks != 0 };
}

#endif

/* What one word tells the next. */
struct carry {
	uint64_t inside;      /* all ones: the word begins inside quotes */
	uint64_t separator, closing, cr; /* the byte before was one: 1, else 0 */
	uint32_t quoted_lf;   /* line feeds inside quotes, so far */
	uint64_t doubled;     /* a quote inside quotes was: not 0 */
};

static inline uint64_t
low_bits(uint32_t n)
{
	return n >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << n) - 1;
}

/*
 * What a vector unit may do better.  inside: bit i is the parity of the bits
 * 0 .. i, ones between opening and closing quote.  lowest: the number of the
 * lowest set bit; of 0, any number.
 */
typedef uint64_t inside_function(uint64_t quotes);
typedef unsigned lowest_function(uint64_t bits);

static inline uint64_t
inside_plain(uint64_t x)
{
	for (unsigned shift = 1; shift < 64; shift *= 2)
		x ^= x << shift;
	return x;
}

static inline unsigned
lowest_plain(uint64_t bits)
{
	return (unsigned)__builtin_ctzll(bits | (uint64_t)1 << 63);
}

/*
 * Takes the separators inside quotes out of the masks and returns the bytes
 * at which the quoting is irregular.
 */
static inline __attribute__((always_inline)) uint64_t
resolve_quotes(struct masks *m, struct carry *c, inside_function *inside_of)
{
	uint64_t inside = inside_of(m->quote) ^ c->inside;
	uint64_t opening = m->quote & inside, closing = m->quote & ~inside;
	uint64_t behind_closing = closing << 1 | c->closing;
	uint64_t separator;

	m->delimiter &= ~inside;
	m->lf &= ~inside;
	separator = m->delimiter | m->lf;
	c->inside = (uint64_t)((int64_t)inside >> 63);
	c->closing = closing >> 63;
	c->doubled |= opening & behind_closing;
	return (opening & ~(separator << 1 | c->separator | behind_closing)) |
	    (behind_closing & ~(separator | opening | m->cr));
}

/*
 * Writes the offsets of the set bits: ten at once, which is seldom too few
 * and so easy to foresee for the processor, then in fours; up to 10 too many.
 */
static inline __attribute__((always_inline)) uint32_t *
flatten(uint64_t bits, uint32_t here, uint32_t *to, lowest_function *lowest)
{
	uint32_t *next = to + __builtin_popcountll(bits);

	for (unsigned j = 0; j < 10; j++) {
		to[j] = here + lowest(bits);
		bits &= bits - 1;
	}
	for (to += 10; to < next; to += 4)
		for (unsigned j = 0; j < 4; j++) {
			to[j] = here + lowest(bits);
			bits &= bits - 1;
		}
	return next;
}

/* Where the last record ended: what is needed to count its fields. */
struct last {
	const uint32_t *to;   /* the ends before its word */
	uint64_t ends;        /* and in it */
};

/* Notes the records that end in this word; lf_inside are no such ends. */
static inline __attribute__((always_inline)) void
note_records(uint64_t lf, uint64_t lf_inside, uint64_t bits, uint32_t here,
    const uint32_t *to, struct carry *c, struct index *x, struct last *last)
{
	if (lf != 0) {
		uint32_t whole = 64 - (uint32_t)__builtin_clzll(lf);

		*last = (struct last){ to, bits & low_bits(whole) };
		x->used = here + whole;
		x->records += (uint32_t)__builtin_popcountll(lf);
		x->lines = x->records + c->quoted_lf;
		if (lf_inside != 0)
			x->lines += (uint32_t)__builtin_popcountll(lf_inside &
			    low_bits(whole));
	}
	if (lf_inside != 0)
		c->quoted_lf += (uint32_t)__builtin_popcountll(lf_inside);
}

/* A word with quotes or CRs about it; may stop the index. */
static inline __attribute__((always_inline)) uint32_t *
index_marked(struct masks m, uint32_t here, uint32_t real, struct carry *c,
    struct index *x, struct last *last, uint32_t *to, lowest_function *lowest,
    inside_function *inside_of)
{
	/* A CR is regular before an LF, wherever it stands. */
	uint64_t odd = (m.cr << 1 | c->cr) & ~m.lf, lf = m.lf, bits;

	c->cr = m.cr >> 63;
	if ((m.quote | c->inside | c->closing) != 0)
		odd |= resolve_quotes(&m, c, inside_of);
	odd &= low_bits(real);
	if (odd != 0) {
		uint32_t first = (uint32_t)__builtin_ctzll(odd);

		x->stop = here + first;
		m.delimiter &= low_bits(first);
		m.lf &= low_bits(first);
	}
	bits = m.delimiter | m.lf;
	c->separator = bits >> 63;
	note_records(m.lf, lf & ~m.lf, bits, here, to, c, x, last);
	return flatten(bits, here, to, lowest);
}

/* A stride without quotes or CRs, outside of quotes. */
static inline __attribute__((always_inline)) uint32_t *
index_bare(const struct masks *mask, uint32_t words, uint32_t at, struct carry *c,
    struct index *x, struct last *last, uint32_t *to, lowest_function *lowest)
{
	for (uint32_t w = 0; w < words; w++) {
		uint64_t bits = mask[w].delimiter | mask[w].lf;

		note_records(mask[w].lf, 0, bits, at + 64 * w, to, c, x, last);
		to = flatten(bits, at + 64 * w, to, lowest);
		c->separator = bits >> 63;
	}
	return to;
}

/* The bytes behind the end are none. */
static inline void
cut_masks(struct masks *m, uint32_t real)
{
	m->delimiter &= low_bits(real);
	m->lf &= low_bits(real);
	m->cr &= low_bits(real);
	m->quote &= low_bits(real);
}

static void
forget_quotes(struct masks m[], uint32_t words)
{
	for (uint32_t w = 0; w < words; w++)
		m[w].quote = 0;
}

static inline __attribute__((always_inline)) void
index_text(const char *p, uint32_t n, char delimiter, enum quoting quoting,
    uint32_t *end, struct index *x, mask_function *masks_of, lowest_function *lowest, inside_function *inside_of)
{
	struct carry carry = { .separator = 1 };
	struct last last = { end, 0 };
	struct masks mask[STRIDE];
	uint32_t *to = end;

	*x = (struct index){ .stop = n };
	for (uint32_t at = 0; at < n && x->stop == n; at += STRIDE * 64) {
		uint32_t words = n - at < STRIDE * 64 ? (n - at + 63) / 64 : STRIDE;
		struct sight sight = masks_of(p + at, words, delimiter, mask);

		x->suspect |= sight.odd;
		x->marked |= sight.marked;
		if (quoting == NO_QUOTES)
			forget_quotes(mask, words);
		if (n - at < words * 64)
			cut_masks(&mask[words - 1], (n - at) % 64);
		if (!sight.marked && (carry.inside | carry.closing | carry.cr) == 0) {
			to = index_bare(mask, words, at, &carry, x, &last, to, lowest);
			continue;
		}
		for (uint32_t w = 0; w < words && x->stop == n; w++)
			to = index_marked(mask[w], at + 64 * w, n - at - 64 * w, &carry, x,
			    &last, to, lowest, inside_of);
	}
	x->doubled = carry.doubled != 0;
	x->ends = (uint32_t)(last.to - end) + (uint32_t)__builtin_popcountll(last.ends);
}

typedef void index_function(const char *p, uint32_t n, char delimiter,
    enum quoting quoting, uint32_t *end, struct index *x);

static void
index_plain(const char *p, uint32_t n, char delimiter, enum quoting quoting, uint32_t *end,
    struct index *x)
{
	index_text(p, n, delimiter, quoting, end, x, masks_plain, lowest_plain, inside_plain);
}

#if defined(__x86_64__)

static void
index_sse2(const char *p, uint32_t n, char delimiter, enum quoting quoting, uint32_t *end,
    struct index *x)
{
	index_text(p, n, delimiter, quoting, end, x, masks_sse2, lowest_plain, inside_plain);
}

__attribute__((target("bmi"))) static inline unsigned
lowest_bmi(uint64_t bits)
{
	return (unsigned)_tzcnt_u64(bits);
}

/* A carry-less product with all ones. */
__attribute__((target("pclmul"))) static inline uint64_t
inside_clmul(uint64_t quotes)
{
	__m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)quotes),
	    _mm_set1_epi8(-1), 0);

	return (uint64_t)_mm_cvtsi128_si64(product);
}

__attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt,pclmul"))) static void
index_avx2(const char *p, uint32_t n, char delimiter, enum quoting quoting, uint32_t *end,
    struct index *x)
{
	index_text(p, n, delimiter, quoting, end, x, masks_avx2, lowest_bmi, inside_clmul);
}

#endif

static const struct unit {
	const char *name;
	index_function *index;
} plain = { "plain", index_plain };

#if defined(__x86_64__)
static const struct unit sse2 = { "sse2", index_sse2 }, avx2 = { "avx2", index_avx2 };
#endif

/* RT_UNIT in the environment asks for a lesser unit; for tests. */
static const struct unit *
choose_unit(void)
{
#if defined(__x86_64__)
	const char *asked = getenv("RT_UNIT");

	if (asked != NULL && strcmp(asked, "plain") == 0)
		return &plain;
	if (asked != NULL && strcmp(asked, "sse2") == 0)
		return &sse2;
	/* unreached: a processor without them runs no tests */
	if (cpu_has_avx2() && cpu_has_bits())
		return &avx2;
	return &sse2; /* unreached: as above */
#else
	return &plain;
#endif
}

static const struct unit *
unit(void)
{
	static const struct unit *chosen;

	if (chosen == NULL)
		chosen = choose_unit();
	return chosen;
}

const char *
lane_unit(void)
{
	return unit()->name;
}

void
lane_index(const char *p, uint32_t n, char delimiter, enum quoting quoting, uint32_t *end,
    struct index *x)
{
	unit()->index(p, n, delimiter, quoting, end, x);
}
