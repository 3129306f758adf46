/*
 * ratio -- runs commands in turn, several rounds, and compares them with the
 * first.
 *
 * usage: ratio [-n ROUNDS] [-m KIB] NAME COMMAND [NAME COMMAND]...
 *
 * Prints for each command the medians over the rounds of its wall time, its
 * processor time and its peak memory, each divided by those of the first
 * command in the same round: a machine whose speed drifts slows all alike,
 * and seconds of one machine mean nothing on another.  Peak memory is that
 * of the largest process of the command; -m says what the first may take, and
 * a last line how much of it that one took.
 *
 * Output goes to /dev/null.  Ends with 1 when a command failed.
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

static _Noreturn void
usage(void)
{
	fputs("usage: ratio [-n ROUNDS] [-m KIB] NAME COMMAND [NAME COMMAND]...\n", stderr);
	exit(2);
}

int
main(int argc, char *argv[])
{
	int rounds = 5, option;
	double allowed = 0;
	bool failed = false;

	while ((option = getopt(argc, argv, "+m:n:")) != -1)
		switch (option) {
		case 'm': allowed = atof(optarg); break;
		case 'n': rounds = atoi(optarg); break;
		default: usage();
		}
	int first = optind, commands = (argc - first) / 2;

	if (commands == 0 || (argc - first) % 2 != 0 || rounds < 1 || rounds > ROUNDS_MOST)
		usage();
	struct cost (*cost)[ROUNDS_MOST] = calloc((size_t)commands, sizeof *cost);

	if (cost == NULL) {
		perror("ratio");
		return 3;
	}
	for (int round = 0; round < rounds; round++)
		for (int i = 0; i < commands; i++) {
			int status = 0;

			cost[i][round] = run(argv[first + 2 * i + 1], &status);
			if (status != 0) {
				fprintf(stderr, "ratio: %s failed\n", argv[first + 2 * i]);
				failed = true;
			}
		}
	print(argv + first, commands, cost, rounds);
	if (allowed > 0)
		printf("%s: %.2f of the memory it may take\n", argv[first],
		    largest(cost[0], rounds, 2) / allowed);
	free(cost);
	return failed;
}
