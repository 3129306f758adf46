/*
 * gen -- tables of an invented operator of any size, for timing.
 *
 * usage: gen bills|shuffled|customers CUSTOMERS
 *        gen calls ROWS CUSTOMERS
 *
 * bills      12 months a customer, customer after customer
 * shuffled   the same rows in an order that has no order
 * calls      one month of calls, in order of time
 * customers  names quoted, some with commas, quotes and line breaks inside
 *
 * The same arguments give the same bytes: each row is drawn from its own
 * number, so no row depends on another.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MONTHS = 12, YEAR = 2024 };

/* What a draw is for, so that two draws of one row differ. */
enum purpose { LEVEL, NOISE, STORY, TRAFFIC, PERSON, DATES, CALL, ROUND };

/* Looks random, depends on nothing else (the finaliser of MurmurHash3). */
static uint64_t
draw(enum purpose purpose, uint64_t row)
{
	uint64_t x = row * 0x9e3779b97f4a7c15u + (uint64_t)purpose * 0xd1342543de82ef95u + 1;

	x = (x ^ x >> 33) * 0xff51afd7ed558ccdu;
	x = (x ^ x >> 33) * 0xc4ceb9fe1a85ec53u;
	return x ^ x >> 33;
}

/* From least up to, not including, most. */
static unsigned
between(unsigned least, unsigned most, enum purpose purpose, uint64_t row)
{
	return least + (unsigned)(draw(purpose, row) % (most - least));
}

static const char *
one_of(const char *const names[], size_t count, enum purpose purpose, uint64_t row)
{
	return names[draw(purpose, row) % count];
}

#define ONE_OF(names, purpose, row) \
	one_of(names, sizeof(names) / sizeof *(names), purpose, row)

/*
 * Cents of a month: most customers keep near their level; 4 in 100 collapse
 * in December, 5 slide from October on, 1 falls silent in July.
 */
static unsigned
bill_cents(uint64_t customer, int month)
{
	uint64_t row = customer * MONTHS + (uint64_t)month;
	unsigned story = between(0, 100, STORY, customer);
	unsigned level = between(0, 16, NOISE, ~customer) == 0 ?
	    between(20000, 80000, LEVEL, customer) : between(1800, 19800, LEVEL, customer);
	unsigned cents = level / 100 * between(80, 121, NOISE, row);

	if (story < 4 && month == 11)
		return cents / 5;
	if (story >= 4 && story < 9 && month >= 9)
		return cents / 10 * (unsigned)(17 - month);
	if (story == 9 && month >= 6)
		return 0;
	return cents;
}

static void
bill(uint64_t row)
{
	uint64_t customer = row / MONTHS;
	int month = (int)(row % MONTHS);
	unsigned cents = bill_cents(customer, month);

	printf("C%07llu,%d-%02d,%u.%02u,%u\n", (unsigned long long)customer, YEAR,
	    month + 1, cents / 100, cents % 100, between(0, 24000, TRAFFIC, row));
}

static void
bills(uint64_t customers)
{
	puts("customer_id,month,amount,data_mb");
	for (uint64_t row = 0; row < customers * MONTHS; row++)
		bill(row);
}

/*
 * Where a row of the ordered table stands in the shuffled one: a Feistel
 * network over the next power of four, walked until it falls inside.
 */
static uint64_t
shuffle(uint64_t row, uint64_t rows)
{
	unsigned half = 1;

	while (half < 31 && (uint64_t)1 << 2 * half < rows)
		half++;
	uint64_t mask = ((uint64_t)1 << half) - 1;
	do {
		uint64_t left = row >> half, right = row & mask;

		for (unsigned round = 0; round < 4; round++) {
			uint64_t mixed = left ^ (draw(ROUND + round, right) & mask);

			left = right;
			right = mixed;
		}
		row = left << half | right;
	} while (row >= rows);
	return row;
}

static void
shuffled(uint64_t customers)
{
	uint64_t rows = customers * MONTHS;

	puts("customer_id,month,amount,data_mb");
	for (uint64_t row = 0; row < rows; row++)
		bill(shuffle(row, rows));
}

/* Calls spread evenly over May; 2 in 100 with a rival's hotline. */
static void
calls(uint64_t rows, uint64_t customers)
{
	static const char *const rival[] = { "10086", "10000" };

	puts("customer_id,time,direction,peer,seconds");
	for (uint64_t row = 0; row < rows; row++) {
		unsigned second = (unsigned)(row * 31 * 86400 / rows);
		unsigned longest = between(0, 4, NOISE, row) == 0 ? 1800 : 90;
		char peer[24];

		snprintf(peer, sizeof peer, "P%010llu",
		    (unsigned long long)(draw(PERSON, row) % 10000000000u));
		printf("C%07llu,%d-05-%02uT%02u:%02u:%02u,%s,%s,%u\n",
		    (unsigned long long)(draw(CALL, row) % customers), YEAR,
		    second / 86400 + 1, second / 3600 % 24, second / 60 % 60, second % 60,
		    draw(DATES, row) % 2 ? "out" : "in",
		    between(0, 50, STORY, row) == 0 ? ONE_OF(rival, LEVEL, row) : peer,
		    between(0, longest, TRAFFIC, row));
	}
}

static const char *const surname[] = {
	"赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫",
};
static const char *const given[] = {
	"海波", "丹", "立新", "玉梅", "春生", "倩", "国栋", "秋月", "永康", "岚", "振华", "洁",
};
static const char *const region[] = {
	"郑州", "开封", "洛阳", "平顶山", "安阳", "鹤壁", "新乡", "焦作", "濮阳",
	"许昌", "漯河", "三门峡", "南阳", "商丘", "信阳", "周口", "驻马店", "济源",
};

/* A day of 2016 to 2024 that every month has. */
static void
print_date(unsigned n)
{
	printf("%u-%02u-%02u", 2016 + n / (12 * 28) % 9, n / 28 % 12 + 1, n % 28 + 1);
}

static void
print_name(uint64_t customer)
{
	unsigned kind = between(0, 1000, NOISE, customer);

	printf("\"%s%s", ONE_OF(surname, PERSON, customer), ONE_OF(given, STORY, customer));
	if (kind == 0)
		printf("\n%s店", ONE_OF(region, CALL, customer));
	else if (kind < 300)
		printf(", %s商贸有限公司", ONE_OF(region, CALL, customer));
	else if (kind < 320)
		printf(" \"\"老%s\"\"", ONE_OF(surname, PERSON, customer));
	putchar('"');
}

static void
customers(uint64_t count)
{
	enum { DAYS = 9 * 12 * 28 };

	puts("customer_id,name,region,manager,joined,left,monthly_fee");
	for (uint64_t i = 0; i < count; i++) {
		unsigned joined = between(0, DAYS - 200, DATES, i);
		unsigned left = joined + between(30, 1800, LEVEL, i);
		unsigned fee = between(1900, 29900, TRAFFIC, i);

		printf("C%07llu,", (unsigned long long)i);
		print_name(i);
		printf(",%s,M%04u,", ONE_OF(region, CALL, i), between(0, 2000, ROUND, i));
		print_date(joined);
		putchar(',');
		if (left < DAYS && draw(ROUND, ~i) % 10 < 3)
			print_date(left);
		printf(",%u.%02u\n", fee / 100, fee % 100);
	}
}

/* Work orders of the last days of May; one in ten was opened on the last one. */
static void
orders(uint64_t rows, uint64_t customers)
{
	static const char *const level[] = { "L1", "L2", "L3", "L4" };
	static const char *const channel[] = { "call", "call", "call", "call", "sms", "visit" };

	puts("workorder_id,customer_id,trigger,category,level,fired_on,due,channel");
	for (uint64_t row = 0; row < rows; row++)
		printf("w%llu,C%07llu,bill-drop,care,%s,%d-05-%02u,%d-06-%02uT18:00,%s\n",
		    (unsigned long long)row,
		    (unsigned long long)(draw(CALL, row) % customers),
		    ONE_OF(level, LEVEL, row), YEAR,
		    between(0, 10, NOISE, row) == 0 ? 31 : between(20, 31, DATES, row),
		    YEAR, between(1, 15, TRAFFIC, row), ONE_OF(channel, STORY, row));
}

/* Their customers, five hundred a manager: more than can be called in a week. */
static void
managed(uint64_t count)
{
	puts("customer_id,manager");
	for (uint64_t i = 0; i < count; i++)
		printf("C%07llu,M%04llu\n", (unsigned long long)i,
		    (unsigned long long)(draw(ROUND, i) % (count / 500 + 1)));
}

static _Noreturn void
usage(void)
{
	fputs("usage: gen bills|shuffled|customers|managed CUSTOMERS\n"
	    "       gen calls|orders ROWS CUSTOMERS\n", stderr);
	exit(2);
}

int
main(int argc, char *argv[])
{
	if (argc < 3)
		usage();
	uint64_t n = strtoull(argv[2], NULL, 10);

	if (n == 0)
		usage();
	if (strcmp(argv[1], "bills") == 0)
		bills(n);
	else if (strcmp(argv[1], "shuffled") == 0)
		shuffled(n);
	else if (strcmp(argv[1], "customers") == 0)
		customers(n);
	else if (strcmp(argv[1], "managed") == 0)
		managed(n);
	else if (strcmp(argv[1], "orders") == 0 && argc == 4 && atoll(argv[3]) > 0)
		orders(n, strtoull(argv[3], NULL, 10));
	else if (strcmp(argv[1], "calls") == 0 && argc == 4 && atoll(argv[3]) > 0)
		calls(n, strtoull(argv[3], NULL, 10));
	else
		usage();
	if (fflush(stdout) != 0) {
		perror("gen");
		return 3;
	}
	return 0;
}
