/*
 * Counters under one lock, and one condition: blocks are large, so that the
 * lock is taken a few thousand times a second at most.
 */
#include "common/base/run.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

/* filled and returned count blocks since the start; what lies between is full. */
struct run {
	bool (*fill)(void *maker, void *block);
	void *maker;
	void **block;
	unsigned long blocks;

	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	unsigned long filled, taken, returned;
	bool ended;   /* the last block is filled */
	bool stopped; /* nobody wants more */
};

/* Waits for a free block; false when nobody wants it. */
static bool
wait_free(struct run *r)
{
	bool wanted;

	pthread_mutex_lock(&r->lock);
	while (!r->stopped && r->filled - r->returned == r->blocks)
		pthread_cond_wait(&r->changed, &r->lock);
	wanted = !r->stopped;
	pthread_mutex_unlock(&r->lock);
	return wanted;
}

static void *
produce(void *arg)
{
	struct run *r = arg;
	bool more = true;

	while (more && wait_free(r)) {
		more = r->fill(r->maker, r->block[r->filled % r->blocks]);
		pthread_mutex_lock(&r->lock);
		r->filled++;
		r->ended = !more;
		pthread_cond_signal(&r->changed);
		pthread_mutex_unlock(&r->lock);
	}
	return NULL;
}

/* Signals are for the first thread, whose handlers know what to clean up. */
void
run_thread(pthread_t *thread, void *(*work)(void *arg), void *arg)
{
	sigset_t all, before;
	int error;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	error = pthread_create(thread, NULL, work, arg);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (error != 0)
		die(BAD_SYSTEM, "cannot start a thread: %s", translate_error(error));
}

/* A thread's share of a task. */
struct share {
	pthread_t thread;
	void (*work)(void *arg, uint32_t from, uint32_t to);
	void *arg;
	uint32_t from, to;
};

static void *
do_share(void *arg)
{
	const struct share *s = arg;

	s->work(s->arg, s->from, s->to);
	return NULL;
}

void
run_shares(int threads, uint32_t count,
    void (*work)(void *arg, uint32_t from, uint32_t to), void *arg)
{
	enum { LEAST = 4096 }; /* less is not worth a thread */
	uint32_t most = count / LEAST + 1, shares = (uint32_t)threads;
	struct share *share;

	shares = shares < most ? shares : most;
	share = mem_array(shares, sizeof *share);
	for (uint32_t i = 0; i < shares; i++) {
		share[i].work = work;
		share[i].arg = arg;
		share[i].from = (uint32_t)((uint64_t)count * i / shares);
		share[i].to = (uint32_t)((uint64_t)count * (i + 1) / shares);
		if (i > 0)
			run_thread(&share[i].thread, do_share, &share[i]);
	}
	do_share(&share[0]);
	for (uint32_t i = 1; i < shares; i++)
		pthread_join(share[i].thread, NULL);
	free(share);
}

struct run *
run_start(bool (*fill)(void *maker, void *block), void *maker, void *const block[],
    int blocks)
{
	struct run *r = mem_new(sizeof *r);

	r->fill = fill;
	r->maker = maker;
	r->blocks = (unsigned long)blocks;
	r->block = mem_array(r->blocks, sizeof *r->block);
	memcpy(r->block, block, r->blocks * sizeof *r->block);
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->changed, NULL);
	run_thread(&r->thread, produce, r);
	return r;
}

void *
run_next(struct run *r)
{
	void *block = NULL;

	pthread_mutex_lock(&r->lock);
	r->returned = r->taken;
	pthread_cond_signal(&r->changed);
	while (r->taken == r->filled && !r->ended)
		pthread_cond_wait(&r->changed, &r->lock);
	if (r->taken < r->filled)
		block = r->block[r->taken++ % r->blocks];
	pthread_mutex_unlock(&r->lock);
	return block;
}

void
run_stop(struct run *r)
{
	if (r == NULL)
		return;
	pthread_mutex_lock(&r->lock);
	r->stopped = true;
	pthread_cond_signal(&r->changed);
	pthread_mutex_unlock(&r->lock);
	pthread_join(r->thread, NULL);
	pthread_cond_destroy(&r->changed);
	pthread_mutex_destroy(&r->lock);
	free(r->block);
	free(r);
}
