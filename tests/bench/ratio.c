/*
 * ratio -- runs commands in turn, several rounds, and compares them with the
 * first.
 *
 * usage: ratio [-l LIMIT] [-m KIB] [-n ROUNDS] [-o FILE -t TITLE] NAME COMMAND ...
 *
 * Prints for each command the medians over the rounds of its wall time, its
 * processor time and its peak memory, each divided by those of the first
 * command in the same round: a machine whose speed drifts slows all alike,
 * and seconds of one machine mean nothing on another.  Peak memory is that
 * of the largest process of the command; -m says what the first may take, and
 * a last line how much of it that one took.  -l says how many times the
 * first's processor time another may take.  -o appends medians of seconds and
 * KiB and the ratios to a CSV file.
 *
 * Output goes to /dev/null.  Ends with 1 when a command failed, or took more
 * than the limit.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MEASURES = 3, ROUNDS_MOST = 100 };

/* Wall seconds, processor seconds, peak KiB. */
struct cost {
	double of[MEASURES];
};

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Becomes the shell that runs it, with nothing of its output seen. */
static _Noreturn void
become(const char *command)
{
	int null = open("/dev/null", O_WRONLY);

	if (null >= 0 && dup2(null, STDOUT_FILENO) >= 0)
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	perror("ratio");
	_exit(127);
}

static struct cost
run(const char *command, int *status)
{
	struct cost c = { { 0 } };
	struct rusage used;
	double start = now();
	pid_t child = fork();

	if (child == 0)
		become(command);
	if (child < 0 || wait4(child, status, 0, &used) < 0) {
		perror("ratio");
		exit(3);
	}
	c.of[0] = now() - start;
	c.of[1] = seconds(used.ru_utime) + seconds(used.ru_stime);
	c.of[2] = (double)used.ru_maxrss;
	return c;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double x[], int n)
{
	qsort(x, (size_t)n, sizeof *x, by_size);
	return n % 2 == 1 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

/* Of one command against the first, over the rounds. */
static double
median_ratio(const struct cost *command, const struct cost *first, int rounds, int measure)
{
	double ratio[ROUNDS_MOST];

	for (int i = 0; i < rounds; i++)
		ratio[i] = command[i].of[measure] / first[i].of[measure];
	return median(ratio, rounds);
}

static double
median_of(const struct cost *command, int rounds, int measure)
{
	double x[ROUNDS_MOST];

	for (int i = 0; i < rounds; i++)
		x[i] = command[i].of[measure];
	return median(x, rounds);
}

static double
largest(const struct cost *command, int rounds, int measure)
{
	double most = 0;

	for (int i = 0; i < rounds; i++)
		if (command[i].of[measure] > most)
			most = command[i].of[measure];
	return most;
}

static void
print(char *name[], int commands, struct cost cost[][ROUNDS_MOST], int rounds)
{
	printf("%-24s %8s %8s %8s\n", "", "time", "cpu", "memory");
	for (int i = 0; i < commands; i++) {
		printf("%-24s", name[2 * i]);
		for (int measure = 0; measure < MEASURES; measure++)
			printf(" %8.2f", median_ratio(cost[i], cost[0], rounds, measure));
		putchar('\n');
	}
}

/* The same in figures, a row a command; a header where the file is new. */
static void
append(const char *path, const char *title, char *name[], int commands,
    struct cost cost[][ROUNDS_MOST], int rounds)
{
	FILE *f = fopen(path, "a");

	if (f == NULL) {
		perror(path);
		exit(3);
	}
	fseek(f, 0, SEEK_END);
	if (ftell(f) == 0)
		fputs("work,program,rounds,wall_s,cpu_s,peak_kib,wall_ratio,cpu_ratio,"
		    "peak_ratio\n", f);
	for (int i = 0; i < commands; i++) {
		fprintf(f, "\"%s\",\"%s\",%d,%.4f,%.4f,%.0f", title, name[2 * i], rounds,
		    median_of(cost[i], rounds, 0), median_of(cost[i], rounds, 1),
		    median_of(cost[i], rounds, 2));
		for (int measure = 0; measure < MEASURES; measure++)
			fprintf(f, ",%.4f", median_ratio(cost[i], cost[0], rounds, measure));
		putc('\n', f);
	}
	if (fclose(f) != 0) {
		perror(path);
		exit(3);
	}
}

/* Whether one takes more than the limit; says which. */
static bool
is_over(double limit, char *name[], int commands, struct cost cost[][ROUNDS_MOST],
    int rounds)
{
	bool over = false;

	for (int i = 1; limit > 0 && i < commands; i++)
		if (median_ratio(cost[i], cost[0], rounds, 1) > limit) {
			printf("%s: more than %.2f times the processor time of %s\n",
			    name[2 * i], limit, name[0]);
			over = true;
		}
	return over;
}

static _Noreturn void
usage(void)
{
	fputs("usage: ratio [-l LIMIT] [-m KIB] [-n ROUNDS] [-o FILE -t TITLE] NAME COMMAND ...\n",
	    stderr);
	exit(2);
}

/* The options; the rest are names and commands. */
struct asked {
	int rounds;
	double allowed, limit;  /* 0: none */
	const char *file, *title;
};

static struct asked
parse_options(int argc, char *argv[])
{
	struct asked a = { .rounds = 5, .title = "" };
	int option;

	while ((option = getopt(argc, argv, "+l:m:n:o:t:")) != -1)
		switch (option) {
		case 'l': a.limit = atof(optarg); break;
		case 'm': a.allowed = atof(optarg); break;
		case 'n': a.rounds = atoi(optarg); break;
		case 'o': a.file = optarg; break;
		case 't': a.title = optarg; break;
		default: usage();
		}
	if (argc == optind || (argc - optind) % 2 != 0 || a.rounds < 1 ||
	    a.rounds > ROUNDS_MOST)
		usage();
	return a;
}

int
main(int argc, char *argv[])
{
	struct asked a = parse_options(argc, argv);
	char **name = argv + optind;
	int commands = (argc - optind) / 2;
	struct cost (*cost)[ROUNDS_MOST] = calloc((size_t)commands, sizeof *cost);
	bool failed = false;

	if (cost == NULL) {
		perror("ratio");
		return 3;
	}
	for (int round = 0; round < a.rounds; round++)
		for (int i = 0; i < commands; i++) {
			int status = 0;

			cost[i][round] = run(name[2 * i + 1], &status);
			if (status != 0) {
				fprintf(stderr, "ratio: %s failed\n", name[2 * i]);
				failed = true;
			}
		}
	print(name, commands, cost, a.rounds);
	if (a.allowed > 0)
		printf("%s: %.2f of the memory it may take\n", name[0],
		    largest(cost[0], a.rounds, 2) / a.allowed);
	if (a.file != NULL)
		append(a.file, a.title, name, commands, cost, a.rounds);
	failed |= is_over(a.limit, name, commands, cost, a.rounds);
	free(cost);
	return failed;
}
